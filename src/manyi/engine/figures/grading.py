"""Grades: the first case that holds turns a figure into another scale; lines are exact and flat outside their ends."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from manyi.engine.figures.exact import Exact, Why, add, choose, column, compare, constant, divide
from manyi.engine.policy.verbs import GradeCase
from manyi.engine.policy.words import Operator

Resolve = Callable[[Any], Exact]
_HOLDS: dict[Operator, Callable[[NDArray[np.int64]], NDArray[np.bool_]]] = {
    "<": lambda sign: sign < 0,
    "<=": lambda sign: sign <= 0,
    "==": lambda sign: sign == 0,
    "!=": lambda sign: sign != 0,
    ">=": lambda sign: sign >= 0,
    ">": lambda sign: sign > 0,
}


def holds(left: Exact, operator: Operator, right: Exact) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Where the comparison holds, and where it can be told at all (both sides known)."""
    told = left.known & right.known
    signs = compare(left, right).astype(np.int64) if len(left) else np.zeros(0, np.int64)
    return _HOLDS[operator](signs) & told, told


def _missing(size: int, why: Why) -> Exact:
    return column([0] * size, [1] * size, np.full(size, why, np.int8), np.zeros(size, np.int64))


def grade(graded: Exact, cases: Sequence[GradeCase], resolve: Resolve) -> Exact:
    """Each subject's grade. `resolve` turns a written point (number, standard, figure) into a column.

    A subject whose figure is missing has no grade; so has one for whom a bound needed on the way is missing, or whom
    no case fits.
    """
    size = len(graded)
    result, open_ = _missing(size, Why.PART_MISSING), graded.known
    for case in cases:
        if case.when is not None:
            operator, operand = case.when
            bound = resolve(operand)
            fits, told = holds(graded, operator, bound)
            open_ = open_ & told
        else:
            fits = np.ones(size, dtype=bool)
        here = open_ & fits
        result = choose(here, _case_value(graded, case, resolve), result)
        open_ = open_ & ~here
    return Exact(result.num, result.den, result.why, graded.n)


def _case_value(graded: Exact, case: GradeCase, resolve: Resolve) -> Exact:
    return _line(graded, case.line, resolve) if case.line is not None else resolve(case.is_)


def _line(x: Exact, points: Sequence[tuple[Any, Any]], resolve: Resolve) -> Exact:
    knots = [(resolve(at), resolve(level)) for at, level in points]
    result = knots[-1][1]
    for (x0, y0), (x1, y1) in reversed(list(pairwise(knots))):
        inside, _ = holds(x, "<", x1)
        result = choose(inside, _between(x, x0, y0, x1, y1), result)
    first_x, first_y = knots[0]
    before, _ = holds(x, "<=", first_x)
    result = choose(before, first_y, result)
    known = np.logical_and.reduce([part.known for knot in knots for part in knot])
    return choose(known, result, _missing(len(x), Why.PART_MISSING))


def _between(x: Exact, x0: Exact, y0: Exact, x1: Exact, y1: Exact) -> Exact:
    """y0 + (x - x0)(y1 - y0)/(x1 - x0): multiplied first, one division last."""
    run, rise, along = add(x1, x0, -1), add(y1, y0, -1), add(x, x0, -1)
    product = Exact(along.num * rise.num, along.den * rise.den, along.why, x.n)
    return add(y0, divide(product, run))


def resolver(size: int, named: Callable[[str], Exact]) -> Resolve:
    """Numbers become constants; names are looked up by `named`."""

    def resolve(point: Any) -> Exact:
        return constant(point, size) if isinstance(point, Decimal | int) else named(str(point))

    return resolve
