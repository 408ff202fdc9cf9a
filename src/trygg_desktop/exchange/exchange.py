"""The exchange between two workspaces, as the window and the command line use it.

Everything that writes does so in one transaction of the workspace; what is refused has changed nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from trygg_desktop.domain.remarks import remarks
from trygg_desktop.errors import TryggError, UserError
from trygg_desktop.exchange import peers as circle
from trygg_desktop.exchange import refusals
from trygg_desktop.exchange.bundle import Bundle, Row, read_bundle
from trygg_desktop.exchange.cards import Card
from trygg_desktop.exchange.folder import fingerprint, sealed_name
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
from trygg_desktop.exchange.peers import Peer
from trygg_desktop.exchange.previews import Incoming, Outgoing, incoming, outgoing
from trygg_desktop.exchange.questions import Question, question, questions, take, write
from trygg_desktop.exchange.receiving import Arrived, both_wrote, fresh_rows, receive
from trygg_desktop.exchange.registers import (
    Erasure,
    Received,
    Sent,
    erasures,
    last_received,
    note_received,
    note_sent,
    note_taken_back,
    received,
    sent,
)
from trygg_desktop.exchange.sealed import Header, open_sealed, seal
from trygg_desktop.exchange.sending import bundle_for, parts
from trygg_desktop.exchange.taking_back import take_back, way_back
from trygg_desktop.i18n import N_, _
from trygg_desktop.workspace import Workspace, local
from trygg_desktop.workspace.beside import Gone
from trygg_desktop.workspace.engine import Engine
from trygg_desktop.workspace.lanes import chain_whole
from trygg_desktop.workspace.log import ERASED, ChangeLog


class _Enough(Exception):
    """Ends a transaction in which everything was only tried."""


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A file to give to a peer: its name, which says nothing about anybody, and its content."""

    name: str
    content: bytes


class Exchange:
    """What one workspace sends and receives."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    # --- who ----------------------------------------------------------------------------------------------

    def card(self) -> Card:
        """One's own card, to be given to the other leader."""
        with self.workspace.at_the_log() as engine:
            return circle.own_card(engine.connection, demo=self.workspace.is_demo)

    def peers(self, *, removed: bool = False) -> list[Peer]:
        """Everyone whose card is here, without oneself."""
        with self._reading() as log:
            return circle.peers(log.connection, removed=removed)

    def peer(self, named: str) -> Peer:
        """The peer of this name or identity; one who was removed only where nobody else has that name.

        Raises:
            UserError: there is none, or there are several of that name.
        """
        everyone = self.peers(removed=True)
        called = [each for each in everyone if each.name.casefold() == named.strip().casefold()]
        found = [each for each in everyone if str(each.id) == named.strip()] or [
            each for each in called if each.removed_at is None
        ]
        found = found or called
        if len(found) > 1:
            raise circle.several_peers(named.strip())
        if not found:
            raise circle.no_such_peer()
        return found[0]

    def names(self) -> dict[int, str]:
        """What everyone is called who has written in the common log or whose card is here, oneself among them."""
        with self._reading() as log:
            return dict(log.connection.execute("SELECT id, name FROM identity").fetchall())

    def add_peer(self, card: Card) -> Peer:
        """Keeps someone's card, unconfirmed; see `peers.add`."""
        demo = self.workspace.is_demo
        with self.workspace.at_the_log() as engine:
            return circle.peer(engine.connection, circle.add(engine.connection, card, demo=demo))

    def digits(self, peer: int) -> str:
        """The 30 digits that both see alike."""
        demo = self.workspace.is_demo
        with self.workspace.at_the_log() as engine:
            return circle.shared_digits(engine.connection, peer, demo=demo)

    def confirm(self, peer: int, typed: str) -> None:
        """Takes files from this person in from now on; see `peers.confirm`."""
        demo = self.workspace.is_demo
        with self.workspace.at_the_log() as engine:
            circle.confirm(engine.connection, peer, typed, at=self.workspace.now(), demo=demo)

    def remove_peer(self, peer: int) -> None:
        """Takes nothing more in from this person and makes nothing more for them."""
        with self.workspace.at_the_log() as engine:
            circle.remove(engine.connection, peer, at=self.workspace.now())

    # --- sending ------------------------------------------------------------------------------------------

    def preview_send(self, peer: int) -> Outgoing:
        """What would go to a peer, what of it is confidential and why, and what stays."""
        with self._reading() as log:
            self._confirmed(log, peer)
            return outgoing(log, self.workspace, bundle_for(log, peer))

    def send(
        self, peer: int, *, lay: Callable[[Sequence[SealedFile]], None] | None = None
    ) -> list[SealedFile]:
        """Seals everything that the peer has not told to have, in one file or several, and notes it.

        Args:
            lay: puts the files where they are to go; where it fails nothing is noted as sent.

        Raises:
            UserError: the peer is not confirmed.
        """
        with self.workspace.at_the_log() as engine:
            to = self._confirmed(engine.log, peer)
            chain_whole(engine.connection, engine.log.lane)
            number = 1 + max(
                (each.number for each in sent(engine.connection, lane=engine.log.lane)), default=0
            )
            files = []
            for part in parts(bundle_for(engine.log, peer, number=number)):
                file = SealedFile(
                    sealed_name(circle.circle(engine.connection), engine.log.lane, part.number),
                    self._sealed(engine, part, to),
                )
                told = outgoing(engine.log, self.workspace, part)
                note_sent(
                    engine.connection, part, to.id, file.name, file.content, told, at=self.workspace.now()
                )
                files.append(file)
            if lay is not None:
                lay(files)
        self.workspace.leave_marker()
        return files

    def _sealed(self, engine: Engine, bundle: Bundle, to: Peer) -> bytes:
        return seal(
            circle.own_keys(engine.connection),
            {to.id: to.keys.recipient},
            sender=bundle.sender,
            group=circle.circle(engine.connection),
            number=bundle.number,
            facts=bundle.facts(),
            body=bundle.body(),
        )

    def _confirmed(self, log: ChangeLog, peer: int) -> Peer:
        found = circle.peer(log.connection, peer)
        if not found.confirmed:
            raise UserError(
                "unconfirmed-peer",
                N_(
                    "{name} is not confirmed, so nothing was made for them. Compare the 30 digits by telephone and "
                    "confirm first."
                ),
                name=found.name,
            )
        return found

    def sent_files(self) -> list[Sent]:
        """The register of everything that was sent, newest first."""
        with self._reading() as log:
            return sent(log.connection)

    def own_place(self) -> tuple[int, str]:
        """The lane this laptop writes in and the circle's name, as the names of its files say them."""
        with self._reading() as log:
            return log.lane, circle.circle(log.connection)

    def known_files(self) -> set[str]:
        """The fingerprints of every file that was sent, received or waits: a folder has nothing new in them."""
        known = {file.fingerprint for file in self.sent_files()}
        known |= {file.fingerprint for file in self.received_files()}
        return known | {file.fingerprint for file in self.inbox()}

    def erasures(self) -> list[Erasure]:
        """Everything that was erased here or elsewhere, and who has not told yet that it is gone there too."""
        with self._reading() as log:
            return erasures(log.connection, [each for each in circle.peers(log.connection) if each.confirmed])

    # --- receiving ----------------------------------------------------------------------------------------

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
            if _erasures(arrived):
                forget_files(engine.connection)
                local.remember(engine.connection, local.TO_SCRUB, True)
            engine.show(arrived.touched)
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
                    later = receive(engine.log, bundle, accept_erasures=accept_erasures)
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
        erased = tuple(
            (UUID(row[2]), str(json.loads(row[4]).get("field", "")), row[0]) for row in _erasures(arrived)
        )
        self._erase_documents({record for record, field, _change in erased if not field})
        self.workspace.note_gone(Gone(erased, given_way=tuple(row[0] for row in arrived.voided)))

    def _erase_documents(self, records: set[UUID]) -> None:
        """Documents that someone put on a record while another erased it are erased too."""
        left = [id for record in records for id in self.workspace.documents_of(record)]
        if left:
            with self.workspace.transaction(N_("Erased documents of an erased record")) as tx:
                for id in left:
                    tx.erase(id, reason=_("The record it was on was erased"))

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

    # --- questions ----------------------------------------------------------------------------------------

    def questions(self) -> list[Question]:
        """Everything that waits for an answer."""
        return questions(self.workspace)

    def question(self, id: str) -> Question:
        """One of them; see `questions.question`."""
        return question(self.workspace, id)

    def take(self, asked: Question, change: str) -> None:
        """Answers with one of the answers at hand; see `questions.take`."""
        take(self.workspace, asked, change)

    def write(self, asked: Question, value: Any) -> None:
        """Answers with a value of one's own; see `questions.write`."""
        write(self.workspace, asked, value)

    # --- taking back --------------------------------------------------------------------------------------

    def can_take_back(self) -> Received | None:
        """What was received last, if it can still be taken back as a whole."""
        with self._reading() as log:
            found = last_received(log)
        return found[0] if found else None

    def take_back(self) -> Received:
        """Undoes the last receipt on this laptop; the file lies in the inbox again.

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

    # --- inside -------------------------------------------------------------------------------------------

    @contextmanager
    def _reading(self) -> Iterator[ChangeLog]:
        with self.workspace.reader.at_one_moment() as connection:
            yield ChangeLog(connection, self.workspace.now)


def _erasures(arrived: Arrived) -> list[Row]:
    return [row for row in arrived.fresh if row[3] == ERASED]
