"""The page Lägesbild over the demo council, which is made once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.pages import desk_over, on_screen, settle, to_look_at
from tests.shared_demo import DEMO_DAY, DEMO_KEY
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.pictures.head import TEXTS
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


@pytest.fixture(scope="module")
def page_to_look_at(
    request: pytest.FixtureRequest,
    qapp: QApplication,
    demo_file: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[PicturesPage]:
    """The page for tests that write nothing."""
    copy = Path(shutil.copy(demo_file, tmp_path_factory.mktemp("council")))
    with (
        Workspace.open(copy, DEMO_KEY) as workspace,
        to_look_at(request, workspace, PicturesPage, TODAY) as page,
    ):
        yield page


@pytest.fixture
def seen(page_to_look_at: PicturesPage, qtbot: QtBot) -> PicturesPage:
    """That page as it was when it was made: the latest picture's text about the whole city."""
    page_to_look_at.activateWindow()
    page_to_look_at.tabs.choose(TEXTS)
    page_to_look_at.choose(page_to_look_at.lines[0].id)
    page_to_look_at.choose_district(None)
    settle(qtbot, page_to_look_at.desk)
    return page_to_look_at
