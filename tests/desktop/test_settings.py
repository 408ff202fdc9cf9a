"""Settings: how the program looks, who one is, and care of the file."""

from __future__ import annotations

import json
from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from trygg_desktop.desktop import preferences, qt_words, theme
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.records.band import ProtectionBand
from trygg_desktop.desktop.settings_page import SettingsPage
from trygg_desktop.desktop.subjects import SUBJECTS
from trygg_desktop.desktop.window import MainWindow
from trygg_desktop.domain.stakeholders import Stakeholder
from trygg_desktop.errors import UserError
from trygg_desktop.workspace import Key, KeyStore, Workspace


@pytest.fixture(autouse=True)
def no_key_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KeyStore, "load", lambda _store, _salt: None)
    monkeypatch.setattr(KeyStore, "save", lambda _store, _key: pytest.fail("a key was kept unasked"))


@pytest.fixture
def settings(window: MainWindow, desk: Desk, qtbot: QtBot) -> SettingsPage:
    window.go("settings")
    qtbot.waitUntil(desk.settled)
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    return page


def kept() -> dict[str, object]:
    """What the disk remembers."""
    found: dict[str, object] = json.loads(preferences.file().read_text(encoding="utf-8"))
    return found


def test_light_and_dark_are_used_at_once_and_remembered(
    settings: SettingsPage, desk: Desk, qtbot: QtBot
) -> None:
    settings._scheme.setCurrentIndex(settings._scheme.findData("dark"))
    assert theme.is_dark()
    qtbot.waitUntil(desk.settled)
    assert kept()["scheme"] == "dark"


def test_a_language_is_spoken_at_once_everywhere_and_remembered(
    settings: SettingsPage, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    for subject in SUBJECTS:
        window.go(subject.name)
        qtbot.waitUntil(desk.settled)
    window.go("settings")
    settings._language.setFocus()
    settings._language.setCurrentIndex(settings._language.findData("en"))
    qtbot.waitUntil(lambda: window.page("settings") is not settings and desk.settled())
    assert window.stack.currentWidget() is window.page("settings")
    assert window.top.search.accessibleName() == "Search"
    assert window.page("settings").accessibleName() == "Settings"
    focused = window.focusWidget()
    assert isinstance(focused, QComboBox) and focused.currentText() == "English"
    for subject in SUBJECTS:
        window.go(subject.name)
        qtbot.waitUntil(desk.settled)
    assert kept()["language"] == "en"


def test_what_spoke_the_other_language_is_taken_away_page_by_page(
    settings: SettingsPage, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    for subject in SUBJECTS[:4]:
        window.go(subject.name)
        qtbot.waitUntil(desk.settled)
    window.go("settings")
    old, pages, left = [window.page(subject.name) for subject in SUBJECTS[:4]], window._pages, list[int]()
    assert pages is not None

    def is_gone(_page: object) -> None:
        """None of those that are still to go has been asked to go by then, however slow the machine is."""
        left.append(len(pages._pages))

    for page in old:
        page.destroyed.connect(is_gone)
    settings._language.setCurrentIndex(settings._language.findData("en"))
    qtbot.waitUntil(lambda: len(left) == len(old) and not isValid(settings))
    assert left == [4, 3, 2, 1], "nobody waits for all of them at once"


def test_qt_s_own_menus_are_in_the_language_of_the_program(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    told = []
    for language in ("sv", "en"):
        qt_words.speak(language)
        told.append(field.createStandardContextMenu().actions()[0].text())
    assert told[0].startswith("&Ångra")
    assert told[1].startswith("&Undo")


def test_another_language_takes_nothing_of_what_was_done_or_is_being_written(
    settings: SettingsPage, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    desk.command("New {kind}", lambda tx: tx.create(Stakeholder, name="Biblioteket"), kind="Stakeholder")
    settings._name.setFocus()
    settings._name.selectAll()
    qtbot.keyClicks(settings._name, "Samordnare")
    size = window.size()
    settings._language.setCurrentIndex(settings._language.findData("en"))
    qtbot.waitUntil(lambda: window.page("settings") is not settings and desk.settled())
    assert desk.workspace.me.name == "Samordnare" and window.size() == size
    desk.undo()
    qtbot.waitUntil(lambda: window.messages.accessibleName().startswith("Undone: New"))
    assert not desk.workspace.search("Biblioteket")


def test_preferences_that_cant_be_read_are_as_none() -> None:
    preferences.file().parent.mkdir()
    preferences.file().write_text("{", encoding="utf-8")
    assert (preferences.scheme(), preferences.language()) == ("system", "sv")


@pytest.mark.parametrize("held", [[], {"x": 1}, {"x": 1, "y": "2", "width": 3, "height": 4}])
def test_a_place_that_makes_no_sense_is_as_none(held: object) -> None:
    preferences.file().parent.mkdir()
    preferences.file().write_text(json.dumps({"window": held, "splits": held}), encoding="utf-8")
    assert preferences.place() == {}
    assert preferences.share("liaison/LiaisonPage/beside") is None


def test_the_settings_have_no_protection_to_choose(settings: SettingsPage, desk: Desk, qtbot: QtBot) -> None:
    band = settings.findChild(ProtectionBand)
    assert band is not None and not band.isVisible()
    council = desk.workspace.council()
    assert council.id is not None
    desk.command("Change", lambda tx: tx.change(council.id, municipality="Sala"))
    qtbot.waitUntil(desk.settled)
    assert not band.isVisible()


def test_ones_role_is_changed_here_and_stands_in_the_rail(
    settings: SettingsPage, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    settings._name.selectAll()
    qtbot.keyClicks(settings._name, "Samordnare")
    qtbot.keyClick(settings._name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Samordnare" in window.rail._whose.text())
    assert desk.workspace.me.name == "Samordnare"


def test_a_backup_is_made_and_holds(settings: SettingsPage, desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    settings._care.back_up(tmp_path / "copy.workspace")
    qtbot.waitUntil(lambda: bool(settings._care.note.text()))
    with Workspace.open(tmp_path / "copy.workspace", desk.workspace.key) as copy:
        assert not copy.check()


def test_the_file_is_checked(settings: SettingsPage, qtbot: QtBot) -> None:
    settings._care.check()
    qtbot.waitUntil(lambda: bool(settings._care.note.text()), timeout=10_000)
    assert settings._care.note.text() == "Allt är som det ska."


def test_a_new_passphrase_is_shown_and_the_sheet_carries_it(
    settings: SettingsPage, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    care = settings._care
    care.change_passphrase()
    qtbot.waitUntil(lambda: bool(care.passphrase.text()), timeout=10_000)
    assert Key.from_passphrase(care.passphrase.text(), desk.workspace.key.salt) == desk.workspace.key
    care.save_sheet(tmp_path / "sheet.pdf")
    qtbot.waitUntil((tmp_path / "sheet.pdf").exists, timeout=10_000)
    qtbot.waitUntil(desk.settled)
    with pymupdf.open(tmp_path / "sheet.pdf") as sheet:
        assert care.passphrase.text().split("-")[0] in sheet[0].get_text()


def test_a_sheet_with_another_passphrase_than_the_one_in_use_is_refused(
    settings: SettingsPage, tmp_path: Path
) -> None:
    with pytest.raises(UserError):
        settings._care._write_sheet(tmp_path / "sheet.pdf", "något helt annat")
    assert not (tmp_path / "sheet.pdf").exists()


def test_going_back_to_a_copy_says_first_what_happens(settings: SettingsPage, tmp_path: Path) -> None:
    settings._care.ask_about(tmp_path / "copy.workspace")
    assert settings._care.question.isVisible()
    assert "council-2026-11-22.trygg" in settings._care._question_words.text()


def test_the_settings_tell_which_copies_lie_beside_the_file_and_for_how_long(
    settings: SettingsPage, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    told = settings._care.copies
    assert told.text().startswith("En görs varje dag")
    window.go("today")
    desk.workspace.keep_daily_backup(desk.today)
    window.go("settings")
    qtbot.waitUntil(lambda: told.text().startswith("1 i mappen ”backups” bredvid"))
    assert "En görs varje dag" in told.text()
