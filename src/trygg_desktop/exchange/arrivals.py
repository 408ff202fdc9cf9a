"""What a workspace receives: a preview first, then the changes, or a place in the inbox, and the way back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from trygg_desktop.domain.remarks import remarks
from trygg_desktop.errors import TryggError, UserError
from trygg_desktop.exchange import peers as circle
from trygg_desktop.exchange import refusals
from trygg_desktop.exchange.acquaintance import Acquaintance
from trygg_desktop.exchange.bundle import Bundle, read_bundle
from trygg_desktop.exchange.folder import fingerprint
from trygg_desktop.exchange.header import Header
from trygg_desktop.exchange.inbox import (
    EARLY,
    NEWER,
    TAKEN_BACK,
    Waiting,
    content_of,
    forget_files,
    keep_waiting,
    waiting,
)
from trygg_desktop.exchange.joining import join_texts
from trygg_desktop.exchange.keys import PrivateKeys
from trygg_desktop.exchange.previews import Incoming, incoming
from trygg_desktop.exchange.receiving import Arrived, both_wrote, fresh_rows, let_join, receive
from trygg_desktop.exchange.registers import (
    Received,
    last_received,
    note_received,
    note_taken_back,
    received,
)
from trygg_desktop.exchange.sealed import open_sealed
from trygg_desktop.exchange.taking_back import take_back, way_back
from trygg_desktop.i18n import N_, _
from trygg_desktop.workspace import local
from trygg_desktop.workspace.beside import Gone
from trygg_desktop.workspace.engine import Engine
from trygg_desktop.workspace.log import ChangeLog
from trygg_desktop.workspace.releasing import erase_documents_left, erase_moved_on
from trygg_desktop.workspace.transaction import Transaction
from trygg_desktop.workspace.undo import message_text


class _Enough(Exception):
    """Ends a transaction in which everything was only tried."""


class Arrivals(Acquaintance):
    """The part of the exchange that receives."""

    def preview_receive(self, content: bytes) -> Incoming:
        """What a file would change here, field by field; nothing is changed."""
        return self._tried(self._opened(content))

    def preview_waiting(self, n: int) -> Incoming:
        """What a file in the inbox would change here, if it can join."""
        return self._tried(self._waiting_bundle(n))

    def _tried(self, bundle: Bundle) -> Incoming:
        told: Incoming | None = None
        try:
            with self.workspace.at_the_log() as engine:
                told = incoming(engine, self.workspace, bundle)
                raise _Enough
        except _Enough:
            assert told is not None
        return told

    def receive(self, content: bytes, *, accept_erasures: bool = False) -> Received:
        """Takes a file in; one that came too early, or from a newer program, waits in the inbox.

        Raises:
            UserError: it is not for this laptop, not from whom it says, damaged, or tells another history.
            ProtectionRefused: it erases something here and nobody has accepted that.
        """
        try:
            bundle = self._opened(content)
        except UserError as refusal:
            if refusal.id == "newer-format":
                with self.workspace.at_the_log() as engine:
                    keep_waiting(
                        engine.connection, NEWER, content, fingerprint(content), at=self.workspace.now()
                    )
            raise
        return self._take_in(bundle, content, fingerprint(content), accept_erasures=accept_erasures)

    def take_in_waiting(self, n: int, *, accept_erasures: bool = False) -> Received:
        """Takes in what waits in the inbox: a file that was taken back, or that came too early."""
        with self._reading() as log:
            content = content_of(log.connection, n)
        return self.receive(content, accept_erasures=accept_erasures)

    def _take_in(self, bundle: Bundle, content: bytes, mark: str, *, accept_erasures: bool) -> Received:
        with self.workspace.at_the_log() as engine:
            arrived = receive(engine.log, bundle, accept_erasures=accept_erasures)
            self._hear(engine, bundle, arrived)
            came = [(content, mark)]
            if arrived.waits:
                keep_waiting(
                    engine.connection, EARLY, content, mark, at=self.workspace.now(),
                    sender=bundle.sender, number=bundle.number,
                )  # fmt: skip
            else:
                came += self._drain(engine, arrived, mark, accept_erasures=accept_erasures)
                arrived.touched |= join_texts(engine, arrived.touched.items())
            records = self._seen(both_wrote(engine.log, bundle, arrived.fresh))
            remarked = self._remarks(records)
            engine.show(arrived.touched)
            arrived.erased_along = _erase_along(engine, arrived)
            if arrived.erases:
                forget_files(engine.connection)
                local.remember(engine.connection, local.TO_SCRUB, True)
            arrived.remarked = sorted(self._remarks(records) - remarked)
            told = note_received(
                engine.connection,
                bundle,
                mark,
                arrived,
                way_back(engine.log, arrived),
                came,
                at=self.workspace.now(),
            )
        self._clean(arrived)
        return told

    def _seen(self, records: Iterable[str]) -> list[str]:
        """Those of some records that are to be seen here before the file is taken in."""
        return [record for record in records if self.workspace.find(UUID(record)) is not None]

    def _remarks(self, records: Iterable[str]) -> set[tuple[str, str]]:
        """What deserves attention in some records, as pairs of record and field."""
        found = [self.workspace.find(UUID(record)) for record in records]
        return {
            (str(each.id), remark.field) for each in found if each is not None for remark in remarks(each)
        }

    def _drain(
        self, engine: Engine, arrived: Arrived, mark: str, *, accept_erasures: bool
    ) -> list[tuple[bytes, str]]:
        """Lets what waited in the inbox join, as long as something does; gives the files."""
        joined: list[tuple[bytes, str]] = []
        engine.connection.execute("DELETE FROM inbox WHERE fingerprint = ?", (mark,))
        again = bool(arrived.fresh)
        while again:
            again = False
            for each in waiting(engine.connection, state=EARLY):
                content = content_of(engine.connection, each.n)
                engine.connection.execute("SAVEPOINT joining")
                try:
                    bundle = self._open(engine.log, content)
                    later = let_join(engine.log, bundle, accept_erasures=accept_erasures)
                except TryggError:
                    engine.connection.execute("ROLLBACK TO joining")
                    continue  # it waits on: whoever opens it from the inbox is told why
                finally:
                    engine.connection.execute("RELEASE joining")
                if not later.waits:
                    engine.connection.execute("DELETE FROM inbox WHERE n = ?", (each.n,))
                    joined.append((content, each.fingerprint))
                    arrived.fresh += later.fresh
                    arrived.touched |= later.touched
                    arrived.voided += later.voided
                    arrived.copies |= later.copies
                    again = True
        self._forget_known(engine)
        return joined

    def _forget_known(self, engine: Engine) -> None:
        """Files that were taken back and whose changes have come in another way wait for nothing any more."""
        for each in waiting(engine.connection, state=TAKEN_BACK):
            try:
                bundle = self._open(engine.log, content_of(engine.connection, each.n))
            except TryggError:
                continue
            if not fresh_rows(engine.log, bundle):
                engine.connection.execute("DELETE FROM inbox WHERE n = ?", (each.n,))

    def _hear(self, engine: Engine, bundle: Bundle, arrived: Arrived) -> None:
        """That the sender was heard of, and whom they have removed."""
        now = self.workspace.now()
        engine.connection.execute("UPDATE identity SET heard_at = ? WHERE id = ?", (now, bundle.sender))
        for identity in arrived.removed:
            circle.remove(engine.connection, identity, at=now)

    def _clean(self, arrived: Arrived) -> None:
        """Notes what has gone beside the backups, and leaves nothing of it in the file."""
        erased = [
            (UUID(row[2]), str(json.loads(row[4]).get("field", "")), row[0]) for row in arrived.erasures
        ]
        voided = tuple(row[0] for row in arrived.voided)
        self.workspace.note_gone(Gone((*erased, *arrived.erased_along), given_way=voided))

    def _opened(self, content: bytes) -> Bundle:
        with self._reading() as reading:
            return self._open(reading, content)

    def _open(self, log: ChangeLog, content: bytes) -> Bundle:
        header, body = open_sealed(
            content,
            self._keys(log),
            me=log.author,
            group=circle.circle(log.connection),
            signing_key_of=lambda sender: self._signing_key(log, sender),
        )
        return self._bundle(header, body)

    def _bundle(self, header: Header, body: bytes) -> Bundle:
        return read_bundle(header.sender, header.number, header.facts, body)

    def _keys(self, log: ChangeLog) -> PrivateKeys:
        try:
            return circle.own_keys(log.connection)
        except LookupError:
            raise refusals.not_for_this_laptop() from None

    def _signing_key(self, log: ChangeLog, sender: int) -> bytes | None:
        if sender == log.author:
            return circle.own_keys(log.connection).public.signing
        for each in circle.peers(log.connection, removed=True):
            if each.id == sender:
                if each.removed_at is not None:
                    raise refusals.removed_sender(each.name)
                if not each.confirmed:
                    raise refusals.unconfirmed_sender(each.name)
                return each.keys.signing
        return None

    def _waiting_bundle(self, n: int) -> Bundle:
        with self._reading() as log:
            return self._open(log, content_of(log.connection, n))

    def inbox(self) -> list[Waiting]:
        """What has come and waits: too early, from a newer program, or taken back."""
        with self._reading() as log:
            return waiting(log.connection)

    def received_files(self) -> list[Received]:
        """The register of everything that was received, newest first."""
        with self._reading() as log:
            return received(log.connection)

    def can_take_back(self) -> Received | None:
        """What was received last, if it can still be taken back as a whole."""
        with self._reading() as log:
            found = last_received(log)
        return found[0] if found else None

    def take_back(self) -> Received:
        """Undoes the last receipt on this laptop; the file lies in the inbox again.

        Whom its sender had removed stays removed: a lost laptop is lost, whatever becomes of the changes.

        Raises:
            UserError: there is nothing to take back, or something was written, sent or received since.
        """
        with self.workspace.at_the_log() as engine:
            found = last_received(engine.log, changed_since=True)
            if found is None:
                raise UserError(
                    "nothing-to-take-back",
                    N_("Nothing that was received can be taken back. Nothing was changed."),
                )
            entry, way, files = found
            touched = take_back(engine.log, way)
            for content, mark in files:
                keep_waiting(
                    engine.connection, TAKEN_BACK, content, mark, at=self.workspace.now(), sender=entry.sender
                )
            note_taken_back(engine.connection, entry.n)
            engine.show(touched)
        self.workspace.note_gone(Gone(), again=(row[0] for row in way.voided))
        return replace(entry, taken_back=True)


def _erase_along(engine: Engine, arrived: Arrived) -> list[tuple[UUID, str, int | None]]:
    """What someone put on a record, or moved to another id, while another erased it is erased too, in the same step."""
    engine.log.begin(message_text(N_("Erased what went along with an erased record"), {}))
    tx = Transaction(engine.connection, engine.log, engine.projection, engine.kinds)
    erase_moved_on(tx, arrived.touched, reason=_("It was erased while it was moved"))
    erase_documents_left(tx, arrived.touched, reason=_("The record it was on was erased"))
    tx.flush()
    engine.log.finish()
    return tx.erased
