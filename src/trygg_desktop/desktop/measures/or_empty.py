"""A view that says what belongs in it, and offers the first step, as long as there is nothing to show."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from trygg_desktop.desktop.parts import EmptyPage, lead_focus


class OrEmpty(QStackedWidget):
    """Either the view or the words that stand for it."""

    def __init__(self, view: QWidget, empty: EmptyPage) -> None:
        super().__init__()
        self.view, self.empty = view, empty
        self.addWidget(view)
        self.addWidget(empty)
        lead_focus(self, view)

    def show_whether(self, anything: bool) -> None:
        """Shows the view where there is anything in it."""
        self.setCurrentWidget(self.view if anything else self.empty)
