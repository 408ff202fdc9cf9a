"""What the form of a stakeholder shows besides its fields: quick note, time drawn, people, promises, what happened."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.parts import LinkLabel, SectionHeading, Words
from trygg_desktop.desktop.records.form import RecordForm
from trygg_desktop.desktop.stakeholders.fact_rows import FactRows
from trygg_desktop.desktop.stakeholders.quick_interaction import NotedInteraction, QuickInteraction
from trygg_desktop.desktop.stakeholders.surroundings import (
    CONCERNED,
    Surroundings,
    nothing_around,
    read_surroundings,
)
from trygg_desktop.desktop.stakeholders.timeline_picture import TimelinePicture
from trygg_desktop.domain.record import Record
from trygg_desktop.domain.stakeholders import Interaction, Stakeholder
from trygg_desktop.i18n import N_, _, number
from trygg_desktop.workspace import Transaction

FEW = 8
"""Lines of the timeline that are shown before one asks for all."""


class Section(QWidget):
    """A heading with a fact, a short list or a quiet sentence under it, and a link for what can be done."""

    def __init__(self, title: str, empty: str, link: LinkLabel) -> None:
        super().__init__()
        self.heading = SectionHeading(title)
        self.rows = FactRows(title)
        self._empty = Words(empty, "side", "text2")
        self._empty.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.heading, self.rows, self._empty):
            column.addWidget(part)
        column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def say_fact(self, n: int) -> None:
        """How many there are, and whether the list or the sentence is seen."""
        self.heading.set_fact(number(n) if n else "")
        self.rows.setVisible(bool(n))
        self._empty.setVisible(not n)


class StakeholderSections(QObject):
    """Puts the sections into a form and keeps them filled with what is around the stakeholder that it shows.

    `new_wanted` carries the kind of record that is to be made for the stakeholder, and the stakeholder.
    """

    new_wanted = Signal(str, object)

    def __init__(self, desk: Desk, form: RecordForm) -> None:
        super().__init__(form)
        self._desk = desk
        self.id: UUID | None = None
        self._all = False
        self._shown: Surroundings | None = None
        self.quick = QuickInteraction(desk.today)
        self.picture = TimelinePicture()
        self.contacts = Section(
            _("Contacts"),
            _("Nobody is known at the stakeholder yet."),
            self._adding(_("Add contact"), "contact"),
        )
        self.promises = Section(
            _("Commitments and agreements"),
            _("Nothing is promised or agreed yet."),
            self._adding(_("Add commitment"), "commitment"),
        )
        self._all_link = LinkLabel(_("Show all"), self._show_all)
        self.happened = Section(_("What has happened"), _("Nothing has happened yet."), self._all_link)
        self._fit_into(form)
        self.quick.noted.connect(self._note)
        form.shown.connect(self._follow)

    def _adding(self, words: str, kind: str) -> LinkLabel:
        return LinkLabel(words, lambda: self.new_wanted.emit(kind, self.id))

    def _fit_into(self, form: RecordForm) -> None:
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.quick)
        column.addWidget(self.picture)
        kinds = (Stakeholder.about.name,)
        form.add_section(top, kinds=kinds, first=True)
        for section in (self.promises, self.contacts, self.happened):
            form.add_section(section, kinds=kinds)
            section.rows.record_opened.connect(self._desk.open)
        self.picture.record_opened.connect(self._desk.open)

    def _follow(self, record: Record | None) -> None:
        id = record.id if isinstance(record, Stakeholder) else None
        self.quick.show_stakeholder(id)
        self.quick.today = self._desk.today
        if id != self.id:
            self.id, self._all = id, False
            self._read()

    def refresh(self, changes: Changes | None) -> None:
        """Reads again where the changes touch what is around the stakeholder."""
        if changes is None or changes.kinds & CONCERNED:
            self._read()

    def _read(self) -> None:
        id, today = self.id, self._desk.today
        if id is None:
            self._show(nothing_around(today))
            return

        def show(found: Surroundings) -> None:
            if found.id == self.id:
                self._show(found)

        self._desk.query(lambda workspace: read_surroundings(workspace, id, today), show, owner=self)

    def _show(self, found: Surroundings) -> None:
        self._shown = found
        self.picture.show_story(found.story, self._desk.today)
        for section, rows in ((self.contacts, found.contacts), (self.promises, found.promises)):
            section.rows.show_rows(rows)
            section.say_fact(len(rows))
        self._show_happenings(found)

    def _show_happenings(self, found: Surroundings) -> None:
        rows = found.happenings if self._all else found.happenings[:FEW]
        self.happened.rows.show_rows(rows)
        self.happened.say_fact(len(found.happenings))
        self._all_link.setVisible(len(rows) < len(found.happenings))

    def _show_all(self) -> None:
        self._all = True
        if self._shown is not None:
            self._show_happenings(self._shown)

    def _note(self, noted: NotedInteraction) -> None:
        def write(tx: Transaction) -> UUID:
            return tx.create(
                Interaction, stakeholder=noted.stakeholder, on=noted.on, form=noted.form, text=noted.text
            )

        def refused(error: BaseException) -> None:
            self.quick.not_written(noted)
            self._desk.fault(error)

        self._desk.command(
            N_("Note interaction"), write, lambda _id: self.quick.written(noted), failed=refused
        )
