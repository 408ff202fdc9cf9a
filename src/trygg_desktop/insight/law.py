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

from trygg_desktop.domain.council import CouncilMember, Meeting, MeetingStatus
from trygg_desktop.domain.fields import Choice
from trygg_desktop.domain.pictures import SituationPicture
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.settings import CouncilSettings
from trygg_desktop.domain.stakeholders import Agreement, AgreementStatus, Interaction
from trygg_desktop.i18n import N_, local
from trygg_desktop.insight.audience import visible
from trygg_desktop.insight.law_records import Countdown as Countdown
from trygg_desktop.insight.law_records import Records
from trygg_desktop.insight.law_records import decided_on as decided_on
from trygg_desktop.workspace import Workspace

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


def law(workspace: Workspace, today: date, *, audience: Audience | None = None) -> list[Section]:
    """Each section that asks for something that the council's records can show, in the law's order."""
    told = Records(workspace, today, audience)
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
    return Records(workspace, today, audience).countdown()


def latest_decided(
    workspace: Workspace, today: date, *, audience: Audience | None = None
) -> SituationPicture | None:
    """The picture that was decided last, by this day."""
    decided = Records(workspace, today, audience).decided
    return decided[-1] if decided else None


def _picture(told: Records) -> Section:
    title = N_("A situational picture: survey of crime, other information, analysis")
    if not told.decided:
        status = Standing.PARTLY if told.pictures else Standing.NOTHING
        return Section("4", title, status, evidence=_ids(told.pictures[:1]))
    latest = told.decided[-1]
    whole = all((latest.survey, latest.other_information, latest.analysis))
    return Section("4", title, Standing.MET if whole else Standing.PARTLY, evidence=_ids([latest]))


def _plan(told: Records) -> Section:
    title = N_("An action plan, decided on the ground of the picture")
    if not told.measures:
        return Section("5", title, Standing.NOTHING)
    if not told.planned:
        return Section("5", title, Standing.PARTLY, evidence=_ids(told.measures))
    status = Standing.MET if told.decided else Standing.PARTLY
    return Section("5", title, status, evidence=_ids(told.planned))


def _two_years(told: Records) -> Section:
    title = N_("At least every second year: picture updated and plan followed up")
    counted = told.countdown()
    if counted is None:
        return Section("6", title, Standing.NOTHING)
    latest = [id for _on, id in told.follow_ups()[-1:]]
    evidence = (*_ids(told.decided[-1:]), *latest)
    status = _by_day(counted.due, told.today)
    if counted.plan_since is None and status is not Standing.OVERDUE:
        status = Standing.PARTLY
    return Section("6", title, status, counted.due, evidence)


def _agreements(told: Records) -> Section:
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


def _council(told: Records) -> Section:
    title = N_("A strategic council, led by the municipality")
    held = [
        (on, id)
        for id, on, status in _held(told)
        if on is not None and on <= told.today and status == MeetingStatus.HELD
    ]
    members = told.workspace.count(CouncilMember, *visible(CouncilMember, told.audience))
    recent = [id for on, id in sorted(held, reverse=True) if on >= told.today - _A_YEAR]
    if recent:
        return Section("10", title, Standing.MET, evidence=tuple(recent))
    status = Standing.PARTLY if held or members else Standing.NOTHING
    return Section("10", title, status, evidence=tuple(id for _on, id in sorted(held)[-1:]))


def _held(told: Records) -> list[Any]:
    return told.workspace.rows(Meeting, ["held_on", "status"], where=visible(Meeting, told.audience))


def _coordination(told: Records) -> Section:
    title = N_("A coordinating function: contact point, support, spreading information")
    where = (
        col(Interaction.on) >= told.today - _A_YEAR,
        col(Interaction.on) <= told.today,
        *visible(Interaction, told.audience),
    )
    contacts = tuple(id for id, _on in told.workspace.rows(Interaction, ["on"], where=where, sort="-on"))
    role = told.workspace.council().role_municipality
    if contacts:
        return Section("11–12", title, Standing.MET if role else Standing.PARTLY, evidence=contacts)
    # Every council begins with the usual name of the role, which says nothing of whether somebody has it
    written = bool(role) and role != CouncilSettings.fields()["role_municipality"].default
    return Section("11–12", title, Standing.PARTLY if written else Standing.NOTHING)


def _board(told: Records) -> Section:
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
