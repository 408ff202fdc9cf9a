"""What the page Underlag reads: the meetings to choose from, and the register of files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from trygg_desktop.desktop.briefings.register_model import Entry
from trygg_desktop.desktop.meetings.meeting_day import names_its_day
from trygg_desktop.domain.council import Meeting
from trygg_desktop.i18n import _, long_date_with_week, week
from trygg_desktop.insight.meetings import last_meeting, next_meeting
from trygg_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class MeetingChoice:
    """A meeting that a briefing can be made for."""

    id: UUID
    title: str
    day: date | None

    @property
    def label(self) -> str:
        """Title and day, the day once."""
        if self.day is None:
            return _("{title}, {day}", title=self.title, day=_("no day set"))
        if names_its_day(self.title, self.day):
            return f"{self.title} {self.day.year} ({week(self.day)})"
        return _("{title}, {day}", title=self.title, day=long_date_with_week(self.day))


def read_meetings(workspace: Workspace, today: date) -> tuple[list[MeetingChoice], UUID | None]:
    """All meetings, the latest first, and the one that a briefing is most likely wanted for."""
    near = next_meeting(workspace, today) or last_meeting(workspace, today)
    rows = workspace.rows(Meeting, ["title", "held_on"], sort="-held_on")
    return [MeetingChoice(id, title or "", day) for id, title, day in rows], near.id if near else None


def read_register(workspace: Workspace) -> list[Entry]:
    """The register of files with the days of their meetings, newest first."""
    days = dict(workspace.rows(Meeting, ["held_on"]))
    return [
        Entry(file, days.get(file.meeting) if file.meeting else None) for file in workspace.made_briefings()
    ]
