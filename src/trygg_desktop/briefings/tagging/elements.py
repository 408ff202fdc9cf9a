"""What a document is made of for someone who listens to it: headings, lists, tables, figures, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from reportlab.pdfbase.pdfdoc import DummyDoc, PDFString

_NOWHERE = DummyDoc()

Piece: TypeAlias = tuple[int, int | str]
"""A page, counted from 1, and either the number of a marked piece on it or the name of a link's area."""


LONGEST_TEXT = 16_000
"""An archive's file holds no text of more than 32,767 bytes outside its pages, two for most characters."""


def quoted(text: str) -> str:
    """A text as a PDF file holds it outside its pages; one that is too long for an archive ends in an ellipsis."""
    written = text.encode("utf-16-be", "replace")
    if len(written) > 2 * LONGEST_TEXT:
        text = f"{written[: 2 * LONGEST_TEXT].decode('utf-16-be', 'ignore').rsplit(' ', 1)[0]} …"
    return str(PDFString(text).format(_NOWHERE).decode("latin-1"))


@dataclass(frozen=True, slots=True)
class Numbers:
    """The object numbers that a file gave: to the tree, its first element, each page, and each link's area."""

    tree: int
    first: int
    pages: Sequence[int]
    areas: Mapping[str, int]


class Element:
    """One piece of the structure: what it is, what is in it, and where it is told what it looks like.

    `number` is its place among all elements; the writer turns that into the number of an object. `attributes`
    is the part of its dictionary that is known from the start.
    """

    __slots__ = ("attributes", "kids", "number", "parent", "tag")

    def __init__(self, number: int, tag: str, parent: Element | None, attributes: str = "") -> None:
        self.number, self.tag, self.parent, self.attributes = number, tag, parent, attributes
        self.kids: list[Element | Piece] = []

    def written(self, numbers: Numbers) -> bytes:
        """The element as an object of the file."""
        parent = numbers.tree if self.parent is None else numbers.first + self.parent.number
        start = f"<</S/{self.tag}/P {parent} 0 R{self.attributes}"
        if len(self.kids) == 1 and isinstance(
            self.kids[0], tuple
        ):  # the way of most words, so it is a short one
            page, piece = self.kids[0]
            if isinstance(piece, int):
                return f"{start}/Pg {numbers.pages[page - 1]} 0 R/K {piece}>>".encode("latin-1")
        home = next((kid[0] for kid in self.kids if isinstance(kid, tuple)), 0)
        if home:
            start += f"/Pg {numbers.pages[home - 1]} 0 R"
        if len(self.kids) == 1:
            start += f"/K {self._kid(self.kids[0], numbers, home)}"
        elif self.kids:
            start += f"/K[{' '.join([self._kid(kid, numbers, home) for kid in self.kids])}]"
        return f"{start}>>".encode("latin-1")

    @staticmethod
    def _kid(kid: Element | Piece, numbers: Numbers, home: int) -> str:
        if isinstance(kid, Element):
            return f"{numbers.first + kid.number} 0 R"
        page, piece = kid
        if isinstance(piece, str):
            return f"<</Type/OBJR/Pg {numbers.pages[page - 1]} 0 R/Obj {numbers.areas[piece]} 0 R>>"
        if page == home:
            return str(piece)
        return f"<</Type/MCR/Pg {numbers.pages[page - 1]} 0 R/MCID {piece}>>"


class Tree:
    """The elements of one document, and which of them each marked piece and each link belongs to."""

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self.pages: list[list[Element]] = []
        self.links: list[Element] = []
        self.areas: list[str] = []
        self.named: dict[str, Element] = {}
        self.root = self.element("Document", None)

    def element(self, tag: str, parent: Element | None, attributes: str = "") -> Element:
        """A new element, the last in its parent so far."""
        made = Element(len(self.elements), tag, parent, attributes)
        self.elements.append(made)
        if parent is not None:
            parent.kids.append(made)
        return made

    def let_go(self) -> None:
        """Ends what its elements know of one another, when they have been written: what knows itself in a circle would
        stay in memory until somebody looks for it."""
        for element in self.elements:
            element.parent = None
            element.kids.clear()

    def begin_page(self) -> None:
        """From now on, pieces are marked on a new page."""
        self.pages.append([])

    def mark(self, element: Element) -> int:
        """Gives a piece of the page that is being drawn to an element; returns the piece's number."""
        owners = self.pages[-1]
        owners.append(element)
        element.kids.append((len(self.pages), len(owners) - 1))
        return len(owners) - 1

    def link(self, element: Element, area: str) -> int:
        """Gives the area of a link on the page that is being drawn to its element; returns the key under
        which the area finds the element again. Pages have the even keys and areas the odd ones, so that
        neither needs to know how many there are of the other."""
        element.kids.append((len(self.pages), area))
        self.links.append(element)
        self.areas.append(area)
        return 2 * len(self.links) - 1

    def head(self, cell: Element, heads: Sequence[Element]) -> None:
        """Says which heads a cell of a table has; they get names by which it knows them."""
        for head in heads:
            name = f"{head.number:07}"
            if name not in self.named:
                self.named[name] = head
                head.attributes += f"/ID({name})"
        known = "".join(f"({head.number:07})" for head in heads)
        said, found, after = cell.attributes.partition("/A<</O/Table")
        if found:
            cell.attributes = f"{said}{found}/Headers[{known}]{after}"
        else:
            cell.attributes += f"/A<</O/Table/Headers[{known}]>>"

    @property
    def page_key(self) -> int:
        """The key under which the page that is being drawn finds the elements of its pieces."""
        return 2 * (len(self.pages) - 1)

    def written(self, first: int) -> bytes:
        """The tree itself as an object of the file, `first` being the object number of its first element."""
        keys = " ".join(self._keys(first))
        following = 2 * max(len(self.pages), len(self.links))
        top = first + self.root.number
        named = " ".join(f"({name}) {first + self.named[name].number} 0 R" for name in sorted(self.named))
        names = f"/IDTree<</Names[{named}]>>" if named else ""
        start = f"<</Type/StructTreeRoot/K {top} 0 R{names}/ParentTreeNextKey {following}"
        return f"{start}/ParentTree<</Nums[{keys}]>>>>".encode("latin-1")

    def _keys(self, first: int) -> Iterator[str]:
        for index in range(max(len(self.pages), len(self.links))):
            if index < len(self.pages):
                owners = " ".join([f"{first + owner.number} 0 R" for owner in self.pages[index]])
                yield f"{2 * index}[{owners}]"
            if index < len(self.links):
                yield f"{2 * index + 1} {first + self.links[index].number} 0 R"
