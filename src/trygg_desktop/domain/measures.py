"""What is done about the causes: measures with who, when and follow-up, promises to citizens and pilots."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from trygg_desktop.domain import fields
from trygg_desktop.domain.fields import Choice, References
from trygg_desktop.domain.presence import months_later
from trygg_desktop.domain.record import About, Record
from trygg_desktop.i18n import N_

_CAUSE = N_("Cause and measure")
_GOAL = N_("Operational goals")
_TIME = N_("When")
_WHO = N_("Who")
_FOLLOW_UP = N_("Follow-up")
_SORT = N_("Sort of measure")
_PROMISE = N_("Promise to citizens")
_PILOT = N_("Pilot")
_REST = N_("Notes")

MONTHS_BETWEEN_REVIEWS = 6
"""How often a promise to citizens is reviewed."""


class Approach(Choice):
    """Whether a measure changes situations or people's conditions."""

    SITUATIONAL = "situational", N_("Situational")
    SOCIAL = "social", N_("Social")


class Prevention(Choice):
    """Whom a measure is meant for: everybody, those at risk, or where it has happened already."""

    PRIMARY = "primary", N_("Primary, for everybody")
    SECONDARY = "secondary", N_("Secondary, where there is a risk")
    TERTIARY = "tertiary", N_("Tertiary, where it has happened")


class Evidence(Choice):
    """How well it is known that such a measure works."""

    LOW = "low", N_("Low")
    MEDIUM = "medium", N_("Medium")
    HIGH = "high", N_("High")


class Stage(Choice):
    """How far a measure has come."""

    PROPOSED = "proposed", N_("Proposed")
    DECIDED = "decided", N_("Decided")
    ONGOING = "ongoing", N_("Ongoing")
    DONE = "done", N_("Completed")
    DROPPED = "dropped", N_("Given up")


class Light(Choice):
    """How a measure goes, as a colour that also says itself in words."""

    GREEN = "green", N_("Green: on plan")
    YELLOW = "yellow", N_("Yellow: risk of delay")
    RED = "red", N_("Red: late")


class PilotDecision(Choice):
    """What became of a pilot."""

    SCALE = "scale", N_("Scale up")
    CHANGE = "change", N_("Change and try again")
    END = "end", N_("End it")


class Measure(Record, table=True):
    """What is done about a cause, as one line of the action plan (lag 2023:196, 5 §)."""

    about: ClassVar[About] = About(
        "measure",
        N_("Measure"),
        N_("Measures"),
        new=N_("New measure"),
        noun=N_("measure"),
        naming="title",
        icon="ph.wrench",
        order=("follow_up_on",),
    )

    title: str = fields.text(N_("Measure in brief"), required=True, listed=True, section=_CAUSE)
    cause: UUID | None = fields.reference(
        N_("Cause"),
        "cause",
        listed=True,
        section=_CAUSE,
        help=N_("The cause that the measure does something about. Without it nobody can say why it is done."),
    )
    description: str | None = fields.paragraph(
        N_("Description"), section=_CAUSE, help=N_("What is done, how often and for whom.")
    )
    districts: ClassVar[References] = fields.references(
        N_("Districts"), "district", listed=True, section=_CAUSE
    )
    goal: UUID | None = fields.reference(
        N_("Goal"), "goal", section=_GOAL, help=N_("The goal in the tree that it works for.")
    )
    operational_goals: str | None = fields.paragraph(
        N_("Operational goals"),
        section=_GOAL,
        help=N_("What is to be done, how much and by when, so that it can be counted."),
    )
    from_on: date | None = fields.day(N_("From"), section=_TIME)
    to_on: date | None = fields.day(N_("To"), section=_TIME)
    schedule: str | None = fields.text(
        N_("Times in words"), section=_TIME, help=N_("In words, such as Friday and Saturday 20–23.")
    )
    responsible: UUID | None = fields.reference(N_("Responsible"), "stakeholder", listed=True, section=_WHO)
    responsible_person: str | None = fields.text(
        N_("Responsible function"),
        personal=True,
        section=_WHO,
        help=N_("A role rather than a name, such as unit manager."),
    )
    partners: ClassVar[References] = fields.references(N_("Partners"), "stakeholder", section=_WHO)
    cost: float | None = fields.number(
        N_("Cost in kronor"), section=_WHO, help=N_("For the whole time, staff included where that is known.")
    )
    cost_note: str | None = fields.text(
        N_("Who pays"), section=_WHO, help=N_("Whose money it is, and what is not counted.")
    )
    follow_up_on: date | None = fields.day(N_("Follow up on"), listed=True, section=_FOLLOW_UP)
    follow_up: str | None = fields.paragraph(
        N_("How it is followed up"), section=_FOLLOW_UP, help=N_("What is looked at, by whom and how often.")
    )
    indicators: ClassVar[References] = fields.references(
        N_("Indicators"), "indicator", section=_FOLLOW_UP, help=N_("Where one can see whether it helps.")
    )
    stage: str | None = fields.choice(N_("Stage"), Stage, default=Stage.PROPOSED, section=_FOLLOW_UP)
    status: str | None = fields.choice(
        N_("Status"),
        Light,
        listed=True,
        section=_FOLLOW_UP,
        help=N_("As the latest follow-up found it."),
    )
    decision: UUID | None = fields.reference(
        N_("Decision"), "decision", section=_FOLLOW_UP, help=N_("Where the council agreed on it.")
    )
    presence_actions: ClassVar[References] = fields.references(
        N_("Presence actions"),
        "presence-action",
        section=_FOLLOW_UP,
        help=N_("Presence that is part of the measure. Its sessions are counted in the follow-up."),
    )
    approach: str | None = fields.choice(
        N_("Situational or social"),
        Approach,
        section=_SORT,
        help=N_("Situational makes the act harder just there, social changes why anybody would."),
    )
    prevention: str | None = fields.choice(N_("Level of prevention"), Prevention, section=_SORT)
    evidence: str | None = fields.choice(
        N_("Evidence"), Evidence, section=_SORT, help=N_("How well it is known that such a measure works.")
    )
    evidence_source: str | None = fields.paragraph(
        N_("What the evidence is"), section=_SORT, help=N_("The study or the summary, with its year.")
    )
    citizen_promise: bool | None = fields.flag(
        N_("Promise to citizens"),
        section=_PROMISE,
        help=N_("The municipality and the police have promised it in public. It is reviewed each half year."),
    )
    promise: str | None = fields.paragraph(
        N_("What was promised"), section=_PROMISE, help=N_("As it was told to those who live there.")
    )
    promised_on: date | None = fields.day(N_("Promised on"), section=_PROMISE)
    promise_reviewed_on: date | None = fields.day(N_("Last reviewed on"), section=_PROMISE)
    promise_review_on: date | None = fields.day(
        N_("Next review"),
        section=_PROMISE,
        help=N_("Empty means six months after it was promised or last reviewed."),
    )
    pilot: bool | None = fields.flag(
        N_("Pilot"), section=_PILOT, help=N_("Something new that is tried for a time and then judged.")
    )
    hypothesis: str | None = fields.paragraph(
        N_("Hypothesis"), section=_PILOT, help=N_("If we do this, then that happens, because …")
    )
    stop_rule: str | None = fields.paragraph(
        N_("Stop rule"), section=_PILOT, help=N_("What would make us stop early, written before it begins.")
    )
    judged_on: date | None = fields.day(
        N_("To be judged on"), section=_PILOT, help=N_("The day when it is scaled up, changed or ended.")
    )
    pilot_decision: str | None = fields.choice(
        N_("What became of the pilot"), PilotDecision, section=_PILOT, help=N_("Empty until it is judged.")
    )
    pilot_reason: str | None = fields.paragraph(N_("Why"), section=_PILOT)
    notes: str | None = fields.paragraph(
        N_("Notes"),
        leaders_only=True,
        section=_REST,
        help=N_("For the two leaders, never printed for the council."),
    )


def is_over(measure: Measure) -> bool:
    """Whether nothing more is to be done: carried out or dropped."""
    return measure.stage in (Stage.DONE, Stage.DROPPED)


def promise_review(measure: Measure) -> date | None:
    """When a promise to citizens is to be reviewed: the day that is set, else half a year after the last time."""
    if not measure.citizen_promise:
        return None
    if measure.promise_review_on is not None:
        return measure.promise_review_on
    since = measure.promise_reviewed_on or measure.promised_on
    return None if since is None else months_later(since, MONTHS_BETWEEN_REVIEWS)
