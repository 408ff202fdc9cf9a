"""A line under the figures of an indicator that has some of longer or shorter periods too, which shows those."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtWidgets import QWidget

from trygg_desktop.desktop.parts import LinkLabel
from trygg_desktop.desktop.records.flow import FlowLayout
from trygg_desktop.i18n import N_, _
from trygg_desktop.insight.periods import Grain

_WORDS = {
    Grain.WEEK: N_("There are also figures by week"),
    Grain.MONTH: N_("There are also figures by month"),
    Grain.QUARTER: N_("There are also figures by quarter"),
    Grain.HALF_YEAR: N_("There are also figures by half-year"),
    Grain.MONTHS: N_("There are also figures for some months at a time"),
    Grain.YEAR: N_("There are also figures by year"),
    Grain.SCHOOL_YEAR: N_("There are also figures by school year"),
    Grain.YEARS: N_("There are also figures for several years at a time"),
    Grain.DAYS: N_("There are also figures for other periods"),
}


class OtherPeriods(QWidget):
    """A link for each length of period that is not the one shown; not there where there is none."""

    def __init__(self, wanted: Callable[[Grain], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self._flow = FlowLayout(self, gap=12, fill=False)
        self.links: list[LinkLabel] = []
        self.hide()

    def show_others(self, grains: Iterable[Grain]) -> None:
        """Shows the links for these lengths of periods."""
        for link in self.links:
            self._flow.removeWidget(link)
            link.hide()
            link.deleteLater()
        self.links = [LinkLabel(_(_WORDS[grain]), partial(self._wanted, grain)) for grain in grains]
        for link in self.links:
            self._flow.addWidget(link)
        self.setVisible(bool(self.links))
