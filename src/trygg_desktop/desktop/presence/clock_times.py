"""The times of a session as people write them, such as 20.00–23.00, and as the file keeps them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from trygg_desktop.errors import UserError
from trygg_desktop.i18n import HOME, N_, clock, local

_TIME = r"(\d{1,2})(?:[.:]?(\d{2}))?"
_RANGE = re.compile(rf"\s*{_TIME}\s*(?:[-–—]\s*{_TIME})?\s*")
DAY_MINUTES = 24 * 60


def moment_on(day: date, at: time) -> datetime:
    """The moment of a clock time on a day in Sweden, in UTC."""
    return datetime.combine(day, at, tzinfo=HOME).astimezone(UTC)


def minutes_between(start: time, end: time) -> int:
    """How many minutes a session lasts; one that ends at an earlier clock time ends the next day."""
    return (end.hour * 60 + end.minute - start.hour * 60 - start.minute) % DAY_MINUTES


def shown_times(started: datetime | None, duration: int | None) -> str:
    """`20.00–23.00`, or `20.00` where nobody wrote down the end."""
    if started is None:
        return ""
    return (
        clock(started) if not duration else f"{clock(started)}–{clock(started + timedelta(minutes=duration))}"
    )


def read_times(written: str) -> tuple[time, int | None]:
    """The start and the length in minutes of `20-23`, `2000–2230` or `20.00`.

    Raises:
        UserError: where it can't be read as clock times.
    """
    found = _RANGE.fullmatch(written)
    if found is None:
        raise _unreadable(written)
    start = _time(found[1], found[2], written)
    return start, minutes_between(start, _time(found[3], found[4], written)) or None if found[3] else None


def _time(hours: str, minutes: str | None, written: str) -> time:
    try:
        return time(int(hours) % 24 if int(hours) == 24 else int(hours), int(minutes or 0))
    except ValueError:
        raise _unreadable(written) from None


def _unreadable(written: str) -> UserError:
    return UserError(
        "no-such-time", N_("“{written}” is not a time. Write it as 20.00–23.00."), written=written
    )


def day_of(started: datetime | None) -> date | None:
    """The day a session began, by the clock on the wall."""
    return local(started).date() if started else None
