"""The picture of influence and interest, by mouse and by keyboard."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.desktop.stakeholders.conftest import Write, settle, show_page
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.stakeholders.grid_places import Standing, by_cell
from trygg_desktop.desktop.stakeholders.influence_picture import InfluencePicture
from trygg_desktop.domain.stakeholders import Stakeholder

CONTROL = Qt.KeyboardModifier.ControlModifier
MOSQUE, CLUB, SHELTER = uuid4(), uuid4(), uuid4()
STANDING = [
    Standing(MOSQUE, "Moskén", 2, 2),
    Standing(CLUB, "Klubben", 2, 5),
    Standing(SHELTER, "Jouren", None, None),
]


@pytest.fixture
def picture(qtbot: QtBot) -> InfluencePicture:
    """Three stakeholders, one of them not placed."""
    made = InfluencePicture()
    qtbot.addWidget(made)
    made.resize(800, 560)
    made.show()
    made.activateWindow()
    made.show_standing(STANDING)
    return made


def drag(picture: InfluencePicture, id: UUID, to: QPoint) -> None:
    """Drags a name to a point of the picture."""
    tag = picture.tag(id)
    middle = tag.rect().center()
    QTest.mousePress(tag, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(tag, tag.mapFromParent(to))
    QTest.mouseMove(tag, tag.mapFromParent(to))
    QTest.mouseRelease(tag, Qt.MouseButton.LeftButton, pos=tag.mapFromParent(to))


def cell(picture: InfluencePicture, interest: int, influence: int) -> QPoint:
    """The middle of a cell."""
    return picture._measures.cell(interest, influence).center().toPoint()


def test_a_name_dropped_in_a_cell_stands_there(picture: InfluencePicture, qtbot: QtBot) -> None:
    with qtbot.waitSignal(picture.moved) as moved:
        drag(picture, MOSQUE, cell(picture, 4, 5))
    assert moved.args == [MOSQUE, 5, 4]


def test_one_that_stood_nowhere_is_dragged_in(picture: InfluencePicture, qtbot: QtBot) -> None:
    with qtbot.waitSignal(picture.moved) as moved:
        drag(picture, SHELTER, cell(picture, 1, 3))
    assert moved.args == [SHELTER, 3, 1]


def test_a_name_dropped_where_it_stood_moves_nothing(picture: InfluencePicture, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(picture.moved):
        drag(picture, MOSQUE, cell(picture, 2, 2) + QPoint(8, 6))


def test_a_name_dragged_under_the_picture_is_taken_out(picture: InfluencePicture, qtbot: QtBot) -> None:
    with qtbot.waitSignal(picture.moved) as moved:
        drag(picture, MOSQUE, QPoint(300, picture.height() - 4))
    assert moved.args == [MOSQUE, None, None]


def test_control_and_an_arrow_moves_a_step(picture: InfluencePicture, qtbot: QtBot) -> None:
    with qtbot.waitSignal(picture.moved) as moved:
        QTest.keyClick(picture.tag(MOSQUE), Qt.Key.Key_Up, CONTROL)
    assert moved.args == [MOSQUE, 3, 2]


def test_nothing_moves_beyond_the_scale(picture: InfluencePicture, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(picture.moved):
        QTest.keyClick(picture.tag(CLUB), Qt.Key.Key_Right, CONTROL)


def test_an_arrow_goes_to_the_nearest_name(picture: InfluencePicture, qtbot: QtBot) -> None:
    picture.tag(MOSQUE).setFocus()
    QTest.keyClick(picture.tag(MOSQUE), Qt.Key.Key_Right)
    qtbot.waitUntil(picture.tag(CLUB).hasFocus)


def test_enter_opens_and_delete_takes_out(picture: InfluencePicture, qtbot: QtBot) -> None:
    with qtbot.waitSignal(picture.record_opened) as opened:
        QTest.keyClick(picture.tag(MOSQUE), Qt.Key.Key_Return)
    assert opened.args == [MOSQUE]
    with qtbot.waitSignal(picture.moved) as moved:
        QTest.keyClick(picture.tag(MOSQUE), Qt.Key.Key_Delete)
    assert moved.args == [MOSQUE, None, None]


def test_names_that_have_no_room_are_counted_and_listed(picture: InfluencePicture) -> None:
    crowd = [Standing(uuid4(), f"Förening {n}", 3, 3) for n in range(40)]
    picture.show_standing(crowd)
    (more,) = picture._more
    shown = sum(not picture.tag(each.id).isHidden() for each in crowd)
    assert shown + len(more.hidden) == 40


def test_a_screen_reader_hears_where_a_name_stands(picture: InfluencePicture) -> None:
    tag = picture.tag(CLUB)
    assert (tag.accessibleName(), tag.accessibleDescription()) == ("Klubben", "inflytande 2, intresse 5")


def test_a_value_outside_the_scale_stands_nowhere() -> None:
    assert by_cell([Standing(CLUB, "Klubben", 9, 2)]).keys() == {None}


def test_moving_is_saved_and_can_be_undone(desk: Desk, qtbot: QtBot, write: Write) -> None:
    id = write(Stakeholder, name="Klubben", influence=2, interest=2)
    page = show_page(desk, qtbot)
    page.tabs.choose("picture")
    settle(desk, qtbot)
    tag = page.picture.picture.tag(id)
    tag.setFocus()
    QTest.keyClick(tag, Qt.Key.Key_Right, CONTROL)
    settle(desk, qtbot)
    assert desk.workspace.rows(Stakeholder, ["interest"], where=(Stakeholder.id == id,)) == [(id, 3)]
    assert page.picture.picture.tag(id).hasFocus()
    desk.undo()
    settle(desk, qtbot)
    assert desk.workspace.rows(Stakeholder, ["interest"], where=(Stakeholder.id == id,)) == [(id, 2)]
