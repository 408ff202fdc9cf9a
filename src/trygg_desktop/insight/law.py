"""How the municipality stands with the law on crime prevention, told from the records, and when it falls due.

Lag (2023:196) om kommuners ansvar för brottsförebyggande arbete, in force since 1 July 2023. What is told is what
the records show, no legal judgement: work that was never written down here does not show.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import col

from trygg_desktop.domain.council import CouncilMember, Decision, Meeting, MeetingStatus
from trygg_desktop.domain.fields import Choice
from trygg_desktop.domain.follow_up import Evaluation, FollowUp
from trygg_desktop.domain.measures import Measure, Stage
from trygg_desktop.domain.pictures import (
    PicturePart,
    PictureSignature,
    PictureStatus,
    SituationPicture,
    status_of,
)
from trygg_desktop.domain.presence import months_later
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.signing import status_now
from trygg_desktop.domain.stakeholders import Agreement, AgreementStatus, Interaction
from trygg_desktop.i18n import N_, local
from trygg_desktop.insight.audience import visible
from trygg_desktop.workspace import Workspace

MONTHS = 24
"""At least every second year the picture is updated and the plan followed up (6 §)."""
SOON = timedelta(days=183)
"""Half a year ahead it is time to begin: a picture takes some months to draw."""
_A_YEAR = timedelta(days=365)
BOARD_REPORT = "board-report"


class Standing(Choice):
    """What the records show of a section."""

    MET = "met", N_("In place")
    SOON = "soon", N_("In place, due within half a year")
    PARTLY = "partly", N_("Partly in place")
    OVERDUE = "overdue", N_("Overdue")
    NOTHING = "nothing", N_("Nothing here shows it")


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the law.

    Args:
        section: its number, or the numbers of two that belong together.
        title: what it requires, in brief; marked text.
        due: when it has to be done again, where the law or a record sets a day.
        evidence: the records that it is told from.
        first_due: the record that sets the day.
    """

    section: str
    title: str
    status: Standing
    due: date | None = None
    evidence: tuple[UUID, ...] = ()
    first_due: UUID | None = None


@dataclass(frozen=True, slots=True)
class Countdown:
    """The two years of 6 §: since when, until when, and how many days are left (below 0: overdue).

    The picture's half runs from `since` to `picture_due`, the plan's from `plan_since` to `follow_up_due`; `due`
    is the first of the two.
    """

    since: date
    plan_since: date
    picture_due: date
    follow_up_due: date
    due: date
    days_left: int


def law(workspace: Workspace, today: date, *, audience: Audience | None = None) -> list[Section]:
    """Each section that asks for something that the council's records can show, in the law's order."""
    told = _Records(workspace, today, audience)
    return [
        _picture(told),
        _plan(told),
        _two_years(told),
        _agreements(told),
        _council(told),
        _coordination(told),
        _board(told),
    ]


def countdown(workspace: Workspace, today: date, *, audience: Audience | None = None) -> Countdown | None:
    """How long until picture and plan are due again; nothing before a picture has been decided."""
    return _Records(workspace, today, audience).countdown()


def latest_decided(
    workspace: Workspace, today: date, *, audience: Audience | None = None
) -> SituationPicture | None:
    """The picture that was decided last, by this day."""
    decided = _Records(workspace, today, audience).decided
    return decided[-1] if decided else None


class _Records:
    """What the sections are told from, each kind read when it is first needed."""

    def __init__(self, workspace: Workspace, today: date, audience: Audience | None) -> None:
        self.workspace = workspace
        self.today = today
        self.audience = audience
        self.pictures = workspace.records(SituationPicture, *visible(SituationPicture, audience))
        self.measures = [
            measure
            for measure in workspace.records(Measure, *visible(Measure, audience))
            if measure.stage != Stage.DROPPED
        ]

    @property
    def decided(self) -> list[SituationPicture]:
        """The pictures that are decided by this day, the latest last."""
        days = [
            (on, picture)
            for picture in self.pictures
            if self._is_decided(picture) and (on := decided_on(picture)) <= self.today
        ]
        return [picture for _on, picture in sorted(days, key=lambda each: each[0])]

    def _is_decided(self, picture: SituationPicture) -> bool:
        """Whether both sides signed the same, which only a picture that says it is decided is asked."""
        if status_of(picture) is not PictureStatus.DECIDED:
            return False
        parts = self.workspace.records(PicturePart, col(PicturePart.picture) == picture.id)
        signatures = self.workspace.records(PictureSignature, col(PictureSignature.picture) == picture.id)
        return status_now(picture, parts, signatures) is PictureStatus.DECIDED

    @property
    def planned(self) -> list[Measure]:
        """The measures that were decided on."""
        return [
            measure
            for measure in self.measures
            if measure.decision or measure.stage in (Stage.DECIDED, Stage.ONGOING, Stage.DONE)
        ]

    def follow_ups(self) -> list[tuple[date, UUID]]:
        """When measures were followed up or evaluated, the latest last."""
        found = []
        for kind, day in ((FollowUp, "on"), (Evaluation, "done_on")):
            for id, on in self.workspace.rows(kind, [day], where=visible(kind, self.audience)):
                if on is not None and on <= self.today:
                    found.append((on, id))
        return sorted(found)

    def countdown(self) -> Countdown | None:
        """The two years since the latest picture, and since the plan was last followed up."""
        if not self.decided:
            return None
        since = decided_on(self.decided[-1])
        followed = [on for on, _id in self.follow_ups()]
        plan_since = max([*followed[-1:], self._plan_decided(since)])
        picture_due, follow_up_due = months_later(since, MONTHS), months_later(plan_since, MONTHS)
        due = min(picture_due, follow_up_due)
        return Countdown(since, plan_since, picture_due, follow_up_due, due, (due - self.today).days)

    def _plan_decided(self, otherwise: date) -> date:
        """When the plan was first decided on; before it was followed up, its two years count from there."""
        wanted = {measure.decision for measure in self.planned if measure.decision}
        days = [
            on
            for id, on in self.workspace.rows(Decision, ["decided_on"])
            if id in wanted and on is not None and on <= self.today
        ]
        return min(days, default=otherwise)


def decided_on(picture: SituationPicture) -> date:
    """The day on which a decided picture was decided: when it is said, else when the second side agreed."""
    moments = [picture.agreed_municipality_at, picture.agreed_police_at]
    agreed = [moment for moment in moments if moment is not None]
    moment = picture.decided_at or max(agreed)
    return local(moment).date()


def _picture(told: _Records) -> Section:
    title = N_("A situational picture: survey of crime, other information, analysis")
    if not told.decided:
        status = Standing.PARTLY if told.pictures else Standing.NOTHING
        return Section("4", title, status, evidence=_ids(told.pictures[:1]))
    latest = told.decided[-1]
    whole = all((latest.survey, latest.other_information, latest.analysis))
    return Section("4", title, Standing.MET if whole else Standing.PARTLY, evidence=_ids([latest]))


def _plan(told: _Records) -> Section:
    title = N_("An action plan, decided on the ground of the picture")
    if not told.measures:
        return Section("5", title, Standing.NOTHING)
    if not told.planned:
        return Section("5", title, Standing.PARTLY, evidence=_ids(told.measures))
    status = Standing.MET if told.decided else Standing.PARTLY
    return Section("5", title, status, evidence=_ids(told.planned))


def _two_years(told: _Records) -> Section:
    title = N_("At least every second year: picture updated and plan followed up")
    counted = told.countdown()
    if counted is None:
        return Section("6", title, Standing.NOTHING)
    latest = [id for _on, id in told.follow_ups()[-1:]]
    evidence = (*_ids(told.decided[-1:]), *latest)
    return Section("6", title, _by_day(counted.due, told.today), counted.due, evidence)


def _agreements(told: _Records) -> Section:
    title = N_("Written agreements, with at least purposes and areas")
    agreements = told.workspace.records(Agreement, *visible(Agreement, told.audience))
    current = [
        each for each in agreements if each.status not in (AgreementStatus.ENDED, AgreementStatus.PROPOSED)
    ]
    in_force = [each for each in current if each.runs_out_on is None or each.runs_out_on >= told.today]
    whole = [each for each in in_force if each.purposes and each.areas]
    dated = sorted((each.runs_out_on, each.id) for each in whole if each.runs_out_on and each.id)
    due, first = dated[0] if dated else (None, None)
    if whole:
        status = _by_day(due, told.today) if due else Standing.MET
        return Section("9", title, status, due, _ids(whole), first)
    if in_force:
        return Section("9", title, Standing.PARTLY, evidence=_ids(in_force))
    if current:
        latest = max((each.runs_out_on for each in current if each.runs_out_on), default=None)
        return Section("9", title, Standing.OVERDUE, latest, _ids(current))
    return Section("9", title, Standing.PARTLY if agreements else Standing.NOTHING, evidence=_ids(agreements))


def _council(told: _Records) -> Section:
    title = N_("A strategic council, led by the municipality")
    held = [
        (on, id)
        for id, on, status in _held(told)
        if on is not None and on <= told.today and status == MeetingStatus.HELD
    ]
    members = told.workspace.count(CouncilMember, *visible(CouncilMember, told.audience))
    recent = [id for on, id in sorted(held) if on >= told.today - _A_YEAR]
    if recent:
        return Section("10", title, Standing.MET, evidence=tuple(recent))
    status = Standing.PARTLY if held or members else Standing.NOTHING
    return Section("10", title, status, evidence=tuple(id for _on, id in sorted(held)[-1:]))


def _held(told: _Records) -> list[Any]:
    return told.workspace.rows(Meeting, ["held_on", "status"], where=visible(Meeting, told.audience))


def _coordination(told: _Records) -> Section:
    title = N_("A coordinating function: contact point, support, spreading information")
    where = (
        col(Interaction.on) >= told.today - _A_YEAR,
        col(Interaction.on) <= told.today,
        *visible(Interaction, told.audience),
    )
    contacts = tuple(id for id, _on in told.workspace.rows(Interaction, ["on"], where=where, sort="-on"))
    named = bool(told.workspace.council().role_municipality)
    if contacts and named:
        return Section("11–12", title, Standing.MET, evidence=contacts)
    return Section(
        "11–12", title, Standing.PARTLY if contacts or named else Standing.NOTHING, evidence=contacts
    )


def _board(told: _Records) -> Section:
    """Told from the register of what was made, as a report is a document, and from meetings marked as reported.

    It falls due on the first day that a meeting that was held is to be reported by.
    """
    title = N_("The board leads the work and reports to the municipal council")
    names = ["reported_on", "report_due", "status"]
    meetings = told.workspace.rows(Meeting, names, where=visible(Meeting, told.audience))
    reported = sorted((on, id) for id, on, _due, _status in meetings if on is not None and on <= told.today)
    waiting = sorted(
        (due, id)
        for id, on, due, status in meetings
        if on is None and due is not None and status != MeetingStatus.CANCELLED
    )
    made = [
        local(each.made_at).date() for each in told.workspace.made_briefings() if each.name == BOARD_REPORT
    ]
    days = [day for day in (*made, *(on for on, _id in reported)) if day <= told.today]
    recent = any(day >= told.today - _A_YEAR for day in days)
    status = Standing.MET if recent else Standing.PARTLY if days else Standing.NOTHING
    due, first = waiting[0] if waiting else (None, None)
    if due is not None and (status is Standing.MET or due < told.today):
        status = _by_day(due, told.today)
    evidence = tuple(id for on, id in reported if on >= told.today - _A_YEAR)
    return Section("13", title, status, due, evidence, first)


def _by_day(due: date, today: date) -> Standing:
    if due < today:
        return Standing.OVERDUE
    return Standing.SOON if due - today <= SOON else Standing.MET


def _ids(records: Iterable[Any] | Sequence[Any]) -> tuple[UUID, ...]:
    return tuple(record.id for record in records if record.id is not None)
