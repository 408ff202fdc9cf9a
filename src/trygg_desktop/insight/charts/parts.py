"""What several pictures share: the title, the key under them, labels that give each other room, lines for places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from trygg_desktop.i18n import N_, _
from trygg_desktop.insight.charts.lettering import Type
from trygg_desktop.insight.charts.shapes import (
    Box,
    Dash,
    Form,
    Ink,
    Plate,
    Role,
    Shape,
    Sign,
    Stroke,
    Text,
    hatching,
)
from trygg_desktop.insight.charts.values import Gap, Unit, Value

THIN, MIDDLE, THICK = 0.08, 0.12, 0.16
"""Thicknesses of lines in sizes of a label: 1, 1.5 and 2 pixels on an ordinary screen."""
CAUTION = N_("few behind it, read with caution")
UNCERTAINTY = N_("uncertainty, 95%")


@dataclass(frozen=True, slots=True)
class Look:
    """How a line for a place is drawn, so that it is told from the others in grey as well."""

    ink: Ink
    form: Form
    dash: Dash = Dash.SOLID
    thickness: float = MIDDLE


FIRST = Look(Ink.ACCENT, Form.DISC, thickness=THICK)
COMPARED = Look(Ink.QUIET, Form.SQUARE, Dash.DASHED)
_OTHERS = (
    Look(Ink.OTHER, Form.DIAMOND),
    Look(Ink.ACCENT, Form.RING, Dash.DOTTED),
    Look(Ink.OTHER, Form.SQUARE, Dash.LONG),
    Look(Ink.QUIET, Form.DISC),
    Look(Ink.ACCENT, Form.DIAMOND, Dash.LONG),
)


def looks(compared: Sequence[bool]) -> list[Look]:
    """A look for each place: the first one stands out, those compared with are dashed."""
    free = iter((FIRST, *_OTHERS * (len(compared) // len(_OTHERS) + 1)))
    return [COMPARED if each else next(free) for each in compared]


def title_lines(title: str, type: Type, width: float) -> tuple[list[Shape], float]:
    """The title over the picture, and where what is under it begins."""
    lines = type.wrapped(title, Role.TITLE, width)
    below = len(lines) * type.height(Role.TITLE) + (0.45 * type.em if lines else 0)
    return list(type.lines(lines, 0, 0, Role.TITLE, whole=title if "".join(lines) != title else "")), below


def note_lines(note: str, type: Type, width: float, top: float) -> tuple[list[Shape], float]:
    """What has to be said under a picture, such as its source; and where it ends."""
    lines = type.wrapped(note, Role.LABEL, width, most=4)
    return list(type.lines(lines, 0, top, Role.LABEL, Ink.QUIET)), top + len(lines) * type.height()


@dataclass(frozen=True, slots=True)
class Swatch:
    """A small plate of a map's colour, hatched where the value is withheld."""

    fill: Ink
    letter: str = ""
    ink: Ink = Ink.TEXT
    hatched: bool = False


Sample: TypeAlias = Form | Swatch | Gap | Ink | None


def key(
    items: Iterable[tuple[Sample, str]], type: Type, width: float, top: float
) -> tuple[list[Shape], float]:
    """Samples with their meanings, side by side as long as there is room; and where they end."""
    shapes: list[Shape] = []
    x, y, em, high = 0.0, top, type.em, type.height()
    for sample, words in items:
        before = _sample_width(sample, type)
        whole = before + type.width(words)
        if x and x + whole > width:
            x, y = 0.0, y + high
        if before:
            shapes += _sample(sample, x, y, type)
        shapes.append(type.text(words, x + before, y, ink=Ink.QUIET, room=width - x - before))
        x += whole + 1.4 * em
    return shapes, y + high if x else top


def _sample_width(sample: Sample, type: Type) -> float:
    if isinstance(sample, Swatch):
        return 2.1 * type.em
    if isinstance(sample, Gap):
        return type.width(sample.sign, Role.LABEL_STRONG) + 0.4 * type.em
    return 0.0 if sample is None else 1.5 * type.em


def _sample(sample: Sample, x: float, top: float, type: Type) -> list[Shape]:
    em, middle = type.em, top + type.height() / 2
    if isinstance(sample, Form):
        return [Sign(sample, x + 0.55 * em, middle, 0.38 * em, Ink.WARN)]
    if isinstance(sample, Ink):
        return [Plate(Box(x, middle - 0.4 * em, 1.1 * em, 0.8 * em), fill=sample)]
    if isinstance(sample, Gap):
        return [type.text(sample.sign, x, top, Role.LABEL_STRONG, Ink.QUIET)]
    if sample is None:
        return []
    box = Box(x, middle - 0.55 * em, 1.7 * em, 1.1 * em)
    shapes: list[Shape] = [Plate(box, fill=sample.fill)]
    shapes += hatching(box, 0.4 * em, Ink.CONTROL, THIN * em / 2) if sample.hatched else []
    shapes.append(Plate(box, edge=Ink.CONTROL, thickness=THIN * em))
    if sample.letter:
        wide = type.width(sample.letter, Role.TILE_STRONG)
        letter = type.text(
            sample.letter,
            x + (1.7 * em - wide) / 2,
            middle - type.height(Role.TILE_STRONG) / 2,
            Role.TILE_STRONG,
            sample.ink,
        )
        shapes.append(letter)
    return shapes


def explained(values: Iterable[Value]) -> list[tuple[Sample, str]]:
    """The meanings of the signs that occur among some values."""
    found = list(values)
    gaps = {value.why_not for value in found if value.amount is None}
    items: list[tuple[Sample, str]] = [(gap, gap.words) for gap in Gap if gap in gaps]
    if any(value.few and value.amount is not None for value in found):
        items.append((Form.TRIANGLE, _(CAUTION)))
    return items


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Tops for labels whose middles are wanted here: as near as they can be without covering each other.

    Neighbours that touch move as one, each as little as the others (pool adjacent violators; Barlow et al.
    1972). All of them have to find room between `low` and `high`; if they do not, they go on below.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    pools: list[tuple[list[int], float, float]] = []
    for index in order:
        members, height, top = [index], heights[index], wanted[index] - heights[index] / 2
        while pools and pools[-1][2] + pools[-1][1] > top:
            before, before_height, _top = pools.pop()
            members, height = before + members, before_height + height
            top = _best_top(members, wanted, heights)
        pools.append((members, height, top))
    return _clamped(pools, heights, low, high)


def _best_top(members: Sequence[int], wanted: Sequence[float], heights: Sequence[float]) -> float:
    total, above = 0.0, 0.0
    for index in members:
        total += wanted[index] - heights[index] / 2 - above
        above += heights[index]
    return total / len(members)


def _clamped(
    pools: Sequence[tuple[list[int], float, float]], heights: Sequence[float], low: float, high: float
) -> list[float]:
    tops = [0.0] * len(heights)
    free_to = max(high, low + sum(height for _members, height, _top in pools))
    starts: list[float] = []
    for _members, height, top in reversed(pools):
        free_to = min(top, free_to - height)
        starts.append(free_to)
    free_from = low
    for (members, _height, _top), start in zip(pools, reversed(starts), strict=True):
        top = max(start, free_from)
        for index in members:
            tops[index] = top
            top += heights[index]
        free_from = top
    return tops


@dataclass(frozen=True, slots=True)
class EndLabel:
    """A name with its value beside the end of a line, on as many lines as it takes."""

    name: tuple[str, ...]
    value: str
    whole: str
    own_line: bool

    @property
    def lines(self) -> int:
        """How many lines it takes."""
        return max(1, len(self.name)) + self.own_line


def end_label(name: str, value: str, type: Type, role: Role, room: float) -> EndLabel:
    """A name broken to fit, its value after it where there is room and under it where there is none."""
    lines = type.wrapped(name, role, room, most=3)
    last = f"{lines[-1]} {value}" if lines else value
    own_line = bool(lines) and type.width(last, Role.LABEL_STRONG) > room
    return EndLabel(lines, value, f"{name} {value}", own_line)


def end_label_shapes(label: EndLabel, x: float, top: float, type: Type, role: Role, ink: Ink) -> list[Text]:
    """The label, drawn."""
    high = type.height(role)
    texts = type.lines(label.name, x, top, role, ink, whole=label.whole)
    after = x
    if texts and not label.own_line:
        after = texts[-1].box.right + type.width(" ", role)
    y = top + (label.lines - 1) * high
    return [*texts, type.text(label.value, after, y, Role.LABEL_STRONG, ink)]


def end_label_width(label: EndLabel, type: Type, role: Role) -> float:
    """How wide it is."""
    wide = [type.width(line, role) for line in label.name]
    value = type.width(label.value, Role.LABEL_STRONG)
    if label.own_line or not wide:
        return max([*wide, value])
    return max([*wide, wide[-1] + type.width(" ", role) + value])


def whisker(x: float, low: float, high: float, type: Type, ink: Ink) -> Stroke:
    """An upright line with a foot at both ends, in one go: how sure a value is."""
    arm = 0.3 * type.em
    points = ((x - arm, low), (x + arm, low), (x, low), (x, high), (x - arm, high), (x + arm, high))
    return Stroke(points, ink, MIDDLE * type.em)


def point_sign(value: Value, look: Look, x: float, y: float, type: Type, *, last: bool = False) -> Sign:
    """The sign of a value: the place's own, or an open triangle where few are behind it."""
    radius = type.em * (0.36 if last or look.form is not Form.DISC else 0.3)
    if value.few:
        return Sign(Form.TRIANGLE, x, y, 0.42 * type.em, Ink.WARN)
    return Sign(look.form, x, y, radius, look.ink)


def sentence(name: str, value: Value, unit: Unit) -> str:
    """`Bäckby: 58 %, n = 214`."""
    return _("{name}: {value}", name=name, value=unit.in_words(value))
