"""What the council calls itself and how it works: words, roles and limits that are never constants."""

from typing import ClassVar
from uuid import UUID

from trygg_desktop.domain import fields
from trygg_desktop.domain.record import About, Record
from trygg_desktop.i18n import N_

_COUNCIL = N_("The council")
_ROLES = N_("Roles")
_MEETINGS = N_("Meetings and documents")
_LIMITS = N_("Limits and reminders")
_PROTECTION = N_("Protection")

COUNCIL_KEY = "council"
"""There is one record of settings in a workspace, and this is its key."""


class CouncilSettings(Record, table=True):
    """The council's own settings, shared by the two leaders."""

    about: ClassVar[About] = About(
        "council-settings",
        N_("Council settings"),
        N_("Council settings"),
        new=N_("New council settings"),
        noun=N_("council settings"),
        icon="ph.gear",
        natural_key=("key",),
        side_kind=True,
    )

    key: str | None = fields.text(
        N_("Key"), default=COUNCIL_KEY, searchable=False, internal=True, section=_COUNCIL
    )
    name: str | None = fields.text(
        N_("Name of the council"), required=True, default="Trygghetsrådet", section=_COUNCIL
    )
    municipality: str | None = fields.text(N_("Municipality"), section=_COUNCIL)
    police_area: str | None = fields.text(N_("Local police area"), section=_COUNCIL)
    council_period: str | None = fields.text(
        N_("Period of the mandate"), section=_COUNCIL, help=N_("In words, such as 2023–2026.")
    )
    programme: str | None = fields.paragraph(
        N_("Programme"),
        section=_COUNCIL,
        help=N_("The programme and the policy that the council’s goals rest on."),
    )
    emblem: UUID | None = fields.reference(
        N_("Emblem"),
        "attachment",
        section=_COUNCIL,
        help=N_(
            "A picture in SVG, PNG or JPEG. It stands on the first page of each briefing and small on the others."
        ),
    )
    role_municipality: str | None = fields.text(
        N_("The municipality’s leader is called"), default="Kommunens ledningsfunktion", section=_ROLES
    )
    role_police: str | None = fields.text(
        N_("The leader of the police is called"), default="Polisens ledningsfunktion", section=_ROLES
    )
    chairs: str | None = fields.paragraph(
        N_("Chairs"), section=_ROLES, help=N_("One a line, as they are to stand under notice and minutes.")
    )
    word_for_decision: str | None = fields.text(
        N_("Word for decision"),
        default="Beslut",
        section=_MEETINGS,
        help=N_("An advisory council may prefer another word, such as ställningstagande."),
    )
    case_number: str | None = fields.text(
        N_("Case number"),
        section=_MEETINGS,
        help=N_("Such as KS 2026/00098. It stands on every briefing that has none of its own."),
    )
    meeting_place: str | None = fields.text(N_("Usual meeting place"), section=_MEETINGS)
    meeting_minutes: int | None = fields.duration(
        N_("Usual length of a meeting"), default=120, section=_MEETINGS
    )
    notice_days: int | None = fields.integer(N_("Notice is sent, days before"), default=10, section=_MEETINGS)
    weeks_without_presence: int | None = fields.integer(
        N_("Weeks without presence before a reminder"), default=6, section=_LIMITS
    )
    grounds: str | None = fields.paragraph(
        N_("Grounds for confidentiality"),
        default="OSL 18:1\nOSL 18:2\nOSL 35:1\nOSL 26:1",
        searchable=False,
        section=_PROTECTION,
        help=N_("One a line, offered when a record is marked confidential."),
    )
