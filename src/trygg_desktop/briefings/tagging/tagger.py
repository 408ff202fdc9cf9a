"""Marks what is drawn: each word belongs to a paragraph, heading or cell, and all else is decoration."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from trygg_desktop.briefings.tagging.canvas import TaggedCanvas
from trygg_desktop.briefings.tagging.elements import Element, quoted

_DECORATION = "/Artifact BMC"
_GROUPS = frozenset({"Document", "Div", "L", "LI", "Table", "THead", "TBody", "TR"})
"""What only holds other elements: words directly in it would be read as nothing in particular."""


def alternative(words: str) -> str:
    """What is said in place of a picture, as an attribute.

    Raises:
        ValueError: there are no words, so nobody who listens would know of the picture.
    """
    if not words.strip():
        raise ValueError("a picture without a word about what it shows")
    return f"/Alt {quoted(words)}"


def box(left: float, bottom: float, right: float, top: float) -> str:
    """Where a picture is on its page, as an attribute."""
    return f"/A<</O/Layout/Placement/Block/BBox[{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]>>"


class Tagger:
    """Follows the drawing of one document, from what is opened to what is closed."""

    def __init__(self, canvas: TaggedCanvas) -> None:
        self.canvas, self.tree = canvas, canvas.tree
        self._inside = [self.tree.root]
        self._parts: dict[object, Element] = {}
        self._marked: Element | str | None = None
        self._fixed = False

    @property
    def fixed(self) -> bool:
        """Whether everything drawn now is one thing: a picture, or what is repeated on each page."""
        return self._fixed

    def open(self, tag: str, *, attributes: str = "", part_of: object = None) -> Element:
        """Begins an element inside the one that is open, or goes on with it: the parts of one paragraph on
        two pages have the same `part_of`."""
        if self._fixed:
            self._inside.append(self._inside[-1])
            return self._inside[-1]
        element = self._parts.get(part_of) if part_of is not None else None
        if element is None:
            element = self.tree.element(tag, self._inside[-1], attributes)
            if part_of is not None:
                self._parts[part_of] = element
        self._inside.append(element)
        return element

    def close(self) -> None:
        """Ends what was opened last."""
        self._inside.pop()

    @contextmanager
    def group(self, tag: str) -> Iterator[None]:
        """Around pieces that belong together, such as the rows under a table's heads; goes on with the last
        group where it is of the same sort."""
        if self._fixed:
            yield
            return
        kids = self._inside[-1].kids
        last = kids[-1] if kids else None
        same = isinstance(last, Element) and last.tag == tag
        self._inside.append(last if same else self.tree.element(tag, self._inside[-1]))  # type: ignore[arg-type]
        yield
        self._inside.pop()

    def words(self) -> None:
        """What is drawn next is text of the element that is open.

        Raises:
            ValueError: it would be text of nothing in particular, so that it would not be read in its place.
        """
        element = self._inside[-1]
        if self._fixed or self._marked is element:
            return
        if element.tag in _GROUPS:
            raise ValueError(f"words directly in {element.tag}")
        self._mark(element)

    def decoration(self) -> None:
        """What is drawn next says nothing: a rule, an area, a shape beside its words."""
        if not self._fixed and self._marked is not _DECORATION:
            self._mark(_DECORATION)

    @contextmanager
    def apart(self, what: str = "") -> Iterator[None]:
        """Around what stands on each page, and is no part of the text: `Header` or `Footer`, or a table's
        heads when they are repeated."""
        mark = f"/Artifact <</Type/Pagination/Subtype/{what}>> BDC" if what else _DECORATION
        with self._as_one(mark):
            yield

    @contextmanager
    def picture(self) -> Iterator[None]:
        """Around a picture, whose words and lines are one thing: the element that is open."""
        with self._as_one(self._inside[-1]):
            yield

    @contextmanager
    def _as_one(self, mark: Element | str) -> Iterator[None]:
        if self._fixed:
            yield
            return
        self._mark(mark)
        self._fixed = True
        yield
        self._fixed = False
        self.pause()

    def pause(self) -> None:
        """Ends the piece that is marked: before a page ends, and before text that marks its own pieces."""
        if self._marked is not None:
            self.canvas.write("EMC")
            self._marked = None

    def piece_of(self, element: Element) -> str:
        """The operator that begins a piece of an element in the midst of text; `EMC` ends it."""
        return f"/{element.tag} <</MCID {self.tree.mark(element)}>> BDC"

    def inline(self, tag: str, attributes: str = "", around: Element | None = None) -> Element:
        """A new element in the midst of the text of another: of the one that is open, where no other is named."""
        return self.tree.element(tag, around or self._inside[-1], attributes)

    @property
    def inside(self) -> Element:
        """The element that is open."""
        return self._inside[-1]

    def _mark(self, what: Element | str) -> None:
        self.pause()
        self.canvas.write(self.piece_of(what) if isinstance(what, Element) else what)
        self._marked = what
