"""Three laptops with wrong clocks, mail that nobody can trust, backups, copies and crashes; and a judge over them.

Everything is done on the bare engine, so that thousands of machines stay affordable. `Exchanges` is run by the suite
with a small budget, and by `python -m tests.soak.exchange_machine` with a large one.
"""

from __future__ import annotations

import hashlib
import json
import random
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any
from unittest import mock
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.property.judge import (
    Event,
    Judge,
    is_emptied,
    is_erased,
    is_visible,
    latest,
    may_show_again,
    open_questions,
    writes,
)
from tests.property.laptops import Laptop, Mail
from trygg_desktop.domain.record import SCHEMA
from trygg_desktop.errors import ProtectionRefused, UserError
from trygg_desktop.exchange.open_ends import open_ends
from trygg_desktop.exchange.receiving import Arrived
from trygg_desktop.workspace import drafts, undo
from trygg_desktop.workspace.erasing import erase
from trygg_desktop.workspace.heads import heads_from_log
from trygg_desktop.workspace.lanes import lane_of, whole_chain
from trygg_desktop.workspace.log import ChangeLog

FIELDS = ("a", "b", "later")
"""`later` is a field that only the newest program knows."""

SKEW = (0, -10_000, 3_600_000)
"""Milliseconds that the laptops' clocks are wrong."""

who = st.integers(0, 2)
which = st.integers(0, 40)
value = st.integers(0, 3)
fields = st.sampled_from(FIELDS)


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


class Exchanges(RuleBasedStateMachine):
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
        laptop = Laptop(
            f"laptop {n}", lambda: self.time + SKEW[n], schema=SCHEMA + 1 if n == 2 else SCHEMA
        )
        return Person(laptop, set())

    @initialize()
    def begin(self) -> None:
        """Each workspace is made with the same untouched defaults."""
        for n in range(3):
            self._write(n, lambda log: [log.create("thing", f"{0xD0 + k:032x}", {"a": "", "b": "0"}) for k in range(2)])

    # --- counting what is written and known ---------------------------------------------------------------

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
        return is_erased([e for e in map(self.judge.events.get, self.people[n].known) if e and e.record == record])

    def _is_seen(self, n: int, record: str | None) -> bool:
        return record is not None and self.people[n].laptop.log.is_alive(record)

    def _kind(self, record: str) -> str:
        return "from-later" if int(record, 16) % 5 == 4 else "thing"

    # --- writing ------------------------------------------------------------------------------------------

    @rule(n=who, number=value)
    def create(self, n: int, number: int) -> None:
        self.made += 1
        record = f"{self.made:032x}"
        told = {name: self._word(record, name, number) for name in FIELDS}
        self._write(n, lambda log: log.create(self._kind(record), record, told))

    @rule(n=who, number=value)
    def attach(self, n: int, number: int) -> None:
        """A document, whose content goes along."""
        self.made += 1
        record, content = f"{self.made:032x}", f"Innehåll {number}".encode()
        digest = hashlib.sha256(content).hexdigest()

        def work(log: ChangeLog) -> None:
            log.connection.execute("INSERT OR IGNORE INTO blob VALUES (?, ?)", (digest, content))
            log.create("attachment", record, {"hash": digest})

        self._write(n, work)

    @rule(n=who, key=st.integers(0, 1), number=value, some=st.sets(fields, min_size=1))
    def create_the_same_thing(self, n: int, key: int, number: int, some: set[str]) -> None:
        record = f"{0xF0 + key:032x}"
        told = {name: self._word(record, name, number) for name in sorted(some)}
        if self.people[n].laptop.log.kind_of(record) is None:
            self._write(n, lambda log: log.create("thing", record, told))

    @rule(n=who, which=which, name=fields, number=value)
    def edit(self, n: int, which: int, name: str, number: int) -> None:
        record = self._some(n, which)
        if record and self._is_seen(n, record):
            self._write(
                n, lambda log: log.edit(self._kind(record), record, name, self._word(record, name, number))
            )

    @rule(n=who, which=which, number=value)
    def edit_twice_in_one_step(self, n: int, which: int, number: int) -> None:
        record = self._some(n, which)
        if record and self._is_seen(n, record):
            self._write(
                n,
                lambda log: [
                    log.edit(self._kind(record), record, name, self._word(record, name, number)) for name in "aba"
                ],
            )

    @rule(n=who, which=which, first=st.booleans())
    def answer(self, n: int, which: int, first: bool) -> None:
        """Takes one of the values that stand beside one another, or decides about a deletion."""
        laptop = self.people[n].laptop
        ends = open_ends(laptop.log)
        if not ends:
            return
        end = ends[which % len(ends)]
        if end.field == "~alive":
            self._write(n, lambda log: log.set_alive(end.kind, end.record, first))
            assert laptop.log.is_alive(end.record) == first, "an answered deletion is not in doubt any more"
        else:
            chosen = end.versions[0 if first else -1].value
            self._write(n, lambda log: log.edit(end.kind, end.record, end.field, chosen))
        left = {(each.record, each.field) for each in open_ends(laptop.log)}
        assert (end.record, end.field) not in left, "an answered question is closed"
        self.counts["answered"] += 1

    @rule(n=who, which=which)
    def delete_or_restore(self, n: int, which: int) -> None:
        record = self._some(n, which)
        if record and not self._is_erased(n, record):
            alive = self.people[n].laptop.log.is_alive(record)
            self._write(n, lambda log: log.set_alive(self._kind(record), record, not alive))
            assert self.people[n].laptop.log.is_alive(record) != alive

    @rule(n=who, which=which, name=st.sampled_from(("", "", *FIELDS)))
    def erase(self, n: int, which: int, name: str) -> None:
        record = self._some(n, which)
        if record and not self._is_erased(n, record):
            kind = self._kind(record)
            self._write(n, lambda log: erase(log, kind, record, field=name, reason="Beslut 14"), in_undo="aside")

    @rule(n=who)
    def undo(self, n: int) -> None:
        self._turn(n, undo.next_undo)

    @rule(n=who)
    def redo(self, n: int) -> None:
        self._turn(n, undo.next_redo)

    def _turn(self, n: int, choose: Callable[[Any], Any]) -> None:
        before = self.people[n].laptop.dump()[:4]
        self.time += 1
        if self._watched(n, lambda laptop: laptop.turn(choose)) is None:
            assert self.people[n].laptop.dump()[:4] == before, "what is passed over changes nothing"

    @rule(n=who, which=which, number=value)
    def edit_and_take_it_back(self, n: int, which: int, number: int) -> None:
        """A step, undone, done again and undone, shows what it showed before and after."""
        record, laptop = self._some(n, which), self.people[n].laptop
        if not record or not self._is_seen(n, record) or (record, "a") in _open(laptop):
            return
        before = laptop.log.values(record).get("a"), laptop.log.is_alive(record)
        word = self._word(record, "a", number)
        self._write(
            n, lambda log: [log.edit(self._kind(record), record, "a", each) for each in (word + "x", word)]
        )
        after = laptop.log.values(record).get("a"), laptop.log.is_alive(record)
        for choose, wanted in ((undo.next_undo, before), (undo.next_redo, after), (undo.next_undo, before)):
            self.time += 1
            assert self._watched(n, lambda laptop, choose=choose: laptop.turn(choose)) is not None
            assert (laptop.log.values(record).get("a"), laptop.log.is_alive(record)) == wanted

    # --- drafts -------------------------------------------------------------------------------------------

    @rule(n=who, key=st.none() | st.integers(0, 1))
    def draft(self, n: int, key: int | None) -> None:
        self.made += 1
        record = f"{self.made if key is None else 0xF0 + key:032x}"
        told = {name: self._secret() for name in FIELDS}
        if self.people[n].laptop.log.kind_of(record) is None:
            self._write(n, lambda log: log.create("thing", record, told, draft=True))

    @rule(n=who, which=which, name=fields)
    def edit_draft(self, n: int, which: int, name: str) -> None:
        if record := self._some(n, which, draft=True):
            word = self._secret()
            self._write(n, lambda log: log.edit("thing", record, name, word, draft=True))

    @rule(n=who, which=which)
    def release(self, n: int, which: int) -> None:
        if record := self._some(n, which, draft=True):
            before = self.people[n].laptop.log.values(record)
            kind = str(self.people[n].laptop.log.kind_of(record))
            self._write(n, lambda log: drafts.release(log, kind, record), in_undo="ends")
            assert self.people[n].laptop.log.values(record) == before
            self.secrets -= {record, *map(str, before.values())}
            self.people[n].withdrawn.discard(record)

    @rule(n=who, which=which)
    def withdraw(self, n: int, which: int) -> None:
        """A record that nobody has been sent yet becomes a draft, with its history."""
        person = self.people[n]
        record = self._some(n, which)
        if not record or int(record, 16) in range(0xD0, 0x100) or self._is_erased(n, record):
            return
        own = {id for id in person.known if self.judge.events[id].record == record}
        if not drafts.is_unsent(person.laptop.log, record):
            return
        shown = person.laptop.log.values(record), person.laptop.log.is_alive(record)
        self._watched(n, lambda laptop: laptop.write(lambda log: drafts.withdraw(log, record)))
        assert (person.laptop.log.values(record), person.laptop.log.is_alive(record)) == shown
        assert person.laptop.log.is_draft(record)
        person.known -= own
        person.before_receipt = person.laptop.last_receipt = None
        person.withdrawn.add(record)
        self.secrets.add(record)
        self.counts["withdrawn"] += 1

    # --- mail ---------------------------------------------------------------------------------------------

    def _send(self, n: int, m: int, largest: int | None = None) -> list[Posted]:
        sender = self.people[n]
        sender.number += 1
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
        """What goes without its value, because the sender knows that it was erased."""
        return frozenset(
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
            for word in _gone(events):
                assert word not in whole, f"what was erased of {record} is in a file"

    @rule(n=who, m=who, largest=st.sampled_from((None, None, 300, 700)))
    def send(self, n: int, m: int, largest: int | None) -> None:
        if n != m:
            self.post += self._send(n, m, largest)

    @rule(n=who, m=who)
    def there_and_back(self, n: int, m: int) -> None:
        """A good day: both hear of what the other has."""
        if n != m:
            for one, other in ((n, m), (m, n)):
                for posted in self._send(one, other):
                    self._deliver(other, posted.mail)

    @precondition(lambda self: self.post)
    @rule(i=which, keep=st.booleans(), lose=st.booleans(), other=st.integers(0, 8), accept=st.booleans())
    def mail_event(self, i: int, keep: bool, lose: bool, other: int, accept: bool) -> None:
        """Any file, in any order; perhaps again later, perhaps never, perhaps read by someone else."""
        i %= len(self.post)
        posted = self.post[i]
        if not keep:
            self.post.pop(i)
        reader = other if other < 3 and other != posted.sender else posted.reader
        if keep or not lose:
            self._deliver(reader, posted.mail, accept=accept)

    @precondition(lambda self: any(person.taken_back for person in self.people))
    @rule(n=who, i=which)
    def take_in_what_was_taken_back(self, n: int, i: int) -> None:
        if waiting := self.people[n].taken_back:
            self._deliver(n, waiting.pop(i % len(waiting)))

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
        person.known = known.union(*(self.told[each].real for each in joined)) - {row[0] for row in arrived.voided}
        for each in (mail, *(old for old in joined if old != mail)):
            self._hear(person, self.told[each])
        person.voided |= {row[2] for row in arrived.voided}
        person.emptied |= {
            (id, name) for each in joined for id, name in self.told[each].emptied if id not in known
        }
        if not accept:
            gone = [row for row in arrived.fresh if row[3] == "~erase"]
            assert not any(self._said_something(known, row[2]) for row in gone), "erased without a click"
        assert sorted(map(sorted_items, laptop.drafts().values())) == drafts_before, "a receipt changes no draft"
        assert not arrived.copies, "nobody has copied anything"
        if arrived.fresh:
            person.erased += [
                (row[2], json.loads(row[4]).get("field", "")) for row in arrived.fresh if row[3] == "~erase"
            ]
            person.before_receipt = (known, before)
        self.counts["waited" if arrived.waits else "joined" if arrived.fresh else "nothing new"] += 1
        return arrived

    def _hear(self, person: Person, told: Told) -> None:
        """What the sender has need not go there again; but late mail from before it was put back makes that doubtful."""
        if told.lane == self.people[told.sender].laptop.log.lane:
            person.heard.setdefault(told.sender, set()).update(told.had)
        else:
            person.heard[told.sender] = set()

    def _said_something(self, known: set[int], record: str) -> bool:
        events = [self.judge.events[id] for id in known if self.judge.events[id].record == record]
        return any(writes(events, name) for name in (*FIELDS, "hash"))

    @rule(n=who)
    def take_back(self, n: int) -> None:
        """The last receipt goes as if it had never come, unless something was written, sent or received since."""
        person, laptop = self.people[n], self.people[n].laptop
        if laptop.last_receipt is None:
            return
        now = laptop.dump()
        final = any(self.judge.events[id].what == "erased" for id in person.known - (person.before_receipt or (set(), 0))[0])
        try:
            files = laptop.take_back()
        except UserError:
            assert person.before_receipt is None or final, "it could have been taken back"
            assert laptop.dump() == now
            return
        assert person.before_receipt is not None and not final, "it was too late to take it back"
        person.voided -= {
            self.judge.events[id].record for id in person.before_receipt[0] - person.known
        }
        person.known, before = person.before_receipt
        person.before_receipt = None
        changes, heads = laptop.dump()[0], laptop.dump()[2]
        assert changes == before[0] and [h for h in heads if h in before[2]] == before[2][:0] + [
            h for h in before[2] if h in heads
        ]
        person.taken_back += files
        self.touched.add(n)
        self.counts["taken back"] += 1

    @precondition(lambda self: self.post)
    @rule(n=who, i=which, after=st.integers(0, 60))
    def crash(self, n: int, i: int, after: int) -> None:
        """The laptop goes out in mid-import; when it comes back nothing has happened."""
        laptop, mail = self.people[n].laptop, self.post[i % len(self.post)].mail
        before, inbox = laptop.dump(), list(laptop.inbox)
        left = [after]

        def out() -> bool:
            left[0] -= 1
            return left[0] < 0

        laptop.connection.execute("BEGIN")
        laptop.connection.set_progress_handler(out, 40)
        try:
            laptop._take_in(mail, True)
        except (sqlite3.OperationalError, UserError):
            pass
        finally:
            laptop.connection.set_progress_handler(None, 0)
            if laptop.connection.in_transaction:
                laptop.connection.execute("ROLLBACK")
            laptop.log.reload()
            laptop.inbox, laptop.last_receipt = inbox, None
        self.people[n].before_receipt = None
        assert laptop.dump() == before
        self.touched.add(n)

    # --- backups and copies -------------------------------------------------------------------------------

    @rule(n=who)
    def back_up(self, n: int) -> None:
        person = self.people[n]
        self.backups.append(
            Backup(n, person.laptop.image(), frozenset(person.known), tuple(person.laptop.inbox))
        )

    @precondition(lambda self: self.backups)
    @rule(i=which)
    def restore_backup(self, i: int) -> None:
        """A laptop goes back to an older copy: it goes on in a new lane and forgets again what it had forgotten."""
        backup = self.backups[i % len(self.backups)]
        n, old = backup.person, self.people[backup.person]
        laptop = Laptop(old.laptop.name, old.laptop.clock, backup.image, old.laptop.schema)
        laptop.inbox = list(backup.inbox)
        person = Person(
            laptop, set(backup.known), old.withdrawn, old.voided, list(old.erased), [], set(old.emptied), {}, None, old.number
        )
        self.people[n] = person
        for record in sorted(old.withdrawn | old.voided):
            if drafts.is_unsent(laptop.log, record):
                again = drafts.withdraw if record in old.withdrawn else drafts.make_void
                laptop.write(lambda log, record=record, again=again: again(log, record))
                person.known -= {id for id in person.known if self.judge.events[id].record == record}
        laptop.whole(lambda: laptop.log.open_lane())
        for record, name in dict.fromkeys(old.erased):
            if any(self.judge.events[id].record == record for id in person.known) and not self._is_erased(n, record):
                kind = self._kind(record)
                self._write(
                    n, lambda log, kind=kind, record=record, name=name: erase(log, kind, record, field=name, reason="igen"),
                    in_undo="aside",
                )
        for other in self.people:
            other.heard.pop(n, None)
        old.laptop.connection.close()
        self.touched.add(n)
        self.counts["restored"] += 1

    @precondition(lambda self: self.backups)
    @rule(i=which, m=who)
    def go_back_unnoticed(self, i: int, m: int) -> None:
        """An older copy is put in place where nothing tells of it: it must notice when its own changes come back."""
        backup = self.backups[i % len(self.backups)]
        n = backup.person
        if n == m:
            return
        now, helper = self.people[n].laptop, self.people[m].laptop.copy()
        old = Laptop(now.name, now.clock, backup.image, now.schema)
        lane, had = old.log.lane, old.log.have
        further = helper.log.vector().get(lane, 0) > had
        for mail in helper.post(old.identity):
            try:
                old.take_in(mail)
            except UserError as refused:
                assert refused.id == "fork" and (self.people[n].withdrawn or had), refused
                further = False
        assert not further or old.log.lane != lane, "it goes on writing in a lane that has gone further"
        for laptop in (helper, old):
            laptop.connection.close()

    @rule(n=who, m=who, first=st.integers(1, 3), second=st.integers(1, 3), told=st.booleans())
    def copy_that_goes_on(self, n: int, m: int, first: int, second: int, told: bool) -> None:
        """A workspace is copied and both copies are used: whoever hears of both must say so."""
        if n == m:
            return
        one, other, reader = (self.people[k].laptop.copy() for k in (n, n, m))
        self.time += 1
        for laptop, count, letter in ((one, first, "c"), (other, second, "e")):
            for k in range(count):
                laptop.write(lambda log, k=k, letter=letter: log.create("thing", letter * 30 + f"{k:02x}", {"a": k}))
        noticed = False
        try:
            if any(reader.take_in(mail).waits for mail in one.post(reader.identity)):
                return
            for _round in range(2 if told else 1):
                if told:
                    for mail in reader.post(other.identity):
                        other.take_in(mail)
                for mail in other.post(reader.identity):
                    noticed |= bool(reader.take_in(mail).copies)
        except UserError as refused:
            assert refused.id == "fork", refused
            noticed = True
        finally:
            for laptop in (one, other, reader):
                laptop.connection.close()
        assert noticed, "a copy went on and nobody was told"
        self.counts["copies noticed"] += 1

    # --- judging ------------------------------------------------------------------------------------------

    @invariant()
    def all_is_as_it_must_be(self) -> None:
        for n in sorted(self.touched):
            self._judge_laptop(self.people[n])
        self.touched.clear()
        self.counts["steps"] += 1

    def _judge_laptop(self, person: Person) -> None:
        laptop = person.laptop
        rows = laptop.rows()
        real = {row[0]: row for row in rows if row[3] != "~void"}
        assert set(real) == person.known, "what was taken in or written is here, and nothing else"
        _judge_lanes(laptop, rows)
        assert heads_from_log(laptop.connection) == set(
            laptop.connection.execute("SELECT record, field, id FROM head")
        ), "the cache does not follow from the log"
        heads = _heads_as_kept(laptop, real)
        documents = {digest for (digest,) in laptop.connection.execute("SELECT hash FROM blob")}
        ends = _open(laptop)
        for record, events in self.judge.of_record(person.known).items():
            if self._is_on_its_way(person, events):
                continue
            named = {event.says["hash"] for event in writes(events, "hash")}
            assert named <= documents, f"the document of {record} has no content here"
            self._judge_record(laptop, record, events, heads, {name for r, name in ends if r == record}, real)

    def _is_on_its_way(self, person: Person, events: list[Event]) -> bool:
        """Whether something came emptied whose erasure has not come yet, being in another part."""
        return any(
            (event.id, name) in person.emptied and not is_emptied(event, name, events)
            for event in events
            for name in event.says
        )

    def _judge_record(
        self, laptop: Laptop, record: str, events: list[Event], heads: dict[tuple[str, str], set[int]], ends: set[str],
        rows: dict[int, tuple[Any, ...]],
    ) -> None:
        shown, doubtful = laptop.log.values(record), False
        for name in (*FIELDS, "~alive"):
            wanted = latest(events, name)
            again = may_show_again(events, name)
            doubtful |= bool(again)
            kept = heads.get((record, name), set())
            assert kept - again == {event.id for event in wanted} - again, (record, name)
            wanted = [event for event in events if event.id in kept]
            if name != "~alive":
                last = max(wanted, key=lambda event: (rows[event.id][10], event.id), default=None)
                assert shown.get(name) == (last.says[name] if last else None), (record, name)
        assert laptop.log.is_alive(record) == is_visible(events), f"{record} is seen, or not, against what holds"
        assert ends == open_questions(events) or doubtful, record
        said = " ".join(
            str(each)
            for row in laptop.connection.execute(
                "SELECT value, message FROM change WHERE record = ?", (record,)
            )
            for each in row
        )
        for word in _gone(events):
            assert word not in said, f"what was erased of {record} is still here"

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
                    assert not any(mail.read().rows for mail in laptop.post(other.identity)), "nothing is left to send"
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


def _open(laptop: Laptop) -> set[tuple[str, str]]:
    return {(end.record, end.field) for end in open_ends(laptop.log)}


def _gone(events: list[Event]) -> set[str]:
    """The words that were erased and that nobody has said again since."""
    said = [
        (event, name, word)
        for event in events
        for name, word in event.says.items()
        if isinstance(word, str) and name != "hash"  # another document may have the same content
    ]
    emptied = {word for event, name, word in said if is_emptied(event, name, events)}
    return {word for word in emptied if len(word) > 2} - {
        word for event, name, word in said if not is_emptied(event, name, events)
    }


def _heads_as_kept(laptop: Laptop, rows: dict[int, tuple[Any, ...]]) -> dict[tuple[str, str], set[int]]:
    """The heads by record and field, a creation's told field by field where no edit stands over it."""
    kept: dict[tuple[str, str], set[int]] = {}
    creations = []
    for record, name, id in laptop.connection.execute("SELECT record, field, id FROM head"):
        if name == "*":
            creations.append((record, id))
        elif name != "~erase":
            kept.setdefault((record, name), set()).add(id)
    for record, id in creations:
        for name in json.loads(rows[id][4] or "{}") if id in rows else ():
            kept.setdefault((record, name), {id})
    return kept


def _judge_lanes(laptop: Laptop, rows: list[tuple[Any, ...]]) -> None:
    """Lanes have no gaps, everything superseded is here, and each lane's hash is that of its changes."""
    held: dict[int, list[int]] = {}
    ids = {row[0] for row in rows}
    for row in rows:
        held.setdefault(lane_of(row[0]), []).append(row[0] & (2**40 - 1))
        assert all(int(old) in ids for old in row[5].split()), "something superseded is not here"
    lanes = laptop.connection.execute("SELECT number, have, chain, chained FROM lane").fetchall()
    counted = {lane: have for lane, have, _chain, _chained in lanes if have}
    assert {lane: len(numbers) for lane, numbers in held.items()} == counted == laptop.log.vector()
    assert all(sorted(numbers) == list(range(1, len(numbers) + 1)) for numbers in held.values())
    for lane, _have, chain, chained in lanes:
        assert chain == whole_chain(laptop.connection, lane, chained)
