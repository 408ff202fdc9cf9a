"""Binds the council folder: the printed notice, then the annexes, each page stamped with its annex and its page,
and each annex read aloud under its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from trygg_desktop.briefings.annexes.annex import Annex
from trygg_desktop.briefings.annexes.heard import hear
from trygg_desktop.briefings.annexes.opened import open_without_its_maker
from trygg_desktop.briefings.annexes.section import Section, Sections
from trygg_desktop.briefings.annexes.stamps import Heading, Stamp, heading_sheets, lay_on, stamp_sheets
from trygg_desktop.briefings.breaking_off import go_on
from trygg_desktop.briefings.council_folder import FolderContent, ItemDocument
from trygg_desktop.briefings.council_folder_layout import ANNEX_PLACE, layout
from trygg_desktop.briefings.page import Letterhead, Printed, print_parts
from trygg_desktop.i18n import _

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

_ATTEMPTS = 4
"""Longer page numbers in the list can in theory make the notice a page longer, not more than once or twice."""


def print_content(content: FolderContent) -> tuple[Letterhead, Printed]:
    """The folder as a PDF. Without annexes it is the notice alone, which keeps what it claims of itself."""
    enclosed = sum(annex.pages for _document, annex in content.enclosed)
    pages = 1
    for _attempt in range(_ATTEMPTS):
        letterhead, parts = layout(content, pages)
        printed = print_parts(parts, letterhead, followed_by=enclosed)
        if printed.pages == pages:
            break
        pages = printed.pages
    if not enclosed:
        return letterhead, printed
    pdf = bind(printed.pdf, content, letterhead)
    return letterhead, Printed(pdf, printed.pages + enclosed, printed.missing)


@dataclass(frozen=True, slots=True)
class _Bound:
    """An annex in the folder: its number, what it is called, where its first page is, from 0, and the first number
    that none of the marks on that page has."""

    number: int
    title: str
    first: int
    free: int

    @property
    def label(self) -> str:
        """What stands before its name."""
        return _("Annex {number}", number=self.number)

    @property
    def heading(self) -> Heading:
        """What someone who listens is told that it is."""
        return Heading(f"{self.label}. ", self.title, self.free, self.free + 1)


def bind(notice: bytes, content: FolderContent, letterhead: Letterhead) -> bytes:
    """The notice with the annexes after it: stamped, bookmarked, read aloud, and reached from the list of contents."""
    import pikepdf

    with pikepdf.open(BytesIO(notice)) as folder:
        before = len(folder.pages)
        sections = Sections(folder)
        bound = [_enclose(folder, sections, document, annex) for document, annex in content.enclosed]
        sections.close()
        _stamp(folder, bound, before, letterhead)
        _lead_to(folder, bound, before)
        _mark(folder, bound)
        folder.Root.PageLabels = pikepdf.Dictionary(
            Nums=pikepdf.Array([0, pikepdf.Dictionary(S=pikepdf.Name.D)])
        )
        _claim_no_more(folder, content)
        made = BytesIO()
        folder.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def _enclose(folder: Pdf, sections: Sections, document: ItemDocument, annex: Annex) -> _Bound:
    """Puts the pages of an annex last in the folder, and what is read aloud of it last in its structure."""
    go_on()
    assert document.number is not None
    with open_without_its_maker(annex.data) as opened:
        heard = hear(opened, document.number)
        bound = _Bound(document.number, document.title, len(folder.pages), heard.free[0])
        section = Section(sections, opened, heard, document.number)
        folder.pages.extend(opened.pages)
        pages = [page.obj for page in folder.pages[bound.first :]]
        section.write(pages, bound.heading.label_mark, bound.heading.title_mark)
        _take_layers_along(folder, opened)
    return bound


def _stamp(folder: Pdf, bound: list[_Bound], before: int, letterhead: Letterhead) -> None:
    import pikepdf

    stamps = list(_stamps(bound, before, len(folder.pages), letterhead))
    headings = [one.heading for one in bound]
    with (
        pikepdf.open(BytesIO(stamp_sheets(stamps))) as sheets,
        pikepdf.open(BytesIO(heading_sheets(headings))) as words,
    ):
        parts = list(words.pages)
        said = {
            one.first: (heading, parts[2 * place], parts[2 * place + 1])
            for place, (one, heading) in enumerate(zip(bound, headings, strict=True))
        }
        for number, sheet in enumerate(sheets.pages, start=before):
            lay_on(folder, folder.pages[number], sheet, said.get(number))


def _stamps(bound: list[_Bound], before: int, total: int, letterhead: Letterhead) -> Iterator[Stamp]:
    copy = _("Working copy") if letterhead.working_copy else ""
    starts = {one.first: one.number for one in bound}
    number = 0
    for page in range(before, total):
        number = starts.get(page, number)
        words = [
            _("Annex {number}", number=number),
            _("Page {number} ({total})", number=page + 1, total=total),
        ]
        yield Stamp(
            " · ".join(filter(None, (letterhead.marking, copy, *words))), confidential=letterhead.confidential
        )


def _lead_to(folder: Pdf, bound: list[_Bound], before: int) -> None:
    """Lets the lines of the list lead to the first pages of the annexes."""
    import pikepdf

    places = {f"{ANNEX_PLACE}{one.number}": folder.pages[one.first].obj for one in bound}
    for page in list(folder.pages)[:before]:
        for area in page.obj.get("/Annots", ()):
            action: Any = area.get("/A")
            target = places.get(str(action.get("/URI", ""))) if action is not None else None
            if target is not None:
                del area["/A"]
                area.Dest = pikepdf.Array([target, pikepdf.Name.Fit])


def _mark(folder: Pdf, bound: list[_Bound]) -> None:
    """A bookmark for each annex, after those of the notice."""
    import pikepdf

    with folder.open_outline() as outline:
        for one in bound:
            outline.root.append(pikepdf.OutlineItem(f"{one.label}. {one.title}", one.first, "Fit"))


def _take_layers_along(folder: Pdf, opened: Pdf) -> None:
    """A drawing may have layers that are turned off. They stay so: without this they would all be shown.

    What they were called is left behind: names of layers hold paths and names of people.
    """
    import pikepdf

    told = opened.Root.get("/OCProperties")
    if not isinstance(told, pikepdf.Dictionary) or "/OCGs" not in told:
        return
    default = told.get("/D", pikepdf.Dictionary())
    every = [layer for layer in told.OCGs if layer.is_indirect]
    shown = {layer.objgen for layer in default.get("/ON", ())}
    hidden = {layer.objgen for layer in default.get("/OFF", ())}
    if str(default.get("/BaseState", "/ON")) == "/OFF":
        hidden = {layer.objgen for layer in every} - shown
    ours = folder.Root.get("/OCProperties")
    if ours is None:
        ours = folder.Root.OCProperties = pikepdf.Dictionary(
            OCGs=pikepdf.Array(), D=pikepdf.Dictionary(Name=pikepdf.String("1"), OFF=pikepdf.Array())
        )
    for layer in every:
        copied: Object = folder.copy_foreign(layer)
        ours.OCGs.append(copied)
        copied.Name = pikepdf.String(str(len(ours.OCGs)))
        if layer.objgen in hidden:
            ours.D.OFF.append(copied)


def _claim_no_more(folder: Pdf, content: FolderContent) -> None:
    """The file says that all of it is accessible, or fit for the archive, only where each annex said so of itself and
    nothing had to be added to what it said."""
    with folder.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
        for claim in content.given_up:
            for fact in ("part", "conformance"):
                told.pop(f"{claim}:{fact}", None)
