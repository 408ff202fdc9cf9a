"""The minutes: what is gathered of who was there, what was said on each item and what was decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlmodel import col

from trygg_desktop.briefings.content import Edition, Reading
from trygg_desktop.briefings.decided import DecidedContent, decided
from trygg_desktop.briefings.meeting import (
    MemberContent,
    by_seat,
    member_content,
    seated,
)
from trygg_desktop.briefings.request import Request
from trygg_desktop.briefings.sitting import (
    SittingContent,
    known_on,
    lies_ahead,
    meeting_before,
    read_sitting,
    the_meeting,
)
from trygg_desktop.domain.agenda import running_order
from trygg_desktop.domain.council import (
    AgendaItem,
    Attendance,
    CouncilMember,
    Decision,
    ItemForm,
    Meeting,
    MeetingStatus,
    Presence,
)
from trygg_desktop.domain.record import Audience
from trygg_desktop.i18n import _
from trygg_desktop.insight.meetings import open_then
from trygg_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class AttendedContent:
    """How one member attended; `member` is nothing where names are left out."""

    member: MemberContent | None
    presence: Presence
    substitute: str
    note: str


@dataclass(frozen=True, slots=True)
class MinutedContent:
    """One item with what was said and decided about it. A break is not minuted."""

    number: int | None
    form: str
    title: str
    presenter: str
    proposal: str
    outcome: str
    decisions: tuple[DecidedContent, ...]
    marking: str


@dataclass(frozen=True, slots=True)
class MinutesContent(SittingContent):
    """Everything that the minutes print. For a meeting that lies ahead they are the form to fill in.

    What is published is not signed. `followed_up` are the decisions of earlier meetings that remained when this
    one began, as they stood on the day that is `known_on`.
    """

    to_sign: bool
    members: tuple[MemberContent, ...]
    attended: tuple[AttendedContent, ...]
    known_on: date
    followed_up: tuple[DecidedContent, ...]
    items: tuple[MinutedContent, ...]
    other_decisions: tuple[DecidedContent, ...]
    text: str


def gather(workspace: Workspace, edition: Edition, request: Request) -> tuple[MinutesContent, Reading]:
    """Reads what the minutes of a meeting may hold for this edition, and nothing else.

    Raises:
        UserError: no meeting is named, or it is a draft and no working copy was asked for.
        ProtectionRefused: the audience may not see the meeting itself.
    """
    reading = Reading(workspace, edition)
    meeting = the_meeting(reading, request)
    ahead = lies_ahead(meeting, edition.today)
    previous = meeting_before(reading, meeting)
    followed_up = _followed_up(reading, meeting)
    decisions = reading.records(Decision, col(Decision.meeting) == meeting.id)
    items = _items(reading, meeting, decisions)
    named = {id for item in items for id in item[1]}
    _warn(reading, ahead=ahead, whole=bool(items))
    content = MinutesContent(
        to_sign=edition.audience is not Audience.PUBLIC and meeting.status != MeetingStatus.CANCELLED,
        members=tuple(seated(reading, meeting.held_on or edition.today)) if ahead else (),
        attended=() if ahead else tuple(_attended(reading, meeting)),
        known_on=known_on(meeting, edition.today),
        followed_up=followed_up,
        items=tuple(item for item, _ids in items),
        other_decisions=tuple(decided(reading, one) for one in decisions if one.id not in named),
        text=(meeting.minutes_text or "").strip(),
        **read_sitting(reading, meeting, previous),
    )
    return content, reading


def _warn(reading: Reading, *, ahead: bool, whole: bool) -> None:
    """What the one who makes it has to know before it is published."""
    if ahead and reading.edition.audience is Audience.PUBLIC:
        reading.notices.append(
            _("The meeting has not been held. This is the form to fill in, not minutes to publish.")
        )
    if not whole and reading.left_out:
        reading.notices.append(_("This audience may see none of the items, so the minutes have none."))


def _followed_up(reading: Reading, meeting: Meeting) -> tuple[DecidedContent, ...]:
    """Decisions of earlier meetings that were open when this one began, those due first at the top.

    They stand as they stood at the meeting: what came later was not known to those who adjust the minutes.
    """
    day = known_on(meeting, reading.edition.today)
    found = reading.admit(open_then(reading.workspace, meeting))
    told = (decided(reading, one, on=day) for one in found)
    if _has_met_again(reading, meeting):
        told = (replace(one, remark="", report=one.report if one.is_closed else "") for one in told)
    return tuple(told)


def _has_met_again(reading: Reading, meeting: Meeting) -> bool:
    """Whether a later meeting has been held: what is said of a decision may have been written for that one."""
    if meeting.held_on is None:
        return False
    today = reading.edition.today
    status, day = col(Meeting.status), col(Meeting.held_on)
    took_place = (status == MeetingStatus.HELD.value) | (
        (status.is_(None) | (status != MeetingStatus.CANCELLED.value)) & (day < today)
    )
    return reading.workspace.count(Meeting, day > meeting.held_on, day <= today, took_place) > 0


def _items(
    reading: Reading, meeting: Meeting, decisions: list[Decision]
) -> list[tuple[MinutedContent, set[UUID | None]]]:
    """The agenda in order, each item with the decisions that belong to it and their ids."""
    found = []
    for slot in running_order(None, reading.records(AgendaItem, col(AgendaItem.meeting) == meeting.id)):
        item = slot.item
        if item.form == ItemForm.BREAK:
            continue
        own = [one for one in decisions if one.agenda_item == item.id]
        minuted = MinutedContent(
            number=slot.number,
            form=item.form or ItemForm.INFORMATION,
            title=item.title or "",
            presenter=item.presenter or "",
            proposal=(item.proposal or "").strip(),
            outcome=(item.outcome or "").strip(),
            decisions=tuple(decided(reading, one) for one in own),
            marking=reading.marking_of(item),
        )
        found.append((minuted, {one.id for one in own}))
    return found


def _attended(reading: Reading, meeting: Meeting) -> list[AttendedContent]:
    """Who was there, in the order they sit; nameless where personal data are left out."""
    noted = reading.records(Attendance, col(Attendance.meeting) == meeting.id)
    found = {one.id: reading.find(one.member) for one in noted}
    order = by_seat([member for member in found.values() if isinstance(member, CouncilMember)])
    place = {member.id: number for number, member in enumerate(order)}
    attended = []
    for one in noted:
        member = found[one.id]
        known = member if isinstance(member, CouncilMember) else None
        if one.presence in list(Presence):
            content = AttendedContent(
                member=member_content(known) if known else None,
                presence=Presence(one.presence),
                substitute=(one.substitute or "").strip(),
                note=(one.note or "").strip(),
            )
            attended.append((place[known.id] if known else len(place), content))
    return [content for _place, content in sorted(attended, key=lambda each: each[0])]
