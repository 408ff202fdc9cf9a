"""What the police publish about events in the municipality."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from trygg_desktop.domain import fields
from trygg_desktop.domain.record import About, Record
from trygg_desktop.i18n import N_

_EVENT = N_("The event")
_PLACE = N_("Where")


class Event(Record, table=True):
    """An event as the police published it; the same event published again replaces the earlier text."""

    about: ClassVar[About] = About(
        "event",
        N_("Police event"),
        N_("Police events"),
        new=N_("New police event"),
        noun=N_("police event"),
        icon="ph.broadcast",
        order=("-happened",),
        natural_key=("source_id",),
    )

    name: str | None = fields.text(N_("Heading"), required=True, listed=True, section=_EVENT)
    source_id: str | None = fields.text(
        N_("Number at the police"), searchable=False, internal=True, section=_EVENT
    )
    happened: datetime | None = fields.moment(N_("Happened"), listed=True, section=_EVENT)
    event_type: str | None = fields.text(N_("Type of event"), listed=True, section=_EVENT)
    summary: str | None = fields.paragraph(N_("Summary"), section=_EVENT)
    url: str | None = fields.url(N_("At the police’s website"), section=_EVENT)
    place: str | None = fields.text(
        N_("Place"),
        section=_PLACE,
        help=N_("A municipality or a county, never the place where it happened."),
    )
    district: UUID | None = fields.reference(
        N_("District"),
        "district",
        listed=True,
        section=_PLACE,
        help=N_("Proposed where the summary names a district."),
    )
    district_confirmed: bool | None = fields.flag(N_("District confirmed"), listed=True, section=_PLACE)
    notes: str | None = fields.paragraph(N_("Own notes"), section=_PLACE)
