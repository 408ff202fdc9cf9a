"""The kinds of the council's year work in a real workspace as every other kind does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.support import new_workspace
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.domain.figures import WHOLE_CITY, Indicator, Mark, Measurement, is_small
from trygg_desktop.domain.follow_up import Evaluation, FollowUp, net_change
from trygg_desktop.domain.goals import Goal, lacking_letters, progress
from trygg_desktop.domain.kinds import KINDS
from trygg_desktop.domain.measures import Measure, promise_review
from trygg_desktop.domain.pictures import PicturePart, PictureSignature, SituationPicture
from trygg_desktop.domain.problems import HEAVIEST, Cause, Problem, numbered, weight
from trygg_desktop.domain.record import Record
from trygg_desktop.workspace import Workspace

YEAR: tuple[type[Record], ...] = (
    Indicator,
    Measurement,
    SituationPicture,
    PicturePart,
    PictureSignature,
    Problem,
    Cause,
    Goal,
    Measure,
    FollowUp,
    Evaluation,
)
SAMPLES: dict[FieldKind, Any] = {
    FieldKind.BOOL: True,
    FieldKind.INTEGER: 7,
    FieldKind.NUMBER: 7.5,
    FieldKind.DATE: date(2026, 5, 4),
    FieldKind.DATETIME: datetime(2026, 5, 4, 11, 30, tzinfo=UTC),
    FieldKind.URL: "https://example.se/",
}


def every_kind() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("kind", YEAR, ids=lambda kind: str(kind.about.name))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    kinds = {kind.about.name: kind for kind in (*KINDS, *YEAR)}
    with new_workspace(tmp_path_factory.mktemp("year"), kinds=tuple(kinds.values())) as made:
        yield made


def sample(field: Field) -> Any:
    if field.kind is FieldKind.REFERENCE:
        return uuid4()
    if field.kind is FieldKind.REFERENCES:
        return (uuid4(),)
    if field.options is not None:
        return next(iter(field.options)).value
    return SAMPLES.get(field.kind, f"Lyktstolpe {uuid4().hex}")


def filled(kind: type[Record]) -> dict[str, Any]:
    """A value for every field of its own."""
    common = {"protection", "ground", "marked_on", "marked_by", "review_on", "draft"}
    return {name: sample(field) for name, field in kind.fields().items() if name not in common}


def create(workspace: Workspace, kind: type[Record], **values: Any) -> UUID:
    with workspace.transaction("Test") as tx:
        return tx.create(kind, **values)


@every_kind()
def test_everything_that_is_written_is_read_back(workspace: Workspace, kind: type[Record]) -> None:
    values = filled(kind)
    record = workspace.get(create(workspace, kind, **values))
    assert {name: getattr(record, name) for name in values} == values


@every_kind()
def test_a_list_holds_its_columns(workspace: Workspace, kind: type[Record]) -> None:
    values = filled(kind)
    id = create(workspace, kind, **values)
    columns = [field.name for field in kind.fields().values() if field.listed]
    row = next(row for row in workspace.rows(kind, columns) if row[0] == id)
    assert dict(zip(columns, row[1:], strict=True)) == {name: values[name] for name in columns}


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        (Indicator, "definition"),
        (SituationPicture, "analysis"),
        (PicturePart, "analysis"),
        (Problem, "consequences"),
        (Cause, "event_chain"),
        (Goal, "realistic"),
        (Measure, "hypothesis"),
        (FollowUp, "deviation"),
        (Evaluation, "lessons"),
    ],
)
def test_it_is_found_by_what_it_says(workspace: Workspace, kind: type[Record], field: str) -> None:
    values = filled(kind) | {field: f"Vid {kind.about.name} syntes en pärlemorfjäril"}
    id = create(workspace, kind, **values)
    assert id in {hit.id for hit in workspace.search("pärlemorfjäril", kind=kind.about.name)}


@every_kind()
def test_a_change_is_in_its_history_and_can_be_undone(workspace: Workspace, kind: type[Record]) -> None:
    values = filled(kind)
    id = create(workspace, kind, **values)
    with workspace.transaction("Mark for review") as tx:
        tx.change(id, review_on=date(2027, 1, 7))
    assert workspace.history(id)[0].field == "review_on"
    workspace.undo()
    assert workspace.get(id).review_on is None
    workspace.undo()
    assert workspace.find(id) is None


@every_kind()
def test_a_form_has_a_label_and_a_section_for_each_field(kind: type[Record]) -> None:
    for field in kind.fields().values():
        assert field.title
        assert field.section or kind.about.side_kind


def test_an_indicator_is_the_same_whatever_its_case_and_blanks() -> None:
    assert Indicator.natural_id({"name": "Anmälda brott"}) == Indicator.natural_id(
        {"name": " anmälda  BROTT"}
    )
    assert Indicator.natural_id({"name": "Anmälda brott"}) != Indicator.natural_id(
        {"name": "Anmälda stölder"}
    )
    assert Indicator.natural_id({"name": " "}) is None


def key(**other: Any) -> UUID | None:
    indicator = UUID(int=1)
    return Measurement.natural_id({"indicator": indicator, "period": "2025 kv 1", "source": "Brå"} | other)


@pytest.mark.parametrize("same", [{"period": "2025K1"}, {"source": " brå"}, {"district": None}])
def test_a_measurement_is_the_same_however_it_is_written(same: dict[str, Any]) -> None:
    assert key(**same) == key()


@pytest.mark.parametrize(
    "other",
    [{"period": "2025 kv 2"}, {"source": "SCB"}, {"district": UUID(int=2)}, {"indicator": UUID(int=3)}],
)
def test_another_period_place_source_or_indicator_is_another_measurement(other: dict[str, Any]) -> None:
    assert key(**other) not in (None, key())


def test_a_measurement_without_a_period_has_an_id_of_its_own() -> None:
    assert key(period=None) is None


def test_the_whole_city_is_no_district_by_accident() -> None:
    assert District.natural_id({"slug": WHOLE_CITY}) is not None
    assert key(district=District.natural_id({"slug": WHOLE_CITY})) != key()


def test_the_same_figure_taken_in_twice_is_one_and_a_corrected_one_keeps_its_history(tmp_path: Path) -> None:
    with new_workspace(
        tmp_path, kinds=tuple({kind.about.name: kind for kind in (*KINDS, *YEAR)}.values())
    ) as own:
        indicator = create(own, Indicator, name="Anmälda brott")
        figure = {"indicator": indicator, "period": "2025", "source": "Brå"}
        first = create(own, Measurement, **figure, value=41.0)
        assert create(own, Measurement, **figure, value=44.0) == first
        assert own.count(Measurement) == 1
        record = own.get(first)
        assert (record.value, record.from_on, record.to_on) == (44.0, date(2025, 1, 1), date(2025, 12, 31))
        assert [entry.value for entry in own.history(first) if entry.field == "value"] == [44.0]
        assert own.titles([indicator]) == {indicator: "Anmälda brott"}


def test_suppressed_missing_and_zero_are_kept_apart(workspace: Workspace) -> None:
    ids = [
        create(workspace, Measurement, indicator=uuid4(), period="2025", **values)
        for values in ({"mark": "suppressed"}, {"mark": "missing"}, {"value": 0})
    ]
    kept = [(record.value, record.mark) for record in map(workspace.get, ids)]
    assert kept == [(None, Mark.SUPPRESSED), (None, Mark.MISSING), (0.0, None)]


def test_both_leaders_write_the_same_part_of_a_picture() -> None:
    values = {"picture": UUID(int=1), "district": UUID(int=2)}
    assert PicturePart.natural_id(values) == PicturePart.natural_id(dict(values))
    assert PicturePart.natural_id(values | {"district": UUID(int=3)}) != PicturePart.natural_id(values)


def test_signing_another_wording_makes_another_signature() -> None:
    values = {"picture": UUID(int=1), "side": "police", "hash": "aa"}
    assert PictureSignature.natural_id(values) != PictureSignature.natural_id(values | {"hash": "bb"})


def test_few_answers_are_small_by_the_rule_of_thumb_or_the_indicators_own() -> None:
    assert [is_small(n) for n in (None, 29, 30)] == [False, True, False]
    assert is_small(40, smallest=50)


def test_a_problem_weighs_severity_times_extent_times_trend() -> None:
    assert weight(Problem(severity="grave", extent="widespread", trend="rising")) == HEAVIEST == 27
    assert weight(Problem(severity="serious", extent="recurring", trend="falling")) == 4
    assert weight(Problem(severity="serious", extent="recurring")) is None
    assert weight(Problem(severity="unheard-of", extent="recurring", trend="falling")) is None


def test_a_cause_is_numbered_under_its_problem() -> None:
    assert numbered(Problem(number=2), Cause(number=1)) == "2.1"
    assert numbered(None, Cause(number=1)) == "1"
    assert numbered(Problem(number=2), Cause()) == ""


def test_a_goal_lacks_the_letters_that_nobody_has_written() -> None:
    goal = Goal(title="x", indicator=uuid4(), due=date(2027, 1, 1))
    assert [letter for letter, _field in lacking_letters(goal)] == ["S", "M", "A", "R"]
    assert list(lacking_letters(Goal(title="x", level="programme"))) == []


def test_a_target_of_zero_is_a_target() -> None:
    goal = Goal(title="x", specific="a", indicator=uuid4(), target=0.0, accepted_by="b", realistic="c")
    assert [letter for letter, _field in lacking_letters(goal)] == ["T"]


def test_progress_goes_from_start_to_target_either_way() -> None:
    assert progress(Goal(baseline=40.0, target=20.0), 30.0) == 0.5
    assert progress(Goal(baseline=50.0, target=60.0), 45.0) == -0.5
    assert progress(Goal(baseline=50.0, target=50.0), 50.0) is None
    assert progress(Goal(target=50.0), 50.0) is None


def test_a_promise_is_reviewed_half_a_year_after_it_was_given_or_last_reviewed() -> None:
    promise = Measure(citizen_promise=True, promised_on=date(2026, 8, 31))
    assert promise_review(promise) == date(2027, 2, 28)
    promise.promise_reviewed_on = date(2027, 3, 1)
    assert promise_review(promise) == date(2027, 9, 1)
    promise.promise_review_on = date(2027, 6, 1)
    assert promise_review(promise) == date(2027, 6, 1)
    assert promise_review(Measure(promised_on=date(2026, 8, 31))) is None


def test_the_change_is_net_of_the_change_in_the_comparison_area() -> None:
    compared = Evaluation(before=81.0, after=86.0, comparison_before=84.0, comparison_after=85.0)
    assert net_change(compared) == 4.0
    assert net_change(Evaluation(before=81.0, after=86.0)) is None
