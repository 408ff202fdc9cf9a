"""Meetings in from one's own calendar (.ics)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from trygg_desktop.domain.council import Meeting, MeetingStatus
from trygg_desktop.domain.record import natural_id
from trygg_desktop.domain.values import fold
from trygg_desktop.formats import received
from trygg_desktop.formats.calendar_out import DOMAIN, GUESSED_END, OUR_STATUS, USUAL_LENGTH
from trygg_desktop.formats.importing import Addition, ImportPlan, Problem, Progress, Update, silent
from trygg_desktop.i18n import HOME, N_, _, local, ngettext

if TYPE_CHECKING:
    from pathlib import Path

    from trygg_desktop.workspace import Workspace

_MEMORY = "calendar"
_NEVER = datetime.min.replace(tzinfo=UTC)
_FIELDS = (
    "title",
    "held_on",
    "starts",
    "ends",
    "place",
    "video_link",
    "introduction",
    "notes",
    "status",
    "planned_minutes",
)


@dataclass(frozen=True, slots=True)
class Appointment:
    """One event of a calendar: the line it begins on, its id there, and its values by field name."""

    number: int
    uid: str
    values: dict[str, Any]

    @property
    def is_mark(self) -> bool:
        """Whether it is no meeting, but something else of the council's year that was written here."""
        from trygg_desktop.formats.year_calendar import is_mark

        return is_mark(self.uid, DOMAIN)

    @property
    def ours(self) -> bool:
        """Whether it was written here once."""
        return DOMAIN in self.uid

    @property
    def id(self) -> UUID:
        """The id its meeting has here: our own where it came from us, else made from the calendar's."""
        own, found, _rest = self.uid.partition(DOMAIN)
        try:
            return UUID(own) if found else natural_id(Meeting.about.name, self.uid)
        except ValueError:
            return natural_id(Meeting.about.name, self.uid)

    @property
    def fingerprint(self) -> str:
        """Changes when the calendar says something else."""
        return hashlib.sha256(repr(sorted(self.values.items())).encode()).hexdigest()[:16]


def read_appointments(path: Path, problems: list[Problem], warnings: list[str]) -> list[Appointment]:
    """The events in a calendar file. Of one that repeats only the first time is taken, with a warning.

    Raises:
        UserError: the file is no calendar, or breaks off.
    """
    text = received.read_text(path)
    if not re.search(r"^BEGIN:VCALENDAR", text, re.IGNORECASE | re.MULTILINE):
        raise received.refused(path, "no-calendar", N_("“{name}” is not a calendar file."))
    if not re.search(r"^END:VCALENDAR", text, re.IGNORECASE | re.MULTILINE):
        raise received.truncated(path)
    from icalendar import Calendar

    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except (ValueError, IndexError, KeyError) as error:
        raise received.refused(path, "bad-calendar", N_("“{name}” can't be read as a calendar.")) from error
    lines = [
        text.count("\n", 0, match.start()) + 1
        for match in re.finditer(r"^BEGIN:VEVENT", text, re.IGNORECASE | re.MULTILINE)
    ]
    entries = [entry for calendar in calendars for entry in calendar.walk("VEVENT")]
    found = []
    repeating = 0
    for number, entry in zip(lines, entries, strict=False):
        if "RECURRENCE-ID" in entry:
            continue
        repeating += "RRULE" in entry
        if appointment := _appointment(number, entry, problems):
            found.append(appointment)
    if repeating:
        warnings.append(
            ngettext(
                "{n} event repeats; only its first time is taken.",
                "{n} events repeat; only their first time is taken.",
                repeating,
            )
        )
    return found


def plan(workspace: Workspace, path: Path, *, progress: Progress = silent) -> ImportPlan:
    """What importing a calendar's events as meetings will do.

    An event is the same meeting by its id in the calendar, or by title and start. A meeting is changed
    only where the calendar says something else than last time, so that what was edited here stays. What else of
    the council's year once went out with the meetings is passed over.

    Raises:
        UserError: the file is no calendar.
    """
    problems: list[Problem] = []
    warnings: list[str] = []
    appointments = read_appointments(path, problems, warnings)
    taken: dict[str, str] = dict(workspace.recall(_MEMORY) or {})
    length = workspace.council().meeting_minutes or USUAL_LENGTH
    here = {id: dict(zip(_FIELDS, cells, strict=True)) for id, *cells in workspace.rows(Meeting, _FIELDS)}
    by_title = {(fold(values["title"] or ""), values["starts"]): id for id, values in here.items()}
    additions: list[Addition] = []
    updates: list[Update] = []
    skipped = 0
    for done, each in enumerate(appointments, start=1):
        if each.is_mark:
            skipped += 1
            continue
        id = (
            each.id
            if each.id in here
            else by_title.get((fold(each.values["title"]), each.values.get("starts")))
        )
        cancelled = each.values.get("status") == MeetingStatus.CANCELLED
        if id is None and not cancelled:
            additions.append(Addition(each.id, Meeting, each.values, each.number))
        elif id and taken.get(each.id.hex) != each.fingerprint and (news := _news(here[id], each, length)):
            updates.append(Update(id, Meeting, news, each.number))
        else:
            skipped += 1
        taken[each.id.hex] = each.fingerprint
        progress(done, len(appointments))
    return ImportPlan(
        N_("Import calendar"),
        path.name,
        additions=tuple(additions),
        updates=tuple(updates),
        skipped=skipped,
        problems=tuple(problems),
        warnings=tuple(warnings),
        kind=Meeting,
        memory={_MEMORY: taken},
    )


def _news(here: dict[str, Any], each: Appointment, length: int) -> dict[str, Any]:
    """What the calendar says otherwise than is kept here, but for what only we know."""
    values = dict(each.values)
    if values.get("status") != MeetingStatus.CANCELLED:
        values.pop("status", None)
    guessed = timedelta(minutes=here["planned_minutes"] or length)
    if each.ours and here["ends"] is None and values.get("ends") == values.get("starts", _NEVER) + guessed:
        # Another calendar handed our guess back without saying that it is one
        values.pop("ends")
    return {name: value for name, value in values.items() if value != here[name]}


def _appointment(number: int, entry: Any, problems: list[Problem]) -> Appointment | None:
    title = " ".join(str(entry.get("SUMMARY") or "").split())
    starts = _moment(entry, "DTSTART")
    if not title or starts is None:
        column = "DTSTART" if title else "SUMMARY"
        message = _("The event has no start.") if title else _("The event has no title.")
        problems.append(Problem(number, column, message))
        return None
    values: dict[str, Any] = {"title": title}
    if isinstance(starts, datetime):
        values |= {"starts": starts, "held_on": local(starts).date()}
        guessed = GUESSED_END in entry
        ends = None if guessed else _moment(entry, "DTEND") or _end(entry, starts)
        if isinstance(ends, datetime) and ends > starts:
            values["ends"] = ends
    else:
        values["held_on"] = starts
    uid = str(entry.get("UID") or f"{title} {starts.isoformat()}").strip()
    # What comes from a calendar of one's own is for oneself; what we wrote there was for those invited
    description = "introduction" if DOMAIN in uid else "notes"
    for name, key in (("place", "LOCATION"), (description, "DESCRIPTION"), ("video_link", "URL")):
        if text := str(entry.get(key) or "").strip():
            values[name] = " ".join(text.split()) if name == "place" else text
    if str(entry.get("STATUS") or "").upper() == "CANCELLED":
        values["status"] = MeetingStatus.CANCELLED.value
    elif (ours := str(entry.get(OUR_STATUS) or "")) in {each.value for each in MeetingStatus}:
        values["status"] = ours
    return Appointment(number, uid, values)


def _moment(entry: Any, key: str) -> datetime | date | None:
    try:
        value = entry.decoded(key)
    except (KeyError, ValueError):
        return None
    if isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=HOME)
        return aware.astimezone(UTC).replace(microsecond=0)
    return value if isinstance(value, date) else None


def _end(entry: Any, starts: datetime) -> datetime | None:
    try:
        length = entry.decoded("DURATION")
    except (KeyError, ValueError):
        return None
    return starts + length if isinstance(length, timedelta) else None
