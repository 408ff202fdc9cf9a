"""The meetings of one year as tabs, named by their day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from trygg_desktop.desktop.meetings.word_tabs import WordTabs
from trygg_desktop.i18n import _, day_and_month, long_date_with_week


@dataclass(frozen=True, slots=True)
class MeetingTab:
    """One meeting as a tab shows it."""

    id: UUID
    title: str
    held_on: date | None
    cancelled: bool = False

    @property
    def label(self) -> str:
        """The day, or the title where no day is set."""
        return day_and_month(self.held_on) if self.held_on else self.title

    @property
    def in_full(self) -> str:
        """Title and day in words."""
        day = long_date_with_week(self.held_on) if self.held_on else _("no day set")
        words = _("{title}, {day}", title=self.title, day=day)
        return _("{meeting}, cancelled", meeting=words) if self.cancelled else words


class MeetingTabs(WordTabs):
    """One tab a meeting; one that is cancelled is struck out."""

    meeting_chosen = Signal(object)
    """The id of the chosen meeting."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Meetings of the year"), parent)
        self._tabs: list[MeetingTab] = []
        self.currentChanged.connect(self._changed)

    def show_meetings(self, tabs: Iterable[MeetingTab], chosen: UUID | None) -> None:
        """Shows these meetings without telling that anything was chosen."""
        wanted = list(tabs)
        with QSignalBlocker(self):
            if [tab.id for tab in wanted] != [tab.id for tab in self._tabs]:
                while self.count():
                    self.removeTab(0)
                for tab in wanted:
                    self.addTab(tab.label)
            self._tabs = wanted
            for number, tab in enumerate(wanted):
                self.setTabText(number, tab.label)
                self.setTabToolTip(number, tab.in_full)
                self.setAccessibleTabName(number, tab.in_full)
            ids = [tab.id for tab in wanted]
            self.setCurrentIndex(ids.index(chosen) if chosen in ids else -1)
        self.update()

    def _changed(self, number: int) -> None:
        if 0 <= number < len(self._tabs):
            self.meeting_chosen.emit(self._tabs[number].id)

    def is_struck(self, index: int) -> bool:
        return index < len(self._tabs) and self._tabs[index].cancelled
