"""What an edition may hold: nothing of what its audience may not see is anywhere in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any
from uuid import UUID

import pytest

from tests.briefings import reading_back
from tests.briefings.council import BEFORE, DAY, TODAY, Council, at
from tests.briefings.test_meeting import made
from trygg_desktop.briefings.content import Edition, Reading
from trygg_desktop.briefings.meeting import gather
from trygg_desktop.briefings.request import Request
from trygg_desktop.domain.council import AgendaItem
from trygg_desktop.domain.fields import FieldKind
from trygg_desktop.domain.kinds import KINDS
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.links import Link
from trygg_desktop.domain.presence import PresenceSession
from trygg_desktop.domain.record import Audience, Record
from trygg_desktop.domain.settings import CouncilSettings
from trygg_desktop.domain.stakeholders import Contact, Stakeholder
from trygg_desktop.errors import ProtectionRefused, UserError

OWN_KINDS = [kind for kind in KINDS if not kind.about.side_kind]


class Canaries:
    """Words that stand nowhere else, one for each field they are planted in."""

    def __init__(self) -> None:
        self.planted: dict[str, str] = {}
        self._numbers = count(1)

    def plant(self, what: str) -> str:
        """A new word, remembered by what it was planted in."""
        word = f"KANARIE{next(self._numbers):04}X"
        self.planted[word] = what
        return word

    def found_in(self, pdf: bytes) -> list[str]:
        """What was planted in the fields whose words are in the file."""
        searched = reading_back.everything(pdf)
        return sorted(what for word, what in self.planted.items() if word.encode() in searched)


class Planted:
    """A meeting with one record of each kind hung on it in every way there is, a canary in every text."""

    def __init__(self, council: Council, **protection: Any) -> None:
        self.council = council
        self.canaries = Canaries()
        open_values = {"protection": "open"}
        self.meeting = council.meeting(**open_values)
        self.before = council.meeting(BEFORE, **open_values)
        [self.item] = council.items(self.meeting, {"title": "Synligt ärende", **open_values})
        self.stakeholder = council.add(Stakeholder, name="Synlig aktör", **open_values)
        council.decision("Synlig punkt", meeting=self.before, **open_values)
        council.sessions("Bäckby", 3, **open_values)
        for kind in OWN_KINDS:
            self._hang(council.add(kind, **self._values(kind), **protection))

    def _values(self, kind: type[Record]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, field in kind.fields().items():
            if field.internal or name in Record.model_fields:
                continue
            if field.kind is FieldKind.EMAIL:
                values[name] = f"{self.canaries.plant(f'{kind.about.name}.{name}')}@example.org"
            elif field.kind is FieldKind.URL:
                values[name] = f"https://example.org/{self.canaries.plant(f'{kind.about.name}.{name}')}"
            elif field.kind in (FieldKind.TEXT, FieldKind.PARAGRAPH, FieldKind.PHONE):
                values[name] = self.canaries.plant(f"{kind.about.name}.{name}")
            elif (reference := self._reference(field.target)) is not None:
                values[name] = reference if field.kind is FieldKind.REFERENCE else [reference]
        return values | self._moments(kind)

    def _reference(self, target: str) -> UUID | None:
        return {
            "meeting": self.meeting,
            "agenda-item": self.item,
            "stakeholder": self.stakeholder,
            "district": self.council.district("Vallby"),
            "council-member": None,
        }.get(target)

    def _moments(self, kind: type[Record]) -> dict[str, Any]:
        about = kind.about.name
        moments: dict[str, dict[str, Any]] = {
            "meeting": {"held_on": date(2026, 10, 1), "starts": at(DAY, 9)},
            "decision": {"meeting": self.before, "status": "open", "due": BEFORE},
            "presence-session": {"started": at(TODAY, 10), "duration": 600},
            "attachment": {"belongs_to": self.item},
            "attendance": {"member": self.stakeholder},
            "measurement": {"indicator": self.stakeholder},
            "event": {"happened": at(TODAY, 3)},
            "agenda-item": {"carried_from": self.item, "minutes": 45},
        }
        return {name: value for name, value in moments.get(about, {}).items() if name in kind.fields()}

    def _hang(self, id: UUID) -> None:
        if id not in (self.item, self.meeting):
            with self.council.workspace.transaction("Link") as tx:
                tx.link(self.item, "related", id)


def test_a_leaders_edition_shows_that_the_canaries_can_be_seen(council: Council) -> None:
    planted = Planted(council, protection="protected", ground="OSL 18:2")
    found = planted.canaries.found_in(made(council, planted.meeting, audience=Audience.LEADERS).pdf)
    assert "agenda-item.background" in found
    assert "liaison-note.text" in found
    assert "decision.title" in found
    assert "attachment.description" in found


@pytest.mark.parametrize("audience", [Audience.COUNCIL, Audience.PUBLIC])
def test_nothing_confidential_is_anywhere_in_the_file(council: Council, audience: Audience) -> None:
    planted = Planted(council, protection="protected", ground="GRUNDKANARIE")
    pdf = made(council, planted.meeting, audience=audience).pdf
    assert planted.canaries.found_in(pdf) == []
    assert b"GRUNDKANARIE" not in reading_back.everything(pdf)
    assert "Synligt ärende" in reading_back.text(pdf)


def test_nothing_internal_is_anywhere_in_a_public_file(council: Council) -> None:
    planted = Planted(council, protection="internal")
    assert planted.canaries.found_in(made(council, planted.meeting, audience=Audience.PUBLIC).pdf) == []


@pytest.mark.parametrize("audience", list(Audience))
def test_no_draft_is_anywhere_in_any_edition(council: Council, audience: Audience) -> None:
    planted = Planted(council, protection="open", draft=True)
    pdf = made(council, planted.meeting, audience=audience).pdf
    assert planted.canaries.found_in(pdf) == []


def test_no_personal_field_is_anywhere_in_a_public_file(council: Council) -> None:
    planted = Planted(council, protection="open")
    personal = {
        f"{kind.about.name}.{name}"
        for kind in OWN_KINDS
        for name, field in kind.fields().items()
        if field.personal
    }
    found = set(planted.canaries.found_in(made(council, planted.meeting, audience=Audience.PUBLIC).pdf))
    assert found - personal
    assert found & personal == set()


def test_an_option_of_a_newer_program_counts_as_confidential(council: Council) -> None:
    meeting = council.meeting(protection="open")
    council.items(meeting, {"title": "KANARIE", "protection": "open"})
    reading = Reading(council.workspace, Edition(Audience.COUNCIL, TODAY))
    [item] = council.workspace.records(AgendaItem)
    item.protection = "secret-beyond-us"
    assert reading.admit([item]) == []


def test_the_cover_says_in_one_total_how_much_is_left_out(council: Council) -> None:
    meeting = council.meeting()
    council.items(meeting, {"title": "Synligt"}, {"title": "Dolt", "protection": "protected"})
    council.decision("Dolt beslut", protection="protected")
    council.sessions("Bäckby", 3, protection="protected")
    result = made(council, meeting)
    assert result.left_out == 3 == len(result.left_out_ids)
    assert "3 poster utelämnas i denna utgåva." in reading_back.text(result.pdf)


def test_the_maker_is_told_which_are_missing_from_figures_alone_and_readers_only_the_total(
    council: Council,
) -> None:
    """Two numbers on the cover would tell whoever may not see them how many items were kept back."""
    meeting = council.meeting()
    council.items(meeting, {"title": "Synligt"})
    council.sessions("Vallby", 30)
    council.sessions("Bäckby", 3, protection="protected")
    session = made(council, meeting)
    assert session.left_out == 1 and session.not_counted == session.left_out_ids
    council.items(meeting, {"title": "Dolt", "protection": "protected"})
    both = made(council, meeting)
    assert both.left_out == 2 and both.not_counted == session.not_counted
    words = "2 poster utelämnas i denna utgåva. De varken visas eller räknas in i siffrorna."
    assert words in reading_back.text(both.pdf)
    entry = both.entry(at(TODAY, 10))
    assert (entry.left_out, entry.not_counted) == (2, 1)


def test_the_words_on_the_cover_do_not_tell_what_is_missing(council: Council) -> None:
    meeting = council.meeting()
    council.sessions("Vallby", 30)
    hidden = council.sessions("Bäckby", 3, protection="protected")
    figures_alone = cover_line(council, meeting)
    for session in hidden:
        council.change(session, protection="open")
    council.items(meeting, {"title": "Dolt", "protection": "protected"})
    assert cover_line(council, meeting) == figures_alone != ""


def test_what_is_missing_as_such_is_not_missing_from_figures_alone(council: Council) -> None:
    council.sessions("Vallby", 3, protection="protected")
    reading = Reading(council.workspace, Edition(Audience.COUNCIL, TODAY))
    reading.counted(PresenceSession)
    [session] = reading.only_not_counted
    assert reading.find(session) is None
    assert not reading.only_not_counted and reading.missing == {session}


def test_one_record_is_not_several(council: Council) -> None:
    meeting = council.meeting()
    one, two = council.items(meeting, {"title": "Ett"}, {"title": "Två"})
    note = council.add(LiaisonNote, text="Dold", protection="protected")
    council.link(one, note)
    council.link(two, note)
    result = made(council, meeting)
    assert result.left_out == 1
    assert "1 post utelämnas i denna utgåva." in reading_back.text(result.pdf)


def cover_line(council: Council, meeting: UUID) -> str:
    """What the council's edition says about what is left out."""
    content, _reading = gather(council.workspace, Edition(Audience.COUNCIL, TODAY), Request(meeting))
    return content.cover.left_out


def test_drafts_are_not_even_counted(council: Council) -> None:
    meeting = council.meeting()
    council.items(meeting, {"title": "Utkast", "draft": True})
    result = made(council, meeting, audience=Audience.LEADERS)
    assert result.left_out == 0
    assert "utelämnas" not in reading_back.text(result.pdf)


def test_what_is_left_out_changes_nothing_but_the_total(council: Council) -> None:
    """Numbers, presence and open points are the same as if the confidential records were not there."""
    edition = Edition(Audience.COUNCIL, TODAY)
    meeting = council.meeting(starts=None)
    council.items(meeting, {"title": "Ett"}, {"title": "Två"})
    council.sessions("Vallby", 30)
    before, _reading = gather(council.workspace, edition, Request(meeting))
    council.items(meeting, {"title": "Dolt", "position": "a00", "protection": "protected"})
    council.sessions("Vallby", 1, protection="protected")
    council.sessions("Bäckby", 1, protection="protected")
    council.decision("Dolt", protection="protected")
    council.meeting(BEFORE, protection="protected")
    after, _reading = gather(council.workspace, edition, Request(meeting))
    assert replace(after, cover=before.cover) == before
    assert after.cover.left_out.startswith("5 poster utelämnas i denna utgåva. ")
    assert replace(after.cover, left_out="") == before.cover


def test_clock_times_are_not_guessed_where_an_item_is_left_out(council: Council) -> None:
    meeting = council.meeting()
    hidden = {"title": "Dolt", "minutes": 45, "protection": "protected"}
    council.items(meeting, {"title": "Ett", "minutes": 15}, hidden, {"title": "Två", "minutes": 30})
    text = reading_back.text(made(council, meeting).pdf)
    assert "15 min 1 Information – Ett" in text
    assert "30 min 2 Information – Två" in text
    assert "13.15" not in text and "14.00" not in text
    assert "14.00–14.30 3 Information – Två" in reading_back.text(
        made(council, meeting, audience=Audience.LEADERS).pdf
    )


def test_a_confidential_link_is_not_followed(council: Council) -> None:
    meeting = council.meeting()
    [item] = council.items(meeting, {"title": "Ärende"})
    stakeholder = council.add(Stakeholder, name="Länkad aktör")
    council.link(item, stakeholder)
    assert "Länkad aktör" in reading_back.text(made(council, meeting).pdf)
    [link] = council.workspace.records(Link)
    assert link.id is not None
    council.change(link.id, protection="protected")
    assert "Länkad aktör" not in reading_back.text(made(council, meeting).pdf)


@pytest.mark.parametrize(
    ("protection", "audience", "id"),
    [
        ("internal", Audience.PUBLIC, "meeting-not-open"),
        ("protected", Audience.PUBLIC, "meeting-not-open"),
        ("protected", Audience.COUNCIL, "meeting-confidential"),
    ],
)
def test_no_edition_is_made_on_a_meeting_its_audience_may_not_see(
    council: Council, protection: str, audience: Audience, id: str
) -> None:
    meeting = council.meeting(protection=protection)
    council.items(meeting, {"title": "Öppet ärende", "protection": "open"})
    with pytest.raises(ProtectionRefused) as caught:
        made(council, meeting, audience=audience)
    assert caught.value.id == id


def test_a_public_edition_of_an_open_meeting_holds_the_items_that_are_open(council: Council) -> None:
    meeting = council.meeting(protection="open")
    council.items(meeting, {"title": "Öppet", "protection": "open"}, {"title": "Internt"})
    result = made(council, meeting, audience=Audience.PUBLIC)
    assert "Information – Öppet" in reading_back.text(result.pdf)
    assert b"Internt" not in reading_back.everything(result.pdf)
    assert (result.left_out, result.warnings) == (1, ())


def test_an_agenda_that_is_left_out_altogether_is_said_to_the_maker_alone(council: Council) -> None:
    meeting = council.meeting(protection="open")
    council.items(meeting, {"title": "Internt"})
    result = made(council, meeting, audience=Audience.PUBLIC)
    assert result.warnings == ("Mottagaren får inte se något av ärendena, så underlaget saknar ärendelista.",)
    assert "ärendelista" not in reading_back.text(result.pdf)


def test_confidential_records_in_it_are_counted_with_their_grounds(council: Council) -> None:
    meeting = council.meeting()
    hidden = {"protection": "protected", "ground": "OSL 18:2"}
    council.items(meeting, {"title": "Ett", **hidden}, {"title": "Två", **hidden}, {"title": "Tre"})
    leaders = made(council, meeting, audience=Audience.LEADERS)
    assert (leaders.confidential, leaders.grounds) == (2, ("OSL 18:2",))
    assert (leaders.internal, leaders.records) == (2, 4)
    assert made(council, meeting).confidential == 0


def test_a_confidential_name_of_the_council_stays_inside(council: Council) -> None:
    meeting = council.meeting()
    council.settings(name="KANARIEN", chairs="KANARIEN", municipality="KANARIEN", protection="protected")
    assert b"KANARIEN" not in reading_back.everything(made(council, meeting).pdf)


def test_a_contact_linked_to_an_item_is_nameless_to_the_public(council: Council) -> None:
    meeting = council.meeting(protection="open")
    [item] = council.items(meeting, {"title": "Ärende", "protection": "open"})
    council.link(item, council.add(Contact, name="Kim Ek", protection="open"))
    assert "Kim Ek" in reading_back.text(made(council, meeting).pdf)
    assert b"Kim Ek" not in reading_back.everything(made(council, meeting, audience=Audience.PUBLIC).pdf)


def test_the_public_sees_seats_without_names(council: Council) -> None:
    meeting = council.meeting(protection="open")
    council.member("Kim Ek", "Kommunstyrelsen", "chair", protection="open")
    text = reading_back.text(made(council, meeting, audience=Audience.PUBLIC).pdf)
    assert "Kommunstyrelsen ordförande" in text
    assert "Kim Ek" not in text


def test_one_confidential_record_marks_every_page_with_its_ground(council: Council) -> None:
    meeting = council.meeting()
    background = "Så här är läget. " * 300
    council.items(
        meeting,
        {"title": "Ett", "background": background},
        {"title": "Två", "protection": "protected", "ground": "OSL 18:2"},
        {"title": "Tre", "protection": "protected", "ground": "OSL 18:1"},
    )
    result = made(council, meeting, audience=Audience.LEADERS)
    shown = reading_back.pages(result.pdf)
    assert len(shown) > 1
    assert all("Sekretessmarkerad · OSL 18:1, OSL 18:2" in page for page in shown)
    assert result.protection == "protected"
    assert result.grounds == ("OSL 18:1", "OSL 18:2")


def test_the_confidential_item_itself_is_marked(council: Council) -> None:
    meeting = council.meeting()
    council.items(meeting, {"title": "Två", "protection": "protected", "ground": "OSL 18:2"})
    text = reading_back.text(made(council, meeting, audience=Audience.LEADERS).pdf)
    assert "Skydd Sekretessmarkerad · OSL 18:2" in text


def test_an_edition_without_what_is_confidential_is_not_marked_so(council: Council) -> None:
    meeting = council.meeting()
    council.items(meeting, {"title": "Dolt", "protection": "protected", "ground": "OSL 18:2"})
    result = made(council, meeting)
    assert result.protection == "internal"
    assert "Intern" in reading_back.pages(result.pdf)[0]
    assert "Sekretess" not in reading_back.text(result.pdf)


def test_where_all_is_open_there_is_no_marking(council: Council) -> None:
    result = made(council, council.meeting(protection="open"), audience=Audience.PUBLIC)
    assert result.protection is None
    assert "Intern" not in reading_back.text(result.pdf)


def test_a_working_copy_holds_drafts_and_says_so_on_each_page(council: Council) -> None:
    meeting = council.meeting(draft=True)
    council.items(meeting, {"title": "Utkastet", "background": "Så här är läget. " * 300, "draft": True})
    council.sessions("Bäckby", 3, draft=True)
    result = made(council, meeting, audience=Audience.LEADERS, with_drafts=True)
    shown = reading_back.pages(result.pdf)
    assert "Utkastet" in shown[0]
    assert len(shown) > 1
    assert all("Arbetsexemplar" in page for page in shown)
    assert "Bäckby 1 1,5" in reading_back.text(result.pdf)
    assert result.working_copy


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.COUNCIL])
def test_a_working_copy_is_refused_for_others_than_the_leaders(council: Council, audience: Audience) -> None:
    with pytest.raises(ProtectionRefused):
        made(council, council.meeting(), audience=audience, with_drafts=True)


def test_a_meeting_that_is_a_draft_is_not_printed(council: Council) -> None:
    with pytest.raises(UserError, match="meeting-is-draft"):
        made(council, council.meeting(draft=True), audience=Audience.LEADERS)


def _records(council: Council) -> Iterator[UUID]:
    for protection in ("open", "internal", "protected"):
        for draft in (False, True):
            yield council.add(
                PresenceSession, text=f"{protection} {draft}", protection=protection, draft=draft
            )


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        (Audience.PUBLIC, {"open False"}),
        (Audience.COUNCIL, {"open False", "internal False"}),
        (Audience.LEADERS, {"open False", "internal False", "protected False"}),
    ],
)
def test_an_audience_sees_what_its_level_allows_and_no_draft(
    council: Council, audience: Audience, seen: set[str]
) -> None:
    ids = list(_records(council))
    reading = Reading(council.workspace, Edition(audience, TODAY))
    assert {one.text for one in reading.records(PresenceSession)} == seen
    assert {one.title for id in ids if (one := reading.find(id))} == seen
    assert {title for id in ids if (title := reading.title(id))} == seen
    assert len(reading.left_out) == 3 - len(seen)


def test_settings_count_as_open_unless_marked(council: Council) -> None:
    council.settings(name="Rådet i Västerås")
    reading = Reading(council.workspace, Edition(Audience.PUBLIC, TODAY))
    assert reading.letterhead().name == "Rådet i Västerås"
    assert CouncilSettings().name == "Trygghetsrådet"
