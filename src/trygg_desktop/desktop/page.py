"""A subject of the rail: a page with its own list, detail and actions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from uuid import UUID

    from trygg_desktop.desktop.desk import Changes, Desk


class Action(NamedTuple):
    """Something that can be done, as data: shown in menus and found in the command palette."""

    id: str
    label: str
    run: Callable[[], None]
    shortcut: str = ""


class Page(QWidget):
    """One subject. The window builds it when it is first visited and tells it of changes while it is shown.

    Class attributes: `subject` (stable name), `label` (marked text for the rail), `icon` (Phosphor), `number`
    (of Ctrl+number), `kinds` (the kinds of record that are at home here).
    """

    subject: ClassVar[str]
    label: ClassVar[str]
    icon: ClassVar[str]
    number: ClassVar[int]
    kinds: ClassVar[tuple[str, ...]] = ()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)

    def refresh(self, changes: Changes | None) -> None:
        """Shows the state of things: all of it (`None`), or what the changes touch."""

    def show_record(self, id: UUID) -> None:
        """Chooses a record that is at home here."""

    def new_kinds(self) -> list[str]:
        """The kinds that "Nytt" offers on this page, the usual one first."""
        return []

    def begin_new(self, kind: str) -> None:
        """Begins a new record of a kind."""

    def actions_here(self) -> list[Action]:
        """What can be done on this page."""
        return []
