"""The care of the file: a passphrase that was made is seen, and a sheet is whole or not there."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.file_care import FileCare
from trygg_desktop.desktop.settings_page import SettingsPage
from trygg_desktop.desktop.window import MainWindow
from trygg_desktop.errors import EnvironmentFault
from trygg_desktop.workspace import Key, KeyStore


@pytest.fixture
def care(window: MainWindow, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> FileCare:
    monkeypatch.setattr(KeyStore, "load", lambda _store, _salt: None)
    window.go("settings")
    qtbot.waitUntil(desk.settled)
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    return page._care


def test_a_passphrase_that_was_made_is_seen_before_the_window_closes(
    care: FileCare, window: MainWindow, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = staticmethod(lambda passphrase, salt: Key(sha256(passphrase.encode()).digest(), salt))
    monkeypatch.setattr(Key, "from_passphrase", made)
    care.change_passphrase()
    window.close()
    qtbot.waitUntil(lambda: bool(care.passphrase.text()), timeout=10_000)
    qtbot.waitUntil(desk.settled)
    qtbot.wait(20)
    assert window.isVisible() and care.passphrase.isVisible()
    window.close()
    assert not window.isVisible()


def test_a_sheet_that_could_not_be_written_leaves_the_one_before(
    care: FileCare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    sheet = tmp_path / "sheet.pdf"
    sheet.write_bytes(b"the one before")
    monkeypatch.setattr(os, "fsync", full)
    with ThreadPoolExecutor() as away, pytest.raises(EnvironmentFault):
        away.submit(care._write_sheet, sheet, "").result()
    assert sheet.read_bytes() == b"the one before"
