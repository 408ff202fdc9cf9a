"""A figure that is typed by hand waits for its period, so that two leaders who type the same one have one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tests.desktop.pages import desk_over
from tests.desktop.records.conftest import TODAY, Camera, settle, show_form
from tests.desktop.records.test_form import line, row, write_in
from tests.exchange.test_signing import give, pair
from tests.support import SteppingClock
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.records.form import RecordForm
from trygg_desktop.desktop.records.pane import ListAndForm
from trygg_desktop.domain.figures import Indicator, Measurement
from trygg_desktop.domain.sides import Side
from trygg_desktop.errors import EnvironmentFault
from trygg_desktop.exchange.exchange import Exchange
from trygg_desktop.workspace import Key, Workspace

Write = Callable[..., UUID]


@pytest.fixture
def indicator(write: Write) -> UUID:
    return write(Indicator, name="Otrygga ute sent", unit="procent")


@pytest.fixture
def other(tmp_path: Path, indicator: UUID, workspace: Workspace) -> Iterator[Desk]:
    """The desk of the other leader, who has heard of the indicator."""
    made = Workspace.create(
        tmp_path / "police.trygg", Key.generate(), author="Polisen", side=Side.POLICE, clock=SteppingClock()
    )
    pair(workspace, made)
    give(workspace, made)
    with made, desk_over(made, TODAY) as desk:
        yield desk


def begin(desk: Desk, qtbot: QtBot, **values: Any) -> RecordForm:
    """A figure that is being begun."""
    form = show_form(desk, qtbot)
    form.begin(Measurement, **values)
    settle(desk, qtbot)
    return form


def figures(desk: Desk) -> list[tuple[UUID | None, float | None]]:
    return [(each.id, each.value) for each in desk.workspace.records(Measurement)]


def type_figure(
    desk: Desk, qtbot: QtBot, indicator: UUID, value: str, period: str = "2025", **more: str
) -> RecordForm:
    """Types a figure from the top to the bottom and leaves it."""
    form = begin(desk, qtbot, indicator=indicator)
    for name, text in {"value": value, "period": period, **more}.items():
        write_in(form, qtbot, name, text)
    form.leave()
    settle(desk, qtbot)
    return form


def test_a_figure_waits_for_its_period_and_says_so(desk: Desk, qtbot: QtBot, indicator: UUID) -> None:
    form = begin(desk, qtbot, indicator=indicator)
    write_in(form, qtbot, "value", "31,5")
    assert figures(desk) == [] and form.body is not None
    assert form.body.heading.saved.text() == "sparas när period är ifylld"
    write_in(form, qtbot, "period", "2025")
    assert form.body.heading.saved.text() == "sparas när du lämnar den"
    write_in(form, qtbot, "source", "NTU 2025")
    form.leave()
    settle(desk, qtbot)
    known = Measurement.natural_id({"indicator": indicator, "period": "2025", "source": "NTU 2025"})
    assert figures(desk) == [(known, 31.5)]
    assert form.record_id == known


def test_a_figure_that_is_begun_from_its_value_waits_for_its_indicator(desk: Desk, qtbot: QtBot) -> None:
    form = begin(desk, qtbot)
    write_in(form, qtbot, "value", "31,5")
    assert form.body is not None
    assert form.body.heading.saved.text() == "sparas när indikator är ifylld"


def test_what_was_begun_and_left_without_its_period_is_there_the_next_time(
    desk: Desk, qtbot: QtBot, indicator: UUID
) -> None:
    form = begin(desk, qtbot, indicator=indicator)
    write_in(form, qtbot, "value", "31,5")
    form.clear()
    settle(desk, qtbot)
    assert figures(desk) == []
    form = begin(desk, qtbot, indicator=indicator)
    assert row(form, "value").editor.text() == "31,5"
    write_in(form, qtbot, "period", "2025")
    form.leave()
    settle(desk, qtbot)
    assert [value for _id, value in figures(desk)] == [31.5]
    assert row(begin(desk, qtbot, indicator=indicator), "value").editor.text() == ""


def test_what_was_begun_for_another_indicator_is_left_lying(
    desk: Desk, qtbot: QtBot, indicator: UUID, write: Write
) -> None:
    form = begin(desk, qtbot, indicator=indicator)
    write_in(form, qtbot, "value", "31,5")
    form.clear()
    settle(desk, qtbot)
    form = begin(desk, qtbot, indicator=write(Indicator, name="Anmälda brott"))
    assert row(form, "value").editor.text() == ""


def test_a_figure_that_is_here_already_is_opened_with_what_was_typed_beside_it(
    desk: Desk, qtbot: QtBot, indicator: UUID, write: Write
) -> None:
    here = write(Measurement, indicator=indicator, period="2025", value=31.5, notes="Enkäten.")
    form = type_figure(desk, qtbot, indicator, "28", notes="Ny siffra.")
    settle(desk, qtbot)
    assert figures(desk) == [(here, 31.5)]
    assert form.record_id == here and form.body is not None
    assert form.body.unsaved.isVisible()
    assert desk.workspace.scratch(here.hex) == {"value": "28", "notes": "Ny siffra."}
    form.body.unsaved.taken_back.emit("value", "28")
    form.leave()
    settle(desk, qtbot)
    assert figures(desk) == [(here, 28.0)]
    assert desk.workspace.scratch(here.hex) == {"notes": "Ny siffra."}


def test_a_figure_whose_period_is_corrected_stays_in_the_form_and_is_the_other_leaders_too(
    desk: Desk, other: Desk, qtbot: QtBot, indicator: UUID
) -> None:
    form = type_figure(desk, qtbot, indicator, "31,5", period="2024", source="NTU")
    wrong = form.record_id
    write_in(form, qtbot, "period", "2025")
    settle(desk, qtbot)
    assert form.record_id not in (None, wrong) and row(form, "value").editor.text() == "31,5"
    write_in(form, qtbot, "value", "28")
    settle(desk, qtbot)
    assert figures(desk) == [(form.record_id, 28.0)]
    type_figure(other, qtbot, indicator, "28", source="NTU")
    give(desk.workspace, other.workspace)
    assert figures(other) == figures(desk)


def test_a_figure_whose_period_is_corrected_stays_chosen_in_its_list(
    desk: Desk, qtbot: QtBot, indicator: UUID, write: Write
) -> None:
    for period in ("2022", "2023", "2024"):
        write(Measurement, indicator=indicator, period=period, value=31.5)
    pane = ListAndForm(desk, Measurement)
    qtbot.addWidget(pane)
    pane.show()
    settle(desk, qtbot)
    wrong = pane.list.lines.id_at(1)
    assert wrong is not None
    pane.show_record(wrong)
    settle(desk, qtbot)
    write_in(pane.form, qtbot, "period", "2019")
    settle(desk, qtbot)
    known = Measurement.natural_id({"indicator": indicator, "period": "2019"})
    assert (pane.form.record_id, pane.list.chosen()) == (known, known)
    assert len(figures(desk)) == 3


def test_a_period_that_another_figure_has_is_refused_under_its_field(
    desk: Desk, qtbot: QtBot, indicator: UUID, write: Write
) -> None:
    here = write(Measurement, indicator=indicator, period="2025", value=31.5, source="NTU")
    form = type_figure(desk, qtbot, indicator, "28", period="2024", source="NTU")
    write_in(form, qtbot, "period", "2025")
    settle(desk, qtbot)
    assert sorted(figures(desk), key=str) == sorted([(here, 31.5), (form.record_id, 28.0)], key=str)
    assert row(form, "period").refused == "2025"


def test_two_leaders_who_type_the_same_figure_have_one(
    desk: Desk, other: Desk, qtbot: QtBot, indicator: UUID
) -> None:
    for each in (desk, other):
        type_figure(each, qtbot, indicator, "31,5", source="NTU")
    give(desk.workspace, other.workspace)
    give(other.workspace, desk.workspace)
    assert len(figures(desk)) == 1 and figures(desk) == figures(other)
    assert Exchange(desk.workspace).questions() == []


def test_two_leaders_who_type_other_values_are_asked(
    desk: Desk, other: Desk, qtbot: QtBot, indicator: UUID
) -> None:
    type_figure(desk, qtbot, indicator, "31,5", source="NTU")
    type_figure(other, qtbot, indicator, "28", source="ntu ")
    give(desk.workspace, other.workspace)
    give(other.workspace, desk.workspace)
    assert len(figures(desk)) == 1 and figures(desk) == figures(other)
    (asked,) = [each for each in Exchange(desk.workspace).questions() if each.field == "value"]
    assert {answer.value for answer in asked.answers} == {31.5, 28.0}


def test_a_record_without_such_a_key_is_written_as_soon_as_it_has_a_name(desk: Desk, qtbot: QtBot) -> None:
    form = show_form(desk, qtbot)
    form.begin(Camera)
    settle(desk, qtbot)
    write_in(form, qtbot, "name", "Torget")
    assert desk.workspace.count(Camera) == 1


@pytest.fixture
def passing(desk: Desk, qtbot: QtBot) -> Iterator[RecordForm]:
    """A form that goes with its page before the test is over."""
    page = QWidget()
    form = RecordForm(desk)
    QVBoxLayout(page).addWidget(form)
    qtbot.addWidget(page)
    page.show()
    yield form


def type_and_take_away(form: RecordForm, qtbot: QtBot, name: str, text: str) -> None:
    """Leaves a form, which is gone by the time that what stood in it has been written."""
    desk, target = form.desk, line(form, name)
    target.setFocus()
    qtbot.keyClicks(target, text)
    form.leave()
    delete(form)
    settle(desk, qtbot)


def test_a_figure_that_is_here_already_has_beside_it_what_a_form_held_that_is_gone_by_then(
    desk: Desk, passing: RecordForm, qtbot: QtBot, indicator: UUID, write: Write
) -> None:
    here = write(Measurement, indicator=indicator, period="2025", value=31.5)
    passing.begin(Measurement, indicator=indicator)
    settle(desk, qtbot)
    for name, text in {"value": "28", "notes": "Ny siffra."}.items():
        write_in(passing, qtbot, name, text)
    type_and_take_away(passing, qtbot, "period", "2025")
    assert figures(desk) == [(here, 31.5)]
    assert desk.workspace.scratch(here.hex) == {"value": "28", "notes": "Ny siffra."}


def test_a_new_figure_whose_form_is_gone_is_written_and_no_longer_waits(
    desk: Desk, passing: RecordForm, qtbot: QtBot, indicator: UUID
) -> None:
    passing.begin(Measurement, indicator=indicator)
    settle(desk, qtbot)
    write_in(passing, qtbot, "value", "28")
    type_and_take_away(passing, qtbot, "period", "2025")
    assert [value for _id, value in figures(desk)] == [28.0]
    assert row(begin(desk, qtbot, indicator=indicator), "value").editor.text() == ""


def test_text_that_was_saved_after_its_form_was_gone_does_not_stand_beside_itself(
    desk: Desk, passing: RecordForm, qtbot: QtBot, write: Write
) -> None:
    id = write(Camera, name="Torget")
    passing.show(id)
    settle(desk, qtbot)
    type_and_take_away(passing, qtbot, "notes", "Skev")
    camera = desk.workspace.get(id)
    assert isinstance(camera, Camera) and camera.notes == "Skev"
    assert desk.workspace.scratch(id.hex) == {}


def refuse(*_arguments: Any, **_parameters: Any) -> None:
    """A workspace that takes nothing."""
    raise EnvironmentFault("full", "The disk is full.")


@pytest.mark.parametrize("new", [False, True])
def test_an_error_about_a_form_that_is_gone_is_told_in_the_window(
    desk: Desk, passing: RecordForm, qtbot: QtBot, write: Write, monkeypatch: pytest.MonkeyPatch, new: bool
) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr(desk, "fault", told.append)
    if new:
        passing.begin(Camera)
    else:
        passing.show(write(Camera, name="Torget"))
    settle(desk, qtbot)
    monkeypatch.setattr(desk.workspace, "transaction", refuse)
    type_and_take_away(passing, qtbot, "name", "Parken")
    assert [type(each) for each in told] == [EnvironmentFault]
