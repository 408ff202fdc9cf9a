"""What is to be taken in, and how: what the file holds, what its rows become, and whose word counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QWidget

from trygg_desktop.desktop.importing.sources import BORDERS, CONTACTS, SOURCES, TABLE, Source
from trygg_desktop.desktop.parts import Words
from trygg_desktop.i18n import _

if TYPE_CHECKING:
    from trygg_desktop.domain.record import Record
    from trygg_desktop.workspace import Workspace

_MADE_OTHERWISE = frozenset({"attachment", "attendance"})
"""Kinds that no table is a list of."""


class SourceChoice(QWidget):
    """What the file holds; of a table, what its rows become."""

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.source_box, self.kind_box = QComboBox(), QComboBox()
        for source in SOURCES:
            self.source_box.addItem(source.title, source)
        for kind in workspace.kinds:
            if not kind.about.side_kind and kind.about.name not in _MADE_OTHERWISE:
                self.kind_box.addItem(kind.about.titles, kind)
        self.source_box.setAccessibleName(_("What the file holds"))
        self.kind_box.setAccessibleName(_("What the rows become"))
        holds, self._become = QLabel(_("The file holds")), QLabel(_("whose rows become"))
        holds.setBuddy(self.source_box)
        self._become.setBuddy(self.kind_box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Words(_("Import"), "page"))
        row.addSpacing(16)
        for widget in (holds, self.source_box, self._become, self.kind_box):
            row.addWidget(widget)
        row.addStretch(1)
        self.source_box.currentIndexChanged.connect(lambda _at: self._source_changed())
        self.kind_box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self._follow()

    @property
    def source(self) -> Source:
        """What the file is said to hold."""
        source: Source = self.source_box.currentData()
        return source

    @property
    def kind(self) -> type[Record]:
        """What the rows of a table become."""
        kind: type[Record] = self.kind_box.currentData()
        return kind

    def choose(self, source: Source, kind: type[Record] | None = None) -> None:
        """Chooses without saying so."""
        for box in (self.source_box, self.kind_box):
            box.blockSignals(True)
        self.source_box.setCurrentIndex(SOURCES.index(source))
        if kind is not None:
            self.kind_box.setCurrentIndex(max(0, self.kind_box.findText(kind.about.titles)))
        for box in (self.source_box, self.kind_box):
            box.blockSignals(False)
        self._follow()

    def _source_changed(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        self._become.setVisible(self.source is TABLE)
        self.kind_box.setVisible(self.source is TABLE)


class ImportOptions(QWidget):
    """How it is taken in; each option only where it means something."""

    changed = Signal()
    skip_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.prefer_file = QCheckBox(_("Where the file says otherwise than what is here, the file is right"))
        self.make_new = QCheckBox(_("Make new districts of names that are not here"))
        self.skip_bad = QCheckBox(_("Leave out the rows with problems"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        for box in (self.prefer_file, self.make_new, self.skip_bad):
            row.addWidget(box)
            box.hide()
        row.addStretch(1)
        for box in (self.prefer_file, self.make_new):
            box.clicked.connect(lambda _checked=False: self.changed.emit())
        self.skip_bad.clicked.connect(lambda _checked=False: self.skip_changed.emit())

    def fit(self, source: Source, *, problems: bool) -> None:
        """Shows the options that mean something for a source, and for a file with problems."""
        self.prefer_file.setVisible(source is CONTACTS)
        self.make_new.setVisible(source is BORDERS)
        self.skip_bad.setVisible(problems)
