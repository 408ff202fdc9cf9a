"""Reads the notebook's notes, and writes a new one the way the quick entry means it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import col

from trygg_desktop.desktop.liaison.notebook_model import NoteRow
from trygg_desktop.desktop.liaison.quick_note import WrittenNote
from trygg_desktop.domain.districts import District, Level
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.record import Protection
from trygg_desktop.domain.sides import Side
from trygg_desktop.domain.values import sort_key
from trygg_desktop.formats.places import Place, PlaceFinder, places
from trygg_desktop.i18n import HOME, _, local
from trygg_desktop.workspace import Transaction, Workspace

SCRATCH = "new-liaison-note"
"""Under this name what is typed in the quick entry is kept until it is saved."""
_FIELDS = (
    "text", "noted", "from_side", "protection", "ground", "draft", "follow_up_on", "followed_up", "districts",
    "agreed", "outcome",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the page needs besides the notes: districts, provisions, whose laptop this is, unsaved text."""

    districts: tuple[tuple[UUID, str], ...]
    parts: dict[UUID, frozenset[UUID]]
    places: tuple[Place, ...]
    grounds: tuple[str, ...]
    side: Side
    authority: str
    unsaved: str


def read_notes(workspace: Workspace, only: Collection[UUID] | None = None) -> list[NoteRow]:
    """All notes, or those of some ids that are still there."""
    where = [] if only is None else [col(LiaisonNote.id).in_(only)]
    return [_row(*values) for values in workspace.rows(LiaisonNote, _FIELDS, where=where)]


def _row(
    id: UUID,
    text: str | None,
    noted: datetime | None,
    side: str | None,
    protection: str | None,
    ground: str | None,
    draft: bool | None,
    follow_up_on: date | None,
    followed_up: bool | None,
    districts: tuple[UUID, ...],
    *more: str | None,
) -> NoteRow:
    return NoteRow(
        id=id,
        text=text or "",
        noted=noted,
        side=side,
        protection=protection,
        ground=ground,
        draft=bool(draft),
        follow_up_on=follow_up_on,
        followed_up=bool(followed_up),
        districts=districts,
        sought=" ".join(each for each in (text, ground, *more) if each),
    )


def read_surroundings(workspace: Workspace) -> Surroundings:
    """Reads what the page needs besides the notes."""
    known = [one for one in workspace.records(District) if one.id and one.level != Level.MUNICIPALITY]
    areas = sorted(
        (one for one in known if one.level in (Level.AREA, None)), key=lambda one: sort_key(one.name) or ""
    )
    council, me = workspace.council(), workspace.me
    return Surroundings(
        districts=tuple((one.id, one.name or "") for one in areas if one.id),
        parts={area.id: _with_parts(area.id, known) for area in areas if area.id},
        places=tuple(places(workspace)),
        grounds=tuple(line.strip() for line in (council.grounds or "").splitlines() if line.strip()),
        side=me.side,
        authority=_("The Police Authority") if me.side is Side.POLICE else council.municipality or me.name,
        unsaved=workspace.scratch(SCRATCH).get("text", ""),
    )


def _with_parts(area: UUID, known: Iterable[District]) -> frozenset[UUID]:
    """An area and the sub-areas that lie in it."""
    return frozenset({area, *(one.id for one in known if one.parent == area and one.id)})


def moment_now(today: date) -> datetime:
    """The time by the clock on the wall, on the desk's own day."""
    now = datetime.now(UTC)
    here = local(now)
    return now if here.date() == today else datetime.combine(today, here.time(), HOME).astimezone(UTC)


def write_note(
    tx: Transaction, written: WrittenNote, around: Surroundings, *, today: date, district: UUID | None
) -> UUID:
    """Keeps a note: it concerns the district the notebook is narrowed to, and those its text names."""
    named = sorted(PlaceFinder(around.places).named_in(written.text), key=str)
    values: dict[str, Any] = {
        "text": written.text,
        "noted": moment_now(today),
        "from_side": around.side.value,
        "protection": written.marking.protection,
        "follow_up_on": written.follow_up_on,
        "districts": list(dict.fromkeys([*([district] if district else []), *named])),
    }
    if written.marking.protection == Protection.PROTECTED:
        values |= {"ground": written.marking.ground, "marked_on": today, "marked_by": around.authority}
    return tx.create(LiaisonNote, **values)
