"""What can be done wherever one is in the window: its keys, what "New" offers, and the palette's commands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from trygg_desktop.desktop.page import Action, Page
from trygg_desktop.desktop.subjects import SETTINGS, SUBJECTS
from trygg_desktop.i18n import _

if TYPE_CHECKING:
    from trygg_desktop.desktop.window import MainWindow

_NEVER_NEW = ("event", "attendance", "picture-part", "picture-signature")
"""Kinds that nobody begins by hand: they come from a file, with their meeting, or with the picture they belong to."""


def bind_keys(window: MainWindow) -> None:
    """Gives the window its keys; Ctrl and a number belong to a subject, not to its place."""

    def bind(keys: str, run: Callable[[], None]) -> None:
        QShortcut(QKeySequence(keys), window).activated.connect(run)

    for subject in SUBJECTS:
        bind(f"Ctrl+{subject.number}", partial(window.go, subject.name))
    bind("Ctrl+K", window.focus_search)
    bind("Ctrl+F", window.focus_search)
    bind("Ctrl+N", lambda: window.top.new.click())
    bind("Ctrl+Z", window.undo)
    bind("Ctrl+Shift+Z", window.redo)
    bind("Ctrl+Y", window.redo)


def kinds_to_begin(page: Page) -> tuple[list[str], int]:
    """What "New" offers: the page's own kinds, then all others that have a page.

    Returns:
        the offers, and how many of them are the page's own.
    """
    from trygg_desktop.domain.kinds import KINDS

    here = page.new_kinds()
    others = [
        kind for subject in SUBJECTS for kind in subject.kinds if kind not in here and kind not in _NEVER_NEW
    ]
    known = KINDS.by_name
    return [name for name in [*here, *others] if name in known], len(here)


def called(kind: str) -> str:
    """The word for a kind of record."""
    from trygg_desktop.domain.kinds import KINDS

    return KINDS.by_name[kind].about.title


def beginning(kind: str) -> str:
    """What beginning a record of this kind is called: `Nytt beslut`."""
    from trygg_desktop.domain.kinds import KINDS

    return _(KINDS.by_name[kind].about.new)


def actions_everywhere(window: MainWindow, page: Page | None) -> list[Action]:
    """What the command palette offers: the page's own actions, then going, undoing and beginning."""
    going = [
        Action(
            f"go-{subject.name}",
            _("Go to {page}", page=subject.title),
            partial(window.go, subject.name),
            f"Ctrl+{subject.number}",
        )
        for subject in SUBJECTS
    ]
    news = [
        Action(f"new-{name}", beginning(name), partial(window.create_record, name))
        for name in window.top.offered
    ]
    rest = [
        Action("undo", _("Undo"), window.undo, "Ctrl+Z"),
        Action("redo", _("Do again"), window.redo, "Ctrl+Shift+Z"),
        Action("deleted", _("Deleted records …"), partial(_show_deleted, window)),
        Action("settings", _("Settings"), lambda: window.go(SETTINGS.name)),
    ]
    return [*(page.actions_here() if page else []), *going, *rest, *news]


def _show_deleted(window: MainWindow) -> None:
    from trygg_desktop.desktop.records.erasing_deleted import show_deleted

    if window.desk is not None:
        show_deleted(window.desk, window)
