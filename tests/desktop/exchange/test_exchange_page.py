"""The page for everyone: its registers, and every control by name and by keyboard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.desktop.exchange.leaders import Leader, pass_on, write_apart
from tests.desktop.test_accessibility import _takes_focus, controls, described, press_tab, spoken_name

Both = tuple[Leader, Leader]


def test_the_register_tells_who_has_what(both: Both, tmp_path: Path) -> None:
    one, other = both
    one.write("Bäckby IF")
    pass_on(one, other, tmp_path)
    assert [row.file.acknowledged for row in one.page.register.sent.files.rows] == [False]
    pass_on(other, one, tmp_path)
    (sent,) = one.page.register.sent.files.rows
    assert sent.file.acknowledged
    assert sent.to == "Polisens ledningsfunktion"
    (received,) = other.page.register.received.files.rows
    assert received.file.fingerprint == sent.file.fingerprint
    assert sent.file.fingerprint in one.page.register.sent.as_text()


def test_someone_who_writes_in_two_places_is_told_of(both: Both, tmp_path: Path) -> None:
    one, other = both
    one.write("Bäckby IF")
    pass_on(one, other, tmp_path)
    standing = other.page.post.standing
    assert standing is not None
    (received,) = standing.received
    twice = replace(standing, received=(replace(received, copies=(received.sender,)),))
    other.page.register.show_standing(twice)
    words = [label.text() for label in other.page.register.findChildren(QLabel)]
    assert any("verkar skriva på två ställen" in each for each in words)


def test_every_control_of_every_tab_has_a_name_and_is_reached_by_tab(both: Both, tmp_path: Path) -> None:
    write_apart(both, tmp_path, {"description": "Möts på tisdagar."}, {"description": "Möts på fredagar."})
    page = both[1].page
    for tab in range(4):
        page.tabs.setCurrentIndex(tab)
        page.activateWindow()
        both[1].qtbot.waitUntil(page.isActiveWindow)
        both[1].settle()
        page.setFocus()
        shown = list(controls(page))
        assert not [described(each) for each in shown if not spoken_name(each).strip()], tab
        wanted = {each for each in shown if _takes_focus(each) and each.focusProxy() is None}
        met: set[QWidget] = set()
        for _step in range(80):
            focused = QApplication.focusWidget()
            assert focused is not None
            met.add(focused)
            press_tab(focused, both[1].qtbot)
            if wanted <= met:
                break
        assert not [described(each) for each in wanted - met], tab
