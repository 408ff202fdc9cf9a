"""Both versions side by side: one is taken, a third written, both kept, or it is deleted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.desktop.exchange.leaders import Leader, pass_on, write_apart
from trygg_desktop.desktop.exchange_page import QUESTIONS
from trygg_desktop.domain.figures import Indicator, Measurement
from trygg_desktop.domain.presence import PresenceAction
from trygg_desktop.domain.stakeholders import Stakeholder

Both = tuple[Leader, Leader]


def test_a_question_shows_both_and_is_answered_with_one(both: Both, tmp_path: Path) -> None:
    write_apart(both, tmp_path, {"phone": "021-1"}, {"phone": "021-2"})
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
    write_apart(both, tmp_path, {"phone": "021-1"}, {"phone": "021-2"})
    own = both[1].page.questions.pane.own
    assert own is not None
    assert own.editor is not None
    own.editor.take_text("021-3")
    own.save.click()
    both[1].settle()
    assert both[1].workspace.records(Stakeholder)[0].phone == "021-3"


def test_both_texts_can_be_kept(both: Both, tmp_path: Path) -> None:
    write_apart(both, tmp_path, {"description": "Möts på tisdagar."}, {"description": "Möts på fredagar."})
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


def test_what_does_not_go_together_is_mended_where_it_is_told(both: Both, tmp_path: Path) -> None:
    one, other = both
    with one.workspace.transaction("Test") as tx:
        id = tx.create(PresenceAction, name="Kvällsvandring")
    one.tell(id)
    pass_on(one, other, tmp_path)
    pass_on(other, one, tmp_path)
    one.change(id, from_on=date(2026, 12, 1))
    other.change(id, to_on=date(2026, 11, 1))
    pass_on(one, other, tmp_path)
    (asked,) = [each for each in other.exchange.questions() if each.field in ("from_on", "to_on")]
    other.page.questions.choose(asked.id)
    other.settle()
    pane = other.page.questions.pane
    assert [card.text.accessibleName() for card in pane.cards] in (["1 dec 2026"], ["1 nov 2026"])
    assert [card.button.text() for card in pane.cards if card.button] == ["Låt det vara som det är"]
    assert pane.own is not None
    assert pane.own.editor is not None
    pane.own.editor.take_text("2026-11-15" if asked.field == "from_on" else "2026-12-24")
    pane.own.save.click()
    other.settle()
    assert asked.id not in {each.id for each in other.exchange.questions()}


def test_what_is_being_written_survives_news(both: Both, tmp_path: Path) -> None:
    write_apart(both, tmp_path, {"description": "Möts på tisdagar."}, {"description": "Möts på fredagar."})
    own = both[1].page.questions.pane.own
    assert own is not None
    assert own.text is not None
    own.text.setPlainText("Möts när det passar.")
    both[1].write("En annan")
    assert both[1].page.questions.pane.own is own
    assert own.text.toPlainText() == "Möts när det passar."


def test_a_figure_that_both_gave_another_period_is_answered_with_one_of_them(
    both: Both, tmp_path: Path
) -> None:
    one, other = both
    with one.workspace.transaction("Test") as tx:
        indicator = tx.create(Indicator, name="Trygga kvällstid")
        figure = tx.create(Measurement, indicator=indicator, period="2024", value=61)
    one.tell(figure)
    pass_on(one, other, tmp_path)
    pass_on(other, one, tmp_path)
    one.change(figure, period="2025")
    other.change(figure, period="2026")
    pass_on(one, other, tmp_path)
    pane = other.page.questions.pane
    assert [card.text.accessibleName() for card in pane.cards] == ["2025", "2026", "Båda finns kvar, som två"]
    assert pane.cards[0].button is not None
    pane.cards[0].button.click()
    other.settle()
    assert [each.period for each in other.workspace.records(Measurement)] == ["2025"]
    assert other.exchange.questions() == []
