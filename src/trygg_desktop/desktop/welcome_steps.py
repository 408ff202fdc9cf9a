"""The three steps of the first start: who you are, how the file is protected, and what to begin with."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.parts import LinkLabel, SectionHeading, Words
from trygg_desktop.i18n import N_, _

WIDTH = 620
FIELD_WIDTH = 420
REMINDERS = (
    N_("Never keep security-classified information (säkerhetsskyddsklassificerade uppgifter) here."),
    N_("Police data on crime fall under brottsdatalagen (2018:1177), not only GDPR."),
    N_("Each authority must have approved the way in which you send files to each other."),
)
ROLES = (N_("The municipality’s leader"), N_("The leader of the police"))


class Step(QWidget):
    """One step: a heading, a sentence, and what is asked."""

    def __init__(self, heading: str, sentence: str = "") -> None:
        super().__init__()
        self.setAccessibleName(heading)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.column.addWidget(Words(heading, "page"))
        self.first_field: QWidget | None = None
        if sentence:
            self.add_words(sentence)
            self.column.addSpacing(8)

    def add_words(self, text: str, *, indent: int = 0) -> Words:
        """A paragraph as wide as the step, and as high as its text needs."""
        words = Words(text, "body", "text2")
        words.setWordWrap(True)
        words.setFixedWidth(WIDTH)
        words.setIndent(0)
        words.setContentsMargins(indent, 0, 0, 0)
        words.setMinimumHeight(words.heightForWidth(WIDTH))
        self.column.addWidget(words)
        return words

    def add_field(self, label: str, value: str = "") -> QLineEdit:
        """A line to write in, under its label."""
        self.column.addSpacing(4)
        words = Words(label, "side", "text2")
        self.column.addWidget(words)
        field = QLineEdit(value)
        field.setAccessibleName(label)
        field.setFixedWidth(FIELD_WIDTH)
        words.setBuddy(field)
        self.column.addWidget(field)
        return field

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.first_field is not None:
            self.first_field.setFocus()


class WhoStep(Step):
    """Which of the two leaders, the role's name, and the council's."""

    def __init__(self) -> None:
        super().__init__(
            _("Welcome"),
            _(
                "Trygg keeps what the two leaders of a safety council need every day, in one encrypted file "
                "on this computer. First: who are you?"
            ),
        )
        self.sides = QButtonGroup(self)
        for number, label in enumerate(ROLES):
            button = QRadioButton(_(label))
            self.sides.addButton(button, number)
            self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.sides.button(0).setChecked(True)
        self.author = self.add_field(_("Your role, as the history shows it"), _(ROLES[0]))
        self.sides.idClicked.connect(self._suggest_role)
        self.council = self.add_field(_("What the council is called"), "Trygghetsrådet")
        self.column.addSpacing(20)
        heading = SectionHeading(_("Before you begin"))
        heading.setFixedWidth(WIDTH)
        self.column.addWidget(heading)
        for reminder in REMINDERS:
            self.add_words(_(reminder))
        self.first_field = self.sides.button(0)

    @property
    def is_police(self) -> bool:
        """Whether this is the laptop of the police's side."""
        return self.sides.checkedId() == 1

    def _suggest_role(self, number: int) -> None:
        if self.author.text().strip() in ("", *(_(role) for role in ROLES)):
            self.author.setText(_(ROLES[number]))


class ProtectStep(Step):
    """The passphrase, generated or one's own, and the recovery sheet."""

    sheet_wanted = Signal(Path)

    def __init__(self) -> None:
        super().__init__(
            _("Protect the file"),
            _(
                "The file can only be opened with this passphrase. Nobody can help you if it is lost, "
                "so print the recovery sheet and lock it away."
            ),
        )
        self.passphrase = self.add_field(_("Passphrase"))
        self.passphrase.setFont(theme.bold("record"))
        self.passphrase.textChanged.connect(lambda _text: self._begin_again())
        self.add_words(
            _("You may write one of your own: at least 16 characters, such as five unrelated words.")
        )
        self.column.addSpacing(12)
        self.column.addLayout(self._sheet_row())
        self.written_down = QCheckBox(_("I have printed the sheet, or written the passphrase down"))
        self.column.addWidget(self.written_down)
        self.column.addSpacing(12)
        self.keep = QCheckBox(_("Let this computer keep the key, so that you need not write it each day"))
        self.keep.setChecked(True)
        self.column.addWidget(self.keep)
        self.first_field = self.passphrase

    def _sheet_row(self) -> QHBoxLayout:
        self.save = QPushButton(_("Save the recovery sheet as PDF …"))
        self.save.clicked.connect(lambda _checked=False: self._choose_place())
        self.sheet_note = Words("", "side", "text2")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.save)
        row.addWidget(self.sheet_note)
        row.addStretch(1)
        return row

    def propose(self, passphrase: str) -> None:
        """Shows a generated passphrase, unless there is one already."""
        if not self.passphrase.text():
            with QSignalBlocker(self.passphrase):
                self.passphrase.setText(passphrase)

    def say_sheet(self, text: str) -> None:
        """How it stands with the sheet."""
        self.sheet_note.setText(text)

    def _begin_again(self) -> None:
        """Another passphrase: a sheet that was saved before does not open the file."""
        if self.sheet_note.text():
            self.say_sheet(_("The passphrase has changed since. Save the sheet again."))
        self.written_down.setChecked(False)

    def _choose_place(self) -> None:
        proposed = str(Path.home() / _("recovery-sheet.pdf"))
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save the recovery sheet"), proposed, "PDF (*.pdf)"
        )
        if chosen:
            self.sheet_wanted.emit(Path(chosen))


class Start(StrEnum):
    """What a new workspace begins with."""

    EMPTY = "empty"
    LISTS = "lists"
    BACKUP = "backup"
    DEMO = "demo"


_STARTS = (
    (Start.EMPTY, N_("An empty workspace"), N_("With the city’s districts. You add the rest yourself.")),
    (
        Start.LISTS,
        N_("Lists that I have already"),
        N_(
            "Contacts, police events, calendars or tables. You choose a file and see what it brings "
            "before it is taken in."
        ),
    ),
    (
        Start.BACKUP,
        N_("A backup or a file from another computer"),
        N_("You choose the file and give its passphrase, which stays the same."),
    ),
    (
        Start.DEMO,
        N_("The demo council"),
        N_("A believable year with invented records, to look around in. It lies in a file of its own."),
    ),
)


class BeginStep(Step):
    """What to begin with."""

    def __init__(self) -> None:
        super().__init__(_("What do you want to begin with?"))
        self.starts = QButtonGroup(self)
        for number, (_start, label, words) in enumerate(_STARTS):
            self.column.addSpacing(4)
            button = QRadioButton(_(label))
            button.setFont(theme.bold())
            button.setAccessibleDescription(_(words))
            self.starts.addButton(button, number)
            self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self.add_words(_(words), indent=20)
            if _start is Start.BACKUP:
                self.column.addWidget(self._backup_row())
        self.starts.button(0).setChecked(True)
        self.starts.idToggled.connect(
            lambda _number, _on: self.backup_row.setVisible(self.start is Start.BACKUP)
        )
        self.first_field = self.starts.button(0)

    @property
    def start(self) -> Start:
        """What was chosen."""
        return _STARTS[self.starts.checkedId()][0]

    def choose(self, start: Start) -> None:
        """Chooses what to begin with."""
        places = [each for each, _label, _words in _STARTS]
        self.starts.button(places.index(start)).setChecked(True)

    def _backup_row(self) -> QWidget:
        self.backup_row = QWidget()
        row = QHBoxLayout(self.backup_row)
        row.setContentsMargins(20, 0, 0, 0)
        self.file = QLineEdit()
        self.file.setReadOnly(True)
        self.file.setAccessibleName(_("File"))
        self.file.setFixedWidth(280)
        self.file_passphrase = QLineEdit()
        self.file_passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.file_passphrase.setPlaceholderText(_("Its passphrase"))
        self.file_passphrase.setAccessibleName(_("Its passphrase"))
        self.file_passphrase.setFixedWidth(200)
        for each in (LinkLabel(_("Choose file …"), self._choose_file), self.file, self.file_passphrase):
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.backup_row.setVisible(False)
        return self.backup_row

    def _choose_file(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Choose file"), str(Path.home()))
        if chosen:
            self.file.setText(chosen)
