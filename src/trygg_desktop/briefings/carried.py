"""What an agenda item is about: the situational picture, problem, measure or earlier decision that it takes up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from trygg_desktop.briefings.content import Reading, joined
from trygg_desktop.briefings.decided import decided
from trygg_desktop.briefings.measure_lines import MeasureContent, State, lines_of
from trygg_desktop.briefings.parts import Chip, Fact, Kind, Paragraph, Prose, Status
from trygg_desktop.briefings.problems import ProblemContent, in_words, read_problems
from trygg_desktop.domain.agenda import CARRIED
from trygg_desktop.domain.council import AgendaItem, Decision, DecisionStatus
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.pictures import SituationPicture
from trygg_desktop.domain.record import Record, headline
from trygg_desktop.i18n import _, short_date

_LONGEST = 400
"""What is taken up has a briefing of its own: here stands as much of it as one needs to know which it is."""


@dataclass(frozen=True, slots=True)
class CarriedContent:
    """What an item takes up: what kind of thing, what it is called, how it stands and what is said of it."""

    label: str
    title: str
    state: State | None
    facts: tuple[str, ...]
    text: str
    marking: str


Carried = Mapping[UUID, CarriedContent]


def read_carried(reading: Reading, items: Sequence[AgendaItem], *, on: date) -> Carried:
    """What the items take up and the audience may see, by its id, with what had come of it by a day."""
    wanted = dict.fromkeys(
        id for item in items for name in CARRIED if (id := getattr(item, name)) is not None
    )
    found = [record for id in wanted if (record := reading.find(id)) is not None]
    problems = {one.id: one for one in read_problems(reading, ids=_ids(found, "problem"), solved=True)}
    taken_up = [one for one in found if isinstance(one, Measure)]
    measures = {one.id: one for one in lines_of(reading, taken_up, on=on)}
    contents: dict[UUID, CarriedContent] = {}
    for record in found:
        assert record.id is not None
        if isinstance(record, SituationPicture):
            contents[record.id] = _picture(reading, record)
        elif isinstance(record, Decision):
            contents[record.id] = _decision(reading, record, on)
        elif record.id in problems:
            contents[record.id] = _problem(problems[record.id])
        elif record.id in measures:
            contents[record.id] = _measure(measures[record.id])
    return contents


def _ids(records: Sequence[Record], kind: str) -> list[UUID]:
    return [one.id for one in records if one.about.name == kind and one.id is not None]


def _picture(reading: Reading, picture: SituationPicture) -> CarriedContent:
    return CarriedContent(
        label=_("Situational picture"),
        title=picture.title,
        state=None,
        facts=(picture.period,) if picture.period else (),
        text=headline(picture.analysis, _LONGEST),
        marking=reading.marking_of(picture),
    )


def _problem(problem: ProblemContent) -> CarriedContent:
    causes = joined((joined((each.number, each.title), " ") for each in problem.causes), "; ")
    return CarriedContent(
        label=_("Problem"),
        title=problem.title,
        state=None,
        facts=tuple(
            filter(
                None,
                (
                    joined((problem.weight, problem.places)),
                    _("Causes: {causes}", causes=causes) if causes else "",
                ),
            )
        ),
        text=headline(problem.description, _LONGEST),
        marking=problem.marking,
    )


def _measure(measure: MeasureContent) -> CarriedContent:
    when = measure.when.replace("\n", " · ")
    return CarriedContent(
        label=_("Measure"),
        title=measure.title,
        state=measure.state,
        facts=tuple(filter(None, (joined((when, measure.who)), measure.news))),
        text=headline(measure.description, _LONGEST),
        marking=measure.marking,
    )


def _decision(reading: Reading, decision: Decision, on: date) -> CarriedContent:
    told = decided(reading, decision, on=on)
    facts = (
        _("Decided {day}", day=short_date(told.decided_on)) if told.decided_on else "",
        told.owner,
        _("due {day}", day=short_date(told.due)) if told.due and not told.is_closed else "",
        in_words(DecisionStatus, told.status).lower(),
    )
    return CarriedContent(
        label=_("Earlier decision"),
        title=told.title,
        state=None,
        facts=tuple(filter(None, (joined(facts), headline(told.report or told.remark, _LONGEST)))),
        text=headline(told.text, _LONGEST),
        marking=told.marking,
    )


def carried_facts(several: Sequence[CarriedContent]) -> Iterator[Fact]:
    """What an item takes up, under the item: each with its kind as label."""
    for one in several:
        yield Fact(one.label, tuple(_prose(one)))


def _prose(one: CarriedContent) -> Iterator[Prose]:
    yield Paragraph(one.title, Kind.STRONG)
    if one.marking:
        yield Chip(one.marking, confidential=True)
    if one.text:
        yield Paragraph(one.text)
    if one.state is not None and one.state.words:
        yield Status(one.state.shape, one.state.words)
    for fact in one.facts:
        yield Paragraph(fact, Kind.ASIDE)
