"""How the situational picture is laid out: who stands behind it, the law’s three headings, district by district."""

from __future__ import annotations

from collections.abc import Iterator

from trygg_desktop.briefings.compared import compared_parts
from trygg_desktop.briefings.content import joined
from trygg_desktop.briefings.figures import brief_table, figure_table, how_to_read
from trygg_desktop.briefings.page import Letterhead
from trygg_desktop.briefings.parts import (
    AnyOrder,
    ChartPart,
    Chip,
    Fact,
    Facts,
    Heading,
    Kind,
    Paragraph,
    Part,
    Points,
    Shape,
    Status,
)
from trygg_desktop.briefings.picture import (
    PictureContent,
    PlaceContent,
    SideContent,
    title_of,
)
from trygg_desktop.briefings.problems import problem_parts
from trygg_desktop.briefings.sources import Sources
from trygg_desktop.briefings.written import prose
from trygg_desktop.domain.pictures import PictureStatus
from trygg_desktop.domain.sides import Side
from trygg_desktop.domain.signing import Standing
from trygg_desktop.i18n import N_, _, number, short_date
from trygg_desktop.insight.signatures import Worth

_NAMES = {Side.MUNICIPALITY: N_("The municipality"), Side.POLICE: N_("The police")}


def layout(content: PictureContent) -> tuple[Letterhead, list[Part]]:
    """The letterhead and the parts of the briefing, in the order they are read."""
    letterhead = content.cover.letterhead(kind=_("Situational picture"), called=title_of(content))
    return letterhead, list(_parts(content, Sources()))


def _parts(content: PictureContent, sources: Sources) -> Iterator[Part]:
    yield content.cover.title(title_of(content))
    if content.status is not PictureStatus.DECIDED:
        yield Paragraph(_("In work: nothing in it has been decided yet."), Kind.SUBTITLE)
    yield Facts(tuple(_facts(content)))
    yield Paragraph(_law(), Kind.NOTE)
    if content.cover.left_out:
        yield Paragraph(content.cover.left_out, Kind.NOTE)
    yield from _city(content, sources)
    if content.compared is not None:
        yield from compared_parts(content.compared)
    for place in content.places:
        yield from _place(place, sources, compared=content.compared is not None)
    yield from _problems(content, sources)
    yield from _sources(sources)


def _law() -> str:
    return _(
        "A situational picture under section 4 of the act (2023:196) on the responsibility of municipalities for "
        "crime prevention: a survey of crime, other information and an analysis."
    )


def _facts(content: PictureContent) -> Iterator[Fact]:
    if content.marking:
        yield Fact(_("Protection"), (Chip(content.marking, confidential=True),))
    if content.period and content.period not in title_of(content):
        yield Fact(_("Period"), (Paragraph(content.period),))
    yield Fact(_("Status"), (_status(content),))
    for side in content.sides:
        yield Fact(_(_NAMES[side.side]), (_side(side),))
    if content.decision:
        yield Fact(_("In the council"), (Paragraph(content.decision),))


def _status(content: PictureContent) -> Status:
    if content.status is not PictureStatus.DECIDED:
        return Status(Shape.NOT_BEGUN, content.status.label, strong=True)
    words = content.status.label
    if content.decided:
        words = _("{status} {day}", status=words, day=short_date(content.decided))
    earlier = any(side.standing is Standing.EARLIER for side in content.sides)
    if earlier:
        return Status(Shape.RISK, joined((words, Standing.EARLIER.label.lower()), ", "), strong=True)
    return Status(Shape.DONE, words, strong=True)


def _side(side: SideContent) -> Status:
    """`undertecknad 3 feb 2026 av Kommunens ledningsfunktion, gäller denna lydelse`."""
    if side.signed_on is None:
        return Status(Shape.NOT_BEGUN, _("has not signed"))
    day = short_date(side.signed_on)
    signed = _("signed {day} by {name}", day=day, name=side.by) if side.by else _("signed {day}", day=day)
    if side.standing is None:
        agreed = _("agreed {day} by {name}", day=day, name=side.by) if side.by else _("agreed {day}", day=day)
        return Status(Shape.DONE, agreed)
    if side.withdrawn and side.standing is Standing.CURRENT:
        return Status(Shape.RISK, joined((signed, _("taken back since")), ", "))
    if side.worth is not Worth.GENUINE and side.worth is not None:
        return Status(Shape.RISK, joined((signed, side.worth.label.lower()), ", "))
    shape = Shape.DONE if side.standing is Standing.CURRENT else Shape.RISK
    return Status(shape, joined((signed, side.standing.label.lower()), ", "))


def _city(content: PictureContent, sources: Sources) -> Iterator[Part]:
    """The law's three headings with what is written under them, and then the figures that they rest on."""
    texts = content.texts
    for heading, text in (
        (_("Survey of crime"), texts.survey),
        (_("Other information"), texts.other_information),
        (_("Analysis"), texts.analysis),
    ):
        if text.strip():
            yield Heading(heading)
            yield from prose(text)
    if numbers := sources.numbers(texts.sources):
        yield Paragraph(_("Sources of the text: {numbers}.", numbers=numbers), Kind.NOTE)
    if content.figures:
        title = _("Figures for the whole city")
        yield Heading(title)
        yield figure_table(content.figures, title, sources=sources)
        yield Paragraph(how_to_read(), Kind.NOTE)
    for chart in content.charts:
        yield ChartPart(chart, with_values=False)
    if content.map is not None:
        yield Heading(_("The districts on the map"))
        yield ChartPart(content.map)


def _place(place: PlaceContent, sources: Sources, *, compared: bool) -> Iterator[Part]:
    yield Heading(place.name, aside=population(place.population, place.population_year))
    if rows := tuple(_place_facts(place, sources, compared=compared)):
        yield Facts(rows, gap=4, about=place.name)
    chart = ChartPart(place.chart, with_values=False) if place.chart is not None else None
    if not place.figures:
        if chart is not None:
            yield chart
        return
    summary = _("Figures for {district}", district=place.name)
    table = brief_table(place.figures, summary, sources=sources)
    yield AnyOrder(chart, table) if chart is not None else table


def _place_facts(place: PlaceContent, sources: Sources, *, compared: bool) -> Iterator[Fact]:
    if place.marking:
        yield Fact(_("Protection"), (Chip(place.marking, confidential=True),))
    texts = place.texts
    for label, text in (
        (_("Survey of crime"), texts.survey),
        (_("Other information"), texts.other_information),
        (_("Analysis"), texts.analysis),
        (_("Since last time"), "" if compared else place.changed_since),
    ):
        if text.strip():
            yield Fact(label, prose(text))
    if numbers := sources.numbers(texts.sources):
        yield Fact(_("Sources"), (Paragraph(numbers),))


def population(people: int | None, year: int | None) -> str:
    """`9 415 invånare (2023)`."""
    if people is None:
        return ""
    said = _("{n} inhabitants", n=number(people))
    return f"{said} ({year})" if year else said


def _problems(content: PictureContent, sources: Sources) -> Iterator[Part]:
    if content.problems:
        # They live on after the picture is decided, and are told as they are now
        day = short_date(content.cover.day)
        yield Heading(_("Problems and their causes"), aside=_("as they stand {day}", day=day))
        for problem in content.problems:
            yield from problem_parts(problem, sources)


def _sources(sources: Sources) -> Iterator[Part]:
    if sources.names:
        yield Heading(_("Sources"))
        numbers = tuple(f"{number}." for number in range(1, len(sources.names) + 1))
        yield Points(tuple(sources.names), numbers)
