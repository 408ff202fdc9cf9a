"""Reads what a document from elsewhere says its pieces are: headings, paragraphs, tables, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from trygg_desktop.briefings.annexes.words import facts_of, heads_of, looks_of, standard

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

Place = tuple[int, int]
"""An object of a file, by its number and generation."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece that is marked on a page (from 0) by a number, or inside a drawing that stands on it."""

    page: int
    number: int
    drawing: Place | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """The area of a link on a page."""

    page: int
    area: Place


@dataclass(slots=True)
class Told:
    """An element: what it is, what is said of it, and what is in it.

    Args:
        facts: texts by their key (`/Alt`, `/ActualText`, `/E`, `/Lang`).
        looks: attributes by their owner (`/Table`) and their name.
        id: what others in the same document call it; `of` are the header cells that it names so.
    """

    tag: str
    facts: dict[str, str] = field(default_factory=dict)
    looks: dict[str, dict[str, Any]] = field(default_factory=dict)
    kids: list[Told | Piece | Area] = field(default_factory=list)
    id: bytes = b""
    of: tuple[bytes, ...] = ()

    @property
    def first_page(self) -> int:
        """The page that its first piece is on; behind all others where it has none."""
        return min((piece.page for piece in self.pieces()), default=_BEHIND)

    def pieces(self) -> Iterator[Piece | Area]:
        """All that is marked in it, however deep."""
        for kid in self.kids:
            if isinstance(kid, Told):
                yield from kid.pieces()
            else:
                yield kid


CELLS = frozenset({"TD", "TH"})
_BEHIND = 10**9
_DEEPEST = 100
_HIGHEST_NUMBER = 100_000
"""More pieces than this have not been marked on any page that a person could read."""


class OddStructure(ValueError):
    """The structure goes round in circles, or is not made as one should be."""


def read_tree(opened: Pdf) -> list[Told]:
    """The elements that the document says are in it, in their order; none where it does not say.

    Raises:
        OddStructure or another fault: what it says can't be understood.
    """
    import pikepdf

    root = opened.Root.get("/StructTreeRoot")
    if not isinstance(root, pikepdf.Dictionary):
        return []
    reader = _Reader(opened, root)
    told = reader.kids(root, None, 0)
    while len(told) == 1 and isinstance(told[0], Told) and told[0].tag in ("Document", "Part", "Sect"):
        told = _beneath(told[0])
    return [kid for kid in told if isinstance(kid, Told) and any(kid.pieces())]


def _beneath(only: Told) -> list[Told | Piece | Area]:
    """What is in the element that everything is in, which hands on its language."""
    language = only.facts.get("/Lang")
    for kid in only.kids:
        if language and isinstance(kid, Told):
            kid.facts.setdefault("/Lang", language)
    return only.kids if all(isinstance(kid, Told) for kid in only.kids) else [Told("P", kids=only.kids)]


class _Reader:
    """One reading of a structure, which meets each element once."""

    def __init__(self, opened: Pdf, root: Object) -> None:
        self.pages = {page.obj.objgen: number for number, page in enumerate(opened.pages)}
        self.areas = {
            note.objgen: number
            for number, page in enumerate(opened.pages)
            for note in page.obj.get("/Annots", ())
        }
        self.roles: Any = root.get("/RoleMap", {})
        self.classes: Any = root.get("/ClassMap", {})
        self.met: set[Place] = set()
        self.taken: set[Piece] = set()

    def kids(self, entry: Any, page: int | None, depth: int) -> list[Told | Piece | Area]:
        """What stands in an element, as far as it is on the pages."""
        import pikepdf

        held = entry.get("/K")
        several = list(held) if isinstance(held, pikepdf.Array) else [] if held is None else [held]
        found = (self._kid(one, page, depth) for one in several)
        return [kid for kid in found if kid is not None]

    def _kid(self, held: Any, page: int | None, depth: int) -> Told | Piece | Area | None:
        import pikepdf

        if isinstance(held, int):
            return self._piece(page, held)
        if not isinstance(held, pikepdf.Dictionary):
            return None
        kind = str(held.get("/Type", ""))
        if kind == "/MCR":
            return self._marked(held, self._page(held, page))
        if kind == "/OBJR":
            area = held.get("/Obj")
            number = self.areas.get(area.objgen) if isinstance(area, pikepdf.Dictionary) else None
            return Area(number, area.objgen) if number is not None and area is not None else None
        return self._element(held, page, depth) if "/S" in held else None

    def _marked(self, held: Any, page: int | None) -> Piece | None:
        import pikepdf

        if "/Stm" not in held:
            return self._piece(page, int(held.MCID))
        drawing = held.Stm
        return (
            self._piece(page, int(held.MCID), drawing.objgen) if isinstance(drawing, pikepdf.Stream) else None
        )

    def _page(self, entry: Any, otherwise: int | None) -> int | None:
        named = entry.get("/Pg")
        return self.pages.get(named.objgen) if named is not None else otherwise

    def _piece(self, page: int | None, number: int, drawing: Place | None = None) -> Piece | None:
        if page is None:
            return None
        if not 0 <= number <= _HIGHEST_NUMBER:
            raise OddStructure
        piece = Piece(page, number, drawing)
        if piece in self.taken:
            return None
        self.taken.add(piece)
        return piece

    def _element(self, entry: Any, page: int | None, depth: int) -> Told | None:
        import pikepdf

        if entry.is_indirect:
            if entry.objgen in self.met:
                raise OddStructure
            self.met.add(entry.objgen)
        if depth > _DEEPEST:
            raise OddStructure
        kids = self.kids(entry, self._page(entry, page), depth + 1)
        told = Told(standard(str(entry.S), self.roles), facts_of(entry), kids=kids)
        if not kids and "/K" in entry and told.tag not in CELLS and "/Alt" not in told.facts:
            return None  # what was in it is not on paper
        if told.tag == "Link" and not any(isinstance(one, Area) for one in told.pieces()):
            told.tag = "Span"
        for looks in self._looks(entry):
            told.of = heads_of(looks) or told.of
            for owner, name, value in looks_of(looks):
                told.looks.setdefault(owner, {})[name] = value
        if isinstance(named := entry.get("/ID"), pikepdf.String):
            told.id = bytes(named)
        return told

    def _looks(self, entry: Any) -> Iterator[Any]:
        """The attributes of an element, those of its classes first."""
        import pikepdf

        classes = entry.get("/C")
        named = list(classes) if isinstance(classes, pikepdf.Array) else [classes]
        held = [self.classes.get(str(one)) for one in named if isinstance(one, pikepdf.Name)]
        for each in [*held, entry.get("/A")]:
            several = list(each) if isinstance(each, pikepdf.Array) else [each]
            yield from (one for one in several if isinstance(one, pikepdf.Dictionary))
