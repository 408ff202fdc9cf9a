"""What the tests of Åtgärder share: a desk over a real workspace with a small plan."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.measures.council import TODAY, Council, fill
from tests.desktop.pages import desk_over, on_screen, settle, to_look_at
from tests.support import only_workspace
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


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, Council]]:
    """The plan for tests that write nothing."""
    with only_workspace(tmp_path_factory.mktemp("plan")) as workspace:
        yield workspace, fill(workspace)


@pytest.fixture(scope="module")
def its(looked_at: tuple[Workspace, Council]) -> Council:
    """What `seen` shows."""
    return looked_at[1]


@pytest.fixture(scope="module")
def page_to_look_at(
    request: pytest.FixtureRequest, qapp: QApplication, looked_at: tuple[Workspace, Council]
) -> Iterator[MeasuresPage]:
    """The page for tests that write nothing."""
    with to_look_at(request, looked_at[0], MeasuresPage, TODAY) as page:
        yield page


@pytest.fixture
def seen(page_to_look_at: MeasuresPage, qtbot: QtBot) -> MeasuresPage:
    """That page as it was when it was made: the table in front, its first measure chosen."""
    page_to_look_at.activateWindow()
    page_to_look_at.tabs.choose("table")
    table = page_to_look_at.table.table
    table.setCurrentIndex(table.plan.index(1, Column.MEASURE))
    settle(qtbot, page_to_look_at.desk)
    return page_to_look_at
