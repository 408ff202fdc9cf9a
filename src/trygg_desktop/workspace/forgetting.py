"""An older copy of a workspace goes on: it forgets again what has gone since, and opens a lane of its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import UUID

from trygg_desktop.i18n import N_, _
from trygg_desktop.workspace import drafts
from trygg_desktop.workspace.beside import Gone
from trygg_desktop.workspace.log import ERASED
from trygg_desktop.workspace.schema import VOID

if TYPE_CHECKING:
    from trygg_desktop.workspace.transaction import Transaction
    from trygg_desktop.workspace.workspace import Workspace

_MESSAGE = N_("Erased again after a backup was restored")


def go_on(workspace: Workspace, gone: Gone) -> None:
    """Goes on in a new lane, because this file was restored, moved or copied.

    Args:
        gone: the list that lies with the backups. What became void since is made void in the old lane, as it may
            have been sent; what was erased since is erased in the new one, for the old one may have gone further.
    """
    given_way = _void_again(workspace, gone)
    workspace.open_lane()
    _make_again(workspace, given_way)
    _erase_again(workspace, gone)


def _void_again(workspace: Workspace, gone: Gone) -> dict[str, tuple[str, dict[str, Any]]]:
    """Makes void in the old lane what became void after the copy was made: so it was sent, if it was.

    Gives what had given way to others: each record with its kind and values.
    """
    given_way: dict[str, tuple[str, dict[str, Any]]] = {}
    with workspace.transaction(_MESSAGE) as tx:
        for record, kind in _still_told(tx, gone.withdrawn):
            drafts.withdraw(tx.log, record)
            tx.is_now(record, draft=True)
            tx.projection.project(tx.log, {record: kind})
        for record, kind in _still_told(tx, gone.given_way):
            given_way[record] = kind, tx.log.values(record)
            drafts.make_void(tx.log, record)
            tx.projection.remove(tx.kinds[kind], record)
        tx.ends_undo = bool(given_way)
    return given_way


def _still_told(tx: Transaction, changes: tuple[int, ...]) -> list[tuple[str, str]]:
    """The records that the copy tells of by these changes alone, with their kinds."""
    listed = json.dumps(changes)
    return [
        (record, kind)
        for record, kind in tx.connection.execute(
            "SELECT DISTINCT record, kind FROM change WHERE id IN (SELECT value FROM json_each(?)) AND field <> ?",
            (listed, VOID),
        ).fetchall()
        if kind in tx.kinds
        and not tx.connection.execute(
            "SELECT 1 FROM change WHERE record = ? AND id NOT IN (SELECT value FROM json_each(?))",
            (record, listed),
        ).fetchone()
    ]


def _make_again(workspace: Workspace, given_way: dict[str, tuple[str, dict[str, Any]]]) -> None:
    """What had given way to others is written anew, until it comes from them again."""
    with workspace.transaction(_MESSAGE) as tx:
        for record, (kind, values) in given_way.items():
            tx.log.create(kind, record, values)
            tx.log.flush()
            tx.projection.project(tx.log, {record: kind})
            tx.ends_undo = True


def _erase_again(workspace: Workspace, gone: Gone) -> None:
    """Erases what was erased after the copy was made; in the new lane, for the old one may have gone further."""
    with workspace.transaction(_MESSAGE) as tx:
        for id, field, change in gone.erased:
            if workspace.kind_of(id) and not tx.log.head_ids(id.hex, ERASED) and not _knows(tx, id, change):
                tx.erase(id, field=field, reason=_("Erased before the backup was restored"))


def _knows(tx: Transaction, id: UUID, change: int | None) -> bool:
    """Whether the copy was made after the erasure; a draft's leaves no trace, so what is shared by now stays."""
    if change is None:
        return not tx.is_draft(id.hex)
    return tx.connection.execute("SELECT 1 FROM change WHERE id = ?", (change,)).fetchone() is not None
