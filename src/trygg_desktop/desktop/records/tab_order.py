"""Lets the Tab key go through a part of the window as one reads it, also where something came into it later."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLayout, QScrollArea, QWidget
from shiboken6 import isValid

AROUND = 16
"""Pixels of what lies next to it that are shown with what has the focus."""


def follow_reading_order(part: QWidget) -> None:
    """Orders everything that Tab stops at within a part as its layouts have it; its first stays where it is."""
    for before, after in pairwise(stops(part)):
        if before.nextInFocusChain() is not after:
            QWidget.setTabOrder(before, after)


def stops(part: QWidget) -> Iterator[QWidget]:
    """What Tab stops at within a part, in the order of its layouts, hidden things too."""
    if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.focusProxy() is None:
        yield part
    layout = part.layout()
    if layout is not None:
        yield from _within(layout)


def _within(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        assert item is not None
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from stops(widget)
        elif inner is not None:
            yield from _within(inner)


class FocusInSight(QObject):
    """Scrolls to what the keyboard comes to from outside; lists, which show their own rows, are left to themselves."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        QApplication.instance().focusChanged.connect(self._moved)  # type: ignore[union-attr]

    def _moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        # The focus also moves while the area is being taken down
        inner = self._area.widget() if isValid(self._area) else None
        if now is None or inner is None or isinstance(now, QAbstractItemView) or QApplication.mouseButtons():
            return
        if inner.isAncestorOf(now):
            self._area.ensureWidgetVisible(now, 0, AROUND)
