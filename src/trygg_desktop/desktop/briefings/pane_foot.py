"""Below the preview: how the briefing is protected, what is left out and which, and the ways out of the program."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from trygg_desktop.desktop.briefings.held import held_words
from trygg_desktop.desktop.briefings.left_out import (
    LeftOut,
    left_out_words,
    not_counted_words,
    read_left_out,
)
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.parts import ElidedWords, LinkLabel, ProtectionChip, Words
from trygg_desktop.i18n import _, clock, ngettext, number

if TYPE_CHECKING:
    from trygg_desktop.briefings.registry import Made

MOST_NAMED = 30
AROUND = 88
"""Pixels beside the words: margins and gaps of the line."""


class PaneFoot(QWidget):
    """What must be known of a briefing before it is handed out.

    Args:
        mail, prints: the ways out; a working copy is never mailed.
    """

    def __init__(self, desk: Desk, mail: LinkLabel, prints: LinkLabel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._mail, self._print = desk, mail, prints
        self._made: Made | None = None
        self.held = Words("", "side", "text2")
        self.held.setWordWrap(True)
        self.held.setContentsMargins(0, 0, 0, 4)
        self.chip = ProtectionChip("internal")
        self.left_out = ElidedWords("", "side", "text2")
        self.left_out.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.left_out.setMinimumWidth(110)
        self.which = LinkLabel(_("which?"), self._name_left_out)
        self.not_counted = Words("", "side", "text2")
        self._updated = Words("", "side", "text2")
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lines.setSpacing(4)
        facts, ways_out = QHBoxLayout(), QHBoxLayout()
        for row in (facts, ways_out):
            row.setSpacing(8)
        for fact in (self.chip, self.left_out, self.which):
            facts.addWidget(fact)
        facts.addStretch(1)
        facts.addWidget(self._updated)
        ways_out.addWidget(self.not_counted)
        ways_out.addStretch(1)
        ways_out.addWidget(mail)
        ways_out.addWidget(prints)
        self._lines.addLayout(facts, 1)
        self._lines.addLayout(ways_out)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 16, 6)
        column.setSpacing(0)
        column.addWidget(self.held)
        column.addLayout(self._lines)

    def describe(self, made: Made | None) -> None:
        """Says what is to be known of a briefing, or nothing."""
        self._made = made
        held = held_words(made.confidential, made.grounds) if made else ""
        self.held.setText(held)
        self.held.setVisible(bool(held))
        self.chip.setVisible(made is not None)
        self._print.setVisible(made is not None)
        self._mail.setVisible(made is not None and not made.working_copy)
        self.which.setVisible(made is not None and bool(made.left_out))
        self.left_out.setText(_left_out(made) if made else "")
        figures = not_counted_words(made.left_out, len(made.not_counted)) if made else ""
        self.not_counted.setText(figures)
        self.not_counted.setVisible(bool(figures))
        if made is not None:
            self.chip.show_level(made.protection or "open", ", ".join(made.grounds))
            self._updated.setText(_("updated {time}", time=clock(datetime.now(UTC))))
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """What is left out must be read in full: the time gives way, then the ways out get a line of their own, as
        they have where there is more to say of it."""
        words = self.left_out.fontMetrics().horizontalAdvance(self.left_out.text())
        parts = [self.chip, self.which, self._print]
        if self._made is not None and not self._made.working_copy:
            parts.append(self._mail)
        taken = words + sum(part.sizeHint().width() for part in parts) + AROUND
        one_line = self.width() >= taken and not self.not_counted.text()
        self._lines.setDirection(
            QBoxLayout.Direction.LeftToRight if one_line else QBoxLayout.Direction.TopToBottom
        )
        with_time = self.width() >= taken + self._updated.sizeHint().width()
        self._updated.setVisible(self._made is not None and with_time)

    def _name_left_out(self) -> None:
        if self._made is not None:
            ids, not_counted = self._made.left_out_ids, self._made.not_counted
            self._desk.query(
                lambda workspace: read_left_out(workspace, ids, not_counted), self._show_left_out, owner=self
            )

    def _show_left_out(self, found: LeftOut) -> None:
        menu = self.left_out_menu(found)
        menu.popup(self.which.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def left_out_menu(self, found: LeftOut) -> QMenu:
        """The records that are left out, here in the window only; each can be opened, some of every kind. Those that
        are missing from figures alone are told by their kinds: there may be hundreds."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(_("Records that are left out"))
        most = MOST_NAMED // max(len(found.named), 1)
        for kind, records in found.named:
            for id, title in records[:most]:
                line = _("{kind}: {title}", kind=kind, title=title)
                menu.addAction(line.replace("&", "&&"), partial(self._desk.open, id))
            if len(records) > most:
                more = ngettext("and {n} more", "and {n} more", len(records) - most)
                menu.addAction(_("{kind}: {title}", kind=kind, title=more)).setEnabled(False)
        if found.named and found.not_counted:
            menu.addSeparator()
        for kinds, count in found.not_counted:
            line = _("{kind}: {n}, only from the figures", kind=kinds, n=number(count))
            menu.addAction(line.replace("&", "&&")).setEnabled(False)
        return menu


def _left_out(made: Made) -> str:
    if made.working_copy:
        return _("Working copy, not to be handed out")
    return left_out_words(made.left_out, made.audience)
