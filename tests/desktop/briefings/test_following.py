"""The preview follows what happens elsewhere: unseen, taken away, undone, on another day, or broken off."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tests.desktop.briefings.test_briefings_page import choose_path, page, pick, settle
from tests.desktop.briefings.test_subject_fields import choose
from tests.desktop.meetings.council import Council
from trygg_desktop.desktop.briefings import maker
from trygg_desktop.desktop.briefings.keeping import keep
from trygg_desktop.desktop.briefings_page import BriefingsPage
from trygg_desktop.domain.record import Audience
from trygg_desktop.errors import Cancelled, EnvironmentFault

__all__ = ["page"]


def made_pdf(page: BriefingsPage) -> bytes:
    assert page.pane.made is not None
    return page.pane.made.pdf


def test_what_is_not_seen_waits_until_it_is(qtbot: QtBot, page: BriefingsPage, council: Council) -> None:
    before = made_pdf(page)
    page.hide()
    page.desk.command("Change", lambda tx: tx.change(council.meeting, place="Stora salen"))
    settle(qtbot, page.pane)
    assert made_pdf(page) == before
    page.show()
    settle(qtbot, page.pane)
    assert made_pdf(page) != before


def test_what_is_saved_unseen_is_as_things_stand(
    qtbot: QtBot, page: BriefingsPage, council: Council, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = made_pdf(page)
    page.hide()
    page.desk.command("Change", lambda tx: tx.change(council.meeting, place="Stora salen"))
    settle(qtbot, page.pane)
    choose_path(monkeypatch, tmp_path / "a.pdf")
    page.pane.keep_briefing()
    qtbot.waitUntil(lambda: (tmp_path / "a.pdf").exists() and page.desk.settled())
    assert (tmp_path / "a.pdf").read_bytes() == made_pdf(page) != before


def test_a_meeting_that_was_taken_away_is_shown_again_when_that_is_undone(
    qtbot: QtBot, page: BriefingsPage, council: Council
) -> None:
    before = made_pdf(page)
    page.desk.command("Delete", lambda tx: tx.delete(council.meeting))
    settle(qtbot, page.pane)
    assert page.pane.request is None or page.pane.request.meeting != council.meeting
    page.desk.undo()
    settle(qtbot, page.pane)
    assert made_pdf(page) == before


def test_on_a_new_day_it_is_of_that_day(qtbot: QtBot, page: BriefingsPage) -> None:
    before = made_pdf(page)
    page.desk.today += timedelta(days=1)
    page.refresh(None)
    settle(qtbot, page.pane)
    assert made_pdf(page) != before


def test_another_briefing_begins_at_its_first_page_and_another_edition_where_one_was(
    qtbot: QtBot, page: BriefingsPage
) -> None:
    preview = page.pane.preview
    preview.zoom_in()
    preview.verticalScrollBar().setValue(preview.verticalScrollBar().maximum() // 2)
    place = preview.verticalScrollBar().value()
    pick(page, Audience.LEADERS)
    settle(qtbot, page.pane)
    assert preview.verticalScrollBar().value() == place > 0
    choose(qtbot, page, "decisions")
    assert preview.verticalScrollBar().value() == 0


def test_what_was_broken_off_is_made_when_it_is_chosen_again(
    qtbot: QtBot, page: BriefingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_off(*about: object) -> None:
        raise Cancelled

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(maker, "make_briefing", broken_off)
        choose(qtbot, page, "decisions")
        assert page.pane.made is None and not page.pane.keep_button.isEnabled()
    choose(qtbot, page, "decisions")
    assert page.pane.made is not None and page.pane.keep_button.isEnabled()


def test_what_shows_the_same_is_not_loaded_again(qtbot: QtBot, page: BriefingsPage, council: Council) -> None:
    loaded = page.pane.preview._loaded
    page.pane.changed()
    settle(qtbot, page.pane)
    assert page.pane.preview._loaded is loaded


def test_a_file_that_is_saved_while_the_page_goes_is_saved_all_the_same(
    qtbot: QtBot, page: BriefingsPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said: list[str] = []
    page.desk.said.connect(said.append)
    choose_path(monkeypatch, tmp_path / "a.pdf")
    desk = page.desk
    page.pane.keep_briefing()
    delete(page.pane)
    qtbot.waitUntil(desk.settled)
    assert (tmp_path / "a.pdf").exists() and said[-1].startswith("Sparad som a.pdf")


def test_nothing_is_saved_that_the_register_can_t_tell_of(
    page: BriefingsPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    workspace, made = page.desk.workspace, page.pane.made
    assert made is not None
    monkeypatch.setattr(type(workspace), "read_only", True)
    with pytest.raises(EnvironmentFault):
        keep(workspace, tmp_path / "a.pdf", made)
    assert not (tmp_path / "a.pdf").exists()
