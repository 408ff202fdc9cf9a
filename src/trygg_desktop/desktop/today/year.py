"""What the council's year asks for today: the law's clock, what falls due by it, and the chain's broken links."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from trygg_desktop.desktop.today.day import Day, gather_day, grounds_of
from trygg_desktop.domain.record import Audience, Record
from trygg_desktop.i18n import _
from trygg_desktop.insight.chain import Gap, chains, gaps
from trygg_desktop.insight.due import due
from trygg_desktop.insight.law import Countdown, Section, Standing, countdown, law
from trygg_desktop.workspace import Workspace

_WANTING = (Standing.OVERDUE, Standing.NOTHING, Standing.PARTLY)
_OF_THE_TWO_YEARS = "6"
_PICTURE, _PLAN = "4", "5"
FEW_RECORDS = 3
"""Of what a section is told from so many are named; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Behind:
    """A record that a section is told from; of a confidential one the ground and not the text."""

    id: UUID
    title: str
    ground: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A section of the law with the first of the records that it is told from."""

    section: Section
    records: tuple[Behind, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """What is shown of the year.

    Args:
        counted: the law's two years; nothing before a picture has been decided.
        waiting: the law's sections that wait for something: first what falls due, then what nothing shows.
        folded: those that are as the law asks (the two years of 6 § are told by themselves); all where it is bare.
        picture: the picture that the two years count from, or the one in work.
        bare: whether nothing here shows yet that the law is followed.
        gaps: the chain's broken links, gathered by what is missing.
    """

    counted: Countdown | None
    waiting: tuple[Told, ...]
    folded: tuple[Told, ...]
    picture: UUID | None
    bare: bool
    gaps: tuple[Gap, ...]


def with_year(workspace: Workspace, day: Day) -> Day:
    """The day with what the year asks for."""
    told = law(workspace, day.today)
    waiting = _waiting(told)
    by_number = {section.section: section for section in told}
    bare = all(by_number[number].status is Standing.NOTHING for number in (_PICTURE, _PLAN))
    in_place = [each for each in told if each.section != _OF_THE_TWO_YEARS and each not in waiting]
    dues = due(workspace, day.today, until=day.until)
    year = Year(
        counted=countdown(workspace, day.today),
        waiting=tuple(_with_records(workspace, each) for each in waiting),
        folded=tuple(_with_records(workspace, each) for each in (told if bare else in_place)),
        picture=next(iter(by_number[_PICTURE].evidence), None),
        bare=bare,
        gaps=gaps(chains(workspace, day.today)),
    )
    return replace(day, due=tuple(dues), grounds=grounds_of(workspace, dues), year=year)


def gather_whole(workspace: Workspace, today: date) -> Day:
    """Reads everything that the page shows."""
    return with_year(workspace, gather_day(workspace, today))


def _with_records(workspace: Workspace, section: Section) -> Told:
    found = (workspace.find(id) for id in section.evidence[:FEW_RECORDS])
    return Told(section, tuple(_behind(record) for record in found if record is not None))


def _behind(record: Record) -> Behind:
    assert record.id is not None
    hidden = not Audience.COUNCIL.may_see(record.protection)
    title = _("A record marked confidential") if hidden else record.title or record.about.title
    return Behind(record.id, title, (record.ground or "") if hidden else None)


def _waiting(told: list[Section]) -> list[Section]:
    """Those that fall due within half a year or show less than the law asks for, the first due first."""
    others = [section for section in told if section.section != _OF_THE_TWO_YEARS]
    dated = [each for each in others if each.due and each.status in (Standing.SOON, Standing.OVERDUE)]
    rest = [each for each in others if each not in dated and each.status in _WANTING]
    return [*sorted(dated, key=lambda each: each.due or date.max), *rest]
