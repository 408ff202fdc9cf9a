"""Three laptops exchange under a judge that shares nothing with the engine; the soak does the same at length."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from tests.property.exchange_machine import Exchanges
from tests.property.laptops import Laptop
from trygg_desktop.errors import UserError
from trygg_desktop.exchange.open_ends import open_ends
from trygg_desktop.workspace.erasing import erase

Exchanges.TestCase.settings = settings(
    max_examples=45, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
TestExchanges = Exchanges.TestCase


def two() -> tuple[Laptop, Laptop]:
    """Two laptops that know of each other."""
    one, other = Laptop("one", lambda: 1_000), Laptop("other", lambda: 2_000)
    one.meet(other)
    other.meet(one)
    return one, other


def send(sender: Laptop, reader: Laptop, *, largest: int | None = None) -> None:
    """Everything in order, and taken in."""
    for mail in sender.post(reader.identity, largest=largest):
        reader.take_in(mail)


def make(laptop: Laptop, letter: str = "1", **values: str) -> str:
    """A record of its own."""
    laptop.write(lambda log: log.create("thing", letter * 32, values or {"a": "0"}))
    return letter * 32


def test_a_field_is_emptied_in_what_the_reader_holds_already() -> None:
    """The creation comes once more without the field, in the same file or the one before the erasure."""
    one, other = two()
    record = make(one, a="hemligt", b="kvar")
    send(one, other)  # and no receipt comes back
    one.write(lambda log: erase(log, "thing", record, field="a", reason="Beslut 14"), in_undo="aside")
    send(one, other, largest=200)
    assert other.log.values(record) == {"b": "kvar"}
    assert one.rows() == other.rows()


def test_a_lane_heard_of_through_others_first_still_tells_what_its_laptop_has() -> None:
    one, other = two()
    third = Laptop("third", lambda: 3_000)
    for each in (one, other):
        each.meet(third)
        third.meet(each)
    backup = one.image()
    make(one, "1")
    send(one, other)
    restored = Laptop("one", one.clock, backup)
    restored.whole(restored.log.open_lane)
    make(restored, "2")
    restored.connection.execute(
        "INSERT OR IGNORE INTO identity (id, name, side) VALUES (?, 'third', 'police')", (third.identity,)
    )
    send(restored, third)
    send(third, other)  # so that the new lane is known before its laptop is heard
    send(restored, other)
    send(other, restored)
    assert restored.shown() == other.shown()


def test_a_copy_that_goes_on_is_told_of_even_where_it_has_nothing_to_send() -> None:
    one, reader = two()
    copy = one.copy()
    make(one, "1")
    make(copy, "2")
    send(one, reader)
    with pytest.raises(UserError, match="fork"):
        send(reader, copy)
        send(copy, reader)


def test_a_receipt_is_not_taken_back_once_the_other_was_told_of_it() -> None:
    one, other = two()
    make(one)
    send(one, other)
    send(other, one)
    with pytest.raises(UserError, match="too-late-to-take-back"):
        other.take_back()


def test_what_was_deleted_knowingly_is_asked_about_no_more() -> None:
    one, other = two()
    record = make(one)
    send(one, other)
    for laptop, value in ((one, "1"), (other, "2")):
        laptop.write(lambda log, value=value: log.edit("thing", record, "a", value))
    send(one, other)
    assert len(open_ends(other.log)) == 1
    other.write(lambda log: log.set_alive("thing", record, False))
    assert open_ends(other.log) == []


def test_untouched_defaults_of_a_new_workspace_give_way() -> None:
    one, other = two()
    for laptop in (one, other):
        record = make(laptop, "d", a="", b="0")
    one.write(lambda log: log.edit("thing", record, "b", "1"))
    send(one, other)
    assert len([row for row in other.rows() if row[3] == "*"]) == 1
    send(other, one)
    assert one.shown() == other.shown()
    assert open_ends(one.log) == []


def test_another_value_under_the_same_number_is_noticed() -> None:
    one, other = two()
    make(one, a="1")
    copy = one.copy()
    send(one, other)
    copy.connection.execute("DELETE FROM change WHERE value = ?", ('{"a":"1"}',))
    row = next(row for row in one.rows() if row[3] == "*")
    copy.connection.execute(
        f"INSERT INTO change VALUES ({', '.join('?' * len(row))})", (*row[:4], '{"a":"2"}', *row[5:])
    )
    make(copy, "2")
    with pytest.raises(UserError, match="fork"):
        send(copy, other)
