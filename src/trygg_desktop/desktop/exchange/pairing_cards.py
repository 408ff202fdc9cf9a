"""The first step of pairing: one's own card given away as a file, a text or a code, and the other's opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.exchange.card_picture import CardPicture
from trygg_desktop.desktop.exchange.wrapped import wrapped
from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.parts import Words
from trygg_desktop.errors import TryggError
from trygg_desktop.exchange.cards import EXTENSION, Card
from trygg_desktop.exchange.folder import read
from trygg_desktop.i18n import _


class CardsStep(QWidget):
    """`card_opened` carries the other's card, `said` what was done, `failed` what went wrong."""

    card_opened = Signal(object)
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.card: Card | None = None
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
        halves = QHBoxLayout(self)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(24)
        halves.addLayout(self._mine(), 1)
        halves.addLayout(self._both(), 1)

    def _mine(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self.picture, 1)
        told = _("Your card. It holds your name, your side and your public keys, nothing secret.")
        column.addWidget(wrapped(told, "side", "text2"))
        return column

    def _both(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(Words(_("1. Give your card to the other leader"), "section"))
        column.addWidget(wrapped(_("By e-mail, or let them read the code with their telephone.")))
        column.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(12)
        column.addWidget(Words(_("2. Open the other leader’s card"), "section"))
        column.addWidget(
            wrapped(_("The file that ends in {ending}; you can also drop it here.", ending=EXTENSION))
        )
        column.addWidget(self.open_other, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.pasted)
        column.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return column

    def show_card(self, card: Card) -> None:
        """Shows one's own card."""
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
            failed=self._fail,
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
            self._opened,
            failed=self._fail,
        )

    def take_text(self) -> None:
        """Reads the other's card from the pasted text."""
        try:
            card = Card.from_text(self.pasted.toPlainText())
        except TryggError as error:
            self.failed.emit(error)
        else:
            self.card_opened.emit(card)

    def _opened(self, card: Card) -> None:
        if isValid(self):
            self.card_opened.emit(card)

    def _say(self, text: str) -> None:
        if isValid(self):
            self.said.emit(text)

    def _fail(self, error: BaseException) -> None:
        if isValid(self):
            self.failed.emit(error)
        else:
            self._desk.fault(error)


def _card_files() -> str:
    return _("Card from Trygg (*{ending})", ending=EXTENSION)
