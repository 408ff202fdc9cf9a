"""Which days a figure or a picture is about, however the period is written: `2025`, `kv 2 2025`, `hösten 2025`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from trygg_desktop.domain.values import fold

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan", "feb", "mar", "apr", "maj may", "jun", "jul", "aug", "sep", "okt oct", "nov", "dec"), start=1
    )
    for name in names.split()
}
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_Found = dict[str, str]
_BETWEEN = r"\s*[-\u2010-\u2015\u2212/]\s*"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From the first day to the last, both included. Sorts by when it begins."""

    first: date
    last: date

    @property
    def key(self) -> str:
        """The same for one period, however it was written."""
        return f"{self.first}/{self.last}"


_Days = Callable[[_Found], Period]


@lru_cache(maxsize=4096)  # a table of figures names the same few dozen periods in every row
def read_period(written: str | None) -> Period | None:
    """The days that a written period stands for, or nothing where it can't be read.

    Read are years, halves, thirds, quarters, months, ISO weeks and days, in Swedish, in English and as in
    statistics (`2025K2`, `2025M03`), and two years or days with a dash between them. Spring is the first
    half of a year and autumn the second, as surveys name them.
    """
    text = fold(written or "").strip(" .")
    for pattern, days in _SHAPES:
        if found := pattern.fullmatch(text):
            named = {name.rstrip("2"): value for name, value in found.groupdict().items() if value}
            try:
                return days(named)
            except ValueError:
                return None
    return None


@lru_cache(maxsize=4096)
def period_key(written: str) -> str:
    """What tells one period from another in a natural key: its days, or the words where they can't be read."""
    period = read_period(written)
    return period.key if period else fold(written)


def period_days(values: dict[str, Any]) -> dict[str, Any]:
    """The first and last day that follow from the period among a record's values."""
    written = values.get("period")
    period = read_period(written) if isinstance(written, str) else None
    return {"from_on": period.first, "to_on": period.last} if period else {}


def _months(year: int, first: int, count: int) -> Period:
    over = year * 12 + first - 1 + count
    return Period(date(year, first, 1), date(over // 12, over % 12 + 1, 1) - timedelta(days=1))


def _parts(length: int) -> Callable[[_Found], Period]:
    """Parts of a year of so many months each, numbered from one."""
    return lambda found: _months(int(found["year"]), (int(found["part"]) - 1) * length + 1, length)


def _one_year(found: _Found) -> Period:
    return _months(int(found["year"]), 1, 12)


def _some_years(found: _Found) -> Period:
    return _ordered(date(int(found["year"]), 1, 1), date(int(found["end"]), 12, 31))


def _month_by_number(found: _Found) -> Period:
    return _months(int(found["year"]), int(found["part"]), 1)


def _month_by_name(found: _Found) -> Period:
    return _months(int(found["year"]), _MONTHS[found["part"]], 1)


def _some_months(found: _Found) -> Period:
    year = int(found["year"])
    first, last = _months(year, _MONTHS[found["part"]], 1), _months(year, _MONTHS[found["end"]], 1)
    return _ordered(first.first, last.last)


def _week(found: _Found) -> Period:
    monday = date.fromisocalendar(int(found["year"]), int(found["part"]), 1)
    return Period(monday, monday + timedelta(days=6))


def _half_by_name(found: _Found) -> Period:
    return _months(int(found["year"]), 1 if found["part"] in ("var", "spring", "forsta", "first") else 7, 6)


def _one_day(found: _Found) -> Period:
    day = date.fromisoformat(found["part"])
    return Period(day, day)


def _some_days(found: _Found) -> Period:
    return _ordered(date.fromisoformat(found["part"]), date.fromisoformat(found["end"]))


def _ordered(first: date, last: date) -> Period:
    if last < first:
        raise ValueError("the end lies before the beginning")
    return Period(first, last)


def _either_way(word: str, part: str, after: str = "") -> str:
    """A part of a year named before the year or after it: `kv 1 2025`, `2025 kv 1`, `2025K1`."""
    named = rf"(?:{word})[ .:-]*{part}{after}"
    return rf"(?:{named}[ ,]*{_YEAR}|{_YEAR.replace('<year>', '<year2>')}[ -]*{named.replace('<part>', '<part2>')})"


def _shape(pattern: str, days: _Days) -> tuple[re.Pattern[str], _Days]:
    return re.compile(pattern), days


_MONTH = rf"(?P<part>{'|'.join(_MONTHS)})[a-z]*\.?"
_DAY = r"\d{4}-\d\d-\d\d"
_SHAPES = (
    _shape(rf"(?:ar(?:et)? |year )?{_YEAR}", _one_year),
    _shape(rf"{_YEAR}{_BETWEEN}(?P<end>(?:19|20)\d\d)", _some_years),
    _shape(_either_way("kvartal|kvart|kv|q|k|quarter", "(?P<part>[1-4])"), _parts(3)),
    _shape(_either_way("tertial|t", "(?P<part>[1-3])"), _parts(4)),
    _shape(_either_way("halvar|half|h", "(?P<part>[12])"), _parts(6)),
    _shape(rf"(?P<part>forsta|andra|first|second) (?:halvaret|half(?: of)?) {_YEAR}", _half_by_name),
    _shape(rf"(?P<part>var|host|spring|autumn)(?:en|terminen)? {_YEAR}", _half_by_name),
    _shape(_either_way("vecka|v|w|week", r"(?P<part>\d{1,2})"), _week),
    _shape(rf"{_YEAR}[-m ](?P<part>0[1-9]|1[0-2])", _month_by_number),
    _shape(rf"{_MONTH} {_YEAR}", _month_by_name),
    _shape(rf"{_YEAR} {_MONTH}", _month_by_name),
    _shape(rf"{_MONTH}{_BETWEEN}{_MONTH.replace('<part>', '<end>')} {_YEAR}", _some_months),
    _shape(rf"(?P<part>{_DAY})", _one_day),
    _shape(rf"(?P<part>{_DAY})(?: - |{_BETWEEN}| till | to )(?P<end>{_DAY})", _some_days),
)
