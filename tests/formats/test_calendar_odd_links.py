"""A link that was pasted with a line end in it stops no calendar and adds no line of its own to it."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from icalendar import Calendar

from trygg_desktop.domain.council import Meeting
from trygg_desktop.formats.calendar_out import calendar_text


def test_a_link_with_a_line_end_is_written_on_one_line() -> None:
    link = "https://example.se/rum\r\nATTENDEE:mailto:b@example.se"
    meeting = Meeting(id=uuid4(), title="Trygghetsrådet", held_on=date(2026, 12, 3), video_link=link)
    written = calendar_text([meeting], council="Rådet", stamps={}, length=60)
    [event] = Calendar.from_ical(written).walk("VEVENT")
    assert str(event["url"]) == " ".join(link.split())
    assert "attendee" not in event
