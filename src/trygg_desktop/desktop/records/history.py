"""What happened to a record: the last three changes, and all of them when asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.parts import LinkLabel, SectionHeading, Words
from trygg_desktop.i18n import _, day_and_clock, ngettext
from trygg_desktop.workspace import HistoryEntry

FOLDED = 3
MOST = 200


class HistorySection(QWidget):
    """Time, change and author, newest first."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[HistoryEntry] = ()
        self._unfolded = False
        self.shown_entries: Sequence[HistoryEntry] = ()
        self._heading = SectionHeading(_("History"))
        self._lines = QWidget()
        self.more = LinkLabel("", self._unfold)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._heading)
        self._column = column
        column.addWidget(self._lines)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def fold(self) -> None:
        """Shows the last few again."""
        self._unfolded = False

    def show_entries(self, entries: Sequence[HistoryEntry]) -> None:
        """Shows the changes of a record, newest first."""
        self._entries = entries
        self._heading.set_fact(ngettext("{n} change", "{n} changes", len(entries)))
        self.shown_entries = entries[: MOST if self._unfolded else FOLDED]
        lines = _Lines(self.shown_entries)
        self._column.replaceWidget(self._lines, lines)
        self._lines.hide()
        self._lines.deleteLater()
        self._lines = lines
        self.more.setVisible(len(entries) > FOLDED)
        self.more.setText(
            _("Show the last ones only") if self._unfolded else _("Show all {n}", n=len(entries))
        )

    def _unfold(self) -> None:
        self._unfolded = not self._unfolded
        self.show_entries(self._entries)


class _Lines(QWidget):
    def __init__(self, entries: Sequence[HistoryEntry]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for row, entry in enumerate(entries):
            time = Words(day_and_clock(entry.at), "side", "text2")
            time.setMinimumWidth(90)
            what = Words(entry.what, "side", "text2" if entry.undone else "text")
            what.setWordWrap(True)
            what.setAccessibleName(entry.words)
            who = _("{who} · undone", who=entry.author) if entry.undone else entry.author
            by = Words(who, "side", "text2")
            by.setWordWrap(True)
            by.setContentsMargins(0, 0, 0, 8)
            grid.addWidget(time, row * 2, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(what, row * 2, 1)
            grid.addWidget(by, row * 2 + 1, 1)
        self.setFont(theme.font("side"))
