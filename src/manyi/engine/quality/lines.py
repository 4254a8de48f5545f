"""Lines of flags, one per response and rule, as columns."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from manyi.engine.backend import ROW, Arrays

SEEN = (ROW, "response", "seconds", "answered", "value", "measure", "detail", "hard")
"""What a line of flags says beside its rule; `quality.flags.flags` tells what each means."""


def lines(place: int, columns: Mapping[str, Iterable[Any]], size: int) -> Arrays:
    """`size` lines of the rule at `place`; a column not given says nothing."""
    made = {"rule": np.full(size, place, dtype=object)}
    for name in SEEN:
        made[name] = np.full(size, False if name == "hard" else None, dtype=object)
        if name in columns:
            made[name][:] = list(columns[name])
    return made


def joined(parts: Sequence[Arrays]) -> Arrays:
    """The lines of several rules, by rule, then response."""
    whole = {
        name: np.concatenate([np.empty(0, dtype=object), *(part[name] for part in parts)]) for name in ("rule", *SEEN)
    }
    order = sorted(range(len(whole["rule"])), key=lambda line: (whole["rule"][line], whole["response"][line]))
    return {name: values[order] for name, values in whole.items()}
