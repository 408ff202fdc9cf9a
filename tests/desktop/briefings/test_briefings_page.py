"""Underlag: made for someone, saved whole, entered in the register and found again by its fingerprint."""

from __future__ import annotations

import hashlib
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QDate, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.desktop.meetings.council import NEXT, Council
from trygg_desktop.desktop.background import Progress
from trygg_desktop.desktop.briefings import maker
from trygg_desktop.desktop.briefings.held import held_words
from trygg_desktop.desktop.briefings.left_out import left_out_words, not_counted_words, read_left_out
from trygg_desktop.desktop.briefings.pane import BriefingPane
from trygg_desktop.desktop.briefings.request import BriefingRequest
from trygg_desktop.desktop.briefings_page import BriefingsPage
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.domain.council import Meeting
from trygg_desktop.domain.presence import PresenceSession
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.stakeholders import Contact
from trygg_desktop.errors import EnvironmentFault
from trygg_desktop.i18n import local, set_language


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> BriefingsPage:
    made = BriefingsPage(desk)
    qtbot.addWidget(made)
    desk.changed.connect(made.refresh)
    made.resize(1096, 752)
    made.show()
    made.refresh(None)
    settle(qtbot, made.pane)
    return made


def settle(qtbot: QtBot, pane: BriefingPane) -> None:
    def quiet() -> bool:
        return pane.desk.settled() and pane.maker.settled

    qtbot.waitUntil(quiet)
    qtbot.wait(20)
    qtbot.waitUntil(quiet)


def choose_path(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *about: (str(path), ""))


def keep(qtbot: QtBot, page: BriefingsPage, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    choose_path(monkeypatch, path)
    with qtbot.waitSignal(page.pane.briefing_kept):
        page.pane.keep_briefing()
    settle(qtbot, page.pane)


def pick(page: BriefingsPage, audience: Audience | None) -> None:
    box = page.pane.audience
    box.setCurrentIndex(box.findData(audience))
    page.pane._audience_picked()


def test_the_next_meeting_for_the_council_is_proposed(page: BriefingsPage, council: Council) -> None:
    assert page.pane.request == BriefingRequest(audience=Audience.COUNCIL, meeting=council.meeting, day=NEXT)
    assert page.pane.preview.page_count >= 1


def test_what_is_left_out_is_counted_and_named_here_only(qtbot: QtBot, page: BriefingsPage) -> None:
    made = page.pane.made
    assert made is not None and made.left_out == 1
    assert b"Insats vid torget" not in made.pdf
    asked = []
    page.pane.foot._show_left_out = asked.append  # type: ignore[method-assign]
    page.pane.foot.which.click()
    settle(qtbot, page.pane)
    (found,) = asked
    ((kind, ((_id, title),)),) = found.named
    assert (kind, title) == ("Beslut", "Insats vid torget")


def test_what_is_missing_from_figures_alone_is_told_apart_to_the_one_who_makes_it(
    qtbot: QtBot, page: BriefingsPage
) -> None:
    assert page.pane.foot.not_counted.isHidden()
    with page.desk.workspace.transaction("Sessions") as tx:
        for protection in ("open", "protected", "protected"):
            started = datetime(2026, 11, 2, 17, tzinfo=UTC)
            tx.create(PresenceSession, text="Pass", started=started, protection=protection, draft=False)
    page.pane.changed()
    settle(qtbot, page.pane)
    foot, made = page.pane.foot, page.pane.made
    assert made is not None and (made.left_out, len(made.not_counted)) == (3, 2)
    assert foot.left_out.text() == "3 poster utelämnas för rådet"
    assert foot.not_counted.isVisible() and foot.not_counted.text() == "varav 2 bara ur siffrorna"
    menu = foot.left_out_menu(read_left_out(page.desk.workspace, made.left_out_ids, made.not_counted))
    told = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert told == ["Beslut: Insats vid torget", "Närvaropass: 2, bara ur siffrorna"]


@pytest.mark.parametrize(
    ("left_out", "not_counted", "words"),
    [(3, 0, ""), (3, 2, "varav 2 bara ur siffrorna"), (2, 2, "bara ur siffrorna")],
)
def test_those_missing_from_figures_alone_are_part_of_the_total(
    left_out: int, not_counted: int, words: str
) -> None:
    assert not_counted_words(left_out, not_counted) == words


def test_the_leaders_miss_nothing(qtbot: QtBot, page: BriefingsPage) -> None:
    pick(page, Audience.LEADERS)
    settle(qtbot, page.pane)
    assert page.pane.made is not None and page.pane.made.left_out == 0
    assert page.pane.foot.which.isHidden()


@pytest.mark.parametrize(
    ("count", "audience", "words"),
    [
        (0, Audience.COUNCIL, "Inget utelämnas"),
        (1, Audience.COUNCIL, "1 post utelämnas för rådet"),
        (2, Audience.PUBLIC, "2 poster utelämnas för allmänheten"),
        (2, Audience.LEADERS, "2 poster utelämnas"),
    ],
)
def test_the_number_left_out_stands_in_words(count: int, audience: Audience, words: str) -> None:
    assert left_out_words(count, audience) == words


def test_the_preview_follows_an_edit_within_a_second(
    qtbot: QtBot, page: BriefingsPage, council: Council
) -> None:
    before = page.pane.made
    began = time.monotonic()
    with qtbot.waitSignal(page.pane.shown):
        page.desk.command("Changed", lambda tx: tx.change(council.items[0], title="Mötet förklaras öppnat"))
    assert time.monotonic() - began < 1
    assert page.pane.made is not None and before is not None
    assert page.pane.made.fingerprint != before.fingerprint


def test_a_single_edit_is_shown_without_waiting_for_more(
    qtbot: QtBot, page: BriefingsPage, council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maker, "PAUSE", 1_000_000)
    with qtbot.waitSignal(page.pane.shown):
        page.desk.command("Changed", lambda tx: tx.change(council.items[0], title="Mötet förklaras öppnat"))


def test_a_burst_of_edits_makes_one_briefing(qtbot: QtBot, page: BriefingsPage, council: Council) -> None:
    made = []
    page.pane.shown.connect(lambda request, briefing: made.append(briefing))
    for minutes in range(5, 15):
        page.desk.command("Changed", lambda tx, minutes=minutes: tx.change(council.items[0], minutes=minutes))
    settle(qtbot, page.pane)
    assert len(made) <= 2


def test_a_saved_file_is_what_was_shown_and_stands_in_the_register(
    qtbot: QtBot, page: BriefingsPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target = tmp_path / "kallelse.pdf"
    keep(qtbot, page, monkeypatch, target)
    (entry,) = page.desk.workspace.made_briefings()
    assert page.pane.made is not None and target.read_bytes() == page.pane.made.pdf
    assert entry.fingerprint == hashlib.sha256(target.read_bytes()).hexdigest()
    assert (entry.audience, entry.left_out, entry.protection) == ("council", 1, "internal")
    assert page.register.register.rowCount() == 1


def test_a_working_copy_is_not_entered(
    qtbot: QtBot, page: BriefingsPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pick(page, None)
    settle(qtbot, page.pane)
    keep(qtbot, page, monkeypatch, tmp_path / "kopia.pdf")
    assert (tmp_path / "kopia.pdf").exists()
    assert page.desk.workspace.made_briefings() == []


def test_a_file_that_could_not_be_saved_is_not_entered(
    qtbot: QtBot, page: BriefingsPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from trygg_desktop.formats import written

    def refuse(path: Path, content: bytes) -> None:
        raise EnvironmentFault("disk-full", "The disk is full.")

    monkeypatch.setattr(written, "put_in_place", refuse)
    choose_path(monkeypatch, tmp_path / "kallelse.pdf")
    page.desk.blockSignals(True)
    page.pane.keep_briefing()
    settle(qtbot, page.pane)
    page.desk.blockSignals(False)
    assert page.desk.workspace.made_briefings() == []
    assert list(tmp_path.glob("*.pdf")) == []


@pytest.mark.parametrize(
    ("request_", "name"),
    [
        (BriefingRequest(day=NEXT), "Kallelse 2026-12-03 rådet.pdf"),
        (
            BriefingRequest(day=NEXT, audience=Audience.LEADERS, working_copy=True),
            "Kallelse 2026-12-03 arbetsexemplar.pdf",
        ),
        (
            BriefingRequest(day=NEXT, audience=Audience.LEADERS, person=uuid4()),
            "Kallelse 2026-12-03 personen.pdf",
        ),
    ],
)
def test_the_file_s_name_says_what_day_and_for_whom(request_: BriefingRequest, name: str) -> None:
    assert request_.file_name("Kallelse") == name


def drop(page: BriefingsPage, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    page.dropEvent(
        QDropEvent(
            QPointF(QPoint(10, 10)),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_a_dropped_file_is_found_again_whatever_it_is_called(
    qtbot: QtBot, page: BriefingsPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    keep(qtbot, page, monkeypatch, tmp_path / "kallelse.pdf")
    renamed = (tmp_path / "kallelse.pdf").rename(tmp_path / "annat namn.pdf")
    drop(page, renamed)
    settle(qtbot, page.pane)
    entry = page.register.chosen()
    assert entry is not None and entry.file.audience == "council"


def test_a_changed_file_is_not_taken_for_the_one_that_was_made(
    qtbot: QtBot, page: BriefingsPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target = tmp_path / "kallelse.pdf"
    keep(qtbot, page, monkeypatch, target)
    target.write_bytes(target.read_bytes() + b"\n")
    drop(page, target)
    settle(qtbot, page.pane)
    assert page.register.chosen() is None
    assert page.chosen_file.comparison.text().startswith("kallelse.pdf finns inte i registret")


def test_a_chosen_line_tells_whether_the_records_still_say_the_same(
    qtbot: QtBot, page: BriefingsPage, council: Council, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page.desk.today = local(datetime.now(UTC)).date()  # the register notes the real day
    page.pane.maker.make_again()
    settle(qtbot, page.pane)
    keep(qtbot, page, monkeypatch, tmp_path / "kallelse.pdf")
    page.register.selectRow(0)
    settle(qtbot, page.pane)
    assert page.chosen_file.comparison.text() == "Det som visas är exakt den fil som gjordes då."
    page.desk.command("Changed", lambda tx: tx.change(council.items[0], title="Annat"))
    settle(qtbot, page.pane)
    assert page.chosen_file.comparison.text().startswith("Posterna eller programmet har ändrats")


def test_a_file_made_as_of_another_day_is_still_the_same_file(
    qtbot: QtBot, page: BriefingsPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert page.desk.today != local(datetime.now(UTC)).date()
    keep(qtbot, page, monkeypatch, tmp_path / "ett.pdf")
    page.register.selectRow(0)
    settle(qtbot, page.pane)
    assert page.chosen_file.comparison.text() == "Det som visas är exakt den fil som gjordes då."


def test_a_file_that_was_made_elsewhere_stands_in_the_register(
    qtbot: QtBot, page: BriefingsPage, tmp_path: Path
) -> None:
    assert page.pane.made is not None
    page.hide()
    (tmp_path / "ut.pdf").write_bytes(page.pane.made.pdf)
    page.desk.workspace.record_made(page.pane.made.entry(datetime.now(UTC)))
    page.show()
    settle(qtbot, page.pane)
    assert page.register.register.rowCount() == 1
    page.desk.workspace.record_made(page.pane.made.entry(datetime.now(UTC)))
    drop(page, tmp_path / "ut.pdf")
    settle(qtbot, page.pane)
    assert page.register.register.rowCount() == 2 and page.register.chosen() is not None


def test_a_file_made_in_another_language_is_still_the_same_file(
    qtbot: QtBot, page: BriefingsPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page.desk.today = local(datetime.now(UTC)).date()  # the register notes the real day
    set_language("en")
    page.pane.maker.make_again()
    settle(qtbot, page.pane)
    keep(qtbot, page, monkeypatch, tmp_path / "notice.pdf")
    set_language("sv")
    page.register.selectRow(0)
    settle(qtbot, page.pane)
    assert page.chosen_file.comparison.text() == "Det som visas är exakt den fil som gjordes då."
    assert page.pane.made is not None and page.pane.made.pdf == (tmp_path / "notice.pdf").read_bytes()


def test_the_fields_say_what_is_shown_when_a_line_is_chosen(
    qtbot: QtBot, page: BriefingsPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page.name.setCurrentIndex(page.name.findData("board-report"))
    page._request_chosen()
    page.subjects.since.setDate(QDate(2026, 3, 1))
    settle(qtbot, page.pane)
    keep(qtbot, page, monkeypatch, tmp_path / "rapport.pdf")
    page.name.setCurrentIndex(page.name.findData("meeting"))
    page._request_chosen()
    page.subjects.propose_time(page.desk.today)
    settle(qtbot, page.pane)
    page.register.selectRow(0)
    settle(qtbot, page.pane)
    assert page.name.currentData() == "board-report"
    assert page.subjects.since.isVisible() and page.subjects.since.date() == QDate(2026, 3, 1)
    assert page.pane.request is not None and page.pane.request.name == "board-report"
    file = page.desk.workspace.made_briefings()[0]
    assert file.fingerprint in "".join(page.chosen_file.facts.text().split())


def test_the_fields_say_whom_and_which_place_a_line_of_the_register_is_about(
    qtbot: QtBot, page: BriefingsPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with page.desk.workspace.transaction("New") as tx:
        for name in ("Asta Alm", "Kim Ek"):
            tx.create(Contact, name=name, draft=False)
    page.refresh(None)
    for briefing, box in (("extract", page.subjects.person), ("district", page.subjects.district)):
        page.name.setCurrentIndex(page.name.findData(briefing))
        page._request_chosen()
        settle(qtbot, page.pane)
        box.setCurrentIndex(1)
        page._request_chosen()
        settle(qtbot, page.pane)
        keep(qtbot, page, monkeypatch, tmp_path / f"{briefing}.pdf")
        chosen = box.currentText()
        box.setCurrentIndex(0)
        page.refresh(None)
        settle(qtbot, page.pane)
        page.register.selectRow(0)
        settle(qtbot, page.pane)
        assert box.currentText() == chosen
        assert page.pane.request is not None and page.pane.request.name == briefing


def test_a_chosen_district_stays_chosen_when_the_lists_are_read_again(
    qtbot: QtBot, page: BriefingsPage
) -> None:
    page.name.setCurrentIndex(page.name.findData("district"))
    page._request_chosen()
    page.subjects.district.setCurrentIndex(3)
    page._request_chosen()
    chosen = page.subjects.district.currentText()
    page.desk.command("New", lambda tx: tx.create(Contact, name="Kim Ek", draft=False))
    page.refresh(None)
    settle(qtbot, page.pane)
    assert page.subjects.district.currentText() == chosen


def test_the_keyboard_passes_the_register_without_choosing_from_it(
    qtbot: QtBot, page: BriefingsPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    keep(qtbot, page, monkeypatch, tmp_path / "ett.pdf")
    pick(page, Audience.LEADERS)
    settle(qtbot, page.pane)
    wanted = page.pane.request
    page.register.setFocus(Qt.FocusReason.TabFocusReason)
    settle(qtbot, page.pane)
    assert page.pane.request == wanted
    QTest.keyClick(page.register, Qt.Key.Key_Return)
    settle(qtbot, page.pane)
    entry = page.register.chosen()
    assert entry is not None and entry.file.audience == "council"
    assert page.pane.request is not None and page.pane.request.audience is Audience.COUNCIL


def test_a_line_can_be_chosen_again_after_another_briefing_was_looked_at(
    qtbot: QtBot, page: BriefingsPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    keep(qtbot, page, monkeypatch, tmp_path / "ett.pdf")
    page.register.selectRow(0)
    settle(qtbot, page.pane)
    pick(page, Audience.LEADERS)
    settle(qtbot, page.pane)
    assert page.register.chosen() is None
    page.register.selectRow(0)
    settle(qtbot, page.pane)
    assert page.pane.request is not None and page.pane.request.audience is Audience.COUNCIL


def test_a_line_stays_chosen_when_its_file_is_mailed_from_the_command_line(
    qtbot: QtBot, page: BriefingsPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    keep(qtbot, page, monkeypatch, tmp_path / "ett.pdf")
    page.register.selectRow(0)
    settle(qtbot, page.pane)
    (saved,) = page.desk.workspace.made_briefings()
    mailed = replace(saved, made_at=datetime.now(UTC), mailed_to=("anna@example.se",))
    page.desk.workspace.record_made(mailed)
    page.refresh(None)
    settle(qtbot, page.pane)
    chosen = page.register.chosen()
    assert page.register.register.rowCount() == 2
    assert chosen is not None and chosen.file.mailed_to == ()
    drop(page, tmp_path / "ett.pdf")
    settle(qtbot, page.pane)
    chosen = page.register.chosen()
    assert chosen is not None and chosen.file.mailed_to == ("anna@example.se",)


def test_the_register_is_filtered_and_copied(
    qtbot: QtBot, page: BriefingsPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    keep(qtbot, page, monkeypatch, tmp_path / "ett.pdf")
    pick(page, Audience.LEADERS)
    settle(qtbot, page.pane)
    keep(qtbot, page, monkeypatch, tmp_path / "tva.pdf")
    page.filter.setText("ledningsfunktion")
    assert page.register.model().rowCount() == 1
    (line,) = page.register.as_text().splitlines()
    assert line.split("\t")[-1] == hashlib.sha256((tmp_path / "tva.pdf").read_bytes()).hexdigest()


def test_a_public_briefing_on_an_internal_meeting_is_refused_in_words(
    qtbot: QtBot, page: BriefingsPage, council: Council
) -> None:
    with page.desk.workspace.transaction("Protect") as tx:
        tx.change(council.meeting, protection="internal")
    pick(page, Audience.PUBLIC)
    settle(qtbot, page.pane)
    assert page.pane._fault.isVisible()
    assert "Mötet är inte märkt som öppet." in page.pane._fault.text()
    assert not page.pane.keep_button.isEnabled()
    pick(page, Audience.COUNCIL)
    settle(qtbot, page.pane)
    assert page.pane._fault.isHidden()
    assert page.pane.keep_button.isEnabled()


def test_confidential_records_in_the_briefing_are_counted_with_their_grounds(
    qtbot: QtBot, page: BriefingsPage
) -> None:
    assert page.pane.foot.held.isHidden()
    pick(page, Audience.LEADERS)
    settle(qtbot, page.pane)
    made = page.pane.made
    assert made is not None and made.confidential == 1
    assert page.pane.foot.held.text() == held_words(1, made.grounds)
    assert page.pane.foot.held.isVisible()


def test_what_is_confidential_in_a_file_is_said_with_its_grounds() -> None:
    assert held_words(2, ("OSL 18:2",)) == "Innehåller 2 sekretessmarkerade · OSL 18:2"
    assert held_words(1, ()) == "Innehåller 1 sekretessmarkerad"
    assert held_words(0, ()) == ""


def test_without_a_meeting_the_way_to_plan_one_is_there(
    qtbot: QtBot, page: BriefingsPage, council: Council
) -> None:
    assert page.plan_button.isHidden()
    with page.desk.workspace.transaction("Remove") as tx:
        for id, *_values in page.desk.workspace.rows(Meeting, []):
            tx.delete(id)
    page.refresh(None)
    settle(qtbot, page.pane)
    assert page.plan_button.isVisible()
    assert "Det finns inget möte ännu." in page._gets.text()
    with qtbot.waitSignal(page.desk.creation_wanted) as wanted:
        page.plan_button.click()
    assert wanted.args == ["meeting"]


def test_the_register_says_what_is_confidential_in_a_file(
    qtbot: QtBot, page: BriefingsPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pick(page, Audience.LEADERS)
    settle(qtbot, page.pane)
    keep(qtbot, page, monkeypatch, tmp_path / "ut.pdf")
    (entry,) = page.desk.workspace.made_briefings()
    made = page.pane.made
    assert made is not None
    assert (entry.confidential, entry.grounds) == (1, made.grounds)
    assert held_words(1, entry.grounds) in page.register.register.entries[0].facts


def test_the_making_can_be_broken_off_and_is_told_as_such(
    qtbot: QtBot, page: BriefingsPage, council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_off() -> Progress:
        progress = Progress()
        progress.cancel()
        return progress

    settle(qtbot, page.pane)
    monkeypatch.setattr("trygg_desktop.desktop.desk.Progress", broken_off)
    page.pane.maker.make_again()
    settle(qtbot, page.pane)
    assert page.pane._fault.text() == "Avbrutet. Inget har ändrats."
    assert not page.pane.keep_button.isEnabled()
