"""Presence is counted in ISO weeks on the Swedish clock, by area, and only from what may be seen."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.insight.council import TODAY, add, at, district
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.presence import PresenceSession
from trygg_desktop.domain.record import Audience
from trygg_desktop.insight.presence import (
    DistrictPresence,
    Totals,
    coverage,
    strip,
    total,
    totals,
    weeks_between,
)
from trygg_desktop.workspace import Workspace

VALLBY, BACKBY, SATRA = district("vallby"), district("backby"), district("satra")


def session(workspace: Workspace, place: UUID | None, started: datetime, **values: Any) -> UUID:
    return add(
        workspace, PresenceSession, **{"text": "Lugnt", "district": place, "started": started, **values}
    )


def standing(workspace: Workspace, place: UUID, *, audience: Audience | None = None) -> DistrictPresence:
    return next(one for one in coverage(workspace, TODAY, audience=audience) if one.id == place)


@pytest.mark.parametrize(
    ("earlier", "later", "weeks"),
    [
        (date(2026, 11, 16), date(2026, 11, 22), 0),  # Monday and Sunday of one week
        (date(2026, 11, 22), date(2026, 11, 23), 1),  # Sunday and the Monday after
        (date(2026, 12, 28), date(2027, 1, 3), 0),  # week 53 of 2026 goes on into January
        (date(2025, 12, 28), date(2026, 1, 5), 2),
    ],
)
def test_weeks_are_iso_weeks(earlier: date, later: date, weeks: int) -> None:
    assert weeks_between(earlier, later) == weeks


def test_every_area_is_there_and_those_without_presence_come_first(workspace: Workspace) -> None:
    session(workspace, VALLBY, at(2026, 11, 20))
    found = coverage(workspace, TODAY)
    assert len(found) == 21
    assert found[-1].id == VALLBY
    assert (found[0].last, found[0].weeks, found[0].waiting) == (None, None, True)


def test_the_latest_session_counts(workspace: Workspace) -> None:
    session(workspace, VALLBY, at(2026, 11, 2))
    session(workspace, VALLBY, at(2026, 10, 1))
    found = standing(workspace, VALLBY)
    assert (found.last, found.weeks, found.waiting) == (date(2026, 11, 2), 2, False)
    assert (found.name, found.short_name, found.tile) == ("Vallby", "Vallby", (2, 3))


def test_a_session_to_come_does_not_count(workspace: Workspace) -> None:
    session(workspace, VALLBY, at(2026, 11, 23))
    assert standing(workspace, VALLBY).last is None


def test_a_session_after_midnight_belongs_to_the_swedish_day(workspace: Workspace) -> None:
    session(workspace, VALLBY, at(2026, 11, 15, 23))  # Sunday in London, Monday in Västerås
    assert standing(workspace, VALLBY).last == date(2026, 11, 16)
    assert strip(workspace, TODAY, weeks=2).rows[-1].sessions == (0, 1)


def test_a_sub_area_counts_to_the_area_it_lies_in(workspace: Workspace) -> None:
    session(workspace, SATRA, at(2026, 11, 20))
    assert all(one.last is None for one in coverage(workspace, TODAY))
    with workspace.transaction("Test") as tx:
        tx.change(SATRA, parent=BACKBY)
    assert standing(workspace, BACKBY).last == date(2026, 11, 20)


def test_districts_that_lie_in_each_other_do_no_harm(workspace: Workspace) -> None:
    with workspace.transaction("Test") as tx:
        tx.change(SATRA, parent=district("vega"))
        tx.change(district("vega"), parent=SATRA)
    session(workspace, SATRA, at(2026, 11, 20))
    assert len(coverage(workspace, TODAY)) == 21


def test_other_municipalities_are_never_listed(workspace: Workspace) -> None:
    add(workspace, District, name="Eskilstuna", level="municipality")
    assert "Eskilstuna" not in [one.name for one in coverage(workspace, TODAY)]


def test_the_limit_is_the_councils_own_unless_another_is_asked_for(workspace: Workspace) -> None:
    session(workspace, VALLBY, at(2026, 10, 20))  # four weeks and some days: five Mondays
    assert not standing(workspace, VALLBY).waiting
    settings = workspace.council().id
    assert settings is not None
    with workspace.transaction("Test") as tx:
        tx.change(settings, weeks_without_presence=4)
    assert standing(workspace, VALLBY).waiting
    assert not next(one for one in coverage(workspace, TODAY, weeks=9) if one.id == VALLBY).waiting


def test_the_strip_holds_the_weeks_up_to_today(workspace: Workspace) -> None:
    session(workspace, VALLBY, at(2026, 11, 20))
    session(workspace, VALLBY, at(2026, 11, 21))
    session(workspace, VALLBY, at(2026, 11, 3))
    session(workspace, VALLBY, at(2026, 10, 25))  # the Sunday before the first of the four weeks
    found = strip(workspace, TODAY, weeks=4)
    assert found.weeks == (date(2026, 10, 26), date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16))
    assert found.rows[-1].district.id == VALLBY
    assert found.rows[-1].sessions == (0, 1, 0, 2)
    assert len(found.rows) == 21


def test_the_strip_is_right_across_the_change_of_the_clock(workspace: Workspace) -> None:
    session(workspace, VALLBY, at(2026, 10, 25, 22))  # winter time: 23.00, still Sunday
    session(workspace, VALLBY, at(2026, 10, 18, 22))  # summer time: midnight, already Monday
    assert strip(workspace, date(2026, 10, 25), weeks=2).rows[-1].sessions == (0, 2)


def test_totals_add_up_by_area(workspace: Workspace) -> None:
    with workspace.transaction("Test") as tx:
        tx.change(SATRA, parent=BACKBY)
    session(workspace, BACKBY, at(2026, 11, 20), duration=120, adults=3, conversations=10, young_people=20)
    session(workspace, SATRA, at(2026, 11, 21), duration=60, adults=2, conversations=5)
    session(workspace, VALLBY, at(2026, 11, 22), duration=30)
    session(workspace, None, at(2026, 11, 22), duration=15)
    session(workspace, VALLBY, at(2026, 11, 19), duration=500)
    since = date(2026, 11, 20)
    assert totals(workspace, since, TODAY) == {
        BACKBY: Totals(2, 180, 480, 15, 20),
        VALLBY: Totals(1, 30, 0, 0, 0),
    }
    assert total(workspace, since, TODAY) == Totals(4, 225, 480, 15, 20)


def test_a_period_without_presence_is_zero(workspace: Workspace) -> None:
    assert total(workspace, TODAY, TODAY) == Totals()
    assert totals(workspace, TODAY, TODAY) == {}


@pytest.mark.parametrize(
    ("audience", "sessions"), [(None, 4), (Audience.LEADERS, 3), (Audience.COUNCIL, 2), (Audience.PUBLIC, 1)]
)
def test_an_audience_gets_figures_from_what_it_may_see(
    workspace: Workspace, audience: Audience | None, sessions: int
) -> None:
    for number, protection in enumerate(("open", "internal", "protected")):
        session(workspace, VALLBY, at(2026, 11, 16 + number), protection=protection)
    with workspace.transaction("Test") as tx:
        tx.create(PresenceSession, draft=True, text="x", district=VALLBY, started=at(2026, 11, 19))
    assert total(workspace, date(2026, 11, 1), TODAY, audience=audience).sessions == sessions
    assert standing(workspace, VALLBY, audience=audience).last == date(2026, 11, 15 + sessions)
    assert strip(workspace, TODAY, weeks=1, audience=audience).rows[-1].sessions == (sessions,)


def test_a_district_that_the_public_may_not_see_is_absent(workspace: Workspace) -> None:
    with workspace.transaction("Test") as tx:
        tx.change(VALLBY, protection="internal")
    assert len(coverage(workspace, TODAY, audience=Audience.PUBLIC)) == 20
    assert len(coverage(workspace, TODAY, audience=Audience.COUNCIL)) == 21


def test_a_year_of_daily_presence_is_counted_at_once(workspace: Workspace) -> None:
    with workspace.transaction("Test") as tx:
        for number in range(2000):
            started = at(2026, 11, 20) - timedelta(hours=4 * number)
            tx.create(PresenceSession, text="x", district=VALLBY, started=started)
    begun = time.perf_counter()
    assert sum(strip(workspace, TODAY, weeks=52).rows[-1].sessions) == 2000
    assert time.perf_counter() - begun < 0.5
