"""How one record is connected to another."""

from typing import ClassVar
from uuid import UUID

from trygg_desktop.domain import fields
from trygg_desktop.domain.record import About, Record
from trygg_desktop.i18n import N_

RELATED = "related"
"""The role of a plain "see also", which reads the same from both ends."""

SYMMETRIC_ROLES = frozenset({RELATED})
"""Roles whose ends are sorted before the id is made, so that both directions are one link."""


class Link(Record, table=True):
    """A connection between two records, or one value of a field of several references."""

    about: ClassVar[About] = About(
        "link",
        N_("Connection"),
        N_("Connections"),
        new=N_("New connection"),
        noun=N_("connection"),
        naming="role",
        icon="ph.link",
        natural_key=("from_id", "to_id", "role"),
        side_kind=True,
    )

    from_id: UUID | None = fields.reference(N_("From record"), required=True)
    to_id: UUID | None = fields.reference(N_("To record"), required=True)
    role: str | None = fields.text(N_("Kind of connection"), required=True, searchable=False)


def ends(a: UUID, b: UUID, role: str) -> tuple[UUID, UUID]:
    """The two ends in the order they are kept: sorted where the role reads the same from both."""
    return (a, b) if role not in SYMMETRIC_ROLES or a <= b else (b, a)
