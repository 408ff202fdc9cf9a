"""Tables over rows of values go from any rows to any others, and what stays keeps its place by key."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from trygg_desktop.desktop.tables import RowsModel, TableColumn


@dataclass(frozen=True, slots=True)
class Fruit:
    """Something with a name and a number."""

    name: str
    pieces: int = 0


class Fruits(RowsModel[Fruit]):
    """Fruits of which the pieces can be written."""

    def __init__(self) -> None:
        columns: tuple[TableColumn[Fruit], ...] = (
            TableColumn("Fruit", lambda row: row.name, tooltip=lambda row: row.name.upper()),
            TableColumn("Pieces", lambda row: str(row.pieces), Qt.AlignmentFlag.AlignRight, edit="pieces"),
        )
        super().__init__(columns, key=lambda row: row.name)

    def write(self, row: Fruit, field: str, value: Any) -> bool:
        return self.replace_row(self.row_of(row.name), replace(row, **{field: int(value)}))


_ROWS = st.lists(st.builds(Fruit, st.sampled_from("abcdef"), st.integers(0, 2)), max_size=8)


@pytest.mark.usefixtures("qapp")
@settings(max_examples=150, deadline=None)
@given(before=_ROWS, after=_ROWS)
def test_any_rows_become_any_others_as_qt_expects_it(before: list[Fruit], after: list[Fruit]) -> None:
    model = Fruits()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_rows(before)
    model.show_rows(after)
    assert list(model.rows) == after
    del tester


def test_a_row_that_stays_is_followed(qtbot: QtBot) -> None:
    model = Fruits()
    model.show_rows([Fruit("a"), Fruit("b"), Fruit("c")])
    followed = QPersistentModelIndex(model.index(2, 0))
    with qtbot.assertNotEmitted(model.modelReset):
        model.show_rows([Fruit("c", 1), Fruit("x"), Fruit("a")])
    assert (followed.row(), followed.data()) == (0, "c")


def test_only_what_a_column_says_can_be_written(qtbot: QtBot) -> None:
    model = Fruits()
    model.show_rows([Fruit("a", 1)])
    name, pieces = model.index(0, 0), model.index(0, 1)
    assert not model.setData(name, "b") and not model.flags(name) & Qt.ItemFlag.ItemIsEditable
    with qtbot.waitSignal(model.dataChanged):
        assert model.setData(pieces, "7")
    assert not model.setData(pieces, "7"), "nothing else than before"
    assert pieces.data(Qt.ItemDataRole.EditRole) == 7
    assert name.data(Qt.ItemDataRole.ToolTipRole) == "A"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Pieces"
