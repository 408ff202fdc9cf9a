"""The window: rail, top bar and the page that is shown. It stands before the workspace is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from trygg_desktop.desktop import drops, qt_words
from trygg_desktop.desktop.everywhere import actions_everywhere, bind_keys, called, kinds_to_begin
from trygg_desktop.desktop.exchange_line import SUBJECT as EXCHANGE
from trygg_desktop.desktop.exchange_line import ExchangeLine
from trygg_desktop.desktop.frame import Frame
from trygg_desktop.desktop.page import Action, Page
from trygg_desktop.desktop.page_stack import PageStack
from trygg_desktop.desktop.subjects import TODAY, subject_of
from trygg_desktop.errors import TryggError
from trygg_desktop.i18n import _, language, sentence

if TYPE_CHECKING:
    from uuid import UUID

    from trygg_desktop.desktop.desk import Changes, Desk, Job
    from trygg_desktop.desktop.palette import SearchPopup

FOLDS_BELOW = 1100
"""Pixels of window width below which the rail folds to icons."""


class MainWindow(QMainWindow):
    """The frame of everything. `attach` gives it a desk; until then it shows an empty, calm page."""

    drawn = Signal()
    """The window stands on the screen for the first time."""
    left = Signal()
    """All is saved and the window is about to close; what is begun now is still waited for."""

    def __init__(self) -> None:
        super().__init__()
        self._is_drawn = False
        self.setWindowTitle("Trygg")
        self.setMinimumSize(900, 560)
        self.resize(1280, 800)
        self.desk: Desk | None = None
        self._pages: PageStack | None = None
        self._alone: QWidget | None = None
        self._popup: SearchPopup | None = None
        self._exchange: ExchangeLine | None = None
        self._closing = False
        self.setAcceptDrops(True)
        room = QWidget()
        self._room = QVBoxLayout(room)
        self._room.setContentsMargins(0, 0, 0, 0)
        self.setCentralWidget(room)
        self._furnish()
        bind_keys(self)

    def _furnish(self) -> None:
        """Puts a frame in; one that is there already must be on its way out."""
        frame = self._frame = Frame()
        self.rail, self.top, self.stack = frame.rail, frame.top, frame.stack
        self.faults, self.messages, self.jobs = frame.faults, frame.messages, frame.jobs
        self._room.addWidget(frame)
        self.rail.subject_chosen.connect(self.go)
        self.rail.entered.connect(self._enter_page)
        self.rail.show_subject(TODAY.name)
        self.rail.fold(self.width() < FOLDS_BELOW)
        self.top.new_wanted.connect(self.create_record)
        self.top.exchange_wanted.connect(lambda: self.go(EXCHANGE))
        self.top.search.textEdited.connect(self._begin_search)
        self.top.setEnabled(False)
        self.messages.undo_wanted.connect(self.undo)

    def focus_search(self) -> None:
        """Puts the keyboard into the search field."""
        self.top.search.setFocus()
        self.top.search.selectAll()

    def undo(self) -> None:
        """Takes the last step back."""
        if self.desk:
            self.desk.undo()

    def redo(self) -> None:
        """Does again what was taken back last."""
        if self.desk:
            self.desk.redo()

    def attach(self, desk: Desk, *, subject: str = TODAY.name) -> None:
        """Gives the window its workspace; the page asked for is built and filled."""
        self.desk = desk
        self._pages = PageStack(desk, self.stack)
        desk.setParent(self)
        desk.changed.connect(self._spread)
        # methods, not lambdas: these end with the window, and a job may end after it
        desk.said.connect(self._say)
        desk.undoable.connect(self._offer_undo)
        desk.faulted.connect(self.tell_fault)
        desk.opened.connect(self.open_record)
        desk.went.connect(self.go)
        desk.creation_wanted.connect(self.create_record)
        desk.renamed.connect(self._ask_whose)
        desk.job_started.connect(self._begin_job)
        desk.job_ended.connect(self._end_job)
        desk.told_once.connect(self._stay)
        desk.language_chosen.connect(self.speak_anew, Qt.ConnectionType.QueuedConnection)
        self._exchange = ExchangeLine(self, desk)
        self._begin_at(subject)

    def _say(self, text: str) -> None:
        self.messages.say(text)

    def _offer_undo(self, name: str) -> None:
        self.messages.say(name, undoable=True)

    def _end_job(self, _job: object) -> None:
        self.jobs.end()

    def _stay(self) -> None:
        """Whoever is closing the window sees first what is told, and closes it again then."""
        self._closing = False

    def _begin_at(self, subject: str) -> None:
        self.top.setEnabled(True)
        self.go(subject)
        self._ask_whose()
        if self._exchange is not None:
            self._exchange.tell()
        if self.desk is not None and self.desk.workspace.read_only:
            self.faults.say(sentence(self.desk.workspace.why_read_only()))

    def speak_anew(self) -> None:
        """Builds everything in the window again, in the language just chosen; page and undo stay as they are."""
        desk, pages, focused = self.desk, self._pages, self.focusWidget()
        if desk is None or pages is None:
            return
        name = focused.objectName() if focused is not None else ""
        if focused is not None and not name:
            focused.clearFocus()  # what is being written there is saved
        if not desk.settled():
            desk.courier.idle.connect(self.speak_anew, Qt.ConnectionType.SingleShotConnection)
            return
        qt_words.speak(language())
        self._forget_search()
        self._frame.hide()
        self._room.removeWidget(self._frame)
        pages.end_with(self._frame)
        self._furnish()
        self._pages = PageStack(desk, self.stack)
        self._begin_at(pages.shown)
        if name and (again := self._pages.page(pages.shown).findChild(QWidget, name)):
            again.setFocus()

    def _forget_search(self) -> None:
        if self._popup is not None:
            self._popup.deleteLater()
            self._popup = None

    def detach(self) -> None:
        """Closes the workspace and clears its pages away, so that another one can be attached."""
        if self.desk is None or self._pages is None:
            return
        self._pages.clear()
        self._pages = None
        self._forget_search()
        self.desk.close()
        self.desk.deleteLater()
        self.desk = self._exchange = None
        self.top.tell_exchange("")
        self.top.setEnabled(False)

    @property
    def popup(self) -> SearchPopup:
        """What the search field finds; made when it is first searched in."""
        from trygg_desktop.desktop.palette import SearchPopup

        if self._popup is None:
            assert self.desk is not None
            self._popup = SearchPopup(self.top.search, self, self.desk, self.commands)
        return self._popup

    def _begin_search(self) -> None:
        if self.desk is not None:
            self.popup.search_soon()

    def show_alone(self, widget: QWidget) -> None:
        """Shows something in place of the pages, such as the welcome; rail and search rest meanwhile."""
        self._drop_alone()
        self._alone = widget
        self.rail.setVisible(False)
        self.top.setVisible(False)
        self.stack.addWidget(widget)
        self.stack.setCurrentWidget(widget)
        widget.setFocus()

    def show_frame(self) -> None:
        """Shows rail and search again."""
        self._drop_alone()
        self.rail.setVisible(True)
        self.top.setVisible(True)

    def _drop_alone(self) -> None:
        if self._alone is not None:
            self.stack.removeWidget(self._alone)
            self._alone.deleteLater()
            self._alone = None

    def _begin_job(self, job: Job) -> None:
        self.jobs.begin(job.title, job.progress)

    def go(self, name: str) -> None:
        """Shows a subject's page, built when it is first visited."""
        if self._pages is None or name == self._pages.shown:
            self.rail.show_subject(name if self._pages else TODAY.name)
            return
        page = self._pages.show(name)
        self.rail.show_subject(name)
        offered, here = kinds_to_begin(page)
        self.top.offer(offered, called, here=here)
        if not self.top.search.hasFocus() and not self.rail.has_focus():
            page.setFocus()

    @property
    def _shown_page(self) -> Page | None:
        return self._pages.current if self._pages is not None else None

    def _enter_page(self) -> None:
        """From the rail into the page that is shown."""
        if (page := self._shown_page) is not None:
            page.setFocus()

    def page(self, name: str) -> Page:
        """The page of a subject, built if need be."""
        assert self._pages is not None
        return self._pages.page(name)

    def _spread(self, changes: Changes) -> None:
        if self._pages is not None:
            self._pages.spread(changes)
        if "council-settings" in changes.kinds:
            self._ask_whose()

    def _ask_whose(self) -> None:
        """Council and role at the foot of the rail; the council in the window's title."""

        def tell(said: tuple[str, str, str]) -> None:
            self.rail.say_whose(*said)
            self.setWindowTitle(said[0] or "Trygg")

        if self.desk is not None:
            from trygg_desktop.desktop.at_home import whose

            self.desk.query(whose, tell, owner=self)

    def open_record(self, id: UUID) -> None:
        """Goes to the page where a record is at home, and shows it there."""
        if self.desk is not None:
            from trygg_desktop.desktop.at_home import home

            self.desk.query(
                lambda workspace: home(workspace, id), lambda found: self._show_at_home(*found), owner=self
            )

    def _show_at_home(self, kind: str, id: UUID) -> None:
        subject = subject_of(kind)
        if subject is None:
            return
        self.go(subject.name)
        self.page(subject.name).show_record(id)

    def create_record(self, kind: str) -> None:
        """Begins a new record on the page where its kind is at home."""
        page, subject = self._shown_page, subject_of(kind)
        if page is None or self._pages is None:
            return
        if self._pages.shown == TODAY.name or kind not in page.new_kinds():
            if subject is None:
                return
            self.go(subject.name)
            page = self.page(subject.name)
        page.begin_new(kind)

    def commands(self) -> list[Action]:
        """What the command palette offers."""
        return actions_everywhere(self, self._shown_page)

    def tell_fault(self, error: BaseException) -> None:
        """The one place where the window shows errors."""
        self._stay()
        if isinstance(error, TryggError):
            self.faults.say(sentence(error))
            return
        self.faults.say(
            _(
                "The program made a mistake ({name}). What was saved before is safe. Try again, or start "
                "the program anew.",
                name=type(error).__name__,
            )
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_drawn:
            self._is_drawn = True
            QTimer.singleShot(0, self.drawn.emit)  # once what stands in the window is drawn, too

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.fold(self.width() < FOLDS_BELOW)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.desk is not None and drops.is_welcome(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A file from the other side can be dropped wherever one is, and a PDF to be found in the register."""
        if self.desk is not None and drops.take(self, event.mimeData()):
            event.acceptProposedAction()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            QTimer.singleShot(0, self._look_at_the_day)

    def _look_at_the_day(self) -> None:
        """A program that stayed open over night shows the new day."""
        from datetime import datetime

        from trygg_desktop.i18n import HOME

        if self.desk is not None and self.desk.follows_clock and self.desk.today != datetime.now(HOME).date():
            self.desk.today = datetime.now(HOME).date()
            if self._pages is not None:
                self._pages.fill_again()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leaves the field that is being written in, waits until all is saved, then closes."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        if self.desk is not None and not self.desk.settled():
            event.ignore()
            if not self._closing:
                self._closing = True
                self.desk.courier.idle.connect(self._close_when_saved, Qt.ConnectionType.SingleShotConnection)
            return
        if self.desk is not None:
            self.left.emit()
            self.desk.close()
            self.desk = None
        event.accept()

    def _close_when_saved(self) -> None:
        if self._closing:
            self._closing = False
            self.close()
