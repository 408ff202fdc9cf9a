"""From problem to follow-up: cause, measure, district and decision, and where the chain is broken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple, TypeVar
from uuid import UUID

from trygg_desktop.domain.council import Decision
from trygg_desktop.domain.fields import Choice
from trygg_desktop.domain.links import Link
from trygg_desktop.domain.measures import Measure, Stage
from trygg_desktop.domain.problems import Cause, Problem, ProblemStatus, weight
from trygg_desktop.domain.record import Audience, Record
from trygg_desktop.i18n import N_
from trygg_desktop.insight.audience import followed, visible
from trygg_desktop.insight.looks import is_unfollowed
from trygg_desktop.insight.looks import latest_follow_ups as latest_follow_ups
from trygg_desktop.insight.remembered import remembered
from trygg_desktop.workspace import Workspace


class Step(Choice):
    """A link of the chain."""

    PROBLEM = "problem", N_("Problem")
    CAUSE = "cause", N_("Cause")
    MEASURE = "measure", N_("Measure")
    DISTRICT = "district", N_("District")
    DECISION = "decision", N_("Decision")
    FOLLOW_UP = "follow-up", N_("Follow-up")


@dataclass(frozen=True, slots=True)
class Broken:
    """A link that is missing: after which record, and what it is called."""

    missing: Step
    after: UUID
    title: str


@dataclass(frozen=True, slots=True)
class Path:
    """One way from a problem through a cause and a measure; nothing where a link is missing.

    `follow_up` is the latest follow-up or evaluation, on `followed_up_on`.
    """

    cause: UUID | None = None
    measure: UUID | None = None
    districts: tuple[UUID, ...] = ()
    decision: UUID | None = None
    follow_up: UUID | None = None
    followed_up_on: date | None = None


@dataclass(frozen=True, slots=True)
class ProblemChain:
    """A problem and everything that hangs on it. Without a problem: what hangs on none."""

    problem: UUID | None
    title: str
    number: int | None
    weight: int | None
    paths: tuple[Path, ...]
    broken: tuple[Broken, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """All links of one sort that are missing.

    Args:
        missing: the link that is not there.
        after: the kind of record that it is missing after.
        count: how often.
        first: the record after which it is missing in the gravest chain.
    """

    missing: Step
    after: Step
    count: int
    first: UUID


def chains(workspace: Workspace, today: date, *, audience: Audience | None = None) -> list[ProblemChain]:
    """Every problem with its chain, the gravest first, and last what hangs on no problem.

    A link is broken when it should be there by now: a solved problem or one that is only watched needs no new
    measure, a measure that is dropped needs nothing, and one that has not begun is not followed up yet. A
    measure for the whole city has no district and is told as broken there: only a person can say so.
    """
    return list(_chains(workspace, today, audience))


@remembered
def _chains(workspace: Workspace, today: date, audience: Audience | None) -> tuple[ProblemChain, ...]:
    return tuple(_Chains(workspace, today, audience).all())


def gaps(found: Iterable[ProblemChain]) -> tuple[Gap, ...]:
    """The broken links of chains gathered by sort, in the order of the chain."""
    sorts: dict[tuple[Step, Step], list[UUID]] = {}
    for chain in found:
        for broken in chain.broken:
            after = Step.PROBLEM if broken.after == chain.problem else _AFTER[broken.missing]
            sorts.setdefault((broken.missing, after), []).append(broken.after)
    steps = list(Step)
    ordered = sorted(sorts.items(), key=lambda sort: (steps.index(sort[0][0]), steps.index(sort[0][1])))
    return tuple(Gap(missing, after, len(ids), ids[0]) for (missing, after), ids in ordered)


_AFTER = {Step.PROBLEM: Step.CAUSE, Step.MEASURE: Step.CAUSE} | dict.fromkeys(
    (Step.CAUSE, Step.DISTRICT, Step.DECISION, Step.FOLLOW_UP), Step.MEASURE
)


class _Problem(NamedTuple):
    id: UUID
    title: str | None
    number: int | None
    status: str | None
    severity: str | None
    extent: str | None
    trend: str | None


class _Cause(NamedTuple):
    id: UUID
    title: str | None
    problem: UUID | None
    number: int | None


class _Measure(NamedTuple):
    id: UUID
    title: str | None
    cause: UUID | None
    districts: tuple[UUID, ...]
    decision: UUID | None
    stage: str | None
    from_on: date | None
    follow_up_on: date | None


class _Chains:
    """The records of the chain, each kind read once."""

    def __init__(self, workspace: Workspace, today: date, audience: Audience | None) -> None:
        self._today = today
        self._problems = _read(workspace, Problem, _Problem, audience)
        causes = _read(workspace, Cause, _Cause, audience)
        measures = _read(workspace, Measure, _Measure, audience)
        self._by_problem = _grouped(causes, "problem", self._problems)
        self._by_cause = _grouped((row for row in measures if row.stage != Stage.DROPPED), "cause", causes)
        self._decisions = {
            id for id, _title in workspace.rows(Decision, ["title"], where=visible(Decision, audience))
        }
        self._linked = linked_decisions(workspace, self._decisions, audience)
        self._latest = latest_follow_ups(workspace, audience, today)

    def all(self) -> list[ProblemChain]:
        """The chains, the gravest first."""
        found = [self._of(problem) for problem in self._problems]
        found.sort(key=lambda chain: (-(chain.weight or 0), chain.number or 10**6, chain.title))
        rest = self._without_problem()
        return [*found, rest] if rest.broken else found

    def _of(self, problem: _Problem) -> ProblemChain:
        title = problem.title or ""
        active = problem.status not in (ProblemStatus.SOLVED, ProblemStatus.WATCHED)
        causes = sorted(self._by_problem[problem.id], key=lambda row: row.number or 10**6)
        paths: list[Path] = []
        broken: list[Broken] = []
        for cause in causes:
            measures = self._by_cause[cause.id]
            if not measures:
                paths.append(Path(cause.id))
                if active:
                    broken.append(Broken(Step.MEASURE, cause.id, cause.title or ""))
            for measure in measures:
                paths.append(self._path(measure, cause.id))
                broken += self._gaps(measure)
        if not causes and active:
            broken.append(Broken(Step.CAUSE, problem.id, title))
        heavy = _weight(problem.severity, problem.extent, problem.trend)
        return ProblemChain(
            problem.id, title, problem.number, heavy, tuple(paths) or (Path(),), tuple(broken)
        )

    def _without_problem(self) -> ProblemChain:
        """Causes of no problem and measures against no cause: nobody can say why they are there."""
        paths: list[Path] = []
        broken: list[Broken] = []
        for cause in self._by_problem[None]:
            measures = self._by_cause[cause.id]
            paths += [self._path(measure, cause.id) for measure in measures] or [Path(cause.id)]
            broken.append(Broken(Step.PROBLEM, cause.id, cause.title or ""))
            for measure in measures:
                broken += self._gaps(measure)
        for measure in self._by_cause[None]:
            paths.append(self._path(measure, None))
            broken.append(Broken(Step.CAUSE, measure.id, measure.title or ""))
            broken += self._gaps(measure)
        return ProblemChain(None, "", None, None, tuple(paths), tuple(broken))

    def _path(self, measure: _Measure, cause: UUID | None) -> Path:
        on, follow_up = self._latest.get(measure.id, (None, None))
        return Path(
            cause=cause,
            measure=measure.id,
            districts=measure.districts,
            decision=self._decision(measure),
            follow_up=follow_up,
            followed_up_on=on,
        )

    def _decision(self, measure: _Measure) -> UUID | None:
        own = measure.decision
        return own if own in self._decisions else self._linked.get(measure.id)

    def _gaps(self, measure: _Measure) -> list[Broken]:
        title = measure.title or ""
        gaps = []
        if not measure.districts:
            gaps.append(Broken(Step.DISTRICT, measure.id, title))
        if self._decision(measure) is None:
            gaps.append(Broken(Step.DECISION, measure.id, title))
        on, _follow_up = self._latest.get(measure.id, (None, None))
        followed = measure.id in self._latest
        if is_unfollowed(
            measure.stage, measure.from_on, measure.follow_up_on, self._today, followed=followed, last=on
        ):
            gaps.append(Broken(Step.FOLLOW_UP, measure.id, title))
        return gaps


_Row = TypeVar("_Row", _Problem, _Cause, _Measure)


def _read(workspace: Workspace, kind: type[Record], row: type[_Row], audience: Audience | None) -> list[_Row]:
    names = list(row._fields[1:])
    return [row(*each) for each in workspace.rows(kind, names, where=visible(kind, audience))]


def _grouped(
    rows: Iterable[_Row], name: str, known: Iterable[_Problem | _Cause]
) -> defaultdict[UUID | None, list[_Row]]:
    """The rows by what they point to; what is not here counts as nothing."""
    here = {row.id for row in known}
    groups: defaultdict[UUID | None, list[_Row]] = defaultdict(list)
    for row in rows:
        target = getattr(row, name)
        groups[target if target in here else None].append(row)
    return groups


@cache
def _weight(severity: str | None, extent: str | None, trend: str | None) -> int | None:
    """The weight of any problem of this severity, extent and trend: there are few, and a record takes its time."""
    return weight(Problem(title="", severity=severity, extent=extent, trend=trend))


def linked_decisions(
    workspace: Workspace, decisions: set[UUID], audience: Audience | None
) -> dict[UUID, UUID]:
    """Decisions that were connected to other records by hand, through links that may be told of."""
    found: dict[UUID, UUID] = {}
    for _id, one, other, role in workspace.rows(Link, ["from_id", "to_id", "role"], where=followed(audience)):
        if role == "different":
            continue
        for decision, record in ((one, other), (other, one)):
            if decision in decisions and record is not None:
                found.setdefault(record, decision)
    return found
