"""Whole numbers in as few words as they can be told in, such as years and the numbers of sources."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

_SHORTEST = 3
"""Fewer numbers after one another are told one by one."""


def runs(numbers: Iterable[int]) -> str:
    """The numbers in their order, those that follow upon each other by the first and the last: `1, 3–5, 8`."""
    told: list[str] = []
    ordered = enumerate(sorted(set(numbers)))
    for _offset, group in groupby(ordered, key=lambda pair: pair[1] - pair[0]):
        several = [str(number) for _place, number in group]
        told += several if len(several) < _SHORTEST else [f"{several[0]}–{several[-1]}"]
    return ", ".join(told)
