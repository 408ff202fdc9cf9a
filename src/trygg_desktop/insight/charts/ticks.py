"""Round numbers for an axis, and where a value stands between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

_ALIKE = 1e-6
"""Values that differ by less are one value: no figure of the council's is that fine."""
_NEAR_ZERO = 0.45
"""An axis begins at zero where the smallest value is less than this share of the largest."""


def nice_ticks(low: float, high: float, about: int = 5) -> tuple[float, ...]:
    """Round numbers from `low` or below to `high` or above, in steps of 1, 2 or 5 times a power of ten.

    Heckbert, P. S. (1990), Nice numbers for graph labels, in Graphics Gems, 61–63.

    Args:
        low, high: what has to lie between the first and the last.
        about: roughly how many there are to be; at least 2.

    Raises:
        ValueError: a bound is not a number, or they come in the wrong order.
    """
    if not (isfinite(low) and isfinite(high)) or low > high:
        raise ValueError(f"{low} to {high}")
    if high - low < _ALIKE:
        low, high = (low - abs(low) / 2, high + abs(high) / 2) if abs(low) > _ALIKE else (min(low, 0.0), 1.0)
    step, exponent = _nice_step((high - low) / max(1, about - 1))
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    digits = max(0, -exponent)
    return tuple(round(number * step, digits) + 0.0 for number in range(first, last + 1))


def _nice_step(rough: float) -> tuple[float, int]:
    exponent = floor(log10(rough))
    share = rough / 10.0**exponent
    nice = 1 if share < 1.5 else 2 if share < 3 else 5 if share < 7 else 10
    if nice == 10:
        nice, exponent = 1, exponent + 1
    return nice * 10.0**exponent, exponent


def decimals_of(ticks: tuple[float, ...]) -> int:
    """How many decimals tell the ticks apart."""
    step = ticks[1] - ticks[0] if len(ticks) > 1 else 1.0
    return max(0, -floor(log10(step) + 1e-9))


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis: its round numbers, and where they lie in the picture (`start` is the place of the first)."""

    ticks: tuple[float, ...]
    start: float
    end: float

    def place(self, value: float) -> float:
        """Where a value stands."""
        low, high = self.ticks[0], self.ticks[-1]
        return self.start + (value - low) / (high - low) * (self.end - self.start)


def ticks_for(values: Iterable[float], *, from_zero: bool = False, about: int = 5) -> tuple[float, ...]:
    """The round numbers of an axis for some values: from zero where they are counts or lie near it."""
    found = list(values)
    low, high = min(found, default=0.0), max(found, default=1.0)
    if low > 0 and (from_zero or low < _NEAR_ZERO * high):
        low = 0.0
    if high < 0 and from_zero:
        high = 0.0
    ticks = nice_ticks(low, high, about)
    return tuple(tick for tick in ticks if tick >= 0) if low >= 0 else ticks
