"""Decisions that are still open: who sees to each, by when and how late it is; and those closed lately."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from trygg_desktop.briefings.content import Edition, Reading, joined
from trygg_desktop.briefings.cover import Cover, cover_of
from trygg_desktop.briefings.decided import DecidedContent, Wording, decided, made_by
from trygg_desktop.briefings.minutes_layout import decision_table
from trygg_desktop.briefings.page import Letterhead
from trygg_desktop.briefings.parts import Heading, Part
from trygg_desktop.briefings.request import Request
from trygg_desktop.i18n import _, ngettext, short_date
from trygg_desktop.insight.decisions import is_closed
from trygg_desktop.workspace import Workspace

LATELY = timedelta(days=182)
"""How far back a closed decision is still told of: about two meetings."""


@dataclass(frozen=True, slots=True)
class DecisionsContent:
    """Decisions that remain, those due first at the top, and those closed from `since` on, the latest first."""

    cover: Cover
    since: date
    remaining: tuple[DecidedContent, ...]
    closed: tuple[DecidedContent, ...]


def gather(workspace: Workspace, edition: Edition, request: Request) -> tuple[DecisionsContent, Reading]:
    """Reads the decisions that this edition may hold."""
    reading = Reading(workspace, edition)
    since = edition.today - LATELY
    known = made_by(workspace, edition.today)
    remaining = [decided(reading, one) for one in reading.admit(one for one in known if not is_closed(one))]
    lately = [one for one in known if is_closed(one) and one.closed_on and since <= one.closed_on]
    lately.sort(key=lambda one: (one.closed_on or date.min, one.title or ""), reverse=True)
    if not reading.held and reading.left_out:
        reading.notices.append(_("This audience may see none of the decisions."))
    content = DecisionsContent(
        since=since,
        remaining=tuple(remaining),
        closed=tuple(decided(reading, one) for one in reading.admit(lately)),
        cover=cover_of(reading),
    )
    return content, reading


def layout(content: DecisionsContent) -> tuple[Letterhead, list[Part]]:
    """The letterhead and the parts of the list, in the order they are read."""
    return content.cover.dated_letterhead(_("Decisions still open")), list(_parts(content))


def _parts(content: DecisionsContent) -> Iterator[Part]:
    yield from content.cover.dated_opening(_("Decisions still open"), _in_brief(content))
    for heading, decisions in (
        (_("Late"), [one for one in content.remaining if one.late]),
        (_("Remaining"), [one for one in content.remaining if not one.late]),
    ):
        if decisions:
            yield Heading(heading, aside=ngettext("{n} decision", "{n} decisions", len(decisions)))
            yield decision_table(decisions, heading)
    if content.closed:
        title = _("Closed since {day}", day=short_date(content.since))
        yield Heading(title, aside=ngettext("{n} decision", "{n} decisions", len(content.closed)))
        yield decision_table(content.closed, title, how=Wording.WITH_REPORT)


def _in_brief(content: DecisionsContent) -> str:
    """How many remain, how many of them are late, and how many were closed."""
    if not content.remaining and content.cover.is_whole:
        remain = _("No decision remains.")
    elif not content.remaining:
        remain = "" if content.closed else _("This edition holds no decision.")
    else:
        remain = ngettext("{n} decision remains.", "{n} decisions remain.", len(content.remaining))
    late = sum(1 for one in content.remaining if one.late)
    lateness = ngettext("{n} of them is late.", "{n} of them are late.", late) if late else ""
    closed = len(content.closed)
    closing = (
        ngettext(
            "{n} was closed since {day}.",
            "{n} were closed since {day}.",
            closed,
            day=short_date(content.since),
        )
        if closed
        else ""
    )
    return joined((remain, lateness, closing), " ")
