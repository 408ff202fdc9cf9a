"""Meetings and the council's year out to calendars (.ics)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from trygg_desktop.domain.council import Meeting, MeetingStatus
from trygg_desktop.i18n import HOME, local

if TYPE_CHECKING:
    from trygg_desktop.insight.year import YearMark

DOMAIN = "@trygg-desktop"
"""What the ids of everything written here end with."""
GUESSED_END = "X-TRYGG-GUESSED-END"
"""Says that a meeting has no end here; a calendar must have one."""
OUR_STATUS = "X-TRYGG-STATUS"
USUAL_LENGTH = 120
"""Minutes that a meeting is taken to last where neither it nor the council's settings say."""
_STATUS = {
    MeetingStatus.PLANNED: "TENTATIVE",
    MeetingStatus.CANCELLED: "CANCELLED",
}


def calendar_text(
    meetings: Iterable[Meeting],
    *,
    council: str,
    stamps: dict[UUID, datetime],
    length: int,
    marks: Iterable[YearMark] = (),
) -> bytes:
    """Meetings as an iCalendar file; those without a day are left out.

    Args:
        meetings: what to write.
        council: the calendar's name.
        stamps: when each record was last changed, by id; a calendar takes the later of two versions.
        length: minutes, where a meeting has no end.
        marks: what else of the year is written, each as a whole day.
    """
    from icalendar import Calendar

    from trygg_desktop.formats.year_calendar import mark_entry

    calendar = Calendar()
    calendar.add("prodid", "-//Trygg Desktop//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", council)
    for meeting in meetings:
        if meeting.id and (meeting.starts or meeting.held_on):
            calendar.add_component(_entry(meeting, stamps.get(meeting.id), length))
    for mark in marks:
        calendar.add_component(mark_entry(mark, DOMAIN, stamps.get(mark.id)))
    calendar.add_component(_swedish_time())
    return bytes(calendar.to_ical())


def _entry(meeting: Meeting, stamp: datetime | None, length: int) -> Any:
    from icalendar import Event

    entry = Event()
    entry.add("uid", f"{meeting.id}{DOMAIN}")
    entry.add("summary", meeting.title or "")
    if meeting.starts:
        starts = local(meeting.starts)
        ends = local(meeting.ends) if meeting.ends else None
        entry.add("dtstart", starts)
        entry.add("dtend", ends or starts + timedelta(minutes=meeting.planned_minutes or length))
        if ends is None:
            entry.add(GUESSED_END, "TRUE")
        entry.add("dtstamp", (stamp or meeting.starts).astimezone(UTC))
    else:
        assert meeting.held_on is not None
        entry.add("dtstart", meeting.held_on)
        entry.add("dtend", meeting.held_on + timedelta(days=1))
        entry.add("dtstamp", stamp or datetime(*meeting.held_on.timetuple()[:3], tzinfo=UTC))
    for name, value in (("location", meeting.place), ("description", meeting.introduction)):
        if value:
            entry.add(name, value)
    if meeting.video_link:
        entry.add("url", " ".join(meeting.video_link.split()))
    entry.add("status", _STATUS.get(meeting.status, "CONFIRMED"))  # type: ignore[call-overload]
    if meeting.status:
        entry.add(OUR_STATUS, meeting.status)
    return entry


def _swedish_time() -> Any:
    """The rule for summer time as Outlook writes it; it does not read a list of every change since 1970."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    zone = Timezone()
    zone.add("tzid", HOME.key)
    for part, name, before, after, begins, month in (
        (TimezoneDaylight(), "CEST", 1, 2, datetime(1996, 3, 31, 2), 3),  # noqa: DTZ001
        (TimezoneStandard(), "CET", 2, 1, datetime(1996, 10, 27, 3), 10),  # noqa: DTZ001
    ):
        part.add("tzname", name)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        part.add("dtstart", begins)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        zone.add_component(part)
    return zone
