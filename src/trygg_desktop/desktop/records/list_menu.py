"""What can be done with the records that are marked in a list, as a menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.records.erasing import ask_to_erase
from trygg_desktop.domain.record import Record
from trygg_desktop.i18n import N_, _
from trygg_desktop.workspace import Transaction

if TYPE_CHECKING:
    from trygg_desktop.desktop.records.list import RecordList


def menu_for(list: RecordList) -> QMenu:
    """The menu; moving is in it where the order is the people's own."""
    one = list.table.marked_count() == 1
    menu = QMenu(list)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def offer(label: str, run: Callable[[], None], keys: Any = None) -> QAction:
        action = menu.addAction(label)
        action.triggered.connect(lambda _checked=False: run())
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
        return action

    offer(_("Open it"), list.open_chosen).setEnabled(one)
    if list.order.possible:
        offer(_("Move up"), lambda: list.order.step(-1), "Alt+Up").setEnabled(one)
        offer(_("Move down"), lambda: list.order.step(1), "Alt+Down").setEnabled(one)
    offer(_("Copy as a table"), list.copy_selected, QKeySequence.StandardKey.Copy)
    offer(_("Change many …"), list.begin_change_many)
    offer(_("Export …"), lambda: list.export(list.selected()))
    menu.addSeparator()
    offer(_("Delete"), list.delete_selected, Qt.Key.Key_Delete)
    if not list.kind.about.side_kind:
        offer(_("Erase for good …"), lambda: erase_one(list)).setEnabled(one)
    return menu


def erase_one(list: RecordList) -> None:
    """Asks whether the marked record is to be erased for good."""
    for id in list.selected()[:1]:
        ask_to_erase(list.desk, id, list)


def delete_many(desk: Desk, kind: type[Record], ids: Sequence[UUID]) -> None:
    """Deletes these records in one step."""

    def write(tx: Transaction) -> None:
        for id in ids:
            tx.delete(id)

    if len(ids) == 1:
        desk.command(N_("Delete {kind}"), write, kind=kind.about.noun)
    elif ids:
        desk.command(N_("Delete {n} records"), write, n=len(ids))
