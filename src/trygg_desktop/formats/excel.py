"""Reads the sheets of an Excel file, and says plainly why when it can't: locked, old, cut off or foreign."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

from trygg_desktop.formats import received
from trygg_desktop.formats.tables import Cell, Row
from trygg_desktop.i18n import N_

if TYPE_CHECKING:
    from pathlib import Path

    from trygg_desktop.errors import UserError

_LARGEST = 1024 * 1024 * 1024
"""Bytes when unpacked; more is a file made to fill the memory."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def read_sheets(data: bytes, path: Path) -> list[tuple[str, list[Row]]]:
    """The visible sheets with their names and rows, each row with the number that Excel shows.

    Raises:
        UserError: the file has a password, is of an older or other format, or is damaged.
    """
    if data.startswith(received.COMPOUND):
        raise _old_or_locked(data, path)
    _check_archive(data, path)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return [
            (sheet.title, _rows(sheet))
            for sheet in book.worksheets
            if getattr(sheet, "sheet_state", "visible") == "visible"
        ]
    except Exception as error:  # openpyxl lets whatever its parser met come through
        raise _damaged(path) from error


def _rows(sheet: Any) -> list[Row]:
    # Some programs write a wrong extent into the file; without it every row is read
    sheet.reset_dimensions()
    return [
        Row(number, tuple(map(_plain, cells)))
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1)
    ]


def _plain(value: Any) -> Cell:
    if isinstance(value, str):
        return value.replace("_x000D_", "").strip() or None
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date()
    return value  # type: ignore[no-any-return]


def _check_archive(data: bytes, path: Path) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            size = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile as error:
        raise _damaged(path) from error
    if "xl/workbook.xml" not in names:
        if names & {"xl/workbook.bin", "content.xml"}:
            raise _save_as_excel(path)
        raise received.binary(path)
    if size > _LARGEST:
        raise received.too_large(path)


def _old_or_locked(data: bytes, path: Path) -> UserError:
    if _LOCKED in data:
        return received.refused(
            path,
            "password-protected",
            N_("“{name}” is protected by a password. Nothing was read. Save it without one in Excel."),
        )
    return _save_as_excel(path)


def _save_as_excel(path: Path) -> UserError:
    if path.suffix.casefold() == ".xlsx":
        message = N_(
            "“{name}” is an older Excel file under a new name. Nothing was read. Open it in Excel and save it as .xlsx."
        )
        return received.refused(path, "old-excel-file", message)
    return received.refused(
        path,
        "old-excel-file",
        N_("“{name}” is in a format that is not read here. Nothing was read. Save it as .xlsx or CSV."),
    )


def _damaged(path: Path) -> UserError:
    return received.refused(
        path,
        "damaged-excel-file",
        N_("“{name}” is damaged or not complete. Nothing was read. Save it again in Excel."),
    )
