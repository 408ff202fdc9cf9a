"""What would go to a peer: everything the peer is not known to have, in parts that municipal mail lets through."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

import zstandard

from trygg_desktop.exchange.bundle import Bundle, Person, Row, Vector
from trygg_desktop.exchange.peers import removed_ones
from trygg_desktop.workspace.lanes import chain_at, change_id, lane_of, number_of
from trygg_desktop.workspace.log import COLUMNS, ChangeLog

LARGEST_PART = 8 * 2**20
"""Bytes: municipal mail stops at 10 to 25 MB, and mail makes a file a third larger."""


def bundle_for(log: ChangeLog, peer: int, *, number: int = 1) -> Bundle:
    """Everything that this laptop has and the peer has not told to have; perhaps only the receipt.

    Raises:
        LookupError: nobody of this identity is known here.
    """
    log.flush()
    vector = log.vector()
    base = {lane: min(reached, vector.get(lane, 0)) for lane, reached in acked(log, peer).items()}
    base = {lane: reached for lane, reached in base.items() if reached}
    rows = [row for lane, have in vector.items() for row in _rows(log, lane, base.get(lane, 0), have)]
    rows.sort(key=lambda row: (row[10], row[0]))
    return Bundle(
        sender=log.author,
        lane=log.lane,
        number=number,
        at=log.now(),
        base=base,
        vector=vector,
        ends={lane: (have, chain_at(log.connection, lane, have) or "") for lane, have in vector.items()},
        lanes=dict(log.connection.execute("SELECT number, identity FROM lane WHERE have > 0").fetchall()),
        people=tuple(
            Person(*person)
            for person in log.connection.execute("SELECT id, name, side FROM identity ORDER BY id")
        ),
        removed=tuple(removed_ones(log.connection)),
        rows=tuple(rows),
        blobs=_blobs(log, rows),
    )


def acked(log: ChangeLog, peer: int) -> Vector:
    """What a peer has told to have.

    Raises:
        LookupError: nobody of this identity is known here.
    """
    found = log.connection.execute("SELECT acked FROM identity WHERE id = ?", (peer,)).fetchone()
    if found is None:
        raise LookupError(peer)
    return {int(lane): reached for lane, reached in json.loads(found[0]).items()}


def _rows(log: ChangeLog, lane: int, base: int, have: int) -> list[Row]:
    found = log.connection.execute(
        f"SELECT {COLUMNS} FROM change WHERE id > ? AND id <= ? ORDER BY id",
        (change_id(lane, base), change_id(lane, have)),
    )
    return [tuple(row) for row in found]


def _blobs(log: ChangeLog, rows: Iterable[Row]) -> dict[str, bytes]:
    """The contents of the documents that some rows tell of, as far as they are here."""
    found: dict[str, bytes] = {}
    for digest in named_documents(rows):
        content = log.connection.execute("SELECT bytes FROM blob WHERE hash = ?", (digest,)).fetchone()
        if content:
            found[digest] = bytes(content[0])
    return found


def named_documents(rows: Iterable[Row]) -> list[str]:
    """The hashes of documents that some rows tell of."""
    named: dict[str, None] = {}
    for row in rows:
        if row[1] == "attachment" and row[4] is not None and row[3] in ("*", "hash"):
            told = json.loads(row[4])
            digest = told.get("hash") if isinstance(told, dict) else told
            if isinstance(digest, str):
                named[digest] = None
    return list(named)


def parts(bundle: Bundle, largest: int = LARGEST_PART) -> list[Bundle]:
    """The bundle as it is, or cut into parts of at most so many bytes packed; one change is never cut.

    Each part joins what the one before brought: it can be read in any order and waits for those before it.
    """
    if len(bundle.rows) < 2 or _packed_size(bundle) <= largest:
        return [bundle]
    middle = len(bundle.rows) // 2
    first, second = bundle.rows[:middle], bundle.rows[middle:]
    reached = dict(bundle.base)
    for row in first:
        reached[lane_of(row[0])] = max(reached.get(lane_of(row[0]), 0), number_of(row[0]))
    named = set(named_documents(first))
    head = replace(
        bundle,
        rows=first,
        ends={
            lane: (number, bundle.ends[lane][1] if bundle.ends[lane][0] == number else "")
            for lane, number in reached.items()
        },
        blobs={digest: content for digest, content in bundle.blobs.items() if digest in named},
    )
    tail = replace(
        bundle,
        rows=second,
        base=reached,
        blobs={digest: content for digest, content in bundle.blobs.items() if digest not in named},
    )
    several = [*parts(head, largest), *parts(tail, largest)]
    return [replace(part, number=bundle.number + n) for n, part in enumerate(several)]


def _packed_size(bundle: Bundle) -> int:
    return len(zstandard.ZstdCompressor(level=3).compress(bundle.body()))
