"""A record that is made inside a reference field comes and goes in one step with the reference to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from pytestqt.qtbot import QtBot

from tests.desktop.records.conftest import Camera, settle, show_form
from tests.desktop.records.test_form import line, row, value, write_in
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.records.form import RecordForm
from trygg_desktop.domain.stakeholders import Agreement, Stakeholder
from trygg_desktop.i18n import _

Write = Callable[..., UUID]
LONG = "Samverkansgruppen för trygghet i de norra bostadsområdena"


def make_new(form: RecordForm, qtbot: QtBot, field: str, title: str) -> None:
    """Types a title that nothing has and takes the offer to make it."""
    picker: Any = line(form, field)
    picker.setText(title)
    picker.search()
    settle(form.desk, qtbot)
    picker.take_offer(0)


def test_the_new_record_and_the_reference_are_one_undo_step(desk: Desk, qtbot: QtBot, write: Write) -> None:
    form = show_form(desk, qtbot, write(Camera, name="Torget"))
    make_new(form, qtbot, "owner", "Bostadsbolaget")
    settle(desk, qtbot)
    assert desk.workspace.titles([value(form, "owner")]) == {value(form, "owner"): "Bostadsbolaget"}
    assert desk.workspace.undo_name() == _("Change {field}", field=_("Owner"))
    desk.undo()
    settle(desk, qtbot)
    assert (value(form, "owner"), desk.workspace.count(Stakeholder)) == (None, 0)


def test_a_new_one_among_several_is_one_step_too(desk: Desk, qtbot: QtBot, write: Write) -> None:
    known = write(Stakeholder, name="Klubben")
    form = show_form(desk, qtbot, write(Agreement, title="Samverkan", stakeholders=[known]))
    make_new(form, qtbot, "stakeholders", "Bostadsbolaget")
    settle(desk, qtbot)
    assert sorted(desk.workspace.titles(value(form, "stakeholders")).values()) == [
        "Bostadsbolaget",
        "Klubben",
    ]
    desk.undo()
    settle(desk, qtbot)
    assert (value(form, "stakeholders"), desk.workspace.count(Stakeholder)) == ((known,), 1)


def test_leaving_at_once_does_not_make_it_twice(desk: Desk, qtbot: QtBot, write: Write) -> None:
    first, second = write(Camera, name="A"), write(Camera, name="B")
    form = show_form(desk, qtbot, first)
    make_new(form, qtbot, "owner", "Bostadsbolaget")
    form.show_record(second)
    settle(desk, qtbot)
    ((id, name),) = desk.workspace.rows(Stakeholder, ["name"])
    assert (desk.workspace.get(first).owner, name) == (id, "Bostadsbolaget")  # type: ignore[attr-defined]


def test_a_record_that_is_being_begun_takes_its_new_references_along(desk: Desk, qtbot: QtBot) -> None:
    form = show_form(desk, qtbot)
    form.begin(Camera)
    settle(desk, qtbot)
    make_new(form, qtbot, "owner", "Bostadsbolaget")
    settle(desk, qtbot)
    assert desk.workspace.count(Stakeholder) == 0
    write_in(form, qtbot, "name", "Ny")
    assert desk.workspace.titles([value(form, "owner")]) == {value(form, "owner"): "Bostadsbolaget"}
    desk.undo()
    settle(desk, qtbot)
    assert (desk.workspace.count(Camera), desk.workspace.count(Stakeholder)) == (0, 0)


def test_a_title_that_is_too_long_for_its_line_ends_with_dots_and_stands_whole_in_the_tip(
    desk: Desk, qtbot: QtBot, write: Write
) -> None:
    form = show_form(desk, qtbot, write(Camera, name="Torget", owner=write(Stakeholder, name=LONG)))
    form.resize(380, 900)
    settle(desk, qtbot)
    target: Any = row(form, "owner").editor.control
    assert target.too_long and target.text() == LONG
    assert target.whole_text().startswith(LONG)
    elided = target.grab().toImage()
    target.setFocus()
    qtbot.waitUntil(target.hasFocus)
    target.clearFocus()
    assert target.grab().toImage() == elided, "the same again once it is left"
    form.resize(1200, 900)
    settle(desk, qtbot)
    assert not target.too_long
