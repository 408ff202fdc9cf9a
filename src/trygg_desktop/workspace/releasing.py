"""What stays and what goes: a draft becomes shared, what was never sent becomes a draft, a record is erased."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from trygg_desktop.domain.links import Link
from trygg_desktop.domain.record import Protection
from trygg_desktop.errors import ProtectionRefused, UserError
from trygg_desktop.i18n import N_
from trygg_desktop.workspace import drafts, erasing
from trygg_desktop.workspace.addressees import forget_addressees
from trygg_desktop.workspace.known_before import Move, Moves, gone_ids
from trygg_desktop.workspace.lanes import change_id, lane_of, number_of
from trygg_desktop.workspace.log import ALIVE, CREATED, ERASED

if TYPE_CHECKING:
    from trygg_desktop.workspace.transaction import Transaction


def release(tx: Transaction, id: UUID, *, protected: bool) -> None:
    """Lets a draft be shared: its values go on, its history stays on this laptop and is forgotten.

    Raises:
        ProtectionRefused: it, or a document on it, is marked confidential and `protected` does not say that
            this is meant.
        UserError: it is no draft, is deleted, or points at a draft.
    """
    table = tx.table_of(id)
    if not tx.is_draft(id.hex):
        raise UserError("not-a-draft", N_("This is no draft; it is shared already. Nothing was changed."))
    tx.refuse_deleted(id)
    documents = _draft_documents(tx, id)
    if not protected and any(is_protected(tx, each) for each in (id, *documents)):
        raise ProtectionRefused(
            "release-protected",
            N_(
                "The record is marked confidential. It was not released. Release it as protected if that is meant."
            ),
        )
    tx.check_references(table, tx.as_given(table, tx.log.values(id.hex)), False)
    for each in (id, *documents):
        share(tx, each)
        _share_connections(tx, each)


def share(tx: Transaction, id: UUID) -> None:
    """Writes a draft anew as a shared record; nothing before it can be undone from now on."""
    table = tx.table_of(id)
    for other in (each for each in _gone_ids(tx, id) if tx.is_draft(each.hex)):
        drafts.forget(tx.log, other.hex)
        tx.is_now(other.hex, draft=False)
    drafts.release(tx.log, table.name, id.hex)
    tx.is_now(id.hex, draft=False)
    tx.projection.project(tx.log, {id.hex: table.name})
    tx.touch(table.name, id)
    tx.ends_undo = True


def is_protected(tx: Transaction, id: UUID) -> bool:
    """Whether a record is marked confidential."""
    return bool(tx.log.values(id.hex).get("protection") == Protection.PROTECTED)


def _share_connections(tx: Transaction, id: UUID) -> None:
    tx.projection.flush()
    links = tx.connection.execute(
        "SELECT id, from_id, to_id FROM link WHERE draft AND ? IN (from_id, to_id)", (id.hex,)
    ).fetchall()
    for link, first, second in links:
        if not tx.is_draft(first) and not tx.is_draft(second):
            share(tx, UUID(link))


def _draft_documents(tx: Transaction, id: UUID) -> list[UUID]:
    """The documents that are released together with a record."""
    if "attachment" not in tx.kinds:
        return []
    tx.projection.flush()
    hanging = tx.connection.execute(
        "SELECT id FROM attachment WHERE draft AND belongs_to = ?1 AND id <> ?1", (id.hex,)
    )
    return [UUID(document) for (document,) in hanging.fetchall()]


def withdraw(tx: Transaction, id: UUID) -> None:
    """Makes a record a draft, with its documents and connections, if nothing of them was ever sent.

    One that a shared record points at stays shared: its id would go along with the other. What it said under an id
    that it had before is withdrawn as well.
    """
    seen: set[str] = set()
    for record in [each for known in (id, *_gone_ids(tx, id)) for each in _withdrawable(tx, known.hex, seen)]:
        kind = tx.log.kind_of(record)
        tx.withdrawn += drafts.withdraw(tx.log, record)
        tx.is_now(record, draft=True)
        if kind is not None:
            tx.projection.project(tx.log, {record: kind})
            tx.touch(kind, UUID(record))


def _withdrawable(tx: Transaction, record: str, seen: set[str]) -> list[str]:
    """The record and what goes with it, or nothing.

    Args:
        seen: records looked at already, for some point at one another.
    """
    if record in seen or tx.is_draft(record) or not drafts.is_unsent(tx.log, record):
        return []
    seen.add(record)
    group = [record]
    for other, kind in _naming(tx, record):
        belongs = kind == Link.about.name or (
            kind == "attachment" and tx.log.values(other).get("belongs_to") == record
        )
        if tx.is_draft(other) or other in group:
            continue
        along = [other] if kind == Link.about.name else _withdrawable(tx, other, seen)
        if not belongs or not along:
            return []
        group += along
    return group


def _naming(tx: Transaction, record: str) -> list[tuple[str, str]]:
    """Other records whose changes, not sent yet, name this one."""
    (sent,) = tx.connection.execute("SELECT chained FROM lane WHERE number = ?", (tx.log.lane,)).fetchone()
    found = tx.connection.execute(
        "SELECT DISTINCT record, kind FROM change WHERE id > ? AND record <> ? AND instr(value, ?)",
        (change_id(tx.log.lane, sent), record, json.dumps(record)),
    )
    return [(other, kind) for other, kind in found.fetchall()]


def erase(tx: Transaction, id: UUID, *, field: str, reason: str) -> None:
    """See `Transaction.erase`. A draft leaves no trace at all; of a shared record the erasure itself stays.

    What was known under another id before, and is gone there, goes with it: the log still tells all that it said.
    """
    table = tx.table_of(id)
    if field:
        table.field(field)
    if not reason.strip():
        raise UserError(
            "no-reason",
            N_("Erasing needs a reason, such as the decision it rests on. Nothing was changed."),
            column="reason",
        )
    for each in (id, *(other for other in _gone_ids(tx, id) if _says(tx, other, field))):
        _erase(tx, each, field=field, reason=reason.strip())


def _erase(tx: Transaction, id: UUID, *, field: str, reason: str) -> None:
    """Erases what stands under one id."""
    table = tx.table_of(id)
    change = None
    if not field:
        for document in _documents(tx, id):
            _erase(tx, document, field="", reason=reason)
        for link in _connections(tx, id):
            tx.delete(link)
    elif table.fields[field].many:
        for other in tx.linked(id, field):
            tx.unlink(id, field, other)
    if tx.is_draft(id.hex):
        tx.log.flush()
        forget_addressees(tx.connection, [(id.hex, field)])
    if tx.is_draft(id.hex) and not field:
        drafts.forget(tx.log, id.hex)
        tx.is_now(id.hex, draft=False)
        tx.projection.remove(table, id.hex)
    elif tx.is_draft(id.hex):
        drafts.forget_field(tx.log, id.hex, field)
        tx.projection.project(tx.log, {id.hex: table.name})
    else:
        change = erasing.erase(tx.log, table.name, id.hex, field=field, reason=reason)
        tx.projection.project(tx.log, {id.hex: table.name})
    tx.erased.append((id, field, change))
    tx.touch(table.name, id)


def _gone_ids(tx: Transaction, id: UUID) -> list[UUID]:
    """The ids that a record had before, where it is known by what it says."""
    if not tx.table_of(id).kind.about.follows_key:
        return []
    tx.log.flush()
    return [UUID(other) for other in gone_ids(tx.log, id.hex)]


def _says(tx: Transaction, id: UUID, field: str) -> bool:
    """Whether the log still tells something that a field has said; of the whole record where none is named."""
    found = tx.connection.execute(
        "SELECT 1 FROM every_change WHERE record = ?1 AND (?2 = '' OR field = ?2 AND value IS NOT NULL "
        "OR field = ?3 AND json_extract(value, '$.' || ?2) IS NOT NULL) LIMIT 1",
        (id.hex, field, CREATED),
    )
    return found.fetchone() is not None


def erase_documents_left(tx: Transaction, touched: Mapping[str, str], *, reason: str) -> None:
    """Erases documents that someone put on a record while another erased it.

    Args:
        touched: the records, with their kinds, that an arrival erased or changed.
    """
    anything = tx.connection.execute("SELECT 1 FROM erased WHERE field = '' LIMIT 1").fetchone()
    if "attachment" not in tx.kinds or not anything:
        return
    owners = {
        tx.log.values(record).get("belongs_to") for record, kind in touched.items() if kind == "attachment"
    }
    for record in _erased_among(tx, {*touched, *(owner for owner in owners if owner)}):
        for document in _documents(tx, UUID(record)):
            erase(tx, document, field="", reason=reason)


def _erased_among(tx: Transaction, records: Iterable[str]) -> list[str]:
    """Those of some records that are erased: asked at once, for thousands may arrive and hardly any is."""
    found = tx.connection.execute(
        "SELECT record FROM erased WHERE field = '' AND record IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(records)),),
    )
    return [record for (record,) in found.fetchall()]


def erase_moved_on(tx: Transaction, touched: Mapping[str, str], *, reason: str) -> None:
    """Erases what someone took to another id while another erased it.

    It stays where others than the one who moved it have written under that id as well.

    Args:
        touched: the records, with their kinds, that an arrival erased or changed.
    """
    moves = Moves(tx.connection)
    following = {
        record
        for record, kind in touched.items()
        if kind in tx.kinds and tx.kinds[kind].kind.about.follows_key
    }
    for record in _erased_among(tx, following):
        erasures = [
            json.loads(head.seen or "{}") for head in tx.log.record_heads(record) if head.field == ERASED
        ]
        if not erasures:
            continue
        waiting, known = [record], {record}
        while waiting:
            old = waiting.pop()
            for move in moves.of(old):
                seen = any(
                    number_of(move.change) <= each.get(str(lane_of(move.change)), 0) for each in erasures
                )
                if move.old != old or move.new in known or seen or not _wrote_alone(tx, move):
                    continue
                known.add(move.new)
                waiting.append(move.new)
                if not tx.log.head_ids(move.new, ERASED):
                    _erase(tx, UUID(move.new), field="", reason=reason)


def _wrote_alone(tx: Transaction, move: Move) -> bool:
    """Whether nobody but the one who moved a record has written under its new id."""
    found = tx.connection.execute(
        "SELECT 1 FROM change WHERE record = ? AND field NOT IN (?, ?) "
        "AND author <> (SELECT author FROM change WHERE id = ?)",
        (move.new, ALIVE, ERASED, move.change),
    )
    return found.fetchone() is None


def _documents(tx: Transaction, id: UUID) -> list[UUID]:
    """The documents on a record that still say something, deleted ones too."""
    tx.log.flush()
    found = tx.connection.execute(
        "SELECT DISTINCT record FROM every_change WHERE kind = 'attachment' AND record <> ? AND instr(value, ?)",
        (id.hex, json.dumps(id.hex)),
    ).fetchall()
    return [UUID(each) for (each,) in found if tx.log.values(each).get("belongs_to") == id.hex]


def _connections(tx: Transaction, id: UUID) -> list[UUID]:
    tx.projection.flush()
    found = tx.connection.execute("SELECT id FROM link WHERE ? IN (from_id, to_id)", (id.hex,))
    return [UUID(link) for (link,) in found.fetchall()]
