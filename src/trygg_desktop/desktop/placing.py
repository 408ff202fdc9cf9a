"""Where the window stood when it was closed, put back as far as the screens of today show it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

TITLE = 32
"""Pixels over the window's content that its title bar needs."""


def place_of(window: QWidget) -> dict[str, int]:
    """Where a window stands, or would stand if it were not maximised."""
    there = window.normalGeometry()
    return {
        "x": there.x(),
        "y": there.y(),
        "width": there.width(),
        "height": there.height(),
        "maximised": int(window.isMaximized()),
    }


def put_back(window: QWidget, place: dict[str, int]) -> None:
    """Puts a window where it stood; one that was never placed stays as it is."""
    if not place:
        return
    wanted = QRect(place["x"], place["y"], place["width"], place["height"])
    primary = QGuiApplication.primaryScreen()
    others = [screen for screen in QGuiApplication.screens() if screen is not primary]
    window.setGeometry(fitted(wanted, [screen.availableGeometry() for screen in (primary, *others)]))
    if place.get("maximised"):
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def fitted(wanted: QRect, screens: Sequence[QRect]) -> QRect:
    """The place wanted, moved and made smaller as far as needed to be whole on one screen.

    Args:
        screens: what each screen has room for, the main one first: it takes what lies on no screen.
    """

    def seen(screen: QRect) -> int:
        both = screen.intersected(wanted)
        return both.width() * both.height() if both.isValid() else 0

    screen = max(screens, key=seen)
    room = screen.adjusted(0, TITLE, 0, 0)
    width, height = min(wanted.width(), room.width()), min(wanted.height(), room.height())
    if not seen(screen):
        left, top = (room.width() - width) // 2, (room.height() - height) // 2
        return QRect(room.left() + left, room.top() + top, width, height)
    x = min(max(wanted.x(), room.left()), room.right() - width + 1)
    y = min(max(wanted.y(), room.top()), room.bottom() - height + 1)
    return QRect(x, y, width, height)
