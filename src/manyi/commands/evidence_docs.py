"""`manyi evidence docs`: every table and column that evidence may have."""

from dataclasses import asdict

from manyi.commands.shape import command
from manyi.commands.voice import Voice


@command(
    "docs",
    en="Print every table and column of evidence as Markdown.",
    zh="以 Markdown 打印全部数据表与列。",
)
def docs(voice: Voice) -> None:
    """The document docs/evidence-contract.md is this output."""
    from manyi.engine.tables import TABLES
    from manyi.report.evidence_contract import contract_text

    value = [asdict(table) for table in TABLES.values()] if voice.as_json else []
    voice.result(value, contract_text(voice.language).rstrip("\n"))
