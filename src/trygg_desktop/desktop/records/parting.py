"""How the record in a form is released, deleted or erased for good."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.records.alive import if_alive
from trygg_desktop.domain.record import Protection, Record
from trygg_desktop.i18n import N_


def release(desk: Desk, record: Record) -> None:
    """Lets a draft go to the other side at the next exchange."""
    id = record.id
    if id is not None:
        protected = record.protection == Protection.PROTECTED
        desk.command(
            N_("Release {kind}"),
            lambda tx: tx.release(id, protected=protected),
            final=True,
            kind=record.about.noun,
        )


def delete(
    desk: Desk,
    record: Record,
    owner: QWidget,
    done: Callable[[UUID], None],
    refused: Callable[[UUID], None],
) -> None:
    """Deletes a record; Ctrl+Z brings it back. One of the two is told what became of it."""
    id = record.id
    if id is None:
        return

    def failed(error: BaseException) -> None:
        if_alive(owner, refused)(id)
        desk.fault(error)

    desk.command(
        N_("Delete {kind}"),
        lambda tx: tx.delete(id),
        if_alive(owner, lambda _done: done(id)),
        failed=failed,
        kind=record.about.noun,
    )
