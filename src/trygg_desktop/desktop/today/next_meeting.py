"""The next meeting on the page Idag: when and where, how much of its checklist is done, and what it lacks."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from trygg_desktop import i18n
from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.parts import HeadingLine, LinkLabel, SectionHeading, Words
from trygg_desktop.desktop.today.day import Day
from trygg_desktop.desktop.today.rows import CheckRow, LackRow, Row, Steps
from trygg_desktop.domain.council import Meeting
from trygg_desktop.i18n import _, ngettext
from trygg_desktop.insight.readiness import Check, Readiness

FEW = 7
"""Points of the checklist that are shown at first; always as many as remain to be done."""


class NextMeeting(QWidget):
    """One meeting; of one marked confidential neither title nor place, and of such a preparation no words.

    Args:
        all_checks: whether the points that are done are all shown, too.
    """

    ticked = Signal(object, bool)
    all_wanted = Signal()
    opened = Signal()
    notice_wanted = Signal()

    def __init__(self, meeting: Meeting, ready: Readiness, day: Day, *, all_checks: bool) -> None:
        super().__init__()
        self._meeting, self._ready, self._day = meeting, ready, day
        secret = meeting.id in day.secret
        title = _("A meeting marked confidential") if secret else meeting.title or _("The council")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(HeadingLine(title, "record", fact=_days_until(meeting, day)))
        column.addWidget(Words(_when_and_where(meeting, title, secret=secret), "side", "text2"))
        column.addSpacing(8)
        column.addWidget(self._heading())
        column.addLayout(self._points(all_checks))
        column.addSpacing(8)
        column.addLayout(self._buttons())

    def _heading(self) -> QWidget:
        ready, words = self._ready, _("How ready the meeting is")
        if not ready.of:
            return SectionHeading(words)
        fact = _("{done} of {all}", done=ready.done, all=ready.of)
        return SectionHeading(words, fact, beside=Steps(ready.done, ready.of))

    def _points(self, all_checks: bool) -> QVBoxLayout:
        """What remains, and of what is done as much as leaves the day in sight; then what the meeting lacks."""
        column = QVBoxLayout()
        column.setSpacing(0)
        points = sorted(self._ready.written, key=lambda check: (check.done, check.due or date.max))
        remaining = self._ready.of - self._ready.done
        shown = len(points) if all_checks else max(remaining, min(len(points), FEW))
        for check in points[:shown]:
            column.addWidget(self._point(check))
        if shown < len(points):
            more = ngettext("{n} more is done", "{n} more are done", len(points) - shown)
            column.addWidget(LinkLabel(more, self.all_wanted.emit), 0, Qt.AlignmentFlag.AlignLeft)
        if not points and not self._ready.missing:
            column.addWidget(
                Words(_("Nothing is missing, and nobody has written a checklist."), "body", "text2")
            )
        if self._ready.missing:
            column.addWidget(self._lack())
        return column

    def _point(self, check: Check) -> Row:
        hidden = check.preparation in self._day.secret
        label = _("A preparation marked confidential") if hidden else check.label
        state = _("done") if check.done else _("not done")
        row = CheckRow(
            label,
            i18n.weekday_and_day(check.due) if check.due and not check.done else "",
            done=check.done,
            late=check.late,
            run=lambda: self.ticked.emit(check.preparation, not check.done),
            name=f"{label}, {state}",
        )
        row.key = check.preparation
        return row

    def _lack(self) -> Row:
        """What the meeting itself lacks, on one quiet line that leads to it."""
        lacks = " · ".join(check.label for check in self._ready.missing)
        row = LackRow(_("What is missing: {lacks}", lacks=lacks), self.opened.emit)
        row.key = "missing"
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        opening = QPushButton(_("Open the meeting"))
        opening.clicked.connect(lambda _checked=False: self.opened.emit())
        notice = QPushButton(icon("file-pdf", "text"), _("Make the notice"))
        notice.clicked.connect(lambda _checked=False: self.notice_wanted.emit())
        row.addWidget(opening)
        row.addWidget(notice)
        row.addStretch(1)
        return row


def _days_until(meeting: Meeting, day: Day) -> str:
    if meeting.held_on is None:
        return ""
    days = (meeting.held_on - day.today).days
    if days == 0:
        return _("today")
    return _("tomorrow") if days == 1 else ngettext("in {n} day", "in {n} days", days)


def _when_and_where(meeting: Meeting, title: str, *, secret: bool) -> str:
    parts = []
    if meeting.held_on:
        day, week = i18n.weekday_day_month(meeting.held_on), i18n.week(meeting.held_on)
        parts.append(week if day in title else f"{day}, {week}")
    if meeting.starts:
        ends = f"–{i18n.clock(meeting.ends)}" if meeting.ends else ""
        parts.append(i18n.clock(meeting.starts) + ends)
    if meeting.place and not secret:
        parts.append(meeting.place)
    return " · ".join(parts)
