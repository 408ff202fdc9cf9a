"""A form of many fields is made in steps: it can be written in from the first, and nothing tells that it grew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.records.conftest import settle
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.records import form_room
from trygg_desktop.desktop.records.field_rows import written_fields
from trygg_desktop.desktop.records.form import RecordForm
from trygg_desktop.desktop.records.form_body import FormBody
from trygg_desktop.desktop.records.form_room import FormRoom
from trygg_desktop.desktop.records.tab_order import stops
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.problems import Problem

Write = Callable[..., UUID]
LATE = "status"
"""A field of a measure that is not among the first ones made."""


@pytest.fixture(autouse=True)
def rests_between_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A form is left half made until the test lets it go on."""
    monkeypatch.setattr(form_room, "BREATH", 60_000)


def growing(desk: Desk, qtbot: QtBot, act: Callable[[RecordForm], Any]) -> tuple[RecordForm, FormBody]:
    """A form that shows the beginning of a measure; the rest of it is still to be made."""
    form = RecordForm(desk)
    qtbot.addWidget(form)
    form.resize(520, 900)
    form.show()
    form.activateWindow()
    act(form)
    qtbot.waitUntil(lambda: form.record is not None)
    assert form.body is not None and not form.body.complete
    return form, form.body


def go_on(form: RecordForm) -> None:
    """Lets the next steps be made."""
    room = form.findChild(FormRoom)
    steps = room.findChild(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly) if room else None
    assert steps is not None
    steps.setInterval(0)


def made(form: RecordForm, qtbot: QtBot) -> FormBody:
    """The form once all of it is there."""
    go_on(form)
    qtbot.waitUntil(lambda: form.body is not None and form.body.complete)
    assert form.body is not None
    return form.body


def text(body: FormBody, name: str) -> str:
    """What a field says."""
    row = body.row(name)
    assert row is not None
    return row.editor.text()


def test_every_field_comes_and_shows_the_record(desk: Desk, qtbot: QtBot, write: Write) -> None:
    id = write(Measure, title="Ljus", notes="Mer ljus i gången.")
    form, body = growing(desk, qtbot, lambda form: form.show_record(id))
    assert not body.history.isVisible(), "what stands under the fields does not jump down as they come"
    body = made(form, qtbot)
    assert {row.field.name for row in body.made()} == {field.name for field in written_fields(Measure)}
    assert text(body, "notes") == "Mer ljus i gången." and body.history.isVisible()
    assert all(row.editor.isVisible() for row in body.made())


def test_nothing_moves_sideways_as_the_form_grows(desk: Desk, qtbot: QtBot, write: Write) -> None:
    id = write(Measure, title="Ljus")
    form, body = growing(desk, qtbot, lambda form: form.show_record(id))
    QApplication.processEvents()
    title = body.row("title")
    assert title is not None
    before = title.editor.geometry()
    made(form, qtbot)
    qtbot.wait(1)
    assert title.editor.geometry() == before


def test_what_is_typed_at_once_in_a_new_record_goes_into_its_title(desk: Desk, qtbot: QtBot) -> None:
    form, _body = growing(desk, qtbot, lambda form: form.begin(Measure))
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClicks(focused, "Lju")
    body = made(form, qtbot)
    assert QApplication.focusWidget() is focused
    qtbot.keyClicks(focused, "s")
    assert text(body, "title") == "Ljus"


def test_a_field_that_is_still_to_come_can_be_gone_to(desk: Desk, qtbot: QtBot, write: Write) -> None:
    id = write(Measure, title="Ljus")
    form, body = growing(desk, qtbot, lambda form: form.show_record(id))
    assert LATE not in {row.field.name for row in body.made()}
    form.focus_field(LATE)
    row = body.row(LATE)
    assert row is not None and row.editor.control.hasFocus()


def test_who_turns_to_another_record_meanwhile_sees_that_one(desk: Desk, qtbot: QtBot, write: Write) -> None:
    first = write(Measure, title="Ljus", notes="Mer ljus.")
    second = write(Measure, title="Värdar", notes="Fler värdar.")
    problem = write(Problem, title="Stationen")
    form, body = growing(desk, qtbot, lambda form: form.show_record(first))
    title: Any = body.row("title")
    title.editor.control.setFocus()
    qtbot.keyClicks(title.editor.control, "!")
    form.show_record(problem)
    form.show_record(second)
    settle(desk, qtbot)
    body = made(form, qtbot)
    assert (text(body, "title"), text(body, "notes")) == ("Värdar", "Fler värdar.")
    assert desk.workspace.get(first).title == "!Ljus"
    assert desk.workspace.get(first).notes == "Mer ljus."


def test_tab_goes_through_all_of_it_as_one_reads(desk: Desk, qtbot: QtBot, write: Write) -> None:
    id = write(Measure, title="Ljus")
    form, _body = growing(desk, qtbot, lambda form: form.show_record(id))
    body = made(form, qtbot)
    wanted = list(stops(body))
    found: list[QWidget] = [wanted[0]]
    while len(found) < len(wanted):
        after = found[-1].nextInFocusChain()
        while after not in wanted:
            after = after.nextInFocusChain()
        found.append(after)
    assert found == wanted


def test_a_form_made_ahead_has_all_its_fields_when_it_is_first_shown(
    desk: Desk, qtbot: QtBot, write: Write
) -> None:
    id = write(Measure, title="Ljus")
    form = RecordForm(desk)
    qtbot.addWidget(form)
    form.show()
    form.prepare(Measure)
    go_on(form)

    def is_ready() -> bool:
        body = form.findChild(FormBody)
        return body is not None and body.complete

    qtbot.waitUntil(is_ready)
    assert form.body is None
    form.show_record(id)
    qtbot.waitUntil(lambda: form.record is not None)
    assert form.body is not None and form.body.complete
