"""Makes the workspace of the demo council and knows one when it sees it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from trygg_desktop.demo.attachments import add_attachments
from trygg_desktop.demo.events import add_events
from trygg_desktop.demo.figures import add_figures
from trygg_desktop.demo.people import add_attendance, add_contacts
from trygg_desktop.demo.presence import add_sessions
from trygg_desktop.demo.records import Chronicle
from trygg_desktop.demo.signatures import add_signatures, public_keys
from trygg_desktop.demo.story import Story, StoryClock
from trygg_desktop.demo.texts import RECORDS, texts
from trygg_desktop.demo.year import Year
from trygg_desktop.domain.sides import Side
from trygg_desktop.workspace import Key, Workspace
from trygg_desktop.workspace.memory import DEMO, DEMO_KEYS
from trygg_desktop.workspace.workspace import wall_clock

DEMO_PASSPHRASE = "demo"
"""Opens a demo where no other passphrase is given: nothing in it is real."""

_PARTS = ("", "-wal", "-shm", ".lock")
"""What lies beside a workspace while it is open."""


def make_demo(path: Path, key: Key, *, today: date, clock: Callable[[], int] = wall_clock) -> Workspace:
    """A new workspace with a year of the council, as it looks at eight in the morning of that day.

    Two demos of the same day hold the same records, ids included. Nothing in it can be undone.

    Args:
        path: where it is made.
        key: what it is locked with.
        today: the day everything is dated from.
        clock: the laptop's time in milliseconds, by which the workspace goes on afterwards.

    Raises:
        UserError: there is a file already.
        EnvironmentFault: the file can't be written there.
    """
    story = _story(Year(today, texts("words")))
    shown = StoryClock(clock)
    shown.show(story.begins)
    author: str = texts("words")["author"]
    workspace = Workspace.create(path, key, author=author, side=Side.MUNICIPALITY, clock=shown)
    try:
        story.tell(workspace, shown)
        workspace.remember(DEMO, True)
        workspace.remember(DEMO_KEYS, public_keys())
    except BaseException:
        workspace.close()
        for ending in _PARTS:
            path.with_name(path.name + ending).unlink(missing_ok=True)
        raise
    shown.show(None)
    return workspace


def is_demo(workspace: Workspace) -> bool:
    """Whether this is the demo council, with nothing real in it."""
    return workspace.is_demo


def _story(year: Year) -> Story:
    story = Story(year.now)
    chronicle = Chronicle(story, year)
    for subject in RECORDS:
        chronicle.read(subject)
    add_contacts(chronicle)
    add_sessions(chronicle)
    add_events(chronicle)
    add_figures(chronicle)
    add_signatures(chronicle)
    add_attendance(chronicle)
    add_attachments(chronicle)
    chronicle.connect()
    return story
