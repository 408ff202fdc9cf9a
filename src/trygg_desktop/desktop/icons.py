"""Icons of one family, Phosphor, from the font that QtAwesome ships; drawn in the theme's colours."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from trygg_desktop.desktop import theme


@cache
def _fonts() -> Path:
    """Where QtAwesome keeps its fonts. The package itself is not imported: it would load every family at start."""
    spec = find_spec("qtawesome")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("qtawesome")
    return Path(spec.origin).parent / "fonts"


@cache
def _charmap() -> str:
    (charmap,) = _fonts().glob("phosphor-charmap*.json")
    return charmap.read_text(encoding="utf-8")


@cache
def _glyph(name: str) -> str:
    """The character of an icon; looked up in the text, for a few icons are quicker found than all are read."""
    _before, _key, after = _charmap().partition(f'"{name}": "')
    return chr(int(after[: after.index('"')], 16)) if after else ""


@cache
def _family() -> str:
    (file,) = _fonts().glob("phosphor*.ttf")
    number = QFontDatabase.addApplicationFont(str(file))
    return QFontDatabase.applicationFontFamilies(number)[0]


def paint_icon(painter: QPainter, rect: QRect | QRectF, name: str, color: QColor | str) -> None:
    """Draws an icon (such as `users-three` or `lock-fill`) in the middle of a rectangle."""
    glyph = _glyph(name.removeprefix("ph."))
    square = QRectF(rect)
    font = QFont(_family())
    font.setPixelSize(max(1, round(min(square.width(), square.height()))))
    painter.save()
    painter.setFont(font)
    painter.setPen(QColor(color))
    painter.drawText(square, int(Qt.AlignmentFlag.AlignCenter), glyph)
    painter.restore()


class _Engine(QIconEngine):
    """Draws the icon anew for each size, screen and colour scheme."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name, self._role = name, role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        role = "placeholder" if mode == QIcon.Mode.Disabled else self._role
        paint_icon(painter, rect, self._name, theme.color(role))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        if made.isNull():  # a button that the layout leaves no room asks too
            return made
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role)


@cache
def icon(name: str, role: str = "text2", size: int = 18) -> QIcon:
    """An icon by its Phosphor name, in one of the theme's colours; made once, for it draws anew by itself.

    Lists give their lines icons again and again. Qt destroys those that are replaced, and PySide6 6.12 now and then
    takes the process down where what is destroyed is drawn by Python; these stay as long as the program.
    """
    return QIcon(_Engine(name, role))
