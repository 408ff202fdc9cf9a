"""The colours can be read in both schemes, and follow the system."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidgetItem, QSpinBox, QTimeEdit
from pytestqt.qtbot import QtBot

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.tokens import DARK, LIGHT, Tokens, of_system

TEXT, MARK = 4.5, 3.0
"""What WCAG 2.2 AA asks of text, and of marks and the edges of fields."""
READ = ("text", "text2", "placeholder", "accent", "ok", "warn", "alert", "protected", "internal")
GROUNDS = ("window", "base", "tint")
PUBLISHED = (
    # token, ground, light, dark: as the table of colours states them
    ("text", "base", 16.4, 12.9),
    ("text2", "window", 5.8, 7.9),
    ("placeholder", "tint", 4.5, 4.6),
    ("control", "tint", 3.1, 3.3),
    ("accent", "base", 7.2, 7.6),
    ("on_accent", "accent", 7.2, 8.5),
    ("warn", "warn_ground", 5.9, 7.2),
    ("alert", "base", 7.1, 6.9),
    ("on_protected", "protected", 9.9, 8.5),
    ("internal", "internal_ground", 7.7, 7.0),
)
SCHEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def _luminance(color: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    parsed = QColor(color)
    red, green, blue = (linear(part) for part in (parsed.redF(), parsed.greenF(), parsed.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@SCHEMES
@pytest.mark.parametrize("token", READ)
def test_text_can_be_read_on_every_ground(colours: Tokens, token: str) -> None:
    for ground in GROUNDS:
        assert contrast(getattr(colours, token), getattr(colours, ground)) >= TEXT - 0.05, ground


@SCHEMES
def test_edges_of_fields_and_empty_rings_can_be_seen(colours: Tokens) -> None:
    for ground in (*GROUNDS, "alt", "field"):
        assert contrast(colours.control, getattr(colours, ground)) >= MARK, ground


@SCHEMES
def test_the_weeks_on_every_step_of_ochre_can_be_read(colours: Tokens) -> None:
    for ground, text in zip(colours.waiting, colours.waiting_text, strict=True):
        assert contrast(text, ground) >= TEXT


@SCHEMES
def test_each_step_of_presence_can_be_told_from_the_page(colours: Tokens) -> None:
    for ground, edge in zip(colours.presence, colours.presence_edge, strict=True):
        assert max(contrast(ground, colours.base), contrast(edge, colours.base)) >= MARK


@pytest.mark.parametrize(("token", "ground", "light", "dark"), PUBLISHED)
def test_the_table_of_colours_states_the_ratios_that_are_so(
    token: str, ground: str, light: float, dark: float
) -> None:
    for colours, stated in ((LIGHT, light), (DARK, dark)):
        assert contrast(getattr(colours, token), getattr(colours, ground)) == pytest.approx(stated, abs=0.1)


def test_a_change_of_scheme_is_told_and_reaches_qt_and_our_own_painting(
    qapp: QApplication, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(theme.notice().changed):
        theme.apply(qapp, "dark")
    assert theme.is_dark()
    assert theme.color("base") == QColor(DARK.base) == qapp.palette().color(QPalette.ColorRole.Base)


def test_the_same_scheme_again_changes_nothing(qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.notice().changed):
        theme.apply(qapp, "light")


def test_high_contrast_uses_no_colour_that_the_system_has_not() -> None:
    palette = QPalette(QColor("black"))
    palette.setColor(QPalette.ColorRole.Text, QColor("yellow"))
    palette.setColor(QPalette.ColorRole.Base, QColor("black"))
    palette.setColor(QPalette.ColorRole.Link, QColor("cyan"))
    colours = of_system(palette)
    assert colours.warn == colours.alert == colours.protected == "#ffff00"
    assert contrast(colours.on_protected, colours.protected) > 10


def test_rows_grow_with_the_font_of_the_system(qapp: QApplication) -> None:
    usual, font = theme.row_height(), qapp.font()
    larger = qapp.font()
    larger.setPointSizeF(font.pointSizeF() * 2)
    qapp.setFont(larger)
    try:
        assert theme.row_height() > usual
        assert theme.font("page").pointSizeF() == pytest.approx(larger.pointSizeF() * 1.57)
    finally:
        qapp.setFont(font)


@pytest.mark.parametrize("field", [QSpinBox, QTimeEdit])
def test_figures_have_room_before_them_and_no_press_beside_them_changes_them(
    qapp: QApplication, qtbot: QtBot, field: type[QSpinBox | QTimeEdit]
) -> None:
    theme.apply(qapp, "light")
    made = field()
    qtbot.addWidget(made)
    made.resize(90, 28)
    made.show()
    line, before = made.findChild(QLineEdit), made.text()
    assert line is not None and line.x() >= 8
    for x in (2, 5, 85, 88):
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(x, 14))
    assert made.text() == before


def test_an_icon_is_made_once_and_outlives_the_line_that_it_was_given(qapp: QApplication) -> None:
    line = QListWidgetItem()
    line.setIcon(icon("check", "ok"))
    line.setIcon(icon("circle"))
    assert icon("check", "ok") is icon("check", "ok")
    assert not icon("check", "ok").pixmap(16).isNull()
