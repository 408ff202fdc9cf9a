"""Finds records that may be the same person or organisation, for someone to join or tell apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from trygg_desktop.domain.stakeholders import Contact, Stakeholder
from trygg_desktop.formats.people import Lookalikes, name_words, organisation_words
from trygg_desktop.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trygg_desktop.domain.record import Record
    from trygg_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Twin:
    """Two records that may be the same, the older first, and what they have in common."""

    a: UUID
    b: UUID
    why: str


def possible_duplicates(workspace: Workspace, kind: type[Record]) -> list[Twin]:
    """The pairs that look alike and that nobody has said are different. Contacts and stakeholders only."""
    pairs: Iterator[Twin] = iter(())
    if kind is Contact:
        pairs = _contacts(workspace)
    elif kind is Stakeholder:
        pairs = _stakeholders(workspace)
    different = workspace.different_pairs()
    return [twin for twin in pairs if frozenset((twin.a, twin.b)) not in different]


def _contacts(workspace: Workspace) -> Iterator[Twin]:
    employers = {id: name or "" for id, name in workspace.rows(Stakeholder, ["name"])}
    seen: Lookalikes[UUID] = Lookalikes()
    names: dict[UUID, str] = {}
    for id, name, stakeholder in sorted(workspace.rows(Contact, ["name", "stakeholder"])):
        words, employer = name_words(name or ""), employers.get(stakeholder, "")
        for other in seen.like(words, employer):
            yield Twin(other, id, _why(names[other], name or "", employer))
        seen.add(words, employer, id)
        names[id] = name or ""


def _stakeholders(workspace: Workspace) -> Iterator[Twin]:
    # An organisation looks like another by the same rules as a person at one employer
    seen: Lookalikes[UUID] = Lookalikes()
    names: dict[UUID, str] = {}
    for id, name in sorted(workspace.rows(Stakeholder, ["name"])):
        words = tuple(organisation_words(name or "").split())
        for other in seen.like(words, "organisation"):
            yield Twin(other, id, _why(names[other], name or "", ""))
        seen.add(words, "organisation", id)
        names[id] = name or ""


def _why(a: str, b: str, employer: str) -> str:
    if name_words(a) == name_words(b):
        return (
            _("Both are called {new}; {employer}.", new=a, employer=employer)
            if employer
            else _("Both are called {new}.", new=a)
        )
    if employer:
        return _("{new} and {existing} have like names; {employer}.", new=b, existing=a, employer=employer)
    return _("{new} and {existing} have like names.", new=b, existing=a)
