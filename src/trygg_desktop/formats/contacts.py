"""Takes in contacts from Outlook, Excel and vCards, knows who is here already, and finds likely twins."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from trygg_desktop.domain.stakeholders import Contact
from trygg_desktop.errors import UserError
from trygg_desktop.formats import mapping as columns
from trygg_desktop.formats.importing import EVERY, ImportPlan, Problem, Progress, silent
from trygg_desktop.formats.mapping import Target
from trygg_desktop.formats.rows import RowReader, left_out, missing, shifted
from trygg_desktop.formats.tables import Row, Table, as_text, read_table
from trygg_desktop.formats.vcards import read_cards
from trygg_desktop.i18n import N_, ngettext, sentence

if TYPE_CHECKING:
    from pathlib import Path

    from trygg_desktop.workspace import Workspace

_PARTS = (
    Target("given_name", N_("First name"), ("förnamn", "tilltalsnamn", "given name")),
    Target("middle_name", N_("Middle name"), ("mellannamn", "additional name")),
    Target("family_name", N_("Last name"), ("efternamn", "surname", "family name")),
    Target("street", N_("Street"), ("gatuadress arbete", "gata arbete", "business street")),
    Target("postcode", N_("Postcode"), ("postnummer arbete", "business postal code", "postnummer", "postnr")),
    Target("city", N_("Town"), ("ort arbete", "business city", "postort", "ort", "stad arbete")),
)
"""What Outlook keeps in columns of their own and a contact has in one field."""

_SYNONYMS: dict[str, tuple[str, ...]] = {
    "name": ("namn", "fullständigt namn", "full name", "kontaktperson", "kontakt", "display name",
             "visningsnamn"),
    "stakeholder": ("företag", "company", "organisation", "organization", "aktör", "förening", "arbetsgivare",
                    "organization 1 name", "organization name", "företagsnamn"),
    "role": ("befattning", "job title", "roll", "funktion", "yrkesroll", "uppdrag", "organization 1 title",
             "titel", "title"),
    "unit": ("avdelning", "department", "enhet", "förvaltning", "organization 1 department"),
    "email": ("e-postadress", "e-mail address", "e-post", "epost", "email", "e-mail", "mejl", "mejladress",
              "mail", "e-postadress 1", "e-mail 1 value", "e-postadress 2", "e-mail 2 address",
              "e-mail 2 value"),
    "phone": ("telefon arbete", "business phone", "telefon", "telefonnummer", "tfn", "tel", "work phone",
              "arbetstelefon", "phone 1 value", "telefon 2 arbete", "business phone 2", "telefon företag",
              "företagstelefon huvudnummer", "company main phone", "primär telefon", "primary phone"),
    "mobile": ("mobiltelefon", "mobile phone", "mobil", "mobilnummer", "cell phone", "telefon mobil"),
    "address": ("adress arbete", "business address", "adress", "besöksadress", "postadress"),
    "notes": ("anteckningar", "notes", "anmärkning", "kommentar", "övrigt"),
}  # fmt: skip
_NAMING = frozenset({"name", "given_name", "family_name"})
_SEVERAL = frozenset({"email", "phone", "mobile"})


@dataclass(slots=True)
class Person:
    """A person as the file tells: row or line, values by field, the employer's name or id."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    organisation: str = ""
    id: UUID | None = None


@cache
def targets() -> tuple[Target, ...]:
    """What the columns of a list of contacts can go into."""
    own = [
        replace(target, synonyms=_SYNONYMS.get(target.name, target.synonyms), several=target.name in _SEVERAL)
        for target in columns.targets(Contact)
    ]
    return (*own, *_PARTS)


def plan(
    workspace: Workspace,
    path: Path,
    *,
    mapping: Mapping[str, str] | None = None,
    prefer_file: bool = False,
    progress: Progress = silent,
) -> ImportPlan:
    """What importing the contacts in a CSV, Excel or vCard file will do.

    The same person is one with the same e-mail address and a like name, or without an address the
    same name and employer, or the same name and telephone. Empty fields are filled; where the file
    says otherwise than what is kept, what is kept stays and a warning says so.

    Args:
        mapping: column to field, where the user chose otherwise than is proposed.
        prefer_file: whether the file's values replace those kept.

    Raises:
        UserError: the file can't be read, or a mapping names a column or field that is not there.
    """
    from trygg_desktop.formats.register import Register

    problems: list[Problem] = []
    warnings: list[str] = []
    drawn = ImportPlan(N_("Import contacts"), path.name, kind=Contact)
    if path.suffix.casefold() in (".vcf", ".vcard"):
        people = _from_cards(path, problems)
    else:
        drawn, people = _from_table(drawn, workspace, path, mapping or {}, problems, warnings)
    register = Register(workspace, prefer_file=prefer_file)
    for done, person in enumerate(people, start=1):
        register.take(person)
        if done % EVERY == 0:
            progress(done, len(people))
    return replace(
        drawn,
        additions=register.additions(),
        updates=register.updates(),
        skipped=register.skipped,
        problems=tuple(problems),
        warnings=(*warnings, *register.warnings()),
        possible_duplicates=register.possible_duplicates(),
    )


# From a table


def _from_table(
    drawn: ImportPlan,
    workspace: Workspace,
    path: Path,
    given: Mapping[str, str],
    problems: list[Problem],
    warnings: list[str],
) -> tuple[ImportPlan, list[Person]]:
    table = read_table(path, columns.recognises(targets()), "contact")
    mapping = columns.mapping_for(workspace, "contact", table.columns, targets(), given)
    if not _NAMING & set(mapping.values()):
        raise UserError(
            "no-name-column",
            N_("No column in “{name}” holds the contacts’ names. Its columns are: {columns}."),
            file=path.name,
            name=path.name,
            columns=", ".join(table.columns),
        )
    if table.sheets_left_out:
        warnings.append(left_out(table))
    memory = {columns.memory_key("contact", table.columns): mapping} if given else {}
    drawn = replace(drawn, table=table, mapping=mapping, targets=targets(), memory=memory)
    return drawn, _people(workspace, table, mapping, problems, warnings)


def _people(
    workspace: Workspace,
    table: Table,
    mapping: Mapping[str, str],
    problems: list[Problem],
    warnings: list[str],
) -> list[Person]:
    places: dict[str, list[int]] = {}
    for at, column in enumerate(table.columns):
        if column in mapping:
            places.setdefault(mapping[column], []).append(at)
    apart = ("name", "email", "stakeholder")
    plain = {column: target for column, target in mapping.items() if target not in apart}
    reader = RowReader(workspace, Contact, table.columns, plain)
    name_column = next(column for column in table.columns if mapping.get(column) in _NAMING)
    people = []
    internal_addresses = 0
    for row in table.rows:
        if row.number in table.shifted:
            problems.append(shifted(row, table))
            continue
        before = len(problems)
        person = Person(row.number, reader.read(row, problems), _text(row, places, "stakeholder"))
        _set(person, "name", _whole_name(row, places))
        _set(person, "address", person.values.get("address") or _whole_address(row, places))
        internal_addresses += _read_email(person, reader, row, places, table.columns, problems)
        person.id = _read_id(_text(row, places, "id"))
        if not person.values.get("name"):
            problems.append(missing(Contact.fields()["name"], row.number, name_column))
        if len(problems) == before:
            people.append(person)
    if internal_addresses:
        warnings.append(
            ngettext(
                "{n} internal Exchange address was left out; only Outlook itself can use it.",
                "{n} internal Exchange addresses were left out; only Outlook itself can use them.",
                internal_addresses,
            )
        )
    return people


def _text(row: Row, places: Mapping[str, list[int]], target: str) -> str:
    """The first filled cell of the columns that go into the target."""
    return next((text for at in places.get(target, ()) if (text := as_text(row.cells[at]))), "")


def _whole_name(row: Row, places: Mapping[str, list[int]]) -> str:
    parts = [_text(row, places, part) for part in ("given_name", "middle_name", "family_name")]
    written = " ".join(part for part in parts if part) or _text(row, places, "name")
    # Outlook shows an address behind the name it displays
    return re.sub(r"\s*[(<][^()<>]*@[^()<>]*[)>]$", "", written)


def _whole_address(row: Row, places: Mapping[str, list[int]]) -> str:
    town = f"{_text(row, places, 'postcode')} {_text(row, places, 'city')}".strip()
    street = _text(row, places, "street")
    return "\n".join(part for part in (street, town) if part) if street else ""


def _read_email(
    person: Person,
    reader: RowReader,
    row: Row,
    places: Mapping[str, list[int]],
    names: tuple[str, ...],
    problems: list[Problem],
) -> int:
    """Takes the first address; gives how many were Exchange's own, which mean nothing outside it."""
    internal = 0
    for at in places.get("email", ()):
        text = as_text(row.cells[at])
        if text.casefold().startswith("/o="):
            internal += 1
        elif text and "email" not in person.values:
            inside = re.search(r"<([^<>]+)>\s*$", text)
            try:
                _set(person, "email", reader.value(Contact.fields()["email"], inside[1] if inside else text))
            except UserError as error:
                problems.append(Problem(row.number, names[at], sentence(error)))
    return internal


def _read_id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _set(person: Person, name: str, value: str) -> None:
    if value:
        person.values[name] = value


# From vCards


def _from_cards(path: Path, problems: list[Problem]) -> list[Person]:
    people = []
    email = Contact.fields()["email"]
    for card in read_cards(path, problems):
        values: dict[str, Any] = dict(card.values)
        organisation = values.pop("organisation", "")
        if not values.get("name"):
            problems.append(missing(Contact.fields()["name"], card.number, "FN"))
            continue
        try:
            if "email" in values:
                from trygg_desktop.domain.parsing import parse

                values["email"] = parse(email, values["email"])
        except UserError as error:
            problems.append(Problem(card.number, "EMAIL", sentence(error)))
            continue
        people.append(Person(card.number, values, organisation))
    return people
