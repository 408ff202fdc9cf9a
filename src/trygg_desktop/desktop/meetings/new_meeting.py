"""A new meeting, or several at once: which days, and which standing items they take over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

from PySide6.QtCore import QDate, Qt, QTime, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from trygg_desktop.desktop.meetings.agenda_model import form_label
from trygg_desktop.desktop.meetings.hours import clock_format
from trygg_desktop.desktop.meetings.writing import NewMeeting, StandingItem
from trygg_desktop.desktop.parts import LinkLabel, SectionHeading, Words
from trygg_desktop.domain.council import ItemForm
from trygg_desktop.i18n import _, long_date_with_week, ngettext

SPACING = 2


class NewMeetingPanel(QWidget):
    """The proposal for one or more meetings, to be changed and then made in one step."""

    meetings_asked_for = Signal(object, object, object, bool)
    """The proposal as it was left, its days, the items to take over, and whether to add the checklist."""
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._proposal: NewMeeting | None = None
        self._days: list[date] = []
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget(scroll)
        inner.setObjectName("page")
        inner.setMaximumWidth(680)
        scroll.setWidget(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(32, 20, 32, 20)
        column.setSpacing(12)
        column.addWidget(Words(_("New meeting"), "page"))
        column.addWidget(
            self._wrapped(_("Add several days to plan a series. Everything can be changed afterwards."))
        )
        column.addLayout(self._fields())
        self.items_heading = SectionHeading(_("Items taken over from the latest meeting"))
        self.items = QListWidget()
        self.items.setFrameShape(QFrame.Shape.NoFrame)
        self.items.setAccessibleName(_("Items taken over from the latest meeting"))
        column.addWidget(self.items_heading)
        self.items.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.items.setSpacing(SPACING)
        column.addWidget(self.items)
        self.checklist = QCheckBox(_("Use the usual checklist"))
        self.checklist.setChecked(True)
        beneath = QHBoxLayout()
        beneath.setContentsMargins(SPACING + 1, 0, 0, 0)
        beneath.addWidget(self.checklist)
        column.addLayout(beneath)
        column.addLayout(self._buttons())
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self._list_days()

    def _wrapped(self, text: str) -> Words:
        words = Words(text, "body", "text2")
        words.setWordWrap(True)
        return words

    def _fields(self) -> QFormLayout:
        self.title, self.place = QLineEdit(), QLineEdit()
        self.day, self.begins, self.minutes = QDateEdit(), QTimeEdit(), QSpinBox()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.begins.setDisplayFormat(clock_format())
        self.minutes.setRange(15, 600)
        self.minutes.setSingleStep(15)
        self.minutes.setSuffix(" " + _("minutes"))
        self.add_day = QPushButton(_("Add the day"))
        self.add_day.clicked.connect(lambda checked: self._add_day())
        day = QHBoxLayout()
        day.setSpacing(8)
        day.addWidget(self.day)
        self.day_words = Words("", "side", "text2")
        self.day.dateChanged.connect(lambda _day: self._tell_day())
        day.addWidget(self.day_words)
        day.addStretch(1)
        day.addWidget(self.add_day)
        self.days = QVBoxLayout()
        self.days.setSpacing(2)
        chosen = QVBoxLayout()
        chosen.setSpacing(6)
        chosen.addLayout(day)
        chosen.addLayout(self.days)
        hours = QHBoxLayout()
        hours.setSpacing(8)
        hours.addWidget(self.begins)
        hours.addWidget(self.minutes)
        hours.addStretch(1)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for label, field in (
            (_("Title"), self.title),
            (_("Day"), chosen),
            (_("Begins"), hours),
            (_("Place"), self.place),
        ):
            form.addRow(Words(label, "side", "text2"), field)
        for widget, name in (
            (self.title, _("Title of the meeting")),
            (self.day, _("Day of the meeting")),
            (self.begins, _("The meeting begins")),
            (self.minutes, _("Length in minutes")),
            (self.place, _("Place")),
        ):
            widget.setAccessibleName(name)
        return form

    def _buttons(self) -> QHBoxLayout:
        self.make = QPushButton("")
        self.make.setProperty("accent", True)
        self.make.setToolTip(_("Ctrl+Enter makes the meeting, Esc makes none."))
        self.make.clicked.connect(lambda checked: self._make())
        row = QHBoxLayout()
        row.addWidget(self.make)
        row.addWidget(LinkLabel(_("Don’t make a meeting"), self.left.emit))
        row.addStretch(1)
        return row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that the keyboard is on, with Ctrl it makes the meeting; Esc makes none."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        pressed = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._make()
        elif enter and isinstance(pressed, QPushButton):
            pressed.click()
        else:
            super().keyPressEvent(event)

    # What is proposed

    def show_proposal(self, proposal: NewMeeting) -> None:
        """Shows a proposal, to be changed freely."""
        self._proposal = proposal
        self.title.setText(proposal.title)
        self.place.setText(proposal.place)
        self.day.setDate(QDate(proposal.day.year, proposal.day.month, proposal.day.day))
        self._tell_day()
        self.begins.setTime(QTime(proposal.begins.hour, proposal.begins.minute))
        self.minutes.setValue(proposal.minutes)
        self._days = []
        self._list_days()
        self.items.clear()
        for item in proposal.items:
            row = QListWidgetItem(_in_words(item))
            row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            row.setCheckState(Qt.CheckState.Checked if item.usual else Qt.CheckState.Unchecked)
            self.items.addItem(row)
        rows = sum(self.items.sizeHintForRow(row) + 2 * SPACING for row in range(self.items.count()))
        self.items.setFixedHeight(rows + 2 * SPACING)
        self.items_heading.setVisible(bool(proposal.items))
        self.items.setVisible(bool(proposal.items))
        self.day.setFocus()

    @property
    def chosen_days(self) -> Sequence[date]:
        """The days that were added, or the one in the field where none was."""
        return tuple(self._days) or (self._picked(),)

    def _tell_day(self) -> None:
        """The weekday and the week beside the figures: those are what people check."""
        self.day_words.setText(long_date_with_week(self._picked()))

    def _picked(self) -> date:
        picked = self.day.date()
        return date(picked.year(), picked.month(), picked.day())

    def _add_day(self) -> None:
        if self._picked() not in self._days:
            self._days = sorted([*self._days, self._picked()])
            self._list_days()

    def _remove_day(self, day: date) -> None:
        self._days.remove(day)
        self._list_days()

    def _list_days(self) -> None:
        while (taken := self.days.takeAt(0)) is not None:
            if (row := taken.widget()) is not None:
                row.deleteLater()
        for day in self._days:
            self.days.addWidget(self._day_row(day))
        count = max(len(self._days), 1)
        self.make.setText(ngettext("Make the meeting", "Make {n} meetings", count))

    def _day_row(self, day: date) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Words(long_date_with_week(day)))
        remove = LinkLabel(_("remove"), lambda: self._remove_day(day))
        remove.setAccessibleName(_("Remove {day}", day=long_date_with_week(day)))
        line.addWidget(remove)
        line.addStretch(1)
        return row

    def _make(self) -> None:
        if self._proposal is None:
            return
        begins = self.begins.time()
        proposal = replace(
            self._proposal,
            title=self.title.text().strip() or self._proposal.title,
            place=self.place.text().strip(),
            begins=time(begins.hour(), begins.minute()),
            minutes=self.minutes.value(),
        )
        self.meetings_asked_for.emit(proposal, self.chosen_days, self._ticked(), self.checklist.isChecked())

    def _ticked(self) -> tuple[StandingItem, ...]:
        items = self._proposal.items if self._proposal else ()
        ticked = Qt.CheckState.Checked
        return tuple(
            item for number, item in enumerate(items) if self.items.item(number).checkState() == ticked
        )


def _in_words(item: StandingItem) -> str:
    """An item with its form; a break says so by its name."""
    return item.title if item.form == ItemForm.BREAK else f"{item.title}  ·  {form_label(item.form)}"
