"""The day of a meeting: its hours lie on it, its title may say it, and both go along when it is moved."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Any

from trygg_desktop.domain.council import Meeting
from trygg_desktop.domain.record import Record
from trygg_desktop.i18n import HOME, local, weekday_day_month


def on_day(day: date, at: time) -> datetime:
    """A clock time in Sweden on a day, as the file keeps it."""
    return datetime.combine(day, at, tzinfo=HOME).astimezone(UTC)


def names_its_day(title: str, day: date) -> bool:
    """Whether a title already says the day, such as `Trygghetsrådet torsdag 3 december`."""
    return re.search(rf"\b{day.day} [^\W\d]{{3,}}", title) is not None


def without_day(title: str, day: date) -> str:
    """A title without weekday, day and month where it says them, in whichever language it was written."""
    said = rf"\s*\b[^\W\d]+(?:dag|day) {day.day} [^\W\d]{{3,}}(?: {day.year})?"
    return re.sub(said, "", title).strip()


def retitled(title: str, before: date | None, after: date) -> str:
    """The title for another day: where it says the old day, it says the new one."""
    return title.replace(weekday_day_month(before), weekday_day_month(after)) if before else title


def along_with_day(record: Record, field: str, value: Any) -> dict[str, Any]:
    """What else changes where the day of a meeting is changed: start and end move to it, by the clock."""
    if not isinstance(record, Meeting) or field != "held_on" or not isinstance(value, date):
        return {}
    hours = {name: moment for name in ("starts", "ends") if (moment := getattr(record, name)) is not None}
    changed: dict[str, Any] = {}
    if hours:
        away = value - min(local(moment).date() for moment in hours.values())
        changed = {
            name: on_day(local(moment).date() + away, local(moment).time()) for name, moment in hours.items()
        }
    before = record.title or ""
    title = retitled(before, record.held_on, value)
    return changed if title == before else {**changed, "title": title}
