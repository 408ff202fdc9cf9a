"""Markings that are easily forgotten: on links, on the council's own settings, and levels from a newer program."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.briefings import reading_back
from tests.briefings.council import BEFORE, TODAY, Council
from tests.briefings.test_every_briefing import every_briefing
from tests.briefings.test_nothing_leaks import looked_through
from tests.briefings.test_picture import a_picture
from trygg_desktop.briefings.correspondents import read_correspondents
from trygg_desktop.briefings.registry import make
from trygg_desktop.domain.council import Decision
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.figures import Indicator, Measurement
from trygg_desktop.domain.goals import Goal
from trygg_desktop.domain.links import Link
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.settings import CouncilSettings
from trygg_desktop.domain.stakeholders import Agreement, Contact, Stakeholder
from trygg_desktop.workspace import Workspace

CONFIDENTIAL = {"protection": "protected", "ground": "OSL 99:9"}
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


def mark(council: Council, id: UUID, **values: Any) -> None:
    """Marks something confidential, and shares it with the other side."""
    council.change(id, **(CONFIDENTIAL | values))
    record = council.workspace.get(id)
    if record.draft:
        with council.workspace.transaction("Release") as tx:
            tx.release(id, protected=True)


def write_as_a_newer_program_would(workspace: Workspace, id: UUID, level: str) -> None:
    """A level of protection that this program knows nothing of."""
    kind = workspace.kind_of(id)
    assert kind is not None
    with workspace.at_the_log() as engine:
        engine.connection.execute(
            f'UPDATE "{kind.__tablename__}" SET protection = ? WHERE id = ?', (level, id.hex)
        )


def link_between(council: Council, one: UUID, other: UUID) -> UUID:
    """The link that a field or a plain connection is kept as."""
    [found] = [each for each in council.workspace.records(Link) if {each.from_id, each.to_id} == {one, other}]
    assert found.id is not None
    return found.id


def searched(council: Council, audience: Audience) -> dict[str, bytes]:
    """Everything that each briefing for an audience holds, anywhere."""
    meeting = council.meeting(protection="open")
    person = council.add(Contact, name="Någon")
    made = every_briefing(council, audience, meeting=meeting, person=person)
    return {name: looked_through(each.pdf) for name, each in made}


def holding(searched: dict[str, bytes], word: str) -> set[str]:
    """The briefings that hold a word."""
    return {name for name, held in searched.items() if word.encode() in held}


def told(council: Council, audience: Audience, word: str) -> set[str]:
    """The briefings for an audience that hold a word, anywhere."""
    return holding(searched(council, audience), word)


def test_a_reference_whose_link_is_confidential_is_not_told_of(council: Council) -> None:
    usual = {"protection": "open"}
    place = council.add(District, name="Kanarieberget", level="sub-area", **usual)
    partner = council.add(Stakeholder, name="Kanarieföreningen", **usual)
    council.add(Stakeholder, name="Annan", districts=[place], **usual)
    several = {"districts": [place], "partners": [partner], "stakeholders": [partner]}
    for kind in (Measure, Decision, Agreement):
        here = {name: value for name, value in several.items() if name in kind.fields()}
        about = {"stage": "ongoing"} if kind is Measure else {}
        id = council.add(kind, title=f"Synlig {kind.about.name}", **usual, **about, **here)
        for [other] in here.values():
            mark(council, link_between(council, id, other))
    assert told(council, Audience.LEADERS, "Kanarieföreningen") >= {"plan", "stakeholders"}
    for audience in (Audience.PUBLIC, Audience.COUNCIL):
        all_of_it = searched(council, audience)
        assert holding(all_of_it, "Synlig measure") >= {"plan", "follow-up"}
        assert holding(all_of_it, "Kanarieföreningen") == {"stakeholders"}, "in a row of its own"


def test_no_district_sheet_tells_of_what_a_confidential_link_leads_there(council: Council) -> None:
    vallby = council.district("Vallby")
    for kind, stage in ((Measure, {"stage": "ongoing"}), (Decision, {"status": "open"})):
        id = council.add(kind, title="Kanariefågeln", districts=[vallby], protection="open", **stage)
        mark(council, link_between(council, id, vallby))
    assert "district" not in told(council, Audience.COUNCIL, "Kanariefågeln")
    assert "district" in told(council, Audience.LEADERS, "Kanariefågeln")


def test_an_extract_leaves_out_what_only_a_confidential_link_leads_to_and_says_so_to_its_maker(
    council: Council,
) -> None:
    person = council.add(Contact, name="Kim Ek")
    plain, closed, draft = (council.add(Stakeholder, name=name) for name in ("Öppen", "Sluten", "Ofärdig"))
    council.link(person, plain)
    council.link(person, closed)
    mark(council, link_between(council, person, closed))
    council.add(Link, from_id=person, to_id=draft, role="other", draft=True)
    made = make(council.workspace, "extract", audience=Audience.LEADERS, today=TODAY, person=person)
    text = reading_back.text(made.pdf)
    assert [name for name in ("Öppen", "Sluten", "Ofärdig") if name in text] == ["Öppen"]
    assert made.left_out == 1


@pytest.mark.parametrize("level", ["secret-beyond-us", "", "OPEN", " open"])
def test_a_level_that_nobody_knows_here_counts_as_confidential(council: Council, level: str) -> None:
    meeting = council.meeting(BEFORE, protection="open")
    [item] = council.items(meeting, {"title": "KANARIEN", "protection": "open"})
    council.settings(name="Kanarierådet", protection="open")
    assert told(council, Audience.PUBLIC, "Kanarierådet")
    write_as_a_newer_program_would(council.workspace, item, level)
    [settings] = council.workspace.rows(CouncilSettings, [])
    write_as_a_newer_program_would(council.workspace, settings[0], level)
    for audience in (Audience.PUBLIC, Audience.COUNCIL):
        made = make(council.workspace, "minutes", audience=audience, today=TODAY, meeting=meeting)
        searched = reading_back.everything(made.pdf)
        assert b"KANARIEN" not in searched and b"Kanarier" not in searched
    leaders = make(council.workspace, "minutes", audience=Audience.LEADERS, today=TODAY, meeting=meeting)
    assert "KANARIEN" in reading_back.text(leaders.pdf)
    assert (leaders.protection, leaders.confidential) == ("protected", 2)


def test_a_confidential_name_or_emblem_of_the_council_marks_the_pages_that_it_stands_on(
    council: Council,
) -> None:
    council.settings(name="Rådet")
    made = make(council.workspace, "decisions", audience=Audience.LEADERS, today=TODAY)
    assert (made.protection, made.confidential) == (None, 0)
    with council.workspace.transaction("Emblem") as tx:
        [settings] = council.workspace.rows(CouncilSettings, [])
        emblem = tx.attach(settings[0], "vapen.svg", PICTURE, "image/svg+xml")
        tx.change(settings[0], emblem=emblem)
    mark(council, emblem)
    marked = make(council.workspace, "decisions", audience=Audience.LEADERS, today=TODAY)
    assert (marked.confidential, marked.grounds) == (1, ("OSL 99:9",))
    assert "Sekretessmarkerad · OSL 99:9" in reading_back.text(marked.pdf)
    mark(council, settings[0], ground="OSL 98:8")
    both = make(council.workspace, "decisions", audience=Audience.LEADERS, today=TODAY)
    assert (both.confidential, both.grounds) == (2, ("OSL 98:8", "OSL 99:9"))


def test_what_is_still_a_draft_of_the_settings_is_in_no_edition(council: Council) -> None:
    council.settings(name="Kanarierådet", **CONFIDENTIAL)
    assert all(record.draft for record in council.workspace.records(CouncilSettings))
    assert told(council, Audience.LEADERS, "Kanarierådet") == set()
    working_copy = make(
        council.workspace, "decisions", audience=Audience.LEADERS, today=TODAY, with_drafts=True
    )
    assert "Kanarierådet" in reading_back.text(working_copy.pdf)


def test_no_mail_to_the_council_proposes_the_address_of_a_member_who_is_marked_confidential(
    council: Council,
) -> None:
    council.member("Synlig", "Nämnden", email="synlig@example.se", shared_chair=True)
    hidden = council.member("Dold", "Nämnden", email="dold@example.se", shared_chair=True)
    mark(council, hidden)
    found = {audience: read_correspondents(council.workspace, audience, TODAY).to for audience in Audience}
    assert found[Audience.COUNCIL] == ("Synlig <synlig@example.se>",)
    assert set(found[Audience.LEADERS]) == {"Synlig <synlig@example.se>", "Dold <dold@example.se>"}
    assert found[Audience.PUBLIC] == ()


def test_a_withheld_figure_is_told_nowhere_although_its_number_was_written_down(council: Council) -> None:
    vallby, usual = council.district("Vallby"), {"protection": "open"}
    indicator = council.add(Indicator, name="Brott", measured="count", **usual)
    council.add(Goal, title="Färre brott", indicator=indicator, districts=[vallby], **usual)
    a_picture(council, {"district": "Vallby", "survey": "Så är det.", **usual}, **usual)
    for place in ({"district": vallby}, {}):
        for year in range(2021, 2025):
            council.add(Measurement, indicator=indicator, period=str(year), value=year * 3, **place, **usual)
        council.add(
            Measurement, indicator=indicator, period="2025", value=73577, mark="suppressed", **place, **usual
        )
    for audience in Audience:
        all_of_it = searched(council, audience)
        assert holding(all_of_it, "6 072"), "that of 2024"
        for written in ("73577", "73 577", "73\N{NO-BREAK SPACE}577"):
            assert holding(all_of_it, written) == set()
