"""Where tiles lie, which one an arrow key leads to, and where the lake is drawn."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize

from tests.desktop.presence.districts import id_of
from trygg_desktop.desktop.presence.tiles import grid_for, neighbour, places_for, water_run

NARROW, WIDE = QSize(300, 10_000), QSize(2000, 10_000)


def test_a_tile_is_never_smaller_than_the_font_needs() -> None:
    grid = grid_for([(7, 6)], NARROW, font_scale=1.5)
    assert grid.rect((1, 1)).size() == QSize(93, 63)


def test_tiles_grow_where_there_is_room_but_not_without_end() -> None:
    assert grid_for([(7, 6)], WIDE, font_scale=1.0).scale == 1.4


def test_a_place_is_found_again_under_the_pointer() -> None:
    grid = grid_for([(7, 4), (1, 6)], WIDE, font_scale=1.0)
    assert grid.place_at(grid.rect((4, 3)).center()) == (4, 3)
    assert grid.place_at(QPoint(-50, 9000)) == (1, 6)


def test_a_tile_without_a_place_gets_one_below_the_others() -> None:
    a, b, c = id_of("a"), id_of("b"), id_of("c")
    places = places_for({a: (2, 1), b: None, c: (2, 1)})
    assert places[a] == (2, 1)
    assert {places[b], places[c]} == {(1, 2), (2, 2)}


def test_an_arrow_key_leads_to_the_nearest_tile_straight_ahead() -> None:
    a, b, c = id_of("a"), id_of("b"), id_of("c")
    places = {a: QPoint(0, 0), b: QPoint(130, 0), c: QPoint(65, 45)}
    assert neighbour(places, a, QPoint(1, 0)) == b
    assert neighbour(places, c, QPoint(-1, 0)) == a


def test_an_arrow_key_with_nothing_ahead_stays() -> None:
    a, b = id_of("a"), id_of("b")
    assert neighbour({a: QPoint(0, 0), b: QPoint(0, 45)}, a, QPoint(0, -1)) == a


def test_the_lake_lies_beside_the_southernmost_tile_or_below_them_all() -> None:
    assert water_run([(1, 6), (7, 4)]) == ((3, 6), 5)
    assert water_run([(1, 6), (6, 6), (7, 4)]) == ((1, 7), 7)
    assert water_run([]) is None
