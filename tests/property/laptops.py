"""A laptop of the tests: the bare engine on a plain database in memory, driven as the workspace drives it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from unittest import mock

from trygg_desktop.domain.record import SCHEMA
from trygg_desktop.errors import UserError
from trygg_desktop.exchange.bundle import Bundle, read_bundle
from trygg_desktop.exchange.open_ends import open_ends
from trygg_desktop.exchange.receiving import Arrived, let_join, receive
from trygg_desktop.exchange.sending import bundle_for, parts
from trygg_desktop.exchange.taking_back import WayBack, take_back, way_back
from trygg_desktop.workspace import undo
from trygg_desktop.workspace.lanes import chain_whole, lane_of
from trygg_desktop.workspace.log import ChangeLog
from trygg_desktop.workspace.schema import create_tables

MESSAGE = '{"id":"Work"}'
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mail:
    """A bundle as bytes, as it would be sealed."""

    sender: int
    number: int
    facts: str
    body: bytes

    def read(self) -> Bundle:
        """As the receiver reads it."""
        return read_bundle(self.sender, self.number, json.loads(self.facts), self.body)


class Laptop:
    """One person's log, with what waits in the inbox and what can be taken back."""

    def __init__(
        self, name: str, clock: Callable[[], int], image: bytes | None = None, schema: int = SCHEMA
    ) -> None:
        self.name, self.clock, self.schema = name, clock, schema
        self.connection = sqlite3.connect(":memory:", isolation_level=None, cached_statements=256)
        self.connection.create_function("writing", 0, lambda: True)
        if image is None:
            create_tables(self.connection)
            self.log = ChangeLog.start(self.connection, name=name, side="police", clock=clock)
        else:
            self.connection.deserialize(image)
            self.log = ChangeLog(self.connection, clock)
        self.inbox: list[Mail] = []
        self.last_receipt: tuple[WayBack, list[Mail]] | None = None

    @property
    def identity(self) -> int:
        """Whose laptop it is."""
        return self.log.author

    def meet(self, other: Laptop) -> None:
        """Knows of someone to exchange with."""
        self.connection.execute(
            "INSERT INTO identity (id, name, side) VALUES (?, ?, 'police')", (other.identity, other.name)
        )

    def image(self) -> bytes:
        """The whole database, as a backup keeps it."""
        return self.connection.serialize()

    def copy(self) -> Laptop:
        """The same file once more, as if somebody had copied it."""
        return Laptop(self.name, self.clock, self.image(), self.schema)

    def whole(self, work: Callable[[], T]) -> T:
        """Does something in one transaction: wholly or not at all."""
        self.connection.execute("BEGIN")
        try:
            with mock.patch("trygg_desktop.workspace.log.SCHEMA", self.schema):
                done = work()
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            self.log.reload()
            raise
        return done

    def write(self, work: Callable[[ChangeLog], object], *, in_undo: str = "step") -> None:
        """One step of the person's work, which can be undone, or `ends` undo, or stands `aside` of it."""

        def step() -> None:
            self.log.begin(MESSAGE)
            work(self.log)
            written = self.log.finish()
            if in_undo == "ends":
                undo.forget_all(self.connection)
            elif in_undo == "step" and not written.empty:
                undo.remember(self.connection, written, MESSAGE)

        self.whole(step)

    def turn(self, choose: Callable[[Any], undo.Step | None]) -> dict[str, str] | None:
        """Undoes or does again; gives the records touched, or nothing where no step could be taken."""
        chosen = choose(self.connection)
        if chosen is None:
            return None

        def step() -> dict[str, str]:
            self.log.begin(MESSAGE, undoes=chosen.tx)
            touched = undo.invert(self.connection, self.log, chosen)
            undo.turned(self.connection, chosen, self.log.finish())
            return touched

        try:
            return self.whole(step)
        except UserError as refused:
            assert refused.id == "undo-passed-over", refused
            self.whole(lambda: undo.drop(self.connection, chosen))
            return None

    def post(self, to: int, *, number: int = 1, largest: int | None = None) -> list[Mail]:
        """What goes to someone, in one file or several."""

        def make() -> list[Bundle]:
            chain_whole(self.connection, self.log.lane)
            bundle = bundle_for(self.log, to, number=number)
            return parts(bundle) if largest is None else parts(bundle, largest)

        made = self.whole(make)
        self.connection.execute(
            "INSERT INTO sent (fingerprint, at, recipient, what) VALUES ('', 0, '', '{}')"
        )
        return [Mail(each.sender, each.number, json.dumps(each.facts()), each.body()) for each in made]

    def take_in(self, mail: Mail, *, accept: bool = True) -> Arrived:
        """Receives a file and lets join what waited for it, as the exchange does."""
        return self.whole(lambda: self._take_in(mail, accept))

    def _take_in(self, mail: Mail, accept: bool) -> Arrived:
        arrived = receive(self.log, mail.read(), accept_erasures=accept)
        came, waiting = [mail], [each for each in self.inbox if each != mail]
        if arrived.waits:
            waiting.append(mail)
        again = bool(arrived.fresh)
        while again:
            again = False
            for each in list(waiting):
                try:
                    self.connection.execute("SAVEPOINT joining")
                    later = let_join(self.log, each.read(), accept_erasures=accept)
                except UserError:
                    self.connection.execute("ROLLBACK TO joining")
                    continue
                finally:
                    self.connection.execute("RELEASE joining")
                if not later.waits:
                    waiting.remove(each)
                    came.append(each)
                    arrived.fresh += later.fresh
                    arrived.touched |= later.touched
                    arrived.voided += later.voided
                    arrived.copies |= later.copies
                    again = True
        if arrived.fresh:
            self.last_receipt = way_back(self.log, arrived), came
        self.inbox = waiting
        return arrived

    def take_back(self) -> list[Mail]:
        """Takes the last receipt back; gives the files, which can be taken in again.

        Raises:
            UserError: it is too late.
        """
        assert self.last_receipt is not None
        way, files = self.last_receipt
        self.whole(lambda: take_back(self.log, way))
        self.last_receipt = None
        return files

    def rows(self) -> list[tuple[Any, ...]]:
        """The log as it is."""
        return self.connection.execute("SELECT * FROM change ORDER BY id").fetchall()

    def dump(self) -> list[Any]:
        """Everything that a receipt may change."""
        tables = ("change", "draft_change", "head", "lane", "erased", "identity", "device", "blob", "step")
        return [
            self.connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables
        ]

    def shown(self) -> list[Any]:
        """What is seen of the shared records: whether, with which values, and what is open."""
        records = self.connection.execute(
            "SELECT DISTINCT record FROM change WHERE record <> '' ORDER BY record"
        ).fetchall()
        return [
            [
                (record, self.log.is_alive(record), sorted(self.log.values(record).items()))
                for (record,) in records
            ],
            open_ends(self.log),
        ]

    def drafts(self) -> dict[str, dict[str, Any]]:
        """What stays on this laptop."""
        found = self.connection.execute("SELECT DISTINCT record FROM draft_change").fetchall()
        return {record: self.log.values(record) for (record,) in found}

    def own_rows_after(self, last: int) -> list[tuple[Any, ...]]:
        """What was written in this laptop's lane since it held so many changes."""
        return [
            row for row in self.rows() if lane_of(row[0]) == self.log.lane and (row[0] & (2**40 - 1)) > last
        ]
