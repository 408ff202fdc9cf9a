"""The upper half of Närvaro: the map of the districts and beside it their weeks, sharing what is chosen."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from trygg_desktop.desktop.parts import LinkLabel, Words
from trygg_desktop.desktop.presence.district_map import DistrictMap
from trygg_desktop.desktop.presence.districts_model import DistrictsModel
from trygg_desktop.desktop.presence.heat_strip import HeatStrip
from trygg_desktop.desktop.presence.legends import MapLegend, StripLegend
from trygg_desktop.desktop.presence.picture import PresencePicture
from trygg_desktop.desktop.presence.tiles import LARGEST
from trygg_desktop.i18n import _, ngettext, week_number


class PresenceOverview(QWidget):
    """Map and strip. `district_chosen` carries the district that is looked at, or None for all of them."""

    district_chosen = Signal(object)
    district_activated = Signal(object)
    places_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = DistrictsModel(self)
        self.strip = HeatStrip(self.model)
        self.map = DistrictMap(self.model)
        self.map.setSelectionModel(self.strip.selectionModel())
        self.map_legend, self.strip_legend = MapLegend(), StripLegend()
        self._count, self._weeks = Words("", "side", "text2"), Words("", "section")
        self.edit_places = LinkLabel(_("Move tiles"), self._toggle_editing)
        self.borders = LinkLabel("", self._toggle_borders)
        self._editing = self._real = False
        self._lay_out()
        self.strip.selectionModel().selectionChanged.connect(lambda *_changed: self._tell())
        self.map.district_activated.connect(self.district_activated)
        self.strip.district_activated.connect(self.district_activated)
        self.map.places_changed.connect(self.places_changed)

    def _lay_out(self) -> None:
        left = self._column(
            [
                Words(_("Weeks since the last presence"), "section"),
                None,
                self.borders,
                self.edit_places,
                self._count,
            ],
            self.map,
        )
        left.addWidget(self.map_legend)
        left.addStretch(1)
        right = self._column([self._weeks, None, self.strip_legend], self.strip)
        right.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._columns.setContentsMargins(32, 14, 24, 14)
        self._columns.setSpacing(40)
        self._columns.addLayout(left, 46)
        self._columns.addLayout(right, 54)

    def _column(self, heading: list[QWidget | None], body: QWidget) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for widget in heading:
            if widget is None:
                row.addStretch(1)
            else:
                row.addWidget(widget)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(body)
        return column

    # -- what is shown

    def show_picture(self, picture: PresencePicture) -> None:
        """Takes new figures; what was chosen stays chosen."""
        chosen = self.chosen
        self.model.show(
            picture.districts, mondays=picture.mondays, limit=picture.limit, around=picture.around
        )
        self.map_legend.show_limit(picture.limit)
        self._count.setText(ngettext("{n} district", "{n} districts", len(picture.districts)))
        if picture.mondays:
            first, last = week_number(picture.mondays[0]), week_number(picture.mondays[-1])
            self._weeks.setText(_("Sessions per week, w. {first}–{last}", first=first, last=last))
        if chosen != self.chosen:
            self.choose(chosen)
        self._show_switches()
        self._arrange(self.width())

    @property
    def chosen(self) -> UUID | None:
        """The district that is chosen."""
        row = self.map.chosen
        return row.id if row else None

    def choose(self, id: UUID | None) -> None:
        """Chooses a district in both views, or none."""
        number, selection = self.model.row_of(id), self.strip.selectionModel()
        if number is None:
            selection.clearSelection()
            return
        flags = QItemSelectionModel.SelectionFlag
        selection.setCurrentIndex(self.model.index(number, 0), flags.ClearAndSelect | flags.Rows)

    def _tell(self) -> None:
        self.map.viewport().update()
        self.district_chosen.emit(self.chosen)

    # -- switches

    def _toggle_editing(self) -> None:
        self._editing = not self._editing
        self.map.edit_places(self._editing)
        self._show_switches()

    def _toggle_borders(self) -> None:
        self._real = not self._real
        self.map.show_borders(self._real)
        self._show_switches()
        self._arrange(self.width())

    def _show_switches(self) -> None:
        self.borders.setVisible(self.map.has_borders and not self._editing)
        self.borders.setText(_("Show tiles") if self._real else _("Show map"))
        self.edit_places.setVisible(not self._real)
        self.edit_places.setText(_("Done") if self._editing else _("Move tiles"))
        self.edit_places.setToolTip(
            _("Drag a tile to where it belongs, or choose it and press Alt and an arrow key.")
        )

    # -- narrow

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def _arrange(self, width: int) -> None:
        """Side by side where both fit, else the strip under the map."""
        needed = self.map.minimumSizeHint().width() + self.strip.minimumSizeHint().width()
        margins = self._columns.contentsMargins()
        gap = 40 if width >= 1000 else 28
        fits = needed + gap + margins.left() + margins.right() <= width
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        self._columns.setSpacing(gap)
        if self._columns.direction() != direction:
            self._columns.setDirection(direction)
        self.map.grow_up_to(LARGEST if fits else 1.0)
        self.strip.fill(self.map.sizeHint().height() if fits else 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.map.minimumSizeHint().width() + 56, super().minimumSizeHint().height())
