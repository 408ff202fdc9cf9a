"""The action plan: what is gathered of problems, causes and measures, goals, promises to citizens and pilots."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlmodel import col

from trygg_desktop.briefings.content import Edition, Reading
from trygg_desktop.briefings.cover import Cover, cover_of
from trygg_desktop.briefings.goals import gather_goals
from trygg_desktop.briefings.measure_lines import MeasureContent, State, lines_of, read_measures, tells_gaps
from trygg_desktop.briefings.parts import Shape
from trygg_desktop.briefings.problems import (
    CauseContent,
    ProblemContent,
    cause_content,
    in_words,
    read_problems,
)
from trygg_desktop.briefings.request import Request
from trygg_desktop.domain.measures import Measure, PilotDecision, Stage, promise_review
from trygg_desktop.domain.pictures import SituationPicture
from trygg_desktop.domain.problems import Cause
from trygg_desktop.domain.values import sort_key
from trygg_desktop.i18n import _
from trygg_desktop.insight.chain import ProblemChain, chains
from trygg_desktop.insight.charts.chain import Chain
from trygg_desktop.insight.charts.chain_chart import chain_chart
from trygg_desktop.insight.charts.goal_tree import GoalTree
from trygg_desktop.insight.law import decided_on, latest_decided
from trygg_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CauseLines:
    """A cause, nothing where a measure is against none, with the measures against it."""

    cause: CauseContent | None
    measures: tuple[MeasureContent, ...]


@dataclass(frozen=True, slots=True)
class ProblemLines:
    """A problem, nothing for what belongs to none, with its causes and the chain from it to follow-up."""

    problem: ProblemContent | None
    causes: tuple[CauseLines, ...]
    chain: Chain | None


@dataclass(frozen=True, slots=True)
class PromiseContent:
    """What was promised to citizens, and when it is reviewed: each half year."""

    title: str
    promise: str
    places: str
    promised_on: date | None
    reviewed_on: date | None
    review_on: date | None
    late: bool
    state: State
    marking: str


@dataclass(frozen=True, slots=True)
class PilotContent:
    """Something new that is tried: what is expected, when it would be stopped, and what became of it."""

    title: str
    places: str
    who: str
    when: str
    hypothesis: str
    stop_rule: str
    judged_on: date | None
    decision: str
    reason: str
    late: bool
    state: State
    marking: str


@dataclass(frozen=True, slots=True)
class PlanContent:
    """Everything that the action plan prints, already filtered for its audience.

    Args:
        picture, picture_decided: the situational picture that it rests on.
        states: how many measures go how, the most first.
        gaps: whether it may be said that something is missing.
        without: how many causes nothing is done about.
        dropped: how many measures were given up; they are not in the plan.
    """

    cover: Cover
    picture: str
    picture_decided: date | None
    problems: tuple[ProblemLines, ...]
    states: tuple[tuple[State, int], ...]
    causes: int
    measures: int
    gaps: bool
    without: int
    dropped: int
    goals: GoalTree | None
    promises: tuple[PromiseContent, ...]
    pilots: tuple[PilotContent, ...]


def gather(workspace: Workspace, edition: Edition, request: Request) -> tuple[PlanContent, Reading]:
    """Reads what this edition may hold of the plan, and nothing else."""
    del request
    reading = Reading(workspace, edition)
    measures, gaps = read_measures(reading), tells_gaps(reading)
    problems = tuple(_problems(reading, measures, gaps=gaps))
    causes = [each for problem in problems for each in problem.causes if each.cause is not None]
    if reading.left_out and not problems:
        reading.notices.append(_("This audience may see none of the problems and measures."))
    picture = _picture(reading)
    content = PlanContent(
        picture=picture.title if picture else "",
        picture_decided=decided_on(picture) if picture else None,
        problems=problems,
        states=_states(measures),
        causes=len(causes),
        measures=len(measures),
        gaps=gaps,
        without=sum(not each.measures for each in causes) if gaps else 0,
        dropped=_dropped(reading),
        goals=gather_goals(reading),
        promises=tuple(_promises(reading)),
        pilots=tuple(_pilots(reading)),
        cover=cover_of(reading),
    )
    return content, reading


def _picture(reading: Reading) -> SituationPicture | None:
    found = latest_decided(reading.workspace, reading.edition.today, audience=reading.audience)
    return next(iter(reading.admit([found])), None) if found is not None else None


def _dropped(reading: Reading) -> int:
    return len(reading.records(Measure, col(Measure.stage) == Stage.DROPPED.value))


def _states(measures: Iterable[MeasureContent]) -> tuple[tuple[State, int], ...]:
    counted = Counter(each.state for each in measures)
    shapes = list(Shape)  # as many of each in the same order, whichever language
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], shapes.index(pair[0].shape))))


def _problems(reading: Reading, measures: Sequence[MeasureContent], *, gaps: bool) -> Iterator[ProblemLines]:
    """Each problem with its causes, and last what belongs to none."""
    problems = read_problems(reading)
    here = {cause.id for problem in problems for cause in problem.causes}
    loose = [
        cause_content(reading, None, each)
        for each in reading.records(Cause)
        if each.id not in here and _is_loose(reading, each)
    ]
    known = here | {each.id for each in loose}
    under: defaultdict[UUID | None, list[MeasureContent]] = defaultdict(list)
    for each in measures:
        under[each.cause if each.cause in known else None].append(each)
    drawn = _chains(reading, gaps=gaps)
    for problem in problems:
        lines = tuple(CauseLines(cause, tuple(under[cause.id])) for cause in problem.causes)
        yield ProblemLines(problem, lines, drawn.get(problem.id))
    rest = [CauseLines(cause, tuple(under[cause.id])) for cause in loose]
    if under[None]:
        rest.append(CauseLines(None, tuple(under[None])))
    if rest:
        yield ProblemLines(None, tuple(rest), None)


def _is_loose(reading: Reading, cause: Cause) -> bool:
    """Whether a cause belongs to no problem that this edition tells of; those of a solved one are done with."""
    return reading.find(cause.problem) is None


def _chains(reading: Reading, *, gaps: bool) -> dict[UUID, Chain]:
    found = chains(reading.workspace, reading.edition.today, audience=reading.audience)
    return {each.problem: _drawn(reading, each, gaps=gaps) for each in found if each.problem is not None}


def _drawn(reading: Reading, chain: ProblemChain, *, gaps: bool) -> Chain:
    """The chain as it is drawn, its titles asked for one by one: what may not be told of has none."""
    wanted: set[UUID] = set()
    for path in chain.paths:
        wanted.update(path.districts)
        wanted.update(
            each for each in (path.cause, path.measure, path.decision, path.follow_up) if each is not None
        )
    titles = {id: title for id in sorted(wanted) if (title := reading.title(id))}
    paths = tuple(replace(path, districts=_told(path.districts, titles)) for path in chain.paths)
    broken = chain.broken if gaps else ()
    return chain_chart(replace(chain, paths=paths, broken=broken), titles)


def _told(districts: Iterable[UUID], titles: Mapping[UUID, str]) -> tuple[UUID, ...]:
    return tuple(sorted((id for id in districts if id in titles), key=lambda id: sort_key(titles[id]) or ""))


def _promises(reading: Reading) -> Iterator[PromiseContent]:
    """Those that are promised, the one to be reviewed first at the top."""
    stage = col(Measure.stage)
    current = stage.is_(None) | (stage != Stage.DROPPED.value)
    found = reading.records(Measure, col(Measure.citizen_promise).is_(True), current)
    found.sort(key=lambda each: (promise_review(each) or date.max, each.title or ""))
    for each, line in _with_lines(reading, found):
        review = promise_review(each)
        yield PromiseContent(
            title=line.title,
            promise=each.promise or line.title,
            places=line.places,
            promised_on=each.promised_on,
            reviewed_on=each.promise_reviewed_on,
            review_on=review,
            late=review is not None and review < reading.edition.today,
            state=line.state,
            marking=line.marking,
        )


def _pilots(reading: Reading) -> Iterator[PilotContent]:
    """What is tried, the one to be judged first at the top; those judged already come last."""
    found = reading.records(Measure, col(Measure.pilot).is_(True))
    found.sort(key=lambda each: (bool(each.pilot_decision), each.judged_on or date.max, each.title or ""))
    for each, line in _with_lines(reading, found):
        waits = each.judged_on is not None and not each.pilot_decision
        yield PilotContent(
            title=line.title,
            places=line.places,
            who=line.who,
            when=line.when,
            hypothesis=each.hypothesis or "",
            stop_rule=each.stop_rule or "",
            judged_on=each.judged_on,
            decision=in_words(PilotDecision, each.pilot_decision),
            reason=each.pilot_reason or "",
            late=waits and each.judged_on is not None and each.judged_on < reading.edition.today,
            state=line.state,
            marking=line.marking,
        )


def _with_lines(reading: Reading, measures: Sequence[Measure]) -> Iterator[tuple[Measure, MeasureContent]]:
    lines = {line.id: line for line in lines_of(reading, measures)}
    for each in measures:
        assert each.id is not None
        yield each, lines[each.id]
