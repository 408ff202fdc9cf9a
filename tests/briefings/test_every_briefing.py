"""What holds for every briefing there is: nothing leaks, the same twice, nothing and far too much to print."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest

from tests.briefings import reading_back, structure
from tests.briefings.council import BEFORE, DAY, TODAY, Council, at
from tests.briefings.test_editions import OWN_KINDS, Planted
from trygg_desktop.briefings.registry import BRIEFINGS, Made, make
from trygg_desktop.domain.council import Attendance, CouncilMember, Decision
from trygg_desktop.domain.figures import Indicator, Measurement
from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.goals import Goal
from trygg_desktop.domain.kinds import KINDS
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.record import Audience, Record
from trygg_desktop.domain.stakeholders import Agreement, Commitment, Contact, Interaction, Stakeholder
from trygg_desktop.errors import Cancelled, ProtectionRefused, UserError
from trygg_desktop.workspace import local

_KINDS = {kind.about.name: kind for kind in KINDS}
LONG_WORD = "trygghetsskapande" * 12


class PlantedEverywhere(Planted):
    """One record of each kind that points to what may be seen by everyone, of whatever kind it asks for."""

    def __init__(self, council: Council, **protection: Any) -> None:
        self._visible: dict[str, UUID] = {}
        super().__init__(council, **protection)
        picture = self._reference("situation-picture")
        assert picture is not None
        council.change(picture, agreed_municipality_at=at(BEFORE, 9), agreed_police_at=at(BEFORE, 9))

    @property
    def person(self) -> UUID:
        """A contact that everyone may see."""
        found = self._reference("contact")
        assert found is not None
        return found

    def _reference(self, target: str) -> UUID | None:
        if target in ("meeting", "agenda-item", "stakeholder", "district"):
            return super()._reference(target)
        if target in _KINDS and target not in self._visible:
            kind = _KINDS[target]
            naming = {kind.about.naming: f"Synlig {target}"} if _names_itself(kind) else {}
            stage = {"stage": "ongoing"} if kind is Measure else {}
            self._visible[target] = self.council.add(kind, **naming, **stage, protection="open")
        return self._visible.get(target)

    def _moments(self, kind: type[Record]) -> dict[str, Any]:
        moments: dict[str, dict[str, Any]] = {
            "follow-up": {"on": BEFORE, "level": "production", "status": "green"},
            "measure": {"stage": "ongoing", "pilot": True},
            "attendance": {"presence": "present"},
            "interaction": {"on": BEFORE},
            "evaluation": {"decision": None, "done_on": BEFORE},
        }
        return super()._moments(kind) | moments.get(kind.about.name, {})


def _names_itself(kind: type[Record]) -> bool:
    return not kind.fields()[kind.about.naming].target


def every_briefing(
    council: Council,
    audience: Audience,
    *,
    meeting: UUID | None = None,
    person: UUID | None = None,
    **facts: Any,
) -> Iterator[tuple[str, Made]]:
    """Each briefing that may be made for an audience."""
    for name in BRIEFINGS:
        try:
            made = make(
                council.workspace,
                name,
                audience=audience,
                today=facts.get("today", TODAY),
                meeting=meeting,
                person=person,
                district=council.district("Vallby"),
                since=date(2026, 1, 1),
                until=date(2026, 12, 31),
                language=facts.get("language", "sv"),
            )
        except (ProtectionRefused, UserError) as refused:
            assert refused.id in REFUSED, (name, refused.id)
        else:
            yield name, made


REFUSED = {"extract-for-leaders", "no-picture", "picture-needed"}
"""What may stand in the way of a briefing in these tests, and is tested where the briefing is."""


def found_in(planted: Planted, audience: Audience) -> dict[str, list[str]]:
    """What was planted in the fields whose words are in each briefing for an audience."""
    person = planted.person if isinstance(planted, PlantedEverywhere) else None
    made = every_briefing(planted.council, audience, meeting=planted.meeting, person=person)
    return {name: planted.canaries.found_in(briefing.pdf) for name, briefing in made}


def test_the_leaders_see_that_the_canaries_can_be_seen(council: Council) -> None:
    found = found_in(PlantedEverywhere(council, protection="protected", ground="OSL 18:2"), Audience.LEADERS)
    assert "decision.title" in found["decisions"]
    assert "agenda-item.outcome" in found["minutes"]
    assert {"measure.title", "measure.stop_rule", "follow-up.actual"} <= set(found["follow-up"])
    assert "decision.title" in found["board-report"]
    assert {"stakeholder.name", "commitment.title", "agreement.purposes"} <= set(found["stakeholders"])


@pytest.mark.parametrize(
    ("audience", "protection"),
    [
        (Audience.COUNCIL, {"protection": "protected", "ground": "OSL 18:2"}),
        (Audience.PUBLIC, {"protection": "protected", "ground": "OSL 18:2"}),
        (Audience.PUBLIC, {"protection": "internal"}),
        (Audience.LEADERS, {"protection": "open", "draft": True}),
    ],
)
def test_what_an_audience_may_not_see_is_in_none_of_its_briefings(
    council: Council, audience: Audience, protection: dict[str, Any]
) -> None:
    found = found_in(PlantedEverywhere(council, **protection), audience)
    assert BRIEFINGS.keys() - found.keys() <= {"extract"}
    assert {name: words for name, words in found.items() if words} == {}


def test_no_personal_field_is_in_any_public_briefing(council: Council) -> None:
    personal = {
        f"{kind.about.name}.{name}"
        for kind in OWN_KINDS
        for name, field in kind.fields().items()
        if field.personal or field.leaders_only
    }
    found = found_in(PlantedEverywhere(council, protection="open"), Audience.PUBLIC)
    assert set().union(*found.values()) - personal
    assert set().union(*found.values()) & personal == set()


def test_what_was_erased_is_in_no_briefing_at_all(council: Council) -> None:
    planted = PlantedEverywhere(council, protection="open")
    erased = [
        record.id
        for kind in OWN_KINDS
        for record in council.workspace.records(kind)
        if record.id and any("KANARIE" in str(getattr(record, name, "")) for name in kind.fields())
    ]
    with council.workspace.transaction("Erase") as tx:
        for id in erased:
            tx.erase(id, reason="Test")
    assert {name: words for name, words in found_in(planted, Audience.LEADERS).items() if words} == {}


def test_the_file_itself_names_neither_its_author_nor_the_person_it_is_about(council: Council) -> None:
    person = council.add(Contact, name="Kim Ek")
    for name, made in every_briefing(council, Audience.LEADERS, meeting=council.meeting(), person=person):
        properties = " ".join(map(str, reading_back.metadata(made.pdf).values()))
        assert council.workspace.me.name not in properties, name
        assert "Kim Ek" not in properties + made.title, name


def test_the_same_records_make_the_same_sound_bytes(council: Council) -> None:
    meeting, person = fill_to_the_brim(council, 3)
    first = dict(every_briefing(council, Audience.LEADERS, meeting=meeting, person=person))
    again = dict(every_briefing(council, Audience.LEADERS, meeting=meeting, person=person))
    assert {name: made.fingerprint for name, made in first.items()} == {
        name: made.fingerprint for name, made in again.items()
    }
    assert {name: structure.faults(made.pdf) for name, made in first.items()} == {name: [] for name in first}
    for name, made in first.items():
        with structure.opened(made.pdf) as file:
            levels = [int(one.tag[1]) for one in structure.tree(file).all_headings()]
        assert levels[0] == 1 and all(next <= last + 1 for last, next in pairwise(levels)), name


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("audience", list(Audience))
def test_a_council_that_has_written_nothing_yet_gets_a_page_of_each(
    council: Council, audience: Audience, language: str
) -> None:
    meeting = council.meeting(protection="open")
    person = council.add(Contact, name="Kim Ek", protection="open")
    for name, made in every_briefing(council, audience, meeting=meeting, person=person, language=language):
        assert 1 <= made.pages <= 3, name


def test_words_without_end_and_long_tables_stay_on_the_page(council: Council) -> None:
    meeting, person = fill_to_the_brim(council, 40, LONG_WORD)
    for name, made in every_briefing(
        council, Audience.LEADERS, meeting=meeting, person=person, today=date(2027, 1, 2)
    ):
        wide, high = reading_back.page_size(made.pdf)
        assert reading_back.rightmost_text(made.pdf) < wide - 50, name
        assert reading_back.lowest_text(made.pdf) < high - 50, name


def fill_to_the_brim(council: Council, count: int, word: str = "Ord") -> tuple[UUID, UUID]:
    """Records for every briefing, so many of each, and the meeting and the person they are about."""
    meeting = council.meeting(status="held", minutes_text=word)
    stakeholder = council.add(Stakeholder, name=word, role=word, support_areas=word, sector="sport")
    person = council.add(Contact, name=word, stakeholder=stakeholder, notes=word)
    items = council.items(
        meeting, *({"title": word, "outcome": word, "form": "decision"} for _ in range(count))
    )
    goal = council.add(Goal, title=word)
    indicator = council.add(Indicator, name=word, unit=word)
    for number, item in enumerate(items):
        member = council.add(CouncilMember, name=f"{word} {number}", body=word)
        council.add(Attendance, member=member, meeting=meeting, presence="present", note=word)
        council.add(
            Decision, title=f"{word} {number}", text=word, meeting=meeting, agenda_item=item, decided_on=DAY,
            owner=word, due=BEFORE, status="open",
        )  # fmt: skip
        measure = council.add(
            Measure, title=f"{word} {number}", goal=goal, stage="ongoing", follow_up_on=BEFORE
        )
        council.add(
            FollowUp, text=word, measure=measure, on=BEFORE, level="effect", status="red", planned=word
        )
        council.add(Commitment, title=f"{word} {number}", stakeholder=stakeholder, contact=person, due=BEFORE)
        council.add(Agreement, title=f"{word} {number}", stakeholders=[stakeholder], purposes=word)
        council.add(Interaction, text=word, stakeholder=stakeholder, contact=person, on=BEFORE)
        council.add(
            Measurement, indicator=indicator, period=str(1980 + number), value=number, n=100, source=word
        )
    return meeting, person


def test_the_making_can_be_broken_off_at_any_time(council: Council) -> None:
    council.settings(name="Rådet")
    for number in range(60):
        council.decision(f"Beslut {number}")
    asked, until = 0, 10_000

    def ask() -> None:
        nonlocal asked
        asked += 1
        if asked == until:
            raise Cancelled

    usual: dict[str, Any] = {"audience": Audience.COUNCIL, "today": TODAY, "ask": ask}
    pages = make(council.workspace, "decisions", **usual).pages
    assert asked >= 60 + 60 + pages, "for each record, row and page"
    for last in (1, asked // 2, asked):
        asked, until = 0, last
        with pytest.raises(Cancelled):
            make(council.workspace, "decisions", **usual)


def test_a_briefing_is_told_only_what_it_has_use_for(council: Council) -> None:
    made = make(
        council.workspace,
        "decisions",
        audience=Audience.COUNCIL,
        today=TODAY,
        person=council.add(Contact, name="Kim Ek"),
    )
    assert made.request.person is None


@pytest.mark.parametrize(
    ("name", "facts", "id"),
    [
        ("minutes", {}, "meeting-needed"),
        ("board-report", {"since": DAY}, "time-needed"),
        ("board-report", {"since": DAY, "until": BEFORE}, "time-backwards"),
        ("extract", {}, "person-needed"),
    ],
)
def test_what_is_missing_is_asked_for(council: Council, name: str, facts: dict[str, Any], id: str) -> None:
    with pytest.raises(UserError) as caught:
        make(council.workspace, name, audience=Audience.LEADERS, today=TODAY, **facts)
    assert caught.value.id == id


def test_a_line_of_the_register_from_another_version_is_read_for_what_it_tells(council: Council) -> None:
    entry = make(council.workspace, "decisions", audience=Audience.COUNCIL, today=TODAY).entry(at(TODAY, 9))
    council.workspace.record_made(entry)
    [kept] = council.workspace.made_briefings()
    assert kept == entry
    told = '{"name": "Kallelse", "audience": "council", "grounds": [], "of tomorrow": 1}'
    assert local._facts(told) == {"name": "Kallelse", "audience": "council", "grounds": ()}
