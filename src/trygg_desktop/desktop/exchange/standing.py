"""How the exchange stands: with whom, what waits to go, what has come, what must be decided."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from trygg_desktop.desktop.desk import Touched
from trygg_desktop.exchange.exchange import Exchange
from trygg_desktop.exchange.inbox import Waiting
from trygg_desktop.exchange.peers import Peer
from trygg_desktop.exchange.questions import Question
from trygg_desktop.exchange.registers import Erasure, Received, Sent, last_received
from trygg_desktop.workspace import Workspace
from trygg_desktop.workspace.lanes import change_id
from trygg_desktop.workspace.log import ChangeLog

SHARED_FOLDER = "the folder that both leaders reach"
ADDRESSES = "e-mail addresses of those one exchanges with"


@dataclass(frozen=True, slots=True)
class Standing:
    """All that the page and the quiet line on top of the window tell.

    Args:
        peers: everyone to exchange with; `removed` are those of earlier.
        me: one's own identity, name and lane; `circle` is the name of the joint work.
        to_send: for each confirmed peer, how many records have changed since the last file made for them.
        can_take_back: the last receipt, where it can still be undone as a whole.
        folder: the folder that both reach, if one was chosen on this laptop.
        names: everyone's names, by identity.
        erasures: what was erased for good, newest first.
    """

    me: int
    lane: int
    circle: str
    peers: tuple[Peer, ...]
    removed: tuple[Peer, ...]
    to_send: dict[int, int]
    questions: tuple[Question, ...]
    inbox: tuple[Waiting, ...]
    sent: tuple[Sent, ...]
    received: tuple[Received, ...]
    can_take_back: Received | None
    folder: Path | None
    addresses: dict[int, str]
    names: dict[int, str]
    erasures: tuple[Erasure, ...] = ()

    @property
    def confirmed(self) -> tuple[Peer, ...]:
        """Those that files are made for and taken in from."""
        return tuple(peer for peer in self.peers if peer.confirmed)

    @property
    def waits_to_go(self) -> int:
        """How many records have changed since the last file, where several peers lack most."""
        return max(self.to_send.values(), default=0)

    @property
    def known(self) -> set[str]:
        """The fingerprints of all files that were made, taken in, or wait in the inbox."""
        return (
            {file.fingerprint for file in self.sent}
            | {file.fingerprint for file in self.received}
            | {file.fingerprint for file in self.inbox}
        )

    def name(self, identity: int) -> str:
        """What someone is called."""
        return self.names.get(identity, "")

    def peer(self, identity: int) -> Peer | None:
        """One of those to exchange with."""
        return next((peer for peer in self.peers if peer.id == identity), None)


def read_standing(workspace: Workspace) -> Standing:
    """How the exchange stands just now."""
    exchange = Exchange(workspace)
    everyone = exchange.peers(removed=True)
    sent = tuple(exchange.sent_files())
    ((me, lane, circle),) = workspace.reader.execute(
        "SELECT i.id, d.lane, d.circle FROM identity i, device d WHERE i.own"
    )
    folder = workspace.recall(SHARED_FOLDER)
    return Standing(
        me=me,
        lane=lane,
        circle=circle,
        peers=tuple(peer for peer in everyone if peer.removed_at is None),
        removed=tuple(peer for peer in everyone if peer.removed_at is not None),
        to_send={peer.id: _not_yet_sent(workspace, peer) for peer in everyone if peer.confirmed},
        questions=tuple(exchange.questions()),
        inbox=tuple(exchange.inbox()),
        sent=sent,
        received=tuple(exchange.received_files()),
        can_take_back=exchange.can_take_back(),
        folder=Path(folder) if folder else None,
        addresses={int(id): address for id, address in (workspace.recall(ADDRESSES) or {}).items()},
        names=dict(workspace.reader.execute("SELECT id, name FROM identity")),
        erasures=tuple(exchange.erasures()),
    )


def _not_yet_sent(workspace: Workspace, peer: Peer) -> int:
    """How many records have changed since the last file for a peer, or since what they have told to have."""
    ((acked,),) = workspace.reader.execute("SELECT acked FROM identity WHERE id = ?", (peer.id,))
    reached: dict[str, int] = json.loads(acked)
    for (what,) in workspace.reader.execute("SELECT what FROM sent WHERE recipient = ?", (str(peer.id),)):
        for lane, number in json.loads(what).get("reached", {}).items():
            reached[lane] = max(reached.get(lane, 0), number)
    shown = [table.kind.about.name for table in workspace.kinds.tables() if not table.kind.about.side_kind]
    records: set[str] = set()
    for lane, have in workspace.reader.execute("SELECT number, have FROM lane"):
        known = reached.get(str(lane), 0)
        if known < have:
            records |= {
                record
                for (record,) in workspace.reader.execute(
                    "SELECT DISTINCT record FROM change WHERE id > ? AND id <= ? AND author <> ? AND field <> '~void' "
                    "AND kind IN (SELECT value FROM json_each(?))",
                    (change_id(lane, known), change_id(lane, have), peer.id, json.dumps(shown)),
                )
            }
    return len(records)


def touched_by_last_receipt(workspace: Workspace) -> Touched:
    """The records that the last receipt touched, for everyone who shows them."""
    with workspace.reader.at_one_moment() as connection:
        found = last_received(ChangeLog(connection, workspace.now), changed_since=True)
    if found is None:
        return set()
    return {(kind, UUID(record)) for record, kind in found[1].touched.items()}
