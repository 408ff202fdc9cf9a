"""Care of the workspace's file: where it lies, copies of it, its passphrase and the recovery sheet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from trygg_desktop import i18n
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.parts import LinkLabel, SectionHeading, Words
from trygg_desktop.errors import TryggError, UserError
from trygg_desktop.i18n import N_, _, file_size, ngettext, sentence, short_date
from trygg_desktop.workspace import Finding, KeyStore
from trygg_desktop.workspace.kept_copies import Copy, how_long_they_stay
from trygg_desktop.workspace.vault import Key, canonical, check_strength, new_passphrase, recovery_groups

_LABEL_WIDTH = 120


class FileCare(QWidget):
    """Copies and the key, each a button that says what it does; what came of it stands underneath."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.note = Words("", "side", "text2")
        self.note.setWordWrap(True)
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._file())
        column.addWidget(self._restore_question())
        column.addWidget(self._key())
        column.addWidget(self.note)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._desk.query(lambda workspace: workspace.kept_copies(), self._show_copies, owner=self)

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self._desk.tell(text)

    def _file(self) -> QWidget:
        path = Words(str(self._desk.workspace.path), "side", "text2")
        path.setWordWrap(True)
        path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        backup, check = QPushButton(_("Make a backup …")), QPushButton(_("Check the file"))
        backup.clicked.connect(lambda _checked=False: self._choose_backup())
        check.clicked.connect(lambda _checked=False: self.check())
        self._restore = LinkLabel(_("Restore from a backup …"), self._choose_copy)
        self._restore.setEnabled(not self._desk.workspace.read_only)
        self.copies = Words("", "side", "text2")
        self.copies.setWordWrap(True)
        box = labelled_rows(_("The file"), [(_("Lies in"), path), (_("Copies"), self.copies)])
        _add_row(box, backup, check)
        _add_row(box, self._restore)
        return box

    def _show_copies(self, copies: list[Copy]) -> None:
        """What lies beside the file, and the rule by which it stays there."""
        told = how_long_they_stay()
        if copies:
            size, day = file_size(sum(copy.size for copy in copies)), short_date(copies[0].day)
            lying = ngettext(
                "{n} in the folder “backups” beside it, {size}, made {day}.",
                "{n} in the folder “backups” beside it, {size} in all, the newest made {day}.",
                len(copies),
                size=size,
                day=day,
            )
            told = f"{lying} {told}"
        self.copies.setText(told)
        self.copies.setAccessibleName(_("Copies: {told}", told=told))

    def _choose_backup(self) -> None:
        proposed = Path.home() / f"trygg-{self._desk.today.isoformat()}.workspace"
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Make a backup"), str(proposed))
        if chosen:
            self.back_up(Path(chosen))

    def back_up(self, target: Path) -> None:
        """Writes a copy, and opens it to see that it holds."""
        workspace = self._desk.workspace
        self._desk.job(
            _("Making a backup"),
            lambda _progress: workspace.backup(target),
            lambda _done: self._say(_("The backup was made, opened and found good.")),
        )

    def check(self) -> None:
        """Looks whether file, log, caches and index agree."""
        workspace = self._desk.workspace
        self._desk.job(_("Checking the file"), lambda _progress: workspace.check(), self._tell_findings)

    def _tell_findings(self, findings: list[Finding]) -> None:
        self._say(" ".join(finding.message for finding in findings) or _("All is well."))

    def _restore_question(self) -> QWidget:
        """Asked in place: what happens, and a button for it."""
        self.question = QWidget()
        self._question_words = Words("", "body", "text")
        self._question_words.setWordWrap(True)
        go = QPushButton(_("Restore"))
        go.clicked.connect(lambda _checked=False: self._desk.restore(self._copy))
        column = QVBoxLayout(self.question)
        column.setContentsMargins(0, 0, 0, 12)
        column.addWidget(self._question_words)
        _add_row(self.question, go, LinkLabel(_("Cancel"), self.question.hide))
        self.question.hide()
        return self.question

    def _choose_copy(self) -> None:
        place = self._desk.workspace.path.parent / "backups"
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Choose the copy"), str(place if place.is_dir() else Path.home())
        )
        if chosen:
            self.ask_about(Path(chosen))

    def ask_about(self, copy: Path) -> None:
        """Says what restoring this copy would do."""
        self._copy = copy
        kept = self._desk.kept_aside().name
        self._question_words.setText(
            _(
                "The workspace becomes as it was when the copy was made. What you have now is kept beside it "
                "as {name}.",
                name=kept,
            )
        )
        self.question.show()

    def _key(self) -> QWidget:
        self.passphrase = QLineEdit()
        self.passphrase.setPlaceholderText(_("Empty: one is made for you"))
        change, sheet = (
            QPushButton(_("Change the passphrase")),
            QPushButton(_("Save the recovery sheet as PDF …")),
        )
        change.clicked.connect(lambda _checked=False: self.change_passphrase())
        change.setEnabled(not self._desk.workspace.read_only)
        sheet.clicked.connect(lambda _checked=False: self._choose_sheet())
        box = labelled_rows(_("The key"), [(_("New passphrase"), self.passphrase)])
        _add_row(box, change)
        _add_row(box, sheet)
        return box

    def change_passphrase(self) -> None:
        """Locks the file with what stands in the field, or with a passphrase that is made."""
        passphrase = self.passphrase.text().strip() or new_passphrase()
        try:
            check_strength(passphrase)
        except TryggError as error:
            self._say(sentence(error))
            return
        workspace = self._desk.workspace

        def change() -> None:
            key = Key.from_passphrase(passphrase, workspace.key.salt)
            kept = KeyStore().load(key.salt) is not None
            workspace.rekey(key)
            if kept:
                KeyStore().save(key)

        def changed(_done: object) -> None:
            self.passphrase.setText(canonical(passphrase))
            self._desk.told_once.emit()
            self._say(
                _(
                    "The passphrase was changed to the one in the field. Save and print a new recovery sheet "
                    "now; the old one no longer opens the file."
                )
            )

        def refused(error: BaseException) -> None:
            self.note.setText("")
            self._desk.fault(error)

        self.note.setText(_("One moment …"))
        self._desk.courier.write(change, changed, refused)

    def _choose_sheet(self) -> None:
        proposed = str(Path.home() / _("recovery-sheet.pdf"))
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save the recovery sheet"), proposed, "PDF (*.pdf)"
        )
        if chosen:
            self.save_sheet(Path(chosen))

    def save_sheet(self, target: Path) -> None:
        """Writes the sheet: with the passphrase where it stands in the field, else with the key alone."""
        passphrase = canonical(self.passphrase.text()) if self.passphrase.text().strip() else ""
        self._desk.job(
            _("Making the recovery sheet"),
            lambda _progress: self._write_sheet(target, passphrase),
            lambda _done: self._say(_("Saved. Print it, lock it away, and delete the file.")),
        )

    def _write_sheet(self, target: Path, passphrase: str) -> None:
        from trygg_desktop.briefings.recovery_sheet import recovery_sheet
        from trygg_desktop.formats.written import put_in_place

        workspace = self._desk.workspace
        if passphrase and Key.from_passphrase(passphrase, workspace.key.salt) != workspace.key:
            raise UserError(
                "wrong-passphrase",
                N_(
                    "The passphrase in the field is not the one in use. Nothing was written. "
                    "Empty the field and try again."
                ),
            )
        sheet = recovery_sheet(
            passphrase=passphrase,
            key_groups=recovery_groups(workspace.key),
            body=workspace.council().name or "",
            workspace_name=workspace.path.name,
            today=self._desk.today,
            language=i18n.language(),
        )
        put_in_place(target, sheet)


def labelled_rows(heading: str, rows: Sequence[tuple[str, QWidget]]) -> QWidget:
    """A section: a heading, and labels at the left of what they name."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 12)
    column.setSpacing(8)
    column.addWidget(SectionHeading(heading))
    for label, widget in rows:
        row = QHBoxLayout()
        row.setSpacing(8)
        words = Words(label, "side", "text2")
        words.setWordWrap(True)
        words.setFixedWidth(_LABEL_WIDTH)
        words.setBuddy(widget)
        widget.setAccessibleName(f"{label}: {widget.text()}" if isinstance(widget, Words) else label)
        beside = Qt.AlignmentFlag.AlignTop if isinstance(widget, Words) else Qt.AlignmentFlag.AlignVCenter
        row.addWidget(words, 0, beside)
        row.addWidget(widget, 1)
        column.addLayout(row)
    return box


def _add_row(box: QWidget, *buttons: QPushButton) -> None:
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    layout = box.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.addLayout(row)
