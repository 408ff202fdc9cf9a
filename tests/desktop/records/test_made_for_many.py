"""A record that is made while many are changed comes and goes in one step with the references to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from pytestqt.qtbot import QtBot

from tests.desktop.records.conftest import Camera, settle
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.records.change_many import ChangeManyBar
from trygg_desktop.domain.stakeholders import Stakeholder

Write = Callable[..., UUID]


def test_many_are_given_an_owner_that_is_made_in_the_same_step(
    desk: Desk, qtbot: QtBot, write: Write
) -> None:
    cameras = [write(Camera, name=name) for name in ("Torget", "Stationen")]
    bar = ChangeManyBar(desk, Camera)
    qtbot.addWidget(bar)
    bar.show()
    bar.set_ids(cameras)
    bar.fields.setCurrentIndex(bar.fields.findData("owner"))
    assert bar.editor is not None
    picker: Any = bar.editor.control
    picker.setText("Bostadsbolaget")
    picker.search()
    settle(desk, qtbot)
    picker.take_offer(0)
    bar.change()
    settle(desk, qtbot)
    ((made, _name),) = desk.workspace.rows(Stakeholder, ["name"])
    assert [each.owner for each in desk.workspace.records(Camera)] == [made, made]
    desk.undo()
    settle(desk, qtbot)
    assert desk.workspace.count(Stakeholder) == 0
