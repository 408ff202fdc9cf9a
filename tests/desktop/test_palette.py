"""One search field for everything, with the keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlmodel import col

from tests.desktop.council import SECRET
from tests.desktop.stub_page import StubPage, put_in_place_of_pages
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.palette import SearchPopup
from trygg_desktop.desktop.window import MainWindow
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.stakeholders import Stakeholder


@pytest.fixture(autouse=True)
def stubs(monkeypatch: pytest.MonkeyPatch) -> None:
    put_in_place_of_pages(monkeypatch)


def type_in(window: MainWindow, qtbot: QtBot, text: str) -> SearchPopup:
    """Ctrl+K, then some text."""
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.top.search.hasFocus()
    qtbot.keyClicks(window.top.search, text)
    qtbot.waitUntil(window.popup.isVisible)
    return window.popup


def lines(popup: SearchPopup) -> list[str]:
    model = popup.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_any_part_of_a_word_finds_a_record_and_enter_opens_it(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    (housing,) = desk.workspace.records(Stakeholder)
    popup = type_in(window, qtbot, "stadsbol")
    assert lines(popup)[0] == "Bostadsbolaget, Aktör"
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    stakeholders = window.page("stakeholders")
    assert isinstance(stakeholders, StubPage)
    qtbot.waitUntil(lambda: stakeholders.chosen == [housing.id])
    assert not popup.isVisible() and not window.top.search.text()


def test_enter_pressed_at_once_waits_for_the_search(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.top.search, "stadsbol")
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    stakeholders = window.page("stakeholders")
    assert isinstance(stakeholders, StubPage)
    qtbot.waitUntil(lambda: len(stakeholders.chosen) == 1)


def test_a_greater_than_sign_lists_commands_the_pages_own_first(window: MainWindow, qtbot: QtBot) -> None:
    window.go("liaison")
    popup = type_in(window, qtbot, ">")
    shown = lines(popup)
    assert shown[0].startswith("Vinka")
    assert any(line.startswith("Gå till Möten") for line in shown)
    assert any(line.startswith("Ångra") for line in shown)


def test_undo_says_what_it_would_take_back(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    desk.command("Moved item {number}", lambda tx: tx.create(Stakeholder, name="Biblioteket"), number=2)
    qtbot.waitUntil(desk.settled)
    assert "Ångra: Flyttade ärende 2, Ctrl+Z" in lines(type_in(window, qtbot, "> ångra"))


def test_a_verb_gives_commands_too(window: MainWindow, qtbot: QtBot) -> None:
    window.go("liaison")
    type_in(window, qtbot, "vinka")
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    liaison = window.page("liaison")
    assert isinstance(liaison, StubPage)
    assert liaison.acted == ["wave"]


def test_arrow_keys_walk_round_the_list(window: MainWindow, qtbot: QtBot) -> None:
    popup = type_in(window, qtbot, ">")
    last = popup.model().rowCount() - 1
    qtbot.keyClick(window.top.search, Qt.Key.Key_Up)
    assert popup.currentIndex().row() == last
    qtbot.keyClick(window.top.search, Qt.Key.Key_Down)
    assert popup.currentIndex().row() == 0


def test_nothing_found_is_said_and_enter_does_nothing(window: MainWindow, qtbot: QtBot) -> None:
    popup = type_in(window, qtbot, "xyzzy")
    (only,) = lines(popup)
    assert "xyzzy" in only
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)


def test_escape_leaves_everything_as_it_was(window: MainWindow, qtbot: QtBot) -> None:
    popup = type_in(window, qtbot, "stads")
    qtbot.keyClick(window.top.search, Qt.Key.Key_Escape)
    assert not popup.isVisible() and not window.top.search.text()


def protected_notes(desk: Desk) -> list[LiaisonNote]:
    return desk.workspace.records(LiaisonNote, col(LiaisonNote.protection) == "protected")


def test_a_confidential_record_is_found_by_its_words_but_shown_by_kind_day_and_ground(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    popup = type_in(window, qtbot, "hemlig")
    assert lines(popup) == ["Anteckning i polissamverkan, 20 nov 2026, Sekretess · OSL 18:2"] * 2
    finds = popup._finds.finds
    assert not any(part in str(find) for find in finds for part in SECRET.split()[1:])
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    liaison = window.page("liaison")
    assert isinstance(liaison, StubPage)
    qtbot.waitUntil(lambda: len(liaison.chosen) == 1)
    assert liaison.chosen[0] in {note.id for note in protected_notes(desk)}


def test_a_document_on_a_confidential_record_is_not_named(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    note = next(each for each in protected_notes(desk) if not each.draft)
    assert note.id is not None
    with desk.workspace.transaction("Test") as tx:
        tx.attach(note.id, "Skrivelse om Norrgatan.pdf", b"%PDF", "application/pdf")
    popup = type_in(window, qtbot, "skrivelse")
    assert lines(popup) == ["Bilaga, Sekretess · OSL 18:2"]
