"""The command `manyi`: its commands in the order they are used, each loaded from its own file when called."""

import click

from manyi import __version__
from manyi.commands.shape import Option, Program
from manyi.commands.voice import Both

_HERE = "manyi.commands"

_ABOUT = Both(
    "Settles a customer-satisfaction incentive scheme: evidence in, decisions out, by a policy that is a file.\n\n"
    "Exit codes: 0 done; 1 input refused or a check failed; 2 the command was written wrongly; "
    "3 a run does not recompute.",
    "依照一份成文的办法，由数据得出客户满意度奖惩评定。\n\n"
    "退出码：0 完成；1 输入未通过或检查不合格；2 命令写法有误；3 复算结果不一致。",
)

main = Program(
    "manyi",
    about=_ABOUT,
    places={
        "policy": (
            f"{_HERE}.policy:policy",
            Both("Write, check, test, compare and print policy editions.", "编写、检查、测试、比较和打印办法版次。"),
        ),
        "import": (
            f"{_HERE}.imports:import_",
            Both("Turn foreign tables into evidence by a map.", "按映射把外部表转成数据表。"),
        ),
        "map": (
            f"{_HERE}.map:map_",
            Both("Propose a mapping of foreign tables, and remember it.", "为外部表提出映射建议，并记住已采用的映射。"),
        ),
        "settle": (
            f"{_HERE}.settle:settle",
            Both("Settle one period: scores, decisions, report.", "评定一个考核期：得分、评定、报告。"),
        ),
        "simulate": (
            f"{_HERE}.simulate:simulate",
            Both("Run editions over past periods: gains, cost, luck.", "用过去的数据模拟版次：得失、花费、运气。"),
        ),
        "explain": (
            f"{_HERE}.explain:explain",
            Both("Say in sentences why a person was decided so.", "用语句说明某人的评定由来。"),
        ),
        "statement": (
            f"{_HERE}.statement:statement",
            Both("Write each person's statement as PDF.", "为每人生成评定告知书（PDF）。"),
        ),
        "verify": (
            f"{_HERE}.verify:verify",
            Both("Recompute a settled period and compare.", "复算已评定的考核期并比对。"),
        ),
        "clauses": (
            f"{_HERE}.clauses:clauses",
            Both("Map every clause to its policy entry and test.", "列出每个条款对应的规则与测试。"),
        ),
        "evidence": (f"{_HERE}.evidence:evidence", Both("Print the evidence contract.", "打印数据约定。")),
        "demo-data": (
            f"{_HERE}.demo_data:demo_data",
            Both("Write the evidence of a made-up company.", "生成一家虚构公司的数据。"),
        ),
    },
)
click.version_option(
    __version__, prog_name="manyi", cls=Option, about=Both("Show the version and exit.", "显示版本。")
)(main)
