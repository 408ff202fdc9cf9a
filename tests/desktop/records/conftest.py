"""A kind of record made for these tests, with a field of every sort, and a desk over a workspace that knows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.pages import desk_over
from tests.support import only_workspace
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.records.form import RecordForm
from trygg_desktop.desktop.records.list import RecordList
from trygg_desktop.domain import fields
from trygg_desktop.domain.fields import Choice, References
from trygg_desktop.domain.kinds import KINDS
from trygg_desktop.domain.record import About, Record
from trygg_desktop.workspace import Workspace

TODAY = date(2026, 11, 22)


class Make(Choice):
    """Who made a camera."""

    NORTH = "north", "North"
    SOUTH = "south", "South"


class Camera(Record, table=True):
    """A kind that no part of the program knows of."""

    about: ClassVar[About] = About(
        "test-camera", "Camera", "Cameras", new="New camera", noun="camera", order=("name",)
    )

    name: str | None = fields.text("Name", required=True, listed=True, section="What it is")
    make: str | None = fields.choice("Make", Make, listed=True, section="What it is")
    bought: date | None = fields.day("Bought", listed=True, section="What it is")
    serviced: datetime | None = fields.moment("Serviced", section="What it is")
    works: bool | None = fields.flag("Works", section="What it is")
    height: float | None = fields.number("Height", listed=True, section="Where it is")
    rounds: int | None = fields.duration("Rounds", section="Where it is")
    notes: str | None = fields.paragraph("Notes", section="Where it is")
    site: str | None = fields.url("Site", section="Where it is")
    owner: UUID | None = fields.reference("Owner", "stakeholder", listed=True, section="Where it is")
    districts: ClassVar[References] = fields.references(
        "Districts", "district", listed=True, section="Where it is"
    )
    shape: Any = fields.structure("Shape", section="Where it is")
    secret: str | None = fields.text("Secret", internal=True, section="Where it is")


class Level(StrEnum):
    """The levels of protection, as the file has them."""

    OPEN = "open"
    INTERNAL = "internal"
    PROTECTED = "protected"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace that also knows cameras."""
    with only_workspace(tmp_path, kinds=(*KINDS, Camera)) as made:
        yield made


@pytest.fixture
def desk(workspace: Workspace) -> Iterator[Desk]:
    """A desk; a fault that the test did not ask for fails it."""
    with desk_over(workspace, TODAY) as made:
        yield made


@pytest.fixture
def write(workspace: Workspace) -> Callable[..., UUID]:
    """Writes a record directly, as an import would."""

    def create(kind: type[Record], **values: Any) -> UUID:
        with workspace.transaction("Test") as tx:
            return tx.create(kind, **values)

    return create


@pytest.fixture
def cameras(desk: Desk, qtbot: QtBot, write: Callable[..., UUID]) -> RecordList:
    """The list of three cameras: Alfa, Åland and Öland."""
    for name, make in (("Öland", "south"), ("Alfa", "south"), ("Åland", "north")):
        write(Camera, name=name, make=make)
    return show_list(desk, qtbot)


def show_list(desk: Desk, qtbot: QtBot, **facts: Any) -> RecordList:
    """A list of cameras on screen, filled."""
    made = RecordList(desk, Camera, **facts)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    qtbot.waitUntil(desk.settled)
    qtbot.waitUntil(lambda: made.lines.complete)
    return made


def show_form(desk: Desk, qtbot: QtBot, id: UUID | None = None, **facts: Any) -> RecordForm:
    """A form on screen, with a record if one is given."""
    made = RecordForm(desk, **facts)
    qtbot.addWidget(made)
    made.resize(520, 900)
    made.show(id)
    made.activateWindow()
    qtbot.waitUntil(desk.settled)
    return made


def settle(desk: Desk, qtbot: QtBot) -> None:
    """Waits until everything is written, read and shown."""
    for _round in range(3):
        qtbot.wait(1)
        qtbot.waitUntil(desk.settled)
