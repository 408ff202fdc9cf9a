"""What the tests of Åtgärder share: a desk over a real workspace with a small plan."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.measures.council import TODAY, Council, fill
from tests.desktop.pages import desk_over, filled_once, on_screen, page_of, settle
from trygg_desktop.desktop import theme
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.measures.plan_model import Column
from trygg_desktop.desktop.measures_page import MeasuresPage
from trygg_desktop.workspace import Workspace


@pytest.fixture
def council(workspace: Workspace) -> Council:
    """The plan."""
    return fill(workspace)


@pytest.fixture
def desk(qapp: QApplication, workspace: Workspace, council: Council) -> Iterator[Desk]:
    """A desk whose faults fail the test."""
    theme.apply(qapp, "light")
    with desk_over(workspace, TODAY) as made:
        yield made


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> MeasuresPage:
    """The page on screen, filled."""
    return on_screen(qtbot, MeasuresPage(desk))


looked_at = filled_once(fill)
page_to_look_at = page_of(MeasuresPage, TODAY)


@pytest.fixture(scope="module")
def its(looked_at: tuple[Workspace, Council]) -> Council:
    """What `seen` shows."""
    return looked_at[1]


@pytest.fixture
def seen(page_to_look_at: MeasuresPage, qtbot: QtBot) -> MeasuresPage:
    """That page as it was when it was made: the table in front, its first measure chosen."""
    page_to_look_at.activateWindow()
    page_to_look_at.tabs.choose("table")
    table = page_to_look_at.table.table
    table.setCurrentIndex(table.plan.index(1, Column.MEASURE))
    settle(qtbot, page_to_look_at.desk)
    return page_to_look_at
