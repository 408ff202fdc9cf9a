"""What falls due: promises, decisions, findings, follow-ups, reviews and the council's year, and how late each is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any
from uuid import UUID

from sqlmodel import col

from trygg_desktop.domain.council import Decision, Meeting, MeetingStatus, Preparation
from trygg_desktop.domain.fields import Choice, FieldKind
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.presence import (
    Finding,
    FindingStatus,
    PresenceSession,
    SafetyWalk,
    answer_due,
)
from trygg_desktop.domain.record import Audience, Record, headline
from trygg_desktop.domain.stakeholders import (
    Agreement,
    AgreementStatus,
    Commitment,
    CommitmentStatus,
    Interaction,
)
from trygg_desktop.domain.values import sort_key
from trygg_desktop.i18n import N_
from trygg_desktop.insight.audience import visible
from trygg_desktop.insight.decisions import CLOSED
from trygg_desktop.workspace import Workspace


class What(Choice):
    """Why something is on the list."""

    COMMITMENT = "commitment", N_("Commitment to be kept")
    DECISION = "decision", N_("Decision to be carried out")
    FINDING = "finding", N_("Finding to be remedied")
    ANSWER = "answer", N_("Residents to be answered")
    AGREEMENT = "agreement", N_("Agreement runs out")
    FOLLOW_UP = "follow-up", N_("To follow up")
    PREPARATION = "preparation", N_("Before the meeting")
    NOTICE = "notice", N_("Notice to be sent")
    REPORT = "report", N_("To be reported to the executive board")
    PROMISE = "promise", N_("Promise to citizens to be reviewed")
    PILOT = "pilot", N_("Pilot to be judged")
    MEASURE = "measure", N_("Measure to be followed up")
    NEXT_STEP = "next-step", N_("Next step to be followed up")
    GOAL = "goal", N_("Goal to be reached")
    TWO_YEARS = "two-years", N_("Picture and plan due by law")
    REVIEW = "review", N_("To be reviewed or erased")


@dataclass(frozen=True, slots=True)
class Due:
    """Something that someone has to see to. `days_late` is 0 on the day itself and before it.

    `title` is the record's own text even where `protected` is set: a screen that others may see
    shows only that such a record exists.
    """

    on: date
    title: str
    kind: str
    id: UUID
    what: What
    days_late: int
    protected: bool


@dataclass(frozen=True, slots=True)
class _Source:
    """A day field of a kind of record, and when the day still matters."""

    what: What
    kind: type[Record]
    day: str
    closed: tuple[Choice, ...] = ()
    done: str = ""

    def where(self) -> Iterator[Any]:
        yield col(getattr(self.kind, self.day)).is_not(None)
        if self.closed:
            status = col(self.kind.status)  # type: ignore[attr-defined]
            yield status.is_(None) | status.not_in([str(option) for option in self.closed])
        if self.done:
            done = col(getattr(self.kind, self.done))
            is_flag = self.kind.fields()[self.done].kind is FieldKind.BOOL
            yield done.is_not(True) if is_flag else done.is_(None)


_SOURCES: tuple[_Source, ...] = (
    _Source(
        What.COMMITMENT,
        Commitment,
        "due",
        closed=(CommitmentStatus.KEPT, CommitmentStatus.BROKEN, CommitmentStatus.WITHDRAWN),
    ),
    _Source(What.DECISION, Decision, "due", closed=CLOSED),
    _Source(What.FINDING, Finding, "due", closed=(FindingStatus.FIXED, FindingStatus.REFUSED)),
    _Source(What.AGREEMENT, Agreement, "runs_out_on", closed=(AgreementStatus.ENDED,)),
    _Source(What.FOLLOW_UP, LiaisonNote, "follow_up_on", done="followed_up"),
    _Source(What.FOLLOW_UP, Interaction, "follow_up_on", done="followed_up"),
    _Source(What.FOLLOW_UP, PresenceSession, "follow_up_on", done="followed_up"),
    _Source(
        What.NOTICE,
        Meeting,
        "notice_due",
        closed=(MeetingStatus.CALLED, MeetingStatus.HELD, MeetingStatus.CANCELLED),
        done="notice_sent_on",
    ),
    _Source(What.REPORT, Meeting, "report_due", closed=(MeetingStatus.CANCELLED,), done="reported_on"),
)


def due(
    workspace: Workspace,
    today: date,
    *,
    until: date | None = None,
    audience: Audience | None = None,
    with_year: bool = True,
) -> list[Due]:
    """Everything that is due up to and including `until` (without it, ever), the longest overdue first.

    Reviews of personal data are the leaders' own housekeeping: no audience gets them.

    Args:
        with_year: whether measures, promises to citizens, pilots, goals and the law's two years are there too.
            Without them no more is read than the first picture of the day needs.
    """
    every = chain(_everything(workspace, audience), _year(workspace, today, audience) if with_year else ())
    found = [one for one in every if until is None or one.on <= until]
    titles = workspace.titles(one.id for one in found)
    listed = [
        Due(
            on=one.on,
            title=headline(titles.get(one.id)),
            kind=one.kind,
            id=one.id,
            what=one.what,
            days_late=max(0, (today - one.on).days),
            protected=not Audience.COUNCIL.may_see(one.protection),
        )
        for one in found
    ]
    return sorted(listed, key=lambda one: (one.on, _ORDER[one.what], sort_key(one.title) or "", one.id.hex))


_ORDER = {what: place for place, what in enumerate(What)}


@dataclass(frozen=True, slots=True)
class _Found:
    what: What
    kind: str
    id: UUID
    on: date
    protection: str | None


def _everything(workspace: Workspace, audience: Audience | None) -> Iterator[_Found]:
    known = [source for source in _SOURCES if source.kind.about.name in workspace.kinds]
    for source in known:
        yield from _dated(workspace, source, audience)
    if SafetyWalk.about.name in workspace.kinds:
        yield from _answers(workspace, audience)
    if Preparation.about.name in workspace.kinds:
        yield from _preparations(workspace, audience)
    if audience is None:
        for kind, record, on, protection in workspace.across(["review_on", "protection"], given="review_on"):
            yield _Found(What.REVIEW, kind, UUID(record), date.fromisoformat(on), protection)


def _year(workspace: Workspace, today: date, audience: Audience | None) -> Iterator[_Found]:
    """What runs out in the council's year; agreements are here already."""
    from trygg_desktop.insight.running_out import Ending, running_out

    known = {
        Ending.PROMISE: What.PROMISE,
        Ending.PILOT: What.PILOT,
        Ending.FOLLOW_UP: What.MEASURE,
        Ending.NEXT_STEP: What.NEXT_STEP,
        Ending.GOAL: What.GOAL,
        Ending.TWO_YEARS: What.TWO_YEARS,
    }
    if not {"measure", "goal", "follow-up", "situation-picture"} <= set(workspace.kinds.names):
        return
    for one in running_out(workspace, today, audience=audience):
        if one.what in known:
            yield _Found(known[one.what], one.kind, one.id, one.on, one.protection)


def _dated(workspace: Workspace, source: _Source, audience: Audience | None) -> Iterator[_Found]:
    where = (*source.where(), *visible(source.kind, audience))
    for id_, on, protection in workspace.rows(source.kind, [source.day, "protection"], where=where):
        yield _Found(source.what, source.kind.about.name, id_, on, protection)


def _answers(workspace: Workspace, audience: Audience | None) -> Iterator[_Found]:
    """Safety walks whose residents wait for an answer, six months where no other day is set."""
    where = (col(SafetyWalk.answered_on).is_(None), *visible(SafetyWalk, audience))
    for id_, walked, answer, protection in workspace.rows(
        SafetyWalk, ["walked_on", "answer_due", "protection"], where=where
    ):
        on = answer_due(SafetyWalk(walked_on=walked, answer_due=answer))
        if on is not None:
            yield _Found(What.ANSWER, SafetyWalk.about.name, id_, on, protection)


def _preparations(workspace: Workspace, audience: Audience | None) -> Iterator[_Found]:
    """Points on checklists, as long as their meeting has not been held or cancelled."""
    over = {MeetingStatus.HELD.value, MeetingStatus.CANCELLED.value}
    past = {id_ for id_, status in workspace.rows(Meeting, ["status"]) if status in over}
    where = (
        col(Preparation.due).is_not(None),
        col(Preparation.done).is_not(True),
        *visible(Preparation, audience),
    )
    for id_, on, meeting, protection in workspace.rows(
        Preparation, ["due", "meeting", "protection"], where=where
    ):
        if meeting not in past:
            yield _Found(What.PREPARATION, Preparation.about.name, id_, on, protection)
