"""The strip above a meeting: the year, its meetings as tabs, the year wheel and a menu."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from trygg_desktop.desktop.meetings.meeting_tabs import MeetingTab, MeetingTabs
from trygg_desktop.desktop.meetings.menu_button import MenuButton
from trygg_desktop.desktop.parts import LinkLabel
from trygg_desktop.i18n import _


class MeetingStrip(QWidget):
    """Where one goes from meeting to meeting."""

    year_chosen = Signal(int)
    wheel_asked_for = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = MeetingTabs()
        self.year = MenuButton()
        self.year.setToolTip(_("Choose a year"))
        self.year.menu_wanted.connect(self._offer_years)
        self.more = MenuButton(_("More"))
        self._years: tuple[int, ...] = ()
        self._shown = 0
        self.wheel = LinkLabel(_("Year wheel"), self.wheel_asked_for.emit)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.year)
        row.addWidget(self.tabs, 1)
        row.addWidget(self.wheel)
        row.addWidget(self.more)
        row.setAlignment(Qt.AlignmentFlag.AlignVCenter)

    def show_year(
        self, year: int, years: Iterable[int], tabs: Iterable[MeetingTab], chosen: UUID | None
    ) -> None:
        """Shows the meetings of a year."""
        self._years, self._shown = tuple(sorted(set(years), reverse=True)), year
        self.year.setText(str(year))
        self.year.setAccessibleName(_("Year {year}", year=year))
        self.tabs.show_meetings(tabs, chosen)

    def _offer_years(self, menu: QMenu) -> None:
        for year in self._years:
            action = menu.addAction(str(year), partial(self.year_chosen.emit, year))
            action.setCheckable(True)
            action.setChecked(year == self._shown)
