"""Taking figures in through the window: it asks for the period, says what it found, and remembers the columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.importing.conftest import settle
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.importing.sources import STATISTICS, likely_source
from trygg_desktop.desktop.importing.window import ImportWindow
from trygg_desktop.domain.figures import Indicator, Measurement

REPORTED = "Kommun;Antal (prel.);Per 100 000 inv. (prel.)\nVästerås;18 412;11 534,5\nSala;2 001;8 700,1\n"


@pytest.fixture
def reported(tmp_path: Path) -> Path:
    """Reported crime by municipality, which does not say its year."""
    path = tmp_path / "brott.csv"
    path.write_text(REPORTED, encoding="utf-8-sig")
    return path


@pytest.fixture
def figures(importing: ImportWindow, reported: Path, desk: Desk, qtbot: QtBot) -> ImportWindow:
    """The window with that file in it."""
    importing.choice.choose(STATISTICS)
    importing.open_file(reported)
    settle(importing, desk, qtbot)
    return importing


def said(window: ImportWindow, period: str, desk: Desk, qtbot: QtBot) -> None:
    """The period written into its field."""
    window.unsaid.period.setText(period)
    window.unsaid.period.editingFinished.emit()
    settle(window, desk, qtbot)


def taken_in(window: ImportWindow, desk: Desk, qtbot: QtBot) -> None:
    window.take_in()
    settle(window, desk, qtbot)


def test_the_window_asks_for_a_period_that_the_file_does_not_say(
    figures: ImportWindow, desk: Desk, qtbot: QtBot
) -> None:
    asked = figures.unsaid._period_label.text()
    assert figures.unsaid.isVisible() and "?" in asked
    assert figures.button.isEnabled()
    said(figures, "2025", desk, qtbot)
    assert "?" not in figures.unsaid._period_label.text()
    taken_in(figures, desk, qtbot)
    assert {m.period for m in desk.workspace.records(Measurement) if m.value == 18412} == {"2025"}


def test_a_period_that_cant_be_read_is_told(figures: ImportWindow, desk: Desk, qtbot: QtBot) -> None:
    said(figures, "häromåret", desk, qtbot)
    assert "häromåret" in figures.error.text()
    assert not figures.button.isEnabled()


def test_only_figures_have_these_fields(
    importing: ImportWindow, contacts: Path, desk: Desk, qtbot: QtBot
) -> None:
    importing.open_file(contacts)
    settle(importing, desk, qtbot)
    assert not importing.unsaid.isVisible()


def test_the_undo_names_the_file(figures: ImportWindow, desk: Desk, qtbot: QtBot) -> None:
    taken_in(figures, desk, qtbot)
    assert "brott.csv" in (desk.workspace.undo_name() or "")


def test_figures_without_a_period_are_completed_by_the_same_file(
    figures: ImportWindow, reported: Path, desk: Desk, qtbot: QtBot
) -> None:
    before = desk.workspace.count(Measurement)
    taken_in(figures, desk, qtbot)
    again = ImportWindow(desk, "statistics")
    again.show()
    again.open_file(reported)
    settle(again, desk, qtbot)
    said(again, "2025", desk, qtbot)
    taken_in(again, desk, qtbot)
    again.close()
    kept = [m for m in desk.workspace.records(Measurement) if m.source == "Brå" and m.value in (18412, 2001)]
    assert {m.period for m in kept} == {"2025"}
    assert desk.workspace.count(Measurement) == before + 4


def test_what_the_user_says_of_the_columns_is_remembered(
    figures: ImportWindow, reported: Path, desk: Desk, qtbot: QtBot
) -> None:
    box = figures.pane.mapping.boxes[2]
    box.setCurrentIndex(box.findData(""))
    settle(figures, desk, qtbot)
    taken_in(figures, desk, qtbot)
    again = ImportWindow(desk, "statistics")
    again.show()
    again.open_file(reported)
    settle(again, desk, qtbot)
    assert again.pane.mapping.mapping() == {
        "Kommun": "area",
        "Antal (prel.)": "value",
        "Per 100 000 inv. (prel.)": "",
    }
    again.close()
    assert "Anmälda brott, per 100 000 inv." not in [
        name for _id, name in desk.workspace.rows(Indicator, ["name"])
    ]


def test_a_column_takes_a_field_from_another_that_had_it(
    importing: ImportWindow, tmp_path: Path, desk: Desk, qtbot: QtBot
) -> None:
    path = tmp_path / "svar.csv"
    path.write_text("Fråga;Tid;År;Område;Andel\nOtrygg;2024;2025;Bäckby;38,2\n", encoding="utf-8")
    importing.choice.choose(STATISTICS)
    importing.open_file(path)
    settle(importing, desk, qtbot)
    boxes = dict(zip(("Fråga", "Tid", "År"), importing.pane.mapping.boxes, strict=False))
    later = "År" if boxes["År"].currentData() == "period" else "Tid"
    other = "Tid" if later == "År" else "År"
    boxes[other].setCurrentIndex(boxes[other].findData("period"))
    settle(importing, desk, qtbot)
    assert (boxes[other].currentData(), boxes[later].currentData()) == ("period", "")


def test_figures_may_come_in_json() -> None:
    assert likely_source(Path("kolada.json"), STATISTICS) is STATISTICS
