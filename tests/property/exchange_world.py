"""The world in which three laptops exchange: who wrote what and heard of what, as the tests themselves count it."""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any
from unittest import mock
from uuid import UUID

from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from tests.property.judge import Event, Judge, is_emptied, is_erased, writes
from tests.property.judging import FIELDS, gone, judge_laptop
from tests.property.laptops import Laptop, Mail
from trygg_desktop.domain.record import SCHEMA
from trygg_desktop.errors import ProtectionRefused
from trygg_desktop.exchange.receiving import Arrived
from trygg_desktop.workspace.log import ChangeLog

SKEW = (0, -10_000, 3_600_000)
"""Milliseconds that the laptops' clocks are wrong."""


@dataclass
class Person:
    """Someone with a laptop: what it must know of, as the tests have counted it."""

    laptop: Laptop
    known: set[int]
    withdrawn: set[str] = field(default_factory=set)
    voided: set[str] = field(default_factory=set)
    erased: list[tuple[str, str]] = field(default_factory=list)
    taken_back: list[Mail] = field(default_factory=list)
    emptied: set[tuple[int, str]] = field(default_factory=set)
    heard: dict[int, set[int]] = field(default_factory=dict)
    before_receipt: tuple[set[int], list[Any]] | None = None
    number: int = 0


@dataclass(frozen=True)
class Posted:
    """A file on its way: from whom, for whom, and which changes are in it."""

    sender: int
    reader: int
    mail: Mail
    real: frozenset[int]


@dataclass(frozen=True)
class Told:
    """What a file says that its sender has, in which lane, and which changes go along in it."""

    sender: int
    lane: int
    had: frozenset[int]
    real: frozenset[int]
    emptied: frozenset[tuple[int, str]]


@dataclass(frozen=True)
class Backup:
    """A copy of a database, and what was known then."""

    person: int
    image: bytes
    known: frozenset[int]
    inbox: tuple[Mail, ...]


class World(RuleBasedStateMachine):
    """All that three people and fate can do to three laptops."""

    counts: Counter[str] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self._without_chance()
        self.time = 1_000_000
        self.judge = Judge()
        self.people = [self._person(n) for n in range(3)]
        for one in self.people:
            for other in self.people:
                if one is not other:
                    one.laptop.meet(other.laptop)
        self.post: list[Posted] = []
        self.backups: list[Backup] = []
        self.told: dict[Mail, Told] = {}
        self.secrets: set[str] = set()
        self.made = 0
        self.kinds: dict[str, str] = {}
        self.touched: set[int] = {0, 1, 2}

    def _without_chance(self) -> None:
        """The same steps are to give the same numbers of people and lanes, or nothing found could be made again."""
        chance = random.Random(1)
        self.ends = ExitStack()
        for name, drawn in (
            ("log.secrets.randbelow", chance.randrange),
            ("log.new_lane", lambda: chance.randrange(1, 2**23)),
            ("drafts.uuid4", lambda: UUID(int=chance.getrandbits(128))),
        ):
            self.ends.enter_context(mock.patch(f"trygg_desktop.workspace.{name}", drawn))

    def _person(self, n: int) -> Person:
        laptop = Laptop(f"laptop {n}", lambda: self.time + SKEW[n], schema=SCHEMA + 1 if n == 2 else SCHEMA)
        return Person(laptop, set())

    @initialize()
    def begin(self) -> None:
        """Each workspace is made with the same untouched defaults."""
        for n in range(3):
            self._write(
                n,
                lambda log: [log.create("thing", f"{0xD0 + k:032x}", {"a": "", "b": "0"}) for k in range(2)],
            )

    def _write(self, n: int, work: Callable[[ChangeLog], object], *, in_undo: str = "step") -> None:
        """A step of one person's work, and what the judge hears of it."""
        self.time += 1
        self._watched(n, lambda laptop: laptop.write(work, in_undo=in_undo))

    def _watched(self, n: int, work: Callable[[Laptop], Any]) -> Any:
        person = self.people[n]
        before = person.laptop.log.have
        done = work(person.laptop)
        new = person.laptop.own_rows_after(before)
        for row in new:
            self.judge.events[row[0]] = event = _event(row, frozenset(person.known))
            person.known.add(row[0])
            if event.what == "erased":
                person.erased.append((event.record, event.field))
        if new:
            person.before_receipt = None
        self.touched.add(n)
        return done

    def _word(self, record: str, field: str, n: int) -> str:
        return f"w{record[-4:]}{field}{n}"

    def _secret(self) -> str:
        self.made += 1
        word = f"s{self.made:05}x"
        self.secrets.add(word)
        return word

    def _some(self, n: int, which: int, *, draft: bool = False) -> str | None:
        """One of the records that someone sees, shared ones or drafts."""
        connection = self.people[n].laptop.connection
        table = "draft_change" if draft else "change"
        found = connection.execute(
            f"SELECT DISTINCT record FROM {table} WHERE record <> '' ORDER BY record"
        ).fetchall()
        return found[which % len(found)][0] if found else None

    def _is_erased(self, n: int, record: str) -> bool:
        return is_erased(
            [e for e in map(self.judge.events.get, self.people[n].known) if e and e.record == record]
        )

    def _is_seen(self, n: int, record: str | None) -> bool:
        return record is not None and self.people[n].laptop.log.is_alive(record)

    def _kind(self, record: str) -> str:
        return self.kinds.get(record, "thing")

    def _send(self, n: int, m: int, largest: int | None = None) -> list[Posted]:
        sender = self.people[n]
        sender.number += 1
        self.time += 1
        made = sender.laptop.post(self.people[m].laptop.identity, number=sender.number, largest=largest)
        sender.number += len(made) - 1
        sender.before_receipt = None
        posted = []
        for mail in made:
            ids = {row[0] for row in mail.read().rows}
            assert mail.read().facts() == json.loads(mail.facts) and mail.read().body() == mail.body
            self._judge_what_goes(sender, mail)
            real = frozenset(ids & sender.known)
            self.told[mail] = Told(
                n, sender.laptop.log.lane, frozenset(sender.known), real, self._emptied_in(sender, real)
            )
            assert not real & sender.heard.get(m, set()), "it goes again, though the reader told to have it"
            posted.append(Posted(n, m, mail, real))
        self.touched.add(n)
        return posted

    def _emptied_in(self, sender: Person, ids: frozenset[int]) -> frozenset[tuple[int, str]]:
        """What goes without its value: the sender knows that it was erased, or got it so from one who knows."""
        passed_on = frozenset(each for each in sender.emptied if each[0] in ids)
        return passed_on | frozenset(
            (event.id, name)
            for events in self.judge.of_record(sender.known).values()
            for event in events
            for name in event.says
            if event.id in ids and is_emptied(event, name, events)
        )

    def _judge_what_goes(self, sender: Person, mail: Mail) -> None:
        """No draft and nothing that the sender knows to be erased is anywhere in a file."""
        whole = mail.body.decode("latin-1") + mail.facts
        for secret in self.secrets:
            assert secret not in whole, "what a draft said, or was called, is in a file"
        for record in sender.laptop.drafts():
            assert record not in whole, "a draft's id is in a file"
        for record, events in self.judge.of_record(sender.known).items():
            for word in gone(events):
                assert word not in whole, f"what was erased of {record} is in a file"

    def _deliver(self, n: int, mail: Mail, *, accept: bool = True) -> Arrived | None:
        """A file is taken in; what is refused has changed nothing."""
        person, laptop = self.people[n], self.people[n].laptop
        before = laptop.dump()
        drafts_before = sorted(map(sorted_items, laptop.drafts().values()))
        known, inbox = set(person.known), list(laptop.inbox)
        self.touched.add(n)
        self.time += 1
        try:
            arrived = laptop.take_in(mail, accept=accept)
        except ProtectionRefused:
            assert not accept
            assert laptop.dump() == before, "what is refused has changed something"
            self.counts["erasures waited"] += 1
            return None
        joined = [each for each in (mail, *inbox) if each not in laptop.inbox]
        person.known = known.union(*(self.told[each].real for each in joined)) - {
            row[0] for row in arrived.voided
        }
        self._hear(person, self.told[mail])
        person.voided |= {row[2] for row in arrived.voided}
        person.emptied |= {
            (id, name) for each in joined for id, name in self.told[each].emptied if id not in known
        }
        if not accept:
            gone = [row for row in arrived.fresh if row[3] == "~erase"]
            assert not any(self._said_something(known, row[2]) for row in gone), "erased without a click"
        assert sorted(map(sorted_items, laptop.drafts().values())) == drafts_before, (
            "a receipt changes no draft"
        )
        assert not arrived.copies, "nobody has copied anything"
        if arrived.fresh:
            person.erased += [
                (row[2], json.loads(row[4]).get("field", "")) for row in arrived.fresh if row[3] == "~erase"
            ]
            person.before_receipt = (known, before)
        self.counts["waited" if arrived.waits else "joined" if arrived.fresh else "nothing new"] += 1
        return arrived

    def _hear(self, person: Person, told: Told) -> None:
        """What the sender has need not go there again, unless late mail from before a restore makes that doubtful."""
        if told.lane == self.people[told.sender].laptop.log.lane:
            person.heard.setdefault(told.sender, set()).update(told.had)
        else:
            person.heard[told.sender] = set()

    def _said_something(self, known: set[int], record: str) -> bool:
        events = [self.judge.events[id] for id in known if self.judge.events[id].record == record]
        return any(writes(events, name) for name in (*FIELDS, "hash"))

    @invariant()
    def all_is_as_it_must_be(self) -> None:
        for n in sorted(self.touched):
            person = self.people[n]
            judge_laptop(self.judge, person.laptop, person.known, person.emptied)
        self.touched.clear()
        self.counts["steps"] += 1

    def teardown(self) -> None:
        """The network heals: all see the same, and have nothing more to tell."""
        self.ends.callback(self._close)
        with self.ends:
            if sys.exc_info()[0] is None:  # else it has failed already, and that is to be told
                self._heal()

    def _close(self) -> None:
        for person in self.people:
            person.laptop.connection.close()

    def _heal(self) -> None:
        for n in range(3):
            for mail in self.people[n].taken_back:
                self._deliver(n, mail)
        for _round in range(5):
            for n in range(3):
                for m in range(3):
                    if n != m:
                        for posted in self._send(n, m):
                            self._deliver(m, posted.mail)
        self.touched = {0, 1, 2}
        self.all_is_as_it_must_be()
        laptops = [person.laptop for person in self.people]
        assert self.people[0].known == self.people[1].known == self.people[2].known, "someone lacks something"
        assert laptops[0].rows() == laptops[1].rows() == laptops[2].rows()
        assert laptops[0].shown() == laptops[1].shown() == laptops[2].shown()
        for laptop in laptops:
            for other in laptops:
                if laptop is not other:
                    assert not any(mail.read().rows for mail in laptop.post(other.identity)), (
                        "nothing is left to send"
                    )
        self.counts["machines"] += 1


def sorted_items(values: dict[str, Any]) -> list[tuple[str, str]]:
    """Values in an order that can be compared."""
    return sorted((name, str(each)) for name, each in values.items())


def _event(row: tuple[Any, ...], past: frozenset[int]) -> Event:
    id, _kind, record, name, text = row[:5]
    told = json.loads(text) if text is not None else None
    if name == "*":
        return Event(id, record, "made", told, "", past)
    if name == "~erase":
        return Event(id, record, "erased", {}, told.get("field", ""), past)
    return Event(id, record, "alive" if name == "~alive" else "said", {name: told}, "", past)
