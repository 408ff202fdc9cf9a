"""How the follow-up report is laid out: all measures at a glance first, then goal by goal, measure by measure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from trygg_desktop.briefings.content import joined
from trygg_desktop.briefings.follow_up import (
    EvaluatedContent,
    FollowUpContent,
    GoalContent,
    MeasureContent,
    PilotContent,
    SeenContent,
    SidedContent,
)
from trygg_desktop.briefings.latest_figures import with_count, with_unit
from trygg_desktop.briefings.page import Letterhead
from trygg_desktop.briefings.parts import (
    Align,
    Cell,
    Chip,
    Column,
    Fact,
    Facts,
    Heading,
    Kind,
    Paragraph,
    Part,
    Prose,
    Run,
    Shape,
    Status,
    Table,
    Together,
    Words,
)
from trygg_desktop.briefings.written import lines, prose, remark
from trygg_desktop.domain.follow_up import FollowUpLevel
from trygg_desktop.domain.measures import Light, Stage
from trygg_desktop.i18n import _, ngettext, number, short_date

_FIGURE = re.compile(r"\d+")
_SHAPES = {Light.GREEN: Shape.ON_PLAN, Light.YELLOW: Shape.RISK, Light.RED: Shape.LATE}


def layout(content: FollowUpContent) -> tuple[Letterhead, list[Part]]:
    """The letterhead and the parts of the report, in the order they are read."""
    return content.cover.dated_letterhead(_("Follow-up report")), list(_parts(content))


def _parts(content: FollowUpContent) -> Iterator[Part]:
    measures = [measure for goal in content.goals for measure in goal.measures]
    whole = content.cover.is_whole
    yield from content.cover.dated_opening(_("Follow-up report"), _in_brief(measures, whole))
    if measures:
        yield Heading(_("All measures at a glance"))
        yield _overview(measures, whole)
    for goal in content.goals:
        yield from _goal(goal, whole)


def _in_brief(measures: list[MeasureContent], whole: bool) -> str:
    """How many measures there are and how they go; those not followed up are told only where all is seen."""
    if not measures:
        return _("No measure has been decided yet.") if whole else _("This edition holds no measure.")
    counts = ngettext("{n} measure is followed up here.", "{n} measures are followed up here.", len(measures))
    n = Counter(one.light for one in measures)
    done = sum(1 for one in measures if one.light is None and one.stage is Stage.DONE)
    unseen = sum(1 for one in measures if one.light is None and one.stage is not Stage.DONE and not one.seen)
    told = [
        (n[Light.GREEN], ngettext("{n} goes to plan (green)", "{n} go to plan (green)", n[Light.GREEN])),
        (n[Light.YELLOW], ngettext("{n} may be late (yellow)", "{n} may be late (yellow)", n[Light.YELLOW])),
        (n[Light.RED], ngettext("{n} is late (red)", "{n} are late (red)", n[Light.RED])),
        (done, ngettext("{n} is carried out", "{n} are carried out", done)),
        (
            unseen if whole else 0,
            ngettext("{n} has not been followed up yet", "{n} have not been followed up yet", unseen),
        ),
    ]
    how = ", ".join(words for amount, words in told if amount)
    return joined((counts, f"{how}." if how else ""), " ")


def _is_bare(measure: MeasureContent, whole: bool) -> bool:
    """Whether all that an edition may tell of a measure stands among all measures at a glance."""
    return not (whole or measure.seen or measure.pilot or measure.evaluations or measure.marking)


def state(light: Light | None, stage: Stage | None) -> Status:
    """How a measure goes, as a shape and in words; one that was never followed up says how far it has come."""
    if light is not None:
        return Status(_SHAPES[light], light.label, strong=light is Light.RED)
    words = stage.label if stage else _("not followed up")
    return Status(Shape.DONE if stage is Stage.DONE else Shape.NOT_BEGUN, words)


def _overview(measures: list[MeasureContent], whole: bool) -> Table:
    columns = (
        Column(_("Measure in brief"), share=1.5, names_row=True),
        Column(_("Responsible"), share=1.15, if_told=True),
        Column(_("State"), width=104),
        Column(_("Followed up"), width=56, if_told=True),
        Column(_("Next time"), width=56, if_told=True),
    )
    return Table(columns, tuple(_overview_row(one, whole) for one in measures), _("All measures at a glance"))


def _overview_row(measure: MeasureContent, whole: bool) -> tuple[Cell, ...]:
    days = [seen.on for seen in measure.seen if seen.on]
    due = short_date(measure.follow_up_on) if measure.follow_up_on else "–"
    following: Cell = due
    if measure.late:
        following = (Paragraph(due), Status(Shape.LATE, _("late"), strong=True))
    places = ", ".join(measure.districts) if _is_bare(measure, whole) else ""
    return (
        (Paragraph(measure.title), *remark(places)),
        measure.responsible or "–",
        state(measure.light, measure.stage),
        short_date(max(days)) if days else _("never") if whole else "–",
        following,
    )


def _goal(goal: GoalContent, whole: bool) -> Iterator[Part]:
    bare = tuple(one for one in goal.measures if _is_bare(one, whole))
    if not goal.title and len(bare) == len(goal.measures):
        return
    aside = _("by {day}", day=short_date(goal.due)) if goal.due else ""
    yield Heading(
        goal.title or (_("Measures that work for no goal") if whole else _("Other measures")), aside=aside
    )
    facts = tuple(_goal_facts(goal))
    if bare and goal.title:
        facts += (Fact(_("Measures"), (lines(one.title for one in bare),)),)
    if facts:
        yield Facts(facts, about=goal.title)
    if goal.title and not goal.measures and whole:
        yield Paragraph(_("No measure works for this goal."), Kind.NOTE)
    for measure in goal.measures:
        if measure not in bare:
            yield from _measure(measure, whole)


def _goal_facts(goal: GoalContent) -> Iterator[Fact]:
    if goal.marking:
        yield Fact(_("Protection"), (Chip(goal.marking, confidential=True),))
    if goal.indicator:
        yield Fact(_("Indicator"), (Paragraph(goal.indicator),))
    if goal.baseline is not None:
        day = short_date(goal.baseline_on) if goal.baseline_on else ""
        told = joined((with_unit(goal.baseline, goal.unit), day), ", ")
        yield Fact(_("At the start"), (Paragraph(told),))
    if goal.latest is not None:
        latest = goal.latest
        told = joined((latest.in_words, latest.place, latest.period), ", ")
        source = (Paragraph(_("Source: {source}", source=latest.source), Kind.NOTE),) if latest.source else ()
        yield Fact(_("Latest"), (Paragraph(told, Kind.STRONG), *source))
    if goal.target is not None:
        yield Fact(_("Target"), (Paragraph(with_unit(goal.target, goal.unit)),))
    if goal.outcome:
        yield Fact(_("Outcome"), prose(goal.outcome))


def _measure(measure: MeasureContent, whole: bool) -> Iterator[Part]:
    yield Heading(measure.title, level=3, number=_("Measure"))
    facts = (
        *_measure_facts(measure, whole),
        *(Fact(_side(one.level), tuple(_look(one))) for one in measure.seen),
    )
    yield Facts((*facts, *_pilot(measure.pilot)) if measure.pilot else facts, gap=4, about=measure.title)
    for evaluation in measure.evaluations:
        yield from _evaluation(evaluation)


def _measure_facts(measure: MeasureContent, whole: bool) -> Iterator[Fact]:
    if measure.marking:
        yield Fact(_("Protection"), (Chip(measure.marking, confidential=True),))
    if measure.light is None or measure.light not in {seen.light for seen in measure.seen}:
        yield Fact(_("State"), (state(measure.light, measure.stage),))
    places = ", ".join(measure.districts)
    if measure.responsible and places:
        yield Fact(_("Who and where"), (Paragraph(joined((measure.responsible, places))),))
    elif measure.responsible:
        yield Fact(_("Responsible"), (Paragraph(measure.responsible),))
    elif places:
        yield Fact(_("Districts"), (Paragraph(places),))
    if whole and not measure.seen:
        yield Fact(_("Follow-up"), (Paragraph(_("The measure has not been followed up."), Kind.NOTE),))


def _side(level: FollowUpLevel | None) -> str:
    """The side that a follow-up looks at, in a word."""
    return {
        FollowUpLevel.PRODUCTION: _("Production"),
        FollowUpLevel.PROCESS: _("Process"),
        FollowUpLevel.EFFECT: _("Effect"),
        None: _("Follow-up"),
    }[level]


def _look(seen: SeenContent) -> Iterator[Prose]:
    """What was found, then plan against outcome, what differs and what comes next."""
    day = f" ({short_date(seen.on)})" if seen.on else ""
    if seen.light is not None:
        yield Status(_SHAPES[seen.light], seen.light.label + day)
    told: list[Words] = [seen.text if seen.light else seen.text + day] if seen.text else []
    told += filter(
        None,
        (
            _labelled(_("Plan"), seen.planned),
            (
                *_labelled(_("Outcome"), seen.actual),
                *_labelled(_("Number counted"), _counted(seen), again=seen.actual),
            ),
            _labelled(_("Deviation"), seen.deviation),
            _labelled(_("Next step"), _step(seen)),
        ),
    )
    if told:
        yield lines(told)
    if seen.marking:
        yield Chip(seen.marking, confidential=True)


def _labelled(label: str, text: str, *, again: str = "") -> tuple[Run, ...]:
    """A text after its label; `again` is what stands before it on the line."""
    if not text:
        return ()
    return (Run(f"{' ' if again else ''}{label}: ", strong=True), Run(text))


def _counted(seen: SeenContent) -> str:
    """What was counted against what was planned, unless the words have said both figures."""
    planned, actual = seen.planned_count, seen.actual_count
    said = set(_FIGURE.findall(" ".join((seen.text, seen.planned, seen.actual))))
    if planned is not None and actual is not None and {number(planned), number(actual)} <= said:
        return ""
    if planned is None or actual is None:
        known = actual if planned is None else planned
        return number(known) if known is not None and not (seen.planned or seen.actual) else ""
    return _("{actual}, planned {planned}", actual=number(actual), planned=number(planned))


def _step(seen: SeenContent) -> str:
    day = _("by {day}", day=short_date(seen.next_on)) if seen.next_on else ""
    return f"{joined((seen.next_step.rstrip('.'), day), ', ')}." if seen.next_step else day


def _pilot(pilot: PilotContent) -> Iterator[Fact]:
    if pilot.hypothesis:
        yield Fact(_("Hypothesis"), prose(pilot.hypothesis))
    rule = (
        prose(pilot.stop_rule) if pilot.stop_rule else (Paragraph(_("No stop rule is written."), Kind.NOTE),)
    )
    yield Fact(_("Stop rule"), rule)
    if pilot.decision is not None:
        yield Fact(_("Judged"), (Paragraph(pilot.decision.label, Kind.STRONG), *_reason(pilot)))
    elif pilot.judged_on is not None:
        yield Fact(_("To be judged on"), (Paragraph(short_date(pilot.judged_on)),))


def _reason(pilot: PilotContent) -> tuple[Prose, ...]:
    return prose(pilot.reason) if pilot.reason else ()


def _evaluation(one: EvaluatedContent) -> Iterator[Part]:
    day = _("finished {day}", day=short_date(one.done_on)) if one.done_on else ""
    yield Heading(joined((one.title, day), ", "), level=3, number=_("Evaluation"))
    figures = _before_and_after(one)
    if figures is not None:
        yield figures
    if facts := tuple(_found(one)):
        yield Facts(facts, gap=4, about=one.title)


def _before_and_after(one: EvaluatedContent) -> Part | None:
    """The figures before and after, here and where the measure was not taken, each with its n."""
    sides = [(_("Where the measure was taken"), one.here)]
    if one.compared_with or one.there != SidedContent(None, None, None, None):
        other = _("Compared with: {places}", places=one.compared_with) if one.compared_with else ""
        sides.append((other or _("Comparison area"), one.there))
    if all(side.before is None and side.after is None for _label, side in sides):
        return None
    columns = (
        Column(one.indicator or _("Place"), share=1.6, names_row=True),
        Column(joined((_("Before"), one.before_period), " "), align=Align.RIGHT),
        Column(joined((_("After"), one.after_period), " "), align=Align.RIGHT),
        Column(_("Change"), width=76, align=Align.RIGHT),
    )
    rows: list[tuple[Cell, ...]] = [_side_row(label, side, one.unit) for label, side in sides]
    if one.net is not None:
        net = Paragraph(_signed(one.net), Kind.STRONG)
        rows.append((Paragraph(_("Change beyond the comparison area"), Kind.STRONG), "", "", net))
    table = Table(columns, tuple(rows), joined((one.title, one.indicator), ", "))
    few = Paragraph(_("Few answers: the change may be chance."), Kind.NOTE)
    return Together((table, few)) if one.small else Together((table,))


def _side_row(label: str, side: SidedContent, unit: str) -> tuple[Cell, ...]:
    known = side.before is not None and side.after is not None
    change = _signed(side.after - side.before) if known else "–"  # type: ignore[operator]
    before, after = with_count(side.before, unit, side.before_n), with_count(side.after, unit, side.after_n)
    return label, before, after, change


def _signed(change: float) -> str:
    rounded = round(change, 1)
    told = number(abs(rounded), decimals=None if rounded == int(rounded) else 1)
    return told if not rounded else f"{'+' if rounded > 0 else '−'}{told}"


def _found(one: EvaluatedContent) -> Iterator[Fact]:
    if one.marking:
        yield Fact(_("Protection"), (Chip(one.marking, confidential=True),))
    if one.result:
        yield Fact(_("Result"), prose(one.result))
    if one.proposal:
        yield Fact(_("Proposal"), prose(one.proposal))
