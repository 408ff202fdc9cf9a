"""The letters briefings are printed with, and what is done about a character they lack."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from reportlab.pdfbase import pdfmetrics

from trygg_desktop.briefings.tagging.letters import ArchiveFont


class Face(StrEnum):
    """The four faces in use, by the name they have in the PDF writer."""

    REGULAR = "SourceSans"
    SEMIBOLD = "SourceSans-Semibold"
    ITALIC = "SourceSans-It"
    SEMIBOLD_ITALIC = "SourceSans-SemiboldIt"


SUBSTITUTE = "☐"
"""Stands where a character has no shape in the font, so that a reader sees that something is missing."""

_FILES = {
    Face.REGULAR: "Regular",
    Face.SEMIBOLD: "Semibold",
    Face.ITALIC: "It",
    Face.SEMIBOLD_ITALIC: "SemiboldIt",
}

_WORD = re.compile(r"[^\s“”\"(),.:;!?]+")
_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Which way text runs. A name that was copied from a web page or a register may begin and end with them."""
_INVISIBLE = dict.fromkeys(
    map(ord, "\u00ad\u034f\u180e\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff" + _DIRECTIONS)
)
_SAME_SHAPE = {
    ord("\u2010"): "-",
    ord("\u2011"): "-",
    ord("\t"): " ",
    ord("\u2028"): "\n",
    ord("\u2029"): "\n",
}
_PLAIN = _INVISIBLE | _SAME_SHAPE


@cache
def register_faces() -> None:
    """Makes the faces known to the PDF writer, which takes static TrueType files and no others."""
    folder = files("font_source_sans_pro") / "files"
    for face, name in _FILES.items():
        pdfmetrics.registerFont(ArchiveFont(str(face), str(folder / f"SourceSansPro-{name}.ttf")))


@cache
def _font(face: Face) -> Any:
    register_faces()
    return pdfmetrics.getFont(str(face))


@cache
def _shapes(face: Face) -> frozenset[str]:
    return frozenset(chr(code) for code in _font(face).face.charToGlyph if code >= ord(" "))


def width(text: str, face: Face, size: float) -> float:
    """How wide a text is, in points."""
    return _font(face).stringWidth(text, size)  # type: ignore[no-any-return]


class Proofreader:
    """Makes texts printable, and remembers what was not: the characters that the font lacks, and the names and
    signs they stand in, in the order they were met, so that whoever makes the file is told in their own words."""

    def __init__(self) -> None:
        register_faces()
        self.missing: set[str] = set()
        self.unprinted: dict[str, None] = {}

    def printable(self, text: str, face: Face = Face.REGULAR) -> str:
        """The text with composed letters, without invisible characters, and with a visible substitute for
        each character that the face has no shape for. Line breaks are kept."""
        if text.isascii() and text.isprintable():
            return text  # every face has all of ASCII; this is the way of most figures and many words
        shapes = _shapes(face)
        if shapes.issuperset(text):
            return text
        plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_PLAIN)
        before = len(self.missing)
        shown = "".join(char if char in shapes or char == "\n" else self._replaced(char) for char in plain)
        if len(self.missing) > before or (before and not self.missing.isdisjoint(plain)):
            self._remember(plain)
        return shown

    def _remember(self, text: str) -> None:
        """Words beside one another that can't be printed are one name."""
        for lacking, words in groupby(
            _WORD.findall(text), key=lambda word: not self.missing.isdisjoint(word)
        ):
            if lacking:
                self.unprinted[" ".join(words)] = None

    def _replaced(self, char: str) -> str:
        category = unicodedata.category(char)
        if category == "Zs":
            return " "
        if category == "Cc" or "\U0001f3fb" <= char <= "\U0001f3ff":
            return ""  # control characters and the skin tones of emoji draw nothing of their own
        self.missing.add(char)
        return SUBSTITUTE
