"""A stakeholder that is only begun has nobody else's time, promises or contacts around it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.desktop.pages import on_screen, settle
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.stakeholders_page import StakeholdersPage
from trygg_desktop.domain.stakeholders import Contact, Interaction, Stakeholder


def test_a_stakeholder_that_is_begun_shows_nothing_of_the_one_before(desk: Desk, qtbot: QtBot) -> None:
    with desk.workspace.transaction("Test") as tx:
        before = tx.create(Stakeholder, name="Bostadsbolaget i centrum")
        tx.create(Contact, name="Kundtjänst", stakeholder=before)
        tx.create(Interaction, stakeholder=before, text="Ringde om belysningen", on=desk.today)
    page = on_screen(qtbot, StakeholdersPage(desk))
    page.show_record(before)
    settle(qtbot, desk)
    around = page.sections
    assert around is not None and around.contacts.rows.rows() and around.happened.rows.rows()
    page.begin_new("stakeholder")
    settle(qtbot, desk)
    assert not around.contacts.rows.rows() and not around.happened.rows.rows()
    assert around.picture._story is not None and not around.picture._story.items
