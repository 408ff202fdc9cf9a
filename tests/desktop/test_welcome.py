"""The first start: three calm steps to an open, protected workspace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from trygg_desktop.desktop.welcome import Welcome
from trygg_desktop.desktop.welcome_steps import REMINDERS, Start
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.sides import Side
from trygg_desktop.i18n import _
from trygg_desktop.workspace import Key, KeyStore, Workspace
from trygg_desktop.workspace.vault import key_from_recovery_groups, read_salt

PASSPHRASE = "fem ord som inte hör ihop"


@pytest.fixture(autouse=True)
def no_key_store(monkeypatch: pytest.MonkeyPatch) -> list[Key]:
    """Keys that would be kept by the system; it is never asked."""
    kept: list[Key] = []
    monkeypatch.setattr(KeyStore, "save", lambda _store, key: kept.append(key) is None)
    return kept


@pytest.fixture
def welcome(tmp_path: Path, qtbot: QtBot) -> Iterator[Welcome]:
    """The first step, for a file that is not there yet."""
    made = Welcome(tmp_path / "new" / "trygg.workspace")
    qtbot.addWidget(made)
    made.show()
    yield made
    made._courier.stop()


def made_by(welcome: Welcome, qtbot: QtBot) -> Workspace:
    """The workspace that pressing the button leads to."""
    with qtbot.waitSignal(welcome.ready, timeout=20_000) as ready:
        welcome.go_on()
    (workspace,) = ready.args
    assert isinstance(workspace, Workspace)
    return workspace


def past_protection(welcome: Welcome, passphrase: str = "") -> None:
    welcome.go_on()
    if passphrase:
        welcome.protect.passphrase.setText(passphrase)
    welcome.protect.written_down.setChecked(True)
    welcome.go_on()


def test_who_you_are_and_an_empty_workspace_with_the_citys_districts(
    welcome: Welcome, qtbot: QtBot, no_key_store: list[Key]
) -> None:
    welcome.who.sides.button(1).click()
    assert welcome.who.author.text() == "Polisens ledningsfunktion"
    welcome.who.council.setText("Rådet")
    past_protection(welcome, PASSPHRASE)
    with made_by(welcome, qtbot) as workspace:
        assert (workspace.me.name, workspace.me.side) == ("Polisens ledningsfunktion", Side.POLICE)
        assert workspace.council().name == "Rådet"
        assert workspace.count(District) > 20
        assert workspace.key == Key.from_passphrase(PASSPHRASE, read_salt(workspace.path))
        assert no_key_store == [workspace.key]


def test_what_the_law_asks_is_said_before_anything_is_made(welcome: Welcome, qtbot: QtBot) -> None:
    shown = "\n".join(label.text() for label in welcome.who.findChildren(type(welcome.note)))
    for reminder in REMINDERS:
        assert _(reminder) in shown


def test_a_role_of_ones_own_is_kept_when_the_side_changes(welcome: Welcome) -> None:
    welcome.who.author.setText("Trygghetssamordnare")
    welcome.who.sides.button(1).click()
    assert welcome.who.author.text() == "Trygghetssamordnare"


def test_a_passphrase_is_proposed_and_must_have_been_written_down(welcome: Welcome) -> None:
    welcome.go_on()
    assert len(welcome.protect.passphrase.text()) == 29
    welcome.go_on()
    assert "Skriv ut återställningsbladet" in welcome.note.text()


def test_a_weak_passphrase_is_not_taken(welcome: Welcome) -> None:
    past_protection(welcome, "sommar2026")
    assert not welcome.begin.isVisible()
    assert "lätt att gissa" in welcome.note.text()


def test_the_sheet_that_was_saved_opens_the_file_that_is_made(
    welcome: Welcome, qtbot: QtBot, tmp_path: Path
) -> None:
    welcome.go_on()
    welcome.save_sheet(tmp_path / "sheet.pdf")
    qtbot.waitUntil(lambda: "Sparat" in welcome.protect.sheet_note.text(), timeout=20_000)
    welcome.protect.written_down.setChecked(True)
    welcome.go_on()
    with made_by(welcome, qtbot) as workspace, pymupdf.open(tmp_path / "sheet.pdf") as sheet:
        text = sheet[0].get_text()
        # a group may be all digits, which are neither small nor large
        groups = [word for word in text.split() if len(word) == 9 and word.isalnum() and word == word.upper()]
        assert key_from_recovery_groups(" ".join(groups[:8]), workspace.key.salt) == workspace.key


def test_another_passphrase_after_the_sheet_asks_for_a_new_sheet(
    welcome: Welcome, qtbot: QtBot, tmp_path: Path
) -> None:
    welcome.go_on()
    welcome.save_sheet(tmp_path / "sheet.pdf")
    qtbot.waitUntil(lambda: "Sparat" in welcome.protect.sheet_note.text(), timeout=20_000)
    welcome.protect.written_down.setChecked(True)
    welcome.protect.passphrase.setText(PASSPHRASE)
    assert not welcome.protect.written_down.isChecked()
    assert "på nytt" in welcome.protect.sheet_note.text()


def test_a_backup_goes_on_with_its_own_passphrase(
    welcome: Welcome, qtbot: QtBot, tmp_path: Path, workspace: Workspace
) -> None:
    key = Key.from_passphrase(PASSPHRASE, workspace.key.salt)
    workspace.rekey(key)
    workspace.backup(tmp_path / "copy.workspace")
    past_protection(welcome)
    welcome.begin.choose(Start.BACKUP)
    welcome.go_on()
    assert "Välj" in welcome.note.text()
    welcome.begin.file.setText(str(tmp_path / "copy.workspace"))
    welcome.begin.file_passphrase.setText(PASSPHRASE)
    with made_by(welcome, qtbot) as restored:
        assert restored.council().name == workspace.council().name
        assert restored.key == key


def test_a_wrong_passphrase_of_a_backup_is_told_and_nothing_is_made(
    welcome: Welcome, qtbot: QtBot, tmp_path: Path, workspace: Workspace
) -> None:
    workspace.backup(tmp_path / "copy.workspace")
    past_protection(welcome)
    welcome.begin.choose(Start.BACKUP)
    welcome.begin.file.setText(str(tmp_path / "copy.workspace"))
    welcome.begin.file_passphrase.setText("fel")
    welcome.go_on()
    qtbot.waitUntil(lambda: welcome.next.isEnabled() and bool(welcome.note.text()), timeout=20_000)
    assert not welcome._path.exists()


def test_own_lists_begin_with_an_empty_workspace_and_the_import(welcome: Welcome, qtbot: QtBot) -> None:
    past_protection(welcome)
    welcome.begin.choose(Start.LISTS)
    made_by(welcome, qtbot).close()
    assert welcome.wants_lists


def test_the_steps_are_gone_through_with_the_keyboard_alone(welcome: Welcome, qtbot: QtBot) -> None:
    welcome.activateWindow()
    welcome.who.author.setFocus()
    qtbot.keyClick(welcome.who.author, Qt.Key.Key_Return)
    assert welcome.protect.isVisible()
    welcome.protect.written_down.setFocus()
    qtbot.keyClick(welcome.protect.written_down, Qt.Key.Key_Space)
    qtbot.keyClick(welcome.protect.passphrase, Qt.Key.Key_Return)
    assert welcome.begin.isVisible()
