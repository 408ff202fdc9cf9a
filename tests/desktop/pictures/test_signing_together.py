"""Both leaders sign a picture, one of them in the window: the other's signature and changes come by the exchange."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.pages import desk_over, on_screen, settle
from tests.desktop.pictures.conftest import TODAY
from tests.desktop.pictures.test_pictures_page import show_decided
from tests.exchange.test_signing import give, pair, rewrite
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.pictures_page import PicturesPage
from trygg_desktop.domain.pictures import SituationPicture
from trygg_desktop.domain.sides import Side
from trygg_desktop.exchange.signing import sign
from trygg_desktop.workspace import Key, Workspace


@pytest.fixture
def police(tmp_path: Path) -> Iterator[Workspace]:
    """The workspace of the other side."""
    with Workspace.create(
        tmp_path / "police.trygg", Key.generate(), author="Polisens ledningsfunktion", side=Side.POLICE
    ) as made:
        yield made


@pytest.fixture
def picture(workspace: Workspace, police: Workspace) -> UUID:
    """A picture that both have, and nobody has signed."""
    with workspace.transaction("Test") as tx:
        id = tx.create(SituationPicture, title="Lägesbilden 2026", analysis="Stölderna minskar.")
    pair(workspace, police)
    give(workspace, police)
    return id


@pytest.fixture
def desk(workspace: Workspace, picture: UUID) -> Iterator[Desk]:
    """The municipality's desk."""
    with desk_over(workspace, TODAY) as made:
        yield made


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> PicturesPage:
    """The municipality's page."""
    return on_screen(qtbot, PicturesPage(desk))


def read_again(page: PicturesPage, qtbot: QtBot) -> None:
    """As the window does when a file has been taken in."""
    page.refresh(None)
    settle(qtbot, page.desk)


def words(page: PicturesPage) -> dict[Side, str]:
    """What is said of each side."""
    return {side: label.text() for side, label in page.standing.words.items()}


def test_signed_in_the_window_and_on_the_other_laptop_a_picture_is_decided(
    page: PicturesPage, qtbot: QtBot, workspace: Workspace, police: Workspace, picture: UUID
) -> None:
    page.standing.button.click()
    settle(qtbot, page.desk, lambda: page.standing.button.isHidden())
    give(workspace, police)
    sign(police, picture)
    give(police, workspace)
    read_again(page, qtbot)
    assert page.lines[0].words == "Beslutad"
    assert "Kommunen undertecknade" in words(page)[Side.MUNICIPALITY]
    assert "Polisen undertecknade" in words(page)[Side.POLICE]
    assert page.texts.currentWidget() is page.texts.decided


def test_a_signature_under_what_changed_since_decides_nothing_and_says_so(
    page: PicturesPage, qtbot: QtBot, workspace: Workspace, police: Workspace, picture: UUID
) -> None:
    page.standing.button.click()
    settle(qtbot, page.desk, lambda: page.standing.button.isHidden())
    rewrite(police, picture, "Stölderna ökar.")
    sign(police, picture)
    give(police, workspace)
    read_again(page, qtbot)
    assert "gäller tidigare lydelse" in words(page)[Side.MUNICIPALITY]
    assert page.lines[0].words == "Godkänd av polisen, gäller tidigare lydelse"
    assert not page.standing.button.isHidden()
    page.standing.button.click()
    settle(qtbot, page.desk, lambda: page.standing.button.isHidden())
    assert page.lines[0].words == "Beslutad"


def test_a_picture_that_the_others_file_changes_while_it_is_read_is_not_signed(
    workspace: Workspace, police: Workspace, picture: UUID, qtbot: QtBot
) -> None:
    desk, faults = Desk(workspace, TODAY), list[BaseException]()
    desk.faulted.connect(faults.append)
    page = on_screen(qtbot, PicturesPage(desk))
    rewrite(police, picture, "Stölderna ökar.")
    give(police, workspace)
    page.sign()
    qtbot.waitUntil(lambda: bool(faults))
    settle(qtbot, desk)
    desk.courier.stop()
    assert [getattr(fault, "id", "") for fault in faults] == ["picture-changed"]


def test_a_decision_is_taken_back_in_the_window_and_decided_again_by_undo(
    page: PicturesPage, qtbot: QtBot, workspace: Workspace, police: Workspace, picture: UUID
) -> None:
    sign(police, picture)
    give(police, workspace)
    sign(workspace, picture)
    read_again(page, qtbot)
    show_decided(page, qtbot)
    assert page.standing.back.isVisible()
    page.standing.back.click()
    settle(qtbot, page.desk, lambda: page.standing.back.isHidden())
    assert page.lines[0].words == "I arbete"
    assert page.texts.currentWidget() is page.texts.form
    assert "tillbakatagen" in words(page)[Side.POLICE]
    assert page.minimumSizeHint().width() <= 1024 - 64
    assert not page.standing.button.isHidden()
    workspace.undo()
    read_again(page, qtbot)
    assert page.lines[0].words == "Beslutad"
