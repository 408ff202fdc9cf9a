"""Idag: what lies on top of the desk, the next meeting, what falls due, and where nobody has been."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from trygg_desktop import i18n
from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.page import Action, Page
from trygg_desktop.desktop.parts import EmptyPage, HeadingLine, LinkLabel, SectionHeading, Words
from trygg_desktop.desktop.today.day import Day, gather_day
from trygg_desktop.desktop.today.due_section import due_section
from trygg_desktop.desktop.today.news import News, Piece
from trygg_desktop.desktop.today.next_meeting import NextMeeting
from trygg_desktop.desktop.today.parts import Sheet, section
from trygg_desktop.desktop.today.ready import AFTER, read_pages
from trygg_desktop.desktop.today.rows import ChipRow, Row, WaitRow
from trygg_desktop.i18n import N_, _, ngettext
from trygg_desktop.workspace import Workspace

NARROW = 760
"""Pixels of page width below which the two columns stand one under the other."""
FEW_DISTRICTS, FEW_DRAFTS, FEW_NEWS = 8, 6, 6
"""Lines that are shown at first."""


class TodayPage(Page):
    """The first page of the day. Never shows the text of a confidential record: a projector may be on."""

    subject: ClassVar[str] = "today"
    label: ClassVar[str] = N_("Today")
    icon: ClassVar[str] = "sun-horizon"
    number: ClassVar[int] = 1

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self._columns: QBoxLayout | None = None
        self._rest = QVBoxLayout()
        self._falls_due = QWidget()
        self._sheet = Sheet()
        self.day: Day | None = None
        self._all_checks = self._all_due = self._whole_law = False

    def refresh(self, changes: Changes | None) -> None:
        """Reads the day. The first time the year follows once the day is on the screen: it does not wait for it."""
        today = self.desk.today
        if self.day is None or self.day.year is None:
            self.desk.query(lambda workspace: gather_day(workspace, today), self._show_first, owner=self)
            return
        from trygg_desktop.desktop.today.year import gather_whole

        self.desk.query(lambda workspace: gather_whole(workspace, today), self._show, owner=self)

    def _show_first(self, day: Day) -> None:
        self._show(day)
        self._sheet.seen.connect(lambda: QTimer.singleShot(0, self, self._read_year))

    def _read_year(self) -> None:
        day = self.day
        if day is not None and day.year is None:
            self.desk.query(lambda workspace: _with_year(workspace, day), self._show_year, owner=self)

    def new_kinds(self) -> list[str]:
        return ["liaison-note", "presence-session", "interaction", "commitment", "meeting"]

    def begin_new(self, kind: str) -> None:
        """Nothing is written on this page itself."""

    def actions_here(self) -> list[Action]:
        return [Action("today-brief", _("Make the notice of the next meeting"), self._make_notice)]

    def _show(self, day: Day) -> None:
        self.day = day
        place = self._scroll.verticalScrollBar().value()
        focused = QApplication.focusWidget()
        key = focused.key if isinstance(focused, Row) else None
        sheet = self._sheet = Sheet()
        sheet.setObjectName("page")
        sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        whole = QVBoxLayout(sheet)
        whole.setContentsMargins(32, 20, 32, 24)
        whole.setSpacing(16)
        whole.addWidget(self._heading(day))
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(48)
        self._columns.addLayout(self._left(day), 3)
        self._columns.addLayout(self._right(day), 2)
        whole.addLayout(self._columns)
        whole.addStretch(1)
        self._scroll.setWidget(sheet)
        self._fit()
        self._scroll.verticalScrollBar().setValue(place)
        if key is not None:
            self._find_again(sheet, key)

    def _show_year(self, day: Day) -> None:
        """Puts what the year asks for under what is there; of what is there only the list of the days is made anew,
        and only where the year has something for it."""
        before, self.day = self.day, day
        if before is not None and before.due != day.due:
            old, focused = self._falls_due, QApplication.focusWidget()
            key = focused.key if isinstance(focused, Row) and old.isAncestorOf(focused) else None
            self._falls_due = self._due(day)
            sheet = old.parentWidget()
            column = sheet.layout() if sheet is not None else None
            if column is not None:
                column.replaceWidget(old, self._falls_due, Qt.FindChildOption.FindChildrenRecursively)
            old.hide()
            old.deleteLater()
            if key is not None:
                self._find_again(self._falls_due, key)
        self._add_year(day)
        QTimer.singleShot(AFTER, self, self._make_ready)

    def _make_ready(self) -> None:
        self.desk.courier.make(read_pages, lambda _done: None, self.desk.fault)

    def _add_year(self, day: Day) -> None:
        if day.year is None:
            return
        from trygg_desktop.desktop.today.law_section import Fold, law_section
        from trygg_desktop.desktop.today.year_sections import chain_section

        fold = Fold(self._whole_law, self._turn_law)
        self._rest.addWidget(law_section(day.year, day.today, self.desk, fold))
        if day.year.gaps:
            self._rest.addWidget(chain_section(day.year, self.desk))

    def _turn_law(self) -> None:
        self._whole_law = not self._whole_law
        if self.day is not None:
            self._show(self.day)

    def _find_again(self, sheet: QWidget, key: object) -> None:
        """The keyboard stays where it was, though the page has been filled anew."""
        rows = sheet.findChildren(Row)
        row = next((row for row in rows if row.key == key), rows[0] if rows else None)
        if row is not None:
            row.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._columns is None:
            return
        narrow = self.width() < NARROW
        self._columns.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )
        self._columns.setSpacing(28 if narrow else 48 if self.width() > 1000 else 32)

    def _heading(self, day: Day) -> QWidget:
        date_words = i18n.weekday_day_month(day.today)
        week = _("week {number}", number=i18n.week_number(day.today))
        return HeadingLine(date_words[:1].upper() + date_words[1:], "page", beside=week)

    def _left(self, day: Day) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(28)
        column.addWidget(self._next_meeting(day))
        self._falls_due = self._due(day)
        column.addWidget(self._falls_due)
        column.addStretch(1)
        return column

    def _right(self, day: Day) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(28)
        if day.news is not None:
            column.addWidget(self._news(day.news, day.today))
        column.addWidget(self._waiting(day))
        if day.drafts:
            column.addWidget(self._drafts(day))
        self._rest = QVBoxLayout()
        self._rest.setSpacing(28)
        column.addLayout(self._rest)
        self._add_year(day)
        column.addStretch(1)
        return column

    def _next_meeting(self, day: Day) -> QWidget:
        if day.meeting is None or day.readiness is None:
            empty = EmptyPage(_("No meeting is planned ahead."), _("Plan a meeting"))
            empty.button_pressed.connect(lambda: self._go_and_create("meetings", "meeting"))
            return section(SectionHeading(_("Next meeting")), [empty])
        meeting = day.meeting.id
        shown = NextMeeting(day.meeting, day.readiness, day, all_checks=self._all_checks)
        shown.ticked.connect(self._tick)
        shown.all_wanted.connect(self._show_all_checks)
        shown.opened.connect(lambda: self._opener(meeting)())
        shown.notice_wanted.connect(self._make_notice)
        return shown

    def _show_all_checks(self) -> None:
        self._all_checks = True
        if self.day is not None:
            self._show(self.day)

    def _tick(self, preparation: UUID, done: bool) -> None:
        message = N_("Tick off a preparation") if done else N_("Open a preparation again")
        self.desk.command(message, lambda tx: tx.change(preparation, done=done))

    def _make_notice(self) -> None:
        self.desk.go("briefings")

    def _due(self, day: Day) -> QWidget:
        return due_section(day, self.desk.open, None if self._all_due else self._show_all_due)

    def _show_all_due(self) -> None:
        self._all_due = True
        if self.day is not None:
            self._show(self.day)

    def _waiting(self, day: Day) -> QWidget:
        heading = SectionHeading(
            _("Without presence for at least {n} weeks", n=day.limit),
            _("{n} of {all} areas", n=len(day.waiting), all=day.districts),
        )
        if not day.waiting:
            return section(heading, [Words(_("Somebody has been in every area lately."), "body", "text2")])
        longest = max((each.weeks or 0 for each in day.waiting), default=0)
        rows = [
            WaitRow(
                each.name,
                each.weeks,
                longest,
                _("last {week}", week=i18n.week(each.last)) if each.last else _("never"),
                self._opener(each.id),
                _("{district}: {weeks} weeks without presence", district=each.name, weeks=each.weeks or "–"),
            )
            for each in day.waiting
        ]
        return section(heading, [*rows[:FEW_DISTRICTS], *self._more(len(rows) - FEW_DISTRICTS, "presence")])

    def _news(self, news: News, today: date) -> QWidget:
        days = (today - news.came).days
        when = _("today") if days <= 0 else ngettext("{n} day ago", "{n} days ago", days)
        heading = SectionHeading(_("Changed by the other side"), when if news.pieces or news.gone else "")
        rows: list[QWidget] = []
        if news.questions:
            words = ngettext(
                "{n} question waits for an answer", "{n} questions wait for an answer", news.questions
            )
            rows.append(LinkLabel(words, lambda: self.desk.go("exchange")))
        shown = [
            ChipRow(piece.title, piece.ground, self._opener(piece.id), _named(piece)) for piece in news.pieces
        ]
        rows += [*shown[:FEW_NEWS], *self._more(len(shown) - FEW_NEWS, "exchange")]
        if news.gone:
            rows.append(Words(ngettext("{n} deleted", "{n} deleted", news.gone), "side", "text2"))
        return section(heading, rows)

    def _drafts(self, day: Day) -> QWidget:
        heading = SectionHeading(_("Drafts on this computer"), i18n.number(len(day.drafts)))
        rows = [
            ChipRow(
                draft.title,
                draft.ground if draft.protected else None,
                self._opener(draft.id),
                _("A draft marked confidential") if draft.protected else draft.title,
            )
            for draft in day.drafts
        ]
        return section(heading, [*rows[:FEW_DRAFTS], *self._more(len(rows) - FEW_DRAFTS, "liaison")])

    def _more(self, count: int, subject: str) -> list[QWidget]:
        """A way to what there is no room for here."""
        if count <= 0:
            return []
        return [LinkLabel(ngettext("and {n} more", "and {n} more", count), lambda: self.desk.go(subject))]

    def _opener(self, id: UUID | None) -> Callable[[], None]:
        def open_it() -> None:
            if id is not None:
                self.desk.open(id)

        return open_it

    def _go_and_create(self, subject: str, kind: str) -> None:
        self.desk.go(subject)
        self.desk.create(kind)


def _named(piece: Piece) -> str:
    confidential = _("A record marked confidential")
    return piece.title if piece.ground is None else f"{confidential}: {piece.title}"


def _with_year(workspace: Workspace, day: Day) -> Day:
    """The day with what the year asks for; the year's kinds are made here, away from the window's thread."""
    from trygg_desktop.desktop.today.year import with_year

    return with_year(workspace, day)
