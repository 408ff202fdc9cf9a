"""A paper of a day tells what was known that day, and says of nothing that it is gone because it is closed."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.briefings.council import BEFORE, DAY, TODAY, Council
from trygg_desktop.briefings.compared import compare_pictures
from trygg_desktop.briefings.content import Edition, Reading
from trygg_desktop.briefings.registry import BRIEFINGS
from trygg_desktop.briefings.request import Request
from trygg_desktop.domain.follow_up import Evaluation, FollowUp
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.pictures import PicturePart, PictureStatus, SituationPicture
from trygg_desktop.domain.record import Audience

LATER = date(2026, 12, 10)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def told(council: Council, name: str, audience: Audience = Audience.LEADERS, **about: Any) -> Any:
    """What a briefing of `TODAY` tells, before it is laid out."""
    request = Request(
        **({"meeting": None, "district": None, "person": None, "since": None, "until": None} | about)
    )
    briefing = BRIEFINGS[name]
    content, _reading = briefing.gathered(council.workspace, Edition(audience, TODAY), briefing.told(request))
    return content


@pytest.fixture
def place(council: Council) -> UUID:
    """A district on which something was decided, will be at the next meeting, and will be after it."""
    place = council.district("Bäckby")
    council.decision("Då", decided_on=BEFORE, districts=[place])
    council.decision("Vid mötet", meeting=council.meeting(DAY), districts=[place])
    council.decision("Sedan", decided_on=LATER, districts=[place])
    return place


def test_what_is_decided_later_is_not_told_of(council: Council, place: UUID) -> None:
    assert [one.title for one in told(council, "decisions").remaining] == ["Då"]
    assert [one.title for one in told(council, "district", district=place).asked] == ["Då"]
    since, until = YEAR
    assert [one.title for one in told(council, "board-report", since=since, until=until).decisions] == ["Då"]


def test_what_was_carried_out_later_remains(council: Council) -> None:
    place = council.district("Bäckby")
    done: dict[str, Any] = {"status": "done", "closed_on": LATER, "decided_on": BEFORE}
    council.decision("Belysning", districts=[place], **done)
    assert [one.title for one in told(council, "district", district=place).asked] == ["Belysning"]


def test_a_report_on_a_year_that_goes_on_tells_nothing_from_after_its_day(council: Council) -> None:
    measure = council.add(Measure, title="Belysning")
    for text, on in (("Klart till hälften", BEFORE), ("Klart", LATER)):
        council.add(FollowUp, text=text, measure=measure, on=on)
    council.add(Evaluation, title="Effekt", measure=measure, done_on=LATER, proposal="Bygg ut")
    since, until = YEAR
    report = told(council, "board-report", since=since, until=until)
    assert [one.text for one in report.done] == ["Klart till hälften"]
    assert report.proposals == ()


def test_a_district_that_is_closed_in_one_of_two_pictures_is_neither_new_nor_gone(council: Council) -> None:
    before = council.add(SituationPicture, title="Våren")
    now = council.add(SituationPicture, title="Hösten", previous=before, status=PictureStatus.IN_WORK)
    for name, then, since in (
        ("Bäckby", "internal", "protected"),
        ("Råby", "protected", "internal"),
        ("Skälby", "internal", None),
        ("Irsta-Gäddeholm", None, "internal"),
    ):
        for picture, protection in ((before, then), (now, since)):
            if protection:
                about = {"picture": picture, "district": council.district(name), "protection": protection}
                council.add(PicturePart, **about)
    reading = Reading(council.workspace, Edition(Audience.COUNCIL, TODAY))
    picture = reading.find(now)
    assert isinstance(picture, SituationPicture)
    parts = [one for one in reading.records(PicturePart) if one.picture == now]
    compared = compare_pictures(reading, picture, parts, (), TODAY)
    assert compared is not None
    assert (compared.added, compared.gone) == (("Irsta-Gäddeholm",), ("Skälby",))
