"""How the halves of a page share its room, as whoever sits at this computer last dragged them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from trygg_desktop.desktop import preferences


def watch(page: QWidget, name: str) -> None:
    """Follows all splits of a page, also those in parts that it builds later.

    A split is known by the page and by the widget that holds it, so that the tabs of a page share alike.
    """
    for splitter in page.findChildren(QSplitter):
        if not _is_followed(splitter):
            _Split(splitter, f"{name}/{type(splitter.parentWidget()).__name__}")
    for stack in page.findChildren(QStackedWidget):
        if not _is_followed(stack):
            stack.setProperty("splits_followed", True)
            stack.currentChanged.connect(
                lambda _number: QTimer.singleShot(0, page, lambda: watch(page, name))
            )


def _is_followed(widget: QWidget) -> bool:
    return bool(widget.property("splits_followed"))


class _Split(QObject):
    """One split: notes what a hand made of it, and shares each new size in the same way."""

    def __init__(self, splitter: QSplitter, name: str) -> None:
        super().__init__(splitter)
        splitter.setProperty("splits_followed", True)
        self._splitter, self._name = splitter, name
        splitter.splitterMoved.connect(lambda _place, _number: self._note())
        splitter.installEventFilter(self)
        self._share_soon()

    @property
    def _key(self) -> str:
        """Side by side and one under the other are shared on their own."""
        beside = self._splitter.orientation() is Qt.Orientation.Horizontal
        return f"{self._name}/{'beside' if beside else 'under'}"

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._share_soon()
        return False

    def _note(self) -> None:
        sizes = self._splitter.sizes()
        if len(sizes) == 2 and min(sizes) > 0:
            preferences.keep_share(self._key, sizes[0] / sum(sizes))

    def _share_soon(self) -> None:
        """After the page itself has shared its new size as it sees fit."""
        if preferences.share(self._key) is not None:
            QTimer.singleShot(0, self, self._share)

    def _share(self) -> None:
        share, sizes = preferences.share(self._key), self._splitter.sizes()
        room = sum(sizes)
        if share is not None and len(sizes) == 2 and room:
            first = round(room * share)
            self._splitter.setSizes([first, room - first])
