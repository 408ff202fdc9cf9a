"""A window that only reads: it says why and what to do, and nothing goes from sight that is still there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.desktop.council import TODAY, fill
from tests.desktop.pages import settle
from tests.support import new_workspace
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.file_care import FileCare
from trygg_desktop.desktop.records.form import RecordForm
from trygg_desktop.desktop.window import MainWindow
from trygg_desktop.domain.stakeholders import Stakeholder
from trygg_desktop.errors import EnvironmentFault
from trygg_desktop.i18n import N_
from trygg_desktop.workspace import Key, Workspace
from trygg_desktop.workspace.lock import WriterLock


@pytest.fixture
def reading(tmp_path: Path) -> Iterator[Workspace]:
    """A council that another program has open."""
    with new_workspace(tmp_path) as other:
        fill(other)
        with Workspace.open(other.path, other.key) as made:
            yield made


def banner(workspace: Workspace, qtbot: QtBot) -> str:
    """What the window says when it has opened a workspace."""
    window, desk = MainWindow(), Desk(workspace, TODAY)
    qtbot.addWidget(window)
    window.attach(desk)
    qtbot.waitUntil(desk.settled)
    told = " ".join(label.text() for label in window.faults.findChildren(QLabel))
    desk.setParent(None)
    desk.courier.stop()
    return told


def test_the_window_says_how_one_comes_to_write_again(reading: Workspace, qtbot: QtBot) -> None:
    told = banner(reading, qtbot)
    assert "Stäng det andra och öppna arbetsytan här igen för att skriva." in told


def test_a_folder_that_cant_be_written_is_not_taken_for_another_program(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_file: Path) -> WriterLock:
        raise EnvironmentFault("unwritable-file", N_("{name} can't be opened for writing."), name="x")

    with new_workspace(tmp_path) as made:
        path, key = made.path, made.key
    monkeypatch.setattr(WriterLock, "take", refuse)
    with Workspace.open(path, key) as opened:
        assert "annat program" not in banner(opened, qtbot)


def test_what_could_not_be_deleted_stands_in_the_form_as_before(reading: Workspace, qtbot: QtBot) -> None:
    desk, faults = Desk(reading, TODAY), list[BaseException]()
    desk.faulted.connect(faults.append)
    form = RecordForm(desk)
    qtbot.addWidget(form)
    id = reading.records(Stakeholder)[0].id
    assert id is not None
    form.show(id)
    settle(qtbot, desk)
    form.delete()
    settle(qtbot, desk)
    assert len(faults) == 1 and form.record_id == id and form.body is not None and form.body.isVisible()
    desk.courier.stop()


def test_a_passphrase_that_was_not_changed_is_not_waited_for(
    reading: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Key, "from_passphrase", staticmethod(lambda _passphrase, salt: Key(bytes(32), salt)))
    desk = Desk(reading, TODAY)
    care = FileCare(desk)
    qtbot.addWidget(care)
    care.passphrase.setText("fem helt olika ord i rad")
    care.change_passphrase()
    qtbot.waitUntil(desk.settled)
    assert care.note.text() == ""
    desk.courier.stop()
