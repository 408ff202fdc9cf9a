"""Which meeting a briefing is about: the next one, the last one, or one that is named."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from trygg_desktop.domain.council import Meeting
from trygg_desktop.domain.record import Audience
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_
from trygg_desktop.insight.meetings import last_meeting, next_meeting
from trygg_desktop.workspace import Workspace

NEXT, LAST = "next", "last"


def choose_meeting(workspace: Workspace, which: str, today: date, *, with_drafts: bool = False) -> UUID:
    """The meeting that `next`, `last` or an id stands for.

    Raises:
        UserError: there is no such meeting.
    """
    audience = None if with_drafts else Audience.LEADERS
    if which == NEXT:
        meeting = next_meeting(workspace, today, audience=audience)
        if meeting is None or meeting.id is None:
            raise UserError("no-next-meeting", N_("No meeting is planned ahead. Add one, or choose another."))
        return meeting.id
    if which == LAST:
        meeting = last_meeting(workspace, today, audience=audience)
        if meeting is None or meeting.id is None:
            raise UserError("no-last-meeting", N_("There is no earlier meeting. Choose another."))
        return meeting.id
    return _named(workspace, which)


def _named(workspace: Workspace, which: str) -> UUID:
    try:
        found = workspace.find(UUID(which))
    except ValueError:
        found = None
    if not isinstance(found, Meeting) or found.id is None:
        raise UserError(
            "no-such-meeting", N_("“{which}” is not a meeting. Give its id, “next” or “last”."), which=which
        )
    return found.id
