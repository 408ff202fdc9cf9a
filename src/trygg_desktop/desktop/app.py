"""Starts the window: the picture first, then the workspace on a thread of its own, then the day."""

from __future__ import annotations

import builtins

_plain_import = builtins.__import__  # PySide6 puts its own, slower one in its place

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from trygg_desktop import i18n
from trygg_desktop.desktop import theme
from trygg_desktop.desktop.background import Courier
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.window import MainWindow
from trygg_desktop.errors import EnvironmentFault
from trygg_desktop.i18n import HOME

if TYPE_CHECKING:
    from trygg_desktop.workspace import Key, Workspace


def application() -> QApplication:
    """The one application object, with the program's name, which systems show."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Trygg")
    app.setApplicationDisplayName("Trygg")
    app.setDesktopFileName("trygg")
    return app


class Opening:
    """Brings the window its workspace: unlocked by what is at hand, by asking, or newly made."""

    def __init__(self, window: MainWindow, path: Path, *, key: Key | None, passphrase: str | None) -> None:
        self._window = window
        self._path = path
        self._key = key
        self._passphrase = passphrase
        self._courier = Courier(window)

    def begin(self) -> None:
        """Opens the file where there is one; otherwise welcomes."""
        if not self._path.exists():
            self._welcome()
            return
        self._open()

    def _open(self) -> None:
        self._courier.write(self._opened, self._attach, self._failed)

    def _opened(self) -> Workspace:
        """On the thread: imports what the first picture did without, finds the key, opens."""
        with_plain_imports()
        from trygg_desktop.workspace import Key, KeyStore, Workspace
        from trygg_desktop.workspace.file import examine_outside
        from trygg_desktop.workspace.vault import locked, read_salt

        examine_outside(self._path)
        salt = read_salt(self._path)
        key = self._key or (Key.from_passphrase(self._passphrase, salt) if self._passphrase else KeyStore().load(salt))
        if key is None:
            raise locked()
        return Workspace.open(self._path, key)

    def _attach(self, workspace: Workspace) -> None:
        self._window.show_frame()
        self._window.attach(Desk(workspace, datetime.now(HOME).date(), follows_clock=True))
        QTimer.singleShot(3000, self._keep_backup)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, EnvironmentFault) and error.id in ("locked", "wrong-key"):
            from trygg_desktop.desktop.unlock import UnlockPage

            page = UnlockPage(self._path.name, error if error.id == "wrong-key" else None)
            page.passphrase_given.connect(self._try_passphrase)
            self._window.show_alone(page)
            page.setFocus()
            return
        self._window.tell_fault(error)

    def _try_passphrase(self, passphrase: str, keep: bool) -> None:
        def opened() -> Workspace:
            from trygg_desktop.workspace import Key, KeyStore, Workspace
            from trygg_desktop.workspace.vault import read_salt

            key = Key.from_passphrase(passphrase, read_salt(self._path))
            workspace = Workspace.open(self._path, key)
            if keep:
                KeyStore().save(key)
            return workspace

        self._courier.write(opened, self._attach, self._failed)

    def _welcome(self) -> None:
        from trygg_desktop.desktop.welcome import Welcome

        welcome = Welcome(self._path)
        welcome.ready.connect(self._made)
        self._window.show_alone(welcome)

    def _made(self, workspace: Workspace) -> None:
        self._path = workspace.path
        self._attach(workspace)

    def _keep_backup(self) -> None:
        """Today's copy, made quietly beside the workspace."""
        desk = self._window.desk
        if desk is not None and not desk.workspace.read_only:
            desk.job("", lambda _progress: desk.workspace.keep_daily_backup(desk.today), lambda _kept: None)


def with_plain_imports() -> None:
    """Puts Python's own import back: what comes now loads faster without PySide6's."""
    builtins.__import__ = _plain_import


def run(path: Path, *, key: Key | None = None, passphrase: str | None = None, first_picture: Callable[[], Any] | None = None) -> int:
    """Shows the window and stays until it is closed.

    Args:
        path: the workspace's file; where there is none, the welcome is shown.
        key, passphrase: how it is unlocked, where that is known already.
        first_picture: called once the window has been drawn, for measuring.
    """
    app = application()
    theme.apply(app, remembered_scheme())
    use_remembered_language()
    window = MainWindow()
    sys.excepthook = lambda _kind, error, _trace: window.tell_fault(error)
    opening = Opening(window, path, key=key, passphrase=passphrase)
    window.show()
    if first_picture is not None:
        QTimer.singleShot(0, first_picture)
    QTimer.singleShot(0, opening.begin)
    return app.exec()


def appearance_file() -> Path:
    """Where light or dark is remembered: before the workspace is open, and nothing personal."""
    import platformdirs

    return Path(platformdirs.user_config_dir("Trygg", appauthor=False)) / "appearance"


def remembered_scheme() -> str:
    """Light, dark or the system's, as last chosen."""
    try:
        kept = appearance_file().read_text(encoding="utf-8").strip()
    except OSError:
        return "system"
    return kept if kept in theme.SCHEMES else "system"


def use_remembered_language() -> None:
    """Swedish, unless English was chosen in the settings."""
    try:
        chosen = appearance_file().with_name("language").read_text(encoding="utf-8").strip()
    except OSError:
        return
    if chosen in i18n.LANGUAGES:
        i18n.set_language(chosen)


def remember_scheme(scheme: str) -> None:
    """Keeps the choice of light or dark for the next start."""
    try:
        appearance_file().parent.mkdir(parents=True, exist_ok=True)
        appearance_file().write_text(scheme, encoding="utf-8")
    except OSError:
        return
