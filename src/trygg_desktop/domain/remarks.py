"""What deserves attention in a record. It marks the record with a sentence and never refuses a save."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from trygg_desktop.domain.council import (
    AgendaItem,
    Attendance,
    CouncilMember,
    Decision,
    DecisionStatus,
    ItemForm,
    Meeting,
)
from trygg_desktop.domain.districts import District, Level
from trygg_desktop.domain.organisation_numbers import is_organisation_number
from trygg_desktop.domain.presence import Finding, FindingStatus, PresenceAction, PresenceSession, SafetyWalk
from trygg_desktop.domain.record import Protection, Record
from trygg_desktop.domain.remark import Remark as Remark
from trygg_desktop.domain.stakeholders import Agreement, Commitment, Contact, Interaction, Stakeholder
from trygg_desktop.i18n import N_, local


def remarks(record: Record) -> list[Remark]:
    """Everything that deserves attention in a record, its protection first."""
    found = [*_protection(record), *_order_of_days(record)]
    rule = _RULES.get(record.about.name) or _rules_of_the_year().get(record.about.name)
    if rule is not None:
        found += rule(record)
    return found


def _rules_of_the_year() -> dict[str, Callable[[Any], Iterator[Remark]]]:
    from trygg_desktop.domain.remarks_of_the_year import RULES  # kinds of their own, seldom needed at start

    return RULES


def _protection(record: Record) -> Iterator[Remark]:
    if record.protection == Protection.PROTECTED:
        if not record.ground:
            yield Remark("ground", N_("Marked confidential without a ground. Name the provision."))
        if not record.marked_on:
            yield Remark("marked_on", N_("Say on which day it was marked confidential."))
        if not record.marked_by:
            yield Remark("marked_by", N_("Say who marked it confidential."))
    elif record.ground:
        yield Remark("protection", N_("A ground is given but the record is not marked confidential."))


# A field that must not lie before another one of the same record.
_ORDERED: tuple[tuple[str, str], ...] = (
    ("from_on", "to_on"),
    ("starts", "ends"),
    ("signed_on", "runs_out_on"),
    ("promised_on", "due"),
    ("promised_on", "closed_on"),
    ("baseline_on", "due"),
    ("promised_on", "promise_review_on"),
    ("decided_on", "due"),
    ("decided_on", "closed_on"),
    ("walked_on", "answered_on"),
    ("on", "follow_up_on"),
    ("marked_on", "review_on"),
)


def _order_of_days(record: Record) -> Iterator[Remark]:
    for first, last in _ORDERED:
        before, after = getattr(record, first, None), getattr(record, last, None)
        if before is not None and after is not None and after < before:
            yield Remark(last, N_("The end lies before the beginning."))


def _stakeholder(record: Stakeholder) -> Iterator[Remark]:
    number = record.organisation_number
    if number and not is_organisation_number(number):
        yield Remark("organisation_number", N_("This is not a valid organisation number."))
    for name in ("influence", "interest"):
        value = getattr(record, name)
        if value is not None and not 1 <= value <= 5:
            yield Remark(name, N_("The scale goes from 1 to 5."))


def _contact(record: Contact) -> Iterator[Remark]:
    if not record.stakeholder:
        yield Remark("stakeholder", N_("Say which stakeholder the contact belongs to."))
    if not record.purpose:
        yield Remark("purpose", N_("Say what the personal data are needed for."))
    if not record.legal_basis:
        yield Remark("legal_basis", N_("Say on which legal basis the personal data are kept."))
    if not record.review_on:
        yield Remark("review_on", N_("Set a day when someone reviews or erases the personal data."))


def _interaction(record: Interaction) -> Iterator[Remark]:
    if not record.on:
        yield Remark("on", N_("Say when it took place."))
    if not record.stakeholder:
        yield Remark("stakeholder", N_("Say with which stakeholder."))
    if record.next_step and not record.follow_up_on:
        yield Remark("follow_up_on", N_("There is a next step but no day to follow it up."))


def _commitment(record: Commitment) -> Iterator[Remark]:
    if not record.stakeholder:
        yield Remark("stakeholder", N_("Say which stakeholder made the commitment."))
    if not record.due:
        yield Remark("due", N_("Say by when it is to be done."))


def _agreement(record: Agreement) -> Iterator[Remark]:
    if not record.stakeholders:
        yield Remark("stakeholders", N_("Say who the parties are."))
    if not record.purposes:
        yield Remark("purposes", N_("A written agreement needs at least purposes and areas."))
    if not record.areas:
        yield Remark("areas", N_("A written agreement needs at least purposes and areas."))
    if record.signed_on and not record.runs_out_on:
        yield Remark("runs_out_on", N_("Say when the agreement runs out."))


def _district(record: District) -> Iterator[Remark]:
    if record.parent is not None and record.parent == record.id:
        yield Remark("parent", N_("A district can't lie in itself."))
    if record.level == Level.AREA and not (record.tile_column and record.tile_row):
        yield Remark("tile_column", N_("The area has no tile on the map."))
    if record.population is not None and record.population_year is None:
        yield Remark("population_year", N_("Say from which year the population is."))


def _presence_action(record: PresenceAction) -> Iterator[Remark]:
    if not record.districts:
        yield Remark("districts", N_("Say in which districts."))
    if not record.responsible:
        yield Remark("responsible", N_("Say who is responsible."))
    if not record.goal:
        yield Remark("goal", N_("Say what should be different in the district."))


def _presence_session(record: PresenceSession) -> Iterator[Remark]:
    if not record.district:
        yield Remark("district", N_("Without a district the session does not count anywhere."))
    if not record.started:
        yield Remark("started", N_("Without a time the session does not count anywhere."))


def _safety_walk(record: SafetyWalk) -> Iterator[Remark]:
    if not record.district:
        yield Remark("district", N_("Say in which district."))
    if record.answered_on and not record.answer:
        yield Remark("answer", N_("Write what the residents were told."))


def _finding(record: Finding) -> Iterator[Remark]:
    if record.status == FindingStatus.REFUSED and not record.reason_for_refusal:
        yield Remark("reason_for_refusal", N_("A refused finding needs a reason that residents can read."))
    if record.status == FindingStatus.OPEN and not record.owner:
        yield Remark("owner", N_("The finding has no owner."))


def _council_member(record: CouncilMember) -> Iterator[Remark]:
    if not record.body:
        yield Remark("body", N_("Say which body the member comes from."))


def _meeting(record: Meeting) -> Iterator[Remark]:
    if record.starts and record.held_on and local(record.starts).date() != record.held_on:
        yield Remark("starts", N_("The start lies on another day than the meeting."))


def _agenda_item(record: AgendaItem) -> Iterator[Remark]:
    if not record.meeting:
        yield Remark("meeting", N_("Say at which meeting."))
    if record.form == ItemForm.DECISION and not record.proposal:
        yield Remark("proposal", N_("An item for decision needs a proposal."))
    if record.minutes is not None and record.minutes < 0:
        yield Remark("minutes", N_("A length of time can't be negative."))


def _attendance(record: Attendance) -> Iterator[Remark]:
    if not record.meeting:
        yield Remark("meeting", N_("Say at which meeting."))


def _decision(record: Decision) -> Iterator[Remark]:
    if record.status == DecisionStatus.OPEN:
        if not (record.owner or record.owner_side or record.stakeholder):
            yield Remark("owner", N_("The decision has no owner."))
        if not record.due:
            yield Remark("due", N_("Say by when it is to be done."))
    elif not record.report:
        yield Remark("report", N_("Write what came of it."))


_RULES: dict[str, Callable[[Any], Iterator[Remark]]] = {
    Stakeholder.about.name: _stakeholder,
    Contact.about.name: _contact,
    Interaction.about.name: _interaction,
    Commitment.about.name: _commitment,
    Agreement.about.name: _agreement,
    District.about.name: _district,
    PresenceAction.about.name: _presence_action,
    PresenceSession.about.name: _presence_session,
    SafetyWalk.about.name: _safety_walk,
    Finding.about.name: _finding,
    CouncilMember.about.name: _council_member,
    Meeting.about.name: _meeting,
    AgendaItem.about.name: _agenda_item,
    Attendance.about.name: _attendance,
    Decision.about.name: _decision,
}
