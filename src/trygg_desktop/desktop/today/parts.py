"""A section of the page Idag: a heading and its lines, close together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget


def section(heading: QWidget, rows: Sequence[QWidget]) -> QWidget:
    """A heading with its lines under it."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(heading)
    for row in rows:
        column.addWidget(row)
    return box
