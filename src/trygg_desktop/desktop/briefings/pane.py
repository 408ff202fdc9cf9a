"""A briefing beside the work, as it will be printed: for whom, what is left out, and making it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from trygg_desktop.desktop.briefings.keeping import keep
from trygg_desktop.desktop.briefings.mail_dialog import ask_to_mail
from trygg_desktop.desktop.briefings.maker import BriefingMaker
from trygg_desktop.desktop.briefings.pane_foot import PaneFoot
from trygg_desktop.desktop.briefings.preview import PdfPreview
from trygg_desktop.desktop.briefings.preview_tools import PreviewTools
from trygg_desktop.desktop.briefings.printing import PrintRun, ask_for_printer
from trygg_desktop.desktop.briefings.request import AUDIENCES, FOR_WHOM, BriefingRequest
from trygg_desktop.desktop.briefings.thumbnails import PageThumbnails
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.parts import LinkLabel, Words
from trygg_desktop.domain.record import Audience
from trygg_desktop.errors import TryggError
from trygg_desktop.i18n import _, sentence

if TYPE_CHECKING:
    from trygg_desktop.briefings.registry import Made
    from trygg_desktop.workspace import MadeFile


NEEDED = frozenset({"meeting-needed", "district-needed", "person-needed", "time-needed"})
"""What is said while a briefing has not been told yet what it is about."""


class BriefingPane(QWidget):
    """The preview of one briefing. It follows what is written; nothing leaves the program until saved."""

    audience_chosen = Signal(object)
    """The request with the audience that the user chose here."""
    shown = Signal(object, object)
    """A request and what was made for it."""
    briefing_kept = Signal(object)
    """The line in the register of a file that was saved; None for a working copy."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.maker = BriefingMaker(desk, self)
        self.preview = PdfPreview(self)
        self._request: BriefingRequest | None = None
        self._made: Made | None = None
        self._then: Callable[[], None] | None = None
        self._outdated = False
        self._folder = ""
        self.setBackgroundRole(self.backgroundRole().Window)
        self.setAutoFillBackground(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        self.thumbnails = PageThumbnails(self)
        self.tools = PreviewTools(self.preview, self.thumbnails, self)
        self.setTabOrder(self.tools.larger, self.thumbnails)
        self.setTabOrder(self.thumbnails, self.preview)
        column.addWidget(self.tools)
        self._fault = Words("", "body", "alert")
        self._fault.setWordWrap(True)
        self._fault.setContentsMargins(16, 12, 16, 12)
        self._fault.hide()
        self._warnings = Words("", "side", "warn")
        self._warnings.setWordWrap(True)
        self._warnings.setContentsMargins(16, 6, 16, 6)
        self._warnings.hide()
        column.addWidget(self._fault)
        column.addWidget(self._warnings)
        column.addLayout(self._pages(), 1)
        self.foot = PaneFoot(desk, self.mail_button, self.print_button, self)
        column.addWidget(self.foot)
        self.maker.made.connect(self._show)
        self.maker.failed.connect(self._show_fault)
        self.show_request(None)

    def _head(self) -> QWidget:
        bar = QWidget(self)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        self.audience = QComboBox(bar)
        self.audience.setAccessibleName(_("Who the briefing is for"))
        self.audience.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.audience.setMinimumContentsLength(11)
        self.audience.view().setMinimumWidth(260)
        self.audience.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.audience.setMaximumWidth(240)
        for audience in AUDIENCES:
            self.audience.addItem(icon("users"), _(FOR_WHOM[audience]), audience)
        self.audience.addItem(icon("pencil-simple"), _("Working copy with drafts"), None)
        self.audience.activated.connect(lambda number: self._audience_picked())
        self.keep_button = QToolButton(bar)
        self.keep_button.setObjectName("button")
        self.keep_button.setIcon(icon("file-pdf", "text"))
        self.keep_button.setText(_("Create briefing"))
        self.keep_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.keep_button.setToolTip(_("Saves the file where you choose and enters it in the register"))
        self.keep_button.setStyleSheet("QToolButton#button { padding-right: 12px; }")  # it has no caret
        self.keep_button.clicked.connect(lambda checked: self.keep_briefing())
        self.print_button = LinkLabel(_("Print"), self.print_briefing)
        self.mail_button = LinkLabel(_("E-mail …"), self.mail_briefing)
        row.addWidget(self.audience, 20)
        row.addStretch()
        row.addWidget(self.keep_button)
        return bar

    def _pages(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.thumbnails)
        row.addWidget(self.preview, 1)
        return row

    # What is shown

    @property
    def made(self) -> Made | None:
        """The briefing that is shown."""
        return self._made

    @property
    def request(self) -> BriefingRequest | None:
        """What is wanted."""
        return self._request

    def show_request(self, request: BriefingRequest | None) -> None:
        """Shows a briefing; for the same meeting the audience chosen here is kept by the caller."""
        self._request = request
        number = self.audience.findData(None if request and request.working_copy else self._audience(request))
        self.audience.setCurrentIndex(max(number, 0))
        for widget in (self.audience, self.keep_button, self.print_button, self.mail_button):
            widget.setEnabled(request is not None)
        if request is None:
            self._made = None
            self._fault.hide()
            self.preview.clear()
            self._describe()
        self.maker.want(request)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tools.fit(self.width())

    def changed(self) -> None:
        """Something was written: the preview follows at once, or when it is next seen or asked for."""
        if self.isVisible():
            self.maker.make_again()
        else:
            self._outdated = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._catch_up()

    def _catch_up(self) -> None:
        if self._outdated:
            self._outdated = False
            self.maker.make_again()

    def _as_it_stands(self, then: Callable[[], None]) -> bool:
        """Whether what is made is of what is written now; else `then` is done as soon as it is."""
        self._catch_up()
        if not self.maker.settled:
            self._then = then
        return self.maker.settled

    def _audience(self, request: BriefingRequest | None) -> Audience:
        return request.audience if request else Audience.COUNCIL

    def _audience_picked(self) -> None:
        if self._request is None:
            return
        picked = self.audience.currentData()
        audience = Audience(picked) if picked else Audience.LEADERS
        wanted = replace(self._request, audience=audience, working_copy=picked is None, on=None, sought="")
        self.show_request(wanted)
        self.audience_chosen.emit(wanted)

    def _show(self, request: BriefingRequest, made: Made) -> None:
        self._fault.hide()
        for widget in (self.keep_button, self.print_button, self.mail_button):
            widget.setEnabled(True)
        if self._made is None or made.fingerprint != self._made.fingerprint:  # else what is shown is the same
            self.preview.show_pdf(made.pdf)
            self.tools.fit(self.width())
            if self._made is None or self._made.request != made.request or self._made.name != made.name:
                self.preview.go_to_page(1)
        self._made = made
        self._describe()
        self.shown.emit(request, made)
        then, self._then = self._then, None
        if then is not None:
            then()

    def _show_fault(self, request: BriefingRequest, error: BaseException) -> None:
        self._then = None
        self._made = None
        self.preview.clear()
        self._describe()
        for widget in (self.keep_button, self.print_button, self.mail_button):
            widget.setEnabled(False)
        if isinstance(error, TryggError):
            # what only waits to be told is no fault, nor that the user broke off
            self._fault.set_color("text2" if error.id in NEEDED | {"cancelled"} else "alert")
            self._fault.setText(sentence(error))
            self._fault.show()
        else:
            self.desk.fault(error)

    def _describe(self) -> None:
        warnings = self._made.warnings if self._made is not None else ()
        self.foot.describe(self._made)
        self._warnings.setText("\n".join(warnings))
        self._warnings.setVisible(bool(warnings))

    # Keeping and printing

    def keep_briefing(self) -> None:
        """Asks where the file should be and saves it there, in the state it is shown."""
        if not self._as_it_stands(self.keep_briefing):
            return
        made, request = self._made, self._request
        if made is None or request is None:
            return
        path = self.ask_for_path(request.file_name(self._kind_of_file(request)))
        if path is None:
            return
        workspace = self.desk.workspace
        self.desk.job(
            _("Saving the briefing"),
            lambda progress: keep(workspace, path, made),
            lambda entry: self._kept(path, entry),
        )

    def _kind_of_file(self, request: BriefingRequest) -> str:
        """What the file's name begins with: a notice is called so, though it holds more."""
        from trygg_desktop.briefings.registry import BRIEFINGS

        return _("Notice") if request.name == "meeting" else BRIEFINGS[request.name].title

    def ask_for_path(self, name: str) -> Path | None:
        """Where the user wants the file, through the system's own dialog."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        start = str(Path(self._folder or documents) / name)
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Create briefing"), start, _("PDF file (*.pdf)"))
        if not chosen:
            return None
        path = Path(chosen)
        self._folder = str(path.parent)
        return path if path.suffix.casefold() == ".pdf" else path.with_name(path.name + ".pdf")

    def _kept(self, path: Path, entry: MadeFile | None) -> None:
        if entry is None:
            self.desk.tell(
                _("Saved as {name}. A working copy is not entered in the register.", name=path.name)
            )
        else:
            self.desk.tell(_("Saved as {name} and entered in the register.", name=path.name))
        if isValid(self):  # another language may have been chosen meanwhile, and all pages made anew
            self.briefing_kept.emit(entry)

    def mail_briefing(self) -> None:
        """Asks how what is shown is to be mailed. A working copy never is."""
        if not self._as_it_stands(self.mail_briefing):
            return
        made, request = self._made, self._request
        if made is None or request is None or made.working_copy:
            return
        name = request.file_name(self._kind_of_file(request))
        ask_to_mail(self.desk, made, name, self, self.briefing_kept.emit)

    def print_briefing(self) -> None:
        """Prints what is shown through the system's own dialog."""
        from trygg_desktop.briefings.covering_letter import outward_title

        if not self._as_it_stands(self.print_briefing):
            return
        made = self._made
        if made is None:
            return
        title = outward_title(made.name, made.title, confidential=made.confidential)
        printer = ask_for_printer(self, title, made.pages)
        if printer is not None:
            PrintRun(self.desk, printer, made.pdf, made.pages, parent=self.desk).start()
