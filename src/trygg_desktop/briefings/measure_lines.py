"""What is done about the causes, line by line as the action plan prints it: what, when, who, and how it goes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import col

from trygg_desktop.briefings.content import Reading, joined
from trygg_desktop.briefings.parts import Shape
from trygg_desktop.briefings.problems import in_words
from trygg_desktop.domain.council import Decision
from trygg_desktop.domain.follow_up import Evaluation, FollowUp
from trygg_desktop.domain.measures import Light, Measure, Stage
from trygg_desktop.domain.problems import Cause, Problem
from trygg_desktop.domain.record import Audience, Protection, Record, headline
from trygg_desktop.domain.values import sort_key
from trygg_desktop.i18n import _, short_date
from trygg_desktop.insight.chain import Step, chains, latest_follow_ups
from trygg_desktop.insight.going import Going, going
from trygg_desktop.insight.periods import months

_LONGEST_NEWS = 200


@dataclass(frozen=True, slots=True)
class State:
    """How a measure goes, as a shape and in words."""

    shape: Shape
    words: str


@dataclass(frozen=True, slots=True)
class MeasureContent:
    """A measure as a line of the plan.

    Args:
        when: from when until when, and the times in words.
        who: who is responsible; `partners` take part.
        unfollowed: whether a follow-up should have been made and was not.
        follow_up: what is looked at; `news` is what the latest follow-up found.
    """

    id: UUID
    cause: UUID | None
    goal: UUID | None
    title: str
    description: str
    districts: tuple[UUID, ...]
    places: str
    operational_goals: str
    when: str
    who: str
    partners: str
    state: State
    unfollowed: bool
    follow_up_on: date | None
    follow_up: str
    news: str
    marking: str


def read_measures(reading: Reading, *, ids: Collection[UUID] | None = None) -> tuple[MeasureContent, ...]:
    """The measures that were not given up, in the order in which they begin.

    Args:
        ids: only these; without them all.
    """
    where: list[Any] = [] if ids is None else [col(Measure.id).in_(ids)]
    stage = col(Measure.stage)
    found = reading.records(Measure, stage.is_(None) | (stage != Stage.DROPPED.value), *where)
    return lines_of(reading, found)


def lines_of(
    reading: Reading, measures: Collection[Measure], *, on: date | None = None
) -> tuple[MeasureContent, ...]:
    """Measures that were read, as the plan prints them; what follow-ups found until a day, usually the edition's."""
    until, gaps = on or reading.edition.today, tells_gaps(reading)
    told = sorted(measures, key=lambda each: (each.from_on or date.max, sort_key(each.title) or ""))
    unfollowed = {
        broken.after
        for chain in chains(reading.workspace, reading.edition.today, audience=reading.audience)
        for broken in chain.broken
        if broken.missing is Step.FOLLOW_UP and gaps
    }
    latest = latest_follow_ups(reading.workspace, reading.audience, until)
    return tuple(
        _line(reading, each, each.id in unfollowed, latest.get(each.id) if each.id else None) for each in told
    )


def tells_gaps(reading: Reading) -> bool:
    """Whether an edition may say that something is missing, such as a cause, a decision or a follow-up.

    To the public most of these are closed and to the council some may be, so that it might be untrue; and to say it of
    some measures alone would tell that there is something on the others.
    """
    audience = reading.edition.audience
    if audience is not Audience.COUNCIL:
        return audience is Audience.LEADERS
    return not any(_any_closed(reading, kind) for kind in _IN_A_CHAIN)


_IN_A_CHAIN = (Problem, Cause, Measure, Decision, FollowUp, Evaluation)


def _any_closed(reading: Reading, kind: type[Record]) -> bool:
    seen = [level.value for level in Protection if reading.edition.audience.may_see(level)]
    level = col(kind.protection)
    return (
        reading.workspace.count(kind, col(kind.draft).is_not(True), level.is_(None) | level.not_in(seen)) > 0
    )


def _line(
    reading: Reading, measure: Measure, unfollowed: bool, latest: tuple[date | None, UUID] | None
) -> MeasureContent:
    assert measure.id is not None
    return MeasureContent(
        id=measure.id,
        cause=measure.cause,
        goal=measure.goal,
        title=measure.title or "",
        description=measure.description or "",
        districts=tuple(measure.districts),
        places=joined(reading.titles(measure.districts), ", "),
        operational_goals=measure.operational_goals or "",
        when=joined((months(measure.from_on, measure.to_on), measure.schedule or ""), "\n"),
        who=joined((reading.title(measure.responsible), measure.responsible_person or ""), ", "),
        partners=joined(reading.titles(measure.partners), ", "),
        state=state_of(measure),
        unfollowed=unfollowed,
        follow_up_on=measure.follow_up_on,
        follow_up=measure.follow_up or "",
        news=_news(reading, latest),
        marking=reading.marking_of(measure),
    )


_SHAPES = {
    Going.DONE: Shape.DONE,
    Going.ON_PLAN: Shape.ON_PLAN,
    Going.RISK: Shape.RISK,
    Going.LATE: Shape.LATE,
}


def state_of(measure: Measure) -> State:
    """How a measure goes: before it has begun its stage, then its colour in words, and at last that it is done."""
    how = going(measure.stage, measure.status)
    if how is Going.UNKNOWN:
        words = _("begun, no status yet")
    elif how in (Going.ON_PLAN, Going.RISK, Going.LATE):
        words = in_words(Light, measure.status)
    else:
        words = Stage(measure.stage).label if measure.stage in list(Stage) else "–"
    return State(_SHAPES.get(how, Shape.NOT_BEGUN), words)


def _news(reading: Reading, latest: tuple[date | None, UUID] | None) -> str:
    """What the latest follow-up or evaluation found, with its day."""
    found = reading.find(latest[1]) if latest is not None else None
    if isinstance(found, FollowUp):
        on, text = found.on, found.text
    elif isinstance(found, Evaluation):
        on, text = found.done_on, found.result or found.title
    else:
        return ""
    told = headline(text, _LONGEST_NEWS)
    return _("{name}: {value}", name=short_date(on), value=told) if on and told else told
