"""The council: its members, its meetings and their agenda, what it decides and what must be prepared."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from trygg_desktop.domain import fields
from trygg_desktop.domain.fields import Choice, References
from trygg_desktop.domain.record import About, Record
from trygg_desktop.domain.sides import Sides
from trygg_desktop.i18n import N_, local

_WHO = N_("Who it is")
_PERIOD = N_("Period")
_REACH = N_("How to reach them")
_TIME = N_("Time and place")
_FORMAL = N_("Formalities")
_ITEM = N_("The item")
_CONTENT = N_("What it is about")
_OUTCOME = N_("At the meeting")
_TASK = N_("What is to be done")
_FOLLOW_UP = N_("Follow-up")
_REST = N_("Notes")
_CARRIED = N_("What the item is about. It is shown on the agenda and opens from there.")


class Seat(Choice):
    """The place a member has in the council or in the body the member comes from."""

    CHAIR = "chair", N_("Chair")
    VICE_CHAIR = "vice-chair", N_("Vice chair")
    SECOND_VICE_CHAIR = "second-vice-chair", N_("Second vice chair")
    MEMBER = "member", N_("Member")
    CO_OPTED = "co-opted", N_("Co-opted member")
    SECRETARY = "secretary", N_("Secretary")


class MeetingStatus(Choice):
    """Where a meeting stands."""

    PLANNED = "planned", N_("Being planned")
    CALLED = "called", N_("Notice sent")
    HELD = "held", N_("Held")
    CANCELLED = "cancelled", N_("Cancelled")


class ItemForm(Choice):
    """What the council is asked to do with an item."""

    INFORMATION = "information", N_("Information")
    DISCUSSION = "discussion", N_("Discussion")
    DECISION = "decision", N_("Decision")
    BREAK = "break", N_("Break")


class Presence(Choice):
    """Whether a member was there."""

    PRESENT = "present", N_("Present")
    EXCUSED = "excused", N_("Excused")
    ABSENT = "absent", N_("Absent")
    CO_OPTED = "co-opted", N_("Co-opted member")


class DecisionStatus(Choice):
    """Whether what was decided has been done."""

    OPEN = "open", N_("Remains")
    DONE = "done", N_("Carried out")
    DROPPED = "dropped", N_("Dropped")


class CouncilMember(Record, table=True):
    """Someone with a seat in the council."""

    about: ClassVar[About] = About(
        "council-member",
        N_("Council member"),
        N_("Council members"),
        new=N_("New council member"),
        noun=N_("council member"),
        icon="ph.identification-badge",
        order=("name",),
    )

    name: str | None = fields.text(N_("Name"), required=True, listed=True, personal=True, section=_WHO)
    body: str | None = fields.text(
        N_("Body"),
        listed=True,
        section=_WHO,
        help=N_("The board, committee or authority the member comes from."),
    )
    seat: str | None = fields.choice(N_("Seat"), Seat, default=Seat.MEMBER, listed=True, section=_WHO)
    shared_chair: bool | None = fields.flag(
        N_("Shares the chair of the council"),
        listed=True,
        section=_WHO,
        help=N_("The chair of the executive board and the chief of the local police area share it."),
    )
    side: str | None = fields.choice(N_("Side"), Sides, section=_WHO)
    substitute_for: UUID | None = fields.reference(
        N_("Substitute for"), "council-member", personal=True, section=_WHO
    )
    stakeholder: UUID | None = fields.reference(N_("Stakeholder"), "stakeholder", section=_WHO)
    from_on: date | None = fields.day(N_("From"), section=_PERIOD)
    to_on: date | None = fields.day(N_("To"), listed=True, section=_PERIOD)
    email: str | None = fields.email(N_("E-mail address"), personal=True, section=_REACH)
    phone: str | None = fields.phone(N_("Phone"), personal=True, section=_REACH)
    notes: str | None = fields.paragraph(N_("Notes"), personal=True, section=_REST)


class Meeting(Record, table=True):
    """A meeting of the council."""

    about: ClassVar[About] = About(
        "meeting",
        N_("Meeting"),
        N_("Meetings"),
        new=N_("New meeting"),
        noun=N_("meeting"),
        naming="title",
        icon="ph.calendar-blank",
        order=("-held_on",),
    )

    title: str = fields.text(N_("Title"), required=True, listed=True, section=_TIME)
    held_on: date | None = fields.day(N_("Day"), listed=True, section=_TIME)
    starts: datetime | None = fields.moment(N_("Starts"), listed=True, section=_TIME)
    ends: datetime | None = fields.moment(N_("Ends"), section=_TIME)
    planned_minutes: int | None = fields.duration(
        N_("Planned length"), section=_TIME, help=N_("Used where no time is given for the end.")
    )
    place: str | None = fields.text(N_("Place"), listed=True, section=_TIME)
    status: str | None = fields.choice(
        N_("Status"), MeetingStatus, default=MeetingStatus.PLANNED, listed=True, section=_TIME
    )
    video_link: str | None = fields.url(N_("Link to video meeting"), section=_TIME)
    case_number: str | None = fields.text(
        N_("Case number"), section=_FORMAL, help=N_("As in the register, printed at the head of each page.")
    )
    chair: str | None = fields.text(N_("Chair of the meeting"), personal=True, section=_FORMAL)
    secretary: str | None = fields.text(N_("Secretary of the meeting"), personal=True, section=_FORMAL)
    adjuster: str | None = fields.text(N_("Minutes checked by"), personal=True, section=_FORMAL)
    notice_due: date | None = fields.day(N_("Notice to be sent by"), section=_FORMAL)
    notice_sent_on: date | None = fields.day(N_("Notice sent on"), section=_FORMAL)
    introduction: str | None = fields.paragraph(
        N_("Introduction"), section=_FORMAL, help=N_("A few lines at the top of the notice.")
    )
    minutes_text: str | None = fields.paragraph(
        N_("Minutes"), section=_OUTCOME, help=N_("What is not written under any item.")
    )
    minutes_sent_on: date | None = fields.day(N_("Minutes sent on"), section=_OUTCOME)
    report_due: date | None = fields.day(
        N_("Report to the executive board by"),
        section=_OUTCOME,
        help=N_("Stands in the year wheel until it has been reported."),
    )
    reported_on: date | None = fields.day(N_("Reported to the executive board on"), section=_OUTCOME)
    notes: str | None = fields.paragraph(
        N_("Notes"),
        leaders_only=True,
        section=_REST,
        help=N_("For the two leaders, never printed for the council."),
    )

    @classmethod
    def derived(cls, values: dict[str, Any]) -> dict[str, Any]:
        """The day of a meeting that is given by its start alone."""
        starts = values.get("starts")
        return {"held_on": local(starts).date()} if starts is not None else {}


class AgendaItem(Record, table=True):
    """One item on the agenda of a meeting."""

    about: ClassVar[About] = About(
        "agenda-item",
        N_("Agenda item"),
        N_("Agenda items"),
        new=N_("New agenda item"),
        noun=N_("agenda item"),
        naming="title",
        icon="ph.list-numbers",
        order=("position",),
    )

    title: str = fields.text(N_("Title"), required=True, listed=True, section=_ITEM)
    meeting: UUID | None = fields.reference(N_("Meeting"), "meeting", listed=True, section=_ITEM)
    position: str | None = fields.text(N_("Position"), searchable=False, internal=True, section=_ITEM)
    form: str | None = fields.choice(
        N_("Form"), ItemForm, default=ItemForm.INFORMATION, listed=True, section=_ITEM
    )
    minutes: int | None = fields.duration(N_("Time"), listed=True, section=_ITEM)
    presenter: str | None = fields.text(N_("Presenter"), listed=True, personal=True, section=_ITEM)
    carried_from: UUID | None = fields.reference(
        N_("Carried over from"),
        "agenda-item",
        section=_ITEM,
        help=N_("The item at an earlier meeting that was not finished."),
    )
    districts: ClassVar[References] = fields.references(N_("Districts"), "district", section=_CONTENT)
    picture: UUID | None = fields.reference(
        N_("Situational picture"), "situation-picture", section=_CONTENT, help=_CARRIED
    )
    problem: UUID | None = fields.reference(N_("Problem"), "problem", section=_CONTENT, help=_CARRIED)
    measure: UUID | None = fields.reference(N_("Measure"), "measure", section=_CONTENT, help=_CARRIED)
    decision: UUID | None = fields.reference(
        N_("Earlier decision"), "decision", section=_CONTENT, help=_CARRIED
    )
    background: str | None = fields.paragraph(N_("Background"), section=_CONTENT)
    proposal: str | None = fields.paragraph(
        N_("Proposal"), section=_CONTENT, help=N_("What the council is asked to agree on.")
    )
    outcome: str | None = fields.paragraph(N_("What was said"), section=_OUTCOME)


class Attendance(Record, table=True):
    """Whether one member was at one meeting."""

    about: ClassVar[About] = About(
        "attendance",
        N_("Attendance"),
        N_("Attendance"),
        new=N_("New attendance"),
        noun=N_("attendance"),
        naming="member",
        icon="ph.user-list",
        natural_key=("meeting", "member"),
    )

    member: UUID | None = fields.reference(
        N_("Member"), "council-member", required=True, listed=True, personal=True, section=_WHO
    )
    meeting: UUID | None = fields.reference(N_("Meeting"), "meeting", listed=True, section=_WHO)
    presence: str | None = fields.choice(N_("Presence at the meeting"), Presence, listed=True, section=_WHO)
    substitute: str | None = fields.text(N_("Replaced by"), personal=True, section=_WHO)
    note: str | None = fields.text(
        N_("Remark"), personal=True, section=_WHO, help=N_("Such as left at item 6.")
    )


class Decision(Record, table=True):
    """What the council agreed on, and who sees to it; carried over until it is closed."""

    about: ClassVar[About] = About(
        "decision",
        N_("Decision"),
        N_("Decisions"),
        new=N_("New decision"),
        noun=N_("decision"),
        naming="title",
        icon="ph.scales",
        order=("due",),
    )

    title: str = fields.text(N_("Decision in brief"), required=True, listed=True, section=_CONTENT)
    text: str | None = fields.paragraph(N_("Wording"), section=_CONTENT)
    meeting: UUID | None = fields.reference(N_("Meeting"), "meeting", listed=True, section=_CONTENT)
    agenda_item: UUID | None = fields.reference(N_("Agenda item"), "agenda-item", section=_CONTENT)
    decided_on: date | None = fields.day(N_("Decided on"), section=_CONTENT)
    districts: ClassVar[References] = fields.references(N_("Districts"), "district", section=_CONTENT)
    owner: str | None = fields.text(
        N_("Responsible person"),
        listed=True,
        personal=True,
        section=_TASK,
        help=N_("A role rather than a name, such as unit manager."),
    )
    owner_side: str | None = fields.choice(N_("Responsible side"), Sides, section=_TASK)
    stakeholder: UUID | None = fields.reference(N_("Responsible stakeholder"), "stakeholder", section=_TASK)
    due: date | None = fields.day(N_("Due by"), listed=True, section=_TASK)
    status: str | None = fields.choice(
        N_("Status"), DecisionStatus, default=DecisionStatus.OPEN, listed=True, section=_FOLLOW_UP
    )
    carried_over: str | None = fields.paragraph(
        N_("Carried over"),
        section=_FOLLOW_UP,
        help=N_("Why it remains, and what happens until next meeting."),
    )
    report: str | None = fields.paragraph(N_("What came of it"), section=_FOLLOW_UP)
    closed_on: date | None = fields.day(N_("Closed on"), section=_FOLLOW_UP)


class Preparation(Record, table=True):
    """A point on the checklist before a meeting."""

    about: ClassVar[About] = About(
        "preparation",
        N_("Preparation"),
        N_("Preparations"),
        new=N_("New preparation"),
        noun=N_("preparation"),
        naming="title",
        icon="ph.check-square",
        order=("position", "due"),
    )

    title: str = fields.text(N_("What is to be done"), required=True, listed=True, section=_TASK)
    meeting: UUID | None = fields.reference(N_("Meeting"), "meeting", listed=True, section=_TASK)
    owner: str | None = fields.text(N_("Who does it"), listed=True, personal=True, section=_TASK)
    due: date | None = fields.day(N_("Due by"), listed=True, section=_TASK)
    done: bool | None = fields.flag(N_("Done"), listed=True, section=_TASK)
    position: str | None = fields.text(N_("Position"), searchable=False, internal=True, section=_TASK)
    notes: str | None = fields.paragraph(N_("Notes"), section=_REST)
