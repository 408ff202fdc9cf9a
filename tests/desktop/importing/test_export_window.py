"""Writing a list to a file through the window."""

from __future__ import annotations

import json
from pathlib import Path

from pytestqt.qtbot import QtBot

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.importing.export_window import ExportWindow
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.stakeholders import Contact, Stakeholder


def shown(desk: Desk, kind: type, qtbot: QtBot) -> ExportWindow:
    """The window for a kind."""
    window = ExportWindow(desk, kind)
    qtbot.addWidget(window)
    return window


def test_a_list_is_written_and_said_so(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    window = shown(desk, Stakeholder, qtbot)
    said: list[str] = []
    desk.said.connect(said.append)
    with qtbot.waitSignal(window.exported):
        window.write(tmp_path / "aktorer.xlsx")
    qtbot.waitUntil(desk.settled)
    assert (tmp_path / "aktorer.xlsx").exists()
    assert "aktorer.xlsx" in said[-1]


def test_what_an_audience_may_not_see_is_not_in_the_file(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    window = shown(desk, LiaisonNote, qtbot)
    window.audience.setCurrentIndex(window.audience.findData(Audience.COUNCIL))
    with qtbot.waitSignal(window.exported):
        window.write(tmp_path / "anteckningar.json")
    qtbot.waitUntil(desk.settled)
    notes = json.loads((tmp_path / "anteckningar.json").read_text(encoding="utf-8"))
    assert {note["protection"] for note in notes} == {"internal"}


def test_only_formats_that_can_hold_the_kind_are_offered(desk: Desk, qtbot: QtBot) -> None:
    contacts, stakeholders = shown(desk, Contact, qtbot), shown(desk, Stakeholder, qtbot)
    assert contacts.format.findData("vcf") >= 0
    assert stakeholders.format.findData("vcf") < 0


def test_a_refusal_is_told_in_the_window(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    window = shown(desk, Contact, qtbot)
    window.audience.setCurrentIndex(window.audience.findData(Audience.PUBLIC))
    window.write(tmp_path / "kontakter.vcf")
    qtbot.waitUntil(desk.settled)
    assert window.error.text()
    assert not (tmp_path / "kontakter.vcf").exists()


def test_it_is_said_how_much_is_left_out_and_how_the_rest_is_protected(desk: Desk, qtbot: QtBot) -> None:
    window = shown(desk, LiaisonNote, qtbot)
    window.audience.setCurrentIndex(window.audience.findData(Audience.COUNCIL))
    qtbot.waitUntil(desk.settled)
    assert "utelämna" in window.counts.text() and "Skydd: Intern." in window.counts.text()
    window.audience.setCurrentIndex(window.audience.findData(Audience.LEADERS))
    qtbot.waitUntil(desk.settled)
    assert window.counts.text().startswith("Inget utelämnas för den här mottagaren. Skydd: Sekretessmarkerad")
