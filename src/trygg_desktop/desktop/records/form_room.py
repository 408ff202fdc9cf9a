"""The room of a form that scrolls: one body for each kind of record, kept for the next record of that kind."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from trygg_desktop.desktop.parts import LinkLabel, SectionHeading
from trygg_desktop.desktop.records.form_body import FormBody
from trygg_desktop.desktop.records.own_sections import OwnSection, own_section
from trygg_desktop.desktop.records.tab_order import FocusInSight
from trygg_desktop.domain.record import Record

BREATH = 4
"""Milliseconds between two steps of making a body, in which the window draws and hears what is typed."""


class FormRoom(QScrollArea):
    """Shows the body of one kind at a time, with the page's own sections in it.

    Args:
        make: a new body for a kind, inside the widget it is given.
    """

    def __init__(self, make: Callable[[type[Record], QWidget], FormBody], parent: QWidget) -> None:
        super().__init__(parent)
        self._make = make
        self._bodies: dict[type[Record], FormBody] = {}
        self._awaited: list[type[Record]] = []
        self._own: list[OwnSection] = []
        self._work = QTimer(self, interval=BREATH)
        self._work.timeout.connect(self._make_more)
        self.body: FormBody | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAcceptDrops(True)
        # All bodies stay where they are and one is seen: to move one elsewhere means to style all of it anew
        self._inside = QWidget()
        self._inside.setObjectName("page")
        self._inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setWidget(self._inside)
        FocusInSight(self)
        self.hide()

    def use(self, kind: type[Record]) -> FormBody:
        """Shows the body of a kind, made when it is first wanted."""
        if self.body is not None and self.body.kind is kind:
            return self.body
        if self.body is not None:
            self.body.hide()
        self.body = self._bodies.get(kind) or self._begin(kind)
        self.body.take_in(self._own)
        self.body.show()
        self._keep_room_for_bar()
        return self.body

    def prepare(self, kind: type[Record]) -> None:
        """Makes a body out of sight, in steps, as the window finds time."""
        self._awaited.append(kind)
        self._work.start()

    def _begin(self, kind: type[Record]) -> FormBody:
        made = self._bodies[kind] = self._make(kind, self._inside)
        self._column.addWidget(made)
        if not made.complete:
            self._work.start()
        return made

    def _make_more(self) -> None:
        """One step, for the body that is seen before the others."""
        unfinished = [body for body in self._bodies.values() if not body.complete]
        if unfinished:
            (self.body if self.body in unfinished else unfinished[0]).make_more()
            self._keep_room_for_bar()
        elif self._awaited:
            kind = self._awaited.pop(0)
            if kind not in self._bodies:
                self._begin(kind)
        else:
            self._work.stop()

    def _keep_room_for_bar(self) -> None:
        """A body that is still growing will need the bar: what stands in it is not to move when it comes."""
        growing = self.body is not None and not self.body.complete
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if growing else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(bar)

    def add_section(
        self, widget: QWidget, title: str, kinds: Collection[str] | None, first: bool, link: LinkLabel | None
    ) -> SectionHeading | None:
        """Puts a page's own widget among the sections, and gives its heading where it has one."""
        section, heading = own_section(widget, title, kinds, first, link)
        self._own.append(section)
        section.around.setParent(self.parentWidget())
        section.around.hide()
        if self.body is not None:
            self.body.take_in([section])
        return heading

    def to_top(self) -> None:
        """Shows the beginning."""
        self.verticalScrollBar().setValue(0)

    def to_section(self, section: QWidget) -> None:
        """Scrolls so that one of the sections begins at the top."""
        if self.body is not None and self.body.isAncestorOf(section):
            self.body.finish()
            self.verticalScrollBar().setValue(section.mapTo(self.body, section.rect().topLeft()).y() - 48)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.body is not None and _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.body is not None:
            for path in _files(event):
                self.body.attachments.attach(path)
            event.acceptProposedAction()


def _files(event: QDropEvent) -> list[Path]:
    """The files that someone drags over the form."""
    urls = event.mimeData().urls()
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return [path for path in paths if path.is_file()]
