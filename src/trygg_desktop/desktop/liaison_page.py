"""Polissamverkan: what the two sides told each other, as a notebook by date with the note beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QPoint
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.liaison.note_list import NoteList
from trygg_desktop.desktop.liaison.note_menu import delete_notes, note_menu
from trygg_desktop.desktop.liaison.notebook_model import NoteRow
from trygg_desktop.desktop.liaison.notes import (
    SCRATCH,
    Surroundings,
    read_notes,
    read_surroundings,
    write_note,
)
from trygg_desktop.desktop.liaison.quick_note import WrittenNote
from trygg_desktop.desktop.liaison.spread_line import SpreadLine
from trygg_desktop.desktop.page import Action, Page
from trygg_desktop.desktop.parts import lead_focus
from trygg_desktop.desktop.presence.map_paint import font_scale
from trygg_desktop.desktop.records.form import RecordForm
from trygg_desktop.desktop.records.halves import Halves
from trygg_desktop.domain.record import Record
from trygg_desktop.i18n import N_, _

KIND = "liaison-note"
SIDE_BY_SIDE_FROM = 860
NOTEBOOK = 0.573
"""The notebook's share of the width, until someone drags it otherwise."""
MOST_PATCHED = 200
"""More notes than these changed at once, such as by an import, and all are read anew."""


class LiaisonPage(Page):
    """The notebook at the left, the chosen note at the right."""

    subject: ClassVar[str] = "liaison"
    label: ClassVar[str] = N_("Police liaison")
    icon: ClassVar[str] = "notebook"
    number: ClassVar[int] = 4
    kinds: ClassVar[tuple[str, ...]] = (KIND,)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._around: Surroundings | None = None
        self._wanted: UUID | None = None
        self.notes = NoteList()
        self.quick = self.notes.quick
        self.form = RecordForm(desk)
        self.spread = SpreadLine()
        self.form.add_section(self.spread, kinds=(KIND,), first=True)
        self.halves = Halves(
            self.notes, self.form, share=NOTEBOOK, beside_from=SIDE_BY_SIDE_FROM * font_scale()
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.halves)
        lead_focus(self, self.notes.notebook)
        self.notes.notebook.note_chosen.connect(self._show_note)
        self.notes.notebook.note_opened.connect(lambda: self.form.focus_field("text"))
        self.form.closed.connect(self._leave_form)
        self.notes.notebook.menu_wanted.connect(self._open_menu)
        self.notes.notebook.deletion_wanted.connect(lambda ids: delete_notes(desk, ids))
        self.form.shown.connect(self._shown)
        self.quick.note_written.connect(self._write)
        self.quick.being_typed.connect(self._keep)

    # -- the state of things

    def refresh(self, changes: Changes | None) -> None:
        today = self.desk.today
        if changes is None or changes.kinds & {"district", "council-settings"}:
            self.desk.query(read_surroundings, self._look_around, owner=self)
        if changes is None or len(changes.ids) > MOST_PATCHED:
            self.desk.query(read_notes, lambda rows: self._show_all(rows), owner=self)
        elif KIND in changes.kinds:
            self.desk.query(
                lambda workspace: read_notes(workspace, changes.ids),
                lambda rows: self._show_changed(rows, changes),
                owner=self,
            )
        self.notes.model.today = today

    def _look_around(self, around: Surroundings) -> None:
        first = self._around is None
        self._around = around
        self.notes.offer_districts(around.districts, around.parts)
        self.quick.prepare(
            today=self.desk.today,
            grounds=around.grounds,
            places=[name for place in around.places for name in (place.name, *place.others)],
        )
        if first:
            self.quick.take_up(around.unsaved)

    def _show_all(self, rows: Sequence[NoteRow]) -> None:
        self.notes.show_notes(rows, today=self.desk.today)
        self._choose_something()

    def _show_changed(self, rows: Sequence[NoteRow], changes: Changes) -> None:
        self.notes.patch_notes(rows, changes.ids)
        self._choose_something()

    def _choose_something(self) -> None:
        """The wanted note, else the newest one where none is chosen: the detail pane is never idle."""
        notebook = self.notes.notebook
        if self._wanted is not None:
            self.notes.choose(self._wanted)
            self._wanted = None
        elif not notebook.chosen and self.notes.model.shown:
            notebook.setCurrentIndex(self.notes.model.index(1))

    def _show_note(self, id: UUID) -> None:
        if id != self.form.record_id:
            self.form.show_record(id)

    def _leave_form(self) -> None:
        """Esc in the note leads back to the list; a note that went away takes nobody from where they write."""
        if self.form.isAncestorOf(self.window().focusWidget() or self):
            self.notes.notebook.setFocus()

    def _open_menu(self, rows: Sequence[NoteRow], at: QPoint) -> None:
        note_menu(self, self.desk, rows).popup(at)

    def _shown(self, record: Record | None) -> None:
        if record is not None:
            self.spread.show_record(record)

    # -- writing

    def _write(self, written: WrittenNote) -> None:
        around, today, district = self._around, self.desk.today, self.notes.district.currentData()
        if around is None:
            return
        self.desk.command(
            N_("Write liaison note"),
            lambda tx: write_note(tx, written, around, today=today, district=district),
            self._written,
            failed=self._not_written,
        )

    def _not_written(self, error: BaseException) -> None:
        self.quick.not_written()
        self.desk.fault(error)

    def _written(self, id: UUID) -> None:
        """The note is safe: what was kept of it while it was typed is forgotten."""
        self.quick.written()
        workspace = self.desk.workspace
        self.desk.courier.write(lambda: workspace.scratch_drop(SCRATCH, "text"), _nothing, self.desk.fault)
        self._wanted = id
        if self.notes.model.row_of(id) is not None:
            self._choose_something()

    def _keep(self, text: str) -> None:
        workspace = self.desk.workspace
        if not workspace.read_only:
            self.desk.courier.write(
                lambda: workspace.scratch_save(SCRATCH, "text", text), _nothing, self.desk.fault
            )

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.quick.keep()

    # -- what the window asks

    def show_record(self, id: UUID) -> None:
        self._wanted = id
        if self.notes.model.total:
            self._choose_something()

    def new_kinds(self) -> list[str]:
        return [KIND]

    def begin_new(self, kind: str) -> None:
        self.quick.begin()

    def actions_here(self) -> list[Action]:
        return [
            Action("write-note", _("Write liaison note"), self.quick.begin, "Ctrl+N"),
            Action(
                "notes-to-follow-up",
                _("Show notes to follow up"),
                lambda: self.notes.waiting.setChecked(True),
            ),
            Action("all-notes", _("Show all notes"), self.notes.show_all),
        ]


def _nothing(_outcome: object) -> None:
    """There is nothing to show for it."""
