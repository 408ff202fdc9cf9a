"""Two windows come to know each other: cards, digits, and removing someone again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMessageBox

from tests.desktop.exchange.leaders import Leader
from trygg_desktop.desktop.exchange.pairing import DIGITS, DONE, Pairing

Both = tuple[Leader, Leader]


def test_two_windows_come_to_know_each_other(strangers: Both, tmp_path: Path) -> None:
    dialogs = [leader.page.pair(None) for leader in strangers]
    for leader, dialog in zip(strangers, dialogs, strict=True):
        leader.settle()
        dialog.cards.save_card_to(tmp_path / leader.workspace.me.side.value)
        leader.settle()
    cards = [tmp_path / f"{leader.workspace.me.side.value}.tryggkort" for leader in strangers]
    for leader, dialog, card in zip(strangers, dialogs, reversed(cards), strict=True):
        dialog.open_card(card)
        leader.settle()
        assert dialog.steps.currentIndex() == DIGITS
    shown = [[group.text() for group in dialog.digits.groups] for dialog in dialogs]
    assert shown[0] == shown[1]
    assert [len(group) for group in shown[0]] == [5] * 6
    for leader, dialog in zip(strangers, dialogs, strict=True):
        assert not dialog.digits.confirm.isEnabled()
        dialog.digits.alike.setChecked(True)
        dialog.digits.confirm.click()
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
    dialog.cards.pasted.setPlainText(f"Hej\n{other.exchange.card().to_text()}")
    dialog.cards.use.click()
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
    dialog.cards.pasted.setPlainText("Hej, här är mitt kort")
    dialog.cards.use.click()
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
