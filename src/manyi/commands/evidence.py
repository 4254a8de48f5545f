"""`manyi evidence …`: what evidence is made of, and evidence sealed for several machines."""

from manyi.commands.shape import Group
from manyi.commands.voice import Both

evidence = Group(
    "evidence",
    about=Both("Print the evidence contract; seal evidence by day.", "打印数据约定；按日封存数据。"),
    places={
        "docs": (
            "manyi.commands.evidence_docs:docs",
            Both("Every table and column: type, unit, meaning, 中文.", "全部数据表与列：类型、单位、含义。"),
        ),
        "partition": (
            "manyi.commands.evidence_partition:partition",
            Both("Check evidence once and seal it by day, as Spark reads it.", "核对数据并按日封存，供 Spark 读取。"),
        ),
    },
)
