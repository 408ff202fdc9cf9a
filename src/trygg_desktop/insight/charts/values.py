"""A value as a picture needs it: how much, from how many, how sure, or why it is not there; and it in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from trygg_desktop.i18n import N_, _, language, number


class Gap(Enum):
    """Why there is no value; how that is drawn, and in words."""

    SUPPRESSED = "..", N_("too few to be shown")
    MISSING = "×", N_("no figure")

    @property
    def sign(self) -> str:
        """What stands in the picture where the value would be."""
        return self.value[0]

    @property
    def words(self) -> str:
        """The same in words."""
        return _(self.value[1])


class Value(NamedTuple):
    """One figure.

    Args:
        amount: how much; nothing where `gap` says why. A zero is a zero.
        n: how many it rests on.
        low, high: where the true value lies but for chance, where that is known.
        few: so few are behind it that it is to be read with caution.
        preliminary: it may still change.
    """

    amount: float | None
    gap: Gap | None = None
    n: int | None = None
    low: float | None = None
    high: float | None = None
    few: bool = False
    preliminary: bool = False

    @property
    def why_not(self) -> Gap:
        """Why there is no amount."""
        return self.gap or Gap.MISSING

    @property
    def interval(self) -> tuple[float, float] | None:
        """From where to where the true value lies but for chance."""
        if self.amount is None or self.low is None or self.high is None:
            return None
        return self.low, self.high

    @property
    def reach(self) -> tuple[float, ...]:
        """All that has to find room on an axis."""
        return () if self.amount is None else (self.amount, *(self.interval or ()))


SUPPRESSED = Value(None, Gap.SUPPRESSED)
MISSING = Value(None, Gap.MISSING)


@dataclass(frozen=True, slots=True)
class Unit:
    """How amounts are written: with so many decimals, and with what after them (`%`, `st`, nothing)."""

    after: str = ""
    decimals: int = 0

    def figure(self, amount: float) -> str:
        """The number alone."""
        return _written(language(), amount, self.decimals)

    def shown(self, amount: float) -> str:
        """The number with its unit."""
        figure = self.figure(amount)
        if self.after == "%":
            return _("{number}%", number=figure)
        return f"{figure}\N{NO-BREAK SPACE}{self.after}" if self.after else figure

    def between(self, low: float, high: float) -> str:
        """From one amount to another."""
        return f"{self.figure(low)}–{self.shown(high)}"

    def of(self, value: Value) -> str:
        """The amount with its unit, or the sign for why there is none."""
        return value.why_not.sign if value.amount is None else self.shown(value.amount)

    def cell(self, value: Value) -> str:
        """The amount without its unit as it stands in a table, or the words for why there is none."""
        return value.why_not.words if value.amount is None else self.figure(value.amount)

    def in_words(self, value: Value) -> str:
        """All that is known of a value, for someone who hears it."""
        if value.amount is None:
            said = [value.why_not.words]
        else:
            said = [self.shown(value.amount)]
            if value.interval:
                low, high = value.interval
                said.append(_("between {low} and {high}", low=self.figure(low), high=self.shown(high)))
        if value.n is not None:
            said.append(f"n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{number(value.n)}")
        return ", ".join([*said, *remarks(value)])


PLAIN = Unit()
"""A number and nothing after it."""


def remarks(value: Value) -> list[str]:
    """What the reader is warned of."""
    return [_("few behind it, read with caution")] * value.few + [_("preliminary")] * value.preliminary


def without(values: Sequence[Value]) -> list[str]:
    """How many of some values are withheld and how many nobody has, each in a sentence."""
    gone = Counter(value.why_not for value in values if value.amount is None)
    told = (
        _("{reason}: {count} of {all}", reason=why.words, count=gone[why], all=len(values))
        for why in Gap
        if gone[why]
    )
    return [f"{each[:1].upper()}{each[1:]}." for each in told]


@lru_cache(maxsize=4096)
def _written(language: str, amount: float, decimals: int) -> str:
    """Kept for each language, because the same figures are written again with every change of size."""
    if not -999 < amount < 999:
        return number(amount, decimals=decimals).replace("-", "−")
    plain = f"{amount:.{decimals}f}".replace(".", _decimal_mark(language)).replace("-", "−")
    return plain.removeprefix("−") if not plain.strip("−0,.") else plain


@lru_cache(maxsize=4)
def _decimal_mark(language: str) -> str:
    return number(0.5, decimals=1)[1]
