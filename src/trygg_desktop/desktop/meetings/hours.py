"""Fields of hours and minutes: room before the figures, and hours as the language writes them."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSpinBox

from trygg_desktop.i18n import language

ROOM = 6
"""Pixels; the style sheet's own padding does not reach the line inside such a field."""


def inset(*fields: QAbstractSpinBox) -> None:
    """Gives these fields the room before the first figure that every other field has."""
    for field in fields:
        field.lineEdit().setTextMargins(ROOM, 0, 0, 0)


def clock_format() -> str:
    """How a field shows an hour: `13.00`, in English `13:00`."""
    return "HH.mm" if language() == "sv" else "HH:mm"
