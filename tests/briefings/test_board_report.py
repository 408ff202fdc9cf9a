"""The report to the municipal board: a time told from first to last day, each claim with what shows it."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.briefings import reading_back, structure
from tests.briefings.council import BEFORE, LONG_AGO, TODAY, Council
from tests.briefings.test_meeting import in_order
from trygg_desktop.briefings.registry import Made, make
from trygg_desktop.domain.figures import Indicator, Measurement
from trygg_desktop.domain.follow_up import Evaluation, FollowUp
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.stakeholders import Agreement, Interaction


def made(council: Council, **facts: Any) -> Made:
    usual = {"audience": Audience.COUNCIL, "today": TODAY, "since": date(2026, 1, 1), "until": TODAY}
    return make(council.workspace, "board-report", **(usual | facts))


def shown(council: Council, **facts: Any) -> str:
    return reading_back.text(made(council, **facts).pdf)


def test_only_the_time_asked_for_is_told(council: Council) -> None:
    spring, autumn = council.meeting(LONG_AGO, status="held"), council.meeting(BEFORE, status="held")
    council.decision("Vårens beslut", meeting=spring, status="done")
    council.decision("Höstens beslut", meeting=autumn)
    text = shown(council)
    assert "Rådet möttes 2 gånger: 21 maj 2026, 17 sep 2026." in text
    assert "Det fattade 2 beslut. 1 av dem är avslutat." in text
    autumn_only = shown(council, since=date(2026, 7, 1))
    assert "Rådet möttes en gång: 17 sep 2026." in autumn_only
    assert "Höstens beslut" in autumn_only and "Vårens beslut" not in autumn_only


def test_each_point_of_the_law_stands_with_its_evidence_in_words(council: Council) -> None:
    council.add(Agreement, title="Avtalet med polisen", status="in-force", purposes="Syfte", areas="Område")
    for number in range(4):
        council.add(Interaction, text=f"Samtal {number}", on=BEFORE)
    text = shown(council)
    assert "9 Skriftliga överenskommelser" in text and "På plats Avtalet med polisen" in text
    assert "4 avstämningar" in text and "Samtal 0" not in text
    assert "ingen juridisk bedömning" in text


def test_of_the_law_an_edition_that_leaves_something_out_says_only_what_it_shows(council: Council) -> None:
    about = {"status": "in-force", "purposes": "Syfte", "areas": "Område"}
    council.add(Agreement, title="Avtalet", protection="open", **about)
    assert "Av lagens 7 punkter är 1 på plats." in shown(council)
    council.add(Agreement, title="Det inre avtalet", protection="internal", **about)
    text = shown(council, audience=Audience.PUBLIC)
    assert "Utgåvan visar att 1 av lagens 7 punkter är på plats." in text
    assert "Av lagens 7 punkter" not in text


def test_meetings_that_show_something_are_told_by_their_days_in_order(council: Council) -> None:
    for day in (date(2026, 9, 17), date(2026, 2, 12), date(2026, 5, 21)):
        council.meeting(day, status="held")
    text = shown(council)
    assert "Mötet 12 feb 2026 Mötet 21 maj 2026 Mötet 17 sep 2026" in text


def test_the_chairs_stand_below_place_and_day(council: Council) -> None:
    council.settings(municipality="Västerås", chairs="Ordföranden\nPolischefen")
    assert shown(council).rstrip().endswith("Västerås, söndag 22 november 2026 Ordföranden Polischefen")


def test_each_piece_of_evidence_is_heard_by_itself(council: Council) -> None:
    for number in range(2):
        council.add(Agreement, title=f"Avtal {number}", status="in-force", purposes="Syfte", areas="Område")
    heard = structure.read_aloud(made(council).pdf)
    assert {"Avtal 0", "Avtal 1"} <= {words.strip() for words in heard}


def test_the_law_is_told_from_what_the_audience_may_see(council: Council) -> None:
    council.add(
        Agreement, title="Hemligt", status="in-force", purposes="S", areas="O", protection="protected"
    )
    assert "På plats Hemligt" in shown(council, audience=Audience.LEADERS)
    seen = shown(council)
    assert "Hemligt" not in seen and "1 post utelämnas i denna utgåva." in seen


def test_what_was_done_and_what_is_to_be_decided(council: Council) -> None:
    measure = council.add(Measure, title="Lovvärdar", stage="ongoing")
    council.add(FollowUp, text="Två skador, mot sju före", measure=measure, on=BEFORE, status="green")
    proposal = "Rådet ställer sig bakom att lovvärdarna blir kvar"
    council.add(Evaluation, title="Utvärderingen", measure=measure, done_on=BEFORE, proposal=proposal)
    text = shown(council)
    assert in_order(text, "Förslag till beslut", proposal, "Vad som gjordes", "Två skador, mot sju före")
    assert proposal not in shown(council, until=date(2026, 8, 1))


def test_figures_have_period_n_and_source(council: Council) -> None:
    indicator = council.add(Indicator, name="Trygga sena kvällar", unit="procent")
    for period, value, n in (("2024", 61, 2000), ("2025", 63.5, 2194)):
        council.add(Measurement, indicator=indicator, period=period, value=value, n=n, source="Mätningen")
    text = shown(council)
    assert "63,5 procent (n = 2 194) 2025 61 procent (n = 2 000) 2024 Mätningen" in text.replace("\xa0", " ")


def test_that_the_council_did_not_meet_is_said_only_where_all_is_seen(council: Council) -> None:
    assert "Rådet möttes inte." in shown(council)
    council.meeting(BEFORE, status="held", protection="protected")
    assert "möttes inte" not in shown(council)
