"""What stands in the council's year: meetings, reports, follow-ups and reviews, what runs out, the law's two years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col

from trygg_desktop.domain.council import Decision, Meeting, MeetingStatus, Preparation
from trygg_desktop.domain.fields import Choice
from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.measures import MONTHS_BETWEEN_REVIEWS, Measure, is_over, promise_review
from trygg_desktop.domain.presence import months_later
from trygg_desktop.domain.record import Audience, Record, headline
from trygg_desktop.domain.stakeholders import Agreement, AgreementStatus
from trygg_desktop.i18n import N_, _
from trygg_desktop.insight.audience import visible
from trygg_desktop.insight.decisions import CLOSED
from trygg_desktop.insight.law import countdown, latest_decided
from trygg_desktop.insight.looks import latest_follow_ups, still_awaited
from trygg_desktop.workspace import Workspace

REVIEWS_AHEAD = 4
"""A promise to citizens is in the year with its next review and those that follow, two years in all."""


class What(Choice):
    """The kinds of marks in the year."""

    MEETING = "meeting", N_("Meeting")
    REPORT = "report", N_("Report")
    PREPARATION = "preparation", N_("Preparation")
    DECISION = "decision", N_("Decision")
    REVIEW = "review", N_("Review of a promise")
    FOLLOW_UP = "follow-up", N_("Follow-up")
    PILOT = "pilot", N_("Pilot")
    AGREEMENT = "agreement", N_("Runs out")
    TWO_YEARS = "two-years", N_("Two years by law")


@dataclass(frozen=True, slots=True)
class YearMark:
    """One thing on one day of the year.

    Args:
        waits: false for what is done or over.
        kind: of the record it is about.
        protected: whether a screen that others may see, or a calendar, must not say its title.
        number: which of several of the same sort about one record; the first is 0.
    """

    day: date
    what: What
    title: str
    id: UUID
    waits: bool = True
    kind: str = ""
    protected: bool = False
    number: int = 0

    @property
    def shown(self) -> str:
        """The title, or of a confidential record only that there is one."""
        return _("A record marked confidential") if self.protected else self.title


def year_marks(
    workspace: Workspace,
    first: date,
    last: date,
    *,
    today: date | None = None,
    audience: Audience | None = None,
) -> list[YearMark]:
    """Everything from the first to the last day, by day. A cancelled meeting is not held, nor reported on.

    Args:
        today: by which day a picture must have been decided for its two years to count; without it any day.
    """
    marks = [
        *_of_meetings(workspace, audience),
        *_dated(workspace, Preparation, What.PREPARATION, "due", "done", (True,), audience),
        *_dated(workspace, Decision, What.DECISION, "due", "status", CLOSED, audience),
        *_dated(
            workspace, Agreement, What.AGREEMENT, "runs_out_on", "status", (AgreementStatus.ENDED,), audience
        ),
        *_reviews(workspace, audience),
        *_follow_ups(workspace, audience),
        *_pilots(workspace, audience),
        *_two_years(workspace, today or date.max, audience),
    ]
    within = [mark for mark in marks if first <= mark.day <= last]
    return sorted(within, key=lambda mark: (mark.day, mark.what, mark.title))


def _of_meetings(workspace: Workspace, audience: Audience | None) -> Iterator[YearMark]:
    names = ["held_on", "status", "title", "report_due", "reported_on", "protection"]
    for id, day, status, title, due, reported, protection in workspace.rows(
        Meeting, names, where=visible(Meeting, audience)
    ):
        if status == MeetingStatus.CANCELLED:
            continue
        hidden = not Audience.COUNCIL.may_see(protection)
        kind = Meeting.about.name
        if day:
            held = status == MeetingStatus.HELD
            yield YearMark(day, What.MEETING, title or "", id, not held, kind, hidden)
        if reported or due:
            told = _("To the executive board on {meeting}", meeting=title or "")
            yield YearMark(reported or due, What.REPORT, told, id, not reported, kind, hidden)


def _dated(
    workspace: Workspace,
    kind: type[Record],
    what: What,
    day: str,
    state: str,
    over: tuple[object, ...],
    audience: Audience | None,
) -> Iterator[YearMark]:
    where = (col(getattr(kind, day)).is_not(None), *visible(kind, audience))
    for id, on, title, now, protection in workspace.rows(
        kind, [day, "title", state, "protection"], where=where
    ):
        hidden = not Audience.COUNCIL.may_see(protection)
        yield YearMark(on, what, title or "", id, now not in over, kind.about.name, hidden)


def _reviews(workspace: Workspace, audience: Audience | None) -> Iterator[YearMark]:
    """When each promise was reviewed last, when it is to be reviewed next, and each half year from then."""
    promised = col(Measure.citizen_promise).is_(True)
    for measure in workspace.records(Measure, promised, *visible(Measure, audience)):
        assert measure.id is not None
        hidden = not Audience.COUNCIL.may_see(measure.protection)
        about = headline(measure.title), measure.id
        if measure.promise_reviewed_on:
            on = measure.promise_reviewed_on
            yield YearMark(on, What.REVIEW, *about, False, Measure.about.name, hidden, -1)
        following = promise_review(measure)
        if following is None or is_over(measure):
            continue
        for number in range(REVIEWS_AHEAD):
            day = months_later(following, number * MONTHS_BETWEEN_REVIEWS)
            if number and measure.to_on is not None and day > measure.to_on:
                break
            yield YearMark(day, What.REVIEW, *about, True, Measure.about.name, hidden, number)


def _follow_ups(workspace: Workspace, audience: Audience | None) -> Iterator[YearMark]:
    """When each measure is to be followed up, and the next step of a follow-up; one day of a measure is told once,
    and not where its promise is reviewed anyway."""
    latest = latest_follow_ups(workspace, audience)
    told: set[tuple[UUID | None, date]] = set()
    planned = col(Measure.follow_up_on).is_not(None)
    for measure in workspace.records(Measure, planned, *visible(Measure, audience)):
        assert measure.id is not None and measure.follow_up_on is not None
        day, last = measure.follow_up_on, latest.get(measure.id, (None, None))[0]
        waits = still_awaited(day, last)
        told.add((measure.id, day))
        if day != promise_review(measure) and not (waits and is_over(measure)):
            hidden = not Audience.COUNCIL.may_see(measure.protection)
            about = headline(measure.title), measure.id
            yield YearMark(day, What.FOLLOW_UP, *about, waits, Measure.about.name, hidden)
    names = ["follow_up_on", "text", "followed_up", "measure", "protection"]
    where = (col(FollowUp.follow_up_on).is_not(None), *visible(FollowUp, audience))
    for id, day, text, done, of, protection in workspace.rows(FollowUp, names, where=where):
        if (of, day) not in told:
            hidden = not Audience.COUNCIL.may_see(protection)
            yield YearMark(day, What.FOLLOW_UP, headline(text), id, not done, FollowUp.about.name, hidden)


def _pilots(workspace: Workspace, audience: Audience | None) -> Iterator[YearMark]:
    """When what is tried is to be judged."""
    tried = (col(Measure.pilot).is_(True), col(Measure.judged_on).is_not(None))
    for measure in workspace.records(Measure, *tried, *visible(Measure, audience)):
        assert measure.id is not None and measure.judged_on is not None
        waits = not measure.pilot_decision
        if not (waits and is_over(measure)):
            hidden = not Audience.COUNCIL.may_see(measure.protection)
            about = headline(measure.title), measure.id
            yield YearMark(measure.judged_on, What.PILOT, *about, waits, Measure.about.name, hidden)


def _two_years(workspace: Workspace, today: date, audience: Audience | None) -> Iterator[YearMark]:
    """When picture and plan are due again by lag (2023:196), 6 §."""
    picture = latest_decided(workspace, today, audience=audience)
    counted = countdown(workspace, today, audience=audience)
    if picture is None or counted is None or picture.id is None:
        return
    for number, (day, title) in enumerate(
        (
            (counted.picture_due, _("The situational picture is to be updated by now (6 §)")),
            (counted.follow_up_due, _("The action plan is to be followed up by now (6 §)")),
        )
    ):
        if day is not None:
            yield YearMark(day, What.TWO_YEARS, title, picture.id, True, picture.about.name, False, number)
