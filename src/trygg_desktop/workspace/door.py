"""The one door to writing: a step is kept whole or not at all, can be taken back, and touches nothing decided."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from trygg_desktop.domain.frozen import Freezing, refusal
from trygg_desktop.errors import EnvironmentFault, UserError
from trygg_desktop.workspace import local
from trygg_desktop.workspace import undo as steps
from trygg_desktop.workspace.beside import Gone
from trygg_desktop.workspace.care import Care
from trygg_desktop.workspace.engine import Engine
from trygg_desktop.workspace.file import Connection, explain
from trygg_desktop.workspace.frozen import changed_frozen
from trygg_desktop.workspace.known_before import take_typed_along
from trygg_desktop.workspace.lock import ONLY_READS
from trygg_desktop.workspace.log import ChangeLog
from trygg_desktop.workspace.memory import Memory
from trygg_desktop.workspace.projection import Projection
from trygg_desktop.workspace.questions import Questions
from trygg_desktop.workspace.reading import Reader
from trygg_desktop.workspace.transaction import Transaction


class Door(Memory, Questions, Care):
    """The part of a workspace that writes, and reads what it has written so far."""

    path: Path
    _writing: bool
    _owner: int | None
    _door: threading.RLock
    _writer: Connection | None
    _why_read_only: EnvironmentFault | None
    _log: ChangeLog | None
    _projection: Projection | None
    _reader: Reader | None
    _inner: Reader | None

    def why_read_only(self) -> EnvironmentFault:
        """What is said where this program only reads, of the file or of what somebody wanted to write."""
        if self._why_read_only is not None and self._why_read_only.id != "second-program":
            return self._why_read_only
        return EnvironmentFault("read-only", ONLY_READS)

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        """One SQLite transaction on the writer's connection, kept whole or not at all."""
        if self._writer is None:
            raise self.why_read_only()
        with self._door:
            if self._writing:
                raise RuntimeError("a transaction inside a transaction")
            import sqlcipher3

            self._writing, self._owner = True, threading.get_ident()
            try:
                self._writer.execute("BEGIN IMMEDIATE")
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException as error:
                self._roll_back()
                if isinstance(error, sqlcipher3.dbapi2.Error):
                    raise explain(error, self.path, writing=True) from error
                raise
            finally:
                self._writing, self._owner = False, None

    def _roll_back(self) -> None:
        assert self._writer is not None
        if self._writer.in_transaction:
            self._writer.execute("ROLLBACK")
        if self._projection:
            self._projection.forget()
        if self._log:
            self._log.reload()

    @contextmanager
    def transaction(self, message: str, **parameters: Any) -> Iterator[Transaction]:
        """The only door to writing: on leaving it everything is saved together, or nothing.

        Args:
            message: what is done, marked for translation, as undo and history show it; no personal data.
            parameters: named values for it, plain or marked texts; no personal data.
        """
        text = steps.message_text(message, parameters)
        with self._write() as connection:
            log, projection = self._engine()
            log.begin(text)
            transaction = Transaction(connection, log, projection, self.kinds)
            yield transaction
            if transaction.erased:
                local.remember(connection, local.TO_SCRUB, True)
                connection.execute(
                    "DELETE FROM inbox WHERE state <> 'newer'"
                )  # sent again where it is missed
            projection.flush()
            self._hold_to_decisions(transaction)
            projection.flush()
            written = log.finish()
            if transaction.ends_undo:
                steps.forget_all(connection)
            elif not written.empty and not transaction.erased:
                steps.remember(connection, written, text)
        self.note_gone(Gone(tuple(transaction.erased), tuple(transaction.withdrawn)))

    def _hold_to_decisions(self, transaction: Transaction) -> None:
        """What is decided does not change, or its decision is taken back with it.

        Raises:
            UserError: it changes what is decided.
        """
        erased = {id for id, _field, _change in transaction.erased}
        for rule, top in self._changed_frozen(transaction.changes, erased=erased):
            if not transaction.reopens:
                raise refusal()
            if transaction.log.is_alive(top.hex):
                transaction.change(top, **rule.reopened())

    def _changed_frozen(
        self, written: Iterable[tuple[str, UUID]], **but: Collection[UUID]
    ) -> list[tuple[Freezing, UUID]]:
        """What is decided and changed by this transaction; what others read is what held before it."""
        if self._reader is None:
            return []
        return changed_frozen(self._reader, self.reader, self.kinds, list(written), **but)

    @contextmanager
    def at_the_log(self) -> Iterator[Engine]:
        """For the exchange: the log itself, in one SQLite transaction, kept whole or not at all."""
        with self._write() as connection:
            log, projection = self._engine()
            yield Engine(connection, log, projection, self.kinds)

    def _engine(self) -> tuple[ChangeLog, Projection]:
        assert self._log is not None and self._projection is not None
        return self._log, self._projection

    def undo(self) -> tuple[str, set[tuple[str, UUID]]] | None:
        """Takes the last step back; gives its name and what it touched, or nothing where there is none.

        Raises:
            UserError: what it changed has been changed again since; the step is passed over from now on.
        """
        return self._turn(steps.next_undo)

    def redo(self) -> tuple[str, set[tuple[str, UUID]]] | None:
        """Does the step again that was last taken back; otherwise as `undo`."""
        return self._turn(steps.next_redo)

    def _turn(
        self, choose: Callable[[Connection], steps.Step | None]
    ) -> tuple[str, set[tuple[str, UUID]]] | None:
        step = None
        try:
            with self._write() as connection:
                step = choose(connection)
                if step is None:
                    return None
                log, projection = self._engine()
                log.begin(step.message, undoes=step.tx if not step.undone else self._undoing(step))
                touched = steps.invert(connection, log, step)
                log.flush()
                projection.project(log, touched)
                projection.flush()
                written = [(kind, UUID(record)) for record, kind in touched.items()]
                if self._changed_frozen(written, unmade=steps.made_in(connection, step)):
                    raise steps.passed_over(step, steps.DECIDED_SINCE)
                take_typed_along(log, touched)
                steps.turned(connection, step, log.finish())
        except UserError as error:
            if error.id == "undo-passed-over" and step is not None:
                with self._write() as connection:
                    steps.drop(connection, step)
            raise
        return step.name, self._with_ends(touched)

    def _undoing(self, step: steps.Step) -> int:
        """The transaction in which the step was taken back, which doing it again takes back in its turn.

        Raises:
            UserError: what it changed was erased since.
        """
        table = "change" if step.last >= step.first else "draft_change"
        first = step.first if step.last >= step.first else step.draft_first
        found = self.reader.execute(f"SELECT tx FROM {table} WHERE id = ?", (first,))
        if not found:
            raise steps.passed_over(step, steps.ERASED_SINCE)
        return int(found[0][0])

    def _with_ends(self, touched: dict[str, str]) -> set[tuple[str, UUID]]:
        changed = {(kind, UUID(record)) for record, kind in touched.items()}
        for record in (record for record, kind in touched.items() if kind == "link"):
            for (value,) in self.reader.execute(
                "SELECT value FROM every_change WHERE record = ? AND field = '*'", (record,)
            ):
                ends = json.loads(value) if value else {}
                for end in (ends.get("from_id"), ends.get("to_id")):
                    if end and (kind := self.kind_of(UUID(end))):
                        changed.add((kind.about.name, UUID(end)))
        return changed

    @property
    def reader(self) -> Reader:
        """Reads what is saved; inside a transaction of this thread, what it has written so far."""
        if self._writing and self._owner == threading.get_ident() and self._projection is not None:
            assert self._log is not None
            self._log.flush()
            self._projection.flush()
            if self._inner is None:
                self._inner = Reader(self._writer, self.kinds)
            return self._inner
        if self._reader is None:
            raise RuntimeError("the workspace is closed")
        return self._reader
