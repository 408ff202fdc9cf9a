"""The lanes that changes are written in: how far each is held, and a hash that shows when one has two histories."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable
from typing import Any

from trygg_desktop.workspace.file import Connection

SHIFT = 40
MASK = (1 << SHIFT) - 1

_FACTS = "id, kind, record, field, prev, seen, tx, undoes, hlc, at, author, schema"
_write_facts = json.JSONEncoder(separators=(",", ":")).encode


def lane_of(change: int) -> int:
    """The lane a change was written in; 0 for a draft's."""
    return change >> SHIFT


def number_of(change: int) -> int:
    """The place of a change in its lane, counted from 1."""
    return change & MASK


def change_id(lane: int, number: int) -> int:
    """The change at a place in a lane."""
    return (lane << SHIFT) + number


def new_lane() -> int:
    """A random lane number."""
    return secrets.randbelow(2**23 - 1) + 1


def chained(chain: str, facts: Iterable[Any]) -> str:
    """The lane's hash after one more change: over ids and facts about it, never over values."""
    return hashlib.blake2b((chain + _write_facts(list(facts))).encode(), digest_size=16).hexdigest()


def facts_of(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """What the hash covers of a row of the log: everything but its value and the name of what was done."""
    return (*row[:4], *row[5:9], *row[10:])


def chain_at(connection: Connection, lane: int, number: int) -> str | None:
    """A lane's hash at a place, made from there where it was last kept; nothing where only an earlier one would do."""
    found = connection.execute("SELECT chain, chained FROM lane WHERE number = ?", (lane,)).fetchone()
    chain, kept = found or ("", 0)
    if number < kept:
        return None
    rows = connection.execute(
        f"SELECT {_FACTS} FROM change WHERE id > ? AND id <= ? ORDER BY id",
        (change_id(lane, kept), change_id(lane, number)),
    )
    for facts in rows:
        chain = chained(chain, facts)
    return str(chain)


def whole_chain(connection: Connection, lane: int, number: int) -> str:
    """A lane's hash at a place, made from the beginning."""
    chain = ""
    for facts in connection.execute(
        f"SELECT {_FACTS} FROM change WHERE id > ? AND id <= ? ORDER BY id",
        (change_id(lane, 0), change_id(lane, number)),
    ):
        chain = chained(chain, facts)
    return chain


def chain_whole(connection: Connection, lane: int) -> str:
    """Keeps a lane's hash as far as the lane is held: from now on none of its changes can become void."""
    (have,) = connection.execute("SELECT have FROM lane WHERE number = ?", (lane,)).fetchone()
    chain = chain_at(connection, lane, have)
    connection.execute("UPDATE lane SET chain = ?, chained = ? WHERE number = ?", (chain, have, lane))
    return str(chain)
