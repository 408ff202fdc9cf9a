"""Keeps text that is being typed every other second, so that a crash takes little of it."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from trygg_desktop.desktop.desk import Desk

KEPT_EVERY = 2000
"""Milliseconds."""


class TypedText(QObject):
    """What is typed in the fields of one record and not saved yet."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._id: UUID | None = None
        self._texts: dict[str, str] = {}
        self._timer = QTimer(self, interval=KEPT_EVERY)
        self._timer.timeout.connect(self.keep)

    def begin(self, id: UUID | None) -> None:
        """From here on text is typed in this record; what was typed before is kept."""
        if id != self._id:
            self.keep()
            self._id = id

    def go_on_as(self, id: UUID) -> None:
        """The record is known by another id now; what was typed in it is kept there."""
        self._id = id
        self.keep()

    def note(self, name: str, text: str) -> None:
        """A field holds this text now."""
        self._texts[name] = text
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Writes down what has been typed since the last time."""
        texts, id = dict(self._texts), self._id
        self._texts.clear()
        self._timer.stop()
        workspace = self._desk.workspace
        if not texts or id is None or workspace.read_only:
            return

        def write() -> None:
            for name, text in texts.items():
                workspace.scratch_save(id.hex, name, text)

        self._desk.courier.write(write, lambda _done: None, self._desk.fault)

    def forget(self, id: UUID, name: str) -> None:
        """The text of a field was saved, or is not wanted."""
        if id == self._id:
            self._texts.pop(name, None)
        forget_kept(self._desk, id, name)


def forget_kept(desk: Desk, id: UUID, name: str) -> None:
    """What was kept of a field's text goes, also when its form is gone: it was saved, or is not wanted."""
    workspace = desk.workspace
    if not workspace.read_only:
        desk.courier.write(lambda: workspace.scratch_drop(id.hex, name), lambda _done: None, desk.fault)
