"""Asks before a record, or what one of its fields has said, is erased for good, and does it if that is the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.background import SHOWN_AFTER
from trygg_desktop.desktop.desk import Desk, Touched
from trygg_desktop.desktop.parts import HeadingLine, ProtectionChip, Words
from trygg_desktop.desktop.records.erasing_mentions import MentionList, leave_mentions
from trygg_desktop.desktop.records.erasing_reading import (
    Erasable,
    MentionShown,
    read_erasable,
    read_mentions,
)
from trygg_desktop.desktop.records.erasing_words import button, question, what_happens, what_it_is
from trygg_desktop.errors import TryggError
from trygg_desktop.i18n import N_, _, sentence
from trygg_desktop.workspace import Transaction

LETTERS = 74
"""Of a line's width: longer lines are tiring to read."""
AROUND = 64
"""Pixels of the screen that the window's own frame and the edges need."""
_ERASED_ALL_THE_SAME = frozenset({"not-scrubbed", "list-beside"})
"""Faults that come after the erasure is saved: the file was not cleaned, or the list beside it not written."""


def ask_to_erase(
    desk: Desk, id: UUID, parent: QWidget, *, field: str = "", done: Callable[[], None] | None = None
) -> None:
    """Asks whether a record, or what one of its fields has said until now, is to be erased for good.

    Args:
        done: run once it is erased.
    """

    def ask(erasable: Erasable) -> None:
        asked = ErasingQuestion(desk, erasable, parent)
        if done is not None:
            asked.erased.connect(done)
        asked.open()

    desk.query(lambda workspace: read_erasable(workspace, id, field), ask, owner=parent)


class ErasingQuestion(QDialog):
    """Says what would happen and where else the same is mentioned, and asks for the decision that it rests on."""

    erased = Signal()

    def __init__(self, desk: Desk, erasable: Erasable, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._erasable, self._beside = desk, erasable, parent
        self._busy = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("page")
        self.setWindowTitle(_("Erase for good"))
        self.mentions = MentionList()
        self.mentions.record_wanted.connect(self._look_at)
        self.reason = QLineEdit()
        self.error = Words("", "side", "alert")
        self.error.setWordWrap(True)
        self.error.hide()
        self.progress = _UnderWay()
        self.yes, self.no = QPushButton(button(erasable)), QPushButton(_("Keep"))
        self.yes.clicked.connect(lambda _checked=False: self.erase())
        self.no.clicked.connect(lambda _checked=False: self.reject())
        self._lay_out()
        self._later = QTimer(self, singleShot=True, interval=int(SHOWN_AFTER * 1000))
        self._later.timeout.connect(self.progress.show)
        self.reason.setFocus()
        self._look_for_mentions()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(self._head())
        for text in what_happens(self._erasable):
            words = Words(text)
            words.setWordWrap(True)
            column.addWidget(words)
        column.addWidget(self.mentions)
        column.addLayout(self._ask_why())
        column.addWidget(self.progress)
        column.addStretch(1)
        column.addLayout(self._foot())
        self.setMinimumWidth(LETTERS * QFontMetrics(theme.font("body")).averageCharWidth())

    def _head(self) -> QVBoxLayout:
        about = QHBoxLayout()
        about.setSpacing(8)
        about.addWidget(Words(what_it_is(self._erasable), "side", "text2"))
        if self._erasable.protection:
            about.addWidget(ProtectionChip(self._erasable.protection, self._erasable.ground))
        about.addStretch(1)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addLayout(about)
        head.addWidget(HeadingLine(question(self._erasable), "record"))
        return head

    def _ask_why(self) -> QVBoxLayout:
        label = QLabel(_("The decision it rests on"))
        label.setBuddy(self.reason)
        hint = Words(_("No personal data: the decision is kept and goes to the others."), "side", "text2")
        hint.setWordWrap(True)
        self.reason.setAccessibleName(label.text())
        self.reason.setAccessibleDescription(hint.text())
        self.reason.setPlaceholderText(_("Such as: weeding decision 2026:14"))
        self.reason.textEdited.connect(lambda _text: self._say(""))
        column = QVBoxLayout()
        column.setSpacing(4)
        for each in (label, self.reason, hint, self.error):
            column.addWidget(each)
        return column

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        for each in (self.no, self.yes):
            each.setAutoDefault(False)
            row.addWidget(each)
        return row

    def _look_for_mentions(self) -> None:
        words, id = self._erasable.words, self._erasable.id
        self.mentions.setVisible(bool(words))
        if words:
            self._desk.query(
                lambda workspace: read_mentions(workspace, words, id), self._show_mentions, owner=self
            )

    def _show_mentions(self, found: Sequence[MentionShown]) -> None:
        self.mentions.show_mentions(found)
        layout = self.layout()
        assert layout is not None
        room = self.screen().availableGeometry().height() - AROUND
        if (missing := layout.totalHeightForWidth(self.width()) - room) > 0:
            self.mentions.give_way(missing)
        self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _look_at(self, id: UUID) -> None:
        """Goes to where it is mentioned; nothing is erased yet."""
        self.reject()
        self._desk.open(id)

    def _say(self, text: str) -> None:
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def erase(self) -> None:
        """Erases, if a decision is given; the question stays until the file is cleaned."""
        reason = self.reason.text().strip()
        if not reason:
            self._say(_("Write which decision it rests on first. Nothing is erased yet."))
            self.reason.setFocus()
            return
        id, field = self._erasable.id, self._erasable.field
        touched: Touched = set()

        def write(tx: Transaction) -> None:
            tx.erase(id, field=field.name if field else "", reason=reason)
            touched.update(tx.changes)

        self._work(True)
        name = N_("Erase {kind} for good") if field is None else N_("Erase what {field} has said")
        noun = {"kind": self._erasable.kind.about.noun} if field is None else {"field": field.label}
        self._desk.command(
            name,
            write,
            lambda _done: self._done(),
            failed=lambda error: self._failed(error, touched),
            final=True,
            **noun,
        )

    def _done(self) -> None:
        if isValid(self):
            self._work(False)
            leave_mentions(self._desk, self._erasable, self._beside)
            self.erased.emit()
            self.accept()

    def _failed(self, error: BaseException, touched: Touched) -> None:
        """Says what went wrong: here while nothing is erased, else in the window's own place."""
        if isinstance(error, TryggError) and error.id in _ERASED_ALL_THE_SAME:
            self._desk.announce(touched)
            self._desk.fault(error)
            self._done()
        elif isinstance(error, TryggError) and isValid(self):
            self._work(False)
            self._say(sentence(error))
        else:
            self._desk.fault(error)
            if isValid(self):
                self._work(False)

    def _work(self, busy: bool) -> None:
        """While it is under way nothing can be pressed; that it is shows only if it takes long."""
        self._busy = busy
        for each in (self.yes, self.no, self.reason, self.mentions):
            each.setEnabled(not busy)
        if busy:
            self._later.start()
        else:
            self._later.stop()
            self.progress.hide()

    def reject(self) -> None:
        """Leaves everything as it is; what is under way can't be broken off."""
        if not self._busy:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button one stands on, and no other."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.focusWidget()
            if isinstance(focus, QPushButton):
                focus.click()
            return
        super().keyPressEvent(event)


class _UnderWay(QWidget):
    """Says that the file is being cleaned, without a measure of how far it has come."""

    def __init__(self) -> None:
        super().__init__()
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedSize(180, 6)
        bar.setAccessibleName(_("Erasing and cleaning the file …"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Words(_("Erasing and cleaning the file …"), "side", "text2"))
        row.addWidget(bar)
        row.addStretch(1)
        self.hide()
