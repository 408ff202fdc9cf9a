"""Those who are here twice: compared, joined, told apart."""

from __future__ import annotations

from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.stakeholders.conftest import Write, settle
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.stakeholders.duplicates_view import DuplicatesView
from trygg_desktop.desktop.stakeholders.twin_pairs import ComparedField
from trygg_desktop.domain.stakeholders import Contact, Interaction, Stakeholder


@pytest.fixture
def twins(write: Write) -> tuple[UUID, UUID]:
    """One housing company written twice."""
    first = write(Stakeholder, name="Fastighetsbolaget Aros", phone="021-39 00 00", sector="housing")
    return first, write(Stakeholder, name="Fastighetsbolaget Arros", email="info@example.org")


@pytest.fixture
def view(desk: Desk, twins: tuple[UUID, UUID], qtbot: QtBot) -> DuplicatesView:
    """The view on screen with its one pair."""
    made = DuplicatesView(desk)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    desk.changed.connect(made.refresh)
    made.refresh()
    settle(desk, qtbot)
    return made


def test_a_pair_is_found_and_counted(
    view: DuplicatesView, twins: tuple[UUID, UUID], desk: Desk, qtbot: QtBot
) -> None:
    pair = view.list.current()
    assert pair is not None and {pair.a, pair.b} == set(twins)
    with qtbot.waitSignal(view.counted) as counted:
        view.refresh()
    assert counted.args == [1]
    settle(desk, qtbot)


def test_joining_keeps_one_and_fills_it_up(
    view: DuplicatesView, twins: tuple[UUID, UUID], desk: Desk, qtbot: QtBot
) -> None:
    view.comparison.first.setChecked(True)
    view.join.click()
    settle(desk, qtbot)
    kept, gone = desk.workspace.find(twins[0]), desk.workspace.find(twins[1])
    assert isinstance(kept, Stakeholder) and (kept.phone, kept.email) == ("021-39 00 00", "info@example.org")
    assert gone is None
    assert view.stack.currentIndex() == 1


def test_the_other_one_can_be_the_one_that_stays(
    view: DuplicatesView, twins: tuple[UUID, UUID], desk: Desk, qtbot: QtBot
) -> None:
    view.comparison.second.setChecked(True)
    view.join.click()
    settle(desk, qtbot)
    assert desk.workspace.find(twins[0]) is None
    assert desk.workspace.find(twins[1]) is not None


def test_what_hung_on_the_one_hangs_on_the_other_and_back_after_undo(
    view: DuplicatesView, twins: tuple[UUID, UUID], write: Write, desk: Desk, qtbot: QtBot
) -> None:
    talk = write(Interaction, text="Möte", stakeholder=twins[1])
    view.comparison.first.setChecked(True)
    view.join.click()
    settle(desk, qtbot)
    assert desk.workspace.get(talk).stakeholder == twins[0]  # type: ignore[attr-defined]
    desk.undo()
    settle(desk, qtbot)
    assert desk.workspace.get(talk).stakeholder == twins[1]  # type: ignore[attr-defined]
    assert view.list.current() is not None


def test_told_apart_they_are_never_asked_about_again(view: DuplicatesView, desk: Desk, qtbot: QtBot) -> None:
    view.apart.click()
    settle(desk, qtbot)
    view.refresh()
    settle(desk, qtbot)
    assert view.list.pairs == []


def test_contacts_are_compared_too(view: DuplicatesView, write: Write, desk: Desk, qtbot: QtBot) -> None:
    employer = write(Stakeholder, name="Kyrkan")
    write(Contact, name="Anna Ek", stakeholder=employer)
    write(Contact, name="Anna Eck", stakeholder=employer)
    view.refresh()
    settle(desk, qtbot)
    assert {pair.kind for pair in view.list.pairs} == {Stakeholder, Contact}


def test_what_stands_afterwards_is_what_is_kept_filled_up() -> None:
    field = ComparedField("phone", "Telefon", "021", "")
    assert field.stands(keep_first=True) == field.stands(keep_first=False) == "021"
    both = ComparedField("name", "Namn", "Aros", "Arros")
    assert (both.stands(keep_first=True), both.stands(keep_first=False)) == ("Aros", "Arros")


def test_several_references_unite() -> None:
    field = ComparedField("districts", "Områden", "Bäckby, Råby", "Råby, Haga", many=True)
    assert field.stands(keep_first=True) == "Bäckby, Råby, Haga"


def test_what_is_confidential_stays_so_whichever_is_kept(
    view: DuplicatesView, write: Write, desk: Desk, qtbot: QtBot
) -> None:
    plain = write(Stakeholder, name="Ungdomsjouren Lyktan")
    marked = write(
        Stakeholder, name="Ungdomsjouren Lycktan", protection="protected", ground="OSL 26:1", draft=False
    )
    view.refresh()
    settle(desk, qtbot)
    row = next(at for at, pair in enumerate(view.list.pairs) if marked in (pair.a, pair.b))
    view.list.setCurrentIndex(view.list.model().index(row, 0))
    settle(desk, qtbot)
    view.comparison.first.setChecked(True)
    view.join.click()
    settle(desk, qtbot)
    kept = desk.workspace.get(plain)
    assert (kept.protection, kept.ground) == ("protected", "OSL 26:1")


def test_a_draft_is_not_joined_with_what_is_shared(
    view: DuplicatesView, write: Write, desk: Desk, qtbot: QtBot
) -> None:
    shared = write(Stakeholder, name="Ungdomsjouren Lyktan")
    write(Stakeholder, name="Ungdomsjouren Lycktan", draft=True)
    view.refresh()
    settle(desk, qtbot)
    row = next(at for at, pair in enumerate(view.list.pairs) if shared in (pair.a, pair.b))
    view.list.setCurrentIndex(view.list.model().index(row, 0))
    settle(desk, qtbot)
    assert not view.join.isEnabled()
    assert view.apart.isEnabled()


def test_a_long_address_is_broken_and_nothing_is_cut_off_at_the_side(
    view: DuplicatesView, write: Write, desk: Desk, qtbot: QtBot
) -> None:
    name = "Samordningsförbundet för trygghet i stationsområdet med omgivande kvarter"
    mail = "samordningsforbundet.for.trygghet.i.stationsomradet@exempel.example.se"
    for ending in ("", "n"):
        write(Stakeholder, name=name + ending, email=mail)
    view.refresh()
    settle(desk, qtbot)
    row = next(at for at, pair in enumerate(view.list.pairs) if name in pair.titles)
    view.list.setCurrentIndex(view.list.model().index(row, 0))
    settle(desk, qtbot)
    view.resize(840, 420)
    view.show()
    settle(desk, qtbot)
    room = view.comparison.parentWidget()
    assert room is not None
    assert view.comparison.width() <= room.width()
