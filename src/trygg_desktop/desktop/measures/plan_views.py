"""The views of the plan, one at a time: each read when it is looked at, and again when what it shows has changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.measures import chain_view, goals, plan
from trygg_desktop.desktop.measures.board import Board
from trygg_desktop.desktop.measures.cards import Card
from trygg_desktop.desktop.measures.chain_view import ChainView, Shown, read_chains
from trygg_desktop.desktop.measures.goals import read_goals
from trygg_desktop.desktop.measures.goals_view import GoalsView
from trygg_desktop.desktop.measures.looks import Looks
from trygg_desktop.desktop.measures.or_empty import OrEmpty
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
    or_empty,
)
from trygg_desktop.domain.follow_up import Evaluation, FollowUp
from trygg_desktop.domain.record import Record
from trygg_desktop.i18n import N_
from trygg_desktop.insight.charts.goal_tree import GoalTree


class PlanViews(QStackedWidget):
    """Table, board, chains, goals, pilots and follow-ups.

    `record_chosen` carries what the form is to show, `field_wanted` also the field to go to in it, `begin_wanted` a
    kind and its values, `change_wanted` a message with record, field and value; `gap_pressed` carries a line that
    is a gap, `anything_opened` and `step_taken` what was pressed in a chain; `shown` tells which view was read.
    """

    record_chosen = Signal(object)
    field_wanted = Signal(object, str)
    begin_wanted = Signal(str, object)
    change_wanted = Signal(str, object, str, object)
    gap_pressed = Signal(object)
    anything_opened = Signal(object)
    step_taken = Signal(object)
    plan_read = Signal(object)
    shown = Signal(str)

    def __init__(self, desk: Desk, begin: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._begin = desk, begin
        self._plan = Plan()
        self.district: UUID | None = None
        self._key = TABLE
        self._stale: set[str] = set()
        self._behind: set[str] = set()
        """Table and board where they still show the plan as it was before."""
        self._begun = self._look_wanted = False
        self._around: dict[str, OrEmpty] = {}
        pilots = frozenset({"measure"})
        self._views = {
            TABLE: View(read_plan, self._show_plan, plan.KINDS),
            BOARD: View(read_plan, self._show_plan, plan.KINDS),
            CHAIN: View(read_chains, self._show_chains, chain_view.KINDS),
            GOALS: View(read_goals, self._show_goals, goals.KINDS),
            PILOTS: View(read_pilots, self._show_pilots, pilots),
        }

    # Each view is made when it is first looked at

    @cached_property
    def table(self) -> PlanView:
        """Brå's six columns."""
        made = PlanView()
        table, write = made.table, N_("Change the action plan")
        table.record_chosen.connect(self.record_chosen)
        table.field_wanted.connect(self.field_wanted)
        table.new_wanted.connect(self.begin_wanted)
        table.gap_pressed.connect(self.gap_pressed)
        table.plan.field_written.connect(
            lambda id, field, text: self.change_wanted.emit(write, id, field, text or None)
        )
        self._add(TABLE, made)
        return made

    @cached_property
    def board(self) -> Board:
        """The measures by how far they have come."""
        made = Board(stage_columns())
        self._connect_board(made, "stage", N_("Move measure to another stage"))
        self._add(BOARD, made).show_whether(bool(self._plan.lines))
        made.show_cards(stage_cards(self._plan.within(self.district)))
        self._behind.discard(BOARD)
        return made

    @cached_property
    def chains(self) -> ChainView:
        """From problem to follow-up."""
        made = ChainView()
        made.record_opened.connect(self.anything_opened)
        made.step_taken.connect(self.step_taken)
        self._add(CHAIN, made)
        return made

    @cached_property
    def goals(self) -> GoalsView:
        """The goals as a tree."""
        made = GoalsView()
        made.record_opened.connect(self.record_chosen)
        self._add(GOALS, made)
        return made

    @cached_property
    def pilots(self) -> Board:
        """What is tried, by what was decided on it."""
        made = Board(decision_columns())
        self._connect_board(made, "pilot_decision", N_("Decide on a pilot"))
        self._add(PILOTS, made)
        return made

    @cached_property
    def looks(self) -> Looks:
        """Follow-ups and evaluations, which read their own lines."""
        made = Looks(self._desk, self._begin)
        made.record_chosen.connect(self.record_chosen)
        made.counted.connect(self._look_anew)
        made.field_wanted.connect(self.field_wanted)
        made.begin_wanted.connect(self.begin_wanted)
        self.addWidget(made)
        return made

    def _add(self, key: str, view: QWidget) -> OrEmpty:
        around = self._around[key] = or_empty(key, view, self._begin)
        self.addWidget(around)
        return around

    def _connect_board(self, board: Board, name: str, message: str) -> None:
        board.card_chosen.connect(self.record_chosen)
        board.card_opened.connect(lambda id: self.field_wanted.emit(id, "title"))
        board.card_moved.connect(lambda id, key: self.change_wanted.emit(message, id, name, key or None))

    def _made(self, name: str) -> bool:
        return name in self.__dict__

    def _view(self, key: str) -> QWidget:
        makers: dict[str, Callable[[], QWidget]] = {
            TABLE: lambda: self.table,
            BOARD: lambda: self.board,
            CHAIN: lambda: self.chains,
            GOALS: lambda: self.goals,
            PILOTS: lambda: self.pilots,
            LOOKS: lambda: self.looks,
        }
        made = makers[key]()
        return self._around.get(key, made)

    # Turning and reading

    @property
    def view(self) -> QWidget:
        """What is looked at, where the keyboard goes."""
        return self._view(self._key)

    def turn_to(self, key: str) -> None:
        """Shows another view; the keyboard follows where it was in the one before."""
        self._key = key
        before = self.currentWidget()
        wanted = self._view(key)
        self._catch_up()
        had_focus = before is not None and before.isAncestorOf(self.window().focusWidget() or self)
        self.setCurrentWidget(wanted)
        if had_focus and before is not wanted:
            self.view.setFocus()
        self._look_wanted = key == LOOKS
        self._show_latest_look()
        if self._begun and key in self._stale:
            self._read(key)

    def _look_anew(self) -> None:
        """A list that was turned to, or has just been filled, shows what is chosen in it."""
        if self._key == LOOKS:
            self._look_wanted = self._look_wanted or self.looks.list.chosen() is None
            self._show_latest_look()

    def _show_latest_look(self) -> None:
        """Whoever comes to the follow-ups sees one in the form: the one chosen there, else the latest."""
        if self._look_wanted and (chosen := self.looks.chosen_or_latest()) is not None:
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
        """Table and board are the same plan; the one that is not looked at follows when one turns to it."""
        self._plan = found
        self._stale -= {TABLE, BOARD}
        self._behind = {TABLE, BOARD}
        self.plan_read.emit(found)
        self._catch_up()

    def _catch_up(self) -> None:
        if self._key not in self._behind:
            return
        self._behind.discard(self._key)
        self._around[self._key].show_whether(bool(self._plan.lines))
        narrowed = self._plan.within(self.district)
        if self._key == BOARD:
            self.board.show_cards(stage_cards(narrowed))
        else:
            with QSignalBlocker(self.table.table):
                self.table.show_plan(narrowed)
        self.shown.emit(TABLE)

    def _show_chains(self, found: list[Shown]) -> None:
        self.chains.show_chains(found)
        self._around[CHAIN].show_whether(bool(found))

    def _show_goals(self, tree: GoalTree) -> None:
        self.goals.show_goals(tree)
        self._around[GOALS].show_whether(bool(tree.goals))

    def _show_pilots(self, cards: list[Card]) -> None:
        self.pilots.show_cards(cards)
        self._around[PILOTS].show_whether(bool(cards))
        self.shown.emit(PILOTS)

    # Choosing

    def choose(self, id: UUID) -> None:
        """The chosen line and card are those of the form, without taking the keyboard."""
        if self._made("table"):
            with QSignalBlocker(self.table.table):
                self.table.table.choose(id)
        for name in ("board", "pilots"):
            if self._made(name):
                board: Board = getattr(self, name)
                with QSignalBlocker(board):
                    board.choose(id)

    def choose_of(self, record: Record) -> None:
        """The line of a record; a follow-up's is the one of its measure, and its own among the follow-ups."""
        if record.id is not None:
            self.choose(record.id)
        if isinstance(record, (FollowUp, Evaluation)) and record.measure is not None:
            self.choose(record.measure)
        if self._key == LOOKS:
            self.looks.choose(record)

    def choose_first(self, key: str) -> None:
        """Chooses the first of a view where none is chosen."""
        if key == PILOTS:
            self.pilots.choose_first()
        elif self._key == TABLE:
            self.table.table.choose_first()
        else:
            self.board.choose_first()
