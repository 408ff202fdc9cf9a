"""What a briefing has to be told: the fields for meeting, district, person and time, of which each is shown
only where the chosen briefing asks for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QDate, QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QDateEdit, QFormLayout, QHBoxLayout, QWidget

from trygg_desktop.desktop.briefings.choices import MeetingChoice, Named
from trygg_desktop.desktop.parts import Words
from trygg_desktop.i18n import N_, _

if TYPE_CHECKING:
    from trygg_desktop.briefings.request import Subject


@dataclass(frozen=True, slots=True)
class Told:
    """What is chosen in the fields that are shown."""

    meeting: MeetingChoice | None = None
    district: UUID | None = None
    person: UUID | None = None
    since: date | None = None
    until: date | None = None


SHORTEST = 12
"""How many letters of a choice are shown at least, however narrow the page is."""

NOTHING_TO_CHOOSE = {
    "meeting": N_("There is no meeting yet. A briefing is made for a meeting, so plan one first."),
    "district": N_("There is no district yet. This briefing is about one, so add it first."),
    "person": N_("There is no contact yet. This extract is about a person in the register of contacts."),
}


class SubjectFields(QObject):
    """The rows of a form in which a briefing is told what it is about."""

    told_changed = Signal()
    """Something else was chosen."""

    def __init__(self, form: QFormLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self._form = form
        self._shown: frozenset[str] = frozenset()
        self._gone: UUID | None = None
        self.meeting, self.district, self.person = QComboBox(parent), QComboBox(parent), _searched(parent)
        time = QWidget(parent)
        self.since, self.until = _day(_("First day"), time), _day(_("Last day"), time)
        row = QHBoxLayout(time)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.since)
        row.addWidget(Words("–", "body", "text2"))
        row.addWidget(self.until)
        row.addStretch(1)
        self._rows: dict[str, QWidget] = {}
        for name, label, spoken, widget in (
            ("meeting", _("Meeting"), _("Which meeting"), self.meeting),
            ("district", _("District"), _("Which district"), self.district),
            ("person", _("Person"), _("Which person"), self.person),
            ("time", _("Time"), _("Which time"), time),
        ):
            widget.setAccessibleName(spoken)
            form.addRow(Words(label, "side", "text2"), widget)
            form.setRowVisible(widget, False)
            self._rows[name] = widget
        for box in (self.meeting, self.district, self.person):
            box.activated.connect(lambda number: self._chosen())
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(SHORTEST)
        for edit in (self.since, self.until):
            edit.dateChanged.connect(lambda day: self.told_changed.emit())

    def _chosen(self) -> None:
        self._gone = None
        self.told_changed.emit()

    def show_for(self, about: Iterable[Subject]) -> None:
        """Shows what the briefing has to be told; a field with nothing to choose from is not shown."""
        self._shown = frozenset(map(str, about))
        for name, widget in self._rows.items():
            self._form.setRowVisible(widget, name in self._shown and not self._is_empty(name))

    @property
    def lacking(self) -> str:
        """The first thing to be told that there is nothing to choose from for; empty where nothing lacks."""
        return next((name for name in NOTHING_TO_CHOOSE if name in self._shown and self._is_empty(name)), "")

    def _is_empty(self, name: str) -> bool:
        box = self._rows[name]
        return isinstance(box, QComboBox) and not box.count()

    @property
    def told(self) -> Told:
        """What is chosen, of what is asked for."""
        told: dict[str, Any] = {
            name: box.currentData()
            for name, box in (("meeting", self.meeting), ("district", self.district), ("person", self.person))
            if name in self._shown
        }
        if "time" in self._shown:
            told |= {"since": _as_date(self.since), "until": _as_date(self.until)}
        return Told(**told)

    def offer_meetings(self, choices: list[MeetingChoice], near: UUID | None) -> None:
        """Offers these meetings; what was chosen stays chosen, else the one that is near is.

        A meeting that was taken away is chosen again when that is undone.
        """
        chosen: MeetingChoice | None = self.meeting.currentData()
        self.meeting.clear()
        for choice in choices:
            self.meeting.addItem(choice.label, choice)
        ids = [choice.id for choice in choices]
        if chosen is not None and chosen.id not in ids:
            self._gone = chosen.id
        wanted = [self._gone, chosen.id if chosen is not None else None, near]
        index = next((ids.index(id) for id in wanted if id in ids), 0)
        if self._gone in ids:
            self._gone = None
        self.meeting.setCurrentIndex(index)

    def offer_places_and_people(self, districts: list[Named], people: list[Named]) -> None:
        """Offers these districts and contacts; what was chosen stays chosen.

        No person is proposed: an extract on the wrong one is not to be made by mistake.
        """
        for box, several, proposed in ((self.district, districts, 0), (self.person, people, -1)):
            before = box.currentData()
            box.clear()
            for one in several:
                box.addItem(one.name, one.id)
            chosen = _row_of(box, before)
            box.setCurrentIndex(chosen if chosen >= 0 else proposed)

    def tell(
        self,
        meeting: UUID | None,
        district: UUID | None,
        person: UUID | None,
        since: date | None,
        until: date | None,
    ) -> None:
        """Shows in the fields what a briefing was told; what is not here any more leaves its field empty."""
        meetings = [self.meeting.itemData(row).id for row in range(self.meeting.count())]
        if meeting is not None:
            self.meeting.setCurrentIndex(meetings.index(meeting) if meeting in meetings else -1)
        for box, told in ((self.district, district), (self.person, person)):
            if told is not None:
                box.setCurrentIndex(_row_of(box, told))
        for edit, day in ((self.since, since), (self.until, until)):
            if day is not None:
                _show_day(edit, day)

    def propose_time(self, today: date) -> None:
        """Proposes the year up to today."""
        for edit, day in ((self.since, date(today.year, 1, 1)), (self.until, today)):
            _show_day(edit, day)


def _row_of(box: QComboBox, id: UUID | None) -> int:
    """Where an id stands in a list, or -1. Qt's own search knows only the very object that was put in."""
    rows = (row for row in range(box.count()) if id is not None and box.itemData(row) == id)
    return next(rows, -1)


def _searched(parent: QWidget) -> QComboBox:
    """A long list that is searched by typing any part of a name."""
    box = QComboBox(parent)
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    searched = QCompleter(box.model(), box)
    searched.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    searched.setFilterMode(Qt.MatchFlag.MatchContains)
    searched.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    box.setCompleter(searched)
    line = box.lineEdit()
    assert line is not None
    line.setPlaceholderText(_("Search for a person"))
    return box


def _day(spoken: str, parent: QWidget) -> QDateEdit:
    edit = QDateEdit(parent)
    edit.setCalendarPopup(True)
    edit.setDisplayFormat("yyyy-MM-dd")
    edit.setKeyboardTracking(False)
    edit.setAccessibleName(spoken)
    return edit


def _show_day(edit: QDateEdit, day: date) -> None:
    """Shows a day that was not chosen here."""
    edit.blockSignals(True)
    edit.setDate(QDate(day.year, day.month, day.day))
    edit.blockSignals(False)


def _as_date(edit: QDateEdit) -> date:
    day = edit.date()
    return date(day.year(), day.month(), day.day())
