"""Looks at what is drawn on a page from elsewhere: whether there are words that can be read, or a picture of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from trygg_desktop.briefings.annexes.opened import entries, faults
from trygg_desktop.briefings.annexes.structure import Place

SHOWS_TEXT = frozenset({"Tj", "TJ", "'", '"'})
_PAINTS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "INLINE IMAGE"})
_LOOKED_AT = " ".join(
    sorted(SHOWS_TEXT | _PAINTS | {"Tf", "q", "Q", "Do", "BI", "ID", "EI", "BMC", "BDC", "EMC"})
)
"""Of a large drawing most is left unread: where lines go, and in which colour."""

_SCAN = (600, 850)
"""A picture of at least so many points is a page that was scanned, not an emblem beside its text."""

_FEW_LETTERS = 100
"""On a scanned page no more letters than this are a stamp of whoever received it, not what the page says."""

_DEEPEST = 12


class Way(Enum):
    """How a page is heard: as its document tells it, as one text, as a picture that only its own words are said of,
    or not at all because nothing is on it."""

    TOLD = auto()
    TEXT = auto()
    PICTURE = auto()
    PICTURE_AND_TEXT = auto()
    EMPTY = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark around what is drawn: its tag, what it says, and whether the document's structure knows it."""

    tag: str
    facts: Mapping[str, Any]
    owned: bool = False

    @property
    def numbered(self) -> bool:
        """Whether some structure was meant to know it."""
        return "/MCID" in self.facts

    @property
    def covers(self) -> bool:
        """Whether what is in it needs no other mark."""
        return self.owned or self.tag == "/Artifact"


def mark_of(each: Any, resources: Mapping[str, Any], owned: Set[int]) -> Mark:
    """The mark that an operator begins."""
    import pikepdf

    tag = str(each.operands[0])
    facts: Any = each.operands[1] if len(each.operands) > 1 else None
    if isinstance(facts, pikepdf.Name):
        facts = entries(resources.get("/Properties")).get(str(facts))
    facts = facts if isinstance(facts, pikepdf.Dictionary) else {}
    return Mark(tag, facts, facts.get("/MCID") in owned and tag != "/Artifact")


@dataclass(slots=True)
class Seen:
    """What is drawn on a page, or in a drawing on it; decoration is not counted.

    Args:
        told: whether the structure knows any of it, and `met` by which numbers it knows what is drawn here itself;
            `loose` says whether there is something that it does not know.
        scan: whether there is a picture as large as a page.
        odd: whether there are marks that nobody knows, or that are not begun and ended as they should be.
        unopened, unclosed: how many changes of place and colour are ended that were never begun, and how many go on.
    """

    letters: int = 0
    drawn: bool = False
    scan: bool = False
    odd: bool = False
    told: bool = False
    met: set[int] = field(default_factory=set)
    loose: bool = False
    loose_text: bool = False
    unopened: int = 0
    unclosed: int = 0

    @property
    def scanned(self) -> bool:
        """Whether it is a picture of a page."""
        return self.scan and self.letters < _FEW_LETTERS

    @property
    def way(self) -> Way:
        """How a page with this on it is heard."""
        if self.told:
            return Way.TOLD
        if not self.letters:
            return Way.PICTURE if self.drawn else Way.EMPTY
        return Way.PICTURE_AND_TEXT if self.scanned else Way.TEXT


@dataclass
class Drawings:
    """The drawings that stand on the pages of one document, each looked at once.

    Args:
        owned: the numbers of what the structure has in each.
        tidy: makes a drawing fit to be read as a part of the page that it stands on.
    """

    owned: Mapping[Place, Set[int]]
    tidy: Callable[[Drawings, Any], None]
    _seen: dict[Place, Seen] = field(default_factory=dict)
    _tidied: set[Place] = field(default_factory=set)
    _depth: int = 0

    def make_tidy(self, drawing: Any) -> None:
        """Makes a drawing fit to be read with its page, once."""
        if drawing.objgen not in self._tidied:
            self._tidied.add(drawing.objgen)
            self.tidy(self, drawing)

    def seen(self, drawing: Any) -> Seen:
        """What a drawing or a picture shows."""
        import pikepdf

        if not isinstance(drawing, pikepdf.Stream) or self._depth > _DEEPEST:
            return Seen()
        found = self._seen.get(drawing.objgen)
        if found is None:
            self._seen[drawing.objgen] = found = Seen()  # a drawing that holds itself is not looked at again
            self._seen[drawing.objgen] = found = self._looked_at(drawing)
        return found

    def _looked_at(self, drawing: Any) -> Seen:

        if str(drawing.get("/Subtype")) == "/Image":
            across, along = sorted((int(drawing.get("/Width", 0)), int(drawing.get("/Height", 0))))
            return Seen(drawn=True, loose=True, scan=across >= _SCAN[0] and along >= _SCAN[1])
        owned = self.owned.get(drawing.objgen, frozenset())
        self._depth += 1
        try:
            seen = self.look(drawing, entries(drawing.get("/Resources")), owned)
            if seen.odd:
                self.make_tidy(drawing)
        except faults():
            return Seen(drawn=True, loose=True)
        finally:
            self._depth -= 1
        return seen

    def look(self, drawn: Any, resources: Mapping[str, Any], owned: Set[int]) -> Seen:
        """What is drawn on a page or in a drawing; `owned` are the numbers of what the structure has in it."""
        import pikepdf

        looking = _Looking(self, resources, owned)
        for each in pikepdf.parse_content_stream(drawn, operators=_LOOKED_AT):
            looking.at(each)
        return looking.at_the_end()


class _Looking:
    """Goes through what is drawn in one place, and remembers which font is in use and which marks it is in."""

    def __init__(self, drawings: Drawings, resources: Mapping[str, Any], owned: Set[int]) -> None:
        self.drawings, self.resources, self.owned = drawings, resources, owned
        self.found = Seen()
        self.fonts, self.shown = entries(resources.get("/Font")), entries(resources.get("/XObject"))
        self.bytes_a_letter = 0
        self.kept: list[int] = []
        self.inside: list[Mark] = []
        self.decoration = self.covered = 0

    def at(self, each: Any) -> None:
        """The next operator."""
        match name := str(each.operator):
            case "Tj" | "TJ" | "'" | '"':
                self._draw(letters=self._letters(each.operands))
            case "Tf":
                self.bytes_a_letter = _bytes_a_letter(self.fonts.get(str(each.operands[0])))
            case "q":
                self.kept.append(self.bytes_a_letter)
            case "Q" if self.kept:
                self.bytes_a_letter = self.kept.pop()
            case "Q":
                self.found.unopened += 1
            case "Do":
                self._show(self.drawings.seen(self.shown.get(str(each.operands[0]))))
            case "BMC" | "BDC":
                self._begin(mark_of(each, self.resources, self.owned))
            case "EMC":
                self._end()
            case _ if name in _PAINTS:
                self._draw()

    def at_the_end(self) -> Seen:
        """All that was seen."""
        self.found.odd = self.found.odd or bool(self.inside)
        self.found.unclosed = len(self.kept)
        return self.found

    def _draw(self, letters: int = 0) -> None:
        if self.decoration:
            return
        found = self.found
        found.drawn = True
        found.letters += letters
        if not self.covered:
            found.loose = True
            found.loose_text = found.loose_text or letters > 0

    def _show(self, drawing: Seen) -> None:
        found = self.found
        found.odd = found.odd or drawing.odd
        if self.decoration or not drawing.drawn:
            return
        found.drawn = True
        found.letters += drawing.letters
        found.scan = found.scan or drawing.scan
        found.told = found.told or drawing.told
        if not self.covered:
            found.loose = found.loose or drawing.loose
            found.loose_text = found.loose_text or drawing.loose_text

    def _begin(self, mark: Mark) -> None:
        self.found.odd = self.found.odd or (mark.numbered and not mark.owned)
        if mark.owned:
            self.found.told = True
            self.found.met.add(int(mark.facts["/MCID"]))
        self.decoration += mark.tag == "/Artifact"
        self.covered += mark.covers
        self.inside.append(mark)

    def _end(self) -> None:
        if not self.inside:
            self.found.odd = True
        else:
            mark = self.inside.pop()
            self.decoration -= mark.tag == "/Artifact"
            self.covered -= mark.covers

    def _letters(self, operands: Any) -> int:
        """How many letters are shown that a reader knows: none in a font that does not say what they are."""
        import pikepdf

        if not self.bytes_a_letter:
            return 0
        held = operands[-1]
        several = held if isinstance(held, pikepdf.Array) else [held]
        shown = (bytes(one).strip() for one in several if isinstance(one, pikepdf.String))
        return sum(map(len, shown)) // self.bytes_a_letter


def _bytes_a_letter(font: Any) -> int:
    """How a font's letters are written, 0 where it says of none of them which letter it is."""
    import pikepdf

    if not isinstance(font, pikepdf.Dictionary):
        return 0
    composite = str(font.get("/Subtype")) == "/Type0"
    if "/ToUnicode" in font:
        return 2 if composite else 1
    if composite:
        encoding = font.get("/Encoding")
        named = isinstance(encoding, pikepdf.Name) and not str(encoding).startswith("/Identity")
        return 2 if named else 0
    return 0 if str(font.get("/Subtype")) == "/Type3" else 1
