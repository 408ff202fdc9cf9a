"""What became of a measure: how it went, whether it helped, and what the council should make of it."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from trygg_desktop.domain import fields
from trygg_desktop.domain.fields import Choice, References
from trygg_desktop.domain.measures import Light
from trygg_desktop.domain.record import About, Record
from trygg_desktop.i18n import N_

_SEEN = N_("What was found")
_PLAN = N_("Planned and actual")
_NEXT = N_("Next step")
_WHAT = N_("What is evaluated")
_FIGURES = N_("Before and after")
_COMPARED = N_("Compared with")
_FOUND = N_("Result and lessons")


class FollowUpLevel(Choice):
    """What a follow-up looks at."""

    PRODUCTION = "production", N_("Production: what was done")
    PROCESS = "process", N_("Process: how it was done")
    EFFECT = "effect", N_("Effect: what it led to")


class Design(Choice):
    """How an evaluation tells what the measure did from what would have happened anyway."""

    BEFORE_AFTER = "before-after", N_("Before and after")
    COMPARED = "compared", N_("Before and after, with a comparison area")
    SERIES = "series", N_("A series of measurements over time")
    RANDOMISED = "randomised", N_("Randomised trial")
    PROCESS = "process", N_("Interviews and observations")
    OTHER = "other", N_("Other")


class FollowUp(Record, table=True):
    """One look at a measure: what was planned, what became of it, and what comes next."""

    about: ClassVar[About] = About(
        "follow-up",
        N_("Follow-up"),
        N_("Follow-ups"),
        new=N_("New follow-up"),
        noun=N_("follow-up"),
        naming="text",
        icon="ph.clipboard-text",
        order=("-on",),
    )

    text: str | None = fields.paragraph(
        N_("What was found"), required=True, listed=True, section=_SEEN, help=N_("In a sentence or two.")
    )
    measure: UUID | None = fields.reference(N_("Measure"), "measure", listed=True, section=_SEEN)
    on: date | None = fields.day(N_("Date"), listed=True, section=_SEEN)
    level: str | None = fields.choice(N_("What it looks at"), FollowUpLevel, listed=True, section=_SEEN)
    status: str | None = fields.choice(N_("Status"), Light, listed=True, section=_SEEN)
    done_by: str | None = fields.text(
        N_("Followed up by"), personal=True, section=_SEEN, help=N_("A role rather than a name.")
    )
    planned: str | None = fields.paragraph(
        N_("The plan"), section=_PLAN, help=N_("What was to be done by now, as the plan says.")
    )
    actual: str | None = fields.paragraph(
        N_("The outcome"), section=_PLAN, help=N_("What has been done by now.")
    )
    planned_count: float | None = fields.number(
        N_("Planned number"),
        section=_PLAN,
        help=N_("Such as evenings, visits or lamps, where it can be counted."),
    )
    actual_count: float | None = fields.number(N_("Actual number"), section=_PLAN)
    deviation: str | None = fields.paragraph(
        N_("Deviation"), section=_PLAN, help=N_("What differs from the plan, and why.")
    )
    next_step: str | None = fields.paragraph(N_("Next step"), listed=True, section=_NEXT)
    follow_up_on: date | None = fields.day(N_("Follow up on"), section=_NEXT)
    followed_up: bool | None = fields.flag(N_("Followed up"), section=_NEXT)


class Evaluation(Record, table=True):
    """Whether a measure helped, how sure that is, and what the council should decide."""

    about: ClassVar[About] = About(
        "evaluation",
        N_("Evaluation"),
        N_("Evaluations"),
        new=N_("New evaluation"),
        noun=N_("evaluation"),
        naming="title",
        icon="ph.scales",
        order=("-done_on",),
    )

    title: str = fields.text(N_("Title"), required=True, listed=True, section=_WHAT)
    measure: UUID | None = fields.reference(N_("Measure"), "measure", listed=True, section=_WHAT)
    done_on: date | None = fields.day(N_("Finished on"), listed=True, section=_WHAT)
    evaluator: UUID | None = fields.reference(
        N_("Evaluated by"),
        "stakeholder",
        section=_WHAT,
        help=N_("Preferably someone other than those who carried it out."),
    )
    question: str | None = fields.paragraph(
        N_("Question"), section=_WHAT, help=N_("What one wanted to know, as it was put beforehand.")
    )
    design: str | None = fields.choice(
        N_("Design"), Design, listed=True, section=_WHAT, help=N_("How strong a conclusion it allows.")
    )
    method: str | None = fields.paragraph(
        N_("Method"), section=_WHAT, help=N_("What was collected, from whom, and who did not answer.")
    )
    indicator: UUID | None = fields.reference(N_("Indicator"), "indicator", section=_FIGURES)
    before_period: str | None = fields.text(N_("Before: period"), searchable=False, section=_FIGURES)
    before: float | None = fields.number(N_("Before: value"), section=_FIGURES)
    before_n: int | None = fields.integer(
        N_("Before: number of answers (n)"), section=_FIGURES, help=N_("Always shown beside the value.")
    )
    after_period: str | None = fields.text(N_("After: period"), searchable=False, section=_FIGURES)
    after: float | None = fields.number(N_("After: value"), section=_FIGURES)
    after_n: int | None = fields.integer(
        N_("After: number of answers (n)"), section=_FIGURES, help=N_("Always shown beside the value.")
    )
    comparison_districts: ClassVar[References] = fields.references(
        N_("Comparison area"),
        "district",
        section=_COMPARED,
        help=N_("A place like this one where the measure was not taken."),
    )
    comparison_before: float | None = fields.number(N_("Comparison, before: value"), section=_COMPARED)
    comparison_before_n: int | None = fields.integer(
        N_("Comparison, before: number of answers (n)"), section=_COMPARED
    )
    comparison_after: float | None = fields.number(N_("Comparison, after: value"), section=_COMPARED)
    comparison_after_n: int | None = fields.integer(
        N_("Comparison, after: number of answers (n)"), section=_COMPARED
    )
    result: str | None = fields.paragraph(
        N_("Result"), listed=True, section=_FOUND, help=N_("What was found, and how sure it is.")
    )
    lessons: str | None = fields.paragraph(
        N_("Lessons"), section=_FOUND, help=N_("What someone who does it again should know.")
    )
    proposal: str | None = fields.paragraph(
        N_("What the council should decide"), section=_FOUND, help=N_("As it can stand in the agenda.")
    )
    decision: UUID | None = fields.reference(
        N_("Decision"), "decision", section=_FOUND, help=N_("What the council made of it.")
    )


def net_change(evaluation: Evaluation) -> float | None:
    """The change where the measure was taken less the change in the comparison area (difference in differences).

    In the indicator's unit; nothing where one of the four values is missing.
    """
    values = (
        evaluation.before,
        evaluation.after,
        evaluation.comparison_before,
        evaluation.comparison_after,
    )
    before, after, other_before, other_after = values
    if before is None or after is None or other_before is None or other_after is None:
        return None
    return (after - before) - (other_after - other_before)
