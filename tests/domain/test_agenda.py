"""The clock times of an agenda follow from its items, and moving one changes as little as possible."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trygg_desktop.domain.agenda import (
    in_order,
    moved,
    planned_length,
    position_between,
    positions,
    running_order,
    total_minutes,
)
from trygg_desktop.domain.council import AgendaItem, ItemForm, Meeting

NINE = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)


def item(
    number: int, position: str | None, minutes: int | None = 10, form: str = "information"
) -> AgendaItem:
    return AgendaItem(id=UUID(int=number), title=f"{number}", position=position, minutes=minutes, form=form)


def order(items: list[AgendaItem]) -> list[str | None]:
    return [one.title for one in in_order(items)]


def test_each_item_begins_when_the_one_before_ends() -> None:
    slots = running_order(NINE, [item(2, "a1", 30), item(1, "a0", 15), item(3, "a2", 5)])
    assert [(slot.item.title, slot.starts, slot.ends) for slot in slots] == [
        ("1", NINE, NINE + timedelta(minutes=15)),
        ("2", NINE + timedelta(minutes=15), NINE + timedelta(minutes=45)),
        ("3", NINE + timedelta(minutes=45), NINE + timedelta(minutes=50)),
    ]


def test_a_break_takes_time_but_has_no_number() -> None:
    slots = running_order(NINE, [item(1, "a0"), item(2, "a1", 20, ItemForm.BREAK), item(3, "a2")])
    assert [slot.number for slot in slots] == [1, None, 2]
    assert slots[2].starts == NINE + timedelta(minutes=30)


def test_an_item_without_length_takes_no_time() -> None:
    slots = running_order(NINE, [item(1, "a0", None), item(2, "a1")])
    assert slots[1].starts == NINE


def test_without_a_start_there_are_no_times() -> None:
    assert [(slot.starts, slot.ends) for slot in running_order(None, [item(1, "a0")])] == [(None, None)]


def test_an_item_without_place_comes_last() -> None:
    assert order([item(1, None), item(2, "a5")]) == ["2", "1"]


def test_the_length_of_a_meeting_comes_from_its_times_before_the_plan() -> None:
    assert planned_length(Meeting(planned_minutes=90)) == 90
    assert planned_length(Meeting(planned_minutes=90, starts=NINE, ends=NINE + timedelta(hours=2))) == 120
    assert planned_length(Meeting()) is None
    assert total_minutes([item(1, "a0", 15), item(2, "a1", None)]) == 15


def test_a_place_lies_between_its_neighbours() -> None:
    first = position_between(None, None)
    last = position_between(first, None)
    assert position_between(None, first) < first < position_between(first, last) < last


@pytest.mark.parametrize(("before", "after"), [("a0", "a0"), ("a1", "a0"), ("", "a0"), ("?", None)])
def test_no_room_is_said(before: str, after: str | None) -> None:
    with pytest.raises(ValueError, match=r".+"):
        position_between(before, after)


def test_only_the_moved_item_gets_a_new_place() -> None:
    items = [item(number, place) for number, place in enumerate(positions(4))]
    changes = moved(items, UUID(int=3), 0)
    assert set(changes) == {UUID(int=3)}
    items[3].position = changes[UUID(int=3)]
    assert order(items) == ["3", "0", "1", "2"]


def test_two_items_at_one_place_are_parted_when_one_is_put_between() -> None:
    items = [item(0, "a0"), item(1, "a1"), item(2, "a1"), item(3, "a2")]
    changes = moved(items, UUID(int=3), 2)
    for one in items:
        one.position = changes.get(one.id or UUID(int=0), one.position)
    assert order(items) == ["0", "1", "3", "2"]


def test_an_item_without_place_can_be_moved_and_passed() -> None:
    items = [item(0, None), item(1, None), item(2, None)]
    changes = moved(items, UUID(int=2), 0)
    for one in items:
        one.position = changes.get(one.id or UUID(int=0), one.position)
    assert order(items) == ["2", "0", "1"]


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(-1, 9)), max_size=60))
def test_any_series_of_moves_ends_in_the_order_that_was_asked_for(moves: list[tuple[int, int]]) -> None:
    items = [item(number, place) for number, place in enumerate(positions(7))]
    expected = [f"{number}" for number in range(7)]
    for number, index in moves:
        for moved_id, place in moved(items, UUID(int=number), index).items():
            items[moved_id.int].position = place
        expected.remove(f"{number}")
        expected.insert(max(0, min(index, 6)), f"{number}")
        assert order(items) == expected
