"""How the register extract on one person is laid out: why it is kept, where it went, what is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from trygg_desktop.briefings.content import joined
from trygg_desktop.briefings.extract import ExtractContent, RecordContent, ToldContent
from trygg_desktop.briefings.page import Letterhead
from trygg_desktop.briefings.parts import (
    Band,
    Cell,
    Column,
    Fact,
    Facts,
    Heading,
    Kind,
    Paragraph,
    Part,
    Row,
    Table,
    Together,
)
from trygg_desktop.briefings.written import lines, prose
from trygg_desktop.domain.record import Audience, headline
from trygg_desktop.i18n import N_, _, long_date, ngettext, short_date

_MOST_ROWS = 400
"""About so many rows stand in one table: one of thousands is hard to go through for those who listen."""
_SHORT = 60
"""A note is called by its beginning; the whole of it stands below."""


_REGISTERS = {
    Audience.COUNCIL: N_(
        "You may also stand in the register of stakeholders that was made for the council on {days}."
    ),
    Audience.LEADERS: N_(
        "You may also stand in the register of stakeholders that was made for the two leaders on {days}."
    ),
}


def layout(content: ExtractContent) -> tuple[Letterhead, list[Part]]:
    """The letterhead and the parts of the extract.

    The file's own title names nobody, and the council's case number is not that of who asks.
    """
    letterhead = content.cover.dated_letterhead(_("Register extract"))
    return replace(letterhead, case_number=""), list(_parts(content))


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
    yield Heading(_("About the data"))
    yield Facts((*_why(content), *_where_it_went(content)))
    yield Heading(_("What is kept about you"))
    yield _table(map(_row, content.fields), _("What is kept about you"))
    yield from _records(content)
    yield from _if_wrong(content)


def _why(content: ExtractContent) -> Iterator[Fact]:
    unsaid = _("not written down")
    for label, text in (
        (_("Purpose"), content.purpose or unsaid),
        (_("Legal basis"), content.legal_basis or unsaid),
        (_("Where from"), content.source or unsaid),
        (_("How long"), _how_long(content)),
        (_("Informed on"), short_date(content.informed_on) if content.informed_on else ""),
    ):
        if text:
            yield Fact(label, (Paragraph(text),))


def _how_long(content: ExtractContent) -> str:
    if content.review_on is None:
        return _("No day is set. The data are erased when they are no longer needed.")
    day = short_date(content.review_on)
    return _("Reviewed by {day} at the latest, and erased if no longer needed.", day=day)


def _table(rows: Iterable[Row], summary: str) -> Table:
    columns = (
        Column(_("Field"), width=82, names_row=True),
        Column(_("What it says")),
        Column(_("Written by"), width=164),
    )
    return Table(columns, tuple(rows), summary)


def _row(field: ToldContent) -> tuple[Cell, ...]:
    written = joined((field.author, short_date(field.on) if field.on else ""), ", ")
    return field.label, prose(field.text), (Paragraph(written or "–", Kind.NOTE),)


def _records(content: ExtractContent) -> Iterator[Part]:
    title = _("Other records that say something about you")
    count = len(content.records)
    yield Heading(title, aside=ngettext("{n} record", "{n} records", count) if count else "")
    if not content.records:
        yield Paragraph(_("There are none that may be handed out."))
        return
    rows: list[Row] = []
    for one in content.records:
        rows += (Band(_called(one)), *map(_row, one.fields))
        if len(rows) >= _MOST_ROWS:
            yield _table(rows, title)
            rows = []
    if rows:
        yield _table(rows, title)


def _called(one: RecordContent) -> str:
    """What a record is called; one whose title would be cut short has its day alone, for its words stand below."""
    day = short_date(one.on) if one.on else ""
    title = headline(one.title, _SHORT)
    name = joined((one.kind, title), ": ") if title == one.title or not day else one.kind
    return joined((name, day), ", ")


def _where_it_went(content: ExtractContent) -> Iterator[Fact]:
    """Who has received it: the laptops it was sent to, the registers it may stand in, and the extracts before."""
    sent = [
        joined((one.to, _("for the first time on {day}", day=short_date(one.on))), ", ")
        for one in content.sent
    ]
    yield Fact(
        _("Sent to"),
        (lines(sent) if sent else Paragraph(_("It has not been sent to any other laptop.")),),
    )
    registers = [
        Paragraph(_(_REGISTERS[one.audience], days=", ".join(map(short_date, one.days))))
        for one in content.registers
    ]
    if registers:
        yield Fact(_("Registers"), tuple(registers))
    if content.earlier:
        days = ", ".join(map(short_date, content.earlier))
        yield Fact(_("Earlier"), (Paragraph(_("Extracts about you were also made on {days}.", days=days)),))


def _if_wrong(content: ExtractContent) -> Iterator[Part]:
    """What the person can do, kept together: whom to turn to, and to whom after that."""
    yield Together(
        (
            Heading(_("If something is wrong")),
            Paragraph(
                _(
                    "Is something wrong, or do you want something to be taken away? Turn to {body}, who will consider "
                    "it. If you are not content with the answer you can turn to the Swedish Authority for Privacy "
                    "Protection (imy.se). No decision about you is made by a computer.",
                    body=content.cover.body,
                )
            ),
        ),
        leans=True,
    )
