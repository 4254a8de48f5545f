"""What somebody decided on a second look: flagged answers reviewed, complaints that were nobody's doing, corrections."""

from manyi.demo.kit.answers import TABLET
from manyi.demo.kit.world import World
from manyi.demo.months import DAY

Rows = list[dict[str, object]]


def quality_review_rows(world: World) -> Rows:
    """Rows of the table `quality_reviews`: the answers from one tablet, two days later."""
    by = world.staff.key(world.company.handling.reviewers[0])
    end = world.months.days * DAY
    return [
        {
            "response": answer.key, "flag": "staff_device", "verdict": "exclude", "reason": "来自同一台员工设备，查实代答",
            "by": by, "at": world.months.text(min(answer.answered + 2 * DAY, end - 1)),
        }
        for answer in sorted(world.answers, key=lambda answer: answer.key) if answer.device == TABLET
    ]  # fmt: skip


def excuse_rows(world: World) -> Rows:
    """Rows of the table `excuses`: two complaints that were a supplier's or the weather's doing."""
    first, second = (world.staff.key(seat) for seat in world.company.handling.reviewers[:2])
    upheld = [case for case in world.cases if case.finding == "upheld" and case.story is None]
    return [
        {
            "table": "cases", "row": case.key, "reason": reason, "by": first, "second": second,
            "at": world.months.text(min(case.received + 6 * DAY, world.months.days * DAY - 1)),
        }
        for case, reason in zip(upheld[3:5], ("supplier", "logistics"), strict=False)
    ]  # fmt: skip


def correction_rows(world: World) -> Rows:
    """Rows of the table `corrections`: one finding changed after the recording was heard again."""
    upheld = [case for case in world.cases if case.finding == "upheld" and case.story is None]
    return [
        {
            "correction": "X001", "table": "cases", "row": case.key, "column": "finding", "value": "partly",
            "reason": "复核录音后改判", "by": world.staff.key(world.company.handling.reviewers[0]),
            "at": world.months.text(min(case.received + 12 * DAY, world.months.days * DAY - 1)),
        }
        for case in upheld[6:7]
    ]  # fmt: skip
