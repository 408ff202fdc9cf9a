"""Police events counted: none is lost, and those nobody could place are told."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.insight.council import add, at, district
from trygg_desktop.domain.events import Event
from trygg_desktop.domain.periods import Period
from trygg_desktop.insight.event_counts import event_counts, periods_between
from trygg_desktop.insight.periods import Grain
from trygg_desktop.workspace import Workspace

BACKBY, RABY = district("backby"), district("raby")
_numbers = iter(range(10_000))


def event(workspace: Workspace, happened: datetime, kind: str = "Brand", **values: object) -> None:
    """An event that the police told of."""
    add(
        workspace,
        Event,
        name=kind,
        event_type=kind,
        source_id=str(next(_numbers)),
        happened=happened,
        **values,
    )


def test_events_are_counted_by_kind_place_and_period(workspace: Workspace) -> None:
    event(workspace, at(2026, 1, 5), district=BACKBY)
    event(workspace, at(2026, 1, 6), district=BACKBY)
    event(workspace, at(2026, 2, 1), "Rån", district=RABY)
    event(workspace, at(2026, 2, 2), "Rån")
    event(workspace, at(2025, 12, 31, 12))
    found = event_counts(workspace, date(2026, 1, 1), date(2026, 3, 31))
    assert found.series(kind="Brand", district=BACKBY) == (2, 0, 0)
    assert found.series(kind="Rån") == (0, 2, 0)
    assert found.kinds() == {"Brand": 2, "Rån": 2}
    assert (found.total, found.unplaced, found.share_unplaced) == (4, 1, 0.25)


def test_sums_alone_lose_nothing(workspace: Workspace) -> None:
    event(workspace, at(2026, 1, 5), district=BACKBY)
    event(workspace, at(2026, 1, 6), "Rån")
    found = event_counts(workspace, date(2026, 1, 1), date(2026, 1, 31), by_kind=False, by_district=False)
    assert (found.series(), found.total, found.unplaced, len(found.counts)) == ((2,), 2, 1, 1)
    only = event_counts(workspace, date(2026, 1, 1), date(2026, 1, 31), kinds=["Rån"])
    assert (only.total, only.share_unplaced) == (1, 1)


def test_without_events_there_is_no_share(workspace: Workspace) -> None:
    found = event_counts(workspace, date(2026, 1, 1), date(2026, 1, 31))
    assert (found.total, found.share_unplaced, found.series()) == (0, None, (0,))


def test_a_proposed_district_can_be_counted_as_none(workspace: Workspace) -> None:
    event(workspace, at(2026, 1, 5), district=BACKBY)
    event(workspace, at(2026, 1, 6), district=BACKBY, district_confirmed=True)
    january = (date(2026, 1, 1), date(2026, 1, 31))
    assert event_counts(workspace, *january).proposed == 1
    strict = event_counts(workspace, *january, confirmed_only=True)
    assert (strict.unplaced, strict.series(district=BACKBY)) == (1, (1,))


@pytest.mark.parametrize(
    ("happened", "month"),
    [
        (datetime(2026, 1, 31, 22, 59, tzinfo=UTC), 1),
        (datetime(2026, 1, 31, 23, 0, tzinfo=UTC), 2),
        (datetime(2026, 6, 30, 21, 59, tzinfo=UTC), 6),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), 7),
        (datetime(2026, 10, 31, 22, 30, tzinfo=UTC), 10),
        (datetime(2026, 3, 31, 22, 0, tzinfo=UTC), 4),
    ],
)
def test_a_month_ends_at_swedish_midnight(workspace: Workspace, happened: datetime, month: int) -> None:
    event(workspace, happened)
    found = event_counts(workspace, date(2026, 1, 1), date(2026, 12, 31))
    assert found.series().index(1) == month - 1


@pytest.mark.parametrize(
    ("happened", "day"),
    [
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), date(2026, 3, 23)),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 19)),
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_weeks_hold_when_clocks_are_moved(workspace: Workspace, happened: datetime, day: date) -> None:
    event(workspace, happened)
    found = event_counts(workspace, date(2026, 3, 1), date(2026, 12, 31), grain=Grain.WEEK)
    [count] = found.counts
    assert count.period.first == day


def test_every_period_is_named() -> None:
    quarters = periods_between(date(2025, 11, 5), date(2026, 4, 1), Grain.QUARTER)
    assert quarters[0] == Period(date(2025, 10, 1), date(2025, 12, 31))
    assert [period.first.month for period in quarters] == [10, 1, 4]
