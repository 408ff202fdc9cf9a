"""The sheet on one district: what is gathered of presence, figures, problems, measures and what the council asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import col

from trygg_desktop.briefings.content import Edition, Reading
from trygg_desktop.briefings.cover import Cover, cover_of
from trygg_desktop.briefings.decided import made_by
from trygg_desktop.briefings.figures import Figures, chart_of, read_trends
from trygg_desktop.briefings.measure_lines import MeasureContent, read_measures, tells_gaps
from trygg_desktop.briefings.parts import Shape, Tile
from trygg_desktop.briefings.problems import ProblemContent, in_words, read_problems
from trygg_desktop.briefings.request import Request
from trygg_desktop.briefings.told_figures import Figure
from trygg_desktop.domain.council import Decision
from trygg_desktop.domain.districts import District, Level
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.presence import PresenceAction, PresenceSession, PresenceStatus
from trygg_desktop.domain.problems import Problem
from trygg_desktop.domain.record import Audience, Record, headline
from trygg_desktop.errors import ProtectionRefused, UserError
from trygg_desktop.i18n import N_, local
from trygg_desktop.insight.audience import visible
from trygg_desktop.insight.charts.trend import Trend as TrendChart
from trygg_desktop.insight.decisions import days_late, is_closed, who_sees_to
from trygg_desktop.insight.presence import (
    DistrictPresence,
    coverage,
    midnight,
    weeks_between,
    weeks_without_presence,
)
from trygg_desktop.workspace import Workspace

WEEKS = 12
"""How far back presence is counted."""
_NEAR = (2, 1)
"""How many columns and rows around the district its part of the map shows."""
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class PresenceLately:
    """Sessions and minutes in the last weeks, when someone was last there, and whether that is too long ago."""

    sessions: int
    minutes: int
    last: date | None
    weeks: int | None
    limit: int
    waiting: bool


@dataclass(frozen=True, slots=True)
class ActionContent:
    """A way of being present there now: when, and who is responsible."""

    name: str
    times: str
    who: str


@dataclass(frozen=True, slots=True)
class AskedContent:
    """What the council has decided on the district and still waits for."""

    title: str
    owner: str
    due: date | None
    late: bool
    marking: str


@dataclass(frozen=True, slots=True)
class DistrictContent:
    """Everything that the sheet may print, already filtered for its audience; what does not fit is left out later.

    Args:
        tiles: the district and those around it on the map, the district itself first.
        gaps: whether it may be said that nothing is asked.
        wanted: the indicators that the district's problems are followed by, to be kept first.
    """

    cover: Cover
    name: str
    level: str
    lies_in: str
    population: int | None
    population_year: int | None
    marking: str
    tiles: tuple[Tile, ...]
    presence: PresenceLately | None
    actions: tuple[ActionContent, ...]
    figures: tuple[Figure, ...]
    wanted: tuple[UUID, ...]
    chart: TrendChart | None
    problems: tuple[ProblemContent, ...]
    measures: tuple[MeasureContent, ...]
    asked: tuple[AskedContent, ...]
    gaps: bool


def gather(workspace: Workspace, edition: Edition, request: Request) -> tuple[DistrictContent, Reading]:
    """Reads what this edition may hold on a district with its sub-areas, and nothing else.

    Raises:
        UserError: no district is named, or it is a draft.
        ProtectionRefused: the audience may not see the district itself.
    """
    reading = Reading(workspace, edition)
    district = _district(reading, request.district)
    assert district.id is not None
    inside = {district.id, *_within(reading, {district.id})}
    areas = coverage(workspace, edition.today, audience=reading.audience)
    # An audience that may see no session at all would else be told that nobody has been anywhere
    anybody, ours = any(each.last for each in areas), district.level != Level.MUNICIPALITY
    problems = read_problems(reading, ids=_concerning(reading, Problem, inside))
    wanted = tuple(dict.fromkeys(indicator for each in problems for indicator in each.indicators))
    trends = read_trends(reading, until=edition.today, area=district.id)
    content = DistrictContent(
        name=district.name or "",
        level=in_words(Level, district.level),
        lies_in=reading.title(district.parent),
        population=district.population,
        population_year=district.population_year,
        marking=reading.marking_of(district),
        tiles=_tiles(reading, district, areas),
        presence=_presence(reading, inside) if anybody and ours else None,
        actions=_actions(reading, inside),
        figures=Figures(reading, trends).of(district.id),
        wanted=wanted,
        chart=chart_of(trends, district.id, wanted),
        problems=problems,
        measures=_measures(reading, inside),
        asked=_asked(reading, inside),
        gaps=tells_gaps(reading),
        cover=cover_of(reading),
    )
    return content, reading


def _district(reading: Reading, id: UUID | None) -> District:
    if id is None:
        raise UserError("district-needed", N_("Say which district the sheet is about."))
    found = reading.find(id)
    if isinstance(found, District):
        return found
    if id not in reading.left_out:
        raise UserError(
            "district-is-draft", N_("The district is a draft or is not here. No edition holds drafts.")
        )
    if reading.edition.audience is Audience.PUBLIC:
        raise ProtectionRefused(
            "district-not-open",
            N_("The district is not marked as open. Open it, or make the sheet for the council."),
        )
    raise ProtectionRefused(
        "district-confidential", N_("The district is marked confidential. Make the sheet for the leaders.")
    )


def _within(reading: Reading, areas: Iterable[UUID]) -> list[UUID]:
    """The sub-areas of some areas that this audience may know of."""
    where = (col(District.parent).in_(list(areas)), *visible(District, reading.audience))
    return [id for id, _name in reading.workspace.rows(District, ["name"], where=where)]


def _concerning(reading: Reading, kind: type[Record], inside: set[UUID]) -> set[UUID]:
    """The records of a kind that name one of these districts, whoever may see them."""
    return {
        id
        for id, districts in reading.workspace.rows(kind, ["districts"])
        if inside.intersection(reading.leads_to(id, "districts", districts or ()))
    }


def _tiles(reading: Reading, district: District, areas: list[DistrictPresence]) -> tuple[Tile, ...]:
    """The district's part of the map, each tile with the weeks since someone was last there."""
    here = next((each.tile for each in areas if each.id == district.id), None)
    if here is None or not any(each.last for each in areas):
        return ()
    near = [each for each in areas if each.tile is not None and _is_near(each.tile, here)]
    near.sort(key=lambda each: each.id != district.id)
    ids = [each.id for each in near]
    reading.counted(District, col(District.id).in_(ids))
    _count_sessions(reading, {*ids, *_within(reading, ids)})
    taken: dict[tuple[int, int], Tile] = {}
    for each in near:
        if each.tile is not None:
            taken.setdefault(each.tile, Tile(each.short_name, *each.tile, weeks=each.weeks, called=each.name))
    return tuple(taken.values())


def _is_near(tile: tuple[int, int], here: tuple[int, int]) -> bool:
    return all(abs(one - other) <= most for one, other, most in zip(tile, here, _NEAR, strict=True))


def _count_sessions(reading: Reading, places: set[UUID]) -> None:
    reading.counted(PresenceSession, *_sessions_in(reading, places))


def _sessions_in(reading: Reading, places: set[UUID]) -> tuple[Any, ...]:
    before = midnight(reading.edition.today + timedelta(days=1))
    return col(PresenceSession.district).in_(places), col(PresenceSession.started) < before


def _presence(reading: Reading, inside: set[UUID]) -> PresenceLately:
    today = reading.edition.today
    where = (*_sessions_in(reading, inside), *visible(PresenceSession, reading.audience))
    _count_sessions(reading, inside)
    rows = reading.workspace.rows(PresenceSession, ["started", "duration"], where=where)
    days = [(local(started).date(), minutes or 0) for _id, started, minutes in rows if started is not None]
    lately = [minutes for day, minutes in days if day > today - timedelta(weeks=WEEKS)]
    last = max((day for day, _minutes in days), default=None)
    weeks = weeks_between(last, today) if last is not None else None
    limit = weeks_without_presence(reading.workspace)
    return PresenceLately(
        len(lately), sum(lately), last, weeks, limit, waiting=weeks is None or weeks >= limit
    )


def _actions(reading: Reading, inside: set[UUID]) -> tuple[ActionContent, ...]:
    found = reading.records(
        PresenceAction,
        col(PresenceAction.id).in_(_concerning(reading, PresenceAction, inside)),
        col(PresenceAction.status) == PresenceStatus.ONGOING.value,
    )
    return tuple(
        ActionContent(
            headline(each.name, _LONGEST),
            headline(each.weekly_times, _LONGEST),
            reading.title(each.responsible),
        )
        for each in found
    )


_FIRST = (Shape.LATE, Shape.RISK, Shape.ON_PLAN, Shape.NOT_BEGUN, Shape.DONE)


def _measures(reading: Reading, inside: set[UUID]) -> tuple[MeasureContent, ...]:
    """The measures there, those that need someone first: a page has no room for all."""
    found = read_measures(reading, ids=_concerning(reading, Measure, inside))
    return tuple(sorted(found, key=lambda each: (not each.unfollowed, _FIRST.index(each.state.shape))))


def _asked(reading: Reading, inside: set[UUID]) -> tuple[AskedContent, ...]:
    """Decisions on the district that have not been carried out, the earliest due first."""
    concerning = col(Decision.id).in_(_concerning(reading, Decision, inside))
    found = made_by(reading.workspace, reading.edition.today, concerning)
    return tuple(_ask(reading, each) for each in reading.admit(one for one in found if not is_closed(one)))


def _ask(reading: Reading, decision: Decision) -> AskedContent:
    return AskedContent(
        title=headline(decision.title, _LONGEST),
        owner=who_sees_to(decision, reading.title),
        due=decision.due,
        late=days_late(decision, reading.edition.today) > 0,
        marking=reading.marking_of(decision),
    )
