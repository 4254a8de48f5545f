"""Chapter 8: what was assumed, what was exchanged and what was not, and what lets anybody check."""

from dataclasses import dataclass

import manyi
from manyi.engine.simulate.exchange import EXCHANGED
from manyi.report.simulation.reading import Reading


@dataclass(frozen=True)
class Method:
    """The chapter as sentences, and what identifies the simulation."""

    assumed: tuple[str, ...]
    exchanged: tuple[str, ...]
    kept: tuple[str, ...]
    words: tuple[tuple[str, str], ...]
    identity: tuple[tuple[str, str], ...]


def method(reading: Reading) -> Method:
    """Everything needed to judge the simulation or make it again."""
    return Method(
        assumed=tuple(_assumed(reading)), exchanged=tuple(_exchanged(reading)), kept=tuple(_kept(reading)),
        words=tuple(_words(reading)), identity=tuple(_identity(reading)),
    )  # fmt: skip


def _assumed(reading: Reading) -> list[str]:
    t, simulation = reading.t, reading.simulation
    found = [
        t("按过去的数据重算，数据本身不变：实际上，换了办法，人的做法也会变，模拟看不到这一点。",
          "The past evidence is taken as it is. Under other rules people would have acted otherwise; a simulation cannot see that."),
        t("前面各期模拟出的评定视为已经生效（自该期结束次日起），后面各期的阶梯、间隔期、预算和回看都以此为准；假定没有人申诉成功，整改记录按实际数据。",
          "What earlier periods came to counts as decided, from the day after the period: ladders, pauses, budgets and look-backs of later "
          "periods rest on it. Nobody appeals with success, and records of rectification stay as they are."),
    ]  # fmt: skip
    for run in simulation.runs:
        if run.set_aside:
            found.append(t(f"{reading.title(run)}：这段时间里实际作出的 {run.set_aside} 项评定不计，由模拟的评定代替。",
                           f"{reading.title(run)}: {run.set_aside} decisions really made in this time are set aside for the simulated ones."))  # fmt: skip
        if run.early:
            found.append(t(f"{reading.title(run)} 自 {run.edition.edition} 起施行；其中 {len(run.early)} 个考核期早于施行日，是“假如当时已经施行”的结果。",
                           f"{reading.title(run)} is in force from {run.edition.edition}; {len(run.early)} of the periods lie before that day "
                           "and show what would have been."))  # fmt: skip
    if len({run.edition.policy for run in simulation.runs}) > 1:
        found.append(t("比较的是不同的办法：奖惩和花费可以并列，各自的得分不能互相比较。",
                       "These are different policies: decisions and money stand side by side, their scores do not compare."))  # fmt: skip
    return found


def _exchanged(reading: Reading) -> list[str]:
    t = reading.t
    return [
        t("运气检验把答卷在“本可以遇到它的人”之间重新分发：同一个月、同一岗位组、同样的情形（办法里校正的触点、方式等）。每个人的答卷数不变，全部答案不变，只是“谁遇到了哪位客户”由抽签决定——于是人人在事实上同样好。然后照原样跑完整个办法。",
          "The null check deals the answers anew among those who could have met them: same month, same position group, same circumstances (those the "
          "edition adjusts for). Everybody keeps their number of answers and all answers stay; only who met which customer is drawn. So all are "
          "in truth equally good. Then the whole policy runs as written."),
        t("工单（投诉除外）、评审和检查同样分发；投诉、表扬和退货则每一件都落在当月同组的任意一人身上。单位之间也这样做（同类单位之间，按人数）。",
          "Cases other than complaints, reviews and inspections are dealt likewise; each complaint, praise and return falls on anybody of the group "
          "in that month. The same is done for units, within their kind and by their number of people."),
        t("抽签的种子由数据摘要、用途、时间段和轮次算出（SHA-256），没有人能挑选；所有版次遇到的是同样的抽签。",
          "The draw is decided by SHA-256 of the evidence's digest, the purpose, the span and the round. Nobody can choose it, and all editions meet the same draws."),
    ]  # fmt: skip


def _kept(reading: Reading) -> list[str]:
    t = reading.t
    return [
        t("不交换的：查实的过错与失职（那是事实，不是运气）、提名与投票、提案、订单、培训、外部测得的指标、请假与任职。只依据这些的规则，运气检验无话可说，另行列出。",
          "Not exchanged: established faults and breaches (facts, not luck), nominations and votes, ideas, orders, trainings, figures measured elsewhere, "
          "leave and posts. Of rules that rest only on these the check says nothing; they are listed apart."),
        t("区间按泊松分布的 95% 上下限计算；一次也没有出现时，上限也不是零。",
          "Intervals are 95 % limits of a Poisson mean; where nothing fell at all, the upper limit is still not zero."),
    ]  # fmt: skip


def _words(reading: Reading) -> list[tuple[str, str]]:
    t = reading.t
    return [
        (t("运气检验（零假设检验）", "null check"), t("假如人人同样好，这套办法还会奖谁、罚谁", "whom the policy would still reward and penalise if all were equally good")),
        (t("人人同样好", "all equal"), t("答卷等重新抽签分发之后的结果，取各轮平均", "the mean over rounds in which answers were dealt anew")),
        (t("名次相关系数", "rank correlation"), t("两期名次的相似程度：1 完全相同，0 毫无关系。相邻两期共用答卷时会虚高，所以同时给出没有共同答卷的两期",
                                        "how alike two orders are: 1 the same, 0 unrelated. Periods that share answers look more alike than they are, so periods that share none are shown too")),
    ]  # fmt: skip


def _identity(reading: Reading) -> list[tuple[str, str]]:
    t, simulation = reading.t, reading.simulation
    rounds = simulation.runs[0].null.rounds if simulation.runs[0].null is not None else 0
    return [
        *((t("版次", "edition") + f" {run.name}", f"{run.edition.policy} {run.edition.edition}") for run in simulation.runs),
        (t("考核期", "periods"), simulation.span.label), (t("运气检验轮数", "rounds of the null check"), str(rounds)),
        (t("交换的数据表", "tables exchanged"), reading.tables(tuple(EXCHANGED)) if rounds else "—"),
        (t("程序版本", "engine version"), manyi.__version__), (t("输入摘要值", "input digest"), simulation.input_digest),
    ]  # fmt: skip
