"""The measures, colours and sizes of print: one quiet page for every briefing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trygg_desktop.briefings.fonts import Face

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
LEFT = RIGHT = 23 * MM
TOP, BOTTOM = 15 * MM, 19 * MM
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT


@dataclass(frozen=True, slots=True)
class Sheet:
    """How wide and high the paper is, in points. The margins are the same however it lies."""

    wide: float = PAGE_WIDTH
    high: float = PAGE_HEIGHT

    @property
    def text_width(self) -> float:
        """The width of the text between the margins."""
        return self.wide - LEFT - RIGHT


UPRIGHT, LYING = Sheet(), Sheet(PAGE_HEIGHT, PAGE_WIDTH)

AXIS = 94.0
"""Where everything that has a label or a time before it begins: the second vertical line of the page."""

Colour = str

INK: Colour = "#1B2025"
GREY: Colour = "#4A535C"
LINE: Colour = "#C6CCD1"
HAIR: Colour = "#DDE1E5"
ALERT: Colour = "#A52A1E"
WARN: Colour = "#7A4C00"
OK: Colour = "#2A6B39"
PROTECTED: Colour = "#7A1E4B"
PAPER: Colour = "#FFFFFF"


@dataclass(frozen=True, slots=True)
class Style:
    """How a kind of text is set: face, size and distance between lines in points, colour."""

    face: Face = Face.REGULAR
    size: float = 10
    leading: float = 14
    colour: Colour = INK

    def with_face(self, face: Face) -> Style:
        """The same, in another face."""
        return replace(self, face=face)


BODY = Style()
STRONG = Style(Face.SEMIBOLD)
TITLE = Style(Face.SEMIBOLD, 21, 26)
SUBTITLE = Style(Face.REGULAR, 12, 16, GREY)
SECTION = Style(Face.SEMIBOLD, 13, 17)
SUBSECTION = Style(Face.SEMIBOLD, 10.5, 14)
LABEL = Style(Face.REGULAR, 10, 14, GREY)
COLUMN_HEAD = Style(Face.REGULAR, 8.5, 12, GREY)
CELL = Style(Face.REGULAR, 9.5, 13)
ASIDE = Style(Face.REGULAR, 9, 11.5, GREY)
NOTE = Style(Face.REGULAR, 8.5, 12, GREY)
HEAD = Style(Face.REGULAR, 8.5, 11.5, INK)
HEAD_STRONG = Style(Face.SEMIBOLD, 10, 12.5, INK)
CHIP = Style(Face.SEMIBOLD, 8.5, 11)
CODE = Style(Face.SEMIBOLD, 14, 20)
