"""Section `apply`: where and how decisions become money and honours."""

from typing import Annotated, Literal

from pydantic import Field

from manyi.engine.policy.verbs import GradeCase, Titles
from manyi.engine.policy.words import Name, Positive, Rounding, Strict, Whole


class CatalogueItem(Strict):
    """Something that can be given or chosen instead of money; its value, by voucher or market price, is what it is taxed at."""

    title: Titles
    value: Positive | None = None
    valued_by: Literal["voucher", "market_price"] = "voucher"
    kind: Literal["goods", "leave", "career"] = "goods"
    clause: str | None = None


class Coefficient(Strict):
    """Appraisal points to a performance-pay coefficient."""

    grade: Literal["points"]
    cases: Annotated[list[GradeCase], Field(min_length=1)]
    round: Rounding


class Appraisal(Strict):
    """How satisfaction enters performance appraisal."""

    points_from: Annotated[Whole, Field(ge=0)]
    indicator: Name
    weight: Positive
    performance_pay: Coefficient | None = None
    clause: str | None = None


class Apply(Strict):
    """Where and how decisions become money and honours."""

    jurisdiction: Literal["CN", "CN-GD", "CN-SZ"]
    currency: Literal["CNY"] = "CNY"
    catalogue: dict[Name, CatalogueItem] = {}
    appraisal: Appraisal | None = None
