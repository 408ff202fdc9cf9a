"""A workspace that was moved or copied goes on in a lane of its own, and the window says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.stub_page import put_in_place_of_pages
from tests.support import new_workspace
from trygg_desktop.desktop import app
from trygg_desktop.desktop.app import Opening
from trygg_desktop.desktop.window import MainWindow
from trygg_desktop.workspace import Key


def opened(window: MainWindow, path: Path, key: Key, qtbot: QtBot) -> tuple[Opening, str, int]:
    """Opens a file in a window as the program does; gives what the window says and the lane it writes in."""
    opening = Opening(window, path, key=key, passphrase=None)
    opening.begin()
    qtbot.waitUntil(lambda: window.desk is not None and window.desk.settled())
    assert window.desk is not None
    ((lane,),) = window.desk.workspace.reader.execute("SELECT lane FROM device")
    said = window.faults.text()
    window.detach()
    window.faults.hide()
    return opening, said, lane


def test_a_moved_file_gets_a_lane_of_its_own_and_the_window_says_so(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place_of_pages(monkeypatch)
    monkeypatch.setattr(app, "places", lambda: tmp_path / "places")
    with new_workspace(tmp_path) as made:
        path, key = made.path, made.key
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    kept = [opened(window, path, key, qtbot) for _time in range(2)]
    assert [said for _opening, said, _lane in kept] == ["", ""]
    moved = tmp_path / "elsewhere" / "council.trygg"
    moved.parent.mkdir()
    path.rename(moved)
    _opening, said, lane = opened(window, moved, key, qtbot)
    assert "flyttats" in said
    assert lane != kept[0][2]
