"""How soon the first screen of a long list is there, sorted and filtered."""

from __future__ import annotations

from sqlmodel import col

from tests.benchmarks.large import many_contacts
from tests.benchmarks.measure import Figure, Setting, call_times, in_turn, milliseconds
from trygg_desktop.domain.stakeholders import Contact
from trygg_desktop.workspace import Workspace

SCREEN = 100
_FIELDS = ["name", "role", "unit", "email", "stakeholder", "protection"]
_ROLE, _UNIT = "Rektor", "Skola"
"""One contact in thirty-five."""

_BARE = (
    f"SELECT id, {', '.join(_FIELDS)} FROM contact WHERE role = ? AND unit = ? "
    f"ORDER BY name__key, id LIMIT {SCREEN}"
)


def first_screen(setting: Setting) -> Figure:
    """The first hundred lines of those who have one role in one unit, by name."""
    workspace = many_contacts(setting)
    assert [row[1:] for row in _bare(workspace)] == [row[1:] for row in _rows(workspace)]
    ours, bare = in_turn(
        lambda: milliseconds(lambda: _rows(workspace)),
        lambda: milliseconds(lambda: _bare(workspace)),
        rounds=5 * setting.rounds,
    )
    what = f"first screen of {setting.records:,} records / bare SQL".replace(",", " ")
    return Figure("list", what, ours, bare, "ms", 2.0)


def profile_list(setting: Setting) -> str:
    """Where the time of a list goes."""
    workspace = many_contacts(setting)
    return call_times(lambda: [_rows(workspace) for _each in range(100)])


def _rows(workspace: Workspace) -> list[tuple[object, ...]]:
    where = [col(Contact.role) == _ROLE, col(Contact.unit) == _UNIT]
    return workspace.rows(Contact, _FIELDS, where=where, sort="name", limit=SCREEN)


def _bare(workspace: Workspace) -> list[tuple[object, ...]]:
    return workspace.reader.execute(_BARE, (_ROLE, _UNIT))
