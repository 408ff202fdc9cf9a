"""The figures of a place as they are printed: each with its period, how many it rests on, and where it was read."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from sqlmodel import col

from trygg_desktop.briefings.content import Reading, joined
from trygg_desktop.briefings.parts import Align, Cell, Column, Kind, Paragraph, Table
from trygg_desktop.briefings.sources import Sources
from trygg_desktop.briefings.told_figures import Figure, Told, inside
from trygg_desktop.briefings.written import remark
from trygg_desktop.domain.figures import Indicator, Measured, Measurement, Theme
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.values import sort_key
from trygg_desktop.i18n import _
from trygg_desktop.insight.audience import visible
from trygg_desktop.insight.charts.indicator_charts import known_on_map, map_chart, trend_chart
from trygg_desktop.insight.charts.tile_map import TileMap
from trygg_desktop.insight.charts.trend import Trend as TrendChart
from trygg_desktop.insight.trends import Trend, trend, trends_at
from trygg_desktop.workspace.asking import Sql, question

_A_TREND = 3
"""Two figures are a change and no trend."""
_THEMES = {theme.value: place for place, theme in enumerate(Theme)}


def read_trends(reading: Reading, *, until: date, area: UUID | None = None) -> tuple[Trend, ...]:
    """The series of every indicator that this edition may show, nothing later than a day, in order of theme.

    Args:
        area: only this place and the whole city, and only indicators that have a figure for it.
    """
    of, there = col(Measurement.indicator), col(Measurement.district)
    begun = col(Measurement.from_on).is_(None) | (col(Measurement.from_on) <= until)
    place, near = ((), ()) if area is None else ((there == area,), (there.is_(None) | (there == area),))
    indicators = reading.records(Indicator, _with_figures(reading, begun, *place))
    if indicators:
        reading.counted(Measurement, of.in_([each.id for each in indicators]), begun, *near)
    read = _series_at(reading, area)
    found = [_until(replace(read(indicator), indicator=indicator), until) for indicator in indicators]
    return tuple(sorted(found, key=lambda each: _order(each.indicator)))


def _with_figures(reading: Reading, *where: Any) -> Sql:
    """The condition on indicators that the audience may see a figure of: the first that is found is enough."""
    table, seen = reading.workspace.kinds[Measurement], visible(Measurement, reading.audience)
    own = Sql("measurement.indicator = indicator.id")
    asked, values = question(table, ["1"], where=(own, *where, *seen))
    return Sql(f"EXISTS ({asked})", values)


def _series_at(reading: Reading, area: UUID | None) -> Callable[[Indicator], Trend]:
    """What gives the series of an indicator; those of one place are read all at once, and are soon read."""
    workspace, audience = reading.workspace, reading.audience
    areas = None if area is None else (area, None)
    at_once = () if areas is None else trends_at(workspace, areas, audience=audience)
    here = {each.indicator.id: each for each in at_once}

    def series(indicator: Indicator) -> Trend:
        assert indicator.id is not None
        return here.get(indicator.id) or trend(workspace, indicator.id, areas=areas, audience=audience)

    return series


class Figures:
    """The latest figures of some indicators, place by place."""

    def __init__(self, reading: Reading, trends: Sequence[Trend]) -> None:
        self._reading = reading
        self._told = [Told(each) for each in trends]

    def of(self, area: UUID | None) -> tuple[Figure, ...]:
        """The latest figure of each indicator for a place; nothing is the whole city."""
        found = [(told, series) for told in self._told if (series := told.at(area)) is not None]
        pages = _pages(self._reading, [series.points[-1].id for _told, series in found])
        return tuple(told.figure(series, pages) for told, series in found)


def chart_of(trends: Sequence[Trend], area: UUID | None, wanted: Sequence[UUID] = ()) -> TrendChart | None:
    """How a place has gone, for the first of the wanted indicators with enough figures there; without any
    wanted one, the first that tells how safe people feel in the evening, else any."""
    told = sorted(trends, key=lambda each: (_place(each, wanted), each.indicator.theme != Theme.EVENING))
    chosen = next((each for each in told if _is_trend(each, area)), None)
    if chosen is None:
        return None
    beside = () if area is None or chosen.indicator.measured in (Measured.COUNT, None) else (None,)
    return trend_chart(chosen, area, beside=beside)


def charts_of_city(trends: Sequence[Trend], most: int) -> tuple[TrendChart, ...]:
    """How the whole city has gone: one indicator of each theme, as far as there are enough figures."""
    chosen: dict[str | None, Trend] = {}
    for each in trends:
        if each.indicator.theme not in chosen and _is_trend(each, None):
            chosen[each.indicator.theme] = each
    return tuple(trend_chart(each, None) for each in list(chosen.values())[:most])


def map_of(trends: Sequence[Trend], places: dict[UUID, tuple[str, tuple[int, int]]]) -> TileMap | None:
    """The indicator that most districts have a figure of, on the map, in its latest period."""
    best: tuple[int, bool, Trend, Period] | None = None
    for each in trends:
        series = [one for one in each.series if one.area in places and one.points]
        if not series:
            continue
        period = max(one.points[-1].period for one in series)
        known = known_on_map(each, period, places)
        rank = (known, each.indicator.theme == Theme.EVENING)
        if known and (best is None or rank > best[:2]):
            best = (*rank, each, period)
    return map_chart(*best[2:], places) if best else None


def figure_table(figures: Sequence[Figure], summary: str, *, sources: Sources) -> Table:
    """The figures under one another, each with the one before it; a source is told by its number in the list at
    the end."""
    columns = (
        Column(_("Indicator and period"), names_row=True),
        Column(_("Value"), width=50, align=Align.RIGHT),
        Column("n", width=27, align=Align.RIGHT),
        Column(_("Before"), width=42, align=Align.RIGHT),
        Column(_("Change since then"), width=60, align=Align.RIGHT),
        Column(_("Source"), width=25, align=Align.RIGHT),
    )
    return Table(columns, tuple(_row(each, sources) for each in figures), summary, dense=True)


def _row(figure: Figure, sources: Sources) -> tuple[Cell, ...]:
    below = joined((figure.period, figure.unit, *figure.remarks))
    value = (Paragraph(figure.value, Kind.STRONG), *remark(figure.around))
    before = (Paragraph(figure.before), *remark(figure.before_period))
    change = (Paragraph(figure.change), *remark(figure.meaning))
    name = (Paragraph(figure.name), *remark(below))
    return name, value, figure.n, before, change, sources.number(figure.source)


def brief_table(figures: Sequence[Figure], summary: str, *, sources: Sources | None = None) -> Table:
    """One line for each figure of a district beside the whole city's, so that many find room.

    Args:
        sources: the list at the end; without it the sources stand elsewhere, and so do all warnings but the first.
    """
    columns = [
        Column(_("Indicator"), names_row=True),
        Column(_("Period"), width=42),
        Column(_("Value"), width=43, align=Align.RIGHT),
        Column("n", width=22, align=Align.RIGHT),
        Column(_("Change since then"), width=84, align=Align.RIGHT),
        Column(_("The city"), width=30, align=Align.RIGHT),
    ]
    if sources is not None:
        columns.append(Column(_("Source"), width=22, align=Align.RIGHT))
    rows = tuple(_brief_row(each, sources) for each in figures)
    return Table(tuple(columns), rows, summary, dense=True)


def _brief_row(figure: Figure, sources: Sources | None) -> tuple[Cell, ...]:
    warnings = figure.remarks if sources is not None else figure.remarks[:1]
    row: tuple[Cell, ...] = (
        (Paragraph(figure.name), *remark(joined((figure.unit, *warnings)))),
        figure.period,
        figure.sign or joined((figure.value, figure.around), " "),
        figure.n,
        figure.value if figure.sign else joined((figure.change, figure.meaning), ", "),
        figure.city,
    )
    return row if sources is None else (*row, sources.number(figure.source))


def how_to_read() -> str:
    """What stands once under the tables of figures, for those who are not used to them."""
    return _(
        "n is how many answered or how many cases there are. ± is how far chance alone may reach. A change is since "
        "the figure before, in the indicator’s own unit, for shares in percentage points; where the chance of both "
        "figures overlaps it is not told as better or worse. Too few to be shown, or .., means that the figure is "
        "withheld, not that it is 0; × means that there is none."
    )


def _until(found: Trend, until: date) -> Trend:
    kept = [each.until(until) for each in found.series]
    return replace(found, series=tuple(each for each in kept if each.points))


def _pages(reading: Reading, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Where in its source each of some figures stands."""
    those = Sql("id IN (SELECT value FROM json_each(?))", (json.dumps([id.hex for id in ids]),))
    rows = reading.workspace.rows(Measurement, ["page"], where=(those,))
    return {id: inside(page or "") for id, page in rows}


def _is_trend(found: Trend, area: UUID | None) -> bool:
    """Whether there are enough figures of a place to be drawn as a line."""
    series = found.of(area)
    valued = (point for point in (series.points if series else ()) if point.value is not None)
    return len(list(islice(valued, _A_TREND))) == _A_TREND


def _place(found: Trend, wanted: Sequence[UUID]) -> int:
    id = found.indicator.id
    return wanted.index(id) if id in wanted else len(wanted)


def _order(indicator: Indicator) -> tuple[int, str]:
    return _THEMES.get(indicator.theme or "", len(_THEMES)), sort_key(indicator.name) or ""
