"""Opens a file that someone sent, finds out how its text is written, and says plainly why when it can't."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from trygg_desktop.errors import EnvironmentFault, UserError
from trygg_desktop.i18n import N_, why

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 200 * 1024 * 1024
"""Bytes; a larger file is surely something else than a list someone keeps."""

ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How old Office files begin, and new ones with a password."""

_FOREIGN = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"SQLite format",
    b"{\\rtf",
)
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ASCII = bytes(range(128))
_WESTERN = ("cp1252", "cp850", "mac_roman")
_MOSTLY = 0.6
_USUAL = frozenset("åäöÅÄÖéÉèÈüÜáàíìóòúùñçæøÆØßëïêâôûÁ–—’‘“”•…€§°´½²³×·«»£\xa0\xad")
"""The characters outside ASCII that Swedish lists really hold."""
_SELDOM = frozenset("ŠšŽžŒœŸÿãõÃÕðÐþÞýÝîÎìÌòÒùÙÂÊÔÛ")
"""Letters of names from elsewhere; a Macintosh's å ä ö read as Windows text look like some of them."""


def read_bytes(path: Path) -> bytes:
    """The file's content.

    Raises:
        UserError: there is no such file, or nothing in it.
        EnvironmentFault: the system does not let it be read.
    """
    try:
        if path.is_dir():
            raise refused(path, "not-a-file", N_("“{name}” is a folder. Nothing was read. Choose a file."))
        if path.stat().st_size > LARGEST:
            raise too_large(path)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise refused(
            path,
            "no-such-file",
            N_("There is no file called “{name}”. Nothing was read. Choose another one."),
        ) from error
    except OSError as error:
        raise EnvironmentFault(
            "file-not-readable",
            N_(
                "“{name}” could not be read: {reason}. Nothing was changed. Copy it to a folder of yours and try again."
            ),
            file=path.name,
            name=path.name,
            reason=why(error),
        ) from error
    if not data:
        raise refused(
            path, "empty-file", N_("“{name}” is empty (0 bytes). Nothing was read. Ask for the file again.")
        )
    return data


def read_text(path: Path) -> str:
    """The file's text, in whatever encoding it was written, with line ends as they are."""
    return decode(read_bytes(path), path)


def read_json(path: Path) -> Any:
    """The file's content as JSON.

    Raises:
        UserError: it is not JSON, or breaks off; names the line.
    """
    text = read_text(path)
    try:
        return json.loads(text)
    except RecursionError as error:
        raise _not_json(path, line=1) from error
    except json.JSONDecodeError as error:
        at_the_end = error.pos >= len(text.rstrip()) - 1
        if at_the_end or error.msg.startswith("Unterminated string"):
            raise truncated(path) from error
        raise _not_json(path, line=error.lineno) from error


def _not_json(path: Path, *, line: int) -> UserError:
    return refused(
        path,
        "bad-json",
        N_("“{name}” is not readable as JSON (line {line}). Nothing was read. Ask for it again."),
        row=line,
    )


def decode(data: bytes, path: Path) -> str:
    """Bytes as text: a byte order mark decides, then UTF-8, then Windows-1252, then the best guess."""
    if data.startswith((ZIP, COMPOUND, *_FOREIGN)):
        raise binary(path)
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, path)
    if b"\x00" in data:
        return _without_mark(data, path)
    try:
        return _without_control(data.decode("utf-8"), path)
    except UnicodeDecodeError as error:
        was_utf8 = not data[: error.start].isascii()
        if was_utf8 and error.end == len(data) and error.reason == "unexpected end of data":
            raise truncated(path) from error
    return _without_control(_western(data, path), path)


def refused(path: Path, id: str, message: str, *, row: int | None = None) -> UserError:
    """The error for a file that can't be taken; it names the file (`{name}`) without its folder."""
    return UserError(id, message, file=path.name, row=row, name=path.name, line=row)


def too_large(path: Path) -> UserError:
    """The error for a file that can hardly be what was asked for."""
    return refused(
        path,
        "file-too-large",
        N_("“{name}” is too large to be a list. Nothing was read. Divide it, or choose another one."),
    )


def binary(path: Path) -> UserError:
    """The error for a file that is something else than text."""
    return refused(
        path,
        "not-text",
        N_("“{name}” is not a text file or an Excel file. Nothing was read. Save it as .xlsx or CSV."),
    )


def truncated(path: Path) -> UserError:
    """The error for a file whose end is missing."""
    return refused(
        path, "truncated-file", N_("“{name}” breaks off before its end. Nothing was read. Ask for it again.")
    )


def _strictly(data: bytes, encoding: str, path: Path) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if error.end >= len(data) - 1:
            raise truncated(path) from error
        raise binary(path) from error


def _without_mark(data: bytes, path: Path) -> str:
    """UTF-16 without a mark: the zero bytes of Latin letters stand on one side only."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if len(data) % 2 == 0 and min(even, odd) == 0 and max(even, odd) > len(data) / 4:
        return _strictly(data, "utf-16-le" if odd else "utf-16-be", path)
    raise binary(path)


def _without_control(text: str, path: Path) -> str:
    strange = sum(1 for letter in text[:20_000] if letter < " " and letter not in "\t\r\n\f\x0b\x1a")
    if strange > 2 + len(text[:20_000]) // 100:
        raise binary(path)
    return text.rstrip("\x1a")


def _western(data: bytes, path: Path) -> str:
    """Eight-bit text: Windows, else what the older systems of Western Europe wrote, else the best guess."""
    usual, text = max((_read_as(data, encoding) for encoding in _WESTERN), key=lambda reading: reading[0])
    if usual >= _MOSTLY:
        return text
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise binary(path)
    return str(best)


def _read_as(data: bytes, encoding: str) -> tuple[float, str]:
    """The text in this encoding, and how usual its letters outside ASCII are in Sweden: from 0 to 1."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return 0.0, ""
    # In these encodings a byte is a letter, so the ASCII ones can be dropped before any is looked at
    others = Counter(data.translate(None, _ASCII).decode(encoding))
    usual = sum(count * _usualness(letter) for letter, count in others.items())
    return usual / max(1, others.total()), text


def _usualness(letter: str) -> float:
    return 1.0 if letter in _USUAL else 0.7 if letter in _SELDOM else 0.0
