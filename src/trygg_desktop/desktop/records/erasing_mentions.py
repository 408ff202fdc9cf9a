"""Where else something is mentioned that is erased for good: a list of links, and what is left to tidy afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.parts import ElidedWords, HeadingLine, ProtectionChip, Words
from trygg_desktop.desktop.records.elided_link import ElidedLink
from trygg_desktop.desktop.records.erasing_reading import Erasable, MentionShown, read_mentions
from trygg_desktop.i18n import _, ngettext

MOST = 100
"""So many places are listed; whoever finds more looks them up by search."""
TALLEST = 168
"""Pixels: three places and a bit of the fourth, so that it shows that there are more."""

LOWEST = 64
BESIDE_LINK = 4
"""Pixels that a link keeps free before its words."""


class MentionList(QWidget):
    """How many other places there are, and each as a link to its record; `record_wanted` carries which.

    Args:
        afterwards: whether what they mention is erased already.
    """

    record_wanted = Signal(object)

    def __init__(self, *, afterwards: bool = False) -> None:
        super().__init__()
        self._afterwards = afterwards
        self.links: list[ElidedLink] = []
        self.summary = Words(
            _("Looking for other records that mention the same name, address or number …"), "side", "text2"
        )
        self.summary.setWordWrap(True)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.summary)
        column.addWidget(self._area)

    def show_mentions(self, found: Sequence[MentionShown]) -> None:
        """Lists the places; says so where there are none."""
        self.summary.setText(_how_many(len(found), self._afterwards))
        self.summary.set_color("text" if found else "text2")
        inner = QWidget()
        inner.setObjectName("page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        self.links = []
        for each in found[:MOST]:
            column.addLayout(self._line(each))
        if len(found) > MOST:
            more = len(found) - MOST
            column.addWidget(Words(ngettext("{n} more place", "{n} more places", more), "side", "text2"))
        column.addStretch(1)
        self._area.setWidget(inner)
        self._area.setFixedHeight(min(TALLEST, inner.sizeHint().height()))
        self._area.setVisible(bool(found))

    def give_way(self, pixels: int) -> None:
        """Leaves some of its height to what stands around it, but for a place and a half."""
        self._area.setFixedHeight(max(LOWEST, self._area.height() - pixels))

    def _line(self, shown: MentionShown) -> QVBoxLayout:
        mention, veil = shown.mention, shown.veil
        title = veil.words if veil else mention.title or shown.kind
        link = ElidedLink(title, lambda: self.record_wanted.emit(mention.record))
        link.setAccessibleDescription(f"{shown.kind}, {mention.label}")
        link.installEventFilter(self)
        self.links.append(link)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(link)
        first.addWidget(
            Words(f"{shown.kind} · {mention.label}" if not veil else mention.label, "side", "text2")
        )
        if veil:
            first.addWidget(ProtectionChip(veil.protection, veil.ground))
        first.addStretch(1)
        line = QVBoxLayout()
        line.setSpacing(0)
        line.addLayout(first)
        if not veil and mention.snippet != mention.title:
            snippet = QHBoxLayout()
            snippet.setContentsMargins(BESIDE_LINK, 0, 0, 0)
            snippet.addWidget(ElidedWords(mention.snippet, "side", "text2"))
            line.addLayout(snippet)
        return line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A link that is reached by the keyboard comes into view."""
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._area.ensureWidgetVisible(watched)
        return False


def _how_many(n: int, afterwards: bool) -> str:
    if not n:
        return _("No other record mentions the same name, address or number.")
    if afterwards:
        return ngettext("{n} place still mentions it:", "{n} places still mention it:", n)
    return ngettext(
        "{n} other place mentions the same, and is not erased along with it:",
        "{n} other places mention the same, and are not erased along with it:",
        n,
    )


class MentionsLeft(QDialog):
    """Stays beside the window after something was erased, until what mentions it has been looked at.

    It follows changes: a place that no longer says anything of it leaves the list.
    """

    def __init__(self, desk: Desk, erased: Erasable, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._erased = desk, erased
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("page")
        self.setWindowTitle(_("Also mentioned here"))
        self.list = MentionList(afterwards=True)
        self.list.record_wanted.connect(desk.open)
        close = QPushButton(_("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(lambda _checked=False: self.close())
        about = Words(
            _("Open each place and change or erase what should not be kept there either."), "body", "text2"
        )
        about.setWordWrap(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(HeadingLine(self.windowTitle(), "record"))
        column.addWidget(about)
        column.addWidget(self.list)
        column.addStretch(1)
        column.addLayout(foot)
        self.setMinimumWidth(440)
        desk.changed.connect(self._look)

    def show_mentions(self, found: Sequence[MentionShown]) -> None:
        """Lists the places that are left."""
        self.list.show_mentions(found)

    def _look(self, _changes: Changes) -> None:
        words, besides = self._erased.words, self._erased.id
        self._desk.query(
            lambda workspace: read_mentions(workspace, words, besides), self.show_mentions, owner=self
        )


def leave_mentions(desk: Desk, erased: Erasable, parent: QWidget) -> None:
    """Shows what still mentions what was erased, if anything does."""

    def show(found: Sequence[MentionShown]) -> None:
        if found:
            window = MentionsLeft(desk, erased, parent)
            window.show_mentions(found)
            window.list.links[0].setFocus()
            window.show()

    if erased.words:
        desk.query(lambda workspace: read_mentions(workspace, erased.words, erased.id), show, owner=parent)
