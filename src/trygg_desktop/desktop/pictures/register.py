"""Every indicator and every figure in the file: listed, added, corrected, each with its form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from sqlmodel import col

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.parts import ElidedWords, EmptyPage, LinkLabel, lead_focus
from trygg_desktop.desktop.pictures.latest import LatestFigures
from trygg_desktop.desktop.records.form import RecordForm
from trygg_desktop.desktop.records.list import RecordList
from trygg_desktop.desktop.records.pane import ListAndForm
from trygg_desktop.desktop.stakeholders.kind_tabs import KindTabs
from trygg_desktop.domain.figures import Indicator, Measurement
from trygg_desktop.domain.record import Record
from trygg_desktop.i18n import N_, _

INDICATORS, FIGURES = Indicator.about.name, Measurement.about.name
_KINDS: dict[str, type[Record]] = {INDICATORS: Indicator, FIGURES: Measurement}
_COLUMNS = {
    INDICATORS: ("name", "theme", "unit"),
    FIGURES: ("indicator", "district", "period", "value", "n"),
}
_EMPTY = {
    INDICATORS: N_(
        "Here stands what is measured again and again, such as how many feel safe in the evening."
    ),
    FIGURES: N_("Here stands every figure with its period, its district, its n and its source."),
}


class FiguresRegister(QWidget):
    """Two lists with their forms. `problem_wanted` carries an indicator that a problem is to be drawn from."""

    problem_wanted = Signal(object)
    import_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._only: UUID | None = None
        self.tabs = KindTabs(
            _("What is listed"), [(INDICATORS, _("Indicators")), (FIGURES, _("Measurements"))]
        )
        self._narrowed = ElidedWords("", "side", "text2")
        self.all = LinkLabel(_("Show the figures of all indicators"), lambda: self.narrow_to(None))
        self.bring = LinkLabel(_("Import statistics …"), self.import_wanted.emit)
        self.stack = QStackedWidget()
        self.panes: dict[str, ListAndForm] = {}
        self.latest = LatestFigures(desk)
        self._lay_out()
        self.tabs.currentChanged.connect(lambda _at: self._show_tab())
        self.latest.figure_opened.connect(lambda id: self.show_record(FIGURES, id))
        self.latest.new_wanted.connect(lambda: self.begin(FIGURES))
        self.latest.all_wanted.connect(self._show_figures_of)
        self.latest.problem_wanted.connect(self._want_problem)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(32, 10, 24, 0)
        row.setSpacing(12)
        row.addWidget(self.tabs)
        row.addWidget(self._narrowed)
        row.addWidget(self.all)
        row.addStretch(1)
        row.addWidget(self.bring)
        self.all.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.stack, 1)

    def pane(self, name: str) -> ListAndForm:
        """The list and form of a kind, made when it is first wanted."""
        if name not in self.panes:
            kind = _KINDS[name]
            empty = EmptyPage(_(_EMPTY[name]), _(kind.about.new))
            records = RecordList(self.desk, kind, _COLUMNS[name], name=f"pictures.{name}", empty=empty)
            form = RecordForm(self.desk)
            made = ListAndForm(self.desk, kind, records, form, begins_with_first=True)
            made.list.new_wanted.disconnect()
            made.list.new_wanted.connect(lambda: self.begin(name))
            if kind is Indicator:
                form.add_section(self.latest, _("Latest figures"), first=True)
                form.shown.connect(self.latest.show_record)
            self.panes[name] = made
            self.stack.addWidget(made)
        return self.panes[name]

    # What is shown

    @property
    def kind(self) -> str:
        """The kind that is listed."""
        return self.tabs.key

    def begin_to_show(self) -> None:
        """Makes the list that is looked at, the first time the register is."""
        self._show_tab()

    def _show_tab(self) -> None:
        pane = self.pane(self.tabs.key)
        before = self.stack.currentWidget()
        had_focus = before is not None and before.isAncestorOf(self.window().focusWidget() or self)
        self.stack.setCurrentWidget(pane)
        lead_focus(self, pane)
        if had_focus and before is not pane:
            pane.setFocus()
        narrowed = self.kind == FIGURES and self._only is not None
        self.all.setVisible(narrowed)
        self._narrowed.setVisible(narrowed)

    def refresh(self, changes: Changes | None) -> None:
        """The lists and forms follow by themselves; this is for the latest figures."""
        self.latest.refresh(changes)

    def narrow_to(self, indicator: UUID | None) -> None:
        """Lists the figures of one indicator, or of all."""
        self._only = indicator
        where = () if indicator is None else (col(Measurement.indicator) == indicator,)
        self.pane(FIGURES).list.set_where(*where)
        if indicator is not None:
            self.desk.query(
                lambda workspace: workspace.titles([indicator]).get(indicator, ""),
                lambda name: self._narrowed.setText(_("only {indicator}", indicator=name)),
                owner=self,
            )
        self._show_tab()

    def _show_figures_of(self, indicator: UUID) -> None:
        self.pane(FIGURES).list.choose(None)
        self.pane(FIGURES).form.clear()
        self.narrow_to(indicator)
        self.tabs.choose(FIGURES)

    def show_record(self, kind: str, id: UUID) -> None:
        """Chooses an indicator or a figure."""
        if kind == FIGURES and self._only is not None:
            self.narrow_to(None)
        self.tabs.choose(kind)
        self._show_tab()
        self.pane(kind).show_record(id)

    def begin(self, kind: str, values: Mapping[str, Any] | None = None) -> None:
        """Begins an indicator, or a figure of the indicator that is looked at."""
        given = dict(values or {})
        if kind == FIGURES and "indicator" not in given and (indicator := self.indicator) is not None:
            given["indicator"] = indicator
        self.tabs.choose(kind)
        self._show_tab()
        pane = self.pane(kind)
        pane.begin(**given)
        if given.get("indicator"):  # what is known already is not what one writes first
            pane.form.shown.connect(
                lambda _record: QTimer.singleShot(0, pane.form, lambda: pane.form.focus_field("period")),
                Qt.ConnectionType.SingleShotConnection,
            )

    @property
    def indicator(self) -> UUID | None:
        """The indicator that is looked at, itself or through one of its figures."""
        if self.kind == INDICATORS:
            return self.pane(INDICATORS).form.record_id
        record = self.pane(FIGURES).form.record
        return self._only or (record.indicator if isinstance(record, Measurement) else None)

    def _want_problem(self) -> None:
        if (indicator := self.indicator) is not None:
            self.problem_wanted.emit(indicator)
