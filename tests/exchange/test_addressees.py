"""Whoever is erased is gone from the register of what was mailed, too: here at once, there when it is heard of."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from tests.exchange.test_exchange import both, change, mail
from tests.exchange.test_review import erase
from trygg_desktop.domain.council import CouncilMember
from trygg_desktop.domain.stakeholders import Contact
from trygg_desktop.exchange.exchange import Exchange
from trygg_desktop.workspace import MadeFile

__all__ = ["both"]

ANNA, BO = "Anna Berg <anna@example.se>", "bo@example.se"


def add(exchange: Exchange, kind: type = Contact, **values: object) -> UUID:
    with exchange.workspace.transaction("New") as tx:
        return tx.create(kind, **{"name": "Anna Berg", "email": "anna@example.se", "draft": False} | values)


def mailed(exchange: Exchange, *to: str, person: UUID | None = None) -> None:
    """A briefing went to some addresses."""
    made = MadeFile(
        datetime(2026, 11, 22, tzinfo=UTC), "meeting", "council", "f00d", person=person, mailed_to=to
    )
    exchange.workspace.record_made(made)


def told(exchange: Exchange) -> list[tuple[str, ...]]:
    return [made.mailed_to for made in exchange.workspace.made_briefings()]


def test_an_erased_persons_address_is_gone_from_both_registers(both: tuple[Exchange, Exchange]) -> None:
    one, other = both
    id = add(one)
    mail(one, other)
    mail(other, one)
    for exchange in both:
        mailed(exchange, ANNA, BO)
    erase(one, id)
    assert told(one) == [("", BO)]
    assert told(other) == [(ANNA, BO)]
    mail(one, other, accept_erasures=True)
    assert told(other) == [("", BO)]
    for exchange in both:
        assert not exchange.workspace.reader.execute("SELECT 1 FROM sent WHERE instr(what, 'anna')")


def test_an_address_that_was_theirs_before_goes_too_and_one_by_the_name_before_it(
    both: tuple[Exchange, Exchange],
) -> None:
    one, _other = both
    id = add(one)
    change(one, id, email="ny@example.se")
    theirs = (
        "ANNA@example.se",
        "ny@example.se",
        "Anna Berg <hemma@example.org>",
        '"Anna Berg" <hemma@example.org>',
        "Berg, Anna <anna@example.se>",
    )
    mailed(one, *theirs, "Annika <annika@example.se>")
    erase(one, id)
    assert told(one) == [("",) * len(theirs) + ("Annika <annika@example.se>",)]


def test_all_addresses_go_from_what_was_made_about_the_person(both: tuple[Exchange, Exchange]) -> None:
    one, _other = both
    id = add(one)
    mailed(one, "hemma@example.org", person=id)
    mailed(one, "hemma@example.org")
    erase(one, id)
    assert told(one) == [("hemma@example.org",), ("",)]


def test_an_address_stays_while_another_record_gives_it_as_its_own(both: tuple[Exchange, Exchange]) -> None:
    one, _other = both
    contact, member = add(one, name="Åsa Öst"), add(one, CouncilMember, name="ÅSA ÖST")
    mailed(one, "Anna@Example.se", "Åsa Öst <hemma@example.org>")
    erase(one, contact)
    assert told(one) == [("Anna@Example.se", "Åsa Öst <hemma@example.org>")]
    erase(one, member)
    assert told(one) == [("", "")]


def test_erasing_the_field_alone_and_erasing_a_draft_reach_the_register(
    both: tuple[Exchange, Exchange],
) -> None:
    one, _other = both
    shared, draft = add(one), add(one, name="Bo", email=BO, draft=True)
    mailed(one, "anna@example.se", BO, "Anna Berg <a@example.org>")
    erase(one, shared, "email")
    assert told(one) == [("", BO, "Anna Berg <a@example.org>")]
    erase(one, draft)
    assert told(one) == [("", "", "Anna Berg <a@example.org>")]
