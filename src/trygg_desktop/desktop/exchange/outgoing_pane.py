"""What would go to one peer, what stays, and the ways to hand it over."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from trygg_desktop.desktop.exchange.confidential_band import ConfidentialBand
from trygg_desktop.desktop.exchange.grouped_list import GroupedList
from trygg_desktop.desktop.exchange.handing_over import Way
from trygg_desktop.desktop.exchange.outgoing_words import (
    confidential_words,
    groups_of,
    summary,
    what_goes_again,
    what_stays,
    what_weighs,
)
from trygg_desktop.desktop.exchange.standing import Standing
from trygg_desktop.desktop.exchange.wording import heard
from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.parts import HeadingLine, LinkLabel, Words, lead_focus
from trygg_desktop.exchange.peers import Peer
from trygg_desktop.exchange.previews import Outgoing
from trygg_desktop.i18n import _


class OutgoingPane(QWidget):
    """The right half of Skicka.

    `way_chosen` carries a `Way`; `address_left` the e-mail address that was written.
    """

    way_chosen = Signal(object)
    address_left = Signal(str)
    folder_wanted = Signal()
    comparing_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.peer: Peer | None = None
        self.outgoing: Outgoing | None = None
        self._not_yet_sent = 0
        self.head = HeadingLine("", "record", beside=" ")
        self.head.title.setWordWrap(False)
        self._heard = Words("", "side", "text2")
        self._heard.setWordWrap(True)
        self.compare = QPushButton(_("Compare the digits …"))
        self.compare.setProperty("accent", True)
        self.compare.clicked.connect(lambda _checked=False: self.comparing_wanted.emit())
        self.remove = LinkLabel(_("Remove …"), self.removal_wanted.emit)
        self.band = ConfidentialBand()
        self.summary = Words("", "body", bold=True)
        self.summary.setWordWrap(True)
        self._again = Words("", "side", "text2")
        self._again.setWordWrap(True)
        self.list = GroupedList(_("What would go"), margin=0, parent=self)
        self._stays = Words("", "side", "text2")
        self._weighs = Words("", "side", "warn")
        self._folder_words = Words("", "side", "text2")
        for each in (self._stays, self._weighs, self._folder_words):
            each.setWordWrap(True)
        self._hand_over = self._ways()
        self._lay_out()
        lead_focus(self, self.list)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.head, 1)
        top.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._heard)
        column.addWidget(self.compare, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.band)
        column.addWidget(self.summary)
        column.addWidget(self._again)
        column.addWidget(self.list, 1)
        column.addWidget(self._stays)
        column.addWidget(self._weighs)
        column.addWidget(self._hand_over)
        self._bottom = QWidget(self)
        column.addWidget(self._bottom, 1)

    def _ways(self) -> QWidget:
        ways = QWidget(self)
        self.address = QLineEdit(ways)
        self.address.setPlaceholderText(_("E-mail address, if you like"))
        self.address.setAccessibleName(_("E-mail address"))
        self.address.editingFinished.connect(lambda: self.address_left.emit(self.address.text().strip()))
        self.mail = QPushButton(icon("envelope-simple", "text"), _("E-mail draft"))
        self.file = QPushButton(icon("floppy-disk", "text"), _("Save as a file …"))
        self.folder = QPushButton(icon("folder", "text"), _("Put in the shared folder"))
        self.other_folder = LinkLabel(_("Choose another folder …"), self.folder_wanted.emit)
        for button, way in ((self.mail, Way.MAIL), (self.file, Way.FILE), (self.folder, Way.FOLDER)):
            button.clicked.connect(lambda _checked=False, way=way: self.way_chosen.emit(way))
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.mail)
        first.addWidget(self.address, 1)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addWidget(self.folder)
        second.addWidget(self.file)
        second.addStretch(1)
        third = QHBoxLayout()
        third.setSpacing(8)
        third.addWidget(self._folder_words, 1)
        third.addWidget(self.other_folder)
        column = QVBoxLayout(ways)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        for row in (first, second, third):
            column.addLayout(row)
        return ways

    def show_peer(self, peer: Peer, standing: Standing, today: date) -> None:
        """Shows who it is; what would go to them comes with `show_outgoing`."""
        if self.peer is None or peer.id != self.peer.id:
            self.show_outgoing(None)
        self.peer = peer
        self._not_yet_sent = standing.to_send.get(peer.id, 0)
        self.head.title.setText(peer.name)
        self.head.setAccessibleName(peer.name)
        self.head.beside.setText(peer.side.label)
        self._heard.setText(heard(peer, today))
        self._heard.set_color("text2" if peer.confirmed else "warn")
        self.compare.setVisible(not peer.confirmed and peer.removed_at is None)
        self.remove.setVisible(peer.removed_at is None)
        if not self.address.hasFocus():
            self.address.setText(standing.addresses.get(peer.id, ""))
        self._show_folder(standing)
        for each in (self.summary, self.list, self._hand_over, self._stays):
            each.setVisible(peer.confirmed)
        self._bottom.setVisible(not peer.confirmed)
        if not peer.confirmed:
            self.band.show_text("")
            self._weighs.hide()
            self._again.hide()

    def _show_folder(self, standing: Standing) -> None:
        folder = standing.folder
        self.folder.setText(_("Put in the shared folder") if folder else _("Choose a shared folder …"))
        self._folder_words.setText(
            _("Shared folder: {name}", name=folder.name or str(folder)) if folder else ""
        )
        self._folder_words.setToolTip(str(folder) if folder else "")
        self.other_folder.setVisible(folder is not None)
        for button, first in ((self.folder, folder is not None), (self.mail, folder is None)):
            button.setProperty("accent", first)
            button.setIcon(icon("folder" if button is self.folder else "envelope-simple", _ink(first)))
            button.style().unpolish(button)
            button.style().polish(button)

    def show_outgoing(self, outgoing: Outgoing | None) -> None:
        """Shows what would go; nothing while it is being gathered."""
        self.outgoing = outgoing
        for button in (self.mail, self.file, self.folder):
            button.setEnabled(outgoing is not None)
        if outgoing is None:
            self.summary.setText(_("Looking at what would go …"))
            self.list.show_groups(())
            self._again.hide()
            return
        self.summary.setText(summary(outgoing))
        groups, folded = groups_of(outgoing)
        self.list.show_groups(groups, folded=folded)
        self.band.show_text(confidential_words(outgoing) if outgoing.protected else "")
        self._again.setText(what_goes_again(outgoing, self._not_yet_sent))
        self._again.setVisible(bool(self._again.text()))
        self._stays.setText(what_stays(outgoing))
        self._weighs.setText(what_weighs(outgoing))
        self._weighs.setVisible(bool(self._weighs.text()))


def _ink(filled: bool) -> str:
    return "on_accent" if filled else "text"
