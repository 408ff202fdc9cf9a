"""What the window knows of the exchange while it is open: how it stands, and what has come to the shared folder."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.exchange.standing import SHARED_FOLDER, Standing, read_standing
from trygg_desktop.errors import TryggError
from trygg_desktop.exchange.folder import Arrival, Watcher

LOOKS_EVERY = 4000
"""Milliseconds between two looks into the shared folder: a file counts as come when two looks agree."""
PAUSE = 400
"""Milliseconds of quiet after a change before it is counted what waits to go."""


class Post(QObject):
    """Counts what waits, and watches the folder; one for each desk, see `post_of`.

    `stood` carries how the exchange stands, `file_came` a file in the folder, and `reach_changed` the error
    when the folder can't be reached, or nothing when it can again.
    """

    stood = Signal(object)
    file_came = Signal(object)
    reach_changed = Signal(object)
    _looked_there = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.standing: Standing | None = None
        self.arrivals: list[Arrival] = []
        self.out_of_reach: TryggError | None = None
        self._watcher: Watcher | None = None
        self._watched: tuple[Path, int, str] | None = None
        self._looking = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.refresh)
        self._looks = QTimer(self)
        self._looks.setInterval(LOOKS_EVERY)
        self._looks.timeout.connect(self.look)
        self._looked_there.connect(self._looked)
        desk.changed.connect(lambda _changes: self._later.start(PAUSE))

    def refresh(self) -> None:
        """Reads anew how the exchange stands."""
        self._later.stop()
        self._desk.query(read_standing, self._show, owner=self)

    def _show(self, standing: Standing) -> None:
        self.standing = standing
        taken = {file.fingerprint for file in standing.received if not file.taken_back}
        taken |= {file.fingerprint for file in standing.inbox}
        self.arrivals = [arrival for arrival in self.arrivals if arrival.fingerprint not in taken]
        self._watch(standing)
        self.stood.emit(standing)

    def choose_folder(self, folder: Path | None) -> None:
        """Watches another folder from now on, or none; remembered on this laptop."""
        kept = str(folder) if folder else None
        self._desk.courier.write(
            lambda: self._desk.workspace.remember(SHARED_FOLDER, kept),
            lambda _kept: self.refresh(),
            self._desk.fault,
        )

    def _watch(self, standing: Standing) -> None:
        if standing.folder is None or not standing.circle:
            self._looks.stop()
            self._watcher = self._watched = None
            self.arrivals = []
            return
        watched = (standing.folder, standing.lane, standing.circle)
        if watched == self._watched:
            return
        self._watched = watched
        self.arrivals = []
        self._watcher = Watcher(
            standing.folder, me=standing.lane, group=standing.circle, known=standing.known
        )
        self._looks.start()
        self.look()

    def look(self) -> None:
        """Looks into the folder once, away from the window's thread."""
        watcher = self._watcher
        if watcher is None or self._looking:
            return
        self._looking = True
        Thread(target=self._look_there, args=(watcher,), name="shared folder", daemon=True).start()

    def _look_there(self, watcher: Watcher) -> None:
        """On a thread of its own: a network that does not answer must not keep the window from closing."""
        outcome: list[Arrival] | Exception
        try:
            outcome = watcher.look()
        except Exception as error:
            outcome = error
        if isValid(self):
            self._looked_there.emit(watcher, outcome)

    def _looked(self, watcher: Watcher, outcome: list[Arrival] | Exception) -> None:
        self._looking = False
        if watcher is not self._watcher:
            return
        if isinstance(outcome, Exception):
            self._missed(outcome)
        else:
            self._reach(None)
            self._note(outcome)

    def _note(self, came: list[Arrival]) -> None:
        known = self.standing.known if self.standing else set()
        for arrival in came:
            if arrival.fingerprint not in known:
                self.arrivals.append(arrival)
                self.file_came.emit(arrival)

    def _missed(self, error: Exception) -> None:
        if isinstance(error, TryggError):
            self._reach(error)
        else:
            self._desk.fault(error)

    def _reach(self, error: TryggError | None) -> None:
        before, self.out_of_reach = self.out_of_reach, error
        if (before is None) != (error is None):
            self.reach_changed.emit(error)


def post_of(desk: Desk) -> Post:
    """The post of a desk, made when it is first asked for."""
    found = desk.findChild(Post)
    if found is None:
        found = Post(desk)
        found.refresh()
    return found
