"""Small stamps in the upper right corner of pages from elsewhere: which annex, and which page of the folder.

To someone who listens the first stamp of an annex is a heading with the annex's name, which is on the page unseen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from trygg_desktop.briefings import look
from trygg_desktop.briefings.annexes.heard import ABOVE
from trygg_desktop.briefings.annexes.opened import entries
from trygg_desktop.briefings.fonts import Face, Proofreader, width

if TYPE_CHECKING:
    from pikepdf import Page, Pdf

_SIZE, _HIGH, _PADDING, _BASE = 7.5, 12.0, 4.0, 3.6
_FROM_RIGHT, _FROM_TOP = 18.0, 12.0
"""Points from the edge: as far out as ordinary printers still print."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a stamp says, and whether what it stands on is confidential."""

    words: str
    confidential: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """What an annex is called, in two parts, and the marks that they get on its first page."""

    label: str
    title: str
    label_mark: int
    title_mark: int


_UNSEEN, _UNSEEN_SIZE = 3, 2.0
"""The way of drawing letters without drawing them, and how large they are: whoever marks text marks the stamp."""


def stamp_sheets(stamps: Sequence[Stamp]) -> bytes:
    """A PDF with one page for each stamp, as large as the stamp."""
    from reportlab.pdfgen.canvas import Canvas

    proofreader = Proofreader()
    made = BytesIO()
    canvas = Canvas(made, invariant=1, pageCompression=1, initialFontName=str(Face.REGULAR))
    for stamp in stamps:
        face = Face.SEMIBOLD if stamp.confidential else Face.REGULAR
        colour = look.PROTECTED if stamp.confidential else look.GREY
        words = proofreader.printable(stamp.words, face)
        wide = width(words, face, _SIZE) + 2 * _PADDING
        canvas.setPageSize((wide, _HIGH))
        canvas.setFillColor(look.PAPER)
        canvas.setStrokeColor(colour if stamp.confidential else look.LINE)
        canvas.setLineWidth(0.5)
        canvas.rect(0.25, 0.25, wide - 0.5, _HIGH - 0.5, fill=1)
        canvas.setFillColor(colour)
        canvas.setFont(str(face), _SIZE)
        canvas.drawString(_PADDING, _BASE, words)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def heading_sheets(headings: Sequence[Heading]) -> bytes:
    """A PDF with two pages for each heading, one for each of its parts, in letters that are not seen."""
    from reportlab.pdfgen.canvas import Canvas

    proofreader = Proofreader()
    made = BytesIO()
    canvas = Canvas(made, invariant=1, pageCompression=1, initialFontName=str(Face.REGULAR))
    for heading in headings:
        for words in (heading.label, heading.title):
            shown = proofreader.printable(words, Face.REGULAR)
            canvas.setPageSize((max(width(shown, Face.REGULAR, _UNSEEN_SIZE), 1), _HIGH))
            text = canvas.beginText(0, _BASE)
            text.setFont(str(Face.REGULAR), _UNSEEN_SIZE)
            text.setTextRenderMode(_UNSEEN)
            text.textOut(shown)
            canvas.drawText(text)
            canvas.showPage()
    canvas.save()
    return made.getvalue()


def lay_on(folder: Pdf, page: Page, sheet: Page, heading: tuple[Heading, Page, Page] | None = None) -> None:
    """Puts a stamp in the corner that is the upper right one for whoever looks at the page, however it is turned.

    The page's own drawing is closed in first, so that nothing it leaves behind moves or colours the stamp.
    """
    import pikepdf

    resources = entries(page.obj.get("/Resources"))
    held = entries(resources.get("/XObject"))
    stamp, label, title = (_unused(name, held) for name in ("/TryggStamp", "/TryggLabel", "/TryggTitle"))
    shapes, frame = {stamp: sheet}, _frame(page, sheet)
    drawn = f"\nQ\n/Artifact BMC\n{_placed(frame, 0, stamp)}\nEMC\n"
    if heading is not None:
        said, shapes[label], shapes[title] = heading
        beside = _PADDING + float(shapes[label].mediabox[2])
        drawn += f"/H{ABOVE} <</MCID {said.label_mark}>> BDC\n{_placed(frame, _PADDING, label)}\nEMC\n"
        drawn += f"/Span <</MCID {said.title_mark}>> BDC\n{_placed(frame, beside, title)}\nEMC\n"
    content = page.obj.get("/Contents")
    before, after = folder.make_stream(b"q\n"), folder.make_stream(drawn.encode())
    own = [] if content is None else ([content] if isinstance(content, pikepdf.Stream) else list(content))
    page.obj.Contents = pikepdf.Array([before, *own, after])
    # resources may be shared between pages, whose stamps differ
    page.obj.Resources = pikepdf.Dictionary(resources)
    page.obj.Resources.XObject = pikepdf.Dictionary(held)
    for name, shape in shapes.items():
        page.obj.Resources.XObject[name] = folder.copy_foreign(shape.as_form_xobject())


def _unused(name: str, held: Mapping[str, Any]) -> str:
    """A name that nothing on the page has yet: an annex may itself be a folder."""
    while name in held:
        name += "0"
    return name


def _placed(frame: str, right: float, name: str) -> str:
    """The operators that draw something in a frame, so far to the right in it."""
    return f"q\n{frame}\n1 0 0 1 {right:g} 0 cm\n{name} Do\nQ"


def _frame(page: Page, sheet: Page) -> str:
    """The operators that let what is drawn next stand where the stamp stands."""
    wide, high = (float(edge) for edge in list(sheet.mediabox)[2:])
    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    left, right, bottom, top = min(left, right), max(left, right), min(bottom, top), max(bottom, top)
    unit = float(page.obj.get("/UserUnit", 1)) or 1.0
    turned = int(page.obj.get("/Rotate", 0)) % 360
    across, along = (top - bottom, right - left) if turned in (90, 270) else (right - left, top - bottom)
    scale = min(1 / unit, across / (wide + 2 * _FROM_RIGHT))
    x, y = across - (wide + _FROM_RIGHT) * scale, along - (high + _FROM_TOP) * scale
    frame = {
        0: (1, 0, 0, 1, left, bottom),
        90: (0, 1, -1, 0, right, bottom),
        180: (-1, 0, 0, -1, right, top),
        270: (0, -1, 1, 0, left, top),
    }[turned if turned in (90, 180, 270) else 0]
    placed = " ".join(f"{number:g}" for number in (scale, 0, 0, scale, round(x, 3), round(y, 3)))
    turn = " ".join(f"{number:g}" for number in frame)
    return f"{turn} cm\n{placed} cm"
