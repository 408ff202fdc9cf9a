"""An open window with a council in it, on which the scenes of the gallery are played and photographed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.page import Page
from trygg_desktop.desktop.window import MainWindow
from trygg_desktop.workspace import Key, Workspace

QUIET = 0.25
"""Seconds without work before a page is taken to be finished: some begin only when typing has paused."""
PATIENCE = 30.0


class Stage:
    """An open window with a council in it, and what the scenes need to move about."""

    def __init__(self, window: MainWindow, desk: Desk, size: tuple[int, int], folder: Path) -> None:
        self.window, self.desk, self.size, self.folder = window, desk, size, folder

    @classmethod
    @contextmanager
    def opened(cls, council: Path, key: Key, today: date, size: tuple[int, int]) -> Iterator[Stage]:
        """A window on the stage; afterwards it is closed, and so is the file."""
        window = MainWindow()
        window.resize(*size)
        window.show()
        desk = Desk(Workspace.open(council, key), today)
        window.attach(desk)
        stage = cls(window, desk, size, council.parent)
        try:
            stage.settle()
            yield stage
        finally:
            window.close()
            window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def settle(self) -> None:
        """Waits until nothing is under way."""
        quiet_since = time.monotonic()
        begun = quiet_since
        while time.monotonic() - quiet_since < QUIET and time.monotonic() - begun < PATIENCE:
            QApplication.processEvents()
            if not self.desk.settled():
                quiet_since = time.monotonic()
            time.sleep(0.005)

    def page(self, subject: str) -> Page:
        """The page of a subject, shown and filled."""
        self.window.go(subject)
        self.settle()
        return self.window.page(subject)

    def alone(self, widget: QWidget) -> QWidget:
        """A widget that stands by itself, as large as the window."""
        widget.resize(*self.size)
        widget.show()
        self.settle()
        return widget


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: its name, and how it comes about. `play` gives what is to be drawn, else it is the window."""

    name: str
    play: Callable[[Stage], QWidget | None]

    def photograph(self, stage: Stage) -> QPixmap:
        """Plays the scene and draws it."""
        shown = self.play(stage)
        stage.settle()
        picture = (shown or stage.window).grab()
        if shown is not None:
            shown.close()
            shown.deleteLater()
        _clear(stage)
        return picture


def _clear(stage: Stage) -> None:
    """The search field and the notices, as they are found on a quiet day."""
    stage.window.popup.hide()
    stage.window.top.search.clear()
    stage.window.faults.hide()
    stage.window.messages.hide()
