"""The colours of a picture for a ground and a few others, so that screen and paper mix them alike."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from trygg_desktop.insight.charts.shapes import ON_STEPS, STEPS, Ink

RAMP = (0.05, 0.2, 0.4, 0.6, 1.0)
"""How much of the accent is in each step of a map. Their lightness tells them apart in grey as well."""
READABLE = 4.5
"""The least contrast of words (WCAG 2.2, AA)."""
_BAND = 0.16


class Palette(NamedTuple):
    """A medium's own colours, as `#rrggbb`."""

    text: str
    quiet: str
    ground: str
    accent: str
    control: str
    axis: str
    hair: str
    ok: str
    warn: str
    alert: str


@lru_cache(maxsize=8)
def inks(palette: Palette) -> dict[Ink, str]:
    """The colour of each role."""
    ground, accent = palette.ground, palette.accent
    steps = [mixed(ground, accent, share) for share in RAMP]
    return {
        Ink.TEXT: palette.text,
        Ink.QUIET: palette.quiet,
        Ink.ACCENT: accent,
        Ink.OTHER: palette.text,
        Ink.GROUND: ground,
        Ink.HAIR: palette.hair,
        Ink.AXIS: palette.axis,
        Ink.CONTROL: palette.control,
        Ink.BAND: mixed(ground, accent, _BAND),
        Ink.OK: palette.ok,
        Ink.WARN: palette.warn,
        Ink.ALERT: palette.alert,
        **dict(zip(STEPS, steps, strict=True)),
        **{on: _readable(step, palette) for on, step in zip(ON_STEPS, steps, strict=True)},
    }


def mixed(one: str, other: str, share: float) -> str:
    """A colour between two: at 0 the one, at 1 the other."""
    parts = (round(a + (b - a) * share) for a, b in zip(_parts(one), _parts(other), strict=True))
    return "#" + "".join(f"{part:02X}" for part in parts)


def contrast(one: str, other: str) -> float:
    """The ratio of two colours' lightness, from 1 to 21 (WCAG 2.2)."""
    a, b = sorted((_luminance(one), _luminance(other)))
    return (b + 0.05) / (a + 0.05)


def _readable(ground: str, palette: Palette) -> str:
    """The palette's own colours where they can be read on a ground, else black or white."""
    own = max((palette.text, palette.ground), key=lambda ink: contrast(ink, ground))
    if contrast(own, ground) >= READABLE:
        return own
    return max(("#000000", "#FFFFFF"), key=lambda ink: contrast(ink, ground))


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    channels = (part / 255 for part in _parts(colour))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
