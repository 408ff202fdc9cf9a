"""What stands round the pages: the rail, the bar on top, and the quiet lines for what was done and went wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from trygg_desktop.desktop.notices import FaultBar, JobBar, MessageLine
from trygg_desktop.desktop.rail import Rail
from trygg_desktop.desktop.topbar import TopBar


class Frame(QWidget):
    """All of the window's inside. It speaks the language that was chosen when it was built."""

    def __init__(self) -> None:
        super().__init__()
        self.rail = Rail()
        self.top = TopBar()
        self.faults = FaultBar()
        self.messages = MessageLine()
        self.jobs = JobBar()
        self.stack = QStackedWidget()
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.faults)
        column.addWidget(self.stack, 1)
        column.addWidget(self.jobs)
        column.addWidget(self.messages)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(right, 1)
        blank = QWidget()
        blank.setObjectName("page")
        blank.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.stack.addWidget(blank)
