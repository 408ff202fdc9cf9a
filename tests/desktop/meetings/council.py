"""A small council with a meeting to plan, for the tests of its pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID

from trygg_desktop.domain.agenda import positions
from trygg_desktop.domain.council import AgendaItem, CouncilMember, Decision, ItemForm, Meeting, Preparation
from trygg_desktop.domain.record import Protection
from trygg_desktop.i18n import HOME
from trygg_desktop.workspace import Workspace

TODAY = date(2026, 11, 22)
BEFORE, NEXT = date(2026, 9, 17), date(2026, 12, 3)
AGENDA = (
    ("Mötet öppnas", ItemForm.INFORMATION, 5, "Ordföranden"),
    ("Närvaron i ytterområdena", ItemForm.DISCUSSION, 20, "Kommunens ledningsfunktion"),
    ("Paus", ItemForm.BREAK, 15, None),
    ("Förslag till åtgärdsplan", ItemForm.DECISION, 25, None),
    ("Övrigt", ItemForm.INFORMATION, 10, "Ordföranden"),
)


@dataclass(frozen=True)
class Council:
    """The ids of what was made."""

    previous: UUID
    meeting: UUID
    items: tuple[UUID, ...]
    decision: UUID
    confidential: UUID
    preparation: UUID
    member: UUID


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A clock time in Sweden."""
    return datetime.combine(day, time(hour, minute), tzinfo=HOME).astimezone(UTC)


def fill(workspace: Workspace) -> Council:
    """A held meeting with decisions, and the next one with an agenda, a checklist and members."""
    with workspace.transaction("Made the council") as tx:
        previous = tx.create(
            Meeting, title="Trygghetsrådet", held_on=BEFORE, starts=at(BEFORE, 13), status="held"
        )
        meeting = tx.create(
            Meeting,
            title="Trygghetsrådet",
            held_on=NEXT,
            starts=at(NEXT, 13),
            ends=at(NEXT, 14, 15),
            place="Stadshuset",
            notice_due=date(2026, 11, 26),
        )
        items = []
        for (title, form, minutes, presenter), place in zip(AGENDA, positions(len(AGENDA)), strict=True):
            values = {
                "title": title,
                "form": form,
                "minutes": minutes,
                "presenter": presenter,
                "position": place,
            }
            items.append(tx.create(AgendaItem, meeting=meeting, **values))
        tx.create(AgendaItem, title="Mötet öppnas", meeting=previous, position=positions(1)[0], minutes=5)
        decision = tx.create(
            Decision,
            title="Rutin för lov",
            owner="Båda",
            due=date(2026, 11, 13),
            meeting=previous,
            decided_on=BEFORE,
        )
        confidential = tx.create(
            Decision,
            title="Insats vid torget",
            meeting=previous,
            decided_on=BEFORE,
            protection=Protection.PROTECTED,
            ground="OSL 18:2",
            draft=False,
        )
        preparation = tx.create(Preparation, title="Boka lokal", due=date(2026, 11, 24), meeting=meeting)
        member = tx.create(CouncilMember, name="Ledamot ett", body="Kommunstyrelsen", seat="chair")
        tx.create(CouncilMember, name="Ledamot två", body="Grundskolenämnden")
    return Council(previous, meeting, tuple(items), decision, confidential, preparation, member)
