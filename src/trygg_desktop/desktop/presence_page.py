"""Närvaro: where someone has been and where nobody has, the actions there, and logging a session."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.page import Action, Page
from trygg_desktop.desktop.parts import Words, lead_focus
from trygg_desktop.desktop.presence.hairline import Hairline
from trygg_desktop.desktop.presence.overview import PresenceOverview
from trygg_desktop.desktop.presence.picture import PresencePicture, presence_picture
from trygg_desktop.desktop.presence.quick_log import LoggedSession, QuickLog
from trygg_desktop.desktop.presence.records_half import RecordsHalf
from trygg_desktop.desktop.presence.session_name import write_session
from trygg_desktop.desktop.records.tab_order import FocusInSight
from trygg_desktop.desktop.scrolling_sheet import ScrollingSheet
from trygg_desktop.domain.values import sort_key
from trygg_desktop.i18n import N_, _
from trygg_desktop.workspace import Transaction, Workspace

SCROLL_BAR = 12
"""Pixels that the page's scroll bar takes where the page is taller than the window."""
_CONCERNED = frozenset({"presence-session", "presence-action", "district", "council-settings", "link"})


class PresencePage(Page):
    """The map and the weeks above, lists and details of the chosen district below."""

    subject: ClassVar[str] = "presence"
    label: ClassVar[str] = N_("Presence")
    icon: ClassVar[str] = "person-simple-walk"
    number: ClassVar[int] = 3
    kinds: ClassVar[tuple[str, ...]] = (
        "presence-action",
        "presence-session",
        "district",
        "safety-walk",
        "finding",
        "event",
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.picture = PresencePicture()
        self._scroll = ScrollingSheet(self, sideways=True)
        content = self._scroll.sheet
        self.log = QuickLog(content)
        self.overview = PresenceOverview(content)
        self.records = RecordsHalf(desk, content)
        self._lay_out(content)
        self.overview.district_chosen.connect(self._district_chosen)
        self.overview.district_activated.connect(self._edit_district)
        self.overview.places_changed.connect(self._save_places)
        self.records.all_wanted.connect(lambda: self.overview.choose(None))
        self.records.action_chosen.connect(lambda id: self.log.choose(self.overview.chosen, id))
        self.log.session_logged.connect(self._log)
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self.begin_log)

    def _lay_out(self, content: QWidget) -> None:
        self._head = QGridLayout()
        self._head.setContentsMargins(32, 14, 24, 12)
        self._head.setHorizontalSpacing(24)
        self._head.setVerticalSpacing(8)
        self._title = Words(_("Presence"), "page")
        self._head.addWidget(self._title, 0, 0)
        self._head.addWidget(self.log, 0, 1)
        self._head.setColumnStretch(1, 1)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(Hairline())
        column.addWidget(self.overview)
        column.addWidget(Hairline())
        column.addWidget(self.records, 1)
        FocusInSight(self._scroll)
        lead_focus(self, self.overview.map)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_log(event.size().width())

    def _place_log(self, width: int) -> None:
        """The quick log beside the heading, under it, or under it on two lines: as there is room."""
        margins = self._head.contentsMargins()
        room = width - margins.left() - margins.right() - SCROLL_BAR
        beside = room - self._title.sizeHint().width() - self._head.horizontalSpacing()
        self._head.removeWidget(self.log)
        self.log.use_two_lines(self.log.one_line_width > room)
        if self.log.one_line_width <= beside:
            self._head.addWidget(self.log, 0, 1)
        else:
            self._head.addWidget(self.log, 1, 0, 1, 2)

    # -- the state of things

    def refresh(self, changes: Changes | None) -> None:
        if changes is None or changes.kinds & _CONCERNED:
            today = self.desk.today
            self.desk.query(lambda workspace: presence_picture(workspace, today), self._show, owner=self)
        self.records.refresh(changes)

    def _show(self, picture: PresencePicture) -> None:
        self.picture = picture
        self.overview.show_picture(picture)
        districts = sorted(
            ((row.id, row.name) for row in picture.districts), key=lambda pair: sort_key(pair[1]) or ""
        )
        self.log.offer(districts, picture.offers(), today=self.desk.today)
        self.log.choose(self.overview.chosen, self.records.chosen_action)
        self.records.show_picture(picture, self.overview.chosen)

    def _district_chosen(self, id: UUID | None) -> None:
        self.records.show_picture(self.picture, id)
        self.log.choose(id, self.records.chosen_action)

    def _edit_district(self, id: UUID) -> None:
        self.records.show_record("district", id)

    def _save_places(self, places: dict[UUID, tuple[int, int]]) -> None:
        def write(tx: Transaction) -> None:
            for id, (column, row) in places.items():
                tx.change(id, tile_column=column, tile_row=row)

        self.desk.command(N_("Move district on the map"), write)

    # -- logging a session

    def begin_log(self) -> None:
        """Goes to the quick log, filled in with what is chosen."""
        self.log.choose(self.overview.chosen, self.records.chosen_action)
        self.log.begin()

    def _log(self, logged: LoggedSession) -> None:
        def failed(error: BaseException) -> None:
            self.log.not_logged()
            self.desk.fault(error)

        self.desk.command(
            N_("Log session"),
            lambda tx: write_session(tx, self.desk.workspace, logged),
            lambda _id: self.log.logged(),
            failed=failed,
        )

    # -- what the window asks

    def show_record(self, id: UUID) -> None:
        self.desk.query(
            lambda workspace: _kind_and_area(workspace, id), lambda found: self._go_to(id, found), owner=self
        )

    def _go_to(self, id: UUID, kind: str) -> None:
        if kind == "district":
            self.overview.choose(id)
        self.records.show_record(kind, id)
        self._scroll.verticalScrollBar().setValue(self.records.y())  # in a low window it stands below

    def new_kinds(self) -> list[str]:
        return ["presence-session", "presence-action", "safety-walk", "finding", "district", "event"]

    def begin_new(self, kind: str) -> None:
        if kind == "presence-session":
            self.begin_log()
        else:
            self.records.begin(kind)

    def actions_here(self) -> list[Action]:
        return [
            Action("log-session", _("Log session"), self.begin_log, "Ctrl+L"),
            Action("all-districts", _("Show all districts"), lambda: self.overview.choose(None)),
            Action("import-borders", _("Import district borders"), lambda: self._import("borders")),
            Action("import-events", _("Import police events"), lambda: self._import("events")),
        ]

    def _import(self, what: str) -> None:
        from trygg_desktop.desktop.importing.window import ImportWindow

        ImportWindow(self.desk, what, parent=self).show()


def _kind_and_area(workspace: Workspace, id: UUID) -> str:
    kind = workspace.kind_of(id)
    return kind.about.name if kind else ""
