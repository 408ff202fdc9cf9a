"""The window is not held up: outcomes come one at a time, and what is new in great numbers is not looked through."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from trygg_desktop.desktop import background
from trygg_desktop.desktop.background import Courier


def test_the_window_has_its_turn_between_two_outcomes(qtbot: QtBot) -> None:
    owner = QObject()
    courier, happened = Courier(owner), list[str]()

    def outcome(name: str) -> None:
        happened.append(name)
        QTimer.singleShot(0, owner, lambda: happened.append(f"turn after {name}"))

    for name in ("one", "two"):
        courier.arrived.emit(lambda name=name: outcome(name))
        courier._under_way += 1
    qtbot.waitUntil(lambda: len(happened) == 4)
    assert happened.index("turn after one") < happened.index("two")
    assert courier.settled
    courier.stop()


def test_outcomes_come_in_their_order(qtbot: QtBot) -> None:
    owner, come = QObject(), list[int]()
    courier = Courier(owner)
    for number in range(20):
        courier.read(lambda number=number: number, come.append, raised, owner)  # type: ignore[misc]
    qtbot.waitUntil(lambda: courier.settled)
    assert come == list(range(20))
    courier.stop()


def raised(error: BaseException) -> None:
    """A job of this test has no reason to fail."""
    raise error


def test_many_new_objects_are_set_aside_and_looked_through_when_the_user_is_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parent, away = QObject(), False
    monkeypatch.setattr(background, "_is_away", lambda: away)
    was_on = gc.isenabled()
    sweeper = background._Sweeper(parent)
    sweeper.sweep()
    try:
        loops = [[] for _each in range(background.MANY + 1000)]  # type: ignore[var-annotated]
        for loop in loops:
            loop.append(loop)
        sweeper.sweep()
        assert gc.get_count()[0] < background.MANY
        assert gc.get_freeze_count() >= background.MANY
        loops.clear()
        before = gc.get_freeze_count()
        away = True
        sweeper.sweep()
        assert gc.get_freeze_count() <= before - background.MANY
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()
