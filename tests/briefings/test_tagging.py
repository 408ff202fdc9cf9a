"""What a page says to someone who listens: each piece is what it is, once, in the order it is read."""

from __future__ import annotations

from itertools import pairwise

import pikepdf
import pytest
import reportlab
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase import ttfonts
from reportlab.pdfbase.pdfdoc import PDFCatalog, PDFDocument, PDFPage
from reportlab.pdfgen.canvas import Canvas

from tests.briefings import reading_back, structure
from tests.briefings.council import Council
from tests.briefings.test_meeting import a_full_meeting, made
from tests.briefings.test_page import A_BLANK, LOREM, every_part, letterhead, printed
from tests.insight.charts import samples
from trygg_desktop.briefings.fonts import Face, register_faces
from trygg_desktop.briefings.lines import SOFT_HYPHEN, Line, Span, _Breaker, break_lines
from trygg_desktop.briefings.look import BODY, RIGHT
from trygg_desktop.briefings.paper import Paper
from trygg_desktop.briefings.parts import (
    Band,
    ChartPart,
    Column,
    Contents,
    Fact,
    Facts,
    Groups,
    Heading,
    Paragraph,
    Part,
    Points,
    Row,
    Run,
    Table,
    Title,
)
from trygg_desktop.briefings.tagging.archive import AboutFile
from trygg_desktop.briefings.tagging.canvas import TaggedCanvas
from trygg_desktop.briefings.tagging.letters import Codes, character_table
from trygg_desktop.briefings.written import lines, prose
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import in_language

LONG = "Trygghetsskapandesamverkansöverenskommelsebestämmelserna"


def heard(pdf: bytes) -> str:
    """All that is heard, in one line."""
    return " ".join(" ".join(structure.read_aloud(pdf)).split())


def test_a_page_with_every_part_is_accessible_and_archivable() -> None:
    charts = [ChartPart(chart) for chart in samples.all_charts().values()]
    assert structure.faults(printed(*every_part(), *charts, marking="Intern", working_copy=True)) == []


def test_a_document_is_read_in_its_order() -> None:
    pdf = printed(
        Title("Kallelse"),
        Facts((Fact("Tid", (Paragraph("i morgon"),)), Fact("Kallade", (Groups((("Polisen", "Två"),)),)))),
        Heading("Punkter", aside="1 punkt"),
        Table((Column("Punkt", names_row=True), Column("Antal")), (("Ljus", "1"),), "Punkter"),
        Heading("Ljus i parken", level=3, number="4"),
        Points(("ett", "två"), ("1.", "2.")),
        marking="Intern",
        foot_right="Framställd 22 nov",
    )
    assert structure.read_aloud(pdf) == _AS_READ.strip("\n").split("\n")


_AS_READ = """
Document
  P
    Trygghetsrådet
  P
    Västerås stad och lokalpolisområdet
  P
    Kallelse\x20
    Span
      Dnr
     KS 2026/00417
  P
    Intern
  P
    Utgåva för rådet
  P
    Framställd 22 nov
  H1
    Kallelse
  L
    LI
      Lbl
        Tid
      LBody
        P
          i morgon
    LI
      Lbl
        Kallade
      LBody
        L
          LI
            Lbl
              Polisen
            LBody
              Två
  H2
    Punkter
  P
    1 punkt
  Table
    THead
      TR
        TH
          Punkt
        TH
          Antal
    TBody
      TR
        TH
          Ljus
        TD
          1
  H3
    4 Ljus i parken
  L
    LI
      Lbl
        1.
      LBody
        ett
    LI
      Lbl
        2.
      LBody
        två
"""


def test_head_and_foot_are_read_once_however_many_pages() -> None:
    pdf = printed(*[Paragraph(LOREM)] * 40, marking="Intern")
    assert len(reading_back.pages(pdf)) > 3
    for words in ("Trygghetsrådet", "Dnr KS 2026/00417", "Intern", "Utgåva för rådet"):
        assert heard(pdf).count(words) == 1
    assert "Sida" not in heard(pdf)


def test_the_heads_of_a_table_are_read_once_however_many_pages() -> None:
    rows = tuple((f"rad {number}", str(number)) for number in range(200))
    pdf = printed(Title("T"), Table((Column("Område", names_row=True), Column("Pass")), rows, "Pass"))
    with structure.opened(pdf) as file:
        [table] = structure.tree(file).all("Table")
        assert [kid.tag for kid in table.kids] == ["THead", "TBody"]
        assert [len(kid.kids) for kid in table.kids] == [1, 200]
        scopes = [head.attributes["/Scope"] for head in table.all("TH")]
        assert scopes == ["/Column"] * 2 + ["/Row"] * 200
    assert heard(pdf).count("Område") == 1


def test_a_row_parted_by_the_foot_of_a_page_is_one_row() -> None:
    rows = tuple((f"rad {number}", LOREM * 12) for number in range(4))
    pdf = printed(Title("T"), Table((Column("Område", names_row=True), Column("Text")), rows, "Texter"))
    assert len(reading_back.pages(pdf)) > 2
    with structure.opened(pdf) as file:
        assert len(structure.tree(file).all("TR")) == 5
        assert len(structure.tree(file).all("TD")) == 4
    assert structure.faults(pdf) == []


def test_a_paragraph_parted_by_the_foot_of_a_page_is_one_paragraph() -> None:
    words = [f"ord{number}" for number in range(2000)]
    pdf = printed(Paragraph(" ".join(words)))
    assert len(reading_back.pages(pdf)) > 1
    with structure.opened(pdf) as long, structure.opened(printed(Paragraph("Hej"))) as short:
        assert len(structure.tree(long).all("P")) == len(structure.tree(short).all("P"))
    assert " ".join(words) in heard(pdf)


@pytest.mark.parametrize(
    ("labels", "told"), [(("•", "•"), "/Disc"), (("1.", "2)"), "/Decimal")], ids=["dots", "numbers"]
)
def test_a_list_says_whether_it_is_numbered(labels: tuple[str, ...], told: str) -> None:
    with structure.opened(printed(Points(("ett", "två"), labels))) as file:
        [found] = structure.tree(file).all("L")
        assert found.attributes["/ListNumbering"] == told


def test_short_texts_under_one_another_are_heard_one_by_one() -> None:
    pdf = printed(Facts((Fact("Se även", (lines(["Kameror (beslut)", "Lampor (åtgärd)"]),)),)))
    assert "Lbl Se även LBody L LI LBody Kameror (beslut) LI LBody Lampor (åtgärd)" in heard(pdf)
    tops = reading_back.line_tops(pdf)
    assert tops["Lampor (åtgärd)"] - tops["Kameror (beslut)"] == pytest.approx(BODY.leading, abs=0.1)
    assert structure.faults(pdf) == []


def test_a_figure_is_told_in_words() -> None:
    charts = samples.all_charts()
    pdf = printed(Title("T"), *[ChartPart(chart, with_values=False) for chart in charts.values()])
    with structure.opened(pdf) as file:
        figures = structure.tree(file).all("Figure")
        told = [" ".join(str(figure.entry.Alt).split()) for figure in figures]
    assert told == [" ".join(chart.in_words().split()) for chart in charts.values()]


def test_every_alternative_says_something() -> None:
    with structure.opened(printed(*every_part())) as file:
        figures = structure.tree(file).all("Figure")
        assert figures
        for figure in figures:
            assert len(str(figure.entry.Alt).strip()) > 10
            left, bottom, right, top = map(float, figure.entry.A.BBox)
            assert 0 < left < right < 596 and 0 < bottom < top < 842


@pytest.mark.parametrize("word", ["orsak", "åtgärd"])
def test_a_picture_that_would_be_told_for_hours_is_told_as_far_as_an_archive_holds(word: str) -> None:
    class Endless(type(samples.all_charts()["map"])):  # type: ignore[misc]
        def in_words(self) -> str:
            return f"{word} " * 20_000

    chart = samples.all_charts()["map"]
    values = {name: getattr(chart, name) for name in chart.__dataclass_fields__}
    pdf = printed(Title("T"), ChartPart(Endless(**values), with_values=False))
    with structure.opened(pdf) as file:
        [figure] = structure.tree(file).all("Figure")
        assert len(bytes(figure.entry.Alt)) <= 32_767
        assert str(figure.entry.Alt).endswith(f"{word} …")


def test_a_picture_without_words_is_not_printed() -> None:
    class Mute(type(samples.all_charts()["map"])):  # type: ignore[misc]
        def in_words(self) -> str:
            return "  "

    chart = samples.all_charts()["map"]
    mute = object.__new__(Mute)
    for name in chart.__dataclass_fields__:  # type: ignore[attr-defined]
        object.__setattr__(mute, name, getattr(chart, name))
    with pytest.raises(ValueError, match="picture without a word"):
        printed(ChartPart(mute, with_values=False))


def test_a_heading_is_never_more_than_one_level_below_the_one_before() -> None:
    pdf = printed(
        Heading("Ett", level=3, number="1"), Heading("Två", level=3), Title("Tre"), Heading("Fyra", 3)
    )
    with structure.opened(pdf) as file:
        assert [one.tag for one in structure.tree(file).all_headings()] == ["H1", "H2", "H1", "H2"]
    assert structure.faults(pdf) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*every_part(), *([Paragraph(LOREM)] * 4), Paragraph("")]), max_size=25))
def test_whatever_the_parts_and_their_order_the_file_is_sound(parts: list[Part]) -> None:
    assert structure.faults(printed(*parts)) == []


def test_a_page_that_lies_is_as_sound_as_one_that_stands() -> None:
    charts = [ChartPart(chart) for chart in samples.all_charts().values()]
    pdf = printed(*every_part(), *charts, marking="Intern", lying=True)
    assert structure.faults(pdf) == []
    with structure.opened(pdf) as file:
        assert [round(float(edge)) for edge in file.pages[0].MediaBox] == [0, 0, 842, 595]
    assert 600 < reading_back.rightmost_text(pdf) < 842 - RIGHT + A_BLANK


def test_the_values_of_a_long_series_ride_along_instead_of_filling_pages() -> None:
    charts = samples.all_charts()
    long = next(chart for chart in charts.values() if len(chart.sheet().rows) > 100)
    pdf = printed(Title("T"), ChartPart(long))
    assert len(reading_back.pages(pdf)) == 1
    with structure.opened(pdf) as file:
        assert structure.tree(file).all("Table") == []
        [data] = file.attachments.values()
        assert data.get_file().read_bytes().count(b"\r\n") == len(long.sheet().rows) + 1
        assert data.filename in heard(pdf)


def test_the_contents_lead_to_each_heading_and_name_its_page() -> None:
    parts: list[Part] = [Title("Rapport"), Contents(depth=3)]
    for number in range(12):
        parts += [Heading(f"Avsnitt {number}"), *[Paragraph(LOREM)] * 4]
        parts.append(Heading("Ett ärende", level=3, number=str(number)))
        parts.append(Paragraph(LOREM))
    pdf = printed(*parts)
    assert structure.faults(pdf) == []
    pages = {title: page for _level, title, page in reading_back.bookmarks(pdf)}
    told = heard(pdf)
    assert len(set(pages.values())) > 3
    for title, page in list(pages.items())[1:]:
        assert f"TOCI Reference Link {title} {page}" in told
    with structure.opened(pdf) as file:
        assert len(structure.tree(file).all("TOCI")) == 24 == len(file.pages[0].Annots)


def test_a_band_heads_the_rows_below_it_across_all_columns() -> None:
    columns = (Column("Åtgärd", names_row=True), Column("Ansvarig"), Column("Klart"))
    rows: list[Row] = []
    for number in range(30):
        rows += [Band(f"Problem {number}"), *[("Ljus", "Kommunen", "maj")] * (1 + number % 3)]
    pdf = printed(Title("Plan"), Table(columns, tuple(rows), "Åtgärder"), lying=True)
    assert structure.faults(pdf) == []
    with structure.opened(pdf) as file:
        spanning = [head.entry.A for head in structure.tree(file).all("TH") if "/ColSpan" in head.attributes]
        assert [(int(one.ColSpan), str(one.Scope)) for one in spanning] == [(3, "/Column")] * 30
    shown = reading_back.pages(pdf)
    assert len(shown) > 2
    for page in shown:
        assert not page.rstrip().splitlines()[-1].startswith("Problem")


def test_a_cell_below_a_band_has_that_band_for_a_head_and_no_other() -> None:
    columns = (Column("Nr"), Column("Åtgärd", names_row=True), Column("När"))
    rows: list[Row] = [("0", "Före", "mars")]
    for number in ("1", "2"):
        rows += [Band(f"Problem {number}"), (f"{number}.1", "Ljus", "maj"), (f"{number}.2", "Lås", "juni")]
    pdf = printed(Title("Plan"), Table(columns, tuple(rows), "Åtgärder"))
    assert structure.faults(pdf) == []
    with structure.opened(pdf) as file:
        names = list(file.Root.StructTreeRoot.IDTree.Names)
        assert names[::2] == sorted(names[::2], key=bytes)
        known = {bytes(name): element for name, element in zip(names[::2], names[1::2], strict=True)}
        [table] = structure.tree(file).all("Table")
        first, *others = [row for row in table.all("TR") if len(row.kids) == 3][1:]
        assert all("/Headers" not in cell.attributes for cell in first.kids)
        heads = [
            [known[bytes(name)] for name in others[-1].kids[place].entry.A.Headers] for place in range(3)
        ]
        bands = [one.entry for one in table.all("TH") if "/ColSpan" in one.attributes]
        columns_there = [one.entry for one in table.kids[0].all("TH")]
        row_head = others[-1].kids[1].entry
        assert [[head.objgen for head in each] for each in heads] == [
            [columns_there[0].objgen, bands[1].objgen, row_head.objgen],
            [columns_there[1].objgen, bands[1].objgen],
            [columns_there[2].objgen, bands[1].objgen, row_head.objgen],
        ]
        assert others[-1].kids[1].attributes["/Scope"] == "/Row"


def test_words_at_line_ends_are_heard_apart() -> None:
    words = [f"ord{number}" for number in range(300)]
    lines = "\n".join(words[:40])
    pdf = printed(Paragraph(" ".join(words)), Heading(" ".join(words[:30])), Paragraph(lines))
    assert " ".join(words) in heard(pdf)
    assert heard(pdf).count(" ".join(words[:30])) == 3


def test_a_word_that_was_parted_is_heard_whole() -> None:
    columns = (Column("A", names_row=True), Column("B", width=70))
    pdf = printed(Table(columns, ((LONG, LONG),), "t"), Paragraph(f"före {LONG} efter"))
    assert SOFT_HYPHEN in "".join(reading_back.pages(pdf))
    assert heard(pdf).replace(SOFT_HYPHEN, "").count(LONG) == 3


def test_an_address_that_was_parted_is_heard_whole() -> None:
    address = "https://example.org/" + "trygghet/" * 12 + "slut"
    pdf = printed(Table((Column("A"), Column("B", width=90)), (("x", f"Se ({address})."),), "t"))
    assert address in heard(pdf)
    with structure.opened(pdf) as file:
        [link] = structure.tree(file).all("Link")
        areas = [one.Obj for one in link.entry.K if isinstance(one, pikepdf.Dictionary)]
        assert len(areas) > 2
        assert {str(area.A.URI) for area in areas} == {address}
        assert {str(area.Contents) for area in areas} == {address}


def test_a_link_leads_where_it_says_and_back_to_its_element() -> None:
    pdf = printed(Title("T"), Paragraph((Run("Skriv till "), Run("rådet", link="mailto:å@example.org"))))
    with structure.opened(pdf) as file:
        [area] = file.pages[0].Annots
        assert str(area.A.URI) == "mailto:%C3%A5@example.org"
        assert str(area.Contents) == "rådet"
        keys = file.Root.StructTreeRoot.ParentTree.Nums
        owners = {int(keys[place]): keys[place + 1] for place in range(0, len(keys), 2)}
        assert owners[int(area.StructParent)].S == "/Link"
        assert owners[int(file.pages[0].StructParents)][0].S == "/P"
    assert structure.faults(pdf) == []


def test_a_link_may_lead_to_a_heading_of_the_same_document() -> None:
    pdf = printed(Title("T"), Paragraph((Run("Till slutet", link="#h2"),)), Heading("Slutet"))
    with structure.opened(pdf) as file:
        [area] = file.pages[0].Annots
        assert "/Dest" in area and "/A" not in area
    assert structure.faults(pdf) == []


def test_words_in_another_language_say_so() -> None:
    words = (Run("Se "), Run("the Act", language="en"), Run(" om detta."))
    pdf = printed(Paragraph(words), case_number="")
    with structure.opened(pdf) as file:
        [span] = structure.tree(file).all("Span")
        assert str(span.entry.Lang) == "en-GB"
    assert "Se Span the Act om detta." in heard(pdf)
    assert structure.faults(pdf) == []


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("sv", "torsdag 3 december (v. 49) kl. 18–20", ["vecka", "klockan"]),
        ("sv", "kv 3 2026, kvar på v. kvällen", ["kvartal"]),
        ("sv", "n", ["antal"]),
        ("sv", "n är antalet", []),
        ("sv", "..", ["för få för att visas"]),
        ("sv", "för få eller ..", []),
        ("en", "Thursday 3 December (w. 49), Q3 2026", ["week", "quarter 3"]),
        ("en", "No.", ["Number"]),
        ("en", "No. Never.", []),
    ],
)
def test_an_abbreviation_says_what_it_stands_for(language: str, text: str, told: list[str]) -> None:
    with in_language(language):
        pdf = printed(Paragraph(text), language=language, case_number="")
    with structure.opened(pdf) as file:
        assert [str(span.entry.E) for span in structure.tree(file).all("Span")] == told
    assert text in reading_back.text(pdf)
    assert structure.faults(pdf) == []


def test_the_case_number_in_the_head_is_read_in_full() -> None:
    with structure.opened(printed(Paragraph("Hej"))) as file:
        assert [str(span.entry.E) for span in structure.tree(file).all("Span")] == ["Diarienummer"]


def test_what_a_person_wrote_is_read_in_their_language_on_an_english_page() -> None:
    with in_language("en"):
        pdf = printed(*prose("Det är mörkt.\n- Lampor"), language="en", case_number="")
    with structure.opened(pdf) as file:
        spans = structure.tree(file).all("Span")
        assert [str(span.entry.Lang) for span in spans] == ["sv-SE", "sv-SE"]
    assert prose("Det är mörkt.") == (Paragraph("Det är mörkt."),)


def test_a_dash_for_nothing_is_seen_and_not_read() -> None:
    columns = (Column("Vem", names_row=True), Column("När"), Column("Läge"))
    table = Table(columns, (("Polisen", "–", (Paragraph("–"),)), ("Rådet", "3–5", "klart")), "Vem och när")
    pdf = printed(table)
    assert reading_back.text(pdf).count("–") == 3
    assert "Polisen TD TD TR TH Rådet TD 3–5" in heard(pdf)
    assert structure.faults(pdf) == []


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="abråd -", max_size=120), st.floats(20, 300))
def test_the_short_way_breaks_lines_like_the_long_one(written: str, room: float) -> None:
    long_way = _Breaker(BODY.size, room, True)
    for word in written.split(" "):
        if word:
            long_way.add_word([Span(word, Face.REGULAR)])
        long_way.add_blank(Span(" ", Face.REGULAR))
    long_way.end_line(paragraph=True)
    if written.strip() and "  " not in written.strip():
        short = break_lines([Span(written, Face.REGULAR)], size=BODY.size, room=room)
        assert [_letters(line).strip() for line in short] == [_letters(line) for line in long_way.done]


def _letters(line: Line) -> str:
    return "".join(span.text for span in line.spans)


def test_text_of_nothing_in_particular_is_a_mistake_of_ours() -> None:
    paper = Paper(a_canvas())
    with pytest.raises(ValueError, match="words directly in Document"):
        paper.words("Hej", BODY, 10, 10)


def test_a_character_without_a_shape_never_reaches_the_paper() -> None:
    with pytest.raises(UserError, match="character-not-in-font") as told:
        Paper(a_canvas()).canvas.codes(Face.REGULAR).pieces("Hej \N{GRINNING FACE}")
    assert told.value.parameters == {"character": "😀", "code": "U+1F600"}


def test_more_letters_than_a_font_holds_at_once_are_written_all_the_same() -> None:
    register_faces()
    shapes = sorted(Codes(str(Face.REGULAR), a_canvas()._doc)._glyphs)
    letters = [chr(code) for code in shapes if chr(code).isalpha()][:400]
    shown = reading_back.text(
        printed(*[Paragraph(" ".join(letters[at : at + 40])) for at in range(0, 400, 40)])
    )
    assert [letter for letter in letters if letter not in shown] == []


def a_canvas() -> TaggedCanvas:
    about = AboutFile("Titel", "Rådet", "Ämne", "sv", letterhead().day)
    register_faces()
    return TaggedCanvas(about, size=(595, 842), font=str(Face.REGULAR))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_meeting_briefing_is_accessible_and_archivable(council: Council, language: str) -> None:
    pdf = made(council, a_full_meeting(council), language=language).pdf
    assert structure.faults(pdf) == []
    with structure.opened(pdf) as file:
        levels = [int(one.tag[1]) for one in structure.tree(file).all_headings()]
    assert levels[0] == 1
    assert all(deeper <= level + 1 for level, deeper in pairwise(levels))


def test_the_pdf_writer_is_the_one_our_hooks_were_made_for() -> None:
    assert reportlab.Version == "5.1.0"


def test_the_hooks_of_the_canvas_are_still_there() -> None:
    for name in ("_setAnnotations", "_addAnnotation", "_bookmarkReference", "_make_preamble", "getpdfdata"):
        assert callable(getattr(Canvas, name))
    canvas = Canvas("unused.pdf")
    assert canvas._annotationCount == 0
    assert isinstance(canvas._code, list)
    assert isinstance(canvas._doc, PDFDocument)


def test_the_hooks_of_the_document_are_still_there() -> None:
    document = PDFDocument()
    for name in ("numberToId", "idToObject", "idToObjectNumberAndVersion"):
        assert isinstance(getattr(document, name), dict)
    assert document.Pages.pages == []
    assert callable(document.Reference) and callable(document.GetPDFData)
    assert "OutputIntents" not in PDFCatalog.__NoDefault__
    assert "StructParents" not in PDFPage.__NoDefault__


def test_the_hooks_of_the_fonts_are_still_there() -> None:
    assert callable(ttfonts.TTFont.addObjects)
    assert ttfonts.SUBSETN(0) == b"AAAAAA"
    table = character_table([0, 0, ord("a"), ord("å")])
    assert "2 beginbfchar\n<02> <0061>\n<03> <00E5>\nendbfchar" in table
    assert "<00> <0000>" not in table
