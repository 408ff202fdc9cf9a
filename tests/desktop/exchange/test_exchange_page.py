"""Two leaders at their own windows: pairing, sending, looking before taking in, answering, and undoing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.exchange.leaders import Leader, pass_on
from tests.desktop.test_accessibility import _takes_focus, controls, described, press_tab, spoken_name
from trygg_desktop.desktop.exchange.handing_over import Way
from trygg_desktop.desktop.exchange.pairing import DIGITS, DONE, Pairing
from trygg_desktop.desktop.exchange_page import QUESTIONS, RECEIVE
from trygg_desktop.domain.stakeholders import Stakeholder
from trygg_desktop.errors import EnvironmentFault
from trygg_desktop.exchange.folder import write

Both = tuple[Leader, Leader]


# --- pairing ----------------------------------------------------------------------------------------------


def test_two_windows_come_to_know_each_other(strangers: Both, tmp_path: Path) -> None:
    dialogs = [leader.page.pair(None) for leader in strangers]
    for leader, dialog in zip(strangers, dialogs, strict=True):
        leader.settle()
        dialog.save_card_to(tmp_path / leader.workspace.me.side.value)
        leader.settle()
    cards = [tmp_path / f"{leader.workspace.me.side.value}.tryggkort" for leader in strangers]
    for leader, dialog, card in zip(strangers, dialogs, reversed(cards), strict=True):
        dialog.open_card(card)
        leader.settle()
        assert dialog.steps.currentIndex() == DIGITS
    shown = [[group.text() for group in dialog.groups] for dialog in dialogs]
    assert shown[0] == shown[1]
    assert [len(group) for group in shown[0]] == [5] * 6
    for leader, dialog in zip(strangers, dialogs, strict=True):
        assert not dialog.confirm.isEnabled()
        dialog.alike.setChecked(True)
        dialog.confirm.click()
        leader.settle()
        assert dialog.steps.currentIndex() == DONE
        (peer,) = leader.exchange.peers()
        assert peer.confirmed
        dialog.close()
        leader.settle()


def test_the_card_can_be_pasted_as_text(strangers: Both) -> None:
    one, other = strangers
    dialog = one.page.pair(None)
    one.settle()
    dialog.pasted.setPlainText(f"Hej\n{other.exchange.card().to_text()}")
    dialog.use.click()
    one.settle()
    assert dialog.steps.currentIndex() == DIGITS
    dialog.close()
    one.settle()
    (line,) = one.page.send.peers.list.grouped.groups[0].lines
    assert line.under == "inte bekräftad än: jämför de 30 siffrorna"
    assert one.page.send.pane.compare.isVisible()


def test_a_text_that_is_no_card_is_told_where_it_was_pasted(strangers: Both) -> None:
    dialog: Pairing = strangers[0].page.pair(None)
    strangers[0].settle()
    dialog.pasted.setPlainText("Hej, här är mitt kort")
    dialog.use.click()
    assert "inte ett kort" in dialog.fault.text()
    dialog.close()
    strangers[0].settle()


def test_removing_someone_is_asked_first(both: Both) -> None:
    one, _other = both
    one.page.send.ask_to_remove()
    (box,) = one.page.findChildren(QMessageBox)
    assert "dator har kommit bort" in box.informativeText()
    next(button for button in box.buttons() if button is not box.defaultButton()).click()
    one.settle()
    assert one.exchange.peers() == []
    assert one.page.post.standing is not None
    assert len(one.page.post.standing.removed) == 1


# --- sending ----------------------------------------------------------------------------------------------


def test_what_would_go_is_told_before_it_goes(both: Both) -> None:
    one, _other = both
    one.write("Bäckby IF")
    with one.workspace.transaction("Test") as tx:
        tx.create(Stakeholder, name="Än så länge ett utkast", draft=True)
    one.page.post.refresh()
    one.settle()
    outgoing = one.page.send.pane.outgoing
    assert outgoing is not None
    assert "Bäckby IF" in {item.title for item in outgoing.added}
    assert one.page.send.pane._stays.text() == "1 utkast stannar på den här datorn."
    assert one.page.tabs.tabText(0).startswith("Skicka  ")


def test_confidential_records_are_named_and_asked_for(both: Both, tmp_path: Path) -> None:
    one, _other = both
    one.write("Uppgift", protection="protected", ground="OSL 18:2", draft=False)
    pane = one.page.send.pane
    assert pane.band.isVisible()
    assert pane.band.text == "1 sekretessmarkerad post följer med · OSL 18:2"
    first = pane.list.grouped.groups[0]
    assert [(line.title, line.protected) for line in first.lines] == [("Uppgift", True)]
    assert one.save(tmp_path, confirmed=False) == []
    assert one.exchange.sent_files() == []
    assert len(one.save(tmp_path)) == 1


def test_the_draft_names_nobody_and_opens_in_the_mail_program(
    both: Both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _other = both
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url))
    monkeypatch.setattr(one.page.send, "_place", lambda way: tmp_path)
    one.write("Hemlig Person")
    one.page.send.pane.address.setText("ledning@example.org")
    one.page.send.hand_over(Way.MAIL)
    one.settle()
    (url,) = opened
    draft = Path(url.toLocalFile()).read_bytes()
    assert b"X-Unsent: 1" in draft
    assert b"To: ledning@example.org" in draft
    assert b"Hemlig Person" not in draft
    assert b".trygg" in draft


def test_the_shared_folder_announces_and_takes_nothing_in(both: Both, tmp_path: Path, qtbot: QtBot) -> None:
    one, other = both
    shared = tmp_path / "gemensam"
    shared.mkdir()
    for leader in both:
        leader.page.post.choose_folder(shared)
        leader.settle()
    one.write("Bäckby IF")
    one.page.send.hand_over(Way.FOLDER)
    one.settle()
    qtbot.waitUntil(lambda: len(other.page.post.arrivals) == 1)
    assert one.page.post.arrivals == []
    assert other.page.tabs.tabText(RECEIVE) == "Ta emot  1"
    assert other.exchange.received_files() == []
    other.open(other.page.post.arrivals[0].path)
    other.take()
    assert other.page.post.arrivals == []
    assert "Bäckby IF" in {row.name for row in other.workspace.records(Stakeholder)}


def test_half_a_file_is_waited_for_and_a_lost_folder_told_calmly(
    both: Both, tmp_path: Path, qtbot: QtBot
) -> None:
    one, other = both
    shared = tmp_path / "gemensam"
    shared.mkdir()
    one.write()
    (file,) = one.exchange.send(other.exchange.card().identity)
    (shared / file.name).write_bytes(file.content[:10])
    other.page.post.choose_folder(shared)
    other.settle()
    qtbot.wait(150)
    assert other.page.post.arrivals == []
    (shared / file.name).unlink()
    write(shared, file.name, file.content)
    qtbot.waitUntil(lambda: len(other.page.post.arrivals) == 1)
    (shared / file.name).unlink()
    shared.rmdir()
    qtbot.waitUntil(lambda: other.page.post.out_of_reach is not None)
    shared.mkdir()
    qtbot.waitUntil(lambda: other.page.post.out_of_reach is None)


# --- receiving --------------------------------------------------------------------------------------------


def test_nothing_is_changed_before_it_is_taken_in(both: Both, tmp_path: Path) -> None:
    one, other = both
    id = one.write("Bäckby IF", phone="021-1")
    pass_on(one, other, tmp_path)
    one.change(id, phone="021-2")
    (path,) = one.save(tmp_path)
    other.open(path)
    (detail,) = other.details("changed")
    assert [(field.old, field.new) for field in detail.fields] == [("021-1", "021-2")]
    assert other.workspace.get(id).phone == "021-1"
    other.page.receive.put_aside()
    other.settle()
    assert other.workspace.get(id).phone == "021-1"
    other.open(path)
    other.take()
    assert other.workspace.get(id).phone == "021-2"


def test_long_texts_show_the_words_that_differ(both: Both, tmp_path: Path) -> None:
    one, other = both
    before = "Föreningen möts på tisdagar i den stora lokalen vid torget och hjälper till på lov."
    id = one.write("Bäckby IF", description=before)
    pass_on(one, other, tmp_path)
    one.change(id, description=before.replace("tisdagar", "onsdagar"))
    (path,) = one.save(tmp_path)
    other.open(path)
    old, new = other.page.receive.pane.detail.texts
    assert old.marked == ["tisdagar"]
    assert new.marked == ["onsdagar"]


def test_the_receipt_is_undone_as_a_whole(both: Both, tmp_path: Path) -> None:
    one, other = both
    touched: list[set[str]] = []
    other.desk.changed.connect(lambda changes: touched.append(set(changes.kinds)))
    id = one.write("Bäckby IF")
    pass_on(one, other, tmp_path)
    assert other.workspace.find(id) is not None
    assert "stakeholder" in touched[0]
    assert other.offered[-1].startswith("Mottaget: ")
    other.desk.undo()
    other.settle()
    assert other.workspace.find(id) is None
    assert "stakeholder" in touched[-1]
    (waiting,) = other.exchange.inbox()
    other.page.receive.open_waiting(waiting.n)
    other.settle()
    other.take()
    assert other.workspace.find(id) is not None
    assert other.exchange.inbox() == []


def test_what_is_written_after_a_receipt_is_undone_first(both: Both, tmp_path: Path) -> None:
    one, other = both
    id = one.write("Bäckby IF")
    pass_on(one, other, tmp_path)
    other.desk.command("Test", lambda tx: tx.change(id, phone="021-2"))
    other.settle()
    other.desk.undo()
    other.settle()
    record = other.workspace.find(id)
    assert record is not None
    assert record.phone is None


def test_an_erasure_leads_and_needs_its_own_click(both: Both, tmp_path: Path) -> None:
    one, other = both
    id = one.write("Bortglömda föreningen")
    pass_on(one, other, tmp_path)
    pass_on(other, one, tmp_path)
    with one.workspace.transaction("Test") as tx:
        tx.erase(id, reason="Beslut 12/2026")
    (path,) = one.save(tmp_path)
    other.open(path)
    pane = other.page.receive.pane
    assert pane.list.grouped.groups[0].key == "erased"
    (detail,) = other.details("erased")
    assert detail.reason == "Beslut 12/2026"
    assert pane.accept.isVisible()
    assert not pane.take.isEnabled()
    pane.accept.click()
    other.take()
    assert other.workspace.find(id) is None


def test_a_file_that_came_too_early_waits_in_the_inbox(both: Both, tmp_path: Path) -> None:
    one, other = both
    first_id = one.write("Första")
    (first,) = one.exchange.send(other.exchange.card().identity)
    with one.workspace.at_the_log() as engine:
        engine.connection.execute(
            "UPDATE identity SET acked = (SELECT json_object(CAST(number AS TEXT), have) FROM lane, device "
            "WHERE number = device.lane) WHERE id = ?",
            (other.exchange.card().identity,),
        )
    one.write("Andra")
    (second,) = one.save(tmp_path)
    other.open(second)
    assert other.page.receive.pane.take.text() == "Lägg i inkorgen"
    other.take()
    assert len(other.exchange.inbox()) == 1
    path = tmp_path / "first.trygg"
    path.write_bytes(first.content)
    other.open(path)
    other.take()
    assert other.exchange.inbox() == []
    assert other.workspace.find(first_id) is not None


# --- questions --------------------------------------------------------------------------------------------


def apart(both: Both, tmp_path: Path, first: dict[str, str], second: dict[str, str]) -> None:
    """Both write in the same record; the first one's file is taken in by the second."""
    id = both[0].write("Bäckby IF")
    pass_on(both[0], both[1], tmp_path)
    pass_on(both[1], both[0], tmp_path)
    both[0].change(id, **first)
    both[1].change(id, **second)
    pass_on(both[0], both[1], tmp_path)


def test_a_question_shows_both_and_is_answered_with_one(both: Both, tmp_path: Path) -> None:
    apart(both, tmp_path, {"phone": "021-1"}, {"phone": "021-2"})
    other = both[1]
    assert other.page.tabs.currentIndex() == QUESTIONS
    assert other.page.tabs.tabText(QUESTIONS) == "Frågor  1"
    cards = other.page.questions.pane.cards
    assert {card.text.accessibleName() for card in cards} == {"021-1", "021-2"}
    wanted = next(card for card in cards if card.text.accessibleName() == "021-1")
    assert wanted.button is not None
    wanted.button.click()
    other.settle()
    assert other.exchange.questions() == []
    assert other.page.tabs.tabText(QUESTIONS) == "Frågor"
    assert other.workspace.records(Stakeholder)[0].phone == "021-1"
    assert other.offered[-1] == "Besvarade en fråga"


def test_a_third_answer_is_written_freely(both: Both, tmp_path: Path) -> None:
    apart(both, tmp_path, {"phone": "021-1"}, {"phone": "021-2"})
    own = both[1].page.questions.pane.own
    assert own is not None
    assert own.editor is not None
    own.editor.take_text("021-3")
    own.save.click()
    both[1].settle()
    assert both[1].workspace.records(Stakeholder)[0].phone == "021-3"


def test_both_texts_can_be_kept(both: Both, tmp_path: Path) -> None:
    apart(both, tmp_path, {"description": "Möts på tisdagar."}, {"description": "Möts på fredagar."})
    own = both[1].page.questions.pane.own
    assert own is not None
    assert own.both is not None
    own.both.click()
    both[1].settle()
    kept = both[1].workspace.records(Stakeholder)[0].description
    assert kept is not None
    assert {"Möts på tisdagar.", "Möts på fredagar."} == set(kept.split("\n\n"))


def test_a_deletion_is_answered_by_keeping_or_deleting(both: Both, tmp_path: Path) -> None:
    one, other = both
    id = one.write("Bäckby IF")
    pass_on(one, other, tmp_path)
    pass_on(other, one, tmp_path)
    with one.workspace.transaction("Test") as tx:
        tx.delete(id)
    one.tell(id)
    other.change(id, phone="021-2")
    pass_on(one, other, tmp_path)
    pane = other.page.questions.pane
    assert [card.button.text() for card in pane.cards if card.button] == ["Ta bort", "Behåll"]
    assert pane.own is None
    delete = pane.cards[0].button
    assert delete is not None
    delete.click()
    other.settle()
    assert other.workspace.find(id) is None
    assert other.exchange.questions() == []


def test_what_is_being_written_survives_news(both: Both, tmp_path: Path) -> None:
    apart(both, tmp_path, {"description": "Möts på tisdagar."}, {"description": "Möts på fredagar."})
    own = both[1].page.questions.pane.own
    assert own is not None
    assert own.text is not None
    own.text.setPlainText("Möts när det passar.")
    both[1].write("En annan")
    assert both[1].page.questions.pane.own is own
    assert own.text.toPlainText() == "Möts när det passar."


# --- registers --------------------------------------------------------------------------------------------


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


# --- for everyone -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("tab", range(4))
def test_every_control_has_a_name_and_is_reached_by_tab(both: Both, tmp_path: Path, tab: int) -> None:
    apart(both, tmp_path, {"description": "Möts på tisdagar."}, {"description": "Möts på fredagar."})
    page = both[1].page
    page.tabs.setCurrentIndex(tab)
    page.activateWindow()
    both[1].qtbot.waitUntil(page.isActiveWindow)
    both[1].settle()
    page.setFocus()
    shown = list(controls(page))
    assert not [described(each) for each in shown if not spoken_name(each).strip()]
    wanted = {each for each in shown if _takes_focus(each) and each.focusProxy() is None}
    met: set[QWidget] = set()
    for _step in range(80):
        focused = QApplication.focusWidget()
        assert focused is not None
        met.add(focused)
        press_tab(focused, both[1].qtbot)
        if wanted <= met:
            break
    assert not [described(each) for each in wanted - met]


def test_nothing_counts_as_sent_where_the_folder_is_gone(
    both: Both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _other = both
    told: list[BaseException] = []
    one.write("Bäckby IF")
    one.page.tabs.setCurrentIndex(0)
    one.settle()
    monkeypatch.setattr(one.desk, "fault", told.append)
    monkeypatch.setattr(one.page.send, "_place", lambda way: tmp_path / "borta")
    one.page.send.hand_over(Way.FILE)
    one.settle()
    (error,) = told
    assert isinstance(error, EnvironmentFault)
    assert one.exchange.sent_files() == []
    assert one.page.send.pane.file.isEnabled()
