"""A briefing beside the work, as it will be printed: for whom, what is left out, and making it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QPoint, QStandardPaths, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from trygg_desktop.desktop.briefings.held import held_words
from trygg_desktop.desktop.briefings.keeping import keep
from trygg_desktop.desktop.briefings.left_out import left_out_words, named
from trygg_desktop.desktop.briefings.mail_dialog import ask_to_mail
from trygg_desktop.desktop.briefings.maker import BriefingMaker
from trygg_desktop.desktop.briefings.preview import PdfPreview
from trygg_desktop.desktop.briefings.preview_tools import PreviewTools
from trygg_desktop.desktop.briefings.printing import PrintRun, ask_for_printer
from trygg_desktop.desktop.briefings.request import AUDIENCES, FOR_WHOM, BriefingRequest
from trygg_desktop.desktop.briefings.thumbnails import PageThumbnails
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.parts import ElidedWords, LinkLabel, ProtectionChip, Words
from trygg_desktop.domain.record import Audience
from trygg_desktop.errors import TryggError
from trygg_desktop.i18n import _, clock, ngettext, sentence

if TYPE_CHECKING:
    from trygg_desktop.briefings.registry import Made
    from trygg_desktop.workspace import MadeFile

MOST_NAMED = 30
AROUND_FOOT = 88
"""Pixels beside the words: margins and gaps of the line at the foot."""


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
        self.preview = PdfPreview()
        self._request: BriefingRequest | None = None
        self._made: Made | None = None
        self._keep_when_made = False
        self._folder = ""
        self._words = ""
        self.setBackgroundRole(self.backgroundRole().Window)
        self.setAutoFillBackground(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        self.thumbnails = PageThumbnails()
        self.tools = PreviewTools(self.preview, self.thumbnails)
        column.addWidget(self.tools)
        self._fault = Words("", "body", "alert")
        self._fault.setWordWrap(True)
        self._fault.setContentsMargins(16, 12, 16, 12)
        self._fault.hide()
        self._warnings = Words("", "side", "warn")
        self._warnings.setWordWrap(True)
        self._warnings.setContentsMargins(16, 6, 16, 6)
        self._warnings.hide()
        self._held = Words("", "side", "text2")
        self._held.setWordWrap(True)
        self._held.setContentsMargins(16, 6, 16, 0)
        self._held.hide()
        column.addWidget(self._fault)
        column.addWidget(self._warnings)
        column.addLayout(self._pages(), 1)
        column.addWidget(self._held)
        column.addWidget(self._foot())
        self.maker.made.connect(self._show)
        self.maker.failed.connect(self._show_fault)
        self.show_request(None)

    def _head(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        self.audience = QComboBox()
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
        self.keep_button = QToolButton()
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
        row.addStretch(1)
        row.addWidget(self.keep_button)
        return bar

    def _pages(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.thumbnails)
        row.addWidget(self.preview, 1)
        return row

    def _foot(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(8)
        self._chip = ProtectionChip("internal")
        self._left_out = ElidedWords("", "side", "text2")
        self._left_out.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._left_out.setMinimumWidth(110)
        self.which = LinkLabel(_("which?"), self._name_left_out)
        self._updated = Words("", "side", "text2")
        row.addWidget(self._chip)
        row.addWidget(self._left_out)
        row.addWidget(self.which)
        row.addStretch(1)
        row.addWidget(self._updated)
        row.addWidget(self.mail_button)
        row.addWidget(self.print_button)
        return bar

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
        self._make_room()
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
        self._make_room()

    def _make_room(self) -> None:
        """What is left out must be read in full: the time and the small pages give way where there is no room."""
        self.tools.fit(self.width())
        metrics = self._left_out.fontMetrics()
        parts = (self._chip, self.which, self.mail_button, self.print_button, self._updated)
        taken = metrics.horizontalAdvance(self._words) + sum(part.sizeHint().width() for part in parts)
        self._updated.setVisible(self._made is not None and self.width() >= taken + AROUND_FOOT)

    def changed(self) -> None:
        """Something was written: the preview follows when it has been quiet for a moment."""
        self.maker.make_again()

    def _audience(self, request: BriefingRequest | None) -> Audience:
        return request.audience if request else Audience.COUNCIL

    def _audience_picked(self) -> None:
        if self._request is None:
            return
        picked = self.audience.currentData()
        audience = Audience(picked) if picked else Audience.LEADERS
        wanted = replace(self._request, audience=audience, working_copy=picked is None, on=None)
        self.show_request(wanted)
        self.audience_chosen.emit(wanted)

    def _show(self, request: BriefingRequest, made: Made) -> None:
        self._fault.hide()
        for widget in (self.keep_button, self.print_button, self.mail_button):
            widget.setEnabled(True)
        self._made = made
        self.preview.show_pdf(made.pdf)
        self._updated.setText(_("updated {time}", time=clock(datetime.now(UTC))))
        self._describe()
        self.shown.emit(request, made)
        if self._keep_when_made:
            self._keep_when_made = False
            self.keep_briefing()

    def _show_fault(self, request: BriefingRequest, error: BaseException) -> None:
        self._keep_when_made = False
        self._made = None
        self.preview.clear()
        self._describe()
        for widget in (self.keep_button, self.print_button, self.mail_button):
            widget.setEnabled(False)
        if isinstance(error, TryggError):
            self._fault.setText(sentence(error))
            self._fault.show()
        else:
            self.desk.fault(error)

    def _describe(self) -> None:
        made, request = self._made, self._request
        shown = made is not None and request is not None
        self._chip.setVisible(shown)
        self._updated.setVisible(shown)
        self.print_button.setVisible(shown)
        self.mail_button.setVisible(shown and not (made and made.working_copy))
        self.which.setVisible(shown and bool(made and made.left_out))
        if made is None or request is None:
            self._left_out.setText("")
            self._held.hide()
            self._warnings.hide()
            return
        self._chip.show_level(made.protection or "open", ", ".join(made.grounds))
        copy = _("Working copy, not to be handed out")
        words = copy if made.working_copy else left_out_words(made.left_out, request.audience)
        self._words = words
        self._left_out.setText(words)
        self._make_room()
        held = held_words(made.confidential, made.grounds)
        self._held.setText(held)
        self._held.setVisible(bool(held))
        self._warnings.setText("\n".join(made.warnings))
        self._warnings.setVisible(bool(made.warnings))

    # What is left out

    def _name_left_out(self) -> None:
        made = self._made
        if made is None:
            return
        ids = made.left_out_ids
        self.desk.query(lambda workspace: named(workspace, ids), self._show_left_out, owner=self)

    def _show_left_out(self, names: list[tuple[UUID, str]]) -> None:
        menu = self.left_out_menu(names)
        menu.popup(self.which.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def left_out_menu(self, names: list[tuple[UUID, str]]) -> QMenu:
        """The records that are left out, here in the window only; each can be opened."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(_("Records that are left out"))
        for id, name in names[:MOST_NAMED]:
            menu.addAction(name.replace("&", "&&"), partial(self.desk.open, id))
        if len(names) > MOST_NAMED:
            more = ngettext("and {n} more", "and {n} more", len(names) - MOST_NAMED)
            menu.addAction(more).setEnabled(False)
        return menu

    # Keeping and printing

    def keep_briefing(self) -> None:
        """Asks where the file should be and saves it there, in the state it is shown."""
        if not self.maker.settled:
            self._keep_when_made = True
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
        self.briefing_kept.emit(entry)

    def mail_briefing(self) -> None:
        """Asks how what is shown is to be mailed. A working copy never is."""
        made, request = self._made, self._request
        if made is None or request is None or made.working_copy:
            return
        name = request.file_name(self._kind_of_file(request))
        ask_to_mail(self.desk, made, name, self, self.briefing_kept.emit)

    def print_briefing(self) -> None:
        """Prints what is shown through the system's own dialog."""
        made = self._made
        if made is None:
            return
        printer = ask_for_printer(self, made.title, made.pages)
        if printer is not None:
            PrintRun(self.desk, printer, made.pdf, made.pages, parent=self).start()
