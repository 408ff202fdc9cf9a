"""What the council's year asks for today: the law's clock, what falls due by it, and the chain's broken links."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from trygg_desktop.desktop.today.day import Day, gather_day, grounds_of
from trygg_desktop.insight.chain import Gap, chains, gaps
from trygg_desktop.insight.due import due
from trygg_desktop.insight.law import Countdown, Section, Standing, countdown, law
from trygg_desktop.workspace import Workspace

_WANTING = (Standing.OVERDUE, Standing.NOTHING, Standing.PARTLY)
_OF_THE_TWO_YEARS = "6"
_PICTURE, _PLAN = "4", "5"


@dataclass(frozen=True, slots=True)
class Year:
    """What is shown of the year.

    Args:
        counted: the law's two years; nothing before a picture has been decided.
        sections: those of the law that wait for something: first what falls due, then what nothing shows.
        picture: the picture that the two years count from, or the one in work.
        bare: whether nothing here shows yet that the law is followed.
        gaps: the chain's broken links, gathered by what is missing.
    """

    counted: Countdown | None
    sections: tuple[Section, ...]
    picture: UUID | None
    bare: bool
    gaps: tuple[Gap, ...]


def with_year(workspace: Workspace, day: Day) -> Day:
    """The day with what the year asks for."""
    told = law(workspace, day.today)
    by_number = {section.section: section for section in told}
    dues = due(workspace, day.today, until=day.until)
    year = Year(
        counted=countdown(workspace, day.today),
        sections=tuple(_waiting(told)),
        picture=next(iter(by_number[_PICTURE].evidence), None),
        bare=all(by_number[number].status is Standing.NOTHING for number in (_PICTURE, _PLAN)),
        gaps=gaps(chains(workspace, day.today)),
    )
    return replace(day, due=tuple(dues), grounds=grounds_of(workspace, dues), year=year)


def gather_whole(workspace: Workspace, today: date) -> Day:
    """Reads everything that the page shows."""
    return with_year(workspace, gather_day(workspace, today))


def _waiting(told: list[Section]) -> list[Section]:
    """Those that fall due within half a year or show less than the law asks for, the first due first."""
    others = [section for section in told if section.section != _OF_THE_TWO_YEARS]
    dated = [each for each in others if each.due and each.status in (Standing.SOON, Standing.OVERDUE)]
    rest = [each for each in others if each not in dated and each.status in _WANTING]
    return [*sorted(dated, key=lambda each: each.due or date.max), *rest]
