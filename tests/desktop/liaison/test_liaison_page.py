"""Polissamverkan over a real workspace: a note is written, found again, marked, followed up and released."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import col

from tests.desktop.liaison.council import SECRET, TODAY, district, fill
from tests.desktop.pages import filled_once, on_screen, page_of, settle
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.liaison.note_menu import ask_to_release, note_menu
from trygg_desktop.desktop.liaison.notebook_model import NoteRow
from trygg_desktop.desktop.liaison.notes import SCRATCH
from trygg_desktop.desktop.liaison.protection import Marking
from trygg_desktop.desktop.liaison.spread_line import spread_words
from trygg_desktop.desktop.liaison_page import LiaisonPage
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.errors import EnvironmentFault
from trygg_desktop.i18n import local
from trygg_desktop.workspace import Workspace


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> LiaisonPage:
    return open_page(qtbot, desk)


def open_page(qtbot: QtBot, desk: Desk) -> LiaisonPage:
    return on_screen(qtbot, LiaisonPage(desk))


looked_at = filled_once(fill)
page_to_look_at = page_of(LiaisonPage, TODAY)


@pytest.fixture
def seen(page_to_look_at: LiaisonPage, qtbot: QtBot) -> LiaisonPage:
    """That page with all its notes listed, a confidential one of them looked at."""
    page_to_look_at.activateWindow()
    page_to_look_at.notes.show_all()
    page_to_look_at.show_record(next(row.id for row in rows(page_to_look_at) if SECRET in row.text))
    settle(qtbot, page_to_look_at.desk)
    return page_to_look_at


def write(qtbot: QtBot, page: LiaisonPage, text: str) -> LiaisonNote:
    page.quick.editor.setPlainText(text)
    page.quick.submit()
    settle(qtbot, page.desk)
    found = page.desk.workspace.records(LiaisonNote, col(LiaisonNote.text) == text)
    return found[0]


def rows(page: LiaisonPage) -> list[NoteRow]:
    model = page.notes.model
    entries = [model.at(model.index(row)) for row in range(model.rowCount())]
    return [entry for entry in entries if isinstance(entry, NoteRow)]


def test_a_written_note_is_a_draft_of_today_from_the_own_side(qtbot: QtBot, page: LiaisonPage) -> None:
    note = write(qtbot, page, "Samtal om belysningen")
    assert note.draft
    assert note.from_side == "municipality"
    assert note.noted is not None and local(note.noted).date() == TODAY
    assert (note.protection, note.ground) == ("internal", None)


def test_a_written_note_is_chosen_and_shown(qtbot: QtBot, page: LiaisonPage) -> None:
    note = write(qtbot, page, "Samtal om belysningen")
    qtbot.waitUntil(lambda: [row.id for row in page.notes.notebook.chosen] == [note.id])
    qtbot.waitUntil(lambda: page.form.record_id == note.id)
    assert page.quick.editor.text() == ""


def test_a_confidential_note_says_by_whom_and_when_it_was_marked(qtbot: QtBot, page: LiaisonPage) -> None:
    page.quick.protection.choose(Marking("protected", "OSL 18:2"))
    note = write(qtbot, page, "Samtal om grupperna")
    assert (note.protection, note.ground, note.marked_on) == ("protected", "OSL 18:2", TODAY)
    assert note.marked_by


def test_a_note_concerns_the_districts_that_it_names(qtbot: QtBot, page: LiaisonPage) -> None:
    note = write(qtbot, page, "Trasig belysning i Bäckby, felanmäld")
    assert note.districts == (district("backby"),)


def test_a_note_written_while_the_list_is_narrowed_concerns_that_district(
    qtbot: QtBot, page: LiaisonPage
) -> None:
    page.notes.district.setCurrentIndex(page.notes.district.place_of(district("raby")))
    note = write(qtbot, page, "Samtal om skolan")
    assert note.districts == (district("raby"),)
    assert [row.id for row in rows(page)] == [note.id]


def test_undo_takes_a_written_note_away(qtbot: QtBot, page: LiaisonPage, desk: Desk) -> None:
    before = len(rows(page))
    write(qtbot, page, "Samtal")
    desk.undo()
    settle(qtbot, desk)
    assert len(rows(page)) == before


def test_typed_text_is_offered_again_after_a_crash(qtbot: QtBot, desk: Desk, page: LiaisonPage) -> None:
    page.quick.editor.setPlainText("Halvskrivet")
    page.quick.keep()
    settle(qtbot, desk)
    assert open_page(qtbot, desk).quick.editor.text() == "Halvskrivet"


def test_a_saved_note_leaves_no_typed_text_behind(qtbot: QtBot, desk: Desk, page: LiaisonPage) -> None:
    page.quick.editor.setPlainText("Skrivet klart")
    page.quick.keep()
    write(qtbot, page, "Skrivet klart")
    assert desk.workspace.scratch(SCRATCH) == {}


def test_the_button_counts_what_is_to_follow_up_and_narrows_to_it(qtbot: QtBot, page: LiaisonPage) -> None:
    write(qtbot, page, "Inget att följa upp här")
    assert page.notes.waiting.text() == "Att följa upp 3"
    page.notes.waiting.click()
    assert len(rows(page)) == 3


def test_typing_narrows_and_escape_shows_all_again(qtbot: QtBot, seen: LiaisonPage) -> None:
    qtbot.keyClicks(seen.notes.text, "utv")
    qtbot.waitUntil(lambda: len(rows(seen)) == 1)
    qtbot.keyClick(seen.notes.text, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(rows(seen)) == 3)


def test_where_no_note_fits_one_link_shows_all(qtbot: QtBot, seen: LiaisonPage) -> None:
    seen.notes.text.setText("finns inte")
    seen.notes.narrow()
    assert seen.notes.nothing.isVisible()
    seen.notes.nothing.link_pressed.emit()
    assert len(rows(seen)) == 3


def test_going_to_a_hidden_note_takes_the_filters_away(qtbot: QtBot, seen: LiaisonPage) -> None:
    wanted = next(row.id for row in rows(seen) if SECRET not in row.text)
    seen.notes.text.setText(SECRET)
    seen.notes.narrow()
    seen.show_record(wanted)
    settle(qtbot, seen.desk)
    assert seen.form.record_id == wanted


def test_a_note_changed_elsewhere_changes_in_the_list(qtbot: QtBot, page: LiaisonPage, desk: Desk) -> None:
    row = rows(page)[0]
    desk.command("Change", lambda tx: tx.change(row.id, text="Ny lydelse"))
    settle(qtbot, desk)
    assert "Ny lydelse" in [each.text for each in rows(page)]


@pytest.mark.parametrize(
    ("protection", "draft", "part"),
    [
        ("open", False, "Kan tas med i underlag till alla"),
        ("internal", False, "Tas inte med i underlag till allmänheten"),
        ("protected", False, "Tas inte med i underlag till rådet eller allmänheten"),
        ("from-a-newer-program", False, "Tas inte med i underlag till rådet eller allmänheten"),
        ("open", True, "inte förrän"),
    ],
)
def test_the_note_says_where_it_is_left_out(protection: str, draft: bool, part: str) -> None:
    assert part in spread_words(LiaisonNote(text="x", protection=protection, draft=draft))


def test_several_notes_are_followed_up_at_once(qtbot: QtBot, page: LiaisonPage, desk: Desk) -> None:
    menu = note_menu(page, desk, rows(page))
    next(action for action in menu.actions() if action.text() == "Markera som uppföljd").trigger()
    settle(qtbot, desk)
    assert page.notes.model.waiting == 0


def test_a_confidential_draft_is_asked_about_before_it_is_released(
    qtbot: QtBot, page: LiaisonPage, desk: Desk
) -> None:
    write(qtbot, page, "Öppet samtal")
    drafts = [row for row in rows(page) if row.draft]
    assert len(drafts) == 2
    box = ask_to_release(page, desk, drafts)
    assert "är sekretessmarkerad" in box.informativeText()
    press(box, "Släpp bara de andra")
    settle(qtbot, desk)
    left = [row for row in rows(page) if row.draft]
    assert [row.protection for row in left] == ["protected"]
    press(ask_to_release(page, desk, left), "Släpp alla, även sekretessmarkerade")
    settle(qtbot, desk)
    assert not any(row.draft for row in rows(page))


def test_drafts_may_be_kept(qtbot: QtBot, seen: LiaisonPage) -> None:
    drafts = [row for row in rows(seen) if row.draft]
    press(ask_to_release(seen, seen.desk, drafts), "Behåll som utkast")
    settle(qtbot, seen.desk)
    assert any(row.draft for row in rows(seen))


def press(box: QMessageBox, text: str) -> None:
    next(button for button in box.buttons() if button.text() == text).click()


def test_the_delete_key_takes_notes_away(qtbot: QtBot, page: LiaisonPage, desk: Desk) -> None:
    page.notes.notebook.choose(rows(page)[0].id)
    qtbot.keyClick(page.notes.notebook, Qt.Key.Key_Delete)
    settle(qtbot, desk)
    assert len(rows(page)) == 2


def test_every_control_has_a_name(seen: LiaisonPage) -> None:
    nameless = [
        each
        for each in seen.findChildren(QWidget)
        if isinstance(each, (QAbstractButton, QComboBox, QLineEdit))
        and each.isVisible()
        and each.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not (each.accessibleName() or getattr(each, "text", str)() or each.toolTip())
    ]
    assert nameless == []


def test_five_thousand_notes_are_narrowed_in_the_blink_of_an_eye(
    qtbot: QtBot, page: LiaisonPage, desk: Desk, workspace: Workspace
) -> None:
    begin = datetime(2020, 1, 1, 12, tzinfo=UTC)
    with workspace.transaction("Many") as tx:
        for n in range(5000):
            tx.create(
                LiaisonNote, text=f"Samtal {n} om belysningen i centrum", noted=begin + timedelta(hours=n)
            )
    page.refresh(None)
    settle(qtbot, desk)
    assert page.notes.model.total == 5003
    started = perf_counter()
    page.notes.text.setText("samtal 49")
    page.notes.narrow()
    page.notes.notebook.grab()
    assert perf_counter() - started < 0.5
    assert page.notes.model.shown == sum("49" in str(n) for n in range(5000))
    started = perf_counter()
    page.notes.show_all()
    page.notes.notebook.grab()
    assert perf_counter() - started < 1.0


def test_an_empty_notebook_says_what_belongs_there(qtbot: QtBot, page: LiaisonPage, desk: Desk) -> None:
    ids: list[UUID] = [row.id for row in rows(page)]
    desk.command("Delete", lambda tx: [tx.delete(id) for id in ids])
    settle(qtbot, desk)
    assert page.notes.empty.isVisible()


def test_a_note_without_a_day_to_follow_up_gets_one(qtbot: QtBot, page: LiaisonPage, desk: Desk) -> None:
    note = write(qtbot, page, "Att minnas")
    row = next(each for each in rows(page) if each.id == note.id)
    waits = note_menu(page, desk, [row]).actions()[0].menu()
    waits.actions()[1].trigger()
    settle(qtbot, desk)
    changed = desk.workspace.get(row.id)
    assert isinstance(changed, LiaisonNote)
    assert changed.follow_up_on == date(2026, 11, 29)


def test_a_note_that_could_not_be_saved_still_stands_in_the_entry(
    qtbot: QtBot, page: LiaisonPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object, **_more: object) -> None:
        raise EnvironmentFault("disk-full", "The disk is full.")

    monkeypatch.setattr(desk.workspace, "transaction", full)
    desk.faulted.disconnect()
    page.quick.editor.setPlainText("Samtal")
    with qtbot.waitSignal(desk.faulted):
        page.quick.submit()
    assert page.quick.editor.text() == "Samtal"
    assert page.quick.save.isEnabled()


def test_how_the_halves_were_dragged_outlasts_a_new_size_of_the_window(
    qtbot: QtBot, page: LiaisonPage
) -> None:
    page.resize(1200, 700)
    qtbot.wait(0)
    page.halves.setSizes([500, 700])
    dragged = page.halves.sizes()[0]
    page.resize(1204, 700)
    qtbot.wait(0)
    assert abs(page.halves.sizes()[0] - dragged) <= 4
    page.resize(700, 700)
    qtbot.wait(0)
    assert not page.halves.beside
    assert min(page.halves.sizes()) > 0


def test_enter_leads_into_the_note_and_escape_back_to_the_list(qtbot: QtBot, page: LiaisonPage) -> None:
    write(qtbot, page, "Samtal om lovet")
    page.notes.notebook.setFocus()
    qtbot.keyClick(page.notes.notebook, Qt.Key.Key_Return)
    row = page.form.body.row("text") if page.form.body else None
    assert row is not None and row.editor.control is page.window().focusWidget()
    qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Escape)
    assert page.window().focusWidget() is page.notes.notebook
