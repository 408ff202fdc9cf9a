"""Where else someone is mentioned: other records that hold the same name, e-mail address or telephone number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.domain.record import Record, headline
from trygg_desktop.workspace import Workspace
from trygg_desktop.workspace.asking import Sql

_TEXTS = (FieldKind.TEXT, FieldKind.PARAGRAPH, FieldKind.EMAIL, FieldKind.PHONE, FieldKind.URL)
_NUMBER = re.compile(r"\+?\(?\d[\d\s()/–-]{4,}\d")
_SHORTEST = 3
_AROUND = 40
_PLAIN = re.compile("[a-hjl-rt-z0-9 .@+-]+")
"""Letters whose large and small form the file's own search knows, and that nothing else counts as a form of: to a
pattern the dotless ı is an i, the long ſ an s and the Kelvin sign a k."""

Finder = Callable[[str], int | None]
"""Where in a text something stands, or nothing."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A field of another record in which someone is mentioned.

    Args:
        label: the field's name for people.
        found: what of the words looked for stands there.
        snippet: the words around the first of them.
    """

    record: UUID
    kind: str
    title: str
    field: str
    label: str
    found: tuple[str, ...]
    snippet: str


def words_of(record: Record, field: str = "") -> list[str]:
    """What would give someone away elsewhere: title, e-mail addresses and telephone numbers; of one field its value."""
    wanted = [
        getattr(record, each.name)
        for each in record.fields().values()
        if (each.name == field if field else each.kind in (FieldKind.EMAIL, FieldKind.PHONE))
        and each.kind in _TEXTS
    ]
    told = wanted if field else [getattr(record, record.about.naming, None), *wanted]
    return list(
        dict.fromkeys(
            word.strip() for word in told if isinstance(word, str) and len(word.strip()) >= _SHORTEST
        )
    )


def mentions(workspace: Workspace, words: Iterable[str], *, besides: UUID) -> list[Mention]:
    """Every field of other records, drafts among them, that holds one of the words.

    Args:
        words: names and addresses, found whole and whatever their case; telephone numbers, however they are grouped.
        besides: the record that is left out, with the documents on it.
    """
    finders = {word: _finder(word) for word in words}
    if not finders:
        return []
    return [
        found
        for table in workspace.kinds.tables()
        for found in _in_kind(workspace, table.kind, finders, besides)
    ]


def _in_kind(
    workspace: Workspace, kind: type[Record], finders: dict[str, Finder], besides: UUID
) -> Iterator[Mention]:
    fields = [field for field in kind.fields().values() if field.kind in _TEXTS]
    if kind.about.side_kind or not fields:
        return
    owned = "belongs_to" in kind.fields()
    names = [kind.about.naming, *(field.name for field in fields), *(["belongs_to"] if owned else [])]
    for id, title, *values in workspace.rows(kind, names, where=(_may_hold(fields, finders),)):
        if besides == id or (owned and besides == values[-1]):
            continue
        for field, text in zip(fields, values, strict=False):
            places = _places(text, finders) if isinstance(text, str) else {}
            if places:
                snippet = _around(text, min(places.values()))
                yield Mention(
                    id, kind.about.name, headline(title), field.name, field.title, tuple(places), snippet
                )


def _may_hold(fields: Sequence[Field], words: Iterable[str]) -> Sql:
    """True of the records that hold one of the words, and of a few that turn out not to.

    The file itself looks through them: it has hundreds of thousands of texts, and hardly any is asked for.
    """
    like = [_like(word) for word in words]
    asked = [f'"{field.name}" LIKE ?' for field in fields for _each in like]
    return Sql(" OR ".join(asked), (*like,) * len(fields))


def _like(word: str) -> str:
    """What a text with the word in it is like: the digits in order, or the longest plain part."""
    if _NUMBER.fullmatch(word):
        return f"%{'%'.join(_bare_number(word).removeprefix('0'))}%"
    return f"%{max(_PLAIN.findall(word.lower()), key=len, default='')}%"


def _places(text: str, finders: dict[str, Finder]) -> dict[str, int]:
    found = {word: finder(text) for word, finder in finders.items()}
    return {word: place for word, place in found.items() if place is not None}


def _finder(word: str) -> Finder:
    if _NUMBER.fullmatch(word):
        bare = _bare_number(word)

        def of_number(text: str) -> int | None:
            found = (each for each in _NUMBER.finditer(text) if _bare_number(each[0]) == bare)
            return next((each.start() for each in found), None)

        return of_number
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)

    def of_word(text: str) -> int | None:
        found: Any = pattern.search(text)
        return None if found is None else int(found.start())

    return of_word


def _bare_number(written: str) -> str:
    """A telephone number without grouping and with the country's 0: `+46 70-123 45 67` is `0701234567`."""
    digits = "".join(each for each in written if each.isdigit())
    if written.strip().startswith("+46") or digits.startswith("0046"):
        return "0" + digits.removeprefix("00").removeprefix("46").removeprefix("0")
    return digits


def _around(text: str, place: int) -> str:
    """The words around a find, on one line."""
    start, end = max(0, place - _AROUND), place + 2 * _AROUND
    cut = " ".join(text[start:end].split())
    return ("… " if start else "") + cut + (" …" if end < len(text) else "")
