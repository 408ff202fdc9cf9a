"""Lägg till: one's own card given away, the other's opened, the 30 digits compared on the telephone, and done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFont
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.desk import Desk, Touched
from trygg_desktop.desktop.exchange.card_picture import CardPicture
from trygg_desktop.desktop.exchange.dropped import dropped
from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.parts import HeadingLine, Words
from trygg_desktop.errors import TryggError
from trygg_desktop.exchange.cards import EXTENSION, Card
from trygg_desktop.exchange.exchange import Exchange
from trygg_desktop.exchange.folder import read
from trygg_desktop.exchange.peers import Peer
from trygg_desktop.i18n import _, sentence
from trygg_desktop.workspace import Workspace

CARDS, DIGITS, DONE = 0, 1, 2


class Pairing(QDialog):
    """Three calm steps. `paired` tells that something about the peers has changed."""

    paired = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.card: Card | None = None
        self.peer: Peer | None = None
        self.setWindowTitle(_("Add someone to exchange with"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.resize(820, 560)
        self.fault = Words("", "body", "alert")
        self.fault.setWordWrap(True)
        self.fault.hide()
        self.steps = QStackedWidget()
        for step in (self._cards(), self._digits(), self._done()):
            self.steps.addWidget(step)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.steps, 1)
        column.addWidget(self.fault)
        desk.errand(
            lambda workspace: (Exchange(workspace).card(), set()),
            self._show_card,
            failed=self._tell,
            owner=self,
        )

    # --- step 1: the cards --------------------------------------------------------------------------------

    def _cards(self) -> QWidget:
        self.picture = CardPicture()
        self.save = QPushButton(icon("floppy-disk", "text"), _("Save the card as a file …"))
        self.copy = QPushButton(icon("copy", "text"), _("Copy the card as text"))
        self.open_other = QPushButton(icon("folder-open", "on_accent"), _("Open the other’s card …"))
        self.open_other.setProperty("accent", True)
        self.pasted = QPlainTextEdit()
        self.pasted.setPlaceholderText(_("… or paste its text here, which begins with TRYGG:"))
        self.pasted.setAccessibleName(_("The text of the other’s card"))
        self.pasted.setTabChangesFocus(True)
        self.pasted.setFixedHeight(64)
        self.use = QPushButton(_("Use the text"))
        self.use.setEnabled(False)
        self.pasted.textChanged.connect(lambda: self.use.setEnabled(bool(self.pasted.toPlainText().strip())))
        for button, run in (
            (self.save, self.save_card),
            (self.copy, self.copy_card),
            (self.open_other, self.ask_for_card),
            (self.use, self.take_text),
        ):
            button.setEnabled(button is self.open_other)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, run=run: run())
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.picture, 1)
        left.addWidget(
            _wrapped(
                _("Your card. It holds your name, your side and your public keys, nothing secret."),
                "side",
                "text2",
            )
        )
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(Words(_("1. Give your card to the other leader"), "section"))
        right.addWidget(_wrapped(_("By e-mail, or let them read the code with their telephone.")))
        right.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        right.addSpacing(12)
        right.addWidget(Words(_("2. Open the other leader’s card"), "section"))
        right.addWidget(
            _wrapped(_("The file that ends in {ending}; you can also drop it here.", ending=EXTENSION))
        )
        right.addWidget(self.open_other, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self.pasted)
        right.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft)
        right.addStretch(1)
        halves = QHBoxLayout()
        halves.setSpacing(24)
        halves.addLayout(left, 1)
        halves.addLayout(right, 1)
        return _step(_("Exchange cards"), halves)

    def _show_card(self, card: Card) -> None:
        self.card = card
        self.picture.show_card(card)
        self.save.setEnabled(True)
        self.copy.setEnabled(True)

    def save_card(self) -> None:
        """Asks where one's card is saved."""
        if self.card is None:
            return
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save the card"), str(Path(documents) / self.card.file_name), _card_files()
        )
        if chosen:
            self.save_card_to(Path(chosen))

    def save_card_to(self, path: Path) -> None:
        """Writes one's card into a file."""
        from trygg_desktop.formats.written import put_in_place

        card = self.card
        assert card is not None
        place = path if path.suffix == EXTENSION else path.with_name(path.name + EXTENSION)
        self._desk.job(
            _("Saving the card"),
            lambda _progress: put_in_place(place, card.to_bytes()),
            lambda _done: self._say(_("The card is saved as {name}.", name=place.name)),
            failed=self._tell,
        )

    def copy_card(self) -> None:
        """One's card as text on the clipboard."""
        if self.card is not None:
            QApplication.clipboard().setText(self.card.to_text())
            self._say(_("The card is copied and can be pasted into a mail or a chat."))

    def ask_for_card(self) -> None:
        """Asks for the other's card."""
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Open the other’s card"), "", _card_files())
        if chosen:
            self.open_card(Path(chosen))

    def open_card(self, path: Path) -> None:
        """Reads the other's card from a file."""

        self._desk.job(
            _("Reading the card"),
            lambda _progress: Card.from_bytes(read(path), file=path.name),
            self._add,
            failed=self._tell,
        )

    def take_text(self) -> None:
        """Reads the other's card from the pasted text."""
        text = self.pasted.toPlainText()
        try:
            card = Card.from_text(text)
        except TryggError as error:
            self._tell(error)
        else:
            self._add(card)

    def _add(self, card: Card) -> None:
        if not isValid(self):
            return
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

    # --- step 2: the digits -------------------------------------------------------------------------------

    def _digits(self) -> QWidget:
        self._who = _wrapped("", "body")
        self.groups = [Words("", "page") for _n in range(6)]
        grid = QGridLayout()
        grid.setHorizontalSpacing(36)
        grid.setVerticalSpacing(12)
        for place, group in enumerate(self.groups):
            font = QFont(theme.font("page"))
            font.setPointSizeF(font.pointSizeF() * 1.5)
            group.setFont(font)
            group.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(group, place // 3, place % 3, Qt.AlignmentFlag.AlignCenter)
        self.alike = QCheckBox(_("We have read all six groups to each other, and they are alike"))
        self.confirm = QPushButton(_("Confirm"))
        self.confirm.setProperty("accent", True)
        self.confirm.setEnabled(False)
        self.alike.toggled.connect(self.confirm.setEnabled)
        later = QPushButton(_("Later"))
        later.clicked.connect(lambda _checked=False: self.close())
        self.confirm.clicked.connect(lambda _checked=False: self._confirm())
        for button in (self.confirm, later):
            button.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.addWidget(self.confirm)
        buttons.addWidget(later)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addWidget(self._who)
        column.addSpacing(8)
        column.addLayout(grid)
        column.addSpacing(8)
        column.addWidget(
            _wrapped(
                _(
                    "Call a number that you know from before, not one from the mail with the card. If the digits "
                    "differ, someone else’s card has come between: close this and send new cards another way."
                ),
                "side",
                "text2",
            )
        )
        column.addWidget(self.alike, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(buttons)
        column.addStretch(1)
        return _step(_("Compare the digits on the telephone"), column)

    def compare(self, peer: Peer) -> None:
        """Shows the digits that both see alike."""
        self.peer = peer
        self._who.setText(
            _(
                "{name} opens your card and sees the same 30 digits. Read them to each other, every other group.",
                name=peer.name,
            )
        )
        self.alike.setChecked(False)
        for group in self.groups:
            group.setText("·····")
        self.fault.hide()
        self.steps.setCurrentIndex(DIGITS)
        self._desk.errand(
            lambda workspace: (Exchange(workspace).digits(peer.id), set()),
            self._show_digits,
            failed=self._tell,
            owner=self,
        )

    def _show_digits(self, digits: str) -> None:
        for group, text in zip(self.groups, digits.split(), strict=True):
            group.setText(text)
            group.setAccessibleName(" ".join(text))
        self.alike.setFocus()

    def _confirm(self) -> None:
        peer, typed = self.peer, " ".join(group.text() for group in self.groups)
        if peer is None:
            return

        def confirm(workspace: Workspace) -> tuple[Peer, Touched]:
            exchange = Exchange(workspace)
            exchange.confirm(peer.id, typed)
            return exchange.peer(str(peer.id)), set()

        self._desk.errand(confirm, self._confirmed, failed=self._tell, owner=self)

    # --- step 3: done -------------------------------------------------------------------------------------

    def _done(self) -> QWidget:
        self._told = _wrapped("")
        self.close_button = QPushButton(_("Done"))
        self.close_button.setProperty("accent", True)
        self.close_button.clicked.connect(lambda _checked=False: self.close())
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addWidget(self._told)
        column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return _step(_("Confirmed"), column)

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

    # --- what both share ----------------------------------------------------------------------------------

    def _say(self, text: str) -> None:
        if not isValid(self):
            return
        self.fault.set_color("ok")
        self.fault.setText(text)
        self.fault.show()

    def _tell(self, error: BaseException) -> None:
        if not isValid(self) or not isinstance(error, TryggError):
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


def _card_files() -> str:
    return _("Card from Trygg (*{ending})", ending=EXTENSION)


def _wrapped(text: str, role: str = "body", color: str = "text") -> Words:
    words = Words(text, role, color)
    words.setWordWrap(True)
    return words


def _step(title: str, content: QHBoxLayout | QVBoxLayout) -> QWidget:
    step = QWidget()
    column = QVBoxLayout(step)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    column.addWidget(HeadingLine(title, "record"))
    column.addLayout(content, 1)
    return step
