"""What stands for a record that another one names: its title, or why there is none and what can be done about it."""

from __future__ import annotations

from uuid import UUID

from trygg_desktop.i18n import _
from trygg_desktop.workspace.deleted import GoneName

Titles = dict[UUID, str]
"""What records are called, as `workspace.names` tells it."""


def words_for(titles: Titles, id: UUID) -> str:
    """What a record is called here, also one that was deleted or has not come."""
    return titles.get(id) or _("has not arrived yet")


def can_open(titles: Titles, id: UUID) -> bool:
    """Whether there is anything to go to."""
    title = titles.get(id)
    return bool(title) and not isinstance(title, GoneName)


def way_back(titles: Titles, id: UUID) -> str:
    """What can be done about a record that was deleted; empty for others."""
    if not isinstance(titles.get(id), GoneName):
        return ""
    return _(
        "The record is deleted. To bring it back, write “{what}” in the search field at the top.",
        what=_("Deleted records …"),
    )


def away_label(titles: Titles, id: UUID) -> str:
    """What taking the reference away is called."""
    if isinstance(titles.get(id), GoneName):
        return _("Take the reference away")
    return _("Take away {title}", title=words_for(titles, id))
