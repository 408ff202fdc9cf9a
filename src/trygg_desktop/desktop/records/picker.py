"""A line that finds a record while one types, and makes a new one where there is none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.records.lines_in_place import LineInPlace
from trygg_desktop.desktop.records.new_record import NewRecord
from trygg_desktop.domain.fields import FieldKind
from trygg_desktop.i18n import _
from trygg_desktop.workspace import Workspace

OFFERED = 12
TYPING_PAUSE = 120
"""Milliseconds without a key before the search starts."""
_OFFER = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Offer:
    """A record that can be picked; without an id one that can be made."""

    id: UUID | None
    title: str
    kind: str = ""


def _popup_sheet() -> str:
    use = theme.tokens()
    return (
        f"QListView {{ background: {use.base}; color: {use.text}; border: 1px solid {use.line2}; outline: none; }} "
        f"QListView::item {{ padding: 5px 8px; }} QListView::item:selected {{ background: {use.tint}; "
        f"color: {use.text}; }} QListView::item:disabled {{ color: {use.text2}; }}"
    )


def offers(workspace: Workspace, words: str, target: str, without: frozenset[UUID]) -> list[Offer]:
    """Records that fit the words, best first; without words the first of the kind."""
    if words:
        hits = workspace.search(words, kind=target or None, limit=OFFERED + len(without))
        found = [Offer(hit.id, hit.title, hit.kind) for hit in hits if _stands_alone(workspace, hit.kind)]
    elif target:
        kind = workspace.kinds.named(target)
        ids = [row[0] for row in workspace.rows(kind, [], limit=OFFERED + len(without))]
        titles = workspace.titles(ids)
        found = [Offer(id, titles[id], target) for id in ids if titles.get(id)]
    else:
        found = []
    return [each for each in found if each.id not in without][:OFFERED]


def _stands_alone(workspace: Workspace, kind: str) -> bool:
    return kind in workspace.kinds and not workspace.kinds.named(kind).about.side_kind


class RecordPicker(LineInPlace):
    """Searches while one types; what was found hangs under the line.

    `picked` carries the id of the record that was taken, `named` its id and title; `emptied` comes when the
    text was taken away.

    One that is not there yet is picked by the id it is going to have; whoever writes the reference makes it
    (`new`) in the same step.

    Args:
        target: the kind that can be picked; empty for any.
        allow_new: whether a record of the kind can be made from what is typed.
    """

    picked = Signal(object)
    named = Signal(object, str)
    emptied = Signal()

    def __init__(
        self,
        desk: Desk,
        target: str = "",
        *,
        placeholder: str = "",
        allow_new: bool = True,
        quiet: bool = False,
    ) -> None:
        super().__init__(quiet=quiet)
        self.desk = desk
        self._target = target if target in desk.workspace.kinds else ""
        self._allow_new = allow_new and self._can_be_made()
        self.without: frozenset[UUID] = frozenset()
        self.new: dict[UUID, NewRecord] = {}
        """Those that were picked and are still to be made."""
        self.set_hint(_("Write to search"), placeholder or "–")
        self._model = QStandardItemModel(0, 1, self)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(self.search)
        self.textEdited.connect(self._edited)

    @cached_property
    def _completer(self) -> QCompleter:
        """What hangs its list under the line, made for the first search: in a form most lines are only read."""
        made = QCompleter(self._model, self)
        made.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        made.setMaxVisibleItems(OFFERED + 1)
        made.setWidget(self)
        popup = QListView()
        popup.setFont(theme.font("body"))
        popup.setIconSize(QSize(14, 14))
        popup.setTextElideMode(Qt.TextElideMode.ElideRight)
        popup.setAccessibleName(_("Suggestions"))
        made.setPopup(popup)
        self._popup = popup
        made.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        return made

    _popup: QListView | None = None

    def _can_be_made(self) -> bool:
        if not self._target:
            return False
        kind = self.desk.workspace.kinds.named(self._target)
        naming = kind.fields()[kind.about.naming]
        return naming.textual and naming.kind is not FieldKind.PARAGRAPH and not kind.about.side_kind

    def _edited(self, text: str) -> None:
        self._pause.start()
        if not text.strip():
            self.emptied.emit()

    def search(self) -> None:
        """Looks for what is typed; without any text it offers the first there are."""
        words, target, without = self.text().strip(), self._target, self.without

        def shown(found: list[Offer]) -> None:
            if words == self.text().strip() and self.isVisible():
                self._offer(found, words)

        self.desk.query(lambda workspace: offers(workspace, words, target, without), shown, owner=self)

    def _offer(self, found: list[Offer], words: str) -> None:
        self._model.clear()
        self.completer_popup.setStyleSheet(_popup_sheet())
        kinds = self.desk.workspace.kinds
        for offer in found:
            kind = "" if self._target else f"  ·  {_(kinds.named(offer.kind).about.noun)}"
            self._add(QStandardItem(offer.title + kind), offer)
        if self._allow_new and words:
            about = kinds.named(self._target).about
            words_new = _("{new}: “{title}”", new=_(about.new), title=words)
            self._add(QStandardItem(icon("plus", "accent"), words_new), Offer(None, words))
        elif not found:
            nothing = QStandardItem(_("Nothing found"))
            nothing.setEnabled(False)
            self._model.appendRow(nothing)
        self._completer.complete()

    def _add(self, item: QStandardItem, offer: Offer) -> None:
        item.setData(offer, _OFFER)
        self._model.appendRow(item)

    def _take(self, index: QModelIndex) -> None:
        offer = index.data(_OFFER)
        if not isinstance(offer, Offer):
            return
        if offer.id is not None:
            self.take(offer.id, offer.title)
            return
        made = NewRecord.called(self.desk.workspace.kinds.named(self._target), offer.title)
        self.new[made.id] = made
        self.take(made.id, made.title)

    def take(self, id: UUID, title: str) -> None:
        """Picks a record."""
        self.setText(title)
        self.setModified(False)
        self.picked.emit(id)
        self.named.emit(id, title)

    @property
    def completer_popup(self) -> QListView:
        """The list that hangs under the line."""
        popup = self._completer.popup()
        assert isinstance(popup, QListView)
        return popup

    def take_offer(self, place: int) -> None:
        """Takes one of the offers, from above."""
        self._take(self._model.index(place, 0))

    @property
    def offering(self) -> bool:
        """Whether something hangs under the line."""
        return self._popup is not None and self._popup.isVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        taken = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab)
        if self.offering and event.key() in taken:
            event.ignore()
        elif event.key() == Qt.Key.Key_Down and not self.offering:
            self.search()
        else:
            super().keyPressEvent(event)
