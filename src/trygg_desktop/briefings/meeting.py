"""The meeting briefing: what is gathered for notice, agenda and the material for each item."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import col

from trygg_desktop.briefings.carried import Carried, CarriedContent, read_carried
from trygg_desktop.briefings.content import Edition, Reading, joined, kind_in_words
from trygg_desktop.briefings.decided import day_of
from trygg_desktop.briefings.open_points import OpenPoint, open_points_before
from trygg_desktop.briefings.presence import PresenceContent, gather_presence
from trygg_desktop.briefings.request import Request
from trygg_desktop.briefings.sitting import (
    SittingContent,
    known_on,
    meeting_before,
    read_sitting,
    the_meeting,
)
from trygg_desktop.domain.agenda import Slot, carried, running_order
from trygg_desktop.domain.attachments import Attachment
from trygg_desktop.domain.council import (
    AgendaItem,
    CouncilMember,
    ItemForm,
    Meeting,
    Seat,
)
from trygg_desktop.domain.record import Record
from trygg_desktop.domain.values import fold, sort_key
from trygg_desktop.i18n import _
from trygg_desktop.insight.meetings import members
from trygg_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class MemberContent:
    """A member as the notice names one: by name, or by seat alone where names are left out."""

    name: str
    seat: Seat | None
    body: str
    substitute: bool


@dataclass(frozen=True, slots=True)
class LinkedContent:
    """Something that someone linked to an item, or a document that belongs to it."""

    title: str
    kind: str
    marking: str


@dataclass(frozen=True, slots=True)
class ItemContent:
    """One item. A break has no number. Clock times are there only where they are known for certain."""

    number: int | None
    form: str
    title: str
    presenter: str
    minutes: int | None
    starts: datetime | None
    ends: datetime | None
    background: str
    proposal: str
    districts: tuple[str, ...]
    taken_up_before: date | None
    carried: tuple[CarriedContent, ...]
    linked: tuple[LinkedContent, ...]
    marking: str


@dataclass(frozen=True, slots=True)
class MeetingContent(SittingContent):
    """Everything that the meeting briefing prints, already filtered for its audience.

    `absence_to` is who is told by a member that can't come, and where they are reached. `notice_day` is nothing where
    the meeting is over and it is not known when the notice went out.
    """

    video_link: str
    introduction: str
    absence_to: str
    notice_day: date | None
    members: tuple[MemberContent, ...]
    items: tuple[ItemContent, ...]
    points_from_previous: tuple[OpenPoint, ...]
    older_points: tuple[OpenPoint, ...]
    presence: PresenceContent | None


def gather(workspace: Workspace, edition: Edition, request: Request) -> tuple[MeetingContent, Reading]:
    """Reads what the briefing on a meeting may hold for this edition, and nothing else.

    Raises:
        UserError: no meeting is named, or it is a draft and no working copy was asked for.
        ProtectionRefused: the audience may not see the meeting itself.
    """
    reading = Reading(workspace, edition)
    meeting = the_meeting(reading, request)
    previous = meeting_before(reading, meeting)
    until = known_on(meeting, edition.today)
    from_previous, older = open_points_before(reading, meeting, previous, on=until)
    those_seated = _seated(reading, meeting.held_on or edition.today)
    items = tuple(_items(reading, meeting, until))
    presence = gather_presence(reading, since=_last_held(reading, previous, until), until=until)
    content = MeetingContent(
        video_link=meeting.video_link or "",
        introduction=meeting.introduction or "",
        absence_to=_absence_to(meeting, those_seated),
        notice_day=meeting.notice_sent_on or (edition.today if until == edition.today else None),
        members=tuple(map(member_content, those_seated)),
        items=items,
        points_from_previous=from_previous,
        older_points=older,
        presence=presence,
        **read_sitting(reading, meeting, previous),
    )
    return content, reading


def seated(reading: Reading, day: date) -> list[MemberContent]:
    """Those who have a seat on the day of the meeting: the chairs' bodies first, in each the chair first."""
    return list(map(member_content, _seated(reading, day)))


def _seated(reading: Reading, day: date) -> list[CouncilMember]:
    return by_seat(reading.admit(members(reading.workspace, day)))


def _last_held(reading: Reading, previous: Meeting | None, until: date) -> date | None:
    """The day of the last meeting that had been held by a day: between two that lie ahead nothing has happened."""
    while previous is not None and previous.held_on is not None and previous.held_on >= until:
        previous = meeting_before(reading, previous)
    return previous.held_on if previous is not None else None


def _absence_to(meeting: Meeting, those_seated: list[CouncilMember]) -> str:
    """The secretary, with an address where the council's members have one of that name or in that seat."""
    secretary = meeting.secretary or ""
    for one in those_seated:
        if one.seat == Seat.SECRETARY and (not secretary or fold(secretary) == fold(one.name or "")):
            return joined((one.name or "", one.email or ""), ", ")
    return secretary


def by_seat(several: list[CouncilMember]) -> list[CouncilMember]:
    """Members as they sit: the chairs' bodies first, in each the chair first."""
    led = {one.body for one in several if one.shared_chair}
    return sorted(
        several,
        key=lambda one: (
            one.body not in led,
            sort_key(one.body or "") or "",
            _rank(one.seat),
            sort_key(one.name or "") or "",
        ),
    )


def member_content(member: CouncilMember) -> MemberContent:
    """A member who was read, as one is printed."""
    return MemberContent(
        member.name or "", _seat(member.seat), member.body or "", member.substitute_for is not None
    )


def _seat(value: str | None) -> Seat | None:
    return Seat(value) if value in list(Seat) else None


def _rank(value: str | None) -> int:
    return list(Seat).index(Seat(value)) if value in list(Seat) else len(Seat)


def _items(reading: Reading, meeting: Meeting, on: date) -> list[ItemContent]:
    """The agenda in order. After an item without length no clock time is known, and where an item is left out
    none can be told from what is seen: there each item has its length instead."""
    missing = len(reading.left_out)
    items = reading.records(AgendaItem, col(AgendaItem.meeting) == meeting.id)
    known = len(reading.left_out) == missing
    if not items and not known:
        reading.notices.append(_("This audience may see none of the items, so the briefing has no agenda."))
    taken_up = read_carried(reading, items, on=on)
    found: list[ItemContent] = []
    for slot in running_order(meeting.starts, items):
        found.append(_item(reading, slot, taken_up, times_known=known))
        known = known and bool(slot.item.minutes)
    return found


def _item(reading: Reading, slot: Slot, taken_up: Carried, *, times_known: bool) -> ItemContent:
    item = slot.item
    assert item.id is not None
    return ItemContent(
        number=slot.number,
        form=item.form or ItemForm.INFORMATION,
        title=item.title or "",
        presenter=item.presenter or "",
        minutes=item.minutes,
        starts=slot.starts if times_known else None,
        ends=slot.ends if times_known and item.minutes else None,
        background=item.background or "",
        proposal=item.proposal or "",
        districts=reading.titles(item.districts),
        taken_up_before=_taken_up(reading, item.carried_from),
        carried=tuple(taken_up[id] for id in carried(item) if id in taken_up),
        linked=tuple(_linked(reading, item)),
        marking=reading.marking_of(item),
    )


def _taken_up(reading: Reading, item_id: UUID | None) -> date | None:
    item = reading.find(item_id)
    return day_of(reading, item.meeting) if isinstance(item, AgendaItem) else None


def _linked(reading: Reading, item: AgendaItem) -> list[LinkedContent]:
    """What is linked to an item and belongs to it, but for what the item itself says that it takes up."""
    assert item.id is not None
    documents = reading.records(Attachment, col(Attachment.belongs_to) == item.id)
    related = [one for one in reading.related(item.id) if one.id not in carried(item)]
    found: list[Record] = [*related, *documents]
    linked = [
        LinkedContent(title, kind_in_words(one), reading.marking_of(one))
        for one in found
        if (title := called(reading, one).removesuffix("."))  # a sentence goes on with what kind it is
    ]
    return sorted(linked, key=lambda one: (sort_key(one.kind) or "", sort_key(one.title) or ""))


def called(reading: Reading, record: Record) -> str:
    """What a record is called in a list: a document by what is said of it, rather than by its file's name."""
    if isinstance(record, Attachment) and record.description:
        return record.description
    return reading.title_of(record)
