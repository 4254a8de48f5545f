"""The stories of the culture studio: who stands out, who falls behind, and which rule of its scheme answers."""

from datetime import date

from manyi.demo.kit.story import (
    Breach,
    Earlier,
    Fact,
    Found,
    Missed,
    Nominated,
    OnOneTablet,
    Praised,
    Proposed,
    Rectified,
    Shift,
    Story,
    ToldCase,
)

SCHEME = date(2026, 1, 1)
STAR, LADDER, WEAK, AWAY = "creative_dept/3", "production_dept/3", "planning_dept/4", "production_dept/5"
NEW, FEW, LOSS, HARM = "creative_dept/new", "client_dept/new", "production_dept/7", "marketing_dept/3"
COMPLAINED, OUTSOURCED = "client_dept/4", "production_dept/9"


def _complaint(name: str, seat: str, day: date, topic: str) -> ToldCase:
    return ToldCase(name=name, seat=seat, day=day, topic=topic, touchpoint="relationship")


STORIES = (
    Story(
        id="star", who=(STAR,), rule="quarter_star", periods=("2026-Q1",), answer="award",
        en="Every customer wants this designer.", zh="客户都想要这位设计师。",
        facts=(
            Shift(who=STAR, quality=1000),
            Earlier(who=STAR, rule="quarter_star", kind="award", measure="certificate", effective=date(2026, 4, 24),
                    amount="1000.00"),
        ),
    ),
    Story(
        id="star_paused", who=(STAR,), rule="quarter_star", periods=("2026-Q2",), answer="held back: pause",
        en="Awarded for the first quarter, and therefore paused.", zh="一季度刚获奖，处于间隔期。",
    ),
    Story(
        id="improver", who=("planning_dept/2",), rule="quarter_star", periods=("2026-Q1", "2026-Q2"), answer="award",
        en="Below the line before the scheme, coached, then the best planner.", zh="制度施行前不达标，经辅导后成为最佳策划。",
        facts=(
            Shift(who="planning_dept/2", quality=-700, until=SCHEME),
            Shift(who="planning_dept/2", quality=700, since=SCHEME),
            Rectified(who="planning_dept/2", rule="service_warning", opened=date(2025, 10, 20), due=date(2025, 12, 1),
                      closed=date(2025, 11, 28), outcome="done"),
            Earlier(who="planning_dept/2", rule="service_warning", kind="penalty", measure="criticism",
                    effective=date(2025, 10, 17), state="expired", lasts=6),
        ),
    ),
    Story(
        id="producer", who=("production_dept/2",), rule="quarter_star", periods=("2026-Q1", "2026-Q2"), answer="award",
        en="The producer on whom everybody counts.", zh="人人信赖的制片。", facts=(Shift(who="production_dept/2", quality=650),),
    ),
    Story(
        id="specialist", who=("client_dept/3",), rule="quarter_star", periods=("2026-Q1", "2026-Q2"), answer="award",
        en="Answers customers before they have to ask.", zh="客户未问，先行告知。",
        facts=(Shift(who="client_dept/3", quality=650),),
    ),
    Story(
        id="second_to_the_star", who=("creative_dept/6",), rule="quarter_star", periods=("2026-Q2",), answer="award",
        en="Second to the star, and therefore first while the star is paused.", zh="仅次于之星，其间隔期内居首。",
        facts=(Shift(who="creative_dept/6", quality=750),),
    ),
    Story(
        id="few_answers", who=(FEW,), rule="quarter_star", periods=("2026-Q2",), answer="award",
        en="New and asked about by few, but every case was handled finely: honour without money.",
        zh="新人答卷少，但件件办理优秀：只授荣誉，不发奖金。",
        facts=(
            Praised(seat=FEW, day=date(2026, 6, 11), kind="letter"),
            *(
                ToldCase(name=f"few_{n}", seat=FEW, day=date(2026, 6, day), kind="feedback", topic="修改意见",
                         finding=None, satisfied=True, prompt=True, reviews=((99, 60), (99, 62)))
                for n, day in enumerate((2, 5, 9), start=1)
            ),
        ),
    ),
    Story(
        id="fine_project", who=("J141",), rule="project_result", periods=("2026-03",), answer="award",
        en="A major project, on every date and to everybody's delight.", zh="重大项目，节点全部按时，客户一致好评。",
        facts=(Shift(who="J141", quality=1500),),
    ),
    Story(
        id="best_project", who=("J141",), rule="excellent_project", periods=("2026-Q1",), answer="award",
        en="The best project of the quarter.", zh="季度最佳项目。",
    ),
    Story(
        id="best_department", who=("design_dept",), rule="excellent_department", periods=("2026-Q1", "2026-Q2"),
        answer="award", en="The second creative department surpasses the first.", zh="创意二部明显优于创意一部。",
        facts=(Shift(who="design_dept", quality=320),),
    ),
    Story(
        id="best_support", who=("technical_dept",), rule="best_support", periods=("2026-Q1", "2026-Q2"), answer="award",
        en="Colleagues rely on technical support.", zh="同事信赖技术支持部。",
        facts=(Shift(who="technical_dept", quality=400),),
    ),
    Story(
        id="innovation", who=("paper_theatre",), rule="innovation", periods=("2026-Q2",), answer="award",
        en="A folding paper stage halved set-up time; its effect was proven.", zh="折叠纸舞台使搭建时间减半，经验证见效。",
        facts=(
            Proposed(name="paper_theatre", seat="creative_dept/5", day=date(2026, 5, 21), title="折叠纸舞台", size="4.20",
                     parts=(("creative_dept/5", "0.6"), ("production_dept/8", "0.4"))),
        ),
    ),
    Story(
        id="collaboration", who=("flooded_hall",), rule="collaboration", periods=("2026-Q1",), answer="award",
        en="Four departments moved an opening overnight from a flooded hall.", zh="展厅进水，四个部门连夜转场如期开幕。",
        facts=(
            ToldCase(name="flooded_hall", seat="client_dept/2", day=date(2026, 3, 3), kind="feedback", topic="展厅进水转场",
                     importance="urgent", finding=None, satisfied=True, prompt=True, departments=4,
                     parts=(("client_dept/2", "0.3"), ("production_dept/8", "0.3"), ("creative_dept/6", "0.2"),
                            ("technical_dept/2", "0.2")),
                     nominated=Nominated(
                         award="collaboration", by="planning_dept/5", against=("office_dept/3",),
                         approve=("planning_dept/6", "creative_dept/4", "marketing_dept/2", "office_dept/2", "client_dept/3"),
                     )),
        ),
    ),
    Story(
        id="career", who=("creative_dept/5",), rule="career", periods=("2026",), answer="award",
        en="Two proven ideas within a year.", zh="一年内两项提案见效。",
        facts=(
            Proposed(name="colour_library", seat="creative_dept/5", day=date(2026, 2, 26), title="项目色彩库", size="1.80",
                     parts=(("creative_dept/5", "0.5"), ("creative_dept/6", "0.5"))),
        ),
    ),
    Story(
        id="weak", who=(WEAK,), rule="service_warning", periods=("2026-Q1", "2026-Q2"), answer="criticism",
        en="Clearly below the line; old penalties were removed or have expired.", zh="明显不达标；既往处分已解除或失效。",
        facts=(
            Shift(who=WEAK, quality=-1500),
            Shift(who=WEAK, quality=-2000, since=SCHEME),
            Earlier(who=WEAK, rule="service_warning", kind="penalty", measure="criticism", effective=date(2025, 4, 18),
                    state="expired", lasts=6),
            Earlier(who=WEAK, rule="service_warning", kind="penalty", measure="written_warning",
                    effective=date(2025, 7, 18), state="removed", lasts=12),
        ),
    ),
    Story(
        id="collapse_and_ladder", who=(LADDER,), rule="repeated_problems", periods=("2026-Q1",), answer="demotion",
        en="Collapsed in the summer of 2025: two steps of the ladder, a failed rectification, still below the line.",
        zh="2025 年夏季滑坡：两次处分、整改不力，仍不达标。",
        facts=(
            Shift(who=LADDER, quality=-1400, since=date(2025, 7, 1)),
            Earlier(who=LADDER, rule="service_warning", kind="penalty", measure="criticism", effective=date(2025, 10, 17),
                    lasts=6),
            Earlier(who=LADDER, rule="service_warning", kind="penalty", measure="written_warning",
                    effective=date(2026, 1, 23), lasts=12),
            Rectified(who=LADDER, rule="service_warning", opened=date(2026, 1, 23), due=date(2026, 3, 6),
                      closed=date(2026, 3, 9), outcome="failed"),
        ),
    ),
    Story(
        id="first_step_expired", who=(LADDER,), rule="service_warning", periods=("2026-Q2",), answer="written_warning",
        en="The first step has expired meanwhile, so the ladder counts one step less.", zh="第一次处分已失效，阶梯少计一级。",
    ),
    Story(
        id="third_step", who=("creative_dept/7",), rule="service_warning", periods=("2026-Q1",), answer="points_deduction",
        en="Two steps before, both rectified, and weak again.", zh="此前两次处分均整改完成，再次不达标。",
        facts=(
            Shift(who="creative_dept/7", quality=-1400, until=date(2026, 4, 1)),
            Earlier(who="creative_dept/7", rule="service_warning", kind="penalty", measure="criticism",
                    effective=date(2025, 7, 18), lasts=12),
            Earlier(who="creative_dept/7", rule="service_warning", kind="penalty", measure="written_warning",
                    effective=date(2025, 10, 17), lasts=12),
            Rectified(who="creative_dept/7", rule="service_warning", opened=date(2025, 10, 17), due=date(2025, 12, 1),
                      closed=date(2025, 11, 30), outcome="done"),
        ),
    ),
    Story(
        id="three_complaints", who=(COMPLAINED,), rule="service_warning", periods=("2026-Q2",), answer="criticism",
        en="Three complaints about broken promises were upheld in one quarter.", zh="一个季度内三件承诺未兑现投诉属实。",
        facts=tuple(
            _complaint(f"promise_{n}", COMPLAINED, day, "承诺未兑现")
            for n, day in enumerate((date(2026, 4, 14), date(2026, 5, 12), date(2026, 6, 9)), start=1)
        ),
    ),
    Story(
        id="outsourced", who=(OUTSOURCED,), rule="service_warning", periods=("2026-Q1",), answer="held back: worker_kind",
        en="Three complaints about an outsourced builder: the measure is not for this kind of worker.",
        zh="外包搭建人员三件投诉属实：该措施不适用于此用工类别。",
        facts=tuple(
            _complaint(f"builder_{n}", OUTSOURCED, day, "现场杂乱")
            for n, day in enumerate((date(2026, 1, 20), date(2026, 2, 10), date(2026, 3, 10)), start=1)
        ),
    ),
    Story(
        id="newcomer", who=(NEW,), rule="service_warning", periods=("2026-Q2",), answer="coaching",
        en="Three complaints in the first weeks: coaching.", zh="入职初期三件投诉：给予帮扶辅导。",
        facts=(
            Shift(who=NEW, quality=-900),
            *(
                _complaint(f"first_{n}", NEW, day, "理解偏差")
                for n, day in enumerate((date(2026, 4, 21), date(2026, 5, 19), date(2026, 6, 16)), start=1)
            ),
        ),
    ),
    Story(
        id="away", who=(AWAY,), rule="service_warning", periods=("2026-Q2",), answer="held back: except",
        en="Three complaints about work handed over during parental leave.", zh="育儿假期间交接的工作有三件投诉。",
        facts=tuple(
            _complaint(f"handed_over_{n}", AWAY, day, "剪辑延误")
            for n, day in enumerate((date(2026, 4, 2), date(2026, 4, 3), date(2026, 6, 15)), start=1)
        ),
    ),
    Story(
        id="fault", who=(LOSS,), rule="service_fault", periods=("2026-04",), answer="serious_deduction",
        en="Rigging left unchecked: gross negligence, a light fell.", zh="未检查吊挂：重大过失致灯具坠落。",
        facts=(
            _complaint("fallen_light", LOSS, date(2026, 4, 9), "灯具坠落"),
            Found(seat=LOSS, day=date(2026, 4, 22), fault="gross_negligence", severity="serious", loss="8600.00",
                  case="fallen_light"),
        ),
    ),
    Story(
        id="loss", who=(LOSS,), rule="loss_recovery", periods=("2026-04",), answer="recovery",
        en="The loss of 8600 yuan was proven.", zh="查实损失 8600 元。",
    ),
    Story(
        id="harm", who=(HARM,), rule="serious_harm", periods=("2026-05",), answer="dismissal",
        en="Sold a customer's unpublished plan to a competitor: intent, severe harm.", zh="向竞争对手出售客户未公开方案：故意，后果特别严重。",
        facts=(
            Found(seat=HARM, day=date(2026, 5, 18), fault="intent", severity="severe"),
            Breach(seat=HARM, day=date(2026, 5, 18), kind="concealment", severity="severe"),
        ),
    ),
    Story(
        id="untruthful", who=("marketing_dept/2",), rule="truth_breach", periods=("2026-03",), answer="written_warning",
        en="Six answers on a colleague's tablet; distortion proven.", zh="同事平板代答六份，查实弄虚作假。",
        facts=(
            Breach(seat="marketing_dept/2", day=date(2026, 3, 24), kind="distortion", severity="serious"),
            OnOneTablet(seat="marketing_dept/2", day=date(2026, 3, 1), answers=6),
        ),
    ),
)  # fmt: skip

FACTS: tuple[Fact, ...] = (
    Breach(seat="creative_dept/6", day=date(2025, 10, 14), kind="begging", finding="not_proven"),
    Breach(seat="office_dept/2", day=date(2026, 2, 17), kind="training_missed"),
    Breach(seat="client_dept/3", day=date(2026, 6, 22), kind="concealment", finding="pending"),
    Missed(seat="office_dept/2", day=date(2026, 2, 19), course="内部服务承诺"),
    Found(seat="production_dept/6", day=date(2025, 11, 12), fault="ordinary_negligence", severity="minor", loss="320.00"),
    Earlier(who="client_dept/2", rule="service_warning", kind="penalty", measure="criticism", effective=date(2025, 9, 12),
            state="revoked", lasts=6),
    Earlier(who="planning_dept/5", rule="quarter_star", kind="award", measure="certificate", effective=date(2025, 7, 24),
            amount="1000.00"),
    Rectified(who="production_dept", rule="late_milestones", opened=date(2025, 10, 13), due=date(2025, 10, 27),
              closed=date(2025, 10, 24), outcome="done"),
    Rectified(who="client_dept", rule="opinions_left_alone", opened=date(2026, 6, 15), due=date(2026, 6, 30)),
    Proposed(name="weekly_letter", seat="client_dept/3", day=date(2025, 9, 24), title="客户周报", effect="not_shown"),
)  # fmt: skip
