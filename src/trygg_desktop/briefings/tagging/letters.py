"""Fonts as an archive wants them: each letter in the file, and each known by its character."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_

_AT_MOST = 100
"""Characters in one block of a font's table of characters; more is against the format."""


class ArchiveFont(TTFont):  # type: ignore[misc]
    """A font whose table of characters holds only characters, in blocks as short as the format wants them."""

    def addObjects(self, doc: Any) -> None:
        """Writes the letters that were used into the document."""
        subsets = list(self.state[doc].subsets)
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            prefix = SUBSETN(number).decode("latin-1")
            own_name = (self.face.name + self.face.subfontNameX).decode("latin-1")
            doc.idToObject[f"toUnicodeCMap:{prefix}+{own_name}"].content = character_table(subset)


class Codes(dict[int, str]):
    """How one face's characters are written on the pages of one document.

    A font is put into a file in parts of 256 letters. Nearly every text has its letters in the first part, and
    is written with one translation; `name` is that part's name.
    """

    def __init__(self, face: str, document: Any) -> None:
        super().__init__()
        self._font: Any = pdfmetrics.getFont(face)
        self._document = document
        self._glyphs = self._font.face.charToGlyph
        self._font.splitString(" ", document)
        self.name = str(self._font.getSubsetInternalName(0, document))

    def __missing__(self, char: int) -> str:
        if char not in self._glyphs:
            raise UserError(
                "character-not-in-font",
                N_(
                    "The character “{character}” ({code}) can’t be printed. Take it away or write it otherwise."
                ),
                character=chr(char),
                code=f"U+{char:04X}",
            )
        [(part, code)] = self._font.splitString(chr(char), self._document)
        if part:
            raise _InAnotherPart
        self[char] = escapePDF(code)
        return self[char]

    def pieces(self, text: str) -> list[tuple[str, str]]:
        """A text as names of parts of the font and what is written in each.

        Raises:
            UserError: a character has no shape in the font, and would be an empty box that nobody can read.
        """
        try:
            return [(self.name, text.translate(self))]
        except _InAnotherPart:
            return [
                (self._font.getSubsetInternalName(part, self._document), escapePDF(codes))
                for part, codes in self._font.splitString(text, self._document)
            ]


class _InAnotherPart(Exception):
    """A letter is not among the first 256 that were used."""


def character_table(subset: Sequence[int]) -> str:
    """Which character each code of a font stands for. Codes that stand for none are not in it."""
    known = [
        f"<{code:02X}> <{chr(char).encode('utf-16-be').hex().upper()}>"
        for code, char in enumerate(subset)
        if char
    ]
    blocks = [known[start : start + _AT_MOST] for start in range(0, len(known), _AT_MOST)]
    listed = "\n".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks)
    return _TABLE.format(listed=listed)


_TABLE = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange
{listed}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
