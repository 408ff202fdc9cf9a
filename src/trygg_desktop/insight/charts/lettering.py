"""How words are measured, cut short and broken into lines, whoever knows the letters' widths."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any

from trygg_desktop.i18n import language
from trygg_desktop.insight.charts.shapes import Align, Box, Ink, Role, Text
from trygg_desktop.insight.charts.ties import TIE, tied

SIZES = {
    Role.TITLE: 1.2,
    Role.BODY: 1.124,
    Role.STRONG: 1.124,
    Role.LABEL: 1.0,
    Role.LABEL_STRONG: 1.0,
    Role.TILE: 0.966,
    Role.TILE_STRONG: 0.966,
}
"""The size of each role beside a label's."""

LEADING = 1.36
"""The distance between lines, as a share of the size of the letters."""

TALLEST_PLOT = 16.0
"""How high a plot may be, in sizes of a label, where nothing else is said."""

_PIECES = re.compile(r"[^\s–/-]*[–/-]+|[^\s–/-]+|\s+")
_DOTS = "…"
_SOFT = "\u00ad"


_REMEMBERED = 4000


@cache
def _hyphens(language: str) -> Any:
    import pyphen

    return pyphen.Pyphen(lang={"sv": "sv", "en": "en_GB"}[language], left=3, right=3)


def learn_hyphens() -> None:
    """Learns where words of the chosen language may be parted: a moment's work, better done before one draws."""
    _hyphens(language())


class Type:
    """The letters of a medium.

    Args:
        em: the size of a label, in pixels on screen and in points on paper; all distances follow it.
        measure: how wide some words are in a role. What it answers is remembered: a picture is laid out
            again with every change of its width.
        tallest: how high a plot may be, in sizes of a label. Several charts and their tables share a page.
    """

    def __init__(
        self, em: float, measure: Callable[[str, Role], float], *, tallest: float = TALLEST_PLOT
    ) -> None:
        self.em = em
        self.tallest = tallest
        self._measure = measure
        self._heights = [em * SIZES[role] * LEADING for role in Role]
        self._widths: list[dict[str, float]] = [{} for _role in Role]

    def width(self, words: str, role: Role = Role.LABEL) -> float:
        """How wide words are."""
        known = self._widths[role]
        wide = known.get(words)
        if wide is None:
            if len(known) > _REMEMBERED:
                known.clear()
            wide = known[words] = self._measure(words, role)
        return wide

    def height(self, role: Role = Role.LABEL) -> float:
        """How high a line is."""
        return self._heights[role]

    def elided(self, words: str, role: Role, room: float) -> str:
        """The words, cut short with dots where they do not fit."""
        if self.width(words, role) <= room:
            return words
        low, high = 0, len(words)
        while low < high:
            middle = (low + high + 1) // 2
            if self.width(words[:middle].rstrip(" -") + _DOTS, role) <= room:
                low = middle
            else:
                high = middle - 1
        return words[:low].rstrip(" -") + _DOTS if low else ""

    def wrapped(self, words: str, role: Role, room: float, most: int = 2) -> tuple[str, ...]:
        """The words on at most so many lines, broken at blanks, after hyphens, and a word that is
        too wide between syllables; the last line is cut short."""
        if self.width(words, role) <= room:
            return (words,) if words else ()
        whole = (match[0].replace(TIE, " ") for match in _PIECES.finditer(tied(words)))
        pieces = [part for piece in whole for part in self._parts(piece, role, room)]
        lines: list[str] = []
        line, used = "", 0.0
        for number, piece in enumerate(pieces):
            wide = self.width(piece, role)
            if not line or piece.isspace() or used + wide <= room:
                if line or not piece.isspace():
                    line, used = line + piece, used + wide
                continue
            if len(lines) + 1 == most:
                rest = "".join((line, *pieces[number:])).replace(_SOFT, "")
                return (*lines, self.elided(rest.strip(), role, room))
            lines.append(self._ended(line, role, room))
            line, used = piece, wide
        if line.strip():
            lines.append(self._ended(line, role, room))
        return tuple(lines)

    def _parts(self, piece: str, role: Role, room: float) -> list[str]:
        """A word that is too wide for a line, in syllables; each but the last ends with a soft hyphen."""
        if piece.isspace() or self.width(piece, role) <= room:
            return [piece]
        ends = [0, *_hyphens(language()).positions(piece), len(piece)]
        parts = [piece[start:end] + _SOFT for start, end in pairwise(ends)]
        return [*parts[:-1], parts[-1].removesuffix(_SOFT)]

    def _ended(self, line: str, role: Role, room: float) -> str:
        """A finished line: with a hyphen where a word goes on."""
        goes_on = line.endswith(_SOFT)
        plain = line.replace(_SOFT, "").rstrip()
        return self.elided(plain + "-" if goes_on else plain, role, room)

    def text(
        self,
        words: str,
        x: float,
        top: float,
        role: Role = Role.LABEL,
        ink: Ink = Ink.TEXT,
        *,
        align: Align = Align.LEFT,
        room: float | None = None,
        whole: str = "",
    ) -> Text:
        """Words with their top here; `x` is their left edge, middle or right edge, as they are aligned."""
        shown = words if room is None else self.elided(words, role, room)
        wide = self.width(shown, role)
        left = x - (wide if align is Align.RIGHT else wide / 2 if align is Align.CENTRE else 0)
        box = Box(left, top, wide, self.height(role))
        return Text(shown, box, role, ink, whole or (words if shown != words else ""))

    def lines(
        self,
        lines: tuple[str, ...],
        x: float,
        top: float,
        role: Role = Role.LABEL,
        ink: Ink = Ink.TEXT,
        *,
        align: Align = Align.LEFT,
        whole: str = "",
    ) -> list[Text]:
        """Lines under one another."""
        high = self.height(role)
        return [
            self.text(line, x, top + number * high, role, ink, align=align, whole=whole)
            for number, line in enumerate(lines)
        ]
