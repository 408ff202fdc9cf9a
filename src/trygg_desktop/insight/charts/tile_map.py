"""The districts where they lie in the city, each a tile shaded by its value and lettered, so that grey is enough."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from trygg_desktop.i18n import N_, _
from trygg_desktop.insight.charts.lettering import Type
from trygg_desktop.insight.charts.parts import (
    CAUTION,
    THIN,
    Sample,
    Swatch,
    key,
    note_lines,
    sentence,
    title_lines,
)
from trygg_desktop.insight.charts.shapes import (
    ON_STEPS,
    STEPS,
    Align,
    Box,
    Form,
    Ink,
    Mark,
    Picture,
    Plate,
    Role,
    Shape,
    Sign,
    hatching,
)
from trygg_desktop.insight.charts.sheet import Sheet, SheetRow, value_cells, value_sheet
from trygg_desktop.insight.charts.ticks import decimals_of, nice_ticks
from trygg_desktop.insight.charts.values import PLAIN, Gap, Unit, Value, without

_WIDEST, _NARROWEST = 6.6, 0.8
"""How wide a tile is at most and at least, in sizes of a label."""
_HIGH, _GAP = 3.4, 0.24
_MOST_CLASSES = 5
LETTERS = "ABCDE"


@dataclass(frozen=True, slots=True)
class Tile:
    """A district: its name, a short one for the tile, where it lies (1,1 is the north-west corner), its value.

    `flagged` puts a triangle in the corner, for what has gone past a limit.
    """

    name: str
    short: str
    place: tuple[int, int]
    value: Value
    key: Hashable = None
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class TileMap:
    """A map of tiles.

    Args:
        title: what it shows.
        tiles: the districts, no two of them in one place.
        unit: how amounts are written.
        limits: the bounds of the classes, from below; round ones are found where there are none.
        dark_is_low: whether the lowest class is the darkest: the one where things are worst stands out.
        flag: what the triangle in the corner means.
        note: source and whatever else stands under it.
    """

    title: str
    tiles: tuple[Tile, ...]
    unit: Unit = PLAIN
    limits: tuple[float, ...] = ()
    dark_is_low: bool = False
    flag: str = ""
    note: str = ""

    def laid_out(self, width: float, type: Type) -> Picture:
        """The map at a width, and under it what the shades mean."""
        shapes, top = title_lines(self.title, type, width)
        classes = Classes.of(self)
        grid = _Grid(self.tiles, width, top, type)
        for tile in self.tiles:
            shapes += grid.tile(tile, classes, self.unit)
        marks = tuple(Mark(row, grid.box(tile), tile.place[1]) for row, tile in enumerate(self.tiles))
        keyed, below = key(self._key(classes), type, width, grid.bottom + 0.5 * type.em)
        noted, bottom = note_lines(self.note, type, width, below)
        return Picture(width, bottom + 0.1 * type.em, (*shapes, *keyed, *noted), marks)

    def _key(self, classes: Classes) -> list[tuple[Sample, str]]:
        items: list[tuple[Sample, str]] = [
            (Swatch(classes.fill(n), LETTERS[n], classes.ink(n)), words)
            for n, words in enumerate(classes.words(self.unit))
        ]
        gaps = {tile.value.why_not for tile in self.tiles if tile.value.amount is None}
        items += [
            (Swatch(Ink.GROUND, hatched=gap is Gap.SUPPRESSED), f"{gap.sign} {gap.words}")
            for gap in Gap
            if gap in gaps
        ]
        if any(tile.value.few and tile.value.amount is not None for tile in self.tiles):
            items.append((Form.TRIANGLE, _(CAUTION)))
        if self.flag and any(tile.flagged for tile in self.tiles):
            items.append((Form.CORNER, self.flag))
        return items

    def sheet(self) -> Sheet:
        """A line for each district, with the letter of its class."""
        classes = Classes.of(self)
        rows = [
            SheetRow(
                tile.key or tile.name,
                (tile.name, classes.letter(tile.value), *value_cells(tile.value, self.unit)),
            )
            for tile in self.tiles
        ]
        return value_sheet((N_("Area"), N_("Class")), rows)

    def told(self, row: int) -> str:
        """A district and its value."""
        tile = self.tiles[row]
        words = sentence(tile.name, tile.value, self.unit)
        return f"{words}. {self.flag}" if tile.flagged and self.flag else words

    def in_words(self) -> str:
        """How many districts, the highest and the lowest."""
        said = [_("Map of {count} districts. {title}.", count=len(self.tiles), title=self.title)]
        known = sorted(
            (tile for tile in self.tiles if tile.value.amount is not None),
            key=lambda t: -(t.value.amount or 0),
        )
        if known:
            said += [
                _("Highest: {area} {value}.", area=known[0].name, value=self.unit.of(known[0].value)),
                _("Lowest: {area} {value}.", area=known[-1].name, value=self.unit.of(known[-1].value)),
            ]
        return " ".join([*said, *without([tile.value for tile in self.tiles])])


@dataclass(frozen=True, slots=True)
class Classes:
    """The shades of a map and the bounds between them."""

    limits: tuple[float, ...]
    dark_is_low: bool

    @classmethod
    def of(cls, chart: TileMap) -> Classes:
        """The bounds that are given, else at most five classes between round numbers."""
        amounts = [tile.value.amount for tile in chart.tiles if tile.value.amount is not None]
        return cls(chart.limits or round_limits(amounts), chart.dark_is_low)

    @property
    def count(self) -> int:
        """How many classes there are."""
        return max(0, len(self.limits) - 1)

    def number(self, amount: float) -> int:
        """The class of an amount; a bound belongs to the class above it."""
        return bisect_right(self.limits[1:-1], amount)

    def letter(self, value: Value) -> str:
        """The letter of a value's class; nothing where there is no value."""
        return "" if value.amount is None else LETTERS[self.number(value.amount)]

    def _step(self, number: int) -> int:
        number = self.count - 1 - number if self.dark_is_low else number
        return round(number * (len(STEPS) - 1) / max(1, self.count - 1))

    def fill(self, number: int) -> Ink:
        """The shade of a class."""
        return STEPS[self._step(number)]

    def ink(self, number: int) -> Ink:
        """The colour of words on it."""
        return ON_STEPS[self._step(number)]

    def words(self, unit: Unit) -> list[str]:
        """What each class holds."""
        decimals = Unit(unit.after, max(unit.decimals, decimals_of(self.limits)))
        return [decimals.between(low, high) for low, high in zip(self.limits, self.limits[1:], strict=False)]


def round_limits(amounts: Sequence[float]) -> tuple[float, ...]:
    """Bounds at round numbers for at most five classes."""
    if not amounts:
        return ()
    for about in range(_MOST_CLASSES + 1, 1, -1):
        ticks = nice_ticks(min(amounts), max(amounts), about)
        if len(ticks) - 1 <= _MOST_CLASSES:
            return ticks
    return (min(amounts), max(amounts))


class _Grid:
    """Where the tiles lie at one size."""

    def __init__(self, tiles: Sequence[Tile], width: float, top: float, type: Type) -> None:
        self.type, self.top = type, top
        self.columns = _closer(tile.place[0] for tile in tiles)
        self.rows = _closer(tile.place[1] for tile in tiles)
        across = max(self.columns.values(), default=0) + 1
        down = max(self.rows.values(), default=0) + 1
        self.gap = _GAP * type.em
        self.wide = max(_NARROWEST * type.em, min(_WIDEST * type.em, (width + self.gap) / across - self.gap))
        self.high = _HIGH * type.em
        self.bottom = top + down * (self.high + self.gap) - self.gap

    def box(self, tile: Tile) -> Box:
        """Where a tile lies."""
        column, row = self.columns[tile.place[0]], self.rows[tile.place[1]]
        left, top = column * (self.wide + self.gap), self.top + row * (self.high + self.gap)
        return Box(left, top, self.wide, self.high)

    def tile(self, tile: Tile, classes: Classes, unit: Unit) -> list[Shape]:
        """Ground, short name, value and letter."""
        type, em, box = self.type, self.type.em, self.box(tile)
        amount = tile.value.amount
        number = None if amount is None else classes.number(amount)
        fill = Ink.GROUND if number is None else classes.fill(number)
        ink = Ink.TEXT if number is None else classes.ink(number)
        shapes: list[Shape] = [Plate(box, fill=fill, radius=0.24 * em)]
        if tile.value.amount is None and tile.value.why_not is Gap.SUPPRESSED:
            shapes += hatching(box, 0.75 * em, Ink.HAIR, THIN * em)
        shapes.append(Plate(box, edge=Ink.CONTROL, thickness=THIN * em, radius=0.24 * em))
        pad = 0.3 * em
        top = box.top + (box.height - 2 * type.height(Role.TILE)) / 2
        left, room = box.left + pad, box.width - 2 * pad
        name_room = room - (0.9 * em if tile.flagged else 0.0)
        shapes.append(type.text(tile.short, left, top, Role.TILE, ink, room=name_room, whole=tile.name))
        return [
            *shapes,
            *self._figures(tile, classes, unit, Box(left, top + type.height(Role.TILE), room, 0), ink),
        ]

    def _figures(self, tile: Tile, classes: Classes, unit: Unit, line: Box, ink: Ink) -> list[Shape]:
        """The value at the left and the letter at the right; the letter alone where both do not fit."""
        type, em, value = self.type, self.type.em, tile.value
        figure = value.why_not.sign if value.amount is None else unit.figure(value.amount)
        letter = classes.letter(value)
        wide, beside = type.width(figure, Role.TILE_STRONG), type.width(letter, Role.TILE)
        signs = 1.1 * em if value.few and letter else 0.0
        shapes: list[Shape] = []
        if wide > line.width:
            return [
                type.text(letter, line.left, line.top, Role.TILE_STRONG, ink, room=line.width, whole=figure)
            ]
        shapes.append(type.text(figure, line.left, line.top, Role.TILE_STRONG, ink))
        middle, after = line.top + type.height(Role.TILE) / 2, line.left + wide
        if value.few and letter and wide + 1.1 * em <= line.width:
            shapes.append(Sign(Form.TRIANGLE, after + 0.65 * em, middle, 0.36 * em, ink))
        if letter and wide + signs + beside + 0.3 * em <= line.width:
            shapes.append(type.text(letter, line.right, line.top, Role.TILE, ink, align=Align.RIGHT))
        if tile.flagged:
            box = self.box(tile)
            shapes.append(Sign(Form.CORNER, box.right - 0.45 * em, box.top + 0.45 * em, 0.45 * em, ink))
        return shapes


def _closer(places: Iterable[int]) -> dict[int, int]:
    """Columns or rows counted from 0, with at most one empty one in a row: people type places, also far away."""
    found: dict[int, int] = {}
    last = None
    for place in sorted(set(places)):
        found[place] = 0 if last is None else found[last] + min(2, place - last)
        last = place
    return found
