"""What the annexes of a council folder say to someone who listens, whoever made them and however."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pikepdf
import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.briefings import reading_back, structure, verapdf
from tests.briefings.council import Council
from tests.briefings.test_council_folder import Folder, a_pdf
from tests.briefings.test_page import LOREM, every_part, letterhead, printed
from trygg_desktop.briefings.annexes.annex import Annex, Claim, read_annex
from trygg_desktop.briefings.annexes.binding import bind
from trygg_desktop.briefings.council_folder import FolderContent, FolderItem, ItemDocument
from trygg_desktop.briefings.parts import Column, Heading, Paragraph, Points, Run, Table, Title
from trygg_desktop.i18n import in_language

Element = Callable[..., Any]
Making = Callable[[Any, Element], Any]


def from_elsewhere(*pages: bytes, tree: Making | None = None, **root: Any) -> bytes:
    """A PDF of these page contents, set in the font `/F1`. `tree` is given the page dictionaries and a function that
    makes an element of a tag, its kids and what else is said of it; it returns the topmost one."""
    with pikepdf.new() as file:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        for content in pages:
            page = file.add_blank_page(page_size=(595, 842)).obj
            page.Contents = file.make_stream(content)
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))

        def element(tag: str, *kids: Any, **facts: Any) -> Any:
            held = pikepdf.Dictionary(S=pikepdf.Name(f"/{tag}"), K=pikepdf.Array(kids), **facts)
            return file.make_indirect(held)

        if tree is not None:
            top = tree([page.obj for page in file.pages], element)
            file.Root.StructTreeRoot = file.make_indirect(pikepdf.Dictionary(K=top, **root))
        return structure.saved(file)


def text(words: str, y: int = 700) -> bytes:
    """A line of text in the page language."""
    return f"BT /F1 12 Tf 1 0 0 1 72 {y} Tm ({words}) Tj ET\n".encode()


def marked(number: int, words: str, y: int = 700) -> bytes:
    """A line that a structure knows by its number."""
    return f"/X <</MCID {number}>> BDC\n".encode() + text(words, y) + b"EMC\n"


def scanned(*stamps: str) -> bytes:
    """A page that is a picture, with a few words on top."""
    picture = BytesIO()
    Image.new("L", (900, 1200), "lightgrey").save(picture, "JPEG")
    with pymupdf.open() as made:
        page = made.new_page()
        page.insert_image(page.rect, stream=picture.getvalue())
        for number, stamp in enumerate(stamps):
            page.insert_text((300, 40 + 20 * number), stamp)
        return bytes(made.tobytes())


def annex(data: bytes) -> Annex:
    """A document that can be enclosed."""
    read = read_annex(data)
    assert isinstance(read, Annex)
    return read


@cache
def a_notice(language: str) -> bytes:
    """What the documents come after."""
    with in_language(language):
        return printed(Title("Kallelse"), language=language)


def bound(*annexes: bytes, language: str = "sv") -> bytes:
    """A notice with these documents after it."""
    documents = tuple(
        ItemDocument(f"Handling {number}", annex(data), number)
        for number, data in enumerate(annexes, start=1)
    )
    content = FolderContent(cast(Any, None), (FolderItem(1, "", "Ärendet", documents),))
    with in_language(language):
        return bind(a_notice(language), content, letterhead(language=language))


def heard(*annexes: bytes) -> list[str]:
    """What is heard of the annexes, from the name of the first on."""
    lines = structure.read_aloud(bound(*annexes))
    return [line.strip() for line in lines[lines.index("  Sect") :] if line.strip()]


def below_name(data: bytes) -> list[str]:
    """What is heard of the only annex, below its name."""
    told = heard(data)
    assert told[:5] == ["Sect", "H1", "Bilaga 1.", "Span", "Handling 1"]
    return told[5:]


def figures(pdf: bytes) -> list[str]:
    """What is said of each figure."""
    with structure.opened(pdf) as file:
        return [str(figure.entry.Alt) for figure in structure.tree(file).all("Figure")]


def claims(pdf: bytes) -> set[str]:
    """What a file says of itself."""
    with structure.opened(pdf) as file, file.open_metadata() as told:
        return {str(claim) for claim in Claim if f"{claim}:part" in told}


def test_an_annex_that_says_what_it_is_made_of_is_heard_so() -> None:
    report = printed(
        Title("Rapport"),
        Heading("Läget", level=2),
        Paragraph((Run("Se "), Run("sidan", link="https://example.org/"))),
        Points(("ett", "två"), ("1.", "2.")),
        Table((Column("Område", names_row=True), Column("Antal")), (("Bäckby", "4"),), "Antal"),
        belongs_to="", case_number="", foot="", kind="",
    )  # fmt: skip
    assert below_name(report) == [
        "P", "Trygghetsrådet", "H2", "Rapport", "H3", "Läget", "P", "Se", "Link", "sidan",
        "L", "LI", "Lbl", "1.", "LBody", "ett", "LI", "Lbl", "2.", "LBody", "två",
        "Table", "THead", "TR", "TH", "Område", "TH", "Antal", "TBody", "TR", "TH", "Bäckby", "TD", "4",
    ]  # fmt: skip


def test_the_notice_comes_first_and_the_annexes_in_their_order() -> None:
    told = " ".join(" ".join(structure.read_aloud(bound(a_pdf("ALFA", "ALFA igen"), a_pdf("BETA")))).split())
    order = ["H1 Kallelse", "Bilaga 1.", "Handling 1", "ALFA", "ALFA igen", "Bilaga 2.", "Handling 2", "BETA"]
    places = [told.index(words) for words in order]
    assert places == sorted(places)


def test_the_bookmarks_of_the_annexes_stand_where_their_headings_do() -> None:
    pdf = bound(printed(Title("Rapport"), Heading("Läget")), a_pdf("Hej"))
    found = [(level, title) for level, title, _page in reading_back.bookmarks(pdf)]
    assert found == [(1, "Kallelse"), (1, "Bilaga 1. Handling 1"), (1, "Bilaga 2. Handling 2")]
    with structure.opened(pdf) as file:
        assert [one.tag for one in structure.tree(file).all_headings()] == ["H1", "H1", "H2", "H3", "H1"]


def test_an_annex_that_says_nothing_of_itself_is_heard_line_by_line() -> None:
    first = b"q 9 0 9 9 re f Q BT /F1 12 Tf 14 TL 72 700 Td (Rad) Tj ( ett) Tj 0 -14 Td "
    lines = first + b"[(rad t) 9 (va)] TJ T* (tre) Tj ET"
    data = from_elsewhere(lines, text("Sida tre"))
    assert below_name(data) == ["P", "Rad ett", "rad tva", "tre", "P", "Sida tre"]


def test_words_with_only_room_between_them_are_heard_apart() -> None:
    line = b"BT /F1 12 Tf 3 Tc 72 700 Td [(Ord)-333(med) -333 ( rum e)-20(mellan)-200(sig)] TJ ( och) Tj ET"
    data = from_elsewhere(line + b" BT /F1 9 Tf 2 Tw 72 600 Td [(s)-400(t)] TJ ET")
    assert below_name(data) == ["P", "Ord med rum emellan sig och", "s t"]
    pdf = bound(data)
    with pymupdf.open(stream=pdf) as document:
        last = len(document) - 1
    assert drawn(data, 0).tobytes() == drawn(pdf, last).tobytes()


def test_a_page_that_was_scanned_is_told_of() -> None:
    told = figures(bound(a_pdf("läsbar"), scanned()))
    assert told == ["Bilaga 2, sida 1 av 1: inskannad sida utan text som kan läsas upp"]


def test_a_stamp_on_a_scanned_page_is_read_and_the_picture_told_of() -> None:
    page = scanned("Inkom 2026-11-02")
    assert below_name(page) == ["P", "Inkom 2026-11-02", "Figure"]
    assert figures(bound(page)) == ["Bilaga 1, sida 1 av 1: inskannad sida utan text som kan läsas upp"]


def test_a_scanned_page_whose_text_was_recognised_is_read() -> None:
    page = scanned(*["Ett protokoll från i fjol om lamporna vid torget"] * 5)
    assert annex(page).unread == ()
    assert figures(bound(page)) == []


def test_letters_that_no_reader_knows_count_as_a_picture() -> None:
    with structure.opened(from_elsewhere(text("xyz"))) as file:
        font = file.pages[0].obj.Resources.Font.F1
        font.Subtype, font.Encoding = pikepdf.Name.Type0, pikepdf.Name("/Identity-H")
        data = structure.saved(file)
    assert figures(bound(data)) == ["Bilaga 1, sida 1 av 1: bild utan text som kan läsas upp"]


def test_an_empty_page_is_passed_over() -> None:
    assert below_name(from_elsewhere(text("ett"), b"q Q", text("tre"))) == ["P", "ett", "P", "tre"]


def test_decoration_is_not_read() -> None:
    head = b"/Artifact BMC\n" + text("Sidhuvud", 800) + b"EMC\n"
    inside = b"BT /F1 12 Tf (Text) Tj /Artifact <</Type/Pagination>> BDC (7) Tj EMC ( mer) Tj ET"
    assert below_name(from_elsewhere(head + inside)) == ["P", "Text", "mer"]


def test_what_was_stamped_on_a_page_later_is_read_too() -> None:
    data = from_elsewhere(
        marked(0, "Rubrik") + text("Inkom 2 nov", 800) + marked(1, "Text", 600),
        text("Inlagd sida"),
        marked(0, "Sista sidan"),
        tree=lambda pages, element: element(
            "Document",
            element("H1", 0, Pg=pages[0]),
            element("P", 1, Pg=pages[0]),
            element("P", 0, Pg=pages[2]),
        ),
    )
    assert below_name(data) == [
        *("H2", "Rubrik", "P", "Text", "P", "Inkom 2 nov", "P", "Inlagd sida", "P", "Sista sidan"),
    ]


def test_headings_stand_below_the_name_of_the_annex_without_a_jump() -> None:
    tags = ["H3", "H4", "H1", "H2", "H6"]
    data = from_elsewhere(
        b"".join(marked(number, str(number), 700 - 20 * number) for number in range(5)),
        tree=lambda pages, element: element(
            "Document", *[element(tag, number, Pg=pages[0]) for number, tag in enumerate(tags)]
        ),
    )
    assert below_name(data)[::2] == ["H2", "H3", "H2", "H3", "H4"]


def test_headings_without_a_number_get_that_of_their_depth() -> None:
    data = from_elsewhere(
        marked(0, "a") + marked(1, "b", 600),
        tree=lambda pages, element: element(
            "Document",
            element("H", 0, Pg=pages[0]),
            element("Sect", element("H", 1, Pg=pages[0])),
        ),
    )
    assert below_name(data) == ["H2", "a", "Sect", "H3", "b"]


def secretive(pages: Any, element: Element) -> Any:
    """A structure that tells of its maker wherever a structure can."""
    private = pikepdf.Dictionary(O=pikepdf.Name.Table, Kanarie=pikepdf.String("Kanarie"), RowSpan=2)
    named = {"T": "Kanarie", "ID": "Kanarie", "A": private, "C": pikepdf.Name.Kanarieklass}
    table = element("Table", element("TR", element("TD", 1, Pg=pages[0], **named)))
    spoken = {"Alt": "Rådhuset i kvällsljus", "Lang": "sv-SE"}
    pictures = [
        element("Figure", 2, Pg=pages[0], **spoken),
        element("Figure", 3, Pg=pages[0], Alt="C:\\Kanarie\\bild.png"),
        element("Figure", 4, Pg=pages[0], Alt="kanarie.jpg"),
    ]
    return element("Document", element("Kanarierubrik", 0, Pg=pages[0], T="Kanarie"), table, *pictures)


def a_secretive_one() -> bytes:
    """A document with that structure."""
    return from_elsewhere(
        b"".join(marked(number, f"ord {number}", 700 - 20 * number) for number in range(5)),
        tree=secretive,
        RoleMap=pikepdf.Dictionary(Kanarierubrik=pikepdf.Name.H1),
        ClassMap=pikepdf.Dictionary(Kanarieklass=pikepdf.Dictionary(O=pikepdf.Name.Table, ColSpan=3)),
    )


def test_what_a_structure_tells_of_its_maker_stays_behind() -> None:
    pdf = bound(a_secretive_one())
    everything = reading_back.everything(pdf).lower()
    for name in ("kanarie", "C:\\"):
        assert name.lower().encode() not in everything
        assert name.encode("utf-16-be").lower() not in everything
    assert figures(pdf) == ["Rådhuset i kvällsljus", *["En bild som ingen har beskrivit"] * 2]


def test_what_a_listener_needs_comes_along() -> None:
    with structure.opened(bound(a_secretive_one())) as file:
        [section] = structure.tree(file).all("Sect")
        [cell] = section.all("TD")
        [figure, *_others] = section.all("Figure")
        assert [one.tag for one in section.all_headings()] == ["H1", "H2"]
        assert {str(key): int(value) for key, value in cell.entry.A[0].items() if key != "/O"} == {
            "/RowSpan": 2,
            "/ColSpan": 3,
        }
        assert str(figure.entry.Lang) == "sv-SE"


def test_cells_find_the_heads_that_they_name() -> None:
    def tree(pages: Any, element: Element) -> Any:
        named = pikepdf.Dictionary(O=pikepdf.Name.Table, Headers=pikepdf.Array([pikepdf.String("a")]))
        row = element("TR", element("TH", 0, Pg=pages[0], ID="a"), element("TD", 1, Pg=pages[0], A=named))
        return element("Document", element("Table", row))

    data = from_elsewhere(marked(0, "Namn") + marked(1, "Kim", 600), tree=tree)
    with structure.opened(bound(data, data)) as file:
        top = structure.tree(file)
        heads = [str(head.entry.ID) for head in top.all("TH")]
        assert [str(cell.entry.A[0].Headers[0]) for cell in top.all("TD")] == heads == ["1-1", "2-1"]
        assert [str(one) for one in list(file.Root.StructTreeRoot.IDTree.Names)[::2]] == heads


def goes_round(pages: Any, element: Element) -> Any:
    top = element("Document")
    top.K = pikepdf.Array([element("P", 0, Pg=pages[0]), top])
    return top


def too_deep(pages: Any, element: Element) -> Any:
    made = element("P", 0, Pg=pages[0])
    for _depth in range(400):
        made = element("Div", made)
    return made


ODD: dict[str, Making] = {
    "goes round in circles": goes_round,
    "is too deep": too_deep,
    "numbers without measure": lambda pages, element: element("P", 2**40, Pg=pages[0]),
    "less than nothing": lambda pages, element: element("P", -1, Pg=pages[0]),
    "no page": lambda _pages, element: element("P", 0),
    "another's page": lambda _pages, element: element("P", 0, Pg=pikepdf.Dictionary(Type=pikepdf.Name.Page)),
    "no structure at all": lambda _pages, _element: pikepdf.String("Hej"),
    "what is no element": lambda pages, element: element(
        "P", pikepdf.Dictionary(Type=pikepdf.Name.MCR), Pg=pages[0]
    ),
    "numbers that nothing has": lambda pages, element: element("P", 9, Pg=pages[0]),
    "an area that is not there": lambda pages, element: element(
        "Link", pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=pages[0]), Pg=pages[0]
    ),
}


@pytest.mark.parametrize("odd", ODD)
def test_an_annex_with_an_odd_structure_is_read_all_the_same(odd: str) -> None:
    data = from_elsewhere(marked(0, "Hej") + b"EMC EMC /X <</MCID 0>> BDC", tree=ODD[odd])
    assert below_name(data) == ["P", "Hej"]


def in_a_drawing(drawn: bytes, page: bytes) -> bytes:
    """A page on which `/D` is a drawing of its own."""
    with structure.opened(from_elsewhere(page)) as file:
        held = file.pages[0].obj
        drawing = file.make_stream(drawn)
        drawing.Subtype, drawing.BBox = pikepdf.Name.Form, pikepdf.Array([0, 0, 595, 842])
        drawing.Resources = pikepdf.Dictionary(Font=held.Resources.Font)
        held.Resources.XObject = pikepdf.Dictionary(D=drawing)
        return structure.saved(file)


def test_marks_in_a_drawing_that_nobody_knows_are_not_taken_for_the_page_s_own() -> None:
    data = in_a_drawing(marked(0, "Tecknat"), b"/D Do " + text("Efter", 600))
    assert below_name(data) == ["P", "Tecknat", "Efter"]


def test_a_drawing_in_a_piece_that_the_structure_knows_is_left_as_it_is() -> None:
    lines = b"BT /F1 12 Tf 14 TL 72 700 Td (Rad) Tj T* (tva) Tj ET"
    with structure.opened(in_a_drawing(lines, b"/P <</MCID 0>> BDC /D Do EMC")) as file:
        held = pikepdf.Dictionary(S=pikepdf.Name.P, K=0, Pg=file.pages[0].obj)
        file.Root.StructTreeRoot = pikepdf.Dictionary(K=held)
        data = structure.saved(file)
    with structure.opened(bound(data)) as file:
        assert file.pages[-1].obj.Resources.XObject.D.read_bytes() == lines


def test_the_lines_of_a_drawing_are_heard_apart() -> None:
    lines = (
        b"BT /F1 12 Tf 14 TL 72 700 Td [(Rad)-300(ett)] TJ T* (rad) Tj ( tva) Tj 0 -14 Td (tre) Tj ET "
        + text("fyra", 600)
    )
    data = in_a_drawing(lines, b"/D Do " + text("Efter", 500))
    assert below_name(data) == ["P", "Rad ett rad tva tre fyra", "Efter"]
    pdf = bound(data)
    with pymupdf.open(stream=pdf) as document:
        last = len(document) - 1
    assert drawn(data, 0).tobytes() == drawn(pdf, last).tobytes()


def test_the_lines_of_a_drawing_in_a_drawing_are_heard_apart() -> None:
    with structure.opened(in_a_drawing(b"/E Do", b"/D Do")) as file:
        outer = file.pages[0].obj.Resources.XObject.D
        inner = file.make_stream(text("Rad ett") + text("rad tva", 600))
        inner.Subtype, inner.BBox, inner.Resources = outer.Subtype, outer.BBox, outer.Resources
        outer.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(E=inner))
        data = structure.saved(file)
    assert below_name(data) == ["P", "Rad ett rad tva"]


def test_a_drawing_that_the_structure_knows_is_heard_in_its_place() -> None:
    with structure.opened(in_a_drawing(marked(0, "Tecknat", 600), marked(0, "Rubrik") + b"/D Do")) as file:
        page = file.pages[0].obj
        piece = pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=page, Stm=page.Resources.XObject.D, MCID=0)
        told = [
            pikepdf.Dictionary(S=pikepdf.Name.H1, K=0, Pg=page),
            pikepdf.Dictionary(S=pikepdf.Name.P, K=piece),
        ]
        file.Root.StructTreeRoot = pikepdf.Dictionary(K=pikepdf.Array(told))
        data = structure.saved(file)
    assert below_name(data) == ["H2", "Rubrik", "P", "Tecknat"]


def test_every_link_is_told_of() -> None:
    with pymupdf.open(stream=a_pdf("Se sidan")) as made:
        area = {
            "kind": pymupdf.LINK_URI,
            "from": pymupdf.Rect(90, 730, 200, 750),
            "uri": "https://example.org/",
        }
        made[0].insert_link(area)
        data = made.tobytes()
    assert below_name(data) == ["P", "Se sidan", "Link"]
    with structure.opened(bound(data)) as file:
        [area] = file.pages[-1].obj.Annots
        assert str(area.Contents) == "https://example.org/"
        numbers = list(file.Root.StructTreeRoot.ParentTree.Nums)
        found = dict(zip(numbers[::2], numbers[1::2], strict=True))
        assert str(found[int(area.StructParent)].S) == "/Link"
        assert int(file.Root.StructTreeRoot.ParentTreeNextKey) > max(numbers[::2])


def test_an_annex_in_swedish_is_so_in_an_english_folder() -> None:
    with structure.opened(bound(a_pdf("Hej"), scanned(), language="en")) as file:
        first, second = structure.tree(file).all("Sect")
        assert [one.tag for one in first.kids] == ["H1", "Div"]
        assert str(first.kids[0].kids[0].entry.Lang) == str(first.kids[1].entry.Lang) == "sv-SE"
        [figure] = second.all("Figure")
        assert (str(figure.entry.Lang), str(figure.entry.Alt)[:7]) == ("en-GB", "Annex 2")


def test_a_folder_claims_what_all_its_annexes_claim() -> None:
    ours = printed(*every_part(), Paragraph(LOREM))
    with structure.opened(ours) as file:
        with file.open_metadata() as told:
            del told["pdfaid:part"]
        only_accessible = structure.saved(file)
    assert claims(bound(ours, ours)) == {"pdfuaid", "pdfaid"}
    assert claims(bound(ours, only_accessible)) == {"pdfuaid"}
    assert claims(bound(ours, a_pdf("Hej"))) == set()


def test_a_folder_in_a_folder_is_heard_with_both_names() -> None:
    pdf = bound(bound(printed(Title("Rapport"))))
    told = " ".join(structure.read_aloud(pdf))
    assert [told.count(words) for words in ("Rapport", "Bilaga 1.", "Handling 1")] == [1, 2, 2]
    assert claims(pdf) == {"pdfuaid", "pdfaid"} and structure.faults(pdf) == []
    inner = bound(printed(Title("Rapport")))
    assert drawn(inner, 1).tobytes() == drawn(pdf, 2).tobytes()


def test_a_claim_is_not_kept_where_something_had_to_be_added() -> None:
    ours = printed(Title("Rapport"), Paragraph(LOREM))
    with pymupdf.open(stream=ours) as made:
        made[0].insert_text((300, 30), "Inkom 2 nov")
        stamped = made.tobytes()
    with structure.opened(stamped) as file, file.open_metadata() as told:
        assert told["pdfuaid:part"] == "1"
    assert annex(stamped).claims == frozenset()
    assert "Inkom 2 nov" in below_name(stamped)


def test_verapdf_confirms_what_a_folder_claims(tmp_path: Path) -> None:
    ours = printed(*every_part(), Paragraph(LOREM), Paragraph((Run("Hit", link="https://example.org/"),)))
    for language in ("sv", "en"):
        pdf = bound(ours, printed(Title("T"), Paragraph("Hej")), language=language)
        assert claims(pdf) == {"pdfuaid", "pdfaid"}
        assert structure.faults(pdf) == []
        (tmp_path / f"{language}.pdf").write_bytes(pdf)
    found = verapdf.verdicts(sorted(tmp_path.glob("*.pdf")))
    assert len(found) == 2 and not any(found.values())


def drawn(pdf: bytes, page: int) -> Image.Image:
    """A page as it looks, except its upper right corner."""
    with pymupdf.open(stream=pdf) as document:
        shown = document[page].get_pixmap(dpi=50)
        image = Image.frombytes("RGB", (shown.width, shown.height), shown.samples)
    image.paste((0, 0, 0), (image.width // 2, 0, image.width, 25))
    return image


@pytest.mark.parametrize("name", ["tagged", "plain", "scanned", "secretive"])
def test_the_pages_of_an_annex_look_as_they_did(name: str) -> None:
    data = {
        "tagged": lambda: printed(*every_part()),
        "plain": lambda: a_pdf("ett", "två", turned=90),
        "scanned": lambda: scanned("Inkom 2026"),
        "secretive": a_secretive_one,
    }[name]()
    pdf = bound(data)
    with pymupdf.open(stream=data) as before, pymupdf.open(stream=pdf) as after:
        first = len(after) - len(before)
        pages = range(len(before))
    for page in pages:
        assert drawn(data, page).tobytes() == drawn(pdf, first + page).tobytes()


OPERATORS = [
    *("q", "Q", "BT", "ET", "EMC", "EMC", "0 -14 Td", "T*", "1 0 0 1 9 9 Tm", "9 0 9 9 re", "f", "BX"),
    *("/P <</MCID 0>> BDC", "/P <</MCID 1>> BDC", "/P <</MCID 7>> BDC", "/Artifact BMC", "/OC /oc BDC"),
    *(
        "/Span <</ActualText (x)>> BDC",
        "/Span <</MCID 8/ActualText (x)>> BDC",
        "(ord) Tj",
        "[(o) -300 (rd)] TJ",
    ),
]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(OPERATORS), max_size=30), st.booleans())
def test_however_a_page_is_marked_every_word_is_heard_once_or_is_decoration(
    operators: list[str], has_tree: bool
) -> None:
    content = ("/F1 12 Tf " + "\n".join(operators)).encode()

    def tree(pages: Any, element: Element) -> Any:
        return element("Document", element("P", 0, Pg=pages[0]), element("P", 1, Pg=pages[0]))

    pdf = bound(from_elsewhere(content, tree=tree if has_tree else None))
    with structure.opened(pdf) as file:
        page = file.pages[-1]
        numbers = list(file.Root.StructTreeRoot.ParentTree.Nums)
        owners = dict(zip(numbers[::2], numbers[1::2], strict=True))[int(page.obj.StructParents)]
        known = {number for number, owner in enumerate(owners) if owner is not None}
        depth, covered = [], 0
        for each in pikepdf.parse_content_stream(page):
            name = str(each.operator)
            if name in ("BDC", "BMC"):
                facts = each.operands[1] if len(each.operands) > 1 else None
                number = facts.get("/MCID") if isinstance(facts, pikepdf.Dictionary) else None
                assert number is None or number in known
                depth.append(number is not None or str(each.operands[0]) == "/Artifact")
                covered += depth[-1]
            elif name == "EMC":
                covered -= depth.pop()
            elif name in ("Tj", "TJ"):
                assert covered
        assert depth == []


@pytest.fixture
def folder(council: Council) -> Folder:
    """A folder of a workspace, without documents yet."""
    return Folder(council)


def test_the_maker_is_told_which_annexes_can_not_be_read_aloud(folder: Folder) -> None:
    folder.attach(0, "a.pdf", a_pdf("läsbar"), description="Läsbar")
    folder.attach(0, "b.pdf", scanned(), description="Skannad")
    with pymupdf.open(stream=a_pdf("läsbar", "också")) as whole, pymupdf.open(stream=scanned()) as picture:
        whole.insert_pdf(picture)
        folder.attach(1, "c.pdf", whole.tobytes(), description="Blandad")
    first, second, _claims = folder.made().warnings
    assert first.startswith("”Skannad” kan inte läsas upp: den består av bilder")
    assert second == "”Blandad” kan inte läsas upp på 1 av sina 3 sidor, som är en bild av text."


def test_a_folder_of_our_own_briefings_keeps_its_claims_without_a_warning(folder: Folder) -> None:
    folder.attach(0, "a.pdf", printed(Title("Rapport"), Paragraph(LOREM)))
    made = folder.made()
    assert made.warnings == ()
    assert claims(made.pdf) == {"pdfuaid", "pdfaid"}
    assert folder.made().pdf == made.pdf
