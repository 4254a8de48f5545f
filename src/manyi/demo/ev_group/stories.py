"""The known stories: who, when, what happens, and which rule of the ev-sales pack should answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from manyi.demo.ev_group import cast
from manyi.demo.ev_group.case_stories import (
    COLLABORATION_BACK,
    COMPLAINTS_BACK,
    LOSS_BACK,
    OUTSOURCED_BACK,
    STAR_BACK,
    TIED_BACK,
)
from manyi.demo.ev_group.improvement import IDEAS_BACK
from manyi.demo.ev_group.movements import middle
from manyi.demo.ev_group.organisation import Organisation
from manyi.demo.ev_group.reviews import FEW_BACK
from manyi.demo.ev_group.spoiled import TABLET_BACK
from manyi.demo.ev_group.units import BEST_STORE, IMPROVING_STORE
from manyi.demo.months import Months


@dataclass(frozen=True)
class Story:
    """One known story; `months` are periods in which `rule` should answer as `expected` says."""

    id: str
    who: tuple[str, ...]
    months: tuple[str, ...]
    rule: str
    expected: str
    en: str
    zh: str


@dataclass(frozen=True)
class _Plot:
    id: str
    seats: Sequence[str]
    backs: Sequence[int]
    rule: str
    expected: str
    en: str
    zh: str


_LAST_SIX = (6, 5, 4, 3, 2, 1)

_PLOTS = (
    _Plot("outstanding", cast.OUTSTANDING, _LAST_SIX, "satisfaction_star", "award unless paused or with an upheld complaint",
          "Clearly better than their colleagues.", "明显优于同岗人员。"),
    _Plot("weak", cast.WEAK, _LAST_SIX, "service_warning", "penalty, below 70 with certainty",
          "Clearly worse than their colleagues.", "明显低于同岗人员。"),
    _Plot("ladder_second_step", (cast.LADDER,), (6,), "service_warning", "oral_warning",
          "One criticism already; the second step follows.", "已有一次批评教育，进入第二级。"),
    _Plot("ladder_third_step", (cast.LADDER,), (5, 4), "service_warning", "written_warning",
          "Criticism and oral warning already; the third step follows.", "已有批评教育和口头警告，进入第三级。"),
    _Plot("repeated_problems", (cast.LADDER,), (3, 2, 1), "repeated_problems", "demotion, replacing the warning",
          "Three steps within a year, a failed rectification, still weak.", "一年内三次处分、整改不力且仍不达标。"),
    _Plot("old_penalties_ignored", (cast.WEAK_WITH_OLD_PENALTIES,), _LAST_SIX, "service_warning", "criticism",
          "Earlier steps expired or were removed, so the ladder begins anew.", "既往处分已失效或解除，从第一级开始。"),
    _Plot("weak_on_leave", (cast.WEAK_ON_LEAVE,), (4,), "service_warning", "held back: except on_leave",
          "Weak, but on leave for 19 days of the month.", "不达标，但当月休假 19 天。"),
    _Plot("newcomer", (cast.NEWCOMER,), (2, 1), "service_warning", "coaching by the exception newcomer, where the gate is passed",
          "Weak in the first weeks after hiring.", "入职初期不达标。"),
    _Plot("recovered", (cast.RECOVERED,), _LAST_SIX, "service_warning", "nothing; rises against the baseline",
          "Weak until eight months before the end, then rectified.", "曾不达标，整改后恢复正常。"),
    _Plot("three_complaints", (cast.THREE_COMPLAINTS,), (COMPLAINTS_BACK,), "service_warning", "criticism",
          "Few answers, but three upheld complaints in the month.", "答卷少，但当月三件属实投诉。"),
    _Plot("outsourced", (cast.OUTSOURCED,), (OUTSOURCED_BACK,), "service_warning", "held back: worker_kind",
          "Three upheld complaints about an outsourced worker.", "外包人员当月三件属实投诉。"),
    _Plot("star_with_complaint", (cast.STAR_WITH_COMPLAINT,), (STAR_BACK,), "satisfaction_star", "no award in this month",
          "Outstanding, but one complaint was upheld.", "表现突出，但有一件属实投诉。"),
    _Plot("star_paused", (cast.CARING,), (5, 4, 2, 1), "satisfaction_star", "held back: pause",
          "Outstanding, but awarded shortly before.", "表现突出，但刚获奖，处于间隔期。"),
    _Plot("career", (cast.CARING,), (), "career", "award for the year of the last months: two stars, no warning",
          "At least two stars within a year.", "一年内至少两次之星。"),
    _Plot("career_ideas", (cast.INNOVATOR,), (), "career", "award for the year of the last months: two proven ideas",
          "Two ideas proven within a year.", "一年内两项提案见效。"),
    _Plot("innovation", (cast.INNOVATOR, "service_dept/4", "service_dept/3", "support_dept/5"), IDEAS_BACK, "innovation",
          "award for the quarter", "Proven ideas, worked on together.", "提案经验证见效，多人参与。"),
    _Plot("untruthful", (cast.UNTRUTHFUL,), (TABLET_BACK,), "truth_breach", "written_warning",
          "Nine answers on a colleague's tablet; distortion proven.", "同一店内平板代答九份，查实弄虚作假。"),
    _Plot("loss", (cast.LOSS,), (LOSS_BACK,), "service_fault, loss_recovery", "serious_deduction; recovery of 3200.00 in two months",
          "Gross negligence damaged a battery.", "重大过失损坏动力电池。"),
    _Plot("case_hero", (cast.CASE_HERO,), _LAST_SIX, "handling_points", "highest handling points of customer service",
          "Prompt and well reviewed handling.", "办理及时，评审突出。"),
    _Plot("honour_below_gate", (cast.PRAISED_FEW,), (FEW_BACK,), "satisfaction_star", "honour without money (below_gate)",
          "Few answers, but fine reviews and a verified banner.", "答卷少，但评审优秀并有核实锦旗。"),
    _Plot("collaboration", ("store_a_service/2", "service_dept/6", "support_dept/2"), (COLLABORATION_BACK,), "collaboration",
          "award for the quarter, shares 0.5 0.3 0.2", "Three departments solved a major case; five of six votes.",
          "三个部门协同解决重大问题，六票五赞成。"),
    _Plot("collaboration_tied", ("store_b_sales/3", "support_dept/3", "store_c_service/4", "service_dept/4"), TIED_BACK,
          "collaboration", "tie, for the management group to settle", "Two cases with three votes each.", "两件工单各得三票。"),
)  # fmt: skip


def tell(organisation: Organisation, months: Months) -> list[Story]:
    """Every story with its people and months."""
    told = [
        Story(
            plot.id, tuple(organisation.key(seat) for seat in plot.seats), tuple(months.label(back) for back in plot.backs),
            plot.rule, plot.expected, plot.en, plot.zh,
        )
        for plot in _PLOTS
    ]  # fmt: skip
    step = middle(months).isoformat()[:7]
    return [
        *told,
        Story("best_store", (BEST_STORE,), tuple(months.label(back) for back in (4, 1)), "excellent_team",
              "award for the quarters that end with these months", "The best store, and better still of late.",
              "最佳门店，近来更上一层。"),
        Story("improving_store", (IMPROVING_STORE,), (step,), "trend", f"a true step up from {step}",
              "Improves under a new manager.", "新店长上任后满意度跃升。"),
    ]  # fmt: skip
