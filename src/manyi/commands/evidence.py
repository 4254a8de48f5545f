"""`manyi evidence …`: what evidence is made of."""

from manyi.commands.shape import Group
from manyi.commands.voice import Both

evidence = Group(
    "evidence",
    about=Both("Print the evidence contract.", "打印数据约定。"),
    places={
        "docs": (
            "manyi.commands.evidence_docs:docs",
            Both("Every table and column: type, unit, meaning, 中文.", "全部数据表与列：类型、单位、含义。"),
        )
    },
)
