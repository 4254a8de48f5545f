"""What happens every month or quarter anyway: trainings, inspections, and figures measured elsewhere."""

from datetime import date

from manyi.demo.draws import Draws
from manyi.demo.kit.spec import Company
from manyi.demo.kit.staff import Staff
from manyi.demo.kit.story import Fact, Missed
from manyi.demo.kit.visits import level
from manyi.demo.months import Months, month_after

Rows = list[dict[str, object]]
_TRAINED = (2, 5, 8, 11)  # months with a course for everybody
_INSPECTED_ON = (7, 21)
_HOURS = "3.5"
MINIMUM_WAGE, _MINIMUM_WAGE_FROM = "2490.00", date(2024, 1, 1)


def training_rows(company: Company, staff: Staff, facts: list[Fact], months: Months, seed: int) -> Rows:
    """Rows of the table `trainings`: a course for everybody present each quarter; who missed one is told."""
    draws = Draws(seed, "trainings")
    missed = {(one.seat, one.day.isoformat()[:7]): one.result for one in facts if isinstance(one, Missed)}
    rows: Rows = []
    for month in range(months.count):
        day = months.first(month).replace(day=19)
        if day.month not in _TRAINED:
            continue
        for person in staff.people:
            post = person.post_on(day)
            if post is None or not person.present_on(day):
                continue
            usual = "passed" if draws.chance(880) else "attended"
            result = missed.get((person.seat, day.isoformat()[:7]), usual)
            rows.append(
                {
                    "person": person.key, "course": company.courses[post.group], "result": result,
                    "hours": None if result == "absent" else _HOURS, "at": months.text(months.moment(day, 9)),
                }
            )  # fmt: skip
    return rows


def inspection_rows(company: Company, months: Months, seed: int) -> Rows:
    """Rows of the table `inspections`: twice a month in every unit that has people."""
    draws = Draws(seed, "inspections")
    units = list(dict.fromkeys(seat.unit for seat in company.seats))
    rows: Rows = []
    for month in range(months.count):
        centre = level(company, months, month).inspected
        for day in _INSPECTED_ON:
            for unit in units:
                score = max(0, min(100, centre + int(draws.bell(1, 4)[0])))
                at = months.moment(months.first(month).replace(day=day), 10, 30)
                rows.append({"unit": unit, "kind": "服务规范", "score": score, "at": months.text(at)})
    return [{"inspection": f"S{n:04}", **row} for n, row in enumerate(rows, start=1)]


def value_rows(company: Company, months: Months, seed: int) -> Rows:
    """Rows of the table `values`."""
    draws = Draws(seed, "values")
    rows: Rows = []
    for one in company.measured:
        for month in range(0, months.count, one.months):
            first = months.first(month)
            centre = one.before if first < company.scheme else one.after
            rows += [
                {
                    "measure": one.measure, "unit": unit, "from": first, "until": month_after(first, one.months),
                    "value": str(centre + draws.whole(-one.spread, one.spread)), "n": one.n,
                }
                for unit in one.units
            ]  # fmt: skip
    return rows


def wage_rows(staff: Staff, months: Months, seed: int) -> Rows:
    """Rows of the table `wages`: each person's wage in each month of employment."""
    draws = Draws(seed, "wages")
    usual = [draws.whole(52, 98) * 100 for _ in staff.people]
    return [
        {"person": person.key, "month": months.first(month), "amount": f"{amount}.00"}
        for person, amount in zip(staff.people, usual, strict=True)
        for month in range(months.count)
        if person.hired <= months.first(month) and (person.left is None or person.left > months.first(month))
    ]


def minimum_wage_rows(company: Company) -> Rows:
    """Rows of the table `minimum_wages`: one for the whole company."""
    return [{"unit": company.units[0].key, "from": _MINIMUM_WAGE_FROM, "amount": MINIMUM_WAGE}]
