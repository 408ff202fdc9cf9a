"""What tests of the window share: the same font and colours everywhere, and a desk over a real workspace."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.council import TODAY, fill
from tests.desktop.off_the_window import file_left_to_others
from trygg_desktop import i18n
from trygg_desktop.desktop import preferences, theme
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.gallery import use_paper_fonts
from trygg_desktop.desktop.window import MainWindow
from trygg_desktop.workspace import Workspace


@pytest.fixture(scope="session", autouse=True)
def paper_fonts(qapp: QApplication) -> Iterator[None]:
    """One font, so that what fits and what does not is the same on every machine.

    At the end everything of Qt is put away while the application still stands: what is freed after it crashes.
    """
    use_paper_fonts(qapp)
    yield
    QApplication.clipboard().clear()
    for widget in QApplication.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    """Every test begins in light colours."""
    theme.apply(qapp, "light")


@pytest.fixture(autouse=True)
def swedish() -> Iterator[None]:
    """Every test leaves the language as it found it."""
    before = i18n.language()
    yield
    i18n.set_language(before)


@pytest.fixture(autouse=True)
def own_preferences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the preferences of whoever runs it."""
    monkeypatch.setattr(preferences, "file", lambda: tmp_path / "config" / "preferences.json")


@pytest.fixture(autouse=True)
def file_is_left_to_others(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No part of the window reads or writes the file on the thread that draws."""
    with file_left_to_others(monkeypatch):
        yield


@pytest.fixture
def desk(workspace: Workspace) -> Iterator[Desk]:
    """A desk over a small council; a fault that the test did not ask for fails it."""
    fill(workspace)
    made, faults = Desk(workspace, TODAY), list[BaseException]()
    made.faulted.connect(faults.append)
    yield made
    made.courier.stop()
    assert not faults


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Iterator[MainWindow]:
    """The whole window with the council's day on it."""
    made = MainWindow()
    made.resize(1280, 800)
    qtbot.addWidget(made)
    made.show()
    made.attach(desk)
    qtbot.waitUntil(desk.settled)
    yield made
    desk.setParent(None)
