"""How the action plan is laid out: the six columns problem by problem, the chains, goals, promises and pilots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trygg_desktop.briefings.content import joined
from trygg_desktop.briefings.measure_lines import MeasureContent
from trygg_desktop.briefings.page import Letterhead
from trygg_desktop.briefings.parts import (
    Band,
    Cell,
    ChartPart,
    Chip,
    Column,
    Fact,
    Facts,
    Heading,
    Kind,
    Paragraph,
    Part,
    Prose,
    Row,
    Shape,
    States,
    Status,
    Table,
)
from trygg_desktop.briefings.plan import (
    CauseLines,
    PilotContent,
    PlanContent,
    ProblemLines,
    PromiseContent,
)
from trygg_desktop.briefings.written import prose, remark
from trygg_desktop.domain.record import headline
from trygg_desktop.i18n import _, ngettext, short_date

_LONGEST = 90


def layout(content: PlanContent) -> tuple[Letterhead, list[Part]]:
    """The letterhead and the parts of the briefing, in the order they are read."""
    return content.cover.letterhead(kind=_("Action plan"), lying=True), list(_parts(content))


def _parts(content: PlanContent) -> Iterator[Part]:
    yield content.cover.title(_("Action plan"))
    if facts := tuple(_facts(content)):
        yield Facts(facts)
    yield Paragraph(_law(), Kind.NOTE)
    if content.cover.left_out:
        yield Paragraph(content.cover.left_out, Kind.NOTE)
    if not content.problems:
        yield Paragraph(_("There are no problems and no measures in this edition."))
    yield from _plan(content)
    yield from _chains(content)
    if content.goals is not None:
        yield Heading(_("Goals and how far they have come"))
        yield ChartPart(content.goals, with_values=False)
    yield from _promises(content.promises)
    yield from _pilots(content.pilots)


def _law() -> str:
    return _(
        "An action plan under section 5 of the act (2023:196) on the responsibility of municipalities for crime "
        "prevention, decided on the ground of the situational picture. At least every second year it is followed "
        "up (section 6)."
    )


def _facts(content: PlanContent) -> Iterator[Fact]:
    if content.picture:
        day = short_date(content.picture_decided) if content.picture_decided else ""
        decided = _("decided {day}", day=day) if day else ""
        yield Fact(_("Rests on"), (Paragraph(joined((content.picture, decided), ", ")),))
    if content.problems:
        yield Fact(_("Holds"), (Paragraph(_holds(content)),))
    if content.states:
        several = tuple(
            Status(state.shape, _("{words} ({n})", words=state.words, n=n)) for state, n in content.states
        )
        yield Fact(_("Status"), (States(several),))
    if content.dropped:
        yield Fact(
            _("Not in it"),
            (
                Paragraph(
                    ngettext(
                        "{n} measure that was given up", "{n} measures that were given up", content.dropped
                    )
                ),
            ),
        )


def _holds(content: PlanContent) -> str:
    problems = sum(each.problem is not None for each in content.problems)
    told = [
        words
        for n, words in (
            (problems, ngettext("{n} problem", "{n} problems", problems)),
            (content.causes, ngettext("{n} cause", "{n} causes", content.causes)),
            (content.measures, ngettext("{n} measure", "{n} measures", content.measures)),
        )
        if n
    ]
    if content.without:
        told.append(ngettext("{n} cause without a measure", "{n} causes without a measure", content.without))
    return joined(told, ", ")


def _plan(content: PlanContent) -> Iterator[Part]:
    if any(each.problem is not None for each in content.problems):
        yield _overview(content)
    told = [each for each in content.problems if each.causes or content.gaps]
    if told:
        title = _("Causes and measures") if any(map(_names_causes, told)) else _("Measures")
        yield Heading(title)
        yield _six_columns(told, title, gaps=content.gaps)


def _overview(content: PlanContent) -> Table:
    """All problems on one page, before the many columns."""
    columns = (
        Column(_("No."), width=18),
        Column(_("Problem"), share=1.1, names_row=True),
        Column(_("Where"), share=1.15),
        Column(_("Judged as")),
        Column(_("Status"), width=84),
    )
    problems = [each.problem for each in content.problems if each.problem is not None]
    rows = tuple(
        (
            each.number,
            (Paragraph(each.title, Kind.STRONG), *remark(each.marking)),
            Paragraph(each.places or "–", Kind.ASIDE),
            Paragraph(each.weight or "–", Kind.ASIDE),
            Paragraph(each.status or "–", Kind.ASIDE),
        )
        for each in problems
    )
    return Table(columns, rows, _("The problems of the plan"), dense=True)


def _six_columns(several: Sequence[ProblemLines], summary: str, *, gaps: bool) -> Table:
    """Brå's six columns, problem by problem; without rows that head others where there is no problem to tell of."""
    names_causes = any(map(_names_causes, several))
    columns = (
        Column(_("Cause"), share=0.88, names_row=True, if_told=True),
        Column(_("Measure"), share=1.1, names_row=not names_causes),
        Column(_("Operational goals"), share=1.08, if_told=not gaps),
        Column(_("When"), share=0.7),
        Column(_("By whom"), share=0.95),
        Column(_("Follow-up"), share=1.2),
    )
    rows: list[Row] = []
    for each in several:
        if each.problem is not None or len(several) > 1:
            rows.append(Band(_over(each, gaps=gaps)))
        rows += [row for cause in each.causes for row in _rows(cause, gaps=gaps)]
        if not each.causes:
            nothing = Paragraph(_("No cause has been written down yet.") if gaps else "–", Kind.ASIDE)
            rows.append((nothing, "", "", "", "", ""))
    return Table(columns, tuple(rows), summary)


def _over(each: ProblemLines, *, gaps: bool) -> str:
    """What stands over the causes of a problem, or over what is against no problem: to the public it may only be
    closed."""
    if each.problem is not None:
        return joined((each.problem.number, each.problem.title), "\N{NO-BREAK SPACE} ")
    return _("Without a problem") if gaps else _("Other measures")


def _names_causes(each: ProblemLines) -> bool:
    return any(lines.cause is not None for lines in each.causes)


def _rows(lines: CauseLines, *, gaps: bool) -> Iterator[tuple[Cell, ...]]:
    """A cause is told with the first of its measures; below it, beside the others, once more and smaller."""
    cause = lines.cause
    number = cause.number if cause else ""
    told = ""
    name: tuple[Prose, ...] = (Paragraph(_("No cause is named.") if gaps else "–", Kind.ASIDE),)
    if cause is not None:
        told = f"{number}\N{NO-BREAK SPACE} {cause.title}" if number else cause.title
        name = (Paragraph(told), *remark(cause.marking))
    if not lines.measures:
        yield (name, Paragraph(_("No measure yet.") if gaps else "–", Kind.ASIDE), "", "", "", "")
    for place, measure in enumerate(lines.measures):
        again = place and cause is not None
        yield (Paragraph(headline(told, _LONGEST), Kind.ASIDE) if again else name, *_cells(measure))


def _cells(measure: MeasureContent) -> tuple[Cell, ...]:
    who = (Paragraph(measure.who),) if measure.who else ()
    told = (
        _("with {names}", names=measure.partners)
        if who
        else _("Together with {names}", names=measure.partners)
    )
    partners = remark(told) if measure.partners else ()
    return (
        (Paragraph(measure.title, Kind.STRONG), *remark(measure.places), *remark(measure.marking)),
        Paragraph(measure.operational_goals) if measure.operational_goals.strip() else "",
        measure.when or "–",
        (*who, *partners) or "–",
        tuple(_follow_up(measure)),
    )


def _follow_up(measure: MeasureContent) -> Iterator[Prose]:
    """How it goes, when it is followed up next, and what is looked at."""
    yield Status(measure.state.shape, measure.state.words)
    if measure.unfollowed:
        yield Status(Shape.LATE, _("follow-up missing"))
    if measure.follow_up_on:
        day = short_date(measure.follow_up_on)
        late = measure.unfollowed
        words = _("was due {day}", day=day) if late else _("next {day}", day=day)
        yield Paragraph(words, Kind.ASIDE)
    if measure.follow_up.strip():
        yield Paragraph(measure.follow_up, Kind.NOTE)


def _chains(content: PlanContent) -> Iterator[Part]:
    drawn = [each for each in content.problems if each.chain is not None and each.problem is not None]
    if drawn:
        yield Heading(_("From problem to follow-up"))
    for each in drawn:
        assert each.chain is not None
        yield ChartPart(each.chain, with_values=False)


def _promises(promises: tuple[PromiseContent, ...]) -> Iterator[Part]:
    if not promises:
        return
    title = _("Promises to citizens")
    yield Heading(title, aside=_("reviewed every six months"))
    columns = (
        Column(_("What was promised"), share=2.2, names_row=True),
        Column(_("Districts")),
        Column(_("Promised"), width=62),
        Column(_("Reviewed"), width=62),
        Column(_("Next review"), width=78),
    )
    yield Table(columns, tuple(map(_promise, promises)), title)


def _promise(each: PromiseContent) -> tuple[Cell, ...]:
    review: Cell = short_date(each.review_on) if each.review_on else "–"
    if each.late and each.review_on:
        review = (Paragraph(short_date(each.review_on)), Status(Shape.LATE, _("late"), strong=True))
    return (
        (Paragraph(each.promise), *remark(each.marking)),
        each.places or "–",
        short_date(each.promised_on) if each.promised_on else "–",
        short_date(each.reviewed_on) if each.reviewed_on else _("not yet"),
        review,
    )


def _pilots(pilots: tuple[PilotContent, ...]) -> Iterator[Part]:
    if not pilots:
        return
    yield Heading(_("Pilots"), aside=_("tried for a time and then judged"))
    for pilot in pilots:
        yield Heading(pilot.title, level=3)
        yield Facts(tuple(_pilot(pilot)), gap=2)


def _pilot(pilot: PilotContent) -> Iterator[Fact]:
    if pilot.marking:
        yield Fact(_("Protection"), (Chip(pilot.marking, confidential=True),))
    about = joined((pilot.places, pilot.when.replace("\n", ", "), pilot.who))
    if about:
        yield Fact(_("In brief"), (Paragraph(about),))
    yield Fact(_("Status"), (Status(pilot.state.shape, pilot.state.words),))
    for label, text in (
        (_("Hypothesis"), pilot.hypothesis),
        (_("Stop rule"), pilot.stop_rule or _("No stop rule has been written down.")),
    ):
        if text.strip():
            yield Fact(label, prose(text))
    yield Fact(_("Judged"), (_judged(pilot),))
    if pilot.reason.strip():
        yield Fact(_("Why"), prose(pilot.reason))


def _judged(pilot: PilotContent) -> Prose:
    if pilot.decision:
        return Status(Shape.DONE, pilot.decision, strong=True)
    if pilot.judged_on is None:
        return Paragraph(_("No day is set"))
    day = short_date(pilot.judged_on)
    if pilot.late:
        return Status(Shape.LATE, _("should have been judged {day}", day=day), strong=True)
    return Paragraph(_("is to be judged {day}", day=day))
