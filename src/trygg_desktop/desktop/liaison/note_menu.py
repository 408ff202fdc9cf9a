"""What can be done with several notes at once: follow up, release, delete."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.liaison.follow_up import follow_up_menu
from trygg_desktop.desktop.liaison.notebook_model import NoteRow
from trygg_desktop.desktop.records.erasing import ask_to_erase
from trygg_desktop.domain.record import is_confidential
from trygg_desktop.i18n import N_, _, ngettext
from trygg_desktop.workspace import Transaction


def note_menu(parent: QWidget, desk: Desk, rows: Sequence[NoteRow]) -> QMenu:
    """The menu of the chosen notes."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    ids = [row.id for row in rows]
    waits = follow_up_menu(menu, desk.today, _common_day(rows), lambda day: set_follow_up(desk, ids, day))
    waits.setTitle(_("Follow up"))
    waits.setIcon(icon("flag"))
    menu.addMenu(waits)
    if any(row.waits for row in rows):
        menu.addAction(icon("check"), _("Mark as followed up"), lambda: mark_followed_up(desk, ids))
    if drafts := [row for row in rows if row.draft]:
        label = ngettext("Release {n} note …", "Release {n} notes …", len(drafts))
        menu.addAction(icon("paper-plane-tilt"), label, lambda: ask_to_release(parent, desk, drafts))
    menu.addSeparator()
    label = ngettext("Delete {n} note", "Delete {n} notes", len(rows))
    menu.addAction(icon("trash"), label, lambda: delete_notes(desk, ids))
    if len(ids) == 1:
        menu.addAction(_("Erase for good …"), lambda: ask_to_erase(desk, ids[0], parent))
    return menu


def _common_day(rows: Sequence[NoteRow]) -> date | None:
    days = {row.follow_up_on for row in rows}
    return days.pop() if len(days) == 1 else None


def set_follow_up(desk: Desk, ids: Sequence[UUID], day: date | None) -> None:
    """Another day to follow the notes up, or none."""

    def write(tx: Transaction) -> None:
        for id in ids:
            tx.change(id, follow_up_on=day, followed_up=False)

    desk.command(N_("Set a day to follow up"), write)


def mark_followed_up(desk: Desk, ids: Sequence[UUID]) -> None:
    """The notes no longer wait for anyone."""

    def write(tx: Transaction) -> None:
        for id in ids:
            tx.change(id, followed_up=True)

    desk.command(N_("Mark as followed up"), write)


def delete_notes(desk: Desk, ids: Sequence[UUID]) -> None:
    """Takes the notes away; Ctrl+Z brings them back."""

    def write(tx: Transaction) -> None:
        for id in ids:
            tx.delete(id)

    desk.command(N_("Delete liaison notes"), write)


def ask_to_release(parent: QWidget, desk: Desk, drafts: Sequence[NoteRow]) -> QMessageBox:
    """Asks once, because a release can't be taken back; confidential notes are asked about by themselves."""
    protected = [row for row in drafts if is_confidential(row.protection)]
    others = [row for row in drafts if row not in protected]
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(_("Release"))
    box.setText(
        ngettext("Release {n} note to the other side?", "Release {n} notes to the other side?", len(drafts))
    )
    told = _(
        "They go along at the next exchange. This can’t be undone, and the drafts’ history is forgotten."
    )
    if protected:
        box.setIcon(QMessageBox.Icon.Warning)
        warned = ngettext(
            "{n} of them is marked confidential.", "{n} of them are marked confidential.", len(protected)
        )
        told = f"{warned} {told}"
    box.setInformativeText(told)
    _add_answers(box, desk, drafts, others)
    box.open()
    return box


def _add_answers(box: QMessageBox, desk: Desk, drafts: Sequence[NoteRow], others: Sequence[NoteRow]) -> None:
    answers: dict[str, Callable[[], None]] = {}
    every = _("Release all, the confidential too") if len(others) < len(drafts) else _("Release")
    if 0 < len(others) < len(drafts):
        label = _("Release the others only")
        box.addButton(label, QMessageBox.ButtonRole.AcceptRole)
        answers[label] = lambda: release(desk, others)
    box.addButton(every, QMessageBox.ButtonRole.AcceptRole)
    answers[every] = lambda: release(desk, drafts)
    keep = box.addButton(_("Keep as drafts"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.buttonClicked.connect(lambda button: answers.get(button.text(), lambda: None)())


def release(desk: Desk, drafts: Sequence[NoteRow]) -> None:
    """Lets the notes go to the other side at the next exchange."""

    def write(tx: Transaction) -> None:
        for row in drafts:
            tx.release(row.id, protected=is_confidential(row.protection))

    desk.command(N_("Release liaison notes"), write, final=True)
