"""What belongs to one stakeholder: its people, what it has promised and agreed, and everything that happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from trygg_desktop.desktop.parts import Mark
from trygg_desktop.desktop.stakeholders.fact_rows import FactRow
from trygg_desktop.desktop.stakeholders.story import Story, tell
from trygg_desktop.domain.links import Link
from trygg_desktop.domain.record import headline
from trygg_desktop.domain.stakeholders import (
    Agreement,
    AgreementStatus,
    Commitment,
    CommitmentStatus,
    Contact,
)
from trygg_desktop.domain.values import option_label
from trygg_desktop.i18n import _, ngettext, short_date
from trygg_desktop.insight.stakeholders import Entry, Happening, timeline
from trygg_desktop.workspace import Workspace

CONCERNED = frozenset(
    {
        "stakeholder",
        "contact",
        "interaction",
        "commitment",
        "agreement",
        "presence-action",
        "safety-walk",
        "finding",
        "link",
    }
)
"""The kinds whose changes change what is shown here."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything around a stakeholder, ready to be shown; nothing around one that is only begun."""

    id: UUID | None
    story: Story
    contacts: tuple[FactRow, ...]
    promises: tuple[FactRow, ...]
    happenings: tuple[FactRow, ...]
    talks: int


def nothing_around(today: date) -> Surroundings:
    """What is shown around one that is only begun."""
    return Surroundings(None, tell((), today), (), (), (), 0)


def read_surroundings(workspace: Workspace, id: UUID, today: date) -> Surroundings:
    """Reads what is around a stakeholder."""
    entries = timeline(workspace, id)
    grounds = _grounds(workspace, entries)
    return Surroundings(
        id,
        tell(entries, today),
        tuple(_contacts(workspace, id)),
        tuple(_promises(workspace, id, today)),
        tuple(_happening(entry, grounds) for entry in entries),
        sum(entry.what is Happening.TALKED for entry in entries),
    )


def _contacts(workspace: Workspace, id: UUID) -> Iterable[FactRow]:
    names = ["name", "role", "phone", "mobile", "email", "protection", "ground"]
    for row_id, name, role, phone, mobile, email, protection, ground in workspace.rows(
        Contact, names, where=(col(Contact.stakeholder) == id,)
    ):
        reach = phone or mobile or email or ""
        words = f"{name}, {role}" if role else str(name or "")
        yield FactRow(row_id, words, fact=reach, protection=protection, ground=ground)


_COMMITMENT_MARKS = {
    CommitmentStatus.KEPT: (Mark.DONE, "ok"),
    CommitmentStatus.BROKEN: (Mark.LATE, "alert"),
    CommitmentStatus.WITHDRAWN: (Mark.LATE, "text2"),
}
_AGREEMENT_MARKS = {
    AgreementStatus.IN_FORCE: (Mark.ON_PLAN, "accent"),
    AgreementStatus.RENEWING: (Mark.RISK, "warn"),
    AgreementStatus.ENDED: (Mark.DONE, "text2"),
}


def _promises(workspace: Workspace, id: UUID, today: date) -> list[FactRow]:
    found = [*_commitments(workspace, id, today), *_agreements(workspace, id, today)]
    return [row for _day, row in sorted(found, key=lambda pair: (pair[0] is None, pair[0] or today))]


def _commitments(workspace: Workspace, id: UUID, today: date) -> Iterable[tuple[date | None, FactRow]]:
    names = ["title", "due", "status", "protection", "ground"]
    field = Commitment.fields()["status"]
    for row_id, title, due, status, protection, ground in workspace.rows(
        Commitment, names, where=(col(Commitment.stakeholder) == id,)
    ):
        mark, color = _COMMITMENT_MARKS.get(status, (Mark.NOT_BEGUN, "text2"))
        words = option_label(field, status) if status else ""
        if status == CommitmentStatus.OPEN and due is not None and due < today:
            mark, color = Mark.LATE, "alert"
            words = ngettext("{n} day late", "{n} days late", (today - due).days)
        yield due, _row(row_id, title, due, words, mark, color, protection, ground)


def _agreements(workspace: Workspace, id: UUID, today: date) -> Iterable[tuple[date | None, FactRow]]:
    linked = select(col(Link.from_id)).where(col(Link.role) == "stakeholders", col(Link.to_id) == id)
    names = ["title", "runs_out_on", "status", "protection", "ground"]
    field = Agreement.fields()["status"]
    for row_id, title, ends, status, protection, ground in workspace.rows(
        Agreement, names, where=(col(Agreement.id).in_(linked),)
    ):
        mark, color = _AGREEMENT_MARKS.get(status, (Mark.NOT_BEGUN, "text2"))
        words = option_label(field, status) if status else ""
        if (
            ends is not None
            and ends < today
            and status in (AgreementStatus.IN_FORCE, AgreementStatus.RENEWING)
        ):
            mark, color, words = Mark.LATE, "alert", _("has run out")
        yield ends, _row(row_id, title, ends, words, mark, color, protection, ground)


def _row(
    id: UUID,
    title: str | None,
    day: date | None,
    words: str,
    mark: Mark,
    color: str,
    protection: str | None,
    ground: str | None,
) -> FactRow:
    left = short_date(day) if day else "–"
    return FactRow(id, headline(title), left, words, mark, color, protection, ground)


def _grounds(workspace: Workspace, entries: Iterable[Entry]) -> dict[UUID, str | None]:
    found: dict[UUID, str | None] = {}
    for entry in entries:
        if entry.protected and entry.id not in found:
            record = workspace.find(entry.id)
            found[entry.id] = record.ground if record else None
    return found


def _happening(entry: Entry, grounds: dict[UUID, str | None]) -> FactRow:
    return FactRow(
        entry.id,
        entry.title,
        short_date(entry.on) if entry.on else "–",
        entry.what.label,
        protection="protected" if entry.protected else None,
        ground=grounds.get(entry.id),
    )
