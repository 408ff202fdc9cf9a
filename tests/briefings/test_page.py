"""The page: what every sheet carries, what the file says about itself, and what stays on the paper."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfgen.canvas import Canvas

from tests.briefings import reading_back
from trygg_desktop.briefings.blocks import Block, RowBlock, StackBlock, TextBlock
from trygg_desktop.briefings.fonts import SUBSTITUTE, Face
from trygg_desktop.briefings.grid import GridBlock
from trygg_desktop.briefings.lines import Line, Span, break_lines
from trygg_desktop.briefings.look import BODY, PAGE_WIDTH, RIGHT
from trygg_desktop.briefings.page import Letterhead, print_parts
from trygg_desktop.briefings.parts import (
    Align,
    AnyOrder,
    Band,
    Chip,
    Code,
    Column,
    Contents,
    Fact,
    Facts,
    Groups,
    Heading,
    Kind,
    Paragraph,
    Part,
    Points,
    Run,
    Shape,
    States,
    Status,
    Table,
    Tile,
    TileMap,
    Title,
    Together,
)
from trygg_desktop.briefings.setting import Setter
from trygg_desktop.briefings.sheets import fill_sheets
from trygg_desktop.briefings.written import prose
from trygg_desktop.i18n import set_language

A_BLANK = 3
"""A line that goes on ends in a blank, which is printed outside the edge and seen by nobody."""

LOREM = "Rådet följer närvaron i områdena och vad den leder till. " * 8


def letterhead(**facts: object) -> Letterhead:
    usual: dict[str, object] = {
        "body": "Trygghetsrådet",
        "belongs_to": "Västerås stad och lokalpolisområdet",
        "kind": "Kallelse",
        "title": "Kallelse till mötet i december",
        "subject": "Kallelse",
        "day": date(2026, 11, 22),
        "language": "sv",
        "case_number": "KS 2026/00417",
        "foot": "Utgåva för rådet",
    }
    return Letterhead(**(usual | facts))  # type: ignore[arg-type]


def printed(*parts: Part, **facts: object) -> bytes:
    return print_parts(parts, letterhead(**facts)).pdf


def a_map() -> TileMap:
    return TileMap((Tile("Bäckby", 1, 1, 2), Tile("Råby", 2, 5, None)), 6, "Karta över två områden")


def every_part() -> list[Part]:
    columns = (Column("Punkt", names_row=True), Column("Antal", width=60, align=Align.RIGHT), Column("Läge"))
    states = [Status(shape, shape.name.lower()) for shape in Shape]
    return [
        Title("Kallelse och föredragningslista"),
        Contents(),
        Facts((Fact("Tid", (Paragraph("i morgon"),)), Fact("Skydd", (Chip("Sekretess", True),)))),
        States(tuple(states)),
        Heading("Öppna punkter", aside="3 punkter"),
        Table(columns, (Band("Alla"), *((state.words, "1", state) for state in states)), "Öppna punkter"),
        Heading("Ett ärende", level=3, number="1"),
        Paragraph((Run("rakt "), Run("lutande ", slanted=True), Run("tjockt", strong=True))),
        Points(("ett", "två"), ("•", "•")),
        a_map(),
        AnyOrder(a_map(), Table(columns[:1], (("Bäckby",), ("Råby",)), "Områden")),
        Code(("ABCDE", "FGHIJ"), in_a_row=2),
        Together((Paragraph("Västerås"),)),
    ]


def test_each_page_says_which_it_is_of_how_many() -> None:
    shown = reading_back.pages(printed(*[Paragraph(LOREM)] * 30))
    assert len(shown) > 2
    for number, page in enumerate(shown, start=1):
        assert f"Sida {number} ({len(shown)})" in page


def test_each_page_carries_body_case_number_and_marking() -> None:
    pdf = printed(*[Paragraph(LOREM)] * 30, marking="Sekretessmarkerad · OSL 18:2", working_copy=True)
    for page in reading_back.pages(pdf):
        for words in (
            "Trygghetsrådet",
            "Dnr KS 2026/00417",
            "Sekretessmarkerad · OSL 18:2",
            "Arbetsexemplar",
        ):
            assert words in page


def test_without_a_marking_no_page_has_one() -> None:
    shown = reading_back.text(printed(Paragraph("Hej")))
    assert "Sekretess" not in shown
    assert "Arbetsexemplar" not in shown


def test_every_font_is_embedded_and_ours() -> None:
    found = reading_back.fonts(printed(*every_part(), marking="Intern"))
    assert found
    assert {embedded for _name, embedded in found} == {"ttf"}
    assert all("SourceSansPro" in name for name, _embedded in found)


def test_no_other_font_is_even_named() -> None:
    assert b"Helvetica" not in reading_back.everything(printed(*every_part()))


def test_the_file_says_what_it_is_and_names_no_one() -> None:
    facts = reading_back.metadata(printed(Paragraph("Hej")))
    assert facts["title"] == "Kallelse till mötet i december"
    assert facts["author"] == "Trygghetsrådet"
    assert facts["subject"] == "Kallelse"
    assert facts["creator"] == "Trygg"
    assert facts["creationDate"] == facts["modDate"] == "D:20261122000000Z"


@pytest.mark.parametrize(("language", "told"), [("sv", "sv-SE"), ("en", "en-GB")])
def test_the_file_says_its_language_and_shows_its_title(language: str, told: str) -> None:
    pdf = printed(Paragraph("Hej"), language=language)
    assert told in reading_back.catalogue(pdf)
    assert b"/DisplayDocTitle true" in reading_back.everything(pdf)


def test_headings_become_bookmarks_in_their_order() -> None:
    pdf = printed(Title("Allt"), Heading("Ärenden"), Heading("Budget", level=3, number="1"), Heading("Slut"))
    levels = [(level, title) for level, title, _page in reading_back.bookmarks(pdf)]
    assert levels == [(1, "Allt"), (2, "Ärenden"), (3, "1 Budget"), (2, "Slut")]


def test_the_same_parts_give_the_same_bytes() -> None:
    assert printed(*every_part()) == printed(*every_part())


def test_printing_loads_no_database() -> None:
    told = "import sys, trygg_desktop.briefings.page; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0


def test_markup_in_a_text_is_printed_as_it_was_written() -> None:
    written = '<b>inte</b> fet & "citat" ]]> <para> &amp; %s {namn} \\n'
    assert written in reading_back.text(printed(Paragraph(written)))


def test_a_very_long_word_stays_on_the_paper() -> None:
    pdf = printed(
        Paragraph("x" * 300),
        Heading("y" * 300),
        Heading("z" * 300, level=3, number="1"),
        Table((Column("A"), Column("B", width=40)), (("å" * 300, "ö" * 300),), "t"),
        Facts((Fact("w" * 60, (Paragraph("q" * 300),)),)),
    )
    assert reading_back.rightmost_text(pdf) <= PAGE_WIDTH - RIGHT + A_BLANK
    assert reading_back.text(pdf).replace(" ", "").replace("-", "").count("x" * 300) == 1


def test_long_names_in_the_head_leave_room_for_the_page() -> None:
    long = "Rådet för trygghet och brottsförebyggande arbete " * 40
    pdf = printed(
        Paragraph("Hej"), body=long, belongs_to=long, case_number=long, kind=long, marking=long[:600]
    )
    assert reading_back.rightmost_text(pdf) <= PAGE_WIDTH - RIGHT + A_BLANK
    assert "Hej" in reading_back.text(pdf)


def test_a_character_without_shape_is_shown_and_reported() -> None:
    made = print_parts([Paragraph("Bra 😀 jobbat 👍🏽")], letterhead())
    assert f"Bra {SUBSTITUTE} jobbat {SUBSTITUTE}" in reading_back.text(made.pdf)
    assert made.missing == ("😀", "👍🏽")


def test_a_name_in_other_letters_is_told_as_it_is_written() -> None:
    made = print_parts([Paragraph("Kontakt: عائشة محمد, tel. 123"), Paragraph("عائشة محمد")], letterhead())
    assert made.missing == ("عائشة محمد",)


def test_a_letter_in_two_pieces_is_printed_as_one() -> None:
    made = print_parts([Paragraph("Va\u0308stera\u030as")], letterhead())
    assert "Västerås" in reading_back.text(made.pdf)
    assert made.missing == ()


def test_invisible_characters_leave_no_trace() -> None:
    made = print_parts([Paragraph("trygg\u00adhets\u200bråd\ufeff\x07, 07\u201155")], letterhead())
    assert "trygghetsråd, 07-55" in reading_back.text(made.pdf)
    assert made.missing == ()


def test_words_at_line_ends_do_not_grow_together() -> None:
    words = [f"ord{number}" for number in range(200)]
    assert reading_back.text(printed(Paragraph(" ".join(words)))).count(" ".join(words)) == 1


def test_line_breaks_and_lists_are_kept() -> None:
    kept = prose("Första raden\nandra raden\n\nNytt stycke\n- en punkt\n* en till\n\n1. ett\n2) två")
    assert [type(part).__name__ for part in kept] == ["Paragraph", "Paragraph", "Points", "Points"]
    assert kept[0] == Paragraph("Första raden\nandra raden")
    assert kept[2] == Points(("en punkt", "en till"), ("•", "•"))
    assert kept[3] == Points(("ett", "två"), ("1.", "2)"))


def test_lines_that_are_all_sentences_are_paragraphs_and_an_address_is_one() -> None:
    assert len(prose("Stölder minskar.\nOron är oförändrad (71 procent).\nVarför?")) == 3
    assert prose("Trygghetsrådet\nStadshuset\n721 87 Västerås") == (
        Paragraph("Trygghetsrådet\nStadshuset\n721 87 Västerås"),
    )


def test_a_date_at_the_start_of_a_line_is_no_list() -> None:
    assert prose("3 december möts rådet") == (Paragraph("3 december möts rådet"),)


def test_a_table_repeats_its_heads_on_each_page() -> None:
    rows = tuple((f"rad {number}", str(number)) for number in range(200))
    shown = reading_back.pages(printed(Table((Column("Område"), Column("Pass")), rows, "Pass")))
    assert len(shown) > 3
    assert all("Område" in page and "Pass" in page for page in shown)


def test_every_row_is_printed_once() -> None:
    rows = tuple((f"rad{number:04}", "x " * (number % 90)) for number in range(300))
    shown = reading_back.text(printed(Table((Column("Område"), Column("Pass")), rows, "Pass")))
    assert [shown.count(f"rad{number:04}") for number in range(300)] == [1] * 300


def test_a_heading_is_never_last_on_a_page() -> None:
    for lines in range(30, 60):
        parts: list[Part] = [Paragraph("\n".join(["rad"] * lines)), Heading("Rubriken"), Paragraph(LOREM)]
        for page in reading_back.pages(printed(*parts)):
            if "Rubriken" in page:
                assert "Rådet följer" in page


def test_a_picture_that_does_not_fit_lets_its_table_go_first() -> None:
    both = AnyOrder(a_map(), Table((Column("Område"),), tuple((f"rad {n}",) for n in range(20)), "Områden"))
    above = Paragraph("\n".join(["ovanför"] * 36))
    first, second = reading_back.pages(printed(above, both))
    assert "rad 0" in first and "Råby" not in first
    assert second.index("rad 19") < second.index("Råby")
    [alone] = reading_back.pages(printed(both))
    assert alone.index("Råby") < alone.index("rad 0")


def test_a_table_goes_before_its_picture_rather_than_leave_a_sixth_of_the_page() -> None:
    both = AnyOrder(a_map(), Table((Column("Område"),), tuple((f"rad {n}",) for n in range(20)), "Områden"))
    above = Paragraph("\n".join(["ovanför"] * 39))
    first, second = reading_back.pages(printed(above, both))
    assert "rad 3" in first and "Råby" in second


def test_a_table_of_three_low_rows_is_not_parted() -> None:
    columns = (Column("Löfte", names_row=True), Column("Område"))
    for lines in range(30, 50):
        above = Paragraph("\n".join(["ovanför"] * lines))
        table = Table(columns, tuple((f"rad {n}", "Bäckby") for n in range(3)), "Löften")
        counts = [page.count("rad ") for page in reading_back.pages(printed(above, Heading("Löften"), table))]
        assert set(counts) <= {0, 3}


def test_a_column_that_may_be_untold_is_left_out_where_nothing_is_told_in_it() -> None:
    def shown(*causes: str) -> tuple[str, bytes]:
        columns = (Column("Orsak", if_told=True), Column("Åtgärd", names_row=True), Column("Vem"))
        rows = tuple((cause, f"Lampor {number}", "–") for number, cause in enumerate(causes))
        pdf = printed(Table(columns, (Band("Alla"), *rows), "Åtgärder"))
        return reading_back.text(pdf), reading_back.everything(pdf)

    text, everything = shown("–", "")
    assert "Orsak" not in text and b"Orsak" not in everything and "Vem" in text
    text, _everything = shown("–", "Mörker")
    assert "Orsak" in text and "Mörker" in text


def test_a_last_page_of_a_line_or_two_is_drawn_up_to_the_one_before() -> None:
    parts = [part for number in range(8) for part in (Heading(f"Rubrik {number}"), Paragraph("en rad"))]
    for count in range(1, 20):
        shown = reading_back.pages(printed(*parts, *[Paragraph("sist")] * count))
        assert len(shown) == 1 or shown[-1].count("sist") > 2


def test_two_lines_may_stand_alone_at_the_head_of_a_page_and_one_may_not() -> None:
    def left_over(height: float) -> int:
        rows = [RowBlock(cells=((0, Block(height=height)),)) for _ in range(9)]
        parted = GridBlock(rows=rows).split(8 * height + 1)
        assert parted is not None and isinstance(parted[1], GridBlock)
        return parted[1].stop - parted[1].start

    assert (left_over(34), left_over(18)) == (1, 2)


def test_a_fact_without_end_begins_below_the_title() -> None:
    endless = Groups(((LOREM, LOREM * 40),))
    facts = Facts((Fact("Tid", (Paragraph("i morgon"),)), Fact("Ledamöter", (endless,))))
    assert "i morgon" in reading_back.pages(printed(Title("Kallelse"), facts))[0]


def test_a_state_and_a_note_stand_closest_to_what_they_are_about() -> None:
    def promise(name: str) -> Fact:
        note = Paragraph(f"{name} blev bra", Kind.NOTE)
        return Fact("", (Paragraph(f"Löfte {name}"), Status(Shape.DONE, f"{name} hållet"), note))

    tops = reading_back.line_tops(printed(Facts((promise("A"), promise("B")), gap=4)))
    told = [tops["Löfte A"], tops["A hållet"], tops["A blev bra"], tops["Löfte B"]]
    steps = [below - above for above, below in pairwise(told)]
    assert steps[2] > max(steps[:2])


def test_groups_in_one_list_of_facts_keep_to_the_same_column() -> None:
    short, long = (
        Groups((("Rådet", "Ordförande A"),)),
        Groups((("Nämnden för idrott och fritid", "Ledamot B"),)),
    )
    facts = Facts((Fact("Kallas", (short,)), Fact("Adjungeras", (long,))))
    block = Setter().block(facts)
    assert isinstance(block, GridBlock)
    bodies = [row.cells[1][1] for row in block.rows]
    lefts = {body.blocks[0].blocks[0].cells[1][0] for body in bodies}  # type: ignore[attr-defined]
    assert len(lefts) == 1


def test_nothing_is_printed_over_the_foot() -> None:
    parts: list[Part] = []
    for number in range(40):
        parts += [Heading(f"Rubrik {number}"), *prose(LOREM * (number % 7)), Together((Paragraph(LOREM),))]
    assert reading_back.lowest_text(printed(*parts)) < 790


def test_english_words_stand_on_an_english_page() -> None:
    set_language("en")
    shown = reading_back.text(printed(Paragraph("Hello"), language="en", working_copy=True))
    assert "Page 1 (1)" in shown
    assert "Working copy" in shown
    assert "Ref. KS 2026/00417" in shown


def test_the_hooks_into_the_pdf_writer_are_still_there() -> None:
    """`page` sets the identity of a file through `Canvas._doc.signature`, and its day by a date formatter."""
    canvas = Canvas("unused.pdf")
    assert isinstance(canvas._doc, PDFDocument)
    assert hasattr(canvas._doc, "signature")
    assert callable(canvas.setDateFormatter)


ROOM = 300.0


def text_block(count: int) -> TextBlock:
    lines = [Line((Span(str(number), Face.REGULAR),), 10) for number in range(count)]
    return TextBlock(lines=lines, style=BODY, before=4, after=6)


def row_block(counts: list[int]) -> RowBlock:
    return RowBlock(
        cells=[(50 * index, text_block(count)) for index, count in enumerate(counts)], padding=(3, 3)
    )


texts = st.integers(1, 60).map(text_block)
rows = st.lists(st.integers(0, 40), min_size=1, max_size=3).map(row_block)
low_rows = st.tuples(st.integers(1, 3), st.booleans()).map(
    lambda made: RowBlock(cells=[(0, text_block(made[0]))], clings=made[1])
)
grids = st.tuples(
    st.lists(st.one_of(rows, low_rows), min_size=1, max_size=12), st.sampled_from((0.0, 60.0)), st.booleans()
).map(
    lambda made: GridBlock(
        rows=made[0],
        width=100,
        head=row_block([1]),
        fewest=made[1],
        about="mer",
        continued=(lambda about: row_block([2] if about else [1])) if made[2] else None,
    )
)
stacks = st.lists(texts, min_size=1, max_size=4).map(lambda several: StackBlock(blocks=several))
heads = st.integers(1, 2).map(lambda count: StackBlock(blocks=[text_block(count)], whole=True, clings=True))


def count_lines(block: Block) -> int:
    match block:
        case TextBlock():
            return len(block.lines)
        case StackBlock():
            return sum(map(count_lines, block.blocks))
        case RowBlock():
            return sum(count_lines(cell) for _x, cell in block.cells)
        case GridBlock():
            return sum(count_lines(block.rows[index]) for index in range(block.start, block.stop))
    return 0


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(texts, grids, stacks, rows, heads), max_size=12))
def test_sheets_hold_every_line_within_the_room_and_no_lone_heading(blocks: list[Block]) -> None:
    sheets = fill_sheets(blocks, ROOM)
    assert sum(count_lines(block) for sheet in sheets for block, _top in sheet) == sum(
        map(count_lines, blocks)
    )
    for sheet in sheets:
        for block, top in sheet:
            assert top + block.height <= ROOM + 0.1
    for sheet in sheets[:-1]:
        assert not sheet[-1][0].clings


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab -\nåö", max_size=120), st.floats(8, 200))
def test_lines_fit_their_room_and_lose_no_letter(written: str, room: float) -> None:
    broken = break_lines([Span(written, Face.REGULAR)], size=10, room=room, hyphens=False)
    letters = "".join(span.text for line in broken for span in line.spans)
    assert letters.replace(" ", "") == written.replace("\n", "").replace(" ", "")
    assert all(line.width <= room + 0.1 for line in broken)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="abtrygsk -\nåö", max_size=120), st.floats(20, 200))
def test_hyphens_are_all_that_lines_add(written: str, room: float) -> None:
    broken = break_lines([Span(written, Face.REGULAR)], size=10, room=room)
    letters = "".join(span.text for line in broken for span in line.spans)
    assert re.sub("[- \xad]", "", letters) == re.sub("[- \n]", "", written)
    assert all(line.width <= room + 0.1 for line in broken)
