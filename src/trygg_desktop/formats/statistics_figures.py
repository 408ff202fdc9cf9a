"""A figure as a table of statistics gives it, and which sort of number it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from trygg_desktop.domain.figures import Mark, Measured
from trygg_desktop.domain.periods import Period


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure as the file gives it.

    Args:
        area: as it is written; empty where the table has no areas.
        period: nothing where the file does not say.
        value, mark: a value, or why there is none.
        row, column: where it stands, as people see it.
    """

    indicator: str
    area: str
    period: Period | None
    value: float | None
    mark: Mark | None
    n: int | None
    source: str
    page: str
    preliminary: bool
    measured: Measured
    unit: str
    row: int
    column: str


@lru_cache(maxsize=4096)
def sort_of(words: str, *, percent: bool) -> tuple[Measured, str]:
    """Which sort of number it is and its unit, as far as the words around it tell."""
    text = f" {words.casefold()} ".replace("\u00a0", " ")
    if "100 000 inv" in text or "per 100 000" in text or "per 100000" in text:
        return Measured.RATE, "per 100 000 invånare"
    if "per 1 000" in text or "per 1000" in text or "per 10 000" in text:
        return Measured.RATE, ""
    if percent or "%" in text or "andel" in text or "procent" in text:
        return Measured.SHARE, "procent"
    if "medel" in text or "genomsnitt" in text:
        return Measured.MEAN, ""
    if " antal" in text or "(antal)" in text:
        return Measured.COUNT, "antal"
    return Measured.OTHER, ""


def with_one_sort_each(readings: Sequence[Reading]) -> list[Reading]:
    """The figures with one sort of number each: a row without a per cent sign is as its neighbours are."""
    known: dict[str, Reading] = {}
    for reading in readings:
        if reading.measured is not Measured.OTHER:
            known.setdefault(reading.indicator, reading)
    return [_as_known(reading, known.get(reading.indicator, reading)) for reading in readings]


def _as_known(reading: Reading, known: Reading) -> Reading:
    if (reading.measured, reading.unit) == (known.measured, known.unit):
        return reading
    return replace(reading, measured=known.measured, unit=known.unit)
