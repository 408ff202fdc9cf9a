"""A document is as confidential as the record that it is on: what it is called tells of that."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.briefings.council import TODAY, Council
from tests.briefings.test_council_folder import Folder
from trygg_desktop.briefings.content import Edition
from trygg_desktop.briefings.extract import gather
from trygg_desktop.briefings.meeting import gather as gather_meeting
from trygg_desktop.briefings.registry import make
from trygg_desktop.briefings.request import Request
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.stakeholders import Contact


def test_an_extract_does_not_name_a_document_on_a_confidential_record(council: Council) -> None:
    anna = council.add(Contact, name="Anna Berg")
    open_note, closed_note = (
        council.add(LiaisonNote, text=text, protection=protection, ground="OSL 18:1")
        for text, protection in (("Avstämning", "internal"), ("Ärendet", "protected"))
    )
    with council.workspace.transaction("Attach") as tx:
        tx.attach(open_note, "Brev till Anna Berg.pdf", b"%PDF-1", "application/pdf")
        tx.attach(closed_note, "Anmälan mot Anna Berg.pdf", b"%PDF-2", "application/pdf")
    content, reading = gather(council.workspace, Edition(Audience.LEADERS, TODAY), Request(person=anna))
    assert [one.title for one in content.records] == ["Brev till Anna Berg.pdf"]
    assert any("1" in notice for notice in reading.notices) and len(reading.left_out) == 1


@pytest.mark.parametrize(("audience", "named"), [(Audience.COUNCIL, 1), (Audience.LEADERS, 2)])
def test_an_item_does_not_name_a_document_on_a_record_that_is_closed_to_who_reads(
    council: Council, audience: Audience, named: int
) -> None:
    meeting = council.meeting()
    [item] = council.items(meeting, {"title": "Ärende"})
    for protection in ("internal", "protected"):
        note = council.add(LiaisonNote, text="Avstämning", protection=protection, ground="OSL 18:1")
        with council.workspace.transaction("Attach") as tx:
            document = tx.attach(note, f"{protection}.pdf", protection.encode(), "application/pdf")
            tx.change(document, protection="open")
        council.link(item, document)
    content, reading = gather_meeting(council.workspace, Edition(audience, TODAY), Request(meeting=meeting))
    assert len(content.items[0].linked) == named
    # both documents are open themselves: the last one is as closed as the note that it is on
    assert reading.left_out == ({document} if named == 1 else set())


@pytest.mark.parametrize(
    ("made_for", "folder_for", "warned"),
    [
        (Audience.LEADERS, Audience.COUNCIL, True),
        (Audience.COUNCIL, Audience.PUBLIC, True),
        (Audience.COUNCIL, Audience.COUNCIL, False),
        (Audience.PUBLIC, Audience.LEADERS, False),
    ],
)
def test_who_encloses_a_briefing_that_was_made_for_fewer_is_told(
    council: Council, made_for: Audience, folder_for: Audience, warned: bool
) -> None:
    folder = Folder(council)
    decisions = make(council.workspace, "decisions", audience=made_for, today=TODAY)
    council.workspace.record_made(decisions.entry(datetime.now(UTC)))
    folder.attach(0, "Beslut.pdf", decisions.pdf)
    said = [one for one in folder.made(folder_for).warnings if "är ett underlag för" in one]
    assert bool(said) is warned
