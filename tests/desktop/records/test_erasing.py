"""Erasing for good: asked once with the reason, done without a trace, and followed by what mentions it elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.council import SECRET
from tests.desktop.records.conftest import TODAY, Camera, settle, show_form
from tests.exchange.test_exchange import leader, pair
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.liaison.note_menu import note_menu
from trygg_desktop.desktop.liaison.notes import read_notes
from trygg_desktop.desktop.records import erasing
from trygg_desktop.desktop.records.erasing import ErasingQuestion, ask_to_erase
from trygg_desktop.desktop.records.erasing_deleted import DeletedRecords
from trygg_desktop.desktop.records.erasing_mentions import MentionsLeft
from trygg_desktop.desktop.records.form import RecordForm
from trygg_desktop.desktop.records.list import RecordList
from trygg_desktop.desktop.records.pane import ListAndForm
from trygg_desktop.domain.figures import Indicator, Measurement
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.stakeholders import Contact, Stakeholder
from trygg_desktop.errors import EnvironmentFault, TryggError
from trygg_desktop.exchange.exchange import Exchange
from trygg_desktop.i18n import sentence
from trygg_desktop.workspace import Workspace

Write = Callable[..., UUID]
REASON = "Beslut 2026:14"


def question(beside: QWidget, qtbot: QtBot) -> ErasingQuestion:
    """The question that stands before a widget."""
    qtbot.waitUntil(lambda: bool(beside.findChildren(ErasingQuestion)))
    (found,) = beside.findChildren(ErasingQuestion)
    found.activateWindow()
    qtbot.waitUntil(lambda: found.isActiveWindow())
    return found


def asked(desk: Desk, qtbot: QtBot, beside: QWidget, id: UUID, field: str = "") -> ErasingQuestion:
    """The question about a record or a field, with what mentions it."""
    ask_to_erase(desk, id, beside, field=field)
    found = question(beside, qtbot)
    settle(desk, qtbot)
    return found


def confirm(found: ErasingQuestion, desk: Desk, qtbot: QtBot, reason: str = REASON) -> None:
    """Writes the reason and presses the button."""
    qtbot.keyClicks(found.reason, reason)
    found.yes.click()
    settle(desk, qtbot)


def words_on(widget: QWidget) -> str:
    """All that can be read on a widget."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """Something on screen that asks."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def faults(workspace: Workspace) -> Iterator[tuple[Desk, list[BaseException]]]:
    """A desk, and the errors that it was told of."""
    desk, told = Desk(workspace, TODAY), list[BaseException]()
    desk.faulted.connect(told.append)
    yield desk, told
    desk.courier.stop()


def test_an_erased_record_is_gone_and_the_next_one_is_shown(
    cameras: RecordList, desk: Desk, qtbot: QtBot, workspace: Workspace
) -> None:
    pane = ListAndForm(desk, Camera, cameras)
    qtbot.addWidget(pane)
    pane.resize(1200, 700)
    pane.show()
    settle(desk, qtbot)
    first, after = cameras.shown()[:2]
    cameras.choose(first)
    settle(desk, qtbot)
    assert pane.form.body is not None
    pane.form.body.erase.click()
    confirm(question(pane.form, qtbot), desk, qtbot)
    assert workspace.find(first) is None and not workspace.search("Alfa")
    qtbot.waitUntil(lambda: pane.form.record_id == after)
    assert cameras.chosen() == after and len(cameras.shown()) == 2
    pane.activateWindow()
    qtbot.waitUntil(lambda: pane.focusWidget() is cameras.table)
    assert Exchange(workspace).erasures()[0].reason == REASON


def test_it_cannot_be_undone(
    faults: tuple[Desk, list[BaseException]], qtbot: QtBot, page: QWidget, write: Write
) -> None:
    desk, told = faults
    id = write(Camera, name="Torget")
    with qtbot.waitSignal(desk.said) as said, qtbot.assertNotEmitted(desk.undoable):
        confirm(asked(desk, qtbot, page, id), desk, qtbot)
    assert said.args == ["Raderade camera för gott"]
    desk.undo()
    settle(desk, qtbot)
    assert desk.workspace.find(id) is None and ids_of(told)


def test_what_was_done_before_to_what_is_erased_says_so(
    faults: tuple[Desk, list[BaseException]], qtbot: QtBot, page: QWidget, write: Write
) -> None:
    desk, told = faults
    id = write(Camera, name="Torget")
    with desk.workspace.transaction("Change") as tx:
        tx.change(id, name="Torget norra")
    with desk.workspace.transaction("Delete") as tx:
        tx.delete(id)
    confirm(asked(desk, qtbot, page, id), desk, qtbot)
    for _step in range(3):
        desk.undo()
        settle(desk, qtbot)
    assert len(told) == 3
    assert all("raderats för gott" in sentence(each) for each in told if isinstance(each, TryggError))


def test_what_is_deleted_is_listed_and_can_be_brought_back_or_erased(
    desk: Desk, qtbot: QtBot, page: QWidget, write: Write, workspace: Workspace
) -> None:
    id, other = write(Camera, name="Torget"), write(LiaisonNote, text="Om en familj.", protection="protected")
    with workspace.transaction("Delete") as tx:
        tx.delete(id)
        tx.delete(other)
    listed = DeletedRecords(desk, page)
    listed.show()
    settle(desk, qtbot)
    groups = listed.list.grouped.groups
    assert [line.title for group in groups for line in group.lines] == [
        "Anteckning i polissamverkan",
        "Torget",
    ]
    listed.list.choose(id)
    listed.back.click()
    settle(desk, qtbot)
    assert workspace.find(id) is not None
    listed.list.choose(other)
    listed.erase.click()
    confirm(question(listed, qtbot), desk, qtbot)
    assert workspace.deleted() == []
    assert not listed.erase.isEnabled()


def test_without_a_decision_nothing_is_erased(
    desk: Desk, qtbot: QtBot, page: QWidget, write: Write, workspace: Workspace
) -> None:
    id = write(Camera, name="Torget")
    found = asked(desk, qtbot, page, id)
    confirm(found, desk, qtbot, reason="   ")
    assert workspace.find(id) is not None and found.isVisible()
    assert "Inget är raderat än" in found.error.text() and found.focusWidget() is found.reason


def test_it_says_what_happens_and_the_button_says_what_goes(
    desk: Desk, qtbot: QtBot, page: QWidget, write: Write
) -> None:
    found = asked(desk, qtbot, page, write(Camera, name="Lars & Co"))
    assert found.yes.text() == "Radera ”Lars && Co”"
    assert not found.yes.isDefault() and not found.yes.autoDefault()
    for told in ("på den här datorn", "Det går inte att ångra", "12 månader", "Ingen annan har det."):
        assert told in words_on(found)


def test_a_figure_that_stood_under_another_period_says_that_it_goes_there_too(
    desk: Desk, qtbot: QtBot, page: QWidget
) -> None:
    with desk.workspace.transaction("Test") as tx:
        figure = tx.create(Measurement, indicator=tx.create(Indicator, name="Trygga"), period="2024", value=1)
        now = tx.change(figure, period="2025")
    found = asked(desk, qtbot, page, now)
    assert "Den försvinner även där den stod innan" in words_on(found)
    confirm(found, desk, qtbot)
    assert desk.workspace.deleted() == []


def test_the_keyboard_is_enough_and_enter_in_the_reason_erases_nothing(
    desk: Desk, qtbot: QtBot, page: QWidget, write: Write, workspace: Workspace
) -> None:
    id = write(Camera, name="Torget")
    found = asked(desk, qtbot, page, id)
    assert found.focusWidget() is found.reason
    qtbot.keyClicks(found.reason, REASON)
    qtbot.keyClick(found.reason, Qt.Key.Key_Return)
    settle(desk, qtbot)
    assert workspace.find(id) is not None and found.isVisible()
    for expected in (found.no, found.yes):
        qtbot.keyClick(found.focusWidget(), Qt.Key.Key_Tab)
        assert found.focusWidget() is expected
    qtbot.keyClick(found.yes, Qt.Key.Key_Return)
    settle(desk, qtbot)
    assert workspace.find(id) is None


def test_escape_keeps_everything(
    desk: Desk, qtbot: QtBot, page: QWidget, write: Write, workspace: Workspace
) -> None:
    id = write(Camera, name="Torget")
    qtbot.keyClick(asked(desk, qtbot, page, id), Qt.Key.Key_Escape)
    settle(desk, qtbot)
    assert workspace.find(id) is not None


def test_what_mentions_it_is_a_link_that_erases_nothing(
    desk: Desk, qtbot: QtBot, page: QWidget, write: Write, workspace: Workspace
) -> None:
    id = write(Contact, name="Hjördis Ek", phone="070-123 45 67")
    other = write(Stakeholder, name="Föreningen", description="Ring Hjördis Ek, 0701234567.")
    found = asked(desk, qtbot, page, id)
    (link,) = found.mentions.links
    assert link.accessibleName() == "Föreningen" and "1 annat ställe" in words_on(found)
    with qtbot.waitSignal(desk.opened) as opened:
        link.click()
    assert opened.args == [other] and workspace.find(id) is not None


def test_a_confidential_mention_does_not_show_its_words(
    desk: Desk, qtbot: QtBot, page: QWidget, write: Write
) -> None:
    id = write(Contact, name="Hjördis Ek")
    write(LiaisonNote, text=f"{SECRET}, Hjördis Ek", protection="protected", ground="OSL 18:2")
    found = asked(desk, qtbot, page, id)
    (link,) = found.mentions.links
    assert SECRET not in words_on(found) and SECRET not in link.text() + link.toolTip()


def test_a_confidential_record_is_not_named_by_its_words(
    desk: Desk, qtbot: QtBot, page: QWidget, write: Write
) -> None:
    found = asked(
        desk, qtbot, page, write(LiaisonNote, text=SECRET, protection="protected", ground="OSL 18:2")
    )
    assert SECRET not in words_on(found) + found.yes.text()


def test_what_is_left_to_tidy_stays_until_it_is_done(
    desk: Desk, qtbot: QtBot, page: QWidget, write: Write, workspace: Workspace
) -> None:
    id = write(Contact, name="Hjördis Ek")
    other = write(Stakeholder, name="Föreningen", description="Ring Hjördis Ek.")
    confirm(asked(desk, qtbot, page, id), desk, qtbot)
    (left,) = page.findChildren(MentionsLeft)
    assert len(left.list.links) == 1 and not left.isModal()
    desk.command("Test", lambda tx: tx.change(other, description="Ring kansliet."))
    settle(desk, qtbot)
    assert left.list.links == []


def test_a_field_forgets_all_it_has_said_from_its_own_menu(
    desk: Desk, qtbot: QtBot, write: Write, workspace: Workspace
) -> None:
    id = write(Camera, name="Torget", notes="Ringde Hjördis.")
    with workspace.transaction("Test") as tx:
        tx.change(id, notes="Ringde Hjördis igen.")
    form = show_form(desk, qtbot, id)
    press_menu_key(form, "notes")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[-1].trigger()
    menu.close()
    found = question(form, qtbot)
    assert "Fältet blir tomt" in words_on(found) and found.yes.text() == "Radera vad ”Anteckningar” har sagt"
    confirm(found, desk, qtbot)
    assert form.body is not None
    row = form.body.row("notes")
    assert row is not None and row.editor.text() == "" and workspace.get(id).title == "Torget"
    assert not any("Hjördis" in each.words for each in workspace.history(id))


@pytest.mark.parametrize(
    "name",
    [
        "name",
        "make",
        "bought",
        "serviced",
        "works",
        "height",
        "rounds",
        "notes",
        "site",
        "owner",
        "districts",
    ],
)
def test_the_menu_key_offers_it_in_every_field(desk: Desk, qtbot: QtBot, write: Write, name: str) -> None:
    form = show_form(desk, qtbot, write(Camera, name="Torget"))
    press_menu_key(form, name)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu) and menu.actions()[-1].text() == "Radera vad fältet har sagt …"
    menu.close()


def test_a_new_record_has_nothing_to_erase(desk: Desk, qtbot: QtBot) -> None:
    form = show_form(desk, qtbot)
    form.begin(Camera)
    settle(desk, qtbot)
    press_menu_key(form, "make")
    assert QApplication.activePopupWidget() is None
    assert form.body is not None and not form.body.erase.isVisible()


def test_a_new_record_still_has_the_menu_of_its_text(desk: Desk, qtbot: QtBot) -> None:
    form = show_form(desk, qtbot)
    form.begin(Camera)
    settle(desk, qtbot)
    press_menu_key(form, "notes")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Radera vad fältet har sagt …" not in [action.text() for action in menu.actions()]
    menu.close()


def press_menu_key(form: RecordForm, name: str) -> None:
    """Opens the menu of a field as the menu key does."""
    assert form.body is not None
    row = form.body.row(name)
    assert row is not None
    target = row.editor.control
    assert target is not None
    at = QPoint(4, 4)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, target.mapToGlobal(at))
    QApplication.sendEvent(target, event)


def test_a_file_that_could_not_be_cleaned_is_told_and_the_record_is_gone_all_the_same(
    faults: tuple[Desk, list[BaseException]], qtbot: QtBot, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, told = faults

    def full() -> None:
        raise EnvironmentFault("not-scrubbed", "The file could not be cleaned.")

    id = write(Camera, name="Torget")
    form = show_form(desk, qtbot, id)
    monkeypatch.setattr(desk.workspace, "scrub", full)
    found = asked(desk, qtbot, form, id)
    with qtbot.waitSignal(found.finished):
        confirm(found, desk, qtbot)
    assert ids_of(told) == ["not-scrubbed"] and form.is_empty


def test_a_list_that_could_not_be_written_beside_the_backups_is_told(
    faults: tuple[Desk, list[BaseException]], qtbot: QtBot, write: Write
) -> None:
    desk, told = faults
    desk.workspace.backups.write_text("in the way", encoding="utf-8")
    id = write(Camera, name="Torget")
    form = show_form(desk, qtbot, id)
    confirm(asked(desk, qtbot, form, id), desk, qtbot)
    assert ids_of(told) == ["list-beside"] and form.is_empty and desk.workspace.find(id) is None


def ids_of(told: list[BaseException]) -> list[str]:
    return [each.id for each in told if isinstance(each, TryggError)]


def test_what_is_refused_is_told_in_the_question(
    desk: Desk, qtbot: QtBot, page: QWidget, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = asked(desk, qtbot, page, write(Camera, name="Torget"))
    monkeypatch.setattr(type(desk.workspace), "read_only", property(lambda _workspace: True))
    monkeypatch.setattr(desk.workspace, "_writer", None)
    confirm(found, desk, qtbot)
    assert found.isVisible() and found.error.text() and found.yes.isEnabled()


def test_progress_shows_late_and_nothing_breaks_it_off(
    desk: Desk, qtbot: QtBot, page: QWidget, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing, "SHOWN_AFTER", 0.05)
    cleaned = threading.Event()
    monkeypatch.setattr(desk.workspace, "scrub", lambda: cleaned.wait(10))
    found = asked(desk, qtbot, page, write(Camera, name="Torget"))
    qtbot.keyClicks(found.reason, REASON)
    found.yes.click()
    assert not found.progress.isVisible() and not found.no.isEnabled()
    qtbot.waitUntil(found.progress.isVisible)
    found.reject()
    assert found.isVisible()
    with qtbot.waitSignal(found.finished):
        cleaned.set()


def test_lists_offer_it_for_one_record_at_a_time(cameras: RecordList, desk: Desk, qtbot: QtBot) -> None:
    cameras.choose(cameras.shown()[0])
    one = {action.text(): action.isEnabled() for action in cameras.context_menu().actions()}
    cameras.table.selectAll()
    several = {action.text(): action.isEnabled() for action in cameras.context_menu().actions()}
    assert one["Radera för gott …"] and not several["Radera för gott …"]


def test_notes_offer_it_for_one_note_at_a_time(desk: Desk, qtbot: QtBot, write: Write) -> None:
    for text in ("Ett", "Två"):
        write(LiaisonNote, text=text)
    rows = read_notes(desk.workspace)
    beside = QWidget()
    qtbot.addWidget(beside)

    def offered(n: int) -> bool:
        return any(each.text() == "Radera för gott …" for each in note_menu(beside, desk, rows[:n]).actions())

    assert offered(1) and not offered(2)


def test_those_who_must_erase_it_too_are_named(
    desk: Desk, qtbot: QtBot, page: QWidget, write: Write, tmp_path: Path
) -> None:
    police = leader(tmp_path, 1)
    with police.workspace:
        pair(Exchange(desk.workspace), police)
    name = Exchange(desk.workspace).peers()[0].name
    found = asked(desk, qtbot, page, write(Camera, name="Torget"))
    assert f"Din nästa fil berättar det för {name}" in words_on(found)
