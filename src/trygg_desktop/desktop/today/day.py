"""What lies on top of the desk today, gathered in one reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from sqlmodel import col

from trygg_desktop.desktop.today.news import News, read_news
from trygg_desktop.domain.council import Meeting, Preparation
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.record import Audience
from trygg_desktop.insight.due import Due, due
from trygg_desktop.insight.meetings import next_meeting
from trygg_desktop.insight.presence import DistrictPresence, coverage, weeks_without_presence
from trygg_desktop.insight.readiness import Readiness, readiness
from trygg_desktop.workspace import Workspace

if TYPE_CHECKING:
    from trygg_desktop.desktop.today.year import Year

DAYS_AHEAD = 14


@dataclass(frozen=True, slots=True)
class Draft:
    """A liaison note that has not been released; of a confidential one only that it exists."""

    id: UUID
    title: str
    protected: bool
    ground: str


@dataclass(frozen=True, slots=True)
class Day:
    """Everything that the page shows."""

    today: date
    meeting: Meeting | None
    readiness: Readiness | None
    due: tuple[Due, ...]
    until: date
    grounds: dict[UUID, str]
    waiting: tuple[DistrictPresence, ...]
    districts: int
    limit: int
    drafts: tuple[Draft, ...]
    news: News | None
    secret: frozenset[UUID]
    """Of the meeting and its preparations, those marked confidential: their text is not shown here."""
    year: Year | None = None
    """What the council's year asks for; nothing until that has been read too."""


def gather_day(workspace: Workspace, today: date) -> Day:
    """Reads what the page shows first: no kind of the council's year is needed for it."""
    meeting = next_meeting(workspace, today)
    until = today + timedelta(days=DAYS_AHEAD)
    districts = coverage(workspace, today)
    dues = due(workspace, today, until=until, with_year=False)
    notes = workspace.records(LiaisonNote, col(LiaisonNote.draft).is_(True))
    return Day(
        today=today,
        meeting=meeting,
        readiness=readiness(workspace, meeting, today) if meeting else None,
        due=tuple(dues),
        until=until,
        grounds=grounds_of(workspace, dues),
        waiting=tuple(district for district in districts if district.waiting),
        districts=len(districts),
        limit=weeks_without_presence(workspace),
        drafts=tuple(_draft(note) for note in notes),
        news=read_news(workspace, today),
        secret=_secret(workspace, meeting),
    )


def _secret(workspace: Workspace, meeting: Meeting | None) -> frozenset[UUID]:
    if meeting is None:
        return frozenset()
    about = [meeting, *workspace.records(Preparation, col(Preparation.meeting) == meeting.id)]
    return frozenset(each.id for each in about if each.id and not Audience.COUNCIL.may_see(each.protection))


def grounds_of(workspace: Workspace, dues: Iterable[Due]) -> dict[UUID, str]:
    """The provisions that those of them that are confidential rest on, for their chips."""
    found = {each.id: workspace.find(each.id) for each in dues if each.protected}
    return {id: (record.ground or "") if record else "" for id, record in found.items()}


def _draft(note: LiaisonNote) -> Draft:
    assert note.id is not None
    protected = not Audience.COUNCIL.may_see(note.protection)
    return Draft(note.id, "" if protected else note.title, protected, note.ground or "")
