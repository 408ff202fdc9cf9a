"""To whom something was mailed stands in this laptop's register: the addresses of whoever is erased go from it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from trygg_desktop.workspace.file import Connection
from trygg_desktop.workspace.log import CREATED

FORGOTTEN = ""
"""What stands in the place of an address that was erased: that something was mailed stays in the register."""


def forget_addressees(connection: Connection, erased: Iterable[tuple[str, str]]) -> None:
    """Takes the addresses away that erased records have said, before what they said is gone.

    An address goes by itself or by the name before it, and all go from mail about the one who is erased. One that
    another record gives as its own stays: whoever it is has not been erased.

    Args:
        erased: records, each with the field of which everything is erased; an empty one for the whole record.
    """
    lines = connection.execute(
        "SELECT n, what FROM sent WHERE json_array_length(what, '$.mailed_to') > 0"
    ).fetchall()
    erased = set(erased)
    if not lines or not erased:
        return
    records = {record for record, _field in erased}
    whole = {record for record, field in erased if not field}
    said = {words for record, field in erased for words in _said(connection, record, field)}
    gone = {words for words in said & _named(lines) if not _is_said_by_others(connection, words, records)}
    for n, told in lines:
        what = json.loads(told)
        about = what.get("person") in whole
        left = [FORGOTTEN if about or gone & _parts(each) else each for each in what["mailed_to"]]
        if left != what["mailed_to"]:
            connection.execute(
                "UPDATE sent SET what = ? WHERE n = ?",
                (json.dumps(what | {"mailed_to": left}, ensure_ascii=False), n),
            )


def _named(lines: Iterable[tuple[int, str]]) -> set[str]:
    return {part for _n, told in lines for each in json.loads(told)["mailed_to"] for part in _parts(each)}


def _parts(address: str) -> set[str]:
    """The name and the address in one entry, as they are compared."""
    name, _begins, named = address.rpartition("<")
    return {part.strip(' >"').casefold() for part in (name, named)} - {""}


def _said(connection: Connection, record: str, field: str) -> set[str]:
    """The words that stand alone in a field of a record, or have stood there."""
    found = connection.execute(
        "SELECT field, value FROM every_change WHERE record = ? AND value IS NOT NULL", (record,)
    ).fetchall()
    return {words for name, value in found for words in _words(name, value, field)}


def _words(name: str, value: str, field: str = "") -> set[str]:
    told: Any = json.loads(value)
    values = told if name == CREATED else {name: told}
    return {
        each.strip().casefold()
        for each_name, each in values.items()
        if isinstance(each, str) and field in ("", each_name)
    }


def _is_said_by_others(connection: Connection, words: str, erased: set[str]) -> bool:
    """Whether another record says so now, alone in a field."""
    found = connection.execute(
        "SELECT h.record, c.field, c.value FROM head h JOIN every_change c ON c.id = h.id WHERE c.value LIKE ?",
        (f"%{_roughly(words)}%",),
    )
    return any(record not in erased and words in _words(name, value) for record, name, value in found)


def _roughly(words: str) -> str:
    """A pattern that finds the words however they are written: the file knows of no capitals beyond A to Z."""
    return "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in words)
