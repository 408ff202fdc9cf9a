"""People who do not exist, the same ones each time, for the figures that need many."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

_FIRST = (
    "Anna", "Åsa", "Örjan", "Östen", "Karin", "Lars", "Erik", "Eva", "Maria", "Nils", "Ülle", "Ärla", "Sara",
    "Ali", "Leila", "Bo", "Ulla",
)  # fmt: skip
_LAST = (
    "Andersson", "Åberg", "Öberg", "Lind", "Lund", "Ek", "Holm", "Nyström", "Sjögren", "Hassan", "Berg", "Dahl",
)  # fmt: skip
_ROLES = (
    "Områdespolis", "Samordnare", "Kurator", "Rektor", "Verksamhetschef", "Trygghetsvärd", "Fritidsledare",
)  # fmt: skip
_UNITS = ("Fritid", "Skola", "Socialtjänst", "Stadsmiljö", "Räddningstjänst")
_WORDS = (
    "möte", "bostad", "skola", "torg", "park", "belysning", "kvällar", "vandring", "ungdomar",
    "förening", "värd", "nätverk", "samverkan", "insats", "vecka", "uppföljning", "fastighet", "buss",
    "station", "centrum", "handlare", "trappa", "gångväg", "lekplats", "idrottshall", "bibliotek",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with a role in a unit, and a dozen words about them; `second` is a second first name."""

    first: str
    second: str
    last: str
    role: str
    unit: str
    email: str
    words: str


def people(number: int) -> Iterator[Person]:
    """So many of them."""
    chance = random.Random(20261122)
    for n in range(number):
        yield Person(
            first=chance.choice(_FIRST),
            second=chance.choice(_FIRST),
            last=chance.choice(_LAST),
            role=chance.choice(_ROLES),
            unit=chance.choice(_UNITS),
            email=f"person{n}@example.se",
            words=" ".join(chance.choices(_WORDS, k=12)),
        )
