"""Those who support the joint work, or should: organisations, contacts, what was said and promised."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from trygg_desktop.domain import fields
from trygg_desktop.domain.fields import Choice, References
from trygg_desktop.domain.record import About, Record
from trygg_desktop.domain.sides import Sides
from trygg_desktop.i18n import N_

_WHO = N_("Who it is")
_PART = N_("Part in the work")
_REACH = N_("How to reach them")
_DATA = N_("Why it is kept")
_CONTENT = N_("What it is about")
_NEXT = N_("Next step")
_TIME = N_("Time and status")
_REST = N_("Notes")


class Sector(Choice):
    """Where in society a stakeholder belongs."""

    CIVIL_SOCIETY = "civil-society", N_("Civil society")
    BUSINESS = "business", N_("Business")
    AUTHORITY = "authority", N_("Government authority")
    MUNICIPALITY = "municipality", N_("Municipal organisation")
    POLICE = "police", N_("Police authority")
    REGION = "region", N_("Region")
    HOUSING = "housing", N_("Housing and property")
    SCHOOL = "school", N_("School and preschool")
    FAITH = "faith", N_("Faith community")
    SPORT = "sport", N_("Sports club")
    RESIDENTS = "residents", N_("Residents’ group")
    RESEARCH = "research", N_("University and research")
    OTHER = "other", N_("Other")


class StakeholderStatus(Choice):
    """How the cooperation stands."""

    PROSPECTIVE = "prospective", N_("Prospective")
    INVITED = "invited", N_("Invited")
    COOPERATING = "cooperating", N_("Cooperating")
    DORMANT = "dormant", N_("Dormant")
    ENDED = "ended", N_("Ended")


class InteractionForm(Choice):
    """How two parties talked."""

    MEETING = "meeting", N_("Meeting")
    VISIT = "visit", N_("Visit")
    PHONE = "phone", N_("Phone call")
    VIDEO = "video", N_("Video call")
    MAIL = "mail", N_("E-mail")
    OTHER = "other", N_("Other")


class LegalBasis(Choice):
    """What allows us to keep personal data (GDPR article 6.1)."""

    PUBLIC_INTEREST = "public-interest", N_("Task of public interest")
    LEGAL_OBLIGATION = "legal-obligation", N_("Legal obligation")
    CONTRACT = "contract", N_("Contract")
    CONSENT = "consent", N_("Consent")


class CommitmentStatus(Choice):
    """Whether a promise stands."""

    OPEN = "open", N_("Remains")
    KEPT = "kept", N_("Kept")
    BROKEN = "broken", N_("Not kept")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


class AgreementStatus(Choice):
    """Where a written agreement stands."""

    PROPOSED = "proposed", N_("Proposed")
    IN_FORCE = "in-force", N_("In force")
    RENEWING = "renewing", N_("Being renewed")
    ENDED = "ended", N_("Ended")


class Stakeholder(Record, table=True):
    """An organisation or group that supports, or should support, the work."""

    about: ClassVar[About] = About(
        "stakeholder",
        N_("Stakeholder"),
        N_("Stakeholders"),
        new=N_("New stakeholder"),
        noun=N_("stakeholder"),
        icon="ph.handshake",
        order=("name",),
    )

    name: str | None = fields.text(N_("Name"), required=True, listed=True, section=_WHO)
    sector: str | None = fields.choice(N_("Sector"), Sector, listed=True, section=_WHO)
    organisation_number: str | None = fields.text(
        N_("Organisation number"),
        section=_WHO,
        help=N_("Six digits, a hyphen and four digits, such as 212000-2080. Not for sole traders."),
    )
    description: str | None = fields.paragraph(
        N_("Description"), section=_WHO, help=N_("What the organisation does and whom it reaches.")
    )
    status: str | None = fields.choice(
        N_("Status"), StakeholderStatus, default=StakeholderStatus.PROSPECTIVE, listed=True, section=_PART
    )
    role: str | None = fields.paragraph(
        N_("Role in the joint work"),
        section=_PART,
        help=N_("What they do for safety together with the municipality and the police."),
    )
    support_areas: str | None = fields.paragraph(
        N_("Areas of support"),
        section=_PART,
        help=N_("What they can contribute: premises, people, knowledge, money, channels."),
    )
    districts: ClassVar[References] = fields.references(
        N_("Districts"), "district", listed=True, section=_PART
    )
    responsible_side: str | None = fields.choice(
        N_("Responsible side"), Sides, section=_PART, help=N_("Which of the two leaders keeps the contact.")
    )
    cooperating_since: date | None = fields.day(N_("Cooperating since"), section=_PART)
    influence: int | None = fields.integer(
        N_("Influence"),
        section=_PART,
        help=N_("From 1, little, to 5, great influence on safety in the city."),
    )
    interest: int | None = fields.integer(
        N_("Interest"), section=_PART, help=N_("From 1, little, to 5, great interest in the joint work.")
    )
    email: str | None = fields.email(
        N_("E-mail address"), section=_REACH, help=N_("The organisation’s own, not a person’s.")
    )
    phone: str | None = fields.phone(N_("Phone"), section=_REACH)
    url: str | None = fields.url(N_("Website"), section=_REACH)
    address: str | None = fields.paragraph(N_("Address"), section=_REACH)
    notes: str | None = fields.paragraph(N_("Notes"), section=_REST)


class Contact(Record, table=True):
    """A person at a stakeholder, kept only as far as the work needs it."""

    about: ClassVar[About] = About(
        "contact",
        N_("Contact"),
        N_("Contacts"),
        new=N_("New contact"),
        noun=N_("contact"),
        icon="ph.address-book",
        order=("name",),
    )

    name: str | None = fields.text(N_("Name"), required=True, listed=True, personal=True, section=_WHO)
    stakeholder: UUID | None = fields.reference(N_("Stakeholder"), "stakeholder", listed=True, section=_WHO)
    role: str | None = fields.text(
        N_("Role"),
        listed=True,
        personal=True,
        section=_WHO,
        help=N_("Title or task. With few holders it points to one person."),
    )
    unit: str | None = fields.text(N_("Unit"), section=_WHO, help=N_("Department, office or local branch."))
    email: str | None = fields.email(N_("E-mail address"), listed=True, personal=True, section=_REACH)
    phone: str | None = fields.phone(N_("Phone"), listed=True, personal=True, section=_REACH)
    mobile: str | None = fields.phone(N_("Mobile"), personal=True, section=_REACH)
    address: str | None = fields.paragraph(N_("Address"), personal=True, section=_REACH)
    districts: ClassVar[References] = fields.references(N_("Districts"), "district", section=_PART)
    purpose: str | None = fields.text(
        N_("Purpose"),
        section=_DATA,
        help=N_("What the personal data are needed for, such as contact person for the safety walks."),
    )
    legal_basis: str | None = fields.choice(
        N_("Legal basis"),
        LegalBasis,
        section=_DATA,
        help=N_("For authorities it is as a rule the task of public interest."),
    )
    source: str | None = fields.text(
        N_("Where the data come from"),
        section=_DATA,
        help=N_("The person, their employer, a list that was handed over."),
    )
    informed_on: date | None = fields.day(
        N_("Informed on"), section=_DATA, help=N_("The day the person was told that the data are kept.")
    )
    notes: str | None = fields.paragraph(N_("Notes"), personal=True, section=_REST)


class Interaction(Record, table=True):
    """One dated contact with a stakeholder: what was said and what comes next."""

    about: ClassVar[About] = About(
        "interaction",
        N_("Interaction"),
        N_("Interactions"),
        new=N_("New interaction"),
        noun=N_("interaction"),
        naming="text",
        icon="ph.chats-circle",
        order=("-on",),
    )

    text: str | None = fields.paragraph(N_("What was said"), required=True, listed=True, section=_CONTENT)
    on: date | None = fields.day(N_("Date"), listed=True, section=_CONTENT)
    form: str | None = fields.choice(N_("Form"), InteractionForm, listed=True, section=_CONTENT)
    stakeholder: UUID | None = fields.reference(
        N_("Stakeholder"), "stakeholder", listed=True, section=_CONTENT
    )
    contact: UUID | None = fields.reference(N_("Contact"), "contact", personal=True, section=_CONTENT)
    from_side: str | None = fields.choice(N_("From our side"), Sides, section=_CONTENT)
    districts: ClassVar[References] = fields.references(N_("Districts"), "district", section=_CONTENT)
    next_step: str | None = fields.text(N_("Next step"), section=_NEXT)
    follow_up_on: date | None = fields.day(N_("Follow up on"), listed=True, section=_NEXT)
    followed_up: bool | None = fields.flag(N_("Followed up"), section=_NEXT)


class Commitment(Record, table=True):
    """What a stakeholder has promised, and by when."""

    about: ClassVar[About] = About(
        "commitment",
        N_("Commitment"),
        N_("Commitments"),
        new=N_("New commitment"),
        noun=N_("commitment"),
        naming="title",
        icon="ph.hand-fist",
        order=("due",),
    )

    title: str = fields.text(
        N_("Commitment in brief"),
        required=True,
        listed=True,
        section=_CONTENT,
        help=N_("What is to be done, as the one who promised would put it."),
    )
    stakeholder: UUID | None = fields.reference(
        N_("Stakeholder"), "stakeholder", listed=True, section=_CONTENT
    )
    text: str | None = fields.paragraph(N_("Description"), section=_CONTENT)
    owner: str | None = fields.text(
        N_("Responsible person"),
        personal=True,
        section=_CONTENT,
        help=N_("A role rather than a name, such as unit manager."),
    )
    contact: UUID | None = fields.reference(N_("Contact"), "contact", personal=True, section=_CONTENT)
    districts: ClassVar[References] = fields.references(N_("Districts"), "district", section=_CONTENT)
    promised_on: date | None = fields.day(N_("Promised on"), section=_TIME)
    due: date | None = fields.day(N_("Due by"), listed=True, section=_TIME)
    status: str | None = fields.choice(
        N_("Status"), CommitmentStatus, default=CommitmentStatus.OPEN, listed=True, section=_TIME
    )
    closed_on: date | None = fields.day(N_("Closed on"), section=_TIME)
    outcome: str | None = fields.paragraph(N_("What came of it"), section=_TIME)


class Agreement(Record, table=True):
    """A written agreement on cooperation, with at least its purposes and areas (lag 2023:196, 9 §)."""

    about: ClassVar[About] = About(
        "agreement",
        N_("Agreement"),
        N_("Agreements"),
        new=N_("New agreement"),
        noun=N_("agreement"),
        naming="title",
        icon="ph.file-text",
        order=("runs_out_on",),
    )

    title: str = fields.text(N_("Title"), required=True, listed=True, section=_CONTENT)
    stakeholders: ClassVar[References] = fields.references(
        N_("Parties"), "stakeholder", listed=True, section=_CONTENT
    )
    purposes: str | None = fields.paragraph(
        N_("Purposes"), section=_CONTENT, help=N_("What the parties want to reach together.")
    )
    areas: str | None = fields.paragraph(
        N_("Areas of cooperation"),
        section=_CONTENT,
        help=N_("Which questions and places the agreement covers."),
    )
    districts: ClassVar[References] = fields.references(N_("Districts"), "district", section=_CONTENT)
    case_number: str | None = fields.text(N_("Case number"), section=_CONTENT)
    signed_on: date | None = fields.day(N_("Signed on"), listed=True, section=_TIME)
    signed_by: str | None = fields.text(N_("Signed by"), personal=True, section=_TIME)
    runs_out_on: date | None = fields.day(N_("Runs out on"), listed=True, section=_TIME)
    status: str | None = fields.choice(
        N_("Status"), AgreementStatus, default=AgreementStatus.PROPOSED, listed=True, section=_TIME
    )
    renewal: str | None = fields.paragraph(
        N_("Renewal"), section=_TIME, help=N_("How it is renewed or given notice, and by whom.")
    )
    followed_up_on: date | None = fields.day(N_("Last followed up on"), section=_TIME)
    notes: str | None = fields.paragraph(N_("Notes"), section=_REST)
