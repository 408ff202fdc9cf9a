"""A text that may point out a person is noticed, and ordinary figures and sentences are left alone."""

from __future__ import annotations

import pytest

from trygg_desktop.domain.personal_numbers import (
    PointsOut,
    names_beside_offences,
    numbers,
    passages,
)

NUMBER, COORDINATION = PointsOut.PERSONAL_NUMBER, PointsOut.COORDINATION_NUMBER


def kinds(text: str) -> list[PointsOut]:
    return [passage.why for passage in numbers(text)]


def named(text: str, *places: str) -> list[str]:
    return [text[found.start : found.end] for found in names_beside_offences(text, places=places)]


@pytest.mark.parametrize(
    "written",
    [
        "121212-1212",  # the number Swedish authorities use in their examples
        "19121212-1212",
        "191212121212",
        "1212121212",
        "121212+1212",  # plus: the person has turned a hundred
        "121212 1212",
        "19121212 1212",
        "121212–1212",  # a word processor made the hyphen a dash
        "640823-3234",  # an example of Skatteverket's
        "811218-9876",  # an example of Wikipedia's
        "20000229-0005",
    ],
)
def test_a_personal_number_is_found_however_it_is_written(written: str) -> None:
    assert kinds(f"Gäller {written}, se bilaga.") == [NUMBER]


@pytest.mark.parametrize("written", ["701063-2391", "19701063-2391", "197010632391"])
def test_a_coordination_number_has_sixty_added_to_the_day(written: str) -> None:
    assert kinds(written) == [COORDINATION]


@pytest.mark.parametrize(
    "written",
    [
        "121212-1213",  # wrong check digit
        "121312-1211",  # no thirteenth month
        "120230-1219",  # no 30 February
        "212000-2080",  # an organisation number (Västerås stad)
        "556036-0793",
        "17121212-1212",  # the seventeenth century
        "9121212-12123",  # part of a longer figure
        "3121212121234",
        "Dnr 2026/01234-3",
        "021-39 00 00",
        "2026-12-03 13:00",
        "",
    ],
)
def test_other_figures_are_left_alone(written: str) -> None:
    assert kinds(written) == []


def test_a_leap_day_exists_only_in_leap_years() -> None:
    with_digit = [f"19000229-000{digit}" for digit in range(10)] + [
        f"19960229-000{digit}" for digit in range(10)
    ]
    assert [numbers(one) != [] for one in with_digit].count(True) == 1


def test_the_span_is_exactly_the_number() -> None:
    text = "Hej 19121212-1212."
    (found,) = numbers(text)
    assert text[found.start : found.end] == "19121212-1212"


def test_several_numbers_are_all_found() -> None:
    assert kinds("121212-1212 och 701063-2391") == [NUMBER, COORDINATION]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Den misstänkte Kalle Karlsson sågs vid torget.", ["misstänkte Kalle Karlsson"]),
        ("Polisen grep den misstänkte, Kalle.", ["misstänkte, Kalle"]),
        ("Kalle Karlsson är misstänkt för stöld.", ["Kalle Karlsson är misstänkt"]),
        ("I går blev Anna-Lena häktad.", ["Anna-Lena häktad"]),
        ("Gärningsmannen heter Kalle.", ["Gärningsmannen heter Kalle"]),
        ("Langaren Kalle rör sig i området.", ["Langaren Kalle"]),
        ("misstänkt: Åke Öberg", ["misstänkt: Åke Öberg"]),
        ("Karlsson åtalad.", ["Karlsson åtalad"]),
    ],
)
def test_a_name_beside_a_word_of_offence_is_found(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "En misstänkt person greps i Bäckby centrum.",
        "Två misstänkta greps. Kalle Karlsson ledde mötet.",
        "Polisen misstänker stöld.",
        "Misstänkt skadegörelse vid skolan.",
        "Mannen är misstänkt för rån.",
        "Bilföraren misstänkt för rattfylleri.",
        "Tonåringarna är misstänkta för skadegörelse.",
        "En man är misstänkt enligt Åklagaren.",
        "I Vallby greps två personer.",
        "KS är misstänksam.",
        "Kalle Karlsson var på mötet.",
        "Misstänkt. Kalle",
        "",
    ],
)
def test_ordinary_sentences_are_left_alone(text: str) -> None:
    assert named(text) == []


def test_the_names_of_districts_are_no_persons() -> None:
    assert named("Misstänkta Öster Mälarstrand.") != []
    assert named("Misstänkta Öster Mälarstrand.", "Öster Mälarstrand-Hamre-Talltorp") == []


def test_passages_come_in_the_order_they_stand() -> None:
    found = passages("Misstänkte Kalle, 121212-1212")
    assert [passage.why for passage in found] == [PointsOut.NAME_AND_OFFENCE, NUMBER]


def test_every_reason_can_be_told() -> None:
    assert all(reason.label.endswith(".") for reason in PointsOut)
