"""The page Lägesbild over the demo council, which is made once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.pages import desk_over, on_screen
from tests.shared_demo import DEMO_DAY, DEMO_KEY
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.pictures_page import PicturesPage
from trygg_desktop.workspace import Workspace

TODAY = DEMO_DAY


@pytest.fixture
def council(demo_file: Path, tmp_path: Path) -> Iterator[Workspace]:
    """The demo council, to be changed as a test likes."""
    copy = tmp_path / "council.trygg"
    shutil.copyfile(demo_file, copy)
    with Workspace.open(copy, DEMO_KEY) as workspace:
        yield workspace


@pytest.fixture
def desk(council: Workspace) -> Iterator[Desk]:
    """A desk over the demo council; a fault that the test did not ask for fails it."""
    with desk_over(council, TODAY) as made:
        yield made


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> PicturesPage:
    """The page on screen."""
    return on_screen(qtbot, PicturesPage(desk))
