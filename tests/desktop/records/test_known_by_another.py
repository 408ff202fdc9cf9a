"""A form whose figure gets another id, or its earlier one again, goes on with it and with what is typed there."""

from __future__ import annotations

from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.records.conftest import settle, show_form
from tests.desktop.records.test_form import row, write_in
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.domain.figures import Indicator, Measurement
from trygg_desktop.workspace import Workspace


@pytest.fixture
def figure(workspace: Workspace) -> UUID:
    with workspace.transaction("Test") as tx:
        indicator = tx.create(Indicator, name="Otrygga ute sent")
        return tx.create(Measurement, indicator=indicator, period="2024", value=3.0)


def test_a_period_that_was_typed_slowly_and_saved_is_not_offered_again(
    desk: Desk, workspace: Workspace, qtbot: QtBot, figure: UUID
) -> None:
    form = show_form(desk, qtbot, figure)
    workspace.scratch_save(figure.hex, "period", "2025")  # as it is every other second while one types
    write_in(form, qtbot, "period", "2025")
    assert form.record_id is not None and form.record_id != figure
    assert workspace.scratch(form.record_id.hex) == workspace.scratch(figure.hex) == {}


def test_a_form_goes_on_with_its_figure_when_the_new_period_is_taken_back(
    desk: Desk, qtbot: QtBot, figure: UUID
) -> None:
    form = show_form(desk, qtbot, figure)
    write_in(form, qtbot, "period", "2025")
    assert form.record_id != figure
    desk.undo()
    settle(desk, qtbot)
    assert form.record_id == figure and row(form, "period").editor.text() == "2024"
