"""The council's case number heads every briefing that has none of its own."""

from __future__ import annotations

from typing import Any

import pytest

from tests.briefings import reading_back
from tests.briefings.council import TODAY, Council
from trygg_desktop.briefings.registry import make
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.stakeholders import Contact

OURS = "Dnr KS 2026/00098"


def words(council: Council, name: str, **facts: Any) -> str:
    usual: dict[str, Any] = {"audience": Audience.PUBLIC, "today": TODAY}
    pdf = make(council.workspace, name, **(usual | facts)).pdf
    return reading_back.text(pdf).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("name", ["plan", "follow-up", "stakeholders", "decisions"])
def test_it_stands_on_what_tells_how_things_are(council: Council, name: str) -> None:
    council.settings(case_number="KS 2026/00098")
    assert OURS in words(council, name)


def test_a_meeting_with_a_number_of_its_own_keeps_it(council: Council) -> None:
    council.settings(case_number="KS 2026/00098")
    own = council.meeting(case_number="KS 2026/00417", protection="open")
    text = words(council, "meeting", meeting=own)
    assert "Dnr KS 2026/00417" in text and "00098" not in text
    council.change(own, case_number=None)
    assert OURS in words(council, "meeting", meeting=own)


def test_who_asks_what_is_kept_about_them_has_another_case(council: Council) -> None:
    council.settings(case_number="KS 2026/00098")
    person = council.add(Contact, name="Anna Ek")
    assert "00098" not in words(council, "extract", person=person, audience=Audience.LEADERS)


def test_a_confidential_one_is_printed_nowhere(council: Council) -> None:
    council.settings(case_number="KS 2026/00098", protection="protected", ground="OSL 18:1")
    assert "00098" not in words(council, "plan")
