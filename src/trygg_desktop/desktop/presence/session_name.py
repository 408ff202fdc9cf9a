"""Writes a session that was logged; one about which nothing was said is named by what it was, where and when."""

from __future__ import annotations

from uuid import UUID

from trygg_desktop.desktop.presence.clock_times import day_of
from trygg_desktop.desktop.presence.quick_log import LoggedSession
from trygg_desktop.domain.presence import KindOfPresence, PresenceAction, PresenceSession
from trygg_desktop.i18n import _, day_and_month
from trygg_desktop.workspace import Transaction, Workspace


def write_session(tx: Transaction, workspace: Workspace, logged: LoggedSession) -> UUID:
    """Makes the session; it always has a name, which is what was seen where that was written."""
    return tx.create(
        PresenceSession,
        text=logged.text or session_name(workspace, logged),
        district=logged.district,
        action=logged.action,
        started=logged.started,
        duration=logged.duration or None,
    )


def session_name(workspace: Workspace, logged: LoggedSession) -> str:
    """Such as `Fotpatrullering, Centrum, 12 nov`: facts alone, so that nobody takes it for an observation."""
    district = workspace.titles([logged.district]).get(logged.district, "")
    what = _what(workspace, logged.action)
    day = day_of(logged.started)
    parts = (what, "" if district in what else district, day_and_month(day) if day else "")
    return ", ".join(part for part in parts if part)


def _what(workspace: Workspace, action: UUID | None) -> str:
    """The kind of presence, or else what the action is called."""
    found = workspace.find(action) if action else None
    if not isinstance(found, PresenceAction):
        return _("Presence session")
    kind, named = found.kind_of_presence, set(KindOfPresence) - {KindOfPresence.OTHER}
    return KindOfPresence(kind).label if kind and kind in named else found.name or _("Presence session")
