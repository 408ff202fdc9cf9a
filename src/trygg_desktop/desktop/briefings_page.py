"""Underlag: making a briefing for someone, and the register of every file that was made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from trygg_desktop.desktop.briefings.choices import (
    MeetingChoice,
    Named,
    read_meetings,
    read_places_and_people,
    read_register,
)
from trygg_desktop.desktop.briefings.chosen_file import request_for
from trygg_desktop.desktop.briefings.pane import BriefingPane
from trygg_desktop.desktop.briefings.recognising import dropped_file, fingerprint_of
from trygg_desktop.desktop.briefings.register_model import Entry
from trygg_desktop.desktop.briefings.register_part import RegisterPart
from trygg_desktop.desktop.briefings.request import (
    NOTICE,
    WHAT_A_PERSON_GETS,
    WHAT_THEY_GET,
    BriefingRequest,
)
from trygg_desktop.desktop.briefings.side_by_side import SideBySide
from trygg_desktop.desktop.briefings.subject_fields import NOTHING_TO_CHOOSE, SubjectFields
from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.page import Action, Page
from trygg_desktop.desktop.parts import Words, lead_focus
from trygg_desktop.domain.record import Audience
from trygg_desktop.i18n import N_, _, date_and_clock

EXTRACT = "extract"


class BriefingsPage(Page):
    """The subject Underlag."""

    subject = "briefings"
    label = N_("Briefings")
    icon = "files"
    number = 8

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._before_extract = Audience.COUNCIL
        beside = SideBySide(self)
        body, inner_column = self._left(beside.splitter)
        self.pane = BriefingPane(desk, beside.splitter)
        beside.hold(body, inner_column, self.pane, shares=(10, 11))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(beside)
        self.setAcceptDrops(True)
        lead_focus(self, self.name)
        self.subjects.propose_time(desk.today)
        self.subjects.told_changed.connect(self._request_chosen)
        self.name.activated.connect(lambda number: self._request_chosen())
        self.pane.audience_chosen.connect(self._audience_chosen)
        self.pane.shown.connect(self.chosen_file.compare)
        self.pane.briefing_kept.connect(lambda entry: self._read_register(self._files.show_entries))
        self.register.entry_chosen.connect(self._entry_chosen)

    def _left(self, parent: QWidget) -> tuple[QScrollArea, QVBoxLayout]:
        scroll = QScrollArea(parent)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget(scroll.viewport())
        inner.setObjectName("page")
        scroll.setWidget(inner)
        self.name = QComboBox(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(32, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(Words(_("Briefings"), "page"))
        column.addSpacing(4)
        column.addLayout(self._wanted(inner))
        column.addWidget(self._gets)
        self.plan_button = QPushButton(icon("calendar-plus", "text"), _("Plan a meeting"), inner)
        self.plan_button.clicked.connect(lambda checked: self.desk.create("meeting"))
        self.plan_button.hide()
        column.addWidget(self.plan_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(12)
        self._files = RegisterPart(self.ask_for_file, inner)
        self.register, self.filter = self._files.table, self._files.filter
        self.chosen_file = self._files.chosen_file
        column.addWidget(self._files, 100)
        column.addStretch(1)
        return scroll, column

    def _wanted(self, parent: QWidget) -> QFormLayout:
        from trygg_desktop.briefings.registry import BRIEFINGS

        for briefing in BRIEFINGS.values():
            self.name.addItem(briefing.title, briefing.name)
        self.name.setAccessibleName(_("Which briefing"))
        self._gets = Words("", "body", "text2")
        self._gets.setWordWrap(True)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(Words(_("Briefing"), "side", "text2"), self.name)
        self.subjects = SubjectFields(form, parent)
        self.meeting = self.subjects.meeting
        return form

    # What the window asks

    def refresh(self, changes: Changes | None) -> None:
        today = self.desk.today
        if changes is None or "meeting" in changes.kinds:
            self.desk.query(lambda workspace: read_meetings(workspace, today), self._offer, owner=self)
        if changes is None or changes.kinds & {"district", "contact", "stakeholder"}:
            self.desk.query(read_places_and_people, self._offer_places_and_people, owner=self)
        if changes is None:
            self._read_register(self._files.show_entries)
        self.pane.changed()

    def showEvent(self, event: QShowEvent) -> None:
        """Files are made elsewhere too, on the page of meetings and on the command line."""
        super().showEvent(event)
        self._read_register(self._files.show_entries)

    def _read_register(self, then: Callable[[list[Entry]], None]) -> None:
        self.desk.query(read_register, then, owner=self)

    def actions_here(self) -> list[Action]:
        return [
            Action("briefings.keep", _("Create briefing"), self.pane.keep_briefing),
            Action("briefings.mail", _("E-mail the briefing …"), self.pane.mail_briefing),
            Action("briefings.search", _("Search in the preview"), self.pane.tools.begin_search),
            Action("briefings.print", _("Print the briefing"), self.pane.print_briefing),
            Action("briefings.recognise", _("Recognise a file …"), self.ask_for_file),
        ]

    # Making one

    def _offer(self, found: tuple[list[MeetingChoice], UUID | None]) -> None:
        self.subjects.offer_meetings(*found)
        self._offered()

    def _offer_places_and_people(self, found: tuple[list[Named], list[Named]]) -> None:
        self.subjects.offer_places_and_people(*found)
        if self.name.currentData() != NOTICE:
            self._offered()

    def _offered(self) -> None:
        if self.register.chosen() is None:
            self._request_chosen()

    def _request_chosen(self) -> None:
        """Shows the briefing that is chosen above the register."""
        from trygg_desktop.briefings.registry import BRIEFINGS

        name: str = self.name.currentData()
        self._files.choose_nothing()
        had_focus = self.meeting.hasFocus()
        self.subjects.show_for(BRIEFINGS[name].about)
        lacking = self.subjects.lacking
        self.plan_button.setVisible(lacking == "meeting")
        if lacking:
            if lacking == "meeting" and had_focus:
                self.plan_button.setFocus()
            self._gets.setText(_(NOTHING_TO_CHOOSE[lacking]))
            self.pane.show_request(None)
            return
        former = self.pane.request or BriefingRequest()
        told = self.subjects.told
        request = BriefingRequest(
            name=name,
            audience=self._audience_for(name, former),
            working_copy=former.working_copy and name != EXTRACT,
            meeting=told.meeting.id if told.meeting else None,
            day=told.meeting.day if told.meeting else told.until or self.desk.today,
            district=told.district,
            person=told.person,
            since=told.since,
            until=told.until,
        )
        self._describe(request)
        self.pane.show_request(request)

    def _audience_for(self, name: str, former: BriefingRequest) -> Audience:
        """An extract on a person is made for the leaders alone; what comes after it is for whom it was before."""
        if name == EXTRACT:
            if former.name != EXTRACT:
                self._before_extract = former.audience
            return Audience.LEADERS
        return self._before_extract if former.name == EXTRACT else former.audience

    def _audience_chosen(self, request: BriefingRequest) -> None:
        self._describe(request)
        self._files.choose_nothing()

    def _describe(self, request: BriefingRequest) -> None:
        about_a_person = request.name == EXTRACT and request.audience is Audience.LEADERS
        words = _(WHAT_A_PERSON_GETS if about_a_person else WHAT_THEY_GET[request.audience])
        if request.working_copy:
            words = _("Your own drafts too. Each page says so, and the copy is never handed out.")
        self._gets.setText(words)

    # The register

    def _entry_chosen(self, entry: Entry | None) -> None:
        """Makes the briefing again as it would have been that day, and tells whether it is the same."""
        request = request_for(entry) if entry is not None else None
        if request is None:
            return
        self.chosen_file.show_entry(entry)
        self._show_in_fields(request)
        if request == self.pane.request and self.pane.made is not None:
            self.chosen_file.compare(request, self.pane.made)
            return
        self._describe(request)
        self.pane.show_request(request)

    def _show_in_fields(self, request: BriefingRequest) -> None:
        """The fields above the register say what is shown beside it, here too."""
        from trygg_desktop.briefings.registry import BRIEFINGS

        self.name.setCurrentIndex(self.name.findData(request.name))
        self.subjects.show_for(BRIEFINGS[request.name].about)
        self.subjects.tell(request.meeting, request.district, request.person, request.since, request.until)
        self.plan_button.hide()

    # Recognising a file

    def ask_for_file(self) -> None:
        """Asks for a PDF and looks for it in the register."""
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Recognise a file"), "", _("PDF file (*.pdf)"))
        if chosen:
            self.recognise(Path(chosen))

    def recognise(self, path: Path) -> None:
        """Looks for a file in the register by its fingerprint."""
        self.desk.job(
            _("Recognising the file"),
            lambda progress: fingerprint_of(path),
            lambda found: self._read_register(lambda entries: self._recognised(path, found, entries)),
        )

    def _recognised(self, path: Path, fingerprint: str, entries: list[Entry]) -> None:
        self._files.show_entries(entries)
        if not self.register.choose(fingerprint):
            self._files.choose_nothing(
                _(
                    "{name} is not in the register: it was not made here, or it has been changed since.",
                    name=path.name,
                )
            )
            return
        self.filter.clear()
        entry = self.register.chosen()
        if entry:
            self.desk.tell(
                _(
                    "{name} was made {when} for: {audience}.",
                    name=path.name,
                    when=date_and_clock(entry.file.made_at),
                    audience=entry.audience,
                )
            )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.recognise(path)
