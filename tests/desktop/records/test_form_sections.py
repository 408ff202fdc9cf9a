"""Around the fields: protection, drafts, connections and documents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.records.conftest import Camera, settle, show_form
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.records.attachments import read_document, write_document
from trygg_desktop.desktop.records.elided_link import ElidedLink
from trygg_desktop.desktop.records.form import RecordForm
from trygg_desktop.desktop.records.form_body import FormBody
from trygg_desktop.desktop.records.pane import ListAndForm
from trygg_desktop.domain.attachments import Attachment
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.record import Protection
from trygg_desktop.domain.stakeholders import Stakeholder
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import file_size

Write = Callable[..., UUID]


def parts(form: RecordForm) -> FormBody:
    """The parts of a form that shows a record."""
    assert form.body is not None
    return form.body


def test_another_level_is_chosen_in_the_band(desk: Desk, qtbot: QtBot, write: Write) -> None:
    id = write(Camera, name="A")
    form = show_form(desk, qtbot, id)
    body = parts(form)
    assert [action.text() for action in body.band.menu().actions()] == [
        "Öppen",
        "Intern",
        "Sekretessmarkerad …",
    ]
    body.band.choose(Protection.OPEN)
    settle(desk, qtbot)
    assert desk.workspace.get(id).protection == "open"


def test_a_confidential_marking_asks_for_its_ground_first(desk: Desk, qtbot: QtBot, write: Write) -> None:
    id = write(Camera, name="A")
    form = show_form(desk, qtbot, id)
    body = parts(form)
    body.band.choose(Protection.PROTECTED)
    marking = body.band.marking
    assert marking.isVisible() and marking.ground.findText("OSL 18:2") >= 0
    marking.mark()
    settle(desk, qtbot)
    assert marking.isVisible() and desk.workspace.get(id).protection == "internal"
    marking.ground.setCurrentText("OSL 18:2")
    marking.mark()
    settle(desk, qtbot)
    record = desk.workspace.get(id)
    assert (record.protection, record.ground, record.marked_on) == (
        "protected",
        "OSL 18:2",
        date(2026, 11, 22),
    )
    assert record.marked_by == "Kommunens ledningsfunktion" and not marking.isVisible()
    assert "OSL 18:2" in body.band.band.accessibleName()


def test_a_lifted_marking_takes_its_ground_with_it_and_undo_brings_all_back(
    desk: Desk, qtbot: QtBot, write: Write
) -> None:
    id = write(
        Camera,
        name="A",
        protection="protected",
        ground="OSL 18:2",
        marked_on=date(2026, 1, 2),
        marked_by="Polisen",
    )
    form = show_form(desk, qtbot, id)
    body = parts(form)
    body.band.choose(Protection.INTERNAL)
    settle(desk, qtbot)
    assert (desk.workspace.get(id).protection, desk.workspace.get(id).ground) == ("internal", None)
    desk.undo()
    settle(desk, qtbot)
    assert (desk.workspace.get(id).protection, desk.workspace.get(id).ground) == ("protected", "OSL 18:2")


def test_the_band_is_reached_and_opened_by_keyboard(desk: Desk, qtbot: QtBot, write: Write) -> None:
    form = show_form(desk, qtbot, write(Camera, name="A"))
    body = parts(form)
    with qtbot.waitSignal(body.band.band.clicked):
        qtbot.keyClick(body.band.band, Qt.Key.Key_Return)


@pytest.mark.parametrize("answer", [QMessageBox.ButtonRole.AcceptRole, QMessageBox.ButtonRole.RejectRole])
def test_a_protected_draft_is_released_only_after_a_question(
    desk: Desk, qtbot: QtBot, write: Write, answer: QMessageBox.ButtonRole
) -> None:
    id = write(LiaisonNote, text="Något", protection="protected", ground="OSL 18:2")
    form = show_form(desk, qtbot, id)
    assert form.body is not None and form.body.draft.isVisible()
    form.body.draft.release.click()
    box = form.findChild(QMessageBox)
    assert box is not None and "sekretessmarkerad" in box.text()
    next(button for button in box.buttons() if box.buttonRole(button) is answer).click()
    settle(desk, qtbot)
    released = answer is QMessageBox.ButtonRole.AcceptRole
    assert desk.workspace.get(id).draft is (not released)
    assert form.body.draft.isVisible() is not released


def test_records_are_connected_and_taken_apart(desk: Desk, qtbot: QtBot, write: Write) -> None:
    id, other = write(Camera, name="A"), write(Stakeholder, name="Bolaget")
    form = show_form(desk, qtbot, id)
    body = parts(form)
    body.related.connect_to(other)
    settle(desk, qtbot)
    assert [each.id for each in desk.workspace.related(id)] == [other]
    body.related.disconnect_from(other)
    settle(desk, qtbot)
    assert desk.workspace.related(id) == []


def test_a_document_is_attached_saved_elsewhere_and_deleted(
    desk: Desk, qtbot: QtBot, write: Write, tmp_path: Path
) -> None:
    id = write(Camera, name="A")
    form = show_form(desk, qtbot, id)
    body = parts(form)
    source = tmp_path / "avtal.pdf"
    source.write_bytes(b"innehall")
    body.attachments.attach(source)
    settle(desk, qtbot)
    (document,) = desk.workspace.records(Attachment)
    assert (document.name, document.media_type, document.belongs_to) == ("avtal.pdf", "application/pdf", id)
    with qtbot.waitSignal(desk.said):
        body.attachments.save_as(document, tmp_path / "kopia.pdf")
    assert (tmp_path / "kopia.pdf").read_bytes() == b"innehall"
    body.attachments.delete(document)
    settle(desk, qtbot)
    assert desk.workspace.count(Attachment) == 0


def test_an_empty_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tom.txt").write_bytes(b"")
    with pytest.raises(UserError):
        read_document(tmp_path / "tom.txt")


def test_a_document_that_can_not_be_written_leaves_no_half_file(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        write_document(tmp_path / "saknas" / "a.txt", b"x")
    assert list(tmp_path.iterdir()) == []


def test_file_sizes_are_written_as_in_print() -> None:
    assert (file_size(340_000), file_size(2_100_000), file_size(12)) == ("340 kB", "2,1 MB", "1 kB")


def test_what_is_chosen_in_the_list_stands_in_the_form(desk: Desk, qtbot: QtBot, write: Write) -> None:
    first, second = write(Camera, name="A"), write(Camera, name="B")
    pane = ListAndForm(desk, Camera)
    qtbot.addWidget(pane)
    pane.resize(1200, 700)
    pane.show()
    settle(desk, qtbot)
    pane.list.choose(second)
    settle(desk, qtbot)
    assert pane.form.record_id == second
    pane.list.delete_selected()
    settle(desk, qtbot)
    assert pane.form.record_id == first


def test_a_new_record_is_chosen_in_the_list_once_it_is_written(desk: Desk, qtbot: QtBot) -> None:
    pane = ListAndForm(desk, Camera)
    qtbot.addWidget(pane)
    pane.show()
    settle(desk, qtbot)
    pane.begin()
    settle(desk, qtbot)
    assert pane.form.body is not None
    title = pane.form.body.row("name")
    assert title is not None
    title.editor.take_text("Ny kamera")
    title.editor.left.emit()
    settle(desk, qtbot)
    assert pane.list.chosen() == pane.form.record_id is not None
    assert pane.list.lines.rowCount() == 1


def test_the_form_goes_under_the_list_where_it_is_narrow(desk: Desk, qtbot: QtBot) -> None:
    pane = ListAndForm(desk, Camera)
    qtbot.addWidget(pane)
    pane.resize(800, 700)
    pane.show()
    qtbot.waitUntil(desk.settled)
    assert pane.form.mapTo(pane, pane.form.rect().topLeft()).y() > 100


def test_a_long_title_that_is_linked_does_not_widen_the_form(desk: Desk, qtbot: QtBot, write: Write) -> None:
    note = write(
        LiaisonNote, text="Ett långt samtal om belysningen vid gångtunneln och vad som följer av det " * 3
    )
    id = write(Camera, name="A", districts=[UUID(int=9)])
    with desk.workspace.transaction("Test") as tx:
        tx.link(id, "related", note)
    form = show_form(desk, qtbot, id)
    form.resize(340, 800)
    assert parts(form).minimumSizeHint().width() <= 340


def test_tab_goes_through_a_form_as_one_reads_it_also_where_parts_came_later(
    desk: Desk, qtbot: QtBot, write: Write
) -> None:
    note = write(LiaisonNote, text="Samtal", draft=False)
    id = write(Camera, name="A")
    form = show_form(desk, qtbot, id)
    first = QLineEdit()
    form.add_section(first, "Först", first=True)
    with desk.workspace.transaction("Linked") as tx:
        tx.link(id, "related", note)
    form.refresh(None)
    settle(desk, qtbot)
    body = parts(form)
    reached, at = list[QWidget](), body.band.nextInFocusChain()
    while at is not None and at is not body.band:
        reached.append(at)
        at = at.nextInFocusChain()
    link = body.related.findChild(ElidedLink)
    name, make = body.row("name"), body.row("make")
    assert link is not None and name is not None and make is not None
    wanted = [name.editor.control, first, make.editor.control, link, body.delete]
    places = [reached.index(each) for each in wanted if each is not None]
    assert places == sorted(places)
