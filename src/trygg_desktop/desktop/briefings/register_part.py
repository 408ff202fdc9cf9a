"""The register of files on the page Underlag: heading and filter, the list, and what is known of the chosen file."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from trygg_desktop.desktop.briefings.chosen_file import ChosenFile
from trygg_desktop.desktop.briefings.register_model import Entry
from trygg_desktop.desktop.briefings.register_table import RegisterTable
from trygg_desktop.desktop.parts import LinkLabel, SectionHeading, Words
from trygg_desktop.i18n import _


class RegisterPart(QWidget):
    """Says what belongs there as long as no file was made.

    Args:
        ask_for_file: begins to recognise a file.
    """

    def __init__(self, ask_for_file: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table, self.chosen_file, self.filter = RegisterTable(self), ChosenFile(self), QLineEdit(self)
        self._heading = SectionHeading(
            _("Files that were made"), link=LinkLabel(_("Recognise a file …"), ask_for_file)
        )
        self._none = Words(
            _(
                "No file has been made yet. Each one that is saved or mailed is entered here, without its content."
            ),
            "body",
            "text2",
        )
        self._none.setWordWrap(True)
        self.filter.setPlaceholderText(_("Filter the register"))
        self.filter.setAccessibleName(_("Filter the register"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self.table.set_filter)
        self.table.setMinimumHeight(160)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addWidget(self._none)
        column.addWidget(self.table, 100)
        column.addWidget(self.chosen_file)
        column.addStretch(1)

    def _head(self) -> QVBoxLayout:
        head, row = QVBoxLayout(), QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._heading)
        row.addWidget(self.filter, 2)
        row.addWidget(Words(_("A PDF dropped here is recognised."), "side", "text2"), 3)
        head.addLayout(row)
        return head

    def show_entries(self, entries: list[Entry]) -> None:
        """Shows these files; the chosen one stays chosen."""
        self.table.register.show(entries)
        self.table.fit_columns()
        self.table.setVisible(bool(entries))
        self.filter.setVisible(bool(entries))
        self._none.setVisible(not entries)
        self._heading.set_fact(str(len(entries)) if entries else "")

    def choose_nothing(self, told: str = "") -> None:
        """No file is chosen any more.

        Args:
            told: what is to be said instead, in the colour of a warning.
        """
        self.table.clearSelection()
        self.chosen_file.show_entry(None)
        if told:
            self.chosen_file.say(told, "warn")
