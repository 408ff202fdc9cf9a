"""The form of Åtgärder: any record of the plan, with what lies under it and what became of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.measures.effects_view import SHOWN_WITH, EffectsView
from trygg_desktop.desktop.measures.under import NEXT, Under
from trygg_desktop.desktop.records.form import RecordForm
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.record import Record
from trygg_desktop.i18n import N_, _

_HEADINGS = {"problem": N_("Causes"), "cause": N_("Measures"), "measure": N_("Follow-ups")}
_NEXT_WORDS = {
    "problem": N_("Write down a cause"),
    "cause": N_("Write down a measure"),
    "measure": N_("Follow up the measure"),
}


class PlanForm(RecordForm):
    """`next_wanted` carries the kind that comes next in the chain, and what it already knows of itself."""

    record_opened = Signal(object)
    next_wanted = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.effects = EffectsView(desk)
        self.under = {kind: Under(desk, kind, _(_NEXT_WORDS[kind])) for kind in NEXT}
        for kind, under in self.under.items():
            self.add_section(under, _(_HEADINGS[kind]), kinds=(kind,), first=True)
            under.record_opened.connect(self.record_opened)
            under.next_wanted.connect(lambda kind=kind: self.next_wanted.emit(NEXT[kind], {}))
        self.add_section(self.effects, _("Before and after"), kinds=SHOWN_WITH)
        self.effects.evaluation_wanted.connect(lambda values: self.next_wanted.emit("evaluation", values))
        self.shown.connect(self._show_sections)
        self.prepare(Measure)  # it is shown first: its fields are made while the plan is still being read

    @property
    def follow_ups(self) -> Under:
        """The follow-ups of the measure that is shown."""
        return self.under["measure"]

    def refresh(self, changes: Changes | None) -> None:
        """Reads anew what the changes touch, in the fields and under them."""
        super().refresh(changes)
        for under in self.under.values():
            under.refresh(changes)
        self.effects.refresh(changes)

    def _show_sections(self, record: Record) -> None:
        for under in self.under.values():
            under.show_record(record)
        self.effects.show_record(record)
