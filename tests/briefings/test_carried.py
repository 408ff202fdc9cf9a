"""What an item takes up stands with it as background, for those who may see it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from tests.briefings import reading_back
from tests.briefings.council import BEFORE, DAY, Council
from tests.briefings.test_meeting import made
from trygg_desktop.domain.council import Decision
from trygg_desktop.domain.follow_up import Evaluation, FollowUp
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.pictures import SituationPicture
from trygg_desktop.domain.problems import Cause, Problem
from trygg_desktop.domain.record import Audience


def taking_up(council: Council, **protection: str) -> tuple[UUID, UUID, dict[str, UUID]]:
    problem = council.add(Problem, title="Oro vid KANARIETORGET", description="KANARIEOM", **protection)
    council.add(Cause, title="KANARIEORSAK", problem=problem, number=1, **protection)
    about = {
        "picture": council.add(SituationPicture, title="KANARIEBILD", analysis="KANARIEANALYS", **protection),
        "problem": problem,
        "measure": council.add(Measure, title="KANARIEVANDRING", stage="ongoing", status="yellow", **protection),
        "decision": council.add(
            Decision, title="KANARIEBESLUT", decided_on=BEFORE, due=DAY, owner="KANARIEÄGARE", status="open",
            **protection,
        ),
    }  # fmt: skip
    meeting = council.meeting(protection="open")
    [item] = council.items(meeting, {"title": "Ärendet", "protection": "open", **about})
    return meeting, item, about


def test_it_stands_with_its_item(council: Council) -> None:
    meeting, _item, _about = taking_up(council)
    read = reading_back.text(made(council, meeting).pdf)
    order = ["Lägesbild KANARIEBILD KANARIEANALYS", "Problem Oro vid KANARIETORGET", "KANARIEORSAK"]
    order += ["Åtgärd KANARIEVANDRING", "Tidigare beslut KANARIEBESLUT", "KANARIEÄGARE"]
    assert [words for words in order if words not in read] == []
    assert [read.index(words) for words in order] == sorted(read.index(words) for words in order)


def test_it_is_not_said_again_where_it_is_linked_too(council: Council) -> None:
    meeting, item, about = taking_up(council)
    before = made(council, meeting).pdf
    for id in about.values():
        council.link(item, id)
    assert made(council, meeting).pdf == before


@pytest.mark.parametrize(
    ("audience", "level"),
    [(Audience.PUBLIC, "internal"), (Audience.PUBLIC, "protected"), (Audience.COUNCIL, "protected")],
)
def test_who_may_not_see_it_learns_nothing_of_it(council: Council, audience: Audience, level: str) -> None:
    meeting, _item, _about = taking_up(council, protection=level, ground="OSL 18:2")
    everything = reading_back.everything(made(council, meeting, audience=audience).pdf)
    assert b"KANARIE" not in everything
    assert "Tidigare beslut" not in everything.decode(errors="ignore")


def test_a_confidential_one_is_marked_for_those_who_may(council: Council) -> None:
    meeting, _item, _about = taking_up(council, protection="protected", ground="OSL 18:2")
    read = reading_back.text(made(council, meeting, audience=Audience.LEADERS).pdf)
    assert "KANARIEBILD Sekretessmarkerad · OSL 18:2" in read


def test_what_was_found_after_the_meeting_is_not_in_its_notice(council: Council) -> None:
    measure = council.add(Measure, title="Nya lampor", stage="ongoing", status="green")
    council.add(FollowUp, text="Fyrtio lampor lyser", measure=measure, on=date(2026, 9, 1))
    council.add(FollowUp, text="Sextio lampor lyser", measure=measure, on=date(2026, 11, 5))
    council.add(Evaluation, title="Oron minskade", measure=measure, done_on=date(2026, 11, 6))
    meeting = council.meeting(BEFORE)
    council.items(meeting, {"title": "Ärendet", "measure": measure})
    read = reading_back.text(made(council, meeting).pdf)
    assert "Fyrtio lampor lyser" in read
    assert "Sextio" not in read and "Oron" not in read
    council.change(meeting, held_on=DAY)
    assert "Oron minskade" in reading_back.text(made(council, meeting).pdf)
