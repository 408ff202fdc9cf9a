"""A workspace of many records, made once for the figures that need one."""

from __future__ import annotations

from functools import cache

from tests.benchmarks.measure import Setting
from tests.benchmarks.people import people
from tests.support import new_workspace
from trygg_desktop.domain.stakeholders import Contact
from trygg_desktop.workspace import Workspace

RARE = "gasverksgatan"
COMMON = "samordnare"


@cache
def many_contacts(setting: Setting) -> Workspace:
    """Contacts with a name, role, unit, address and a note of a dozen words; the same ones each time."""
    workspace = new_workspace(setting.folder, name="many.trygg")
    with workspace.transaction("Import contacts") as tx:
        for n, person in enumerate(people(setting.records)):
            tx.create(
                Contact,
                name=f"{person.first} {person.last} {n}",
                role=person.role,
                unit=person.unit,
                email=person.email,
                notes=person.words + (f" {RARE}" if n % 20_000 == 777 else ""),
            )
    return workspace
