"""What the tests of Möten and Underlag share: a desk over a real workspace with a small council."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.desktop.meetings.council import TODAY, Council, fill
from tests.desktop.pages import desk_over
from trygg_desktop.desktop import theme
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.workspace import Workspace


@pytest.fixture
def council(workspace: Workspace) -> Council:
    """A council with a meeting to plan."""
    return fill(workspace)


@pytest.fixture
def desk(qapp: QApplication, workspace: Workspace, council: Council) -> Iterator[Desk]:
    """A desk whose faults fail the test."""
    theme.apply(qapp, "light")
    with desk_over(workspace, TODAY) as made:
        yield made
