"""Asks for the passphrase where the system keeps no key, and says why a file can't be opened."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from trygg_desktop.desktop.parts import Words
from trygg_desktop.errors import TryggError
from trygg_desktop.i18n import _, sentence


class UnlockPage(QWidget):
    """One field, one button; says calmly when the passphrase does not fit."""

    passphrase_given = Signal(str, bool)

    def __init__(self, file_name: str, error: TryggError | None = None) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setAccessibleName(_("Unlock the workspace"))
        self._field = QLineEdit()
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.setAccessibleName(_("Passphrase"))
        self._field.setFixedWidth(360)
        self._keep = QCheckBox(_("Let this computer keep the key"))
        self._keep.setChecked(True)
        self._button = QPushButton(_("Unlock"))
        self._button.setProperty("accent", True)
        self._note = Words("", "body", "alert")
        self._note.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(96, 96, 96, 32)
        column.setSpacing(12)
        column.addWidget(Words(_("Unlock the workspace"), "page"))
        column.addWidget(Words(file_name, "side", "text2"))
        column.addSpacing(12)
        column.addWidget(self._field)
        column.addWidget(
            Words(_("The key from the recovery sheet opens it too, written in its groups."), "side", "text2")
        )
        column.addWidget(self._keep)
        row = QHBoxLayout()
        row.addWidget(self._button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._note)
        column.addStretch(1)
        self._button.clicked.connect(lambda _checked=False: self._give())
        self._field.returnPressed.connect(self._give)
        if error is not None:
            self._note.setText(sentence(error))

    def _give(self) -> None:
        if self._field.text():
            self._button.setEnabled(False)
            self._note.set_color("text2")
            self._note.setText(_("Unlocking …"))
            self.passphrase_given.emit(self._field.text(), self._keep.isChecked())

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._field.setFocus()


class ClosedPage(QWidget):
    """Why the workspace can't be opened, and a button to try again once that is put right."""

    again_wanted = Signal()

    def __init__(self, file_name: str, error: BaseException) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setAccessibleName(_("The workspace is not open"))
        told = sentence(error) if isinstance(error, TryggError) else _("The program could not open it.")
        words = Words(told, "body", "text")
        words.setWordWrap(True)
        words.setMaximumWidth(620)
        self._button = QPushButton(_("Try again"))
        self._button.clicked.connect(lambda _checked=False: self.again_wanted.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(96, 96, 96, 32)
        column.setSpacing(12)
        column.addWidget(Words(_("The workspace is not open"), "page"))
        column.addWidget(Words(file_name, "side", "text2"))
        column.addSpacing(12)
        column.addWidget(words)
        column.addSpacing(12)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setFocusProxy(self._button)
