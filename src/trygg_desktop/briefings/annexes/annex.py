"""A document from elsewhere that is bound into a folder: whether it can be, and how much of it is read aloud."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from io import BytesIO
from typing import TYPE_CHECKING, Any

from trygg_desktop.briefings.annexes.heard import hear
from trygg_desktop.briefings.annexes.opened import entries, faults, open_without_its_maker

if TYPE_CHECKING:
    from pikepdf import Page, Pdf

_SAYS = re.compile(rb"""(pdfuaid:part|pdfaid:part|pdfaid:conformance)(?:>|=["'])\s*(\w+)""")
"""What a file says it is, in its properties: as an element or as an attribute."""

_LOOKED_THROUGH = 1024
"""A PDF may begin with a few bytes of something else; readers look this far for its mark."""


class WhyNot(Enum):
    """Why a document is not enclosed."""

    NOT_PDF = auto()
    LOCKED = auto()
    DAMAGED = auto()
    MISSING = auto()


class Claim(StrEnum):
    """What a file can say of itself, in the words of its properties."""

    ACCESSIBLE = "pdfuaid"
    FOR_THE_ARCHIVE = "pdfaid"


@dataclass(frozen=True, slots=True)
class Annex:
    """A PDF that can be enclosed.

    Args:
        pages: how many it has.
        unread: those of them, counted from 1, that are pictures whose words nobody who listens gets to know.
        claims: what it says of itself that stays true of its pages in a folder.
    """

    data: bytes
    pages: int
    unread: tuple[int, ...] = ()
    claims: frozenset[Claim] = frozenset()


def read_annex(data: bytes) -> Annex | WhyNot:
    """A document's bytes as an annex, or why it can't be one. All that is needed later is tried here."""
    import pikepdf

    if b"%PDF-" not in data[:_LOOKED_THROUGH]:
        return WhyNot.NOT_PDF
    try:
        with open_without_its_maker(data) as opened:
            for page in opened.pages:
                _read_through(page)
            heard = hear(opened, 0)
            pages = len(opened.pages)
        claims = _claims(data) if heard.complete else frozenset()
    except pikepdf.PasswordError:
        return WhyNot.LOCKED
    except faults():
        return WhyNot.DAMAGED
    return Annex(data, pages, heard.unread, claims) if pages else WhyNot.DAMAGED


def _read_through(page: Page) -> None:
    """Reads what is drawn on a page, and its edges.

    Raises:
        one of `faults()`: it can't be read, or has no size.
    """
    import pikepdf

    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    if left == right or bottom == top:
        raise ValueError
    int(page.obj.get("/Rotate", 0)), float(page.obj.get("/UserUnit", 1))
    content = page.obj.get("/Contents")
    for stream in [] if content is None else ([content] if _is_stream(content) else list(content)):
        stream.read_bytes()
    resources = entries(page.obj.get("/Resources"))
    pikepdf.Dictionary(entries(resources.get("/XObject")))
    pikepdf.Dictionary(resources)


def _is_stream(found: Any) -> bool:
    import pikepdf

    return isinstance(found, pikepdf.Stream)


def _claims(data: bytes) -> frozenset[Claim]:
    """What the file says of itself: that it is PDF/UA-1, and that it is PDF/A-2a or 3a and means its colours as ours
    do, by red, green and blue. What it says in another way counts as not said."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as opened:
            told: Any = opened.Root.get("/Metadata")
            said = dict(_SAYS.findall(told.read_bytes())) if told is not None else {}
            has_our_colours = _has_our_colours(opened)
    except faults():
        return frozenset()
    archived = said.get(b"pdfaid:part") in (b"2", b"3") and said.get(b"pdfaid:conformance") == b"A"
    claims = {
        Claim.ACCESSIBLE: said.get(b"pdfuaid:part") == b"1",
        Claim.FOR_THE_ARCHIVE: archived and has_our_colours,
    }
    return frozenset(claim for claim, holds in claims.items() if holds)


def _has_our_colours(opened: Pdf) -> bool:
    intents: Any = opened.Root.get("/OutputIntents", ())
    return all(int(intent.DestOutputProfile.get("/N", 0)) == 3 for intent in intents)
