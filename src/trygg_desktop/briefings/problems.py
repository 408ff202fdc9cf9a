"""The problems that make people less safe, with their causes, as far as an edition may tell of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import col

from trygg_desktop.briefings.content import Reading, joined
from trygg_desktop.briefings.parts import Chip, Fact, Facts, Heading, Kind, Paragraph, Part, Prose, Run
from trygg_desktop.briefings.sources import Sources
from trygg_desktop.briefings.written import lines, prose
from trygg_desktop.domain.fields import Choice
from trygg_desktop.domain.problems import (
    Cause,
    Extent,
    Problem,
    ProblemStatus,
    Severity,
    Trend,
    numbered,
)
from trygg_desktop.domain.values import sort_key
from trygg_desktop.i18n import _

_LAST = 10**9


@dataclass(frozen=True, slots=True)
class CauseContent:
    """A cause with the number that the plan gives it, such as 2.1."""

    id: UUID
    number: str
    title: str
    grounds: str
    marking: str


@dataclass(frozen=True, slots=True)
class ProblemContent:
    """A problem: what, where, when, who is hit, how serious it is, and why it is there.

    Args:
        weight: severity, extent and trend, each in words.
        indicators: where one can see whether it becomes less.
    """

    id: UUID
    number: str
    title: str
    status: str
    weight: str
    description: str
    districts: tuple[UUID, ...]
    places: str
    where: str
    times: str
    who_is_hit: str
    consequences: str
    sources: str
    indicators: tuple[UUID, ...]
    causes: tuple[CauseContent, ...]
    marking: str


def read_problems(
    reading: Reading, *, ids: Collection[UUID] | None = None, solved: bool = False
) -> tuple[ProblemContent, ...]:
    """The problems with their causes, in the order of their numbers.

    Args:
        ids: only these; without them all.
        solved: whether those that are solved are told of too.
    """
    where: list[Any] = [] if ids is None else [col(Problem.id).in_(ids)]
    if not solved:
        status = col(Problem.status)
        where.append(status.is_(None) | (status != ProblemStatus.SOLVED.value))
    problems = reading.records(Problem, *where)
    problems.sort(key=lambda each: (each.number or _LAST, sort_key(each.title) or ""))
    causes = _causes(reading, [each.id for each in problems if each.id is not None])
    return tuple(_problem(reading, each, causes) for each in problems)


def _causes(reading: Reading, problems: Collection[UUID]) -> defaultdict[UUID | None, list[Cause]]:
    found: defaultdict[UUID | None, list[Cause]] = defaultdict(list)
    for cause in reading.records(Cause, col(Cause.problem).in_(problems)):
        found[cause.problem].append(cause)
    for several in found.values():
        several.sort(key=lambda each: (each.number or _LAST, sort_key(each.title) or ""))
    return found


def _problem(
    reading: Reading, problem: Problem, causes: defaultdict[UUID | None, list[Cause]]
) -> ProblemContent:
    assert problem.id is not None
    names = joined(reading.titles(problem.districts), ", ")
    return ProblemContent(
        id=problem.id,
        number="" if problem.number is None else str(problem.number),
        title=problem.title or "",
        status=in_words(ProblemStatus, problem.status),
        weight=weight_in_words(problem),
        description=problem.description or "",
        districts=tuple(problem.districts),
        places=names,
        where=joined((names, problem.place or ""), ": "),
        times=problem.times or "",
        who_is_hit=problem.who_is_hit or "",
        consequences=problem.consequences or "",
        sources=problem.sources or "",
        indicators=tuple(problem.indicators),
        causes=tuple(cause_content(reading, problem, each) for each in causes[problem.id]),
        marking=reading.marking_of(problem),
    )


def cause_content(reading: Reading, problem: Problem | None, cause: Cause) -> CauseContent:
    """A cause as it is printed under its problem, or under none that may be told of."""
    assert cause.id is not None
    return CauseContent(
        cause.id, numbered(problem, cause), cause.title or "", cause.grounds or "", reading.marking_of(cause)
    )


def weight_in_words(problem: Problem) -> str:
    """`Allvarlig · Utbredd · Blir mer`, as far as someone has judged it."""
    return joined(
        in_words(options, value)
        for options, value in (
            (Severity, problem.severity),
            (Extent, problem.extent),
            (Trend, problem.trend),
        )
    )


def in_words(options: type[Choice], value: str | None) -> str:
    """What a chosen value is called; one that only a newer program knows is shown as it is."""
    return options(value).label if value in set(options) else value or ""


def problem_parts(problem: ProblemContent, sources: Sources) -> Iterator[Part]:
    """A problem under its own heading: what is known of it, and its causes by number."""
    yield Heading(problem.title, level=3, number=problem.number)
    yield Facts(tuple(_facts(problem, sources)), gap=2, about=problem.title)


def _facts(problem: ProblemContent, sources: Sources) -> Iterator[Fact]:
    if problem.marking:
        yield Fact(_("Protection"), (Chip(problem.marking, confidential=True),))
    judged = joined((problem.weight, problem.status))
    if judged:
        yield Fact(_("Judged as"), (Paragraph(judged, Kind.STRONG),))
    for label, text in (
        (_("What happens"), problem.description),
        (_("Where"), problem.where),
        (_("When"), problem.times),
        (_("Who is hit"), problem.who_is_hit),
        (_("Consequences"), problem.consequences),
    ):
        if text.strip():
            yield Fact(label, prose(text))
    if problem.causes:
        yield Fact(_("Causes"), (_cause_lines(problem.causes),))
    if numbers := sources.numbers(problem.sources):
        yield Fact(_("Sources"), (Paragraph(numbers),))


def _cause_lines(causes: tuple[CauseContent, ...]) -> Prose:
    """Each cause by its number, with how it is known; the numbers are the plan's own."""
    told = []
    for cause in causes:
        start = (Run(f"{cause.number}\N{NO-BREAK SPACE} ", strong=True),) if cause.number else ()
        grounds = (Run(f" {cause.grounds}"),) if cause.grounds.strip() else ()
        marking = (Run(f" ({cause.marking})", strong=True),) if cause.marking else ()
        stop = "" if cause.title.endswith((".", "?", "…")) else "."
        told.append((*start, Run(f"{cause.title}{stop}", strong=True), *grounds, *marking))
    return lines(told)
