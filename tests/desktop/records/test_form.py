"""Forms: edited in place, saved by themselves, and calm about what is wrong or missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.records.conftest import Camera, settle, show_form
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.records.field_rows import FieldRow
from trygg_desktop.desktop.records.form import RecordForm
from trygg_desktop.desktop.records.picker import RecordPicker
from trygg_desktop.desktop.records.reference_editors import ReferenceEditor, ReferencesEditor
from trygg_desktop.desktop.records.typed_editors import DayEditor, ParagraphEditor
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.stakeholders import Stakeholder
from trygg_desktop.domain.values import minutes

Write = Callable[..., UUID]


def row(form: RecordForm, name: str) -> FieldRow:
    """The row of a field."""
    found = form.body.row(name) if form.body else None
    assert found is not None
    return found


def line(form: RecordForm, name: str) -> QWidget:
    """What a field is written in."""
    target = row(form, name).editor.control
    assert target is not None
    return target


def write_in(form: RecordForm, qtbot: QtBot, name: str, text: str) -> None:
    """Goes to a field, writes something else in it and leaves it."""
    target: Any = line(form, name)
    target.setFocus()
    target.selectAll()
    qtbot.keyClicks(target, text)
    target.left.emit()
    settle(form.desk, qtbot)


def value(form: RecordForm, name: str) -> Any:
    """What the workspace holds."""
    assert form.record_id is not None
    return getattr(form.desk.workspace.get(form.record_id), name)


def test_a_kind_made_in_a_test_has_a_form(desk: Desk, qtbot: QtBot, write: Write) -> None:
    form = show_form(
        desk, qtbot, write(Camera, name="Torget", height=2.5, rounds=90, bought=date(2026, 12, 3))
    )
    shown = {name: row(form, name).editor.text() for name in ("name", "height", "rounds", "bought")}
    assert shown == {"name": "Torget", "height": "2,5", "rounds": minutes(90), "bought": "3 dec 2026"}
    assert form.body is not None and form.body.row("secret") is None


def test_a_field_is_saved_when_it_is_left_and_undo_has_its_name(
    desk: Desk, qtbot: QtBot, write: Write
) -> None:
    form = show_form(desk, qtbot, write(Camera, name="Torget"))
    with qtbot.waitSignal(desk.undoable) as named:
        write_in(form, qtbot, "height", "3,25")
    assert value(form, "height") == 3.25 and named.args == ["Ändrade Height"]
    assert form.body is not None and form.body.heading.saved.text().startswith("sparad ")


def test_days_are_typed_as_people_say_them(desk: Desk, qtbot: QtBot, write: Write) -> None:
    form = show_form(desk, qtbot, write(Camera, name="Torget"))
    write_in(form, qtbot, "bought", "i morgon")
    write_in(form, qtbot, "serviced", "3 dec 13.00")
    assert value(form, "bought") == date(2026, 11, 23)
    assert value(form, "serviced") == datetime(2026, 12, 3, 12, tzinfo=UTC)
    assert row(form, "bought").editor.text() == "23 nov 2026"


def test_a_day_from_the_calendar_keeps_the_time_of_day(desk: Desk, qtbot: QtBot, write: Write) -> None:
    form = show_form(
        desk, qtbot, write(Camera, name="Torget", serviced=datetime(2026, 12, 3, 12, tzinfo=UTC))
    )
    editor = row(form, "serviced").editor
    assert isinstance(editor, DayEditor)
    editor.take_day(date(2026, 12, 24))
    settle(desk, qtbot)
    assert value(form, "serviced") == datetime(2026, 12, 24, 12, tzinfo=UTC)


def test_what_cant_be_read_says_so_under_the_field_and_stays(desk: Desk, qtbot: QtBot, write: Write) -> None:
    form = show_form(desk, qtbot, write(Camera, name="Torget"))
    write_in(form, qtbot, "bought", "nångång")
    assert row(form, "bought").error.isVisible() and row(form, "bought").editor.text() == "nångång"
    assert value(form, "bought") is None


def test_a_required_field_can_not_be_emptied(desk: Desk, qtbot: QtBot, write: Write) -> None:
    form = show_form(desk, qtbot, write(Camera, name="Torget"))
    target: Any = line(form, "name")
    target.setFocus()
    target.clear()
    target.left.emit()
    settle(desk, qtbot)
    assert row(form, "name").error.isVisible() and value(form, "name") == "Torget"


def test_esc_brings_the_earlier_value_back(desk: Desk, qtbot: QtBot, write: Write) -> None:
    form = show_form(desk, qtbot, write(Camera, name="Torget", notes="Som det var"))
    for name in ("name", "notes"):
        target = line(form, name)
        target.setFocus()
        qtbot.keyClicks(target, "xyz")
        qtbot.keyClick(target, Qt.Key.Key_Escape)
    assert row(form, "name").editor.text() == "Torget" and row(form, "notes").editor.text() == "Som det var"


def test_undo_in_a_field_where_nothing_is_typed_takes_the_last_change_back(
    desk: Desk, qtbot: QtBot, write: Write
) -> None:
    form = show_form(desk, qtbot, write(Camera, name="Torget"))
    write_in(form, qtbot, "height", "3")
    target = line(form, "rounds")
    target.setFocus()
    qtbot.keyClick(target, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(desk, qtbot)
    assert value(form, "height") is None and row(form, "height").editor.text() == ""


def test_an_option_that_is_not_known_is_shown_as_it_is(desk: Desk, qtbot: QtBot, write: Write) -> None:
    id = write(Camera, name="Torget")
    with desk.workspace.transaction("Test") as tx:
        tx.log.edit("test-camera", id.hex, "make", "west", draft=False)
        tx.log.flush()
        tx.projection.project(tx.log, {id.hex: "test-camera"})
    form = show_form(desk, qtbot, id)
    combo: Any = line(form, "make")
    assert combo.currentText() == "west" and not row(form, "make").editor.dirty


def test_a_reference_that_has_not_arrived_is_shown_calmly(desk: Desk, qtbot: QtBot, write: Write) -> None:
    form = show_form(desk, qtbot, write(Camera, name="Torget", owner=UUID(int=7)))
    assert line(form, "owner").text() == "har inte kommit än"  # type: ignore[attr-defined]
    assert not row(form, "owner").error.isVisible()


def test_a_reference_is_searched_for_and_taken(desk: Desk, qtbot: QtBot, write: Write) -> None:
    owner = write(Stakeholder, name="Bostadsbolaget")
    form = show_form(desk, qtbot, write(Camera, name="Torget"))
    picker = line(form, "owner")
    assert isinstance(picker, RecordPicker)
    picker.setFocus()
    qtbot.keyClicks(picker, "stadsb")
    qtbot.waitUntil(lambda: picker.offering)
    popup = picker.completer_popup
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    settle(desk, qtbot)
    assert value(form, "owner") == owner


def test_a_new_record_is_made_on_the_spot(desk: Desk, qtbot: QtBot, write: Write) -> None:
    form = show_form(desk, qtbot, write(Camera, name="Torget"))
    picker = line(form, "owner")
    assert isinstance(picker, RecordPicker)
    picker.setFocus()
    qtbot.keyClicks(picker, "Nya bolaget")
    qtbot.waitUntil(lambda: picker.offering)
    picker.take_offer(0)
    settle(desk, qtbot)
    assert desk.workspace.titles([value(form, "owner")]) == {value(form, "owner"): "Nya bolaget"}


def test_an_emptied_reference_is_taken_away(desk: Desk, qtbot: QtBot, write: Write) -> None:
    form = show_form(desk, qtbot, write(Camera, name="Torget", owner=write(Stakeholder, name="Bolaget")))
    editor = row(form, "owner").editor
    assert isinstance(editor, ReferenceEditor)
    editor.line.clear()
    editor.line.left.emit()
    settle(desk, qtbot)
    assert value(form, "owner") is None


def test_chips_are_added_and_taken_away(desk: Desk, qtbot: QtBot, write: Write) -> None:
    backby, raby = (District.natural_id({"slug": slug}) for slug in ("backby", "raby"))
    assert backby and raby
    form = show_form(desk, qtbot, write(Camera, name="Torget", districts=[backby]))
    editor = row(form, "districts").editor
    assert isinstance(editor, ReferencesEditor)
    editor.line.take(raby, "Råby")
    settle(desk, qtbot)
    assert set(value(form, "districts")) == {backby, raby}
    editor.chips[0].away.click()
    settle(desk, qtbot)
    assert value(form, "districts") == (raby,)


def test_a_new_record_is_written_once_it_has_a_name(desk: Desk, qtbot: QtBot) -> None:
    form = show_form(desk, qtbot)
    form.begin(Camera, make="north")
    settle(desk, qtbot)
    write_in(form, qtbot, "height", "4")
    assert desk.workspace.count(Camera) == 0
    with qtbot.waitSignal(form.created) as made:
        write_in(form, qtbot, "name", "Ny")
    settle(desk, qtbot)
    record = desk.workspace.get(made.args[0])
    assert isinstance(record, Camera)
    assert (record.name, record.make, record.height) == ("Ny", "north", 4.0) and form.record_id == record.id


def test_what_is_typed_is_saved_when_another_record_is_shown(desk: Desk, qtbot: QtBot, write: Write) -> None:
    first, second = write(Camera, name="A"), write(Camera, name="B")
    form = show_form(desk, qtbot, first)
    target = line(form, "notes")
    target.setFocus()
    qtbot.keyClicks(target, "Något")
    form.show_record(second)
    settle(desk, qtbot)
    assert desk.workspace.get(first).notes == "Något"  # type: ignore[attr-defined]
    assert row(form, "notes").editor.text() == ""


def test_a_change_from_elsewhere_does_not_touch_what_is_being_typed(
    desk: Desk, qtbot: QtBot, write: Write
) -> None:
    id = write(Camera, name="A", notes="Före")
    form = show_form(desk, qtbot, id)
    target = line(form, "notes")
    target.setFocus()
    qtbot.keyClicks(target, "xyz")
    desk.command("Test", lambda tx: tx.change(id, height=2, notes="Annat"))
    settle(desk, qtbot)
    assert row(form, "height").editor.text() == "2" and "xyz" in row(form, "notes").editor.text()


def test_text_that_was_never_saved_is_offered_again(desk: Desk, qtbot: QtBot, write: Write) -> None:
    id = write(Camera, name="A", notes="Före")
    desk.workspace.scratch_save(id.hex, "notes", "Halvskriven tanke")
    form = show_form(desk, qtbot, id)
    assert form.body is not None and form.body.unsaved.isVisible()
    form.body.unsaved.taken_back.emit("notes", "Halvskriven tanke")
    form.leave()
    settle(desk, qtbot)
    assert value(form, "notes") == "Halvskriven tanke" and desk.workspace.scratch(id.hex) == {}


def test_typed_text_is_kept_before_it_is_saved(desk: Desk, qtbot: QtBot, write: Write) -> None:
    id = write(Camera, name="A")
    form = show_form(desk, qtbot, id)
    target = line(form, "notes")
    target.setFocus()
    qtbot.keyClicks(target, "Halvskriven")
    form.keep_typed()
    settle(desk, qtbot)
    assert desk.workspace.scratch(id.hex) == {"notes": "Halvskriven"} and value(form, "notes") is None


def test_a_personal_number_is_pointed_out_while_it_is_typed(desk: Desk, qtbot: QtBot, write: Write) -> None:
    form = show_form(desk, qtbot, write(Camera, name="A"))
    editor = row(form, "notes").editor
    assert isinstance(editor, ParagraphEditor)
    editor.take_text("Ring 121212-1212")
    assert editor.warning.isVisible()


def test_only_addresses_of_the_web_are_opened(desk: Desk, qtbot: QtBot, write: Write) -> None:
    form = show_form(desk, qtbot, write(Camera, name="A", site="file:///etc/passwd"))
    assert row(form, "site").editor.address() == ""  # type: ignore[attr-defined]


def test_delete_can_be_undone(desk: Desk, qtbot: QtBot, write: Write) -> None:
    id = write(Camera, name="A")
    form = show_form(desk, qtbot, id)
    with qtbot.waitSignal(form.deleted):
        form.delete()
    assert desk.workspace.find(id) is None and form.record_id is None
    desk.undo()
    settle(desk, qtbot)
    assert desk.workspace.find(id) is not None


def test_a_record_deleted_elsewhere_closes_the_form(desk: Desk, qtbot: QtBot, write: Write) -> None:
    id = write(Camera, name="A")
    form = show_form(desk, qtbot, id)
    with qtbot.waitSignal(form.closed):
        desk.command("Test", lambda tx: tx.delete(id))


def test_remarks_stand_as_quiet_sentences(desk: Desk, qtbot: QtBot, write: Write) -> None:
    form = show_form(desk, qtbot, write(Camera, name="A", ground="OSL 18:2"))
    assert form.body is not None
    words = [label.text() for label in form.body.remarks.findChildren(QLabel)]
    assert words == ["En grund är angiven men posten är inte sekretessmarkerad."]


def test_history_shows_the_last_three_and_all_when_asked(desk: Desk, qtbot: QtBot, write: Write) -> None:
    form = show_form(desk, qtbot, write(Camera, name="A"))
    for height in ("1", "2", "3"):
        write_in(form, qtbot, "height", height)
    assert form.body is not None
    history = form.body.history
    assert len(history.shown_entries) == 3 and history.more.isVisible()
    history.more.click()
    assert len(history.shown_entries) == 4


def test_a_pages_own_section_stands_with_its_kind_alone(desk: Desk, qtbot: QtBot, write: Write) -> None:
    own = QLabel("Eget")
    form = RecordForm(desk)
    form.add_section(own, "Rubrik", kinds=("test-camera",), first=True)
    qtbot.addWidget(form)
    form.show(write(Camera, name="A"))
    settle(desk, qtbot)
    assert own.isVisible()
    form.show_record(write(LiaisonNote, text="Något"))
    settle(desk, qtbot)
    assert not own.isVisible()


def test_every_field_can_be_reached_by_keyboard_from_the_top_and_has_a_name(
    desk: Desk, qtbot: QtBot, write: Write
) -> None:
    form = show_form(desk, qtbot, write(Camera, name="A"))
    assert form.body is not None
    wanted = [each for each in form.body.rows() if each.field.name != "shape"]
    stops = [line(form, each.field.name) for each in wanted]
    visited, stop = [], stops[0]
    for _step in range(400):
        if stop in stops:
            visited.append(stop)
        stop = stop.nextInFocusChain()
    assert visited[: len(stops)] == stops
    assert [stop.accessibleName() for stop in stops] == [each.field.title for each in wanted]
