"""How every table of the window behaves: rows without frame or grid, chosen whole, and Tab leads on past it."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView


def in_rows(table: QTableView, *, one: bool = False, read_only: bool = False) -> None:
    """Gives a table the manners that all have.

    Args:
        one: whether one row at a time is chosen.
        read_only: whether nothing is written in it.
    """
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    if one:
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    if read_only:
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
