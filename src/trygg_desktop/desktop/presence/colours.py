"""The colours of waiting (ochre, five steps) and of presence (petrol, three), in the scheme in use."""

from __future__ import annotations

from PySide6.QtGui import QColor

from trygg_desktop.desktop import theme

STEPS_FROM = (0, 2, 4, 6, 9)
"""The weeks that each step of ochre begins with."""


def step(weeks: int | None) -> int:
    """Which of the five steps a number of weeks belongs to; never anyone there is the last one."""
    if weeks is None:
        return len(STEPS_FROM) - 1
    return max(number for number, start in enumerate(STEPS_FROM) if weeks >= start)


def waiting(weeks: int | None) -> tuple[QColor, QColor, QColor]:
    """Ground, text and edge for weeks without presence."""
    use, at = theme.tokens(), step(weeks)
    return QColor(use.waiting[at]), QColor(use.waiting_text[at]), QColor(use.waiting_edge[at])


def presence(sessions: int) -> tuple[QColor, QColor]:
    """Fill and edge for one, two, and three or more sessions."""
    use, at = theme.tokens(), min(sessions, 3) - 1
    return QColor(use.presence[at]), QColor(use.presence_edge[at])


def late() -> QColor:
    """The line and the mark of a wait that has reached the limit."""
    return QColor(theme.tokens().waiting[3])
