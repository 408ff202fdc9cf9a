"""Underlag asks only for what the chosen briefing must be told, and names no person in a file's name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot

from tests.desktop.briefings.test_briefings_page import choose_path, keep, page, pick, settle
from tests.desktop.meetings.council import Council
from trygg_desktop.briefings.registry import BRIEFINGS
from trygg_desktop.desktop.briefings.choices import read_places_and_people
from trygg_desktop.desktop.briefings_page import BriefingsPage
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.stakeholders import Contact, Stakeholder

__all__ = ["page"]


def choose(qtbot: QtBot, page: BriefingsPage, name: str) -> None:
    page.name.setCurrentIndex(page.name.findData(name))
    page.name.activated.emit(page.name.currentIndex())
    settle(qtbot, page.pane)


def asked(page: BriefingsPage) -> set[str]:
    return {name for name, widget in page.subjects._rows.items() if widget.isVisible()}


def test_each_briefing_asks_for_what_it_must_be_told_and_no_more(qtbot: QtBot, page: BriefingsPage) -> None:
    with page.desk.workspace.transaction("New") as tx:
        tx.create(Contact, name="Kim Ek", draft=False)
    page.refresh(None)
    settle(qtbot, page.pane)
    pick(page, Audience.LEADERS)
    for name, briefing in BRIEFINGS.items():
        choose(qtbot, page, name)
        assert asked(page) == set(map(str, briefing.about)), name


def test_a_chosen_time_is_told_and_the_preview_follows(qtbot: QtBot, page: BriefingsPage) -> None:
    choose(qtbot, page, "board-report")
    assert page.pane.request is not None and page.pane.request.until == page.desk.today
    page.subjects.since.setDate(QDate(2026, 7, 1))
    settle(qtbot, page.pane)
    assert page.pane.request.since == date(2026, 7, 1)
    assert page.pane.made is not None and page.pane.preview.page_count >= 1


def test_without_a_contact_an_extract_is_answered_in_words(qtbot: QtBot, page: BriefingsPage) -> None:
    choose(qtbot, page, "extract")
    assert page._gets.text().startswith("Det finns ingen kontakt ännu.")
    assert page.pane.request is None and not page.pane.keep_button.isEnabled()
    choose(qtbot, page, "decisions")
    assert page.pane.made is not None and page.pane.keep_button.isEnabled()


def test_an_extract_names_no_person_in_its_file_s_name_and_is_made_again_from_the_register(
    qtbot: QtBot, page: BriefingsPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with page.desk.workspace.transaction("New") as tx:
        person = tx.create(Contact, name="Kim Ek", draft=False)
    page.refresh(None)
    settle(qtbot, page.pane)
    pick(page, Audience.LEADERS)
    choose(qtbot, page, "extract")
    assert page.pane._fault.text() == "Ange vilken person utdraget gäller."
    page.subjects.person.setCurrentIndex(0)
    page.subjects.person.activated.emit(0)
    settle(qtbot, page.pane)
    proposed: list[str] = []
    choose_path(monkeypatch, tmp_path / "u.pdf")
    path = page.pane.ask_for_path
    monkeypatch.setattr(page.pane, "ask_for_path", lambda name: (proposed.append(name), path(name))[1])
    with qtbot.waitSignal(page.pane.briefing_kept):
        page.pane.keep_briefing()
    settle(qtbot, page.pane)
    assert proposed[0].startswith("Registerutdrag ") and "Kim" not in proposed[0]
    choose(qtbot, page, "decisions")
    page.register.selectRow(0)
    settle(qtbot, page.pane)
    assert page.pane.request is not None
    assert (page.pane.request.name, page.pane.request.person) == ("extract", person)


def test_a_person_is_offered_with_where_they_belong_once(qtbot: QtBot, page: BriefingsPage) -> None:
    with page.desk.workspace.transaction("New") as tx:
        school = tx.create(Stakeholder, name="Bäckbyskolan", sector="housing", draft=False)
        for name in ("Kim Ek", "Rektor, Bäckbyskolan"):
            tx.create(Contact, name=name, stakeholder=school, draft=False)
    _districts, people = read_places_and_people(page.desk.workspace)
    assert [one.name for one in people] == ["Kim Ek, Bäckbyskolan", "Rektor, Bäckbyskolan"]


def test_an_extract_is_for_the_leaders_and_what_comes_after_it_for_whom_it_was_before(
    qtbot: QtBot, page: BriefingsPage
) -> None:
    with page.desk.workspace.transaction("New") as tx:
        tx.create(Contact, name="Kim Ek", draft=False)
    page.refresh(None)
    settle(qtbot, page.pane)
    choose(qtbot, page, "extract")
    assert page._gets.text().startswith("Det som får lämnas till personen")
    page.subjects.person.setCurrentIndex(0)
    page.subjects.person.activated.emit(0)
    settle(qtbot, page.pane)
    assert page.pane.made is not None and page.pane.audience.currentData() == Audience.LEADERS
    assert page._gets.text().startswith("Det som får lämnas till personen")
    choose(qtbot, page, "decisions")
    assert page.pane.request is not None and page.pane.request.audience is Audience.COUNCIL


def test_the_register_tells_what_a_kept_file_was_made_about(
    qtbot: QtBot, page: BriefingsPage, council: Council, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    choose(qtbot, page, "board-report")
    keep(qtbot, page, monkeypatch, tmp_path / "rapport.pdf")
    [entry] = page.desk.workspace.made_briefings()
    assert (entry.name, entry.meeting) == ("board-report", None)
    assert entry.title.startswith("Rapport till kommunstyrelsen") and entry.until == page.desk.today
