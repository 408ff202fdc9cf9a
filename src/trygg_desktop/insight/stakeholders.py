"""One stakeholder over time: what was said, what was promised, what is agreed and where they take part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from trygg_desktop.domain.fields import Choice
from trygg_desktop.domain.links import Link
from trygg_desktop.domain.presence import Finding, PresenceAction, SafetyWalk
from trygg_desktop.domain.record import Audience, Record, headline
from trygg_desktop.domain.stakeholders import Agreement, Commitment, Interaction
from trygg_desktop.i18n import N_
from trygg_desktop.insight.audience import visible
from trygg_desktop.workspace import Workspace


class Happening(Choice):
    """What a line of the timeline is about."""

    TALKED = "talked", N_("In contact")
    PROMISED = "promised", N_("Promised")
    SIGNED = "signed", N_("Agreement signed")
    RUNS_OUT = "runs-out", N_("Agreement runs out")
    DUE = "due", N_("Commitment due")
    PRESENT = "present", N_("Presence begins")
    WALKED = "walked", N_("Safety walk")
    FINDING = "finding", N_("Finding due")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline; `on` is missing where nobody has set a day.

    `title` is the record's own text even where `protected` is set.
    """

    on: date | None
    what: Happening
    kind: str
    id: UUID
    title: str
    status: str | None
    protected: bool


@dataclass(frozen=True, slots=True)
class _Source:
    what: Happening
    kind: type[Record]
    by: str
    day: str
    several: bool = False


_SOURCES: tuple[_Source, ...] = (
    _Source(Happening.TALKED, Interaction, "stakeholder", "on"),
    _Source(Happening.PROMISED, Commitment, "stakeholder", "promised_on"),
    _Source(Happening.DUE, Commitment, "stakeholder", "due"),
    _Source(Happening.SIGNED, Agreement, "stakeholders", "signed_on", several=True),
    _Source(Happening.RUNS_OUT, Agreement, "stakeholders", "runs_out_on", several=True),
    _Source(Happening.PRESENT, PresenceAction, "responsible", "from_on"),
    _Source(Happening.PRESENT, PresenceAction, "partners", "from_on", several=True),
    _Source(Happening.WALKED, SafetyWalk, "organiser", "walked_on"),
    _Source(Happening.WALKED, SafetyWalk, "partners", "walked_on", several=True),
    _Source(Happening.FINDING, Finding, "owner", "due"),
)


def timeline(workspace: Workspace, stakeholder: UUID, *, audience: Audience | None = None) -> list[Entry]:
    """Everything with a stakeholder, newest first; what has no day at all comes last."""
    found: dict[tuple[UUID, Happening], Entry] = {}
    for source in _SOURCES:
        if source.kind.about.name in workspace.kinds:
            found |= {
                (entry.id, entry.what): entry for entry in _entries(workspace, source, stakeholder, audience)
            }
    dated = {entry.id for entry in found.values() if entry.on is not None}
    kept: dict[UUID | tuple[UUID, Happening], Entry] = {}
    for key, entry in found.items():
        if entry.on is not None:
            kept[key] = entry
        elif entry.id not in dated:
            kept.setdefault(entry.id, entry)
    return sorted(kept.values(), key=lambda entry: (entry.on or date.min, entry.id.hex), reverse=True)


def _entries(
    workspace: Workspace, source: _Source, stakeholder: UUID, audience: Audience | None
) -> Iterator[Entry]:
    kind = source.kind
    names = [source.day, kind.about.naming, "protection", *(["status"] if "status" in kind.fields() else [])]
    where = (_belongs(source, stakeholder), *visible(kind, audience))
    for id_, on, title, protection, *status in workspace.rows(kind, names, where=where):
        yield Entry(
            on=on,
            what=source.what,
            kind=kind.about.name,
            id=id_,
            title=headline(title),
            status=status[0] if status else None,
            protected=not Audience.COUNCIL.may_see(protection),
        )


def _belongs(source: _Source, stakeholder: UUID) -> Any:
    if not source.several:
        return col(getattr(source.kind, source.by)) == stakeholder
    linked = select(col(Link.from_id)).where(col(Link.role) == source.by, col(Link.to_id) == stakeholder)
    return col(source.kind.id).in_(linked)


def last_contacts(workspace: Workspace, today: date, *, audience: Audience | None = None) -> dict[UUID, date]:
    """For each stakeholder the day of the latest interaction so far; those never in contact are absent."""
    statement: Any = (
        select(col(Interaction.stakeholder), func.max(col(Interaction.on)))
        .where(
            col(Interaction.stakeholder).is_not(None),
            col(Interaction.on) <= today,
            *visible(Interaction, audience),
        )
        .group_by(col(Interaction.stakeholder))
    )
    return dict(workspace.select(statement))
