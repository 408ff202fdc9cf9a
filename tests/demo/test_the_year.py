"""The demo council's year: pictures, problems, goals, measures and figures that hang together."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.demo.conftest import TODAY, CouncilOf
from tests.demo.test_council import OTHER_DAYS
from trygg_desktop.domain.agenda import CARRIED
from trygg_desktop.domain.council import AgendaItem
from trygg_desktop.domain.districts import District, Level
from trygg_desktop.domain.figures import Indicator, Mark, Measurement
from trygg_desktop.domain.follow_up import Evaluation, FollowUp
from trygg_desktop.domain.goals import Goal, GoalLevel
from trygg_desktop.domain.measures import Light, Measure, Stage, is_over
from trygg_desktop.domain.pictures import PicturePart, PictureSignature, PictureStatus, SituationPicture
from trygg_desktop.domain.problems import Cause, Problem, weight
from trygg_desktop.domain.remarks_of_the_year import since_signed, without_causes
from trygg_desktop.domain.signing import Standing, message_of, standing
from trygg_desktop.insight.following_up import returning
from trygg_desktop.insight.meetings import next_meeting
from trygg_desktop.insight.signatures import sides_of, wording
from trygg_desktop.insight.year import What, year_marks
from trygg_desktop.workspace import Workspace
from trygg_desktop.workspace.memory import DEMO_KEYS


@pytest.mark.parametrize(
    ("kind", "count"),
    [(SituationPicture, 2), (Problem, 8), (Measure, 15), (FollowUp, 15), (Evaluation, 2)],
)
def test_there_is_as_much_as_promised(demo: Workspace, kind: type, count: int) -> None:
    assert demo.count(kind) == count


def pictures(council: Workspace) -> dict[str | None, SituationPicture]:
    return {picture.status: picture for picture in council.records(SituationPicture)}


def parts(council: Workspace, picture: SituationPicture) -> list[PicturePart]:
    return [part for part in council.records(PicturePart) if part.picture == picture.id]


def test_one_picture_is_decided_and_the_next_is_in_work(demo: Workspace) -> None:
    both = pictures(demo)
    assert both.keys() == {PictureStatus.DECIDED, PictureStatus.IN_WORK}
    assert both[PictureStatus.IN_WORK].previous == both[PictureStatus.DECIDED].id
    assert all(len(parts(demo, picture)) >= 5 for picture in both.values())


@pytest.mark.parametrize("today", [TODAY, *OTHER_DAYS])
def test_the_decided_picture_is_signed_by_both_sides_as_it_stands(council_of: CouncilOf, today: date) -> None:
    council = council_of(today)
    decided = pictures(council)[PictureStatus.DECIDED]
    signatures = council.records(PictureSignature)
    assert {one.side for one in signatures} == {"municipality", "police"}
    written = parts(council, decided)
    assert all(standing(one, decided, written) is Standing.CURRENT for one in signatures)
    assert since_signed(decided, written, signatures) == []


def test_the_signatures_are_made_with_the_keys_they_name(demo: Workspace) -> None:
    for one in demo.records(PictureSignature):
        message = message_of(one)
        assert message is not None and one.signing_key and one.signature
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(one.signing_key))
        key.verify(bytes.fromhex(one.signature), message)


def test_the_demo_council_knows_its_own_leaders_and_no_real_one_does(
    demo: Workspace, workspace: Workspace
) -> None:
    decided = pictures(demo)[PictureStatus.DECIDED]
    assert decided.id is not None
    assert all(side.applies for side in sides_of(demo, wording(demo, decided.id)))
    workspace.remember(DEMO_KEYS, demo.recall(DEMO_KEYS))
    assert workspace.demo_keys == {}


def test_every_problem_but_the_newest_has_causes_and_weighs_something(demo: Workspace) -> None:
    causes = demo.records(Cause)
    without = [
        problem.number
        for problem in demo.records(Problem)
        if without_causes(cause for cause in causes if cause.problem == problem.id)
    ]
    assert without == [8]
    assert all(weight(problem) for problem in demo.records(Problem))


def test_causes_are_numbered_from_one_under_their_problem(demo: Workspace) -> None:
    numbers: dict[object, list[int | None]] = {}
    for cause in demo.records(Cause):
        numbers.setdefault(cause.problem, []).append(cause.number)
    assert all(sorted(found, key=int) == [*range(1, len(found) + 1)] for found in numbers.values())


def test_only_the_empty_premises_lack_a_measure(demo: Workspace) -> None:
    met = {measure.cause for measure in demo.records(Measure)}
    assert [cause.title for cause in demo.records(Cause) if cause.id not in met] == [
        "Tomma lokaler i Bäckby centrum"
    ]


def test_two_measures_are_pilots_and_one_of_them_has_been_judged(demo: Workspace) -> None:
    pilots = [measure for measure in demo.records(Measure) if measure.pilot]
    assert sorted(measure.pilot_decision or "" for measure in pilots) == ["", "change"]
    assert all(measure.hypothesis and measure.stop_rule for measure in pilots)


def test_three_promises_to_citizens_stand_and_one_is_not_kept(demo: Workspace) -> None:
    promises = [measure for measure in demo.records(Measure) if measure.citizen_promise]
    assert Counter(measure.status for measure in promises) == {Light.GREEN: 2, Light.RED: 1}


def test_what_is_under_way_has_been_followed_up(demo: Workspace) -> None:
    looked_at = {follow_up.measure for follow_up in demo.records(FollowUp)}
    begun = [one for one in demo.records(Measure) if one.stage == Stage.ONGOING or is_over(one)]
    assert [measure.title for measure in begun if measure.id not in looked_at] == []


def test_goals_hang_in_a_tree_under_the_effects_of_the_programme(demo: Workspace) -> None:
    goals = {goal.id: goal for goal in demo.records(Goal)}
    roots = [goal for goal in goals.values() if goal.parent is None]
    assert roots and all(goal.level == GoalLevel.PROGRAMME for goal in roots)
    assert all(goal.parent in goals for goal in goals.values() if goal.parent is not None)


@pytest.mark.parametrize("today", [TODAY, *OTHER_DAYS])
def test_every_area_has_three_years_of_figures_that_have_been_published(
    council_of: CouncilOf, today: date
) -> None:
    council = council_of(today)
    years: dict[object, set[int]] = {}
    for figure in council.records(Measurement):
        assert figure.from_on is not None and figure.to_on is not None
        assert figure.to_on < today
        years.setdefault(figure.district, set()).add(figure.from_on.year)
    areas = [area.id for area in council.records(District) if area.level == Level.AREA]
    assert all(len(years[place]) >= 3 for place in [*areas, None])


def test_suppressed_missing_and_zero_all_occur(demo: Workspace) -> None:
    figures = demo.records(Measurement)
    marks = Counter(figure.mark for figure in figures)
    assert marks[Mark.SUPPRESSED] > 10 and marks[Mark.MISSING] >= 1
    assert any(figure.value == 0 for figure in figures)
    assert all((figure.value is None) == bool(figure.mark) for figure in figures)


def test_every_figure_names_its_source_and_survey_figures_their_number_of_answers(demo: Workspace) -> None:
    surveys = {one.id for one in demo.records(Indicator) if one.source == "Trygghetsmätningen"}
    for figure in demo.records(Measurement):
        assert figure.source and figure.page
        assert figure.n is not None or figure.indicator not in surveys


def test_the_figures_are_those_that_the_agenda_tells_of(demo: Workspace) -> None:
    names = {one.id: one.name for one in demo.records(Indicator)}
    places = {one.id: one.name for one in demo.records(District)}
    latest = {
        (names[figure.indicator], places.get(figure.district)): (figure.value, figure.n)
        for figure in sorted(demo.records(Measurement), key=lambda one: str(one.from_on))
        if figure.indicator is not None
    }
    assert latest["Känner sig trygga ute sena kvällar", "Bäckby"] == (58, 214)
    assert latest["Känner sig trygga ute sena kvällar", None][0] == 71
    assert latest["Anser att polisen bryr sig om problemen", "Bäckby"][0] == 41


def test_the_municipality_for_comparison_is_no_district_of_the_city(demo: Workspace) -> None:
    (other,) = [one for one in demo.records(District) if one.level == Level.MUNICIPALITY]
    assert other.tile_column is None and other.parent is None
    assert any(figure.district == other.id for figure in demo.records(Measurement))


@pytest.mark.parametrize("name", CARRIED)
def test_the_agendas_show_that_an_item_can_be_about_each_kind(demo: Workspace, name: str) -> None:
    about = {getattr(item, name) for item in demo.records(AgendaItem)} - {None}
    assert about and about <= demo.titles(about).keys()


@pytest.mark.parametrize("today", [TODAY, *OTHER_DAYS])
def test_the_next_meeting_has_a_measure_to_follow_up(council_of: CouncilOf, today: date) -> None:
    council = council_of(today)
    ahead = next_meeting(council, today)
    assert ahead is not None and [each.on for each in returning(council, ahead)] == [ahead.held_on]


def test_the_wheel_holds_every_sort_of_mark(demo: Workspace) -> None:
    marks = year_marks(demo, date.min, date.max, today=TODAY)
    assert {mark.what for mark in marks} == set(What)
