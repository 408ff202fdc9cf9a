"""What a meeting itself still lacks, on a quiet line; each of its words leads to where it is put right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.parts import Words
from trygg_desktop.desktop.records.elided_link import ElidedLink
from trygg_desktop.desktop.records.flow import FlowLayout
from trygg_desktop.i18n import _
from trygg_desktop.insight.readiness import Check


class LacksLine(QWidget):
    """The checks that follow from the meeting and are not met. `chosen` carries the key of one."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Check, ...] = ()
        self.links: list[ElidedLink] = []
        self._title = Words(_("What is missing:"), "side", "text2")
        self._flow = QWidget()
        self._line = FlowLayout(self._flow, gap=2, fill=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self._flow)
        self.hide()

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Shows what is lacking; what was shown before stays as it is, and so does the focus on it."""
        wanted = tuple(checks)
        self.setVisible(bool(wanted))
        if [(one.key, one.label) for one in wanted] == [(one.key, one.label) for one in self._shown]:
            return
        self._shown = wanted
        focused = next((place for place, link in enumerate(self.links) if link.hasFocus()), -1)
        for link in self.links:
            self._line.removeWidget(link)
            link.hide()
            link.deleteLater()
        self.links = [self._link(check) for check in wanted]
        if focused >= 0 and self.links:
            self.links[min(focused, len(self.links) - 1)].setFocus()

    def _link(self, check: Check) -> ElidedLink:
        link = ElidedLink(check.label, partial(self.chosen.emit, check.key))
        link.setFont(theme.font("side"))
        self._line.addWidget(link)
        link.show()
        return link
