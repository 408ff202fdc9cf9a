"""What every page is given: the workspace behind two doors, one to read and one to write, and word of changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from trygg_desktop.desktop.background import SHOWN_AFTER, Courier, Progress
from trygg_desktop.errors import Cancelled
from trygg_desktop.i18n import _

if TYPE_CHECKING:
    from trygg_desktop.workspace import Transaction, Workspace

T = TypeVar("T")
Touched = set[tuple[str, UUID]]
"""Kinds and ids of records."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a command, an undo or an import touched."""

    kinds: frozenset[str]
    ids: frozenset[UUID]

    @classmethod
    def of(cls, touched: set[tuple[str, UUID]]) -> Changes:
        """From pairs of kind and id."""
        return cls(frozenset(kind for kind, _id in touched), frozenset(id for _kind, id in touched))

    def and_also(self, later: Changes) -> Changes:
        """These changes and later ones together."""
        return Changes(self.kinds | later.kinds, self.ids | later.ids)


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of long work that the window can show and break off."""

    title: str
    progress: Progress


class Desk(QObject):
    """Reads, writes and runs jobs away from the window's thread, and tells everyone what changed."""

    changed = Signal(object)
    said = Signal(str)
    undoable = Signal(str)
    faulted = Signal(object)
    opened = Signal(object)
    went = Signal(str)
    creation_wanted = Signal(str)
    restore_wanted = Signal(object)
    renamed = Signal()
    language_chosen = Signal()
    job_started = Signal(object)
    job_ended = Signal(object)
    told_once = Signal()
    """Something stands in the window that is not shown again, so that it does not close of itself now."""

    def __init__(
        self, workspace: Workspace, today: date, parent: QObject | None = None, *, follows_clock: bool = False
    ) -> None:
        super().__init__(parent)
        self.follows_clock = follows_clock
        self.workspace = workspace
        self.today = today
        self.courier = Courier(self)
        self._way_back: Callable[[], None] | None = None

    def query(self, read: Callable[[Workspace], T], show: Callable[[T], None], *, owner: QObject) -> None:
        """Reads on the reader's thread and shows the answer here; dropped if its owner is gone by then."""
        self.courier.read(lambda: read(self.workspace), show, self.fault, owner)

    def command(
        self,
        message: str,
        write: Callable[[Transaction], T],
        done: Callable[[T], None] | None = None,
        *,
        failed: Callable[[BaseException], None] | None = None,
        final: bool = False,
        **parameters: Any,
    ) -> None:
        """One transaction on the writer's thread; then everyone is told what changed.

        Args:
            message: its name in undo and history, marked for translation; no personal data.
            write: what is done inside.
            done: given what `write` gave.
            failed: told of an error, instead of the window's own place for errors.
            final: whether it can't be taken back, as a release can't: then no undo is offered.
        """

        def work() -> tuple[T, Changes]:
            with self.workspace.transaction(message, **parameters) as tx:
                outcome = write(tx)
            return outcome, Changes.of(tx.changes)

        def written(outcome: tuple[T, Changes]) -> None:
            result, changes = outcome
            if changes.ids:
                self._way_back = None
                self.changed.emit(changes)
                told = self.said if final else self.undoable
                told.emit(_(message, **{k: _(v) if isinstance(v, str) else v for k, v in parameters.items()}))
            if done is not None:
                done(result)

        self.courier.write(work, written, failed or self.fault)

    def errand(
        self,
        work: Callable[[Workspace], tuple[T, Touched]],
        done: Callable[[T], None] | None = None,
        *,
        failed: Callable[[BaseException], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Work on the writer's thread that is no step of undo, such as a receipt; then everyone is told of it.

        Args:
            work: given the workspace; gives what came of it, and the kinds and ids that it touched.
            done: given what came of it.
            failed: told of an error, instead of the window's own place for errors.
            owner: if it is gone by then, neither of the two is told; the window's place for errors is.
        """

        def work_and_tell() -> tuple[T, Changes]:
            result, touched = work(self.workspace)
            return result, Changes.of(touched)

        def written(outcome: tuple[T, Changes]) -> None:
            result, changes = outcome
            if changes.ids:
                self._way_back = None
                self.changed.emit(changes)
            if done is not None and (owner is None or isValid(owner)):
                done(result)

        def broke(error: BaseException) -> None:
            there = failed is not None and (owner is None or isValid(owner))
            (failed if failed is not None and there else self.fault)(error)

        self.courier.write(work_and_tell, written, broke)

    def offer_way_back(self, text: str, take_back: Callable[[], None]) -> None:
        """Says what was done and offers to undo it in a way of its own, until something else is done."""
        self._way_back = take_back
        self.undoable.emit(text)

    def undo(self) -> None:
        """Takes the last step back and says which."""
        if self._way_back is not None:
            take_back, self._way_back = self._way_back, None
            take_back()
            return
        self._turn(
            lambda: self.workspace.undo(),
            lambda name: _("Undone: {name}", name=name),
            _("There is nothing to undo."),
        )

    def redo(self) -> None:
        """Does the step again that was last taken back."""
        self._turn(
            lambda: self.workspace.redo(),
            lambda name: _("Done again: {name}", name=name),
            _("There is nothing to do again."),
        )

    def _turn(
        self,
        turn: Callable[[], tuple[str, set[tuple[str, UUID]]] | None],
        told: Callable[[str], str],
        nothing: str,
    ) -> None:
        def work() -> tuple[str, Changes] | None:
            turned = turn()
            return None if turned is None else (turned[0], Changes.of(turned[1]))

        def tell(outcome: tuple[str, Changes] | None) -> None:
            if outcome is None:
                self.tell(nothing)
                return
            name, changes = outcome
            self.changed.emit(changes)
            self.tell(told(name))

        self.courier.write(work, tell, self.fault)

    def job(
        self,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Long work on files or paper; its progress appears after half a second and can be broken off."""
        job = Job(title, Progress())
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(lambda: self.job_started.emit(job))
        timer.start(int(SHOWN_AFTER * 1000))

        def end() -> None:
            timer.stop()
            timer.deleteLater()
            self.job_ended.emit(job)

        def finished(outcome: T) -> None:
            end()
            done(outcome)

        def broke(error: BaseException) -> None:
            end()
            (failed or self.fault)(error)

        self.courier.make(lambda: work(job.progress), finished, broke)

    def open(self, record_id: UUID) -> None:
        """Goes to the page where a record is at home, and shows it there."""
        self.opened.emit(record_id)

    def go(self, subject: str) -> None:
        """Goes to a page by its subject."""
        self.went.emit(subject)

    def create(self, kind: str) -> None:
        """Begins a new record on the page where its kind is at home."""
        self.creation_wanted.emit(kind)

    def tell(self, text: str) -> None:
        """Says something quietly."""
        self.said.emit(text)

    def fault(self, error: BaseException) -> None:
        """Shows an error in the one place for errors."""
        if isinstance(error, Cancelled):
            self.tell(_("Cancelled. Nothing was changed."))
        else:
            self.faulted.emit(error)

    def restore(self, copy: Path) -> None:
        """Asks for the workspace to become what a backup of it holds."""
        self.restore_wanted.emit(copy)

    def kept_aside(self) -> Path:
        """Where the file of today is kept when a backup takes its place; a name that is free."""
        path = self.workspace.path
        names = (
            f"{path.stem}-{self.today.isoformat()}{mark}{path.suffix}"
            for mark in ("", *(f"-{n}" for n in range(2, 100)))
        )
        return next(each for each in map(path.with_name, names) if not each.exists())

    def announce(self, touched: Touched | Changes) -> None:
        """Tells everyone of changes that did not come through `command`, such as an import's.

        Many of them are gathered into `Changes` where they are written, away from the window's thread.
        """
        self._way_back = None
        self.changed.emit(touched if isinstance(touched, Changes) else Changes.of(touched))

    def settled(self) -> bool:
        """Whether no work is under way; tests and pictures wait for it."""
        return self.courier.settled

    def close(self) -> None:
        """Finishes what is under way and closes the workspace."""
        self.courier.stop()
        self.workspace.close()
