"""What a laid-out picture is made of: lines, plates, signs and words, each with a role instead of a colour."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum, auto
from typing import NamedTuple, TypeAlias

Point: TypeAlias = tuple[float, float]


class Ink(Enum):
    """What a line, an area or a word is there for; screen and paper each know the colour."""

    TEXT = auto()
    QUIET = auto()
    ACCENT = auto()
    OTHER = auto()
    GROUND = auto()
    HAIR = auto()
    AXIS = auto()
    CONTROL = auto()
    BAND = auto()
    OK = auto()
    WARN = auto()
    ALERT = auto()
    STEP_1 = auto()
    STEP_2 = auto()
    STEP_3 = auto()
    STEP_4 = auto()
    STEP_5 = auto()
    ON_STEP_1 = auto()
    ON_STEP_2 = auto()
    ON_STEP_3 = auto()
    ON_STEP_4 = auto()
    ON_STEP_5 = auto()


STEPS = (Ink.STEP_1, Ink.STEP_2, Ink.STEP_3, Ink.STEP_4, Ink.STEP_5)
ON_STEPS = (Ink.ON_STEP_1, Ink.ON_STEP_2, Ink.ON_STEP_3, Ink.ON_STEP_4, Ink.ON_STEP_5)


class Role(IntEnum):
    """What words are in a picture, and how large that is beside a label."""

    TITLE = 0
    BODY = auto()
    STRONG = auto()
    LABEL = auto()
    LABEL_STRONG = auto()
    TILE = auto()
    TILE_STRONG = auto()


class Dash(tuple[float, ...], Enum):  # with the type named: Python 3.11.2 loses an empty tuple otherwise
    """How a line is broken, in multiples of the size of a label."""

    SOLID = ()
    DASHED = (0.42, 0.25)
    DOTTED = (0.14, 0.2)
    LONG = (0.9, 0.3)


class Form(Enum):
    """The shape of a sign; each is told from the others without its colour."""

    DISC = auto()
    RING = auto()
    SQUARE = auto()
    TRIANGLE = auto()
    DIAMOND = auto()
    CROSS = auto()
    TICKED = auto()
    WARNING = auto()
    CROSSED = auto()
    CORNER = auto()


class Align(Enum):
    """Which edge of its box a word keeps to."""

    LEFT = auto()
    CENTRE = auto()
    RIGHT = auto()


class Box(NamedTuple):
    """A rectangle, measured from the picture's upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    @property
    def centre(self) -> Point:
        """Its middle."""
        return self.left + self.width / 2, self.top + self.height / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def overlaps(self, other: Box, *, by: float = 0.0) -> bool:
        """Whether the two share more than a strip of this width."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > by
            and min(self.bottom, other.bottom) - max(self.top, other.top) > by
        )

    def grown(self, by: float) -> Box:
        """The same, larger on all sides."""
        return Box(self.left - by, self.top - by, self.width + 2 * by, self.height + 2 * by)


class Stroke(NamedTuple):
    """Straight lines from point to point; with a fill, an area."""

    points: tuple[Point, ...]
    ink: Ink | None
    thickness: float = 1.0
    dash: Dash = Dash.SOLID
    fill: Ink | None = None


class Plate(NamedTuple):
    """A rectangle, filled, edged or both."""

    box: Box
    fill: Ink | None = None
    edge: Ink | None = None
    thickness: float = 1.0
    radius: float = 0.0


class Sign(NamedTuple):
    """A small shape with its middle here."""

    form: Form
    x: float
    y: float
    radius: float
    ink: Ink


class Text(NamedTuple):
    """Words on one line. The box is as wide as they are; `whole` is what was cut short, in full."""

    words: str
    box: Box
    role: Role = Role.LABEL
    ink: Ink = Ink.TEXT
    whole: str = ""


Shape: TypeAlias = Stroke | Plate | Sign | Text


class Mark(NamedTuple):
    """Where a row of the picture's table stands in the picture; marks of one lane follow upon each other."""

    row: int
    box: Box
    lane: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart at one size: what to draw, back to front, and where its values are.

    `in_order` says that left and right go to the row before and after, as around a ring.
    """

    width: float
    height: float
    shapes: tuple[Shape, ...]
    marks: tuple[Mark, ...]
    in_order: bool = False

    @property
    def texts(self) -> tuple[Text, ...]:
        """All its words."""
        return tuple(shape for shape in self.shapes if isinstance(shape, Text))

    def mark_at(self, x: float, y: float) -> Mark | None:
        """The mark under a point; of several, the nearest."""
        under = [mark for mark in self.marks if mark.box.holds(x, y)]
        return min(under, key=lambda mark: _squared(mark.box.centre, (x, y)), default=None)

    def beside(self, mark: Mark, right: int, down: int) -> Mark:
        """The mark one arrow key away: along its lane first, else the nearest in that direction."""
        if right and self.in_order:
            return self.marks[(self.marks.index(mark) + right) % len(self.marks)]
        if right:
            lane = [other for other in self.marks if other.lane == mark.lane]
            ahead = [o for o in lane if (o.box.centre[0] - mark.box.centre[0]) * right > 0.5]
            if ahead:
                return min(ahead, key=lambda o: _squared(o.box.centre, mark.box.centre))
        return self._nearest(mark, right, down)

    def _nearest(self, mark: Mark, right: int, down: int) -> Mark:
        x, y = mark.box.centre
        best, least = mark, float("inf")
        for other in self.marks:
            away_x, away_y = other.box.centre[0] - x, other.box.centre[1] - y
            ahead = away_x * right + away_y * down
            aside = abs(away_x * down) + abs(away_y * right)
            cost = ahead * ahead + 9 * aside * aside
            if other.row != mark.row and ahead > 0.5 and cost < least:
                best, least = other, cost
        return best


def _squared(a: Point, b: Point) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def hatching(box: Box, gap: float, ink: Ink, thickness: float) -> list[Shape]:
    """Slanted lines that fill a rectangle: what stands for a value that is withheld, and what is compared."""
    lines: list[Shape] = []
    along = gap
    while along < box.width + box.height:
        start = (box.left + max(0.0, along - box.height), box.top + min(along, box.height))
        end = (box.left + min(along, box.width), box.top + max(0.0, along - box.width))
        lines.append(Stroke((start, end), ink, thickness))
        along += gap
    return lines
