"""The cast: which seat plays which known story, so that every story has one place where its people are named."""

from collections.abc import Mapping
from types import MappingProxyType

OUTSTANDING = ("store_a_sales/3", "store_c_sales/2", "store_b_service/2", "store_c_service/5", "service_dept/3")
"""Clearly better than their colleagues for the whole time."""

WEAK = ("store_b_sales/4", "store_c_sales/5", "store_a_service/3", "store_c_service/6")
"""Clearly worse than their colleagues for the whole time."""

LADDER = "store_b_sales/4"  # weak; climbs the ladder, fails a rectification
WEAK_ON_LEAVE = "store_a_service/3"  # weak, and away for most of one month
WEAK_WITH_OLD_PENALTIES = "store_c_sales/5"  # earlier steps expired or were removed
RECOVERED = "store_b_service/4"  # weak, coached, rectified, then like the others
THREE_COMPLAINTS = "store_c_sales/7"  # few answers, but three upheld complaints in one month
OUTSOURCED = "store_b_service/6"  # three upheld complaints; an outsourced worker
DISPATCHED = "store_a_sales/4"
STAR_WITH_COMPLAINT = "store_c_sales/2"  # outstanding, but one upheld complaint in a month
LOSS = "store_a_service/6"  # gross negligence with a proven loss
UNTRUTHFUL = "store_c_sales/6"  # has customers answer on a colleague's tablet
CASE_HERO = "service_dept/3"  # settles cases faster and better than anyone
INNOVATOR = "service_dept/6"
CARING = "store_a_sales/3"  # outstanding and praised; enough stars for the career award
NEWCOMER = "store_a_sales/joiner"  # weak in the first weeks
PRAISED_FEW = "service_dept/8"  # few answers, but fine reviews and praise in one month
PARENT = "service_dept/5"  # five months of parental leave
MOVER = "store_a_sales/6"  # from one store to another
CHANGER = "store_b_sales/7"  # from sales to customer service
PROMOTED = "store_c_service/2"  # becomes team leader
OLD_MANAGER, NEW_MANAGER = "store_b/1", "store_b/2"  # the store improves under the new one

KINDS: Mapping[str, str] = MappingProxyType({DISPATCHED: "dispatched", OUTSOURCED: "outsourced", NEWCOMER: "probation"})
"""Kinds of worker other than the company's own."""
