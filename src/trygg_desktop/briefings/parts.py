"""What a briefing is made of: headings, paragraphs, facts, tables, maps. Plain values that know their role.

A briefing's layout is a list of these. They say nothing of points and inches; `setting` measures them and
`page` prints them, each in one place for all briefings.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, StrEnum, auto
from typing import TypeAlias

from trygg_desktop.briefings.emblem import Emblem
from trygg_desktop.briefings.fonts import Face
from trygg_desktop.briefings.look import ALERT, INK, OK, WARN, Colour
from trygg_desktop.briefings.roles import Role
from trygg_desktop.insight.charts.sheet import Chart

_COLUMN_HEAD, _ROW_HEAD, _CELL = Role("TH", scope="Column"), Role("TH", scope="Row"), Role("TD")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one face. `link` is a web address, or `#` and the name of a place in the document; `language`
    is `sv` or `en` where the words are not in the language of the document."""

    text: str
    strong: bool = False
    slanted: bool = False
    link: str = ""
    language: str = ""

    @property
    def face(self) -> Face:
        """The face the words are set in."""
        if self.strong:
            return Face.SEMIBOLD_ITALIC if self.slanted else Face.SEMIBOLD
        return Face.ITALIC if self.slanted else Face.REGULAR


Words: TypeAlias = str | tuple[Run, ...]


class Kind(Enum):
    """How a paragraph is meant."""

    BODY = auto()
    STRONG = auto()
    SUBTITLE = auto()
    NOTE = auto()
    ASIDE = auto()


@dataclass(frozen=True, slots=True)
class Title:
    """The document's title, once, and the issuer's emblem beside it; `emblem_of` says whose it is."""

    text: str
    emblem: Emblem | None = None
    emblem_of: str = ""
    role = Role("H1")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, never left alone at the foot of a page. A section's may have a fact at its right, an item's
    has its number at its left."""

    text: str
    level: int = 2
    aside: str = ""
    number: str = ""

    @property
    def role(self) -> Role:
        """Headings nest: the title is the first level."""
        return Role(f"H{self.level}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. Line breaks in it are kept."""

    words: Words
    kind: Kind = Kind.BODY
    role = Role("P")


@dataclass(frozen=True, slots=True)
class Points:
    """A list; `labels` are the marks or numbers the writer gave, one for each item, empty where there are none:
    then the items stand under one another like lines."""

    items: tuple[Words, ...]
    labels: tuple[str, ...]

    @property
    def role(self) -> Role:
        """A list, with dots, with numbers or with neither."""
        if not any(self.labels):
            return Role("L")
        numbered = all(label[:1].isdigit() for label in self.labels)
        return Role("L", numbering="Decimal" if numbered else "Disc")


class Shape(Enum):
    """A state as a shape and a colour; words stand beside it, so that it survives any printer."""

    ON_PLAN = auto(), OK
    DONE = auto(), OK
    RISK = auto(), WARN
    LATE = auto(), ALERT
    NOT_BEGUN = auto(), INK
    INFORMATION = auto(), INK
    DISCUSSION = auto(), INK
    DECISION = auto(), INK

    @property
    def colour(self) -> Colour:
        """The colour of the shape and of its words."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Status:
    """A state: its shape and the words for it. Only where the words stand in the same row are they empty."""

    shape: Shape
    words: str
    strong: bool = False
    role = Role("P")


@dataclass(frozen=True, slots=True)
class States:
    """Several states beside one another, as many to a line as there is room for."""

    several: tuple[Status, ...]
    role = Role("L")


@dataclass(frozen=True, slots=True)
class Chip:
    """The protection marking of one thing, beside it; a confidential one can't be missed."""

    words: str
    confidential: bool
    role = Role("P")


@dataclass(frozen=True, slots=True)
class Groups:
    """A list of groups with those who belong to each, in two columns; the names' is as wide as they need where
    `names_width` does not say how many points."""

    rows: tuple[tuple[str, str], ...]
    names_width: float = 0
    role = Role("L")


Prose: TypeAlias = Paragraph | Points | Groups | Status | States | Chip


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it is the label of."""

    label: str
    body: tuple[Prose, ...]
    role = Role("LI")


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels in one column and their texts in the next, `gap` points between them. Where they go on on the next
    page `about` says above them what they are about."""

    rows: tuple[Fact, ...]
    gap: float = 3
    about: str = ""
    role = Role("L")


class Align(StrEnum):
    """Which edge a column keeps to. Figures keep to the right, under one another."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. Its width is in points, or a share of what is left over when `width` is 0. With
    `if_told` it is left out of a table that has nothing in it, as where the edition may not tell."""

    head: str
    width: float = 0
    share: float = 1
    align: Align = Align.LEFT
    names_row: bool = False
    if_told: bool = False

    @property
    def head_role(self) -> Role:
        """What the head's cell is."""
        return _COLUMN_HEAD

    @property
    def cell_role(self) -> Role:
        """What the other cells are: the one that names its row is a header too."""
        return _ROW_HEAD if self.names_row else _CELL


Cell: TypeAlias = str | Prose | tuple[Prose, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A row that heads those below it, across all columns of its table; never the last on a page."""

    words: str


Row: TypeAlias = tuple[Cell, ...] | Band


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads that are repeated on each page. `summary` says in words what the table holds, and above the
    heads where it goes on; `dense` sets many short rows closer together, and rows `to_write_in` by hand share what
    room the page has left."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    summary: str
    heads: bool = True
    dense: bool = False
    to_write_in: bool = False

    @property
    def role(self) -> Role:
        """A table, with its summary."""
        return Role("Table", alternative=self.summary)


@dataclass(frozen=True, slots=True)
class Tile:
    """A district where it lies in the city; `weeks` since someone was last there, nothing if never. `called` is its
    name in full, where the one on the tile is shorter."""

    name: str
    column: int
    row: int
    weeks: int | None
    called: str = ""

    def named(self, name: str) -> Tile:
        """The same tile under another name."""
        return replace(self, name=name)


@dataclass(frozen=True, slots=True)
class TileMap:
    """The districts as tiles: shade and figure say the weeks, a triangle those at or over the limit."""

    tiles: tuple[Tile, ...]
    limit: int
    alternative: str

    @property
    def role(self) -> Role:
        """A figure, with what it shows in words."""
        return Role("Figure", alternative=self.alternative)


@dataclass(frozen=True, slots=True)
class ChartPart:
    """Any chart of the program, as on screen, and below it its values as a small table."""

    chart: Chart
    with_values: bool = True

    @property
    def role(self) -> Role:
        """A figure, with what it shows in words."""
        return Role("Figure", alternative=self.chart.in_words())


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of the headings that follow, down to a level, with their pages and a link to each."""

    depth: int = 2
    role = Role("TOC")


@dataclass(frozen=True, slots=True)
class Code:
    """A secret in groups, set large enough to be typed from paper without a fault."""

    groups: tuple[str, ...]
    in_a_row: int

    @property
    def role(self) -> Role:
        """Several groups are a numbered list."""
        return Role("L", numbering="Decimal") if len(self.groups) > 1 else Role("P")


@dataclass(frozen=True, slots=True)
class Together:
    """Parts that are not parted by the foot of a page. What `leans` never stands alone on the next page:
    some of what is before it goes along."""

    parts: tuple[Part, ...]
    leans: bool = False
    role = Role("Div")


@dataclass(frozen=True, slots=True)
class AnyOrder:
    """A picture and its table: where the picture does not fit on the page any more the table goes first."""

    picture: TileMap | ChartPart
    table: Table
    role = Role("Div")


Part: TypeAlias = (
    Title | Heading | Prose | Facts | Table | TileMap | ChartPart | Contents | Code | Together | AnyOrder
)
