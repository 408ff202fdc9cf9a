"""The register of stakeholders: what is gathered of each, its promises and its agreements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col

from trygg_desktop.briefings.content import Edition, Reading
from trygg_desktop.briefings.cover import Cover, cover_of
from trygg_desktop.briefings.request import Request
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.stakeholders import (
    Agreement,
    AgreementStatus,
    Commitment,
    CommitmentStatus,
    Contact,
    Interaction,
    LegalBasis,
    Sector,
    Stakeholder,
    StakeholderStatus,
)
from trygg_desktop.domain.values import sort_key
from trygg_desktop.i18n import _
from trygg_desktop.insight.stakeholders import last_contacts
from trygg_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PromiseContent:
    """What a stakeholder has promised, and whether it stands."""

    title: str
    owner: str
    due: date | None
    status: CommitmentStatus | None
    closed_on: date | None
    late: bool
    outcome: str
    marking: str


@dataclass(frozen=True, slots=True)
class AgreementContent:
    """A written agreement, with at least its purposes and areas where they are written."""

    title: str
    parties: tuple[str, ...]
    purposes: str
    areas: str
    case_number: str
    signed_on: date | None
    runs_out_on: date | None
    status: AgreementStatus | None
    has_run_out: bool
    marking: str


@dataclass(frozen=True, slots=True)
class PersonContent:
    """Someone to talk to at a stakeholder, and what has been written down of why the data are kept."""

    name: str
    role: str
    reach: tuple[str, ...]
    has_purpose: bool
    legal_basis: LegalBasis | None
    review_on: date | None
    informed: bool


@dataclass(frozen=True, slots=True)
class StakeholderContent:
    """A stakeholder as the register prints it."""

    name: str
    sector: Sector | None
    status: StakeholderStatus | None
    since: date | None
    role: str
    support: str
    districts: tuple[str, ...]
    reach: tuple[str, ...]
    last_contact: date | None
    people: tuple[PersonContent, ...]
    promises: tuple[PromiseContent, ...]
    marking: str


@dataclass(frozen=True, slots=True)
class StakeholdersContent:
    """Everything that the register prints, already filtered for its audience."""

    cover: Cover
    stakeholders: tuple[StakeholderContent, ...]
    agreements: tuple[AgreementContent, ...]
    names_the_unfinished: bool
    """Whether it is told of whom something is missing; that is for those who are to write it down."""


def gather(workspace: Workspace, edition: Edition, request: Request) -> tuple[StakeholdersContent, Reading]:
    """Reads the stakeholders that this edition may hold; people are not read at all for the public."""
    reading = Reading(workspace, edition)
    stakeholders = reading.records(Stakeholder)
    ids = {one.id for one in stakeholders}
    if not stakeholders and reading.left_out:
        reading.notices.append(_("This audience may see none of the stakeholders."))
    promises: dict[UUID | None, list[Commitment]] = {}
    for promise in reading.admit(one for one in workspace.records(Commitment) if one.stakeholder in ids):
        promises.setdefault(promise.stakeholder, []).append(promise)
    people: dict[UUID | None, list[Contact]] = {}
    if edition.audience is not Audience.PUBLIC:
        for person in reading.admit(one for one in workspace.records(Contact) if one.stakeholder in ids):
            people.setdefault(person.stakeholder, []).append(person)
    met = last_contacts(workspace, edition.today, audience=reading.audience)
    reading.counted(Interaction, col(Interaction.on) <= edition.today)
    found = [
        _stakeholder(
            reading,
            one,
            met.get(one.id) if one.id else None,
            people.get(one.id, []),
            promises.get(one.id, []),
        )
        for one in stakeholders
    ]
    order = [*Sector, None]
    found.sort(key=lambda one: (order.index(one.sector), sort_key(one.name) or ""))
    agreements = [_agreement(reading, one) for one in reading.records(Agreement)]
    agreements.sort(key=lambda one: (one.status is AgreementStatus.ENDED, one.runs_out_on or date.max))
    content = StakeholdersContent(
        stakeholders=tuple(found),
        agreements=tuple(agreements),
        names_the_unfinished=edition.audience is Audience.LEADERS,
        cover=cover_of(reading),
    )
    return content, reading


def _stakeholder(
    reading: Reading,
    one: Stakeholder,
    last_contact: date | None,
    people: list[Contact],
    promises: list[Commitment],
) -> StakeholderContent:
    return StakeholderContent(
        name=one.name or "",
        sector=Sector(one.sector) if one.sector in list(Sector) else None,
        status=StakeholderStatus(one.status) if one.status in list(StakeholderStatus) else None,
        since=one.cooperating_since,
        role=(one.role or one.description or "").strip(),
        support=(one.support_areas or "").strip(),
        districts=reading.titles(one.districts),
        reach=tuple(filter(None, (one.phone, one.email, one.url))),
        last_contact=last_contact,
        people=tuple(
            _person(each) for each in sorted(people, key=lambda each: sort_key(each.name or "") or "")
        ),
        promises=tuple(_promise(reading, each) for each in promises),
        marking=reading.marking_of(one),
    )


def _person(one: Contact) -> PersonContent:
    reach = tuple(filter(None, (one.phone or one.mobile, one.email)))
    return PersonContent(
        name=one.name or "",
        role=one.role or "",
        reach=reach,
        has_purpose=bool((one.purpose or "").strip()),
        legal_basis=LegalBasis(one.legal_basis) if one.legal_basis in list(LegalBasis) else None,
        review_on=one.review_on,
        informed=one.informed_on is not None,
    )


def _promise(reading: Reading, one: Commitment) -> PromiseContent:
    status = CommitmentStatus(one.status) if one.status in list(CommitmentStatus) else None
    is_open = status in (None, CommitmentStatus.OPEN)
    return PromiseContent(
        title=one.title or "",
        owner=one.owner or "",
        due=one.due,
        status=status,
        closed_on=one.closed_on,
        late=is_open and one.due is not None and one.due < reading.edition.today,
        outcome=(one.outcome or "").strip(),
        marking=reading.marking_of(one),
    )


def _agreement(reading: Reading, one: Agreement) -> AgreementContent:
    status = AgreementStatus(one.status) if one.status in list(AgreementStatus) else None
    over = status is AgreementStatus.ENDED
    return AgreementContent(
        title=one.title or "",
        parties=reading.titles(one.stakeholders),
        purposes=(one.purposes or "").strip(),
        areas=(one.areas or "").strip(),
        case_number=one.case_number or "",
        signed_on=one.signed_on,
        runs_out_on=one.runs_out_on,
        status=status,
        has_run_out=not over and one.runs_out_on is not None and one.runs_out_on < reading.edition.today,
        marking=reading.marking_of(one),
    )
