"""The head of Åtgärder: which view, which district, and whether the form is there."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QWidget

from trygg_desktop.desktop.parts import Words
from trygg_desktop.desktop.records.choice_editors import QuietCombo
from trygg_desktop.desktop.stakeholders.kind_tabs import KindTabs
from trygg_desktop.i18n import _

ONE_LINE_FROM = 900
"""Page width from which the tabs stand beside the heading."""


class PageHead(QWidget):
    """`district_chosen` tells that another district is wanted, `form_wanted` whether the form is to be seen."""

    district_chosen = Signal()
    form_wanted = Signal(bool)

    def __init__(self, tabs: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = KindTabs(_("How the plan is shown"), tabs)
        self._districts = QuietCombo()
        self._districts.setAccessibleName(_("District"))
        self._districts.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._districts.setMaximumWidth(240)
        self._districts.addItem(_("All districts"), None)
        self._districts.activated.connect(lambda _at: self.district_chosen.emit())
        self._form = QPushButton()
        self._form.setCheckable(True)
        self._form.setChecked(True)
        self._form.toggled.connect(self._turn_form)
        self._say_form(shown=True)
        self._row = QGridLayout(self)
        self._row.setContentsMargins(32, 14, 24, 10)
        self._row.setHorizontalSpacing(16)
        self._row.setVerticalSpacing(8)
        self._row.setColumnStretch(2, 1)
        self._row.addWidget(Words(_("Measures"), "page"), 0, 0)
        self._row.addWidget(self._districts, 0, 3)
        self._row.addWidget(self._form, 0, 4)
        self.make_room(0)

    def make_room(self, width: int) -> None:
        """The tabs stand beside the heading, or under it where that is too narrow for both."""
        self._row.removeWidget(self.tabs)
        if width >= ONE_LINE_FROM:
            self._row.addWidget(self.tabs, 0, 1)
        else:
            self._row.addWidget(self.tabs, 1, 0, 1, 5, Qt.AlignmentFlag.AlignLeft)

    # The district

    @property
    def district(self) -> UUID | None:
        """The district that is looked at; nothing for all."""
        found = self._districts.currentData()
        return found if isinstance(found, UUID) else None

    def offer_districts(self, districts: Sequence[tuple[UUID, str]]) -> None:
        """Offers the districts that the plan does something for; one that is chosen stays."""
        here = [self._districts.itemData(at) for at in range(1, self._districts.count())]
        if here == [id for id, _name in districts]:
            return
        chosen = self.district
        with QSignalBlocker(self._districts):
            while self._districts.count() > 1:
                self._districts.removeItem(1)
            for id, name in districts:
                self._districts.addItem(name, id)
            self._districts.setCurrentIndex(self._place_of(chosen))

    def choose_district(self, district: UUID | None) -> None:
        """Looks at a district, or at all."""
        self._districts.setCurrentIndex(self._place_of(district))
        self.district_chosen.emit()

    def _place_of(self, district: UUID | None) -> int:
        places = range(1, self._districts.count())
        return next((at for at in places if self._districts.itemData(at) == district), 0)

    def show_district_choice(self, wanted: bool) -> None:
        """Whether the view can be narrowed to a district."""
        self._districts.setVisible(wanted)

    # The form

    def show_form(self) -> None:
        """Brings the form back where it was put away."""
        self._form.setChecked(True)

    def _turn_form(self, shown: bool) -> None:
        self._say_form(shown=shown)
        self.form_wanted.emit(shown)

    def _say_form(self, *, shown: bool) -> None:
        self._form.setText(_("Put the form away") if shown else _("Bring the form back"))
        self._form.setToolTip(_("Gives the plan the whole width, as on paper") if shown else "")
