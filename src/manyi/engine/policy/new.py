"""Begin a company's own edition: a copy of a pack under a new name and from a new day, every comment kept."""

import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from manyi.engine.periods import add_months
from manyi.engine.policy.issues import PolicyError, suggestion
from manyi.engine.policy.language import Edition
from manyi.engine.policy.reading import POLICY_FILE, check_edition, read_edition

PACKS = Path(__file__).resolve().parents[4] / "policies"
"""The packs that come with the program."""

_NAME = re.compile(r"[a-z][a-z0-9-]*")
_KEPT = frozenset({"examples.yaml"})  # its days belong to the cases told there, not to the edition
_MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class CannotBegin(ValueError):
    """A new edition that cannot be begun so; `zh` holds the same sentence in Chinese."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.zh = zh


def new_policy(folder: Path, *, policy: str, edition: date, template: str = "starter", packs: Path = PACKS) -> Path:
    """Write `<folder>/<policy>/<edition>/` from the newest edition of the pack `template` and return it.

    The policy's name, its first day and a baseline that ends on that day are replaced, in the texts too. Nothing is
    written over, and nothing stays when the copy does not pass its check. Raises CannotBegin, or PolicyError with what
    the check found.
    """
    if not _NAME.fullmatch(policy):
        raise CannotBegin(
            f'"{policy}" cannot name a policy; use small letters, digits and -, such as our-shop',
            f'"{policy}" 不能作为办法的名称；请用小写字母、数字和 -，例如 our-shop',
        )
    source = _newest(template, packs)
    target = folder / policy / edition.isoformat()
    if target.exists():
        raise CannotBegin(
            f"{target} exists already; an edition is never written over. Choose another day or name",
            f"{target} 已经存在；版次不会被覆盖。请另选日期或名称",
        )
    _copy(source, target, policy, _days(read_edition(source), edition))
    issues = check_edition(target).issues
    if issues:
        shutil.rmtree(target)
        raise PolicyError(issues)
    return target


def _newest(template: str, packs: Path) -> Path:
    """The newest edition of a pack."""
    found = sorted(path.parent for path in packs.glob(f"*/*/{POLICY_FILE}"))
    editions = [path for path in found if path.parent.name == template]
    if not editions:
        en, zh = suggestion(template, {path.parent.name for path in found})
        raise CannotBegin(f"`{template}` is no pack; {en}", f"`{template}` 不是现有的办法；{zh}")
    return editions[-1]


def _days(old: Edition, new: date) -> Mapping[date, date]:
    """Which days of the pack become which: its first day, and a baseline that ended just before it."""
    days = {old.edition: new}
    if old.baseline is not None and old.baseline.until == old.edition:
        start = old.baseline.from_
        months = (old.edition.year - start.year) * 12 + old.edition.month - start.month
        days[start] = add_months(new, -months)
    return days


def _copy(source: Path, target: Path, policy: str, days: Mapping[date, date]) -> None:
    target.mkdir(parents=True)
    for path in sorted(source.iterdir()):
        if path.name in _KEPT:
            shutil.copyfile(path, target / path.name)
            continue
        text = _redated(path.read_text(encoding="utf-8"), days)
        if path.name == POLICY_FILE:
            text = re.sub(r"(?m)^policy:( *)\S+", rf"policy:\g<1>{policy}", text, count=1)
        (target / path.name).write_text(text, encoding="utf-8", newline="\n")


def _redated(text: str, days: Mapping[date, date]) -> str:
    """The text with every spelling of the old days replaced in one pass."""
    spelled = {old: new for day in days for old, new in zip(_spellings(day), _spellings(days[day]), strict=True)}
    pattern = "|".join(re.escape(old) for old in spelled)
    return re.sub(rf"(?<!\d)(?:{pattern})(?!\d)", lambda found: spelled[found[0]], text)


def _spellings(day: date) -> tuple[str, ...]:
    month = _MONTHS_EN[day.month - 1]
    return (
        day.isoformat(),
        f"{day.year} 年 {day.month} 月 {day.day} 日",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
    )
