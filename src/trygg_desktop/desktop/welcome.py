"""The first start: three calm steps that lead to an open, protected workspace."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from trygg_desktop import i18n
from trygg_desktop.desktop.background import Courier
from trygg_desktop.desktop.parts import LinkLabel, Words
from trygg_desktop.desktop.welcome_steps import WIDTH, BeginStep, ProtectStep, Start, WhoStep
from trygg_desktop.errors import TryggError
from trygg_desktop.i18n import HOME, _, sentence

if TYPE_CHECKING:
    from trygg_desktop.workspace import Key, Workspace

DEMO_FILE = "demo.workspace"


class Welcome(QWidget):
    """Three calm steps. `ready` brings the open workspace."""

    ready = Signal(object)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self._path = path
        self._courier = Courier(self)
        self._derived: tuple[str, Key] | None = None
        self.who, self.protect, self.begin = WhoStep(), ProtectStep(), BeginStep()
        self._steps = (self.who, self.protect, self.begin)
        self._number = 0
        self._where = Words("", "side", "text2")
        self.note = Words("", "body", "alert")
        self.note.setWordWrap(True)
        self.note.setFixedWidth(WIDTH)
        self.back = QPushButton(_("Back"))
        self.next = QPushButton(_("Next"))
        self.next.setProperty("accent", True)
        self.next.setAutoDefault(True)
        self.back.clicked.connect(lambda _checked=False: self.show_step(self._number - 1))
        self.next.clicked.connect(lambda _checked=False: self.go_on())
        for field in (self.who.author, self.who.council, self.protect.passphrase, self.begin.file_passphrase):
            field.returnPressed.connect(self.go_on)
        self.protect.sheet_wanted.connect(self.save_sheet)
        self._lay_out()
        self.show_step(0)

    @property
    def wants_lists(self) -> bool:
        """Whether the user wants to take files in as soon as the workspace is open."""
        return self.begin.start is Start.LISTS

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setObjectName("page")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(96, 48, 48, 32)
        column.setSpacing(12)
        column.addWidget(self._where)
        for step in self._steps:
            column.addWidget(step)
        column.addWidget(self.note)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.shortcuts = [
            LinkLabel(_("Only look at the demo council"), self._look_around),
            LinkLabel(_("Go on from a backup"), self._go_on_from_backup),
        ]
        row.addWidget(self.next)
        row.addWidget(self.back)
        row.addSpacing(16)
        for link in self.shortcuts:
            row.addWidget(link)
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

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._steps[self._number].setFocus()

    def show_step(self, number: int) -> None:
        """Shows a step: 0, 1 or 2."""
        self._number = number
        for each, step in enumerate(self._steps):
            step.setVisible(each == number)
        self._where.setText(_("Step {n} of {all}", n=number + 1, all=len(self._steps)))
        self.back.setVisible(number > 0)
        for link in self.shortcuts:
            link.setVisible(number == 0)
        self.next.setText(_("Begin") if number == 2 else _("Next"))
        self._complain("")
        if self._steps[number] is self.protect:
            from trygg_desktop.workspace.vault import new_passphrase

            self.protect.propose(new_passphrase())
        self._steps[number].setFocus()

    def go_on(self) -> None:
        """To the next step, or to the workspace, unless something is missing."""
        try:
            missing = self._missing()
        except TryggError as error:
            missing = sentence(error)
        if missing:
            self._complain(missing)
        elif self._steps[self._number] is self.begin:
            self._make()
        else:
            self.show_step(self._number + 1)

    def _look_around(self) -> None:
        self.begin.choose(Start.DEMO)
        self._make()

    def _go_on_from_backup(self) -> None:
        self.show_step(2)
        self.begin.choose(Start.BACKUP)

    def _missing(self) -> str:
        """What is still asked for on this step; empty when all is there."""
        step = self._steps[self._number]
        if step is self.who:
            return "" if self.who.author.text().strip() else _("Write your role.")
        if step is self.protect:
            self._check_passphrase()
            done = self.protect.written_down.isChecked()
            return (
                "" if done else _("Print the recovery sheet, or write the passphrase down, and tick the box.")
            )
        chosen = self.begin.start is not Start.BACKUP or self.begin.file.text()
        return "" if chosen else _("Choose the file.")

    def _check_passphrase(self) -> None:
        from trygg_desktop.workspace.vault import check_strength

        check_strength(self.protect.passphrase.text())

    def _complain(self, text: str) -> None:
        self.note.set_color("alert")
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _busy(self, busy: bool) -> None:
        for each in (self.next, self.back, self.begin, *self.shortcuts):
            each.setEnabled(not busy)
        if busy:
            self.note.set_color("text2")
            self.note.setText(_("One moment …"))
            self.note.setVisible(True)

    def _failed(self, error: BaseException) -> None:
        self._busy(False)
        if isinstance(error, TryggError):
            self._complain(sentence(error))
        else:
            self._complain(_("That did not work ({reason}). Nothing was made.", reason=type(error).__name__))

    def save_sheet(self, target: Path) -> None:
        """Writes the recovery sheet of the passphrase that is shown."""
        try:
            self._check_passphrase()
        except TryggError as error:
            self._complain(sentence(error))
            return
        self._complain("")
        passphrase, council = self.protect.passphrase.text(), self.who.council.text().strip()
        self.protect.save.setEnabled(False)
        self.protect.say_sheet(_("One moment …"))

        def written(_nothing: object) -> None:
            self.protect.save.setEnabled(True)
            self.protect.say_sheet(_("Saved. Print it, lock it away, and delete the file."))

        def failed(error: BaseException) -> None:
            self.protect.save.setEnabled(True)
            self.protect.say_sheet("")
            self._failed(error)

        self._courier.write(lambda: self._write_sheet(target, passphrase, council), written, failed)

    def _write_sheet(self, target: Path, passphrase: str, council: str) -> None:
        from trygg_desktop.briefings.recovery_sheet import recovery_sheet
        from trygg_desktop.formats.written import put_in_place
        from trygg_desktop.workspace.vault import canonical, recovery_groups

        sheet = recovery_sheet(
            passphrase=canonical(passphrase),
            key_groups=recovery_groups(self._key(passphrase)),
            body=council,
            workspace_name=self._path.name,
            today=datetime.now(HOME).date(),
            language=i18n.language(),
        )
        put_in_place(target, sheet)

    def _key(self, passphrase: str) -> Key:
        """The key of a passphrase, made once so that sheet and file have the same. Takes long: on a thread."""
        from trygg_desktop.workspace.vault import Key, new_salt

        if self._derived is None or self._derived[0] != passphrase:
            self._derived = passphrase, Key.from_passphrase(passphrase, new_salt())
        return self._derived[1]

    def _make(self) -> None:
        self._busy(True)
        passphrase, keep = self.protect.passphrase.text(), self.protect.keep.isChecked()
        if self.begin.start is Start.DEMO:
            self._courier.write(self._make_demo, self.ready.emit, self._failed)
        elif self.begin.start is Start.BACKUP:
            source, its_passphrase = Path(self.begin.file.text()), self.begin.file_passphrase.text()
            self._courier.write(
                lambda: self._make_from_backup(source, its_passphrase, keep), self.ready.emit, self._failed
            )
        else:
            author, council = self.who.author.text().strip(), self.who.council.text().strip()
            police = self.who.is_police
            self._courier.write(
                lambda: self._make_new(passphrase, author, council, police, keep),
                self.ready.emit,
                self._failed,
            )

    def _make_new(self, passphrase: str, author: str, council: str, police: bool, keep: bool) -> Workspace:
        from trygg_desktop.domain.sides import Side
        from trygg_desktop.workspace import KeyStore, Workspace

        side = Side.POLICE if police else Side.MUNICIPALITY
        key = self._key(passphrase)
        made = Workspace.create(self._path, key, author=author, side=side, council=council)
        if keep:
            KeyStore().save(key)
        return made

    def _make_from_backup(self, source: Path, passphrase: str, keep: bool) -> Workspace:
        """Goes on from a copy. Its own passphrase opens the new file too; what was proposed is not used."""
        from trygg_desktop.workspace import Key, KeyStore, Workspace
        from trygg_desktop.workspace.backup import restore_backup
        from trygg_desktop.workspace.file import examine_outside
        from trygg_desktop.workspace.vault import read_salt

        examine_outside(source)
        key = Key.from_passphrase(passphrase, read_salt(source))
        self._path.parent.mkdir(parents=True, exist_ok=True)
        restore_backup(source, key, self._path)
        if keep:
            KeyStore().save(key)
        return Workspace.open(self._path, key)

    def _make_demo(self) -> Workspace:
        from trygg_desktop.demo import DEMO_PASSPHRASE, make_demo
        from trygg_desktop.workspace import Key, Workspace
        from trygg_desktop.workspace.vault import new_salt, read_salt

        path = self._path.with_name(DEMO_FILE)
        if path.exists():
            return Workspace.open(path, Key.from_passphrase(DEMO_PASSPHRASE, read_salt(path)))
        path.parent.mkdir(parents=True, exist_ok=True)
        return make_demo(
            path, Key.from_passphrase(DEMO_PASSPHRASE, new_salt()), today=datetime.now(HOME).date()
        )
