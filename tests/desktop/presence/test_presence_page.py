"""Närvaro over a real workspace: what is chosen, logged, moved and written on the page stands in the file."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sqlmodel import col

from tests.desktop.pages import filled_once, on_screen, page_of, settle
from tests.desktop.presence.council import BACKBY, RABY, SKULTUNA, VEGA, at, fill
from tests.desktop.presence.districts import TODAY, square
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.presence.session_table import ADULTS, DAY, SEEN, TIME
from trygg_desktop.desktop.presence_page import PresencePage
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.presence import Finding, PresenceAction, PresenceSession, SafetyWalk
from trygg_desktop.errors import TryggError


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> PresencePage:
    return on_screen(qtbot, PresencePage(desk))


looked_at = filled_once(fill)
page_to_look_at = page_of(PresencePage, TODAY)


@pytest.fixture
def seen(page_to_look_at: PresencePage, qtbot: QtBot) -> PresencePage:
    """That page as it was when it was made: its planned actions, in the whole city."""
    page_to_look_at.activateWindow()
    page_to_look_at.records.tabs.choose("presence-action")
    choose(qtbot, page_to_look_at, None)
    return page_to_look_at


def choose(qtbot: QtBot, page: PresencePage, id: UUID | None) -> None:
    page.overview.choose(id)
    settle(qtbot, page.desk)


def weeks(page: PresencePage, id: UUID) -> int | None:
    return next(row.weeks for row in page.picture.districts if row.id == id)


def listed(page: PresencePage) -> list[str]:
    return [row.name for row in page.records.planned.rows]


def the_walk(desk: Desk) -> UUID:
    return UUID(str(desk.workspace.rows(PresenceAction, ["name"])[0][0]))


def test_the_page_shows_every_area_and_how_long_it_has_waited(seen: PresencePage) -> None:
    assert len(seen.picture.districts) == 21
    assert (weeks(seen, BACKBY), weeks(seen, SKULTUNA), weeks(seen, RABY)) == (0, 9, None)


def test_a_district_chosen_in_the_strip_is_chosen_on_the_map(seen: PresencePage) -> None:
    model = seen.overview.model
    seen.overview.strip.setCurrentIndex(model.index(model.row_of(SKULTUNA) or 0, 7))
    assert seen.overview.map.chosen is not None
    assert seen.overview.map.chosen.name == "Skultuna"


def test_choosing_a_district_lists_its_actions_only(qtbot: QtBot, seen: PresencePage) -> None:
    assert listed(seen) == ["Kvällsvandring i Bäckby"]
    choose(qtbot, seen, RABY)
    assert listed(seen) == []
    choose(qtbot, seen, None)
    assert listed(seen) == ["Kvällsvandring i Bäckby"]


def test_an_action_is_counted_within_the_chosen_district(qtbot: QtBot, seen: PresencePage) -> None:
    assert seen.records.planned.rows[0].sessions == 2
    choose(qtbot, seen, SKULTUNA)
    assert seen.records.planned.rows[0].sessions == 1
    assert seen.records.planned.rows[0].last_on == date(2026, 9, 18)


def test_two_keystrokes_log_a_session(qtbot: QtBot, page: PresencePage, desk: Desk) -> None:
    choose(qtbot, page, SKULTUNA)
    page.activateWindow()
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    focused = page.focusWidget()
    assert focused is page.log.seen
    qtbot.keyClick(focused, Qt.Key.Key_Return)
    settle(qtbot, desk)
    newest = desk.workspace.records(PresenceSession, col(PresenceSession.district) == SKULTUNA)[0]
    assert newest.action == the_walk(desk)
    assert newest.duration == 180
    assert weeks(page, SKULTUNA) == 0
    assert page.overview.model.at(page.overview.map.currentIndex()).id == SKULTUNA  # type: ignore[union-attr]


def test_a_logged_session_is_undone_by_name(qtbot: QtBot, page: PresencePage, desk: Desk) -> None:
    choose(qtbot, page, SKULTUNA)
    page.log.submit()
    settle(qtbot, desk)
    assert desk.workspace.undo_name() == "Logga pass"
    desk.undo()
    settle(qtbot, desk)
    assert weeks(page, SKULTUNA) == 9


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"kind_of_presence": "foot-patrol"}, "Fotpatrullering, Skultuna, 22 nov"),
        ({"kind_of_presence": None}, "Kvällsvandring i Bäckby, Skultuna, 22 nov"),
        ({"kind_of_presence": "other", "name": "Skultuna runt"}, "Skultuna runt, 22 nov"),
        (None, "Närvaropass, Skultuna, 22 nov"),
    ],
)
def test_a_session_logged_without_words_is_named_by_facts_alone(
    qtbot: QtBot, page: PresencePage, desk: Desk, values: dict[str, str] | None, name: str
) -> None:
    walk = the_walk(desk)
    with desk.workspace.transaction("Test") as tx:
        tx.change(walk, **(values or {}))
    choose(qtbot, page, SKULTUNA)
    page.log.choose(SKULTUNA, walk)
    if values is None:
        page.log.action.setCurrentIndex(page.log.action.count() - 1)
    page.log.submit()
    settle(qtbot, desk)
    newest = desk.workspace.records(PresenceSession, col(PresenceSession.district) == SKULTUNA)[0]
    assert newest.text == name


def test_a_moved_tile_stays_where_it_was_put(qtbot: QtBot, page: PresencePage, desk: Desk) -> None:
    page.overview.edit_places.click()
    choose(qtbot, page, RABY)
    before = desk.workspace.get(RABY)
    assert isinstance(before, District)
    qtbot.keyClick(page.overview.map, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, desk)
    after = desk.workspace.get(RABY)
    assert isinstance(after, District)
    assert (after.tile_column, after.tile_row) == (before.tile_column, (before.tile_row or 0) - 1)


def test_the_real_map_is_offered_once_there_are_borders(qtbot: QtBot, page: PresencePage, desk: Desk) -> None:
    assert not page.overview.borders.isVisible()
    desk.command("Borders", lambda tx: tx.change(BACKBY, borders=square(16, 59)))
    settle(qtbot, desk)
    page.overview.borders.click()
    assert page.overview.borders.text() == "Visa rutor"
    assert page.overview.map.indexAt(page.overview.map.rect().center()).isValid()


def test_an_area_without_borders_is_drawn_from_its_sub_areas(
    qtbot: QtBot, page: PresencePage, desk: Desk
) -> None:
    desk.command("Borders", lambda tx: tx.change(VEGA, borders=square(16, 59), parent=RABY))
    settle(qtbot, desk)
    assert next(row.borders for row in page.picture.districts if row.id == RABY)


def test_a_session_is_changed_in_its_cell(qtbot: QtBot, page: PresencePage, desk: Desk) -> None:
    sessions = page.records.detail.sessions
    for column, written in ((TIME, "19–22.30"), (ADULTS, "7"), (SEEN, "Få ute, regn."), (DAY, "2026-11-19")):
        assert sessions.setData(sessions.index(0, column), written)
        settle(qtbot, desk)
    changed = desk.workspace.get(sessions.rows[0].id)
    assert isinstance(changed, PresenceSession)
    assert (changed.adults, changed.text, changed.duration) == (7, "Få ute, regn.", 210)
    shown = [sessions.index(0, column).data() for column in (DAY, TIME, ADULTS, SEEN)]
    assert shown == ["tors 19 nov", "19.00–22.30", "7", "Få ute, regn."]


def test_a_time_that_can_not_be_read_changes_nothing(qtbot: QtBot, page: PresencePage) -> None:
    sessions = page.records.detail.sessions
    before = sessions.rows[0]
    page.desk.faulted.disconnect()
    with qtbot.waitSignal(page.desk.faulted) as told:
        assert not sessions.setData(sessions.index(0, TIME), "på kvällen")
    assert isinstance(told.args[0], TryggError)
    assert sessions.rows[0] == before


def test_the_delete_key_takes_a_session_away(qtbot: QtBot, page: PresencePage, desk: Desk) -> None:
    table = page.records.detail.table
    table.setCurrentIndex(table.model().index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    settle(qtbot, desk)
    assert desk.workspace.count(PresenceSession) == 1
    assert weeks(page, BACKBY) is None


def test_every_kind_of_record_is_shown_where_it_is_listed(
    qtbot: QtBot, page: PresencePage, desk: Desk
) -> None:
    made: list[tuple[str, UUID]] = []

    def write(tx: object) -> None:
        walk = tx.create(SafetyWalk, name="Vandring", district=RABY, walked_on=date(2026, 5, 20))  # type: ignore[attr-defined]
        made.append(("safety-walk", walk))
        made.append(("finding", tx.create(Finding, title="Mörk tunnel", safety_walk=walk)))  # type: ignore[attr-defined]

    desk.command("Walk", write)
    settle(qtbot, desk)
    session = desk.workspace.rows(PresenceSession, ["text"])[0][0]
    made += [("presence-session", session), ("district", RABY), ("presence-action", the_walk(desk))]
    choose(qtbot, page, BACKBY)
    for kind, id in made:
        page.show_record(id)
        settle(qtbot, desk)
        assert page.records.tabs.kind == kind
        shown = page.records.detail.form if kind == "presence-action" else page.records.form
        assert shown.record_id == id


def test_the_form_beside_a_list_is_no_blank_and_never_shows_what_another_list_holds(
    qtbot: QtBot, page: PresencePage, desk: Desk
) -> None:
    with desk.workspace.transaction("Made a finding") as tx:
        finding = tx.create(Finding, title="Trasig lampa")
    page.records.tabs.choose("finding")
    settle(qtbot, desk)
    assert page.records.form.record_id == finding
    page.records.tabs.choose("safety-walk")
    settle(qtbot, desk)
    assert page.records.form.record_id != finding


def test_the_lists_hold_what_lies_in_the_chosen_district(qtbot: QtBot, seen: PresencePage) -> None:
    choose(qtbot, seen, SKULTUNA)
    seen.records.tabs.choose("presence-session")
    settle(qtbot, seen.desk)
    assert seen.records.lists["presence-session"].table.model().rowCount() == 1
    choose(qtbot, seen, None)
    assert seen.records.lists["presence-session"].table.model().rowCount() == 2


def test_a_new_action_begins_in_the_chosen_district(qtbot: QtBot, page: PresencePage, desk: Desk) -> None:
    choose(qtbot, page, RABY)
    page.begin_new("presence-action")
    settle(qtbot, desk)
    name = next(each for each in page.records.detail.form.findChildren(QLineEdit) if each.isVisible())
    name.setFocus()
    qtbot.keyClicks(name, "Fotpatrull")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    page.records.detail.form.leave()
    settle(qtbot, desk)
    assert listed(page) == ["Fotpatrull"]


def test_a_session_in_a_sub_area_counts_in_its_area(qtbot: QtBot, page: PresencePage, desk: Desk) -> None:
    desk.command("Parent", lambda tx: tx.change(VEGA, parent=RABY))
    desk.command(
        "Session",
        lambda tx: tx.create(
            PresenceSession, text="Lugnt", action=the_walk(desk), district=VEGA, started=at(11, 1)
        ),
    )
    settle(qtbot, desk)
    assert weeks(page, RABY) == 3
    choose(qtbot, page, RABY)
    assert listed(page) == ["Kvällsvandring i Bäckby"]


@pytest.mark.parametrize(("width", "height"), [(1096, 752), (972, 592), (848, 512)])
def test_everything_can_be_reached_at_every_size(
    qtbot: QtBot, seen: PresencePage, width: int, height: int
) -> None:
    seen.resize(width, height)
    scroll = seen.findChild(QScrollArea)
    content = scroll.widget()
    qtbot.waitUntil(lambda: content.width() <= scroll.viewport().width())
    for widget in (seen.log.log, seen.overview.strip, seen.records.tabs, seen.records.detail.form):
        corner = widget.mapTo(content, widget.rect().bottomRight())
        assert corner.x() <= content.width()
        assert corner.y() <= content.height()


def test_every_control_has_a_name(seen: PresencePage) -> None:
    nameless = [
        each
        for each in seen.findChildren(QWidget)
        if isinstance(each, (QAbstractButton, QComboBox, QLineEdit, QAbstractItemView))
        and each.isVisible()
        and each.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not (each.accessibleName() or getattr(each, "text", str)() or each.toolTip())
    ]
    assert nameless == []
