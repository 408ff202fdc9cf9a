"""What tests of single pages share: a desk whose faults fail the test, a page on screen, and waiting for both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support import only_workspace
from trygg_desktop import i18n
from trygg_desktop.desktop import preferences, theme
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.page import Page
from trygg_desktop.workspace import Workspace

P = TypeVar("P", bound=Page)


@contextmanager
def desk_over(workspace: Workspace, today: date) -> Iterator[Desk]:
    """A desk; a fault that the test did not ask for fails it."""
    made, faults = Desk(workspace, today), list[BaseException]()
    made.faulted.connect(faults.append)
    yield made
    made.courier.stop()
    assert not faults


def on_screen(qtbot: QtBot, page: P) -> P:
    """A page as large as the window leaves it, told of changes as the window would tell it."""
    qtbot.addWidget(page)
    page.desk.changed.connect(page.refresh)
    page.resize(1096, 752)
    page.show()
    page.refresh(None)
    settle(qtbot, page.desk)
    return page


def settle(qtbot: QtBot, desk: Desk, also: Callable[[], bool] = lambda: True) -> None:
    """Waits until everything is written, read and shown, and what a page does besides is done."""

    def quiet() -> bool:
        return desk.settled() and also()

    qtbot.waitUntil(quiet)
    qtbot.wait(20)
    qtbot.waitUntil(quiet)


@contextmanager
def desk_to_look_at(workspace: Workspace, today: date) -> Iterator[Desk]:
    """A desk for all tests of a module that write nothing; that none of them has written is found out at the end."""
    written = _written(workspace)
    with pytest.MonkeyPatch.context() as patch, desk_over(workspace, today) as desk:
        patch.setattr(preferences, "file", lambda: workspace.path.with_suffix(".json"))
        i18n.set_language("sv")
        use_scheme("light")
        yield desk
    assert _written(workspace) == written


@contextmanager
def to_look_at(
    request: pytest.FixtureRequest, workspace: Workspace, make: Callable[[Desk], P], today: date
) -> Iterator[P]:
    """One page for such tests, each of which goes by itself to what it looks at; to make one takes longer."""
    with desk_to_look_at(workspace, today) as desk:
        qtbot = QtBot(request)
        page = on_screen(qtbot, make(desk))
        yield page
        settle(qtbot, desk)
        page.close()
        page.deleteLater()


def filled_once(fill: Callable[[Workspace], object]) -> Any:
    """The fixture `looked_at` of a module: a workspace for its tests that write nothing, and what `fill` gave."""

    @pytest.fixture(scope="module")
    def looked_at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, object]]:
        with only_workspace(tmp_path_factory.mktemp("looked_at")) as workspace:
            yield workspace, fill(workspace)

    return looked_at


def page_of(make: Callable[[Desk], Page], today: date) -> Any:
    """The fixture `page_to_look_at` of a module that has `looked_at`: its page on screen, for such tests."""

    @pytest.fixture(scope="module")
    def page_to_look_at(
        request: pytest.FixtureRequest, qapp: QApplication, looked_at: tuple[Workspace, object]
    ) -> Iterator[Page]:
        with to_look_at(request, looked_at[0], make, today) as page:
            yield page

    return page_to_look_at


def _written(workspace: Workspace) -> int:
    """The changes and drafts that a file holds."""
    return int(workspace.reader.execute("SELECT count(*) FROM every_change")[0][0])


def use_scheme(scheme: str) -> None:
    """Uses a scheme as when the program runs, in its loop; outside of it Qt does it in another way, and slowly."""
    app, loop = QApplication.instance(), QEventLoop()
    assert isinstance(app, QApplication)

    def use() -> None:
        try:
            theme.apply(app, scheme)
        finally:
            loop.quit()

    QTimer.singleShot(0, use)
    loop.exec()
