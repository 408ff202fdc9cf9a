"""When a measure was last looked at, by a follow-up or an evaluation, and whether it should have been by now."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID

from trygg_desktop.domain.follow_up import Evaluation, FollowUp
from trygg_desktop.domain.measures import Stage
from trygg_desktop.domain.record import Audience, Record
from trygg_desktop.insight.audience import visible
from trygg_desktop.workspace import Workspace
from trygg_desktop.workspace.asking import question


def still_awaited(planned: date, last: date | None) -> bool:
    """Whether the follow-up planned for a day is still to be made: none was on that day or later.

    Args:
        last: the day of the latest one, nothing where there is none or its day is not told.
    """
    return last is None or last < planned


def is_unfollowed(
    stage: str | None,
    begins: date | None,
    planned: date | None,
    today: date,
    *,
    followed: bool,
    last: date | None,
) -> bool:
    """Whether a follow-up should have been made: the day for it has passed, or it is done without any.

    Args:
        begins, planned: when the measure begins, and when it is to be followed up.
        followed: whether it ever was, `last` being the day of that where one is told.
    """
    if planned is not None and planned < today:
        return still_awaited(planned, last)
    begun = stage == Stage.ONGOING or (begins is not None and begins <= today)
    return not followed and (stage == Stage.DONE or (planned is None and begun))


def latest_follow_ups(
    workspace: Workspace, audience: Audience | None, until: date | None = None
) -> dict[UUID, tuple[date | None, UUID]]:
    """The latest follow-up or evaluation of each measure, with its day; see `latest_looks`."""
    found = latest_looks(workspace, audience, until)
    return {UUID(measure): (look.on, UUID(look.id)) for measure, look in found.items()}


class Look(NamedTuple):
    """A follow-up or an evaluation: its day, its id as the file keeps it, and what was found."""

    on: date | None
    id: str
    found: str


def latest_looks(
    workspace: Workspace, audience: Audience | None, until: date | None = None
) -> dict[str, Look]:
    """The latest follow-up or evaluation of each measure, measures by their ids as the file keeps them.

    Args:
        until: the last day that is known of; nothing where all are.
    """
    latest: dict[str, Look] = {}
    for kind, columns in _LOOKS:
        table, where = workspace.kinds[kind], visible(kind, audience)
        how = question(table, columns, where=where, order=(columns[2], "id"))
        for id, measure, day, found in workspace.reader.execute(*how):
            on = date.fromisoformat(day) if day else None
            if until and on and on > until:
                continue
            if measure and (measure not in latest or (on or date.min) >= (latest[measure].on or date.min)):
                latest[measure] = Look(on, id, found)
    return latest


_LOOKS: tuple[tuple[type[Record], tuple[str, ...]], ...] = (
    (FollowUp, ("id", '"measure"', '"on"', "coalesce(\"text\", '')")),
    (Evaluation, ("id", '"measure"', '"done_on"', "coalesce(nullif(\"result\", ''), \"title\", '')")),
)
