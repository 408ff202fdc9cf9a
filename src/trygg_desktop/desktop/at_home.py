"""Whose desk this is, and on which page a record is at home; read away from the window's own thread."""

from __future__ import annotations

from uuid import UUID

from trygg_desktop.domain.attachments import Attachment
from trygg_desktop.i18n import _
from trygg_desktop.workspace import Workspace


def whose(workspace: Workspace) -> tuple[str, str, str]:
    """The council, one's own role, and a note where all of it is invented."""
    note = _("Demo, nothing in it is real") if workspace.recall("demo") else ""
    return workspace.council().name or "", workspace.me.name, note


def home(workspace: Workspace, id: UUID) -> tuple[str, UUID]:
    """The kind that decides where a record is shown: a document is shown with what it belongs to."""
    record = workspace.get(id)
    if isinstance(record, Attachment) and record.belongs_to:
        return home(workspace, record.belongs_to)
    return record.about.name, id
