"""Three laptops exchange under a judge that shares nothing with the engine; the soak does the same at length."""

from __future__ import annotations

import hashlib
import itertools
import random

import pytest
from hypothesis import HealthCheck, settings

from tests.property.exchange_machine import Exchanges
from tests.property.laptops import Laptop
from trygg_desktop.errors import ProtectionRefused, UserError
from trygg_desktop.exchange.open_ends import open_ends
from trygg_desktop.workspace import undo
from trygg_desktop.workspace.erasing import erase
from trygg_desktop.workspace.log import ChangeLog

Exchanges.TestCase.settings = settings(
    max_examples=20, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
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


def test_late_mail_from_before_a_restore_does_not_hide_what_was_lost() -> None:
    """Neither lane has brought a change, so only the time of the mail tells which is the newer."""
    times = itertools.count(1_000)
    one, other = Laptop("one", lambda: next(times)), Laptop("other", lambda: 2_000)
    one.meet(other)
    other.meet(one)
    backup = one.image()
    make(other, "1")
    send(other, one)
    (late,) = one.post(other.identity)
    restored = Laptop("one", one.clock, backup)
    restored.whole(restored.log.open_lane)
    send(restored, other)
    other.take_in(late)
    send(other, restored)
    assert restored.shown() == other.shown()


def test_late_mail_is_told_from_new_mail_by_its_time_where_neither_lane_knows_the_other() -> None:
    """A laptop is put back twice from one backup: what its newest lane tells counts at once."""
    times = itertools.count(1_000)
    one, other = Laptop("one", lambda: next(times)), Laptop("other", lambda: 2_000)
    one.meet(other)
    other.meet(one)
    backup = one.image()
    for letter in "12":
        one = Laptop("one", one.clock, backup)
        one.whole(one.log.open_lane)
        make(one, letter)
        (late,) = one.post(other.identity)
        if letter == "1":
            first = late
        other.take_in(late)
    make(other, "3")
    (mail,) = other.post(one.identity)
    one.take_in(mail)
    send(one, other)
    other.take_in(first)
    send(one, other)
    assert not any(mail.read().rows for mail in other.post(one.identity))


def test_a_laptop_put_back_with_its_clock_behind_is_believed_when_its_new_lane_knows_the_old() -> None:
    one, other = two()
    make(one, "1")
    send(one, other)
    backup = one.image()
    make(other, "2")
    send(other, one)
    send(one, other)
    restored = Laptop("one", lambda: 10, backup)
    restored.whole(restored.log.open_lane)
    send(restored, other)
    send(other, restored)
    assert restored.shown() == other.shown()
    send(restored, other)
    assert not any(mail.read().rows for mail in other.post(restored.identity))


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


def test_what_was_taken_back_comes_again_where_more_of_the_lane_was_here_before() -> None:
    one, other = two()
    make(one, "1")
    send(one, other)
    make(one, "2")
    (mail,) = one.post(other.identity)
    other.take_in(mail)
    assert other.take_back() == [mail]
    assert other.log.vector()[one.log.lane] == 1
    other.take_in(mail)
    assert other.shown() == one.shown()


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


def test_what_is_written_knowing_of_something_is_later_by_the_clock() -> None:
    """Also where the clock of the one who knows is behind: else parts of a file could not follow one another."""
    ahead, behind = Laptop("ahead", lambda: 3_600_000), Laptop("behind", lambda: 1)
    ahead.meet(behind)
    behind.meet(ahead)
    record = make(ahead, a="0")
    send(ahead, behind)
    behind.write(lambda log: [log.edit("thing", record, "a", each) for each in "12"])
    by_cause = {row[0]: row for row in behind.rows()}
    for row in by_cause.values():
        assert all(row[10] > by_cause[int(old)][10] for old in row[5].split())
    later = Laptop("behind", behind.clock, behind.image())
    later.write(lambda log: log.edit("thing", record, "a", "3"))
    assert max(later.rows(), key=lambda row: row[10])[4] == '"3"'


def restored_after(*, hears_first: Laptop | None = None) -> tuple[Laptop, Laptop]:
    """One was put back to before it wrote what the other has, and has told so; perhaps through someone else first."""
    one, other = two()
    for each in (one, other) if hears_first else ():
        each.meet(hears_first)
        hears_first.meet(each)
    make(one, "1")
    send(one, other)
    send(other, one)
    backup = one.image()
    make(one, "2")
    send(one, other)
    restored = Laptop("one", one.clock, backup)
    restored.whole(restored.log.open_lane)
    make(restored, "3")
    if hears_first:
        send(restored, hears_first)
        send(hears_first, other)
    send(restored, other)
    return restored, other


def test_what_a_laptop_lost_when_it_was_put_back_comes_again() -> None:
    restored, other = restored_after()
    send(other, restored)
    assert restored.shown() == other.shown()
    assert restored.log.values("2" * 32) == {"a": "0"}


def test_a_laptop_that_was_put_back_is_settled_again_once_it_has_everything() -> None:
    restored, other = restored_after(hears_first=Laptop("third", lambda: 3_000))
    send(other, restored)
    send(restored, other)
    assert restored.shown() == other.shown()
    assert not any(mail.read().rows for mail in other.post(restored.identity))


def test_parts_follow_one_another_however_the_lanes_are_numbered() -> None:
    one, other = two()
    third = Laptop("third", lambda: 3_000)
    one.meet(third)
    third.meet(one)
    record = make(one)
    for writer, reader in ((other, one), (one, other)) * 2:
        send(reader, writer)
        writer.write(lambda log, writer=writer: log.edit("thing", record, "a", writer.name))
    send(other, one)
    assert len(one.post(third.identity, largest=200)) > 3
    send(one, third, largest=200)
    assert third.shown() == one.shown()


def test_each_part_brings_the_documents_it_tells_of() -> None:
    one, other = two()

    def attach(log: ChangeLog, n: int) -> None:
        content = random.Random(n).randbytes(400)
        digest = hashlib.sha256(content).hexdigest()
        log.connection.execute("INSERT INTO blob VALUES (?, ?)", (digest, content))
        log.create("attachment", f"{n:032x}", {"hash": digest})

    for n in range(4):
        one.write(lambda log, n=n: attach(log, n))
    assert len(one.post(other.identity, largest=600)) > 1
    send(one, other, largest=600)
    blobs = "SELECT * FROM blob ORDER BY hash"
    assert one.connection.execute(blobs).fetchall() == other.connection.execute(blobs).fetchall()


def test_an_older_copy_notices_that_its_lane_has_gone_further() -> None:
    one, other = two()
    make(one, "1")
    send(one, other)
    old = one.copy()
    make(one, "2")
    send(one, other)
    lane = old.log.lane
    send(other, old)
    assert old.log.lane != lane


def test_a_copy_that_has_written_less_is_told_of() -> None:
    one, other = two()
    copy = one.copy()
    for letter in "123":
        make(one, letter)
    make(copy, "4")
    send(one, other)
    with pytest.raises(UserError, match="fork"):
        send(other, copy)
        send(copy, other)


def test_an_erasure_changes_nothing_until_someone_accepts_it() -> None:
    one, other = two()
    record = make(one, a="hemligt")
    send(one, other)
    one.write(lambda log: erase(log, "thing", record, reason="Beslut 14"), in_undo="aside")
    (mail,) = one.post(other.identity)
    before = other.dump()
    with pytest.raises(ProtectionRefused, match="erasures-wait"):
        other.take_in(mail, accept=False)
    assert other.dump() == before
    other.take_in(mail)
    assert "hemligt" not in repr(other.dump())


def test_a_receipt_that_is_taken_back_leaves_everything_as_it_was() -> None:
    one, other = two()
    for laptop in (one, other):
        record = make(laptop, "d", a="", b="0")
    one.write(lambda log: log.edit("thing", record, "b", "1"))
    make(one, "1")
    before = other.dump()[:5]
    send(one, other)
    assert other.dump()[:5] != before
    files = other.take_back()
    assert other.dump()[:5] == before
    for mail in files:
        other.take_in(mail)
    assert other.shown() == one.shown()


def test_undo_passes_over_what_the_other_has_written_in_since() -> None:
    one, other = two()
    record = make(one)
    one.write(lambda log: log.edit("thing", record, "a", "1"))
    send(one, other)
    other.write(lambda log: log.edit("thing", record, "a", "2"))
    send(other, one)
    assert one.turn(undo.next_undo) is None
    assert one.log.values(record) == {"a": "2"}
