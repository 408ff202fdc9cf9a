"""The stretches of time that figures are compared over: the one before, the same one last year, and their names."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from functools import lru_cache

from trygg_desktop.domain.periods import Period
from trygg_desktop.i18n import _, in_language, language, month


class Grain(Enum):
    """How long a period is."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    MONTHS = "months"
    YEAR = "year"
    SCHOOL_YEAR = "school-year"
    YEARS = "years"
    DAYS = "days"


_MONTHS_LONG = {1: Grain.MONTH, 3: Grain.QUARTER, 6: Grain.HALF_YEAR, 12: Grain.YEAR}


def grain_of(period: Period) -> Grain:
    """How long a period is, told by its days; three months are a quarter only where they begin one."""
    first, last = period.first, period.last
    if first.isoweekday() == 1 and (last - first).days == 6:
        return Grain.WEEK
    if first.day != 1 or (last + timedelta(days=1)).day != 1:
        return Grain.DAYS
    months = _months_of(period)
    known = _MONTHS_LONG.get(months)
    if known and (first.month - 1) % months == 0:
        return known
    if (first.month, months) == (7, 12):
        return Grain.SCHOOL_YEAR
    if first.month == 1 and months % 12 == 0:
        return Grain.YEARS
    return Grain.MONTHS


def containing(day: date, grain: Grain) -> Period:
    """The week, month, quarter, half-year or year that a day lies in.

    Raises:
        ValueError: periods of this length do not follow upon each other all the year round.
    """
    if grain is Grain.WEEK:
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=6))
    for months, known in _MONTHS_LONG.items():
        if known is grain:
            return _from_month(day.year, day.month - (day.month - 1) % months, months)
    raise ValueError(grain)


def previous(period: Period) -> Period:
    """The one of the same length just before it; of some months of a year, the same ones the year before."""
    grain = grain_of(period)
    if grain in (Grain.WEEK, Grain.DAYS):
        length = period.last - period.first + timedelta(days=1)
        return Period(period.first - length, period.last - length)
    months = _months_of(period)
    back = 12 if grain is Grain.MONTHS and months < 12 else months
    return _from_month(period.first.year, period.first.month - back, months)


def year_before(period: Period) -> Period | None:
    """The same stretch of the year before; nothing where that is the previous one already, or there is none."""
    grain = grain_of(period)
    if grain in (Grain.MONTH, Grain.QUARTER, Grain.HALF_YEAR):
        return _from_month(period.first.year - 1, period.first.month, _months_of(period))
    if grain is Grain.WEEK:
        iso = period.first.isocalendar()
        try:
            return containing(date.fromisocalendar(iso.year - 1, iso.week, 1), Grain.WEEK)
        except ValueError:
            return None
    return None


def shown(period: Period) -> str:
    """What people call a period, in the chosen language: `2024`, `kv 1 2024`, `jan 2024`, `v. 5 2024`."""
    return _shown(language(), period)


@lru_cache(maxsize=4096)
def _shown(_language: str, period: Period) -> str:
    """Kept for each language, because every picture names the same few dozen periods."""
    first, last = period.first, period.last
    match grain_of(period):
        case Grain.YEAR:
            return str(first.year)
        case Grain.YEARS:
            return f"{first.year}–{last.year}"
        case Grain.SCHOOL_YEAR:
            return _("school year {first}/{last}", first=first.year, last=f"{last.year % 100:02}")
        case Grain.QUARTER:
            return _("Q{number} {year}", number=(first.month + 2) // 3, year=first.year)
        case Grain.HALF_YEAR:
            return _("H{number} {year}", number=1 if first.month == 1 else 2, year=first.year)
        case Grain.MONTH:
            return f"{month(first)} {first.year}"
        case Grain.MONTHS if first.year == last.year:
            return f"{month(first)}–{month(last)} {first.year}"
        case Grain.WEEK:
            iso = first.isocalendar()
            return _("w. {number} {year}", number=iso.week, year=iso.year)
    return f"{first} – {last}"


def months(begins: date | None, ends: date | None) -> str:
    """From which month until which something goes on: `aug 2026–jan 2027`, and where it is open at an end so."""
    if begins and ends:
        last = f"{month(ends)} {ends.year}"
        if (begins.year, begins.month) == (ends.year, ends.month):
            return last
        first = month(begins) if begins.year == ends.year else f"{month(begins)} {begins.year}"
        return f"{first}–{last}"
    if begins:
        return _("from {day}", day=f"{month(begins)} {begins.year}")
    return _("until {day}", day=f"{month(ends)} {ends.year}") if ends else ""


def written(period: Period) -> str:
    """How a period is kept on a record: as Swedish statistics write it, whatever the language of the screen."""
    first = period.first
    match grain_of(period):
        case Grain.SCHOOL_YEAR:
            return f"{first} – {period.last}"
        case Grain.QUARTER:
            return f"kv {(first.month + 2) // 3} {first.year}"
        case Grain.HALF_YEAR:
            return f"halvår {1 if first.month == 1 else 2} {first.year}"
        case Grain.WEEK:
            return f"v. {first.isocalendar().week} {first.isocalendar().year}"
    with in_language("sv"):
        return shown(period)


def _months_of(period: Period) -> int:
    return (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1


def _from_month(year: int, first: int, months: int) -> Period:
    """So many months from the first of one; months outside 1 to 12 lie in the years around."""
    begins = year * 12 + first - 1
    ends = begins + months
    last = date(ends // 12, ends % 12 + 1, 1) - timedelta(days=1)
    return Period(date(begins // 12, begins % 12 + 1, 1), last)
