"""One day at the desk, from an empty workspace to the council's briefing, with the mouse and the keyboard alone."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QWidget

from tests.briefings.reading_back import everything
from tests.desktop.council import TODAY, district
from tests.support import new_workspace
from trygg_desktop import i18n
from trygg_desktop.desktop import preferences, theme
from trygg_desktop.desktop.briefings_page import BriefingsPage
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.gallery import use_paper_fonts
from trygg_desktop.desktop.importing.window import ImportWindow
from trygg_desktop.desktop.liaison_page import LiaisonPage
from trygg_desktop.desktop.meetings.agenda_model import Column
from trygg_desktop.desktop.meetings.agenda_table import AgendaTable
from trygg_desktop.desktop.meetings_page import MeetingsPage
from trygg_desktop.desktop.page import Page
from trygg_desktop.desktop.presence_page import PresencePage
from trygg_desktop.desktop.records.form import RecordForm
from trygg_desktop.desktop.records.history import HistorySection
from trygg_desktop.desktop.window import MainWindow
from trygg_desktop.domain.events import Event
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.record import Audience, Protection
from trygg_desktop.domain.sides import Side
from trygg_desktop.domain.stakeholders import Contact
from trygg_desktop.i18n import _
from trygg_desktop.workspace import Key, Workspace

P = TypeVar("P", bound=Page)
CTRL, ALT, LEFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.MouseButton.LeftButton,
)
PATIENCE = 10.0
KILLED = 9
CONTACTS = """Förnamn;Efternamn;Företag;Befattning;E-postadress
Åsa;Öberg;Hyresgästföreningen;Ordförande;asa.oberg@example.org
Driftchef;Lindblom;Bostadsbolaget;Driftchef;drift@example.org
"""
EVENTS = [
    {
        "id": 410777,
        "datetime": "2026-11-20 7:26:45 +01:00",
        "name": "20 november 07:26, Brand, Västerås",
        "summary": "Brand i container vid skolan i Bäckby.",
        "url": "/aktuellt/handelser/2026/november/20/brand",
        "type": "Brand",
        "location": {"name": "Västerås", "gps": "59.609901,16.544809"},
    },
    {
        "id": 410989,
        "datetime": "2026-11-21 21:05:00 +01:00",
        "name": "21 november 21:05, Skadegörelse, Västerås",
        "summary": "Sönderslagna rutor i en tvättstuga.",
        "url": "/aktuellt/handelser/2026/november/21/skadegorelse",
        "type": "Skadegörelse",
        "location": {"name": "Västerås", "gps": "59.609901,16.544809"},
    },
]
NOTE = "Polisen väntar en uppgörelse mellan två grupper i Bäckby under helgen"
TELLING = ("uppgörelse", "grupper")
SEEN = "Lugnt vid torget och skolan"
SOUGHT = [
    ("öberg", "contact", "Åsa Öberg"),
    ("container vid skolan", "event", "Brand"),
    ("närvaron i stads", "agenda-item", "Närvaron i stadsdelarna"),
    ("lugnt vid torg", "presence-session", "Lugnt vid torget"),
    ("två grupper", "liaison-note", "Sekretess · OSL 18:1"),
]
"""What is looked for, the kind of what is found, and what the line of the find says."""
FILE = "day.trygg"
ITEMS = ("Lägesbilden", "Närvaron i stadsdelarna", "Övriga frågor")
FILES = ("council.pdf", "leaders.pdf")
MINUTES = ("30", "45", "15")


def press_letters(widget: QWidget, text: str) -> None:
    """Types letter by letter; QTest itself gives up at the first that English has not."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(QApplication.focusWidget() or widget, event)


class Day:
    """The window over one workspace, and hands that press its keys and buttons."""

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        self.folder = folder
        self.faults: list[BaseException] = []
        self.said: list[str] = []
        self.desk = Desk(workspace, TODAY)
        self.desk.faulted.connect(self.faults.append)
        self.desk.said.connect(self.said.append)
        self.window = MainWindow()
        self.window.resize(1280, 800)
        self.window.show()
        self.window.activateWindow()
        self.window.attach(self.desk)
        self.settle()

    # Waiting

    def until(self, reached: Callable[[], object]) -> None:
        """Lets the window work until something has come about."""
        end = time.monotonic() + PATIENCE
        while not reached():
            assert time.monotonic() < end, "it never came about"
            QTest.qWait(5)

    def settle(self) -> None:
        """Waits until nothing is under way, and nothing begins in the next moment."""
        self.until(self.desk.settled)
        QTest.qWait(20)
        self.until(self.desk.settled)

    # Going about

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Presses a key where the focus is."""
        aim = QApplication.activePopupWidget() or self.window.focusWidget() or self.window
        QTest.keyClick(aim, key, modifier)
        self.settle()

    def write(self, text: str) -> None:
        """Writes where the focus is."""
        press_letters(self.window.focusWidget() or self.window, text)

    def click(self, widget: QWidget) -> None:
        """Presses a button or a link."""
        QTest.mouseClick(widget, LEFT)
        self.settle()

    def page(self, name: str, kind: type[P]) -> P:
        """A subject's page, gone to by its key."""
        numbers = {"stakeholders": 2, "presence": 3, "liaison": 4, "meetings": 7, "briefings": 8}
        self.key(Qt.Key(Qt.Key.Key_0 + numbers[name]), CTRL)
        page = self.window.page(name)
        assert isinstance(page, kind) and page.isVisible()
        return page

    def find(self, text: str) -> str:
        """Searches with Ctrl+K, opens the first find with Enter, and gives the line that was found."""
        self.key(Qt.Key.Key_K, CTRL)
        self.write(text)
        self.until(self.window.popup.isVisible)
        line = str(self.window.popup.model().index(0, 0).data())
        self.key(Qt.Key.Key_Return)
        return line

    def form(self) -> RecordForm:
        """The form that is seen."""
        (seen,) = (each for each in self.window.findChildren(RecordForm) if each.isVisible())
        return seen

    def shows(self, kind: str) -> bool:
        """Waits until the form that is seen shows a record of a kind."""

        def there() -> bool:
            seen = [each.record for each in self.window.findChildren(RecordForm) if each.isVisible()]
            return len(seen) == 1 and seen[0] is not None and seen[0].about.name == kind

        self.until(there)
        self.settle()
        return there()

    def history(self) -> list[str]:
        """What the form that is seen tells of the past, in words."""
        (seen,) = (each for each in self.form().findChildren(HistorySection) if each.isVisibleTo(self.form()))
        return [entry.words for entry in seen.shown_entries]

    # What is done on the day

    def take_in(self, command: str, path: Path) -> None:
        """Imports a file through the command of the page that is seen."""
        self.find(f"> {command.strip(' …')}")
        window = self.window.findChild(ImportWindow)
        assert isinstance(window, ImportWindow)
        window.open_file(path)
        self.until(lambda: window.settled)
        self.settle()
        self.click(window.button)
        self.until(lambda: window.settled)
        window.close()
        self.window.activateWindow()
        self.settle()

    def import_files(self) -> None:
        """The leader's own contacts, and what the police have published."""
        contacts, events = self.folder / "kontakter.csv", self.folder / "handelser.json"
        contacts.write_bytes(CONTACTS.encode("cp1252"))
        events.write_text(json.dumps(EVENTS), encoding="utf-8")
        self.page("stakeholders", Page)
        self.take_in(_("Import contacts …"), contacts)
        self.page("presence", Page)
        self.take_in(_("Import police events"), events)

    def plan_meeting(self) -> None:
        """The next meeting with three items, each with its time."""
        page = self.page("meetings", MeetingsPage)
        self.find(f"> {_('Plan a meeting')}")
        self.click(page.new.make)
        agenda = page.meeting.body.agenda
        for title, minutes in zip(ITEMS, MINUTES, strict=True):
            self.click(agenda.add_item)
            self._fill_in(agenda.table, title)
            row = next(n for n, each in enumerate(agenda.table.agenda.rows) if each.title == title)
            agenda.table.setCurrentIndex(agenda.table.agenda.index(row, Column.MINUTES))
            agenda.table.setFocus()
            self.write(minutes)
            self.key(Qt.Key.Key_Return)

    def _fill_in(self, table: AgendaTable, text: str) -> None:
        field = table.viewport().findChild(QLineEdit)
        assert isinstance(field, QLineEdit)
        field.selectAll()
        press_letters(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.settle()

    def drag_last_item_first(self) -> None:
        """Pulls the last item by its handle to the top."""
        table = self.agenda
        view = table.viewport()
        start = table.visualRect(table.agenda.index(len(ITEMS) - 1, Column.HANDLE)).center()
        end = table.visualRect(table.agenda.index(0, Column.HANDLE)).topLeft() + QPoint(10, 3)
        QTest.mousePress(view, LEFT, pos=start)
        for place in (start - QPoint(0, 20), end):
            there = QPointF(view.mapToGlobal(place))
            move = QMouseEvent(
                QEvent.Type.MouseMove, QPointF(place), there, LEFT, LEFT, Qt.KeyboardModifier.NoModifier
            )
            QApplication.sendEvent(view, move)
        QTest.mouseRelease(view, LEFT, pos=end)
        self.settle()

    @property
    def agenda(self) -> AgendaTable:
        """The agenda of the meeting."""
        return self.page("meetings", MeetingsPage).meeting.body.agenda.table

    def running(self) -> list[tuple[str, str]]:
        """Clock time and title of each item, as they are read on the screen."""
        table = self.agenda
        return [
            (table.agenda.index(row, Column.TIME).data(), table.agenda.index(row, Column.TITLE).data())
            for row in range(table.agenda.rowCount())
        ]

    def log_presence(self) -> None:
        """A session in Bäckby: Ctrl+L, what was seen, Enter."""
        page = self.page("presence", PresencePage)
        page.overview.choose(district("backby"))
        self.settle()
        self.key(Qt.Key.Key_L, CTRL)
        self.write(SEEN)
        self.key(Qt.Key.Key_Return)

    def weeks(self) -> int | None:
        """Weeks since anyone was in Bäckby, as the map shows them."""
        page = self.page("presence", PresencePage)
        return next(row.weeks for row in page.picture.districts if row.id == district("backby"))

    def write_note(self) -> None:
        """A note under confidentiality, written and saved in the quick entry."""
        page = self.page("liaison", LiaisonPage)
        self.key(Qt.Key.Key_N, CTRL)
        self.write(NOTE)
        marked = [each for each in page.quick.protection.menu().actions() if "OSL" in each.text()]
        marked[0].trigger()
        self.key(Qt.Key.Key_Return, CTRL)

    def connect_note(self) -> None:
        """The note belongs to the first item of the agenda, so that a briefing on it would bring the note."""
        item = self.agenda.agenda.rows[0].id
        self.page("liaison", LiaisonPage)
        body = self.form().body
        assert body is not None and body.related is not None
        self.click(body.related.add)
        self.write(ITEMS[2])
        self.until(lambda: body.related is not None and body.related.search.offering)
        self.key(Qt.Key.Key_Down)
        self.key(Qt.Key.Key_Return)
        note = self.note()
        assert note.id is not None
        assert [each.id for each in self.desk.workspace.related(note.id) if each.role == "related"] == [item]

    def release_note(self) -> None:
        """Lets the note go to the other side, which is asked about once."""
        self.page("liaison", LiaisonPage)
        body = self.form().body
        assert body is not None and body.draft is not None
        self.click(body.draft.release)
        (box,) = (each for each in self.form().findChildren(QMessageBox) if each.isVisible())
        (yes,) = (each for each in box.buttons() if each.text() == _("Release"))
        self.click(yes)
        self.window.activateWindow()
        self.settle()

    def note(self) -> LiaisonNote:
        """The one note there is."""
        (note,) = self.desk.workspace.records(LiaisonNote)
        return note

    def make_briefing(self, audience: Audience) -> Path:
        """Saves the briefing on the meeting through the pane."""
        pane = self.page("briefings", BriefingsPage).pane
        self._quiet()
        box = pane.audience
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Home)
        for _step in range(box.findData(audience)):
            QTest.keyClick(box, Qt.Key.Key_Down)
        self._quiet()
        self.click(pane.keep_button)
        self._quiet()
        return self.folder / f"{audience.value}.pdf"

    def _quiet(self) -> None:
        pane = self.page("briefings", BriefingsPage).pane
        self.settle()
        self.until(lambda: pane.maker.settled)
        self.settle()

    def where_files_go(self, *_about: Any) -> tuple[str, str]:
        """What the system's own dialog for files would answer."""
        request = self.page("briefings", BriefingsPage).pane.request
        assert request is not None
        return str(self.folder / f"{request.audience.value}.pdf"), ""

    def live(self) -> None:
        """All of it, in the order of the day."""
        self.import_files()
        self.plan_meeting()
        self.before = self.running()
        self.drag_last_item_first()
        self.after = self.running()
        self.waited = self.weeks()
        self.log_presence()
        self.write_note()
        self.draft = self.note()
        self.connect_note()
        self.release_note()
        for audience in (Audience.COUNCIL, Audience.LEADERS):
            self.make_briefing(audience)


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Day]:
    """A day that has been lived, with its window still open."""
    folder = tmp_path_factory.mktemp("day")
    i18n.set_language("sv")
    theme.apply(qapp, "light")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(preferences, "file", lambda: folder / "preferences.json")
        lived = Day(new_workspace(folder), folder)
        patch.setattr(QFileDialog, "getSaveFileName", lived.where_files_go)
        try:
            lived.live()
        except BaseException:
            lived.desk.courier.stop()
            raise
        yield from _and_put_away(lived)


def _and_put_away(day: Day) -> Iterator[Day]:
    """Lends a day to the tests; afterwards its window is closed, and nothing may have gone wrong in it."""
    yield day
    day.settle()
    day.desk.courier.stop()
    day.window.close()
    day.window.deleteLater()
    assert not day.faults


def test_the_contacts_and_the_police_events_are_in(day: Day) -> None:
    names = {name for _id, name in day.desk.workspace.rows(Contact, ["name"])}
    assert names == {"Åsa Öberg", "Driftchef Lindblom"}
    assert day.desk.workspace.count(Event) == len(EVENTS)


def test_dragging_an_item_moves_the_clock_times_of_all(day: Day) -> None:
    assert day.before == list(zip(["13.00", "13.30", "14.15"], ITEMS, strict=True))
    assert day.after == [("13.00", ITEMS[2]), ("13.15", ITEMS[0]), ("13.45", ITEMS[1])]


def test_a_logged_session_brings_the_district_s_weeks_to_nothing(day: Day) -> None:
    assert day.waited is None
    assert day.weeks() == 0


def test_a_note_is_a_draft_until_it_is_released(day: Day) -> None:
    assert (day.draft.draft, day.draft.protection) == (True, Protection.PROTECTED)
    assert day.draft.ground and day.draft.ground.startswith("OSL")
    assert not day.note().draft


def test_the_council_s_briefing_does_not_hold_the_confidential_note(day: Day) -> None:
    council, leaders = (everything((day.folder / name).read_bytes()) for name in FILES)
    for word in TELLING:
        assert word.encode() in leaders
        assert not any(word.encode(code) in council for code in ("utf-8", "utf-16-be", "latin-1"))
    assert ITEMS[0].encode() in council


def test_the_register_knows_each_file_by_its_fingerprint(day: Day) -> None:
    page = day.page("briefings", BriefingsPage)
    lines = [line.split("\t") for line in page.register.as_text().splitlines()]
    made = {line[-1] for line in lines}
    assert made == {hashlib.sha256((day.folder / name).read_bytes()).hexdigest() for name in FILES}


def test_the_register_is_searched_by_fingerprint(day: Day) -> None:
    page = day.page("briefings", BriefingsPage)
    page.filter.setFocus()
    fingerprint = hashlib.sha256((day.folder / "council.pdf").read_bytes()).hexdigest()
    day.write(fingerprint[:8])
    (line,) = page.register.as_text().splitlines()
    page.filter.clear()
    assert line.endswith(fingerprint)


@pytest.mark.parametrize(("sought", "kind", "told"), SOUGHT)
def test_each_of_these_is_found_again_and_tells_its_history(
    day: Day, sought: str, kind: str, told: str
) -> None:
    assert told in day.find(sought)
    assert day.shows(kind)
    assert any("Kommunens ledningsfunktion: " in line for line in day.history())


def test_ctrl_z_takes_the_last_step_back_and_names_it(day: Day) -> None:
    table = day.agenda
    table.choose(table.agenda.rows[0].id)
    table.setFocus()
    day.key(Qt.Key.Key_Down, ALT)
    assert [title for _time, title in day.running()] == [ITEMS[0], ITEMS[2], ITEMS[1]]
    day.key(Qt.Key.Key_Z, CTRL)
    assert day.running() == day.after
    assert day.said[-1] == "Ångrat: Flyttade ärende 1"


def live_and_die(folder: Path, raw: str, salt: str) -> None:
    """The same day in a process that ends in the middle of it: nothing is closed, no goodbye is said."""
    from trygg_desktop.desktop.app import application

    use_paper_fonts(application())
    i18n.set_language("sv")
    key = Key(bytes.fromhex(raw), bytes.fromhex(salt))
    lived = Day(Workspace.open(folder / FILE, key), folder)
    QFileDialog.getSaveFileName = lived.where_files_go  # type: ignore[method-assign,assignment]
    lived.live()
    os._exit(KILLED)


@pytest.fixture(scope="module")
def next_day(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Day]:
    """The workspace of a day that ended when the plug was pulled, opened again in a new window."""
    folder = tmp_path_factory.mktemp("plug")
    i18n.set_language("sv")
    key = Key.generate()
    with Workspace.create(folder / FILE, key, author="Kommunens ledningsfunktion", side=Side.MUNICIPALITY):
        pass
    code = (
        "from pathlib import Path; from tests.desktop.test_a_day import live_and_die; "
        f"live_and_die(Path({str(folder)!r}), {key.raw.hex()!r}, {key.salt.hex()!r})"
    )
    ended = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert ended.returncode == KILLED, ended.stderr
    opened = Day(Workspace.open(folder / FILE, key), folder)
    yield from _and_put_away(opened)


def test_after_pulling_the_plug_the_file_is_whole(next_day: Day) -> None:
    assert next_day.desk.workspace.check() == []
    assert not next_day.desk.workspace.read_only


def test_after_pulling_the_plug_everything_stands_as_it_was_left(next_day: Day) -> None:
    assert [title for _time, title in next_day.running()] == [ITEMS[2], ITEMS[0], ITEMS[1]]
    assert next_day.weeks() == 0
    assert (next_day.note().draft, next_day.note().text) == (False, NOTE)
    made = {each.audience: each.fingerprint for each in next_day.desk.workspace.made_briefings()}
    assert made["council"] == hashlib.sha256((next_day.folder / "council.pdf").read_bytes()).hexdigest()


@pytest.mark.parametrize(("sought", "kind", "told"), SOUGHT)
def test_after_pulling_the_plug_each_is_found_again(next_day: Day, sought: str, kind: str, told: str) -> None:
    assert told in next_day.find(sought)
    assert next_day.shows(kind)
    assert any("Kommunens ledningsfunktion: " in line for line in next_day.history())
