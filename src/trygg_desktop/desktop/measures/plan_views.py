"""The views of the plan, one at a time: each read when it is looked at, and again when what it shows has changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.measures import chain_view, goals, plan
from trygg_desktop.desktop.measures.board import Board
from trygg_desktop.desktop.measures.cards import Card
from trygg_desktop.desktop.measures.chain_view import ChainView, Shown, read_chains
from trygg_desktop.desktop.measures.goals import read_goals
from trygg_desktop.desktop.measures.goals_view import GoalsView
from trygg_desktop.desktop.measures.looks import FollowUpList
from trygg_desktop.desktop.measures.pilots import decision_columns, read_pilots, stage_cards, stage_columns
from trygg_desktop.desktop.measures.plan import Plan
from trygg_desktop.desktop.measures.plan_reading import read_plan
from trygg_desktop.desktop.measures.plan_view import PlanView
from trygg_desktop.desktop.measures.views import (
    BOARD,
    CHAIN,
    GOALS,
    LOOKS,
    PILOTS,
    TABLE,
    View,
    empty_page,
    or_empty,
)
from trygg_desktop.domain.follow_up import Evaluation, FollowUp
from trygg_desktop.domain.record import Record
from trygg_desktop.i18n import N_
from trygg_desktop.insight.charts.goal_tree import GoalTree
from trygg_desktop.workspace import Workspace


class PlanViews(QStackedWidget):
    """Table, board, chains, goals, pilots and follow-ups.

    `record_chosen` carries what the form is to show, `field_wanted` also the field to go to in it, `begin_wanted` a
    kind and its values, `change_wanted` a message with record, field and value; `shown` tells which view was read.
    """

    record_chosen = Signal(object)
    field_wanted = Signal(object, str)
    begin_wanted = Signal(str, object)
    change_wanted = Signal(str, object, str, object)
    plan_read = Signal(object)
    shown = Signal(str)

    def __init__(self, desk: Desk, begin: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._begin = desk, begin
        self._plan = Plan()
        self.district: UUID | None = None
        self._key = TABLE
        self._stale: set[str] = set()
        self._begun = self._look_wanted = False
        self.table, self.board = PlanView(), Board(stage_columns())
        self.chains, self.goals = ChainView(), GoalsView()
        self.pilots = Board(decision_columns())
        self.looks = FollowUpList(desk, empty_page(LOOKS, begin))
        self._views = self._make_views()
        for view in self._views.values():
            self.addWidget(view.widget)
        self._list_margins = QWidget()
        margins = QVBoxLayout(self._list_margins)
        margins.setContentsMargins(5, 8, 8, 0)
        margins.addWidget(self.looks)
        self.addWidget(self._list_margins)
        self._connect()

    def _make_views(self) -> dict[str, View]:
        """The views that are read here; the list of follow-ups reads its own lines."""

        def view(
            key: str,
            read: Callable[[Workspace, date], Any],
            show: Callable[[Any], None],
            kinds: frozenset[str],
            widget: QWidget,
        ) -> View:
            return View(read, show, kinds, or_empty(key, widget, self._begin))

        pilots = frozenset({"measure"})
        return {
            TABLE: view(TABLE, read_plan, self._show_plan, plan.KINDS, self.table),
            BOARD: view(BOARD, read_plan, self._show_plan, plan.KINDS, self.board),
            CHAIN: view(CHAIN, read_chains, self._show_chains, chain_view.KINDS, self.chains),
            GOALS: view(GOALS, read_goals, self._show_goals, goals.KINDS, self.goals),
            PILOTS: view(PILOTS, read_pilots, self._show_pilots, pilots, self.pilots),
        }

    def _connect(self) -> None:
        table, write = self.table.table, N_("Change the action plan")
        table.record_chosen.connect(self.record_chosen)
        table.field_wanted.connect(self.field_wanted)
        table.new_wanted.connect(self.begin_wanted)
        table.plan.field_written.connect(
            lambda id, field, text: self.change_wanted.emit(write, id, field, text or None)
        )
        for board, name, message in (
            (self.board, "stage", N_("Move measure to another stage")),
            (self.pilots, "pilot_decision", N_("Decide on a pilot")),
        ):
            board.card_chosen.connect(self.record_chosen)
            board.card_opened.connect(lambda id: self.field_wanted.emit(id, "title"))
            board.card_moved.connect(
                lambda id, key, name=name, message=message: self.change_wanted.emit(
                    message, id, name, key or None
                )
            )
        self.goals.record_opened.connect(self.record_chosen)
        self.looks.record_chosen.connect(lambda id: self.record_chosen.emit(id) if id else None)
        self.looks.counted.connect(lambda _n: self._show_latest_look())
        self.looks.record_opened.connect(lambda id: self.field_wanted.emit(id, "text"))
        self.looks.new_wanted.connect(lambda: self.begin_wanted.emit("follow-up", {}))

    # Turning and reading

    @property
    def view(self) -> QWidget:
        """What is looked at, where the keyboard goes."""
        return self.looks if self._key == LOOKS else self._views[self._key].widget

    def turn_to(self, key: str) -> None:
        """Shows another view; the keyboard follows where it was in the one before."""
        self._key = key
        before = self.currentWidget()
        wanted = self._list_margins if key == LOOKS else self._views[key].widget
        had_focus = before is not None and before.isAncestorOf(self.window().focusWidget() or self)
        self.setCurrentWidget(wanted)
        if had_focus and before is not wanted:
            self.view.setFocus()
        self._look_wanted = key == LOOKS
        self._show_latest_look()
        if self._begun and key in self._stale:
            self._read(key)

    def _show_latest_look(self) -> None:
        """Whoever comes to the follow-ups sees one in the form: the one chosen there, else the latest."""
        if self._look_wanted:
            self.looks.choose_some()
            if (chosen := self.looks.chosen()) is not None:
                self._look_wanted = False
                self.record_chosen.emit(chosen)

    def refresh(self, changes: Changes | None) -> None:
        """Reads anew what is looked at; the other views when one goes there."""
        self._begun = True
        for key, view in self._views.items():
            if changes is None or changes.kinds & view.kinds:
                self._stale.add(key)
        if self._key in self._stale:
            self._read(self._key)

    def _read(self, key: str) -> None:
        view, today = self._views[key], self._desk.today
        self._stale.discard(key)
        self._desk.query(lambda workspace: view.read(workspace, today), view.show, owner=self)

    # Showing

    def narrow_to(self, district: UUID | None) -> None:
        """Table and board of one district, or of all."""
        self.district = district
        self._show_plan(self._plan)

    def _show_plan(self, found: Plan) -> None:
        """Table and board are the same plan."""
        self._plan = found
        self._stale -= {TABLE, BOARD}
        self.plan_read.emit(found)
        narrowed = found.within(self.district)
        for key in (TABLE, BOARD):
            self._views[key].widget.show_whether(bool(found.lines))
        with QSignalBlocker(self.table.table):
            self.table.show_plan(narrowed)
        self.board.show_cards(stage_cards(narrowed))
        self.shown.emit(TABLE)

    def _show_chains(self, found: list[Shown]) -> None:
        self._views[CHAIN].widget.show_whether(bool(found))
        self.chains.show_chains(found)

    def _show_goals(self, tree: GoalTree) -> None:
        self._views[GOALS].widget.show_whether(bool(tree.goals))
        self.goals.show_goals(tree)

    def _show_pilots(self, cards: list[Card]) -> None:
        self._views[PILOTS].widget.show_whether(bool(cards))
        self.pilots.show_cards(cards)
        self.shown.emit(PILOTS)

    # Choosing

    def choose(self, id: UUID) -> None:
        """The chosen line and card are those of the form, without taking the keyboard."""
        for chosen in (self.table.table, self.board, self.pilots):
            with QSignalBlocker(chosen):
                chosen.choose(id)

    def choose_of(self, record: Record) -> None:
        """The line of a record; a follow-up's is the one of its measure, and its own among the follow-ups."""
        if record.id is not None:
            self.choose(record.id)
        if isinstance(record, (FollowUp, Evaluation)) and record.measure is not None:
            self.choose(record.measure)
        if self._key == LOOKS and isinstance(record, FollowUp) and record.id is not None:
            with QSignalBlocker(self.looks):
                self.looks.choose(record.id)

    def choose_first(self, key: str) -> None:
        """Chooses the first of a view where none is chosen."""
        if key == PILOTS:
            self.pilots.choose_first()
        elif self._key == TABLE:
            self.table.table.choose_first()
        else:
            self.board.choose_first()
