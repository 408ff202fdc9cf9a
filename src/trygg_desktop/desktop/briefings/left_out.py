"""What an audience does not get to see: how many records, and to the one who makes the briefing also which."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from trygg_desktop.domain.record import Audience, headline
from trygg_desktop.domain.values import sort_key
from trygg_desktop.i18n import _, ngettext
from trygg_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The records that are left out, here in the window only.

    Args:
        named: kind by kind, the smallest first, those that would have been told of one by one, by their titles.
        not_counted: of those that are missing from figures alone, how many there are of each kind.
    """

    named: tuple[tuple[str, tuple[tuple[UUID, str], ...]], ...]
    not_counted: tuple[tuple[str, int], ...]


def left_out_words(count: int, audience: Audience) -> str:
    """How many records this audience does not get to see."""
    if not count:
        return _("Nothing is left out")
    if audience is Audience.PUBLIC:
        return ngettext("{n} record left out for the public", "{n} records left out for the public", count)
    if audience is Audience.COUNCIL:
        return ngettext("{n} record left out for the council", "{n} records left out for the council", count)
    return ngettext("{n} record left out", "{n} records left out", count)


def not_counted_words(left_out: int, not_counted: int) -> str:
    """How many of the records that are left out are so from figures alone; empty where there are none."""
    if not not_counted:
        return ""
    if not_counted == left_out:
        return _("only from the figures")
    return ngettext("{n} of them only from the figures", "{n} of them only from the figures", not_counted)


def left_out_in_full(left_out: int, not_counted: int, audience: Audience) -> str:
    """Both in one line."""
    return ", ".join(
        filter(None, (left_out_words(left_out, audience), not_counted_words(left_out, not_counted)))
    )


def read_left_out(workspace: Workspace, ids: frozenset[UUID], not_counted: frozenset[UUID]) -> LeftOut:
    """What the records are that are left out.

    Args:
        ids: all of them.
        not_counted: those that are missing from figures alone.
    """
    shown = ids - not_counted
    titles, kinds = workspace.titles(shown), {id: workspace.kind_of(id) for id in ids}
    named: dict[str, list[tuple[UUID, str]]] = {}
    for id in shown:
        kind = kinds[id]
        named.setdefault(kind.about.title if kind else "", []).append((id, headline(titles.get(id))))
    figures = Counter(kind.about.titles for id in not_counted if (kind := kinds[id]))
    return LeftOut(
        tuple((kind, _by_title(found)) for kind, found in sorted(named.items(), key=_smallest_first)),
        tuple(sorted(figures.items(), key=lambda pair: (-pair[1], pair[0]))),
    )


def _smallest_first(named: tuple[str, list[tuple[UUID, str]]]) -> tuple[int, str]:
    return len(named[1]), named[0]


def _by_title(found: list[tuple[UUID, str]]) -> tuple[tuple[UUID, str], ...]:
    return tuple(sorted(found, key=lambda pair: (sort_key(pair[1]) or "", pair[0].hex)))
