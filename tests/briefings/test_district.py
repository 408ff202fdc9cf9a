"""The sheet on a district in print: one page for every district, and told what there was no room for."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

import pytest

from tests.briefings import reading_back, structure
from tests.briefings.council import TODAY, Council
from tests.briefings.test_meeting import in_order
from tests.briefings.test_picture import HIDDEN, Planted, a_figure, an_indicator
from trygg_desktop.briefings.district_layout import places_in_short
from trygg_desktop.briefings.registry import Made, make
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.presence import PresenceAction
from trygg_desktop.domain.problems import Problem
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.stakeholders import Stakeholder
from trygg_desktop.errors import ProtectionRefused, UserError


def made(council: Council, name: str = "Bäckby", **facts: Any) -> Made:
    usual: dict[str, Any] = {"audience": Audience.COUNCIL, "today": TODAY}
    return make(council.workspace, "district", district=council.district(name), **(usual | facts))


def shown(council: Council, name: str = "Bäckby", **facts: Any) -> str:
    return reading_back.text(made(council, name, **facts).pdf).replace("\N{NO-BREAK SPACE}", " ")


def a_full_district(council: Council, times: int = 1) -> None:
    backby = council.district("Bäckby")
    field_team = council.add(Stakeholder, name="Fältgruppen")
    council.sessions("Bäckby", 3, 10)
    indicator = an_indicator(council)
    a_figure(council, indicator, "Bäckby", "2024", value=63, n=221)
    a_figure(council, indicator, "Bäckby", "2025", value=58, n=214)
    a_figure(council, indicator, None, "2025", value=71, n=2194)
    for n in range(times):
        council.add(
            Problem, title=f"Mörka stråk {n}", number=n + 1, districts=[backby], indicators=[indicator]
        )
        council.add(
            PresenceAction,
            name=f"Kvällsvandring {n}",
            districts=[backby],
            weekly_times="Fredag 20–23",
            responsible=field_team,
            status="ongoing",
        )
        council.add(
            Measure,
            title=f"Nya lampor {n}",
            districts=[backby],
            responsible=field_team,
            stage="ongoing",
            status="green",
            follow_up_on=date(2026, 12, 14),
        )
        council.decision(f"Se över torget {n}", districts=[backby], owner_side="police", due=TODAY)


def test_the_sheet_tells_what_the_council_knows_and_asks(council: Council) -> None:
    a_full_district(council)
    assert in_order(
        shown(council),
        "Bäckby",
        "9 415 invånare (2023)",
        "2 pass, 3,0 timmar de senaste 12 veckorna. Senast på plats 19 nov 2026.",
        "Kvällsvandring 0 · Fredag 20–23 · Fältgruppen",
        "Trygg ute 2025 58 % ±7 214 −5, kan vara slump 71 %",
        "Mörka stråk 0",
        "Nya lampor 0 Fältgruppen Grön: enligt plan 14 dec 2026",
        "Det här ber rådet om",
        "Se över torget 0 Polisen 22 nov 2026",
    )


def test_the_map_shows_the_district_among_its_neighbours(council: Council) -> None:
    council.sessions("Råby", 8)
    text = shown(council)
    assert "BÄCKBY aldrig" in text
    assert "Råby 1 v." in text
    assert "Bjurhovda" not in text


def test_one_week_is_told_as_one_on_the_map(council: Council) -> None:
    council.sessions("Bäckby", 10)
    council.sessions("Hammarby", 20)
    with structure.opened(made(council).pdf) as file:
        [told] = [str(figure.entry.Alt) for figure in structure.tree(file).all("Figure")]
    assert "Bäckby 1 vecka," in told and "Hammarby 2 veckor" in told


def test_places_in_a_source_are_told_in_as_few_words_as_can_be() -> None:
    assert places_in_short(("tabell 5", "tabell 6", "tabell 4", "tabell 9", "bilagan")) == [
        "tabell 4–6, 9",
        "bilagan",
    ]


def test_what_is_in_a_sub_area_belongs_to_its_area(council: Council) -> None:
    vega = council.district("Vega")
    council.change(vega, parent=council.district("Bäckby"))
    council.sessions("Vega", 3)
    council.add(Problem, title="Problem i Vega", districts=[vega])
    text = shown(council)
    assert "1 pass" in text and "Problem i Vega" in text


def test_a_full_page_says_what_there_was_no_room_for(council: Council) -> None:
    a_full_district(council, times=15)
    result = made(council)
    text = reading_back.text(result.pdf)
    assert result.pages == 1
    assert "Det här fick inte plats på sidan:" in text
    for heading in ("Mått och utveckling", "Problemen här", "Åtgärder och vem", "Det här ber rådet om"):
        assert heading in text


def test_what_needs_someone_is_kept_before_what_goes_well(council: Council) -> None:
    a_full_district(council, times=15)
    backby = council.district("Bäckby")
    council.add(Measure, title="Står still", districts=[backby], stage="ongoing", status="red")
    assert "Står still" in shown(council)


def test_every_district_has_its_page(council: Council) -> None:
    a_full_district(council)
    for name in ("Skultuna", "Öster Mälarstrand-Hamre-Talltorp", "Tortuna"):
        assert made(council, name).pages == 1


def test_extremes_stay_on_one_page(council: Council) -> None:
    a_full_district(council, times=30)
    long = council.add(District, name="L" * 85, slug="lang")
    for n in range(30):
        council.add(Problem, title="x" * 400, number=n, districts=[long])
        council.add(Measure, title="Ö" * 400, districts=[long])
    result = make(
        council.workspace, "district", district=long, audience=Audience.COUNCIL, today=TODAY, language="en"
    )
    assert result.pages == 1
    assert reading_back.rightmost_text(result.pdf) <= 530.5


@pytest.mark.parametrize(("protection", "audience"), HIDDEN)
def test_what_an_audience_may_not_see_is_nowhere_in_the_file(
    council: Council, protection: dict[str, Any], audience: Audience
) -> None:
    planted = Planted.in_year(council, **protection)
    pdf = made(council, audience=audience).pdf
    assert planted.leaked(pdf) == []
    assert "Öppen åtgärd" in reading_back.text(pdf)
    assert "Närvaro" not in reading_back.text(pdf)


def test_the_leaders_see_what_was_planted(council: Council) -> None:
    planted = Planted.in_year(council, protection="protected", ground="OSL 18:2")
    found = set(planted.leaked(made(council, audience=Audience.LEADERS).pdf))
    assert {"problem.title", "measure.title", "decision.title", "presence-action.name"} <= found


@pytest.mark.parametrize(
    ("protection", "audience", "id"),
    [
        ("internal", Audience.PUBLIC, "district-not-open"),
        ("protected", Audience.COUNCIL, "district-confidential"),
    ],
)
def test_no_sheet_is_made_on_a_district_its_audience_may_not_see(
    council: Council, protection: str, audience: Audience, id: str
) -> None:
    council.add(District, name="Dold", slug="dold", protection=protection)
    with pytest.raises(ProtectionRefused, match=id):
        made(council, "Dold", audience=audience)


def test_a_sheet_is_about_a_district(council: Council) -> None:
    with pytest.raises(UserError):
        make(council.workspace, "district", audience=Audience.COUNCIL, today=TODAY)


def test_an_empty_council_has_a_sheet_without_holes(council: Council) -> None:
    text = shown(council)
    assert "Inget beslut om området återstår att genomföra." in text
    assert "Mått" not in text and "Närvaro" not in text


def test_the_same_data_gives_the_same_bytes(council: Council) -> None:
    a_full_district(council, times=9)
    one, two = (hashlib.sha256(made(council).pdf).hexdigest() for _time in range(2))
    assert one == two
