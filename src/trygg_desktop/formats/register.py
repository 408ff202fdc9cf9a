"""The people and organisations known while contacts are taken in: those here, and those in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from uuid6 import uuid7

from trygg_desktop.domain.stakeholders import Contact, Stakeholder
from trygg_desktop.domain.values import fold
from trygg_desktop.formats.importing import Addition, PossibleDuplicate, Update
from trygg_desktop.formats.people import Lookalikes, Tokens, name_words, same_person
from trygg_desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from trygg_desktop.formats.contacts import Person
    from trygg_desktop.workspace import Workspace

_TELEPHONES = frozenset({"phone", "mobile"})
_FIRST_ROWS = 10


@dataclass(slots=True, eq=False)
class _Known:
    """Someone here already (`row` 0) or in the file, and what the file changes about them."""

    id: UUID
    values: dict[str, Any]
    words: Tokens
    row: int = 0
    changes: dict[str, Any] = field(default_factory=dict)
    changed_by: int = 0


class Register:
    """Takes people one by one and tells what that adds, changes and leaves for a person to judge."""

    def __init__(self, workspace: Workspace, *, prefer_file: bool) -> None:
        self._prefer_file = prefer_file
        self._different = workspace.different_pairs()
        self._new: list[_Known] = []
        self._changed: dict[UUID, _Known] = {}
        self._new_stakeholders: dict[UUID, Addition] = {}
        self._twins: list[PossibleDuplicate] = []
        self._differing: list[int] = []
        self.skipped = 0
        self._by_id: dict[UUID, _Known] = {}
        self._by_email: dict[str, list[_Known]] = {}
        self._by_name: dict[Tokens, list[_Known]] = {}
        self._lookalikes: Lookalikes[_Known] = Lookalikes()
        self._stakeholders: dict[str, UUID] = {}
        self._employers: dict[UUID, str] = {}
        self._learn(workspace)

    def take(self, person: Person) -> None:
        """Someone in the file: new, known with something new, or known as they are."""
        employer = self._employer(person)
        if employer is not None:
            person.values["stakeholder"] = employer
        words = name_words(person.values["name"])
        known = self._by_id.get(person.id) if person.id else None
        if known is not None:
            brought_news = self._bring_up_to_date(known, person, wins=True, renames=True)
        elif (known := self._find(person.values, words)) is not None:
            brought_news = self._bring_up_to_date(known, person, wins=self._prefer_file, renames=False)
        else:
            brought_news = True
            self._add(person, words)
        if not brought_news:
            self.skipped += 1

    # What came of it

    def additions(self) -> tuple[Addition, ...]:
        """The employers that are new, then the people."""
        people = [Addition(known.id, Contact, known.values, known.row) for known in self._new]
        return (*self._employers_needed(), *people)

    def _employers_needed(self) -> list[Addition]:
        used = {known.values.get("stakeholder") for known in self._new}
        used |= {known.changes.get("stakeholder") for known in self._changed.values()}
        return [each for each in self._new_stakeholders.values() if each.id in used]

    def updates(self) -> tuple[Update, ...]:
        """The people here about whom the file says more."""
        return tuple(
            Update(known.id, Contact, known.changes, known.changed_by) for known in self._changed.values()
        )

    def possible_duplicates(self) -> tuple[PossibleDuplicate, ...]:
        """The new people who look like someone else."""
        return tuple(self._twins)

    def warnings(self) -> Iterable[str]:
        """What the user should know that stops nothing."""
        if employers := self._employers_needed():
            yield ngettext(
                "{n} new stakeholder is made for its contacts.",
                "{n} new stakeholders are made for their contacts.",
                len(employers),
            )
        if self._differing:
            rows = ", ".join(map(str, self._differing[:_FIRST_ROWS]))
            yield ngettext(
                "{n} contact has other values in the file than here; what is here was kept. Row: {rows}.",
                "{n} contacts have other values in the file than here; what is here was kept. Rows: {rows}.",
                len(self._differing),
                rows=rows + (" …" if len(self._differing) > _FIRST_ROWS else ""),
            )

    # Whom we know

    def _learn(self, workspace: Workspace) -> None:
        for id, name in workspace.rows(Stakeholder, ["name"]):
            self._stakeholders.setdefault(fold(name or ""), id)
            self._employers[id] = name or ""
        names = [each.name for each in Contact.fields().values() if each.name != "draft"]
        for id, *cells in workspace.rows(Contact, names):
            values = dict(zip(names, cells, strict=True))
            self._remember(_Known(id, values, name_words(values.get("name") or "")))

    def _remember(self, known: _Known) -> None:
        self._by_id[known.id] = known
        if email := known.values.get("email"):
            self._by_email.setdefault(email.casefold(), []).append(known)
        self._by_name.setdefault(known.words, []).append(known)
        self._lookalikes.add(known.words, self._employer_name(known.values), known)

    def _employer_name(self, values: dict[str, Any]) -> str:
        return self._employers.get(values.get("stakeholder") or UUID(int=0), "")

    def _employer(self, person: Person) -> UUID | None:
        """The stakeholder the person belongs to, made where there is none of that name."""
        if not person.organisation:
            return None
        key = fold(person.organisation)
        if key not in self._stakeholders:
            try:
                return UUID(person.organisation)
            except ValueError:
                id = UUID(int=uuid7().int)
            self._stakeholders[key] = id
            self._employers[id] = person.organisation
            values = {"name": person.organisation}
            self._new_stakeholders[id] = Addition(id, Stakeholder, values, person.number)
        return self._stakeholders[key]

    def _find(self, values: dict[str, Any], words: Tokens) -> _Known | None:
        email = (values.get("email") or "").casefold()
        for known in self._by_email.get(email, ()) if email else ():
            if same_person(words, known.words):
                return known
        for known in self._by_name.get(words, ()):
            both_have_addresses = email and known.values.get("email")
            same_employer = known.values.get("stakeholder") == values.get("stakeholder")
            if not both_have_addresses and (same_employer or _share_telephone(known.values, values)):
                return known
        return None

    # What the file adds

    def _add(self, person: Person, words: Tokens) -> None:
        known = _Known(person.id or UUID(int=uuid7().int), person.values, words, row=person.number)
        employer = self._employer_name(person.values)
        for other in self._lookalikes.like(words, employer):
            if frozenset((known.id, other.id)) not in self._different:
                self._twins.append(PossibleDuplicate(known.id, other.id, self._why(known, other)))
        self._new.append(known)
        self._remember(known)

    def _why(self, new: _Known, other: _Known) -> str:
        employer = self._employer_name(new.values) or self._employer_name(other.values)
        names = {"new": new.values["name"], "existing": other.values.get("name") or "", "employer": employer}
        if new.words == other.words and not employer:
            return _("Both are called {new}.", **names)
        if new.words == other.words:
            return _("Both are called {new}; {employer}.", **names)
        return _("{new} and {existing} have like names; {employer}.", **names)

    def _bring_up_to_date(self, known: _Known, person: Person, *, wins: bool, renames: bool) -> bool:
        """Fills what is empty and, where the file wins, replaces what differs; tells whether it did."""
        changes = {}
        differs = False
        for name, value in person.values.items():
            old = known.changes.get(name, known.values.get(name))
            if old in (None, "", ()):
                changes[name] = value
            elif not _same(name, old, value):
                if renames if name == "name" else wins:
                    changes[name] = value
                else:
                    differs = differs or name != "name"
        if known.row:
            known.values.update(changes)
        elif changes:
            known.changes.update(changes)
            known.changed_by = known.changed_by or person.number
            self._changed[known.id] = known
        if differs:
            self._differing.append(person.number)
        return bool(changes)


def _same(name: str, a: Any, b: Any) -> bool:
    if name in _TELEPHONES:
        return _digits(a) == _digits(b)
    if isinstance(a, str) and isinstance(b, str):
        return fold(a) == fold(b)
    return set(a) == set(b) if isinstance(a, tuple) and isinstance(b, tuple) else bool(a == b)


def _share_telephone(a: dict[str, Any], b: dict[str, Any]) -> bool:
    numbers = [{_digits(values[name]) for name in _TELEPHONES if values.get(name)} for values in (a, b)]
    return bool(numbers[0] & numbers[1])


def _digits(number: str) -> str:
    """A number as dialled within Sweden: `+46 (0)21-39 00 00` is `021390000`."""
    digits = re.sub(r"\D", "", number.replace("(0)", ""))
    if number.strip().startswith("+46"):
        return "0" + digits[2:]
    return "0" + digits[4:] if digits.startswith("0046") else digits
