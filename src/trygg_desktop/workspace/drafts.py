"""Drafts in the log: how one becomes shared, how an unsent record becomes one, how one steps aside."""

from __future__ import annotations

import json
from uuid import UUID, uuid4

from trygg_desktop.domain.links import Link, ends
from trygg_desktop.workspace.heads import renew_heads
from trygg_desktop.workspace.lanes import change_id
from trygg_desktop.workspace.log import COLUMNS, CREATED, ERASED, MARKS, ChangeLog, encode
from trygg_desktop.workspace.schema import VOID


def release(log: ChangeLog, kind: str, record: str) -> int:
    """Makes a draft a shared record: its values go on, its history stays behind."""
    values = log.values(record)
    forget(log, record)
    return log.create(kind, record, values)


def forget(log: ChangeLog, record: str) -> None:
    """Takes a draft's changes away."""
    log.flush()
    log.connection.execute("DELETE FROM head WHERE record = ?", (record,))
    log.connection.execute("DELETE FROM draft_change WHERE record = ?", (record,))
    log.connection.execute("DELETE FROM scratch WHERE record = ?", (record,))


def forget_field(log: ChangeLog, record: str, field: str) -> None:
    """Takes away what a draft's field has said until now."""
    log.flush()
    log.connection.execute("DELETE FROM draft_change WHERE record = ? AND field = ?", (record, field))
    log.connection.execute("DELETE FROM scratch WHERE record = ? AND field = ?", (record, field))
    for change, value in log.connection.execute(
        "SELECT id, value FROM draft_change WHERE record = ? AND field = ?", (record, CREATED)
    ).fetchall():
        kept = {name: each for name, each in json.loads(value).items() if name != field}
        log.connection.execute("UPDATE draft_change SET value = ? WHERE id = ?", (encode(kept), change))
    renew_heads(log.connection, [record])


def is_unsent(log: ChangeLog, record: str) -> bool:
    """Whether nothing of a record can be anywhere else: all of it was written here, and none of it was sent."""
    log.flush()
    (first, last) = log.connection.execute(
        "SELECT min(id), max(id) FROM change WHERE record = ?", (record,)
    ).fetchone()
    (sent,) = log.connection.execute("SELECT chained FROM lane WHERE number = ?", (log.lane,)).fetchone()
    return first is not None and first > change_id(log.lane, sent) and last <= change_id(log.lane, log.have)


def withdraw(log: ChangeLog, record: str) -> list[int]:
    """Makes an unsent record a draft with all its history; of its changes in the lane only the numbers stay.

    Gives those changes. That a field was erased needs telling nobody any more.
    """
    log.flush()
    rows = log.connection.execute(
        f"SELECT {COLUMNS} FROM change WHERE record = ? ORDER BY id", (record,)
    ).fetchall()
    new_ids: dict[int, int] = {}
    for row in (row for row in rows if row[3] != ERASED):
        new_ids[row[0]] = log.next_draft()
        prev = " ".join(str(new_ids.get(int(old), old)) for old in row[5].split())
        log.connection.execute(
            f"INSERT INTO draft_change ({COLUMNS}) VALUES ({MARKS})",
            (new_ids[row[0]], *row[1:5], prev, None, *row[7:]),
        )
    make_void(log, record)
    return [row[0] for row in rows]


def make_void(log: ChangeLog, record: str) -> None:
    """Leaves nothing of an unsent record's changes in the lane but their numbers."""
    log.flush()
    log.connection.execute(
        "UPDATE change SET kind = '', record = '', field = ?, value = NULL, prev = '', seen = NULL, "
        "undoes = NULL, message = NULL WHERE record = ?",
        (VOID, record),
    )
    renew_heads(log.connection, [record])


def step_aside(log: ChangeLog, record: str, kind: str) -> dict[str, str]:
    """Gives a draft another id, because the same thing arrives shared: both stay, and the draft stays here.

    Its connections, being drafts too, follow it. Gives every id that changed, old and new, with its kind.
    """
    aside = uuid4().hex
    _rename(log, record, aside)
    moved = {record: kind, aside: kind} | _documents_follow(log, record, aside)
    for link, value in log.connection.execute(
        "SELECT record, value FROM draft_change WHERE kind = ? AND field = ? AND instr(value, ?)",
        (Link.about.name, CREATED, encode(record)),
    ).fetchall():
        values = json.loads(value) | {
            end: aside for end in ("from_id", "to_id") if json.loads(value)[end] == record
        }
        first, second = ends(UUID(values["from_id"]), UUID(values["to_id"]), values["role"])
        values |= {"from_id": first.hex, "to_id": second.hex}
        new = Link.natural_id({"from_id": first, "to_id": second, "role": values["role"]})
        assert new is not None
        log.connection.execute(
            "UPDATE draft_change SET value = ? WHERE record = ? AND field = ?",
            (encode(values), link, CREATED),
        )
        _rename(log, link, new.hex)
        moved |= {link: Link.about.name, new.hex: Link.about.name}
    return moved


def _rename(log: ChangeLog, record: str, new: str) -> None:
    """The draft's changes and its unsaved text under the new id."""
    for table in ("draft_change", "scratch"):
        log.connection.execute(f"UPDATE {table} SET record = ? WHERE record = ?", (new, record))
    renew_heads(log.connection, [record, new])


def _documents_follow(log: ChangeLog, record: str, aside: str) -> dict[str, str]:
    """The documents on a draft, being drafts too, go where it goes; gives them with their kind."""
    named = "kind = 'attachment' AND field IN ('*', 'belongs_to') AND instr(value, ?)"
    found = log.connection.execute(
        f"SELECT DISTINCT record FROM draft_change WHERE {named}", (encode(record),)
    ).fetchall()
    log.connection.execute(
        f"UPDATE draft_change SET value = replace(value, ?, ?) WHERE {named}",
        (encode(record), encode(aside), encode(record)),
    )
    return {document: "attachment" for (document,) in found}
