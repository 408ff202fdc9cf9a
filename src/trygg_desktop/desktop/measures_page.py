"""Åtgärder: the action plan with its chains, goals, pilots and follow-ups, and the form of what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.measures.beginning import belonging, completed
from trygg_desktop.desktop.measures.board import Board
from trygg_desktop.desktop.measures.chain_view import ChainView
from trygg_desktop.desktop.measures.goals_view import GoalsView
from trygg_desktop.desktop.measures.looks import Looks
from trygg_desktop.desktop.measures.mending import Mending
from trygg_desktop.desktop.measures.page_head import PageHead
from trygg_desktop.desktop.measures.plan import Plan, PlanLine, Sort
from trygg_desktop.desktop.measures.plan_form import PlanForm
from trygg_desktop.desktop.measures.plan_views import PlanViews
from trygg_desktop.desktop.measures.views import BOARD, CHAIN, GOALS, LOOKS, PILOTS, TABLE, VIEWS
from trygg_desktop.desktop.page import Action, Page
from trygg_desktop.desktop.presence.map_paint import font_scale
from trygg_desktop.desktop.records.halves import Halves
from trygg_desktop.i18n import N_, _
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
        self.head = PageHead([(key, _(label)) for key, label in VIEWS])
        self.tabs = self.head.tabs
        self.form = PlanForm(desk)
        self.follow_ups = self.form.follow_ups
        self.stack = self.views = views = PlanViews(desk, self.begin_new)
        self.table = views.table
        self._lay_out()
        self._connect()
        self._show_tab()

    @property
    def board(self) -> Board:
        """The measures by how far they have come."""
        return self.views.board

    @property
    def chains(self) -> ChainView:
        """From problem to follow-up."""
        return self.views.chains

    @property
    def goals(self) -> GoalsView:
        """The goals as a tree."""
        return self.views.goals

    @property
    def pilots(self) -> Board:
        """What is tried, by what was decided on it."""
        return self.views.pilots

    @property
    def looks(self) -> Looks:
        """Follow-ups and evaluations."""
        return self.views.looks

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
        self.head.district_chosen.connect(lambda: self.views.narrow_to(self.head.district))
        self.head.form_wanted.connect(self.form.setVisible)
        views = self.views
        views.record_chosen.connect(self._show_record)
        views.field_wanted.connect(self._to_field)
        views.begin_wanted.connect(self._begin)
        views.change_wanted.connect(self._change)
        views.plan_read.connect(self._offer_districts)
        views.shown.connect(self._settle_choice)
        views.gap_pressed.connect(self._begin_missing)
        views.anything_opened.connect(self._open_anywhere)
        views.step_taken.connect(self._mend)
        self.form.shown.connect(views.choose_of)
        self.form.record_opened.connect(self._show_record)
        self.form.next_wanted.connect(self._begin_next)
        self.form.closed.connect(self._leave_form)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes to the view that is shown."""
        super().focusInEvent(event)
        self.views.view.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.make_room(event.size().width())

    def _show_tab(self) -> None:
        key = self.tabs.key
        self.head.show_district_choice(key in (TABLE, BOARD))
        if self.form.record_id is not None:
            self.views.choose(self.form.record_id)
        self.views.turn_to(key)

    def refresh(self, changes: Changes | None) -> None:
        """Reads anew what is looked at. The form follows by itself."""
        self.views.refresh(changes)

    def _offer_districts(self, found: Plan) -> None:
        """The choice of districts follows the plan; one that is gone from it is no longer looked at."""
        self.head.offer_districts(found.districts)
        self.views.district = self.head.district

    def _settle_choice(self, key: str) -> None:
        """What was read shows where the form's record is in it; an empty form gets the first of it."""
        shown = self.form.record_id
        if self.form.is_empty or (key == PILOTS and shown is not None and not self.pilots.choose(shown)):
            self.views.choose_first(key)
        elif shown is not None:
            self.views.choose(shown)

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
            self.views.view.setFocus()

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

    def _change(self, message: str, id: UUID, field: str, value: Any) -> None:
        self.desk.command(message, lambda tx: tx.change(id, **{field: value}))

    def show_record(self, id: UUID) -> None:
        """Shows a record in the form and, where the view has it, in the view."""
        self._to_field(id, "")
        self.views.choose(id)

    def new_kinds(self) -> list[str]:
        key = self.tabs.key
        first = self.looks.kind if key == LOOKS else {GOALS: "goal"}.get(key, "measure")
        return [first, *(kind for kind in _NEW if kind != first)]

    def begin_new(self, kind: str) -> None:
        """Begins a new record; one that belongs to the measure or the problem that is looked at belongs to it."""
        if kind == "pilot" or (kind == "measure" and self.tabs.key == PILOTS):
            self._begin("measure", {"pilot": True})
        else:
            self._begin(kind, {}, under=self.form.record_id)

    def _show_evaluations(self) -> None:
        self.tabs.choose(LOOKS)
        self.looks.tabs.choose("evaluation")

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
            Action("plan-evaluations", _("Show all evaluations"), self._show_evaluations),
            Action("follow-up-measure", _("Follow up the measure"), lambda: self.begin_new("follow-up")),
        ]
