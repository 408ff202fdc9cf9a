"""What the council wants to reach: goals in a tree under the effects of the city's programme."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar
from uuid import UUID

from trygg_desktop.domain import fields
from trygg_desktop.domain.fields import Choice, References
from trygg_desktop.domain.record import About, Record
from trygg_desktop.i18n import N_

_GOAL = N_("Goal")
_SMART = N_("Specific, accepted, realistic")
_MEASURED = N_("How it is measured")
_REST = N_("Notes")


class GoalLevel(Choice):
    """Where in the tree a goal stands."""

    PROGRAMME = "programme", N_("Effect in the programme")
    COUNCIL = "council", N_("Goal of the council")
    OPERATIONAL = "operational", N_("Operational goal")


class GoalStatus(Choice):
    """Where a goal stands."""

    CURRENT = "current", N_("In force")
    REACHED = "reached", N_("Reached")
    MISSED = "missed", N_("Not reached")
    DROPPED = "dropped", N_("Dropped")


class Goal(Record, table=True):
    """What should be different, by how much and by when."""

    about: ClassVar[About] = About(
        "goal",
        N_("Goal"),
        N_("Goals"),
        new=N_("New goal"),
        noun=N_("goal"),
        naming="title",
        icon="ph.target",
        order=("due",),
    )

    title: str = fields.text(
        N_("Goal in brief"),
        required=True,
        listed=True,
        section=_GOAL,
        help=N_("What should be different, not what is to be done."),
    )
    level: str | None = fields.choice(
        N_("Level"), GoalLevel, default=GoalLevel.OPERATIONAL, listed=True, section=_GOAL
    )
    parent: UUID | None = fields.reference(
        N_("Lies under"), "goal", section=_GOAL, help=N_("The goal or the effect that this one serves.")
    )
    programme_effect: str | None = fields.text(
        N_("Effect in the programme"),
        section=_GOAL,
        help=N_("The programme and the effect in it, as they are written there."),
    )
    districts: ClassVar[References] = fields.references(N_("Districts"), "district", section=_GOAL)
    specific: str | None = fields.paragraph(
        N_("Specific"),
        section=_SMART,
        help=N_("Exactly what, for whom and where, so that nobody has to ask."),
    )
    accepted_by: str | None = fields.text(
        N_("Accepted by"), section=_SMART, help=N_("Who stands behind it and will do the work for it.")
    )
    realistic: str | None = fields.paragraph(
        N_("Realistic"), section=_SMART, help=N_("Why it can be reached with what there is.")
    )
    indicator: UUID | None = fields.reference(
        N_("Indicator"),
        "indicator",
        listed=True,
        section=_MEASURED,
        help=N_("What shows that it is reached."),
    )
    baseline: float | None = fields.number(
        N_("Value at the start"), section=_MEASURED, help=N_("In the indicator’s unit.")
    )
    baseline_on: date | None = fields.day(N_("Measured at the start on"), section=_MEASURED)
    target: float | None = fields.number(
        N_("Target"), listed=True, section=_MEASURED, help=N_("In the indicator’s unit.")
    )
    due: date | None = fields.day(
        N_("To be reached by"), listed=True, section=_MEASURED, help=N_("The day when someone looks.")
    )
    status: str | None = fields.choice(
        N_("Status"), GoalStatus, default=GoalStatus.CURRENT, listed=True, section=_MEASURED
    )
    outcome: str | None = fields.paragraph(N_("What came of it"), section=_MEASURED)
    notes: str | None = fields.paragraph(N_("Notes"), section=_REST)


def lacking_letters(goal: Goal) -> Iterator[tuple[str, str]]:
    """The letters of SMART that a goal lacks, each with the field to write it in.

    S says exactly what, M has an indicator and a target, A names who stands behind it, R says why it can be
    reached, T has a day. An effect of the programme is the programme's own and lacks none of them.
    """
    if goal.level == GoalLevel.PROGRAMME:
        return
    for letter, names in _LETTERS:
        missing = [name for name in names if getattr(goal, name) in (None, "")]
        if missing:
            yield letter, missing[0]


_LETTERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("S", ("specific",)),
    ("M", ("indicator", "target")),
    ("A", ("accepted_by",)),
    ("R", ("realistic",)),
    ("T", ("due",)),
)


def progress(goal: Goal, value: float | None) -> float | None:
    """How much of the way from start to target is gone at a value: 0 at the start, 1 at the target.

    May be below 0 or above 1. Nothing where one of the three is missing or start and target are the same.
    """
    if value is None or goal.baseline is None or goal.target is None or goal.target == goal.baseline:
        return None
    return (value - goal.baseline) / (goal.target - goal.baseline)
