"""Which meeting a briefing is about: the next one, the last one, or one that is named."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlmodel import col

from trygg_desktop.domain.council import Meeting, MeetingStatus
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_, local
from trygg_desktop.workspace import Workspace

NEXT, LAST = "next", "last"


def meeting_days(workspace: Workspace) -> list[tuple[date, UUID]]:
    """All meetings that are not cancelled, each with its day, the earliest first."""
    rows = workspace.rows(
        Meeting,
        ["held_on", "starts"],
        where=(col(Meeting.status).is_distinct_from(str(MeetingStatus.CANCELLED)),),
    )
    days = [(held_on or local(starts).date(), id) for id, held_on, starts in rows if held_on or starts]
    return sorted(days, key=lambda pair: (pair[0], str(pair[1])))


def choose_meeting(workspace: Workspace, which: str, today: date) -> UUID:
    """The meeting that `next`, `last` or an id stands for. One that is held today is the next one.

    Raises:
        UserError: there is no such meeting.
    """
    if which == NEXT:
        coming = [id for day, id in meeting_days(workspace) if day >= today]
        if not coming:
            raise UserError(
                "no-next-meeting", N_("No coming meeting is planned. Add one, or choose another.")
            )
        return coming[0]
    if which == LAST:
        held = [id for day, id in meeting_days(workspace) if day < today]
        if not held:
            raise UserError("no-last-meeting", N_("There is no earlier meeting. Choose another."))
        return held[-1]
    return _named(workspace, which)


def _named(workspace: Workspace, which: str) -> UUID:
    try:
        id = UUID(which)
    except ValueError as error:
        raise UserError(
            "no-such-meeting", N_("“{which}” is not a meeting. Give its id, “next” or “last”."), which=which
        ) from error
    if not isinstance(workspace.find(id), Meeting):
        raise UserError(
            "no-such-meeting", N_("“{which}” is not a meeting. Give its id, “next” or “last”."), which=which
        )
    return id
