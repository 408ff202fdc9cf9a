"""A small action plan: two problems with their causes, measures at every stage, two pilots and a tree of goals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from trygg_desktop.domain.council import Decision
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.figures import Indicator, Measurement
from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.goals import Goal
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.problems import Cause, Problem
from trygg_desktop.domain.stakeholders import Stakeholder
from trygg_desktop.workspace import Transaction, Workspace

TODAY = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Council:
    """The records that the tests ask for by name."""

    station: UUID
    dark: UUID
    empty_rooms: UUID
    unexplained: UUID
    lights: UUID
    walks: UUID
    hosts: UUID
    trial: UUID
    tried: UUID
    goal: UUID


def district(slug: str) -> UUID:
    """The id of a default district."""
    made = District.natural_id({"slug": slug})
    assert made is not None
    return made


def fill(workspace: Workspace) -> Council:
    """Writes the plan."""
    with workspace.transaction("Test") as tx:
        return _plan(tx)


def _plan(tx: Transaction) -> Council:
    backby, centre = district("backby"), district("vallby")
    works = tx.create(Stakeholder, name="Tekniska förvaltningen")
    decision = tx.create(Decision, title="Åtgärdsplan 2026")
    goal = _goals(tx)
    station = tx.create(
        Problem,
        title="Otrygghet kring Bäckby centrum",
        number=2,
        districts=[backby],
        severity="serious",
        extent="recurring",
        trend="rising",
    )
    unexplained = tx.create(Problem, title="Skadegörelse på skolor", number=3, districts=[centre])
    dark = tx.create(Cause, title="Mörka gångstråk till skolan", problem=station, number=1)
    adults = tx.create(Cause, title="Få vuxna ute kvällstid", problem=station, number=2)
    rooms = tx.create(Cause, title="Tomma lokaler i centrum", problem=station, number=3)
    common: dict[str, Any] = {"districts": [backby], "decision": decision, "responsible": works, "goal": goal}
    lights = tx.create(
        Measure,
        title="Ny belysning och röjning",
        cause=dark,
        operational_goals="Minst 20 lux längs hela stråket",
        from_on=date(2026, 8, 1),
        to_on=date(2027, 1, 31),
        stage="ongoing",
        status="green",
        follow_up_on=date(2026, 12, 15),
        **common,
    )
    walks = tx.create(
        Measure,
        title="Kvällsvandringar",
        cause=adults,
        operational_goals="Minst tre par vuxna ute fredag och lördag",
        from_on=date(2026, 9, 1),
        schedule="fredag och lördag 20–23",
        stage="ongoing",
        status="yellow",
        citizen_promise=True,
        follow_up_on=date(2026, 10, 1),
        **common,
    )
    tx.create(FollowUp, text="Två av tre par på plats", measure=lights, on=date(2026, 11, 10), status="green")
    hosts = tx.create(Measure, title="Lovvärdar", stage="proposed")
    trial = tx.create(
        Measure, title="Ljudslinga i gångtunneln", cause=dark, pilot=True, stage="ongoing", **common
    )
    tried = tx.create(
        Measure,
        title="Öppen skola",
        cause=adults,
        pilot=True,
        hypothesis="Om skolan är öppen till 21 så minskar oron, eftersom fler vuxna är där",
        stop_rule="Färre än tio besök i veckan efter två månader",
        pilot_decision="scale",
        pilot_reason="60 besök i veckan",
        stage="done",
        **common,
    )
    return Council(station, dark, rooms, unexplained, lights, walks, hosts, trial, tried, goal)


def _goals(tx: Transaction) -> UUID:
    safe = tx.create(Indicator, name="Trygga utomhus på kvällen", unit="%", measured="share", better="higher")
    tx.create(Measurement, indicator=safe, period="2026", value=58.0, n=900, source="Trygghetsmätningen 2026")
    effect = tx.create(Goal, title="Alla kan röra sig fritt", level="programme")
    return tx.create(
        Goal,
        title="Fler trygga på kvällen",
        level="council",
        parent=effect,
        indicator=safe,
        baseline=50.0,
        baseline_on=date(2025, 1, 1),
        target=66.0,
        due=date(2028, 12, 31),
    )
