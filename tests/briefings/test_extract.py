"""The register extract: all that is kept about one person and may be handed out, and nothing that may not."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.briefings import reading_back
from tests.briefings.council import BEFORE, TODAY, Council, at
from trygg_desktop.briefings.registry import Made, make
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.stakeholders import Contact, Interaction, Stakeholder
from trygg_desktop.errors import ProtectionRefused, UserError
from trygg_desktop.workspace.lanes import change_id
from trygg_desktop.workspace.local import reached_by


def made(council: Council, person: UUID, **facts: Any) -> Made:
    usual: dict[str, Any] = {"audience": Audience.LEADERS, "today": TODAY, "person": person}
    return make(council.workspace, "extract", **(usual | facts))


@pytest.fixture
def person(council: Council) -> UUID:
    """A contact with all that article 15 asks for."""
    return council.add(
        Contact,
        name="Kim Ek",
        role="Ordförande",
        mobile="070-123 45 67",
        purpose="Kontaktperson för hallen",
        legal_basis="public-interest",
        source="Lämnad av föreningen",
        notes="Ring efter fyra",
    )


def test_every_field_is_told_with_why_and_from_where(council: Council, person: UUID) -> None:
    text = reading_back.text(made(council, person).pdf)
    for words in (
        "Ändamål Kontaktperson för hallen",
        "Rättslig grund Uppgift av allmänt intresse",
        "Varifrån Lämnad av föreningen",
        "070-123 45 67",
        "Ring efter fyra",
        council.workspace.me.name,
        "Uppgifterna har inte skickats till någon annan dator.",
    ):
        assert words in text


def test_other_records_are_found_by_reference_name_and_number(council: Council, person: UUID) -> None:
    council.add(Interaction, text="Vi sågs på torget", contact=person, on=BEFORE)
    council.decision("Hallen öppnas", owner="Kim Ek")
    council.add(Stakeholder, name="Bäckby IF", notes="Nås på +46 70 123 45 67")
    council.decision("Något annat", owner="Bo Al")
    result = made(council, person)
    text = reading_back.text(result.pdf)
    assert "Vi sågs på torget" in text and "Hallen öppnas" in text and "+46 70 123 45 67" in text
    assert "Något annat" not in text
    assert "3 andra poster är med. Gå igenom vad de kan säga om andra." in result.warnings


def test_what_is_confidential_is_neither_in_it_nor_counted_in_it(council: Council, person: UUID) -> None:
    council.add(Interaction, text="Dolt samtal", contact=person, protection="protected", ground="OSL 18:1")
    result = made(council, person)
    assert b"Dolt samtal" not in reading_back.everything(result.pdf)
    assert "OSL" not in reading_back.text(result.pdf) and "utelämnas" not in reading_back.text(result.pdf)
    assert result.left_out == 1
    assert any("sekretessmarkerad" in warning for warning in result.warnings)


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.COUNCIL])
def test_it_is_refused_for_others_than_the_leaders(
    council: Council, person: UUID, audience: Audience
) -> None:
    with pytest.raises(ProtectionRefused) as caught:
        made(council, person, audience=audience)
    assert caught.value.id == "extract-for-leaders"


def test_a_confidential_contact_is_to_be_decided_on_first(council: Council) -> None:
    person = council.add(Contact, name="Kim Ek", protection="protected", ground="OSL 18:1")
    with pytest.raises(ProtectionRefused) as caught:
        made(council, person)
    assert caught.value.id == "extract-confidential"


def test_what_is_no_contact_has_no_extract(council: Council) -> None:
    with pytest.raises(UserError) as caught:
        made(council, council.meeting())
    assert caught.value.id == "no-such-contact"


def test_an_earlier_extract_is_told_of(council: Council, person: UUID) -> None:
    council.workspace.record_made(made(council, person).entry(at(BEFORE, 9)))
    assert "Utdrag om dig gjordes också 17 sep 2026." in reading_back.text(made(council, person).pdf)
    other = council.add(Contact, name="Bo Al")
    assert "gjordes också" not in reading_back.text(made(council, other).pdf)


def test_those_who_were_sent_one_of_the_changes_are_named_once() -> None:
    register = sqlite3.connect(":memory:")
    register.executescript(
        "CREATE TABLE identity (id INTEGER, name TEXT);"
        "CREATE TABLE sent (n INTEGER PRIMARY KEY, at INTEGER, recipient TEXT, what TEXT);"
        "INSERT INTO identity VALUES (7, 'Polisens ledningsfunktion'), (8, 'Någon annan');"
    )
    sent = ((1, "7", {"3": 40}), (2, "7", {"3": 60}), (3, "7", {"3": 90}), (4, "8", {"3": 40, "5": 900}))
    for at_, to, reached in sent:
        row = (at_ * 1000, to, json.dumps({"reached": reached}))
        register.execute("INSERT INTO sent (at, recipient, what) VALUES (?, ?, ?)", row)
    [found] = reached_by(register, [change_id(3, 50)])
    assert (found.name, found.at.timestamp()) == ("Polisens ledningsfunktion", 2)


def test_it_says_how_long_the_data_are_kept_and_whom_to_turn_to(council: Council, person: UUID) -> None:
    assert "Hur länge Ingen dag är bestämd." in reading_back.text(made(council, person).pdf)
    council.change(person, review_on=date(2027, 5, 1))
    text = reading_back.text(made(council, person).pdf)
    assert "Prövas senast 1 maj 2027, och raderas om de inte längre behövs." in text
    assert "Vänd dig till Trygghetsrådet" in text and "Integritetsskyddsmyndigheten" in text


def test_registers_made_since_the_person_was_written_down_are_told_of(council: Council, person: UUID) -> None:
    club = council.add(Stakeholder, name="Bäckby IF")
    council.change(person, stakeholder=club)
    for audience, day in (("council", BEFORE), ("public", BEFORE), ("leaders", date(2020, 1, 1))):
        entry = make(council.workspace, "stakeholders", audience=Audience(audience), today=day).entry(
            at(day, 9)
        )
        council.workspace.record_made(entry)
    text = reading_back.text(made(council, person).pdf)
    assert "Du kan också finnas med i det aktörsregister som gjordes för rådet 17 sep 2026." in text
    assert "gjordes för de två ledningsfunktionerna" not in text


def test_a_note_is_called_by_its_kind_and_day_and_a_short_title_by_itself(
    council: Council, person: UUID
) -> None:
    council.add(Interaction, text="Vi sågs på torget och talade om hallen. " * 4, contact=person, on=BEFORE)
    council.decision("Hallen öppnas", owner="Kim Ek")
    text = reading_back.text(made(council, person).pdf)
    assert "Beslut: Hallen öppnas, " in text and "Avstämning, " in text and " …" not in text


def test_its_foot_says_that_it_is_for_the_person_and_not_for_those_who_made_it(
    council: Council, person: UUID
) -> None:
    text = reading_back.text(made(council, person).pdf)
    assert "För den person det gäller" in text and "Utgåva för" not in text
