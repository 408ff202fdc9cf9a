"""The demo's documents: letters that any reader opens, enclosed in the council folder, and members who can get it."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pymupdf
import pytest

from tests.demo.conftest import TODAY
from trygg_desktop.demo.letter import letter
from trygg_desktop.domain.attachments import Attachment
from trygg_desktop.domain.council import AgendaItem
from trygg_desktop.insight.meetings import members, next_meeting
from trygg_desktop.workspace import Workspace


def test_three_items_of_the_next_meeting_have_a_letter(demo: Workspace) -> None:
    meeting = next_meeting(demo, TODAY)
    assert meeting is not None
    items = {item.id for item in demo.records(AgendaItem) if item.meeting == meeting.id}
    letters = [one for one in demo.records(Attachment) if one.media_type == "application/pdf"]
    assert len({one.belongs_to for one in letters} & items) == len(letters) == 3


def test_the_letters_name_the_day_of_the_meeting(demo: Workspace) -> None:
    (one,) = [each for each in demo.records(Attachment) if "trygghetsvardar" in (each.name or "")]
    assert one.id is not None
    with pymupdf.open(stream=demo.attachment_bytes(one.id)) as opened:
        assert opened.page_count == 2
        assert "mötet torsdag 3 december." in opened[0].get_text()


def test_a_letter_is_sound_and_the_same_each_time() -> None:
    content = "Ett stycke (med parentes) och \\ tecken.\n\n## En rubrik\n\nOrsak | Åtgärd\nMörker | Ljus"
    made = letter("Förslag", "Skolförvaltningen", content)
    assert made == letter("Förslag", "Skolförvaltningen", content)
    with pikepdf.open(BytesIO(made)) as opened:
        assert opened.check_pdf_syntax() == []
        assert str(opened.docinfo["/Title"]) == "Förslag"
    with pymupdf.open(stream=made) as opened:
        words = opened[0].get_text()
    assert all(text in words for text in ("(med parentes) och \\", "En rubrik", "Åtgärd", "Ljus"))


def test_no_paragraph_of_a_letter_is_parted_and_no_heading_left_behind() -> None:
    blocks = [
        f"## Rubrik {number}\n\n" + f"Början{number} " + "ord " * 60 + f"slut{number}" for number in range(30)
    ]
    with pymupdf.open(stream=letter("Långt", "Någon", "\n\n".join(blocks))) as opened:
        pages = [page.get_text() for page in opened]
    assert len(pages) > 1
    for number in range(30):
        (page,) = [text for text in pages if f"Rubrik {number}\n" in text]
        assert f"Början{number} " in page and f"slut{number}\n" in page


def test_a_character_that_a_letter_lacks_is_an_error() -> None:
    with pytest.raises(UnicodeEncodeError):
        letter("Ἀθῆναι", "Någon", "")


def test_every_member_can_be_written_to_and_nobody_gets_it(demo: Workspace) -> None:
    addresses = [one.email or "" for one in members(demo, TODAY)]
    assert len({*addresses}) == len(addresses) > 10
    assert all(address.endswith("@example.se") for address in addresses)
