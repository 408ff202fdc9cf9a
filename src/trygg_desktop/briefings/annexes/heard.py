"""How a document from elsewhere is read aloud: by its own structure where it has one, else page by page."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from trygg_desktop.briefings.annexes.drawn import Drawings, Way
from trygg_desktop.briefings.annexes.marks import Marked, mark_page, tidy
from trygg_desktop.briefings.annexes.opened import faults
from trygg_desktop.briefings.annexes.structure import CELLS, Area, Piece, Place, Told, read_tree
from trygg_desktop.briefings.annexes.words import language_of
from trygg_desktop.briefings.tagging.archive import LOCALES
from trygg_desktop.briefings.written import WRITTEN_IN
from trygg_desktop.i18n import _, language

if TYPE_CHECKING:
    from pikepdf import Pdf

ABOVE = 1
"""The level of the heading that an annex has in a folder, beside that of the notice; its own headings are below it."""

_LOWEST = 6
_HOLDS = frozenset({"Document", "Part", "Art", "Sect", "Div"})
_UNREAD = frozenset({Way.PICTURE, Way.PICTURE_AND_TEXT, Way.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Heard:
    """What is read aloud of a document.

    Args:
        told: its elements, in their order.
        free: for each page the first number that none of its marks has.
        unread: the pages, counted from 1, that are pictures whose words can't be read aloud.
        complete: whether the document itself had said what everything on its pages is.
        language: what it is written in, which where it does not say is what the council writes.
    """

    told: list[Told]
    free: list[int]
    unread: tuple[int, ...]
    complete: bool
    language: str


def hear(opened: Pdf, number: int) -> Heard:
    """Marks the pages of a document where that is needed, and says what is read aloud of it.

    Args:
        number: which annex it is, for the words about pages that can't be read.
    """
    told = _own(opened)
    pages, drawings = _owned(told)
    looked_at = Drawings(drawings, partial(tidy, drawings))
    marked = [
        mark_page(opened, page, pages.get(place, frozenset()), looked_at)
        for place, page in enumerate(opened.pages)
    ]
    told = [one for one in told if _is_there(one, marked)]
    links = list(_links_of_none(opened, told))
    pictures = _Pictures(opened, number, marked)
    for one in told:
        pictures.describe(one)
    beside = [(place, one) for place in range(len(marked)) for one in pictures.of(place, links[place])]
    told = list(_in_order(told, beside))
    _Levels().set(told)
    complete = all(page.complete for page in marked) and not any(links)
    spoken = language_of(opened) or LOCALES[WRITTEN_IN]
    return Heard(told, [page.free for page in marked], tuple(sorted(pictures.unread)), complete, spoken)


def _own(opened: Pdf) -> list[Told]:
    """What the document says of its pieces; nothing where that can't be understood."""
    try:
        return read_tree(opened)
    except faults():
        return []


def _owned(told: Iterable[Told]) -> tuple[dict[int, set[int]], dict[Place, set[int]]]:
    """The numbers that the elements have, on each page and in each drawing."""
    pages: defaultdict[int, set[int]] = defaultdict(set)
    drawings: defaultdict[Place, set[int]] = defaultdict(set)
    for one in told:
        for piece in one.pieces():
            if isinstance(piece, Piece):
                if piece.drawing is None:
                    pages[piece.page].add(piece.number)
                else:
                    drawings[piece.drawing].add(piece.number)
    return dict(pages), dict(drawings)


def _is_there(told: Told, marked: list[Marked]) -> bool:
    """Whether anything of an element is on the pages; what is not is taken out of it, except cells of tables."""
    before = len(told.kids)
    told.kids = [
        kid
        for kid in told.kids
        if (
            _is_there(kid, marked)
            if isinstance(kid, Told)
            else isinstance(kid, Area) or kid.drawing is not None or kid.number in marked[kid.page].met
        )
    ]
    return bool(told.kids) or not before or told.tag in CELLS


def _links_of_none(opened: Pdf, told: Iterable[Told]) -> Iterator[list[Area]]:
    """For each page the links that no element has."""
    known = {piece.area for one in told for piece in one.pieces() if isinstance(piece, Area)}
    for place, page in enumerate(opened.pages):
        areas = dict.fromkeys(area.objgen for area in page.obj.get("/Annots", ()))
        yield [Area(place, area) for area in areas if area not in known]


def _in_order(told: Iterable[Told], pages: Iterable[tuple[int, Told]]) -> Iterator[Told]:
    """The document's own elements with those of its pages between them, where these are among the pages."""
    waiting = deque(pages)
    for one in told:
        first = one.first_page
        while waiting and waiting[0][0] < first:
            yield waiting.popleft()[1]
        yield one
    yield from (one for _place, one in waiting)


class _Pictures:
    """Makes elements of what was marked on pages, and says of pictures that nobody described that they are there."""

    def __init__(self, opened: Pdf, number: int, marked: list[Marked]) -> None:
        self.number, self.marked = number, marked
        self.boxes = [[float(edge) for edge in page.cropbox] for page in opened.pages]
        self.unread = {place for place, page in enumerate(marked, start=1) if page.way in _UNREAD}

    def of(self, place: int, links: Iterable[Area]) -> Iterator[Told]:
        """What was marked on a page and what links it has, as a text and a picture."""
        page = self.marked[place]
        text: list[Told | Piece | Area] = [Piece(place, number) for number in page.text]
        text += [Told("Link", kids=[link]) for link in links]
        if text:
            yield Told("P", kids=text)
        if page.pictures:
            yield Told(
                "Figure",
                facts=self._words(place),
                looks={"/Layout": {"/Placement": "Block", "/BBox": self.boxes[place]}},
                kids=[Piece(place, number) for number in page.pictures],
            )

    def describe(self, told: Told) -> None:
        """Says of the pictures in an element what there is to say where the document says nothing."""
        for kid in told.kids:
            if isinstance(kid, Told):
                self.describe(kid)
        silent = "/Alt" not in told.facts and not told.facts.get("/ActualText")
        if told.tag == "Formula" and silent:
            told.tag = "Span"
        if told.tag != "Figure" or not silent:
            return
        first = told.first_page
        if first < len(self.marked) and self.marked[first].scanned:
            told.facts |= self._words(first)
            self.unread.add(first + 1)
        else:
            told.facts |= _spoken(_("A picture that nobody has described"))

    def _words(self, place: int) -> dict[str, str]:
        where = {"annex": self.number, "page": place + 1, "pages": len(self.marked)}
        if self.marked[place].scanned:
            return _spoken(
                _("Annex {annex}, page {page} of {pages}: a scanned page without text to read aloud", **where)
            )
        return _spoken(
            _("Annex {annex}, page {page} of {pages}: a picture without text to read aloud", **where)
        )


def _spoken(words: str) -> dict[str, str]:
    return {"/Alt": words, "/Lang": LOCALES[language()]}


class _Levels:
    """Puts the headings of a document below the one it has in the folder, none of them more than one level below
    the heading before it."""

    def __init__(self) -> None:
        self.last = ABOVE

    def set(self, told: Iterable[Told], nested: int = 1) -> None:
        """The headings among elements and in them; `nested` is how deep those that have no number of their own are."""
        told = list(told)
        deeper = nested + any(one.tag == "H" for one in told)
        for one in told:
            if one.tag == "H":
                self._put(one, nested)
            elif len(one.tag) == 2 and one.tag[0] == "H":
                self._put(one, int(one.tag[1]))
            self.set(
                (kid for kid in one.kids if isinstance(kid, Told)), deeper if one.tag in _HOLDS else nested
            )

    def _put(self, heading: Told, level: int) -> None:
        self.last = min(ABOVE + level, self.last + 1, _LOWEST)
        heading.tag = f"H{self.last}"
