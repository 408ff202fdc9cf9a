"""A presence action in the detail pane: its form, and among its sections the sessions that took place."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.parts import LinkLabel, Words
from trygg_desktop.desktop.presence.picture import sessions_of, this_year
from trygg_desktop.desktop.presence.session_list import SessionList
from trygg_desktop.desktop.presence.session_table import SessionRow, SessionsModel
from trygg_desktop.desktop.records.form import RecordForm
from trygg_desktop.domain.presence import PresenceAction
from trygg_desktop.domain.values import minutes
from trygg_desktop.i18n import N_, _, ngettext


class ActionDetail(QWidget):
    """The form of one action. `all_sessions_wanted` asks for the list of every session of it."""

    all_sessions_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._action: UUID | None = None
        self.sessions = SessionsModel(self)
        self.table = SessionList(self.sessions)
        self.form = RecordForm(desk, self)
        self._none = Words(_("No sessions yet. Log the first one with Ctrl+L."), "side", "text2")
        self._none.setWordWrap(True)
        self._all = LinkLabel(_("Show all sessions"), lambda: self.all_sessions_wanted.emit(self._action))
        section = QWidget()
        column = QVBoxLayout(section)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for widget in (self._none, self.table, self._all):
            column.addWidget(widget)
        self.heading = self.form.add_section(section, _("Sessions"), kinds=("presence-action",), first=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.form)
        self.sessions.edited.connect(self._change)
        self.sessions.refused.connect(desk.fault)
        self.table.deletion_wanted.connect(self._delete)

    def show_action(self, id: UUID | None) -> None:
        """Shows an action, or nothing."""
        self._action = id
        if id is None:
            self.form.clear()
            self.sessions.show([], today=self._desk.today)
            return
        self.form.show_record(id)
        self._read_sessions()

    def begin(self, **values: Any) -> None:
        """Begins a new action."""
        self._action = None
        self._show_rows([], 0, 0)
        self.form.begin(PresenceAction, **values)

    def refresh(self, changes: Changes | None) -> None:
        """The sessions anew; the form looks after itself."""
        if self._action and (changes is None or "presence-session" in changes.kinds):
            self._read_sessions()

    def _read_sessions(self) -> None:
        action, today = self._action, self._desk.today
        if action is None:
            return
        self._desk.query(
            lambda workspace: (
                action,
                sessions_of(workspace, action=action),
                this_year(workspace, action, today),
            ),
            lambda found: self._show_sessions(*found),
            owner=self,
        )

    def _show_sessions(self, action: UUID, rows: list[SessionRow], year: tuple[int, int]) -> None:
        if action != self._action:
            return
        self._show_rows(rows, *year)

    def _show_rows(self, rows: list[SessionRow], count: int, length: int) -> None:
        self.sessions.show(rows, today=self._desk.today)
        self.table.setVisible(bool(rows))
        self._all.setVisible(bool(rows))
        self._none.setVisible(not rows)
        if self.heading is not None:
            counted = ngettext("{n} session this year", "{n} sessions this year", count)
            self.heading.set_fact(f"{counted}, {minutes(length)}" if length else counted if rows else "")

    def _change(self, id: UUID, values: dict[str, Any]) -> None:
        self._desk.command(N_("Change session"), lambda tx: tx.change(id, **values), failed=self._not_changed)

    def _not_changed(self, error: BaseException) -> None:
        self._read_sessions()
        self._desk.fault(error)

    def _delete(self, id: UUID) -> None:
        self._desk.command(N_("Delete session"), lambda tx: tx.delete(id))
