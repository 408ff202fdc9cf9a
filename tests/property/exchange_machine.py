"""Three laptops with wrong clocks, mail that nobody can trust, backups, copies and crashes; and a judge over them.

Everything is done on the bare engine, so that thousands of machines stay affordable. `Exchanges` is run by the suite
with a small budget, and by `python -m tests.soak.exchange_machine` with a large one.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.property.exchange_world import Backup, Person, World
from tests.property.judging import FIELDS, open_places
from tests.property.laptops import Laptop
from trygg_desktop.errors import UserError
from trygg_desktop.exchange.open_ends import open_ends
from trygg_desktop.workspace import drafts, undo
from trygg_desktop.workspace.erasing import erase
from trygg_desktop.workspace.log import ChangeLog

who = st.integers(0, 2)
which = st.integers(0, 40)
value = st.integers(0, 3)
fields = st.sampled_from(FIELDS)


def _said(laptop: Laptop, record: str) -> dict[str, Any]:
    """What a record says: a field that was emptied and one that nobody has written are both blank."""
    return {name: value for name, value in laptop.log.values(record).items() if value is not None}


class Exchanges(World):
    """All that three people and fate can do to three laptops."""

    @rule(n=who, number=value)
    def create(self, n: int, number: int) -> None:
        self.made += 1
        record = f"{self.made:032x}"
        told = {name: self._word(record, name, number) for name in FIELDS}
        if self.made % 5 == 4:
            self.kinds[record] = "from-later"
        self._write(n, lambda log: log.create(self._kind(record), record, told))

    @rule(n=who, number=value)
    def attach(self, n: int, number: int) -> None:
        """A document, whose content goes along."""
        self.made += 1
        record, content = f"{self.made:032x}", f"Innehåll {number}".encode()
        self.kinds[record] = "attachment"
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
                    log.edit(self._kind(record), record, name, self._word(record, name, number))
                    for name in "aba"
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
            self._write(
                n, lambda log: erase(log, kind, record, field=name, reason="Beslut 14"), in_undo="aside"
            )

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
        if not record or not self._is_seen(n, record) or (record, "a") in open_places(laptop):
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
            self._write(n, lambda log: log.edit(self._kind(record), record, name, word, draft=True))

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
        shown = _said(person.laptop, record), person.laptop.log.is_alive(record)
        self._watched(n, lambda laptop: laptop.write(lambda log: drafts.withdraw(log, record)))
        assert (_said(person.laptop, record), person.laptop.log.is_alive(record)) == shown
        assert person.laptop.log.is_draft(record)
        person.known -= own
        person.before_receipt = person.laptop.last_receipt = None
        person.withdrawn.add(record)
        self.secrets.add(record)
        self.counts["withdrawn"] += 1

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

    @rule(n=who)
    def take_back(self, n: int) -> None:
        """The last receipt goes as if it had never come, unless something was written, sent or received since."""
        person, laptop = self.people[n], self.people[n].laptop
        if laptop.last_receipt is None:
            return
        now = laptop.dump()
        final = any(
            self.judge.events[id].what == "erased"
            for id in person.known - (person.before_receipt or (set(), 0))[0]
        )
        try:
            files = laptop.take_back()
        except UserError:
            assert person.before_receipt is None or final, "it could have been taken back"
            assert laptop.dump() == now
            return
        assert person.before_receipt is not None and not final, "it was too late to take it back"
        person.voided -= {self.judge.events[id].record for id in person.before_receipt[0] - person.known}
        person.known, before = person.before_receipt
        person.before_receipt = None
        after = laptop.dump()
        assert after[0] == before[0], "the log is not what it was"
        shared = [[head for head in heads if head[2] >> 40] for heads in (after[2], before[2])]
        assert shared[0] == shared[1], "the heads are not what they were"
        person.taken_back += files
        self.touched.add(n)
        self.counts["taken back"] += 1

    @precondition(lambda self: self.post)
    @rule(n=who, i=which, after=st.integers(0, 300))
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
            laptop,
            set(backup.known),
            old.withdrawn,
            old.voided,
            list(old.erased),
            [],
            set(old.emptied),
            {},
            None,
            old.number,
        )
        self.people[n] = person
        for record in sorted(old.withdrawn | old.voided):
            if drafts.is_unsent(laptop.log, record):
                again = drafts.withdraw if record in old.withdrawn else drafts.make_void
                laptop.write(lambda log, record=record, again=again: again(log, record))
                person.known -= {id for id in person.known if self.judge.events[id].record == record}
        laptop.whole(lambda: laptop.log.open_lane())
        for record, name in dict.fromkeys(old.erased):
            if any(self.judge.events[id].record == record for id in person.known) and not self._is_erased(
                n, record
            ):
                kind = self._kind(record)
                self._write(
                    n,
                    lambda log, kind=kind, record=record, name=name: erase(
                        log, kind, record, field=name, reason="igen"
                    ),
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
                laptop.write(
                    lambda log, k=k, letter=letter: log.create("thing", letter * 30 + f"{k:02x}", {"a": k})
                )
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
