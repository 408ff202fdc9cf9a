"""A chart of a large council is copied as a picture that a computer can hold."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from trygg_desktop.desktop.charts.copied_picture import picture_of
from trygg_desktop.insight.charts.goal_tree import Goal, GoalTree


@pytest.mark.parametrize(("goals", "sharp"), [(10, 3), (150, 2)])
def test_a_long_chart_is_less_sharp(qapp: QApplication, goals: int, sharp: int) -> None:
    made = picture_of(GoalTree("Mål", tuple(Goal(f"Mål {n}", key=n) for n in range(goals))))
    assert made.width() == sharp * 928 and made.height() <= 10_000
