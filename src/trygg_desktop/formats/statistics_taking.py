"""Tells which figures of a table are new here, which are corrected and which are known, and what must be made first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from trygg_desktop.domain.figures import Indicator, Measured, Measurement, Theme
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.values import fold
from trygg_desktop.formats.importing import Addition, Problem, Update
from trygg_desktop.formats.statistics_figures import Reading
from trygg_desktop.formats.statistics_here import Completions, FiguresHere, What
from trygg_desktop.formats.statistics_places import StatisticsPlaces
from trygg_desktop.i18n import _
from trygg_desktop.insight.periods import written

if TYPE_CHECKING:
    from trygg_desktop.workspace import Workspace

_COMPARED = ("value", "mark", "n", "preliminary", "page")
Values = dict[str, Any]
_folded = lru_cache(maxsize=4096)(fold)
"""The few names of what is measured, in many thousand rows."""


class FigureTaker:
    """Takes figures one by one and tells new ones, changed ones and those that are known."""

    def __init__(self, workspace: Workspace, places: StatisticsPlaces, readings: list[Reading]) -> None:
        self.updates: list[Update] = []
        self.skipped = 0
        self.left_out = 0
        self.made_preliminary = 0
        """How many final figures that are here the file has preliminary ones for."""
        self.elsewhere: dict[str, None] = {}
        """Counties, regions and the like: places that figures are not kept for here."""
        self._places = places
        self._among_municipalities = places.are_municipalities({reading.area for reading in readings})
        self._written = cache(written)
        self._find = cache(lambda area: places.find(area, among_municipalities=self._among_municipalities))
        self._indicators = {
            fold(name or ""): id for id, name in workspace.rows(Indicator, ["name"]) if fold(name or "")
        }
        self._new_indicators: dict[UUID, Addition] = {}
        self._new: dict[UUID, Addition] = {}
        self._seen: dict[UUID, Reading] = {}
        measured = {_folded(reading.indicator) for reading in readings}
        self._here = FiguresHere(workspace, {id for key, id in self._indicators.items() if key in measured})
        self._completions = Completions()
        self._sourced = Completions()
        self.known_source = ""
        """Where the file does not say its source: the one by which most of its figures are known here."""
        self.known_period: Period | None = None
        """Where the file does not say its period: the one by which most of its figures are known here."""
        self.completed = 0
        """How many figures that were here without a period are given one."""
        self.sourced = 0
        """How many figures that were here without a source are given one."""

    @property
    def kept(self) -> Iterable[Reading]:
        """The figures that have a place here, new or known."""
        return self._seen.values()

    @property
    def compared(self) -> int:
        """How many places for comparison are new."""
        return len(self._places.additions(self._used()))

    def dated(self, readings: list[Reading]) -> list[Reading]:
        """The figures, those without a period as of the one by which most of them are known here."""
        bare = [
            (What(self._indicator(reading), place.district, reading.source), reading.value, _mark(reading))
            for reading in readings
            if reading.period is None and reading.indicator and (place := self._find(reading.area))
        ]
        self.known_period = self._here.period_of(bare) if bare else None
        if self.known_period is None:
            return readings
        return [
            reading if reading.period else replace(reading, period=self.known_period) for reading in readings
        ]

    def with_source(self, readings: list[Reading]) -> list[Reading]:
        """The figures of a file that names no source, as of the one by which most of them are known here."""
        if any(reading.source for reading in readings):
            return readings
        bare = [
            (
                What(self._indicator(reading), place.district, ""),
                reading.period,
                reading.value,
                _mark(reading),
            )
            for reading in readings
            if reading.period and reading.indicator and (place := self._find(reading.area))
        ]
        self.known_source = self._here.source_of(bare) if bare else ""
        return [replace(reading, source=self.known_source) for reading in readings]

    def finish(self) -> None:
        """Once all are taken: which of the figures complete one that is here without its period or its source."""
        dated = dict(self._completions.found())
        sourced = {id: bare for id, bare in self._sourced.found() if id not in dated}
        self.completed, self.sourced = len(dated), len(sourced)
        changed = {update.id: update for update in self.updates}
        for id, undated in (dated | sourced).items():
            if (addition := self._new.get(id)) is not None:
                values = dict.fromkeys(("value", "mark", "preliminary")) | addition.values
                self._new[id] = replace(addition, values=values, completes=undated)
                continue
            here, reading = self._here.get(id), self._seen[id]
            self.skipped -= id not in changed
            values = {name: getattr(here, name) for name in _COMPARED}
            values |= changed[id].values if id in changed else {}
            changed[id] = Update(id, Measurement, values, reading.row, completes=undated)
        self.updates = list(changed.values())

    def additions(self) -> tuple[Addition, ...]:
        """Everything that is to be made: places for comparison and indicators before the figures."""
        measured = {addition.values["indicator"] for addition in self._new.values()}
        indicators = [addition for id, addition in self._new_indicators.items() if id in measured]
        return (*self._places.additions(self._used()), *indicators, *self._new.values())

    def take(self, reading: Reading, problems: list[Problem]) -> None:
        """One figure of the file."""
        if self._among_municipalities and self._places.is_total(reading.area):
            self.left_out += 1
            return
        place = self._find(reading.area)
        if place is None and (self._among_municipalities or self._places.is_nowhere(reading.area)):
            self.elsewhere.setdefault(reading.area)
            return
        if place is None:
            problem = Problem(reading.row, _("Area"), _unknown(reading.area))
            if problem not in problems:
                problems.append(problem)
            return
        if not reading.indicator:
            message = _("Nothing says what this figure measures. Give it a name.")
            problems.append(Problem(reading.row, reading.column, message))
            return
        values = self._values(reading, place.district)
        what = What(values["indicator"], place.district, reading.source)
        id = Measurement.natural_id(values) or what.undated_id
        if (other := self._seen.get(id)) is not None:
            if (other.value, other.mark) != (reading.value, reading.mark):
                problems.append(Problem(reading.row, reading.column, _unlike(reading, other)))
            return
        self._seen[id] = reading
        self._keep(id, values, reading, what)

    def _keep(self, id: UUID, values: Values, reading: Reading, what: What) -> None:
        here = self._here.get(id)
        if reading.period and (undated := self._here.undated(what)):
            same = undated[1].says(reading.value, _mark(reading))
            self._completions.add(reading.period, id, undated[0], same=same)
        if reading.source:
            bare = Measurement.natural_id(values | {"source": None}) or what._replace(source="").undated_id
            there = self._here.get(bare)
            if there is not None and not there.draft:
                same = there.says(reading.value, _mark(reading))
                self._sourced.add(reading.period, id, bare, same=same)
        if here is None:
            given = {
                name: value for name, value in values.items() if value is not None and value is not False
            }
            self._new[id] = Addition(id, Measurement, given, reading.row)
            return
        changed = {
            name: values[name] for name in _COMPARED if _differs(name, getattr(here, name), values[name])
        }
        if changed:
            self.made_preliminary += reading.preliminary and not here.preliminary
            self.updates.append(Update(id, Measurement, changed, reading.row))
        else:
            self.skipped += 1

    def _values(self, reading: Reading, district: UUID | None) -> Values:
        values: Values = {
            "indicator": self._indicator(reading),
            "district": district,
            "value": reading.value,
            "mark": _mark(reading),
            "n": reading.n,
            "source": reading.source or None,
            "page": reading.page or None,
            "preliminary": reading.preliminary,
        }
        if reading.period:
            values |= {
                "period": self._written(reading.period),
                "from_on": reading.period.first,
                "to_on": reading.period.last,
            }
        return values

    def _indicator(self, reading: Reading) -> UUID:
        key = _folded(reading.indicator)
        if key not in self._indicators:
            values: Values = {"name": reading.indicator, "measured": reading.measured.value}
            values |= {"unit": reading.unit} if reading.unit else {}
            values |= {"source": reading.source} if reading.source else {}
            if reading.source.casefold() == "brå" and reading.measured in (Measured.COUNT, Measured.RATE):
                values["theme"] = Theme.REPORTED.value
            id = Indicator.natural_id(values)
            assert id is not None
            self._indicators[key] = id
            self._new_indicators[id] = Addition(id, Indicator, values, reading.row)
        found: UUID = self._indicators[key]
        return found

    def _used(self) -> set[UUID]:
        return {district for each in self._new.values() if (district := each.values.get("district"))}


def _unknown(area: str) -> str:
    return _(
        "There is no district called “{text}” here. Write it among the other names of the district that is meant.",
        text=area[:60],
    )


def _unlike(reading: Reading, other: Reading) -> str:
    if fold(reading.area) == fold(other.area):
        return _("Row {row} has another figure for the same area and period.", row=other.row)
    return _(
        "“{area}” is the same district here as “{other}” on row {row}, which has another figure. Leave one of them "
        "out, or make districts of both.",
        area=reading.area[:60],
        other=other.area[:60],
        row=other.row,
    )


def _mark(reading: Reading) -> str | None:
    return reading.mark.value if reading.mark else None


def _differs(name: str, here: Any, value: Any) -> bool:
    if name in ("n", "page") and value in (None, ""):
        return False
    if name == "preliminary":
        return bool(here) != bool(value)
    return (here or None) != (value or None) if name != "value" else here != value
