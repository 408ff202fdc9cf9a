"""The action plan as it is shown: its lines by problem and cause, and how each of them is worded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import NamedTuple
from uuid import UUID

from trygg_desktop.desktop.measures.chips import Chips
from trygg_desktop.desktop.measures.standing import State
from trygg_desktop.domain.measures import Stage
from trygg_desktop.i18n import _, short_date
from trygg_desktop.insight.periods import months

KINDS = frozenset(
    {"problem", "cause", "measure", "follow-up", "evaluation", "stakeholder", "district", "link"}
)
"""Kinds that the plan shows something of."""
NO_CHIPS = Chips()


class Sort(Enum):
    """What a line of the plan is."""

    PROBLEM = "problem"
    MEASURE = "measure"
    NO_MEASURE = "no-measure"
    NO_CAUSE = "no-cause"


class PlanLine(NamedTuple):
    """One line. A heading has a problem alone; a gap has what comes before the missing link.

    Args:
        number: of the problem, or of the cause as the plan prints it.
        again: whether the line above has the same cause, so that it need not be told again.
        place: the names of the districts.
        when, who: as people read them.
        news: the latest follow-up, or when the next one is.
        review: what it is besides a measure: a promise to citizens, a pilot.
        chips: whether it is confidential or a draft.
    """

    sort: Sort
    problem: UUID | None = None
    cause: UUID | None = None
    measure: UUID | None = None
    number: str = ""
    problem_title: str = ""
    cause_title: str = ""
    again: bool = False
    title: str = ""
    operational_goals: str = ""
    place: str = ""
    districts: tuple[UUID, ...] = ()
    when: str = ""
    who: str = ""
    stage: str = Stage.PROPOSED
    state: State = State.NOT_BEGUN
    news: str = ""
    review: str = ""
    chips: Chips = NO_CHIPS

    @property
    def key(self) -> tuple[str, UUID | None, UUID | None, UUID | None]:
        """What the line is known by."""
        return self.sort.value, self.problem, self.cause, self.measure

    @property
    def record(self) -> UUID | None:
        """What its form shows."""
        return {
            Sort.PROBLEM: self.problem,
            Sort.MEASURE: self.measure,
            Sort.NO_MEASURE: self.cause,
            Sort.NO_CAUSE: self.problem,
        }[self.sort]


@dataclass(frozen=True, slots=True)
class Plan:
    """The lines in order, and the districts there is something for."""

    lines: tuple[PlanLine, ...] = ()
    districts: tuple[tuple[UUID, str], ...] = ()

    @property
    def measures(self) -> tuple[PlanLine, ...]:
        """The lines that are measures."""
        return tuple(line for line in self.lines if line.sort is Sort.MEASURE)

    @property
    def causes(self) -> int:
        """How many causes there are."""
        return len({line.cause for line in self.lines if line.cause is not None})

    @property
    def without(self) -> int:
        """How many causes nothing is done about."""
        return sum(line.sort is Sort.NO_MEASURE for line in self.lines)

    def within(self, district: UUID | None) -> Plan:
        """What concerns a district: its measures with their headings, and problems that are there."""
        if district is None:
            return self
        problems = {line.problem for line in self.lines if district in line.districts}
        headed = (
            line
            for line in self.lines
            if district in line.districts or (line.sort is Sort.PROBLEM and line.problem in problems)
        )
        return replace(self, lines=tuple(told_once(headed)))


def told_once(lines: Iterable[PlanLine]) -> Iterator[PlanLine]:
    """A cause is told with the first of its measures that is shown."""
    before: UUID | None = None
    for line in lines:
        same = line.cause is not None and line.cause == before
        yield line if line.again == same else line._replace(again=same)
        before = line.cause


def told(on: date | None, text: str) -> str:
    """`14 okt 2026: åtgärdat`."""
    first = " ".join(text.split())
    return _("{name}: {value}", name=short_date(on), value=first) if on and first else first


def when_of(begins: date | None, ends: date | None, schedule: str | None = None) -> str:
    """`aug 2026–jan 2027`, and under it the times in words."""
    return "\n".join(filter(None, (months(begins, ends), schedule)))
