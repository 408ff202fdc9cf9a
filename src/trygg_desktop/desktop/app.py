"""Starts the window: the picture first, then the workspace on a thread of its own, then the day."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from trygg_desktop import i18n
from trygg_desktop.desktop import mistakes, preferences, theme
from trygg_desktop.desktop.placing import place_of, put_back
from trygg_desktop.desktop.window import MainWindow
from trygg_desktop.errors import TryggError
from trygg_desktop.i18n import HOME, _

if TYPE_CHECKING:
    from trygg_desktop.workspace import Key, Workspace

STARTED_AFTER = 5000
"""Milliseconds after which the program has certainly shown the day, or asks for something."""


def places() -> Path:
    """Where it is noted how far each workspace had come when it was left, so that a copy is known as one."""
    import platformdirs

    return Path(platformdirs.user_data_dir("Trygg", appauthor=False)) / "places"


_application: list[QApplication] = []
"""Held until the program ends: an application that goes before its windows takes the process down."""


def application() -> QApplication:
    """The one application object, with the program's name, which systems show."""
    # the style is named here, too: to put it in the place of another takes longer than to begin with it
    app = QApplication.instance() or QApplication([*sys.argv[:1], "-style", "fusion"])
    assert isinstance(app, QApplication)
    _application[:] = [app]
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
        self._was_moved = False
        from trygg_desktop.desktop.background import Courier

        self._courier = Courier(window)

    def begin(self) -> None:
        """Opens the file where there is one; otherwise welcomes."""
        if not self._path.exists():
            self._welcome()
            return
        self._open()

    def _open(self) -> None:
        """Opens the file, and reads the code of the first page beside it: the window's own thread does neither."""
        from trygg_desktop.desktop.subjects import TODAY

        self._courier.make(TODAY.load, lambda _page: None, self._failed)
        self._courier.write(self._opened, self._attach, self._failed)

    def _opened(self) -> Workspace:
        """On the thread: imports what the first picture did without, finds the key, opens."""
        from trygg_desktop.workspace import Key, KeyStore, Workspace
        from trygg_desktop.workspace.file import examine_outside
        from trygg_desktop.workspace.vault import locked, read_salt

        examine_outside(self._path)
        salt = read_salt(self._path)
        key = self._key or (
            Key.from_passphrase(self._passphrase, salt) if self._passphrase else KeyStore().load(salt)
        )
        if key is None:
            raise locked()
        return self._settled(Workspace.open(self._path, key))

    def _settled(self, workspace: Workspace) -> Workspace:
        """A file that was restored, moved or copied goes on in a lane of its own."""
        self._was_moved = workspace.settle(places())
        return workspace

    def _attach(self, workspace: Workspace) -> None:
        from trygg_desktop.desktop.desk import Desk

        self._window.show_frame()
        desk = Desk(workspace, datetime.now(HOME).date(), follows_clock=True)
        desk.restore_wanted.connect(self._restore)
        self._window.attach(desk)
        if self._was_moved:
            self._window.faults.say(
                _(
                    "This file was restored, moved or copied. The exchange goes on without a new pairing; "
                    "use only one of the copies."
                )
            )
        QTimer.singleShot(3000, self._keep_backup)

    def _failed(self, error: BaseException) -> None:
        """Asks for the passphrase where that is what is missing; otherwise says what is wrong."""
        from trygg_desktop.desktop.unlock import ClosedPage, UnlockPage

        if isinstance(error, TryggError) and error.id in ("locked", "wrong-key", "miscopied-group"):
            asking = UnlockPage(self._path.name, None if error.id == "locked" else error)
            asking.passphrase_given.connect(self._try_passphrase)
            self._window.show_alone(asking)
            return
        closed = ClosedPage(self._path.name, error)
        closed.again_wanted.connect(self._open)
        self._window.show_alone(closed)
        if not isinstance(error, TryggError):
            self._window.tell_fault(error)

    def _try_passphrase(self, passphrase: str, keep: bool) -> None:
        def opened() -> Workspace:
            from trygg_desktop.workspace import KeyStore, Workspace
            from trygg_desktop.workspace.vault import read_salt

            key = key_of(passphrase, read_salt(self._path))
            workspace = self._settled(Workspace.open(self._path, key))
            if keep:
                KeyStore().save(key)
            return workspace

        self._courier.write(opened, self._attach, self._failed)

    def _welcome(self) -> None:
        from trygg_desktop.desktop.welcome import Welcome

        welcome = Welcome(self._path)
        welcome.ready.connect(lambda workspace: self._made(workspace, welcome.wants_lists))
        self._window.show_alone(welcome)

    def _made(self, workspace: Workspace, wants_lists: bool) -> None:
        self._path = workspace.path

        def attach(settled: Workspace) -> None:
            self._attach(settled)
            if wants_lists:
                from trygg_desktop.desktop.importing.window import ImportWindow

                assert self._window.desk is not None
                ImportWindow(self._window.desk, parent=self._window).show()

        self._courier.write(lambda: self._settled(workspace), attach, self._failed)

    def _restore(self, copy: Path) -> None:
        """Puts a backup in the place of the file, which is kept beside it; if that fails, all is as before."""
        desk = self._window.desk
        assert desk is not None
        key, aside = desk.workspace.key, desk.kept_aside()
        self._window.detach()

        def exchange() -> Workspace:
            from trygg_desktop.workspace import Workspace
            from trygg_desktop.workspace.backup import restore_backup

            self._path.replace(aside)
            try:
                restore_backup(copy, key, self._path)
            except BaseException:
                aside.replace(self._path)
                raise
            return self._settled(Workspace.open(self._path, key))

        def restored(workspace: Workspace) -> None:
            self._attach(workspace)
            self._window.messages.say(
                _(
                    "The workspace is as it was in the copy. What you had before is kept as {name}.",
                    name=aside.name,
                )
            )

        def failed(error: BaseException) -> None:
            self._key = key
            self._window.tell_fault(error)
            self._open()

        self._courier.write(exchange, restored, failed)

    def _keep_backup(self) -> None:
        """Today's copy, made quietly beside the workspace."""
        desk = self._window.desk
        if desk is not None and not desk.workspace.read_only:
            desk.job(
                _("Making today’s backup"),
                lambda _progress: desk.workspace.keep_daily_backup(desk.today),
                lambda _kept: None,
            )


def key_of(written: str, salt: bytes) -> Key:
    """The key from what someone wrote: the passphrase, or the groups of the recovery sheet.

    Raises:
        UserError: a group was copied wrongly.
    """
    from trygg_desktop.workspace.vault import Key, key_from_recovery_groups, recovery_groups

    groups = recovery_groups(Key.generate())
    if [len(each) for each in written.replace("-", " ").split()] == [len(each) for each in groups]:
        return key_from_recovery_groups(written, salt)
    return Key.from_passphrase(written, salt)


def run(
    path: Path,
    *,
    key: Key | None = None,
    passphrase: str | None = None,
    language: str | None = None,
    first_picture: Callable[[], Any] | None = None,
) -> int:
    """Shows the window and stays until it is closed.

    Args:
        path: the workspace's file; where there is none, the welcome is shown.
        key, passphrase: how it is unlocked, where that is known already.
        language: `sv` or `en`; as last chosen where nothing is said.
        first_picture: called once the window has been drawn, for measuring.
    """
    gc.disable()
    app = application()
    QTimer.singleShot(STARTED_AFTER, _tidy_again)
    i18n.set_language(language or preferences.language())
    theme.apply(app, preferences.scheme())
    window = MainWindow()
    put_back(window, preferences.place())
    window.left.connect(lambda: _keep_place(window))
    mistakes.watch(window.tell_fault)
    opening: list[Opening] = []

    def begin() -> None:
        from trygg_desktop.desktop import qt_words

        qt_words.speak(i18n.language())
        opening.append(Opening(window, path, key=key, passphrase=passphrase))
        opening[0].begin()

    if first_picture is not None:
        window.drawn.connect(first_picture)
    window.drawn.connect(begin)
    window.show()
    try:
        return app.exec()
    finally:
        gc.enable()
        sys.excepthook = sys.__excepthook__
        delete(window)  # before the application goes: a window that outlives it takes the process down


def _keep_place(window: MainWindow) -> None:
    """Where the window stands, and how its pages share their room, for the next start."""
    preferences.keep_place(place_of(window))
    if window.desk is not None:
        window.desk.courier.write(preferences.save, lambda _done: None, lambda _error: None)


def _tidy_again() -> None:
    """Leaves out all that was made while starting when the window's thread looks for what is used no more.

    Some hundred thousand things are made then, and nearly all of them stay. Looking through them again and
    again would take a quarter of the time until the day is shown, and later hold the window up now and then.
    Python's own collection stays off: it may run on any thread, and a Qt object freed there crashes (`background`).
    """
    gc.freeze()
