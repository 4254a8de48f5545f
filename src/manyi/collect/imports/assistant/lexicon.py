"""The words for foreign columns and values, and how well a heading fits one."""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

EXACT, PART = 95, 60

RATING = re.compile(r"满意|评分|打分|评价|怎么样|推荐|satisf|score|rating|csat|nps|recommend|stars?\b", re.IGNORECASE)
RECOMMEND = re.compile(r"推荐|nps|recommend", re.IGNORECASE)
PERSONAL = frozenset({
    "phone", "mobile", "telephone", "email", "e mail", "name", "address", "手机", "手机号", "手机号码", "联系电话",
    "联系方式", "电话", "邮箱", "电子邮箱", "姓名", "客户姓名", "身份证", "身份证号", "身份证号码", "微信", "微信号", "qq",
    "qq号", "住址", "地址",
})  # fmt: skip
"""Headings of what a person can be found by."""

VALUES: dict[tuple[str, str], dict[str, str]] = {
    ("cases", "kind"): {
        "投诉": "complaint", "complaint": "complaint", "咨询": "enquiry", "enquiry": "enquiry", "inquiry": "enquiry",
        "question": "enquiry", "建议": "suggestion", "suggestion": "suggestion", "反馈": "feedback", "表扬": "feedback",
        "feedback": "feedback",
    },
    ("cases", "finding"): {
        "属实": "upheld", "是": "upheld", "upheld": "upheld", "部分属实": "partly", "partly": "partly",
        "不属实": "not_upheld", "否": "not_upheld", "not upheld": "not_upheld", "open": "pending", "pending": "pending",
        "in progress": "pending", "处理中": "pending", "待处理": "pending", "未结": "pending", "closed": "", "solved": "",
        "resolved": "", "已解决": "", "已关闭": "", "已结案": "", "untimely response": "",
    },
    ("people", "worker_kind"): {
        "正式": "own", "正式工": "own", "自有": "own", "own": "own", "派遣": "dispatched", "劳务派遣": "dispatched",
        "dispatched": "dispatched", "外包": "outsourced", "outsourced": "outsourced", "试用": "probation",
        "试用期": "probation", "probation": "probation",
    },
}  # fmt: skip
"""What values of a choice mean; "" is a value that says nothing about it."""
DISPUTED = frozenset({"consumer disputed"})  # headings whose yes means not satisfied

DEFAULTS: dict[tuple[str, str], str] = {
    ("cases", "importance"): "normal",
    ("cases", "source"): "customer",
    ("customers", "kind"): "external",
    ("units", "kind"): "store",
    ("units", "from"): "2000-01-01",
    ("people", "worker_kind"): "own",
}
"""What is taken for a required column that no file has; each is named as an assumption."""


@cache
def words() -> dict[str, dict[str, list[str]]]:
    """The usual headings: table → column → words, best first."""
    text = Path(__file__).with_name("lexicon.yaml").read_text(encoding="utf-8")
    loaded: Any = YAML(typ="safe").load(text)
    return {table: {column: list(names) for column, names in columns.items()} for table, columns in loaded.items()}


def plain(heading: str) -> str:
    """A heading without its number, signs and capital letters: “4、IP 地址：” is “ip 地址”."""
    text = unicodedata.normalize("NFKC", heading).lower()
    text = re.sub(r"^\d+[、.]\s*", "", text)
    return re.sub(r"[\W_]+", " ", text).strip()


def fit(heading: str, names: list[str]) -> tuple[int, str]:
    """How well a heading fits one of the words, in percent (0 = not), and the word."""
    here = plain(heading)
    for name in names:
        if here == name:
            return EXACT, name
    inside = [name for name in names if len(name) > 1 and _within(name, here)]
    best = max(inside, key=lambda name: (len(name), -names.index(name)), default="")
    return (PART + 25 * len(best) // len(here), best) if best else (0, "")


def _within(name: str, heading: str) -> bool:
    """English words stand whole in a heading; Chinese ones anywhere."""
    return bool(re.search(rf"\b{re.escape(name)}\b", heading)) if name.isascii() else name in heading
