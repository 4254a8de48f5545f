"""`manyi map …`: mappings of foreign tables, proposed by the assistant and remembered."""

from manyi.commands.shape import Group
from manyi.commands.voice import Both

_HERE = "manyi.commands"

map_ = Group(
    "map",
    about=Both(
        "Propose a mapping of foreign tables; remember what was accepted.", "为外部表提出映射建议；记住已采用的映射。"
    ),
    places={
        "propose": (
            f"{_HERE}.map_propose:propose_",
            Both("Propose a mapping from headings and values.", "根据表头和取值提出映射建议。"),
        ),
        "remember": (
            f"{_HERE}.map_remember:remember_",
            Both("Keep an accepted mapping for files with these headings.", "为具有这些表头的文件记住已采用的映射。"),
        ),
    },
)
