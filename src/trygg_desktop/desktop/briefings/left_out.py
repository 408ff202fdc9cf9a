"""What an audience does not get to see: how many records, and to the one who makes the briefing also which."""

from __future__ import annotations

from uuid import UUID

from trygg_desktop.domain.record import Audience, headline
from trygg_desktop.i18n import _, ngettext
from trygg_desktop.workspace import Workspace


def left_out_words(count: int, audience: Audience) -> str:
    """How many records this audience does not get to see."""
    if not count:
        return _("Nothing is left out")
    if audience is Audience.PUBLIC:
        return ngettext("{n} record left out for the public", "{n} records left out for the public", count)
    if audience is Audience.COUNCIL:
        return ngettext("{n} record left out for the council", "{n} records left out for the council", count)
    return ngettext("{n} record left out", "{n} records left out", count)


def named(workspace: Workspace, ids: frozenset[UUID]) -> list[tuple[UUID, str]]:
    """Kind and title of records, by kind and title."""
    titles = workspace.titles(ids)
    names = []
    for id in ids:
        kind = workspace.kind_of(id)
        label = kind.about.title if kind else ""
        names.append((id, _("{kind}: {title}", kind=label, title=headline(titles.get(id)))))
    return sorted(names, key=lambda pair: pair[1].casefold())
