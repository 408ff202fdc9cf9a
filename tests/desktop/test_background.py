"""Work on other threads lets go of the window's things on the window's thread: freed elsewhere they crash."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from trygg_desktop.desktop.background import Courier


class _Part:
    """Stands for a part of the window; notes which thread was the last to hold it."""

    def __init__(self, freed: list[int]) -> None:
        self._freed = freed

    def take(self, _outcome: Any) -> None:
        """What is told of an outcome or an error."""

    def look(self) -> None:
        """What is asked for."""

    def stumble(self) -> None:
        """What cannot be done."""
        raise OSError

    def __del__(self) -> None:
        self._freed.append(threading.get_ident())


def _read(courier: Courier, owner: QObject, freed: list[int]) -> None:
    courier.read(_Part(freed).look, _Part(freed).take, _Part(freed).take, owner)


def _stumble(courier: Courier, owner: QObject, freed: list[int]) -> None:
    courier.read(_Part(freed).stumble, _Part(freed).take, _Part(freed).take, owner)


@pytest.mark.parametrize("ask", [_read, _stumble])
def test_what_asked_for_work_is_freed_on_the_thread_of_the_window(
    qapp: QApplication, qtbot: QtBot, ask: Callable[[Courier, QObject, list[int]], None]
) -> None:
    owner, freed = QObject(qapp), list[int]()
    courier = Courier(owner)
    ask(courier, owner, freed)
    qtbot.waitUntil(lambda: courier.settled)
    courier.stop()
    assert freed == [threading.get_ident()] * 3
    owner.deleteLater()
