"""Small files as people send them, made on the spot."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

OUTLOOK_SWEDISH = (
    "Titel", "Förnamn", "Mellannamn", "Efternamn", "Suffix", "Företag", "Avdelning", "Befattning",
    "Gatuadress, arbete", "Ort, arbete", "Postnummer, arbete", "Gatuadress, hem", "Fax, arbete",
    "Telefon, arbete", "Telefon, hem", "Mobiltelefon", "E-postadress", "E-posttyp", "E-post, visningsnamn",
    "E-postadress 2", "Anteckningar", "Kategorier",
)  # fmt: skip
OUTLOOK_ENGLISH = (
    "Title", "First Name", "Middle Name", "Last Name", "Suffix", "Company", "Department", "Job Title",
    "Business Street", "Business City", "Business Postal Code", "Home Street", "Business Fax",
    "Business Phone", "Home Phone", "Mobile Phone", "E-mail Address", "E-mail Type", "E-mail Display Name",
    "E-mail 2 Address", "Notes", "Categories",
)  # fmt: skip


def csv_text(rows: Iterable[Sequence[str]], separator: str = ";") -> str:
    """Rows as a spreadsheet writes them: quotes only where they are needed."""

    def cell(text: str) -> str:
        needs_quotes = any(mark in text for mark in (separator, '"', "\n", "\r"))
        return '"' + text.replace('"', '""') + '"' if needs_quotes else text

    return "".join(separator.join(map(cell, row)) + "\r\n" for row in rows)


def write_csv(
    path: Path, rows: Iterable[Sequence[str]], *, separator: str = ";", encoding: str = "utf-8"
) -> Path:
    """A CSV file."""
    path.write_bytes(csv_text(rows, separator).encode(encoding))
    return path


def outlook(header: Sequence[str], **cells: str) -> list[str]:
    """One row under an Outlook header, with cells by the English names' first words in lower case."""
    places = {
        "first": 1, "last": 3, "company": 5, "department": 6, "job": 7, "street": 8, "city": 9,
        "postcode": 10, "home_street": 11, "phone": 13, "home_phone": 14, "mobile": 15, "email": 16,
        "email2": 19, "notes": 20,
    }  # fmt: skip
    row = [""] * len(header)
    for name, text in cells.items():
        row[places[name]] = text
    return row


def write_xlsx(path: Path, rows: Iterable[Sequence[Any]], *, sheet: str = "Blad1") -> Path:
    """An Excel file of one sheet."""
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path


def write_json(path: Path, content: Any) -> Path:
    """A JSON file."""
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def police_event(id: int = 1, **changes: Any) -> dict[str, Any]:
    """An event as the police publish it."""
    return {
        "id": id,
        "datetime": "2026-01-20 17:26:45 +01:00",
        "name": "20 januari 16:13, Brand, Västerås",
        "summary": "Larm om brand.",
        "url": "/aktuellt/handelser/2026/januari/20/brand/",
        "type": "Brand",
        "location": {"name": "Västerås", "gps": "59.609901,16.544809"},
    } | changes
