"""How the sheet on a district is laid out: one page, from which the least important is left out until it fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trygg_desktop.briefings.content import joined
from trygg_desktop.briefings.district import WEEKS, AskedContent, DistrictContent, PresenceLately
from trygg_desktop.briefings.district_room import Fits, most_that_fits
from trygg_desktop.briefings.figures import brief_table
from trygg_desktop.briefings.measure_lines import MeasureContent
from trygg_desktop.briefings.page import Letterhead, print_parts
from trygg_desktop.briefings.parts import (
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
    Shape,
    Status,
    Table,
    TileMap,
)
from trygg_desktop.briefings.picture_layout import population
from trygg_desktop.briefings.problems import ProblemContent
from trygg_desktop.briefings.told_figures import Figure
from trygg_desktop.briefings.written import lines, remark
from trygg_desktop.domain.record import headline
from trygg_desktop.i18n import _, ngettext, number, short_date
from trygg_desktop.insight.charts.runs import runs

_LONGEST = 90


def layout(content: DistrictContent) -> tuple[Letterhead, list[Part]]:
    """The letterhead and the parts of the sheet: as much as stands on one page, the most important kept longest."""
    kind = _("District sheet")
    letterhead = content.cover.letterhead(kind=kind, called=joined((content.name, kind), ", "))

    def does_fit(fits: Fits) -> bool:
        return print_parts(_parts(content, fits), letterhead).pages == 1

    return letterhead, list(_parts(content, most_that_fits(Fits.all_of(content), does_fit)))


def _parts(content: DistrictContent, fits: Fits) -> Iterator[Part]:
    yield content.cover.title(headline(content.name, _LONGEST))
    yield Paragraph(_about(content), Kind.SUBTITLE)
    if content.marking:
        yield Chip(content.marking, confidential=True)
    yield from _presence(content, fits)
    yield from _figures(content, fits)
    yield from _problems(content.problems[: fits.problems])
    yield from _measures(content.measures[: fits.measures])
    yield from _asked(content, fits)
    notes = joined((_not_on_page(content, fits), content.cover.left_out), " ")
    if notes:
        yield Paragraph(notes, Kind.NOTE)


def _about(content: DistrictContent) -> str:
    lies_in = _("in {area}", area=content.lies_in) if content.lies_in else ""
    people = population(content.population, content.population_year)
    return joined((joined((content.level, lies_in), " "), people, short_date(content.cover.day)))


def _presence(content: DistrictContent, fits: Fits) -> Iterator[Part]:
    rows = []
    if content.presence is not None:
        rows.append(Fact(_("Presence"), tuple(_lately(content.presence))))
    actions = content.actions[: fits.actions]
    if actions:
        told = lines(joined((each.name, each.times, each.who)) for each in actions)
        rows.append(Fact(_("Who is there"), (told,)))
    if rows:
        yield Facts(tuple(rows))
    if content.tiles and fits.maps:
        own, *around = content.tiles
        tiles = (own.named(own.name.upper()), *around)
        limit = content.presence.limit if content.presence else 0
        yield TileMap(tiles, limit, _map_in_words(content))


def _lately(presence: PresenceLately) -> Iterator[Paragraph | Status]:
    hours = number(presence.minutes / 60, decimals=1) if presence.minutes else "0"
    told = ngettext(
        "{n} session, {hours} hours in the last {weeks} weeks.",
        "{n} sessions, {hours} hours in the last {weeks} weeks.",
        presence.sessions,
        hours=hours,
        weeks=WEEKS,
    )
    last = _("Last there {day}.", day=short_date(presence.last)) if presence.last else _("Never visited.")
    yield Paragraph(f"{told} {last}")
    if presence.waiting:
        yield Status(Shape.LATE, _("at least {weeks} weeks without presence", weeks=presence.limit))


def _map_in_words(content: DistrictContent) -> str:
    told = [
        _("{district} never", district=tile.called or tile.name)
        if tile.weeks is None
        else ngettext(
            "{district} {n} week", "{district} {n} weeks", tile.weeks, district=tile.called or tile.name
        )
        for tile in content.tiles
    ]
    return _(
        "Map of {district} and the districts around it, with the weeks since someone was last there: {weeks}.",
        district=content.name,
        weeks=", ".join(told),
    )


def _kept(content: DistrictContent, most: int) -> tuple[Figure, ...]:
    """The figures that there is room for: those that a problem is followed by first, all in their usual order."""
    if most >= len(content.figures):
        return content.figures
    by_weight = sorted(content.figures, key=lambda each: each.indicator not in content.wanted)[:most]
    return tuple(each for each in content.figures if each in by_weight)


def _figures(content: DistrictContent, fits: Fits) -> Iterator[Part]:
    figures = _kept(content, fits.figures)
    if figures:
        title = _("Figures and which way they go")
        yield Heading(title)
        yield brief_table(figures, title)
        if sources := _sources(figures):
            yield Paragraph(_("Sources: {sources}.", sources="; ".join(sources)), Kind.NOTE)
    if content.chart is not None and fits.charts:
        yield ChartPart(content.chart, with_values=False)


def _sources(figures: tuple[Figure, ...]) -> list[str]:
    """Each source once, followed by all the places in it: `Trygghetsmätningen 2026, tabell 4–6`."""
    places: dict[str, dict[str, None]] = {}
    for each in figures:
        name, comma, place = each.source.rpartition(", ")
        places.setdefault(name if comma else place, {}).update({place: None} if comma else {})
    return [joined((name, *places_in_short(there)), ", ") for name, there in places.items() if name]


def places_in_short(places: Iterable[str]) -> list[str]:
    """Places in a source, those that are numbered told as few: `tabell 4–6`."""
    numbered: dict[str, list[int]] = {}
    for place in places:
        word, _blank, figure = place.rpartition(" ")
        if word and figure.isdecimal():
            numbered.setdefault(word, []).append(int(figure))
        else:
            numbered.setdefault(place, [])
    return [joined((word, runs(numbers)), " ") for word, numbers in numbered.items()]


def _problems(problems: tuple[ProblemContent, ...]) -> Iterator[Part]:
    if not problems:
        return
    title = _("Problems here")
    yield Heading(title)
    columns = (
        Column(_("No."), width=18),
        Column(_("Problem"), names_row=True),
        Column(_("Judged as"), share=1.05),
        Column(_("Status"), width=78),
    )
    rows = tuple(
        (
            each.number,
            (Paragraph(headline(each.title, _LONGEST)), *remark(each.marking)),
            Paragraph(each.weight or "–", Kind.ASIDE),
            Paragraph(each.status or "–", Kind.ASIDE),
        )
        for each in problems
    )
    yield Table(columns, rows, title, dense=True)


def _measures(measures: tuple[MeasureContent, ...]) -> Iterator[Part]:
    if not measures:
        return
    title = _("Measures and who is responsible")
    yield Heading(title)
    columns = (
        Column(_("Measure"), share=1.5, names_row=True),
        Column(_("Responsible")),
        Column(_("Status"), width=110),
        Column(_("Follow up on"), width=60),
    )
    yield Table(columns, tuple(map(_measure, measures)), title, dense=True)


def _measure(each: MeasureContent) -> tuple[Cell, ...]:
    state = Status(each.state.shape, each.state.words)
    late = (Status(Shape.LATE, _("follow-up missing")),) if each.unfollowed else ()
    return (
        (Paragraph(headline(each.title, _LONGEST)), *remark(each.marking)),
        headline(each.who, _LONGEST) or "–",
        (state, *late),
        short_date(each.follow_up_on) if each.follow_up_on else "–",
    )


def _asked(content: DistrictContent, fits: Fits) -> Iterator[Part]:
    """What the council waits for; said too where it waits for nothing, if that is known to the audience."""
    title = _("What the council asks")
    asked = content.asked
    if not asked and content.gaps:
        yield Heading(title)
        yield Paragraph(_("No decision on the district remains to be carried out."))
    elif fits.asked:
        yield Heading(title)
        columns = (
            Column(_("Decision"), share=1.5, names_row=True),
            Column(_("Responsible")),
            Column(_("Due by"), width=62),
            Column(_("State"), width=62),
        )
        yield Table(columns, tuple(map(_ask, asked[: fits.asked])), title, dense=True)


def _ask(each: AskedContent) -> tuple[Cell, ...]:
    state = Status(Shape.LATE, _("late"), strong=True) if each.late else Status(Shape.NOT_BEGUN, _("remains"))
    due = short_date(each.due) if each.due else "–"
    title = (Paragraph(each.title), *remark(each.marking))
    return (title, headline(each.owner, _LONGEST) or "–", due, state)


def _not_on_page(content: DistrictContent, fits: Fits) -> str:
    """What there was no room for, so that nobody takes the page for the whole."""
    whole = Fits.all_of(content)
    figures, problems = whole.figures - fits.figures, whole.problems - fits.problems
    measures, asked = whole.measures - fits.measures, whole.asked - fits.asked
    actions = whole.actions - fits.actions
    counted = (
        (figures, ngettext("{n} figure", "{n} figures", figures)),
        (problems, ngettext("{n} problem", "{n} problems", problems)),
        (measures, ngettext("{n} measure", "{n} measures", measures)),
        (asked, ngettext("{n} decision", "{n} decisions", asked)),
        (actions, ngettext("{n} presence action", "{n} presence actions", actions)),
    )
    told = [words for n, words in counted if n]
    if whole.maps > fits.maps:
        told.append(_("the map"))
    if not told:
        return ""
    return _("There was no room on the page for: {what}.", what=", ".join(told))
