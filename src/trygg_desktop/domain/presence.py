"""Being present in the districts: planned actions, the times they took place, and safety walks."""

from calendar import monthrange
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from trygg_desktop.domain import fields
from trygg_desktop.domain.fields import Choice, References
from trygg_desktop.domain.record import About, Record
from trygg_desktop.i18n import N_

_WHAT = N_("What and where")
_WHO = N_("Who")
_TIME = N_("When")
_GOAL = N_("Goal")
_SEEN = N_("What was seen")
_NEXT = N_("Next step")
_ANSWER = N_("Answer")
_REST = N_("Notes")

MONTHS_TO_ANSWER = 6
"""How soon the residents are answered after a safety walk."""


class KindOfPresence(Choice):
    """The ways of being present that the council uses."""

    EVENING_WALK = "evening-walk", N_("Evening walk")
    OPEN_SCHOOL = "open-school", N_("Open school")
    POLICE_OFFICE = "police-office", N_("Mobile police office")
    FOOT_PATROL = "foot-patrol", N_("Foot patrol")
    PROPERTY_STAFF = "property-staff", N_("Property staff on site")
    YOUTH_WORKERS = "youth-workers", N_("Youth workers")
    SAFETY_WALK = "safety-walk", N_("Safety walk")
    SAFETY_HOSTS = "safety-hosts", N_("Safety hosts")
    MEETING_PLACE = "meeting-place", N_("Meeting place")
    ACTIVITY = "activity", N_("Activity for residents")
    DIALOGUE = "dialogue", N_("Dialogue with residents")
    OTHER = "other", N_("Other")


class PresenceStatus(Choice):
    """Where a presence action stands."""

    PLANNED = "planned", N_("Planned")
    ONGOING = "ongoing", N_("Ongoing")
    PAUSED = "paused", N_("Paused")
    ENDED = "ended", N_("Ended")


class FindingCategory(Choice):
    """What a finding is about."""

    LIGHTING = "lighting", N_("Lighting")
    VEGETATION = "vegetation", N_("Vegetation")
    LITTER = "litter", N_("Litter and cleaning")
    DAMAGE = "damage", N_("Damage and graffiti")
    TRAFFIC = "traffic", N_("Traffic")
    ENTRANCES = "entrances", N_("Entrances and premises")
    MEETING_PLACES = "meeting-places", N_("Places to meet")
    ORDER = "order", N_("Public order")
    OTHER = "other", N_("Other")


class FindingStatus(Choice):
    """Whether a finding has been dealt with."""

    OPEN = "open", N_("Remains")
    FIXED = "fixed", N_("Remedied")
    REFUSED = "refused", N_("Refused")


class PresenceAction(Record, table=True):
    """A planned way of being present in a district."""

    about: ClassVar[About] = About(
        "presence-action",
        N_("Presence action"),
        N_("Presence actions"),
        new=N_("New presence action"),
        noun=N_("presence action"),
        icon="ph.person-simple-walk",
        order=("name",),
    )

    name: str | None = fields.text(N_("Name"), required=True, listed=True, section=_WHAT)
    kind_of_presence: str | None = fields.choice(
        N_("Kind of presence"), KindOfPresence, listed=True, section=_WHAT
    )
    districts: ClassVar[References] = fields.references(
        N_("Districts"), "district", listed=True, section=_WHAT
    )
    place: str | None = fields.text(
        N_("Place"), section=_WHAT, help=N_("Square, school, stairwell or route, in words.")
    )
    responsible: UUID | None = fields.reference(N_("Responsible"), "stakeholder", listed=True, section=_WHO)
    partners: ClassVar[References] = fields.references(N_("Partners"), "stakeholder", section=_WHO)
    from_on: date | None = fields.day(N_("From"), section=_TIME)
    to_on: date | None = fields.day(N_("To"), section=_TIME)
    weekly_times: str | None = fields.text(
        N_("Weekly times"), section=_TIME, help=N_("In words, such as Friday and Saturday 20–23.")
    )
    status: str | None = fields.choice(
        N_("Status"), PresenceStatus, default=PresenceStatus.PLANNED, listed=True, section=_TIME
    )
    goal: str | None = fields.paragraph(
        N_("Goal in words"), section=_GOAL, help=N_("What should be different in the district, and for whom.")
    )
    reason: str | None = fields.paragraph(
        N_("Why here"), section=_GOAL, help=N_("What in the situational picture the action rests on.")
    )
    notes: str | None = fields.paragraph(N_("Notes"), section=_REST)


class PresenceSession(Record, table=True):
    """One time that someone was there: when, how long, who, and what was seen."""

    about: ClassVar[About] = About(
        "presence-session",
        N_("Presence session"),
        N_("Presence sessions"),
        new=N_("New presence session"),
        noun=N_("presence session"),
        naming="text",
        icon="ph.map-pin",
        order=("-started",),
    )

    text: str | None = fields.paragraph(
        N_("What was seen"),
        required=True,
        listed=True,
        section=_SEEN,
        help=N_("In general words. No names and nothing that points out a single person."),
    )
    action: UUID | None = fields.reference(
        N_("Presence action"), "presence-action", listed=True, section=_WHAT
    )
    district: UUID | None = fields.reference(N_("District"), "district", listed=True, section=_WHAT)
    started: datetime | None = fields.moment(N_("Started"), listed=True, section=_TIME)
    duration: int | None = fields.duration(N_("Duration"), listed=True, section=_TIME)
    adults: int | None = fields.integer(
        N_("Number of adults"), section=_WHO, help=N_("How many took part on our side, volunteers included.")
    )
    who: str | None = fields.text(
        N_("Who took part"), section=_WHO, help=N_("Organisations and roles, such as two night walkers.")
    )
    conversations: int | None = fields.integer(N_("Number of conversations"), section=_SEEN)
    young_people: int | None = fields.integer(N_("Young people met, about"), section=_SEEN)
    follow_up: str | None = fields.paragraph(N_("To follow up"), section=_NEXT)
    follow_up_on: date | None = fields.day(N_("Follow up on"), section=_NEXT)
    followed_up: bool | None = fields.flag(N_("Followed up"), section=_NEXT)


class SafetyWalk(Record, table=True):
    """A walk through a district together with those who live and work there."""

    about: ClassVar[About] = About(
        "safety-walk",
        N_("Safety walk"),
        N_("Safety walks"),
        new=N_("New safety walk"),
        noun=N_("safety walk"),
        icon="ph.flashlight",
        order=("-walked_on",),
    )

    name: str | None = fields.text(N_("Name"), required=True, listed=True, section=_WHAT)
    district: UUID | None = fields.reference(N_("District"), "district", listed=True, section=_WHAT)
    route: str | None = fields.paragraph(N_("Route"), section=_WHAT)
    walked_on: date | None = fields.day(N_("Walked on"), listed=True, section=_WHAT)
    organiser: UUID | None = fields.reference(N_("Organiser"), "stakeholder", listed=True, section=_WHO)
    partners: ClassVar[References] = fields.references(N_("Partners"), "stakeholder", section=_WHO)
    participants: int | None = fields.integer(N_("Number of participants"), section=_WHO)
    participant_groups: str | None = fields.text(
        N_("Who took part"), section=_WHO, help=N_("Groups, not names: residents, shop owners, pupils.")
    )
    summary: str | None = fields.paragraph(N_("Summary"), section=_SEEN)
    answer_due: date | None = fields.day(
        N_("Answer due"),
        listed=True,
        section=_ANSWER,
        help=N_("The residents are answered within six months, with reasons for what is refused."),
    )
    answered_on: date | None = fields.day(N_("Answered on"), section=_ANSWER)
    answer: str | None = fields.paragraph(N_("Answer to the residents"), section=_ANSWER)


class Finding(Record, table=True):
    """Something seen on a safety walk, which gets an owner or a reason why it is refused."""

    about: ClassVar[About] = About(
        "finding",
        N_("Finding"),
        N_("Findings"),
        new=N_("New finding"),
        noun=N_("finding"),
        naming="title",
        icon="ph.magnifying-glass",
        order=("due",),
    )

    title: str = fields.text(N_("Finding in brief"), required=True, listed=True, section=_WHAT)
    safety_walk: UUID | None = fields.reference(N_("Safety walk"), "safety-walk", listed=True, section=_WHAT)
    category: str | None = fields.choice(N_("Category"), FindingCategory, section=_WHAT)
    place: str | None = fields.text(N_("Place"), section=_WHAT)
    description: str | None = fields.paragraph(N_("Description"), section=_WHAT)
    owner: UUID | None = fields.reference(
        N_("Owner"),
        "stakeholder",
        listed=True,
        section=_ANSWER,
        help=N_("Who sees to it that something is done."),
    )
    due: date | None = fields.day(N_("Due by"), listed=True, section=_ANSWER)
    status: str | None = fields.choice(
        N_("Status"), FindingStatus, default=FindingStatus.OPEN, listed=True, section=_ANSWER
    )
    reason_for_refusal: str | None = fields.paragraph(
        N_("Reason for refusal"), section=_ANSWER, help=N_("Written so that it can be read by the residents.")
    )
    action_taken: str | None = fields.paragraph(N_("What was done"), section=_ANSWER)
    closed_on: date | None = fields.day(N_("Closed on"), section=_ANSWER)


def answer_due(walk: SafetyWalk) -> date | None:
    """The last day to answer the residents: the one that is set, else six months after the walk."""
    if walk.answer_due is not None or walk.walked_on is None:
        return walk.answer_due
    return months_later(walk.walked_on, MONTHS_TO_ANSWER)


def months_later(start: date, months: int) -> date:
    """The same day some months later, or the last day of that month where it is shorter."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
