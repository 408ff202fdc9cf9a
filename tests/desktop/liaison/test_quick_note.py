"""The quick entry reminds without standing in the way, keeps what is typed, and tells what is saved."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from pytestqt.qtbot import QtBot

from trygg_desktop.desktop.liaison.protection import Marking
from trygg_desktop.desktop.liaison.quick_note import QuickNote, WrittenNote

TODAY = date(2026, 11, 22)
NUMBER = "121212-1212"


@pytest.fixture
def entry(qtbot: QtBot) -> QuickNote:
    made = QuickNote()
    qtbot.addWidget(made)
    made.prepare(today=TODAY, grounds=["OSL 18:1", "OSL 18:2"], places=["Bäckby"])
    made.resize(580, 200)
    made.show()
    return made


def test_a_personal_number_is_underlined_while_typing(qtbot: QtBot, entry: QuickNote) -> None:
    qtbot.keyClicks(entry.editor, f"Barnet {NUMBER} vill")
    marks = entry.editor.extraSelections()
    assert [mark.cursor.selectedText() for mark in marks] == [NUMBER]
    assert marks[0].format.underlineStyle() is QTextCharFormat.UnderlineStyle.WaveUnderline
    assert entry.reminder.isVisible()
    assert "personnummer" in entry.reminder.words.text()


def test_a_number_with_a_wrong_check_digit_is_left_alone(qtbot: QtBot, entry: QuickNote) -> None:
    qtbot.keyClicks(entry.editor, "Barnet 121212-1213 vill")
    assert not entry.reminder.isVisible()


def test_the_number_is_taken_out_and_can_be_brought_back(qtbot: QtBot, entry: QuickNote) -> None:
    entry.editor.setPlainText(f"Barnet {NUMBER} vill")
    entry.reminder.remove.click()
    assert entry.editor.toPlainText() == "Barnet vill"
    assert not entry.reminder.isVisible()
    entry.editor.undo()
    assert NUMBER in entry.editor.toPlainText()


def test_the_number_is_taken_out_in_the_right_place_after_an_emoji(entry: QuickNote) -> None:
    entry.editor.setPlainText(f"🙂 Barnet {NUMBER} vill")
    entry.reminder.remove.click()
    assert entry.editor.toPlainText() == "🙂 Barnet vill"


def test_what_may_stand_is_not_asked_about_again(qtbot: QtBot, entry: QuickNote) -> None:
    qtbot.keyClicks(entry.editor, f"Barnet {NUMBER}")
    entry.reminder.let_stand.click()
    assert not entry.reminder.isVisible()
    qtbot.keyClicks(entry.editor, " vill")
    assert not entry.reminder.isVisible()


def test_a_name_beside_an_offence_is_a_reminder_too(entry: QuickNote) -> None:
    entry.editor.setPlainText("Den misstänkte Kalle Svensson sågs i Bäckby.")
    assert entry.reminder.isVisible()
    assert entry.reminder.remove.text() == "Ta bort stället"


def test_a_reminder_never_stops_saving(qtbot: QtBot, entry: QuickNote) -> None:
    entry.editor.setPlainText(f"Barnet {NUMBER} vill")
    with qtbot.waitSignal(entry.note_written):
        qtbot.keyClick(entry.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_what_was_chosen_is_told_with_the_text(qtbot: QtBot, entry: QuickNote) -> None:
    entry.editor.setPlainText("Samtal om centrum")
    entry.protection.choose(Marking("protected", "OSL 18:2"))
    entry.set_follow_up(date(2026, 11, 27))
    with qtbot.waitSignal(entry.note_written) as written:
        entry.save.click()
    expected = WrittenNote("Samtal om centrum", Marking("protected", "OSL 18:2"), date(2026, 11, 27))
    assert written.args == [expected]


def test_nothing_is_saved_without_text(qtbot: QtBot, entry: QuickNote) -> None:
    assert not entry.save.isEnabled()
    with qtbot.assertNotEmitted(entry.note_written):
        qtbot.keyClick(entry.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_the_text_stays_until_the_note_is_safe(entry: QuickNote) -> None:
    entry.editor.setPlainText("Samtal")
    entry.submit()
    assert entry.editor.text() == "Samtal"
    entry.written()
    assert entry.editor.text() == ""
    assert entry.protection.marking == Marking("internal")


def test_a_second_ctrl_enter_writes_nothing_twice(qtbot: QtBot, entry: QuickNote) -> None:
    entry.editor.setPlainText("Samtal")
    entry.submit()
    with qtbot.assertNotEmitted(entry.note_written):
        entry.submit()
    entry.not_written()
    with qtbot.waitSignal(entry.note_written):
        entry.submit()


def test_what_is_typed_is_kept_within_two_seconds(qtbot: QtBot, entry: QuickNote) -> None:
    with qtbot.waitSignal(entry.being_typed, timeout=3000) as kept:
        qtbot.keyClicks(entry.editor, "Ett samtal")
    assert kept.args == ["Ett samtal"]


def test_the_menu_offers_each_of_the_council_s_provisions(entry: QuickNote) -> None:
    offered = [action.text() for action in entry.protection.menu().actions() if action.text()]
    assert offered == ["Öppen", "Intern", "Sekretess · OSL 18:1", "Sekretess · OSL 18:2"]


def test_the_usual_days_to_follow_up_are_named(entry: QuickNote) -> None:
    offered = [action.text() for action in entry.follow_up.menu().actions()]
    assert offered[0] == "I morgon, mån 23 nov"
    assert offered[1] == "Om en vecka, sön 29 nov"


def test_the_entry_grows_with_its_text(qtbot: QtBot, entry: QuickNote) -> None:
    before = entry.editor.height()
    entry.editor.setPlainText("\n".join("rad" for _ in range(5)))
    assert entry.editor.height() > before
