"""What every paper about a meeting says of it: when and where it is, who leads it and when the one before was held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from trygg_desktop.briefings.content import Reading
from trygg_desktop.briefings.cover import Cover, cover_of
from trygg_desktop.briefings.request import Request
from trygg_desktop.domain.council import Meeting, MeetingStatus
from trygg_desktop.domain.record import Audience
from trygg_desktop.errors import ProtectionRefused, UserError
from trygg_desktop.i18n import N_
from trygg_desktop.insight.meetings import ends_of, previous_meeting


@dataclass(frozen=True, slots=True)
class SittingContent:
    """A meeting's cover and head, already filtered for the audience."""

    cover: Cover
    held_on: date | None
    starts: datetime | None
    ends: datetime | None
    place: str
    case_number: str
    cancelled: bool
    chair: str
    secretary: str
    adjuster: str
    previous_day: date | None


def read_sitting(reading: Reading, meeting: Meeting, previous: Meeting | None) -> dict[str, Any]:
    """The fields of a `SittingContent`; the cover is to be read last, when it is known what was left out."""
    return {
        "cover": cover_of(reading),
        "held_on": meeting.held_on,
        "starts": meeting.starts,
        "ends": ends_of(meeting),
        "place": meeting.place or reading.letterhead().meeting_place or "",
        "case_number": meeting.case_number or "",
        "cancelled": meeting.status == MeetingStatus.CANCELLED,
        "chair": meeting.chair or "",
        "secretary": meeting.secretary or "",
        "adjuster": meeting.adjuster or "",
        "previous_day": previous.held_on if previous else None,
    }


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
    """The last meeting before this one that the audience may know of."""
    earlier = previous_meeting(reading.workspace, meeting)
    while earlier is not None and not reading.admit([earlier]):
        earlier = previous_meeting(reading.workspace, earlier)
    return earlier
