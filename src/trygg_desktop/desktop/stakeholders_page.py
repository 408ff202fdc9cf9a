"""Aktörer: who supports the work, their people, what was said and promised, and how much they can and want."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.page import Action, Page
from trygg_desktop.desktop.parts import EmptyPage, LinkLabel, Words, lead_focus
from trygg_desktop.desktop.records.form import RecordForm
from trygg_desktop.desktop.records.list import RecordList
from trygg_desktop.desktop.records.pane import ListAndForm
from trygg_desktop.desktop.stakeholders.duplicates_view import DuplicatesView, duplicates_words
from trygg_desktop.desktop.stakeholders.influence_view import InfluenceView
from trygg_desktop.desktop.stakeholders.kind_tabs import KindTabs
from trygg_desktop.desktop.stakeholders.sections import StakeholderSections
from trygg_desktop.domain.record import Record
from trygg_desktop.domain.stakeholders import Agreement, Commitment, Contact, Interaction, Stakeholder
from trygg_desktop.i18n import N_, _

KINDS: tuple[type[Record], ...] = (Stakeholder, Contact, Commitment, Agreement, Interaction)
_BY_NAME = {kind.about.name: kind for kind in KINDS}
PICTURE, TWICE = "picture", "twice"
"""The tabs that list no kind."""
ONE_LINE_FROM = 1060
"""Page width from which the tabs stand beside the heading."""
_EMPTY: dict[str, str] = {
    "stakeholder": N_("Here stand the organisations and groups that support the work, or should."),
    "contact": N_("Here stand the people at the stakeholders, kept only as far as the work needs it."),
    "commitment": N_("Here stands what stakeholders have promised, and by when."),
    "agreement": N_("Here stand the written agreements, what they are for and when they run out."),
    "interaction": N_("Here stands every contact with a stakeholder: when, how and what was said."),
}


class StakeholdersPage(Page):
    """A list of one kind at a time with its form beside it, the picture of influence, and those who are here twice."""

    subject: ClassVar[str] = "stakeholders"
    label: ClassVar[str] = N_("Stakeholders")
    icon: ClassVar[str] = "users-three"
    number: ClassVar[int] = 2
    kinds: ClassVar[tuple[str, ...]] = tuple(_BY_NAME)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.tabs = KindTabs(
            _("What is listed"),
            [
                *((kind.about.name, kind.about.titles) for kind in KINDS),
                (PICTURE, _("Influence")),
                (TWICE, _("Duplicates")),
            ],
            self,
        )
        self._listed = Stakeholder.about.name
        self.duplicates_link = LinkLabel("", self.show_duplicates)
        self.duplicates_link.setParent(self)
        self.duplicates_link.hide()
        self.tools = QPushButton(icon("files"), _("Files"), self)
        self.stack = QStackedWidget(self)
        self.panes: dict[str, ListAndForm] = {}
        self.picture = InfluenceView(desk, self.stack)
        self.duplicates = DuplicatesView(desk, self.stack)
        self.stack.addWidget(self.picture)
        self.stack.addWidget(self.duplicates)
        self.sections: StakeholderSections | None = None
        self._lay_out()
        self.tabs.currentChanged.connect(lambda _at: self._show_tab())
        self.picture.record_opened.connect(self.show_record)
        self.duplicates.record_opened.connect(self.show_record)
        self.duplicates.counted.connect(self._say_duplicates)
        self.duplicates.left.connect(lambda: self._go(self._listed))
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self.begin_interaction)
        self._show_tab()

    def _lay_out(self) -> None:
        self.tools.setToolTip(_("Import and export"))
        self.tools.setAccessibleDescription(_("Import and export"))
        menu = QMenu(self.tools)
        menu.addAction(_("Import contacts …")).triggered.connect(
            lambda _c=False: self.import_file("contacts")
        )
        menu.addAction(_("Import a table …")).triggered.connect(lambda _c=False: self.import_file("table"))
        menu.addAction(_("Export …")).triggered.connect(lambda _c=False: self.export())
        self.tools.setMenu(menu)
        self._head = QGridLayout()
        self._head.setContentsMargins(32, 14, 24, 10)
        self._head.setHorizontalSpacing(16)
        self._head.setVerticalSpacing(8)
        self._head.setColumnStretch(2, 1)
        self._head.addWidget(Words(_("Stakeholders"), "page"), 0, 0)
        self._head.addWidget(self.duplicates_link, 0, 3)
        self._head.addWidget(self.tools, 0, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self.stack, 1)
        self._place_tabs(0)

    def _place_tabs(self, width: int) -> None:
        """Beside the heading, or under it where that is too narrow for both."""
        self._head.removeWidget(self.tabs)
        if width >= ONE_LINE_FROM:
            self._head.addWidget(self.tabs, 0, 1)
        else:
            self._head.addWidget(self.tabs, 1, 0, 1, 5, Qt.AlignmentFlag.AlignLeft)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_tabs(event.size().width())

    @property
    def kind(self) -> type[Record]:
        """The kind that is listed; where none is, stakeholders."""
        return _BY_NAME.get(self.tabs.key, Stakeholder)

    def pane(self, name: str) -> ListAndForm:
        """The list and form of a kind, made when it is first wanted."""
        if name not in self.panes:
            kind = _BY_NAME[name]
            form = RecordForm(self.desk)
            records = RecordList(self.desk, kind, empty=self._empty(name))
            pane = ListAndForm(self.desk, kind, records, form, begins_with_first=True)
            if kind is Stakeholder:
                self.sections = StakeholderSections(self.desk, form)
                self.sections.new_wanted.connect(self._begin_for)
            self.panes[name] = pane
            self.stack.addWidget(pane)
        return self.panes[name]

    def _empty(self, name: str) -> EmptyPage:
        link = _("Import contacts from a file") if name in ("stakeholder", "contact") else ""
        page = EmptyPage(_(_EMPTY[name]), _(_BY_NAME[name].about.new), link)
        page.button_pressed.connect(lambda: self.begin_new(name))
        page.link_pressed.connect(lambda: self.import_file("contacts"))
        return page

    def _show_tab(self) -> None:
        others: dict[str, QWidget] = {PICTURE: self.picture, TWICE: self.duplicates}
        if self.tabs.key not in others:
            self._listed = self.tabs.key
        self.duplicates_link.setVisible(bool(self.duplicates_link.text()) and self.tabs.key != TWICE)
        self._show(others.get(self.tabs.key) or self.pane(self.tabs.key))

    def _show(self, shown: QWidget) -> None:
        before = self.stack.currentWidget()
        had_focus = before is not None and before.isAncestorOf(self.window().focusWidget() or self)
        self.stack.setCurrentWidget(shown)
        lead_focus(self, shown)
        if had_focus and before is not shown:
            shown.setFocus()

    def show_duplicates(self) -> None:
        """Shows those who may be here twice."""
        self._go(TWICE)
        self.duplicates.setFocus()

    def _say_duplicates(self, n: int) -> None:
        self.duplicates_link.setText(duplicates_words(n) if n else "")
        self.duplicates_link.setVisible(bool(n) and self.tabs.key != TWICE)

    def refresh(self, changes: Changes | None) -> None:
        """The lists and forms follow changes by themselves; this is for the rest."""
        self.duplicates.refresh(changes)
        self.picture.refresh(changes)
        if self.sections is not None:
            self.sections.refresh(changes)

    def show_record(self, id: UUID) -> None:
        def show(kind: str) -> None:
            if kind in _BY_NAME:
                self._go(kind)
                self.pane(kind).show_record(id)

        self.desk.query(lambda workspace: workspace.get(id).about.name, show, owner=self)

    def _go(self, kind: str) -> None:
        self.tabs.choose(kind)
        self._show_tab()

    def new_kinds(self) -> list[str]:
        first = self.kind.about.name
        return [first, *(name for name in _BY_NAME if name != first)]

    def begin_new(self, kind: str) -> None:
        """Begins a new record; one that belongs to a stakeholder belongs to the one that is looked at."""
        stakeholder = self.panes["stakeholder"].form.record_id if "stakeholder" in self.panes else None
        here = self.stack.currentWidget() is self.panes.get("stakeholder")
        self._begin_for(kind, stakeholder if here and kind != "stakeholder" else None)

    def _begin_for(self, kind: str, stakeholder: UUID | None) -> None:
        self._go(kind)
        values: dict[str, object] = {}
        if stakeholder is not None:
            values = {"stakeholders": [stakeholder]} if kind == "agreement" else {"stakeholder": stakeholder}
        if kind == "interaction":
            values["on"] = self.desk.today
        self.pane(kind).begin(kind, **values)

    def begin_interaction(self) -> None:
        """Goes to where one notes that one has been in contact with the stakeholder that is looked at."""
        shown = self.stack.currentWidget() is self.panes.get("stakeholder")
        if shown and self.sections is not None and self.sections.id is not None:
            self.sections.quick.begin()
        else:
            self.begin_new("interaction")

    def actions_here(self) -> list[Action]:
        return [
            Action("note-interaction", _("New interaction"), self.begin_interaction, "Ctrl+L"),
            Action("influence", _("Show influence and interest"), lambda: self._go(PICTURE)),
            Action("duplicates", _("Look for duplicates"), self.show_duplicates),
            Action("import-contacts", _("Import contacts …"), lambda: self.import_file("contacts")),
            Action("export-list", _("Export the list …"), self.export),
        ]

    def import_file(self, what: str) -> None:
        """Opens the window that takes a file in."""
        from trygg_desktop.desktop.importing.window import ImportWindow

        window = ImportWindow(self.desk, what, self.kind if what == "table" else None, self)
        window.duplicates_wanted.connect(self.show_duplicates)
        window.show()

    def export(self) -> None:
        """Opens the window that writes the list to a file: what is marked, what the filter leaves, or all."""
        self.pane(self.kind.about.name).list.export()
