"""Two leaders, each with a workspace, a desk and the page Utbyte of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.council import TODAY
from tests.desktop.exchange.leaders import Leader, pair
from tests.desktop.pages import desk_over, on_screen
from tests.support import Kept, SteppingClock, keep
from trygg_desktop.desktop.exchange import post
from trygg_desktop.desktop.exchange_page import ExchangePage
from trygg_desktop.domain.sides import Side
from trygg_desktop.exchange.exchange import Exchange
from trygg_desktop.workspace import Key, Workspace

ROLES = {Side.MUNICIPALITY: "Kommunens ledningsfunktion", Side.POLICE: "Polisens ledningsfunktion"}


@cache
def kept(*, know_each_other: bool) -> tuple[Kept, ...]:
    """Two leaders' new workspaces; one can be asked for those of two who have confirmed each other."""
    with TemporaryDirectory() as folder:
        made = [
            Workspace.create(
                Path(folder) / f"{side.value}.workspace",
                Key.generate(),
                author=ROLES[side],
                side=side,
                clock=SteppingClock(1_767_222_000_000 + number * 100),
            )
            for number, side in enumerate(Side)
        ]
        if know_each_other:
            pair(*map(Exchange, made))
        return tuple(map(keep, made))


@contextmanager
def at_their_desks(folder: Path, qtbot: QtBot, *, know_each_other: bool) -> Iterator[tuple[Leader, Leader]]:
    """Both leaders, each with the page on screen; nothing may be wrong with their files in the end."""
    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        patch.setattr(post, "PAUSE", 0)
        patch.setattr(post, "LOOKS_EVERY", 30)
        leaders = []
        for side, its in zip(Side, kept(know_each_other=know_each_other), strict=True):
            workspace = stack.enter_context(its.copy(folder / f"{side.value}.workspace"))
            desk = stack.enter_context(desk_over(workspace, TODAY))
            leaders.append(Leader(qtbot, workspace, desk, on_screen(qtbot, ExchangePage(desk))))
        yield leaders[0], leaders[1]
        for leader in leaders:
            leader.settle()
            assert leader.workspace.check() == []


@pytest.fixture
def strangers(tmp_path: Path, qtbot: QtBot) -> Iterator[tuple[Leader, Leader]]:
    """Two who have not met."""
    with at_their_desks(tmp_path, qtbot, know_each_other=False) as leaders:
        yield leaders


@pytest.fixture
def both(tmp_path: Path, qtbot: QtBot) -> Iterator[tuple[Leader, Leader]]:
    """Two who have confirmed each other."""
    with at_their_desks(tmp_path, qtbot, know_each_other=True) as leaders:
        yield leaders
