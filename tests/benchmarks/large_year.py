"""A workspace of many figures, police events, sessions and measures, made once for the pictures of the year."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from uuid import UUID

from tests.benchmarks.measure import Setting
from trygg_desktop.domain.districts import District, Level
from trygg_desktop.domain.events import Event
from trygg_desktop.domain.figures import Indicator, Mark, Measured, Measurement
from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.kinds import KINDS
from trygg_desktop.domain.measures import Measure, Stage
from trygg_desktop.domain.presence import PresenceSession
from trygg_desktop.domain.problems import Cause, Problem
from trygg_desktop.domain.sides import Side
from trygg_desktop.workspace import Key, Transaction, Workspace

TODAY = date(2026, 11, 22)
MONTHS = 72
"""Six years of months: what an indicator holds for each place."""
BEGAN = date(2025, 11, 1)
"""When the measure looked at began: a year before and a year after are whole."""
_TYPES = ("Misshandel", "Rån", "Stöld", "Skadegörelse", "Brand", "Trafikolycka", "Bråk", "Narkotikabrott")
_KINDS = (Measured.COUNT, Measured.SHARE, Measured.RATE)


@dataclass(frozen=True, slots=True)
class Year:
    """The workspace and what is looked at in it: an indicator, a measure, where it is taken, and another area."""

    workspace: Workspace
    key: Key
    indicator: UUID
    measure: UUID
    treated: UUID
    area: UUID
    places: Mapping[UUID, tuple[str, tuple[int, int]]]


@cache
def council_year(setting: Setting) -> Year:
    """As many measurements and as many events as are asked for, a tenth as many sessions; the same each time."""
    key = Key.generate()
    workspace = Workspace.create(
        setting.folder / "year.trygg", key, author="Ledningsfunktionen", side=Side.MUNICIPALITY, kinds=KINDS
    )
    fill(workspace, setting.records)
    return looked_at(workspace, key)


def looked_at(workspace: Workspace, key: Key) -> Year:
    """What is looked at in a workspace that `fill` filled."""
    areas = areas_of(workspace)
    measure, _title, districts = workspace.rows(Measure, ["title", "districts"], limit=1)[0]
    return Year(
        workspace,
        key,
        indicator_named(0),
        measure,
        treated=districts[0],
        area=next(area for area in areas if area not in districts),
        places={area: (str(number), (number % 5 + 1, number // 5 + 1)) for number, area in enumerate(areas)},
    )


@contextmanager
def opened_anew(year: Year) -> Iterator[Year]:
    """The same file over a new connection, of which no page is read yet."""
    workspace = Workspace.open(year.workspace.path, year.key)
    try:
        yield replace(year, workspace=workspace)
    finally:
        workspace.close()


def fill(workspace: Workspace, records: int) -> None:
    """Writes all of it, with numbers that chance gives and that are the same each time."""
    chance = random.Random(20261122)
    areas = areas_of(workspace)
    with workspace.transaction("Import figures") as tx:
        _figures(tx, chance, [None, *areas], records)
    with workspace.transaction("Import events") as tx:
        _events(tx, chance, areas, records)
    with workspace.transaction("Make the plan") as tx:
        _sessions(tx, chance, areas, records // 10)
        _plan(tx, chance, areas)


def areas_of(workspace: Workspace) -> list[UUID]:
    """The areas, by name."""
    return [id for id, level in workspace.rows(District, ["level"]) if level == Level.AREA]


def indicator_named(number: int) -> UUID:
    """One of the indicators, by its number."""
    found = Indicator.natural_id({"name": _name(number)})
    assert found is not None
    return found


def _name(number: int) -> str:
    return f"Indikator {number + 1}"


def _figures(tx: Transaction, chance: random.Random, places: Sequence[UUID | None], records: int) -> None:
    for number in range(max(1, records // (len(places) * MONTHS))):
        sort = _KINDS[number % len(_KINDS)]
        indicator = tx.create(Indicator, name=_name(number), measured=sort, unit="st", source="Brå")
        for place in places:
            for month in range(MONTHS):
                value = chance.randint(0, 90)
                withheld = value < 4
                tx.create(
                    Measurement,
                    indicator=indicator,
                    district=place,
                    period=f"{2020 + (10 + month) // 12}-{(10 + month) % 12 + 1:02}",
                    value=None if withheld else float(value),
                    mark=Mark.SUPPRESSED if withheld else None,
                    n=chance.randint(40, 900) if sort == Measured.SHARE else None,
                    source="Brå, Anmälda brott",
                )


def _events(tx: Transaction, chance: random.Random, areas: Sequence[UUID], records: int) -> None:
    begins = datetime(2020, 11, 1, tzinfo=UTC)
    minutes = MONTHS * 30 * 24 * 60
    for number in range(records):
        placed = chance.random() < 0.1  # about as many as name a district in what the police publish
        kind = chance.choice(_TYPES)
        tx.create(
            Event,
            name=f"{kind}, Västerås",
            source_id=str(number),
            happened=begins + timedelta(minutes=chance.randrange(minutes)),
            event_type=kind,
            summary="Polisen fick larm om en händelse och var snart på plats.",
            place="Västerås",
            district=chance.choice(areas) if placed else None,
            district_confirmed=placed and chance.random() < 0.7,
        )


def _sessions(tx: Transaction, chance: random.Random, areas: Sequence[UUID], number: int) -> None:
    ends = datetime(2026, 11, 22, 20, tzinfo=UTC)
    for _each in range(number):
        tx.create(
            PresenceSession,
            text="Lugnt på torget.",
            started=ends - timedelta(minutes=chance.randrange(MONTHS * 30 * 24 * 60)),
            duration=120,
            adults=chance.randint(2, 6),
            district=chance.choice(areas),
        )


def _plan(tx: Transaction, chance: random.Random, areas: Sequence[UUID]) -> None:
    for number in range(1, 41):
        problem = tx.create(
            Problem, title=f"Problem {number}", number=number, districts=[chance.choice(areas)]
        )
        for order in range(1, 4):
            cause = tx.create(Cause, title=f"Orsak {order}", number=order, problem=problem)
            for each in range(2):
                measure = tx.create(
                    Measure,
                    title=f"Åtgärd {number}.{order}.{each}",
                    cause=cause,
                    districts=[chance.choice(areas)],
                    stage=Stage.ONGOING,
                    from_on=BEGAN,
                )
                tx.create(FollowUp, text="Genomfört som planerat.", measure=measure, on=date(2026, 9, 1))
