"""The pages of the window: each is built when it is first visited, and learns of changes when it is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from trygg_desktop.desktop import splits, theme
from trygg_desktop.desktop.subjects import SETTINGS, SUBJECTS

if TYPE_CHECKING:
    from trygg_desktop.desktop.desk import Changes, Desk
    from trygg_desktop.desktop.page import Page

MANY = 2000
"""Changed records, such as an import's, from which a page that was not seen meanwhile is filled as a whole."""

BETWEEN = 40
"""Milliseconds from one page that is taken away to the next."""


class PageStack(QObject):
    """The pages that have been visited, by their subjects' names; `shown` names the one that is seen."""

    def __init__(self, desk: Desk, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._desk, self._stack = desk, stack
        self._pages: dict[str, Page] = {}
        self._stale: dict[str, Changes | None] = {}
        self._undressed: set[str] = set()
        self.shown = ""
        theme.notice().changing.connect(self._undress)

    @property
    def current(self) -> Page | None:
        """The page that is seen."""
        return self._pages.get(self.shown)

    def page(self, name: str) -> Page:
        """The page of a subject, built and filled if need be."""
        if name not in self._pages:
            subject = next(each for each in (*SUBJECTS, SETTINGS) if each.name == name)
            page = subject.load()(self._desk, self._stack)
            page.setAccessibleName(subject.title)
            self._pages[name] = page
            self._stack.addWidget(page)
            splits.watch(page, name)
            page.refresh(None)
        return self._pages[name]

    def show(self, name: str) -> Page:
        """Brings a subject's page to the front, with what has changed since it was last seen."""
        page = self.page(name)
        self.shown = name
        if name in self._undressed:
            self._dress(name)
        self._stack.setCurrentWidget(page)
        if name in self._stale:
            page.refresh(self._stale.pop(name))
        return page

    def spread(self, changes: Changes) -> None:
        """The page that is seen learns of changes now, the others when they are next visited."""
        for name, page in self._pages.items():
            if name == self.shown:
                page.refresh(changes)
            else:
                self._stale[name] = _both(self._stale[name], changes) if name in self._stale else changes

    def fill_again(self) -> None:
        """All of them anew, as on a new day."""
        for page in self._pages.values():
            page.refresh(None)

    def _dress(self, name: str) -> None:
        self._undressed.remove(name)
        theme.dress(self._pages[name])

    def _undress(self) -> None:
        """Pages that are not seen take on other colours when they are next visited: the window need not wait."""
        for name, page in self._pages.items():
            if name != self.shown and name not in self._undressed:
                self._undressed.add(name)
                theme.undress(page)

    def end_with(self, frame: QWidget) -> None:
        """Takes all of them away, and then the frame they stand in, which is hidden already.

        One at a time, so that nobody waits for it, and the one in front last, so that no other takes its place.
        """
        behind = [name for name in self._pages if name != self.shown]
        if last := behind or list(self._pages):
            self._pages.pop(last[0]).deleteLater()
            QTimer.singleShot(BETWEEN, self, lambda: self.end_with(frame))
        else:
            frame.deleteLater()

    def clear(self) -> None:
        """Takes all of them away."""
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._stale.clear()
        self._undressed.clear()
        self.shown = ""


def _both(before: Changes | None, later: Changes) -> Changes | None:
    """Earlier and later changes; of too many nothing is told apart any more."""
    if before is None or len(before.ids) + len(later.ids) > MANY:
        return None
    return before.and_also(later)
