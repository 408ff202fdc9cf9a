"""Work away from the window's own thread: one thread writes, one reads, a few make files."""

from __future__ import annotations

import gc
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

import trygg_desktop.desktop.lasting  # noqa: F401 - before much is done with Qt, but after the first picture
from trygg_desktop.errors import Cancelled

Work = Callable[[], Any]
Received = Callable[[Any], None]
Failed = Callable[[BaseException], None]

SHOWN_AFTER = 0.5
"""Seconds before progress is shown: most work is done by then."""
SWEPT_EVERY = 1000
"""Milliseconds between two looks for objects that are used no more."""
MANY = 50_000
"""New objects from which to look through them all would be felt."""
SLOW = 0.015
"""Seconds from which a look through the older ones is not made again."""


class Progress:
    """How far a job has come; told by the job, read by the window, broken off by the user."""

    def __init__(self) -> None:
        self.done = 0
        self.total = 0
        self.started = time.monotonic()
        self._cancelled = threading.Event()

    def step(self, done: int, total: int) -> None:
        """Says how much is done.

        Raises:
            Cancelled: the user broke off.
        """
        self.done, self.total = done, total
        if self._cancelled.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Asks the job to stop at its next step."""
        self._cancelled.set()


class _Sweeper(QObject):
    """Python's collection of unused objects, on the window's thread alone: a Qt object freed on another crashes.

    To look through everything the program is made of takes longer than a window may stand still. What has stood a
    while is therefore set aside (`gc.freeze`) and looked through again only while the user is in another program;
    that concerns objects that hold one another, all others are freed as soon as nobody holds them.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._begun = self._set_aside = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.sweep)
        self._timer.start(SWEPT_EVERY)

    def sweep(self) -> None:
        """Collects what Python itself would have collected by now, as far as that is quick."""
        counts, limits = gc.get_count(), gc.get_threshold()
        if self._set_aside and _is_away():
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            self._set_aside = False
        elif not self._begun or counts[0] > MANY:
            self._begun = self._set_aside = True
            gc.freeze()
            gc.collect(0)  # of nothing: it begins to count anew
        else:
            for generation in (2, 1, 0):
                if counts[generation] > limits[generation]:
                    self._collect(generation)
                    return

    def _collect(self, generation: int) -> None:
        began = time.perf_counter()
        gc.collect(generation)
        if time.perf_counter() - began > SLOW:
            gc.freeze()
            self._set_aside = True


def _is_away() -> bool:
    return QGuiApplication.applicationState() is not Qt.ApplicationState.ApplicationActive


_sweeper: _Sweeper | None = None


def sweep_here() -> None:
    """Sees to it that unused objects are collected on this thread, which is the window's; once for the program."""
    global _sweeper
    app = QCoreApplication.instance()
    if app is not None and (_sweeper is None or not isValid(_sweeper)):
        _sweeper = _Sweeper(app)


class _Carried:
    """A piece of work on its way to another thread and back.

    Parts of the window hang on what asked for it. All of that is let go here, on the window's thread: whichever
    thread were the last to hold it would otherwise free it, and a Qt object freed on another crashes.
    """

    def __init__(self, work: Work, done: Received, failed: Failed, owner: QObject | None) -> None:
        self._asked: tuple[Work, Received, Failed, QObject | None] | None = (work, done, failed, owner)
        self._outcome: Any = None
        self._error: BaseException | None = None

    def run(self) -> None:
        """Does the work, on the other thread."""
        try:
            self._outcome = self._asked[0]() if self._asked else None
        except BaseException as error:  # told to the user in the window, by the one who asked
            self._error = error

    def hand_over(self) -> None:
        """Tells the one who asked, on the window's thread; where its owner is gone, only of an error."""
        asked, outcome, error = self._asked, self._outcome, self._error
        self._asked = self._outcome = self._error = None
        if asked is None:
            return
        _work, done, failed, owner = asked
        if error is not None:
            failed(error)
        elif owner is None or isValid(owner):
            done(outcome)


class Courier(QObject):
    """Carries work to other threads and its outcome back to the window's."""

    arrived = Signal(object)
    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sweep_here()
        self.arrived.connect(self._deliver)
        self._outcomes: deque[Callable[[], None]] = deque()
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._hand_over_next)
        self._under_way = 0
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader")
        self._makers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="maker")

    def write(self, work: Work, done: Received, failed: Failed) -> None:
        """Runs work on the thread that writes."""
        self._send(self._writer, work, done, failed, None)

    def read(self, work: Work, done: Received, failed: Failed, owner: QObject) -> None:
        """Runs work on the thread that reads; the outcome is dropped when its owner is gone."""
        self._send(self._reader, work, done, failed, owner)

    def make(self, work: Work, done: Received, failed: Failed) -> None:
        """Runs work that makes or reads files."""
        self._send(self._makers, work, done, failed, None)

    @property
    def settled(self) -> bool:
        """Whether no work is under way."""
        return self._under_way == 0

    def _send(
        self,
        pool: ThreadPoolExecutor,
        work: Work,
        done: Received,
        failed: Failed,
        owner: QObject | None,
    ) -> None:
        self._under_way += 1
        carried = _Carried(work, done, failed, owner)

        def run() -> None:
            carried.run()
            if isValid(self):
                self.arrived.emit(carried.hand_over)

        try:
            pool.submit(run)
        except RuntimeError:
            self._under_way -= 1

    def _deliver(self, hand_over: Callable[[], None]) -> None:
        """Each outcome has a turn of its own: between two of them the window draws, and hears what is typed."""
        self._outcomes.append(hand_over)
        self._turn.start(0)

    def _hand_over_next(self) -> None:
        hand_over = self._outcomes.popleft()
        if not self._outcomes:
            self._turn.stop()
        try:
            hand_over()
        finally:
            self._under_way -= 1
            # Whoever asked may have been the last to hold the window.
            if self._under_way == 0 and isValid(self):
                QTimer.singleShot(0, self, self._say_idle)

    def _say_idle(self) -> None:
        if isValid(self) and self._under_way == 0:
            self.idle.emit()

    def stop(self) -> None:
        """Waits for what is under way and takes no more."""
        for pool in (self._writer, self._reader, self._makers):
            pool.shutdown(wait=True)
