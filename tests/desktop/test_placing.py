"""Where the window stood, and how its pages shared their room, is found again at the next start."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QSplitter
from pytestqt.qtbot import QtBot

from trygg_desktop.desktop import preferences
from trygg_desktop.desktop.app import _keep_place
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.placing import TITLE, fitted, place_of, put_back
from trygg_desktop.desktop.window import MainWindow

LAPTOP = QRect(0, 0, 1440, 860)
PROJECTOR = QRect(1440, 0, 1920, 1080)


@pytest.mark.parametrize("there", [QRect(100, 80, 1200, 700), QRect(1600, 100, 1500, 900)])
def test_a_place_that_a_screen_still_shows_is_kept(there: QRect) -> None:
    assert fitted(there, [LAPTOP, PROJECTOR]) == there


@pytest.mark.parametrize(
    "there",
    [
        QRect(1600, 100, 1500, 900),  # on the projector that is gone
        QRect(-5000, -5000, 300, 300),
        QRect(1400, 840, 1200, 700),  # only a corner is seen
        QRect(0, -400, 9000, 9000),
    ],
)
def test_a_window_is_never_out_of_sight(there: QRect) -> None:
    placed = fitted(there, [LAPTOP])
    assert LAPTOP.adjusted(0, TITLE, 0, 0).contains(placed)


def test_a_window_that_was_never_placed_stays_as_it_is(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    put_back(window, {})
    assert (window.width(), window.height()) == (1280, 800) and not window.isMaximized()


def test_a_maximised_window_is_maximised_again_and_knows_its_lesser_size(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    screen = window.screen().availableGeometry()
    place = {"x": screen.x(), "y": screen.y() + TITLE, "width": 900, "height": 560, "maximised": 1}
    if screen.width() < 900 or screen.height() < 560 + TITLE:
        place |= {"width": screen.width(), "height": screen.height() - TITLE}
    put_back(window, place)
    window.show()
    assert window.isMaximized() and place_of(window)["maximised"]


def test_closing_the_window_keeps_its_place_on_the_disk(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    window.left.connect(lambda: _keep_place(window))
    window.setGeometry(20, 40, 1000, 600)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    preferences._memory.clear()
    assert preferences.place() == {"x": 20, "y": 40, "width": 1000, "height": 600, "maximised": 0}


def first_share(window: MainWindow) -> float:
    (splitter,) = window.page("liaison").findChildren(QSplitter)
    first, second = splitter.sizes()
    return first / max(first + second, 1)


def test_halves_stay_as_they_were_dragged_through_new_sizes_and_starts(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    window.go("liaison")
    qtbot.waitUntil(desk.settled)
    (splitter,) = window.page("liaison").findChildren(QSplitter)
    handle = splitter.handle(1)
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton)
    qtbot.mouseMove(handle, handle.rect().center() - QPoint(120, 0))
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton)
    dragged = first_share(window)
    assert preferences.share("liaison/LiaisonPage/beside") == pytest.approx(dragged, abs=0.001)
    window.resize(1400, 800)
    qtbot.waitUntil(lambda: first_share(window) == pytest.approx(dragged, abs=0.01))
    before = window.page("liaison")
    window.speak_anew()
    qtbot.waitUntil(lambda: window.page("liaison") is not before)
    qtbot.waitUntil(lambda: first_share(window) == pytest.approx(dragged, abs=0.01))
