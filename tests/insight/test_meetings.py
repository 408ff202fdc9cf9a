"""Which meeting comes next, what is on it, what remains from before, and how ready it is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.insight.council import TODAY, add, at
from trygg_desktop.domain.council import AgendaItem, CouncilMember, Decision, Meeting, Preparation
from trygg_desktop.domain.record import Audience
from trygg_desktop.insight.meetings import (
    agenda,
    last_meeting,
    meetings_of_year,
    members,
    next_meeting,
    open_points,
    previous_meeting,
)
from trygg_desktop.insight.readiness import Check, readiness
from trygg_desktop.workspace import Workspace

DECEMBER = date(2026, 12, 3)


def meeting(workspace: Workspace, held_on: date | None = DECEMBER, **values: Any) -> Meeting:
    found = workspace.get(
        add(workspace, Meeting, **{"title": f"Möte {held_on}", "held_on": held_on, **values})
    )
    assert isinstance(found, Meeting)
    return found


def item(workspace: Workspace, on: Meeting, position: str, **values: Any) -> UUID:
    return add(workspace, AgendaItem, **{"title": position, "meeting": on.id, "position": position, **values})


def checks(workspace: Workspace, on: Meeting) -> dict[str, Check]:
    return {check.key: check for check in readiness(workspace, on, TODAY).checks}


def test_the_next_meeting_is_the_first_that_is_still_to_be_held(workspace: Workspace) -> None:
    assert next_meeting(workspace, TODAY) is None
    meeting(workspace, date(2027, 2, 1))
    meeting(workspace, TODAY - timedelta(days=1))
    meeting(workspace, TODAY + timedelta(days=1), status="cancelled")
    meeting(workspace, TODAY, status="held")
    wanted = meeting(workspace, DECEMBER)
    found = next_meeting(workspace, TODAY)
    assert found is not None
    assert found.id == wanted.id


def test_a_meeting_today_is_next_until_it_has_been_held(workspace: Workspace) -> None:
    wanted = meeting(workspace, TODAY)
    found = next_meeting(workspace, TODAY)
    assert found is not None
    assert found.id == wanted.id
    assert last_meeting(workspace, TODAY) is None


def test_the_last_meeting_is_the_latest_that_was_not_cancelled(workspace: Workspace) -> None:
    meeting(workspace, date(2026, 6, 1))
    wanted = meeting(workspace, date(2026, 9, 1))
    meeting(workspace, date(2026, 10, 1), status="cancelled")
    found = last_meeting(workspace, TODAY)
    assert found is not None
    assert found.id == wanted.id


def test_the_meeting_before_another(workspace: Workspace) -> None:
    first, second = meeting(workspace, date(2026, 6, 1)), meeting(workspace, date(2026, 9, 1))
    found = previous_meeting(workspace, second)
    assert found is not None
    assert found.id == first.id
    assert previous_meeting(workspace, first) is None
    assert previous_meeting(workspace, meeting(workspace, None)) is None


def test_the_meetings_of_a_year_stand_in_order(workspace: Workspace) -> None:
    for day in (date(2026, 9, 1), date(2026, 1, 1), date(2027, 1, 1), date(2026, 12, 31)):
        meeting(workspace, day)
    assert [one.held_on for one in meetings_of_year(workspace, 2026)] == [
        date(2026, 1, 1),
        date(2026, 9, 1),
        date(2026, 12, 31),
    ]


def test_the_agenda_has_clock_times(workspace: Workspace) -> None:
    wanted = meeting(workspace, starts=at(2026, 12, 3, 12))
    item(workspace, wanted, "a1", minutes=20)
    item(workspace, wanted, "a0", minutes=15)
    slots = agenda(workspace, wanted)
    assert [(slot.item.title, slot.number) for slot in slots] == [("a0", 1), ("a1", 2)]
    assert slots[1].starts == at(2026, 12, 3, 12) + timedelta(minutes=15)


def test_an_item_that_an_audience_may_not_see_leaves_no_gap(workspace: Workspace) -> None:
    wanted = meeting(workspace, starts=at(2026, 12, 3, 12))
    item(workspace, wanted, "a0", minutes=15, protection="protected")
    item(workspace, wanted, "a1", minutes=20)
    (slot,) = agenda(workspace, wanted, audience=Audience.COUNCIL)
    assert (slot.number, slot.starts) == (1, wanted.starts)
    assert len(agenda(workspace, wanted, audience=Audience.LEADERS)) == 2


def test_open_points_are_those_that_remain_from_earlier_meetings(workspace: Workspace) -> None:
    earlier, this = meeting(workspace, date(2026, 9, 1)), meeting(workspace, DECEMBER)
    later = meeting(workspace, date(2027, 2, 1))
    for title, where, status in (
        ("kvar", earlier.id, "open"),
        ("klar", earlier.id, "done"),
        ("avskriven", earlier.id, "dropped"),
        ("nu", this.id, "open"),
        ("sedan", later.id, "open"),
        ("utan möte", None, "open"),
    ):
        add(workspace, Decision, title=title, meeting=where, status=status)
    assert [one.title for one in open_points(workspace, before=this)] == ["kvar", "utan möte"]
    assert len(open_points(workspace)) == 4


def test_the_open_point_due_first_comes_first(workspace: Workspace) -> None:
    add(workspace, Decision, title="utan dag")
    add(workspace, Decision, title="senare", due=DECEMBER)
    add(workspace, Decision, title="snart", due=TODAY)
    assert [one.title for one in open_points(workspace)] == ["snart", "senare", "utan dag"]


def test_open_points_are_told_only_to_those_who_may_see_them(workspace: Workspace) -> None:
    add(workspace, Decision, title="intern")
    add(workspace, Decision, title="skyddad", protection="protected")
    assert [one.title for one in open_points(workspace, audience=Audience.COUNCIL)] == ["intern"]
    assert open_points(workspace, audience=Audience.PUBLIC) == []


def test_members_are_those_who_have_a_seat_that_day(workspace: Workspace) -> None:
    add(workspace, CouncilMember, name="Öberg", seat="member")
    add(workspace, CouncilMember, name="Ahl", seat="member")
    add(workspace, CouncilMember, name="Zetterberg", seat="chair", shared_chair=True)
    add(workspace, CouncilMember, name="Vik", seat="vice-chair")
    add(workspace, CouncilMember, name="Förr", to_on=TODAY - timedelta(days=1))
    add(workspace, CouncilMember, name="Sedan", from_on=TODAY + timedelta(days=1))
    assert [one.name for one in members(workspace, TODAY)] == ["Zetterberg", "Vik", "Ahl", "Öberg"]


def test_an_empty_meeting_lacks_nearly_everything(workspace: Workspace) -> None:
    found = checks(workspace, meeting(workspace, None))
    assert [key for key, check in found.items() if not check.done] == ["when-and-where", "items", "notice"]


def test_a_well_prepared_meeting_lacks_nothing(workspace: Workspace) -> None:
    wanted = meeting(
        workspace, starts=at(2026, 12, 3, 12), place="Stadshuset", planned_minutes=60, status="called"
    )
    item(workspace, wanted, "a0", minutes=30, presenter="Polisen", form="decision", proposal="Att")
    item(workspace, wanted, "a1", minutes=10, form="break")
    add(workspace, Preparation, title="Boka lokal", meeting=wanted.id, done=True)
    found = readiness(workspace, wanted, TODAY)
    assert [check.label for check in found.checks if not check.done] == []
    assert (found.done, found.of, found.missing) == (1, 1, ())


def test_only_what_people_wrote_is_counted_and_nothing_is_told_twice(workspace: Workspace) -> None:
    wanted = meeting(workspace, place="x", notice_due=TODAY + timedelta(days=4))
    before = readiness(workspace, wanted, TODAY)
    assert (before.done, before.of) == (0, 0)
    assert [check.key for check in before.missing] == ["when-and-where", "items", "notice"]
    add(workspace, Preparation, title="Lokalen", meeting=wanted.id, done=True)
    add(workspace, Preparation, title="Kallelsen", meeting=wanted.id, due=TODAY + timedelta(days=4))
    after = readiness(workspace, wanted, TODAY)
    assert (after.done, after.of) == (1, 2)
    assert [check.key for check in after.missing] == ["when-and-where", "items"]


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"minutes": 10, "form": "information"}, "presenters"),
        ({"presenter": "x"}, "minutes"),
        ({"presenter": "x", "minutes": 10, "form": "decision"}, "proposals"),
        ({"presenter": "x", "minutes": 90}, "length"),
        ({"presenter": "x", "minutes": 10, "draft": True}, "drafts"),
    ],
)
def test_what_an_item_lacks_is_noticed(workspace: Workspace, values: dict[str, Any], key: str) -> None:
    wanted = meeting(workspace, starts=at(2026, 12, 3, 12), place="x", planned_minutes=60, status="called")
    item(workspace, wanted, "a0", **values)
    assert [name for name, check in checks(workspace, wanted).items() if not check.done] == [key]


def test_an_open_point_is_gone_through_when_a_note_says_why_it_remains(workspace: Workspace) -> None:
    wanted = meeting(workspace)
    made = add(workspace, Decision, title="kvar", due=TODAY)
    add(workspace, Decision, title="inte än", due=DECEMBER + timedelta(days=1))
    assert not checks(workspace, wanted)["open-points"].done
    with workspace.transaction("Test") as tx:
        tx.change(made, carried_over="Väntar på upphandling")
    assert checks(workspace, wanted)["open-points"].done


def test_a_notice_can_be_late(workspace: Workspace) -> None:
    assert checks(workspace, meeting(workspace, notice_due=TODAY - timedelta(days=1)))["notice"].late
    assert not checks(workspace, meeting(workspace, notice_due=TODAY))["notice"].late


def test_a_notice_whose_day_nobody_set_is_due_as_early_as_is_usual(workspace: Workspace) -> None:
    assert checks(workspace, meeting(workspace))["notice"].due == DECEMBER - timedelta(days=10)


def test_written_points_follow_in_the_order_people_gave_them(workspace: Workspace) -> None:
    wanted = meeting(workspace)
    add(workspace, Preparation, title="tredje", meeting=wanted.id, due=TODAY)
    add(
        workspace, Preparation, title="andra", meeting=wanted.id, position="a1", due=TODAY - timedelta(days=1)
    )
    first = add(
        workspace, Preparation, title="första", meeting=wanted.id, position="a0", owner="Sekreteraren"
    )
    written = [check for check in readiness(workspace, wanted, TODAY).checks if check.preparation]
    assert [check.label for check in written] == ["första", "andra", "tredje"]
    assert [check.late for check in written] == [False, True, False]
    assert (written[0].preparation, written[0].owner) == (first, "Sekreteraren")
    assert readiness(workspace, wanted, TODAY).late == 1
