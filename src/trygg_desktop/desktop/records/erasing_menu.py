"""Offers to erase what a field has said in the field's own menu, which the menu key opens as well."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QWidget

from trygg_desktop.desktop.records.field_rows import FieldRow
from trygg_desktop.i18n import _


def leave_menu_to_form(row: FieldRow) -> None:
    """Has a field ask the form for its menu instead of opening its own."""
    row.editor.control.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)


def row_at(rows: Iterable[FieldRow], place: QWidget | None) -> FieldRow | None:
    """The row that a widget belongs to."""
    if place is None:
        return None
    return next(
        (
            row
            for row in rows
            if any(each is place or each.isAncestorOf(place) for each in (row.editor, row.label))
        ),
        None,
    )


def field_menu(row: FieldRow, erase: Callable[[], None] | None) -> QMenu:
    """What can be done with a field: what Qt offers for its text, and erasing its past.

    Args:
        erase: how its past is erased, once the record is written.
    """
    target = row.editor.control
    menu = (
        target.createStandardContextMenu()
        if isinstance(target, QLineEdit | QPlainTextEdit)
        else QMenu(target)
    )
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if erase is not None:
        if not menu.isEmpty():
            menu.addSeparator()
        menu.addAction(_("Erase what the field has said …")).triggered.connect(lambda _checked=False: erase())
    return menu
