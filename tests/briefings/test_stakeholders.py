"""The register of stakeholders: by sector, with promises and agreements; for the public without people."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from tests.briefings import reading_back
from tests.briefings.council import BEFORE, TODAY, Council
from tests.briefings.test_meeting import in_order
from trygg_desktop.briefings.registry import Made, make
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.stakeholders import Agreement, Commitment, Contact, Interaction, Stakeholder


def made(council: Council, audience: Audience = Audience.COUNCIL) -> Made:
    return make(council.workspace, "stakeholders", audience=audience, today=TODAY)


def shown(council: Council, audience: Audience = Audience.COUNCIL) -> str:
    return reading_back.text(made(council, audience).pdf)


@pytest.fixture
def club(council: Council) -> UUID:
    """A sports club that everyone may know of."""
    usual = {"sector": "sport", "status": "cooperating", "role": "Håller hallen öppen"}
    return council.add(Stakeholder, name="Bäckby IF", protection="open", **usual)


def test_a_stakeholder_stands_in_its_sector_with_people_and_last_contact(
    council: Council, club: UUID
) -> None:
    council.add(Stakeholder, name="Nattvandrarna", sector="civil-society")
    council.add(Contact, name="Kim Ek", role="Ordförande", phone="021-555 00 00", stakeholder=club)
    council.add(Interaction, text="Vi talade", on=BEFORE, stakeholder=club)
    text = shown(council)
    assert in_order(
        text, "Civilsamhälle", "Nattvandrarna", "Idrottsförening", "Bäckby IF", "Håller hallen öppen"
    )
    assert "Kim Ek, Ordförande, 021-555 00 00" in text
    assert "Senaste kontakt 17 sep 2026" in text


def test_promises_tell_how_they_stand_in_words(council: Council, club: UUID) -> None:
    council.add(Commitment, title="Öppet på lov", stakeholder=club, due=BEFORE, owner="Kim Ek")
    council.add(Commitment, title="Två ledare", stakeholder=club, status="kept", closed_on=BEFORE)
    text = shown(council)
    assert "1 åtagande kvarstår. 1 av dem är försenat." in text
    assert "Öppet på lov försenad Ansvarig: Kim Ek, senast 17 sep 2026." in text
    assert "Infriat 17 sep 2026" in text


def test_agreements_have_purposes_areas_and_when_they_run_out(council: Council, club: UUID) -> None:
    council.add(
        Agreement,
        title="Avtal om hallen",
        stakeholders=[club],
        purposes="Fler unga inne",
        areas="Bäckby",
        signed_on=BEFORE,
        runs_out_on=date(2026, 11, 1),
        status="in-force",
    )
    text = shown(council)
    assert in_order(text, "Skriftliga överenskommelser", "Avtal om hallen", "Fler unga inne", "1 nov 2026")


def test_the_public_edition_holds_no_person_and_does_not_count_them(council: Council, club: UUID) -> None:
    council.add(Contact, name="Kim Ek", stakeholder=club, protection="open")
    council.add(Contact, name="Bo Al", stakeholder=club)
    council.add(Commitment, title="Öppet på lov", stakeholder=club, owner="Kim Ek", protection="open")
    edition = made(council, Audience.PUBLIC)
    assert "Öppet på lov" in reading_back.text(edition.pdf)
    assert b"Kim Ek" not in reading_back.everything(edition.pdf)
    assert edition.left_out == 0


def test_why_contacts_are_kept_is_told_in_figures_and_by_name_only_to_those_who_write_it(
    council: Council, club: UUID
) -> None:
    council.add(
        Contact,
        name="Kim Ek",
        stakeholder=club,
        purpose="Hallen",
        legal_basis="public-interest",
        informed_on=BEFORE,
        review_on=date(2027, 5, 1),
    )
    council.add(Contact, name="Bo Al", stakeholder=club, legal_basis="consent", review_on=BEFORE)
    figures = (
        "Ändamål Saknas för 1 av 2.",
        "Rättslig grund Uppgift av allmänt intresse: 1, Samtycke: 1.",
        "Prövas senast Närmast 1 maj 2027. 1 skulle ha prövats redan.",
    )
    leaders, others = shown(council, Audience.LEADERS), shown(council)
    assert all(words in text for words in figures for text in (leaders, others))
    assert "Bo Al Bäckby IF ändamål, dag för information, prövning senast 17 sep 2026" in leaders
    assert "Att komplettera" not in others
    assert "Uppgifterna om kontakterna" not in shown(council, Audience.PUBLIC)


def test_a_long_register_begins_with_the_pages_of_its_sectors(council: Council) -> None:
    for number in range(7):
        for sector in ("civil-society", "sport"):
            council.add(Stakeholder, name=f"Förening {number}", sector=sector)
    text = shown(council)
    assert text.count("Civilsamhälle") == text.count("Idrottsförening") == 2
    assert in_order(text, "14 aktörer.", "Civilsamhälle", "Idrottsförening", "Förening 0")


def test_agreements_that_ended_stand_after_those_that_run_out_first(council: Council, club: UUID) -> None:
    for title, status, day in (
        ("Avslutat", "ended", date(2025, 1, 1)),
        ("Löper länge", "in-force", date(2028, 1, 1)),
        ("Löper snart ut", "in-force", date(2026, 12, 1)),
    ):
        council.add(Agreement, title=title, stakeholders=[club], status=status, runs_out_on=day)
    assert in_order(shown(council), "Löper snart ut", "Löper länge", "Avslutat")


def test_one_that_is_told_in_a_few_lines_is_not_parted_by_the_foot_of_a_page(council: Council) -> None:
    told = {"status": "cooperating", "support_areas": "Lokaler", "email": "info@club.example"}
    sectors = ("authority", "business", "civil-society", "faith", "municipality", "police", "sport")
    for number, sector in enumerate(sectors):
        role = "Deltar i arbetet. " * (8 if number < 3 else 1)
        place = [council.district("Vallby")]
        council.add(Stakeholder, name=f"F {number}", sector=sector, role=role, districts=place, **told)
    assert "forts." not in shown(council)
