"""Two records of the same thing become one."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any
from uuid import UUID

from trygg_desktop.domain.links import Link
from trygg_desktop.domain.record import Protection
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_
from trygg_desktop.workspace import releasing

if TYPE_CHECKING:
    from trygg_desktop.workspace.transaction import Transaction


def merge(tx: Transaction, keep: UUID, gone: UUID, *, but: Collection[str] = ()) -> UUID:
    """What the first lacks comes from the second; what pointed at the second points at the first.

    The second is deleted. The stricter protection of the two holds.

    Args:
        but: fields that stay as the first has them, empty ones too.

    Returns:
        The id of the one, which is another than the first's where that is known by what it now says.

    Raises:
        UserError: they are of different kinds, the same record, or one is a draft and the other shared.
    """
    table, other = tx.table_of(keep), tx.table_of(gone)
    if table is not other or keep == gone:
        raise UserError(
            "cant-merge", N_("Only two records of the same kind can become one. Nothing was changed.")
        )
    if any(releasing.is_protected(tx, each) for each in (keep, gone)):
        for each in (keep, gone):
            releasing.withdraw(
                tx, each
            )  # both are confidential from now on, so the shared one becomes a draft
    if tx.is_draft(keep.hex) != tx.is_draft(gone.hex):
        raise UserError(
            "merge-draft",
            N_("A draft and a shared record can't become one. Nothing was changed. Release the draft first."),
        )
    kept, lost = tx.log.values(keep.hex), tx.log.values(gone.hex)
    filled = {
        name: value
        for name, value in lost.items()
        if name in table.fields and name not in but and _lacks(kept, name)
    }
    if _strictness(lost) > _strictness(kept):
        filled |= {name: lost.get(name) for name in ("protection", "ground", "marked_on", "marked_by")}
    take_the_place(tx, keep, gone)
    return tx.change(keep, **tx.as_given(table, filled))


def take_the_place(tx: Transaction, keep: UUID, gone: UUID) -> None:
    """What pointed at the second points at the first; the second is deleted."""
    _point_elsewhere(tx, gone, keep)
    _move_links(tx, gone, keep)
    tx.delete(gone)


def _point_elsewhere(tx: Transaction, gone: UUID, keep: UUID) -> None:
    tx.projection.flush()
    for table, field in tx.kinds.pointing:
        if table.kind is Link:
            continue
        found = tx.connection.execute(
            f'SELECT id FROM "{table.table}" WHERE "{field.name}" = ?', (gone.hex,)
        ).fetchall()
        for record in (UUID(each) for (each,) in found):
            twin = tx.twin(record, **{field.name: keep})
            if twin is None:
                tx.change(record, **{field.name: keep})
            else:  # such as the attendance of two members, who are one, at the same meeting
                merge(tx, twin, record)


def _move_links(tx: Transaction, gone: UUID, keep: UUID) -> None:
    found = tx.connection.execute(
        "SELECT id, from_id, to_id, role FROM link WHERE ? IN (from_id, to_id)", (gone.hex,)
    ).fetchall()
    for link, first, second, role in found:
        tx.delete(UUID(link))
        a, b = (keep if end == gone.hex else UUID(end) for end in (first, second))
        if a != b:
            tx.link(a, role, b)


def _strictness(values: dict[str, Any]) -> int:
    """How strict a record's protection is; a level that this program does not know counts as the strictest."""
    levels = [level.value for level in Protection]
    level = values.get("protection") or Protection.INTERNAL.value
    return levels.index(level) if level in levels else len(levels)


def _lacks(values: dict[str, Any], name: str) -> bool:
    """Whether a field says nothing; nought says something."""
    return values.get(name) in (None, "") or values[name] is False
