"""Editors of what is typed as text: words, longer text, addresses, figures, days and times."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.parts import Words
from trygg_desktop.desktop.records.calendar import CalendarPopup
from trygg_desktop.desktop.records.field_editor import FieldEditor, Titles, placeholder
from trygg_desktop.desktop.records.lines_in_place import LineInPlace, TextInPlace
from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.domain.parsing import parse
from trygg_desktop.domain.personal_numbers import passages
from trygg_desktop.domain.values import show
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import _, clock, local


class TypedEditor(FieldEditor):
    """A value that is typed in one line."""

    def __init__(self, desk: Desk, field: Field, *, in_place: bool = True) -> None:
        super().__init__(desk, field)
        self._titles: Titles = {}
        self.line = self._make_line(in_place)
        self.line.set_hint(placeholder(field))
        self.line.left.connect(self._leave)
        self.line.given_up.connect(self._give_up)
        self.line.undo_wanted.connect(desk.undo)
        self.line.redo_wanted.connect(desk.redo)
        self.line.textChanged.connect(lambda *_text: self._changed())
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(4)
        self.hand_focus_to(self.line)
        self._lay_out()

    def _make_line(self, in_place: bool) -> LineInPlace | TextInPlace:
        return LineInPlace(quiet=in_place)

    def _lay_out(self) -> None:
        self.row.addWidget(self.line, 1)

    def _changed(self) -> None:
        if self.dirty:
            self.typed.emit(self.text())

    def _leave(self) -> None:
        if self.dirty:
            self.left.emit()

    def _give_up(self) -> None:
        self.restore()
        self.given_up.emit()

    @property
    def dirty(self) -> bool:
        return self.text() != self._shown()

    def text(self) -> str:
        return self.line.written()

    def take_text(self, text: str) -> None:
        self.line.write(text)
        self.line.set_touched(True)
        self._changed()

    def _shown(self) -> str:
        if self.field.textual:
            return "" if self._value is None else str(self._value)
        return show(self.field, self._value, titles=self._titles)

    def show_value(self, value: Any, titles: Titles) -> None:
        self._value, self._titles = value, titles
        # A blank at the end, typed a moment ago, is not worth losing the place in the text for.
        if not (self.line.hasFocus() and self.text().rstrip() == self._shown()):
            self.restore()

    def restore(self) -> None:
        self.line.blockSignals(True)
        self.line.write(self._shown())
        self.line.set_touched(False)
        self.line.blockSignals(False)

    def read(self) -> Any:
        return parse(self.field, self.text(), today=self.desk.today) if self.dirty else self._value


class ParagraphEditor(TypedEditor):
    """Text of any length, with a reminder when it seems to point out a person."""

    def __init__(self, desk: Desk, field: Field, *, in_place: bool = True) -> None:
        self.places: Sequence[str] = ()
        super().__init__(desk, field, in_place=in_place)
        self.line.textChanged.connect(self._look)

    def _make_line(self, in_place: bool) -> TextInPlace:
        return TextInPlace(quiet=in_place)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.addWidget(self.line)
        self.row.addLayout(self._column, 1)

    @cached_property
    def warning(self) -> Words:
        """The reminder, made with the first one: most texts never need it."""
        made = Words("", "side", "warn")
        made.setWordWrap(True)
        made.setContentsMargins(9, 2, 8, 4)
        made.hide()
        self._column.addWidget(made)
        return made

    def _look(self) -> None:
        assert isinstance(self.line, TextInPlace)
        found = passages(self.text(), places=self.places)
        if not found and "warning" not in self.__dict__:
            return
        self.line.underline(found)
        self.warning.setText(" ".join(dict.fromkeys(passage.why.label for passage in found)))
        self.warning.setVisible(bool(found))

    def restore(self) -> None:
        super().restore()
        self._look()


class AddressEditor(TypedEditor):
    """An e-mail address, a telephone number or a web address, which can also be used."""

    def __init__(self, desk: Desk, field: Field, *, in_place: bool = True) -> None:
        super().__init__(desk, field, in_place=in_place)
        label = {
            FieldKind.EMAIL: _("Write an e-mail"),
            FieldKind.PHONE: _("Call"),
            FieldKind.URL: _("Open the web page"),
        }[field.kind]
        self.use = QAction(icon("arrow-square-out", "accent"), label, self)
        self.use.triggered.connect(lambda _checked=False: self._use())
        self.use.setEnabled(False)
        assert isinstance(self.line, LineInPlace)
        self.line.set_tool(self.use)

    def show_value(self, value: Any, titles: Titles) -> None:
        super().show_value(value, titles)
        self.use.setEnabled(bool(self.address()))

    def address(self) -> str:
        """What the system is asked to open; empty where nothing is saved, or nothing that is safe to open."""
        written = str(self._value or "").strip()
        if not written:
            return ""
        if self.field.kind is FieldKind.URL:
            full = written if "://" in written else f"https://{written}"
            return full if QUrl(full).scheme() in ("http", "https") else ""
        scheme = "mailto:" if self.field.kind is FieldKind.EMAIL else "tel:"
        return scheme + written.replace(" ", "")

    def _use(self) -> None:
        if address := self.address():
            QDesktopServices.openUrl(QUrl(address))


class DayEditor(TypedEditor):
    """A day, or a day and a time: typed (`3 dec`, `i morgon`) or picked in a calendar."""

    def __init__(self, desk: Desk, field: Field, *, in_place: bool = True) -> None:
        super().__init__(desk, field, in_place=in_place)
        self.pick = QAction(icon("calendar-blank"), _("Pick in a calendar"), self)
        self.pick.triggered.connect(lambda _checked=False: self.open_calendar())
        assert isinstance(self.line, LineInPlace)
        self.line.set_tool(self.pick)
        self.line.installEventFilter(self)

    def open_calendar(self) -> None:
        """Shows a month to pick from."""
        popup = CalendarPopup(self._day(), self.desk.today, self)
        popup.day_chosen.connect(self.take_day)
        popup.show_under(self.line)

    def _day(self) -> date | None:
        try:
            value = self.read()
        except UserError:
            return None
        return local(value).date() if isinstance(value, datetime) else value

    def take_day(self, day: date) -> None:
        """Writes a day as if it had been typed; the time of day stays."""
        written = day.isoformat()
        if isinstance(self._value, datetime):
            written += f" {clock(self._value)}"
        self.take_text(written)
        self.line.setFocus()
        self._leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt and the arrow down open the calendar, as in every field for days."""
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Down
            and event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            self.open_calendar()
            return True
        return super().eventFilter(watched, event)
