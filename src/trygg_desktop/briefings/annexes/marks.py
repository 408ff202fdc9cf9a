"""Marks what is drawn on a page from elsewhere, so that its words are read aloud where the page itself does not say
what they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from math import hypot
from typing import TYPE_CHECKING, Any

from trygg_desktop.briefings.annexes.blanks import Blanks, with_blank_font
from trygg_desktop.briefings.annexes.drawn import SHOWS_TEXT, Drawings, Mark, Seen, Way, mark_of
from trygg_desktop.briefings.annexes.opened import entries, faults
from trygg_desktop.briefings.annexes.structure import Place

if TYPE_CHECKING:
    from pikepdf import Page, Pdf

_BEGINS = frozenset({"BMC", "BDC"})
_SAYS_MORE = ("/ActualText", "/Alt", "/E", "/Lang")

_HAS_TEXT = frozenset({Way.TOLD, Way.TEXT, Way.PICTURE_AND_TEXT})
_SAME_LINE = 0.01

TEXT, PICTURE = "/P", "/Figure"


@dataclass(slots=True)
class Marked:
    """A page with its marks: the numbers of those that were put on it here, and the first number that is free.

    Args:
        pictures: of the marks those around pictures, whose words can't be read.
        met: the numbers that the document's own structure has on it, as far as they are there.
        complete: whether the page itself had said what everything on it is.
        scanned: whether it is a picture of a page.
    """

    way: Way
    text: list[int] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    free: int = 0
    met: Set[int] = frozenset()
    complete: bool = False
    scanned: bool = False


def mark_page(opened: Pdf, page: Page, owned: Set[int], drawings: Drawings) -> Marked:
    """Marks what no element of the document's own structure has on a page, `owned` being the numbers of what it has.

    Where that structure has nothing on the page all of it becomes one text, or one picture where there are no words;
    what the document calls decoration is left out. What can't be understood is a picture too.
    """
    free = max(owned, default=-1) + 1
    before = page.obj.get("/Contents")
    try:
        return _marked(opened, page, owned, drawings, free)
    except faults():
        if before is not None:
            page.obj.Contents = before
        return _wrapped(opened, page, Marked(Way.UNKNOWN, free=free))


def _marked(opened: Pdf, page: Page, owned: Set[int], drawings: Drawings, free: int) -> Marked:
    import pikepdf

    resources = entries(page.obj.get("/Resources"))
    seen = drawings.look(page, resources, owned) if "/Contents" in page.obj else Seen()
    way = seen.way
    complete = way is Way.EMPTY or (seen.told and not seen.loose)
    marked = Marked(way, free=free, met=seen.met, complete=complete and not seen.odd, scanned=seen.scanned)
    if seen.odd or way in (Way.TEXT, Way.PICTURE_AND_TEXT) or seen.loose_text:
        marker = _Marker(marked, resources, owned, drawings)
        marker.go_through(pikepdf.parse_content_stream(page))
        page.obj.Contents = opened.make_stream(marker.written())
        if marker.blanks.used:
            page.obj.Resources = with_blank_font(resources)
    if way is Way.PICTURE:
        _wrapped(opened, page, marked)
    if seen.unopened or seen.unclosed:
        _between(opened, page, b"q\n" * seen.unopened, b"\nQ" * seen.unclosed)
    return marked


def _wrapped(opened: Pdf, page: Page, marked: Marked) -> Marked:
    """All of the page as one picture."""
    _between(opened, page, f"{PICTURE} <</MCID {marked.free}>> BDC\n".encode(), b"\nEMC\n")
    marked.pictures.append(marked.free)
    marked.free += 1
    return marked


def _between(opened: Pdf, page: Page, before: bytes, after: bytes) -> None:
    """Puts operators before and after all that is drawn on a page."""
    import pikepdf

    content: Any = page.obj.get("/Contents")
    own = [] if content is None else [content] if isinstance(content, pikepdf.Stream) else list(content)
    page.obj.Contents = pikepdf.Array([opened.make_stream(before), *own, opened.make_stream(after)])


def tidy(owned: Mapping[Place, Set[int]], drawings: Drawings, drawing: Any) -> None:
    """Makes a drawing fit to be read as a part of the page that it stands on: without the numbers of a structure that
    was left behind, which would be taken for the page's own, and with blanks between its lines."""
    import pikepdf

    resources = entries(drawing.get("/Resources"))
    known = owned.get(drawing.objgen, frozenset())
    marker = _Marker(Marked(Way.EMPTY), resources, known, drawings, is_drawing=True)
    marker.go_through(pikepdf.parse_content_stream(drawing))
    drawing.write(marker.written())
    if marker.blanks.used:
        drawing.Resources = with_blank_font(resources)


class _Marker:
    """Goes through what is drawn, from the first operator to the last, and puts marks where they are missing.

    Marks that are put here are each around one line, or one drawing; none is around others, and none goes on outside
    the text object that it was begun in.
    """

    def __init__(
        self,
        marked: Marked,
        resources: Any,
        owned: Set[int],
        drawings: Drawings,
        *,
        is_drawing: bool = False,
    ) -> None:
        self.is_drawing = is_drawing
        self.marked, self.owned, self.drawings = marked, owned, drawings
        self.resources = resources
        self.shown = entries(resources.get("/XObject"))
        self.blanks = Blanks()
        self._out: list[Any] = []
        self._inside: list[Mark | None] = []
        self._covered = 0
        self._run = False
        self._line: float | None = None
        self._line_has_words = False

    def go_through(self, instructions: Iterable[Any]) -> None:
        """Every operator, in its order."""
        for each in instructions:
            name = str(each.operator)
            if name in _BEGINS:
                self._begin(each)
            elif name == "EMC":
                self._end(each)
            else:
                self._draw(each, name)
        self._end_run()
        for mark in reversed(self._inside):
            if mark is not None:
                self._put([], "EMC")

    def written(self) -> bytes:
        """What is drawn, with its marks."""
        import pikepdf

        return pikepdf.unparse_content_stream(self._out)

    def _draw(self, each: Any, name: str) -> None:
        if name == "ET" or self._begins_line(each, name):
            self._end_run()
            if self.is_drawing and self._line_has_words:
                self._out += self.blanks.blank()
            self._line_has_words = False
        loose = not self._covered and (self.is_drawing or self.marked.way in _HAS_TEXT)
        alone = self._alone(each, name) if loose else ""
        if alone or (loose and name in SHOWS_TEXT):
            self._begin_run(alone or TEXT)
        self.blanks.follow(each, name)
        self._line_has_words = self._line_has_words or name in SHOWS_TEXT
        words = self.blanks.parted(each) if loose and name == "TJ" else [each]
        for place, word in enumerate(words):
            self._out += [*(self.blanks.blank() if place else ()), word]
        if alone:
            self._end_run()

    def _alone(self, each: Any, name: str) -> str:
        """What a drawing or a picture is, which is marked by itself; nothing for all else."""
        if name != "Do":
            return ""
        drawing = self.shown.get(str(each.operands[0]))
        drawn = self.drawings.seen(drawing)
        if drawn.loose_text:
            self.drawings.make_tidy(drawing)
            return TEXT
        return PICTURE if drawn.scan and self.marked.way is Way.PICTURE_AND_TEXT else ""

    def _begins_line(self, each: Any, name: str) -> bool:
        """Whether what is shown next stands on another line. Marked together, the last word of the one and the first
        of the other would be read as one word."""
        match name:
            case "T*" | "'" | '"':
                return True
            case "Td" | "TD":
                return bool(each.operands[1])
            case "BT":
                self._line = None
            case "Tm":
                across, up, _c, _d, right, above = map(float, each.operands)
                before, self._line = self._line, (across * above - up * right) / (hypot(across, up) or 1)
                return before is None or abs(before - self._line) > _SAME_LINE
        return False

    def _begin(self, each: Any) -> None:
        mark = mark_of(each, self.resources, self.owned)
        if mark.numbered and not mark.owned:
            self._begin_without_number(mark)
            return
        self._end_run()
        self._covered += mark.covers
        self._inside.append(mark)
        self._out.append(each)

    def _begin_without_number(self, mark: Mark) -> None:
        import pikepdf

        more = {key: mark.facts[key] for key in _SAYS_MORE if isinstance(mark.facts.get(key), pikepdf.String)}
        if not more:
            self._inside.append(None)
            return
        self._end_run()
        self._inside.append(Mark("/Span", more))
        self._put([pikepdf.Name.Span, pikepdf.Dictionary(more)], "BDC")

    def _end(self, each: Any) -> None:
        if not self._inside:
            return  # it ends what was never begun
        mark = self._inside.pop()
        if mark is None:
            return
        self._end_run()
        self._covered -= mark.covers
        self._out.append(each)

    def _begin_run(self, tag: str) -> None:
        import pikepdf

        if self._run or self.is_drawing:
            return
        number = self.marked.free
        self.marked.free += 1
        (self.marked.text if tag == TEXT else self.marked.pictures).append(number)
        self._put([pikepdf.Name(tag), pikepdf.Dictionary(MCID=number)], "BDC")
        self._run = True

    def _end_run(self) -> None:
        if self._run:
            self._put([], "EMC")
            self._run = False

    def _put(self, operands: list[Any], operator: str) -> None:
        import pikepdf

        self._out.append(pikepdf.ContentStreamInstruction(operands, pikepdf.Operator(operator)))
