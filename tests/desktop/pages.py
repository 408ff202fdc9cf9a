"""What tests of single pages share: a desk whose faults fail the test, a page on screen, and waiting for both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TypeVar

from pytestqt.qtbot import QtBot

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.page import Page
from trygg_desktop.workspace import Workspace

P = TypeVar("P", bound=Page)


@contextmanager
def desk_over(workspace: Workspace, today: date) -> Iterator[Desk]:
    """A desk; a fault that the test did not ask for fails it."""
    made, faults = Desk(workspace, today), list[BaseException]()
    made.faulted.connect(faults.append)
    yield made
    made.courier.stop()
    assert not faults


def on_screen(qtbot: QtBot, page: P) -> P:
    """A page as large as the window leaves it, told of changes as the window would tell it."""
    qtbot.addWidget(page)
    page.desk.changed.connect(page.refresh)
    page.resize(1096, 752)
    page.show()
    page.refresh(None)
    settle(qtbot, page.desk)
    return page


def settle(qtbot: QtBot, desk: Desk, also: Callable[[], bool] = lambda: True) -> None:
    """Waits until everything is written, read and shown, and what a page does besides is done."""

    def quiet() -> bool:
        return desk.settled() and also()

    qtbot.waitUntil(quiet)
    qtbot.wait(20)
    qtbot.waitUntil(quiet)
