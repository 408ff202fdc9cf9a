"""Binds the council folder: the printed notice, then the annexes, each page stamped with its annex and its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from trygg_desktop.briefings.annex import open_without_its_maker
from trygg_desktop.briefings.council_folder import FolderContent
from trygg_desktop.briefings.council_folder_layout import ANNEX_PLACE, layout
from trygg_desktop.briefings.page import Letterhead, Printed, print_parts
from trygg_desktop.briefings.stamps import Stamp, lay_on, stamp_sheets
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
    """An annex in the folder: its number, what it is called and where its first page is, from 0."""

    number: int
    title: str
    first: int


def bind(notice: bytes, content: FolderContent, letterhead: Letterhead) -> bytes:
    """The notice with the annexes after it: stamped, bookmarked, and reached from the list of contents."""
    import pikepdf

    with pikepdf.open(BytesIO(notice)) as folder:
        before = len(folder.pages)
        bound: list[_Bound] = []
        for document, annex in content.enclosed:
            assert document.number is not None
            bound.append(_Bound(document.number, document.title, len(folder.pages)))
            with open_without_its_maker(annex.data) as opened:
                folder.pages.extend(opened.pages)
                _take_layers_along(folder, opened)
        _stamp(folder, bound, before, letterhead)
        _lead_to(folder, bound, before)
        _mark(folder, bound)
        folder.Root.PageLabels = pikepdf.Dictionary(
            Nums=pikepdf.Array([0, pikepdf.Dictionary(S=pikepdf.Name.D)])
        )
        _claim_less(folder)
        made = BytesIO()
        folder.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def _stamp(folder: Pdf, bound: list[_Bound], before: int, letterhead: Letterhead) -> None:
    stamps = list(_stamps(bound, before, len(folder.pages), letterhead))
    import pikepdf

    with pikepdf.open(BytesIO(stamp_sheets(stamps))) as sheets:
        for page, sheet in zip(list(folder.pages)[before:], sheets.pages, strict=True):
            lay_on(folder, page, sheet)


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
            name = _("Annex {number}", number=one.number)
            outline.root.append(pikepdf.OutlineItem(f"{name}. {one.title}", one.first, "Fit"))


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
            OCGs=pikepdf.Array(), D=pikepdf.Dictionary(OFF=pikepdf.Array())
        )
    for layer in every:
        copied: Object = folder.copy_foreign(layer)
        ours.OCGs.append(copied)
        copied.Name = pikepdf.String(str(len(ours.OCGs)))
        if layer.objgen in hidden:
            ours.D.OFF.append(copied)


def _claim_less(folder: Pdf) -> None:
    """With pages from elsewhere the file no longer says that all of it is accessible and fit for the archive."""
    with folder.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
        for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part"):
            told.pop(name, None)
