"""The left side of the page: all pictures with how far they have come, and the districts of the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.parts import LinkLabel, SectionHeading
from trygg_desktop.desktop.pictures.reading import TEXTS, Line, Place
from trygg_desktop.i18n import _

WIDTH = 236
_SEEN_AT_ONCE = 4
_ICON = 16
_ID = Qt.ItemDataRole.UserRole


class PictureChoice(QWidget):
    """`picture_chosen` and `district_chosen` carry ids; no district is the whole city."""

    picture_chosen = Signal(object)
    district_chosen = Signal(object)
    new_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.pictures = _Choices(_("Situational pictures"))
        self.districts = _Choices(_("Districts in the picture"))
        self.new = LinkLabel(_("New situational picture"), self.new_wanted.emit)
        self._heading = SectionHeading(_("District"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 8, 8)
        column.setSpacing(6)
        column.addWidget(SectionHeading(_("Pictures")))
        column.addWidget(self.pictures)
        column.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(8)
        column.addWidget(self._heading)
        column.addWidget(self.districts, 1)
        self.pictures.row_chosen.connect(self.picture_chosen)
        self.districts.row_chosen.connect(self.district_chosen)

    def show_lines(self, lines: Sequence[Line], chosen: UUID | None) -> None:
        """Lists the pictures, one of them chosen."""
        self.pictures.fill([(each.id, f"{each.title}\n{each.words}", None) for each in lines], chosen)
        rows = range(min(len(lines), _SEEN_AT_ONCE))
        self.pictures.setFixedHeight(sum(self.pictures.sizeHintForRow(row) for row in rows) + 8)

    def show_places(self, places: Sequence[Place], chosen: UUID | None) -> None:
        """Lists the districts; how much of the law's three headings is written is shown by a mark and told."""
        self.districts.fill([(each.district, each.name, each.written) for each in places], chosen)
        done = sum(each.written == len(TEXTS) for each in places)
        self._heading.set_fact(_("{n} of {all}", n=done, all=len(places)) if places else "")


class _Choices(QListWidget):
    """A list of words, one of them chosen; `row_chosen` carries its id."""

    row_chosen = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.currentItemChanged.connect(self._tell)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setTabKeyNavigation(False)
        self.setFont(theme.font())
        self.setIconSize(QSize(_ICON, _ICON))
        self.setWordWrap(True)
        theme.notice().changed.connect(self._recolor)
        self._recolor()

    def fill(self, rows: Sequence[tuple[UUID | None, str, int | None]], chosen: UUID | None) -> None:
        """Shows other rows without telling of a choice that nobody made."""
        blocker = QSignalBlocker(self)
        if [self.item(row).data(_ID) for row in range(self.count())] != [id for id, _words, _written in rows]:
            self.clear()
            for id, _words, _written in rows:
                item = QListWidgetItem()
                item.setData(_ID, id)
                self.addItem(item)
        for row, (_id, words, written) in enumerate(rows):
            item = self.item(row)
            item.setText(words)
            item.setToolTip(words)
            if written is not None:
                item.setIcon(icon(*_mark(written)))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}, {_how_much(written)}")
                item.setToolTip(f"{words}: {_how_much(written)}")
        blocker.unblock()
        self.mark(chosen)

    def mark(self, id: UUID | None) -> None:
        """Shows which row is chosen; where it is none of these, none is."""
        blocker = QSignalBlocker(self)
        rows = [row for row in range(self.count()) if self.item(row).data(_ID) == id]
        self.setCurrentRow(rows[0] if rows else -1)
        blocker.unblock()

    def _tell(self, now: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if now is not None:
            self.row_chosen.emit(now.data(_ID))

    def _recolor(self) -> None:
        use = theme.tokens()
        self.setStyleSheet(
            f"""
            QListWidget {{ background: {use.base}; color: {use.text}; border: 2px solid transparent; outline: none; }}
            QListWidget:focus {{ border: 2px solid {use.accent}; border-radius: 4px; }}
            QListWidget::item {{ padding: 4px 6px; border-left: 3px solid transparent; }}
            QListWidget::item:hover {{ background: {use.alt}; }}
            QListWidget::item:selected {{ background: {use.tint}; color: {use.text};
                border-left: 3px solid {use.accent}; }}
            """
        )


def _mark(written: int) -> tuple[str, str]:
    if written == len(TEXTS):
        return "check", "ok"
    return ("circle-half", "text2") if written else ("circle", "text2")


def _how_much(written: int) -> str:
    if written == len(TEXTS):
        return _("all three headings written")
    return _("{n} of three headings written", n=written) if written else _("nothing written yet")
