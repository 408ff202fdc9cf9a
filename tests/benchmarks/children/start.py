"""Starts the program on a workspace and tells when its window is drawn, when the day is shown, or when all is quiet."""

# ruff: noqa: I001
# The program comes first, as it does for its users: it has PySide6 imported in a way of its own.
import sys
from pathlib import Path

import trygg_desktop.desktop.app as program
from trygg_desktop.desktop.window import MainWindow

from PySide6.QtCore import QTimer
from telling import FirstPicture, tell

file, raw_key, moment = sys.argv[1:]


class Window(MainWindow):
    """The window, watched for its first picture."""

    def __init__(self) -> None:
        super().__init__()
        if moment == "picture":
            self.watch = FirstPicture(self, tell)


class Opening(program.Opening):
    """Opens with the raw key, as the system's key store would give it, and watches the day's page."""

    def _opened(self):  # type: ignore[no-untyped-def]
        from trygg_desktop.workspace.vault import Key, read_salt

        self._key = Key(bytes.fromhex(raw_key), read_salt(self._path))
        return super()._opened()

    def _attach(self, workspace):  # type: ignore[no-untyped-def]
        from trygg_desktop.desktop.today_page import TodayPage

        show = TodayPage._show

        def show_and_watch(page, day):  # type: ignore[no-untyped-def]
            show(page, day)
            self.watch = FirstPicture(page._scroll.widget(), self._drawn)

        TodayPage._show = show_and_watch  # type: ignore[method-assign]
        super()._attach(workspace)

    def _drawn(self) -> None:
        if moment == "day":
            tell()
        QTimer.singleShot(500, tell)


program.MainWindow = Window  # type: ignore[misc]
program.Opening = Opening  # type: ignore[misc]
program.run(Path(file))
