"""Settings: the council's own words, this computer's looks, and the care of the file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from trygg_desktop import i18n
from trygg_desktop.desktop import preferences, theme
from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.page import Page
from trygg_desktop.desktop.parts import SectionHeading, Words
from trygg_desktop.desktop.records.form import RecordForm
from trygg_desktop.errors import TryggError, UserError
from trygg_desktop.i18n import HOME, N_, _, sentence
from trygg_desktop.workspace import KeyStore
from trygg_desktop.workspace.vault import Key, canonical, check_strength, new_passphrase, recovery_groups


class SettingsPage(Page):
    """The council's settings at the left, this computer and the file at the right."""

    subject: ClassVar[str] = "settings"
    label: ClassVar[str] = N_("Settings")
    icon: ClassVar[str] = "gear-six"
    number: ClassVar[int] = 0
    kinds: ClassVar[tuple[str, ...]] = ("council-settings",)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._form = RecordForm(desk)
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 20, 24, 8)
        row.setSpacing(32)
        left = QVBoxLayout()
        left.addWidget(Words(_("Settings"), "page"))
        left.addWidget(self._form, 1)
        row.addLayout(left, 3)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._this_computer())
        row.addWidget(scroll, 2)

    def refresh(self, changes: Changes | None) -> None:
        if changes is None:
            self.desk.query(lambda workspace: workspace.council().id, self._show_council, owner=self)
            self.desk.query(lambda workspace: workspace.me.name, self._name.setText, owner=self)
        elif "council-settings" in changes.kinds and hasattr(self._form, "refresh"):
            self._form.refresh(changes)

    def _show_council(self, id: UUID | None) -> None:
        if id is not None:
            self._form.show(id)

    # --- this computer ------------------------------------------------------------------------------------

    def _this_computer(self) -> QWidget:
        sheet = QWidget()
        sheet.setObjectName("page")
        sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 44, 8, 16)
        column.setSpacing(12)
        self._note = Words("", "side", "text2")
        self._note.setWordWrap(True)
        for part in (self._looks(), self._me(), self._file(), self._key()):
            column.addWidget(part)
        column.addWidget(self._note)
        column.addStretch(1)
        return sheet

    def _looks(self) -> QWidget:
        scheme = QComboBox()
        for name, label in (("system", _("Like the system")), ("light", _("Light")), ("dark", _("Dark"))):
            scheme.addItem(label, name)
        scheme.setCurrentIndex(scheme.findData(preferences.scheme()))
        scheme.setAccessibleName(_("Appearance"))
        scheme.currentIndexChanged.connect(lambda _row: self._use_scheme(scheme.currentData()))
        language = QComboBox()
        for name, label in (("sv", "Svenska"), ("en", "English")):
            language.addItem(label, name)
        language.setCurrentIndex(language.findData(i18n.language()))
        language.setAccessibleName(_("Language"))
        language.currentIndexChanged.connect(lambda _row: self._use_language(language.currentData()))
        return _block(_("This computer"), [(_("Appearance"), scheme), (_("Language"), language)])

    def _use_scheme(self, scheme: str) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        preferences.keep_scheme(scheme)
        theme.apply(app, scheme)

    def _use_language(self, chosen: str) -> None:
        preferences.keep_language(chosen)
        self._say(_("The language changes when the program is started next time."))

    def _me(self) -> QWidget:
        self._name = QLineEdit()
        self._name.setAccessibleName(_("Your role, as the history shows it"))
        self._name.editingFinished.connect(self._rename)
        return _block(_("You"), [(_("Your role"), self._name)])

    def _rename(self) -> None:
        name = self._name.text().strip()
        if name and self._name.isModified():
            self._name.setModified(False)
            self.desk.courier.write(lambda: self.desk.workspace.rename_me(name), lambda _done: self._say(_("Saved.")), self.desk.fault)

    # --- the file -----------------------------------------------------------------------------------------

    def _file(self) -> QWidget:
        path = Words(str(self.desk.workspace.path), "side", "text2")
        path.setWordWrap(True)
        path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        backup = QPushButton(_("Make a backup …"))
        backup.clicked.connect(lambda _checked=False: self._back_up())
        check = QPushButton(_("Check the file"))
        check.clicked.connect(lambda _checked=False: self._check())
        box = _block(_("The file"), [(_("Lies in"), path)])
        _add_buttons(box, backup, check)
        return box

    def _back_up(self) -> None:
        proposed = f"trygg-{self.desk.today.isoformat()}.workspace"
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Make a backup"), str(Path.home() / proposed))
        if chosen:
            self.desk.job(_("Making a backup"), lambda _progress: self.desk.workspace.backup(Path(chosen)), lambda _done: self._say(_("The backup was made, opened and found good.")))

    def _check(self) -> None:
        self.desk.job(_("Checking the file"), lambda _progress: self.desk.workspace.check(), self._tell_findings)

    def _tell_findings(self, findings: list[Any]) -> None:
        self._say(" ".join(finding.message for finding in findings) or _("All is well."))

    # --- the key ------------------------------------------------------------------------------------------

    def _key(self) -> QWidget:
        self._new = QLineEdit()
        self._new.setPlaceholderText(_("Empty: one is made for you"))
        self._new.setAccessibleName(_("New passphrase"))
        change = QPushButton(_("Change the passphrase"))
        change.clicked.connect(lambda _checked=False: self._change_passphrase())
        sheet = QPushButton(_("Save the recovery sheet as PDF …"))
        sheet.clicked.connect(lambda _checked=False: self._save_sheet(""))
        box = _block(_("The key"), [(_("New passphrase"), self._new)])
        _add_buttons(box, change, sheet)
        return box

    def _change_passphrase(self) -> None:
        written = self._new.text().strip()
        passphrase = written or new_passphrase()
        try:
            check_strength(passphrase)
        except TryggError as error:
            self._say(sentence(error))
            return
        workspace = self.desk.workspace

        def change() -> None:
            key = Key.from_passphrase(passphrase, workspace.key.salt)
            workspace.rekey(key)
            KeyStore().save(key)

        def changed(_done: object) -> None:
            self._new.setText(canonical(passphrase))
            self._say(_("The passphrase was changed to the one in the field. Save and print a new recovery sheet now; the old one no longer opens the file."))

        self.desk.courier.write(change, changed, self.desk.fault)

    def _save_sheet(self, _unused: str) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save the recovery sheet"), str(Path.home() / _("recovery-sheet.pdf")), "PDF (*.pdf)")
        if chosen:
            passphrase = canonical(self._new.text()) if self._new.text().strip() else ""
            self.desk.job(_("Making the recovery sheet"), lambda _progress: self._write_sheet(Path(chosen), passphrase), lambda _done: self._say(_("Saved. Print it, lock it away, and delete the file.")))

    def _write_sheet(self, target: Path, passphrase: str) -> None:
        from trygg_desktop.briefings.recovery_sheet import recovery_sheet

        workspace = self.desk.workspace
        if passphrase and Key.from_passphrase(passphrase, workspace.key.salt) != workspace.key:
            raise UserError("wrong-passphrase", N_("The passphrase in the field is not the one in use. Nothing was written. Empty the field and try again."))
        target.write_bytes(
            recovery_sheet(
                passphrase=passphrase,
                key_groups=recovery_groups(workspace.key),
                body=workspace.council().name or "",
                workspace_name=workspace.path.name,
                today=datetime.now(HOME).date(),
                language=i18n.language(),
            )
        )

    def _say(self, text: str) -> None:
        self._note.setText(text)
        self.desk.tell(text)


def _block(heading: str, rows: list[tuple[str, QWidget]]) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 12)
    column.setSpacing(6)
    column.addWidget(SectionHeading(heading))
    for label, widget in rows:
        row = QHBoxLayout()
        words = Words(label, "side", "text2")
        words.setFixedWidth(120)
        words.setBuddy(widget)
        row.addWidget(words, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(widget, 1)
        column.addLayout(row)
    return box


def _add_buttons(box: QWidget, *buttons: QPushButton) -> None:
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    layout = box.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.addLayout(row)
