"""How the council folder is laid out: the notice with a list of what is enclosed, each line leading to its page."""

from __future__ import annotations

from collections.abc import Iterator

from trygg_desktop.briefings.annexes.annex import WhyNot
from trygg_desktop.briefings.content import joined
from trygg_desktop.briefings.council_folder import FolderContent, FolderItem, ItemDocument
from trygg_desktop.briefings.meeting_layout import (
    letterhead_of,
    material_parts,
    notice_parts,
    titled,
)
from trygg_desktop.briefings.page import Letterhead
from trygg_desktop.briefings.parts import Band, Column, Heading, Kind, Paragraph, Part, Row, Run, Table
from trygg_desktop.i18n import N_, _

ANNEX_PLACE = "annex:"
"""Where a line of the list leads, until the folder is bound and has pages to lead to."""


def layout(content: FolderContent, notice_pages: int = 1) -> tuple[Letterhead, list[Part]]:
    """The letterhead and the parts of what comes before the annexes.

    Args:
        notice_pages: how many pages these parts fill, from which the pages of the annexes are counted.
    """
    meeting = content.meeting
    parts = [*notice_parts(meeting), *_list_of_contents(content, notice_pages), *material_parts(meeting)]
    return letterhead_of(meeting, kind=_("Council folder")), parts


def _list_of_contents(content: FolderContent, notice_pages: int) -> Iterator[Part]:
    yield Heading(_("Enclosed documents"))
    if not content.items:
        yield Paragraph(_("No document is enclosed in this edition."))
        return
    word = content.meeting.cover.word_for_decision
    rows: list[Row] = []
    page = notice_pages + 1
    for item in content.items:
        rows.append(Band(_heading(item, word)))
        for document in item.documents:
            rows.append(_row(document, page))
            page += document.annex.pages if document.annex else 0
    yield Table(
        (
            Column(_("Annex"), width=48),
            Column(_("Document"), share=3, names_row=True),
            Column(_("Page"), width=92),
        ),
        tuple(rows),
        _("The documents that are enclosed, with the page that each begins on"),
    )


def _heading(item: FolderItem, word_for_decision: str) -> str:
    if not item.form:
        return item.title
    number = f"{item.number}." if item.number is not None else ""
    return joined((number, titled(item.form, item.title, word_for_decision)), " ")


def _row(document: ItemDocument, page: int) -> Row:
    if document.annex is None:
        why = _(_WHY_NOT[document.why_not]) if document.why_not else ""
        return ("–", Paragraph(document.title), Paragraph(why, Kind.NOTE))
    place = f"{ANNEX_PLACE}{document.number}"
    pages = f"{page}–{page + document.annex.pages - 1}" if document.annex.pages > 1 else str(page)
    return (str(document.number), Paragraph((Run(document.title, link=place),)), pages)


_WHY_NOT = {
    WhyNot.NOT_PDF: N_("not enclosed: not a PDF"),
    WhyNot.LOCKED: N_("not enclosed: locked"),
    WhyNot.DAMAGED: N_("not enclosed: damaged"),
    WhyNot.MISSING: N_("not enclosed: not here"),
}
