"""What the pictures show: each page as it is met, and each of its states that people should look at."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QTabBar, QWidget
from sqlmodel import col

from trygg_desktop.desktop.gallery_briefings import BRIEFING_SCENES
from trygg_desktop.desktop.gallery_figures import FIGURE_SCENES
from trygg_desktop.desktop.gallery_stage import Scene, Stage
from trygg_desktop.desktop.gallery_year import EMPTY_YEAR_SCENES, YEAR_SCENES
from trygg_desktop.desktop.records.erasing import ErasingQuestion
from trygg_desktop.desktop.records.erasing_mentions import MentionsLeft
from trygg_desktop.desktop.records.erasing_reading import read_erasable, read_mentions
from trygg_desktop.desktop.records.releasing import ask_to_release
from trygg_desktop.desktop.subjects import SETTINGS, SUBJECTS
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.record import Record
from trygg_desktop.domain.stakeholders import Contact, Stakeholder
from trygg_desktop.i18n import _
from trygg_desktop.insight.mentions import mentions, words_of
from trygg_desktop.workspace import Workspace
from trygg_desktop.workspace.file import damaged
from trygg_desktop.workspace.vault import locked


def _visit(subject: str) -> Scene:
    def play(stage: Stage) -> None:
        stage.page(subject)

    return Scene(subject, play)


def _search(stage: Stage) -> None:
    stage.page("today")
    _write_in_search(stage, "kväll")


def _confidential_find(stage: Stage) -> None:
    """What is confidential is found by its words, but none of them are shown."""
    notes = _confidential_notes(stage)
    stage.page("today")
    _write_in_search(stage, max(notes[0].title.split(), key=len).strip(".,") if notes else "x")


def _commands(stage: Stage) -> None:
    stage.page("today")
    _write_in_search(stage, ">")


def _write_in_search(stage: Stage, text: str) -> None:
    field = stage.window.top.search
    field.setFocus()
    field.setText(text)
    field.textEdited.emit(text)


def _fault(stage: Stage) -> None:
    stage.page("today")
    stage.window.tell_fault(locked())


def _just_done(stage: Stage) -> None:
    stage.page("today")
    stage.window.messages.say(_("Tick off a preparation"), undoable=True)


def _welcome(step: int) -> Scene:
    def play(stage: Stage) -> QWidget:
        from trygg_desktop.desktop.welcome import Welcome

        welcome = Welcome(Path("trygg.workspace"))
        welcome.show_step(step)
        return stage.alone(welcome)

    return Scene(f"welcome-{step + 1}", play)


def _unlock(stage: Stage) -> QWidget:
    from trygg_desktop.desktop.unlock import UnlockPage

    return stage.alone(UnlockPage("trygg.workspace"))


CONTACTS = """Namn;Organisation;Titel;E-post;Telefon
Kanslist;Nattvandrarna;Kanslist;kansli@example.org;021-39 00 00
Fastighetschef;Bostadsbolaget;Chef;;021-39 00 01
;Biblioteket;;info@example.org;
"""
EVENTS = """[{"id": 1, "datetime": "2026-01-20 7:26:45 +01:00", "name": "20 januari 07.26, Trafikolycka, Västerås",
"summary": "Personbil mot cykel i Bäckby.", "url": "/aktuellt/1", "type": "Trafikolycka",
"location": {"name": "Västerås", "gps": "59.609901,16.544809"}}]"""


def _importing(what: str, name: str, content: str) -> Scene:
    """A file that has been chosen, and what it would bring."""

    def play(stage: Stage) -> QWidget:
        from trygg_desktop.desktop.importing.window import ImportWindow

        file = stage.folder / name
        file.write_text(content, encoding="utf-8")
        window = ImportWindow(stage.desk, what)
        window.show()
        window.open_file(file)
        return window

    return Scene(f"import-{what}", play)


def _exporting(stage: Stage) -> QWidget:
    from trygg_desktop.desktop.importing.export_window import ExportWindow
    from trygg_desktop.domain.stakeholders import Contact

    window = ExportWindow(stage.desk, Contact)
    window.show()
    return window


def _after(subject: str, action: str) -> Scene:
    """A page after one of its actions, as the command palette runs it."""

    def play(stage: Stage) -> None:
        page = stage.page(subject)
        next(each for each in page.actions_here() if each.id == action).run()

    return Scene(f"{subject}-{action.split('.')[-1]}", play)


def _tab(subject: str, key: str) -> Scene:
    """A page with another of its tabs chosen."""

    def play(stage: Stage) -> None:
        for tabs in stage.page(subject).findChildren(QTabBar):
            for place in range(tabs.count()):
                if tabs.tabData(place) == key and tabs.isVisible():
                    tabs.setCurrentIndex(place)

    return Scene(f"{subject}-{key}", play)


def _side(number: int, name: str) -> Scene:
    """The meeting with another of the panes beside its agenda."""

    def play(stage: Stage) -> None:
        from trygg_desktop.desktop.meetings_page import MeetingsPage

        page = stage.page("meetings")
        assert isinstance(page, MeetingsPage)
        page.meeting.side.tabs.setCurrentIndex(number)

    return Scene(f"meetings-{name}", play)


def _confidential_notes(stage: Stage) -> list[LiaisonNote]:
    return stage.desk.workspace.records(LiaisonNote, col(LiaisonNote.protection) == "protected")


def _confidential_note(stage: Stage) -> None:
    page = stage.page("liaison")
    for note in _confidential_notes(stage)[:1]:
        assert note.id is not None
        page.show_record(note.id)


def _release(*, confidential: bool) -> Scene:
    """The question before a draft is let go."""

    def play(stage: Stage) -> QWidget | None:
        page = stage.page("liaison")
        drafts = stage.desk.workspace.records(LiaisonNote, col(LiaisonNote.draft).is_(True))
        wanted = [note for note in drafts if (note.protection == "protected") is confidential]
        if not wanted:
            return None
        question = ask_to_release(wanted[0], page, lambda: None)
        stage.settle()
        return question

    return Scene("release-confidential" if confidential else "release", play)


def _erasing(name: str, kind: type[Record], field: str = "") -> Scene:
    """The question before something is erased for good; where it can be, of something that is mentioned elsewhere."""

    def play(stage: Stage) -> QWidget | None:
        workspace = stage.desk.workspace
        found = [one for one in workspace.records(kind) if one.id and (not field or getattr(one, field))]
        if not found:
            return None
        chosen = next((one for one in found if _is_mentioned(workspace, one, field)), found[0])
        assert chosen.id is not None
        erasable = read_erasable(workspace, chosen.id, field)
        question = ErasingQuestion(stage.desk, erasable, stage.page("stakeholders"))
        question.open()
        stage.settle()
        return question

    return Scene(name, play)


def _mentions_left(stage: Stage) -> QWidget | None:
    """What stays beside the window after something was erased that is mentioned elsewhere."""
    workspace = stage.desk.workspace
    for one in workspace.records(Stakeholder):
        if one.id and _is_mentioned(workspace, one, ""):
            erased = read_erasable(workspace, one.id)
            left = MentionsLeft(stage.desk, erased, stage.page("stakeholders"))
            left.show_mentions(read_mentions(workspace, erased.words, one.id))
            left.show()
            return left
    return None


def _is_mentioned(workspace: Workspace, record: Record, field: str) -> bool:
    assert record.id is not None
    return bool(mentions(workspace, words_of(record, field), besides=record.id))


def _personal_number(stage: Stage) -> None:
    """What is typed looks like a personal number; the one here belongs to nobody."""
    from trygg_desktop.desktop.liaison_page import LiaisonPage

    page = stage.page("liaison")
    assert isinstance(page, LiaisonPage)
    page.quick.editor.setPlainText("Vårdnadshavaren till 20121212-1212 vill ha kontakt med fältgruppen.")
    stage.settle()


def _closed(stage: Stage) -> QWidget:
    from trygg_desktop.desktop.unlock import ClosedPage

    return stage.alone(ClosedPage("trygg.workspace", damaged(Path("trygg.workspace"))))


STAKEHOLDER_TABS = ("contact", "commitment", "agreement", "interaction")
PRESENCE_TABS = ("presence-session", "safety-walk", "finding", "event", "district")

SCENES: tuple[Scene, ...] = (
    _welcome(0),
    _welcome(1),
    _welcome(2),
    Scene("unlock", _unlock),
    Scene("closed", _closed),
    *(_visit(subject.name) for subject in SUBJECTS),
    _visit(SETTINGS.name),
    Scene("today-search", _search),
    Scene("today-search-confidential", _confidential_find),
    Scene("today-commands", _commands),
    Scene("today-fault", _fault),
    Scene("today-just-done", _just_done),
    *(_tab("stakeholders", kind) for kind in STAKEHOLDER_TABS),
    _after("stakeholders", "influence"),
    _after("stakeholders", "duplicates"),
    *(_tab("presence", kind) for kind in PRESENCE_TABS),
    Scene("liaison-confidential", _confidential_note),
    Scene("liaison-personal-number", _personal_number),
    _release(confidential=False),
    _release(confidential=True),
    *BRIEFING_SCENES,
    *YEAR_SCENES,
    *FIGURE_SCENES,
    _erasing("erase", Stakeholder),
    _erasing("erase-field", Contact, "phone"),
    Scene("erase-left", _mentions_left),
    _side(1, "details"),
    _side(2, "attendance"),
    _after("meetings", "meetings.year"),
    _after("meetings", "meetings.decisions"),
    _after("meetings", "meetings.members"),
    _after("meetings", "meetings.new"),
    _importing("contacts", "kontakter.csv", CONTACTS),
    _importing("events", "handelser.json", EVENTS),
    Scene("export", _exporting),
)
"""With a council."""

EMPTY_SCENES: tuple[Scene, ...] = tuple(
    Scene(f"empty-{scene.name}", scene.play)
    for scene in (
        *(_visit(subject.name) for subject in SUBJECTS),
        _visit(SETTINGS.name),
        *(_tab("stakeholders", kind) for kind in STAKEHOLDER_TABS),
        _after("stakeholders", "influence"),
        _after("stakeholders", "duplicates"),
        *(_tab("presence", kind) for kind in PRESENCE_TABS),
        *EMPTY_YEAR_SCENES,
        _after("meetings", "meetings.year"),
        _after("meetings", "meetings.decisions"),
        _after("meetings", "meetings.members"),
        _after("meetings", "meetings.new"),
        Scene("today-search", _search),
    )
)
"""In a workspace where nothing is written yet: each page says what belongs there."""
