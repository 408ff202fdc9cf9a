"""The agenda of one meeting with what stands under it: adding items, the total time, and whether it fits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from trygg_desktop.desktop.meetings.agenda_model import AgendaRow
from trygg_desktop.desktop.meetings.agenda_table import HANDLE_WIDTH, AgendaTable
from trygg_desktop.desktop.meetings.link_line import link_line
from trygg_desktop.desktop.parts import ElidedWords, LinkLabel
from trygg_desktop.domain.council import ItemForm
from trygg_desktop.i18n import _, clock, ngettext

RIGHT_MARGIN = 20


class AgendaList(QWidget):
    """The agenda as it is planned: `table` holds the rows and tells what the user does with them."""

    item_asked_for = Signal(str, object)
    """The form of a new item and the id of the one it should stand after (None: last)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = AgendaTable(self)
        self._planned_end: datetime | None = None
        self.add_item = LinkLabel(_("Add an item"), lambda: self._ask(ItemForm.INFORMATION))
        self.add_break = LinkLabel(_("Add a break"), lambda: self._ask(ItemForm.BREAK))
        self._total = ElidedWords("", "body", "text2")
        self._total.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._total.setMinimumWidth(200)
        foot = link_line(self.add_item, self.add_break, left=HANDLE_WIDTH, right=RIGHT_MARGIN, top=6)
        foot.addWidget(self._total)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table)
        column.addLayout(foot)
        self.table.item_asked_for.connect(self.item_asked_for)
        self.table.agenda.dataChanged.connect(lambda *about: self._write_total())

    def show_agenda(
        self,
        rows: Iterable[AgendaRow],
        *,
        starts: datetime | None,
        planned_end: datetime | None,
        presenters: Sequence[str] = (),
        decision_word: str = "",
    ) -> None:
        """Shows the agenda of a meeting.

        Args:
            rows: its items, in any order.
            starts: when the meeting begins; without it there are no clock times.
            planned_end: when it should be over.
            presenters: names that the presenter's field proposes.
            decision_word: the council's own word for a decision.
        """
        self._planned_end = planned_end
        self.table.agenda.decision_word = self.table.delegate.decision_word = decision_word
        self.table.delegate.presenters = tuple(presenters)
        self.table.agenda.show(rows, starts)
        self._write_total()

    def _ask(self, form: ItemForm) -> None:
        self.item_asked_for.emit(form.value, None)

    def _write_total(self) -> None:
        agenda = self.table.agenda
        words, over = total_words(agenda.total_minutes, agenda.ends, self._planned_end)
        self._total.setText(words)
        self._total.set_color("warn" if over else "text2")

    @property
    def total(self) -> str:
        """The line about the total time."""
        return self._total.text()


def total_words(minutes: int, ends: datetime | None, planned: datetime | None) -> tuple[str, bool]:
    """How long the meeting becomes and whether that is as planned; and whether it becomes too long."""
    length = ngettext("{n} minute", "{n} minutes", minutes)
    if ends is None or not minutes:
        return length, False
    if planned is None:
        return _("{length}, ends {time}", length=length, time=clock(ends)), False
    over = round((ends - planned).total_seconds() / 60)
    if over == 0:
        return _("{length}, ends {time} as planned", length=length, time=clock(ends)), False
    if over > 0:
        late = ngettext("{n} minute over", "{n} minutes over", over)
        return _("{length}, ends {time}, {over}", length=length, time=clock(ends), over=late), True
    left = ngettext("{n} minute to spare", "{n} minutes to spare", -over)
    return _("{length}, ends {time}, {over}", length=length, time=clock(ends), over=left), False
