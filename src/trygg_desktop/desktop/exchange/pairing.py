"""Lägg till: one's own card given away, the other's opened, the 30 digits compared on the telephone, and done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Desk, Touched
from trygg_desktop.desktop.exchange.dropped import dropped
from trygg_desktop.desktop.exchange.pairing_cards import CardsStep
from trygg_desktop.desktop.exchange.pairing_digits import DigitsStep
from trygg_desktop.desktop.exchange.wrapped import wrapped
from trygg_desktop.desktop.parts import HeadingLine
from trygg_desktop.errors import TryggError
from trygg_desktop.exchange.cards import EXTENSION, Card
from trygg_desktop.exchange.exchange import Exchange
from trygg_desktop.exchange.peers import Peer
from trygg_desktop.i18n import _, sentence
from trygg_desktop.workspace import Workspace

CARDS, DIGITS, DONE = range(3)


class Pairing(QDialog):
    """Three calm steps. `paired` tells that something about the peers has changed."""

    paired = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.peer: Peer | None = None
        self.setWindowTitle(_("Add someone to exchange with"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.resize(820, 560)
        self.cards = CardsStep(desk)
        self.digits = DigitsStep()
        self.fault = wrapped("", color="alert")
        self.fault.hide()
        self.steps = QStackedWidget()
        for title, step in (
            (_("Exchange cards"), self.cards),
            (_("Compare the digits on the telephone"), self.digits),
            (_("Confirmed"), self._done()),
        ):
            self.steps.addWidget(_headed(title, step))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.steps, 1)
        column.addWidget(self.fault)
        self.cards.card_opened.connect(self.add)
        self.cards.said.connect(self._say)
        self.cards.failed.connect(self._tell)
        self.digits.confirmed.connect(self._confirm)
        self.digits.put_off.connect(self.close)
        desk.errand(
            lambda workspace: (Exchange(workspace).card(), set()),
            self.cards.show_card,
            failed=self._tell,
            owner=self,
        )

    def _done(self) -> QWidget:
        self._told = wrapped("")
        self.close_button = QPushButton(_("Done"))
        self.close_button.setProperty("accent", True)
        self.close_button.clicked.connect(lambda _checked=False: self.close())
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._told)
        column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return step

    def open_card(self, path: Path) -> None:
        """Reads the other's card from a file."""
        self.cards.open_card(path)

    def add(self, card: Card) -> None:
        """Keeps the other's card, unconfirmed; then the digits are compared."""
        self._desk.errand(
            lambda workspace: (Exchange(workspace).add_peer(card), set()),
            self._added,
            failed=self._tell,
            owner=self,
        )

    def _added(self, peer: Peer) -> None:
        self.paired.emit()
        if peer.confirmed:
            self._confirmed(peer)
        else:
            self.compare(peer)

    def compare(self, peer: Peer) -> None:
        """Shows the digits that both see alike."""
        self.peer = peer
        self.digits.begin(peer.name)
        self.fault.hide()
        self.steps.setCurrentIndex(DIGITS)
        self._desk.errand(
            lambda workspace: (Exchange(workspace).digits(peer.id), set()),
            self.digits.show_digits,
            failed=self._tell,
            owner=self,
        )

    def _confirm(self, digits: str) -> None:
        peer = self.peer
        assert peer is not None

        def confirm(workspace: Workspace) -> tuple[Peer, Touched]:
            exchange = Exchange(workspace)
            exchange.confirm(peer.id, digits)
            return exchange.peer(str(peer.id)), set()

        self._desk.errand(confirm, self._confirmed, failed=self._tell, owner=self)

    def _confirmed(self, peer: Peer) -> None:
        self.peer = peer
        self._told.setText(
            _(
                "You and {name} can now exchange files, as soon as they have confirmed on their laptop too. The "
                "first file brings everything but your drafts.",
                name=peer.name,
            )
        )
        self.fault.hide()
        self.steps.setCurrentIndex(DONE)
        self.close_button.setFocus()
        self.paired.emit()

    def _say(self, text: str) -> None:
        self.fault.set_color("ok")
        self.fault.setText(text)
        self.fault.show()

    def _tell(self, error: BaseException) -> None:
        if not isinstance(error, TryggError):
            self._desk.fault(error)
            return
        self.fault.set_color("alert")
        self.fault.setText(sentence(error))
        self.fault.show()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event.mimeData(), EXTENSION):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped(event.mimeData(), EXTENSION)
        if path is not None:
            event.acceptProposedAction()
            self.open_card(path)


def _headed(title: str, content: QWidget) -> QWidget:
    step = QWidget()
    column = QVBoxLayout(step)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    column.addWidget(HeadingLine(title, "record"))
    column.addWidget(content, 1)
    return step
