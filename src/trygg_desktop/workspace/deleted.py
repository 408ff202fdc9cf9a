"""What was deleted and is not erased: it is seen nowhere, and the log still holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self
from uuid import UUID

from trygg_desktop.domain.record import Record
from trygg_desktop.i18n import _
from trygg_desktop.workspace.kinds import Kinds
from trygg_desktop.workspace.log import ALIVE, ERASED, ChangeLog


class GoneName(str):
    """What stands in the place of a deleted record's title; told from a record that happens to be called so."""

    __slots__ = ()

    def __new__(cls) -> Self:
        return super().__new__(cls, _("deleted"))


@dataclass(frozen=True, slots=True)
class Deleted:
    """A deleted record.

    Args:
        record: as it read when it was deleted.
        by: who deleted it.
        at: when, in milliseconds since 1970 by their clock.
    """

    record: Record
    by: str
    at: int


def deleted(log: ChangeLog, kinds: Kinds) -> list[Deleted]:
    """Every deleted record that could be restored, the latest deleted first; no connections and other side kinds."""
    found = log.connection.execute(
        "SELECT h.record, c.kind, i.name, c.at FROM head h JOIN every_change c ON c.id = h.id "
        "LEFT JOIN identity i ON i.id = c.author WHERE h.field = ? AND c.value = 'false' ORDER BY c.hlc DESC",
        (ALIVE,),
    ).fetchall()
    told: dict[str, Deleted] = {}
    for record, kind, name, at in found:
        if record in told or kind not in kinds or kinds[kind].kind.about.side_kind:
            continue
        made = as_it_was(log, kinds, UUID(record))
        if made is not None and not log.is_alive(record):
            told[record] = Deleted(made, name or "", at)
    return list(told.values())


def as_it_was(log: ChangeLog, kinds: Kinds, id: UUID) -> Record | None:
    """A deleted record as it read; nothing where there is none, or nothing is left of it."""
    kind = log.kind_of(id.hex)
    if kind is None or kind not in kinds or log.is_alive(id.hex) or log.head_ids(id.hex, ERASED):
        return None
    made = kinds[kind].record(id, log.values(id.hex))
    made.draft = log.is_draft(id.hex)
    return made
