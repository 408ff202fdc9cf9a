"""Finds the districts that a text names, as people write them: `i Bäckby`, `Viksängs centrum`, `Hökåsen`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from trygg_desktop.domain.districts import District, Level
from trygg_desktop.domain.values import fold

if TYPE_CHECKING:
    from trygg_desktop.workspace import Workspace

_SHORTEST = 3
_DASHES = re.compile(r"\s*[-–—]\s*")


@dataclass(frozen=True, slots=True)
class Place:
    """A district with all its names."""

    id: UUID
    name: str
    others: tuple[str, ...] = ()
    parent: UUID | None = None


class PlaceFinder:
    """Finds districts by their names in running text.

    Only whole words count (Vallby, not Vallbyleden), beginning with a capital letter (Hälla, not
    hälla), with or without a genitive s. A district whose name joins several places goes by each of
    them, unless another district has that name alone.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self._parents: dict[UUID, UUID | None] = {}
        self._called: dict[str, set[UUID]] = {}
        second: dict[str, set[UUID]] = {}
        for place in places:
            self._parents[place.id] = place.parent
            parts = _DASHES.split(place.name)
            self._called.setdefault(_key(place.name), set()).add(place.id)
            for name in (*parts, *place.others):
                second.setdefault(_key(name), set()).add(place.id)
        # A place of that very name is meant rather than the area that is named after it and others
        self._called = second | self._called
        self._pattern = _pattern(self._called)

    def named_in(self, text: str) -> set[UUID]:
        """All districts that the text names."""
        if self._pattern is None:
            return set()
        found: set[UUID] = set()
        for match in self._pattern.finditer(_joined_dashes(text)):
            if match[0][0].isupper():
                found |= self._called[_key(match[1])]
        return found

    def only_one_named_in(self, *texts: str | None) -> UUID | None:
        """The district that the first text to name any names; nothing where it names several.

        An area and a sub-area within it are not two: the smaller one is meant.
        """
        for text in texts:
            found = self.named_in(text or "")
            found -= {parent for id in found if (parent := self._parents[id])}
            if found:
                return found.pop() if len(found) == 1 else None
        return None


def places(workspace: Workspace) -> list[Place]:
    """The city's districts, without the municipalities that are there for comparison."""
    found = workspace.rows(District, ["name", "short_name", "aliases", "parent", "level"])
    return [
        Place(id, name or "", _other_names(short, aliases), parent)
        for id, name, short, aliases, parent, level in found
        if level != Level.MUNICIPALITY and name
    ]


def slug(name: str) -> str:
    """A district's key, the same on every laptop: `Tillberga-Hökåsen` is `tillberga-hokasen`."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def _other_names(short: str | None, aliases: str | None) -> tuple[str, ...]:
    lines = [*(aliases or "").splitlines(), short or ""]
    # A name cut short for the map, such as "Gideonsb.", is no name that anyone writes
    return tuple(line.strip() for line in lines if len(line.strip()) >= _SHORTEST and "." not in line)


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted((name for name in names if name), key=len, reverse=True)
    if not longest_first:
        return None
    either = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest_first)
    return re.compile(rf"(?<!\w)({either})s?(?!\w)", re.IGNORECASE)


def _key(name: str) -> str:
    return " ".join(_joined_dashes(name).casefold().split())


def _joined_dashes(text: str) -> str:
    """Dashes between words without blanks around them stay; those with blanks part a sentence."""
    return re.sub(r"(?<=\w)[–—](?=\w)", "-", text)
