"""Taking a file in through the window: what is shown first, what is done, and what is left alone."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.desktop.importing.conftest import settle
from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.importing.preview_models import TableRows
from trygg_desktop.desktop.importing.sources import BORDERS, CALENDAR, CONTACTS, EVENTS, TABLE, likely_source
from trygg_desktop.desktop.importing.window import ImportWindow
from trygg_desktop.domain.events import Event
from trygg_desktop.domain.stakeholders import Contact, Stakeholder


def opened(window: ImportWindow, path: Path, desk: Desk, qtbot: QtBot) -> ImportWindow:
    """The window with a file in it."""
    window.open_file(path)
    settle(window, desk, qtbot)
    return window


def test_looking_at_a_file_changes_nothing(
    importing: ImportWindow, contacts: Path, desk: Desk, qtbot: QtBot
) -> None:
    before = desk.workspace.count(Contact)
    opened(importing, contacts, desk, qtbot)
    assert desk.workspace.count(Contact) == before
    assert importing.button.isEnabled()


def test_the_button_says_how_many_records_come(
    importing: ImportWindow, contacts: Path, desk: Desk, qtbot: QtBot
) -> None:
    opened(importing, contacts, desk, qtbot)
    assert "2" in importing.button.text()


def test_each_column_shows_the_field_it_goes_into(
    importing: ImportWindow, contacts: Path, desk: Desk, qtbot: QtBot
) -> None:
    opened(importing, contacts, desk, qtbot)
    assert importing.pane.mapping.mapping() == {
        "Förnamn": "given_name",
        "Efternamn": "family_name",
        "Företag": "stakeholder",
        "Befattning": "role",
        "E-postadress": "email",
    }


def test_importing_writes_everything_as_one_step(
    importing: ImportWindow, contacts: Path, desk: Desk, qtbot: QtBot
) -> None:
    opened(importing, contacts, desk, qtbot)
    importing.button.click()
    settle(importing, desk, qtbot)
    names = [name for _id, name in desk.workspace.rows(Contact, ["name"])]
    assert {"Anna Ek", "Samordnare Lindblom"} <= set(names)
    desk.undo()
    qtbot.waitUntil(desk.settled)
    assert "Anna Ek" not in [name for _id, name in desk.workspace.rows(Contact, ["name"])]


def test_everyone_hears_of_what_was_imported(
    importing: ImportWindow, contacts: Path, desk: Desk, qtbot: QtBot
) -> None:
    heard: list[Changes] = []
    desk.changed.connect(heard.append)
    opened(importing, contacts, desk, qtbot)
    importing.take_in()
    settle(importing, desk, qtbot)
    assert heard[-1].kinds == {"contact", "stakeholder"}


def test_a_row_with_a_problem_holds_the_import_back(
    importing: ImportWindow, bad_contacts: Path, desk: Desk, qtbot: QtBot
) -> None:
    opened(importing, bad_contacts, desk, qtbot)
    assert not importing.button.isEnabled()
    model = importing.pane.table.model()
    assert isinstance(model, TableRows)
    assert model.problem(2, 4)


def test_rows_with_problems_can_be_left_out(
    importing: ImportWindow, bad_contacts: Path, desk: Desk, qtbot: QtBot
) -> None:
    opened(importing, bad_contacts, desk, qtbot)
    importing.options.skip_bad.click()
    importing.button.click()
    settle(importing, desk, qtbot)
    names = [name for _id, name in desk.workspace.rows(Contact, ["name"])]
    assert "Anna Ek" in names and "Åsa Öberg" not in names


def test_a_problem_leads_to_its_cell(
    importing: ImportWindow, bad_contacts: Path, desk: Desk, qtbot: QtBot
) -> None:
    window = opened(importing, bad_contacts, desk, qtbot)
    model = window.pane.table.model()
    assert isinstance(model, TableRows)
    assert window._plan is not None
    window.pane.go_to(window._plan.problems[0])
    assert (window.pane.table.currentIndex().row(), window.pane.table.currentIndex().column()) == (2, 4)


def test_a_column_can_be_left_out(importing: ImportWindow, contacts: Path, desk: Desk, qtbot: QtBot) -> None:
    opened(importing, contacts, desk, qtbot)
    role = importing.pane.mapping.boxes[3]
    role.setCurrentIndex(role.findData(""))
    settle(importing, desk, qtbot)
    importing.take_in()
    settle(importing, desk, qtbot)
    assert not [role for _id, role in desk.workspace.rows(Contact, ["role"]) if role == "Ordförande"]


def test_a_mapping_is_remembered_for_the_next_file_of_its_kind(
    importing: ImportWindow, contacts: Path, desk: Desk, qtbot: QtBot
) -> None:
    opened(importing, contacts, desk, qtbot)
    role = importing.pane.mapping.boxes[3]
    role.setCurrentIndex(role.findData("unit"))
    settle(importing, desk, qtbot)
    importing.take_in()
    settle(importing, desk, qtbot)
    again = opened(ImportWindow(desk), contacts, desk, qtbot)
    assert again.pane.mapping.mapping()["Befattning"] == "unit"
    again.close()


def test_a_table_without_a_column_of_names_lets_one_say_which_it_is(
    importing: ImportWindow, tmp_path: Path, desk: Desk, qtbot: QtBot
) -> None:
    path = tmp_path / "lista.csv"
    path.write_text("Vem;Var\nCykelköket;Bäckby\n", encoding="utf-8")
    importing.choice.choose(TABLE, Stakeholder)
    opened(importing, path, desk, qtbot)
    assert importing.error.text()
    assert not importing.button.isEnabled()
    who = importing.pane.mapping.boxes[0]
    who.setCurrentIndex(who.findData("name"))
    settle(importing, desk, qtbot)
    assert importing.button.isEnabled()


def test_a_file_that_is_something_else_is_refused_with_a_sentence(
    importing: ImportWindow, tmp_path: Path, desk: Desk, qtbot: QtBot
) -> None:
    path = tmp_path / "bild.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    opened(importing, path, desk, qtbot)
    assert "bild.csv" in importing.error.text()
    assert not importing.button.isEnabled()


def test_police_events_are_listed_before_they_are_taken_in(
    importing: ImportWindow, tmp_path: Path, desk: Desk, qtbot: QtBot
) -> None:
    event = {
        "id": 7,
        "datetime": "2026-01-20 7:26:45 +01:00",
        "name": "20 januari 07:26, Brand, Västerås",
        "summary": "Brand i container i Bäckby.",
        "url": "/aktuellt/7",
        "type": "Brand",
        "location": {"name": "Västerås", "gps": "59.6,16.5"},
    }
    path = tmp_path / "handelser.json"
    path.write_text(json.dumps([event]), encoding="utf-8")
    opened(importing, path, desk, qtbot)
    assert importing.pane.planned.model().rowCount() == 1
    importing.take_in()
    settle(importing, desk, qtbot)
    assert desk.workspace.count(Event) == 1


def test_possible_duplicates_are_told_and_can_be_gone_through(
    importing: ImportWindow, tmp_path: Path, desk: Desk, qtbot: QtBot
) -> None:
    path = tmp_path / "tva.csv"
    path.write_text(
        "Namn;Företag;E-post\nAnna Ek;Bostadsbolaget;a@example.org\nAnna Eck;Bostadsbolaget;b@example.org\n",
        encoding="utf-8",
    )
    opened(importing, path, desk, qtbot)
    importing.take_in()
    settle(importing, desk, qtbot)
    assert importing.twins.isVisible()
    with qtbot.waitSignal(importing.duplicates_wanted):
        importing.twins.click()


def test_an_import_that_is_broken_off_has_changed_nothing(
    importing: ImportWindow, tmp_path: Path, desk: Desk, qtbot: QtBot
) -> None:
    path = tmp_path / "manga.csv"
    names = (sha256(str(n).encode()).hexdigest() for n in range(600))
    rows = "".join(f"{name[:9]} {name[9:18]};Bostadsbolaget;{name[:9]}@example.org\n" for name in names)
    path.write_text("Namn;Företag;E-post\n" + rows, encoding="utf-8")
    opened(importing, path, desk, qtbot)
    before = desk.workspace.count(Contact)
    with desk.workspace._door:  # so that it can't be over before it is broken off
        importing.take_in()
        qtbot.waitUntil(lambda: importing.bar.progress is not None)
        importing.close_button.click()
    settle(importing, desk, qtbot)
    assert desk.workspace.count(Contact) == before
    assert importing.button.isEnabled()


def test_closing_the_window_while_it_imports_does_not_lose_the_news(
    importing: ImportWindow, contacts: Path, desk: Desk, qtbot: QtBot
) -> None:
    heard: list[Changes] = []
    desk.changed.connect(heard.append)
    opened(importing, contacts, desk, qtbot)
    importing.take_in()
    importing.close()
    qtbot.waitUntil(lambda: bool(heard))
    assert "contact" in heard[-1].kinds
    qtbot.waitUntil(desk.settled)


def test_what_a_file_holds_follows_from_its_ending() -> None:
    assert likely_source(Path("a.ics"), CONTACTS) is CALENDAR
    assert likely_source(Path("a.json"), CONTACTS) is EVENTS
    assert likely_source(Path("a.geo.json"), CONTACTS) is BORDERS
    assert likely_source(Path("a.csv"), TABLE) is TABLE
    assert likely_source(Path("a.csv"), EVENTS) is CONTACTS


def test_everything_in_the_window_has_a_name(
    importing: ImportWindow, contacts: Path, desk: Desk, qtbot: QtBot
) -> None:
    opened(importing, contacts, desk, qtbot)
    boxes = [importing.choice.source_box, importing.choice.kind_box, *importing.pane.mapping.boxes]
    assert all(box.accessibleName() for box in boxes)
    assert importing.pane.table.accessibleName()
