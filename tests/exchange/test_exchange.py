"""Two real workspaces exchange sealed files: what goes, what comes, what is asked, what is taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.exchange.laptops import kept
from tests.support import SteppingClock
from trygg_desktop.domain.sides import Side
from trygg_desktop.domain.stakeholders import Contact, Stakeholder
from trygg_desktop.errors import ProtectionRefused, UserError
from trygg_desktop.exchange.exchange import Exchange
from trygg_desktop.exchange.questions import About
from trygg_desktop.workspace import Key, Workspace

ROLES = ("Kommunens ledningsfunktion", "Polisens ledningsfunktion", "Kommunens ersättare")


def leader(folder: Path, n: int, *, council: str = "") -> Exchange:
    """A leader with a workspace of their own."""
    workspace = Workspace.create(
        folder / f"{n}.trygg",
        Key.generate(),
        author=ROLES[n],
        side=Side.POLICE if n == 1 else Side.MUNICIPALITY,
        council=council,
        clock=SteppingClock(1_767_222_000_000 + n * 100),
    )
    return Exchange(workspace)


def pair(one: Exchange, other: Exchange) -> None:
    """Both open the other's card and confirm the digits."""
    cards = one.card(), other.card()
    there, here = one.add_peer(cards[1]), other.add_peer(cards[0])
    assert one.digits(there.id) == other.digits(here.id)
    one.confirm(there.id, one.digits(there.id))
    other.confirm(here.id, other.digits(here.id))


def mail(sender: Exchange, reader: Exchange, **options: Any) -> None:
    """One sends and the other takes in."""
    (peer,) = [each for each in sender.peers() if each.id == reader.card().identity]
    for file in sender.send(peer.id):
        reader.receive(file.content, **options)


def picture(exchange: Exchange) -> list[Any]:
    """Everything that the tables show, drafts left out."""
    reader = exchange.workspace.reader
    return [
        (table.name, reader.execute(f'SELECT * FROM "{table.table}" WHERE NOT draft ORDER BY id'))
        for table in exchange.workspace.kinds.tables()
    ]


@kept
def two_who_met(folder: Path) -> tuple[Exchange, Exchange]:
    """The leaders of municipality and police, who have confirmed each other."""
    one, other = leader(folder, 0), leader(folder, 1)
    pair(one, other)
    return one, other


@kept
def three_who_met(folder: Path) -> tuple[Exchange, ...]:
    """The municipality, the police and a second laptop of the municipality, who have confirmed one another."""
    made = leader(folder, 0), leader(folder, 1), leader(folder, 2)
    for one, other in combinations(made, 2):
        pair(one, other)
    return made


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Exchange, Exchange]]:
    one, other = two_who_met(tmp_path)
    yield one, other
    for exchange in (one, other):
        assert exchange.workspace.check() == []
        exchange.workspace.close()


def add(exchange: Exchange, name: str = "Bäckby IF", **values: Any) -> UUID:
    with exchange.workspace.transaction("New") as tx:
        return tx.create(Stakeholder, name=name, **values)


def change(exchange: Exchange, id: UUID, **values: Any) -> None:
    with exchange.workspace.transaction("Change") as tx:
        tx.change(id, **values)


def delete(exchange: Exchange, id: UUID) -> None:
    with exchange.workspace.transaction("Delete") as tx:
        tx.delete(id)


def shared(both: tuple[Exchange, Exchange], **values: Any) -> UUID:
    """A record that both have."""
    id = add(both[0], **values)
    mail(*both)
    mail(both[1], both[0])
    return id


def test_what_one_writes_the_other_reads(both: tuple[Exchange, Exchange]) -> None:
    id = shared(both, description="Möts på tisdagar.")
    assert both[1].workspace.get(id).title == "Bäckby IF"
    assert picture(both[0]) == picture(both[1])
    assert both[1].questions() == []


def test_a_settled_pair_sends_nothing_new(both: tuple[Exchange, Exchange]) -> None:
    shared(both)
    mail(*both)
    told = both[1].preview_send(both[0].card().identity)
    assert told.records == 0


def test_two_values_are_a_question_until_one_answers(both: tuple[Exchange, Exchange]) -> None:
    id = shared(both)
    change(both[0], id, phone="021-1")
    change(both[1], id, phone="021-2")
    mail(*both)
    (asked,) = both[1].questions()
    assert {answer.words for answer in asked.answers} == {"021-1", "021-2"}
    both[1].take(asked, next(answer.change for answer in asked.answers if answer.words == "021-1"))
    mail(both[1], both[0])
    assert both[0].workspace.get(id).phone == both[1].workspace.get(id).phone == "021-1"
    assert both[0].questions() == both[1].questions() == []
    assert picture(both[0]) == picture(both[1])


def test_long_texts_become_one_by_themselves(both: tuple[Exchange, Exchange]) -> None:
    id = shared(both, description="Möts på tisdagar. Har en lokal.")
    change(both[0], id, description="Möts på onsdagar. Har en lokal.")
    change(both[1], id, description="Möts på tisdagar. Har en stor lokal.")
    mail(*both)
    mail(both[1], both[0])
    for exchange in both:
        assert exchange.workspace.get(id).description == "Möts på onsdagar. Har en stor lokal."
        assert exchange.questions() == []


def test_an_edit_that_the_deleter_had_not_seen_brings_the_record_back(
    both: tuple[Exchange, Exchange],
) -> None:
    id = shared(both)
    delete(both[0], id)
    change(both[1], id, phone="021-2")
    mail(*both)
    mail(both[1], both[0])
    for exchange in both:
        assert exchange.workspace.get(id).phone == "021-2"
        (asked,) = exchange.questions()
        assert asked.about is About.DELETED
    asked = both[0].questions()[0]
    both[0].take(asked, next(answer.change for answer in asked.answers if answer.value is False))
    mail(*both)
    assert both[0].workspace.find(id) is both[1].workspace.find(id) is None
    assert both[0].questions() == both[1].questions() == []


def test_what_points_at_something_deleted_unseen_is_asked_about(both: tuple[Exchange, Exchange]) -> None:
    id = shared(both)
    delete(both[0], id)
    with both[1].workspace.transaction("New") as tx:
        tx.create(Contact, name="Ordförande", stakeholder=id)
    mail(both[1], both[0])
    (asked,) = both[0].questions()
    assert (asked.record, asked.about) == (id, About.DELETED)
    both[0].take(asked, next(answer.change for answer in asked.answers if answer.value is True))
    assert both[0].workspace.get(id).title == "Bäckby IF"
    assert both[0].questions() == []


def test_a_receipt_is_taken_back_and_in_again(both: tuple[Exchange, Exchange]) -> None:
    shared(both)
    before = picture(both[1])
    add(both[0], "Råby IF")
    mail(*both)
    after = picture(both[1])
    assert both[1].can_take_back()
    both[1].take_back()
    assert picture(both[1]) == before
    (waits,) = both[1].inbox()
    assert waits.state == "taken-back"
    both[1].take_in_waiting(waits.n)
    assert picture(both[1]) == after
    assert both[1].inbox() == []


def test_what_was_received_stays_once_something_was_written(both: tuple[Exchange, Exchange]) -> None:
    shared(both)
    add(both[0], "Råby IF")
    mail(*both)
    add(both[1], "Egen förening")
    assert both[1].can_take_back() is None
    with pytest.raises(UserError, match="too-late-to-take-back"):
        both[1].take_back()


def test_a_file_that_comes_too_early_waits_and_joins(both: tuple[Exchange, Exchange]) -> None:
    shared(both)
    to = both[1].card().identity
    add(both[0], "Första")
    (first,) = both[0].send(to)
    with both[
        0
    ].workspace.at_the_log() as engine:  # as if the first had been acknowledged, though it never came
        vector = {str(lane): have for lane, have in engine.log.vector().items()}
        engine.connection.execute("UPDATE identity SET acked = ? WHERE id = ?", (json.dumps(vector), to))
    add(both[0], "Andra")
    (second,) = both[0].send(to)
    assert both[1].receive(second.content).waits
    assert [each.state for each in both[1].inbox()] == ["early"]
    assert both[1].receive(first.content).changes
    assert both[1].inbox() == []
    names = {record.title for record in both[1].workspace.records(Stakeholder)}
    assert {"Första", "Andra"} <= names


def test_an_erasure_waits_for_someone_to_accept_it(both: tuple[Exchange, Exchange]) -> None:
    id = shared(both, name="Hemlige Harry")
    with both[0].workspace.transaction("Erase") as tx:
        tx.erase(id, reason="Beslut 14")
    (file,) = both[0].send(both[1].card().identity)
    told = both[1].preview_receive(file.content)
    assert [(item.title, reason) for item, _field, reason in told.erased] == [("Hemlige Harry", "Beslut 14")]
    with pytest.raises(ProtectionRefused, match="erasures-wait"):
        both[1].receive(file.content)
    assert both[1].workspace.get(id).title == "Hemlige Harry"
    both[1].receive(file.content, accept_erasures=True)
    assert both[1].workspace.find(id) is None
    assert "Hemlige Harry" not in repr(both[1].workspace.reader.execute("SELECT value FROM change"))


def test_the_preview_tells_what_the_receipt_does_and_changes_nothing(both: tuple[Exchange, Exchange]) -> None:
    id, gone = shared(both), add(both[0], "Nedlagd")
    mail(*both)
    mail(both[1], both[0])
    change(both[0], id, phone="021-1")
    delete(both[0], gone)
    add(both[0], "Ny förening")
    (file,) = both[0].send(both[1].card().identity)
    before = picture(both[1])
    told = both[1].preview_receive(file.content)
    assert picture(both[1]) == before
    assert [item.title for item in told.added] == ["Ny förening"]
    assert ("name", "Ny förening") in [(each.field, each.new) for each in told.contents[told.added[0].id]]
    assert [item.title for item in told.deleted] == ["Nedlagd"]
    ((field,),) = [each.fields for each in told.changed]
    assert (field.field, field.old, field.new) == ("phone", "", "021-1")


def test_no_draft_is_in_what_is_sent(both: tuple[Exchange, Exchange]) -> None:
    draft = add(both[0], "Bara här", draft=True)
    told = both[0].preview_send(both[1].card().identity)
    assert told.drafts == 1
    mail(*both)
    assert both[1].workspace.kind_of(draft) is None


def test_documents_travel(both: tuple[Exchange, Exchange]) -> None:
    id = add(both[0])
    with both[0].workspace.transaction("Attach") as tx:
        document = tx.attach(id, "avtal.pdf", b"Avtalet")
    mail(*both)
    assert both[1].workspace.attachment_bytes(document) == b"Avtalet"


def test_a_third_who_joins_gets_everything_but_the_drafts(
    both: tuple[Exchange, Exchange], tmp_path: Path
) -> None:
    shared(both)
    change(both[1], shared(both, name="Råby IF"), phone="021-1")
    mail(both[1], both[0])
    add(both[0], "Bara här", draft=True)
    third = leader(tmp_path, 2)
    pair(both[0], third)
    mail(both[0], third)
    assert picture(third) == picture(both[0])
    assert third.questions() == []
    add(third, "Från den tredje")
    mail(third, both[0])
    mail(both[0], both[1])
    assert picture(both[1]) == picture(third)
    third.workspace.close()


def test_nothing_is_taken_in_from_someone_unconfirmed_or_removed(tmp_path: Path) -> None:
    one, other = leader(tmp_path, 0), leader(tmp_path, 1)
    one.add_peer(other.card())
    peer = other.add_peer(one.card())
    other.confirm(peer.id, other.digits(peer.id))
    (file,) = other.send(peer.id)
    with pytest.raises(UserError, match="unconfirmed"):
        one.receive(file.content)
    there = one.peers()[0]
    one.confirm(there.id, one.digits(there.id))
    one.receive(file.content)
    one.remove_peer(there.id)
    add(other)
    with pytest.raises(UserError, match="removed-sender"):
        one.receive(other.send(peer.id)[0].content)
    for exchange in (one, other):
        exchange.workspace.close()


def test_wrong_digits_confirm_nobody(tmp_path: Path) -> None:
    one, other = leader(tmp_path, 0), leader(tmp_path, 1)
    peer = one.add_peer(other.card())
    with pytest.raises(UserError, match="other-digits"):
        one.confirm(peer.id, "00000 " * 6)
    assert not one.peers()[0].confirmed
    for exchange in (one, other):
        exchange.workspace.close()
