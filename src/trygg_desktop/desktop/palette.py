"""What the search field finds: records by any part of a word, and commands by their names; keyboard only if wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.icons import paint_icon
from trygg_desktop.desktop.page import Action
from trygg_desktop.desktop.parts import chip_text, chip_width, paint_chip
from trygg_desktop.desktop.topbar import SearchField
from trygg_desktop.desktop.veiled import Veil, veils
from trygg_desktop.i18n import _

if TYPE_CHECKING:
    from trygg_desktop.domain.record import Record
    from trygg_desktop.workspace import Hit, Workspace

WAIT = 120
"""Milliseconds after the last key before a search begins."""
SHOWN = 30
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Find:
    """One line of the list: a record or a command. A confidential record's has a veil, and no text of it."""

    icon: str
    kind: str
    title: str
    beside: str
    run: Callable[[], None]
    veil: Veil | None = None

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        chip = chip_text(self.veil.protection, self.veil.ground) if self.veil else ""
        return ", ".join(filter(None, (self.title, self.kind, chip)))


class _Finds(QAbstractListModel):
    """The lines of the list."""

    def __init__(self) -> None:
        super().__init__()
        self.finds: list[Find] = []

    def show(self, finds: list[Find]) -> None:
        self.beginResetModel()
        self.finds = finds
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.finds)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.finds[index.row()].spoken
        return None


class _Look(QStyledItemDelegate):
    """Kind, title and the words around the find, on one line."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, _Finds)
        find = model.finds[index.row()]
        box: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.color("tint"))
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), theme.color("accent"))
        paint_icon(
            painter, QRect(box.left() + 14, box.center().y() - 8, 16, 16), find.icon, theme.color("text2")
        )
        left = box.adjusted(42, 0, -14, 0)
        metrics = QFontMetrics(theme.font())
        title = metrics.elidedText(find.title, Qt.TextElideMode.ElideRight, int(left.width() * 0.55))
        painter.setFont(theme.font())
        painter.setPen(theme.color("text"))
        painter.drawText(left, int(Qt.AlignmentFlag.AlignVCenter), title)
        used = metrics.horizontalAdvance(title) + 16
        painter.setFont(theme.font("side"))
        painter.setPen(theme.color("text2"))
        side = QFontMetrics(theme.font("side"))
        painter.drawText(left, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), find.kind)
        room = left.width() - used - side.horizontalAdvance(find.kind) - 20
        if find.veil is not None:
            _paint_veil(painter, left.adjusted(used, 0, 0, 0), find.veil)
        elif room > 40 and find.beside:
            beside = side.elidedText(find.beside, Qt.TextElideMode.ElideRight, room)
            painter.drawText(left.adjusted(used, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), beside)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, theme.row_height() + 4)


def _paint_veil(painter: QPainter, room: QRect, veil: Veil) -> None:
    """The chip at the right, where other records have the name of their kind."""
    width, height = min(chip_width(veil.protection, veil.ground), room.width()), min(20, room.height() - 6)
    box = QRect(room.right() - width + 1, room.center().y() - height // 2, width, height)
    paint_chip(painter, box, veil.protection, veil.ground)


class SearchPopup(QListView):
    """The list under the search field. Arrow keys walk in it while the field keeps the focus."""

    def __init__(
        self, field: SearchField, window: QWidget, desk: Desk, actions: Callable[[], list[Action]]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._field = field
        self._desk = desk
        self._actions = actions
        self._finds = _Finds()
        self.setModel(self._finds)
        self.setItemDelegate(_Look(self))
        self.setFrameShape(QFrame.Shape.Box)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Search results"))
        self.setMouseTracking(True)
        self._style()
        theme.notice().changed.connect(self._style)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._search)
        field.textEdited.connect(self.search_soon)
        field.installEventFilter(self)
        self.clicked.connect(self._run)
        self.hide()

    def _style(self) -> None:
        use = theme.tokens()
        self.setStyleSheet(
            f"QListView {{ background: {use.base}; border: 1px solid {use.control}; border-radius: 5px; "
            f"outline: none; }}"
        )

    def search_soon(self) -> None:
        """Searches when the typing has paused."""
        self._timer.start(WAIT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if watched is self._field and event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(150, self._hide_unless_focused)
        return False

    def _hide_unless_focused(self) -> None:
        if not self._field.hasFocus():
            self.hide()

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.hide()
            self._field.clear()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._timer.isActive():
                self._timer.stop()
                self._search(then_run=True)
            else:
                self._run(self.currentIndex())
            return True
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._finds.finds:
            step = 1 if key == Qt.Key.Key_Down else -1
            row = (self.currentIndex().row() + step) % len(self._finds.finds)
            self.setCurrentIndex(self._finds.index(row))
            return True
        return False

    def _search(self, *, then_run: bool = False) -> None:
        text = self._field.text().strip()
        if not text:
            self.hide()
            return
        commands_only = text.startswith(">")
        sought = text[1:].strip() if commands_only else text

        def found(seen: _Seen) -> None:
            finds = self._records(seen) + self._commands(sought, seen.steps)
            self._show(text, finds, then_run=then_run)

        self._desk.query(
            lambda workspace: _search(workspace, "" if commands_only else text), found, owner=self
        )

    def _records(self, seen: _Seen) -> list[Find]:
        return [self._record(hit, seen.kinds[hit.kind].about, seen.veiled.get(hit.id)) for hit in seen.hits]

    def _record(self, hit: Hit, about: Any, veil: Veil | None) -> Find:
        icon, run = about.icon.removeprefix("ph."), self._opener(hit.id)
        if veil is not None:
            return Find(icon, "", veil.words, "", run, veil)
        return Find(icon, about.title, hit.title, hit.snippet.removeprefix(hit.title).strip(), run)

    def _opener(self, id: UUID) -> Callable[[], None]:
        return lambda: self._desk.open(id)

    def _commands(self, text: str, steps: dict[str, str]) -> list[Find]:
        words = text.casefold().split()
        offered = [(action, steps.get(action.id, action.label)) for action in self._actions()]
        return [
            Find("caret-right", action.shortcut or _("Command"), label, "", action.run)
            for action, label in offered
            if all(word in label.casefold() for word in words)
        ]

    def _show(self, text: str, finds: list[Find], *, then_run: bool) -> None:
        if self._field.text().strip() != text:
            return
        nothing = Find("magnifying-glass", "", _("Nothing found for “{text}”", text=text), "", lambda: None)
        self._finds.show(finds or [nothing])
        self.setCurrentIndex(self._finds.index(0))
        if then_run and finds:
            self._run(self.currentIndex())
            return
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        window = self._window
        corner = self._field.mapTo(window, self._field.rect().bottomLeft())
        rows = min(len(self._finds.finds), 12)
        width = max(self._field.width(), min(680, window.width() - corner.x() - 24))
        self.setGeometry(corner.x(), corner.y() + 4, width, rows * self.sizeHintForRow(0) + 4)

    def _run(self, index: QModelIndex) -> None:
        if index.isValid():
            find = self._finds.finds[index.row()]
            self.hide()
            self._field.clear()
            self._field.clearFocus()
            find.run()


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a search brought, with the veils of what is confidential: a projector may be on.

    Args:
        steps: the words for undo and redo, saying what each would do, where there is something to do.
    """

    hits: list[Hit]
    kinds: dict[str, type[Record]]
    veiled: dict[UUID, Veil]
    steps: dict[str, str]


def _search(workspace: Workspace, text: str) -> _Seen:
    hits = workspace.search(text, limit=SHOWN)
    kinds = {kind.about.name: kind for kind in workspace.kinds}
    return _Seen(hits, kinds, veils(workspace, ((hit.kind, hit.id) for hit in hits)), _steps(workspace))


def _steps(workspace: Workspace) -> dict[str, str]:
    undo, redo = workspace.undo_name(), workspace.redo_name()
    words = {"undo": _("Undo: {name}", name=undo), "redo": _("Do again: {name}", name=redo)}
    return {step: words[step] for step, name in (("undo", undo), ("redo", redo)) if name}
