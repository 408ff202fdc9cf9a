"""What may be said of a confidential record while others look on: its kind, its day and its chip, never its text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col

from trygg_desktop import i18n
from trygg_desktop.domain.attachments import Attachment
from trygg_desktop.domain.fields import FieldKind
from trygg_desktop.domain.record import Audience, Record
from trygg_desktop.workspace import Workspace

_DAYS = (FieldKind.DATE, FieldKind.DATETIME)


@dataclass(frozen=True, slots=True)
class Veil:
    """Stands for a record that is marked confidential.

    Args:
        words: its kind, and the day that lists of its kind go by where it has one.
        ground: the provision its marking rests on, for the chip.
    """

    words: str
    protection: str
    ground: str


def veils(workspace: Workspace, found: Iterable[tuple[str, UUID]]) -> dict[UUID, Veil]:
    """Of these records, given as kind and id, those marked confidential, or belonging to one that is."""
    by_kind: dict[str, set[UUID]] = defaultdict(set)
    for kind, id in found:
        by_kind[kind].add(id)
    veiled: dict[UUID, Veil] = {}
    for name, ids in by_kind.items():
        veiled |= _of_kind(workspace, workspace.kinds.named(name), ids)
    documents = by_kind.get(Attachment.about.name, set()) - veiled.keys()
    return veiled | _of_documents(workspace, documents)


def _of_kind(workspace: Workspace, kind: type[Record], ids: set[UUID]) -> dict[UUID, Veil]:
    day = _day_field(kind)
    names = ["protection", "ground", *([day] if day else [])]
    veiled = {}
    for id, protection, ground, *days in workspace.rows(kind, names, where=(col(kind.id).in_(ids),)):
        if not Audience.COUNCIL.may_see(protection):
            veiled[id] = Veil(_words(kind, days[0] if days else None), protection or "", ground or "")
    return veiled


def _of_documents(workspace: Workspace, ids: set[UUID]) -> dict[UUID, Veil]:
    """A document is as confidential as what it belongs to: its name may tell what it is about."""
    if not ids:
        return {}
    owners = dict(workspace.rows(Attachment, ["belongs_to"], where=(col(Attachment.id).in_(ids),)))
    kinds = {owner: workspace.kind_of(owner) for owner in set(owners.values()) if owner}
    known = [(kind.about.name, owner) for owner, kind in kinds.items() if kind and kind is not Attachment]
    behind = veils(workspace, known)
    return {
        id: Veil(_words(Attachment, None), behind[owner].protection, behind[owner].ground)
        for id, owner in owners.items()
        if owner in behind
    }


def _day_field(kind: type[Record]) -> str | None:
    fields = kind.fields()
    order = [name.removeprefix("-") for name in kind.about.order]
    return next((name for name in order if fields[name].kind in _DAYS), None)


def _words(kind: type[Record], day: date | None) -> str:
    return f"{kind.about.title}, {i18n.short_date(day)}" if day else kind.about.title
