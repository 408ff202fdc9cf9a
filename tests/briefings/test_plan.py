"""The action plan in print: the six columns, the chain, goals, promises with their review, pilots with a stop rule."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import Any

import pymupdf
import pytest

from tests.briefings import reading_back
from tests.briefings.council import TODAY, Council
from tests.briefings.test_meeting import in_order
from tests.briefings.test_picture import HIDDEN, Planted, a_figure, a_picture, an_indicator
from trygg_desktop.briefings.look import BOTTOM, LYING, RIGHT
from trygg_desktop.briefings.registry import Made, make
from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.goals import Goal
from trygg_desktop.domain.links import Link
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.problems import Cause, Problem
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.stakeholders import Stakeholder


def made(council: Council, **facts: Any) -> Made:
    usual: dict[str, Any] = {"audience": Audience.COUNCIL, "today": TODAY}
    return make(council.workspace, "plan", **(usual | facts))


def shown(council: Council, **facts: Any) -> str:
    return reading_back.text(made(council, **facts).pdf).replace("\N{NO-BREAK SPACE}", " ")


def a_plan(council: Council, **values: Any) -> None:
    """A problem with two causes, the first with a measure."""
    problem = council.add(Problem, title="Mörka stråk", number=2, districts=[council.district("Vallby")])
    cause = council.add(Cause, title="Trasiga lampor", problem=problem, number=1)
    council.add(Cause, title="Höga buskar", problem=problem, number=2)
    usual: dict[str, Any] = {
        "title": "Nya lampor",
        "cause": cause,
        "operational_goals": "Sex lampor",
        "from_on": date(2026, 8, 3),
        "to_on": date(2027, 1, 20),
        "responsible": council.add(Stakeholder, name="Tekniska"),
        "follow_up_on": date(2026, 12, 14),
        "stage": "ongoing",
        "status": "yellow",
        "districts": [council.district("Vallby")],
    }
    council.add(Measure, **(usual | values))


def test_the_six_columns_stand_in_bras_order(council: Council) -> None:
    a_plan(council)
    text = shown(council).partition("Orsaker och åtgärder")[2]
    assert in_order(text, "Orsak Åtgärd Operativa mål När Vem Uppföljning", "2.1", "Trasiga")
    assert in_order(text, "Nya lampor", "Sex lampor", "aug 2026–jan", "Tekniska", "Gul:", "nästa 14 dec 2026")


def test_all_problems_stand_in_one_table_of_six_columns(council: Council) -> None:
    a_plan(council)
    other = council.add(Problem, title="Buller", number=3)
    council.add(Cause, title="Mopeder", problem=other, number=1)
    text = shown(council).partition("Orsaker och åtgärder")[2].partition("Från problem")[0]
    assert text.count("Operativa mål") == 1
    assert in_order(text, "2 Mörka stråk", "2.1", "Nya lampor", "2.2", "3 Buller", "3.1")


def test_a_cause_of_several_measures_is_told_beside_each(council: Council) -> None:
    a_plan(council)
    [cause] = [each for each in council.workspace.records(Cause) if each.number == 1]
    council.add(Measure, title="Tätare rundor", cause=cause.id, stage="decided")
    text = shown(council).partition("Orsaker och åtgärder")[2].partition("Från problem")[0]
    assert len(re.findall(r"2\.1 +Trasiga", text)) == 2


def test_the_plan_lies_on_its_long_side(council: Council) -> None:
    a_plan(council)
    with pymupdf.open(stream=made(council).pdf) as document:
        assert all(page.rect.width > page.rect.height for page in document)


def test_a_cause_without_a_measure_stays_in_sight(council: Council) -> None:
    a_plan(council)
    text = shown(council)
    assert "1 problem, 2 orsaker, 1 åtgärd, 1 orsak utan åtgärd" in text
    assert "Ingen åtgärd ännu." in text


def test_a_measure_that_nobody_followed_up_is_told_in_words(council: Council) -> None:
    a_plan(council, follow_up_on=date(2026, 10, 1))
    text = shown(council)
    assert "uppföljning saknas" in text
    assert "skulle ske 1 okt 2026" in text


def test_a_measure_that_was_given_up_is_counted_and_not_shown(council: Council) -> None:
    a_plan(council, stage="dropped")
    text = shown(council)
    assert "1 åtgärd som har lagts ned" in text
    assert "Nya lampor" not in text


def test_the_chain_goes_from_problem_to_follow_up(council: Council) -> None:
    a_plan(council)
    [measure] = council.workspace.records(Measure)
    council.add(FollowUp, text="Fyra lampor bytta", measure=measure.id, on=date(2026, 11, 1))
    text = shown(council).partition("Från problem till uppföljning")[2]
    for words in ("Mörka stråk", "Trasiga lampor", "Nya lampor", "Vallby", "Fyra lampor", "1 nov 2026"):
        assert words in text
    assert "Beslut saknas" in text and "Åtgärd saknas" in text


def test_a_plan_of_an_earlier_day_tells_what_was_known_then(council: Council) -> None:
    a_plan(council)
    [measure] = council.workspace.records(Measure)
    council.add(FollowUp, text="Tre lampor bytta", measure=measure.id, on=date(2026, 9, 1))
    council.add(FollowUp, text="Fyra lampor bytta", measure=measure.id, on=date(2026, 11, 5))
    then = shown(council, today=date(2026, 10, 1))
    assert "Tre lampor" in then and "Fyra lampor" not in then
    assert "Fyra lampor" in shown(council)


def test_what_hangs_on_no_problem_is_told_last(council: Council) -> None:
    a_plan(council)
    council.add(Measure, title="Lös åtgärd")
    text = shown(council).partition("Orsaker och åtgärder")[2]
    assert in_order(text, "Mörka stråk", "Utan problem", "Ingen orsak är angiven.", "Lös åtgärd")


def test_goals_stand_under_the_programmes_effects(council: Council) -> None:
    indicator = an_indicator(council)
    a_figure(council, indicator, None, "2025", value=65, n=900)
    effect = council.add(Goal, title="Alla rör sig fritt", level="programme")
    council.add(
        Goal, title="Fler trygga", level="council", parent=effect, indicator=indicator, baseline=60, target=70
    )
    text = shown(council)
    assert in_order(
        text, "Målen och hur långt", "Alla rör sig fritt", "Fler trygga", "50 %", "60 → 65 %, mål 70 %"
    )


def test_a_goal_tells_what_its_figures_count(council: Council) -> None:
    indicator = an_indicator(council, "Skador på skolor", measured="count", unit="skador")
    council.add(Goal, title="Skolorna är hela", level="council", indicator=indicator, target=2)
    assert in_order(shown(council), "Skolorna är hela", "mål 2 skador")


def test_a_promise_to_citizens_is_reviewed_after_six_months(council: Council) -> None:
    a_plan(council, citizen_promise=True, promise="Vi byter lamporna", promised_on=date(2026, 5, 15))
    text = shown(council).partition("Medborgarlöften")[2]
    assert in_order(text, "Vi byter lamporna", "15 maj 2026", "15 nov 2026", "försenad")


def test_a_pilot_has_its_stop_rule_or_says_that_it_has_none(council: Council) -> None:
    a_plan(council, pilot=True, hypothesis="Om ljus, så fler", judged_on=date(2026, 11, 1))
    text = shown(council).partition("Prövningar")[2]
    assert in_order(
        text, "Om ljus, så fler", "Ingen stoppregel är beskriven.", "skulle ha bedömts 1 nov 2026"
    )
    [measure] = council.workspace.records(Measure)
    assert measure.id is not None
    council.change(measure.id, stop_rule="Färre än tio", pilot_decision="scale")
    assert "Färre än tio" in shown(council)


def test_the_picture_that_it_rests_on_is_named(council: Council) -> None:
    a_picture(council)
    assert "Grundas på Lägesbilden 2025, beslutad 5 feb 2026" in shown(council)


@pytest.mark.parametrize(("protection", "audience"), HIDDEN)
def test_what_an_audience_may_not_see_is_nowhere_in_the_file(
    council: Council, protection: dict[str, Any], audience: Audience
) -> None:
    planted = Planted.in_year(council, **protection)
    pdf = made(council, audience=audience).pdf
    assert planted.leaked(pdf) == []
    text = reading_back.text(pdf)
    assert "Öppen åtgärd" in text
    assert "har inte kommit än" not in text


def test_the_leaders_see_what_was_planted(council: Council) -> None:
    planted = Planted.in_year(council, protection="protected", ground="OSL 18:2")
    found = set(planted.leaked(made(council, audience=Audience.LEADERS).pdf))
    assert {
        "problem.title",
        "cause.title",
        "measure.title",
        "measure.operational_goals",
        "measure.promise",
        "measure.stop_rule",
        "goal.title",
        "stakeholder.name",
        "decision.title",
        "follow-up.text",
    } <= found
    assert "measure.notes" not in found


def test_the_public_is_not_told_that_something_is_missing_which_it_may_not_see(council: Council) -> None:
    a_plan(council, follow_up_on=date(2026, 10, 1))
    for kind in (Problem, Cause, Measure):
        for record in council.workspace.records(kind):
            assert record.id is not None
            council.change(record.id, protection="open")
    text = shown(council, audience=Audience.PUBLIC)
    assert "Nya lampor" in text
    assert "saknas" not in text and "Ingen åtgärd" not in text and "utan åtgärd" not in text


def test_a_plan_that_may_tell_no_cause_has_no_column_for_them(council: Council) -> None:
    a_plan(council, protection="open")
    text = shown(council, audience=Audience.PUBLIC)
    assert "Åtgärd Operativa mål När Vem Uppföljning Nya lampor" in text
    assert "Orsak" not in text


def test_a_decision_is_not_told_by_a_confidential_link(council: Council) -> None:
    a_plan(council)
    [measure] = council.workspace.records(Measure)
    decision = council.decision("Rådet ställer sig bakom")
    assert measure.id is not None
    council.link(measure.id, decision)
    assert "Rådet ställer" in shown(council)
    [link] = [each for each in council.workspace.records(Link) if each.role == "related"]
    assert link.id is not None
    council.change(link.id, protection="protected")
    assert "Rådet ställer" not in shown(council)


def test_an_empty_plan_says_so(council: Council) -> None:
    result = made(council)
    assert result.pages == 1
    assert "inga problem och inga åtgärder" in reading_back.text(result.pdf)


def test_the_same_data_gives_the_same_bytes(council: Council) -> None:
    a_plan(council, citizen_promise=True, pilot=True)
    one, two = (hashlib.sha256(made(council).pdf).hexdigest() for _time in range(2))
    assert one == two


def test_extremes_stay_within_the_page(council: Council) -> None:
    for n in range(12):
        problem = council.add(Problem, title=f"Problem {n} " + "y" * 200, number=n)
        cause = council.add(Cause, title="å" * 200, problem=problem, number=n)
        council.add(Measure, title="Ö" * 200, cause=cause, operational_goals="mål " * 600, stage="ongoing")
    pdf = made(council, language="en").pdf
    assert LYING.wide - RIGHT - 100 < reading_back.rightmost_text(pdf) <= LYING.wide - RIGHT + 3
    assert reading_back.lowest_text(pdf) < LYING.high - BOTTOM + 3


def test_the_maker_is_told_that_the_audience_may_see_nothing_of_the_plan(council: Council) -> None:
    a_plan(council)
    told = ("Mottagaren får inte se något av problemen eller någon av åtgärderna.",)
    assert (made(council).warnings, made(council, audience=Audience.PUBLIC).warnings) == ((), told)
