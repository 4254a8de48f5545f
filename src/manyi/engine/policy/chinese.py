"""What the few fixed words that appear in messages are called in Chinese."""

from collections.abc import Mapping

from manyi.engine.contract import Unit

SUBJECTS: Mapping[str, str] = {"person": "人员", "unit": "单位", "case": "工单", "idea": "提案", "project": "项目"}

CADENCES: Mapping[str, str] = {"month": "月", "quarter": "季度", "year": "年", "project": "项目"}

UNITS: Mapping[Unit, str] = {
    Unit.COUNT: "件数",
    Unit.SCORE: "百分制得分",
    Unit.NET: "净值（-100 至 100）",
    Unit.POINTS: "分数",
    Unit.MONEY: "金额",
    Unit.MINUTES: "分钟",
    Unit.SECONDS: "秒",
    Unit.DAYS: "天数",
    Unit.HOURS: "小时",
    Unit.RATIO: "比率",
}


def quoted(names: list[str]) -> str:
    """Names of the edition in a row, each in backquotes."""
    return "、".join(f"`{name}`" for name in names)
