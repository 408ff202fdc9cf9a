"""What is being made is broken off as soon as something else is wanted, and no result of it is shown."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from trygg_desktop.desktop.briefings import maker
from trygg_desktop.desktop.briefings.maker import BriefingMaker
from trygg_desktop.desktop.briefings.request import BriefingRequest
from trygg_desktop.desktop.desk import Desk

LONG, OTHER = BriefingRequest("stakeholders"), BriefingRequest("decisions")


class Making:
    """Makes briefings of which the long one takes until it is let go or broken off."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.let_go = threading.Event()

    def __call__(
        self, workspace: Any, request: BriefingRequest, today: Any, language: str, ask: Callable[[], None]
    ) -> Any:
        self.begun.append(request.name)
        while request == LONG and not self.let_go.wait(0.005):
            ask()
        return SimpleNamespace(name=request.name, number=len(self.begun))


@pytest.fixture
def making(monkeypatch: pytest.MonkeyPatch) -> Making:
    made = Making()
    monkeypatch.setattr(maker, "make_briefing", made)
    return made


@pytest.fixture
def briefings(desk: Desk, qtbot: QtBot, making: Making) -> BriefingMaker:
    return BriefingMaker(desk, desk)


def results(briefings: BriefingMaker) -> list[str]:
    """What is told from now on."""
    told: list[str] = []
    briefings.made.connect(lambda request, made: told.append(f"{made.name} {made.number}"))
    briefings.failed.connect(lambda request, error: told.append(type(error).__name__))
    return told


def test_another_briefing_does_not_wait_for_the_one_before(
    qtbot: QtBot, briefings: BriefingMaker, making: Making
) -> None:
    told = results(briefings)
    briefings.want(LONG)
    qtbot.waitUntil(lambda: bool(making.begun))
    briefings.want(OTHER)
    qtbot.waitUntil(lambda: bool(told) and briefings.settled)
    assert told == ["decisions 2"]


def test_an_edit_breaks_off_what_is_being_made_without_it(
    qtbot: QtBot, briefings: BriefingMaker, making: Making
) -> None:
    told = results(briefings)
    briefings.want(LONG)
    qtbot.waitUntil(lambda: bool(making.begun))
    briefings.make_again()
    qtbot.waitUntil(lambda: len(making.begun) == 2)
    making.let_go.set()
    qtbot.waitUntil(lambda: bool(told) and briefings.settled)
    assert told == ["stakeholders 2"]


def test_whoever_goes_on_writing_is_shown_a_state_of_a_moment_ago(
    qtbot: QtBot, briefings: BriefingMaker, making: Making
) -> None:
    told = results(briefings)
    briefings.want(LONG)
    qtbot.waitUntil(lambda: bool(making.begun))
    briefings.make_again()
    qtbot.waitUntil(lambda: len(making.begun) == 2)
    briefings.make_again()
    qtbot.waitUntil(lambda: briefings._again)
    making.let_go.set()
    qtbot.waitUntil(lambda: len(told) == 2 and briefings.settled)
    assert told == ["stakeholders 2", "stakeholders 3"]


def test_what_is_wanted_again_while_it_is_broken_off_is_made(
    qtbot: QtBot, briefings: BriefingMaker, making: Making
) -> None:
    told = results(briefings)
    briefings.want(LONG)
    qtbot.waitUntil(lambda: bool(making.begun))
    briefings.want(OTHER)
    briefings.want(LONG)
    making.let_go.set()
    qtbot.waitUntil(lambda: bool(told) and briefings.settled)
    assert told[-1].startswith("stakeholders") and "Cancelled" not in told


def test_a_page_that_is_gone_is_told_nothing(
    qtbot: QtBot, briefings: BriefingMaker, making: Making, desk: Desk
) -> None:
    briefings.want(LONG)
    qtbot.waitUntil(lambda: bool(making.begun))
    delete(briefings)
    making.let_go.set()
    qtbot.waitUntil(desk.settled)
