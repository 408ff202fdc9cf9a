"""What the picture of a stakeholder's time holds."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

from trygg_desktop.desktop.stakeholders.story import LaneOf, State, months, span, tell
from trygg_desktop.insight.stakeholders import Entry, Happening

TODAY = date(2026, 11, 22)


def entry(
    on: date | None, what: Happening, kind: str, *, id: UUID | None = None, status: str | None = None
) -> Entry:
    """A line of a timeline."""
    return Entry(on, what, kind, id or uuid4(), "Kvällsvandring", status, False)


def promise(due: date, status: str = "open") -> list[Entry]:
    """A commitment of early 2026, as both of its lines."""
    id = uuid4()
    return [
        entry(due, Happening.DUE, "commitment", id=id, status=status),
        entry(date(2026, 1, 10), Happening.PROMISED, "commitment", id=id, status=status),
    ]


def state_of(entries: list[Entry]) -> State:
    """How the only item stands."""
    (item,) = tell(entries, TODAY).items
    return item.state


def test_a_promise_is_one_stretch_from_its_giving_to_its_day() -> None:
    (item,) = tell(promise(date(2026, 12, 18)), TODAY).items
    assert (item.starts, item.ends, item.lane) == (date(2026, 1, 10), date(2026, 12, 18), LaneOf.PROMISES)


def test_a_promise_is_late_only_while_it_remains() -> None:
    assert state_of(promise(date(2026, 11, 21))) is State.LATE
    assert state_of(promise(date(2026, 11, 22))) is State.COMING
    assert state_of(promise(date(2026, 11, 21), "kept")) is State.DONE
    assert state_of(promise(date(2026, 11, 21), "withdrawn")) is State.DROPPED


def test_what_has_no_day_is_not_drawn() -> None:
    assert tell([entry(None, Happening.TALKED, "interaction")], TODAY).items == []


def test_the_picture_reaches_a_year_back_and_a_quarter_ahead() -> None:
    assert span([], TODAY) == (date(2025, 11, 1), date(2027, 2, 28))


def test_the_picture_reaches_no_further_back_than_two_years() -> None:
    story = tell([entry(date(1999, 1, 1), Happening.TALKED, "interaction")], TODAY)
    assert story.since == date(2024, 11, 1)
    assert story.items == []


def test_stretches_that_overlap_stand_in_rows_of_their_own() -> None:
    story = tell(promise(date(2026, 6, 1)) + promise(date(2026, 7, 1)), TODAY)
    rows = dict(story.lanes)[LaneOf.PROMISES]
    assert [len(row) for row in rows] == [1, 1]


def test_talks_on_one_day_stand_in_one_row() -> None:
    talks = [entry(TODAY - timedelta(days=n), Happening.TALKED, "interaction") for n in (0, 0, 1)]
    assert len(dict(tell(talks, TODAY).lanes)[LaneOf.TALKS]) == 1


def test_the_lane_of_presence_is_there_only_when_it_holds_something() -> None:
    assert LaneOf.PRESENCE not in dict(tell([], TODAY).lanes)
    walk = entry(TODAY, Happening.WALKED, "safety-walk")
    assert LaneOf.PRESENCE in dict(tell([walk], TODAY).lanes)


def test_months_begin_at_the_first() -> None:
    assert months(date(2026, 11, 15), date(2027, 1, 2)) == [
        date(2026, 11, 1),
        date(2026, 12, 1),
        date(2027, 1, 1),
    ]
