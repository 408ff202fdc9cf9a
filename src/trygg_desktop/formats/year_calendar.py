"""The council's year for calendars: reports, reviews, what runs out and the law's two years, as whole days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from trygg_desktop.i18n import _
from trygg_desktop.insight.year import What

if TYPE_CHECKING:
    from trygg_desktop.insight.year import YearMark

_FROM_THE_YEAR = "year"


def mark_entry(mark: YearMark, domain: str, stamp: datetime | None) -> Any:
    """A mark of the year as an event of one day that takes no time; of a confidential record without its title.

    Its id follows from the record and the sort of mark, so that a calendar that is given a later file moves it.
    """
    from icalendar import Event

    entry = Event()
    entry.add("uid", f"{mark.id}.{_FROM_THE_YEAR}.{mark.what.value}.{mark.number}{domain}")
    entry.add("summary", _("{what}: {title}", what=mark.what.label, title=mark.shown))
    entry.add("dtstart", mark.day)
    entry.add("dtend", mark.day + timedelta(days=1))
    entry.add("dtstamp", stamp or datetime(*mark.day.timetuple()[:3], tzinfo=UTC))
    entry.add("transp", "TRANSPARENT")
    return entry


def is_mark(uid: str, domain: str) -> bool:
    """Whether an event of a calendar was such a mark: it tells of a record that has its place here already."""
    own, found, _rest = uid.partition(domain)
    return bool(found) and f".{_FROM_THE_YEAR}." in own


def for_calendars(marks: list[YearMark]) -> list[YearMark]:
    """The marks that a calendar should hold: what waits, and no meetings, which are written with their hours."""
    return [mark for mark in marks if mark.waits and mark.what is not What.MEETING]
