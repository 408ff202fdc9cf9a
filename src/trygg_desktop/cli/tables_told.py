"""What an exported table tells of itself: how its records are protected, and whether it was made for oneself."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from trygg_desktop.domain.council import Meeting
from trygg_desktop.domain.record import Protection
from trygg_desktop.i18n import LANGUAGES, _, in_language

_ZIP = b"PK\x03\x04"
_SEPARATORS = ";,\t"
_FIRST = {line: re.compile(rf"(?mi)^(?:[\w-]+\.)?{line}(?:;[^:\r\n]*)?:(.*)$") for line in ("FN", "EMAIL")}
_FOR_ONESELF = ("ground", "marked_on")
"""Fields of how a record was marked: they go into a copy of one's own, and to nobody else."""


@dataclass(frozen=True, slots=True)
class Told:
    """Of a table: how many records it has, how many of them are internal and confidential.

    Args:
        own: it was exported for oneself, with everything.
    """

    records: int = 0
    internal: int = 0
    confidential: int = 0
    own: bool = False

    @property
    def protection(self) -> Protection:
        """The highest protection in it."""
        if self.confidential:
            return Protection.PROTECTED
        return Protection.INTERNAL if self.internal else Protection.OPEN


def told_of(content: bytes, ending: str) -> Told | None:
    """What a file tells, where it is a table with records of ours in csv, Excel or JSON."""
    try:
        if content.startswith(_ZIP):
            return _of_tables(_sheets(content)) if ending == ".xlsx" else None
        text = content.decode("utf-8-sig")
    except (UnicodeDecodeError, ValueError, KeyError, OSError):
        return None
    if ending == ".json":
        return _of_json(text)
    separator = max(_SEPARATORS, key=text.partition("\n")[0].count)
    try:
        return _of_tables([list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))])
    except csv.Error:
        return None


def cards_in(text: str) -> Iterator[tuple[str, str]]:
    """The name and the first e-mail address of each contact card in a file."""
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    for card in unfolded.split("BEGIN:VCARD")[1:]:
        name, address = (_FIRST[line].search(card) for line in ("FN", "EMAIL"))
        yield _plain(name), _plain(address)


def _plain(found: re.Match[str] | None) -> str:
    return " ".join(re.sub(r"\\(.)", r"\1", found[1]).split()) if found else ""


def _sheets(content: bytes) -> Iterator[list[Sequence[Any]]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True)
    except BadZipFile as error:
        raise ValueError(str(error)) from error
    for sheet in book.worksheets:
        yield list(sheet.iter_rows(values_only=True))


def _of_tables(tables: Iterable[Sequence[Sequence[Any]]]) -> Told | None:
    """The tables together; those without the columns of protection and of what tells one from another are not ours."""
    levels: list[Protection] = []
    own = found = False
    for table in tables:
        header = [str(cell or "").strip() for cell in table[0]] if table else []
        place = next((at for at, label in enumerate(header) if label in _labels("protection")), None)
        if place is None or not _ids() & set(header):
            continue
        found = True
        own = own or any(label in _labels(field) for label in header for field in _FOR_ONESELF)
        levels += [_level(row[place] if place < len(row) else "") for row in table[1:] if any(row)]
    return _counted(levels, own) if found else None


def _of_json(text: str) -> Told | None:
    try:
        content = json.loads(text)
    except ValueError:
        return None
    lists = content.values() if isinstance(content, dict) else [content]
    records = [one for each in lists if isinstance(each, list) for one in each if isinstance(one, dict)]
    ours = [one for one in records if {"id", "kind", "protection"} <= one.keys()]
    if not ours:
        return None
    own = any("marked_on" in one or one.get("draft") for one in ours)
    return _counted([_level(one["protection"]) for one in ours], own)


def _counted(levels: list[Protection], own: bool) -> Told:
    return Told(len(levels), levels.count(Protection.INTERNAL), levels.count(Protection.PROTECTED), own)


def _level(written: object) -> Protection:
    """A level as it is written in either language; one that nobody knows counts as confidential."""
    return _levels().get(str(written or "").strip(), Protection.PROTECTED)


@cache
def _labels(field: str) -> frozenset[str]:
    """What a column that all kinds have is called, in each language."""
    return _in_each_language(lambda: Meeting.fields()[field].title)


@cache
def _ids() -> frozenset[str]:
    from trygg_desktop.formats.mapping import ID

    return _in_each_language(lambda: _(ID.label))


def _in_each_language(word: Callable[[], str]) -> frozenset[str]:
    found = set()
    for language in LANGUAGES:
        with in_language(language):
            found.add(word())
    return frozenset(found)


@cache
def _levels() -> dict[str, Protection]:
    found = {str(level.value): level for level in Protection}
    for language in LANGUAGES:
        with in_language(language):
            found |= {level.label: level for level in Protection}
    return found
