"""Turns a drawing into the strokes and areas of the page language, so that print is sharp at any size."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from math import isfinite
from typing import Any

LONGEST = 600_000
"""How much a drawing may come to in the page language, in characters: the file holds it once."""

_READER = logging.getLogger("svglib.svglib")
_READER.propagate = False  # what it has to say is for the one who chose the emblem, not for a log


class NotPrintable(ValueError):
    """The drawing would be printed otherwise than it looks."""


@dataclass(frozen=True, slots=True)
class Strokes:
    """A drawing in the page language, its lower left corner at 0, and its size in points."""

    operators: str
    wide: float
    high: float


def strokes_of(root: Any) -> Strokes:
    """The strokes and areas of a drawing that has been found harmless.

    Raises:
        NotPrintable: it has no size or shows nothing, or something in it is not understood.
    """
    from svglib.svglib import SvgRenderer

    told = _Told()
    _READER.addHandler(told)
    try:
        drawing = SvgRenderer(BytesIO(), color_converter=_plain).render(root)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError) as error:
        raise NotPrintable(str(error)) from error
    finally:
        _READER.removeHandler(told)
    if told.something:
        raise NotPrintable("something in it is not understood")
    wide, high = float(drawing.width), float(drawing.height)
    if not (isfinite(wide) and isfinite(high) and 0 < wide < 1e6 and 0 < high < 1e6):
        raise NotPrintable("no size")
    operators = _joined(_Writing().of(drawing))
    if not any(line in _PAINTED for line in operators):
        raise NotPrintable("nothing is shown")
    return Strokes("\n".join(operators), wide, high)


def page_of(strokes: Strokes) -> bytes:
    """A drawing on a page of its own size (PDF): the screen shows the same strokes as paper."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(BytesIO(), pagesize=(strokes.wide, strokes.high), pageCompression=0, invariant=1)
    canvas._code.append(strokes.operators)
    canvas.showPage()
    return bytes(canvas.getpdfdata())


class _Told(logging.Handler):
    """Whether the reader of drawings had something to say: then it left something out."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.something = False

    def emit(self, record: logging.LogRecord) -> None:
        self.something = True


def _plain(colour: Any) -> Any:
    """A colour as red, green and blue, whatever it was mixed from."""
    from reportlab.lib.colors import Color

    return Color(*colour.rgb(), alpha=colour.alpha)


def _joined(lines: Iterable[str]) -> list[str]:
    kept, length = [], 0
    for line in lines:
        kept.append(line)
        length += len(line) + 1
        if length > LONGEST:
            raise NotPrintable("too much")
    return kept


_PAINTED = frozenset(("S", "f", "f*", "B", "B*"))


class _Writing:
    """Writes shapes one after another, each with its own pen."""

    def __init__(self) -> None:
        from svglib.svglib import Svg2RlgAttributeConverter, Svg2RlgShapeConverter

        self._as_path: Callable[[Any], Any] = Svg2RlgShapeConverter(
            BytesIO(), Svg2RlgAttributeConverter()
        ).shapeToPath

    def of(self, shape: Any) -> Iterator[str]:
        """A shape or a group of them."""
        from reportlab.graphics.shapes import Group

        if isinstance(shape, Group):
            yield f"q {_numbers(shape.transform)} cm"
            for each in shape.contents:
                yield from self.of(each)
            yield "Q"
            return
        path = self._path(shape)
        way = list(_way(path))
        if not way:
            return
        if getattr(shape, "isClipPath", 0):
            yield from way
            yield "W n" if _winding(shape) else "W* n"
            return
        properties = shape.getProperties()
        fill, edge = _seen(properties.get("fillColor")), _seen(properties.get("strokeColor"))
        if _fills_nothing(shape):
            fill = None
        wide = properties.get("strokeWidth") or 0
        if not wide:
            edge = None
        if fill is not None:
            yield f"{_numbers(fill)} rg"
        if edge is not None:
            yield _pen(edge, properties)
        if fill is None and edge is None:
            return
        yield from way
        yield _paint(fill is not None, edge is not None, _winding(shape))

    def _path(self, shape: Any) -> Any:
        from reportlab.graphics.shapes import Line, Path, PolyLine

        if isinstance(shape, Path):
            return shape
        if isinstance(shape, Line):
            return _through([shape.x1, shape.y1, shape.x2, shape.y2])
        if isinstance(shape, PolyLine):
            return _through(shape.points)
        path = self._as_path(shape)
        if path is None:
            raise NotPrintable(type(shape).__name__)
        return path


def _through(points: list[float]) -> Any:
    from reportlab.graphics.shapes import Path

    path = Path()
    for index in range(0, len(points) - 1, 2):
        (path.lineTo if index else path.moveTo)(points[index], points[index + 1])
    return path


def _fills_nothing(shape: Any) -> bool:
    from reportlab.graphics.shapes import Line, PolyLine

    return isinstance(shape, Line | PolyLine)


_STEPS = ((2, "m"), (2, "l"), (6, "c"), (0, "h"))
"""How many numbers each step of a path takes, and its operator."""


def _way(path: Any) -> Iterator[str]:
    at = 0
    for step in path.operators:
        count, operator = _STEPS[step]
        numbers = _numbers(path.points[at : at + count])
        yield f"{numbers} {operator}" if numbers else operator
        at += count


def _winding(shape: Any) -> bool:
    from reportlab.graphics.shapes import FILL_EVEN_ODD

    return bool(getattr(shape, "fillMode", None) != FILL_EVEN_ODD)


def _paint(fill: bool, edge: bool, winding: bool) -> str:
    if not fill:
        return "S"
    return ("B" if edge else "f") + ("" if winding else "*")


def _pen(edge: tuple[float, ...], properties: dict[str, Any]) -> str:
    cap, join = int(properties.get("strokeLineCap") or 0), int(properties.get("strokeLineJoin") or 0)
    dashes = properties.get("strokeDashArray") or ()
    if not isinstance(dashes, list | tuple) or any(float(each) < 0 for each in dashes) or not any(dashes):
        dashes = ()
    limit = float(properties.get("strokeMiterLimit") or 4)
    width = _numbers([properties["strokeWidth"]])
    return f"{_numbers(edge)} RG {width} w {cap} J {join} j {_numbers([max(limit, 1)])} M [{_numbers(dashes)}] 0 d"


def _seen(colour: Any) -> tuple[float, ...] | None:
    """Red, green and blue of a colour; nothing for one that nobody sees."""
    if colour is None or isinstance(colour, str):
        return None
    if colour.alpha not in (None, 1):
        if colour.alpha == 0:
            return None
        raise NotPrintable("see-through")
    return tuple(colour.rgb())


def _numbers(several: Iterable[float]) -> str:
    return " ".join(map(_number, several))


def _number(value: float) -> str:
    value = float(value)
    if not isfinite(value) or abs(value) > 1e7:
        raise NotPrintable("no place on paper")
    written = f"{value:.5f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written
