"""What an audience may see, as a condition on a query: counts and dates are computed from that alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import and_, false, func, not_
from sqlmodel import col

from trygg_desktop.domain.attachments import Attachment
from trygg_desktop.domain.links import Link
from trygg_desktop.domain.record import Audience, Protection, Record

if TYPE_CHECKING:
    from trygg_desktop.workspace import Workspace


def visible(kind: type[Record], audience: Audience | None) -> tuple[Any, ...]:
    """The conditions under which records of a kind may be counted or shown.

    Without an audience it is the workspace's own screen, which sees everything. An audience never
    sees drafts, nor a protection level above its own; a level this program does not know is
    taken as marked confidential.
    """
    if audience is None:
        return ()
    released = col(kind.draft).is_not(True)
    if audience is Audience.LEADERS:
        return (released,)
    levels = [level.value for level in Protection if audience.may_see(level)]
    return (released, col(kind.protection).in_(levels))


def may_see(record: Record, audience: Audience | None) -> bool:
    """The same question about a record at hand."""
    return audience is None or (not record.draft and audience.may_see(record.protection))


def kept_with_its_record(
    workspace: Workspace, kind: type[Record], audience: Audience | None
) -> frozenset[UUID]:
    """The documents that an audience does not get to know of because it may not see the record that they are on: what
    a document is called tells of it. Nothing for other kinds, nor for a copy of one's own."""
    if audience is None or kind is not Attachment:
        return frozenset()
    owners = dict(workspace.rows(Attachment, ["belongs_to"]))
    seen = {
        owner
        for owner in set(owners.values())
        if owner is not None and (record := workspace.find(owner)) is not None and may_see(record, audience)
    }
    return frozenset(id for id, owner in owners.items() if owner is not None and owner not in seen)


def followed(audience: Audience | None) -> tuple[Any, ...]:
    """The conditions under which a link may be followed from one record that may be told of to another.

    A link says nothing but that its two ends belong together, and nobody marks one as open: what is internal is
    followed for the public too. One that is itself marked confidential is followed for the leaders alone, and a
    draft for nobody.
    """
    return visible(Link, _of_links(audience))


def not_followed(audience: Audience | None) -> Any:
    """The condition of those that may not be."""
    where = followed(audience)
    return not_(func.coalesce(and_(*where), false())) if where else false()


def may_follow(link: Link, audience: Audience | None) -> bool:
    """The same question about a link at hand."""
    return may_see(link, _of_links(audience))


def _of_links(audience: Audience | None) -> Audience | None:
    return Audience.COUNCIL if audience is Audience.PUBLIC else audience
