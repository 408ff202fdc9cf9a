"""Mejla: a briefing on its way out. Says for whom it is and what is in it, and takes recipients and a letter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFontMetrics, QShowEvent
from PySide6.QtWidgets import (
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
from trygg_desktop.desktop.briefings.left_out import left_out_in_full
from trygg_desktop.desktop.briefings.mail_parts import (
    Correspondents,
    heavy,
    letter_for,
    read_correspondents,
    title_for,
    write_mail,
)
from trygg_desktop.desktop.briefings.mail_password import PasswordRow
from trygg_desktop.desktop.briefings.request import FOR_WHOM
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.parts import ElidedWords, HeadingLine, ProtectionChip, Words
from trygg_desktop.errors import TryggError
from trygg_desktop.exchange.mail_draft import addresses
from trygg_desktop.i18n import N_, _, file_size, ngettext, sentence

if TYPE_CHECKING:
    from trygg_desktop.briefings.registry import Made
    from trygg_desktop.workspace import MadeFile

_LETTERS = 84
_RECIPIENT_LINES, _LETTER_LINES, _LEAST_LETTER_LINES = 3, 11, 5
_LEFT_FREE = 80
"""Pixels of the screen for the window's own frame and what the system keeps for itself."""

OPEN_TO_ALL = N_(
    "The file holds what is marked confidential, and ordinary mail can be read on its way. "
    "Lock it with a password, or send it sealed on the page Exchange."
)
TO_ALL_READERS = N_("Without a password everyone who gets the mail can read the file.")


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
        lambda workspace: read_correspondents(
            workspace, made.audience, today, about_a_person=made.request.person is not None
        ),
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
        self.secret = PasswordRow(self.password, title_for(made, who))
        self.shown_password, self.copy = self.secret.field, self.secret.copy
        self.note = Words(_(TO_ALL_READERS), "side", "text2")
        self.error = Words("", "side", "alert")
        self.go = QPushButton(_("Open in the mail program"))
        self.leave = QPushButton(_("Cancel"))
        self._lay_out()
        self._propose()
        self.lock.toggled.connect(lambda on: self._lock_toggled())
        self.to.textChanged.connect(self._count_recipients)
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
        column.addWidget(self.secret)
        for words in (self.note, self.error):
            words.setWordWrap(True)
            column.addWidget(words)
        self.error.hide()
        column.addLayout(self._foot())
        self.setMinimumWidth(_LETTERS * QFontMetrics(theme.font("body")).averageCharWidth())

    def _before_it_goes(self) -> QVBoxLayout:
        """For whom it is, what is left out, how it is protected, and what was said when it was made."""
        made = self._made
        chip = ProtectionChip("internal")
        chip.show_level(made.protection or "open", ", ".join(made.grounds))
        left_out = left_out_in_full(made.left_out, len(made.not_counted), made.audience)
        person = made.request.person is not None
        whom = _("For the person it is about") if person else _(FOR_WHOM[made.audience])
        facts = (whom, left_out, held_words(made.confidential, ()))
        words = Words(" · ".join(filter(None, facts)), "body", "text2")
        self.warnings = Words("\n".join((*made.warnings, *heavy(len(made.pdf)))), "side", "warn")
        self.warnings.setVisible(bool(self.warnings.text()))
        issued = Words(
            _("What is mailed is an issued document, and is entered in the register."), "side", "text2"
        )
        row, column = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(8)
        row.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        column.setSpacing(6)
        column.addLayout(row)
        for told in (words, self.warnings, issued):
            told.setWordWrap(True)
        column.addWidget(self.warnings)
        column.addWidget(issued)
        return column

    def _letter(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for box, lines in ((self.to, _RECIPIENT_LINES), (self.text, _LETTER_LINES)):
            box.setTabChangesFocus(True)
            box.setFixedHeight(_height_of(lines))
        self.to.setPlaceholderText(_("One address on each line, or empty: fill in in the mail program"))
        self._to_label = Words(_("To"), "side", "text2")
        field: QWidget
        for label, field in (
            (self._to_label, self.to),
            (Words(_("Subject line"), "side", "text2"), self.subject),
            (Words(_("Letter"), "side", "text2"), self.text),
        ):
            label.setBuddy(field)
            field.setAccessibleName(label.text())
            form.addRow(label, field)
        attached = ElidedWords(f"{self._attached_name} · {file_size(len(self._made.pdf))}", "body", "text2")
        form.addRow(Words(_("Attachment"), "side", "text2"), attached)
        return form

    @property
    def _attached_name(self) -> str:
        return f"{Path(self._file_name).stem}.pdf"

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
        self._count_recipients()
        self.subject.setText(letter.subject)
        self.subject.setCursorPosition(0)
        self.text.setPlainText(letter.text)
        self.to.setFocus()

    def _count_recipients(self) -> None:
        """More than are seen at a time are counted."""
        several = len(addresses(self.to.toPlainText()))
        self._to_label.setText(_("To ({n})", n=several) if several > _RECIPIENT_LINES else _("To"))

    def _lock_toggled(self) -> None:
        """The letter follows as long as nobody has written in it; what is confidential goes only locked."""
        locked, made = self.lock.isChecked(), self._made
        if self.text.toPlainText() == letter_for(made, self._who, locked=not locked).text:
            self.text.setPlainText(letter_for(made, self._who, locked=locked).text)
        self.secret.setVisible(locked)
        closed = locked or not made.confidential
        self.note.setVisible(not locked and closed and bool(made.internal))
        self.go.setEnabled(closed)
        self._say("" if closed else _(OPEN_TO_ALL))

    def _make_room(self) -> None:
        """As high as its words need, wrapped as they are: a window is not measured by them on its own. Where the
        screen is lower, the letter gives way and is scrolled."""
        layout = self.layout()
        assert layout is not None
        self.text.setFixedHeight(_height_of(_LETTER_LINES))
        layout.activate()
        needed = layout.totalHeightForWidth(self.width())
        if (over := needed - (self.screen().availableGeometry().height() - _LEFT_FREE)) > 0:
            kept = max(self.text.height() - over, _height_of(_LEAST_LETTER_LINES))
            needed -= self.text.height() - kept
            self.text.setFixedHeight(kept)
        self.resize(self.width(), needed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_room()

    def _say(self, text: str) -> None:
        self.error.setText(text)
        self.error.setVisible(bool(text))
        self._make_room()

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
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            told = ngettext(
                "The draft {name} is in {folder} and opens in your mail program. Send it from there.",
                "{n} drafts are in {folder} and open in your mail program. Send them from there.",
                1,
                folder=path.parent.name,
                name=path.name,
            )
        else:
            told = _(
                "The draft {name} is in {folder}. No mail program was found to open it: open it in yours, and send it "
                "from there.",
                folder=path.parent.name,
                name=path.name,
            )
        self._desk.tell(told)
        self.mailed.emit(entry)
        if entry.plain and not self.secret.copied:
            self._stay_for_the_password()
        else:
            self.accept()

    def _stay_for_the_password(self) -> None:
        """Nobody can open the attached file without the password, and it stands nowhere else."""
        for field in (self.to, self.subject, self.text, self.lock):
            field.setEnabled(False)
        self.go.hide()
        self.leave.setText(_("Close"))
        self.secret.ask_to_copy()
        self._make_room()

    def _not_written(self, error: BaseException) -> None:
        self.go.setEnabled(True)
        if isinstance(error, TryggError):
            self._say(sentence(error))
        else:
            self._desk.fault(error)


def _height_of(lines: int) -> int:
    """A box with so many lines of text."""
    return lines * QFontMetrics(theme.font("body")).lineSpacing() + 16
