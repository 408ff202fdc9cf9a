"""How soon the preview of a briefing shows an edit, in a council of many records: within a second."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, partial
from statistics import median
from typing import TYPE_CHECKING
from uuid import UUID

from tests.benchmarks.large_year import TODAY, areas_of, council_year
from tests.benchmarks.measure import Figure, Setting, milliseconds
from tests.benchmarks.people import people
from trygg_desktop.briefings.registry import BRIEFINGS
from trygg_desktop.domain.council import AgendaItem, Meeting
from trygg_desktop.domain.pictures import PicturePart, SituationPicture
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.stakeholders import Contact, Stakeholder
from trygg_desktop.workspace import Workspace

if TYPE_CHECKING:
    from trygg_desktop.desktop.briefings.pane import BriefingPane
    from trygg_desktop.desktop.briefings.request import BriefingRequest

A_SECOND = 1000.0
STAKEHOLDERS = 1_000
_ANALYSIS = "Fler känner sig trygga än för ett år sedan, mest på kvällen och runt centrum. " * 4
_FOR_LEADERS = frozenset({"extract", "picture"})
"""A picture that both have not signed yet is in work, and theirs alone."""


@dataclass(frozen=True, slots=True)
class Council:
    """The workspace, and what its briefings are about."""

    workspace: Workspace
    meeting: UUID
    district: UUID
    person: UUID


@cache
def large_council(setting: Setting) -> Council:
    """The large year with a thousand stakeholders, each with someone to talk to, and a meeting."""
    workspace = council_year(setting).workspace
    areas = areas_of(workspace)
    with workspace.transaction("Import stakeholders") as tx:
        for n, person in enumerate(people(STAKEHOLDERS)):
            here = tx.create(
                Stakeholder,
                name=f"Föreningen {person.last} {n}",
                description=person.words,
                email=f"info{n}@forening.example",
                districts=[areas[n % len(areas)]],
                draft=False,
            )
            name = f"{person.first} {person.last} {n}"
            contact = tx.create(Contact, name=name, role=person.role, stakeholder=here, draft=False)
        picture = tx.create(
            SituationPicture, title="Hösten 2026", from_on=date(2026, 7, 1), to_on=TODAY, draft=False
        )
        for area in areas:
            tx.create(PicturePart, picture=picture, district=area, analysis=_ANALYSIS, draft=False)
        meeting = tx.create(
            Meeting,
            title="Rådet",
            held_on=date(2026, 12, 3),
            starts=datetime(2026, 12, 3, 12, tzinfo=UTC),
            draft=False,
        )
        for n in range(8):
            tx.create(
                AgendaItem, title=f"Ärende {n}", meeting=meeting, minutes=10, position=f"a{n}", draft=False
            )
    return Council(workspace, meeting, areas[0], contact)


def figures() -> dict[str, Callable[[Setting], Figure]]:
    """One for each briefing."""
    return {f"preview-{name}": partial(_followed, name) for name in BRIEFINGS}


def _followed(name: str, setting: Setting) -> Figure:
    """From a field that was left in the window to the briefing drawn anew with it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from trygg_desktop.desktop.app import application
    from trygg_desktop.desktop.briefings.pane import BriefingPane
    from trygg_desktop.desktop.desk import Desk

    application()
    council = large_council(setting)
    desk = Desk(council.workspace, TODAY)
    pane = BriefingPane(desk)
    desk.changed.connect(lambda changes: pane.changed())
    pane.resize(560, 800)
    pane.show()
    pane.show_request(_request(name, council))
    if not _until(lambda: _stands(pane)):
        raise RuntimeError(f"{name} was not made")
    taken = [_an_edit(pane, f"Rådet {name} {n}") for n in range(setting.rounds + 1)]
    pages = pane.preview.page_count
    pane.close()
    desk.courier.stop()
    what = f"preview of {name}, {pages} pages / a second"
    return Figure(f"preview-{name}", what, median(taken[1:]), A_SECOND, "ms", 1.0)


def _request(name: str, council: Council) -> BriefingRequest:
    from trygg_desktop.desktop.briefings.request import BriefingRequest

    about = {str(each) for each in BRIEFINGS[name].about}
    return BriefingRequest(
        name=name,
        audience=Audience.LEADERS if name in _FOR_LEADERS else Audience.COUNCIL,
        meeting=council.meeting if "meeting" in about else None,
        district=council.district if "district" in about else None,
        person=council.person if "person" in about else None,
        since=date(TODAY.year, 1, 1) if "time" in about else None,
        until=TODAY if "time" in about else None,
    )


def _stands(pane: BriefingPane) -> bool:
    return pane.desk.settled() and pane.maker.settled and pane.made is not None and pane.preview.is_drawn


def _an_edit(pane: BriefingPane, words: str) -> float:
    """Every page has the council's name on it, so that each of them changes."""
    council, before = pane.desk.workspace.council().id, pane.made
    assert council is not None

    def edit() -> None:
        pane.desk.command("Change", lambda tx: tx.change(council, name=words))
        _until(lambda: pane.made is not before and _stands(pane))

    taken = milliseconds(edit)
    _until(lambda: False, most=400)  # the next one is made alone too
    return taken


def _until(ready: Callable[[], bool], most: int = 60_000) -> bool:
    """Lets the window run until then, and answers whether that came."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, look = QEventLoop(), QTimer(interval=2)
    look.timeout.connect(lambda: loop.quit() if ready() else None)
    look.start()
    QTimer.singleShot(most, lambda: loop.exit(1))
    return loop.exec() == 0
