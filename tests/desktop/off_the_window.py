"""Watches that the window's own thread leaves the workspace's file to others: it draws, and hears what is typed."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from PySide6.QtCore import QObject

import trygg_desktop
from trygg_desktop.workspace.door import Door
from trygg_desktop.workspace.reading import Reader

_OURS = str(Path(trygg_desktop.__file__).parent)
_LAST = "close"
"""What is done as the last thing, when there is no window any more that could stand still."""


@contextmanager
def file_left_to_others(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fails where a part of the window reads or writes the file on the thread that draws.

    What a test reads by itself, or by calling a function that reads, is its own affair.
    """
    found: list[str] = []
    reader: Callable[[Door], Reader] = Door.reader.fget  # type: ignore[attr-defined]
    write = Door._write

    def watched_reader(door: Door) -> Reader:
        found.extend(_by_a_part(sys._getframe(1)))
        return reader(door)

    def watched_write(door: Door) -> AbstractContextManager[Any]:
        found.extend(_by_a_part(sys._getframe(1)))
        return write(door)

    monkeypatch.setattr(Door, "reader", property(watched_reader))
    monkeypatch.setattr(Door, "_write", watched_write)
    yield
    assert not found, f"on the thread that draws: {found}"


def _by_a_part(frame: FrameType | None) -> Iterator[str]:
    """The line of the window's part that asked, where one did on the window's thread."""
    if threading.current_thread() is not threading.main_thread():
        return
    while frame is not None and frame.f_code.co_filename.startswith(_OURS):
        if frame.f_code.co_name == _LAST:
            return
        if isinstance(frame.f_locals.get("self"), QObject):
            yield f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno}"
            return
        frame = frame.f_back
