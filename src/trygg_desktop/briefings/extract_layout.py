"""How the register extract on one person is laid out: why it is kept, what is kept, where it went."""

from __future__ import annotations

from collections.abc import Iterator

from trygg_desktop.briefings.content import joined
from trygg_desktop.briefings.extract import ExtractContent, RecordContent, ToldContent
from trygg_desktop.briefings.page import Letterhead
from trygg_desktop.briefings.parts import (
    Cell,
    Column,
    Fact,
    Facts,
    Heading,
    Kind,
    Paragraph,
    Part,
    Table,
)
from trygg_desktop.briefings.written import prose
from trygg_desktop.domain.record import headline
from trygg_desktop.i18n import _, long_date, ngettext, short_date

_SHORT = 60
"""A note is called by its beginning; the whole of it stands below."""


def layout(content: ExtractContent) -> tuple[Letterhead, list[Part]]:
    """The letterhead and the parts of the extract. The file's own title names nobody."""
    return content.cover.dated_letterhead(_("Register extract")), list(_parts(content))


def _parts(content: ExtractContent) -> Iterator[Part]:
    yield content.cover.title(_("Register extract"))
    yield Paragraph(content.name, Kind.SUBTITLE)
    yield Paragraph(
        _(
            "This is what {body} keeps about you on {day}, as you may ask for under article 15 of the General "
            "Data Protection Regulation.",
            body=content.cover.body,
            day=long_date(content.cover.day),
        )
    )
    yield Heading(_("Why it is kept"))
    yield Facts(tuple(_why(content)))
    yield Heading(_("What is kept about you"))
    yield _table(content.fields, _("What is kept about you"))
    yield from _records(content)
    yield from _sent(content)


def _why(content: ExtractContent) -> Iterator[Fact]:
    unsaid = _("not written down")
    review = short_date(content.review_on) if content.review_on else _("no day is set")
    for label, text in (
        (_("Purpose"), content.purpose or unsaid),
        (_("Legal basis"), content.legal_basis or unsaid),
        (_("Where from"), content.source or unsaid),
        (_("Review on"), review),
        (_("Informed on"), short_date(content.informed_on) if content.informed_on else ""),
    ):
        if text:
            yield Fact(label, (Paragraph(text),))


def _table(fields: tuple[ToldContent, ...], summary: str) -> Table:
    columns = (
        Column(_("Field"), width=100, names_row=True),
        Column(_("What it says")),
        Column(_("Written by"), width=164),
    )
    return Table(columns, tuple(map(_row, fields)), summary)


def _row(field: ToldContent) -> tuple[Cell, ...]:
    written = joined((field.author, short_date(field.on) if field.on else ""), ", ")
    return field.label, prose(field.text), (Paragraph(written or "–", Kind.NOTE),)


def _records(content: ExtractContent) -> Iterator[Part]:
    title = _("Other records that say something about you")
    count = len(content.records)
    yield Heading(title, aside=ngettext("{n} record", "{n} records", count) if count else "")
    if not content.records:
        yield Paragraph(_("There are none that may be handed out."))
    for one in content.records:
        yield Heading(_heading(one), level=3, number=one.kind)
        yield _table(one.fields, joined((one.kind, one.title), ": "))


def _heading(one: RecordContent) -> str:
    return joined((headline(one.title, _SHORT), short_date(one.on) if one.on else ""), ", ")


def _sent(content: ExtractContent) -> Iterator[Part]:
    title = _("To whom it was sent")
    yield Heading(title)
    if content.sent:
        columns = (Column(_("To"), names_row=True), Column(_("The first time"), width=110))
        rows: list[tuple[Cell, ...]] = [(one.to, short_date(one.on)) for one in content.sent]
        yield Table(columns, tuple(rows), title)
    else:
        yield Paragraph(_("It has not been sent to any other laptop."))
    if content.earlier:
        days = ", ".join(short_date(day) for day in content.earlier)
        yield Paragraph(_("Extracts about you were also made on {days}.", days=days))
