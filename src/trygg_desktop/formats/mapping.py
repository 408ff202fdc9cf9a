"""Which column of someone's list goes into which field: proposed from the column names, and remembered."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.domain.values import fold
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import LANGUAGES, N_, _, in_language

if TYPE_CHECKING:
    from trygg_desktop.domain.record import Record


class Memory(Protocol):
    """What this laptop remembers between imports; the workspace keeps it and never sends it away."""

    def remember(self, name: str, value: Any) -> None:
        """Keeps something small under a name."""

    def recall(self, name: str) -> Any:
        """What was kept under a name, or nothing."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something a column can go into: a field, or a part of one such as a first name.

    Args:
        name: the field's name, or the part's.
        label: marked text for people.
        synonyms: column names it is recognised by, the best first.
        several: whether more columns than one may go into it; the first that is filled counts.
    """

    name: str
    label: str
    synonyms: tuple[str, ...] = ()
    several: bool = False

    def rank(self, column: str) -> int | None:
        """How well a column name fits, 0 best; nothing where it does not."""
        ranks = _ranks(self)
        return min((ranks[key] for key in _keys(column) if key in ranks), default=None)


@cache
def _ranks(target: Target) -> dict[str, int]:
    ranks: dict[str, int] = {}
    for rank, name in enumerate(_names(target)):
        for key in _keys(name):
            ranks.setdefault(key, rank)
    return ranks


def _names(target: Target) -> Iterable[str]:
    yield target.name
    yield target.label
    for language in LANGUAGES:
        with in_language(language):
            translated = _(target.label)
        yield translated
    yield from target.synonyms


_SYNONYMS: dict[str, tuple[str, ...]] = {
    "name": ("namn", "benämning", "rubrik", "titel", "title", "full name", "organisation", "organization"),
    "title": ("titel", "rubrik", "namn", "name", "ärende", "subject", "ämne"),
    "text": ("text", "anteckning", "beskrivning", "description", "notes"),
    "email": ("e-post", "epost", "e-postadress", "e-mail", "email address", "mejl", "mail", "mailadress"),
    "phone": ("telefon", "telefonnummer", "tel", "tfn", "phone number", "telephone"),
    "mobile": ("mobil", "mobiltelefon", "mobilnummer", "mobile phone", "cell phone"),
    "address": ("adress", "postadress", "besöksadress", "gatuadress", "street"),
    "url": ("webbplats", "hemsida", "webbsida", "webbadress", "länk", "website", "web page", "homepage"),
    "notes": ("anteckningar", "kommentar", "kommentarer", "noteringar", "övrigt", "comment", "comments"),
    "description": ("beskrivning", "verksamhet"),
    "organisation_number": ("org.nr", "orgnr", "organisationsnr", "org nummer"),
    "stakeholder": ("aktör", "organisation", "förening", "företag", "company", "organization"),
    "stakeholders": ("aktörer", "parter", "organisationer"),
    "district": ("område", "stadsdel", "kommundel", "tätort", "area", "neighbourhood"),
    "districts": ("områden", "område", "stadsdelar", "stadsdel", "area", "areas"),
    "responsible": ("ansvarig", "ansvarig aktör", "huvudansvarig"),
    "owner": ("ansvarig", "ägare", "vem", "responsible"),
    "due": ("senast", "klart senast", "förfallodatum", "deadline", "tidsfrist"),
    "status": ("läge",),
    "on": ("datum", "date", "dag"),
    "held_on": ("datum", "dag", "mötesdatum", "date"),
    "walked_on": ("datum", "dag", "date"),
    "started": ("start", "starttid", "började", "datum och tid", "tid", "when"),
    "starts": ("start", "starttid", "börjar"),
    "ends": ("slut", "sluttid", "slutar"),
    "from_on": ("från", "startdatum", "fr.o.m.", "from", "start date"),
    "to_on": ("till", "slutdatum", "t.o.m.", "to", "end date"),
    "place": ("plats", "lokal", "location"),
    "population": ("befolkning", "folkmängd", "invånare", "antal invånare", "inhabitants"),
    "role": ("roll", "befattning", "titel", "funktion", "job title", "title", "position"),
    "unit": ("enhet", "avdelning", "förvaltning", "department"),
    "sector": ("sektor", "bransch", "typ av aktör"),
    "body": ("organ", "nämnd", "styrelse"),
    "duration": ("tid", "längd", "tidsåtgång", "varaktighet"),
}
"""Column names beyond the field's own name and label, by field name."""

ID = Target("id", N_("Id"))


def squashed(text: str) -> str:
    """A column name without case, accents, blanks and marks: `E-postadress` and `e-post adress` are one."""
    return re.sub(r"[\W_]", "", fold(text))


def _keys(text: str) -> tuple[str, str]:
    """The name as written, and with its words in alphabetic order: `Telefon, arbete` is `Arbete: telefon`."""
    return squashed(text), "".join(sorted(re.findall(r"[^\W_]+", fold(text))))


@cache
def targets(kind: type[Record]) -> tuple[Target, ...]:
    """What a table's columns can go into: the id and every field of the kind."""
    fields = [each for each in kind.fields().values() if each.name != "draft"]
    return (
        ID,
        *(
            Target(each.name, each.label, (*_headings(each), *_SYNONYMS.get(each.name, ())))
            for each in fields
        ),
    )


def heading(field: Field) -> str:
    """The column name of a field in the tables we write: its label, for a length of time with the unit."""
    return _("{field} (minutes)", field=field.title) if field.kind is FieldKind.DURATION else field.title


def _headings(field: Field) -> Iterable[str]:
    for language in LANGUAGES:
        with in_language(language):
            written = heading(field)
        yield written


def propose(columns: Sequence[str], offered: Sequence[Target]) -> dict[str, str]:
    """The target of each column that is recognised; the best name wins where two columns ask for one."""
    mapping: dict[str, str] = {}
    taken: set[str] = set()
    for _rank, column, target in sorted(_fitting(columns, offered), key=lambda each: each[0]):
        if column in mapping or (target.name in taken and not target.several):
            continue
        mapping[column] = target.name
        taken.add(target.name)
    return {column: mapping[column] for column in columns if column in mapping}


def _fitting(columns: Sequence[str], offered: Sequence[Target]) -> Iterable[tuple[int, str, Target]]:
    for target in offered:
        for column in columns:
            rank = target.rank(column)
            if rank is not None:
                yield rank, column, target


def recognises(offered: Sequence[Target]) -> Callable[[str], bool]:
    """A test for whether a text is the name of a column that is hoped for."""
    keys = frozenset(key for target in offered for key in _ranks(target))
    return lambda text: bool(keys.intersection(_keys(text)))


def mapping_for(
    memory: Memory,
    kind: str,
    columns: Sequence[str],
    offered: Sequence[Target],
    given: Mapping[str, str],
) -> dict[str, str]:
    """The mapping to use: what is given, else what was chosen for such a file before, else the proposal.

    Args:
        memory: where earlier choices are kept.
        kind: what is imported.
        columns: the table's column names.
        offered: what the columns can go into.
        given: column to field, as the user chose; an empty field leaves the column out.

    Raises:
        UserError: no such column in the file, or no such field.
    """
    mapping = propose(columns, offered)
    names = {target.name for target in offered}
    remembered = memory.recall(memory_key(kind, columns))
    if remembered is not None:
        mapping = {column: str(remembered[column]) for column in columns if remembered.get(column) in names}
    for column, target in given.items():
        found = _column(column, columns)
        chosen = _target(target, offered)
        mapping.pop(found, None)
        if chosen is None:
            continue
        if not chosen.several:
            mapping = {other: name for other, name in mapping.items() if name != chosen.name}
        mapping[found] = chosen.name
    return {column: mapping[column] for column in columns if column in mapping}


def memory_key(kind: str, columns: Sequence[str]) -> str:
    """Where the mapping of a file with these columns is remembered."""
    fingerprint = hashlib.sha256("\x1f".join(map(squashed, columns)).encode()).hexdigest()
    return f"mapping:{kind}:{fingerprint[:16]}"


def _column(wanted: str, columns: Sequence[str]) -> str:
    for column in columns:
        if wanted == column:
            return column
    for column in columns:
        if squashed(wanted) == squashed(column):
            return column
    raise UserError(
        "no-such-column",
        N_("The file has no column called “{wanted}”. Its columns are: {columns}."),
        wanted=wanted,
        columns=", ".join(columns),
        column=wanted,
    )


def _target(wanted: str, offered: Sequence[Target]) -> Target | None:
    if not wanted:
        return None
    for target in offered:
        if wanted == target.name:
            return target
    for target in offered:
        if squashed(wanted) in {squashed(name) for name in _names(target)}:
            return target
    raise UserError(
        "no-such-target",
        N_("No field is called “{wanted}”. A column can go into: {fields}."),
        wanted=wanted,
        fields=", ".join(target.name for target in offered),
    )
