"""The lines and discs that each sign is made of, so that screen and paper draw the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from trygg_desktop.insight.charts.shapes import ON_STEPS, Form, Ink, Sign, Stroke


@dataclass(frozen=True, slots=True)
class Disc:
    """A disc, a ring or both."""

    x: float
    y: float
    radius: float
    fill: Ink | None
    edge: Ink | None
    thickness: float = 1.0


Part: TypeAlias = Stroke | Disc


def parts_of(sign: Sign) -> list[Part]:
    """What a sign is drawn with, back to front."""
    x, y, r, ink = sign.x, sign.y, sign.radius, sign.ink
    thick = max(0.22 * r, 0.3)
    inside = None if ink in ON_STEPS else Ink.GROUND
    match sign.form:
        case Form.DISC:
            return [Disc(x, y, r, ink, None)]
        case Form.RING:
            return [Disc(x, y, r, inside, ink, 1.4 * thick)]
        case Form.SQUARE:
            return [_outline(sign, (-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85), fill=inside)]
        case Form.DIAMOND:
            return [_outline(sign, (0, -1.15), (1.15, 0), (0, 1.15), (-1.15, 0), fill=ink)]
        case Form.TRIANGLE:
            return [_outline(sign, (0, -0.95), (1, 0.8), (-1, 0.8), fill=inside)]
        case Form.CROSS:
            return [_line(sign, (-0.85, -0.85), (0.85, 0.85)), _line(sign, (-0.85, 0.85), (0.85, -0.85))]
        case Form.CORNER:
            return [_outline(sign, (-1, -1), (1, -1), (1, 1), fill=ink)]
        case Form.TICKED:
            tick = _line(sign, (-0.45, 0.02), (-0.1, 0.38), (0.48, -0.36))
            return [Disc(x, y, r, inside, ink, 1.4 * thick), tick]
        case Form.WARNING:
            mark = _line(sign, (0, -0.25), (0, 0.22))
            return [
                _outline(sign, (0, -0.95), (1, 0.8), (-1, 0.8), fill=inside),
                mark,
                Disc(x, y + 0.52 * r, 0.13 * r, ink, None),
            ]
        case Form.CROSSED:
            square = _outline(sign, (-0.95, -0.95), (0.95, -0.95), (0.95, 0.95), (-0.95, 0.95), fill=ink)
            arms = ((-0.42, -0.42), (0.42, 0.42)), ((-0.42, 0.42), (0.42, -0.42))
            return [square, *(_line(sign, *arm, ink=Ink.GROUND) for arm in arms)]


def _outline(sign: Sign, *corners: tuple[float, float], fill: Ink | None) -> Stroke:
    return _line(sign, *corners, corners[0], corners[1], fill=fill)


def _line(
    sign: Sign, *corners: tuple[float, float], fill: Ink | None = None, ink: Ink | None = None
) -> Stroke:
    points = tuple((sign.x + sign.radius * x, sign.y + sign.radius * y) for x, y in corners)
    return Stroke(points, ink or sign.ink, max(0.3 * sign.radius, 0.4), fill=fill)
