"""The page Lägesbild over the demo council, which is made once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.pages import desk_over, on_screen
from trygg_desktop.demo import make_demo
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.pictures_page import PicturesPage
from trygg_desktop.workspace import Key, Workspace

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Key]:
    """The demo council's file and key."""
    path, key = tmp_path_factory.mktemp("pictures") / "demo.trygg", Key.generate()
    make_demo(path, key, today=TODAY).close()
    return path, key


@pytest.fixture
def council(made: tuple[Path, Key], tmp_path: Path) -> Iterator[Workspace]:
    """The demo council, to be changed as a test likes."""
    path, key = made
    copy = tmp_path / "council.trygg"
    shutil.copyfile(path, copy)
    with Workspace.open(copy, key) as workspace:
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
