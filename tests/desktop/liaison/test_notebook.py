"""The notebook groups notes by day, narrows by filters and keeps its place when notes change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.liaison.notebook import Notebook, two_lines
from trygg_desktop.desktop.liaison.notebook_model import (
    DayHeading,
    NotebookModel,
    NoteFilter,
    NoteRow,
    spoken,
)

TODAY = date(2026, 11, 22)
BACKBY = uuid5(NAMESPACE_URL, "Bäckby")


def note(
    text: str,
    *,
    day: int = 20,
    hour: int = 12,
    districts: tuple[UUID, ...] = (),
    follow_up: date | None = None,
    followed_up: bool = False,
    protection: str = "internal",
    ground: str | None = None,
    draft: bool = False,
) -> NoteRow:
    """A note of November 2026."""
    return NoteRow(
        id=uuid5(NAMESPACE_URL, text),
        text=text,
        noted=datetime(2026, 11, day, hour, tzinfo=UTC),
        side="police",
        protection=protection,
        ground=ground,
        draft=draft,
        follow_up_on=follow_up,
        followed_up=followed_up,
        districts=districts,
    )


@pytest.fixture
def model(qtbot: QtBot) -> Iterator[NotebookModel]:
    made = NotebookModel()
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    del tester


def shown(model: NotebookModel) -> list[str]:
    return [model.index(row).data() for row in range(model.rowCount())]


def test_notes_stand_under_their_days_newest_first(model: NotebookModel) -> None:
    model.show([note("Äldre", day=16), note("Senare", hour=15), note("Tidigare", hour=8)], today=TODAY)
    assert shown(model) == ["Fredag 20 november", "Senare", "Tidigare", "Måndag 16 november", "Äldre"]


def test_a_note_of_another_year_has_its_year_in_the_heading(model: NotebookModel) -> None:
    model.show([note("Äldre")], today=date(2027, 2, 1))
    assert shown(model)[0] == "Fredag 20 november 2026"


def test_a_day_can_not_be_chosen(model: NotebookModel) -> None:
    model.show([note("En")], today=TODAY)
    assert not model.index(0).flags() & Qt.ItemFlag.ItemIsSelectable


@pytest.mark.parametrize(
    ("filter", "left"),
    [
        (NoteFilter(districts=frozenset({BACKBY})), ["I Bäckby"]),
        (NoteFilter(to_follow_up=True), ["Väntar"]),
        (NoteFilter(text="VÄNTAR"), ["Väntar"]),
        (NoteFilter(text="bäckby i"), ["I Bäckby"]),
        (NoteFilter(text="nej"), []),
    ],
)
def test_filters_leave_what_fits(model: NotebookModel, filter: NoteFilter, left: list[str]) -> None:
    model.show(
        [
            note("I Bäckby", districts=(BACKBY,)),
            note("Väntar", follow_up=date(2026, 11, 27)),
            note("Klar", follow_up=date(2026, 11, 27), followed_up=True),
        ],
        today=TODAY,
    )
    model.filter(filter)
    assert [words for words in shown(model) if "november" not in words] == left


def test_what_waits_is_counted_whatever_the_filter_says(model: NotebookModel) -> None:
    model.show([note("Väntar", follow_up=date(2026, 11, 27)), note("Annan")], today=TODAY)
    model.filter(NoteFilter(text="annan"))
    assert model.waiting == 1


def test_the_chosen_note_stays_chosen_when_others_come_and_change(qtbot: QtBot, model: NotebookModel) -> None:
    notebook = Notebook(model)
    qtbot.addWidget(notebook)
    notes = [note(f"Anteckning {n}", day=1 + n % 20) for n in range(60)]
    model.show(notes, today=TODAY)
    assert notebook.choose(notes[7].id)
    extra = note("Ny", day=21)
    model.patch([extra], [extra.id])
    model.patch([], [notes[3].id])
    assert [row.id for row in notebook.chosen] == [notes[7].id]
    assert model.total == 60


def test_the_arrow_keys_go_past_the_days(qtbot: QtBot, model: NotebookModel) -> None:
    notebook = Notebook(model)
    qtbot.addWidget(notebook)
    notebook.resize(600, 400)
    notebook.show()
    first, second = note("Ny"), note("Gammal", day=16)
    model.show([first, second], today=TODAY)
    notebook.choose(first.id)
    with qtbot.waitSignal(notebook.note_chosen) as chosen:
        qtbot.keyClick(notebook, Qt.Key.Key_Down)
    assert chosen.args == [second.id]


def test_a_screen_reader_hears_the_marking_first() -> None:
    words = spoken(note("Uppgifter", protection="protected", ground="OSL 18:2", draft=True))
    assert words.startswith("Sekretessmarkerad. OSL 18:2. Utkast. 13.00. Polisen. Uppgifter")


def test_a_text_is_shortened_to_two_lines(qtbot: QtBot) -> None:
    lines = two_lines("ord " * 80, theme.font("body"), 200)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert two_lines("kort", theme.font("body"), 200) == ["kort"]
    assert two_lines("", theme.font("body"), 200) in ([], [""])


def test_headings_are_told_apart_by_their_day() -> None:
    assert DayHeading(TODAY).id != DayHeading(TODAY - timedelta(days=1)).id
