"""What the tests of Åtgärder share: a desk over a real workspace with a small plan."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.measures.council import TODAY, Council, fill
from tests.desktop.pages import desk_over, on_screen
from trygg_desktop.desktop import theme
from trygg_desktop.desktop.desk import Desk
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
