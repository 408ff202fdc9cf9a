"""What has changed since the situational picture before: the city's figures then and now, and district by district."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlmodel import col

from trygg_desktop.briefings.content import Reading, joined
from trygg_desktop.briefings.figures import Figures
from trygg_desktop.briefings.parts import Align, Cell, Column, Heading, Kind, Paragraph, Part, Table
from trygg_desktop.briefings.told_figures import Figure
from trygg_desktop.briefings.written import prose, remark
from trygg_desktop.domain.pictures import PicturePart, SituationPicture
from trygg_desktop.domain.values import sort_key
from trygg_desktop.i18n import _
from trygg_desktop.insight.points import Point
from trygg_desktop.insight.trends import Series, Trend


@dataclass(frozen=True, slots=True)
class Compared:
    """What this picture says that differs from the one before.

    Args:
        title: what the one before is called.
        figures: the city's latest figure, beside the latest there was when the one before ended.
        districts: what each district's text says of the time since.
        added, gone: the districts that only this picture, or only the one before, tells of.
    """

    title: str
    figures: tuple[Figure, ...]
    districts: tuple[tuple[str, str], ...]
    added: tuple[str, ...]
    gone: tuple[str, ...]


def compare_pictures(
    reading: Reading,
    picture: SituationPicture,
    parts: Sequence[PicturePart],
    trends: Sequence[Trend],
    until: date,
) -> Compared | None:
    """The comparison; nothing where no picture before is named or the audience may not see it."""
    before = reading.find(picture.previous)
    if not isinstance(before, SituationPicture):
        return None
    earlier = reading.records(PicturePart, col(PicturePart.picture) == before.id)
    now, then = {part.district for part in parts}, {part.district for part in earlier}
    in_all_of_it, in_all_before = (_all_districts(reading, each) for each in (picture, before))
    said = [(reading.title(part.district), part.changed_since or "") for part in parts]
    return Compared(
        title=before.title or "",
        figures=_figures(reading, trends, before.to_on, until) if before.to_on else (),
        districts=tuple(sorted(((name, text) for name, text in said if name and text.strip()), key=_by_name)),
        added=reading.titles(now - in_all_before),
        gone=reading.titles(then - in_all_of_it),
    )


def _all_districts(reading: Reading, picture: SituationPicture) -> set[UUID | None]:
    """The districts that a picture tells of, also to others than this audience: what is closed to it is not gone."""
    parts = reading.workspace.records(PicturePart, col(PicturePart.picture) == picture.id)
    return {part.district for part in parts if reading.edition.with_drafts or not part.draft}


def _figures(reading: Reading, trends: Sequence[Trend], then: date, now: date) -> tuple[Figure, ...]:
    """Each indicator of the city with two points alone: the last of each of the two times."""
    kept = []
    for each in trends:
        city = each.of(None)
        points = _last_of_each(city, then, now) if city is not None else ()
        if city is not None and len(points) == 2:
            kept.append(replace(each, series=(replace(city, points=points),)))
    return Figures(reading, kept).of(None)


def _last_of_each(series: Series, then: date, now: date) -> tuple[Point, ...]:
    points = [point for point in series.points if point.period.first <= now]
    earlier = [point for point in points if point.period.first <= then]
    if not earlier or earlier[-1] is points[-1]:
        return ()
    return (earlier[-1], points[-1])


def _by_name(pair: tuple[str, str]) -> str:
    return sort_key(pair[0]) or ""


def compared_parts(content: Compared) -> Iterator[Part]:
    """The comparison under one heading; nothing where nothing can be compared."""
    told = list(_told(content))
    if told:
        yield Heading(_("Compared with {title}", title=content.title))
        yield from told


def _told(content: Compared) -> Iterator[Part]:
    if content.figures:
        yield _figure_table(content)
    if content.districts:
        yield Table(
            (Column(_("District"), width=120, names_row=True), Column(_("Since the picture before"))),
            tuple((name, prose(text)) for name, text in content.districts),
            _("Since the picture before, by district"),
        )
    if content.added:
        names = joined(content.added, ", ")
        yield Paragraph(_("New in this picture: {districts}.", districts=names), Kind.NOTE)
    if content.gone:
        names = joined(content.gone, ", ")
        yield Paragraph(
            _("Told of in the picture before and not in this one: {districts}.", districts=names), Kind.NOTE
        )


def _figure_table(content: Compared) -> Table:
    columns = (
        Column(_("The whole city"), names_row=True),
        Column(_("Then"), width=70, align=Align.RIGHT),
        Column(_("Now"), width=70, align=Align.RIGHT),
        Column(_("Change since then"), width=70, align=Align.RIGHT),
    )
    return Table(
        columns, tuple(map(_row, content.figures)), _("The city’s figures, then and now"), dense=True
    )


def _row(figure: Figure) -> tuple[Cell, ...]:
    return (
        (Paragraph(figure.name), *remark(figure.unit)),
        (Paragraph(figure.before), Paragraph(figure.before_period, Kind.NOTE)),
        (Paragraph(figure.value, Kind.STRONG), Paragraph(figure.period, Kind.NOTE)),
        (Paragraph(figure.change), *remark(figure.meaning)),
    )
