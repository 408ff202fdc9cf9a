"""A meeting as a file for other people's calendars."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from trygg_desktop.domain.council import Meeting
from trygg_desktop.i18n import _
from trygg_desktop.workspace import Workspace

USUAL_MINUTES = 120


def write_calendar_file(workspace: Workspace, meeting_id: UUID, path: Path) -> None:
    """Writes one meeting as an .ics file; a calendar that has it already takes the later version.

    Raises:
        UserError, EnvironmentFault: there is no such meeting, or the file can't be written.
    """
    from trygg_desktop.formats.calendar import calendar_text
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


def ask_for_calendar_path(parent: QWidget, day: str) -> Path | None:
    """Where the user wants the calendar file, through the system's own dialog."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    name = _("Meeting {day}", day=day).strip() + ".ics"
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, _("Calendar file"), str(Path(documents) / name), _("Calendar file (*.ics)")
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.casefold() == ".ics" else path.with_name(path.name + ".ics")
