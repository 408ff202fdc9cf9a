"""What the page Underlag reads: what there is to choose from, and the register of files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col

from trygg_desktop.desktop.briefings.register_model import Entry
from trygg_desktop.desktop.meetings.meeting_day import names_its_day
from trygg_desktop.domain.council import Meeting
from trygg_desktop.domain.districts import District, Level
from trygg_desktop.domain.stakeholders import Contact
from trygg_desktop.domain.values import sort_key
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


@dataclass(frozen=True, slots=True)
class Named:
    """A district or a person that a briefing can be made about."""

    id: UUID
    name: str


def read_places_and_people(workspace: Workspace) -> tuple[list[Named], list[Named]]:
    """The council's own districts, and the contacts with where each belongs, both by name."""
    elsewhere = col(District.level) == Level.MUNICIPALITY
    districts = workspace.rows(District, ["name"], where=(col(District.level).is_(None) | ~elsewhere,))
    contacts = workspace.rows(Contact, ["name", "stakeholder"])
    homes = workspace.titles({home for _id, _name, home in contacts if home})
    people = [
        Named(id, _at_home(name or "", homes.get(home, "") if home else "")) for id, name, home in contacts
    ]
    return _by_name(Named(id, name or "") for id, name in districts), _by_name(people)


def _at_home(name: str, home: str) -> str:
    """A name with where it belongs, once: many roles are named for it already."""
    return name if not home or name.endswith(home) else f"{name}, {home}".lstrip(", ")


def _by_name(several: Iterable[Named]) -> list[Named]:
    return sorted((one for one in several if one.name), key=lambda one: sort_key(one.name) or "")


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
