"""Things given instead of money have the value they are taxed at, and choices are worth the same."""

from collections.abc import Iterator

from manyi.engine.policy.context import Context
from manyi.engine.policy.issues import Issue


def check(context: Context) -> Iterator[Issue]:
    """Issues of goods without a value."""
    for name, item in (context.edition.apply.catalogue if context.edition.apply else {}).items():
        if item.kind == "goods" and item.value is None:
            yield context.issue(
                ("apply", "catalogue", name),
                "value_missing",
                f'goods are taxed at their value; give `{name}` a `value`, such as "300.00"',
                f'实物奖励按价值计税；请为 `{name}` 写 `value`，例如 "300.00"',
            )


def warn(context: Context) -> Iterator[Issue]:
    """Warnings about choices between things of different value."""
    catalogue = context.edition.apply.catalogue if context.edition.apply else {}
    for name, award in context.edition.decide.awards.items():
        for place, gift in enumerate(award.gives):
            values = {item: catalogue[item].value for item in gift.choice or [] if catalogue[item].value is not None}
            if len(set(values.values())) > 1:
                said = [f"{item} {value}" for item, value in values.items()]
                yield context.issue(
                    ("decide", "awards", name, "gives", place, "choice"),
                    "choice_value",
                    f"one may choose among things of different value: {', '.join(said)}",
                    f"可选的各项价值不同：{'、'.join(said)}",
                )
