"""Screen and paper draw the same shapes when their letters are as large."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from tests.insight.charts import samples
from trygg_desktop.briefings.charts import ON_PAPER, paper_type
from trygg_desktop.desktop.charts.painting import palette, screen_type
from trygg_desktop.insight.charts.colours import inks
from trygg_desktop.insight.charts.shapes import Picture, Text

PIXELS_PER_POINT = 96 / 72
BODY = 56
"""A body so large that rounding each role's letters to whole pixels, as screens do, hardly counts."""
ROUNDING = 0.006


@pytest.fixture
def large_letters(qapp: QApplication) -> Iterator[None]:
    before = qapp.font()
    large = QFont(before)
    large.setPointSizeF(BODY / PIXELS_PER_POINT)
    qapp.setFont(large)
    yield
    qapp.setFont(before)


def words(picture: Picture) -> list[str]:
    return [text.words for text in picture.texts]


@pytest.mark.usefixtures("large_letters")
@pytest.mark.parametrize("width", [1440, 3000, 4800])
@pytest.mark.parametrize("name", samples.all_charts())
def test_the_same_shapes_at_the_same_size(name: str, width: int) -> None:
    chart, screen = samples.all_charts()[name], screen_type()
    on_screen, on_paper = chart.laid_out(width, screen), chart.laid_out(width, paper_type(screen.em))
    assert [type(shape) for shape in on_screen.shapes] == [type(shape) for shape in on_paper.shapes]
    assert words(on_screen) == words(on_paper)
    assert on_screen.height == pytest.approx(on_paper.height, abs=ROUNDING * width)
    for one, other in zip(on_screen.shapes, on_paper.shapes, strict=True):
        if isinstance(one, Text) and isinstance(other, Text):
            assert (one.role, one.ink, one.whole) == (other.role, other.ink, other.whole)
            assert tuple(one.box) == pytest.approx(tuple(other.box), abs=ROUNDING * width)
    for mark, printed in zip(on_screen.marks, on_paper.marks, strict=True):
        assert mark.row == printed.row
        assert tuple(mark.box) == pytest.approx(tuple(printed.box), abs=ROUNDING * width)


def test_screen_and_paper_know_every_colour_role() -> None:
    assert inks(palette()).keys() == inks(ON_PAPER).keys()
