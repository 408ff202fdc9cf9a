"""Which language each word on a page is read in: ours in that of the edition, those of the records in Swedish."""

from __future__ import annotations

import pytest

from tests.briefings import structure
from tests.briefings.council import TODAY, Council
from tests.briefings.test_page import printed
from trygg_desktop.briefings.content import Edition
from trygg_desktop.briefings.parts import Column, Contents, Heading, Part, Table, Title
from trygg_desktop.briefings.quoted import Quotations, quoting, told_apart
from trygg_desktop.domain.council import Decision
from trygg_desktop.domain.record import Audience
from trygg_desktop.i18n import in_language

KNOWN = Quotations(
    [
        "Bäckby torg",
        "Bäckby",
        "Lampor vid skolan.",
        "Polisen överväger kamerabevakning på ytan mellan väntsalen och garaget\nNästa rad",
        "Ute",
        "Nu",
        "rektor",
    ]
)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Problem: Bäckby torg (area)", ["Bäckby torg"]),
        ("Bäckby, Bäckby torg and Råby", ["Bäckby, Bäckby torg"]),
        ("Bäckby and Bäckby torg", ["Bäckby", "Bäckby torg"]),
        ("due: Lampor vid skolan (decision)", ["Lampor vid skolan"]),
        ("Polisen överväger kamerabevakning på … (note)", ["Polisen överväger kamerabevakning på …"]),
        ("See Nästa  rad", ["Nästa  rad"]),
        ("Bäckbybor, Nu", []),
        ("Ute", ["Ute"]),
        ("rektor@skola.example or rektor", ["rektor"]),
        ("Polisen …", []),
        ("", []),
    ],
)
def test_what_a_record_says_is_found_again_in_our_words(text: str, quoted: list[str]) -> None:
    pieces = list(KNOWN.pieces(text))
    assert [piece for piece, found in pieces if found] == quoted
    assert "".join(piece for piece, _found in pieces) == text


def test_titles_heads_cells_and_links_say_which_of_their_words_are_swedish(council: Council) -> None:
    council.decision("Lampor vid torget", owner="Tekniska förvaltningen")
    parts: list[Part] = [
        Title("Report on Lampor vid torget"),
        Contents(),
        Heading("Lampor vid torget", aside="1 decision"),
        Table(
            (Column("Decision", names_row=True), Column("Owner")),
            (("Lampor vid torget", "by Tekniska förvaltningen"),),
            "Decisions",
        ),
    ]
    with in_language("en"), quoting(council.workspace, Edition(Audience.LEADERS, TODAY)):
        pdf = printed(*parts, language="en", body="Council", belongs_to="", case_number="", foot="", kind="")
    spoken = [(tag, language[:2], words.strip()) for tag, language, words in structure.spoken(pdf)]
    assert [line for line in spoken if line[1] == "sv"] == [
        ("Span", "sv", "Lampor vid torget"),
        ("Span", "sv", "Lampor vid torget"),
        ("Span", "sv", "Lampor vid torget"),
        ("Span", "sv", "Lampor vid torget"),
        ("Span", "sv", "Tekniska förvaltningen"),
    ]
    assert ("H1", "en", "Report on") in spoken and ("TD", "en", "by") in spoken
    assert structure.faults(pdf) == []
    with structure.opened(pdf) as file:
        [link] = structure.tree(file).all("Link")
        assert [kid.tag for kid in link.kids] == ["Span"]
        assert len(file.pages[0].obj.Annots) == 1


def test_a_page_in_swedish_needs_no_mark(council: Council) -> None:
    council.decision("Lampor vid torget")
    with in_language("sv"), quoting(council.workspace, Edition(Audience.LEADERS, TODAY)):
        assert list(told_apart("Beslut: Lampor vid torget")) == [("Beslut: Lampor vid torget", "")]


def test_nothing_is_known_again_that_the_audience_may_not_see(council: Council) -> None:
    council.decision("Kanarietorget", protection="open")
    council.decision("Hemliga gården", protection="protected", ground="OSL 18:1")
    council.add(Decision, title="Utkastets torg", protection="open", draft=True)
    text = "From Kanarietorget by Hemliga gården to Utkastets torg"
    with in_language("en"), quoting(council.workspace, Edition(Audience.PUBLIC, TODAY)):
        assert [piece for piece, language in told_apart(text) if language] == ["Kanarietorget"]
