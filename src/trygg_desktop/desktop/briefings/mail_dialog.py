"""Mejla: a briefing on its way out. Says for whom it is and what is in it, and takes recipients and a letter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFontDatabase, QFontMetrics, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.briefings.held import held_words
from trygg_desktop.desktop.briefings.left_out import left_out_words
from trygg_desktop.desktop.briefings.mail_parts import (
    Correspondents,
    letter_for,
    read_correspondents,
    title_for,
    write_mail,
)
from trygg_desktop.desktop.briefings.request import FOR_WHOM
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.parts import HeadingLine, ProtectionChip, Words
from trygg_desktop.errors import TryggError
from trygg_desktop.exchange.mail_draft import addresses
from trygg_desktop.i18n import N_, _, ngettext, sentence

if TYPE_CHECKING:
    from trygg_desktop.briefings.registry import Made
    from trygg_desktop.workspace import MadeFile

_LETTERS = 84
_RECIPIENT_LINES, _LETTER_LINES = 3, 11

OPEN_TO_ALL = N_(
    "The file holds what is marked confidential, and ordinary mail can be read on its way. "
    "Lock it with a password, or send it sealed on the page Exchange."
)


def ask_to_mail(
    desk: Desk, made: Made, file_name: str, parent: QWidget, mailed: Callable[[MadeFile], None]
) -> None:
    """Opens the question about mailing a briefing, when it is known who may get it.

    Args:
        mailed: given the line in the register once the draft is written.
    """
    today = desk.today

    def ask(who: Correspondents) -> None:
        dialog = MailDialog(desk, made, who, file_name, parent)
        dialog.mailed.connect(mailed)
        dialog.open()

    desk.query(
        lambda workspace: read_correspondents(workspace, made, today),
        ask,
        owner=parent,
    )


class MailDialog(QDialog):
    """The mail before it goes. The password is made here, shown here, and gone when the window is closed."""

    mailed = Signal(object)
    """The line in the register of the file that was attached."""

    def __init__(
        self, desk: Desk, made: Made, who: Correspondents, file_name: str, parent: QWidget | None = None
    ) -> None:
        from trygg_desktop.workspace.vault import new_password

        super().__init__(parent)
        self._desk, self._made, self._who, self._file_name = desk, made, who, file_name
        self.password = new_password()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("page")
        self.setWindowTitle(_("E-mail the briefing"))
        self.to, self.subject, self.text = QPlainTextEdit(), QLineEdit(), QPlainTextEdit()
        self.lock = QCheckBox(_("Lock with a password"))
        self.shown_password = QLineEdit(self.password)
        self.copy = QPushButton(icon("copy", "text"), _("Copy as a text message"))
        self.error = Words("", "side", "alert")
        self.go = QPushButton(_("Open in the mail program"))
        self.leave = QPushButton(_("Cancel"))
        self._lay_out()
        self._propose()
        self.lock.toggled.connect(lambda on: self._lock_toggled())
        self.copy.clicked.connect(lambda _checked=False: self._copy_message())
        self.go.clicked.connect(lambda _checked=False: self.write())
        self.leave.clicked.connect(lambda _checked=False: self.reject())
        self._lock_toggled()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(HeadingLine(self._made.title, "section"))
        column.addLayout(self._before_it_goes())
        column.addLayout(self._letter())
        column.addWidget(self.lock)
        column.addWidget(self._password_row())
        self.error.setWordWrap(True)
        self.error.hide()
        column.addWidget(self.error)
        column.addLayout(self._foot())
        self.setMinimumWidth(_LETTERS * QFontMetrics(theme.font("body")).averageCharWidth())

    def _before_it_goes(self) -> QHBoxLayout:
        """For whom it is, what is left out and how it is protected."""
        made = self._made
        chip = ProtectionChip("internal")
        chip.show_level(made.protection or "open", ", ".join(made.grounds))
        facts = (_(FOR_WHOM[made.audience]), left_out_words(made.left_out, made.audience))
        words = Words(" · ".join(filter(None, (*facts, held_words(made.confidential, ())))), "body", "text2")
        words.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        return row

    def _letter(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for box, lines in ((self.to, _RECIPIENT_LINES), (self.text, _LETTER_LINES)):
            box.setTabChangesFocus(True)
            box.setFixedHeight(lines * QFontMetrics(theme.font("body")).lineSpacing() + 16)
        self.to.setPlaceholderText(_("One address on each line, or empty: fill in in the mail program"))
        field: QWidget
        for label, field in ((_("To"), self.to), (_("Subject line"), self.subject), (_("Letter"), self.text)):
            words = Words(label, "side", "text2")
            words.setBuddy(field)
            field.setAccessibleName(label)
            form.addRow(words, field)
        return form

    def _password_row(self) -> QWidget:
        self._secret = QWidget()
        self.shown_password.setReadOnly(True)
        self.shown_password.setAccessibleName(_("Password"))
        self.shown_password.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        hint = Words(
            _("Shown only now. Send it another way than the mail, such as in a text message."),
            "side",
            "text2",
        )
        hint.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.shown_password, 1)
        row.addWidget(self.copy)
        column = QVBoxLayout(self._secret)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(hint)
        return self._secret

    def _foot(self) -> QHBoxLayout:
        self.go.setProperty("accent", True)
        self.go.setDefault(True)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.go)
        return row

    def _propose(self) -> None:
        made = self._made
        self.lock.setChecked(bool(made.internal or made.confidential))
        letter = letter_for(made, self._who, locked=self.lock.isChecked())
        self.to.setPlainText("\n".join(self._who.to))
        self.subject.setText(letter.subject)
        self.subject.setCursorPosition(0)
        self.text.setPlainText(letter.text)
        self.to.setFocus()

    def _lock_toggled(self) -> None:
        """The letter follows as long as nobody has written in it; what is confidential goes only locked."""
        locked = self.lock.isChecked()
        if self.text.toPlainText() == letter_for(self._made, self._who, locked=not locked).text:
            self.text.setPlainText(letter_for(self._made, self._who, locked=locked).text)
        self._secret.setVisible(locked)
        closed = locked or not self._made.confidential
        self.go.setEnabled(closed)
        self._say("" if closed else _(OPEN_TO_ALL))
        self._make_room()

    def _make_room(self) -> None:
        """As high as its words need, wrapped as they are: a window is not measured by them on its own."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_room()

    def _say(self, text: str) -> None:
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def _copy_message(self) -> None:
        from trygg_desktop.briefings.covering_letter import text_message

        QApplication.clipboard().setText(text_message(title_for(self._made, self._who), self.password))
        self.copy.setText(_("Copied"))

    def write(self) -> None:
        """Writes the draft and hands it to the mail program; the question stays open where that fails."""
        from trygg_desktop.briefings.covering_letter import Letter

        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        path = (Path(folder) if Path(folder).is_dir() else Path.home()) / f"{Path(self._file_name).stem}.eml"
        to = addresses(self.to.toPlainText())
        letter = Letter(self.subject.text(), self.text.toPlainText())
        password = self.password if self.lock.isChecked() else ""
        workspace, made = self._desk.workspace, self._made
        self.go.setEnabled(False)
        self._desk.job(
            _("Writing the file"),
            lambda _progress: write_mail(workspace, path, made, to=to, letter=letter, password=password),
            lambda written: self._written(*written),
            failed=self._not_written,
        )

    def _written(self, path: Path, entry: MadeFile) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        self._desk.tell(
            ngettext(
                "The draft {name} is in {folder} and opens in your mail program. Send it from there.",
                "{n} drafts are in {folder} and open in your mail program. Send them from there.",
                1,
                folder=path.parent.name,
                name=path.name,
            )
        )
        self.mailed.emit(entry)
        self.accept()

    def _not_written(self, error: BaseException) -> None:
        self.go.setEnabled(True)
        if isinstance(error, TryggError):
            self._say(sentence(error))
        else:
            self._desk.fault(error)
