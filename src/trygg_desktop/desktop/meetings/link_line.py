"""Links on a line of their own under a list, with room for more at the end of the line."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from trygg_desktop.desktop.parts import LinkLabel

INSET = 4
"""Pixels that a link has before its words."""


def link_line(*links: LinkLabel, left: int = 0, right: int = 0, top: int = 0) -> QHBoxLayout:
    """A line that begins with these links; margins in pixels, on the left to the first letter where there is room."""
    line = QHBoxLayout()
    line.setContentsMargins(max(0, left - INSET), top, right, 0)
    line.setSpacing(8)
    for link in links:
        line.addWidget(link)
    line.addStretch(1)
    return line
