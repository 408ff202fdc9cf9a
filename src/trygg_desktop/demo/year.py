"""The council's year as seen from today: when things happen, and how Swedish texts name those days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from trygg_desktop.i18n import HOME

_THURSDAY = 3
_SATURDAY = 5
_SOONEST_MEETING = timedelta(days=8)
_FIRST_MANDATE, _MANDATE_YEARS = 2023, 4
"""Those elected in 2022 have the years from 2023 on; elections are every fourth year."""
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
_NOW = time(8, 0)
"""The story ends at eight this morning: what is later has not happened yet."""

# An anchor (a meeting, the record's own day, a weekday, a day of the calendar, or today), a step in days
# and a time of day: `m3+14 09.30`, `@+7`, `mon-6 10.00`, `28/10 15.10`, `-63`.
_WHEN = re.compile(
    r"(?P<anchor>m[1-4]|@|mon|tue|wed|thu|fri|\d{1,2}/\d{1,2})?(?P<step>[+-]\d+)?(?: (?P<clock>\d\d\.\d\d))?"
)
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_MEETING_DAY = re.compile(r"([mMy])([1-4])([+-]\d+)?")


@dataclass(frozen=True, slots=True)
class Year:
    """Turns `-63`, `m3+14 09.30` or `@+7` into days, and fills the days into texts.

    Args:
        today: what everything is counted from.
        words: names of months, weekdays and occasions, and how far apart the meetings are.
    """

    today: date
    words: dict[str, Any]

    @property
    def now(self) -> datetime:
        """Until when the story is told."""
        return _at(self.today, _NOW)

    def meeting(self, number: int) -> date:
        """The day of a meeting, 1 to 4. The fourth is the next: a Thursday, eight to fourteen days ahead."""
        first = self.today + _SOONEST_MEETING
        coming = first + timedelta(days=(_THURSDAY - first.weekday()) % 7)
        weeks_before: int = self.words["weeks_before_next_meeting"][number - 1]
        return coming - timedelta(weeks=weeks_before)

    def day(self, when: str, own: date | None = None) -> date:
        """The day that an expression stands for; `@` is the record's own day.

        Days counted forwards that fall on a weekend move on to Monday, those counted backwards to Friday.

        Raises:
            ValueError: it can't be read.
        """
        found = _WHEN.fullmatch(when)
        if found is None or not when:
            raise ValueError(f"no such day: {when}")
        step = int(found["step"] or 0)
        anchor = found["anchor"] or ""
        if anchor in _WEEKDAYS:
            return _latest_weekday(self.today + timedelta(days=step), _WEEKDAYS.index(anchor))
        if "/" in anchor:
            return working_day(self._latest(anchor) + timedelta(days=step), -1)
        return working_day(self._anchor(anchor, own) + timedelta(days=step), step)

    def moment(self, when: str, own: date | None = None) -> datetime:
        """The moment that an expression with a time of day stands for, in Swedish time.

        Raises:
            ValueError: it can't be read, or has no time.
        """
        hour, dot, minute = when.rpartition(" ")[2].partition(".")
        if not dot:
            raise ValueError(f"no time of day: {when}")
        return _at(self.day(when, own), time(int(hour), int(minute)))

    def _anchor(self, anchor: str, own: date | None) -> date:
        if anchor == "@":
            if own is None:
                raise ValueError("there is no own day to count from")
            return own
        return self.meeting(int(anchor[1])) if anchor else self.today

    def _latest(self, day_and_month: str) -> date:
        day, month = map(int, day_and_month.split("/"))
        this_year = date(self.today.year, month, day)
        return this_year if this_year < self.today else date(self.today.year - 1, month, day)

    def fill(self, text: str, own: date) -> str:
        """A text with its placeholders filled in, as someone wrote it on that day.

        `{m3}` is `17 september`, `{M3}` `torsdag 17 september`, `{y3}` the year of that meeting, `{m4+7}` a
        week after it, `{+9}` the day nine days later; a capital letter (`{Past}`) begins a sentence with
        one of the other words, and `{occasion@m2}` is said as of another day.
        """
        return _PLACEHOLDER.sub(lambda found: self._word(found[1], own), text)

    def _word(self, name: str, own: date) -> str:
        if "@" in name:
            name, anchor = name.split("@")
            own = self.day(anchor)
        if found := _MEETING_DAY.fullmatch(name):
            day = self.meeting(int(found[2])) + timedelta(days=int(found[3] or 0))
            return {"m": self.short(day), "M": self.long(day), "y": str(day.year)}[found[1]]
        if re.fullmatch(r"[+-]\d+", name):
            return self.short(working_day(own + timedelta(days=int(name)), int(name)))
        if name[0].isupper():
            word = self._word(name.lower(), own)
            return word[0].upper() + word[1:]
        return self._of_the_time(name, own)

    def _of_the_time(self, name: str, own: date) -> str:
        this_year = self.meeting(4).year
        mandate = this_year - (this_year - _FIRST_MANDATE) % _MANDATE_YEARS
        facts = {
            "year": own.year,
            "last_year": own.year - 1,
            "half": self.words["halves"][own.month > 6],
            "occasion": self._occasion(own, 1),
            "past": self._occasion(own, 0),
            "mandate": f"{mandate}–{mandate + _MANDATE_YEARS - 1}",
        }
        return str(facts[name])

    def _occasion(self, own: date, step: int) -> str:
        """The occasion that comes next (1), or the one that was last (0)."""
        marks = self.words["occasions"]
        gone = sum((own.month, own.day) >= (mark["month"], mark["day"]) for mark in marks)
        return str(marks[(gone - 1 + step) % len(marks)]["name"])

    def short(self, day: date) -> str:
        """`17 september`."""
        return f"{day.day} {self.words['months'][day.month - 1]}"

    def long(self, day: date) -> str:
        """`torsdag 17 september`."""
        return f"{self.words['weekdays'][day.weekday()]} {self.short(day)}"


def working_day(day: date, direction: int) -> date:
    """The day itself, or from a weekend the Monday after it (counting forwards) or the Friday before it."""
    over = day.weekday() - _SATURDAY
    if over < 0 or direction == 0:
        return day
    return day + timedelta(days=2 - over) if direction > 0 else day - timedelta(days=over + 1)


def _latest_weekday(day: date, weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, HOME).astimezone(UTC)


def at_clock(day: date, clock: str) -> datetime:
    """A Swedish time of day such as `20.00` on that day."""
    hour, minute = map(int, clock.split("."))
    return _at(day, time(hour, minute))
