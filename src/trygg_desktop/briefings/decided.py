"""Decisions as several briefings print them: what was decided, who sees to it, by when, and how it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any
from uuid import UUID

from trygg_desktop.briefings.content import Reading
from trygg_desktop.briefings.parts import Kind, Paragraph, Prose, Run, Shape, Status
from trygg_desktop.domain.council import Decision, DecisionStatus, Meeting
from trygg_desktop.domain.values import sort_key
from trygg_desktop.i18n import _, ngettext, short_date
from trygg_desktop.insight.decisions import CLOSED, days_late, is_closed, who_sees_to
from trygg_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class DecidedContent:
    """A decision. `late` is how many days ago it was due, nothing where it is closed or not yet due."""

    title: str
    text: str
    owner: str
    due: date | None
    late: int
    decided_on: date | None
    status: str
    closed_on: date | None
    remark: str
    report: str
    marking: str

    @property
    def is_closed(self) -> bool:
        """Whether nothing more is to be done."""
        return self.status in CLOSED


def as_it_stood(decision: Decision, day: date) -> Decision:
    """A decision that was read, as it stood on a day: what was closed later remained, and nothing had come of it."""
    if is_closed(decision) and decision.closed_on is not None and decision.closed_on > day:
        decision.status, decision.closed_on, decision.report = DecisionStatus.OPEN, None, None
    return decision


def day_made(workspace: Workspace) -> Callable[[Decision], date | None]:
    """What gives the day on which a decision was made: its own, else that of its meeting. To choose by, not to print:
    the meeting may be closed to the audience."""
    days = dict(workspace.rows(Meeting, ["held_on"]))
    return lambda one: one.decided_on or (days.get(one.meeting) if one.meeting else None)


def made_by(workspace: Workspace, day: date, *where: Any) -> list[Decision]:
    """The decisions that had been made by a day, as they stood then, the first due at the top."""
    made = day_made(workspace)
    found = [one for one in workspace.records(Decision, *where) if (made(one) or day) <= day]
    return sorted((as_it_stood(one, day) for one in found), key=_first_due)


def _first_due(decision: Decision) -> tuple[date, date, str]:
    return decision.due or date.max, decision.decided_on or date.max, sort_key(decision.title) or ""


def decided(reading: Reading, decision: Decision, *, on: date | None = None) -> DecidedContent:
    """A decision that was read, as it is printed: as it stood on a day, usually that of the edition."""
    day = on or reading.edition.today
    decision = as_it_stood(decision, day)
    return DecidedContent(
        title=decision.title or "",
        text=(decision.text or "").strip(),
        owner=who_sees_to(decision, reading.title),
        due=decision.due,
        late=days_late(decision, day),
        decided_on=decision.decided_on or day_of(reading, decision.meeting),
        status=decision.status or "",
        closed_on=decision.closed_on,
        remark=(decision.carried_over or "").strip(),
        report=(decision.report or "").strip(),
        marking=reading.marking_of(decision),
    )


def day_of(reading: Reading, meeting_id: UUID | None) -> date | None:
    """The day of a meeting, where the audience may know of it."""
    meeting = reading.find(meeting_id)
    return meeting.held_on if isinstance(meeting, Meeting) else None


def state(decision: DecidedContent) -> Status:
    """How a decision stands, as a shape and in words."""
    if decision.status == DecisionStatus.DROPPED:
        return Status(Shape.NOT_BEGUN, _closed(_("dropped"), decision.closed_on))
    if decision.status == DecisionStatus.DONE:
        return Status(Shape.DONE, _closed(_("carried out"), decision.closed_on))
    if decision.late:
        words = ngettext("{n} day late", "{n} days late", decision.late)
        return Status(Shape.LATE, words, strong=True)
    return Status(Shape.NOT_BEGUN, _("remains"))


def _closed(words: str, day: date | None) -> str:
    return f"{words} {short_date(day)}" if day else words


class Wording(Enum):
    """How much is said of a decision: what remains to be done, also what came of it, or the outcome alone."""

    REMAINING = auto()
    WITH_REPORT = auto()
    IN_BRIEF = auto()


def wording(decision: DecidedContent, how: Wording = Wording.REMAINING) -> tuple[Prose, ...]:
    """What was decided, and below it in smaller letters its wording, why it remains and what came of it."""
    return (Paragraph(decision.title, Kind.STRONG), *_below(decision, how))


def _below(decision: DecidedContent, how: Wording) -> Iterator[Prose]:
    report = "" if how is Wording.REMAINING else decision.report
    text = "" if how is Wording.IN_BRIEF and report else decision.text
    remark = "" if decision.is_closed or (how is Wording.IN_BRIEF and text) else decision.remark
    if text and text != decision.title:
        yield Paragraph(text, Kind.NOTE)
    for label, said in ((_("So far"), remark), (_("Result"), report)):
        if said:
            yield Paragraph((Run(f"{label}: ", strong=True), Run(said)), Kind.NOTE)
    if decision.marking:
        yield Paragraph(decision.marking, Kind.NOTE)
