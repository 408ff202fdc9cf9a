"""How ready a meeting is: what follows from the meeting itself, and the checklist that people wrote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlmodel import col

from trygg_desktop.domain.agenda import in_order, planned_length, total_minutes
from trygg_desktop.domain.council import AgendaItem, ItemForm, Meeting, MeetingStatus, Preparation
from trygg_desktop.i18n import N_, _, ngettext
from trygg_desktop.insight.meetings import open_points
from trygg_desktop.workspace import Workspace

_CALLED = (MeetingStatus.CALLED, MeetingStatus.HELD)
_USUAL_NOTICE = 10
"""Days before the meeting, where the council has not set its own."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the list that says how ready a meeting is.

    `key` names the checks that follow from the meeting itself; for a point that someone wrote it is
    empty and `preparation` is its record. `label` is translated.
    """

    key: str
    label: str
    done: bool
    due: date | None = None
    late: bool = False
    owner: str = ""
    preparation: UUID | None = None


@dataclass(frozen=True, slots=True)
class Readiness:
    """How ready a meeting is: first what follows from the meeting itself, then what people wrote down.

    What people wrote down is what is counted; what follows from the meeting only tells what it lacks.
    """

    checks: tuple[Check, ...]

    @property
    def written(self) -> tuple[Check, ...]:
        """The checklist that people wrote."""
        return tuple(check for check in self.checks if check.preparation)

    @property
    def missing(self) -> tuple[Check, ...]:
        """What the meeting itself still lacks, without what a point of the checklist is already there for."""
        return tuple(
            check for check in self.checks if not (check.preparation or check.done or self._has(check))
        )

    def _has(self, check: Check) -> bool:
        """Whether a written point is for the same thing: the one due on the day when the notice is to be sent."""
        return check.due is not None and any(check.due == written.due for written in self.written)

    @property
    def done(self) -> int:
        """How many points of the checklist are done."""
        return sum(check.done for check in self.written)

    @property
    def of(self) -> int:
        """How many points the checklist has; 0 where nobody has written one."""
        return len(self.written)

    @property
    def late(self) -> int:
        """How many lines, written or not, should have been done already."""
        return sum(check.late for check in self.checks)


def readiness(workspace: Workspace, meeting: Meeting, today: date) -> Readiness:
    """The checklist before a meeting, for the leaders' own screen."""
    items = in_order(workspace.records(AgendaItem, col(AgendaItem.meeting) == meeting.id))
    derived = [
        *_when_and_where(meeting),
        *_about_items(items),
        *_about_length(meeting, items),
        _about_open_points(workspace, meeting),
        _about_drafts(meeting, items),
        _about_notice(workspace, meeting, today),
    ]
    return Readiness((*derived, *_written(workspace, meeting, today)))


def _when_and_where(meeting: Meeting) -> Iterator[Check]:
    missing = [
        word
        for word, value in (
            (N_("day"), meeting.held_on),
            (N_("time"), meeting.starts),
            (N_("place"), meeting.place),
        )
        if not value
    ]
    words = ", ".join(_(word) for word in missing)
    label = _("Not set yet: {what}", what=words) if missing else _("Day, time and place are set")
    yield Check("when-and-where", label, not missing)


def _about_items(items: list[AgendaItem]) -> Iterator[Check]:
    real = [item for item in items if item.form != ItemForm.BREAK]
    if not real:
        yield Check("items", _("The agenda has no items yet"), False)
        return
    mute = sum(not item.presenter for item in real)
    yield Check(
        "presenters",
        ngettext("{n} item without presenter", "{n} items without presenter", mute)
        if mute
        else _("Every item has a presenter"),
        not mute,
    )
    endless = sum(not item.minutes for item in items)
    yield Check(
        "minutes",
        ngettext("{n} item without time", "{n} items without time", endless)
        if endless
        else _("Every item has its time"),
        not endless,
    )
    open_ended = sum(item.form == ItemForm.DECISION and not item.proposal for item in real)
    yield Check(
        "proposals",
        ngettext(
            "{n} item for decision without proposal", "{n} items for decision without proposal", open_ended
        )
        if open_ended
        else _("Every item for decision has a proposal"),
        not open_ended,
    )


def _about_length(meeting: Meeting, items: list[AgendaItem]) -> Iterator[Check]:
    length = planned_length(meeting)
    if length is None or not items:
        return
    over = total_minutes(items) - length
    yield Check(
        "length",
        ngettext("The agenda is {n} minute too long", "The agenda is {n} minutes too long", over)
        if over > 0
        else _("The agenda fits within the time"),
        over <= 0,
    )


def _about_open_points(workspace: Workspace, meeting: Meeting) -> Check:
    """A point is gone through when a note says why it remains, or when it is due after the meeting."""
    silent = sum(
        not point.carried_over
        and (meeting.held_on is None or point.due is None or point.due <= meeting.held_on)
        for point in open_points(workspace, before=meeting)
    )
    label = (
        ngettext("{n} open point to go through", "{n} open points to go through", silent)
        if silent
        else _("Open points have been gone through")
    )
    return Check("open-points", label, not silent)


def _about_drafts(meeting: Meeting, items: list[AgendaItem]) -> Check:
    drafts = sum(bool(record.draft) for record in (meeting, *items))
    label = (
        ngettext("{n} draft that will not be printed", "{n} drafts that will not be printed", drafts)
        if drafts
        else _("Nothing on the agenda is a draft")
    )
    return Check("drafts", label, not drafts)


def _about_notice(workspace: Workspace, meeting: Meeting, today: date) -> Check:
    """The notice is due as many days before the meeting as is usual, unless another day was set."""
    sent = meeting.notice_sent_on is not None or meeting.status in _CALLED
    due = meeting.notice_due
    if due is None and meeting.held_on is not None:
        due = meeting.held_on - timedelta(days=workspace.council().notice_days or _USUAL_NOTICE)
    late = not sent and due is not None and due < today
    label = _("The notice has been sent") if sent else _("The notice has not been sent")
    return Check("notice", label, sent, due=due, late=late)


def _written(workspace: Workspace, meeting: Meeting, today: date) -> Iterator[Check]:
    found = workspace.records(Preparation, col(Preparation.meeting) == meeting.id)
    found.sort(key=lambda one: (one.position is None, one.position or "", one.due or date.max, str(one.id)))
    for one in found:
        done = bool(one.done)
        late = not done and one.due is not None and one.due < today
        yield Check(
            "", one.title or "", done, due=one.due, late=late, owner=one.owner or "", preparation=one.id
        )
