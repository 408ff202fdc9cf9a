"""The page Aktörer over a small council."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.council import TODAY, fill
from tests.desktop.pages import filled_once, page_of
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.stakeholders_page import StakeholdersPage
from trygg_desktop.domain.record import Record
from trygg_desktop.domain.stakeholders import Stakeholder
from trygg_desktop.workspace import Workspace

Write = Callable[..., UUID]


@pytest.fixture
def write(workspace: Workspace) -> Write:
    """Writes a record directly, as an import would."""

    def create(kind: type[Record], **values: Any) -> UUID:
        with workspace.transaction("Test") as tx:
            return tx.create(kind, **values)

    return create


@pytest.fixture
def housing(desk: Desk) -> UUID:
    """The stakeholder of the small council."""
    ((id, _name),) = desk.workspace.rows(Stakeholder, ["name"])
    return id


def show_page(desk: Desk, qtbot: QtBot, width: int = 1096) -> StakeholdersPage:
    """The page on screen, filled. Changes reach it as the window would send them."""
    page = StakeholdersPage(desk)
    qtbot.addWidget(page)
    page.resize(width, 720)
    page.show()
    page.activateWindow()
    desk.changed.connect(page.refresh)
    page.refresh(None)
    settle(desk, qtbot)
    return page


looked_at = filled_once(fill)
page_to_look_at = page_of(StakeholdersPage, TODAY)


@pytest.fixture
def seen(page_to_look_at: StakeholdersPage, qtbot: QtBot) -> StakeholdersPage:
    """That page with the stakeholder of the small council looked at."""
    page, workspace = page_to_look_at, page_to_look_at.desk.workspace
    page.activateWindow()
    ((id, _name),) = workspace.rows(Stakeholder, ["name"])
    page.show_record(id)
    settle(page.desk, qtbot)
    return page


def settle(desk: Desk, qtbot: QtBot) -> None:
    """Waits until everything is written, read and shown."""
    for _round in range(4):
        qtbot.wait(1)
        qtbot.waitUntil(desk.settled)
