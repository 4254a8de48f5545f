"""The seats of the group: who sits where for the whole time, before anybody moves."""

from dataclasses import dataclass

from manyi.demo.ev_group.units import COMPANY, STORES


@dataclass(frozen=True)
class Seat:
    """One seat; `load` is its share of the visits its team receives."""

    name: str
    unit: str
    position: str
    group: str
    load: int
    leader: bool = False


_SALES_LOADS = (2, 6, 5, 5, 4, 3, 1, 4)
_SERVICE_LOADS = (2, 5, 5, 5, 4, 4, 1)
_AGENT_LOADS = (2, 5, 5, 4, 4, 5, 4, 1, 4)
_SUPPORT = (
    ("administration", 2), ("logistics", 5), ("logistics", 5), ("logistics", 4), ("information_technology", 4),
    ("information_technology", 4), ("administration", 4), ("finance", 4), ("human_resources", 3), ("human_resources", 1),
)  # fmt: skip


def _team(unit: str, group: str, leader: str, positions: tuple[str, ...], loads: tuple[int, ...]) -> list[Seat]:
    chief = Seat(f"{unit}/1", unit, leader, group, loads[0], leader=True)
    others = zip(positions, loads[1:], strict=True)
    return [chief, *(Seat(f"{unit}/{n}", unit, what, group, load) for n, (what, load) in enumerate(others, start=2))]


def _store(store: str) -> list[Seat]:
    sales = ("sales_consultant",) * 5 + ("test_drive_host", "delivery_specialist")
    service = ("service_advisor",) * 3 + ("technician",) * 2 + ("parts_clerk",)
    return [
        Seat(f"{store}/1", store, "store_manager", "sales", 1, leader=True),
        *_team(f"{store}_sales", "sales", "sales_consultant", sales, _SALES_LOADS),
        *_team(f"{store}_service", "after_sales", "workshop_manager", service, _SERVICE_LOADS),
    ]


def seats() -> list[Seat]:
    """Every seat, from the general manager to the last technician."""
    support = tuple(position for position, _ in _SUPPORT)
    support_loads = tuple(load for _, load in _SUPPORT)
    agents = ("customer_service_specialist",) * 6 + ("follow_up_caller",) * 2
    return [
        Seat(f"{COMPANY}/1", COMPANY, "administration", "support", 0, leader=True),
        *_team("sales_dept", "sales", "store_manager", ("sales_consultant",) * 2, (1, 3, 3)),
        *_team("after_sales_dept", "after_sales", "workshop_manager", ("technician",), (1, 3)),
        *_team("service_dept", "customer_service", "customer_service_manager", agents, _AGENT_LOADS),
        *_team("support_dept", "support", support[0], support[1:], support_loads),
        *(seat for store in STORES for seat in _store(store)),
    ]
