"""One record of a file that has come: field by field what stands here today and what would stand, and both texts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.exchange.incoming_words import Contested, Detail
from trygg_desktop.desktop.exchange.marked_text import MarkedText
from trygg_desktop.desktop.exchange.version_card import VersionCard
from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.parts import HeadingLine, LinkLabel, ProtectionChip, SectionHeading, Words
from trygg_desktop.desktop.presence.hairline import Hairline
from trygg_desktop.exchange.previews import ChangedField
from trygg_desktop.i18n import _

LONG = 60
"""Signs from which a value is read as a text, with its words marked."""


class IncomingDetail(QScrollArea):
    """The right half of Ta emot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("What would change"))
        self.detail: Detail | None = None
        self.texts: list[MarkedText] = []
        self._opened: set[object] = set()

    def show_detail(self, detail: Detail | None) -> None:
        """Shows a record; the text of a confidential one waits to be opened."""
        self.detail = detail
        self.texts = []
        sheet = QWidget()
        sheet.setObjectName("page")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(10)
        if detail is not None:
            self._fill(column, detail)
        column.addStretch(1)
        self.setWidget(sheet)

    def _fill(self, column: QVBoxLayout, detail: Detail) -> None:
        veiled = detail.item.confidential and detail.item.id not in self._opened
        title = detail.kind if veiled else detail.item.title or "–"
        column.addWidget(HeadingLine(title, "record", fact="" if veiled else detail.kind))
        if detail.item.confidential:
            row = QHBoxLayout()
            row.addWidget(ProtectionChip(detail.item.protection, detail.item.ground))
            if veiled:
                row.addWidget(LinkLabel(_("Show the text"), lambda: self._open(detail)))
            row.addStretch(1)
            column.addLayout(row)
        if detail.reason or detail.erased_field:
            self._fill_erasure(column, detail)
        if veiled:
            return
        if detail.fields:
            column.addLayout(self._table(detail.fields))
        for contested in detail.contested:
            self._fill_contested(column, contested)
        if not detail.fields and not detail.contested and not detail.reason:
            column.addWidget(Words(detail.sentence, "body", "text2"))

    def _open(self, detail: Detail) -> None:
        self._opened.add(detail.item.id)
        self.show_detail(detail)
        self.setFocus()

    def _fill_erasure(self, column: QVBoxLayout, detail: Detail) -> None:
        what = (
            _("The past of the field “{field}” is erased for good here too.", field=detail.erased_field)
            if detail.erased_field
            else _("The record and its past are erased for good here too. It can’t be undone.")
        )
        for text, bold in ((what, True), (_("Reason: {reason}", reason=detail.reason or "–"), False)):
            words = Words(text, "body", "alert" if bold else "text", bold=bold)
            words.setWordWrap(True)
            column.addWidget(words)

    def _table(self, fields: tuple[ChangedField, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, 110)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        for place, text in ((0, _("Field")), (1, _("Here today")), (3, _("After taking in"))):
            grid.addWidget(Words(text, "side", "text2"), 0, place)
        row = 1
        for field in fields:
            grid.addWidget(Hairline(), row, 0, 1, 4)
            self._add(grid, row + 1, field)
            row += 2
        grid.addWidget(Hairline(), row, 0, 1, 4)
        return grid

    def _add(self, grid: QGridLayout, row: int, field: ChangedField) -> None:
        label = Words(field.label, "side", "text2")
        label.setWordWrap(True)
        old, new = MarkedText(), MarkedText()
        long = max(len(field.old), len(field.new)) > LONG and bool(field.old) and bool(field.new)
        if long:
            old.show_removed(field.old, field.new)
            new.show_against(field.old, field.new)
        else:
            old.show_text(field.old or "–")
            new.show_text(field.new or "–")
            new.setFont(theme.bold())
        arrow = QLabel()
        arrow.setPixmap(icon("arrow-right").pixmap(14, 14))
        for text, time, value in (
            (old, _("Here today"), field.old),
            (new, _("After taking in"), field.new),
        ):
            text.setAccessibleName(f"{field.label}, {time}: {value or '–'}")
        self.texts += [old, new]
        for place, widget in ((0, label), (1, old), (2, arrow), (3, new)):
            grid.addWidget(widget, row, place, Qt.AlignmentFlag.AlignTop)

    def _fill_contested(self, column: QVBoxLayout, contested: Contested) -> None:
        column.addSpacing(6)
        written = Words(_("written on both sides"), "side", "warn", bold=True)
        column.addWidget(SectionHeading(contested.label, beside=written))
        row = QHBoxLayout()
        row.setSpacing(12)
        for place, (words, author, at) in enumerate(contested.versions):
            others = [other for n, (other, _author, _at) in enumerate(contested.versions) if n != place]
            card = VersionCard(author, at, words, others[0] if others else words)
            self.texts.append(card.text)
            row.addWidget(card, 1)
        column.addLayout(row)
        later = Words(
            _("Nothing is lost: both stay, and you decide under Questions once the file is taken in."),
            "side",
            "text2",
        )
        later.setWordWrap(True)
        column.addWidget(later)
