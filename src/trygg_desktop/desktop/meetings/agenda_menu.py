"""Everything that can be done with an item of the agenda, as a menu: nothing needs a mouse that drags."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from trygg_desktop.desktop.meetings.agenda_model import AgendaRow, form_label
from trygg_desktop.domain.council import ItemForm
from trygg_desktop.i18n import _

if TYPE_CHECKING:
    from trygg_desktop.desktop.meetings.agenda_table import AgendaTable


def menu_for(table: AgendaTable, row: AgendaRow) -> QMenu:
    """What can be done with an item, with the keys that do the same."""
    menu, number = QMenu(table), table.agenda.row_of(row.id)
    if not row.is_break:
        menu.addAction(_("Open the item"), "Return", partial(table.item_opened.emit, row.id))
    for about in row.about:
        menu.addAction(_("Open “{title}”", title=about.words), partial(table.about_opened.emit, about.id))
    menu.addAction(_("Change the title"), "F2", partial(table.edit_title, row.id))
    menu.addMenu(form_menu(table, row, menu))
    menu.addSeparator()
    up = menu.addAction(_("Move up"), "Alt+Up", partial(table.move_chosen, -1))
    down = menu.addAction(_("Move down"), "Alt+Down", partial(table.move_chosen, 1))
    up.setEnabled(number > 0)
    down.setEnabled(number < table.agenda.rowCount() - 1)
    menu.addSeparator()
    for words, form in (
        (_("Add an item after this"), ItemForm.INFORMATION),
        (_("Add a break after this"), ItemForm.BREAK),
    ):
        menu.addAction(words, partial(table.item_asked_for.emit, form.value, row.id))
    menu.addSeparator()
    menu.addAction(
        _("Copy the agenda as a table"), "Ctrl+C", lambda: QApplication.clipboard().setText(table.as_text())
    )
    menu.addAction(_("Remove"), "Del", partial(table.item_removed.emit, row.id))
    return menu


def form_menu(table: AgendaTable, row: AgendaRow, parent: QWidget | None = None) -> QMenu:
    """The forms an item can have, with its own ticked."""
    menu = QMenu(_("Form"), parent or table)
    group = QActionGroup(menu)
    for form in ItemForm:
        action = QAction(form_label(form, table.agenda.decision_word), menu)
        action.setCheckable(True)
        action.setChecked(row.form == form)
        action.triggered.connect(lambda checked, form=form: table.agenda.change(row.id, "form", form.value))
        group.addAction(action)
        menu.addAction(action)
    return menu
