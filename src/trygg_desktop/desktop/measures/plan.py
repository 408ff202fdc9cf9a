"""The action plan as it is shown: its lines, by problem and cause, read away from the window's thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from trygg_desktop.desktop.measures.chips import Chips
from trygg_desktop.desktop.measures.standing import State, state_of
from trygg_desktop.domain.follow_up import Evaluation, FollowUp
from trygg_desktop.domain.measures import Measure, Stage
from trygg_desktop.domain.problems import Cause, Problem, numbered
from trygg_desktop.i18n import _, month, short_date
from trygg_desktop.insight.chain import Step, chains, latest_follow_ups
from trygg_desktop.workspace import Workspace

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


@dataclass(frozen=True, slots=True)
class PlanLine:
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
        return replace(self, lines=tuple(_told_once(headed)))


def _told_once(lines: Iterable[PlanLine]) -> Iterator[PlanLine]:
    """A cause is told with the first of its measures that is shown."""
    before: UUID | None = None
    for line in lines:
        same = line.cause is not None and line.cause == before
        yield line if line.again == same else replace(line, again=same)
        before = line.cause


def read_plan(workspace: Workspace, today: date) -> Plan:
    """The whole plan, problems in the order of their numbers, and last what belongs to none."""
    return _Reading(workspace, today).plan()


class _Reading:
    """Each kind read once."""

    def __init__(self, workspace: Workspace, today: date) -> None:
        self.problems = workspace.records(Problem)
        self.problems.sort(key=lambda each: (each.number is None, each.number or 0, each.title or ""))
        known = {problem.id for problem in self.problems}
        self.causes: defaultdict[UUID | None, list[Cause]] = defaultdict(list)
        causes = workspace.records(Cause)
        for cause in sorted(causes, key=lambda each: (each.number is None, each.number or 0)):
            self.causes[cause.problem if cause.problem in known else None].append(cause)
        here = {cause.id for cause in causes}
        self.measures: defaultdict[UUID | None, list[Measure]] = defaultdict(list)
        found = workspace.records(Measure)
        for measure in sorted(found, key=lambda each: (each.from_on or date.max, each.title or "")):
            self.measures[measure.cause if measure.cause in here else None].append(measure)
        self.unfollowed = {
            broken.after
            for chain in chains(workspace, today)
            for broken in chain.broken
            if broken.missing is Step.FOLLOW_UP
        }
        self.news = _news(workspace)
        self.titles = workspace.titles(_mentioned(self.problems, found))

    def plan(self) -> Plan:
        """The lines in order."""
        lines: list[PlanLine] = []
        for problem in self.problems:
            lines += self._of(problem)
        rest = [line for cause in self.causes[None] for line in self._under(None, cause)]
        rest += [self._measure(None, None, measure) for measure in self.measures[None]]
        if rest:
            lines += [PlanLine(Sort.PROBLEM), *rest]
        used = {district for line in lines for district in line.districts}
        districts = sorted(((each, self.titles.get(each, "")) for each in used), key=lambda pair: pair[1])
        return Plan(tuple(_told_once(lines)), tuple(districts))

    def _of(self, problem: Problem) -> Iterator[PlanLine]:
        number = "" if problem.number is None else str(problem.number)
        heading = PlanLine(
            Sort.PROBLEM,
            problem.id,
            number=number,
            problem_title=problem.title or "",
            place=self._names(problem.districts),
            districts=tuple(problem.districts),
            chips=Chips.of(problem),
        )
        yield heading
        for cause in self.causes[problem.id]:
            yield from self._under(problem, cause)
        if not self.causes[problem.id]:
            yield replace(heading, sort=Sort.NO_CAUSE, chips=NO_CHIPS)

    def _under(self, problem: Problem | None, cause: Cause) -> Iterator[PlanLine]:
        for measure in self.measures[cause.id]:
            yield self._measure(problem, cause, measure)
        if all(measure.stage == Stage.DROPPED for measure in self.measures[cause.id]):
            yield PlanLine(
                Sort.NO_MEASURE,
                problem.id if problem else None,
                cause.id,
                number=numbered(problem, cause),
                problem_title=(problem.title or "") if problem else "",
                cause_title=cause.title or "",
                districts=tuple(problem.districts) if problem else (),
            )

    def _measure(self, problem: Problem | None, cause: Cause | None, measure: Measure) -> PlanLine:
        assert measure.id is not None
        unfollowed = measure.id in self.unfollowed
        return PlanLine(
            Sort.MEASURE,
            problem.id if problem else None,
            cause.id if cause else None,
            measure.id,
            number=numbered(problem, cause) if cause else "",
            problem_title=(problem.title or "") if problem else "",
            cause_title=(cause.title or "") if cause else "",
            title=measure.title or "",
            operational_goals=measure.operational_goals or "",
            place=self._names(measure.districts),
            districts=tuple(measure.districts),
            when=when_of(measure.from_on, measure.to_on, measure.schedule),
            who=self._who(measure),
            stage=measure.stage or Stage.PROPOSED,
            state=state_of(measure.stage, measure.status, unfollowed=unfollowed),
            news=self.news.get(measure.id) or _next(measure, unfollowed=unfollowed),
            review=_sort(measure),
            chips=Chips.of(measure),
        )

    def _who(self, measure: Measure) -> str:
        responsible = [measure.responsible] if measure.responsible else []
        return self._names([*responsible, *measure.partners]) or measure.responsible_person or ""

    def _names(self, ids: Iterable[UUID]) -> str:
        return ", ".join(self.titles.get(id) or _("has not arrived yet") for id in ids)


def _mentioned(problems: Iterable[Problem], measures: Iterable[Measure]) -> set[UUID]:
    ids = {district for problem in problems for district in problem.districts}
    for measure in measures:
        ids.update(measure.districts, measure.partners)
        if measure.responsible:
            ids.add(measure.responsible)
    return ids


def _news(workspace: Workspace) -> dict[UUID, str]:
    """What the latest follow-up of each measure found, with its day."""
    words: dict[UUID, Any] = dict(workspace.rows(FollowUp, ["text"]))
    words.update(
        {id: result or title for id, title, result in workspace.rows(Evaluation, ["title", "result"])}
    )
    return {
        measure: told(on, words.get(record) or "")
        for measure, (on, record) in latest_follow_ups(workspace, None).items()
    }


def told(on: date | None, text: str) -> str:
    """`14 okt 2026: åtgärdat`."""
    first = " ".join(text.split())
    return _("{name}: {value}", name=short_date(on), value=first) if on and first else first


def _next(measure: Measure, *, unfollowed: bool) -> str:
    if measure.stage == Stage.DROPPED:
        return ""
    if measure.follow_up_on is None:
        return _("No day is set")
    if unfollowed:
        return _("Was to be followed up {day}", day=short_date(measure.follow_up_on))
    return _("To be followed up {day}", day=short_date(measure.follow_up_on))


def _sort(measure: Measure) -> str:
    marks: Mapping[str, bool | None] = {
        _("Promise to citizens"): measure.citizen_promise,
        _("Pilot"): measure.pilot,
    }
    return ", ".join(word for word, is_so in marks.items() if is_so)


def when_of(begins: date | None, ends: date | None, schedule: str | None = None) -> str:
    """`aug 2026–jan 2027`, and under it the times in words."""
    if begins and ends:
        same = begins.year == ends.year
        first = month(begins) if same else f"{month(begins)} {begins.year}"
        last = f"{month(ends)} {ends.year}"
        span = last if same and begins.month == ends.month else f"{first}–{last}"
    elif begins:
        span = _("from {day}", day=f"{month(begins)} {begins.year}")
    else:
        span = _("until {day}", day=f"{month(ends)} {ends.year}") if ends else ""
    return "\n".join(filter(None, (span, schedule)))
