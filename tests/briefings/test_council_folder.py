"""The council folder: what is in it and in which order, how one finds the way, and what it does not tell of anyone."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from uuid import UUID

import pikepdf
import pymupdf
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from tests.briefings import reading_back
from tests.briefings.council import TODAY, Council
from trygg_desktop.briefings.annexes.annex import Annex, WhyNot, read_annex
from trygg_desktop.briefings.annexes.opened import without_camera_data
from trygg_desktop.briefings.registry import Made, make
from trygg_desktop.domain.record import Audience
from trygg_desktop.i18n import in_language


def a_pdf(*pages: str, turned: int = 0, size: tuple[float, float] = (595, 842), author: str = "") -> bytes:
    """A PDF from elsewhere, a page for each text."""
    made = BytesIO()
    canvas = Canvas(made, pagesize=size, invariant=1)
    canvas.setAuthor(author)
    for text in pages:
        canvas.setPageRotation(turned)
        canvas.drawString(100, 100, text)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def locked(pdf: bytes) -> bytes:
    """The same, behind a password."""
    made = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(made, encryption=pikepdf.Encryption(user="hemlig", owner="hemlig"))
    return made.getvalue()


@dataclass
class Folder:
    """A meeting whose items get documents, and the folder made of it."""

    council: Council
    meeting: UUID = field(init=False)
    items: list[UUID] = field(init=False)

    def __post_init__(self) -> None:
        self.meeting = self.council.meeting(protection="open")
        self.items = self.council.items(
            self.meeting,
            {"title": "Lägesbild", "protection": "open"},
            {"title": "Ordningsvakter", "form": "decision", "protection": "open"},
        )

    def attach(self, item: int, name: str, data: bytes, **values: Any) -> UUID:
        """A document on an item."""
        with self.council.workspace.transaction("Attach") as tx:
            id = tx.attach(self.items[item], name, data, "application/pdf")
            tx.change(id, **({"protection": "open"} | values))
            if values.get("protection") == "protected":  # it became a draft by that
                tx.release(id, protected=True)
        return id

    def made(self, audience: Audience = Audience.COUNCIL, language: str = "sv") -> Made:
        """The folder."""
        return make(
            self.council.workspace,
            "folder",
            audience=audience,
            today=TODAY,
            meeting=self.meeting,
            language=language,
        )


@pytest.fixture
def folder(council: Council) -> Folder:
    """A folder without documents yet."""
    return Folder(council)


def links(pdf: bytes) -> dict[str, int]:
    """Where the links inside the file lead: the text under each, and the page from 1."""
    with pymupdf.open(stream=pdf) as document:
        return {
            page.get_textbox(link["from"]).strip(): link["page"] + 1
            for page in document
            for link in page.get_links()
            if link["kind"] == pymupdf.LINK_GOTO
        }


def test_the_meeting_s_own_documents_come_before_those_of_the_items(council: Council) -> None:
    folder = Folder(council)
    folder.attach(0, "a-arende.pdf", a_pdf("ARENDETS HANDLING"))
    with council.workspace.transaction("Attach") as tx:
        id = tx.attach(folder.meeting, "z-mote.pdf", a_pdf("MOTETS HANDLING"), "application/pdf")
        tx.change(id, protection="open")
    with pymupdf.open(stream=folder.made().pdf) as made:
        texts = [page.get_text() for page in made]
    assert "Mötets egna handlingar" in "".join(texts[:-2])
    assert "MOTETS HANDLING" in texts[-2] and "ARENDETS HANDLING" in texts[-1]


def test_the_documents_follow_the_notice_in_the_order_of_the_items(folder: Folder) -> None:
    folder.attach(1, "beslut.pdf", a_pdf("Beslutsunderlaget"))
    folder.attach(0, "bild.pdf", a_pdf("Bilden ett", "Bilden två"), description="Lägesbilden i sin helhet")
    made = folder.made()
    pages = reading_back.pages(made.pdf)
    assert made.pages == len(pages) == 3 + (notice := len(pages) - 3)
    assert "Kallelse" in pages[0]
    assert [page.splitlines()[0] for page in pages[notice:]] == [
        "Bilden ett",
        "Bilden två",
        "Beslutsunderlaget",
    ]


def test_each_foreign_page_says_which_annex_and_which_page_of_the_folder_it_is(folder: Folder) -> None:
    folder.attach(0, "bild.pdf", a_pdf("ett", "två"))
    folder.attach(1, "beslut.pdf", a_pdf("tre"))
    pages = reading_back.pages(folder.made().pdf)
    total, first = len(pages), len(pages) - 2
    assert f"Bilaga 1 · Sida {first} ({total})" in pages[-3]
    assert f"Bilaga 1 · Sida {first + 1} ({total})" in pages[-2]
    assert f"Bilaga 2 · Sida {total} ({total})" in pages[-1]
    assert f"Sida 1 ({total})" in pages[0]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_the_stamp_stands_upright_in_the_upper_right_corner_however_the_page_is_turned(
    folder: Folder, turned: int
) -> None:
    folder.attach(0, "karta.pdf", a_pdf("karta", turned=turned, size=(400, 700)))
    with pymupdf.open(stream=folder.made().pdf) as document:
        page = document[-1]
        [line] = [
            line
            for block in page.get_text("dict")["blocks"]
            for line in block["lines"]
            if "Bilaga 1 ·" in "".join(span["text"] for span in line["spans"])
        ]
        shown = pymupdf.Rect(line["bbox"]) * page.rotation_matrix
        right, top = page.rect.width - shown.x1, shown.y0
        upright = pymupdf.Point(line["dir"]) * pymupdf.Matrix(turned)
    assert 10 < right < 40 and 5 < top < 30
    assert (round(upright.x), round(upright.y)) == (1, 0)


def test_the_list_leads_to_each_document_and_so_do_the_bookmarks(folder: Folder) -> None:
    folder.attach(0, "bild.pdf", a_pdf("ett", "två"), description="Lägesbilden")
    folder.attach(1, "beslut.pdf", a_pdf("tre"), description="Förslaget")
    pdf = folder.made().pdf
    total = len(reading_back.pages(pdf))
    assert links(pdf) == {"Lägesbilden": total - 2, "Förslaget": total}
    found = reading_back.bookmarks(pdf)
    assert [(title, page) for _level, title, page in found[-2:]] == [
        ("Bilaga 1. Lägesbilden", total - 2),
        ("Bilaga 2. Förslaget", total),
    ]
    assert found[0][1] == "Kallelse och föredragningslista"
    with pymupdf.open(stream=pdf) as document:
        assert [page.get_label() for page in document] == [str(number + 1) for number in range(total)]


def test_what_can_not_be_enclosed_is_named_in_the_list_and_told_to_the_maker(folder: Folder) -> None:
    folder.attach(0, "tal.xlsx", b"PK\x03\x04", description="Talen")
    folder.attach(0, "stangd.pdf", locked(a_pdf("hemligt")), description="Stängd")
    folder.attach(0, "trasig.pdf", b"%PDF-1.7\nwhat is left of it", description="Trasig")
    folder.attach(0, "hel.pdf", a_pdf("hel"), description="Ännu en")
    made = folder.made()
    told = reading_back.text(made.pdf)
    assert "Talen ingår inte: inte en PDF" in told
    assert "Stängd ingår inte: låst" in told
    assert "Trasig ingår inte: skadad" in told
    assert [warning.partition(" ingår")[0] for warning in made.warnings[:3]] == [
        "”Stängd”",
        "”Talen”",
        "”Trasig”",
    ]
    assert "Bilaga 1" in reading_back.pages(made.pdf)[-1] and "Bilaga 2" not in told


def test_of_what_the_audience_may_not_see_there_is_no_trace(folder: Folder) -> None:
    folder.attach(0, "oppen.pdf", a_pdf("oppet"))
    folder.attach(0, "kanariefil.pdf", a_pdf("kanarietext"), protection="protected", ground="OSL 18:1")
    [closed] = folder.council.items(
        folder.meeting, {"title": "Kanarieärende", "protection": "protected", "ground": "OSL 18:1"}
    )
    folder.items.append(closed)
    folder.attach(2, "kanariepunkt.pdf", a_pdf("kanariesida"))
    made = folder.made()
    assert b"kanarie" not in reading_back.everything(made.pdf).lower()
    assert made.left_out == 2
    leaders = folder.made(Audience.LEADERS)
    assert "kanarietext" in reading_back.text(leaders.pdf)
    assert "Sekretessmarkerad · OSL 18:1" in reading_back.pages(leaders.pdf)[-1]


def test_nothing_is_told_of_who_made_the_documents_and_where(folder: Folder) -> None:
    folder.attach(0, "mapp.pdf", telltale())
    everything = reading_back.everything(folder.made().pdf)
    for name in (b"Kanarie", "Kanarie".encode("utf-16-be"), b"C:\\"):
        assert name not in everything
    assert "Synlig text" in everything.decode("latin-1")


def telltale() -> bytes:
    """A PDF that tells of its maker wherever a PDF can."""
    photo = BytesIO()
    exif = Image.Exif()
    exif[0x013B] = "Kanarie Fotograf"
    Image.new("RGB", (40, 40), "red").save(photo, "JPEG", exif=exif, comment=b"C:\\Kanarie")
    with pymupdf.open() as made:
        page = made.new_page()
        page.insert_text((72, 72), "Synlig text")
        page.insert_image(pymupdf.Rect(100, 100, 200, 200), stream=photo.getvalue())
        for note in (
            page.add_text_annot((300, 300), "Kanarie skrev"),
            page.add_highlight_annot((72, 60, 140, 76)),
        ):
            note.set_info(title="Kanarie Granskare")
            note.update()
        page.add_file_annot((400, 400), b"Kanarie", "C:\\Kanarie\\fil.txt")
        page.insert_link(
            {"kind": pymupdf.LINK_LAUNCH, "from": pymupdf.Rect(0, 0, 9, 9), "file": "C:\\Kanarie"}
        )
        made.embfile_add("Kanarie.txt", b"Kanarie")
        made.set_metadata({"author": "Kanarie", "title": "C:\\Kanarie"})
        made.set_xml_metadata("<x:xmpmeta xmlns:x='adobe:ns:meta/'>Kanarie</x:xmpmeta>")
        data = made.tobytes()
    with pikepdf.open(BytesIO(data)) as opened:
        page = opened.pages[0].obj
        page.PieceInfo = pikepdf.Dictionary(Word=pikepdf.Dictionary(Private=pikepdf.String("Kanarie")))
        page.Resources.XObject["/fzImg0"].Metadata = opened.make_stream(b"Kanarie")
        changed = BytesIO()
        opened.save(changed)
    return changed.getvalue()


def test_a_picture_without_what_the_camera_wrote_is_the_same_picture() -> None:
    photo = BytesIO()
    exif = Image.Exif()
    exif[0x013B] = "Kanarie"
    Image.linear_gradient("L").convert("RGB").save(photo, "JPEG", exif=exif, icc_profile=b"profile" * 9)
    plain = without_camera_data(photo.getvalue())
    assert b"Kanarie" not in plain
    with Image.open(BytesIO(plain)) as after, Image.open(photo) as before:
        assert after.tobytes() == before.tobytes()
        assert after.info["icc_profile"] == before.info["icc_profile"]


def test_a_layer_that_is_turned_off_in_a_document_stays_so(folder: Folder) -> None:
    with pymupdf.open() as made:
        page = made.new_page()
        page.insert_text((72, 72), "Tryckt lager")
        hidden = made.add_ocg("Dolt", on=False)
        page.insert_text((72, 100), "Dolt lager", oc=hidden)
        data = made.tobytes()
    folder.attach(0, "karta.pdf", data)
    with pymupdf.open(stream=folder.made().pdf) as document:
        assert len(document.get_ocgs()) == len(document.get_layer()["off"]) == 1
        assert [layer["name"] for layer in document.get_ocgs().values()] == ["1"]


def test_the_notice_keeps_its_tags_and_the_whole_claims_no_more_than_is_true(folder: Folder) -> None:
    alone = folder.made()
    folder.attach(0, "bild.pdf", a_pdf("ett"))
    bound = folder.made()
    assert b"pdfuaid:part" in alone.pdf and not alone.warnings
    with pikepdf.open(BytesIO(bound.pdf)) as opened, opened.open_metadata() as told:
        assert "/StructTreeRoot" in opened.Root
        assert not {"pdfuaid:part", "pdfaid:part", "pdfaid:conformance"} & set(told)
    assert "varken PDF/UA eller PDF/A" in " ".join(bound.warnings)


def test_the_same_folder_twice_is_the_same_file(folder: Folder) -> None:
    folder.attach(0, "bild.pdf", a_pdf("ett", turned=90))
    assert folder.made().pdf == folder.made().pdf


def test_a_folder_in_english_speaks_english(folder: Folder) -> None:
    folder.attach(0, "bild.pdf", a_pdf("one"))
    with in_language("en"):
        assert "Annex 1 · Page" in reading_back.text(folder.made(language="en").pdf)


def test_a_file_is_an_annex_or_says_why_not() -> None:
    assert read_annex(b"junk before it " + a_pdf("x")) != WhyNot.NOT_PDF
    assert isinstance(read_annex(a_pdf("x", "y")), Annex)
    assert read_annex(b"") is WhyNot.NOT_PDF
    assert read_annex(locked(a_pdf("x"))) is WhyNot.LOCKED
    assert read_annex(a_pdf("x")[:200]) is WhyNot.DAMAGED


def test_a_file_with_faults_never_stops_the_folder(folder: Folder) -> None:
    whole = telltale()
    for place in range(40, len(whole), len(whole) // 12):
        folder.attach(0, f"fel {place}.pdf", whole[:place] + b"<<[/" + whole[place + 3 :])
    made = folder.made()
    assert len(reading_back.pages(made.pdf)) == made.pages


def test_an_edition_without_documents_does_not_say_that_there_are_none(folder: Folder) -> None:
    folder.attach(0, "intern.pdf", a_pdf("internt"), protection="internal")
    assert "Inga bilagor är med i den här utgåvan." in reading_back.text(folder.made(Audience.PUBLIC).pdf)
