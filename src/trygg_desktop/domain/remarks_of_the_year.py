"""What deserves attention in the council's year: pictures, problems, causes, goals, measures and figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from trygg_desktop.domain.figures import Indicator, Mark, Measurement, is_small
from trygg_desktop.domain.follow_up import Evaluation, FollowUp
from trygg_desktop.domain.goals import Goal, lacking_letters
from trygg_desktop.domain.measures import Light, Measure, is_over, promise_review
from trygg_desktop.domain.periods import read_period
from trygg_desktop.domain.pictures import (
    PicturePart,
    PictureSignature,
    PictureStatus,
    SituationPicture,
    status_of,
)
from trygg_desktop.domain.problems import Cause, Problem, weight
from trygg_desktop.domain.record import Record
from trygg_desktop.domain.remark import Remark
from trygg_desktop.domain.signing import counting, fingerprint
from trygg_desktop.i18n import N_


def _indicator(record: Indicator) -> Iterator[Remark]:
    if not record.unit:
        yield Remark("unit", N_("Say in which unit it is measured."))
    if not record.better:
        yield Remark("better", N_("Say which way is good."))
    if not record.source:
        yield Remark("source", N_("Say where the figures come from."))


def _measurement(record: Measurement) -> Iterator[Remark]:
    yield from _period(record)
    if record.value is None and not record.mark:
        yield Remark("mark", N_("There is no value. Say whether it is suppressed or missing."))
    if record.value is not None and record.mark in set(Mark):
        yield Remark("mark", N_("There is a value, and yet it is marked as suppressed or missing."))
    if not record.source:
        yield Remark("source", N_("Say where the figure comes from."))
    if record.n is not None and record.n < 0:
        yield Remark("n", N_("A number of answers can't be negative."))
    elif record.value is not None and is_small(record.n):
        yield Remark("n", N_("Few answers: show the numbers, not a change in per cent."))


def _period(record: Measurement | SituationPicture) -> Iterator[Remark]:
    if not record.period:
        yield Remark("period", N_("Say which period it is about."))
        return
    days = read_period(record.period)
    if days is None and not (record.from_on and record.to_on):
        yield Remark("period", N_("The period can't be read. Write its first and last day."))
    if days and (record.from_on, record.to_on) not in ((None, None), (days.first, days.last)):
        yield Remark("from_on", N_("The days are not those of the period as it is written."))


def _picture(record: SituationPicture) -> Iterator[Remark]:
    yield from _period(record)
    for name, message in _HEADINGS:
        if not getattr(record, name):
            yield Remark(name, message)
    if record.survey and not record.sources:
        yield Remark("sources", N_("Name the sources that the picture rests on."))
    if record.status in set(PictureStatus) and record.status != status_of(record):
        yield Remark("status", N_("The status is not what the two sides have agreed on."))
    for what in ("agreed_municipality", "agreed_police", "decided"):
        if getattr(record, f"{what}_at") and not getattr(record, f"{what}_by"):
            yield Remark(f"{what}_by", N_("Say who did."))
    if record.previous is not None and record.previous == record.id:
        yield Remark("previous", N_("A picture can't come after itself."))


_HEADINGS = (
    ("survey", N_("The law asks for a survey of crime, its extent and its consequences.")),
    ("other_information", N_("The law asks for other information that matters.")),
    ("analysis", N_("The law asks for an analysis.")),
)


def _part(record: PicturePart) -> Iterator[Remark]:
    if not record.picture:
        yield Remark("picture", N_("Say to which situational picture it belongs."))
    if not (record.survey or record.other_information or record.analysis):
        yield Remark("survey", N_("Nothing is written about the district yet."))


def _problem(record: Problem) -> Iterator[Remark]:
    if not record.districts:
        yield Remark("districts", N_("Say in which districts."))
    if not record.who_is_hit:
        yield Remark("who_is_hit", N_("Say who is hit."))
    if weight(record) is None:
        open_ones = [name for name in ("severity", "extent", "trend") if not getattr(record, name)]
        yield Remark(
            open_ones[0] if open_ones else "severity", N_("Weigh the problem by severity, extent and trend.")
        )


def _cause(record: Cause) -> Iterator[Remark]:
    if not record.problem:
        yield Remark("problem", N_("Say which problem it is a cause of."))
    if not record.grounds:
        yield Remark("grounds", N_("Say how we know that this is a cause."))


def _goal(record: Goal) -> Iterator[Remark]:
    if record.parent is not None and record.parent == record.id:
        yield Remark("parent", N_("A goal can't lie under itself."))
    for letter, name in lacking_letters(record):
        yield Remark(name, _SMART[letter])
    if record.target is not None and record.baseline is None:
        yield Remark("baseline", N_("Without a value at the start nobody can see how far it has come."))


_SMART = {
    "S": N_("Not SMART yet, S: say exactly what, for whom and where."),
    "M": N_("Not SMART yet, M: name an indicator and a target."),
    "A": N_("Not SMART yet, A: say who stands behind it."),
    "R": N_("Not SMART yet, R: say why it can be reached."),
    "T": N_("Not SMART yet, T: say by which day."),
}


def _measure(record: Measure) -> Iterator[Remark]:
    if not record.cause:
        yield Remark("cause", N_("The measure hangs on no cause."))
    if not record.responsible:
        yield Remark("responsible", N_("Say who is responsible."))
    if not (record.operational_goals or record.goal):
        yield Remark("operational_goals", N_("Say what is to be done, how much and by when."))
    if not is_over(record) and not record.follow_up_on:
        yield Remark("follow_up_on", N_("Nobody has said when the measure is followed up."))
    if record.citizen_promise and not is_over(record) and promise_review(record) is None:
        yield Remark("promise_review_on", N_("A promise to citizens is reviewed each half year. Say when."))
    if record.pilot:
        yield from _pilot(record)


def _pilot(record: Measure) -> Iterator[Remark]:
    if not record.hypothesis:
        yield Remark("hypothesis", N_("A pilot needs a hypothesis."))
    if not record.stop_rule:
        yield Remark("stop_rule", N_("A pilot needs a stop rule, written before it begins."))
    if not record.judged_on:
        yield Remark("judged_on", N_("Say when the pilot is scaled up, changed or ended."))
    if record.pilot_decision and not record.pilot_reason:
        yield Remark("pilot_reason", N_("Say why the pilot was decided that way."))


def _follow_up(record: FollowUp) -> Iterator[Remark]:
    if not record.measure:
        yield Remark("measure", N_("Say which measure it is about."))
    if not record.on:
        yield Remark("on", N_("Say when it was followed up."))
    if record.status in (Light.YELLOW, Light.RED):
        if not record.deviation:
            yield Remark("deviation", N_("Say what differs from the plan."))
        if not record.next_step:
            yield Remark("next_step", N_("Say what is done about it."))


def _evaluation(record: Evaluation) -> Iterator[Remark]:
    if not record.measure:
        yield Remark("measure", N_("Say which measure it is about."))
    for name in ("before", "after", "comparison_before", "comparison_after"):
        number = getattr(record, f"{name}_n")
        if getattr(record, name) is not None and number is None:
            yield Remark(f"{name}_n", N_("Give the number of answers beside the value."))
        elif is_small(number):
            yield Remark(f"{name}_n", N_("Few answers: show the numbers, not a change in per cent."))
    if record.done_on and not record.result:
        yield Remark("result", N_("Write what was found."))
    if record.done_on and not record.proposal:
        yield Remark("proposal", N_("Say what the council should decide."))


RULES: dict[str, Callable[[Any], Iterator[Remark]]] = {
    Indicator.about.name: _indicator,
    Measurement.about.name: _measurement,
    SituationPicture.about.name: _picture,
    PicturePart.about.name: _part,
    Problem.about.name: _problem,
    Cause.about.name: _cause,
    Goal.about.name: _goal,
    Measure.about.name: _measure,
    FollowUp.about.name: _follow_up,
    Evaluation.about.name: _evaluation,
}
"""The rules for each kind of the council's year, by the kind's name."""


def without_causes(causes: Iterable[Record]) -> list[Remark]:
    """The remark about a problem that no cause hangs on; nothing where there is one."""
    written = any(True for _cause in causes)
    return [] if written else [Remark("title", N_("Nobody has written why it happens."))]


def since_signed(
    picture: SituationPicture, parts: Iterable[PicturePart], signatures: Iterable[PictureSignature]
) -> list[Remark]:
    """The remark about a decided picture that was changed since a side signed it.

    Only the signature that counts for each side is looked at: one that was signed anew is no longer behind.
    """
    wording = fingerprint(picture, parts)
    counted = counting(picture, wording, signatures).values()
    if all(one.hash == wording for one in counted) or status_of(picture) is not PictureStatus.DECIDED:
        return []
    return [Remark("status", N_("Changed since it was signed: the signature applies to an earlier wording."))]
