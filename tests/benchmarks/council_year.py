"""How soon the pictures of the council's year are there, beside the bare SQL that finds the same numbers.

Bare SQL is what the picture is made from, read as plain rows over the workspace's own connection. Ours is the picture
itself, as it is handed to the screen. Both are measured in turn on the same file, in three states of it: as usual when
something has just been written, so that nothing is remembered; `-again` when nothing has; and `-cold` on a file that is
opened anew for each of them, so that no page of it is decrypted yet. What the window's thread then does with a picture
is measured by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from statistics import median
from typing import Any
from uuid import UUID

from tests.benchmarks.large_year import BEGAN, TODAY, Year, council_year, opened_anew
from tests.benchmarks.measure import Figure, Setting, call_times, in_turn, milliseconds
from trygg_desktop.desktop.measures.plan_reading import read_plan
from trygg_desktop.domain.fields import moment_text
from trygg_desktop.insight.charts.indicator_charts import map_chart, trend_chart
from trygg_desktop.insight.effects import effect_on_events
from trygg_desktop.insight.event_counts import event_counts
from trygg_desktop.insight.periods import Grain
from trygg_desktop.insight.presence import midnight, monday, strip
from trygg_desktop.insight.remembered import forget
from trygg_desktop.insight.trends import trend, trends_at
from trygg_desktop.workspace import Workspace

TARGET = 1.5
CEILING = 50.0
"""Milliseconds that the window's thread may stand still."""

_POINTS = (
    "SELECT id, district, from_on, to_on, value, mark, n, preliminary, source FROM measurement "
    "WHERE indicator = ? AND from_on IS NOT NULL AND to_on IS NOT NULL {} ORDER BY from_on"
)
_POINTS_AT = (
    "SELECT id, district, from_on, to_on, value, mark, n, preliminary, source, indicator FROM measurement "
    "WHERE from_on IS NOT NULL AND to_on IS NOT NULL AND (district IS NULL OR district = ?) ORDER BY from_on"
)
_NAMES = (
    "SELECT id, name, measured, unit, better, smallest_n FROM indicator WHERE id = ?",
    "SELECT id, name, level FROM district",
)
_EVENTS = (
    "SELECT event_type, district, {}, count(*), sum(district IS NULL), "
    "sum(district IS NOT NULL AND district_confirmed IS NOT 1) FROM event "
    "WHERE happened >= ? AND happened < ? GROUP BY 1, 2, 3"
)
_SESSIONS = (
    "SELECT district, substr(started, 1, 13), count(*) FROM presence_session "
    "WHERE started >= ? AND started < ? GROUP BY 1, 2",
    "SELECT district, max(started) FROM presence_session WHERE started < ? GROUP BY 1",
)
_IN_AREA = "SELECT count(*) FROM event WHERE happened >= ? AND happened < ? AND district IN (?)"
_PLAN = (
    "SELECT id, number, title, status, severity, extent, trend FROM problem",
    "SELECT id, number, title, problem FROM cause",
    "SELECT id, title, cause, operational_goals, from_on, to_on, schedule, responsible, responsible_person, stage, "
    "status, follow_up_on, citizen_promise, pilot, decision, protection, draft FROM measure",
    'SELECT id, "measure", "on", "text" FROM follow_up',
    'SELECT id, "measure", done_on, title, result FROM evaluation',
    "SELECT from_id, role, to_id FROM link",
    "SELECT id, name FROM district",
    "SELECT id, name FROM stakeholder",
    "SELECT id, title FROM decision",
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture of the pages: what it shows in words, how it is made, and the bare SQL it is made from."""

    what: str
    ours: Callable[[Year], object]
    bare: Callable[[Year], object]


def _all_places(year: Year) -> object:
    return trend(year.workspace, year.indicator)


def _line(year: Year, *areas: UUID | None) -> object:
    found = trend(year.workspace, year.indicator, areas=areas)
    return trend_chart(found, areas[0], beside=areas[1:])


def _map(year: Year) -> object:
    found = trend(year.workspace, year.indicator)
    latest = found.series[0].latest
    assert latest is not None
    return map_chart(found, latest.period, year.places)


def _all_of_a_place(year: Year) -> object:
    return trends_at(year.workspace, [year.area, None])


def _bare_all_of_a_place(year: Year) -> object:
    _bare(year.workspace, "SELECT id, name, measured, unit, better, smallest_n FROM indicator")
    _bare(year.workspace, _NAMES[1])
    return _bare(year.workspace, _POINTS_AT, year.area.hex)


def _bare_points(year: Year, condition: str = "", *values: str) -> object:
    indicator = year.indicator.hex
    for names in _NAMES:
        _bare(year.workspace, names, *[indicator] * names.count("?"))
    return _bare(year.workspace, _POINTS.format(condition), indicator, *values)


def _bare_district(year: Year) -> object:
    return _bare_points(year, "AND (district IS NULL OR district = ?)", year.area.hex)


def _events(year: Year, years: int, grain: Grain = Grain.MONTH) -> object:
    return event_counts(year.workspace, *_years(years), grain=grain)


def _bare_events(year: Year, years: int, slot: str = "substr(happened, 1, 7)") -> object:
    first, last = _years(years)
    return _bare(year.workspace, _EVENTS.format(slot), _moment(first), _moment(last + timedelta(days=1)))


def _years(number: int) -> tuple[date, date]:
    return date(2026 - number, 11, 1), date(2026, 10, 31)


def _strip(year: Year) -> object:
    return strip(year.workspace, TODAY)


def _bare_strip(year: Year) -> object:
    after = _moment(TODAY + timedelta(days=1))
    first = _moment(monday(TODAY) - timedelta(weeks=25))
    by_hour, latest = _SESSIONS
    _bare(year.workspace, _NAMES[1])
    return _bare(year.workspace, by_hour, first, after), _bare(year.workspace, latest, after)


def _effect(year: Year) -> object:
    return effect_on_events(year.workspace, year.measure, TODAY, comparison=[year.area])


def _bare_effect(year: Year) -> object:
    ends = date(2026, 11, 1)
    spans = [(date(2024, 11, 1), BEGAN), (BEGAN, ends)]
    return [
        _bare(year.workspace, _IN_AREA, _moment(first), _moment(after), area.hex)
        for area in (year.treated, year.area)
        for first, after in spans
    ]


def _plan(year: Year) -> object:
    return read_plan(year.workspace, TODAY)


def _bare_plan(year: Year) -> object:
    return [_bare(year.workspace, statement) for statement in _PLAN]


def _bare(workspace: Workspace, statement: str, *values: str) -> list[tuple[Any, ...]]:
    return workspace.reader.execute(statement, values)


def _moment(day: date) -> str:
    return moment_text(midnight(day))


DRAWN = {
    "trend": Drawn("the figures of an indicator, all places", _all_places, _bare_points),
    "trend-city": Drawn(
        "trend of the city",
        lambda year: _line(year, None),
        lambda year: _bare_points(year, "AND district IS NULL"),
    ),
    "trend-district": Drawn(
        "trend of a district beside the city", lambda year: _line(year, year.area, None), _bare_district
    ),
    "place-figures": Drawn(
        "all indicators of a district beside the city", _all_of_a_place, _bare_all_of_a_place
    ),
    "indicator-map": Drawn("map of an indicator", _map, _bare_points),
    "events-year": Drawn(
        "events of a year by kind, district, month", partial(_events, years=1), partial(_bare_events, years=1)
    ),
    "events-all": Drawn(
        "all events by kind, district, month", partial(_events, years=6), partial(_bare_events, years=6)
    ),
    "events-weeks": Drawn(
        "events of a year by kind, district, week",
        partial(_events, years=1, grain=Grain.WEEK),
        partial(_bare_events, years=1, slot="strftime('%Y-%W', happened)"),
    ),
    "presence-strip": Drawn("presence by district and week", _strip, _bare_strip),
    "before-after": Drawn("events before and after a measure", _effect, _bare_effect),
    "plan-rows": Drawn("the plan's rows", _plan, _bare_plan),
}


def figures() -> dict[str, Callable[[Setting], Figure]]:
    """Each picture in the three states of the file, and what the window's thread does with the charts."""
    read = {name: partial(_read, name) for name in DRAWN}
    again = {f"{name}-again": partial(_again, name) for name in DRAWN}
    cold = {f"{name}-cold": partial(_cold, name) for name in DRAWN}
    return read | again | cold | {f"{name}-on-screen": partial(_on_screen, name) for name in _CHARTS}


def _read(name: str, setting: Setting) -> Figure:
    year, drawn = council_year(setting), DRAWN[name]

    def ours() -> float:
        forget(year.workspace)
        return milliseconds(lambda: drawn.ours(year))

    found = in_turn(ours, lambda: milliseconds(lambda: drawn.bare(year)), rounds=3 * setting.rounds)
    return Figure(name, f"{drawn.what} / bare SQL", *found, "ms", TARGET)


def _again(name: str, setting: Setting) -> Figure:
    year, drawn = council_year(setting), DRAWN[name]
    found = in_turn(
        lambda: milliseconds(lambda: drawn.ours(year)),
        lambda: milliseconds(lambda: drawn.bare(year)),
        rounds=3 * setting.rounds,
    )
    return Figure(f"{name}-again", f"{drawn.what}, again / bare SQL", *found, "ms", TARGET)


def _cold(name: str, setting: Setting) -> Figure:
    year, drawn = council_year(setting), DRAWN[name]
    drawn.ours(year)  # what Python imports is told by the figures of starting
    pairs = [(_anew(year, drawn.ours), _anew(year, drawn.bare)) for _round in range(setting.rounds)]
    ours, bare = (median(side) for side in zip(*pairs, strict=True))
    return Figure(f"{name}-cold", f"{drawn.what}, just opened / bare SQL", ours, bare, "ms", TARGET)


def _anew(year: Year, work: Callable[[Year], object]) -> float:
    with opened_anew(year) as again:
        return milliseconds(lambda: work(again))


_CHARTS: dict[str, Callable[[Year], Any]] = {
    "trend-district": lambda year: _line(year, year.area, None),
    "indicator-map": _map,
}


def _on_screen(name: str, setting: Setting) -> Figure:
    """A chart that was read, laid out and painted in a view of its own."""
    import os

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QImage

    from trygg_desktop.desktop.app import application
    from trygg_desktop.desktop.charts.chart_view import ChartView

    application()
    chart = _CHARTS[name](council_year(setting))
    view = ChartView(chart)
    view.resize(QSize(900, view.sizeHint().height()))
    image = QImage(view.size(), QImage.Format.Format_ARGB32)

    def shown() -> None:
        view.show_chart(chart)
        view.render(image)

    shown()
    ours = median(milliseconds(shown) for _round in range(3 * setting.rounds))
    what = f"{DRAWN[name].what}, laid out and painted / what the window may stand still"
    return Figure(f"{name}-on-screen", what, ours, CEILING, "ms", 1.0)


def profile(name: str, setting: Setting) -> str:
    """Where the time of a picture goes."""
    year = council_year(setting)

    def read() -> None:
        for _each in range(20):
            forget(year.workspace)
            DRAWN[name].ours(year)

    return call_times(read)
