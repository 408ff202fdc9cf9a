"""How the report to the municipal board is laid out: the law first, then the work, the places and the figures."""

from __future__ import annotations

from collections.abc import Iterator

from trygg_desktop.briefings.board_report import BoardReportContent, DoneContent, SectionContent
from trygg_desktop.briefings.content import joined
from trygg_desktop.briefings.decided import Wording
from trygg_desktop.briefings.follow_up_layout import state
from trygg_desktop.briefings.latest_figures import FigureContent
from trygg_desktop.briefings.minutes_layout import decision_table
from trygg_desktop.briefings.page import Letterhead
from trygg_desktop.briefings.parts import (
    Cell,
    Chip,
    Column,
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
)
from trygg_desktop.briefings.presence import presence_parts
from trygg_desktop.briefings.written import lines, prose, remark
from trygg_desktop.i18n import _, long_date, ngettext, short_date
from trygg_desktop.insight.law import Standing

_SHAPES = {
    Standing.MET: Shape.DONE,
    Standing.SOON: Shape.ON_PLAN,
    Standing.PARTLY: Shape.RISK,
    Standing.OVERDUE: Shape.LATE,
    Standing.NOTHING: Shape.NOT_BEGUN,
}


def layout(content: BoardReportContent) -> tuple[Letterhead, list[Part]]:
    """The letterhead and the parts of the report, in the order they are read."""
    kind = _("Report to the municipal board")
    return content.cover.letterhead(kind=kind, when=_time(content)), list(_parts(content))


def _time(content: BoardReportContent) -> str:
    return f"{short_date(content.since)}–{short_date(content.until)}"


def _parts(content: BoardReportContent) -> Iterator[Part]:
    yield content.cover.title(_("Report to the municipal board"))
    yield Paragraph(_time(content), Kind.SUBTITLE)
    yield from _in_brief(content)
    if content.cover.left_out:
        yield Paragraph(content.cover.left_out, Kind.NOTE)
    yield from _to_decide(content)
    yield from _law(content)
    yield from _decided(content)
    yield from _done(content)
    if content.presence is not None:
        yield from presence_parts(content.presence)
    yield from _figures(content)
    yield from _signed(content)


def _in_brief(content: BoardReportContent) -> Iterator[Part]:
    """What the report says, in a few sentences."""
    days = ", ".join(short_date(day) for day in content.meetings)
    meetings, decided = len(content.meetings), len(content.decisions)
    closed = sum(1 for one in content.decisions if one.is_closed)
    sentences = [
        _("The council did not meet.") if content.cover.is_whole and not meetings else "",
        ngettext("The council met once: {days}.", "The council met {n} times: {days}.", meetings, days=days)
        if meetings
        else "",
        ngettext("It made {n} decision.", "It made {n} decisions.", decided) if decided else "",
        ngettext("{n} of them has been closed.", "{n} of them have been closed.", closed) if closed else "",
        _on_the_law(content),
    ]
    if told := joined(sentences, " "):
        yield Paragraph(told)


def _on_the_law(content: BoardReportContent) -> str:
    """How much of the law is in place. Where something is left out that is more than can be told: no more is said
    than what the edition shows."""
    met = sum(1 for one in content.law if one.standing in (Standing.MET, Standing.SOON))
    if content.cover.is_whole:
        return _("Of the law’s {all} points {met} are in place.", all=len(content.law), met=met)
    if not met:
        return ""
    return _(
        "This edition shows that {met} of the law’s {all} points are in place.", all=len(content.law), met=met
    )


def _to_decide(content: BoardReportContent) -> Iterator[Part]:
    yield Heading(_("What the board should decide"))
    if not content.proposals:
        yield Paragraph(_("The board takes note of the report."))
        return
    yield Paragraph(_("That it takes note of the report, and:"))
    columns = (Column(_("Matter"), share=1, names_row=True), Column(_("Proposal"), share=2))
    rows: list[tuple[Cell, ...]] = []
    for one in content.proposals:
        chip: tuple[Prose, ...] = (Chip(one.marking, confidential=True),) if one.marking else ()
        rows.append((one.title, (*prose(one.text), *chip)))
    yield Table(columns, tuple(rows), _("What the board should decide"))


def _law(content: BoardReportContent) -> Iterator[Part]:
    title = _("How the municipality stands with the law")
    yield Heading(title, aside=_("Act (2023:196)"))
    columns = (
        Column("§", width=30),
        Column(_("What the law asks for"), share=1.15, names_row=True),
        Column(_("State"), width=104),
        Column(_("What shows it"), share=1.45),
    )
    yield Table(columns, tuple(map(_law_row, content.law)), title)
    yield Paragraph(_("Told from what is written in the council’s register; no legal judgement."), Kind.NOTE)


def _law_row(one: SectionContent) -> tuple[Cell, ...]:
    due = remark(_("by {day}", day=short_date(one.due)) if one.due else "")
    evidence = tuple(map(Paragraph, one.evidence)) or "–"
    status = Status(_SHAPES[one.standing], one.standing.label, strong=one.standing is Standing.OVERDUE)
    return one.section, _(one.title), (status, *due), evidence


def _decided(content: BoardReportContent) -> Iterator[Part]:
    if content.decisions:
        title = _("What was decided, and what became of it")
        yield Heading(title, aside=ngettext("{n} decision", "{n} decisions", len(content.decisions)))
        yield decision_table(content.decisions, title, how=Wording.IN_BRIEF)


def _done(content: BoardReportContent) -> Iterator[Part]:
    if not content.done:
        return
    title = _("What was done")
    yield Heading(title, aside=ngettext("{n} measure", "{n} measures", len(content.done)))
    columns = (
        Column(_("Measure in brief"), share=1, names_row=True),
        Column(_("State"), width=104),
        Column(_("What was found"), share=1.6),
    )
    yield Table(columns, tuple(map(_done_row, content.done)), title, dense=True)


def _done_row(one: DoneContent) -> tuple[Cell, ...]:
    day = remark(short_date(one.on) if one.on else "")
    chip: tuple[Prose, ...] = (Chip(one.marking, confidential=True),) if one.marking else ()
    return one.measure, (state(one.light, None), *day), (Paragraph(one.text), *chip)


def _figures(content: BoardReportContent) -> Iterator[Part]:
    if not content.figures:
        return
    title = _("Figures for the whole city")
    yield Heading(title)
    columns = (
        Column(_("Indicator"), share=1.3, names_row=True),
        Column(_("Latest"), share=1.2),
        Column(_("Before"), share=1.2),
        Column(_("Source"), share=0.9),
    )
    yield Table(columns, tuple(map(_figure_row, content.figures)), title, dense=True)
    yield Paragraph(_("n is how many answered, or how many the figure rests on."), Kind.NOTE)


def _figure_row(one: FigureContent) -> tuple[Cell, ...]:
    before: Cell = (
        (Paragraph(one.before.in_words), Paragraph(one.before.period, Kind.NOTE)) if one.before else "–"
    )
    latest = (Paragraph(one.in_words, Kind.STRONG), Paragraph(one.period, Kind.NOTE))
    return one.indicator, latest, before, (Paragraph(one.source or "–", Kind.NOTE),)


def _signed(content: BoardReportContent) -> Iterator[Part]:
    """Place, day and those who answer for the report, kept together."""
    if content.cover.chairs:
        place_and_day = joined((content.cover.municipality, long_date(content.cover.day)), ", ")
        chairs = lines((Run(chair, strong=True),) for chair in content.cover.chairs)
        yield Together((Paragraph(place_and_day), chairs), leans=True)
