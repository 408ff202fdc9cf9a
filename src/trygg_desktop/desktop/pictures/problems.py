"""The problems that are drawn from a picture, each with its form, and the beginning of a new one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from sqlmodel import col

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.measures.under import Under
from trygg_desktop.desktop.parts import EmptyPage, LinkLabel, lead_focus
from trygg_desktop.desktop.records.form import RecordForm
from trygg_desktop.desktop.records.list import RecordList
from trygg_desktop.desktop.records.pane import ListAndForm
from trygg_desktop.domain.problems import Problem
from trygg_desktop.i18n import _

_COLUMNS = ("number", "title", "districts", "severity", "trend")


class DrawnProblems(QWidget):
    """Problems that name the picture; a new one names it, and the district that is looked at."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._picture: UUID | None = None
        self._district: UUID | None = None
        empty = EmptyPage(_("No problem has been drawn from this picture yet."), _("New problem from here"))
        empty.button_pressed.connect(lambda: self.begin())
        self.list = RecordList(desk, Problem, _COLUMNS, name="problem-of-picture", empty=empty)
        self.form = RecordForm(desk)
        self.causes = Under(desk, Problem.about.name, _("Go on with causes and measures"))
        self.form.add_section(self.causes, _("Causes"), kinds=(Problem.about.name,), first=True)
        self.pane = ListAndForm(desk, Problem, self.list, self.form)
        self.list.new_wanted.disconnect()
        self.list.new_wanted.connect(lambda: self.begin())
        self.form.shown.connect(self.causes.show_record)
        self.causes.record_opened.connect(desk.open)
        self.causes.next_wanted.connect(self._go_on)
        self.new = LinkLabel(_("New problem from here"), lambda: self.begin())
        self.list.counted.connect(lambda n: self.new.setVisible(n > 0))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(28, 0, 24, 0)
        top.addWidget(self.new)
        top.addStretch(1)
        column.addLayout(top)
        column.addWidget(self.pane, 1)
        lead_focus(self, self.list)

    def show_picture(self, picture: UUID, district: UUID | None) -> None:
        """Lists the problems of this picture."""
        self._district = district
        if picture != self._picture:
            self._picture = picture
            self.list.set_where(col(Problem.picture) == picture)

    def begin(self, **values: Any) -> None:
        """Begins a new problem that rests on the picture, and on what else is said of it."""
        districts = (self._district,) if self._district else ()
        self.pane.begin(Problem, **{"picture": self._picture, "districts": districts, **values})

    def refresh(self, changes: Changes | None) -> None:
        """The list and the form follow by themselves; this is for the causes."""
        self.causes.refresh(changes)

    def _go_on(self) -> None:
        """The problem's causes and measures are written where the action plan is."""
        if (id := self.form.record_id) is not None:
            self._desk.open(id)
