"""What was set aside for something decided, and waits until somebody says whether it is taken in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby

from trygg_desktop.domain.frozen import CONCERNED
from trygg_desktop.exchange.open_ends import OpenEnd, Version, read_value, step_named
from trygg_desktop.i18n import N_
from trygg_desktop.workspace.kinds import Kinds, table_named
from trygg_desktop.workspace.log import ALIVE, CREATED, ERASED, ChangeLog, encode

KEPT = N_("Kept what is decided")
"""What the step is called in the history, and by what it is known again."""


def kept_ends(log: ChangeLog, kinds: Kinds) -> list[OpenEnd]:
    """What was set aside for something decided, and waits for somebody to say whether it is taken in."""
    known = [kind for kind in sorted(CONCERNED) if kind in kinds]
    if not known:
        return []
    log.flush()
    shown = " UNION ALL ".join(f'SELECT id FROM "{table_named(kind)}"' for kind in known)
    heads = log.connection.execute(
        "SELECT h.record, h.field, c.kind, c.id FROM head h JOIN change c ON c.id = h.id "
        f"WHERE h.field <> ?1 AND c.field <> '*' AND h.record IN ({shown}) "
        "UNION ALL SELECT h.record, h.field, c.kind, c.id FROM head h JOIN change c ON c.id = h.id "
        "WHERE h.field = ?1 AND c.kind IN (SELECT value FROM json_each(?2)) ORDER BY 1, 2",
        (ALIVE, json.dumps(known)),
    ).fetchall()
    ends = []
    for (record, field, kind), rows in groupby(heads, key=lambda row: row[:3]):
        kept = {each for *_place, change in rows for each in _kept(log, change)}
        if kept and not log.head_ids(record, ERASED):
            ends.append(_kept_end(log, record, field, kind, kept))
    return ends


def is_kept(log: ChangeLog, record: str, field: str) -> bool:
    """Whether all that holds here was kept as decided by someone already: two who hold other things decided never take
    turns in putting theirs back, but both are in question."""
    log.flush()
    heads = log.head_ids(record, field)
    return bool(heads) and all(_kept(log, change) for change in heads)


def _kept(log: ChangeLog, change: int) -> list[int]:
    """The change that kept what is decided, if this is one, or takes back an answer that was given to one."""
    undoes, prev = log.connection.execute(
        "SELECT undoes, prev FROM change WHERE id = ?", (change,)
    ).fetchone()
    if step_named(log.connection, change, KEPT):
        return [change]
    if undoes is None:
        return []
    answered = [old for each in map(int, prev.split()) for old in _superseded(log, each)]
    return [each for old in answered for each in _kept(log, old)]


def _kept_end(log: ChangeLog, record: str, field: str, kind: str, kept: set[int]) -> OpenEnd:
    """What holds, and beside it what it was written over; for a record that came anew, its making."""
    heads = log.head_ids(record, field)
    before = _set_aside(log, kept)
    rows = log.connection.execute(
        "SELECT id, field, value, author, at FROM change WHERE id IN (SELECT value FROM json_each(?)) "
        "ORDER BY id IN (SELECT value FROM json_each(?)) DESC, hlc DESC, id DESC",
        (json.dumps(sorted({*heads, *before})), json.dumps(heads)),
    ).fetchall()
    versions: dict[str, Version] = {}
    for change, written, value, author, at in rows:
        said = read_value(written, field, value)
        versions.setdefault(encode(said), Version((change,), said, author, at))
    unseen: tuple[int, ...] = ()
    if field == ALIVE and len(versions) == 1:
        unseen = tuple(log.head_ids(record, CREATED))
    return OpenEnd(record, kind, field, tuple(versions.values()), unseen)


def _set_aside(log: ChangeLog, kept: Iterable[int]) -> set[int]:
    """What some changes that kept what is decided were written over, and what those before them were."""
    found: set[int] = set()
    waiting = list(kept)
    while waiting:
        for old in _superseded(log, waiting.pop()):
            if old not in found:
                found.add(old)
                waiting += _kept(log, old)
    return found


def _superseded(log: ChangeLog, change: int) -> list[int]:
    (prev,) = log.connection.execute("SELECT prev FROM change WHERE id = ?", (change,)).fetchone()
    return [int(old) for old in prev.split()]
