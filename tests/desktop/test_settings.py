"""Settings: how the program looks, who one is, and care of the file."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from trygg_desktop.desktop import preferences, theme
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.settings_page import SettingsPage
from trygg_desktop.desktop.window import MainWindow
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


def test_light_and_dark_are_used_at_once_and_remembered(settings: SettingsPage) -> None:
    settings._scheme.setCurrentIndex(settings._scheme.findData("dark"))
    assert theme.is_dark()
    assert preferences.scheme() == "dark"


def test_a_language_is_remembered_for_the_next_start(settings: SettingsPage) -> None:
    settings._language.setCurrentIndex(settings._language.findData("en"))
    assert preferences.language() == "en"


def test_preferences_that_cant_be_read_are_as_none(settings: SettingsPage) -> None:
    preferences.keep_language("en")
    preferences.file().write_text("{", encoding="utf-8")
    assert (preferences.scheme(), preferences.language()) == ("system", "sv")


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
