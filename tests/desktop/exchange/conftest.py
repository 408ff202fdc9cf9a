"""Two leaders, each with a workspace, a desk and the page Utbyte of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.council import TODAY
from tests.desktop.exchange.leaders import Leader, pair
from tests.desktop.pages import desk_over, on_screen
from tests.support import SteppingClock
from trygg_desktop.desktop.exchange import post
from trygg_desktop.desktop.exchange_page import ExchangePage
from trygg_desktop.domain.sides import Side
from trygg_desktop.workspace import Key, Workspace

ROLES = {Side.MUNICIPALITY: "Kommunens ledningsfunktion", Side.POLICE: "Polisens ledningsfunktion"}


@pytest.fixture
def strangers(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Leader, Leader]]:
    """Two who have not met."""
    monkeypatch.setattr(post, "PAUSE", 0)
    monkeypatch.setattr(post, "LOOKS_EVERY", 30)
    with ExitStack() as stack:
        leaders = []
        for number, side in enumerate(Side):
            workspace = stack.enter_context(
                Workspace.create(
                    tmp_path / f"{side.value}.workspace",
                    Key.generate(),
                    author=ROLES[side],
                    side=side,
                    clock=SteppingClock(1_767_222_000_000 + number * 100),
                )
            )
            desk = stack.enter_context(desk_over(workspace, TODAY))
            leaders.append(Leader(qtbot, workspace, desk, on_screen(qtbot, ExchangePage(desk))))
        yield leaders[0], leaders[1]
        for leader in leaders:
            leader.settle()
            assert leader.workspace.check() == []


@pytest.fixture
def both(strangers: tuple[Leader, Leader]) -> tuple[Leader, Leader]:
    """Two who have confirmed each other."""
    pair(*strangers)
    for leader in strangers:
        leader.page.post.refresh()
        leader.settle()
    return strangers
