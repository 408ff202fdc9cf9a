"""Takes the user to where something that a meeting still lacks is put right."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from trygg_desktop.desktop.meetings.agenda_model import AgendaRow, Column
from trygg_desktop.domain.council import ItemForm

if TYPE_CHECKING:
    from trygg_desktop.desktop.meetings.meeting_pane import MeetingPane


def mend(pane: MeetingPane, key: str) -> None:
    """Opens what puts right something that a meeting lacks, by the key of its check; an unknown one does nothing."""
    ways: dict[str, Callable[[], None]] = {
        "when-and-where": pane.body.heading.edit,
        "items": pane.add_item,
        "presenters": lambda: _edit(pane, Column.PRESENTER, lambda row: not (row.presenter or row.is_break)),
        "minutes": lambda: _edit(pane, Column.MINUTES, lambda row: not row.minutes),
        "length": lambda: _edit(pane, Column.MINUTES, lambda row: True),
        "proposals": lambda: _open_proposal(pane),
        "open-points": pane.body.open_points.table.setFocus,
        "drafts": lambda: _open_draft(pane),
        "notice": pane.mark_notice_sent,
    }
    if key in ways:
        ways[key]()


def _first(pane: MeetingPane, lacks: Callable[[AgendaRow], bool]) -> AgendaRow | None:
    return next((row for row in pane.body.agenda.table.agenda.rows if lacks(row)), None)


def _edit(pane: MeetingPane, column: Column, lacks: Callable[[AgendaRow], bool]) -> None:
    table, row = pane.body.agenda.table, _first(pane, lacks)
    if row is None:
        return
    index = table.agenda.index(table.agenda.row_of(row.id), column)
    table.setFocus()
    table.setCurrentIndex(index)
    table.edit(index)


def _open_proposal(pane: MeetingPane) -> None:
    row = _first(pane, lambda row: row.form == ItemForm.DECISION and not row.has_proposal)
    if row:
        pane.body.agenda.table.choose(row.id)
        pane.open_details(row.id)
        pane.side.form.focus_field("proposal")


def _open_draft(pane: MeetingPane) -> None:
    row = _first(pane, lambda row: row.draft)
    if row:
        pane.body.agenda.table.choose(row.id)
    pane.open_details(row.id if row else pane.meeting_id)
