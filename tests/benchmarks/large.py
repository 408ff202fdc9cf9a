"""A workspace of many records, made once for the figures that need one."""

from __future__ import annotations

import random
from functools import cache

from tests.benchmarks.measure import Setting
from tests.support import new_workspace
from trygg_desktop.domain.stakeholders import Contact
from trygg_desktop.workspace import Workspace

RARE = "gasverksgatan"
COMMON = "samordnare"

_FIRST = (
    "Anna",
    "Åsa",
    "Örjan",
    "Östen",
    "Karin",
    "Lars",
    "Erik",
    "Eva",
    "Maria",
    "Nils",
    "Ülle",
    "Ärla",
    "Sara",
)
_LAST = (
    "Andersson",
    "Åberg",
    "Öberg",
    "Lind",
    "Lund",
    "Ek",
    "Holm",
    "Nyström",
    "Sjögren",
    "Hassan",
    "Berg",
    "Dahl",
)
_ROLES = (
    "Områdespolis",
    "Samordnare",
    "Kurator",
    "Rektor",
    "Verksamhetschef",
    "Trygghetsvärd",
    "Fritidsledare",
)
_UNITS = ("Fritid", "Skola", "Socialtjänst", "Stadsmiljö", "Räddningstjänst")
_WORDS = (
    "möte", "bostad", "skola", "torg", "park", "belysning", "kvällar", "vandring", "ungdomar",
    "förening", "värd", "nätverk", "samverkan", "insats", "vecka", "uppföljning", "fastighet", "buss",
    "station", "centrum", "handlare", "trappa", "gångväg", "lekplats", "idrottshall", "bibliotek",
)  # fmt: skip


@cache
def many_contacts(setting: Setting) -> Workspace:
    """Contacts with a name, role, unit, address and a note of a dozen words; the same ones each time."""
    chance = random.Random(20261122)
    workspace = new_workspace(setting.folder, name="many.trygg")
    with workspace.transaction("Import contacts") as tx:
        for n in range(setting.records):
            tx.create(
                Contact,
                name=f"{chance.choice(_FIRST)} {chance.choice(_LAST)} {n}",
                role=chance.choice(_ROLES),
                unit=chance.choice(_UNITS),
                email=f"person{n}@example.se",
                notes=" ".join(chance.choices(_WORDS, k=12)) + (f" {RARE}" if n % 20_000 == 777 else ""),
            )
    return workspace
