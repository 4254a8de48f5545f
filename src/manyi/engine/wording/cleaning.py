"""Which answers are flagged or excluded and which ways of getting them open a review, in words."""

from collections.abc import Callable

from manyi.engine.policy.sections.cleaning import CleanRule
from manyi.engine.wording.amounts import listed
from manyi.engine.wording.vocabulary import SAME, Both, Language, pick, word_of

_UNITS: dict[str, Both] = {
    "s per question": ("每题 {} 秒", "{} s per question"),
    "questions": ("{} 题", "{} questions"),
    "points": ("{} 分", "{} points"),
    "answers": ("{} 份", "{} answers"),
    "invitations": ("{} 次", "{} invitations"),
    "customers": ("{} 位", "{} customers"),
    "report": ("{} 次", "{} report"),
    "reports": ("{} 次", "{} reports"),
    "min": ("{} 分钟", "{} min"),
    "days": ("{} 天", "{} days"),
    "months": ("{} 个月", "{} months"),
}
SERVICES: dict[str, Both] = {"orders": ("订单", "orders"), "cases": ("工单", "cases")}


def clean_words(rule: CleanRule, lang: Language) -> str:
    """Which answers are flagged for a reviewer, which ways of getting them are, and which are excluded by fact."""
    if rule.exclude is not None:
        return _excluded(rule, lang)
    said = _WORDS[rule.kind](rule)
    which = pick(lang, *said)
    if rule.signal is not None:
        whose = "people" if rule.signal == "burst" else "people and units"
        zh = f"{which}的，提示后由人复核；提示本身不改变任何得分"
        return pick(lang, zh, f"{whose} {which} are shown to a reviewer; that alone changes no score")
    zh = f"{which}的答卷，标记后由人复核；复核之前照常计入"
    return pick(lang, zh, f"responses {which} are flagged for a reviewer and count until one decides otherwise")


def _excluded(rule: CleanRule, lang: Language) -> str:
    if rule.exclude == "not_eligible":
        return pick(
            lang,
            "不属于调查对象的答卷，列明理由后剔除",
            "responses of people who were not eligible are excluded, with the reason listed",
        )
    same = listed([word_of(SAME, part, lang) for part in rule.of or []], lang)
    kept = pick(lang, *{"first": ("最早", "first"), "last": ("最近", "last")}[rule.keep])
    zh = f"{same}有多份答卷的，只保留{kept}的一份，其余列明理由后剔除"
    return pick(
        lang,
        zh,
        f"of several responses with {same}, only the {kept} is kept; the others are excluded, with the reason listed",
    )


def _fast(rule: CleanRule) -> Both:
    below = _amount(rule.below)
    return f"平均用时不足{below[0]}{_hard(rule)[0]}", f"answered in less than {below[1]}{_hard(rule)[1]}"


def _fast_page(rule: CleanRule) -> Both:
    below = _amount(rule.below)
    return (
        f"任何一页平均用时不足{below[0]}{_hard(rule)[0]}",
        f"with a page answered in less than {below[1]}{_hard(rule)[1]}",
    )


def _hard(rule: CleanRule) -> Both:
    if rule.hard is None:
        return "", ""
    hard = _amount(rule.hard)
    return f"（不足{hard[0]}的另行标明）", f" (marked apart below {hard[1]})"


def _straight_line(rule: CleanRule) -> Both:
    start = _amount(rule.from_)
    return f"连续 {start[0]}及以上选择同一答案", f"with the same answer to {start[1]} in a row or more"


def _low_variation(rule: CleanRule) -> Both:
    start, below = _amount(rule.from_), _amount(rule.below)
    return (
        f"{start[0]}及以上的作答之间标准差不足{below[0]}（各题折算为 0 至 100 分）",
        f"whose answers to {start[1]} or more have a standard deviation below {below[1]} (each question on 0 to 100)",
    )


def _outlying(rule: CleanRule) -> Both:
    return (
        f"作答组合与同一调查的其他答卷相差过远（马氏距离，卡方水平 {rule.level}）",
        f"whose answers together lie too far from others of the same survey (Mahalanobis distance, chi-square level {rule.level})",
    )


def _attention_check(_: CleanRule) -> Both:
    return "答错注意力检查题", "that failed an attention check"


def _staff_device(_: CleanRule) -> Both:
    return "来自员工设备", "from a staff device"


def _coverage_skew(rule: CleanRule) -> Both:
    zh, en = _services(rule)
    return (
        f"{zh}中受邀评价的占比低于同组其他人（把握 {rule.sure}，已校正多重比较）",
        f"with a lower share of {en} invited than their peers (sure {rule.sure}, corrected for everybody tested)",
    )


def _unhappy_skipped(rule: CleanRule) -> Both:
    zh, en = _services(rule)
    return (
        f"{zh}中不满意客户受邀评价的占比低于其余客户（把握 {rule.sure}，已校正多重比较）",
        (
            f"with a lower share of {en} invited where the customer was dissatisfied than elsewhere "
            f"(sure {rule.sure}, corrected for everybody tested)"
        ),
    )


def _burst(rule: CleanRule) -> Both:
    start, within = _amount(rule.from_), _amount(rule.within)
    return (
        f"{within[0]}内从同一渠道收到关于同一人的 {start[0]}及以上答卷",
        f"with {start[1]} or more within {within[1]} from the same channel",
    )


def _jump(rule: CleanRule) -> Both:
    start, within = _amount(rule.from_), _amount(rule.within)
    return (
        f"得分比此前 {within[0]}高出 {start[0]}及以上且超出随机波动（把握 {rule.sure}，已校正多重比较）",
        (
            f"whose score is {start[1]} or more above that of the {within[1]} before, beyond chance "
            f"(sure {rule.sure}, corrected for everybody tested)"
        ),
    )


def _contact_changed(rule: CleanRule) -> Both:
    start, within = _amount(rule.from_), _amount(rule.within)
    return (
        f"发出邀请前 {within[0]}内改动客户联系方式达 {start[0]}及以上且多于同组其他人（把握 {rule.sure}，已校正多重比较）",
        (
            f"with {start[1]} or more sent in the {within[1]} after the contact was changed, more often than their peers "
            f"(sure {rule.sure}, corrected for everybody tested)"
        ),
    )


def _shared_device(rule: CleanRule) -> Both:
    start = _amount(rule.from_)
    return (
        f"同一设备或号码对应 {start[0]}及以上客户，或与员工本人的相同",
        f"with one device or number for {start[1]} or more, or one that is a staff member's own,",
    )


def _begging(rule: CleanRule) -> Both:
    start = _amount(rule.from_)
    return f"被举报索要好评达 {start[0]}及以上", f"with {start[1]} or more of begging for scores"


_WORDS: dict[str, Callable[[CleanRule], Both]] = {
    "fast": _fast,
    "fast_page": _fast_page,
    "straight_line": _straight_line,
    "low_variation": _low_variation,
    "outlying": _outlying,
    "attention_check": _attention_check,
    "staff_device": _staff_device,
    "coverage_skew": _coverage_skew,
    "unhappy_skipped": _unhappy_skipped,
    "burst": _burst,
    "jump": _jump,
    "contact_changed": _contact_changed,
    "shared_device": _shared_device,
    "begging": _begging,
}


def _services(rule: CleanRule) -> Both:
    among = rule.among or []
    return listed([SERVICES[one][0] for one in among], "zh"), listed([SERVICES[one][1] for one in among], "en")


def _amount(text: str | None) -> Both:
    """An amount in both languages: 2 s per question is 每题 2 秒."""
    number, _, unit = (text or "").partition(" ")
    zh, en = _UNITS[unit]
    return zh.format(number), en.format(number)
