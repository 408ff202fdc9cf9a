"""Districts in running text: found as people write them, and never guessed."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from trygg_desktop.formats.places import Place, PlaceFinder, places, slug
from trygg_desktop.workspace import Workspace


@pytest.fixture
def names(workspace: Workspace) -> dict[UUID, str]:
    return {place.id: place.name for place in places(workspace)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Larm om smällar i Bäckby.", "Bäckby"),
        ("Pojkar rånas i Viksängs centrum.", "Viksäng"),
        ("Trafikolycka Hökåsen", "Tillberga-Hökåsen"),
        ("Bråk i Tillberga-Hökåsen", "Tillberga-Hökåsen"),
        ("Bråk i Tillberga och Hökåsen", "Tillberga-Hökåsen"),
        ("Kontroll på Öster Mälarstrand.", "Öster Mälarstrand-Hamre-Talltorp"),
        ("Tortunavägen, Östra Skiljebo.", "Skiljebo-Hemdal-Brandthovda"),
        ("BRAND PÅ RÅBY", "Råby"),
        ("Brand i Gideonsberg–Skallberget", "Gideonsberg-Skallberget"),
        ("Brand i Bäckby-området", "Bäckby"),
        ("Rån i Hacksta.", "Hacksta"),
        ("Någon gick mellan Vallby och Råby.", None),
        ("Olovlig körning på Vallbyleden.", None),
        ("Trafikolycka på Bjurhovdagatan", None),
        ("Man rånad vid resecentrum.", None),
        ("Någon försökte hälla ut bensin.", None),
        ("Brand i Västerås.", None),
        ("", None),
    ],
)
def test_a_district_is_found_by_its_names(
    workspace: Workspace, names: dict[UUID, str], text: str, found: str | None
) -> None:
    id = PlaceFinder(places(workspace)).only_one_named_in(text)
    assert (names[id] if id else None) == found


def test_a_place_of_that_very_name_goes_before_an_area_named_after_it() -> None:
    area, place = Place(uuid4(), "Tillberga-Hökåsen"), Place(uuid4(), "Hökåsen")
    assert PlaceFinder([area, place]).only_one_named_in("Bråk i Hökåsen") == place.id


def test_a_sub_area_and_its_area_are_not_two() -> None:
    area = Place(uuid4(), "Vallby")
    part = Place(uuid4(), "Vega", parent=area.id)
    assert PlaceFinder([area, part]).only_one_named_in("Bråk i Vega på Vallby") == part.id


def test_a_name_that_two_areas_share_says_nothing() -> None:
    first, second = Place(uuid4(), "Norra-Berget"), Place(uuid4(), "Södra-Berget")
    assert PlaceFinder([first, second]).only_one_named_in("Bråk på Berget") is None


def test_other_names_count() -> None:
    place = Place(uuid4(), "Centrala staden", others=("City",))
    assert PlaceFinder([place]).only_one_named_in("Stöld i City.") == place.id


def test_no_districts_find_nothing() -> None:
    assert PlaceFinder([]).named_in("Bäckby") == set()


def test_keys_are_the_same_everywhere() -> None:
    assert slug("Öster Mälarstrand-Hamre") == "oster-malarstrand-hamre"
