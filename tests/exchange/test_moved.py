"""A figure that gets another id: what it said under the first is erased with it, on both laptops."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.laptops import kept
from tests.exchange.test_exchange import mail, picture, two_who_met
from trygg_desktop.domain.figures import Indicator, Measurement
from trygg_desktop.errors import UserError
from trygg_desktop.exchange.exchange import Exchange
from trygg_desktop.exchange.questions import Question

SECRET = "Hjördis"
MOVE = "Move"


def write(exchange: Exchange, id: UUID, **values: Any) -> UUID:
    with exchange.workspace.transaction(MOVE) as tx:
        return tx.change(id, **values)


def erase(exchange: Exchange, id: UUID) -> None:
    with exchange.workspace.transaction("Erase") as tx:
        tx.erase(id, reason="Beslut 2026:14")


def tells(exchange: Exchange) -> bool:
    """Whether the log still tells of the person."""
    return bool(
        exchange.workspace.reader.execute("SELECT 1 FROM every_change WHERE instr(value, ?)", (SECRET,))
    )


def periods(exchange: Exchange) -> list[str | None]:
    return [each.period for each in exchange.workspace.records(Measurement, order=("period",))]


@kept
def with_a_figure(folder: Path) -> tuple[Exchange, ...]:
    both = one, other = two_who_met(folder)
    with one.workspace.transaction("New") as tx:
        indicator = tx.create(Indicator, name="Trygga")
        tx.create(Measurement, indicator=indicator, period="2024", value=61, notes=SECRET)
    mail(one, other)
    mail(other, one)
    return both


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Exchange, Exchange]]:
    one, other = with_a_figure(tmp_path)
    yield one, other
    for exchange in (one, other):
        exchange.workspace.close()


@pytest.fixture
def figure(both: tuple[Exchange, Exchange]) -> UUID:
    """A figure with a note that both have."""
    ((id,),) = both[0].workspace.rows(Measurement, [])
    assert both[1].workspace.rows(Measurement, []) == [(id,)]
    return id


def test_what_it_said_under_its_earlier_id_goes_with_both_in_one_receipt(
    both: tuple[Exchange, Exchange], figure: UUID
) -> None:
    one, other = both
    now = write(one, figure, period="2025", notes=None)
    mail(one, other)
    erase(other, now)
    mail(other, one, accept_erasures=True)
    assert not tells(one) and not tells(other)
    assert one.workspace.deleted() == other.workspace.deleted() == []
    mail(one, other)
    assert not any(each.waiting_for for each in other.erasures())
    assert picture(one) == picture(other)


@pytest.mark.parametrize("first", [0, 1])
def test_what_one_moved_while_the_other_erased_it_is_erased(
    both: tuple[Exchange, Exchange], figure: UUID, first: int
) -> None:
    one, other = both
    write(one, write(one, figure, period="2025"), period="2026")
    erase(other, figure)
    for sender, reader in ((one, other), (other, one)) if first else ((other, one), (one, other)):
        mail(sender, reader, accept_erasures=True)
    mail(one, other, accept_erasures=True)
    assert periods(one) == periods(other) == []
    assert not tells(one) and not tells(other)
    assert picture(one) == picture(other)


def test_where_the_other_has_written_too_it_stays(both: tuple[Exchange, Exchange], figure: UUID) -> None:
    one, other = both
    told = other.workspace.get(figure)
    assert isinstance(told, Measurement)
    with other.workspace.transaction("New") as tx:
        tx.create(Measurement, indicator=told.indicator, period="2025", value=64)
    write(one, figure, period="2025")
    erase(other, figure)
    mail(one, other)
    mail(other, one, accept_erasures=True)
    assert periods(one) == periods(other) == ["2025"]


@kept
def with_a_figure_heard_of(folder: Path) -> tuple[Exchange, ...]:
    """The second has it, and has not acknowledged it."""
    both = one, other = two_who_met(folder)
    with one.workspace.transaction("New") as tx:
        indicator = tx.create(Indicator, name="Trygga")
        tx.create(Measurement, indicator=indicator, period="2020", value=61, notes=SECRET)
    mail(one, other)
    return both


@settings(max_examples=8)
@given(st.data())
def test_whoever_moves_and_whoever_erases_nothing_of_it_is_told(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Each step: one of the two moves what they see, takes that back, sends, or erases for good in the end."""
    folder = tmp_path_factory.mktemp("both")
    both = with_a_figure_heard_of(folder)
    try:
        for _step in range(data.draw(st.integers(1, 6))):
            who = data.draw(st.sampled_from((0, 1)))
            _do(both, who, data.draw(st.sampled_from(("move", "undo", "send"))), data)
        mail(*both)
        mail(both[1], both[0])
        for each in both[0].workspace.records(Measurement):
            assert each.id is not None
            erase(both[0], each.id)
        mail(*both, accept_erasures=True)
        mail(both[1], both[0], accept_erasures=True)
        assert picture(both[0]) == picture(both[1])
        assert not any(map(tells, both)), [each.record for each in both[0].workspace.deleted()]
    finally:
        for exchange in both:
            exchange.workspace.close()


def _do(both: tuple[Exchange, ...], who: int, what: str, data: st.DataObject) -> None:
    workspace = both[who].workspace
    if what == "send":
        mail(both[who], both[1 - who])
    elif what == "undo" and workspace.undo_name() == MOVE:
        try:
            workspace.undo()
        except UserError:
            return
    elif figures := workspace.records(Measurement, order=("period",)):
        chosen = data.draw(st.sampled_from(figures))
        assert chosen.id is not None
        try:
            write(both[who], chosen.id, period=data.draw(st.sampled_from(("2020", "2021", "2022"))))
        except UserError:
            return


def asked(exchange: Exchange) -> Question:
    (question,) = exchange.questions()
    return question


@pytest.fixture
def apart(both: tuple[Exchange, Exchange], figure: UUID) -> tuple[Exchange, Exchange]:
    """Each has corrected the period of the same figure, to another one."""
    one, other = both
    write(one, figure, period="2025")
    write(other, write(other, figure, period="2026"), n=90)
    mail(one, other)
    mail(other, one)
    return both


def test_two_periods_for_one_figure_are_asked_about_on_both_laptops(apart: tuple[Exchange, Exchange]) -> None:
    one, other = apart
    assert periods(one) == ["2025", "2026"], "nothing is lost until someone decides"
    assert [each.words for each in asked(one).answers] == ["2025", "2026", "Båda finns kvar, som två"]
    assert asked(one).answers == asked(other).answers
    assert (asked(one).title, asked(one).label) == ("Trygga", "Period")


def test_the_one_that_is_taken_takes_up_what_the_other_says_besides(apart: tuple[Exchange, Exchange]) -> None:
    one, other = apart
    question = asked(one)
    one.take(question, next(each.change for each in question.answers if each.value == "2025"))
    mail(one, other)
    for exchange in apart:
        (figure,) = exchange.workspace.records(Measurement)
        assert (figure.period, figure.n) == ("2025", 90)
        assert exchange.questions() == []
    assert picture(one) == picture(other)


def test_both_may_stay(apart: tuple[Exchange, Exchange]) -> None:
    one, other = apart
    with pytest.raises(UserError, match="no-such-answer"):
        one.write(asked(one), "kv 2 2025")
    one.take(asked(one), "both")
    mail(one, other)
    assert periods(one) == periods(other) == ["2025", "2026"]
    assert one.questions() == other.questions() == []


def test_nobody_is_asked_who_moved_it_to_the_same_or_deleted_one_of_them(
    both: tuple[Exchange, Exchange], figure: UUID
) -> None:
    one, other = both
    now = write(one, figure, period="2025")
    assert write(other, figure, period="2025") == now
    mail(one, other)
    mail(other, one)
    assert one.questions() == other.questions() == []
    write(one, now, period="2020")
    moved = write(other, now, period="2021")
    mail(one, other)
    with other.workspace.transaction("Delete") as tx:
        tx.delete(moved)
    mail(other, one)
    assert one.questions() == other.questions() == []


def test_a_file_tells_beforehand_that_there_will_be_a_question(
    both: tuple[Exchange, Exchange], figure: UUID
) -> None:
    one, other = both
    write(one, figure, period="2025")
    write(other, figure, period="2026")
    (peer,) = one.peers()
    (file,) = one.send(peer.id)
    (end,) = other.preview_receive(file.content).in_question
    assert (end.field, {each.value for each in end.versions}) == ("period", {"2025", "2026"})
