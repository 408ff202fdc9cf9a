"""The bare engine on a plain connection: whatever is written and in whichever order it arrives, all agree."""

from __future__ import annotations

import sqlite3
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from trygg_desktop.workspace import drafts
from trygg_desktop.workspace.arriving import take_in
from trygg_desktop.workspace.heads import heads_from_log
from trygg_desktop.workspace.lanes import lane_of
from trygg_desktop.workspace.log import ALIVE, CREATED, ChangeLog
from trygg_desktop.workspace.schema import create_tables

FIELDS = ("a", "b")
SKEW = (0, -10_000, 3_600_000)
"""Milliseconds that the laptops' clocks are wrong."""


class Laptop:
    """One log on a plain database in memory."""

    def __init__(self, number: int, clock: Any) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        self.connection.create_function("writing", 0, lambda: True)
        create_tables(self.connection)
        self.log = ChangeLog.start(self.connection, name=f"laptop {number}", side="police", clock=clock)

    def rows(self, beyond: dict[int, int]) -> list[tuple[Any, ...]]:
        """The shared changes that someone who holds `beyond` lacks."""
        found = self.connection.execute("SELECT * FROM change ORDER BY id").fetchall()
        return [row for row in found if (row[0] & (2**40 - 1)) > beyond.get(lane_of(row[0]), 0)]

    def write(self, work: Any) -> None:
        self.log.begin(None)
        work(self.log)
        self.log.finish()

    def receive(self, other: Laptop) -> None:
        take_in(self.log, other.rows(self.log.vector()))

    def state(self) -> list[Any]:
        """What is shown: for each shared record whether it is seen, and its values."""
        records = self.connection.execute("SELECT DISTINCT record FROM change ORDER BY record").fetchall()
        return [
            (record, self.log.is_alive(record), sorted(self.log.values(record).items()))
            for (record,) in records
        ]


class Logs(RuleBasedStateMachine):
    """Three laptops with wrong clocks that write, delete, draft, release and send to one another."""

    def __init__(self) -> None:
        super().__init__()
        self.time = 1_000_000
        self.laptops = [Laptop(n, lambda skew=SKEW[n]: self.time + skew) for n in range(3)]
        self.made = 0

    def teardown(self) -> None:
        for _round in range(2):
            for one in self.laptops:
                for other in self.laptops:
                    if one is not other:
                        one.receive(other)
        first = self.laptops[0].state()
        assert all(laptop.state() == first for laptop in self.laptops[1:])
        for laptop in self.laptops:
            laptop.connection.close()

    def _some(self, laptop: Laptop, n: int, *, draft: bool = False) -> str | None:
        table = "draft_change" if draft else "change"
        found = laptop.connection.execute(f"SELECT DISTINCT record FROM {table} ORDER BY record").fetchall()
        return found[n % len(found)][0] if found else None

    @rule(n=st.integers(0, 2), value=st.integers(0, 3), draft=st.booleans())
    def create(self, n: int, value: int, draft: bool) -> None:
        self.time += 1
        self.made += 1
        record = f"{self.made:032x}"
        self.laptops[n].write(lambda log: log.create("thing", record, {"a": value, "b": value}, draft=draft))

    @rule(n=st.integers(0, 2), key=st.integers(0, 1), value=st.integers(0, 3))
    def create_the_same_thing(self, n: int, key: int, value: int) -> None:
        record = f"{0xF0 + key:032x}"
        if self.laptops[n].log.kind_of(record) is None:
            self.laptops[n].write(lambda log: log.create("thing", record, {"a": value}))

    @rule(
        n=st.integers(0, 2), which=st.integers(0, 50), field=st.sampled_from(FIELDS), value=st.integers(0, 3)
    )
    def edit(self, n: int, which: int, field: str, value: int) -> None:
        self.time += 1
        if record := self._some(self.laptops[n], which):
            self.laptops[n].write(lambda log: log.edit("thing", record, field, value))

    @rule(n=st.integers(0, 2), which=st.integers(0, 50), alive=st.booleans())
    def delete_or_restore(self, n: int, which: int, alive: bool) -> None:
        record = self._some(self.laptops[n], which)
        if record and self.laptops[n].log.is_alive(record) != alive:
            self.laptops[n].write(lambda log: log.set_alive("thing", record, alive))

    @rule(n=st.integers(0, 2), which=st.integers(0, 50))
    def release(self, n: int, which: int) -> None:
        if record := self._some(self.laptops[n], which, draft=True):
            before = self.laptops[n].log.values(record)
            self.laptops[n].write(lambda log: drafts.release(log, "thing", record))
            assert self.laptops[n].log.values(record) == before
            assert not self.laptops[n].log.is_draft(record)

    @rule(n=st.integers(0, 2), m=st.integers(0, 2))
    @precondition(lambda self: self.made)
    def send(self, n: int, m: int) -> None:
        if n != m:
            self.laptops[m].receive(self.laptops[n])

    @invariant()
    def the_cache_follows_from_the_log(self) -> None:
        for laptop in self.laptops:
            assert heads_from_log(laptop.connection) == set(laptop.connection.execute("SELECT * FROM head"))

    @invariant()
    def lanes_have_no_gaps(self) -> None:
        for laptop in self.laptops:
            held = laptop.connection.execute(
                "SELECT id >> 40, count(*), max(id & 1099511627775) FROM change GROUP BY 1"
            ).fetchall()
            assert {lane: count for lane, count, _last in held} == laptop.log.vector()
            assert all(count == last for _lane, count, last in held)

    @invariant()
    def a_draft_never_travels(self) -> None:
        for laptop in self.laptops:
            drafts = {record for (record,) in laptop.connection.execute("SELECT record FROM draft_change")}
            assert not drafts & {row[2] for row in laptop.rows({})}

    @invariant()
    def an_unseen_edit_stays_visible(self) -> None:
        for laptop in self.laptops:
            for (record,) in laptop.connection.execute(
                "SELECT DISTINCT record FROM change WHERE field = ?", (ALIVE,)
            ):
                if laptop.log.unseen(record):
                    assert laptop.log.is_alive(record)


Logs.TestCase.settings = settings(
    max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
TestLogs = Logs.TestCase


def test_a_creation_is_one_row_and_one_head() -> None:
    laptop = Laptop(0, lambda: 1)
    laptop.write(lambda log: log.create("thing", "1" * 32, {"a": 1, "b": 2}))
    assert laptop.connection.execute("SELECT field FROM head").fetchall() == [(CREATED,)]


def test_two_values_written_apart_are_both_kept_until_one_answers() -> None:
    one, other = Laptop(0, lambda: 1), Laptop(1, lambda: 999)
    one.write(lambda log: log.create("thing", "1" * 32, {"a": 0}))
    other.receive(one)
    one.write(lambda log: log.edit("thing", "1" * 32, "a", 1))
    other.write(lambda log: log.edit("thing", "1" * 32, "a", 2))
    one.receive(other)
    assert len(one.log.heads("1" * 32, "a")) == 2
    one.write(lambda log: log.edit("thing", "1" * 32, "a", 3))
    other.receive(one)
    assert one.state() == other.state()
    assert len(other.log.heads("1" * 32, "a")) == 1
    assert other.log.values("1" * 32) == {"a": 3}
