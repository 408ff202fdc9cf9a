"""Åtgärder: the action plan as table and board, its chains from problem to follow-up, its goals and pilots."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.measures import chain_view, goals, plan
from trygg_desktop.desktop.measures.beginning import belonging, completed
from trygg_desktop.desktop.measures.board import Board
from trygg_desktop.desktop.measures.cards import Card
from trygg_desktop.desktop.measures.chain_view import ChainView, Shown, read_chains
from trygg_desktop.desktop.measures.goals import read_goals
from trygg_desktop.desktop.measures.goals_view import GoalsView
from trygg_desktop.desktop.measures.looks import FollowUpList
from trygg_desktop.desktop.measures.mending import Mending
from trygg_desktop.desktop.measures.page_head import PageHead
from trygg_desktop.desktop.measures.pilots import decision_columns, read_pilots, stage_cards, stage_columns
from trygg_desktop.desktop.measures.plan import Plan, PlanLine, Sort, read_plan
from trygg_desktop.desktop.measures.plan_form import PlanForm
from trygg_desktop.desktop.measures.plan_view import PlanView
from trygg_desktop.desktop.measures.views import (
    BOARD,
    CHAIN,
    GOALS,
    LOOKS,
    PILOTS,
    TABLE,
    VIEWS,
    View,
    empty_page,
    or_empty,
)
from trygg_desktop.desktop.page import Action, Page
from trygg_desktop.desktop.presence.map_paint import font_scale
from trygg_desktop.desktop.records.halves import Halves
from trygg_desktop.domain.follow_up import Evaluation, FollowUp
from trygg_desktop.domain.record import Record
from trygg_desktop.i18n import N_, _
from trygg_desktop.insight.charts.goal_tree import GoalTree
from trygg_desktop.workspace import Workspace

SIDE_BY_SIDE_FROM = 1040
"""Page width from which the form stands beside the plan: six columns need their room."""
VIEW_SHARE = 0.66
_NEW = ("measure", "problem", "cause", "goal", "follow-up", "evaluation")


class MeasuresPage(Page):
    """One view of the plan at a time, and the form of what is chosen in it."""

    subject: ClassVar[str] = "measures"
    label: ClassVar[str] = N_("Measures")
    icon: ClassVar[str] = "path"
    number: ClassVar[int] = 6
    kinds: ClassVar[tuple[str, ...]] = _NEW

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._plan = Plan()
        self._stale: set[str] = set()
        self._begun = self._look_wanted = False
        self.head = PageHead([(key, _(label)) for key, label in VIEWS])
        self.tabs = self.head.tabs
        self.form = PlanForm(desk)
        self.follow_ups = self.form.follow_ups
        self.table = PlanView()
        self.board = Board(stage_columns())
        self.chains = ChainView()
        self.goals = GoalsView()
        self.pilots = Board(decision_columns())
        self.looks = FollowUpList(desk, empty_page(LOOKS, self.begin_new))
        self.stack = QStackedWidget()
        self._views = self._make_views()
        for view in self._views.values():
            self.stack.addWidget(view.widget)
        self._list_margins = QWidget()
        margins = QVBoxLayout(self._list_margins)
        margins.setContentsMargins(5, 8, 8, 0)
        margins.addWidget(self.looks)
        self.stack.addWidget(self._list_margins)
        self._lay_out()
        self._connect()
        self._show_tab()

    def _make_views(self) -> dict[str, View]:
        """The views that this page reads; the list of follow-ups reads its own lines."""

        def view(
            key: str,
            read: Callable[[Workspace, date], Any],
            show: Callable[[Any], None],
            kinds: frozenset[str],
            widget: QWidget,
        ) -> View:
            return View(read, show, kinds, or_empty(key, widget, self.begin_new))

        pilots = frozenset({"measure"})
        return {
            TABLE: view(TABLE, read_plan, self._show_plan, plan.KINDS, self.table),
            BOARD: view(BOARD, read_plan, self._show_plan, plan.KINDS, self.board),
            CHAIN: view(CHAIN, read_chains, self._show_chains, chain_view.KINDS, self.chains),
            GOALS: view(GOALS, read_goals, self._show_goals, goals.KINDS, self.goals),
            PILOTS: view(PILOTS, read_pilots, self._show_pilots, pilots, self.pilots),
        }

    def _lay_out(self) -> None:
        left = QWidget()
        left.setObjectName("page")
        self._margins = QVBoxLayout(left)
        self._margins.setContentsMargins(27, 0, 8, 0)
        self._margins.addWidget(self.stack)
        self.halves = Halves(left, self.form, share=VIEW_SHARE, beside_from=SIDE_BY_SIDE_FROM * font_scale())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.halves, 1)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(lambda _at: self._show_tab())
        self.head.district_chosen.connect(lambda: self._show_plan(self._plan))
        self.head.form_wanted.connect(self.form.setVisible)
        table = self.table.table
        table.record_chosen.connect(self._show_record)
        table.field_wanted.connect(self._to_field)
        table.gap_pressed.connect(self._begin_missing)
        table.new_wanted.connect(self._begin)
        table.plan.field_written.connect(self._write)
        for board, name, message in (
            (self.board, "stage", N_("Move measure to another stage")),
            (self.pilots, "pilot_decision", N_("Decide on a pilot")),
        ):
            board.card_chosen.connect(self._show_record)
            board.card_opened.connect(lambda id: self._to_field(id, "title"))
            board.card_moved.connect(
                lambda id, key, name=name, message=message: self._change(message, id, name, key or None)
            )
        self.chains.record_opened.connect(self._open_anywhere)
        self.chains.step_taken.connect(self._mend)
        self.goals.record_opened.connect(self._show_record)
        self.looks.record_chosen.connect(lambda id: self._show_record(id) if id else None)
        self.looks.counted.connect(lambda _n: self._show_latest_look())
        self.looks.record_opened.connect(lambda id: self._to_field(id, "text"))
        self.looks.new_wanted.connect(lambda: self.begin_new("follow-up"))
        self.form.shown.connect(self._choose_of)
        self.form.record_opened.connect(self._show_record)
        self.form.next_wanted.connect(self._begin_next)
        self.form.closed.connect(self._leave_form)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes to the view that is shown."""
        super().focusInEvent(event)
        self._shown_view().setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.make_room(event.size().width())

    # --- what is shown ------------------------------------------------------------------------------------

    def _shown_view(self) -> QWidget:
        """What is looked at, where the keyboard goes."""
        key = self.tabs.key
        return self.looks if key == LOOKS else self._views[key].widget

    def _show_tab(self) -> None:
        key, before = self.tabs.key, self.stack.currentWidget()
        shown = self._list_margins if key == LOOKS else self._views[key].widget
        had_focus = before is not None and before.isAncestorOf(self.window().focusWidget() or self)
        self.stack.setCurrentWidget(shown)
        self.head.show_district_choice(key in (TABLE, BOARD))
        if self.form.record_id is not None:
            self._choose(self.form.record_id)
        if had_focus and before is not shown:
            self._shown_view().setFocus()
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
                self._show_record(chosen)

    def refresh(self, changes: Changes | None) -> None:
        """Reads anew what is looked at; the other views when one goes there. The form follows by itself."""
        self._begun = True
        for key, view in self._views.items():
            if changes is None or changes.kinds & view.kinds:
                self._stale.add(key)
        if self.tabs.key in self._stale:
            self._read(self.tabs.key)

    def _read(self, key: str) -> None:
        view, today = self._views[key], self.desk.today
        self._stale.discard(key)
        self.desk.query(lambda workspace: view.read(workspace, today), view.show, owner=self)

    def _show_plan(self, found: Plan) -> None:
        """Table and board are the same plan."""
        self._plan = found
        self._stale -= {TABLE, BOARD}
        self.head.offer_districts(found.districts)
        shown = found.within(self.head.district)
        for key in (TABLE, BOARD):
            self._views[key].widget.show_whether(bool(found.lines))
        with QSignalBlocker(self.table.table):
            self.table.show_plan(shown)
        self.board.show_cards(stage_cards(shown))
        if self.form.is_empty and self.tabs.key == TABLE:
            self.table.table.choose_first()
        elif self.form.is_empty:
            self.board.choose_first()
        elif self.form.record_id is not None:
            self._choose(self.form.record_id)

    def _show_chains(self, found: list[Shown]) -> None:
        self._views[CHAIN].widget.show_whether(bool(found))
        self.chains.show_chains(found)

    def _show_goals(self, tree: GoalTree) -> None:
        self._views[GOALS].widget.show_whether(bool(tree.goals))
        self.goals.show_goals(tree)

    def _show_pilots(self, cards: list[Card]) -> None:
        self._views[PILOTS].widget.show_whether(bool(cards))
        self.pilots.show_cards(cards)
        shown = self.form.record_id
        if self.form.is_empty or (shown is not None and not self.pilots.choose(shown)):
            self.pilots.choose_first()

    def _choose(self, id: UUID) -> None:
        """The chosen line and card are those of the form, without taking the keyboard."""
        for chosen in (self.table.table, self.board, self.pilots):
            with QSignalBlocker(chosen):
                chosen.choose(id)
        if self.tabs.key == LOOKS and isinstance(self.form.record, FollowUp) and id == self.form.record.id:
            with QSignalBlocker(self.looks):
                self.looks.choose(id)

    def _choose_of(self, record: Record) -> None:
        """The line of the record in the form; a follow-up's is the one of its measure."""
        measure = record.measure if isinstance(record, (FollowUp, Evaluation)) else None
        if record.id is not None:
            self._choose(record.id)
        if measure is not None:
            self._choose(measure)

    # --- the form -----------------------------------------------------------------------------------------

    def _show_record(self, id: UUID) -> None:
        if id != self.form.record_id:
            self.form.show_record(id)

    def _open_anywhere(self, id: UUID) -> None:
        """A record of the plan opens here, a district or a decision where it is at home."""

        def show(kind: str) -> None:
            self._to_field(id, "") if kind in self.kinds else self.desk.open(id)

        self.desk.query(lambda workspace: workspace.get(id).about.name, show, owner=self)

    def _to_field(self, id: UUID, field: str) -> None:
        self.head.show_form()
        self._show_record(id)
        if field:
            self.form.focus_field(field)

    def _leave_form(self) -> None:
        if self.form.isAncestorOf(self.window().focusWidget() or self):
            self._shown_view().setFocus()

    def _begin(self, kind: str, values: Mapping[str, Any], *, under: UUID | None = None) -> None:
        """Begins a record with what it knows from the start, belonging to the one it is begun under."""
        self.head.show_form()
        today = self.desk.today

        def read(workspace: Workspace) -> dict[str, Any]:
            return completed(workspace, kind, {**belonging(workspace, kind, under), **values}, today)

        self.desk.query(read, lambda found: self.form.begin(kind, **found), owner=self)

    def _begin_missing(self, line: PlanLine) -> None:
        if line.sort is Sort.NO_CAUSE:
            self._begin("cause", {"problem": line.problem})
        else:
            self._begin("measure", {"cause": line.cause})

    def _mend(self, step: Mending) -> None:
        if step.record is not None:
            self._to_field(step.record, step.field_name)
        else:
            self._begin(step.kind, step.values)

    # --- writing ------------------------------------------------------------------------------------------

    def _write(self, id: UUID, field: str, text: str) -> None:
        self._change(N_("Change the action plan"), id, field, text or None)

    def _change(self, message: str, id: UUID, field: str, value: Any) -> None:
        self.desk.command(message, lambda tx: tx.change(id, **{field: value}))

    # --- what the window asks -----------------------------------------------------------------------------

    def show_record(self, id: UUID) -> None:
        """Shows a record in the form and, where the view has it, in the view."""
        self._to_field(id, "")
        self._choose(id)

    def new_kinds(self) -> list[str]:
        first = {GOALS: "goal", LOOKS: "follow-up"}.get(self.tabs.key, "measure")
        return [first, *(kind for kind in _NEW if kind != first)]

    def begin_new(self, kind: str) -> None:
        """Begins a new record; one that belongs to the measure or the problem that is looked at belongs to it."""
        if kind == "pilot" or (kind == "measure" and self.tabs.key == PILOTS):
            self._begin("measure", {"pilot": True})
        else:
            self._begin(kind, {}, under=self.form.record_id)

    def _begin_next(self, kind: str, values: Mapping[str, Any]) -> None:
        """The next link of the chain, from the one that the form shows."""
        self._begin(kind, values) if values else self.begin_new(kind)

    def actions_here(self) -> list[Action]:
        def going(key: str) -> Callable[[], None]:
            return lambda: self.tabs.choose(key)

        return [
            Action("plan-table", _("Show the plan as a table"), going(TABLE)),
            Action("plan-board", _("Show the plan as a board"), going(BOARD)),
            Action("plan-chain", _("Show the chain from problem to follow-up"), going(CHAIN)),
            Action("plan-goals", _("Show the goals"), going(GOALS)),
            Action("plan-pilots", _("Show the pilots"), going(PILOTS)),
            Action("plan-follow-ups", _("Show all follow-ups"), going(LOOKS)),
            Action("follow-up-measure", _("Follow up the measure"), lambda: self.begin_new("follow-up")),
        ]
