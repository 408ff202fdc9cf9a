"""Tables: whatever someone sends is read as the columns and rows they see, or refused with a plain reason."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.formats.files import csv_text, write_csv, write_xlsx
from trygg_desktop.errors import UserError
from trygg_desktop.formats.tables import as_text, column_letter, read_table
from trygg_desktop.i18n import sentence

ROWS = [
    ("Namn", "Ort", "Telefon"),
    ("Åsa Öberg", "Västerås", "021-39"),
    ("Örjan Ek", "Hallstahammar", "0220-1"),
]


def _refusal(path: Path) -> UserError:
    with pytest.raises(UserError) as raised:
        read_table(path)
    assert path.name in sentence(raised.value)
    assert str(path.parent) not in sentence(raised.value)
    assert raised.value.file == path.name
    return raised.value


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "cp850", "mac_roman", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_the_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    table = read_table(write_csv(tmp_path / "lista.csv", ROWS, encoding=encoding))
    assert table.columns == ROWS[0]
    assert [row.cells for row in table.rows] == ROWS[1:]


def test_one_odd_letter_does_not_turn_windows_text_into_something_else(tmp_path: Path) -> None:
    rows = [("Namn", "Ort"), ("Slavoj Žižek", "Västerås"), ("Åsa", "Köping")]
    table = read_table(write_csv(tmp_path / "lista.csv", rows, encoding="cp1252"))
    assert table.rows[0].cells == ("Slavoj Žižek", "Västerås")


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    table = read_table(write_csv(tmp_path / "lista.csv", ROWS, separator=separator))
    assert table.columns == ROWS[0]


def test_commas_in_names_and_decimals_do_not_fool_the_separator(tmp_path: Path) -> None:
    rows = [
        ("Namn", "Antal"),
        ("Andersson, Anna, VD", "1,5"),
        ("Berg, Bo, chef", "2,5"),
        ("Ek, Eva, chef", "3,5"),
    ]
    table = read_table(write_csv(tmp_path / "lista.csv", rows))
    assert table.columns == ("Namn", "Antal")
    assert table.rows[0].cells == ("Andersson, Anna, VD", "1,5")


def test_excels_own_separator_line_is_obeyed(tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    path.write_text("sep=|\nNamn|Ort\nÅsa|Sala\n", encoding="utf-8")
    table = read_table(path)
    assert table.columns == ("Namn", "Ort")
    assert table.rows[0].number == 3


def test_the_header_is_found_below_titles(tmp_path: Path) -> None:
    titles = [("Kontaktlista trygghet",), ("Utskriven 2026-01-12", ""), ()]
    table = read_table(write_csv(tmp_path / "lista.csv", [*titles, *ROWS]))
    assert table.columns == ROWS[0]
    assert [row.number for row in table.rows] == [5, 6]


def test_known_column_names_tell_the_header_from_a_title_like_it(tmp_path: Path) -> None:
    rows = [("Rapport", "Januari"), ("Namn", "E-post"), ("Åsa", "asa@exempel.se")]
    table = read_table(write_csv(tmp_path / "lista.csv", rows), {"Namn", "E-post"}.__contains__)
    assert table.columns == ("Namn", "E-post")


def test_rows_are_numbered_as_in_the_text_file(tmp_path: Path) -> None:
    rows = [("Namn", "Anteckning"), ("Åsa", "två\nrader"), ("Bo", "en"), ("", ""), ("Eva", "")]
    table = read_table(write_csv(tmp_path / "lista.csv", rows))
    assert [row.number for row in table.rows] == [2, 4, 6]
    assert table.rows[0].cells[1] == "två\nrader"


def test_rows_are_numbered_as_in_excel(tmp_path: Path) -> None:
    rows = [
        ("Lista",),
        (),
        ("Namn", "Datum", "Antal"),
        ("Åsa", datetime(2026, 12, 3), 4),  # noqa: DTZ001
        (),
        ("Bo", None, 2.5),
    ]
    table = read_table(write_xlsx(tmp_path / "lista.xlsx", rows))
    assert table.columns == ("Namn", "Datum", "Antal")
    assert [(row.number, row.cells) for row in table.rows] == [
        (4, ("Åsa", date(2026, 12, 3), 4)),
        (6, ("Bo", None, 2.5)),
    ]


def test_the_sheet_with_the_known_columns_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "Läs mig"
    first.append(["Instruktion", "Text"])
    first.append(["Fyll i", "noga"])
    second = book.create_sheet("Lista")
    second.append(["Namn", "E-post"])
    second.append(["Åsa", "asa@exempel.se"])
    book.save(tmp_path / "lista.xlsx")
    table = read_table(tmp_path / "lista.xlsx", {"Namn", "E-post"}.__contains__)
    assert table.columns == ("Namn", "E-post")
    assert table.sheets_left_out == ("Läs mig",)


def test_columns_without_a_name_or_with_the_same_get_one_of_their_own(tmp_path: Path) -> None:
    rows = [("Namn", "Telefon", "", "Telefon", ""), ("Åsa", "1", "x", "2", ""), ("Bo", "3", "y", "4", "")]
    table = read_table(write_csv(tmp_path / "lista.csv", rows))
    assert table.columns == ("Namn", "Telefon", "Kolumn C", "Telefon (2)")


def test_an_excel_file_with_a_csv_ending_is_still_read(tmp_path: Path) -> None:
    assert read_table(write_xlsx(tmp_path / "lista.csv", ROWS)).columns == ROWS[0]


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tom.csv"
    path.write_bytes(b"")
    assert _refusal(path).id == "empty-file"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "finns-inte.csv").id == "no-such-file"


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"Namn;\x00\x01\x02;x\x00", bytes(range(256)) * 4]
)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bild.csv"
    path.write_bytes(content)
    assert _refusal(path).id == "not-text"


def test_a_file_cut_off_within_a_quotation_is_refused_with_the_row(tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    path.write_text('Namn;Anteckning\r\nÅsa;"hel"\r\nBo;"bryts av', encoding="utf-8")
    error = _refusal(path)
    assert error.id == "open-quotation"
    assert error.row == 3


def test_a_file_cut_off_within_a_letter_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    path.write_bytes("Namn;Ort\r\nÅsa;Västerå".encode()[:-1])
    assert _refusal(path).id == "truncated-file"


def test_a_truncated_excel_file_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "lista.xlsx", ROWS)
    path.write_bytes(path.read_bytes()[:-200])
    assert _refusal(path).id == "damaged-excel-file"


def test_a_password_protected_excel_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "hemlig.xlsx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")
    )
    assert _refusal(path).id == "password-protected"


def test_an_old_excel_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gammal.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "Workbook".encode("utf-16-le"))
    assert _refusal(path).id == "old-excel-file"


def test_another_kind_of_archive_is_refused(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    path = tmp_path / "brev.docx"
    path.write_bytes(content.getvalue())
    assert _refusal(path).id == "not-text"


def test_a_file_without_anything_like_column_names_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tal.csv"
    path.write_text("1;2;3\n4;5;6\n", encoding="utf-8")
    assert _refusal(path).id == "no-table"


CELLS: SearchStrategy[str] = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.sampled_from("åäöÅÄÖ;,\"'\n=+-@"),
    max_size=30,
).map(str.strip)


@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS).filter(any), min_size=1, max_size=8),
    st.sampled_from([";", ",", "\t"]),
)
def test_what_a_spreadsheet_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, body: list[tuple[str, str, str]], separator: str
) -> None:
    path = tmp_path_factory.mktemp("csv") / "lista.csv"
    guarded = [[f"'{cell}" if cell[:1] in tuple("=+-@'") else cell for cell in row] for row in body]
    path.write_bytes(csv_text([("Namn", "Ort", "Telefon"), *guarded], separator).encode("utf-8-sig"))
    table = read_table(path, {"Namn", "Ort", "Telefon"}.__contains__)
    assert [tuple(as_text(cell) for cell in row.cells) for row in table.rows] == body


def test_columns_are_lettered_as_in_excel() -> None:
    assert [column_letter(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_rows_that_a_separator_has_shifted_are_told(tmp_path: Path) -> None:
    rows = [("Namn", "E-post"), ("Åsa", "a@b.se"), ("Bo", "Ek", "b@b.se"), ("Cia", "c@b.se")]
    assert read_table(write_csv(tmp_path / "lista.csv", rows)).shifted == {3}


def test_a_last_column_without_a_name_shifts_nothing(tmp_path: Path) -> None:
    rows = [("Namn", "E-post"), ("Åsa", "a@b.se", "ring"), ("Bo", "b@b.se", "skriv")]
    assert not read_table(write_csv(tmp_path / "lista.csv", rows)).shifted


def test_an_older_excel_file_under_a_new_name_says_so(tmp_path: Path) -> None:
    path = tmp_path / "lista.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    assert "äldre Excelfil" in sentence(_refusal(path))
