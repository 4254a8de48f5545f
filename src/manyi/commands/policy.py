"""`manyi policy …`: everything that can be done with an edition before a period is settled under it."""

from manyi.commands.shape import Group
from manyi.commands.voice import Both

_HERE = "manyi.commands"

policy = Group(
    "policy",
    about=Both("Write, check, test, compare and print policy editions.", "编写、检查、测试、比较和打印办法版次。"),
    places={
        "new": (f"{_HERE}.policy_new:new", Both("Begin an edition from the starter.", "由起步版开始写一个新版次。")),
        "check": (
            f"{_HERE}.policy_check:check",
            Both("Read an edition and say what is wrong or doubtful.", "检查版次，列出错误与可疑之处。"),
        ),
        "test": (f"{_HERE}.policy_test:test", Both("Run the edition's worked examples.", "运行版次的算例。")),
        "compare": (
            f"{_HERE}.policy_compare:compare",
            Both("Say what differs between two editions.", "比较两个版次的差异。"),
        ),
        "render": (
            f"{_HERE}.policy_render:render",
            Both("Print the edition as people read it.", "打印供人阅读的办法文本。"),
        ),
        "schema": (
            f"{_HERE}.policy_schema:schema",
            Both("Print the JSON Schema for editors.", "打印供编辑器使用的 JSON Schema。"),
        ),
    },
)
