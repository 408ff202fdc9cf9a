"""The map is walked with the arrow keys, read by a screen reader, and its tiles can be moved."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.presence.districts import district, id_of, model_of, square
from trygg_desktop.desktop import theme
from trygg_desktop.desktop.presence.district_map import DistrictMap
from trygg_desktop.desktop.presence.districts_model import DistrictsModel

NORTH, SOUTH, WEST, EAST = (
    district("Norr", (2, 1), 11),
    district("Söder", (2, 3), 0),
    district("Väster", (1, 2), 3),
    district("Öster", (3, 2), None),
)
KEYS = {"up": Qt.Key.Key_Up, "down": Qt.Key.Key_Down, "left": Qt.Key.Key_Left, "right": Qt.Key.Key_Right}


@pytest.fixture
def map_(qtbot: QtBot) -> DistrictMap:
    made = DistrictMap(model_of(NORTH, SOUTH, WEST, EAST))
    qtbot.addWidget(made)
    made.resize(463, 300)
    made.show()
    return made


def choose(map_: DistrictMap, id: UUID) -> None:
    model = map_.model()
    assert isinstance(model, DistrictsModel)
    map_.selectionModel().setCurrentIndex(
        model.index(model.row_of(id) or 0, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
    )


def chosen(map_: DistrictMap) -> str:
    return map_.chosen.name if map_.chosen else ""


@pytest.mark.parametrize(
    ("keys", "reached"),
    [(["up"], "Norr"), (["right"], "Öster"), (["up", "down"], "Söder"), (["left"], "Väster")],
)
def test_arrow_keys_walk_by_position(qtbot: QtBot, map_: DistrictMap, keys: list[str], reached: str) -> None:
    choose(map_, SOUTH.id)
    for key in keys:
        qtbot.keyClick(map_, KEYS[key])
    assert chosen(map_) == reached


def test_a_click_chooses_the_tile_under_it(qtbot: QtBot, map_: DistrictMap) -> None:
    model = map_.model()
    assert isinstance(model, DistrictsModel)
    spot = map_.visualRect(model.index(model.row_of(WEST.id) or 0, 0)).center()
    qtbot.mouseClick(map_.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert chosen(map_) == "Väster"


def test_a_screen_reader_hears_each_district_in_full(map_: DistrictMap) -> None:
    heard = QAccessible.queryAccessibleInterface(map_)
    assert heard.role() is QAccessible.Role.List
    names = [heard.child(n).text(QAccessible.Text.Name) for n in range(heard.childCount())]
    assert names[1].startswith("Norr: 11 veckor sedan senaste närvaro")
    assert "minst 6 veckor" in names[1].lower()
    assert names[0] == "Öster: ingen närvaro antecknad."


def test_a_tile_is_drawn_where_the_screen_reader_says_it_is(map_: DistrictMap) -> None:
    heard = QAccessible.queryAccessibleInterface(map_)
    rect = heard.child(1).rect()
    assert map_.viewport().mapFromGlobal(rect.center()) == map_.visualRect(map_.model().index(1, 0)).center()


def test_a_tile_dragged_onto_another_changes_places_with_it(qtbot: QtBot, map_: DistrictMap) -> None:
    map_.edit_places(True)
    model = map_.model()
    assert isinstance(model, DistrictsModel)
    start = map_.visualRect(model.index(model.row_of(WEST.id) or 0, 0)).center()
    end = map_.visualRect(model.index(model.row_of(EAST.id) or 0, 0)).center()
    with qtbot.waitSignal(map_.places_changed) as moved:
        qtbot.mousePress(map_.viewport(), Qt.MouseButton.LeftButton, pos=start)
        qtbot.mouseMove(map_.viewport(), end)
        qtbot.mouseRelease(map_.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert moved.args == [{WEST.id: (3, 2), EAST.id: (1, 2)}]


def test_alt_and_an_arrow_key_move_a_tile(qtbot: QtBot, map_: DistrictMap) -> None:
    map_.edit_places(True)
    choose(map_, NORTH.id)
    with qtbot.waitSignal(map_.places_changed) as moved:
        qtbot.keyClick(map_, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert moved.args == [{NORTH.id: (3, 1)}]


def test_tiles_lie_still_unless_places_are_edited(qtbot: QtBot, map_: DistrictMap) -> None:
    choose(map_, NORTH.id)
    with qtbot.assertNotEmitted(map_.places_changed):
        qtbot.keyClick(map_, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)


def test_the_tile_has_the_ochre_of_its_weeks(map_: DistrictMap) -> None:
    drawn = map_.grab().toImage()
    model = map_.model()
    corner = map_.visualRect(model.index(1, 0)).topLeft() + QPoint(3, 3)
    assert drawn.pixelColor(corner).name().upper() == theme.LIGHT.waiting[4]


def test_the_map_follows_the_dark_scheme(qapp: QApplication, map_: DistrictMap) -> None:
    theme.apply(qapp, "dark")
    drawn: QImage = map_.grab().toImage()
    corner = map_.visualRect(map_.model().index(1, 0)).topLeft() + QPoint(3, 3)
    assert drawn.pixelColor(corner).name().upper() == theme.DARK.waiting[4]


def test_new_figures_leave_the_chosen_district_chosen(map_: DistrictMap) -> None:
    choose(map_, NORTH.id)
    model = map_.model()
    assert isinstance(model, DistrictsModel)
    model.show([district("Norr", (2, 1), 0), SOUTH, WEST, EAST], mondays=model.mondays, limit=6)
    assert chosen(map_) == "Norr"
    assert map_.chosen is not None and map_.chosen.weeks == 0


def test_real_borders_are_clicked_inside_and_not_beside(qtbot: QtBot) -> None:
    rows = [
        district("Väst", weeks=3, borders=square(16, 59)),
        district("Öst", weeks=9, borders=square(17, 59)),
    ]
    map_ = DistrictMap(model_of(*rows))
    qtbot.addWidget(map_)
    map_.resize(463, 300)
    map_.show()
    map_.show_borders(True)
    east, west = (map_.visualRect(map_.model().index(n, 0)) for n in range(2))
    assert east.left() >= west.right() - 2
    qtbot.mouseClick(map_.viewport(), Qt.MouseButton.LeftButton, pos=east.center())
    assert chosen(map_) == "Öst"
    assert not map_.indexAt(QPoint(2, 2)).isValid()
    assert (
        map_.grab().toImage().pixelColor(east.topLeft() + QPoint(8, 8)).name().upper()
        == theme.LIGHT.waiting[4]
    )


def test_without_borders_there_is_no_real_map(map_: DistrictMap) -> None:
    map_.show_borders(True)
    assert not map_.has_borders
    assert map_.visualRect(map_.model().index(0, 0)).isValid()


def test_a_district_is_known_by_its_id() -> None:
    assert model_of(NORTH, SOUTH).row_of(id_of("Norr")) == 0
