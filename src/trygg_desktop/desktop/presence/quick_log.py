"""Logs a session in two keystrokes: Ctrl+L comes here, everything usual is filled in, Enter logs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from trygg_desktop.desktop.parts import Words
from trygg_desktop.desktop.presence.clock_field import ClockField
from trygg_desktop.desktop.presence.clock_times import minutes_between, moment_on
from trygg_desktop.desktop.presence.drop_down import DropDown
from trygg_desktop.desktop.presence.key_hint import KeyHint
from trygg_desktop.desktop.records.passing_undo import let_undo_pass
from trygg_desktop.desktop.typed_since import typed_since
from trygg_desktop.i18n import _, day_and_month, weekday_and_day

DAYS_OFFERED = 14
USUAL_START, USUAL_MINUTES = time(20, 0), 180
_OTHER_DAY = "other"
Parts = tuple[tuple[QWidget, int], ...]


@dataclass(frozen=True, slots=True)
class ActionOffer:
    """A presence action that a session may belong to, with the times it usually has."""

    id: UUID
    name: str
    districts: tuple[UUID, ...]
    start: time = USUAL_START
    minutes: int = USUAL_MINUTES
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class LoggedSession:
    """What was logged, ready to be written."""

    district: UUID
    action: UUID | None
    started: datetime
    duration: int
    text: str


class QuickLog(QWidget):
    """One line of fields, filled in with the chosen district, its latest action, today, the usual times."""

    session_logged = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions: tuple[ActionOffer, ...] = ()
        self._today = date.min
        self._under_way: LoggedSession | None = None
        self.district = DropDown(_("District"), 8, self)
        self.action = DropDown(_("Presence action"), 12, self)
        self.day = DropDown(_("Day"), 11, self)
        self.start, self.end = ClockField(_("From")), ClockField(_("To"))
        self.seen = QLineEdit()
        self.seen.setPlaceholderText(_("What was seen?"))
        self.seen.setAccessibleName(_("What was seen"))
        self.seen.setMinimumWidth(110)
        let_undo_pass(self.start, self.end, self.seen)
        self.log = QPushButton(_("Log"))
        self.log.setToolTip(_("Logs the session (Enter). Ctrl+L comes back here."))
        self.log.setProperty("accent", True)
        self._lay_out()
        self.district.currentIndexChanged.connect(self._offer_actions)
        self.action.currentIndexChanged.connect(self._fill_in_times)
        self.day.activated.connect(self._day_chosen)
        self.log.clicked.connect(self.submit)

    def _lay_out(self) -> None:
        words = Words(_("Log session"), "side", "text2")
        words.setBuddy(self.district)
        dash = QLabel("–")
        self._first: Parts = ((words, 0), (self.district, 4), (self.action, 6), (self.day, 0))
        self._second: Parts = (
            (self.start, 0),
            (dash, 0),
            (self.end, 0),
            (self.seen, 5),
            (self.log, 0),
            (KeyHint("Ctrl L"), 0),
        )
        self.district.setMaximumWidth(260)
        self.action.setMaximumWidth(420)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        self._upper, self._lower = QHBoxLayout(), QHBoxLayout()
        for line in (self._upper, self._lower):
            line.setSpacing(6)
            whole.addLayout(line)
        self._two_lines = True
        self.use_two_lines(False)

    def use_two_lines(self, two: bool) -> None:
        """Breaks the line in two where the page or the letters leave no room for one."""
        if two == self._two_lines:
            return
        self._two_lines = two
        for widget, _stretch in (*self._first, *self._second):
            self._lower.removeWidget(widget)
            self._upper.removeWidget(widget)
        for widget, stretch in self._first:
            self._upper.addWidget(widget, stretch)
        for widget, stretch in self._second:
            (self._lower if two else self._upper).addWidget(widget, stretch)

    @property
    def one_line_width(self) -> int:
        """The least width at which everything stands on one line."""
        parts = (*self._first, *self._second)
        return sum(max(part.minimumSizeHint().width(), part.minimumWidth()) + 6 for part, _stretch in parts)

    # -- what is offered

    def offer(
        self, districts: Sequence[tuple[UUID, str]], actions: Sequence[ActionOffer], *, today: date
    ) -> None:
        """Takes the districts and actions to choose among; what is chosen stays where it still exists."""
        chosen, self._actions = self.district.currentData(), tuple(actions)
        day = self.day.currentData()
        day, self._today = (None if day == self._today else day), today
        with QSignalBlocker(self.district):
            self.district.clear()
            for id, name in districts:
                self.district.addItem(name, id)
            self.district.setCurrentIndex(max(0, self.district.place_of(chosen)))
        self._offer_days()
        if isinstance(day, date):
            self.set_day(day)
        self._offer_actions()

    def choose(self, district: UUID | None, action: UUID | None = None) -> None:
        """Fills in a district, and an action of it."""
        where = self.district.place_of(district)
        if where >= 0:
            self.district.setCurrentIndex(where)
        which = self.action.place_of(action)
        if action is not None and which >= 0:
            self.action.setCurrentIndex(which)

    def _offer_days(self) -> None:
        with QSignalBlocker(self.day):
            self.day.clear()
            for back in range(DAYS_OFFERED):
                day = self._today - timedelta(days=back)
                self.day.addItem(_day_words(day, self._today), day)
            self.day.addItem(_("Another day …"), _OTHER_DAY)
            self.day.setCurrentIndex(0)

    def _offer_actions(self) -> None:
        """The district's own actions, the one with the latest session first; then a session without any."""
        district, chosen, first = (
            self.district.currentData(),
            self.action.currentData(),
            not self.action.count(),
        )
        own = [action for action in self._actions if district in action.districts]
        own.sort(key=lambda action: (action.last_on or date.min, action.name), reverse=True)
        with QSignalBlocker(self.action):
            self.action.clear()
            for action in own:
                self.action.addItem(action.name, action.id)
            self.action.addItem(_("No presence action"), None)
            self.action.setCurrentIndex(max(0, self.action.place_of(chosen)) if chosen else 0)
        if first or self.action.currentData() != chosen:
            self._fill_in_times()

    def _fill_in_times(self) -> None:
        chosen = self.action.currentData()
        usual = next((action for action in self._actions if action.id == chosen), None)
        start = usual.start if usual else USUAL_START
        end = (
            datetime.combine(date.min, start) + timedelta(minutes=usual.minutes if usual else USUAL_MINUTES)
        ).time()
        self.start.set_time(start)
        self.end.set_time(end)

    def _day_chosen(self, number: int) -> None:
        if self.day.itemData(number) == _OTHER_DAY:
            self.day.setCurrentIndex(0)
            self._ask_for_day()

    def _ask_for_day(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget(menu)
        calendar.setMaximumDate(QDate(self._today))
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)

        def take(day: QDate) -> None:
            menu.close()
            self.set_day(date(day.year(), day.month(), day.day()))

        calendar.activated.connect(take)
        calendar.clicked.connect(take)
        menu.popup(self.day.mapToGlobal(self.day.rect().bottomLeft()))
        calendar.setFocus()

    def set_day(self, day: date) -> None:
        """Chooses a day, also one that is further back than those offered."""
        where = self.day.place_of(day)
        if where < 0:
            where = self.day.count() - 1
            self.day.insertItem(where, _day_words(day, self._today), day)
        self.day.setCurrentIndex(where)

    # -- logging

    def begin(self) -> None:
        """Puts the cursor where a person writes; Enter logs from there."""
        self.seen.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.seen.selectAll()

    def submit(self) -> None:
        """Tells what was logged; `logged` or `not_logged` says what became of it."""
        district, day = self.district.currentData(), self.day.currentData()
        if self._under_way is not None or district is None or not isinstance(day, date):
            return
        start, end = self.start.time(), self.end.time()
        self._under_way = LoggedSession(
            district=district,
            action=self.action.currentData(),
            started=moment_on(day, start),
            duration=minutes_between(start, end),
            text=self.seen.text().strip(),
        )
        self.session_logged.emit(self._under_way)

    def logged(self) -> None:
        """The session is safe: what was seen is cleared for the next one, which may be begun already."""
        logged, self._under_way = self._under_way, None
        left = typed_since(self.seen.text(), logged.text if logged else "")
        if left != self.seen.text():
            self.seen.setText(left)
        if not left:
            self.begin()

    def not_logged(self) -> None:
        """Nothing was written; what was typed stands."""
        self._under_way = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
            return
        super().keyPressEvent(event)


def _day_words(day: date, today: date) -> str:
    if day == today:
        return _("today, {day}", day=day_and_month(day))
    if day == today - timedelta(days=1):
        return _("yesterday, {day}", day=day_and_month(day))
    return weekday_and_day(day)
