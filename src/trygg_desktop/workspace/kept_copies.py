"""Which copies of the workspace lie in its folder, and which of them stay when there are more than are needed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from glob import escape
from pathlib import Path

from trygg_desktop.i18n import _, file_size

DAYS, WEEKS, MONTHS = 7, 4, 12
CHANGES = 2
"""Copies from before a change of the file that are kept: of the last one, and of the one before it."""
LONGEST = timedelta(days=366)
"""How long one from before a change is kept: who was erased since is in it, and no copy keeps them longer."""
BUDGET = 2 * 10**9
"""Bytes that all kept copies may take together; the newest of each sort stays whatever it takes."""
_BEFORE = "-before-change-of-"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that the program made by itself.

    Args:
        file: where it lies.
        day: when it was made.
        size: in bytes.
        before_change: whether it was made because a newer program was to change the file.
    """

    file: Path
    day: date
    size: int
    before_change: bool = False


def daily_copy(workspace_path: Path, folder: Path, today: date) -> Path:
    """Where today's copy lies, or is to lie."""
    return folder / f"{workspace_path.stem}-{today.isoformat()}{workspace_path.suffix}"


def copy_before_change(workspace_path: Path, folder: Path, revision: str, said: str) -> Path:
    """Where the copy from before a change lies, or is to lie.

    Args:
        revision: the shape that the file had.
        said: what tells its content from that of another file that lay here.
    """
    return folder / f"{workspace_path.stem}{_BEFORE}{revision}-{said}{workspace_path.suffix}"


def copies_of(workspace_path: Path, folder: Path) -> list[Copy]:
    """The copies of a workspace that the program made in a folder, the newest first."""
    stem, suffix = workspace_path.stem, workspace_path.suffix
    found: list[tuple[date, int, Copy]] = []
    for file in folder.glob(f"{escape(stem)}-*{suffix}"):
        before_change = file.stem.startswith(stem + _BEFORE)
        try:
            held = file.stat()
        except FileNotFoundError:  # thinned out while the window looks
            continue
        made = datetime.fromtimestamp(held.st_mtime, UTC).date()
        day = made if before_change else _day(file.stem.removeprefix(stem + "-"))
        if day is not None:
            found.append((day, held.st_mtime_ns, Copy(file, day, held.st_size, before_change)))
    return [copy for _day, _at, copy in sorted(found, key=lambda each: each[:2], reverse=True)]


def to_keep(copies: Iterable[Copy], today: date, budget: int = BUDGET) -> set[Copy]:
    """The copies that stay.

    Of the daily ones the last 7 days, 4 weeks and 12 months that have one; of those from before a change the newest
    two, for a year; of all these, newest first, what the budget has room for. The newest of each sort always has.

    Args:
        copies: all that there are, the newest first.
        today: the day on which it is asked.
        budget: bytes that all of them may take together.
    """
    copies = list(copies)
    daily = [copy for copy in copies if not copy.before_change]
    before = [copy for copy in copies if copy.before_change]
    wanted = _spread(daily)
    wanted |= {copy for copy in before[:CHANGES] if today - copy.day <= LONGEST}
    kept = {copy for copy in (*daily[:1], *before[:1]) if copy in wanted}
    room = budget - sum(copy.size for copy in kept)
    for copy in sorted(wanted - kept, key=lambda copy: (copy.day, copy.before_change), reverse=True):
        room -= copy.size
        if room < 0:
            break
        kept.add(copy)
    return kept


def thin_out(workspace_path: Path, folder: Path, today: date) -> None:
    """Takes away the copies that are not needed any more; one that another program reads goes the next day."""
    copies = copies_of(workspace_path, folder)
    kept = to_keep(copies, today)
    for copy in copies:
        if copy not in kept:
            with suppress(PermissionError):
                copy.file.unlink(missing_ok=True)


def how_long_they_stay() -> str:
    """The rule, for people."""
    return _(
        "One is made each day; those of the last {days} days, {weeks} weeks and {months} months are kept. Before a "
        "new version of the program changes the file one is made as well, and the last {changes} of those are kept "
        "for up to a year. All take at most {size} together.",
        days=DAYS,
        weeks=WEEKS,
        months=MONTHS,
        changes=CHANGES,
        size=file_size(BUDGET),
    )


def _spread(daily: Collection[Copy]) -> set[Copy]:
    """Of the copies, the newest first, those of the last days, weeks and months that have one."""
    spans: tuple[tuple[Callable[[date], object], int], ...] = (
        (lambda day: day, DAYS),
        (lambda day: day.isocalendar()[:2], WEEKS),
        (lambda day: (day.year, day.month), MONTHS),
    )
    chosen: set[Copy] = set()
    for span, count in spans:
        newest: dict[object, Copy] = {}
        for copy in daily:
            newest.setdefault(span(copy.day), copy)
        chosen |= set(list(newest.values())[:count])
    return chosen


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
