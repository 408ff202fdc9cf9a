"""Text on its way to a page: which words are a link, and which are in another language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trygg_desktop.briefings.fonts import Face, width
from trygg_desktop.briefings.tagging.archive import LOCALES
from trygg_desktop.briefings.tagging.canvas import TaggedCanvas
from trygg_desktop.briefings.tagging.elements import Element, quoted
from trygg_desktop.briefings.tagging.tagger import Tagger

if TYPE_CHECKING:
    from trygg_desktop.briefings.lines import Line, Span
    from trygg_desktop.briefings.look import Style

_UNDERLINE = "0.45 w"


@dataclass
class _Link:
    """A link on its way to the page: its element, what is said of it, and where its letters stand."""

    element: Element
    target: str
    told: str = ""
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)


class Writing:
    """One paragraph's lines on one page, from the first letter to the last.

    Args:
        colour: red, green and blue as the page wants them.
        plain: whether there is no link, other language or abbreviation in them.
    """

    __slots__ = ("_code", "_font", "_links", "_sort", "canvas", "colour", "plain", "style", "tagger")

    def __init__(
        self, canvas: TaggedCanvas, tagger: Tagger, style: Style, colour: str, *, plain: bool
    ) -> None:
        self.canvas, self.tagger, self.style, self.colour = canvas, tagger, style, colour
        self.plain = plain or tagger.fixed
        if self.plain:
            tagger.words()
        else:
            tagger.pause()
        self._code = [f"BT {colour} rg"]
        self._font = ""
        self._sort: tuple[str, str, str] | None = None
        self._links: list[_Link] = []

    def line(self, line: Line, x: float, y: float, *, blank: bool = False) -> None:
        """One line from here on, y being where its letters stand; `blank` ends it with one."""
        self._code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
        last = len(line.spans) - 1
        for index, span in enumerate(line.spans):
            if not self.plain:
                self._begin_sort(span)
            self._show(f"{span.text} " if blank and index == last else span.text, span.face)
            if not self.plain:
                wide = width(span.text, span.face, self.style.size)
                self._note(span, x, y, wide)
                x += wide

    def end(self, *, underlined: bool = True) -> None:
        """Puts the lines on the page, and the areas of their links."""
        if self._sort is not None:
            self._code.append("EMC")
        self._code.append("ET")
        self.canvas.write(" ".join(self._code))
        for link in self._links:
            for left, bottom, right, top in link.boxes:
                if underlined:
                    self._underline(left, right, bottom + 1.2)
                self.canvas.link(link.element, link.target, (left, bottom, right, top), link.told)

    def _underline(self, left: float, right: float, y: float) -> None:
        self.tagger.decoration()
        self.canvas.write(f"{self.colour} RG {_UNDERLINE} {left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S")

    def _show(self, letters: str, face: Face) -> None:
        for part, written in self.canvas.codes(face).pieces(letters):
            if part != self._font:
                self._code.append(f"{part} {self.style.size:g} Tf")
                self._font = part
            self._code.append(f"({written}) Tj")

    def _begin_sort(self, span: Span) -> None:
        """Ends the piece before where the words that follow are of another sort."""
        sort, before = (span.link, span.language, span.expansion), self._sort
        if sort == before:
            return
        if before is not None:
            self._code.append("EMC")
        self._sort = sort
        goes_on = before is not None and before[0] == span.link
        self._code.append(self.tagger.piece_of(self._element(span, goes_on)))

    def _element(self, span: Span, goes_on: bool) -> Element:
        """The element of a piece; `goes_on` says that it belongs to the same link as the one before."""
        around = self.tagger.inside
        if span.link:
            if not goes_on:
                self._links.append(_Link(self.tagger.inline("Link"), span.link))
            around = self._links[-1].element
        spoken = f"/Lang {quoted(LOCALES.get(span.language, span.language))}" if span.language else ""
        if span.expansion:
            spoken += f"/E {quoted(span.expansion)}"
        return self.tagger.inline("Span", spoken, around) if spoken else around

    def _note(self, span: Span, x: float, y: float, wide: float) -> None:
        """Remembers where the letters of a link stand and what they say."""
        if not span.link:
            return
        link, size = self._links[-1], self.style.size
        link.told += span.text
        link.boxes.append((x, y - size * 0.25, x + wide, y + size * 0.8))
