"""The follow-up report: goal by goal, plan against outcome, figures with n, and the stop rules of pilots."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from tests.briefings import reading_back
from tests.briefings.council import BEFORE, LONG_AGO, TODAY, Council
from tests.briefings.test_meeting import in_order
from trygg_desktop.briefings.registry import make
from trygg_desktop.domain.figures import Indicator, Measurement
from trygg_desktop.domain.follow_up import Evaluation, FollowUp
from trygg_desktop.domain.goals import Goal
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.record import Audience


def shown(council: Council, audience: Audience = Audience.COUNCIL) -> str:
    return reading_back.text(make(council.workspace, "follow-up", audience=audience, today=TODAY).pdf)


@pytest.fixture
def measure(council: Council) -> UUID:
    """A measure under a goal, under way."""
    goal = council.add(Goal, title="Tryggare kvällar", baseline=63, target=70, due=date(2027, 11, 8))
    return council.add(Measure, title="Kvällsvandring", goal=goal, stage="ongoing", status="yellow")


def test_the_latest_look_from_each_side_tells_plan_outcome_and_next_step(
    council: Council, measure: UUID
) -> None:
    usual = {"measure": measure, "level": "production"}
    council.add(FollowUp, text="Gammal bild", on=LONG_AGO, **usual)
    council.add(
        FollowUp,
        text="Trettio kvällar",
        on=BEFORE,
        status="yellow",
        planned="Minst fyrtio",
        actual="Trettio",
        planned_count=40,
        actual_count=30,
        deviation="Regn i juli",
        next_step="Börja tidigare",
        follow_up_on=date(2026, 12, 14),
        **usual,
    )
    council.add(FollowUp, text="Svårt att få par", measure=measure, on=LONG_AGO, level="process")
    text = shown(council)
    assert in_order(
        text,
        "Tryggare kvällar",
        "Produktion",
        "Gul: risk för försening (17 sep 2026)",
        "Plan: Minst fyrtio",
        "Utfall: Trettio",
        "30, planerat 40",
        "Avvikelse: Regn i juli",
        "Nästa steg: Börja tidigare, senast 14 dec 2026",
        "Process",
    )
    assert "Gammal bild" not in text


def test_how_the_measures_go_is_told_in_a_sentence_that_adds_up(council: Council, measure: UUID) -> None:
    council.add(Measure, title="Lampor", stage="ongoing", status="green")
    council.add(Measure, title="Lås", stage="ongoing", status="green")
    council.add(Measure, title="Bommar", stage="decided")
    council.add(Measure, title="Röjning", stage="done", status="green")
    told = "5 åtgärder följs upp här. 2 går enligt plan (gröna), 1 har risk för försening (gul), "
    assert told + "1 är genomförd, 1 har inte följts upp än." in shown(council)


def test_what_was_counted_is_told_unless_the_words_have_said_it(council: Council, measure: UUID) -> None:
    counted = {"measure": measure, "on": BEFORE, "planned_count": 78, "actual_count": 71}
    council.add(FollowUp, text="Patrullen var ute 71 av 78 kvällar", level="production", **counted)
    council.add(FollowUp, text="De flesta kvällar", level="process", **counted)
    text = shown(council)
    assert text.count("Antal: 71, planerat 78") == 1
    assert in_order(text, "De flesta kvällar", "Antal: 71, planerat 78")


def test_a_measure_the_public_may_be_told_no_more_of_is_told_once(council: Council, measure: UUID) -> None:
    values = {"stage": "ongoing", "status": "green", "protection": "open"}
    council.add(Measure, title="Öppen skola", districts=[council.district("Bäckby")], **values)
    text = shown(council, audience=Audience.PUBLIC)
    assert text.count("Öppen skola") == 1 and in_order(text, "Öppen skola", "Bäckby")
    assert "Övriga åtgärder" not in text


def test_a_measure_is_late_until_it_has_been_followed_up(council: Council, measure: UUID) -> None:
    council.change(measure, follow_up_on=date(2026, 10, 1))
    assert "försenad" in shown(council)
    council.add(FollowUp, text="Femton par", measure=measure, on=date(2026, 10, 2))
    assert "försenad" not in shown(council)


def test_a_measure_that_is_carried_out_has_no_colour_any_more(council: Council, measure: UUID) -> None:
    assert "Gul: risk" in shown(council)
    council.change(measure, stage="done")
    text = shown(council)
    assert "Genomförd" in text and "Gul: risk" not in text


def test_before_and_after_carry_n_and_the_comparison_area(council: Council, measure: UUID) -> None:
    indicator = council.add(Indicator, name="Trygga elever", unit="procent")
    council.add(
        Evaluation,
        title="Ett år av vandringar",
        measure=measure,
        indicator=indicator,
        before=81,
        before_n=162,
        after=86,
        after_n=17,
        comparison_before=84,
        comparison_before_n=118,
        comparison_after=85,
        comparison_after_n=124,
        comparison_districts=[council.district("Vallby")],
    )
    text = shown(council)
    assert "81 procent (n = 162) 86 procent (n = 17) +5" in text
    assert "Jämförelse: Vallby 84 procent (n = 118) 85 procent (n = 124) +1" in text
    assert "Förändring utöver jämförelseområdet +4" in text
    assert "Få svar: förändringen kan bero på slumpen." in text


def test_a_pilot_has_its_stop_rule_and_a_lacking_one_is_said(council: Council) -> None:
    council.add(
        Measure, title="Ett", stage="ongoing", pilot=True, stop_rule="Vid färre än 50", judged_on=BEFORE
    )
    assert in_order(shown(council), "Stoppregel", "Vid färre än 50", "17 sep 2026")
    council.add(Measure, title="Två", stage="ongoing", pilot=True)
    assert "Ingen stoppregel är skriven." in shown(council)


def test_that_nobody_has_looked_is_said_only_where_all_is_seen(council: Council, measure: UUID) -> None:
    assert "Åtgärden har inte följts upp." in shown(council)
    council.add(FollowUp, text="Dolt", measure=measure, on=BEFORE, protection="protected")
    text = shown(council)
    assert "inte följts upp" not in text and "aldrig" not in text and "Dolt" not in text


def test_the_goal_s_latest_figure_has_its_n_and_source(council: Council) -> None:
    indicator = council.add(Indicator, name="Trygga sena kvällar", unit="procent")
    for period, value in (("2025", 63), ("2024", 61)):
        council.add(
            Measurement, indicator=indicator, period=period, value=value, n=24, source="Trygghetsmätningen"
        )
    council.add(Goal, title="Tryggare kvällar", indicator=indicator, target=70)
    text = shown(council)
    assert in_order(text, "63 procent (n = 24, få svar), Hela staden, 2025", "Källa: Trygghetsmätningen")
    assert "61 procent" not in text


def test_what_is_only_proposed_is_not_followed_up(council: Council) -> None:
    council.add(Measure, title="Bara ett förslag", stage="proposed")
    assert "Bara ett förslag" not in shown(council)


def test_an_edition_without_measures_says_so_and_so_is_its_maker_told(council: Council) -> None:
    council.add(Measure, title="Dold", stage="ongoing", protection="internal")
    assert "Den här utgåvan innehåller inga åtgärder." in shown(council, Audience.PUBLIC)
    made = make(council.workspace, "follow-up", audience=Audience.PUBLIC, today=TODAY)
    assert made.warnings == ("Mottagaren får inte se någon av åtgärderna.",)
