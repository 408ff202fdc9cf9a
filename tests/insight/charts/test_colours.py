"""The colours of a map are told apart in grey, and words on them can be read, in every scheme."""

from __future__ import annotations

from itertools import pairwise

import pytest

from trygg_desktop.insight.charts.colours import READABLE, Palette, contrast, inks, mixed
from trygg_desktop.insight.charts.shapes import ON_STEPS, STEPS

LIGHT = Palette(
    "#1B2025",
    "#56606A",
    "#FFFFFF",
    "#0B5F74",
    "#7E8790",
    "#C6CCD1",
    "#E0E4E7",
    "#2A6B39",
    "#855300",
    "#A52A1E",
)
DARK = Palette(
    "#E6E9EB",
    "#A7AFB7",
    "#202326",
    "#6EC0CE",
    "#7E8790",
    "#474D53",
    "#34393E",
    "#7FC98B",
    "#E4B45C",
    "#F29286",
)
BARE = Palette(*["#FFFFFF"] * 2, "#000000", "#FFFF00", *["#FFFFFF"] * 6)


@pytest.mark.parametrize("palette", [LIGHT, DARK, BARE])
def test_words_on_each_step_can_be_read(palette: Palette) -> None:
    colours = inks(palette)
    for step, on in zip(STEPS, ON_STEPS, strict=True):
        assert contrast(colours[step], colours[on]) >= READABLE


@pytest.mark.parametrize("palette", [LIGHT, DARK, BARE])
def test_each_step_is_lighter_or_darker_than_the_one_before(palette: Palette) -> None:
    colours = inks(palette)
    assert all(contrast(colours[a], colours[b]) > 1.25 for a, b in pairwise(STEPS))


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"
