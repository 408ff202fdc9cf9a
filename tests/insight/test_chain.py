"""The chain from problem to follow-up: whole where it is whole, and told where it is broken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.insight.council import TODAY, add, at, district
from tests.insight.year import year_workspace
from trygg_desktop.domain.council import Decision, Meeting
from trygg_desktop.domain.districts import District, Level
from trygg_desktop.domain.events import Event
from trygg_desktop.domain.figures import Better, Indicator, Measured, Measurement
from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.links import Link, ends
from trygg_desktop.domain.measures import Measure, Stage
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.presence import PresenceSession
from trygg_desktop.domain.problems import Cause, Extent, Problem, ProblemStatus, Severity, Trend
from trygg_desktop.domain.record import Audience
from trygg_desktop.insight.chain import Step, chains
from trygg_desktop.insight.effect_words import events_in_words, indicator_in_words
from trygg_desktop.insight.effects import effect_on_events, effect_on_indicator, windows
from trygg_desktop.insight.following_up import returning
from trygg_desktop.insight.needs import needs
from trygg_desktop.workspace import Workspace

BACKBY, RABY = district("backby"), district("raby")
GRAVE = {"severity": Severity.GRAVE, "extent": Extent.WIDESPREAD, "trend": Trend.RISING}
OPEN = {"protection": "open"}
MINOR = {"severity": Severity.MINOR, "extent": Extent.SINGLE, "trend": Trend.FALLING}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with year_workspace(tmp_path) as made:
        yield made


def gaps(workspace: Workspace) -> list[tuple[Step, str]]:
    """What is missing, and after what."""
    return [(gap.missing, gap.title) for chain in chains(workspace, TODAY) for gap in chain.broken]


def test_a_whole_chain_is_not_broken(workspace: Workspace) -> None:
    problem = add(workspace, Problem, title="Oro", number=1)
    cause = add(workspace, Cause, title="Mörkt", problem=problem, number=1)
    decision = add(workspace, Decision, title="Lampor")
    measure = add(
        workspace,
        Measure,
        title="Lampor",
        cause=cause,
        decision=decision,
        districts=[BACKBY],
        stage=Stage.ONGOING,
    )
    follow_up = add(workspace, FollowUp, text="Satta", measure=measure, on=date(2026, 9, 1))
    [chain] = chains(workspace, TODAY)
    assert chain.broken == ()
    [path] = chain.paths
    assert (path.cause, path.measure, path.districts) == (cause, measure, (BACKBY,))
    assert (path.decision, path.follow_up, path.followed_up_on) == (decision, follow_up, date(2026, 9, 1))


def test_every_missing_link_is_told(workspace: Workspace) -> None:
    add(workspace, Problem, title="Utan orsak")
    problem = add(workspace, Problem, title="Oro", **GRAVE)
    add(workspace, Cause, title="Utan åtgärd", problem=problem, number=1)
    cause = add(workspace, Cause, title="Mörkt", problem=problem, number=2)
    add(workspace, Measure, title="Lampor", cause=cause, stage=Stage.ONGOING)
    assert gaps(workspace) == [
        (Step.MEASURE, "Utan åtgärd"),
        (Step.DISTRICT, "Lampor"),
        (Step.DECISION, "Lampor"),
        (Step.FOLLOW_UP, "Lampor"),
        (Step.CAUSE, "Utan orsak"),
    ]


def test_what_hangs_on_nothing_is_told_last(workspace: Workspace) -> None:
    add(workspace, Cause, title="Lös orsak")
    add(workspace, Measure, title="Lös åtgärd", districts=[BACKBY], stage=Stage.PROPOSED)
    [rest] = chains(workspace, TODAY)
    assert rest.problem is None
    assert [(gap.missing, gap.title) for gap in rest.broken] == [
        (Step.PROBLEM, "Lös orsak"),
        (Step.CAUSE, "Lös åtgärd"),
        (Step.DECISION, "Lös åtgärd"),
    ]


def test_a_day_for_follow_up_that_passed_breaks_the_chain(workspace: Workspace) -> None:
    problem = add(workspace, Problem, title="Oro")
    cause = add(workspace, Cause, title="Mörkt", problem=problem)
    decision = add(workspace, Decision, title="Lampor")
    facts = {"cause": cause, "decision": decision, "districts": [BACKBY], "stage": Stage.ONGOING}
    measure = add(workspace, Measure, title="Lampor", follow_up_on=date(2026, 10, 1), **facts)
    add(workspace, Measure, title="Senare", follow_up_on=date(2027, 1, 1), **facts)
    add(workspace, FollowUp, text="Tidig", measure=measure, on=date(2026, 3, 1))
    assert gaps(workspace) == [(Step.FOLLOW_UP, "Lampor")]
    add(workspace, FollowUp, text="I tid", measure=measure, on=date(2026, 10, 2))
    assert gaps(workspace) == []


def test_a_late_follow_up_is_told_also_under_a_cause_of_no_problem(workspace: Workspace) -> None:
    cause = add(workspace, Cause, title="Mörkt")
    late = {"follow_up_on": date(2026, 10, 1), "stage": Stage.ONGOING}
    add(workspace, Measure, title="Lampor", cause=cause, districts=[BACKBY], **late)
    assert (Step.FOLLOW_UP, "Lampor") in gaps(workspace)


def test_a_solved_problem_needs_no_new_measure(workspace: Workspace) -> None:
    add(workspace, Problem, title="Löst", status=ProblemStatus.SOLVED)
    add(workspace, Measure, title="Struken", stage=Stage.DROPPED)
    assert gaps(workspace) == []


def test_a_decision_linked_by_hand_counts(workspace: Workspace) -> None:
    problem = add(workspace, Problem, title="Oro")
    cause = add(workspace, Cause, title="Mörkt", problem=problem)
    decision = add(workspace, Decision, title="Lampor")
    measure = add(workspace, Measure, title="Lampor", cause=cause, districts=[BACKBY])
    with workspace.transaction("Test") as tx:
        tx.link(decision, "related", measure)
    assert chains(workspace, TODAY)[0].paths[0].decision == decision


@pytest.mark.parametrize("hidden", [{"protection": "protected"}, {"draft": True}])
@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.COUNCIL])
def test_a_decision_is_not_told_by_a_link_that_may_not_be_told_of(
    workspace: Workspace, hidden: dict[str, Any], audience: Audience
) -> None:
    cause = add(workspace, Cause, title="Mörkt", problem=add(workspace, Problem, title="Oro", **OPEN), **OPEN)
    facts = {"cause": cause, "follow_up_on": date(2026, 10, 1), "stage": Stage.ONGOING}
    measure = add(workspace, Measure, title="Lampor", **facts, **OPEN)
    meeting = add(workspace, Meeting, title="Råd", held_on=date(2026, 12, 3), **OPEN)
    decision = add(workspace, Decision, title="Lampor", **OPEN)
    first, second = ends(decision, measure, "related")
    add(workspace, Link, from_id=first, to_id=second, role="related", **hidden)
    december = workspace.get(meeting)
    assert isinstance(december, Meeting)
    assert chains(workspace, TODAY, audience=audience)[0].paths[0].decision is None
    assert returning(workspace, december, audience=audience) == []
    assert [each.decision for each in returning(workspace, december)] == [decision]
    assert chains(workspace, TODAY)[0].paths[0].decision == decision


def test_areas_stand_in_the_order_of_what_weighs_on_them(workspace: Workspace) -> None:
    add(workspace, Problem, title="Oro", districts=[BACKBY], **GRAVE)
    add(workspace, Problem, title="Skräp", districts=[RABY, BACKBY], **MINOR)
    add(workspace, Problem, title="Ovägt", districts=[RABY])
    measure = add(workspace, Measure, title="Lampor", districts=[RABY], stage=Stage.ONGOING)
    add(workspace, PresenceSession, text="Kväll", district=BACKBY, started=at(2026, 11, 1))
    first, second, *_rest = needs(workspace, TODAY)
    assert (first.district, first.weight, first.unanswered, first.sessions, first.weeks) == (
        BACKBY,
        28,
        True,
        1,
        3,
    )
    assert (second.district, second.weight, second.unweighed, second.measures) == (RABY, 1, 1, (measure,))


def test_an_indicator_tells_where_it_is_worst(workspace: Workspace) -> None:
    indicator = add(workspace, Indicator, name="Trygga", measured=Measured.SHARE, better=Better.HIGHER)
    for area, value in ((BACKBY, 61.0), (RABY, 55.0)):
        add(workspace, Measurement, indicator=indicator, district=area, period="2025", value=value, n=90)
    found = needs(workspace, TODAY, indicator=indicator)
    assert [(need.district, need.latest and need.latest.value) for need in found[:3]] == [
        (RABY, 55.0),
        (BACKBY, 61.0),
        (found[2].district, None),
    ]


def test_before_and_after_are_equally_long() -> None:
    assert windows(date(2025, 3, 1), None, TODAY) == (
        Period(date(2024, 3, 1), date(2025, 2, 28)),
        Period(date(2025, 3, 1), date(2026, 2, 28)),
    )
    half = windows(date(2026, 11, 1), None, TODAY)
    assert half == (Period(date(2026, 10, 10), date(2026, 10, 31)), Period(date(2026, 11, 1), TODAY))
    assert windows(date(2027, 1, 1), None, TODAY) is None


def test_events_before_and_after_a_measure_are_compared_with_another_area(workspace: Workspace) -> None:
    number = iter(range(100))
    for place, before, after in ((BACKBY, 6, 2), (RABY, 4, 4)):
        for month, times in ((1, before), (9, after)):
            for _time in range(times):
                add(
                    workspace, Event, name="Brand", event_type="Brand", source_id=str(next(number)),
                    happened=at(2025 if month == 9 else 2024, month, 5), district=place,
                )  # fmt: skip
    measure = add(workspace, Measure, title="Lampor", districts=[BACKBY], from_on=date(2025, 1, 1))
    found = effect_on_events(workspace, measure, TODAY, comparison=[RABY])
    assert found is not None and found.effect is not None
    assert (found.effect.difference, found.effect.ratio, found.effect.cautious) == (
        -4,
        pytest.approx(1 / 3),
        True,
    )

    told = events_in_words(workspace, measure, TODAY, comparison=[RABY])
    assert told.startswith(
        "Polisens händelser i åtgärdens områden: 2 från 1 jan 2025 till 31 dec 2025, 6 under lika"
    )
    assert "I Råby: 4, och 4 före. Det är 4 färre än jämförelseområdet ger anledning att vänta." in told
    assert "slumpen" in told and "kunde inte placeras" in told
    assert events_in_words(workspace, add(workspace, Measure, title="Ny"), TODAY) == ""
    early = add(workspace, Measure, title="Kameror", districts=[BACKBY], from_on=date(2024, 1, 1))
    assert "Händelser är kända från 5 jan 2024, så tiden före är inte hel." in events_in_words(
        workspace, early, TODAY
    )


def test_events_in_a_part_of_a_district_are_events_in_it(workspace: Workspace) -> None:
    part = add(workspace, District, name="Skogsbo", slug="skogsbo", level=Level.SUB_AREA, parent=BACKBY)
    for n, place in enumerate((BACKBY, part, part, RABY)):
        add(workspace, Event, name="Brand", event_type="Brand", source_id=str(n), happened=at(2025, 9, 5),
            district=place)  # fmt: skip
    measure = add(workspace, Measure, title="Lampor", districts=[BACKBY], from_on=date(2025, 1, 1))
    found = effect_on_events(workspace, measure, TODAY, comparison=[RABY])
    assert found is not None and found.effect is not None and found.effect.comparison is not None
    assert (found.effect.treated.after, found.effect.comparison.after) == (3, 1)


def test_a_withheld_month_leaves_no_count(workspace: Workspace) -> None:
    indicator = add(workspace, Indicator, name="Rån", measured=Measured.COUNT)
    for period, value in (("2024", 40.0), ("2025", 30.0)):
        add(workspace, Measurement, indicator=indicator, district=BACKBY, period=period, value=value)
    add(workspace, Measurement, indicator=indicator, district=RABY, period="2024", value=12.0)
    measure = add(workspace, Measure, title="Lampor", districts=[BACKBY], from_on=date(2025, 1, 1))
    alone = effect_on_indicator(workspace, measure, indicator, TODAY)
    assert alone is not None and alone.effect is not None and alone.effect.ratio == pytest.approx(0.75)
    compared = effect_on_indicator(workspace, measure, indicator, TODAY, comparison=[RABY])
    assert compared is not None and compared.effect is not None and compared.effect.comparison is None
    both = add(workspace, Measure, title="Kameror", districts=[BACKBY, RABY], from_on=date(2025, 1, 1))
    assert effect_on_indicator(workspace, both, indicator, TODAY) is None


def test_the_month_a_measure_began_in_counts_on_neither_side(workspace: Workspace) -> None:
    indicator = add(workspace, Indicator, name="Klotter", measured=Measured.COUNT)
    for n in range(36):
        period = f"{2023 + n // 12}-{n % 12 + 1:02}"
        value = 1000.0 if period == "2024-03" else 10.0 if period < "2024-03" else 5.0
        for place in (BACKBY, RABY):
            add(workspace, Measurement, indicator=indicator, district=place, period=period, value=value)
    measure = add(workspace, Measure, title="Sanering", districts=[BACKBY], from_on=date(2024, 3, 15))
    found = effect_on_indicator(workspace, measure, indicator, TODAY)
    assert found is not None and found.effect is not None
    assert (found.effect.treated.before, found.effect.treated.after) == (120, 60)
    assert found.after == Period(date(2024, 4, 1), date(2025, 3, 31))
    assert indicator_in_words(workspace, measure, indicator, TODAY, comparison=[RABY]) == (
        "Klotter: 60 från 1 apr 2024 till 31 mars 2025, 120 från 1 mars 2023 till 29 feb 2024. I Råby: 60, och 120 "
        "före. Det är ingen skillnad."
    )
    assert effect_on_indicator(workspace, measure, indicator, date(2025, 3, 30)) is None, (
        "not a whole year yet"
    )
    share = add(workspace, Indicator, name="Trygga", measured=Measured.SHARE)
    assert indicator_in_words(workspace, measure, share, TODAY) == ""
