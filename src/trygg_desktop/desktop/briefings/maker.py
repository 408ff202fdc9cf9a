"""Keeps a briefing up to date in the background while the text behind it changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from shiboken6 import isValid

from trygg_desktop.desktop.background import Progress
from trygg_desktop.desktop.briefings.request import BriefingRequest
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.errors import Cancelled
from trygg_desktop.i18n import LANGUAGES, _, language

if TYPE_CHECKING:
    from trygg_desktop.briefings.registry import Made
    from trygg_desktop.workspace import Workspace

AT_ONCE, PAUSE = 40, 300
"""Milliseconds from a single change to the briefing being made again, and from the last of several."""


def make_briefing(
    workspace: Workspace, request: BriefingRequest, today: date, language: str, ask: Callable[[], None]
) -> Made:
    """Makes a briefing in memory; takes a while, meant for the pool.

    Args:
        ask: called again and again on the way; raises `Cancelled` where the user broke off.
    """
    made = _made(workspace, request, today, language, ask)
    if request.sought and made.fingerprint != request.sought:
        for other in LANGUAGES:
            again = _made(workspace, request, today, other, ask) if other != language else made
            if again.fingerprint == request.sought:
                return again
    return made


def _made(
    workspace: Workspace, request: BriefingRequest, today: date, language: str, ask: Callable[[], None]
) -> Made:
    from trygg_desktop.briefings.registry import make

    return make(
        workspace,
        request.name,
        audience=request.audience,
        today=request.on or today,
        meeting=request.meeting,
        district=request.district,
        person=request.person,
        since=request.since,
        until=request.until,
        with_drafts=request.working_copy,
        language=language,
        ask=ask,
    )


class BriefingMaker(QObject):
    """Makes the wanted briefing, once for a burst of changes, never two at a time."""

    made = Signal(object, object)
    """The request and what was made."""
    failed = Signal(object, object)
    """The request and the error."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wanted: BriefingRequest | None = None
        self._under_way = False
        self._again = False
        self._outdated, self._gave_up = Event(), False
        self._failed = False
        self._changed = QElapsedTimer()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PAUSE)
        self._later.timeout.connect(self._make)

    @property
    def wanted(self) -> BriefingRequest | None:
        """What is to be made."""
        return self._wanted

    @property
    def settled(self) -> bool:
        """Whether the last briefing that was made is the wanted one, as things stand."""
        return not (self._under_way or self._later.isActive())

    def want(self, request: BriefingRequest | None) -> None:
        """Says what is wanted now, and makes it at once; again, if it was broken off or could not be made."""
        if request == self._wanted and not self._failed:
            return
        self._wanted, self._failed = request, False
        self._outdated.set()
        self._later.start(0)

    def make_again(self) -> None:
        """Something in it may have changed: makes it again, after the last change where they come close together."""
        if self._wanted is None:
            return
        alone = not self._changed.isValid() or self._changed.elapsed() > PAUSE
        self._changed.start()
        self._later.start(AT_ONCE if alone else PAUSE)

    def _make(self) -> None:
        request = self._wanted
        if request is None:
            return
        if self._under_way:
            self._give_up()
            return
        self._under_way = True
        self._outdated = outdated = Event()
        workspace, today, words = self._desk.workspace, self._desk.today, language()

        def make(progress: Progress) -> Made:
            def ask() -> None:
                progress.step(0, 0)
                if outdated.is_set():
                    raise Cancelled

            return make_briefing(workspace, request, today, words, ask)

        self._desk.job(
            _("Making the briefing"),
            make,
            lambda made: self._done(request, made, None),
            failed=lambda error: self._done(request, None, error),
        )

    def _give_up(self) -> None:
        """What is being made is outdated. It is broken off, but not twice in a row for the same briefing: whoever
        goes on writing is shown the state of a moment ago rather than none."""
        if not self._again and not self._gave_up:
            self._outdated.set()
        self._again = True

    def _done(self, request: BriefingRequest, made: Made | None, error: BaseException | None) -> None:
        if not isValid(self):  # the page is gone, as when another language was chosen
            return
        self._under_way = False
        self._gave_up = self._outdated.is_set()
        if self._again or request != self._wanted:
            self._again = False
            self._later.start(0)
        if request != self._wanted or (made is None and self._gave_up):
            return
        self._failed = made is None
        if made is not None:
            self.made.emit(request, made)
        else:
            self.failed.emit(request, error)
