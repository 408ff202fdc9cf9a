"""The first start: who you are, how the file is protected, and what to begin with."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from trygg_desktop import i18n
from trygg_desktop.desktop import theme
from trygg_desktop.desktop.background import Courier
from trygg_desktop.desktop.parts import LinkLabel, Words
from trygg_desktop.errors import TryggError
from trygg_desktop.i18n import HOME, N_, _, sentence

REMINDERS = (
    N_("Never keep security-classified information (säkerhetsskyddsklassificerade uppgifter) here."),
    N_("Police data on crime fall under brottsdatalagen (2018:1177), not only GDPR."),
    N_("Each authority must have approved the way in which you send files to each other."),
)
_WIDTH = 620


class _Step(QWidget):
    """One page of the welcome: a heading, a sentence, what is asked."""

    def __init__(self, heading: str, sentence: str) -> None:
        super().__init__()
        self.setAccessibleName(heading)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addWidget(Words(heading, "page"))
        if sentence:
            self.add_words(sentence)

    def add_words(self, text: str, *, color: str = "text2") -> Words:
        """A paragraph."""
        words = Words(text, "body", color)
        words.setWordWrap(True)
        words.setFixedWidth(_WIDTH)
        self.column.addWidget(words)
        return words

    def add_field(self, label: str, value: str = "") -> QLineEdit:
        """A labelled line."""
        self.column.addWidget(Words(label, "side", "text2"))
        field = QLineEdit(value)
        field.setAccessibleName(label)
        field.setFixedWidth(420)
        self.column.addWidget(field)
        return field


class Welcome(QWidget):
    """Three calm steps. `ready` brings the open workspace."""

    ready = Signal(object)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self._path = path
        self._courier = Courier(self)
        self._key: Any = None
        self._passphrase = ""
        self._sheet_done = False
        self._steps = QStackedWidget()
        for step in (self._who(), self._protect(), self._begin()):
            self._steps.addWidget(step)
        self._where = Words("", "side", "text2")
        self._note = Words("", "body", "alert")
        self._note.setWordWrap(True)
        self._note.setFixedWidth(_WIDTH)
        self._back = QPushButton(_("Back"))
        self._next = QPushButton(_("Next"))
        self._next.setProperty("accent", True)
        self._next.setDefault(True)
        self._back.clicked.connect(lambda _checked=False: self.show_step(self._steps.currentIndex() - 1))
        self._next.clicked.connect(lambda _checked=False: self._forward())
        self._lay_out()
        self.show_step(0)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setObjectName("page")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(96, 48, 48, 32)
        column.setSpacing(16)
        column.addWidget(self._where)
        column.addWidget(self._steps)
        column.addWidget(self._note)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._next)
        row.addWidget(self._back)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    # --- the three steps ----------------------------------------------------------------------------------

    def _who(self) -> QWidget:
        step = _Step(_("Welcome"), _("Trygg keeps what the two leaders of a safety council need every day, in one encrypted file on this computer. First: who are you?"))
        self._side = QButtonGroup(step)
        for number, label in enumerate((_("The municipality’s leader"), _("The leader of the police"))):
            button = QRadioButton(label)
            self._side.addButton(button, number)
            step.column.addWidget(button)
        self._side.button(0).setChecked(True)
        self._author = step.add_field(_("Your role, as the history shows it"), _("The municipality’s leader"))
        self._side.idClicked.connect(self._suggest_role)
        self._council = step.add_field(_("What the council is called"), "Trygghetsrådet")
        step.column.addSpacing(8)
        for reminder in REMINDERS:
            step.add_words("•  " + _(reminder))
        return step

    def _suggest_role(self, number: int) -> None:
        suggestions = (_("The municipality’s leader"), _("The leader of the police"))
        if self._author.text() in suggestions or not self._author.text().strip():
            self._author.setText(suggestions[number])

    def _protect(self) -> QWidget:
        step = _Step(
            _("Protect the file"),
            _("The file can only be opened with this passphrase. Nobody can help you if it is lost, so print the recovery sheet and lock it away."),
        )
        self._shown_passphrase = QLineEdit()
        self._shown_passphrase.setAccessibleName(_("Passphrase"))
        self._shown_passphrase.setFixedWidth(420)
        self._shown_passphrase.setFont(theme.bold("record"))
        step.column.addWidget(self._shown_passphrase)
        step.add_words(_("You may write one of your own: at least 16 characters, such as five unrelated words."))
        self._keep = QCheckBox(_("Let this computer keep the key, so that you need not write it each day"))
        self._keep.setChecked(True)
        step.column.addWidget(self._keep)
        row = QHBoxLayout()
        save = QPushButton(_("Save the recovery sheet as PDF …"))
        save.clicked.connect(lambda _checked=False: self._save_sheet())
        row.addWidget(save)
        self._sheet_note = Words("", "side", "text2")
        row.addWidget(self._sheet_note)
        row.addStretch(1)
        step.column.addLayout(row)
        self._written_down = QCheckBox(_("I have printed the sheet, or written the passphrase down"))
        step.column.addWidget(self._written_down)
        return step

    def _begin(self) -> QWidget:
        step = _Step(_("What do you want to begin with?"), "")
        self._start = QButtonGroup(step)
        for number, (label, help_text) in enumerate(
            (
                (_("An empty workspace"), _("With the city’s districts; you add the rest, or import contacts and police events.")),
                (_("A backup or a file from another computer"), _("You choose the file and give its passphrase.")),
                (_("The demo council"), _("A believable year with invented records, to look around in. It lies in a file of its own.")),
            )
        ):
            button = QRadioButton(label)
            button.setFont(theme.bold())
            self._start.addButton(button, number)
            step.column.addWidget(button)
            words = step.add_words(help_text)
            words.setContentsMargins(24, 0, 0, 8)
        self._start.button(0).setChecked(True)
        self._file_row = QWidget()
        row = QHBoxLayout(self._file_row)
        row.setContentsMargins(24, 0, 0, 0)
        self._file = QLineEdit()
        self._file.setReadOnly(True)
        self._file.setAccessibleName(_("File"))
        self._file.setFixedWidth(280)
        self._file_passphrase = QLineEdit()
        self._file_passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._file_passphrase.setPlaceholderText(_("Its passphrase"))
        self._file_passphrase.setAccessibleName(_("Its passphrase"))
        self._file_passphrase.setFixedWidth(200)
        row.addWidget(LinkLabel(_("Choose file …"), self._choose_file))
        row.addWidget(self._file)
        row.addWidget(self._file_passphrase)
        row.addStretch(1)
        self._file_row.setVisible(False)
        self._start.idClicked.connect(lambda number: self._file_row.setVisible(number == 1))
        step.column.addWidget(self._file_row)
        return step

    # --- going through them -------------------------------------------------------------------------------

    def show_step(self, number: int) -> None:
        """Shows one of the three steps, counted from 0."""
        self._steps.setCurrentIndex(number)
        self._where.setText(_("Step {n} of {all}", n=number + 1, all=3))
        self._back.setVisible(number > 0)
        self._next.setText(_("Begin") if number == 2 else _("Next"))
        self._note.setText("")
        if number == 1 and not self._shown_passphrase.text():
            from trygg_desktop.workspace.vault import new_passphrase

            self._shown_passphrase.setText(new_passphrase())
        self._steps.setFocus()

    def _forward(self) -> None:
        number = self._steps.currentIndex()
        try:
            if number == 0 and not self._author.text().strip():
                self._complain(_("Write your role."))
            elif number == 1 and self._passphrase_is_good():
                self.show_step(2)
            elif number == 0:
                self.show_step(1)
            elif number == 2:
                self._make()
        except TryggError as error:
            self._complain(sentence(error))

    def _complain(self, text: str) -> None:
        self._note.set_color("alert")
        self._note.setText(text)

    def _passphrase_is_good(self) -> bool:
        from trygg_desktop.workspace.vault import check_strength

        check_strength(self._shown_passphrase.text())
        if not self._written_down.isChecked():
            self._complain(_("Print the recovery sheet, or write the passphrase down, and tick the box."))
            return False
        return True

    def _choose_file(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(self, _("Choose file"), str(Path.home()))
        if chosen:
            self._file.setText(chosen)

    def _busy(self, text: str) -> None:
        self._note.set_color("text2")
        self._note.setText(text)
        self._next.setEnabled(False)
        self._back.setEnabled(False)

    def _failed(self, error: BaseException) -> None:
        self._next.setEnabled(True)
        self._back.setEnabled(True)
        self._complain(sentence(error) if isinstance(error, TryggError) else _("That did not work ({reason}). Nothing was made.", reason=type(error).__name__))

    def _derive(self) -> Any:
        """The key of the passphrase that is shown; made once, on a thread."""
        from trygg_desktop.workspace.vault import Key, new_salt

        if self._key is None or self._passphrase != self._shown_passphrase.text():
            self._passphrase = self._shown_passphrase.text()
            self._key = Key.from_passphrase(self._passphrase, new_salt())
        return self._key

    def _save_sheet(self) -> None:
        from trygg_desktop.workspace.vault import check_strength

        try:
            check_strength(self._shown_passphrase.text())
        except TryggError as error:
            self._complain(sentence(error))
            return
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save the recovery sheet"), str(Path.home() / _("recovery-sheet.pdf")), "PDF (*.pdf)")
        if not chosen:
            return
        self._courier.make(lambda: self._write_sheet(Path(chosen)), self._sheet_saved, self._failed)

    def _write_sheet(self, target: Path) -> None:
        from trygg_desktop.briefings.recovery_sheet import recovery_sheet
        from trygg_desktop.workspace.vault import canonical, recovery_groups

        key = self._derive()
        target.write_bytes(
            recovery_sheet(
                passphrase=canonical(self._passphrase),
                key_groups=recovery_groups(key),
                body=self._council.text(),
                workspace_name=self._path.name,
                today=datetime.now(HOME).date(),
                language=i18n.language(),
            )
        )

    def _sheet_saved(self, _nothing: object) -> None:
        self._sheet_note.setText(_("Saved. Print it, lock it away, and delete the file."))

    # --- making the workspace -----------------------------------------------------------------------------

    def _make(self) -> None:
        start = self._start.checkedId()
        if start == 1 and not self._file.text():
            self._complain(_("Choose the file."))
            return
        self._busy(_("One moment …"))
        make = (self._make_empty, self._make_from_file, self._make_demo)[start]
        self._courier.write(make, self.ready.emit, self._failed)

    def _make_empty(self) -> Any:
        from trygg_desktop.domain.sides import Side
        from trygg_desktop.workspace import KeyStore, Workspace

        key = self._derive()
        side = Side.MUNICIPALITY if self._side.checkedId() == 0 else Side.POLICE
        made = Workspace.create(
            self._path, key, author=self._author.text().strip(), side=side, council=self._council.text().strip()
        )
        if self._keep.isChecked():
            KeyStore().save(key)
        return made

    def _make_from_file(self) -> Any:
        from trygg_desktop.workspace import Key, KeyStore, Workspace
        from trygg_desktop.workspace.backup import restore_backup
        from trygg_desktop.workspace.file import examine_outside
        from trygg_desktop.workspace.vault import read_salt

        source = Path(self._file.text())
        examine_outside(source)
        key = Key.from_passphrase(self._file_passphrase.text(), read_salt(source))
        restore_backup(source, key, self._path)
        if self._keep.isChecked():
            KeyStore().save(key)
        return Workspace.open(self._path, key)

    def _make_demo(self) -> Any:
        from trygg_desktop.demo import DEMO_PASSPHRASE, make_demo
        from trygg_desktop.workspace import Key, Workspace
        from trygg_desktop.workspace.vault import new_salt, read_salt

        path = self._path.with_name("demo.workspace")
        if path.exists():
            return Workspace.open(path, Key.from_passphrase(DEMO_PASSPHRASE, read_salt(path)))
        return make_demo(path, Key.from_passphrase(DEMO_PASSPHRASE, new_salt()), today=datetime.now(HOME).date())
