"""Editors of fields that refer to other records: one as a line, several as chips."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.records.elided_link import ElidedLink
from trygg_desktop.desktop.records.field_editor import FieldEditor, Titles
from trygg_desktop.desktop.records.flow import FlowLayout
from trygg_desktop.desktop.records.named import away_label, can_open, way_back, words_for
from trygg_desktop.desktop.records.new_record import NewRecord
from trygg_desktop.desktop.records.picker import RecordPicker
from trygg_desktop.domain.fields import Field
from trygg_desktop.i18n import _


def small_button(
    name: str, label: str, run: Callable[[], None], *, role: str = "text2", size: int = 14
) -> QToolButton:
    """A small button with an icon; what it does is its tool tip and its accessible name."""
    button = QToolButton()
    button.setProperty("small", True)
    button.setIcon(icon(name, role))
    button.setIconSize(QSize(size, size))
    button.setToolTip(label)
    button.setAccessibleName(label)
    button.clicked.connect(lambda _checked=False: run())
    return button


class ReferenceEditor(FieldEditor):
    """One other record: its title, a search to choose another, and a way to go there."""

    def __init__(self, desk: Desk, field: Field, *, in_place: bool = True) -> None:
        super().__init__(desk, field)
        self._titles: Titles = {}
        self._picked: UUID | None = None
        self.line = RecordPicker(desk, field.target, placeholder=field.means_when_empty, quiet=in_place)
        self.go = small_button("arrow-right", _("Go there"), self._go, role="accent")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.go)
        self.hand_focus_to(self.line)
        self.line.named.connect(self._take)
        self.line.left.connect(self._leave)
        self.line.given_up.connect(self._give_up)
        self.line.undo_wanted.connect(desk.undo)
        self.line.redo_wanted.connect(desk.redo)

    def name_it(self, title: str, hint: str) -> None:
        super().name_it(title, hint)
        self.go.setAccessibleName(_("Go to {what}", what=title.lower()))

    def _shown(self) -> str:
        if self._value is None:
            return ""
        return words_for(self._titles, self._value)

    def show_value(self, value: Any, titles: Titles) -> None:
        self._value, self._titles = value, dict(titles)
        self.restore()

    def restore(self) -> None:
        self.line.new.clear()
        self._picked = self._value
        self.line.setText(self._shown())
        self.line.setCursorPosition(0)
        self.line.setModified(False)
        self.go.setVisible(self._value is not None and can_open(self._titles, self._value))
        about = way_back(self._titles, self._value) if self._value else ""
        self.line.setToolTip(about or self.field.hint)

    def read(self) -> Any:
        return self._picked

    @property
    def dirty(self) -> bool:
        return bool(self._picked != self._value)

    def new_records(self) -> tuple[NewRecord, ...]:
        return tuple(new for id, new in self.line.new.items() if id == self._picked)

    def _take(self, id: UUID, title: str) -> None:
        self._titles[id] = title
        self._picked = id
        if self.dirty:
            self.left.emit()

    def _leave(self) -> None:
        if self.line.offering:
            return
        if not self.line.text().strip() and self._value is not None:
            self._picked = None
            self.left.emit()
        elif self.line.isModified() and not self.dirty:
            self.restore()

    def _give_up(self) -> None:
        self.restore()
        self.given_up.emit()

    def _go(self) -> None:
        if self._value is not None:
            self.desk.open(self._value)


class Chip(QWidget):
    """The title of a record in a row of several, with a way there and a way to take it out.

    Args:
        go: the way there, where there is one.
        away: what taking it out is called.
        about: more about it, for whoever points at it.
    """

    removed = Signal()

    def __init__(self, title: str, go: Callable[[], None] | None, *, away: str, about: str = "") -> None:
        super().__init__()
        self.setObjectName("chip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.name = ElidedLink(title, go)
        self.name.setEnabled(go is not None)
        self.name.setAccessibleDescription(about)
        self.setToolTip(about)
        self.away = small_button("x", away, self.removed.emit, size=11)
        self.away.setAccessibleDescription(about)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 1, 0)
        row.setSpacing(0)
        row.addWidget(self.name)
        row.addWidget(self.away)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class ReferencesEditor(FieldEditor):
    """Several other records as chips, and a search to add one more."""

    def __init__(self, desk: Desk, field: Field, *, in_place: bool = True) -> None:
        super().__init__(desk, field)
        self._titles: Titles = {}
        self._value: tuple[UUID, ...] = ()
        self._now: tuple[UUID, ...] = ()
        self.chips: list[Chip] = []
        self._flow = FlowLayout(self)
        self.line = RecordPicker(desk, field.target, placeholder=_("Add"), quiet=in_place)
        self.line.setMinimumWidth(110)
        self._flow.addWidget(self.line)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hand_focus_to(self.line)
        self.line.named.connect(self._add)
        self.line.left.connect(self._leave)
        self.line.given_up.connect(self._clear_line)
        self.line.undo_wanted.connect(desk.undo)
        self.line.redo_wanted.connect(desk.redo)
        self.line.installEventFilter(self)

    def show_value(self, value: Any, titles: Titles) -> None:
        self._value, self._titles = tuple(value or ()), dict(titles)
        self.restore()

    def restore(self) -> None:
        self.line.new.clear()
        self._show(self._value)
        self._clear_line()

    def read(self) -> Any:
        return self._now

    @property
    def dirty(self) -> bool:
        return set(self._now) != set(self._value)

    def new_records(self) -> tuple[NewRecord, ...]:
        return tuple(new for id, new in self.line.new.items() if id in self._now)

    def _clear_line(self) -> None:
        self.line.clear()
        self.line.setModified(False)

    def _show(self, ids: Sequence[UUID]) -> None:
        self._now = tuple(ids)
        self.line.without = frozenset(ids)
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [self._chip(id) for id in ids]
        for place, chip in enumerate(self.chips):
            self._flow.insert_widget(place, chip)
            chip.show()
        self._order_tabs()
        self.updateGeometry()

    def _chip(self, id: UUID) -> Chip:
        chip = Chip(
            words_for(self._titles, id),
            (lambda: self.desk.open(id)) if can_open(self._titles, id) else None,
            away=away_label(self._titles, id),
            about=way_back(self._titles, id),
        )
        chip.removed.connect(lambda: self._remove(id))
        return chip

    def _order_tabs(self) -> None:
        """From chip to chip and then to the search, as they stand."""
        stops = [stop for chip in self.chips for stop in (chip.name, chip.away)]
        before = self._control_before()
        for stop in (*stops, self.line):
            QWidget.setTabOrder(before, stop)
            before = stop

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._order_tabs()

    def _control_before(self) -> QWidget:
        """The control that Tab comes from: none of this field's own, nor one that hands the focus on to them."""
        before = self.line.previousInFocusChain()
        while (
            before is not None
            and before is not self.line
            and (
                before.focusPolicy() is Qt.FocusPolicy.NoFocus
                or before.focusProxy()
                or self.isAncestorOf(before)
            )
        ):
            before = before.previousInFocusChain()
        return before or self.line

    def _add(self, id: UUID, title: str) -> None:
        self._titles[id] = title
        self._clear_line()
        if id not in self._now:
            self._show((*self._now, id))
            self.left.emit()

    def _remove(self, id: UUID) -> None:
        self._show([each for each in self._now if each != id])
        self.line.setFocus()
        self.left.emit()

    def _leave(self) -> None:
        if not self.line.offering and self.line.text() and not self.line.hasFocus():
            self._clear_line()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The backspace in an empty line takes the last one away."""
        if (
            watched is self.line
            and event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Backspace
            and not self.line.text()
            and self._now
        ):
            self._remove(self._now[-1])
            return True
        return super().eventFilter(watched, event)
