"""The report to the municipal board: what is gathered of the law's points, decisions, presence and figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from trygg_desktop.briefings.content import Edition, Reading, kind_in_words
from trygg_desktop.briefings.cover import Cover, cover_of
from trygg_desktop.briefings.decided import DecidedContent, day_made, decided
from trygg_desktop.briefings.latest_figures import FigureContent, latest_figure
from trygg_desktop.briefings.presence import PresenceContent, gather_presence
from trygg_desktop.briefings.request import Request
from trygg_desktop.domain.council import Decision, Meeting, MeetingStatus
from trygg_desktop.domain.figures import Indicator
from trygg_desktop.domain.follow_up import Evaluation, FollowUp
from trygg_desktop.domain.measures import Light, Measure
from trygg_desktop.domain.record import Audience, Record
from trygg_desktop.domain.values import sort_key
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_, _, number, short_date
from trygg_desktop.insight.law import Standing, law
from trygg_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SectionContent:
    """A section of the law, how the records show that it stands, and what shows it."""

    section: str
    title: str
    standing: Standing
    due: date | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DoneContent:
    """What was found about a measure in the time that the report tells of."""

    measure: str
    on: date | None
    light: Light | None
    text: str
    marking: str


@dataclass(frozen=True, slots=True)
class ProposalContent:
    """What the council should decide on the ground of an evaluation or a pilot."""

    title: str
    text: str
    marking: str


@dataclass(frozen=True, slots=True)
class BoardReportContent:
    """Everything that the report prints, already filtered for its audience."""

    cover: Cover
    since: date
    until: date
    law: tuple[SectionContent, ...]
    meetings: tuple[date, ...]
    decisions: tuple[DecidedContent, ...]
    done: tuple[DoneContent, ...]
    presence: PresenceContent | None
    figures: tuple[FigureContent, ...]
    proposals: tuple[ProposalContent, ...]


SHOWN_EVIDENCE = 3
"""More records of a kind than this are told by their number."""


def gather(workspace: Workspace, edition: Edition, request: Request) -> tuple[BoardReportContent, Reading]:
    """Reads what the report on a time may hold for this edition.

    Raises:
        UserError: no time is given.
    """
    reading = Reading(workspace, edition)
    since, until = request.since, request.until
    if since is None or until is None:
        raise UserError("time-needed", N_("Say from which day to which day the briefing tells."))
    known = min(until, edition.today)
    content = BoardReportContent(
        since=since,
        until=until,
        law=_law(reading, known),
        meetings=_meetings(reading, since, known),
        decisions=_decisions(reading, since, known),
        done=_done(reading, since, known),
        presence=gather_presence(reading, since=since, until=known),
        figures=_figures(reading, known),
        proposals=_proposals(reading, known),
        cover=cover_of(reading),
    )
    return content, reading


def _law(reading: Reading, day: date) -> tuple[SectionContent, ...]:
    """The sections as what the audience may see shows them; what it may not see is counted as left out."""
    for section in law(reading.workspace, day, audience=Audience.LEADERS):
        for id in section.evidence:
            reading.find(id)
    return tuple(
        SectionContent(
            section=section.section,
            title=section.title,
            standing=section.status,
            due=section.due,
            evidence=_evidence(reading, section.evidence),
        )
        for section in law(reading.workspace, day, audience=reading.audience)
    )


def _evidence(reading: Reading, ids: tuple[UUID, ...]) -> tuple[str, ...]:
    """Records that show something: few by name, many of a kind and those that are notes by their number."""
    kinds: dict[str, list[Record]] = {}
    for id in ids:
        record = reading.find(id)
        if record is not None:
            kinds.setdefault(record.about.name, []).append(record)
    told: list[str] = []
    for records in kinds.values():
        about = records[0].about
        if isinstance(records[0], Meeting):
            records.sort(key=_held_on)
        if about.naming == "text" or len(records) > SHOWN_EVIDENCE:
            kind = kind_in_words(records[0]) if len(records) == 1 else about.several
            told.append(f"{number(len(records))} {kind}")
        else:
            told += [_named(reading, record) for record in records]
    return tuple(told)


def _held_on(record: Record) -> date:
    return (record.held_on if isinstance(record, Meeting) else None) or date.min


def _named(reading: Reading, record: Record) -> str:
    """What a record is called; a meeting by its day, which its own name may tell without the year."""
    if isinstance(record, Meeting) and record.held_on:
        return _("The meeting of {day}", day=short_date(record.held_on))
    return reading.title_of(record)


def _meetings(reading: Reading, since: date, until: date) -> tuple[date, ...]:
    """The days on which the council met."""
    today = reading.edition.today
    held = [
        one
        for one in reading.workspace.records(Meeting)
        if one.held_on is not None
        and since <= one.held_on <= until
        and one.status != MeetingStatus.CANCELLED
        and (one.held_on < today or one.status == MeetingStatus.HELD)
    ]
    return tuple(sorted(one.held_on for one in reading.admit(held) if one.held_on))


def _decisions(reading: Reading, since: date, until: date) -> tuple[DecidedContent, ...]:
    """What was decided in the time, in the order it was decided."""
    day = day_made(reading.workspace)
    within = [one for one in reading.workspace.records(Decision) if (on := day(one)) and since <= on <= until]
    within.sort(key=lambda one: (day(one) or since, sort_key(one.title or "") or ""))
    return tuple(decided(reading, one) for one in reading.admit(within))


def _done(reading: Reading, since: date, until: date) -> tuple[DoneContent, ...]:
    """The latest follow-up of each measure in the time, by the measure's name."""
    latest: dict[UUID, FollowUp] = {}
    within = [one for one in reading.workspace.records(FollowUp) if one.on and since <= one.on <= until]
    for one in sorted(reading.admit(within), key=lambda one: (one.on or since, str(one.id))):
        if one.measure is not None and isinstance(reading.find(one.measure), Measure):
            latest[one.measure] = one
    found = [
        DoneContent(
            measure=reading.title(id),
            on=one.on,
            light=Light(one.status) if one.status in list(Light) else None,
            text=(one.text or "").strip(),
            marking=reading.marking_of(one),
        )
        for id, one in latest.items()
    ]
    return tuple(sorted(found, key=lambda one: sort_key(one.measure) or ""))


def _figures(reading: Reading, until: date) -> tuple[FigureContent, ...]:
    """The latest figure of each indicator for the whole city, by theme and name."""
    indicators = sorted(
        reading.records(Indicator), key=lambda one: (one.theme or "~", sort_key(one.name or "") or "")
    )
    found = (latest_figure(reading, one, until=until) for one in indicators)
    return tuple(one for one in found if one is not None)


def _proposals(reading: Reading, until: date) -> tuple[ProposalContent, ...]:
    """What evaluations that were finished by the day propose and the council has not decided on yet."""
    waiting = [
        one
        for one in reading.workspace.records(Evaluation)
        if one.decision is None
        and (one.proposal or "").strip()
        and (not one.done_on or one.done_on <= until)
        and (one.measure is None or reading.find(one.measure) is not None)
    ]
    return tuple(
        ProposalContent(one.title or "", (one.proposal or "").strip(), reading.marking_of(one))
        for one in reading.admit(waiting)
    )
