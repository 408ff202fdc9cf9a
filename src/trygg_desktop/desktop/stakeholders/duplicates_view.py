"""Those that may be here twice, side by side: joined into one, or told apart for good.

`DuplicatesView(desk)`: `refresh()`; signals `counted(int)`, `left()`, `record_opened(UUID)`.
"""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.parts import EmptyPage, LinkLabel, SectionHeading, Words, lead_focus
from trygg_desktop.desktop.stakeholders.pair_comparison import PairComparison
from trygg_desktop.desktop.stakeholders.pair_list import PairList
from trygg_desktop.desktop.stakeholders.twin_pairs import KINDS, Comparison, Pair, compare, find_pairs
from trygg_desktop.i18n import N_, _, ngettext
from trygg_desktop.workspace import Transaction

PAUSE = 1000
"""Milliseconds of quiet before look-alikes are sought in the background."""


class DuplicatesView(QWidget):
    """The pairs at the left, the two records at the right."""

    counted = Signal(int)
    left = Signal()
    record_opened = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._turn = 0
        self._found: Comparison | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._seek)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        self.stack = QStackedWidget(self)
        self._split = QSplitter(Qt.Orientation.Horizontal, self.stack)
        self._right = QWidget(self._split)
        scroll = QScrollArea(self._right)
        self.list = PairList(self._split)
        self.list.pair_chosen.connect(self._compare)
        self.comparison = PairComparison(scroll.viewport())
        self.why = Words("", "body", "text", bold=True)
        self.why.setWordWrap(True)
        self.join = QPushButton(_("Join into one"))
        self.join.setProperty("accent", True)
        self.join.clicked.connect(lambda _checked=False: self.join_pair())
        self.apart = QPushButton(_("Not the same"))
        self.apart.clicked.connect(lambda _checked=False: self.tell_apart())
        self._fill_right(scroll)
        self.stack.addWidget(self._both())
        self.stack.addWidget(self._none())
        lead_focus(self, self.list)
        column.addWidget(self.stack)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(32, 4, 24, 8)
        head.addWidget(
            SectionHeading(_("Possible duplicates"), link=LinkLabel(_("Back to the list"), self.left.emit))
        )
        return head

    def _both(self) -> QWidget:
        split = self._split
        split.addWidget(self.list)
        split.addWidget(self._right)
        split.setSizes([320, 680])
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        return split

    def _fill_right(self, scroll: QScrollArea) -> None:
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.comparison)
        explained = Words(
            _("What is pale goes away. What the one that is kept lacks is filled in from the other."),
            "side",
            "text2",
        )
        explained.setWordWrap(True)
        self._held = Words(_("One of them is a draft. Release it before you join them."), "side", "warn")
        self._held.setWordWrap(True)
        self._held.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.join)
        buttons.addWidget(self.apart)
        buttons.addStretch(1)
        buttons.addWidget(LinkLabel(_("Show the first"), lambda: self._show(0)))
        buttons.addWidget(LinkLabel(_("Show the second"), lambda: self._show(1)))
        column = QVBoxLayout(self._right)
        column.setContentsMargins(28, 4, 24, 16)
        column.setSpacing(8)
        column.addWidget(self.why)
        column.addWidget(explained)
        column.addWidget(scroll, 1)
        column.addWidget(self._held)
        column.addLayout(buttons)

    def _none(self) -> QWidget:
        page = EmptyPage(_("Nobody seems to be here twice."), _("Back to the list"))
        page.button_pressed.connect(self.left)
        inset = QWidget(self.stack)
        column = QVBoxLayout(inset)
        column.setContentsMargins(32, 8, 24, 16)
        column.addWidget(page)
        return inset

    def refresh(self, changes: Changes | None = None) -> None:
        """Looks for pairs again, where something they hang on has changed: at once where that is seen."""
        if changes is None or changes.kinds & {kind.about.name for kind in KINDS}:
            self._later.start(0 if self.isVisible() else PAUSE)

    def _seek(self) -> None:
        """Comparing everyone with everyone takes a while, so it keeps nobody waiting who reads."""
        workspace = self._desk.workspace
        self._turn += 1
        turn = self._turn

        def show(pairs: list[Pair]) -> None:
            if isValid(self) and turn == self._turn:
                self._show_pairs(pairs)

        self._desk.courier.make(lambda: find_pairs(workspace), show, self._desk.fault)

    def _show_pairs(self, pairs: list[Pair]) -> None:
        self.stack.setCurrentIndex(0 if pairs else 1)
        self.list.show_pairs(pairs)
        self.counted.emit(len(pairs))

    def _compare(self, pair: Pair | None) -> None:
        if pair is None:
            return

        def show(found: Comparison | None) -> None:
            if found is not None and pair == self.list.current():
                self._found = found
                self.why.setText(pair.why)
                self.comparison.show_pair(pair, found.fields)
                self.join.setEnabled(not found.one_is_draft)
                self._held.setVisible(found.one_is_draft)

        self._desk.query(lambda workspace: compare(workspace, pair), show, owner=self)

    def _show(self, which: int) -> None:
        pair = self.list.current()
        if pair is not None:
            id: UUID = (pair.a, pair.b)[which]
            self.record_opened.emit(id)

    def join_pair(self) -> None:
        """Makes one of the two; Ctrl+Z makes them two again."""
        pair = self.list.current()
        found = self._found
        if pair is None or pair != self.comparison.pair or found is None or found.one_is_draft:
            return
        keep, gone = (pair.a, pair.b) if self.comparison.keeps_first else (pair.b, pair.a)

        def write(tx: Transaction) -> None:
            # What one of them says keeps the protection it had, whichever of the two stays
            tx.change(keep, **found.marking)
            tx.merge(keep, gone)

        self._desk.command(N_("Join duplicates: {kind}"), write, kind=pair.kind.about.noun)

    def tell_apart(self) -> None:
        """Remembers that the two are not the same."""
        pair = self.list.current()
        if pair is not None:
            a, b = pair.a, pair.b
            self._desk.command(N_("Tell duplicates apart"), lambda tx: tx.mark_different(a, b))


def duplicates_words(n: int) -> str:
    """What leads to this view: `3 möjliga dubbletter`."""
    return ngettext("{n} possible duplicate", "{n} possible duplicates", n)
