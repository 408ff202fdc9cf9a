"""The notebook between the two sides: what the municipality and the police told each other."""

from datetime import date, datetime
from typing import ClassVar

from trygg_desktop.domain import fields
from trygg_desktop.domain.fields import Choice, References
from trygg_desktop.domain.record import About, Record
from trygg_desktop.domain.sides import Sides
from trygg_desktop.i18n import N_

_NOTE = N_("Note")
_ABOUT = N_("What it concerns")
_NEXT = N_("Next step")


class LiaisonForm(Choice):
    """How it was told."""

    WEEKLY = "weekly", N_("Weekly meeting")
    CALL = "call", N_("Phone call")
    MAIL = "mail", N_("E-mail")
    ON_SITE = "on-site", N_("On site")
    OTHER = "other", N_("Other")


class Topic(Choice):
    """What a note is about."""

    DISORDER = "disorder", N_("Disorder in public places")
    YOUNG_PEOPLE = "young-people", N_("Young people")
    DRUGS = "drugs", N_("Drugs and alcohol")
    VIOLENCE = "violence", N_("Violence and threats")
    PROPERTY = "property", N_("Theft and damage")
    CLOSE_RELATIONS = "close-relations", N_("Violence in close relations")
    SCHOOL = "school", N_("School")
    TRAFFIC = "traffic", N_("Traffic")
    EVENTS = "events", N_("Public events")
    COOPERATION = "cooperation", N_("The cooperation itself")
    OTHER = "other", N_("Other")


class LiaisonNote(Record, table=True):
    """What was said between the two sides. It stays on this laptop until it is released."""

    about: ClassVar[About] = About(
        "liaison-note",
        N_("Liaison note"),
        N_("Liaison notes"),
        new=N_("New liaison note"),
        noun=N_("liaison note"),
        naming="text",
        icon="ph.notebook",
        order=("-noted",),
        starts_as_draft=True,
    )

    text: str | None = fields.paragraph(
        N_("Note"),
        required=True,
        listed=True,
        section=_NOTE,
        help=N_("No names of suspects, and never security-classified information."),
    )
    noted: datetime | None = fields.moment(N_("Noted"), listed=True, section=_NOTE)
    from_side: str | None = fields.choice(
        N_("From"), Sides, listed=True, section=_NOTE, help=N_("Which side told the other.")
    )
    form: str | None = fields.choice(N_("Form"), LiaisonForm, section=_NOTE)
    present: str | None = fields.text(
        N_("Present"), personal=True, section=_NOTE, help=N_("Roles rather than names.")
    )
    topic: str | None = fields.choice(N_("Topic"), Topic, section=_ABOUT)
    districts: ClassVar[References] = fields.references(
        N_("Districts"), "district", listed=True, section=_ABOUT
    )
    agreed: str | None = fields.paragraph(
        N_("Agreed"), section=_NEXT, help=N_("Who does what until next time.")
    )
    follow_up_on: date | None = fields.day(N_("Follow up on"), listed=True, section=_NEXT)
    followed_up: bool | None = fields.flag(N_("Followed up"), section=_NEXT)
    outcome: str | None = fields.paragraph(N_("What came of it"), section=_NEXT)
