"""A few fleet projects for partner companies, with their members and milestones."""

from datetime import timedelta

from manyi.demo.ev_group.customers import Customers
from manyi.demo.ev_group.organisation import Organisation
from manyi.demo.months import Months

Rows = list[dict[str, object]]
_PLANS = (
    (14, "城配车队首批交付", 0, 95, 101),
    (7, "网约车队换电改造", 5, 120, 112),
    (3, "园区通勤车队交付", 9, 150, None),
)
_MEMBERS = (
    ("sales_dept/2", "lead", "0.5"),
    ("after_sales_dept/2", "service", "0.3"),
    ("support_dept/4", "logistics", "0.2"),
)
_MILESTONES = (("合同签订", 10, 9), ("首车交付", 45, 47), ("驾驶员培训", 60, 58))


def project_rows(customers: Customers, organisation: Organisation, months: Months) -> tuple[Rows, Rows, Rows]:
    """Rows of the tables `projects`, `project_members` and `milestones`."""
    projects: Rows = []
    members: Rows = []
    milestones: Rows = []
    for n, (back, title, company, due, delivered) in enumerate(_PLANS, start=1):
        key, first = f"J{n:02}", months.back(back, 5)
        projects.append(
            {
                "project": key, "title": title, "customer": customers.keys[int(customers.companies[company])],
                "unit": "sales_dept", "major": n == 2, "from": first, "due": first + timedelta(days=due),
                "delivered": None if delivered is None else first + timedelta(days=delivered),
            }
        )  # fmt: skip
        members += [
            {"project": key, "person": organisation.key(seat), "role": role, "share": share, "from": first}
            for seat, role, share in _MEMBERS
        ]
        for name, wanted, took in _MILESTONES:
            done = first + timedelta(days=took)
            milestones.append(
                {
                    "project": key, "milestone": name, "unit": "sales_dept", "due": first + timedelta(days=wanted),
                    "done": done if done < months.end else None,
                }
            )  # fmt: skip
    return projects, members, milestones
