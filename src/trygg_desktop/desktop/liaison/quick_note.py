"""A note is written here first: text, reminders, protection, a day to follow it up; Ctrl+Enter saves it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.liaison.draft_chip import DraftChip
from trygg_desktop.desktop.liaison.follow_up import follow_up_menu
from trygg_desktop.desktop.liaison.protection import Marking, ProtectionChoice
from trygg_desktop.desktop.liaison.reminder_row import ReminderRow
from trygg_desktop.desktop.liaison.reminding_editor import RemindingEditor
from trygg_desktop.desktop.parts import ElidedWords
from trygg_desktop.desktop.presence.key_hint import KeyHint
from trygg_desktop.desktop.typed_since import typed_since
from trygg_desktop.domain.record import Protection
from trygg_desktop.i18n import _, day_and_month

SCRATCH_EVERY = 2000
"""Milliseconds between keeping what is being typed."""


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """What was written, ready to be kept."""

    text: str
    marking: Marking
    follow_up_on: date | None


class QuickNote(QWidget):
    """The entry at the top of the notebook. What is typed is told every two seconds, to be kept."""

    note_written = Signal(object)
    being_typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = date.min
        self._follow_up_on: date | None = None
        self._kept = ""
        self._under_way: WrittenNote | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(SCRATCH_EVERY)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep)
        self.editor = RemindingEditor()
        self.editor.setPlaceholderText(_("What was said between the two sides?"))
        self.editor.setAccessibleName(_("New liaison note"))
        self.editor.setStyleSheet(_BARE)
        self.reminder = ReminderRow(self.editor)
        self.protection = ProtectionChoice()
        self.follow_up = _button("flag")
        self.save = QPushButton(_("Save"))
        self.save.setProperty("accent", True)
        self.save.setToolTip(_("Keeps the note on this computer (Ctrl+Enter)"))
        self._lay_out()
        self.editor.textChanged.connect(self._typed)
        self.editor.submitted.connect(self.submit)
        self.save.clicked.connect(self.submit)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        self._typed()
        self._show_follow_up()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2, 2, 2, 2)
        whole.setSpacing(0)
        writing = QVBoxLayout()
        writing.setContentsMargins(12, 10, 12, 8)
        writing.addWidget(self.editor)
        whole.addLayout(writing)
        whole.addWidget(self.reminder)
        self._bar = QWidget()
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(12, 6, 8, 6)
        bar.setSpacing(8)
        bar.addWidget(DraftChip())
        bar.addWidget(ElidedWords(_("stays on this computer"), "side", "text2"), 1)
        for widget in (self.protection, self.follow_up, self.save, KeyHint("Ctrl ⏎")):
            bar.addWidget(widget)
        whole.addWidget(self._bar)

    # -- what it is given

    def prepare(self, *, today: date, grounds: Sequence[str], places: Collection[str]) -> None:
        """The day, the provisions to mark with, and the districts' names, which are no people's names."""
        self._today = today
        self.protection.offer(grounds)
        self.editor.know_places(places)
        self._show_follow_up()

    def take_up(self, text: str) -> None:
        """Offers text again that was typed and never saved."""
        if text and not self.editor.text():
            self.editor.begin_anew(text)
            self._kept = text

    def begin(self) -> None:
        """Puts the cursor in the text."""
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- the day to follow up

    def _show_follow_up(self) -> None:
        chosen = self._follow_up_on
        self.follow_up.setText(_("Follow up {day}", day=day_and_month(chosen)) if chosen else _("Follow up"))
        self.follow_up.setMenu(follow_up_menu(self.follow_up, self._today, chosen, self.set_follow_up))

    def set_follow_up(self, day: date | None) -> None:
        """The day on which someone should come back to the note, or none."""
        self._follow_up_on = day
        self._show_follow_up()

    # -- typing and saving

    def _typed(self) -> None:
        self.save.setEnabled(bool(self.editor.text()))
        if self.editor.toPlainText() != self._kept and not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Says what has been typed, if that is news."""
        text = self.editor.toPlainText()
        if text != self._kept:
            self._kept = text
            self.being_typed.emit(text)

    def submit(self) -> None:
        """Tells what was written; the entry is emptied by `written`, when it is safe."""
        if self.editor.text() and self._under_way is None:
            self._under_way = WrittenNote(self.editor.text(), self.protection.marking, self._follow_up_on)
            self._timer.stop()
            self.note_written.emit(self._under_way)

    def written(self) -> None:
        """The note is safe: the entry is empty and internal again, or goes on with what was typed meanwhile."""
        written, self._under_way = self._under_way, None
        self._kept = ""
        left = typed_since(self.editor.toPlainText(), written.text if written else "")
        if left.strip():
            if left != self.editor.toPlainText():
                self.editor.begin_anew(left)
            self._timer.start()
            return
        self.editor.begin_anew()
        self.protection.choose(Marking(Protection.INTERNAL))
        self.set_follow_up(None)
        self._timer.stop()

    def not_written(self) -> None:
        """Nothing was saved; what was typed stands."""
        self._under_way = None
        self._timer.start()

    # -- looks

    def _focus_moved(self, _before: QWidget | None, _now: QWidget | None) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("field"))
        painter.drawRoundedRect(box, 5, 5)
        painter.fillRect(self._bar.geometry(), theme.color("alt"))
        focused = self.editor.hasFocus()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("accent"), 2) if focused else QPen(theme.color("control"), 1))
        painter.drawRoundedRect(box, 5, 5)


COMPACT = """
    QToolButton#button { padding: 4px 10px 4px 4px; } QToolButton#button:focus { padding: 3px 9px 3px 3px; }
    QToolButton#button::menu-indicator { image: none; }
"""
"""A button with an icon before its words; the theme leaves room for a caret that it does not have."""
_BARE = "QPlainTextEdit, QPlainTextEdit:focus { border: none; background: transparent; padding: 0; }"


def _button(name: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName("button")
    button.setIcon(icon(name, "text"))
    button.setIconSize(QSize(20, 14))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setStyleSheet(COMPACT)
    return button
