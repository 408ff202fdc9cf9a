"""The fields of one kind of record in sections, each with its label, its editor and room for an error."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cached_property, partial
from itertools import groupby
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.parts import SectionHeading, Words
from trygg_desktop.desktop.records.editors import make_editor
from trygg_desktop.desktop.records.field_editor import FieldEditor
from trygg_desktop.desktop.records.typed_editors import TypedEditor
from trygg_desktop.domain.fields import PROTECTION_SECTION, Field, FieldKind
from trygg_desktop.domain.record import Record
from trygg_desktop.i18n import _

LABEL_WIDTH, WIDEST_LABEL = 102, 140
"""Pixels; the label column grows for a long word and for a large font, within reason."""
AT_ONCE = 12
"""Fields after which the window may draw and listen before the next sections are made."""
_IN_THE_BAND = frozenset({"protection", "ground", "marked_on", "marked_by", "draft"})


class FieldRow:
    """One field: label, editor, and a sentence under it when something is wrong with what is written.

    `refused` is the text that can't be saved as it stands.

    Args:
        put_under: puts the sentence under the editor, once there is one.
    """

    def __init__(self, desk: Desk, field: Field, put_under: Callable[[QWidget], None]) -> None:
        self.field = field
        self._put_under = put_under
        self._said = ""
        self.editor: FieldEditor = make_editor(desk, field)
        self.label = Words(field.title, "side", "text2")
        self.label.setWordWrap(True)
        self.label.setToolTip(field.hint)
        self.label.setContentsMargins(0, 5, 0, 0)
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.label.setBuddy(self.editor.control)
        self.editor.name_it(field.title, field.hint)
        self.refused: str | None = None

    @cached_property
    def error(self) -> Words:
        """What is wrong, made when something is for the first time."""
        made = Words("", "side", "alert")
        made.setWordWrap(True)
        made.setContentsMargins(9, 0, 0, 4)
        made.hide()
        self._put_under(made)
        return made

    def fail(self, sentence: str, *, for_good: bool = False) -> None:
        """Shows what is wrong, in one sentence; an empty one takes it away.

        Args:
            for_good: whether the same text would be refused again.
        """
        self.refused = self.editor.text() if for_good and isinstance(self.editor, TypedEditor) else None
        if sentence == self._said:
            return
        self._said = sentence
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        target = self.editor.control
        target.setAccessibleDescription(sentence or self.field.hint)
        if target.property("wrong") != bool(sentence):
            target.setProperty("wrong", bool(sentence))
            target.style().unpolish(target)
            target.style().polish(target)


class FieldRows(QWidget):
    """All fields of a kind that people write in. The first are made at once, the others step by step, out of sight.

    `left`, `typed` and `given_up` carry the row they happened in.
    """

    left = Signal(object)
    typed = Signal(object, str)
    given_up = Signal(object)

    def __init__(self, desk: Desk, fields: Sequence[Field], parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: dict[str, FieldRow] = {}
        """Those that are made."""
        self._desk = desk
        self._label_width = label_width(fields)
        self._to_come = [
            (_("Review") if section == PROTECTION_SECTION else _(section), list(group))
            for section, group in groupby(fields, key=lambda field: field.section)
        ]
        self._unseen: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(20)

    def make_first(self) -> None:
        """Makes the first sections, once this stands in its place."""
        self._make(AT_ONCE, seen=True)

    @property
    def complete(self) -> bool:
        """Whether every field is there."""
        return not self._to_come

    def make_more(self) -> list[FieldRow]:
        """Makes the next sections, which are seen once all are there: the form grows only once."""
        before = len(self.rows)
        self._unseen += self._make(AT_ONCE, seen=False)
        if self.complete:
            for section in self._unseen:
                section.show()
            self._unseen.clear()
        return list(self.rows.values())[before:]

    def _make(self, least: int, *, seen: bool) -> list[QWidget]:
        """Makes whole sections until there are at least so many fields more, or all."""
        enough = len(self.rows) + least
        made: list[QWidget] = []
        while self._to_come and len(self.rows) < enough:
            around = QWidget(self)
            if not seen:
                around.hide()
            self._column.addWidget(around)
            self._fill(around, *self._to_come.pop(0))
            made.append(around)
        return made

    def _fill(self, around: QWidget, title: str, fields: list[Field]) -> None:
        """From the outside in: what is moved into its place when it is filled is styled once more."""
        column = QVBoxLayout(around)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if title:
            column.addWidget(SectionHeading(title))
        grid = QGridLayout()
        column.addLayout(grid)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for place, field in enumerate(fields):
            first = 0 if field.title == title else 1
            row = self._add(self._desk, field, partial(_put, grid, place * 2 + 1, first))
            if first:  # a heading that says what the field is called need not be said again beside it
                row.label.setFixedWidth(self._label_width)
                grid.addWidget(row.label, place * 2, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(row.editor, place * 2, first, 1, 2 - first, Qt.AlignmentFlag.AlignTop)

    def _add(self, desk: Desk, field: Field, put_under: Callable[[QWidget], None]) -> FieldRow:
        row = FieldRow(desk, field, put_under)
        self.rows[field.name] = row
        row.editor.left.connect(lambda: self.left.emit(row))
        row.editor.typed.connect(lambda text: self.typed.emit(row, text))
        row.editor.given_up.connect(lambda: self.given_up.emit(row))
        return row


def _put(grid: QGridLayout, line: int, column: int, sentence: QWidget) -> None:
    grid.addWidget(sentence, line, column, 1, 2 - column)


def label_width(fields: Sequence[Field]) -> int:
    """How wide the column of labels must be for its longest word."""
    metrics = QFontMetrics(theme.font("side"))
    words = [word for field in fields for word in field.title.split()]
    longest = max((metrics.horizontalAdvance(word) for word in words), default=0) + 4
    scale = metrics.height() / 16
    return max(round(LABEL_WIDTH * max(1.0, scale)), min(longest, round(WIDEST_LABEL * max(1.0, scale))))


def written_fields(
    kind: type[Record], *, leave_out: Collection[str] = (), only: Collection[str] | None = None
) -> list[Field]:
    """The fields of a kind that people write in, but for those of the protection band."""
    return [
        field
        for field in kind.fields().values()
        if not field.internal
        and field.kind is not FieldKind.FILE
        and field.name not in _IN_THE_BAND
        and field.name not in leave_out
        and (only is None or field.name in only)
    ]


def reference_ids(record: Record) -> set[Any]:
    """The records that a record's fields refer to."""
    found: set[Any] = set()
    for field in record.fields().values():
        value = getattr(record, field.name, None)
        if field.many:
            found.update(value or ())
        elif field.kind is FieldKind.REFERENCE and value is not None:
            found.add(value)
    return found
