"""The registers of the exchange: every file that was made or received, with its fingerprint and what was in it."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from trygg_desktop.exchange.bundle import Bundle
from trygg_desktop.exchange.folder import fingerprint
from trygg_desktop.exchange.peers import Peer
from trygg_desktop.exchange.previews import Outgoing
from trygg_desktop.exchange.receiving import Arrived
from trygg_desktop.exchange.taking_back import WayBack, is_too_late
from trygg_desktop.workspace.file import Connection
from trygg_desktop.workspace.lanes import lane_of, number_of
from trygg_desktop.workspace.log import ALIVE, CREATED, ERASED, ChangeLog


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that was made for a peer.

    Args:
        at: milliseconds since 1970.
        acknowledged: whether the peer has told to have everything in it.
        records, protected: how many records it told of, and how many of them are confidential.
        grounds: the provisions that the confidential ones rest on.
    """

    n: int
    at: int
    recipient: int
    lane: int
    number: int
    name: str
    fingerprint: str
    records: int
    protected: int
    grounds: tuple[str, ...]
    size: int
    acknowledged: bool


def note_sent(
    connection: Connection,
    bundle: Bundle,
    recipient: int,
    name: str,
    content: bytes,
    told: Outgoing,
    *,
    at: int,
) -> int:
    """Adds a file to the register of what was sent; gives its place there."""
    what = {
        "lane": bundle.lane,
        "number": bundle.number,
        "name": name,
        "reached": {str(lane): number for lane, (number, _chain) in bundle.ends.items()},
        "records": told.records,
        "protected": len(told.protected),
        "grounds": list(told.grounds),
        "size": len(content),
    }
    cursor = connection.execute(
        "INSERT INTO sent (fingerprint, at, recipient, what) VALUES (?, ?, ?, ?)",
        (fingerprint(content), at, str(recipient), json.dumps(what, ensure_ascii=False)),
    )
    return int(cursor.lastrowid)


@dataclass(frozen=True, slots=True)
class Noted:
    """What is noted of a sending before its files are laid.

    Args:
        lane, chain, chained: the own lane, and how far its hash went before.
        files: their places in the register.
    """

    lane: int
    chain: str
    chained: int
    files: list[int]

    @classmethod
    def of_lane(cls, connection: Connection, lane: int) -> Noted:
        """Nothing yet, and how far the lane had been sent."""
        chain, chained = connection.execute(
            "SELECT chain, chained FROM lane WHERE number = ?", (lane,)
        ).fetchone()
        return cls(lane, chain, chained, [])


def unsend(connection: Connection, noted: Noted) -> None:
    """Takes back that files were sent that have never lain anywhere.

    Where something else was sent since, the same changes may have gone with it: they stay sent.
    """
    connection.execute(
        "UPDATE lane SET chain = ?, chained = ? WHERE number = ? "
        "AND NOT EXISTS (SELECT 1 FROM sent WHERE n > ? AND recipient <> '')",
        (noted.chain, noted.chained, noted.lane, max(noted.files)),
    )
    connection.execute(
        "DELETE FROM sent WHERE n IN (SELECT value FROM json_each(?))", (json.dumps(noted.files),)
    )


def sent(connection: Connection, *, lane: int | None = None) -> list[Sent]:
    """The register, newest first; of one lane where that is asked."""
    acked = {
        str(id): json.loads(told)
        for id, told in connection.execute("SELECT id, acked FROM identity").fetchall()
    }
    found = connection.execute(
        "SELECT n, at, recipient, fingerprint, what FROM sent WHERE recipient <> '' ORDER BY n DESC"
    ).fetchall()
    register = []
    for n, at, recipient, mark, told in found:
        what: dict[str, Any] = json.loads(told)
        theirs = acked.get(recipient, {})
        register.append(
            Sent(
                n, at, int(recipient), what["lane"], what["number"], what["name"], mark, what["records"],
                what["protected"], tuple(what["grounds"]), what["size"],
                all(theirs.get(lane, 0) >= number for lane, number in what["reached"].items()),
            )
        )  # fmt: skip
    return [each for each in register if lane is None or each.lane == lane]


@dataclass(frozen=True, slots=True)
class Received:
    """A file that was received.

    Args:
        at: milliseconds since 1970.
        waits: it came too early and lies in the inbox.
        changes: how many changes in it were new here.
        added, changed, deleted, erased: how many records they made, changed, deleted and erased.
        copies, removed: identities that seem to write in two places; that the sender no longer exchanges with.
        taken_back: whether it was taken back again.
    """

    n: int
    at: int
    sender: int
    number: int
    fingerprint: str
    waits: bool
    changes: int
    added: int
    changed: int
    deleted: int
    erased: int
    copies: tuple[int, ...]
    removed: tuple[int, ...]
    taken_back: bool


def note_received(
    connection: Connection,
    bundle: Bundle,
    mark: str,
    arrived: Arrived,
    way: WayBack,
    files: Sequence[tuple[bytes, str]],
    *,
    at: int,
) -> Received:
    """Adds a file to the register of what was received, with what taking it back needs."""
    made = {row[2] for row in arrived.fresh if row[3] == CREATED}
    erased = {row[2] for row in arrived.fresh if row[3] == ERASED}
    deleted = {row[2] for row in arrived.fresh if row[3] == ALIVE and row[4] == "false"} - erased
    what = {
        "waits": arrived.waits,
        "changes": len(arrived.fresh),
        "added": len(made - deleted - erased),
        "changed": len({row[2] for row in arrived.fresh if row[2]} - made - deleted - erased),
        "deleted": len(deleted - made),
        "erased": len(erased),
        "copies": sorted(arrived.copies),
        "removed": arrived.removed,
        "remarked": arrived.remarked,
    }
    undo = None
    if arrived.fresh:
        connection.execute("UPDATE received SET undo = NULL")
        # what erases is never taken back, and its files may still say what is gone
        kept = [[base64.b64encode(content).decode(), each] for content, each in files if not way.final]
        undo = json.dumps({"way": way.to_json(), "files": kept})
    cursor = connection.execute(
        "INSERT INTO received (fingerprint, at, sender, number, what, undo) VALUES (?, ?, ?, ?, ?, ?)",
        (mark, at, bundle.sender, bundle.number, json.dumps(what), undo),
    )
    return _received(cursor.lastrowid, at, bundle.sender, bundle.number, mark, json.dumps(what))


def _received(n: int, at: int, sender: int, number: int, mark: str, told: str) -> Received:
    what: dict[str, Any] = json.loads(told)
    return Received(
        n, at, sender, number, mark, what["waits"], what["changes"], what["added"], what["changed"],
        what["deleted"], what["erased"], tuple(what["copies"]), tuple(what["removed"]),
        what.get("taken_back", False),
    )  # fmt: skip


def received(connection: Connection) -> list[Received]:
    """The register, newest first."""
    found = connection.execute(
        "SELECT n, at, sender, number, fingerprint, what FROM received ORDER BY n DESC"
    ).fetchall()
    return [_received(*row) for row in found]


def last_received(
    log: ChangeLog, *, changed_since: bool = False
) -> tuple[Received, WayBack, list[tuple[bytes, str]]] | None:
    """The last receipt that brought something, with its way back and its files; nothing where there is none.

    Args:
        changed_since: also where something was written since, so that taking back can tell why it refuses.
    """
    found = log.connection.execute(
        "SELECT n, at, sender, number, fingerprint, what, undo FROM received WHERE undo IS NOT NULL "
        "ORDER BY n DESC LIMIT 1"
    ).fetchone()
    if found is None:
        return None
    kept = json.loads(found[6])
    way = WayBack.from_json(kept["way"])
    if not changed_since and (way.final or is_too_late(log, way)):
        return None
    return _received(*found[:6]), way, [(base64.b64decode(content), mark) for content, mark in kept["files"]]


def note_taken_back(connection: Connection, n: int) -> None:
    """The receipt was taken back."""
    (told,) = connection.execute("SELECT what FROM received WHERE n = ?", (n,)).fetchone()
    connection.execute(
        "UPDATE received SET undo = NULL, what = ? WHERE n = ?",
        (json.dumps(json.loads(told) | {"taken_back": True}), n),
    )


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was erased for good, where it is noted that it was.

    Args:
        field: the field of which everything was erased; empty for the whole record.
        at: milliseconds since 1970.
        waiting_for: those who have not told yet that they have erased it too.
    """

    record: UUID
    kind: str
    field: str
    author: str
    at: int
    reason: str
    waiting_for: tuple[Peer, ...]


def erasures(connection: Connection, everyone: Sequence[Peer]) -> list[Erasure]:
    """Everything that was erased, newest first."""
    acked = {
        id: json.loads(told) for id, told in connection.execute("SELECT id, acked FROM identity").fetchall()
    }
    found = connection.execute(
        "SELECT max(c.id), c.record, c.kind, e.field, i.name, e.at, e.reason FROM erased e "
        "JOIN change c ON c.record = e.record AND c.field = ? "
        "AND coalesce(json_extract(c.value, '$.field'), '') = e.field "
        "LEFT JOIN identity i ON i.id = e.by GROUP BY e.record, e.field ORDER BY e.at DESC, e.record, e.field",
        (ERASED,),
    ).fetchall()
    return [
        Erasure(
            UUID(record), kind, field, author or "", at, reason,
            tuple(
                each
                for each in everyone
                if acked.get(each.id, {}).get(str(lane_of(change)), 0) < number_of(change)
            ),
        )
        for change, record, kind, field, author, at, reason in found
    ]  # fmt: skip
