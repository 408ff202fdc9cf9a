"""What makes the city less safe, and why: problems, and the numbered causes under each of them."""

from typing import ClassVar
from uuid import UUID

from trygg_desktop.domain import fields
from trygg_desktop.domain.fields import Choice, References
from trygg_desktop.domain.record import About, Record
from trygg_desktop.i18n import N_

_WHAT = N_("What and where")
_WHO = N_("Who is hit")
_WEIGHT = N_("How serious")
_CAUSE = N_("The cause")
_SIDES = N_("Three sides of an event")
_GROUND = N_("What it rests on")
_REST = N_("Notes")


class Severity(Choice):
    """How much harm each time does."""

    MINOR = "minor", N_("Minor")
    SERIOUS = "serious", N_("Serious")
    GRAVE = "grave", N_("Grave")


class Extent(Choice):
    """How often, and how many are hit."""

    SINGLE = "single", N_("Single times")
    RECURRING = "recurring", N_("Recurring")
    WIDESPREAD = "widespread", N_("Widespread")


class Trend(Choice):
    """Which way it goes."""

    FALLING = "falling", N_("Becoming less")
    UNCHANGED = "unchanged", N_("Unchanged")
    RISING = "rising", N_("Becoming more")


class ProblemStatus(Choice):
    """Whether the council works with a problem."""

    PROPOSED = "proposed", N_("Put forward")
    CHOSEN = "chosen", N_("Chosen for the plan")
    WATCHED = "watched", N_("Being watched")
    SOLVED = "solved", N_("Solved")


class Problem(Record, table=True):
    """Something that makes people less safe: what, where, when, who is hit, and how serious it is."""

    about: ClassVar[About] = About(
        "problem",
        N_("Problem"),
        N_("Safety problems"),
        new=N_("New problem"),
        noun=N_("safety problem"),
        naming="title",
        icon="ph.warning-circle",
        order=("number",),
    )

    title: str = fields.text(
        N_("Problem in brief"),
        required=True,
        listed=True,
        section=_WHAT,
        help=N_("What happens and where, such as Worry at the station in the evening."),
    )
    number: int | None = fields.integer(
        N_("Number"),
        listed=True,
        section=_WHAT,
        help=N_("Its place in the plan. Causes are numbered under it."),
    )
    description: str | None = fields.paragraph(
        N_("What happens"), section=_WHAT, help=N_("What one would see, without naming a cause or a person.")
    )
    districts: ClassVar[References] = fields.references(
        N_("Districts"), "district", listed=True, section=_WHAT
    )
    place: str | None = fields.text(
        N_("Place"), section=_WHAT, help=N_("Square, school, stairwell or route, in words.")
    )
    times: str | None = fields.text(
        N_("When it happens"), section=_WHAT, help=N_("Days, hours and seasons, such as weekdays 15–18.")
    )
    who_is_hit: str | None = fields.paragraph(
        N_("Who is hit"), section=_WHO, help=N_("Groups, not persons, and who is hit the hardest.")
    )
    consequences: str | None = fields.paragraph(
        N_("Consequences"), section=_WHO, help=N_("What it leads to for those who are hit and for the place.")
    )
    severity: str | None = fields.choice(N_("Severity"), Severity, listed=True, section=_WEIGHT)
    extent: str | None = fields.choice(N_("Extent"), Extent, listed=True, section=_WEIGHT)
    trend: str | None = fields.choice(N_("Trend"), Trend, listed=True, section=_WEIGHT)
    status: str | None = fields.choice(
        N_("Status"), ProblemStatus, default=ProblemStatus.PROPOSED, section=_WEIGHT
    )
    picture: UUID | None = fields.reference(
        N_("Situational picture"),
        "situation-picture",
        section=_GROUND,
        help=N_("The picture that describes the problem."),
    )
    indicators: ClassVar[References] = fields.references(
        N_("Indicators"), "indicator", section=_GROUND, help=N_("Where one can see whether it becomes less.")
    )
    sources: str | None = fields.paragraph(
        N_("Sources"), section=_GROUND, help=N_("One a line, each with its year and page.")
    )
    notes: str | None = fields.paragraph(N_("Notes"), section=_REST)


class Cause(Record, table=True):
    """Why a problem is there, as far as something can be done about it."""

    about: ClassVar[About] = About(
        "cause",
        N_("Cause"),
        N_("Causes"),
        new=N_("New cause"),
        noun=N_("cause"),
        naming="title",
        icon="ph.tree-structure",
        order=("number",),
    )

    title: str = fields.text(
        N_("Cause in brief"),
        required=True,
        listed=True,
        section=_CAUSE,
        help=N_("Something that can be changed, such as No staff after six in the evening."),
    )
    problem: UUID | None = fields.reference(N_("Problem"), "problem", listed=True, section=_CAUSE)
    number: int | None = fields.integer(
        N_("Number under the problem"),
        listed=True,
        section=_CAUSE,
        help=N_("With the problem’s number it makes 2.1, as in the plan."),
    )
    description: str | None = fields.paragraph(N_("Description"), section=_CAUSE)
    event_chain: str | None = fields.paragraph(
        N_("Chain of events"),
        section=_SIDES,
        help=N_("Step by step, what happens before, during and after. Where could it have been broken?"),
    )
    victim: str | None = fields.paragraph(
        N_("Who or what is exposed"), section=_SIDES, help=N_("What makes some people or things easy to hit.")
    )
    offender: str | None = fields.paragraph(
        N_("Those who do it"), section=_SIDES, help=N_("What drives them and what holds them back. No names.")
    )
    place: str | None = fields.paragraph(
        N_("The place"),
        section=_SIDES,
        help=N_("What makes it possible just there: light, sight, owners, adults."),
    )
    grounds: str | None = fields.paragraph(
        N_("How we know"),
        listed=True,
        section=_GROUND,
        help=N_("Figures, walks, conversations or research, and how sure it is."),
    )


# Three steps each, so that no side of it outweighs the others by the scale alone.
_STEPS: dict[str, tuple[str, ...]] = {
    "severity": tuple(Severity),
    "extent": tuple(Extent),
    "trend": tuple(Trend),
}
HEAVIEST = 27


def weight(problem: Problem) -> int | None:
    """Severity × extent × trend, from 1 to 27, or nothing while one of the three is open or unknown.

    It orders problems for a conversation about which come first; it measures nothing.
    """
    product = 1
    for name, steps in _STEPS.items():
        value = getattr(problem, name)
        if value not in steps:
            return None
        product *= steps.index(value) + 1
    return product


def numbered(problem: Problem | None, cause: Cause) -> str:
    """A cause's number as the plan prints it: `2.1`, or its own number alone, or nothing."""
    own = "" if cause.number is None else str(cause.number)
    if problem is None or problem.number is None:
        return own
    return f"{problem.number}.{own}" if own else ""
