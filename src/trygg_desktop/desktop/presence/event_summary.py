"""Above the list of police events: how many in a year, and how many of them nobody could place in a district."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.parts import LinkLabel, Words
from trygg_desktop.domain.presence import months_later
from trygg_desktop.i18n import _, ngettext, short_date
from trygg_desktop.insight.charts.event_charts import placed_words
from trygg_desktop.insight.event_counts import EventCounts, event_counts
from trygg_desktop.insight.periods import Grain
from trygg_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Where events are counted: a district with its sub-areas, or everywhere. `areas` has each district's area."""

    district: UUID | None = None
    name: str = ""
    areas: Mapping[UUID, UUID] = field(default_factory=dict)
    names: Mapping[UUID, str] = field(default_factory=dict)

    @property
    def within(self) -> tuple[UUID, ...] | None:
        """The district and its sub-areas; nothing for everywhere."""
        if self.district is None:
            return None
        return tuple(id for id, area in self.areas.items() if area == self.district)


def last_year(today: date) -> tuple[date, date]:
    """The twelve months up to and with this one, so that each of the year is there once."""
    return months_later(today.replace(day=1), -11), today


def read_counts(workspace: Workspace, today: date) -> EventCounts:
    """The events of that time by kind, district and month."""
    return event_counts(workspace, *last_year(today), grain=Grain.MONTH)


class EventSummary(QWidget):
    """Two lines of words and the way to the figures. `figures_wanted` asks for these."""

    figures_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._place = EventPlace()
        self.words = Words("", "side", "text2")
        self.words.setWordWrap(True)
        self.link = LinkLabel(_("Show the figures"), lambda: self.figures_wanted.emit(self._place))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(2)
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.addWidget(self.link)
        row.addStretch(1)
        column.addLayout(row)
        desk.changed.connect(self._changed)

    def show_place(self, place: EventPlace) -> None:
        """Counts for a district, or everywhere."""
        self._place = place
        self._read()

    def _changed(self, changes: Changes) -> None:
        if {"event", "district"} & changes.kinds:
            self._read()

    def _read(self) -> None:
        today = self._desk.today
        self._desk.query(lambda workspace: read_counts(workspace, today), self._show, owner=self)

    def _show(self, counts: EventCounts) -> None:
        self.words.setText(summary(counts, self._place, self._desk.today))
        self.link.setVisible(bool(counts.total))


def summary(counts: EventCounts, place: EventPlace, today: date) -> str:
    """How many there are since when; in a district how many of those that could be placed."""
    since = short_date(last_year(today)[0])
    within = place.within
    if within is None or not counts.total:
        said = ngettext(
            "{n} police event since {day}.", "{n} police events since {day}.", counts.total, day=since
        )
    else:
        there = sum(count.number for count in counts.counts if count.district in within)
        said = ngettext(
            "{n} police event is placed in {name} since {day}.",
            "{n} police events are placed in {name} since {day}.",
            there,
            name=place.name,
            day=since,
        )
    return f"{said} {placed_words(counts)}" if counts.total else said
