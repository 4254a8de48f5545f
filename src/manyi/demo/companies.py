"""The made-up companies by name: the pack each one works under, how it is written, and a period worth settling first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from manyi.demo.culture_studio import CULTURE_STUDIO
from manyi.demo.ev_group import write_demo
from manyi.demo.kit.spec import Company
from manyi.demo.kit.writing import write_company
from manyi.demo.online_shop import ONLINE_SHOP
from manyi.demo.retail_chain import RETAIL_CHAIN
from manyi.demo.service_company import SERVICE_COMPANY

EV_GROUP = "ev-group"


class Written(Protocol):
    """What writing a company tells: the first day, the first day no longer covered, and rows per table."""

    @property
    def start(self) -> date:
        """The first day."""

    @property
    def end(self) -> date:
        """The first day no longer covered."""

    @property
    def rows(self) -> dict[str, int]:
        """Rows written per table."""


@dataclass(frozen=True)
class Demo:
    """One made-up company: the folder of its pack's edition, the period to settle first, and what writes it."""

    policy: str
    period: str
    write: Callable[[Path, int], Written]


def _ev_group(folder: Path, seed: int) -> Written:
    return write_demo(folder, seed=seed)


def _described(company: Company, folder: Path, seed: int) -> Written:
    return write_company(company, folder, seed=seed)


DESCRIBED = (RETAIL_CHAIN, SERVICE_COMPANY, ONLINE_SHOP, CULTURE_STUDIO)
"""The companies that are nothing but a description."""

DEMOS: Mapping[str, Demo] = MappingProxyType(
    {EV_GROUP: Demo("policies/ev-sales/2026-01-01", "2026-03", _ev_group)}
    | {
        company.id: Demo(
            f"policies/{company.pack}/{company.edition.isoformat()}", company.settle, partial(_described, company)
        )
        for company in DESCRIBED
    }
)
"""Every made-up company by the name the command line knows it by."""
