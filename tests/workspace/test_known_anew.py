"""A figure is known by what it says: when that is changed it gets the id that the other laptop would give it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.insight.council import add, at, district
from tests.support import only_workspace
from trygg_desktop.domain.council import Attendance, CouncilMember, Meeting
from trygg_desktop.domain.figures import Indicator, Measurement
from trygg_desktop.domain.pictures import SituationPicture
from trygg_desktop.errors import UserError
from trygg_desktop.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with only_workspace(tmp_path) as made:
        yield made


@pytest.fixture
def figure(workspace: Workspace) -> UUID:
    """The figure of a year, with its place, number of answers and source."""
    indicator = add(workspace, Indicator, name="Trygga")
    return add(
        workspace, Measurement, indicator=indicator, district=district("raby"), period="2024", value=61,
        n=90, source="Mätningen",
    )  # fmt: skip


def change(workspace: Workspace, id: UUID, **values: Any) -> UUID:
    with workspace.transaction("Test") as tx:
        return tx.change(id, **values)


def natural(workspace: Workspace, id: UUID) -> UUID | None:
    """The id that what it says makes."""
    figure = workspace.get(id)
    return Measurement.natural_id({name: getattr(figure, name) for name in Measurement.about.natural_key})


@pytest.mark.parametrize(
    "values", [{"period": "kv 2 2025"}, {"district": None}, {"source": ""}, {"period": "2025", "n": None}]
)
def test_it_is_known_by_what_it_says_now(workspace: Workspace, figure: UUID, values: dict[str, Any]) -> None:
    now = change(workspace, figure, **values)
    assert now != figure and now == natural(workspace, now)
    [kept] = workspace.records(Measurement)
    assert (kept.id, kept.value) == (now, 61)
    assert all((getattr(kept, name) or None) == (value or None) for name, value in values.items())


def test_its_days_follow_the_period(workspace: Workspace, figure: UUID) -> None:
    told = workspace.get(change(workspace, figure, period="2025"))
    assert isinstance(told, Measurement) and told.id is not None
    assert (told.from_on, told.to_on) == (date(2025, 1, 1), date(2025, 12, 31))
    told = workspace.get(change(workspace, told.id, period="läsåret", from_on=date(2025, 8, 18)))
    assert isinstance(told, Measurement)
    assert (told.from_on, told.to_on) == (date(2025, 8, 18), None)


def test_another_way_of_writing_the_period_is_no_other_figure(workspace: Workspace, figure: UUID) -> None:
    assert change(workspace, figure, period="år 2024", value=62) == figure


def test_it_never_becomes_one_that_is_here_already(workspace: Workspace, figure: UUID) -> None:
    told = workspace.get(figure)
    assert isinstance(told, Measurement)
    add(workspace, Measurement, indicator=told.indicator, district=told.district, period="2025",
        source="Mätningen", value=64)  # fmt: skip
    with pytest.raises(UserError, match="known-already"):
        change(workspace, figure, period="2025")
    assert sorted(each.value or 0 for each in workspace.records(Measurement)) == [61, 64]


def test_there_and_back_again_it_says_nothing_that_was_taken_away(workspace: Workspace, figure: UUID) -> None:
    away = change(workspace, figure, period="2025", n=None)
    assert change(workspace, away, period="2024") == figure
    told = workspace.get(figure)
    assert isinstance(told, Measurement)
    assert (told.period, told.n, told.from_on) == ("2024", None, date(2024, 1, 1))


def test_documents_and_links_go_with_it_and_one_step_takes_it_back(
    workspace: Workspace, figure: UUID
) -> None:
    told = workspace.get(figure)
    assert isinstance(told, Measurement) and told.indicator is not None
    with workspace.transaction("Test") as tx:
        document = tx.attach(figure, "rapport.pdf", b"%PDF")
        tx.link(figure, "related", told.indicator)
    now = change(workspace, figure, period="2025")
    assert workspace.get(document).belongs_to == now  # type: ignore[attr-defined]
    assert [each.id for each in workspace.related(now)] == [told.indicator]
    workspace.undo()
    assert [each.id for each in workspace.records(Measurement)] == [figure]
    assert workspace.get(document).belongs_to == figure  # type: ignore[attr-defined]


def test_days_that_somebody_wrote_stay_when_the_period_is_another(workspace: Workspace) -> None:
    indicator = add(workspace, Indicator, name="Trygga")
    first, last = date(2024, 9, 1), date(2024, 10, 15)
    made = add(workspace, Measurement, indicator=indicator, period="2024", from_on=first, to_on=last, value=1)
    told = workspace.get(change(workspace, made, period="2025"))
    assert isinstance(told, Measurement)
    assert (told.from_on, told.to_on) == (first, last)


def test_the_days_of_a_picture_follow_its_period(workspace: Workspace) -> None:
    picture = add(workspace, SituationPicture, title="Lägesbild", period="2024")
    change(workspace, picture, period="2025")
    told = workspace.get(picture)
    assert isinstance(told, SituationPicture)
    assert (told.from_on, told.to_on) == (date(2025, 1, 1), date(2025, 12, 31))
    change(workspace, picture, period="när det passar")
    told = workspace.get(picture)
    assert isinstance(told, SituationPicture)
    assert (told.from_on, told.to_on) == (None, None)


def test_the_day_of_a_meeting_follows_its_start_unless_somebody_wrote_another(workspace: Workspace) -> None:
    meeting = add(workspace, Meeting, title="Råd", starts=at(2026, 12, 3))
    change(workspace, meeting, starts=at(2026, 12, 10))
    assert workspace.get(meeting).held_on == date(2026, 12, 10)  # type: ignore[attr-defined]
    change(workspace, meeting, starts=None)
    assert workspace.get(meeting).held_on == date(2026, 12, 10)  # type: ignore[attr-defined]
    other = add(workspace, Meeting, title="Råd", held_on=date(2026, 12, 4), starts=at(2026, 12, 3))
    change(workspace, other, starts=at(2026, 12, 17))
    assert workspace.get(other).held_on == date(2026, 12, 4)  # type: ignore[attr-defined]


def test_what_says_something_of_a_person_stays_under_the_id_that_erasing_knows(workspace: Workspace) -> None:
    first, second = (add(workspace, CouncilMember, name=name) for name in ("Ada", "Bo"))
    noted = add(workspace, Attendance, meeting=add(workspace, Meeting, title="Råd"), member=first)
    assert change(workspace, noted, member=second) == noted


def test_two_members_who_are_one_were_once_at_each_meeting(workspace: Workspace) -> None:
    first, second = (add(workspace, CouncilMember, name=name) for name in ("Ada", "Ada A."))
    meeting = add(workspace, Meeting, title="Råd")
    add(workspace, Attendance, meeting=meeting, member=first, presence="present")
    add(workspace, Attendance, meeting=meeting, member=second, note="Gick vid punkt 6")
    with workspace.transaction("Test") as tx:
        tx.merge(first, second)
    [noted] = workspace.records(Attendance)
    assert (noted.member, noted.presence, noted.note) == (first, "present", "Gick vid punkt 6")


def test_two_indicators_that_are_one_have_each_figure_once(workspace: Workspace, figure: UUID) -> None:
    kept = workspace.get(figure)
    assert isinstance(kept, Measurement) and kept.indicator is not None
    other = add(workspace, Indicator, name="Trygga ute")
    facts = {"district": district("raby"), "source": "Mätningen"}
    add(workspace, Measurement, indicator=other, period="2024", page="12", **facts)
    add(workspace, Measurement, indicator=other, period="2025", value=64, **facts)
    with workspace.transaction("Test") as tx:
        tx.merge(kept.indicator, other)
    found = workspace.records(Measurement, order=("period",))
    assert [(each.period, each.value, each.page) for each in found] == [
        ("2024", 61, "12"),
        ("2025", 64, None),
    ]


def test_a_draft_stays_a_draft(workspace: Workspace) -> None:
    indicator = add(workspace, Indicator, name="Trygga")
    draft = add(workspace, Measurement, draft=True, indicator=indicator, period="2024", value=61)
    assert workspace.get(change(workspace, draft, period="2025")).draft


def test_what_is_shared_stays_shared_where_a_deleted_draft_said_the_same(
    workspace: Workspace, figure: UUID
) -> None:
    told = workspace.get(figure)
    assert isinstance(told, Measurement)
    draft = add(workspace, Measurement, draft=True, indicator=told.indicator, district=told.district,
                period="2025", source=told.source)  # fmt: skip
    with workspace.transaction("Test") as tx:
        tx.delete(draft)
    now = change(workspace, figure, period="2025")
    assert now == draft and not workspace.get(now).draft


def test_a_draft_does_not_become_what_the_others_know_as_deleted(workspace: Workspace, figure: UUID) -> None:
    told = workspace.get(figure)
    assert isinstance(told, Measurement)
    draft = add(workspace, Measurement, draft=True, indicator=told.indicator, district=told.district,
                period="2025", source=told.source, value=64)  # fmt: skip
    with workspace.transaction("Test") as tx:
        tx.delete(figure)
    with pytest.raises(UserError, match="known-before"):
        change(workspace, draft, period="2024")
    assert [each.value for each in workspace.records(Measurement)] == [64]


def test_one_that_says_another_period_under_its_old_id_is_not_written_over(
    workspace: Workspace, figure: UUID
) -> None:
    told = workspace.get(figure)
    assert isinstance(told, Measurement)
    with workspace.transaction("Test") as tx:
        tx.settle(figure, "period", "2025")
    add(workspace, Measurement, indicator=told.indicator, district=told.district, period="2024",
        source=told.source, value=40)  # fmt: skip
    found = workspace.records(Measurement, order=("period",))
    assert [(each.period, each.value) for each in found] == [("2024", 40), ("2025", 61)]


def test_two_figures_that_become_one_tell_which(workspace: Workspace, figure: UUID) -> None:
    told = workspace.get(figure)
    assert isinstance(told, Measurement)
    whole = add(
        workspace, Measurement, indicator=told.indicator, period="2024", source=told.source, page="12"
    )
    with workspace.transaction("Test") as tx:
        one = tx.merge(whole, figure)
    [kept] = workspace.records(Measurement)
    assert (kept.id, kept.page, kept.value, kept.n) == (one, "12", 61, 90)


def test_what_was_being_typed_goes_along(workspace: Workspace, figure: UUID) -> None:
    workspace.scratch_save(figure.hex, "notes", "Halvskrivet")
    now = change(workspace, figure, period="2025")
    assert workspace.scratch(now.hex) == {"notes": "Halvskrivet"}
    assert workspace.scratch(figure.hex) == {}


def erase(workspace: Workspace, id: UUID, field: str = "") -> None:
    with workspace.transaction("Erase") as tx:
        tx.erase(id, field=field, reason="Beslut 2026:14")


def told(workspace: Workspace, word: str) -> int:
    """How many changes in the log still tell of a word."""
    ((n,),) = workspace.reader.execute("SELECT count(*) FROM every_change WHERE instr(value, ?)", (word,))
    return int(n)


def test_erasing_reaches_what_it_said_under_every_id_that_it_had(workspace: Workspace, figure: UUID) -> None:
    change(workspace, figure, notes="Uppgift från Hjördis")
    now = change(workspace, figure, period="2025")
    now = change(workspace, now, source="Mätningen 2")
    other = add(
        workspace, Measurement, indicator=add(workspace, Indicator, name="Oro"), period="2024", value=3
    )
    erase(workspace, now)
    assert not told(workspace, "Hjördis") and workspace.deleted() == []
    assert [each.id for each in workspace.records(Measurement)] == [other]
    assert workspace.check() == []


def test_erasing_what_was_taken_back_to_another_id_reaches_that_too(
    workspace: Workspace, figure: UUID
) -> None:
    change(workspace, figure, notes="Uppgift från Hjördis")
    change(workspace, figure, period="2025")
    workspace.undo()
    erase(workspace, figure)
    assert not told(workspace, "Hjördis") and workspace.deleted() == []


def test_erasing_what_a_field_has_said_reaches_its_earlier_ids(workspace: Workspace, figure: UUID) -> None:
    change(workspace, figure, notes="Uppgift från Hjördis")
    now = change(workspace, figure, period="2025", notes="Rättad av Hjördis")
    erase(workspace, now, "notes")
    assert not told(workspace, "Hjördis")
    kept = workspace.get(now)
    assert isinstance(kept, Measurement) and (kept.value, kept.notes) == (61, None)
    before = told(workspace, "Beslut 2026:14")
    erase(workspace, now, "notes")
    assert told(workspace, "Beslut 2026:14") == before + 1, "where nothing is told, nothing is erased again"


def test_erasing_leaves_another_figure_that_took_the_earlier_id(workspace: Workspace, figure: UUID) -> None:
    told_before = workspace.get(figure)
    assert isinstance(told_before, Measurement)
    now = change(workspace, figure, period="2025")
    again = add(workspace, Measurement, indicator=told_before.indicator, district=told_before.district,
                period="2024", source="Mätningen", value=40)  # fmt: skip
    assert again == figure
    erase(workspace, now)
    assert [(each.id, each.value) for each in workspace.records(Measurement)] == [(figure, 40)]


def test_several_figures_moved_in_one_step_are_erased_each_with_its_own(
    workspace: Workspace, figure: UUID
) -> None:
    first = workspace.get(figure)
    assert isinstance(first, Measurement)
    second = add(
        workspace, Measurement, indicator=first.indicator, period="2024", source="Mätningen", value=62
    )
    third = add(
        workspace, Measurement, indicator=first.indicator, period="2023", source="Mätningen", value=63
    )
    with workspace.transaction("Several") as tx:
        one, two = (tx.change(each, period="2026") for each in (figure, second))
        tx.delete(third)
    erase(workspace, one)
    assert {each.record.id for each in workspace.deleted()} == {second, third}
    erase(workspace, two)
    assert {each.record.id for each in workspace.deleted()} == {third}


def test_a_draft_is_released_and_erased_without_a_trace_of_its_earlier_id(workspace: Workspace) -> None:
    for last in ("release", "erase"):
        indicator = add(workspace, Indicator, name=last)
        draft = add(workspace, Measurement, draft=True, indicator=indicator, period="2024", notes="Hjördis")
        now = change(workspace, draft, period="2025")
        with workspace.transaction("Test") as tx:
            if last == "release":
                tx.change(now, notes=None)
                tx.release(now)
        if last == "erase":
            erase(workspace, now)
        assert not told(workspace, "Hjördis") and workspace.deleted() == []


def test_marking_it_confidential_before_it_is_sent_keeps_back_what_its_earlier_id_said(
    workspace: Workspace, figure: UUID
) -> None:
    change(workspace, figure, notes="Uppgift från Hjördis")
    now = change(workspace, figure, period="2025")
    now = change(workspace, now, protection="protected")
    assert workspace.get(now).draft
    found = workspace.reader.execute("SELECT 1 FROM change WHERE instr(value, 'Hjördis')")
    assert not found
    workspace.undo()
    assert workspace.check() == []
