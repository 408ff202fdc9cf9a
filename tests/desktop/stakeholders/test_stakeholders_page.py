"""The page Aktörer as a whole: its lists, what is around a stakeholder, and what is noted quickly."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import col

from tests.desktop.stakeholders.conftest import Write, settle, show_page
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.stakeholders.sections import StakeholderSections
from trygg_desktop.desktop.stakeholders_page import StakeholdersPage
from trygg_desktop.domain.stakeholders import Agreement, Commitment, Contact, Interaction, Stakeholder


def sections_of(page: StakeholdersPage) -> StakeholderSections:
    """What stands around the stakeholder."""
    assert page.sections is not None
    return page.sections


def shown(desk: Desk, qtbot: QtBot, id: UUID) -> StakeholdersPage:
    """The page with a stakeholder looked at."""
    page = show_page(desk, qtbot)
    page.show_record(id)
    settle(desk, qtbot)
    return page


def talks(desk: Desk, stakeholder: UUID) -> list[Interaction]:
    """What was noted with a stakeholder."""
    return desk.workspace.records(Interaction, col(Interaction.stakeholder) == stakeholder)


def test_the_list_begins_with_its_first_record_in_the_form(desk: Desk, qtbot: QtBot, housing: UUID) -> None:
    page = show_page(desk, qtbot)
    assert page.panes["stakeholder"].form.record_id == housing


def test_a_contact_is_shown_among_the_contacts(seen: StakeholdersPage, qtbot: QtBot) -> None:
    ((contact,),) = seen.desk.workspace.rows(Contact, [])
    seen.show_record(contact)
    settle(seen.desk, qtbot)
    assert seen.tabs.key == "contact"
    assert seen.panes["contact"].form.record_id == contact


def test_what_is_around_a_stakeholder_is_shown_with_it(
    desk: Desk, qtbot: QtBot, housing: UUID, write: Write
) -> None:
    write(Interaction, text="Samtal om belysningen", stakeholder=housing, on=date(2026, 11, 2))
    write(Agreement, title="Överenskommelse", stakeholders=[housing], runs_out_on=date(2027, 1, 1))
    around = sections_of(shown(desk, qtbot, housing))
    assert [row.text for row in around.contacts.rows.rows()] == ["Kundtjänst"]
    assert {row.text for row in around.promises.rows.rows()} == {"Uppgifter om belysning", "Överenskommelse"}
    assert "Samtal om belysningen" in [row.text for row in around.happened.rows.rows()]


def test_an_interaction_is_noted_with_one_line(desk: Desk, qtbot: QtBot, housing: UUID) -> None:
    quick = sections_of(shown(desk, qtbot, housing)).quick
    quick.day.setText("i går")
    QTest.keyClicks(quick.text, "Lovade uppgifter om trapphusen")
    QTest.keyClick(quick.text, Qt.Key.Key_Return)
    settle(desk, qtbot)
    (noted,) = talks(desk, housing)
    assert (noted.on, noted.text) == (date(2026, 11, 21), "Lovade uppgifter om trapphusen")
    assert quick.text.text() == ""


def test_what_was_noted_is_in_the_timeline_at_once(desk: Desk, qtbot: QtBot, housing: UUID) -> None:
    around = sections_of(shown(desk, qtbot, housing))
    QTest.keyClicks(around.quick.text, "Ringde")
    around.quick.save()
    settle(desk, qtbot)
    assert "Ringde" in [row.text for row in around.happened.rows.rows()]


def test_a_day_that_can_not_be_read_is_told_and_nothing_is_lost(
    desk: Desk, qtbot: QtBot, housing: UUID
) -> None:
    quick = sections_of(shown(desk, qtbot, housing)).quick
    quick.day.setText("någon gång")
    quick.text.setText("Ringde")
    quick.save()
    settle(desk, qtbot)
    assert quick.error()
    assert quick.text.text() == "Ringde"
    assert talks(desk, housing) == []


def test_what_is_begun_for_one_stakeholder_waits_while_another_is_looked_at(
    desk: Desk, qtbot: QtBot, housing: UUID, write: Write
) -> None:
    other = write(Stakeholder, name="Klubben")
    page = shown(desk, qtbot, housing)
    quick = sections_of(page).quick
    quick.text.setText("Halvfärdigt")
    page.show_record(other)
    settle(desk, qtbot)
    assert quick.text.text() == ""
    page.show_record(housing)
    settle(desk, qtbot)
    assert quick.text.text() == "Halvfärdigt"


def test_a_new_contact_belongs_to_the_stakeholder_that_is_looked_at(
    desk: Desk, qtbot: QtBot, housing: UUID
) -> None:
    page = shown(desk, qtbot, housing)
    page.begin_new("contact")
    settle(desk, qtbot)
    form = page.panes["contact"].form
    assert form.record is not None
    assert form.record.stakeholder == housing  # type: ignore[attr-defined]


def test_the_picture_of_time_is_walked_by_keyboard_and_opens_records(
    desk: Desk, qtbot: QtBot, housing: UUID, write: Write
) -> None:
    talk = write(Interaction, text="Samtal", stakeholder=housing, on=date(2026, 11, 2))
    picture = sections_of(shown(desk, qtbot, housing)).picture
    QTest.keyClick(picture, Qt.Key.Key_Right)
    assert "Samtal" in picture.accessibleDescription()
    with qtbot.waitSignal(desk.opened) as opened:
        QTest.keyClick(picture, Qt.Key.Key_Return)
    assert opened.args == [talk]


def test_a_click_in_the_picture_of_time_opens_what_is_drawn_there(
    desk: Desk, qtbot: QtBot, housing: UUID, write: Write
) -> None:
    talk = write(Interaction, text="Samtal", stakeholder=housing, on=date(2026, 11, 2))
    picture = sections_of(shown(desk, qtbot, housing)).picture
    picture.grab()
    place = picture.place_of(talk)
    assert place is not None
    with qtbot.waitSignal(desk.opened) as opened:
        QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=place.center().toPoint())
    assert opened.args == [talk]


def test_a_promise_past_its_day_is_told_in_words(
    desk: Desk, qtbot: QtBot, housing: UUID, write: Write
) -> None:
    write(Commitment, title="Ny lampa", stakeholder=housing, due=date(2026, 11, 20))
    around = sections_of(shown(desk, qtbot, housing))
    (row,) = [row for row in around.promises.rows.rows() if row.text == "Ny lampa"]
    assert row.fact == "2 dagar försenad"


def test_the_rows_of_a_section_open_their_records(seen: StakeholdersPage, qtbot: QtBot) -> None:
    around = sections_of(seen)
    ((contact,),) = seen.desk.workspace.rows(Contact, [])
    around.contacts.rows.setFocus()
    with qtbot.waitSignal(seen.desk.opened) as opened:
        QTest.keyClick(around.contacts.rows, Qt.Key.Key_Return)
    assert opened.args == [contact]


def test_look_alikes_are_offered_in_the_head_of_the_page(desk: Desk, qtbot: QtBot, write: Write) -> None:
    write(Stakeholder, name="Bostadsbolagett")
    page = show_page(desk, qtbot)
    qtbot.waitUntil(page.duplicates_link.isVisible)
    assert page.duplicates_link.text() == "1 möjlig dubblett"
    page.duplicates_link.click()
    assert page.stack.currentWidget() is page.duplicates
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Dubbletter"
    page.duplicates.left.emit()
    assert page.stack.currentWidget() is page.pane("stakeholder")


def test_control_l_goes_to_the_quick_note(seen: StakeholdersPage, qtbot: QtBot) -> None:
    seen.begin_interaction()
    qtbot.waitUntil(sections_of(seen).quick.text.hasFocus)


def test_nothing_that_can_be_pressed_lacks_a_name(seen: StakeholdersPage) -> None:
    pressed = [
        each for each in seen.findChildren(QAbstractButton) if not isinstance(each.parent(), QLineEdit)
    ]
    own: list[QWidget] = [*pressed, seen.tabs, sections_of(seen).picture]
    assert [each for each in own if each.isVisible() and not _named(each)] == []


def _named(widget: QWidget) -> bool:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return bool(widget.accessibleName() or text or widget.toolTip())


def test_an_empty_page_offers_the_first_step(seen: StakeholdersPage, qtbot: QtBot) -> None:
    seen.tabs.choose("agreement")
    settle(seen.desk, qtbot)
    pane = seen.panes["agreement"]
    buttons = [each for each in pane.list.findChildren(QAbstractButton) if each.isVisible()]
    assert "Ny" in " ".join(each.text() for each in buttons)


def test_control_z_in_an_empty_quick_note_is_left_to_the_window(
    desk: Desk, qtbot: QtBot, housing: UUID
) -> None:
    text = sections_of(shown(desk, qtbot, housing)).quick.text

    def kept() -> bool:
        """Whether the field wants Ctrl+Z for itself."""
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        event.ignore()
        QApplication.sendEvent(text, event)
        return event.isAccepted()

    assert not kept()
    QTest.keyClicks(text, "Samtal")
    assert kept()
