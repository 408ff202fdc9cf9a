"""The choice of a day to follow something up: tomorrow, in a week, in two, in a month, or any other day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCalendarWidget, QMenu, QWidget, QWidgetAction

from trygg_desktop.i18n import _, weekday_and_day

WAITS = (1, 7, 14, 30)
"""Days that following up is usually put off."""


def follow_up_menu(
    parent: QWidget, today: date, chosen: date | None, choose: Callable[[date | None], None]
) -> QMenu:
    """The usual days, none at all, and a calendar for the rest."""
    menu = QMenu(parent)
    named = {1: _("Tomorrow"), 7: _("In a week"), 14: _("In two weeks"), 30: _("In a month")}
    for wait in WAITS:
        day = today + timedelta(days=wait)
        action = menu.addAction(f"{named[wait]}, {weekday_and_day(day)}")
        action.setCheckable(True)
        action.setChecked(day == chosen)
        action.triggered.connect(lambda _checked=False, day=day: choose(day))
    _add_calendar(menu.addMenu(_("Another day")), menu, today, chosen, choose)
    menu.addSeparator()
    nothing = menu.addAction(_("Nothing to follow up"))
    nothing.setCheckable(True)
    nothing.setChecked(chosen is None)
    nothing.triggered.connect(lambda _checked=False: choose(None))
    return menu


def _add_calendar(
    under: QMenu, menu: QMenu, today: date, chosen: date | None, choose: Callable[[date | None], None]
) -> None:
    calendar = QCalendarWidget()
    calendar.setMinimumDate(QDate(today))
    calendar.setSelectedDate(QDate(chosen or today))

    def take(day: QDate) -> None:
        menu.close()
        choose(date(day.year(), day.month(), day.day()))

    calendar.clicked.connect(take)
    calendar.activated.connect(take)
    shown = QWidgetAction(under)
    shown.setDefaultWidget(calendar)
    under.addAction(shown)
