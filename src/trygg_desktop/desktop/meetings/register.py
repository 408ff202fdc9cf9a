"""The whole list of a kind that belongs to meetings, with a way back to the meeting."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.meetings.decided_measures import DecidedMeasures
from trygg_desktop.desktop.parts import LinkLabel, Words, lead_focus
from trygg_desktop.desktop.records.pane import ListAndForm
from trygg_desktop.domain.council import Decision
from trygg_desktop.domain.record import Record
from trygg_desktop.i18n import _


class Register(QWidget):
    """Decisions, with the measures that follow from each, or the council's members. `left` asks for the meeting."""

    left = Signal()

    def __init__(self, desk: Desk, kind: type[Record]) -> None:
        super().__init__()
        self.records = ListAndForm(desk, kind, begins_with_first=True)
        if kind is Decision:
            measures = DecidedMeasures(desk)
            self.records.form.add_section(measures, _("Measures that follow"))
            self.records.form.shown.connect(measures.show_record)
        top = QHBoxLayout()
        top.setContentsMargins(32, 16, 32, 0)
        top.addWidget(Words(kind.about.titles, "page"))
        top.addStretch(1)
        top.addWidget(LinkLabel(_("Back to the meeting"), self.left.emit))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.records, 1)
        lead_focus(self, self.records)
