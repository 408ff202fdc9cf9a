"""Links on a line of their own, whose first letter stands under what is above them."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from trygg_desktop.desktop.parts import LinkLabel

INSET = 4
"""Pixels that a link has before its words."""


def link_line(*links: LinkLabel, left: int = 0, right: int = 0, top: int = 0) -> QHBoxLayout:
    """A line that begins with these links and has room for more at its end; margins in pixels."""
    line = QHBoxLayout()
    line.setContentsMargins(left - INSET, top, right, 0)
    line.setSpacing(8)
    for link in links:
        line.addWidget(link)
    line.addStretch(1)
    return line
