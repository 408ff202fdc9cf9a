"""What every paper about a meeting says of it: when and where it is, who leads it and when the one before was held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import col

from trygg_desktop.briefings.content import Reading, joined
from trygg_desktop.briefings.cover import Cover, cover_of
from trygg_desktop.briefings.parts import Kind, Paragraph, Part
from trygg_desktop.briefings.request import Request
from trygg_desktop.domain.council import Meeting, MeetingStatus
from trygg_desktop.domain.record import Audience
from trygg_desktop.errors import ProtectionRefused, UserError
from trygg_desktop.i18n import N_, _
from trygg_desktop.insight.meetings import ends_of, previous_meeting


@dataclass(frozen=True, slots=True)
class SittingContent:
    """A meeting's cover and head, already filtered for the audience.

    `lies_ahead` is whether it has yet to be held, on the day that the edition is of.
    """

    cover: Cover
    held_on: date | None
    starts: datetime | None
    ends: datetime | None
    place: str
    case_number: str
    cancelled: bool
    lies_ahead: bool
    for_public: bool
    chair: str
    secretary: str
    adjuster: str
    previous_day: date | None


def read_sitting(reading: Reading, meeting: Meeting, previous: Meeting | None) -> dict[str, Any]:
    """The fields of a `SittingContent`; the cover is to be read last, when it is known what was left out."""
    cover = cover_of(reading)
    return {
        "cover": cover,
        "held_on": meeting.held_on,
        "starts": meeting.starts,
        "ends": ends_of(meeting),
        "place": meeting.place or reading.letterhead().meeting_place or "",
        "case_number": meeting.case_number or cover.case_number,
        "cancelled": meeting.status == MeetingStatus.CANCELLED,
        "lies_ahead": lies_ahead(meeting, reading.edition.today),
        "for_public": reading.edition.audience is Audience.PUBLIC,
        "chair": meeting.chair or "",
        "secretary": meeting.secretary or "",
        "adjuster": meeting.adjuster or "",
        "previous_day": previous.held_on if previous else None,
    }


def lies_ahead(meeting: Meeting, today: date) -> bool:
    """Whether a meeting has yet to be held."""
    return meeting.status != MeetingStatus.HELD and (meeting.held_on is None or meeting.held_on >= today)


def known_on(meeting: Meeting, today: date) -> date:
    """The day whose knowledge a paper about a meeting tells: today, but nothing from after the meeting.

    A notice or minutes that are made again when the meeting is over say what was known there.
    """
    return min(today, meeting.held_on or today)


def the_meeting(reading: Reading, request: Request) -> Meeting:
    """The meeting that a briefing is about.

    Raises:
        UserError: none is named, or it is a draft or not here.
        ProtectionRefused: the audience may not see it.
    """
    if request.meeting is None:
        raise UserError("meeting-needed", N_("Say which meeting the briefing is for."))
    found = reading.find(request.meeting)
    if isinstance(found, Meeting):
        return found
    if request.meeting not in reading.left_out:
        raise UserError(
            "meeting-is-draft", N_("The meeting is a draft or is not here. No edition holds drafts.")
        )
    if reading.edition.audience is Audience.PUBLIC:
        raise ProtectionRefused(
            "meeting-not-open",
            N_(
                "The meeting is not marked as open. Make the meeting and the items that are to go out open, "
                "or make the briefing for the council."
            ),
        )
    raise ProtectionRefused(
        "meeting-confidential",
        N_("The meeting is marked confidential. Make the briefing for the leaders."),
    )


def meeting_before(reading: Reading, meeting: Meeting) -> Meeting | None:
    """The last meeting before this one that the audience may know of; those that came after it are left out."""
    if meeting.held_on is None:
        return None
    earlier = previous_meeting(reading.workspace, meeting, audience=reading.audience)
    since = () if earlier is None else (col(Meeting.held_on) >= earlier.held_on,)
    status = col(Meeting.status)
    took_place = status.is_(None) | (status != MeetingStatus.CANCELLED.value)
    reading.records(Meeting, col(Meeting.held_on) < meeting.held_on, took_place, *since)
    return earlier


def left_out_lines(content: SittingContent) -> Iterator[Part]:
    """That something is not in the edition, and whom the public may ask for more."""
    if not content.cover.left_out:
        return
    ask = ""
    if content.for_public and content.case_number:
        ask = _(
            "To read more, ask {body} and give reference {number}.",
            body=content.cover.body,
            number=content.case_number,
        )
    yield Paragraph(joined((content.cover.left_out, ask), " "), Kind.NOTE)
