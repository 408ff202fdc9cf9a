"""What a file of statistics may not say itself: of which period its figures are, what they measure, and by whom."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.i18n import _


class UnsaidFields(QWidget):
    """Three fields in a row, each left empty where the file says it. `changed` follows Enter or leaving a field."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.period = _field(_("2025, Q2 2025"), _("Period, where the file does not say"))
        self.indicator = _field(_("as the file says"), _("What is measured, where the file does not say"))
        self.origin = _field(_("as the file says"), _("Source, where the file does not say"))
        self._period_label = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        labels = (self._period_label, QLabel(_("What is measured")), QLabel(_("Source")))
        for label, field, stretch in zip(
            labels, (self.period, self.indicator, self.origin), (2, 4, 3), strict=True
        ):
            label.setBuddy(field)
            row.addWidget(label)
            row.addWidget(field, stretch)
            row.addSpacing(12)
            field.editingFinished.connect(self._tell)
        self._told = self._texts()
        self.ask_for_period(missing=False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.period.sizeHint().height())

    def clear(self) -> None:
        """For another file."""
        for field in (self.period, self.indicator, self.origin):
            field.clear()
        self._told = self._texts()
        self.ask_for_period(missing=False)

    def ask_for_period(self, *, missing: bool) -> None:
        """Asks for the period where figures have none; otherwise the field is there for whoever knows better."""
        self._period_label.setText(_("Which period are the figures of?") if missing else _("Period"))
        self._period_label.setFont(theme.bold("body") if missing else theme.font("body"))

    def _texts(self) -> tuple[str, str, str]:
        return self.period.text(), self.indicator.text(), self.origin.text()

    def _tell(self) -> None:
        if self._texts() != self._told:
            self._told = self._texts()
            self.changed.emit()


def _field(placeholder: str, name: str) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(placeholder)
    field.setAccessibleName(name)
    field.setClearButtonEnabled(True)
    return field
