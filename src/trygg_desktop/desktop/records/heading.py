"""What stands over a record's fields: title, whether it is saved or a draft, what deserves attention."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.icons import paint_icon
from trygg_desktop.desktop.parts import LinkLabel, Words, draft_chip_width, paint_draft_chip
from trygg_desktop.desktop.records.field_rows import FieldRow
from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.domain.record import Record
from trygg_desktop.domain.remarks import Remark
from trygg_desktop.i18n import _, clock

INDENT = 9
"""Pixels: what the edge of the title's field takes, so that its first letter stands over the labels."""


class RecordHeading(QWidget):
    """The kind, when it was saved, and the title, which is itself the field to write it in."""

    def __init__(self, desk: Desk, kind: type[Record], *, titled: bool) -> None:
        super().__init__()
        naming = kind.fields()[kind.about.naming]
        kind_words = Words(kind.about.title if titled else "", "side", "text2")
        self.saved = Words("", "side", "text2")
        top = QHBoxLayout()
        top.setContentsMargins(INDENT, 0, 0, 0)
        top.addWidget(kind_words)
        top.addStretch(1)
        top.addWidget(self.saved)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        is_title = titled and title_is_a_line(naming)
        self.row = FieldRow(desk, naming, put_under=column.addWidget) if is_title else None
        if self.row is not None:
            line = self.row.editor.control
            line.setFont(theme.font("record"))
            column.addWidget(self.row.editor)

    def say_saved(self) -> None:
        """Says that the record was saved just now."""
        self.saved.setText(_("saved {time}", time=clock(datetime.now(UTC))))

    def say_awaited(self, fields: Sequence[Field], *, known: bool) -> None:
        """Says what a new record waits for.

        Args:
            fields: those of its key that are empty yet.
            known: whether they may stay empty.
        """
        first = fields[0].title.lower()
        self.saved.setText(
            _("saved when you leave it") if known else _("saved once {field} is written", field=first)
        )


def title_is_a_line(naming: Field) -> bool:
    """Whether a record of this kind has a title of one line, which then stands as its heading."""
    return naming.kind is FieldKind.TEXT


class _DraftChip(QWidget):
    """The chip of a draft."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Draft"))
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(draft_chip_width(), max(20, QFontMetrics(theme.font("small")).height() + 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_draft_chip(QPainter(self), QRect(0, 0, self.width(), self.height()))


class DraftRow(QWidget):
    """Says that a record stays on this laptop, and lets it go."""

    release_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(_DraftChip())
        row.addWidget(Words(_("stays on this computer"), "side", "text2"))
        row.addStretch(1)
        self.release = LinkLabel(_("Release"), self.release_wanted.emit)
        self.release.setToolTip(_("Lets the record go to the other side at the next exchange"))
        row.addWidget(self.release)


class _Line(QWidget):
    """One quiet sentence with a warning sign."""

    def __init__(self, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = Words(text, "side", "warn")
        words.setWordWrap(True)
        row.addWidget(_Sign(), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)


class _Sign(QWidget):
    def __init__(self) -> None:
        super().__init__()
        height = QFontMetrics(theme.font("side")).height()
        self.setFixedSize(14, max(14, height))

    def paintEvent(self, event: QPaintEvent) -> None:
        middle = self.height() // 2
        paint_icon(QPainter(self), QRect(0, middle - 7, 14, 14), "warning", theme.color("warn"))


class Remarks(QWidget):
    """What deserves attention in the record, one quiet line each."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_remarks(self, found: Sequence[Remark]) -> None:
        """Shows these and no others."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for sentence in dict.fromkeys(remark.sentence for remark in found):
            self._column.addWidget(_Line(sentence))
        self.setVisible(bool(found))


class UnsavedText(QWidget):
    """Offers text that was typed and never saved, after a crash."""

    taken_back = Signal(str, str)
    thrown_away = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def offer(self, texts: dict[str, str], fields: dict[str, Field]) -> None:
        """Offers these texts, by field; none hides it."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        known = {name: text for name, text in texts.items() if name in fields}
        for name, text in known.items():
            self._column.addWidget(self._row(fields[name], text))
        self.setVisible(bool(known))

    def _row(self, field: Field, text: str) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        beginning = " ".join(text.split())
        short = beginning if len(beginning) <= 70 else beginning[:68].rstrip() + " …"
        words = Words(_("Unsaved text in {field}: “{text}”", field=field.title, text=short), "side", "warn")
        words.setWordWrap(True)
        column.addWidget(words)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(LinkLabel(_("Take it back"), lambda: self.taken_back.emit(field.name, text)))
        row.addWidget(LinkLabel(_("Throw it away"), lambda: self.thrown_away.emit(field.name)))
        row.addStretch(1)
        column.addLayout(row)
        return line
