"""The head of a meeting: what it is called, when and where it is held, editable where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from PySide6.QtCore import QDate, QEvent, QObject, Qt, QTime, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from trygg_desktop.desktop.meetings.hours import clock_format
from trygg_desktop.desktop.meetings.meeting_day import names_its_day, on_day, retitled
from trygg_desktop.desktop.meetings.text_button import PADDING as TEXT_INSET
from trygg_desktop.desktop.meetings.text_button import TextButton
from trygg_desktop.desktop.parts import ElidedWords, Words
from trygg_desktop.domain.council import Meeting, MeetingStatus
from trygg_desktop.i18n import _, clock, local, ngettext, week, weekday_day_month


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What stands at the head of a meeting."""

    id: UUID
    title: str
    held_on: date | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    place: str = ""
    cancelled: bool = False


def facts_of(meeting: Meeting) -> MeetingFacts:
    """The head of a meeting in the workspace."""
    return MeetingFacts(
        id=meeting.id or UUID(int=0),
        title=meeting.title or "",
        held_on=meeting.held_on,
        starts=meeting.starts,
        ends=meeting.ends,
        place=meeting.place or "",
        cancelled=meeting.status == MeetingStatus.CANCELLED,
    )


def changed_fields(
    facts: MeetingFacts, *, title: str, day: date, begins: time | None, over: time | None, place: str
) -> dict[str, Any]:
    """The fields of the meeting that differ from what stood there. The end is never before the start.

    A time that is not given stays unset; one that is moves with the day.
    """
    named = retitled(title.strip() or facts.title, facts.held_on, day)
    wanted: dict[str, Any] = {"title": named, "held_on": day, "place": place.strip()}
    if begins is not None:
        wanted["starts"] = on_day(day, begins)
    if over is not None:
        wanted["ends"] = on_day(day, max(over, begins or over))
    return {name: value for name, value in wanted.items() if getattr(facts, name) != value}


def days_away(day: date, today: date) -> str:
    """How far away a day is, in words: `in 11 days`."""
    days = (day - today).days
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("in {n} day", "in {n} days", days)
    return ngettext("{n} day ago", "{n} days ago", -days)


class MeetingHeading(QWidget):
    """Title and day, time and place as text; a click turns them into fields, leaving them saves."""

    meeting_edited = Signal(object, object)
    """The meeting's id and the changed fields."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: MeetingFacts | None = None
        self._today = date.min
        self._offered: set[QTimeEdit] = set()
        self._build_text()
        self._build_fields()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._text)
        layout.addWidget(self._fields)
        self._fields.hide()
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def _build_text(self) -> None:
        self._text = QWidget(self)
        self._title, self._week = ElidedWords("", "page"), Words("", "body", "text2")
        self._away = Words("", "body", "text2")
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._time_and_place = TextButton()
        self._time_and_place.setToolTip(_("Change title, day, time and place"))
        self._time_and_place.clicked.connect(self.edit)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.setContentsMargins(TEXT_INSET, 0, 0, 0)
        for label, stretch in ((self._title, 0), (self._week, 1), (self._away, 0)):
            top.addWidget(label, stretch, Qt.AlignmentFlag.AlignBaseline)
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self._time_and_place)
        below.addStretch(1)
        column = QVBoxLayout(self._text)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(top)
        column.addLayout(below)

    def _build_fields(self) -> None:
        self._fields = QWidget(self)
        self._title_field, self._place = QLineEdit(), QLineEdit()
        self._day, self._begins, self._over = QDateEdit(), QTimeEdit(), QTimeEdit()
        self._day.setCalendarPopup(True)
        self._day.setDisplayFormat("yyyy-MM-dd")
        self._place.setPlaceholderText(_("Place"))
        for field, name in (
            (self._title_field, _("Title of the meeting")),
            (self._day, _("Day of the meeting")),
            (self._begins, _("The meeting begins")),
            (self._over, _("The meeting ends")),
            (self._place, _("Place")),
        ):
            field.setAccessibleName(name)
        for clock_field in (self._begins, self._over):
            clock_field.setDisplayFormat(clock_format())
            clock_field.timeChanged.connect(lambda now, field=clock_field: self._offered.discard(field))
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self._day, self._begins, QLabel("–"), self._over):
            row.addWidget(widget)
        row.addWidget(self._place, 1)
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._title_field)
        column.addLayout(row)
        for line in (self._title_field, self._place):
            line.editingFinished.connect(self._save)
        for other in (self._day, self._begins, self._over):
            other.editingFinished.connect(self._save)
            other.installEventFilter(self)
        self._title_field.installEventFilter(self)
        self._place.installEventFilter(self)

    # What is shown

    def show_meeting(self, facts: MeetingFacts | None, today: date) -> None:
        """Shows the head of a meeting; fields being edited are left alone."""
        other = facts is None or self._facts is None or facts.id != self._facts.id
        self._facts, self._today = facts, today
        if other:
            self.leave()
        self._write_text()

    def _write_text(self) -> None:
        facts = self._facts
        if facts is None:
            return
        title = facts.title
        if facts.held_on and not names_its_day(title, facts.held_on):
            title = _("{title} {day}", title=title, day=weekday_day_month(facts.held_on))
        self._title.setText(title)
        self._week.setText(week(facts.held_on) if facts.held_on else "")
        away = days_away(facts.held_on, self._today) if facts.held_on else ""
        self._away.setText(_("cancelled") if facts.cancelled else away)
        self._time_and_place.setText(self._in_words(facts))
        self._time_and_place.setAccessibleName(
            _("Change time and place: {now}", now=self._time_and_place.text())
        )

    def _in_words(self, facts: MeetingFacts) -> str:
        if facts.starts and facts.ends:
            times = f"{clock(facts.starts)}–{clock(facts.ends)}"
        else:
            times = clock(facts.starts) if facts.starts else _("no time set")
        place = facts.place or _("no place set")
        return f"{times} · {place}"

    # Editing

    @property
    def is_editing(self) -> bool:
        """Whether the fields are open."""
        return not self._fields.isHidden()

    def edit(self) -> None:
        """Opens the fields."""
        if self._facts is None:
            return
        self._title_field.setText(self._facts.title)
        self._place.setText(self._facts.place)
        self._place.setCursorPosition(0)
        day = self._facts.held_on or self._today
        self._day.setDate(QDate(day.year, day.month, day.day))
        starts = local(self._facts.starts).time() if self._facts.starts else time(13)
        ends = (
            local(self._facts.ends).time()
            if self._facts.ends
            else time(min(starts.hour + 2, 23), starts.minute)
        )
        self._begins.setTime(QTime(starts.hour, starts.minute))
        self._over.setTime(QTime(ends.hour, ends.minute))
        self._offered = {
            field
            for field, known in ((self._begins, self._facts.starts), (self._over, self._facts.ends))
            if not known
        }
        self._text.hide()
        self._fields.show()
        self._day.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Closes the fields; what was changed is already saved."""
        self._fields.hide()
        self._text.show()

    def _save(self) -> None:
        if self._facts is None or not self.is_editing:
            return
        picked = self._day.date()
        changed = changed_fields(
            self._facts,
            title=self._title_field.text(),
            day=date(picked.year(), picked.month(), picked.day()),
            begins=self._chosen(self._begins),
            over=self._chosen(self._over),
            place=self._place.text(),
        )
        if changed:
            self.meeting_edited.emit(self._facts.id, changed)

    def _chosen(self, field: QTimeEdit) -> time | None:
        """The time in a field; nothing while it only holds the program's own proposal."""
        if field in self._offered:
            return None
        return time(field.time().hour(), field.time().minute())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        leaving = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() in leaving:
            if event.key() != Qt.Key.Key_Escape:
                self._save()
            self.leave()
            self._time_and_place.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        """Leaves the fields when the focus goes elsewhere; the calendar that opens is one of them."""
        if not self.is_editing or now is None:
            return
        parent: QObject | None = now
        while parent is not None and parent is not self:
            parent = parent.parent()
        if parent is None:
            self._save()
            self.leave()
