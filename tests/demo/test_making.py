"""How the demo council is made: the same each time, nothing to undo, and nothing left behind when it fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.demo.conftest import TODAY, CouncilOf
from tests.shared_demo import DEMO_KEY
from tests.support import new_workspace
from trygg_desktop.demo import is_demo, make_demo
from trygg_desktop.demo.story import Story
from trygg_desktop.domain.kinds import KINDS
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.sides import Side
from trygg_desktop.domain.stakeholders import Stakeholder
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import HOME
from trygg_desktop.workspace import Key, Workspace


def everything(workspace: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every kind, ids included."""
    return {
        kind.about.name: sorted(workspace.rows(kind, list(kind.fields())), key=lambda row: row[0].hex)
        for kind in KINDS
    }


NOW = datetime(2026, 11, 22, 14, 3, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Again:
    """A second demo of the same day, on a laptop whose clock stands at NOW, and what it held when it was made."""

    workspace: Workspace
    held: dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Again]:
    file = tmp_path_factory.mktemp("again") / "demo.workspace"
    milliseconds = int(NOW.timestamp() * 1000)
    with make_demo(file, Key.generate(), today=TODAY, clock=lambda: milliseconds) as made:
        yield Again(made, everything(made))


def test_two_demos_of_the_same_day_hold_the_same_rows(demo: Workspace, again: Again) -> None:
    assert again.held == everything(demo)


def test_a_demo_of_another_day_has_the_same_records_on_other_days(
    demo: Workspace, council_of: CouncilOf
) -> None:
    theirs, ours = everything(council_of(date(2026, 11, 23))), everything(demo)
    assert {kind: [row[0] for row in rows] for kind, rows in theirs.items()} == {
        kind: [row[0] for row in rows] for kind, rows in ours.items()
    }
    assert theirs != ours


def test_nothing_in_it_can_be_undone(demo: Workspace) -> None:
    assert demo.undo_name() is None
    assert demo.redo_name() is None


def test_check_finds_nothing(demo: Workspace) -> None:
    assert demo.check() == []


def test_a_demo_is_known_as_one(demo: Workspace, tmp_path: Path) -> None:
    with new_workspace(tmp_path) as real:
        assert is_demo(demo)
        assert not is_demo(real)


def test_it_is_still_a_demo_when_opened_again(demo_file: Path) -> None:
    with Workspace.open(demo_file, DEMO_KEY) as opened:
        assert is_demo(opened)


def test_it_is_the_laptop_of_the_municipality(demo: Workspace) -> None:
    assert (demo.me.name, demo.me.side) == ("Kommunens ledningsfunktion", Side.MUNICIPALITY)


def test_its_history_lies_within_the_year_and_before_this_morning(demo: Workspace) -> None:
    written = [
        entry.at
        for kind in (Stakeholder, LiaisonNote)
        for record in demo.records(kind)
        if record.id is not None
        for entry in demo.history(record.id)
    ]
    this_morning = datetime(TODAY.year, TODAY.month, TODAY.day, 8, tzinfo=HOME)
    assert max(written) <= this_morning
    assert this_morning - timedelta(days=380) < min(written) < this_morning - timedelta(days=360)


def test_a_note_tells_how_it_was_marked_confidential(demo: Workspace) -> None:
    note = next(
        one for one in demo.records(LiaisonNote) if (one.text or "").startswith("Uppgifter om en konflikt")
    )
    assert note.id is not None
    told = [(entry.field, entry.at.astimezone(HOME).strftime("%H.%M")) for entry in demo.history(note.id)]
    assert ("protection", "13.58") in told
    assert ("follow_up_on", "15.42") in told
    assert told[-1] == ("*", "13.40")


def test_what_is_written_in_it_afterwards_is_dated_by_the_laptop(again: Again) -> None:
    with again.workspace.transaction("Test") as tx:
        id = tx.create(Stakeholder, name="Biblioteket")
    assert again.workspace.history(id)[0].at == NOW


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "demo.workspace"
    file.write_bytes(b"something else")
    with pytest.raises(UserError) as refused:
        make_demo(file, Key.generate(), today=TODAY)
    assert refused.value.id == "file-exists"
    assert file.read_bytes() == b"something else"


def test_a_demo_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(Story, "tell", fail)
    (tmp_path / "demo.workspace.old").write_bytes(b"mine")
    with pytest.raises(OSError, match="no space left"):
        make_demo(tmp_path / "demo.workspace", Key.generate(), today=date(2026, 1, 5))
    assert [left.name for left in tmp_path.iterdir()] == ["demo.workspace.old"]
