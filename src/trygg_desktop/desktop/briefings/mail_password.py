"""The password of a locked copy, shown once: to be read, or copied as the text message that it is sent in."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.parts import Words
from trygg_desktop.i18n import _


class PasswordRow(QWidget):
    """The password, the way to copy it, and what to do with it.

    Args:
        title: what it opens, as it may stand in a text message.
    """

    def __init__(self, password: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.copied = False
        self.field, self.copy = QLineEdit(password), QPushButton(_("Copy as a text message"))
        self.copy.setIcon(icon("copy", "text"))
        self.copy.clicked.connect(lambda _checked=False: self._copy_message())
        self.field.setReadOnly(True)
        self.field.setAccessibleName(_("Password"))
        self.field.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.hint = Words(
            _("Shown only now. Send it another way than the mail, such as in a text message."),
            "side",
            "text2",
        )
        self.hint.setWordWrap(True)
        row, column = QHBoxLayout(), QVBoxLayout(self)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.copy)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.hint)

    def _copy_message(self) -> None:
        from trygg_desktop.briefings.covering_letter import text_message

        QApplication.clipboard().setText(text_message(self._title, self.field.text()))
        self.copy.setText(_("Copied"))
        self.copied = True

    def ask_to_copy(self) -> None:
        """Says that the mail is made and the password is still to be taken along."""
        self.hint.setText(_("The e-mail is made. Copy the password before you close: it is not shown again."))
        self.hint.set_color("warn")
        self.copy.setDefault(True)
        self.copy.setFocus()
