"""From a file to the day: unlocked by what is at hand, by asking, or not at all and said why."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.desktop.council import fill
from tests.desktop.stub_page import put_in_place_of_pages
from tests.support import new_workspace
from trygg_desktop.desktop import app
from trygg_desktop.desktop.app import Opening
from trygg_desktop.desktop.unlock import ClosedPage, UnlockPage
from trygg_desktop.desktop.welcome import Welcome
from trygg_desktop.desktop.window import MainWindow
from trygg_desktop.domain.stakeholders import Stakeholder
from trygg_desktop.workspace import Key, KeyStore
from trygg_desktop.workspace.vault import recovery_groups

PASSPHRASE = "fem ord som inte hör ihop"


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No pages but Idag, a system that keeps no keys, and a place of our own for what is noted beside a file."""
    monkeypatch.setattr(app, "places", lambda: tmp_path / "places")
    put_in_place_of_pages(monkeypatch)
    monkeypatch.setattr(KeyStore, "load", lambda _store, _salt: None)
    monkeypatch.setattr(KeyStore, "save", lambda _store, _key: False)


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace's file, closed, that the passphrase opens and nobody writes to."""
    with new_workspace(tmp_path_factory.mktemp("locked")) as made:
        fill(made)
        made.rekey(Key.from_passphrase(PASSPHRASE, made.key.salt))
        return made.path


@pytest.fixture
def file(locked: Path, tmp_path: Path) -> Path:
    """A copy of it of the test's own."""
    return Path(shutil.copy(locked, tmp_path))


@pytest.fixture
def frame(qtbot: QtBot) -> Iterator[MainWindow]:
    """A window without a workspace."""
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    yield window
    window.detach()


_KEPT: list[Opening] = []
"""As the program keeps its own for as long as it runs."""


def opening(frame: MainWindow, path: Path, passphrase: str | None = None) -> None:
    _KEPT[:] = [Opening(frame, path, key=None, passphrase=passphrase)]
    _KEPT[0].begin()


def shown(frame: MainWindow, kind: type) -> bool:
    return isinstance(frame.stack.currentWidget(), kind)


def is_open(frame: MainWindow) -> bool:
    return frame.desk is not None and frame.desk.settled() and frame.rail.isVisible()


def test_without_a_file_the_window_welcomes(frame: MainWindow, tmp_path: Path) -> None:
    opening(frame, tmp_path / "none.workspace")
    assert shown(frame, Welcome) and not frame.rail.isVisible()


def test_a_passphrase_that_is_at_hand_is_not_asked_for(frame: MainWindow, file: Path, qtbot: QtBot) -> None:
    opening(frame, file, PASSPHRASE)
    qtbot.waitUntil(lambda: is_open(frame), timeout=20_000)
    assert frame.stack.currentWidget() is frame.page("today")


@pytest.mark.parametrize("written", ["passphrase", "recovery key"])
def test_without_a_key_it_is_asked_for_the_passphrase_or_the_recovery_key(
    frame: MainWindow, file: Path, qtbot: QtBot, written: str
) -> None:
    opening(frame, file)
    qtbot.waitUntil(lambda: shown(frame, UnlockPage), timeout=20_000)
    salt = file.read_bytes()[:16]
    groups = " ".join(recovery_groups(Key.from_passphrase(PASSPHRASE, salt))).lower()
    field = frame.stack.currentWidget().findChild(QLineEdit)
    field.setText(PASSPHRASE if written == "passphrase" else groups)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: is_open(frame), timeout=20_000)


def test_a_wrong_passphrase_is_said_and_asked_for_again(frame: MainWindow, file: Path, qtbot: QtBot) -> None:
    opening(frame, file, "ett annat")
    qtbot.waitUntil(lambda: shown(frame, UnlockPage), timeout=20_000)
    assert any("passar inte" in words.text() for words in frame.findChildren(QLabel))


def test_a_file_that_cant_be_opened_says_why_and_can_be_tried_again(
    frame: MainWindow, file: Path, qtbot: QtBot
) -> None:
    whole = file.read_bytes()
    file.write_bytes(b"")
    opening(frame, file, PASSPHRASE)
    qtbot.waitUntil(lambda: shown(frame, ClosedPage), timeout=20_000)
    file.write_bytes(whole)
    frame.stack.currentWidget().findChild(QPushButton).click()
    qtbot.waitUntil(lambda: is_open(frame), timeout=20_000)


def test_a_backup_takes_the_files_place_and_the_file_is_kept_beside_it(
    frame: MainWindow, file: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    opening(frame, file, PASSPHRASE)
    qtbot.waitUntil(lambda: is_open(frame), timeout=20_000)
    desk = frame.desk
    assert desk is not None
    desk.workspace.backup(tmp_path / "copy.workspace")
    before = desk.workspace.count(Stakeholder)
    desk.command("New", lambda tx: tx.create(Stakeholder, name="Efter kopian"))
    qtbot.waitUntil(desk.settled)
    aside = desk.kept_aside()
    desk.restore(tmp_path / "copy.workspace")
    qtbot.waitUntil(
        lambda: frame.desk is not None and frame.desk is not desk and is_open(frame), timeout=20_000
    )
    assert frame.desk is not None
    assert frame.desk.workspace.count(Stakeholder) == before
    assert aside.exists() and aside.name in frame.messages.accessibleName()


def test_a_copy_that_cant_be_read_leaves_all_as_it_was(
    frame: MainWindow, file: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    opening(frame, file, PASSPHRASE)
    qtbot.waitUntil(lambda: is_open(frame), timeout=20_000)
    desk = frame.desk
    assert desk is not None
    before = desk.workspace.count(Stakeholder)
    (tmp_path / "bad.workspace").write_bytes(b"not a workspace at all" * 500)
    desk.restore(tmp_path / "bad.workspace")
    qtbot.waitUntil(
        lambda: frame.desk is not None and frame.desk is not desk and is_open(frame), timeout=20_000
    )
    assert frame.desk is not None and frame.desk.workspace.count(Stakeholder) == before
    assert frame.faults.text()
