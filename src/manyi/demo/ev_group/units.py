"""The units of the made-up group: a company, its departments, three stores and their teams."""

from datetime import date

COMPANY = "group"
STORES = ("store_a", "store_b", "store_c")
BEST_STORE, IMPROVING_STORE = "store_c", "store_b"
OPENED = date(2018, 3, 1)

_UNITS = (
    (COMPANY, "星澜电动车销售集团", None, "company", None),
    ("sales_dept", "销售部", COMPANY, "department", "sales"),
    ("after_sales_dept", "售后服务部", COMPANY, "department", "after_sales"),
    ("service_dept", "客户服务部", COMPANY, "department", "customer_service"),
    ("support_dept", "后勤保障部", COMPANY, "department", "support"),
    ("store_a", "滨江店", COMPANY, "store", None),
    ("store_b", "云桥店", COMPANY, "store", None),
    ("store_c", "湖东店", COMPANY, "store", None),
    ("store_a_sales", "滨江店销售组", "store_a", "team", "sales"),
    ("store_a_service", "滨江店售后组", "store_a", "team", "after_sales"),
    ("store_b_sales", "云桥店销售组", "store_b", "team", "sales"),
    ("store_b_service", "云桥店售后组", "store_b", "team", "after_sales"),
    ("store_c_sales", "湖东店销售组", "store_c", "team", "sales"),
    ("store_c_service", "湖东店售后组", "store_c", "team", "after_sales"),
)


def unit_rows() -> list[dict[str, object]]:
    """Rows of the table `units`."""
    return [
        {"unit": unit, "title": title, "parent": parent, "kind": kind, "position_group": group, "from": OPENED}
        for unit, title, parent, kind, group in _UNITS
    ]


def store_of(unit: str) -> str | None:
    """The store a unit is or belongs to, or None."""
    return next((store for store in STORES if unit.startswith(store)), None)
