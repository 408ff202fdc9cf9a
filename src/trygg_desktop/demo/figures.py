"""Three years of invented figures for every district, with the gaps that real statistics have."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from trygg_desktop.demo.presence import SEED
from trygg_desktop.demo.records import Chronicle, identity
from trygg_desktop.demo.texts import texts
from trygg_desktop.demo.year import at_clock, working_day
from trygg_desktop.domain.districts import District, Level
from trygg_desktop.domain.figures import Indicator, Mark, Measured, Measurement
from trygg_desktop.domain.periods import read_period
from trygg_desktop.domain.record import Protection

_COMPARISON = "jamforelsekommunen"
_BEGINS = "-360 09.30"
_TAKEN_IN = "10.20"
_YEARS = 3
_QUARTERS = 4 * _YEARS
_SURVEY_APPEARS, _QUARTER_APPEARS, _YEAR_APPEARS = 40, 30, 90
"""Days after the end of a period until its figures are published."""
_STEP = 5
"""Figures that appeared so few days ago may not have been taken in yet."""
_INHABITANTS_PER_ANSWER = 60
_NOISE = 1.6
_ABOUT_THE_INDICATOR = {
    "name",
    "theme",
    "definition",
    "measured",
    "unit",
    "better",
    "source",
    "published",
}


def add_figures(chronicle: Chronicle) -> None:
    """Adds the indicators, the municipality they are compared with, and their values."""
    told = texts("figures")
    _add_comparison(chronicle, told["comparison"])
    for table in told["survey"]:
        _add_indicator(chronicle, table, measured=Measured.SHARE, unit="procent")
        _Surveyed(chronicle, told, table).add()
    for table in told["reported"]:
        _add_indicator(chronicle, table, measured=Measured.COUNT, unit="anmälningar")
        _Reported(chronicle, told, table).add()
    for table in told["quarterly"]:
        _add_indicator(chronicle, table)
        _add_quarters(chronicle, table)


def _add_comparison(chronicle: Chronicle, name: str) -> None:
    values = {"name": name, "slug": _COMPARISON, "level": Level.MUNICIPALITY.value}
    _add(chronicle, District, _COMPARISON, values, date.min)


def _add_indicator(chronicle: Chronicle, table: dict[str, Any], **more: str) -> None:
    values = {name: value for name, value in table.items() if name in _ABOUT_THE_INDICATOR}
    _add(chronicle, Indicator, table["name"], {**values, **more}, date.min)


def _add(chronicle: Chronicle, kind: type[Any], key: str, values: dict[str, Any], appeared: date) -> None:
    """Adds a record of figures: taken in when it had appeared, or when the demo's year begins."""
    begins = chronicle.year.moment(_BEGINS)
    at = begins
    if appeared > begins.date():
        at = at_clock(working_day(appeared, -1), _TAKEN_IN)
    chronicle.add(kind, key, {**values, "protection": Protection.OPEN.value}, at=max(at, begins))


class _Values(ABC):
    """The yearly values of one indicator, district by district."""

    appears = 0

    def __init__(self, chronicle: Chronicle, told: dict[str, Any], table: dict[str, Any]) -> None:
        self.chronicle, self.told, self.table = chronicle, told, table
        self.indicator = identity(Indicator.about.name, table["name"])
        self.rng = Random(f"{SEED}/{table['name']}")

    def add(self) -> None:
        """Adds every value, the oldest year first."""
        for number, period in enumerate(self.periods()):
            for slug, (offset, answers) in self.told["districts"].items():
                known = self.table.get("told", {}).get(slug)
                values = self.value(number, offset, answers)
                if known is not None:
                    values |= _as_told(known[number])
                if slug in self.table.get("told_n", {}):
                    values["n"] = self.table["told_n"][slug][number]
                self.write(slug, period, values)
            self.write("", period, self.whole_city(number))

    def periods(self) -> list[str]:
        """Three periods, the last of them the latest that has been published."""
        ending = self.chronicle.year.today - timedelta(days=self.appears + _STEP)
        latest = next(
            year for year in range(ending.year, ending.year - 2, -1) if self.last_day(year) <= ending
        )
        return [self.period(year) for year in range(latest - _YEARS + 1, latest + 1)]

    def write(self, slug: str, period: str, values: dict[str, Any]) -> None:
        """Adds one value; no district is the whole city."""
        days = read_period(period)
        assert days is not None
        place: dict[str, UUID] = {"district": identity(District.about.name, slug)} if slug else {}
        table = {
            "indicator": self.indicator,
            "period": period,
            "source": f"{self.table['source']} {days.last.year}",
            "page": self.table["page"],
            **place,
            **values,
        }
        key = f"{self.table['name']}/{slug}/{period}"
        _add(self.chronicle, Measurement, key, table, days.last + timedelta(days=self.appears))

    def period(self, year: int) -> str:
        """What the values of a year are about."""
        return str(year)

    def last_day(self, year: int) -> date:
        """The last day of that period."""
        days = read_period(self.period(year))
        assert days is not None
        return days.last

    @abstractmethod
    def value(self, number: int, offset: int, answers: int) -> dict[str, Any]:
        """One district's value in one of the years."""

    @abstractmethod
    def whole_city(self, number: int) -> dict[str, Any]:
        """The whole city's value in one of the years."""


class _Surveyed(_Values):
    appears = _SURVEY_APPEARS

    def period(self, year: int) -> str:
        month: str = self.chronicle.year.words["months"][self.table["month"] - 1]
        return f"{month} {year}"

    def value(self, number: int, offset: int, answers: int) -> dict[str, Any]:
        n = round(answers * self.table["city_n"] / 2194 * self.rng.uniform(0.94, 1.06))
        share = self.table["city"][number] + self.table["slope"] * offset + self.rng.gauss(0, _NOISE)
        if n < self.told["smallest"]:
            return {"mark": Mark.SUPPRESSED.value, "n": n}
        return {"value": round(share), "n": n}

    def whole_city(self, number: int) -> dict[str, Any]:
        return {"value": self.table["city"][number], "n": self.table["city_n"] + 37 * (number - 2)}


class _Reported(_Values):
    appears = _YEAR_APPEARS

    def value(self, number: int, offset: int, answers: int) -> dict[str, Any]:
        count = self._usual(number, answers) * max(0.04, 1 + self.table["slope"] * offset)
        found = round(count * self.rng.uniform(0.85, 1.15))
        preliminary = {"preliminary": number == _YEARS - 1}
        if 0 < found < self.told["fewest_reported"]:
            return {"mark": Mark.SUPPRESSED.value, **preliminary}
        return {"value": found, **preliminary}

    def whole_city(self, number: int) -> dict[str, Any]:
        answers = sum(answers for _offset, answers in self.told["districts"].values())
        return {"value": round(self._usual(number, answers)), "preliminary": number == _YEARS - 1}

    def _usual(self, number: int, answers: int) -> float:
        rate: float = self.table["per_thousand"][number]
        return rate * answers * _INHABITANTS_PER_ANSWER / 1000


def _as_told(known: float | str) -> dict[str, Any]:
    return {"value": None, "mark": known} if isinstance(known, str) else {"value": known, "mark": None}


def _add_quarters(chronicle: Chronicle, table: dict[str, Any]) -> None:
    """Adds an indicator's quarters, the oldest first; as many as are told, or three years of them."""
    if "values" in table:
        slug, told = table["district"], list(zip(table["values"], table.get("n", ()), strict=False))
        pairs = told or [(value, None) for value in table["values"]]
        for (value, n), days in zip(pairs, _quarters(chronicle, len(pairs)), strict=True):
            _add_quarter(chronicle, table, slug, days, {"value": value, **({"n": n} if n else {})})
        return
    rng = Random(f"{SEED}/{table['name']}")
    for number, days in enumerate(_quarters(chronicle, _QUARTERS)):
        season = table["season"][(days.month - 1) // 3] + table["drift"] * number
        for slug, level in (("", table["level"]), (_COMPARISON, table["comparison"])):
            value = round((level + season + rng.gauss(0, 45)) / 4)
            _add_quarter(chronicle, table, slug, days, {"value": value, "preliminary": number > 7})


def _quarters(chronicle: Chronicle, count: int) -> Iterator[date]:
    """The first days of the latest quarters that have been published, the oldest first."""
    published = chronicle.year.today - timedelta(days=_QUARTER_APPEARS + _STEP)
    now = published.year * 4 + (published.month - 1) // 3
    for quarter in range(now - count, now):
        yield date(quarter // 4, quarter % 4 * 3 + 1, 1)


def _add_quarter(
    chronicle: Chronicle, table: dict[str, Any], slug: str, first: date, values: dict[str, Any]
) -> None:
    period = f"{first.year} kv {(first.month - 1) // 3 + 1}"
    days = read_period(period)
    assert days is not None
    told = {
        "indicator": identity(Indicator.about.name, table["name"]),
        "period": period,
        "source": f"{table['source']} {first.year}",
        "page": table["page"],
        **({"district": identity(District.about.name, slug)} if slug else {}),
        **values,
    }
    key = f"{table['name']}/{slug}/{period}"
    _add(chronicle, Measurement, key, told, days.last + timedelta(days=_QUARTER_APPEARS))
