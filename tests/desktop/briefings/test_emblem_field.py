"""The emblem in the settings: chosen from a file, shown, taken away again."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from trygg_desktop.desktop.briefings.emblem_field import EmblemField
from trygg_desktop.desktop.desk import Desk


@pytest.fixture
def field(qtbot: QtBot, desk: Desk) -> EmblemField:
    made = EmblemField(desk)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(desk.settled)
    return made


def test_a_picture_becomes_the_emblem_and_is_taken_away(
    qtbot: QtBot, field: EmblemField, tmp_path: Path
) -> None:
    target = BytesIO()
    Image.new("RGB", (200, 100), "red").save(target, "PNG")
    path = tmp_path / "vapen.png"
    path.write_bytes(target.getvalue())
    assert field.words.text() == "Inget emblem är valt."
    field.use(path)
    qtbot.waitUntil(lambda: not field.picture.pixmap().isNull())
    assert field.picture.pixmap().height() == 48
    field.remove_link.click()
    qtbot.waitUntil(lambda: field.desk.workspace.council().emblem is None and field.picture.isHidden())


def test_what_is_no_picture_is_said_and_changes_nothing(
    qtbot: QtBot, field: EmblemField, tmp_path: Path
) -> None:
    path = tmp_path / "vapen.pdf"
    path.write_bytes(b"%PDF")
    field.desk.faulted.disconnect()
    with qtbot.waitSignal(field.desk.faulted) as told:
        field.use(path)
    assert told.args is not None and told.args[0].id == "emblem-not-a-picture"
    assert field.desk.workspace.council().emblem is None
