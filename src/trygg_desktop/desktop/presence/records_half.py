"""The lower half of Närvaro: what there is in the chosen district as a list, and one of it as a form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.parts import ElidedWords, EmptyPage, LinkLabel, Words
from trygg_desktop.desktop.presence.action_detail import ActionDetail
from trygg_desktop.desktop.presence.action_list import ActionList, ActionsModel
from trygg_desktop.desktop.presence.event_figures import EventFigures
from trygg_desktop.desktop.presence.event_summary import EventPlace, EventSummary
from trygg_desktop.desktop.presence.map_paint import font_scale
from trygg_desktop.desktop.presence.picture import PresencePicture
from trygg_desktop.desktop.presence.subject_tabs import SubjectTabs
from trygg_desktop.desktop.presence.within import COLUMNS, KINDS, within
from trygg_desktop.desktop.records.form import RecordForm
from trygg_desktop.desktop.records.halves import Halves
from trygg_desktop.desktop.records.list import RecordList
from trygg_desktop.i18n import _, ngettext

SIDE_BY_SIDE_FROM = 860
ACTIONS = "presence-action"
EVENTS = "event"


class RecordsHalf(QWidget):
    """Lists at the left, the form at the right; under one another where the page is narrow."""

    all_wanted = Signal()
    action_chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._picture = PresencePicture()
        self._district: UUID | None = None
        self._only_action: UUID | None = None
        self._wanted_action: UUID | None = None
        self._where = Words("", "section")
        self._count = ElidedWords("", "side", "text2")
        self._all = LinkLabel(_("Show all districts"), self.all_wanted.emit)
        stays = self._all.sizePolicy()
        stays.setRetainSizeWhenHidden(True)
        self._all.setSizePolicy(stays)
        self.tabs = SubjectTabs()
        self._share_out()
        self.planned = ActionsModel(self)
        self.action_list = ActionList(self.planned, self._stack)
        self._no_actions = EmptyPage(
            _("Here stand the planned ways of being present, such as an evening walk each Friday."),
            _("New presence action"),
        )
        self.lists: dict[str, RecordList] = {}
        self._around: dict[RecordList, QWidget] = {}
        self.detail = ActionDetail(desk, self._details)
        self.form = RecordForm(desk, self._details)
        self.events = EventSummary(desk)
        self._fill()
        self.tabs.currentChanged.connect(lambda _number: self._show_subject())
        self.action_list.action_chosen.connect(self._show_action)
        self.events.figures_wanted.connect(lambda place: EventFigures(desk, place, self).show())
        self.detail.all_sessions_wanted.connect(self._show_sessions_of)
        self.detail.form.created.connect(self._action_created)
        self.form.created.connect(self._record_created)
        self._no_actions.button_pressed.connect(lambda: self.begin(ACTIONS))

    def _share_out(self) -> None:
        """The two halves in their places, to be filled."""
        left, self._details = QWidget(self), QStackedWidget(self)
        self._stack = QStackedWidget(left)
        halves = Halves(left, self._details, share=0.463, beside_from=SIDE_BY_SIDE_FROM * font_scale())
        halves.turned.connect(lambda beside: self.setMinimumHeight(_height(beside)))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(halves)
        self.setMinimumHeight(_height(halves.beside))
        heading = QHBoxLayout()
        heading.setContentsMargins(32, 12, 20, 0)
        heading.setSpacing(8)
        heading.addWidget(self._where)
        heading.addWidget(self._count, 1)
        heading.addWidget(self._all)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(29, 4, 20, 0)
        tabs.addWidget(self.tabs)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(heading)
        column.addLayout(tabs)
        column.addWidget(self._stack, 1)

    def _fill(self) -> None:
        empty = QWidget(self._stack)
        around = QVBoxLayout(empty)
        around.setContentsMargins(32, 4, 20, 0)
        around.addWidget(self._no_actions)
        self._nothing = empty
        for each in (self.action_list, empty):
            self._stack.addWidget(each)
        self._details.addWidget(self.detail)
        self._details.addWidget(self.form)

    # -- what is shown

    @property
    def chosen_action(self) -> UUID | None:
        """The presence action that is looked at."""
        return self.action_list.chosen if self.tabs.kind == ACTIONS else None

    def refresh(self, changes: Changes | None) -> None:
        """What the changes touch; lists and forms of records look after themselves."""
        self.detail.refresh(changes)

    def show_picture(self, picture: PresencePicture, district: UUID | None) -> None:
        """Lists what there is in a district, or everywhere."""
        moved = district != self._district
        self._picture, self._district = picture, district
        if moved:
            self._only_action = None
        self._where.setText(picture.name(district) or _("All districts"))
        self._all.setVisible(district is not None)
        kept = self._wanted_action or self.action_list.chosen
        self.planned.show(picture.rows(district))
        if self.tabs.kind == ACTIONS:
            self._show_actions(kept)
        else:
            self._narrow(self.tabs.kind)
        self._show_count()

    def _show_actions(self, wanted: UUID | None) -> None:
        self._stack.setCurrentWidget(self.action_list if self.planned.rows else self._nothing)
        if self.action_list.choose(wanted):
            self._wanted_action = None
        elif self.planned.rows and not self._wanted_action:
            self.action_list.choose(self.planned.rows[0].id)
        elif not self.planned.rows:
            self.detail.show_action(None)

    def _show_count(self) -> None:
        actions = len(self.planned.rows)
        self._count.setText(
            ngettext("{n} action", "{n} actions", actions) if self.tabs.kind == ACTIONS else ""
        )
        if self._only_action and self.tabs.kind == "presence-session":
            name = next((row.name for row in self.planned.rows if row.id == self._only_action), "")
            self._count.setText(_("only {action}", action=name))

    def _show_action(self, id: UUID) -> None:
        self.detail.show_action(id)
        self.action_chosen.emit(id)

    # -- other kinds

    def _show_subject(self) -> None:
        kind = self.tabs.kind
        if kind != "presence-session":
            self._only_action = None
        if kind == ACTIONS:
            self._details.setCurrentWidget(self.detail)
            self._show_actions(self.action_list.chosen)
        else:
            shown = self._list(kind)
            self._stack.setCurrentWidget(self._around[shown])
            self._details.setCurrentWidget(self.form)
            self._show_in_form(kind, shown.chosen())
            self._narrow(kind)
        self._show_count()

    def _list(self, kind: str) -> RecordList:
        if kind not in self.lists:
            around = QWidget(self._stack)
            made = RecordList(
                self._desk, KINDS[kind], columns=COLUMNS[kind], name=f"presence.{kind}", parent=around
            )
            made.record_chosen.connect(lambda id: self._show_in_form(kind, id))
            made.new_wanted.connect(lambda: self.begin(kind))
            made.counted.connect(lambda n: self._show_first(kind))
            column = QVBoxLayout(around)
            column.setContentsMargins(32, 8, 20, 0)
            if kind == EVENTS:
                column.addWidget(self.events)
            column.addWidget(made)
            self._stack.addWidget(around)
            self.lists[kind], self._around[made] = made, around
        return self.lists[kind]

    def _narrow(self, kind: str) -> None:
        self._list(kind).set_where(*self._conditions(kind))
        if kind == EVENTS:
            names = {row.id: row.name for row in self._picture.districts}
            name = names.get(self._district, "") if self._district else ""
            self.events.show_place(EventPlace(self._district, name, self._picture.areas, names))

    def _conditions(self, kind: str) -> Sequence[Any]:
        ids = [id for id, area in self._picture.areas.items() if area == self._district]
        return within(kind, ids if self._district else None, action=self._only_action)

    def _show_in_form(self, kind: str, id: UUID | None) -> None:
        if kind != self.tabs.kind:
            return
        if id is None:
            self.form.clear()
        else:
            self.form.show_record(id)

    def _show_first(self, kind: str) -> None:
        """The form is no blank where there is something to show."""
        shown = self.lists[kind]
        first = shown.lines.id_at(0)
        if kind == self.tabs.kind and first is not None and shown.chosen() is None and self.form.is_empty:
            shown.choose(first)

    def _show_sessions_of(self, action: UUID | None) -> None:
        self._only_action = action
        self.tabs.choose("presence-session")
        self._show_count()

    # -- going to a record, beginning one

    def show_record(self, kind: str, id: UUID) -> None:
        """Chooses a record in its list, in all districts if the chosen one does not have it."""
        if kind == ACTIONS:
            self.tabs.choose(kind)
            if not self.action_list.choose(id):
                self._wanted_action = id
                self.all_wanted.emit()
            return
        if kind not in KINDS:
            return
        with QSignalBlocker(self.tabs):
            self.tabs.choose(kind)
        self._only_action = None
        self.all_wanted.emit()
        self._show_subject()
        self._list(kind).choose(id)
        self.form.show_record(id)

    def begin(self, kind: str) -> None:
        """Begins a new record of a kind, in the chosen district."""
        self.tabs.choose(kind)
        if kind == ACTIONS:
            districts = [self._district] if self._district else []
            self.detail.begin(districts=districts)
        else:
            field = {"presence-session": "district", "safety-walk": "district", "event": "district"}.get(kind)
            given = {field: self._district} if field and self._district else {}
            self.form.begin(KINDS[kind], **given)

    def _action_created(self, id: UUID) -> None:
        self._wanted_action = id

    def _record_created(self, id: UUID) -> None:
        if self.tabs.kind in self.lists:
            self.lists[self.tabs.kind].choose(id)


def _height(beside: bool) -> int:
    """Pixels that lists and form need, one beside the other or one under it."""
    return 320 if beside else 640
