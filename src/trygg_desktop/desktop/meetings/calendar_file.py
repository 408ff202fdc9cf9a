"""A meeting, or the council's year, as a file for other people's calendars."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.domain.council import Meeting
from trygg_desktop.domain.record import Audience
from trygg_desktop.i18n import _
from trygg_desktop.insight.meetings import meetings_of_year
from trygg_desktop.insight.year import year_marks
from trygg_desktop.workspace import Workspace

USUAL_MINUTES = 120


def write_calendar_file(workspace: Workspace, meeting_id: UUID, path: Path) -> None:
    """Writes one meeting as an .ics file; a calendar that has it already takes the later version.

    Raises:
        UserError, EnvironmentFault: there is no such meeting, or the file can't be written.
    """
    from trygg_desktop.formats.calendar_out import calendar_text
    from trygg_desktop.formats.written import put_in_place

    meeting = workspace.get(meeting_id)
    assert isinstance(meeting, Meeting)
    council = workspace.council()
    changed = max((entry.at for entry in workspace.history(meeting_id)), default=datetime.now(UTC))
    text = calendar_text(
        [meeting],
        council=council.name or "",
        stamps={meeting_id: changed},
        length=council.meeting_minutes or USUAL_MINUTES,
    )
    put_in_place(path, text)


def write_year_file(workspace: Workspace, year: int, today: date, path: Path) -> None:
    """Writes a year of the council as an .ics file, as the council may see it: a calendar lies open on telephones.

    Raises:
        EnvironmentFault: the file can't be written.
    """
    from trygg_desktop.formats.calendar_out import calendar_text
    from trygg_desktop.formats.written import put_in_place
    from trygg_desktop.formats.year_calendar import for_calendars

    audience, council = Audience.COUNCIL, workspace.council()
    first, last = date(year, 1, 1), date(year, 12, 31)
    marks = for_calendars(year_marks(workspace, first, last, today=today, audience=audience))
    meetings = meetings_of_year(workspace, year, audience=audience)
    ids = {one.id for one in meetings if one.id} | {mark.id for mark in marks}
    stamps = {id: max((entry.at for entry in workspace.history(id)), default=None) for id in ids}
    text = calendar_text(
        meetings,
        council=council.name or "",
        stamps={id: at for id, at in stamps.items() if at},
        length=council.meeting_minutes or USUAL_MINUTES,
        marks=marks,
    )
    put_in_place(path, text)


def ask_for_calendar_path(parent: QWidget, words: str) -> Path | None:
    """Where the user wants the calendar file, through the system's own dialog; `words` is the name it offers."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    name = words.strip() + ".ics"
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, _("Calendar file"), str(Path(documents) / name), _("Calendar file (*.ics)")
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.casefold() == ".ics" else path.with_name(path.name + ".ics")


def save_meeting(page: QWidget, desk: Desk, meeting: UUID, held_on: date | None) -> None:
    """Asks where, and saves one meeting there."""
    words = _("Meeting {day}", day=held_on.isoformat() if held_on else "")
    _save(page, desk, words, lambda path: write_calendar_file(desk.workspace, meeting, path))


def save_year(page: QWidget, desk: Desk, year: int) -> None:
    """Asks where, and saves a year of the council there."""
    words = _("The council’s year {year}", year=year)
    _save(page, desk, words, lambda path: write_year_file(desk.workspace, year, desk.today, path))


def _save(page: QWidget, desk: Desk, words: str, write: Callable[[Path], None]) -> None:
    path = ask_for_calendar_path(page, words)
    if path is not None:
        desk.job(
            _("Saving the calendar file"),
            lambda progress: write(path),
            lambda nothing: desk.tell(_("Saved as {name}.", name=path.name)),
        )
