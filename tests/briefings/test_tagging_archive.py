"""What a file for the archive says about itself, what rides along in it, and that planted faults are found."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from tests.briefings import reading_back, structure, verapdf
from tests.briefings.council import Council
from tests.briefings.test_editions import Planted
from tests.briefings.test_meeting import made
from tests.briefings.test_page import every_part, letterhead, printed
from tests.briefings.test_recovery_sheet import sheet
from tests.insight.charts import samples
from trygg_desktop.briefings.parts import (
    ChartPart,
    Chip,
    Column,
    Groups,
    Heading,
    Paragraph,
    Points,
    Run,
    Shape,
    Status,
    Table,
    Title,
)
from trygg_desktop.briefings.table_files import table_file, words_of
from trygg_desktop.briefings.tagging.archive import AboutFile, colour_profile, metadata
from trygg_desktop.briefings.tagging.document import with_line_end
from trygg_desktop.domain.record import Audience

COLUMNS = (Column("Område", names_row=True), Column("Antal"))


def rides_along(pdf: bytes) -> dict[str, bytes]:
    """The files inside a file."""
    with structure.opened(pdf) as file:
        return {name: found.get_file().read_bytes() for name, found in file.attachments.items()}


def rows_of(data: bytes) -> list[list[str]]:
    """A table as a spreadsheet opens it."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_file_claims_what_it_is_and_when_it_was_made() -> None:
    with structure.opened(printed(Paragraph("Hej"))) as file, file.open_metadata() as facts:
        assert (facts["pdfaid:part"], facts["pdfaid:conformance"]) == ("3", "A")
        assert facts["pdfuaid:part"] == "1"
        assert facts["dc:title"] == "Kallelse till mötet i december"
        assert facts["dc:creator"] == ["Trygghetsrådet"]
        assert facts["xmp:CreateDate"] == facts["xmp:ModifyDate"] == "2026-11-22T00:00:00Z"
        assert facts["xmp:CreatorTool"] == facts["pdf:Producer"] == "Trygg"
        assert str(file.Root.Lang) == "sv-SE"
        assert file.Root.MarkInfo.Marked


def test_no_word_of_the_pdf_writer_or_the_machine_is_in_the_file() -> None:
    held = reading_back.everything(printed(*every_part()))
    assert b"ReportLab" not in held
    assert str(Path.home()).encode() not in held


def test_signs_of_markup_in_a_title_stay_signs() -> None:
    pdf = printed(Paragraph("Hej"), title='Ljus & "mörker" <i> ]]>', body="A\x0bB")
    assert structure.faults(pdf) == []
    with structure.opened(pdf) as file, file.open_metadata() as facts:
        assert facts["dc:title"] == 'Ljus & "mörker" <i> ]]>'


def test_a_document_without_a_title_is_called_what_it_is() -> None:
    with structure.opened(printed(Paragraph("Hej"), title="")) as file, file.open_metadata() as facts:
        assert facts["dc:title"] == "Kallelse"


def test_the_colours_are_told_by_a_profile_without_a_clock() -> None:
    profile = colour_profile()
    assert profile[36:40] == b"acsp"
    assert profile[24:36] == bytes((7, 208, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))
    colour_profile.cache_clear()
    assert colour_profile() == profile


def test_different_content_has_another_identity() -> None:
    def identity(pdf: bytes) -> bytes:
        with structure.opened(pdf) as file:
            return bytes(file.trailer.ID[0])

    assert identity(printed(Paragraph("Ett"))) == identity(printed(Paragraph("Ett")))
    assert identity(printed(Paragraph("Ett"))) != identity(printed(Paragraph("Två")))


def test_each_table_rides_along_as_data() -> None:
    pdf = printed(
        Title("T"),
        Table(COLUMNS, (("Bäckby", "7"), ("Råby", "–")), "Pass i områdena"),
        Table(COLUMNS, (("utan", "rubriker"),), "Utan", heads=False),
        ChartPart(samples.all_charts()["map"]),
    )
    found = rides_along(pdf)
    assert [name[:3] for name in found] == ["01-", "02-"]
    assert rows_of(found["01-pass-i-omradena.csv"]) == [["Område", "Antal"], ["Bäckby", "7"], ["Råby", "–"]]
    with structure.opened(pdf) as file:
        assert [str(one.AFRelationship) for one in file.Root.AF] == ["/Data"] * 2
        assert str(file.Root.AF[0].Desc) == "Pass i områdena"
        assert str(file.Root.AF[0].EF.F.Subtype) == "/text/csv"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("en\nrad", "en rad"),
        (Paragraph((Run("fet ", strong=True), Run("rad"))), "fet rad"),
        (Points(("ett", "två"), ("•", "•")), "ett; två"),
        (Groups((("Polisen", "Två"), ("Kommunen", ""))), "Polisen: Två; Kommunen"),
        ((Status(Shape.LATE, "försenad"), Chip("Intern", False)), "försenad Intern"),
    ],
)
def test_a_cell_is_said_in_one_line(cell: object, said: str) -> None:
    assert words_of(cell) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=SUMMA(A1)", "'=SUMMA(A1)"),
        ("@x", "'@x"),
        ("-12,5", "-12,5"),
        ("+46 21 39 00 00", "+46 21 39 00 00"),
    ],
)
def test_a_spreadsheet_calculates_nothing_of_a_text(cell: str, written: str) -> None:
    assert rows_of(table_file(Table(COLUMNS, ((cell, ""),), "t"), 1).data)[1] == [written, ""]


@pytest.mark.parametrize("audience", [Audience.COUNCIL, Audience.PUBLIC])
def test_nothing_confidential_rides_along(council: Council, audience: Audience) -> None:
    planted = Planted(council, protection="protected", ground="GRUNDKANARIE")
    pdf = made(council, planted.meeting, audience=audience).pdf
    held = b"".join(rides_along(pdf).values()) + b"".join(name.encode() for name in rides_along(pdf))
    assert rides_along(pdf)
    assert not re.search(rb"KANARIE", held, re.IGNORECASE)


def test_verapdf_finds_no_fault_in_any_part(tmp_path: Path) -> None:
    charts = [ChartPart(chart) for chart in samples.all_charts().values()]
    rows = tuple((f"rad {number}", "x " * (number % 300)) for number in range(120))
    files = {
        "parts": printed(*every_part(), *charts, marking="Intern", working_copy=True),
        "long": printed(Title("T"), Heading("Lång"), Table(COLUMNS, rows, "Lång")),
        "links": printed(
            Paragraph((Run("rådet", link="https://example.org/å"), Run(" here", language="en")))
        ),
        "recovery": sheet(),
        "återställning": sheet("ett eget (val) av ord", language="en"),
    }
    for name, pdf in files.items():
        (tmp_path / f"{name}.pdf").write_bytes(pdf)
    found = verapdf.verdicts(sorted(tmp_path.glob("*.pdf")))
    assert len(found) == len(files)
    assert {Path(path).stem: faults for path, faults in found.items() if faults} == {}


def _first(file: pikepdf.Pdf, tag: str) -> pikepdf.Dictionary:
    return structure.tree(file).all(tag)[0].entry


def _no_marks(file: pikepdf.Pdf) -> None:
    contents = file.pages[0].Contents
    contents.write(re.sub(rb"/P <</MCID \d+>> BDC|EMC", b"", contents.read_bytes(), count=2))


def _no_font(file: pikepdf.Pdf) -> None:
    font = next(iter(file.pages[0].Resources.Font.values()))
    del font.FontDescriptor["/FontFile2"]


def _no_scopes(file: pikepdf.Pdf) -> None:
    for head in structure.tree(file).all("TH"):
        del head.entry["/A"]


def _without(place: Callable[[pikepdf.Pdf], pikepdf.Dictionary], key: str) -> Callable[[pikepdf.Pdf], None]:
    def change(file: pikepdf.Pdf) -> None:
        del place(file)[key]

    return change


def _in_metadata(old: bytes, new: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(file: pikepdf.Pdf) -> None:
        packet = file.Root.Metadata.read_bytes()
        assert old in packet
        file.Root.Metadata.write(packet.replace(old, new))

    return change


FAULTS: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "a figure without a word": _without(lambda file: _first(file, "Figure"), "/Alt"),
    "no language": _without(lambda file: file.Root, "/Lang"),
    "not marked as tagged": _without(lambda file: file.Root, "/MarkInfo"),
    "no structure": _without(lambda file: file.Root, "/StructTreeRoot"),
    "no title in the metadata": _in_metadata(b"dc:title", b"dc:source"),
    "no claim of accessibility": _in_metadata(b"<pdfuaid:part>1</pdfuaid:part>", b""),
    "no claim of the archive": _in_metadata(b"<pdfaid:part>3</pdfaid:part>", b""),
    "the title is not shown": _without(lambda file: file.Root.ViewerPreferences, "/DisplayDocTitle"),
    "heads that head nothing": _no_scopes,
    "a link without words": _without(lambda file: file.pages[0].Annots[0], "/Contents"),
    "a link that belongs to nothing": _without(lambda file: file.pages[0].Annots[0], "/StructParent"),
    "a page without its order": _without(lambda file: file.pages[0], "/Tabs"),
    "a heading too deep": lambda file: _first(file, "H2").__setitem__("/S", pikepdf.Name.H4),
    "words without a mark": _no_marks,
    "a font outside the file": _no_font,
    "no meaning of colours": _without(lambda file: file.Root, "/OutputIntents"),
    "data that says not what it is to the text": _without(lambda file: file.Root.AF[0], "/AFRelationship"),
    "a list that holds words": lambda file: _first(file, "LI").__setitem__("/S", pikepdf.Name.P),
}


def _faults_after(change: Callable[[pikepdf.Pdf], None]) -> set[str]:
    pdf = printed(Paragraph((Run("rådet", link="https://example.org"),)), *every_part())
    with structure.opened(pdf) as file:
        change(file)
        return set(structure.faults(structure.saved(file)))


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(name: str) -> None:
    assert _faults_after(FAULTS[name]) - _faults_after(lambda _file: None)


@pytest.mark.parametrize("last", [b"\r", b"\n", b"x"])
def test_a_stream_may_end_in_any_byte(last: bytes) -> None:
    formatted = b"1 0 obj\n<</Length 2>>\nstream\na" + last + b"endstream\nendobj\n"
    assert with_line_end(formatted).endswith(b"a" + last + b"\r\nendstream\nendobj\n")
    assert with_line_end(b"1 0 obj\n<<>>\nendobj\n") == b"1 0 obj\n<<>>\nendobj\n"


def test_the_metadata_holds_only_what_it_was_given() -> None:
    about = AboutFile("T", "B", "S", "en", letterhead().day)
    assert b"en-GB" in metadata(about)
    assert metadata(about) == metadata(about)
