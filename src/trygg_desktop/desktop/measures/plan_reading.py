"""Reads the action plan, each table once and only the columns that its lines tell; away from the window's thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple, TypeVar
from uuid import UUID

from trygg_desktop.desktop.measures.chips import Chips
from trygg_desktop.desktop.measures.plan import NO_CHIPS, Plan, PlanLine, Sort, told, told_once, when_of
from trygg_desktop.desktop.measures.standing import state_of
from trygg_desktop.domain.measures import Measure, Stage
from trygg_desktop.domain.problems import Cause, Problem
from trygg_desktop.domain.record import Protection, Record
from trygg_desktop.i18n import _, short_date
from trygg_desktop.insight.looks import Look, is_unfollowed, latest_looks
from trygg_desktop.insight.remembered import remembered
from trygg_desktop.workspace import Workspace
from trygg_desktop.workspace.asking import question

_REFERRED = (
    "SELECT from_id, role, to_id FROM link WHERE role IN ('districts', 'partners') "
    'AND from_id IN (SELECT id FROM "problem" UNION ALL SELECT id FROM "measure") ORDER BY rowid'
)


class _Problem(NamedTuple):
    """Ids are as the file keeps them: most of them only lead from one row to another."""

    id: str
    number: int | None
    title: str | None
    protection: str | None
    ground: str | None
    draft: int | None


class _Cause(NamedTuple):
    id: str
    number: int | None
    title: str | None
    problem: str | None


class _Measure(NamedTuple):
    id: str
    title: str | None
    cause: str | None
    operational_goals: str | None
    from_on: str | None
    to_on: str | None
    schedule: str | None
    responsible: str | None
    responsible_person: str | None
    stage: str | None
    status: str | None
    follow_up_on: str | None
    citizen_promise: int | None
    pilot: int | None
    protection: str | None
    ground: str | None
    draft: int | None


_Row = TypeVar("_Row", _Problem, _Cause, _Measure)
_id = lru_cache(maxsize=65536)(UUID)
"""An id from how the file keeps it; the same ids are met at each reading."""
_day = lru_cache(maxsize=4096)(date.fromisoformat)


@remembered
def read_plan(workspace: Workspace, today: date) -> Plan:
    """The whole plan, problems in the order of their numbers, and last what belongs to none."""
    with workspace.reader.at_one_moment():
        return _Reading(workspace, today).plan()


class _Reading:
    """Each kind read once."""

    def __init__(self, workspace: Workspace, today: date) -> None:
        self._today = today
        self._problems = _rows(workspace, Problem, _Problem)
        self._problems.sort(key=lambda row: (row.number is None, row.number or 0, row.title or ""))
        causes = _rows(workspace, Cause, _Cause)
        causes.sort(key=lambda row: (row.number is None, row.number or 0))
        measures = _rows(workspace, Measure, _Measure)
        measures.sort(key=lambda row: (row.from_on or "9999", row.title or ""))
        self._causes = _grouped(causes, "problem", {row.id for row in self._problems})
        self._measures = _grouped(measures, "cause", {row.id for row in causes})
        self._looks = latest_looks(workspace, None)
        self._districts, self._partners = _referred(workspace)
        self._titles = self._read_titles(workspace, measures)
        self._spans: dict[tuple[str | None, str | None, str | None], str] = {}

    def _read_titles(self, workspace: Workspace, measures: Iterable[_Measure]) -> dict[str, str]:
        ids = {
            id for named in (self._districts, self._partners) for several in named.values() for id in several
        }
        ids.update(row.responsible for row in measures if row.responsible)
        return {id.hex: title for id, title in workspace.names(map(_id, ids)).items()}

    def plan(self) -> Plan:
        """The lines in order."""
        lines: list[PlanLine] = []
        for problem in self._problems:
            lines += self._of(problem)
        rest = [line for cause in self._causes[None] for line in self._under(None, cause)]
        rest += [self._measure(None, None, measure) for measure in self._measures[None]]
        if rest:
            lines += [PlanLine(Sort.PROBLEM), *rest]
        used = {district for line in lines for district in line.districts}
        districts = sorted(((id, self._titles.get(id.hex, "")) for id in used), key=lambda pair: pair[1])
        return Plan(tuple(told_once(lines)), tuple(districts))

    def _of(self, problem: _Problem) -> Iterator[PlanLine]:
        heading = PlanLine(
            Sort.PROBLEM,
            _id(problem.id),
            number="" if problem.number is None else str(problem.number),
            problem_title=problem.title or "",
            place=self._names(self._districts.get(problem.id, ())),
            districts=self._places(problem.id),
            chips=_chips(problem),
        )
        yield heading
        for cause in self._causes[problem.id]:
            yield from self._under(problem, cause)
        if not self._causes[problem.id]:
            yield heading._replace(sort=Sort.NO_CAUSE, chips=NO_CHIPS)

    def _under(self, problem: _Problem | None, cause: _Cause) -> Iterator[PlanLine]:
        measures = self._measures[cause.id]
        for at, measure in enumerate(measures):
            yield self._measure(problem, cause, measure, again=at > 0)
        if all(measure.stage == Stage.DROPPED.value for measure in measures):
            yield PlanLine(
                Sort.NO_MEASURE,
                _id(problem.id) if problem else None,
                _id(cause.id),
                number=_numbered(problem, cause),
                problem_title=(problem.title or "") if problem else "",
                cause_title=cause.title or "",
                districts=self._places(problem.id) if problem else (),
            )

    def _measure(
        self, problem: _Problem | None, cause: _Cause | None, measure: _Measure, *, again: bool = False
    ) -> PlanLine:
        look = self._looks.get(measure.id)
        unfollowed = self._is_unfollowed(measure, look)
        return PlanLine(
            Sort.MEASURE,
            _id(problem.id) if problem else None,
            _id(cause.id) if cause else None,
            _id(measure.id),
            number=_numbered(problem, cause) if cause else "",
            problem_title=(problem.title or "") if problem else "",
            cause_title=(cause.title or "") if cause else "",
            again=again,
            title=measure.title or "",
            operational_goals=measure.operational_goals or "",
            place=self._names(self._districts.get(measure.id, ())),
            districts=self._places(measure.id),
            when=self._when(measure),
            who=self._who(measure),
            stage=measure.stage or Stage.PROPOSED,
            state=state_of(measure.stage, measure.status, unfollowed=unfollowed),
            news=(told(look.on, look.found) if look else "") or _next(measure, unfollowed=unfollowed),
            review=_sort(measure),
            chips=_chips(measure),
        )

    def _is_unfollowed(self, measure: _Measure, look: Look | None) -> bool:
        return measure.stage != Stage.DROPPED.value and is_unfollowed(
            measure.stage,
            _day(measure.from_on) if measure.from_on else None,
            _day(measure.follow_up_on) if measure.follow_up_on else None,
            self._today,
            followed=look is not None,
            last=look.on if look else None,
        )

    def _when(self, measure: _Measure) -> str:
        key = measure.from_on, measure.to_on, measure.schedule
        if key not in self._spans:
            begins, ends = (_day(day) if day else None for day in key[:2])
            self._spans[key] = when_of(begins, ends, measure.schedule)
        return self._spans[key]

    def _who(self, measure: _Measure) -> str:
        responsible = (measure.responsible,) if measure.responsible else ()
        named = self._names((*responsible, *self._partners.get(measure.id, ())))
        return named or measure.responsible_person or ""

    def _places(self, record: str) -> tuple[UUID, ...]:
        return tuple(map(_id, self._districts.get(record, ())))

    def _names(self, ids: Iterable[str]) -> str:
        return ", ".join([self._titles.get(id) or _("has not arrived yet") for id in ids])


def _rows(workspace: Workspace, kind: type[Record], row: type[_Row]) -> list[_Row]:
    columns = [f'"{name}"' for name in row._fields]
    how = question(workspace.kinds[kind], columns, order=("id",))
    return [row(*each) for each in workspace.reader.execute(*how)]


def _grouped(rows: Iterable[_Row], name: str, here: set[str]) -> defaultdict[str | None, list[_Row]]:
    """The rows by what they point to; what is not here counts as nothing."""
    groups: defaultdict[str | None, list[_Row]] = defaultdict(list)
    for row in rows:
        target: str | None = getattr(row, name)
        groups[target if target in here else None].append(row)
    return groups


Referred = dict[str, tuple[str, ...]]


def _referred(workspace: Workspace) -> tuple[Referred, Referred]:
    """The districts of each problem and measure, and the partners of each measure."""
    districts: Referred = {}
    partners: Referred = {}
    for record, role, other in workspace.reader.execute(_REFERRED):
        named = districts if role == "districts" else partners
        named[record] = (*named.get(record, ()), other)
    return districts, partners


def _chips(row: _Problem | _Measure) -> Chips:
    if row.protection != Protection.PROTECTED.value and not row.draft and not row.ground:
        return NO_CHIPS
    return Chips(row.ground, row.protection == Protection.PROTECTED.value, bool(row.draft))


def _numbered(problem: _Problem | None, cause: _Cause) -> str:
    """A cause's number as the plan prints it; see `domain.problems.numbered`, which asks for whole records."""
    own = "" if cause.number is None else str(cause.number)
    if problem is None or problem.number is None:
        return own
    return f"{problem.number}.{own}" if own else ""


def _next(measure: _Measure, *, unfollowed: bool) -> str:
    if measure.stage == Stage.DROPPED.value:
        return ""
    if not measure.follow_up_on:
        return _("No day is set")
    day = short_date(_day(measure.follow_up_on))
    return _("Was to be followed up {day}", day=day) if unfollowed else _("To be followed up {day}", day=day)


def _sort(measure: _Measure) -> str:
    promise = _("Promise to citizens") if measure.citizen_promise else ""
    pilot = _("Pilot") if measure.pilot else ""
    return f"{promise}, {pilot}" if promise and pilot else promise or pilot
