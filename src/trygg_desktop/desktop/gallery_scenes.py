"""What the pictures show: each page as it is met, and each of its states that people should look at."""

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
from trygg_desktop.desktop.subjects import SETTINGS, SUBJECTS
from trygg_desktop.desktop.window import MainWindow
from trygg_desktop.i18n import _
from trygg_desktop.workspace import Key, Workspace
from trygg_desktop.workspace.file import damaged
from trygg_desktop.workspace.vault import locked

QUIET = 0.25
"""Seconds without work before a page is taken to be finished: some begin only when typing has paused."""
PATIENCE = 30.0


class Stage:
    """An open window with a council in it, and what the scenes need to move about."""

    def __init__(self, window: MainWindow, desk: Desk, size: tuple[int, int]) -> None:
        self.window, self.desk, self.size = window, desk, size
        self._built: set[str] = set()

    @classmethod
    @contextmanager
    def opened(cls, council: Path, key: Key, today: date, size: tuple[int, int]) -> Iterator[Stage]:
        """A window on the stage; afterwards it is closed, and so is the file."""
        window = MainWindow()
        window.resize(*size)
        window.show()
        desk = Desk(Workspace.open(council, key), today)
        window.attach(desk)
        stage = cls(window, desk, size)
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


def _visit(subject: str) -> Scene:
    def play(stage: Stage) -> None:
        stage.page(subject)

    return Scene(subject, play)


def _search(stage: Stage) -> None:
    stage.page("today")
    _write_in_search(stage, "kväll")


def _commands(stage: Stage) -> None:
    stage.page("today")
    _write_in_search(stage, ">")


def _write_in_search(stage: Stage, text: str) -> None:
    field = stage.window.top.search
    field.setFocus()
    field.setText(text)
    field.textEdited.emit(text)


def _fault(stage: Stage) -> None:
    stage.page("today")
    stage.window.tell_fault(locked())


def _just_done(stage: Stage) -> None:
    stage.page("today")
    stage.window.messages.say(_("Tick off a preparation"), undoable=True)


def _welcome(step: int) -> Scene:
    def play(stage: Stage) -> QWidget:
        from trygg_desktop.desktop.welcome import Welcome

        welcome = Welcome(Path("trygg.workspace"))
        welcome.show_step(step)
        return stage.alone(welcome)

    return Scene(f"welcome-{step + 1}", play)


def _unlock(stage: Stage) -> QWidget:
    from trygg_desktop.desktop.unlock import UnlockPage

    return stage.alone(UnlockPage("trygg.workspace"))


def _importing(what: str) -> Scene:
    def play(stage: Stage) -> QWidget:
        from trygg_desktop.desktop.importing.window import ImportWindow

        window = ImportWindow(stage.desk, what)
        window.show()
        return window

    return Scene(f"import-{what}", play)


def _closed(stage: Stage) -> QWidget:
    from trygg_desktop.desktop.unlock import ClosedPage

    return stage.alone(ClosedPage("trygg.workspace", damaged(Path("trygg.workspace"))))


SCENES: tuple[Scene, ...] = (
    _welcome(0),
    _welcome(1),
    _welcome(2),
    Scene("unlock", _unlock),
    Scene("closed", _closed),
    *(_visit(subject.name) for subject in SUBJECTS),
    _visit(SETTINGS.name),
    Scene("today-search", _search),
    Scene("today-commands", _commands),
    Scene("today-fault", _fault),
    Scene("today-just-done", _just_done),
    _importing("contacts"),
    _importing("events"),
)
