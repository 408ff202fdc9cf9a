"""The situational picture that the municipality and the police draw together, and that decisions rest on."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from trygg_desktop.domain import fields
from trygg_desktop.domain.fields import Choice
from trygg_desktop.domain.periods import period_days
from trygg_desktop.domain.record import About, Record
from trygg_desktop.domain.sides import Side
from trygg_desktop.i18n import N_

_WHAT = N_("Which picture")
_SURVEY = N_("Survey of crime")
_OTHER = N_("Other information")
_ANALYSIS = N_("Analysis")
_SOURCES = N_("Sources")
_AGREED = N_("Agreed and decided")
_SIGNATURE = N_("Signature")
_REST = N_("Notes")


class PictureStatus(Choice):
    """How far the two sides have come. Either side may agree first; when both have, it is decided."""

    IN_WORK = "in-work", N_("In work")
    AGREED_MUNICIPALITY = "agreed-municipality", N_("Agreed by the municipality")
    AGREED_POLICE = "agreed-police", N_("Agreed by the police")
    DECIDED = "decided", N_("Decided")


class SituationPicture(Record, table=True):
    """What crime looks like, what else matters and what it means, for a period (lag 2023:196, 4 §)."""

    about: ClassVar[About] = About(
        "situation-picture",
        N_("Situational picture"),
        N_("Situational pictures"),
        new=N_("New situational picture"),
        noun=N_("situational picture"),
        naming="title",
        icon="ph.eye",
        order=("-to_on",),
    )

    title: str = fields.text(N_("Title"), required=True, listed=True, section=_WHAT)
    period: str | None = fields.text(
        N_("Period"),
        listed=True,
        section=_WHAT,
        help=N_("The time it describes, such as 2025 or autumn 2025."),
    )
    from_on: date | None = fields.day(
        N_("First day"), section=_WHAT, help=N_("Follows from the period where that can be read.")
    )
    to_on: date | None = fields.day(N_("Last day"), section=_WHAT)
    previous: UUID | None = fields.reference(
        N_("Previous picture"),
        "situation-picture",
        section=_WHAT,
        help=N_("The one that this is compared with."),
    )
    survey: str | None = fields.paragraph(
        N_("Survey of crime"),
        section=_SURVEY,
        help=N_("Which crime there is in the municipality, how much of it, and what it leads to."),
    )
    other_information: str | None = fields.paragraph(
        N_("Other information"),
        section=_OTHER,
        help=N_("What else matters: surveys, school, the places themselves, what those who work there see."),
    )
    analysis: str | None = fields.paragraph(
        N_("Analysis"),
        section=_ANALYSIS,
        help=N_("What it means, which problems come first, and how sure that is."),
    )
    sources: str | None = fields.paragraph(
        N_("Sources"), section=_SOURCES, help=N_("One a line, each with its year and page.")
    )
    status: str | None = fields.choice(
        N_("Status"), PictureStatus, default=PictureStatus.IN_WORK, listed=True, section=_AGREED
    )
    agreed_municipality_by: str | None = fields.text(
        N_("Agreed for the municipality by"), personal=True, section=_AGREED
    )
    agreed_municipality_at: datetime | None = fields.moment(
        N_("Agreed for the municipality"), listed=True, section=_AGREED
    )
    agreed_police_by: str | None = fields.text(N_("Agreed for the police by"), personal=True, section=_AGREED)
    agreed_police_at: datetime | None = fields.moment(
        N_("Agreed for the police"), listed=True, section=_AGREED
    )
    decided_by: str | None = fields.text(
        N_("Decided by"), personal=True, section=_AGREED, help=N_("A role or a body rather than a name.")
    )
    decided_at: datetime | None = fields.moment(
        N_("Decided at"),
        listed=True,
        section=_AGREED,
        help=N_(
            "The law’s two years are counted from here. A decided picture is changed by making a new one."
        ),
    )
    decision: UUID | None = fields.reference(
        N_("Decision"), "decision", section=_AGREED, help=N_("Where the council stood behind it.")
    )
    notes: str | None = fields.paragraph(
        N_("Notes"),
        leaders_only=True,
        section=_REST,
        help=N_("For the two leaders, never printed for the council."),
    )

    @classmethod
    def derived(cls, values: dict[str, Any]) -> dict[str, Any]:
        """The first and last day, from the period as it is written."""
        return period_days(values)


class PicturePart(Record, table=True):
    """What a situational picture says about one district."""

    about: ClassVar[About] = About(
        "picture-part",
        N_("District in the picture"),
        N_("Districts in the picture"),
        new=N_("New district in the picture"),
        noun=N_("district in the picture"),
        naming="district",
        icon="ph.map-pin-line",
        order=("district",),
        natural_key=("picture", "district"),
    )

    district: UUID | None = fields.reference(
        N_("District"), "district", required=True, listed=True, section=_WHAT
    )
    picture: UUID | None = fields.reference(
        N_("Situational picture"), "situation-picture", listed=True, section=_WHAT
    )
    survey: str | None = fields.paragraph(
        N_("Survey of crime"),
        listed=True,
        section=_SURVEY,
        help=N_("Which crime there is in the district, how much of it, and what it leads to."),
    )
    other_information: str | None = fields.paragraph(
        N_("Other information"),
        section=_OTHER,
        help=N_("What else matters here: surveys, school, the places, what those who work here see."),
    )
    analysis: str | None = fields.paragraph(
        N_("Analysis"), section=_ANALYSIS, help=N_("What it means for the district, and what comes first.")
    )
    changed_since: str | None = fields.paragraph(
        N_("Since last time"),
        section=_ANALYSIS,
        help=N_("What has become better or worse since the previous picture."),
    )
    sources: str | None = fields.paragraph(
        N_("Sources"), section=_SOURCES, help=N_("One a line, each with its year and page.")
    )


class PictureSignature(Record, table=True):
    """One side's signature under a situational picture with its districts, as it read that day."""

    about: ClassVar[About] = About(
        "picture-signature",
        N_("Signature under a picture"),
        N_("Signatures under a picture"),
        new=N_("New signature"),
        noun=N_("signature"),
        naming="signed_by",
        icon="ph.pen-nib",
        order=("-signed_at",),
        natural_key=("picture", "side", "hash"),
        side_kind=True,
    )

    signed_by: str | None = fields.text(
        N_("Signed by"),
        required=True,
        listed=True,
        personal=True,
        section=_SIGNATURE,
        help=N_("The function that signed, as the council calls it."),
    )
    picture: UUID | None = fields.reference(
        N_("Situational picture"), "situation-picture", listed=True, section=_SIGNATURE
    )
    side: str | None = fields.choice(N_("Side"), Side, listed=True, section=_SIGNATURE)
    signed_at: datetime | None = fields.moment(N_("Signed at"), listed=True, section=_SIGNATURE)
    hash: str | None = fields.text(
        N_("Fingerprint of the wording"), searchable=False, internal=True, section=_SIGNATURE
    )
    signature: str | None = fields.text(N_("Signature"), searchable=False, internal=True, section=_SIGNATURE)
    signing_key: str | None = fields.text(
        N_("Key of the signature"), searchable=False, internal=True, section=_SIGNATURE
    )


def status_of(picture: SituationPicture) -> PictureStatus:
    """Where a picture stands by what is written of each side's agreement, whatever is written in its status.

    Two sides that agree apart, without having heard of each other, have decided it once they meet, provided that
    they signed the same: that takes the signatures, and `signing.status_now` looks at them.
    """
    municipality, police = picture.agreed_municipality_at, picture.agreed_police_at
    if picture.decided_at or (municipality and police):
        return PictureStatus.DECIDED
    if municipality:
        return PictureStatus.AGREED_MUNICIPALITY
    return PictureStatus.AGREED_POLICE if police else PictureStatus.IN_WORK


def agreement(picture: SituationPicture, side: Side, *, by: str, at: datetime) -> dict[str, Any]:
    """The values that a picture gets when a side agrees to it; the second side's agreement decides it."""
    said: dict[str, Any] = {f"agreed_{side.value}_by": by, f"agreed_{side.value}_at": at}
    other = Side.POLICE if side is Side.MUNICIPALITY else Side.MUNICIPALITY
    if getattr(picture, f"agreed_{other.value}_at") is None:
        return {**said, "status": f"agreed-{side.value}"}
    return {**said, "status": PictureStatus.DECIDED.value, "decided_by": by, "decided_at": at}


def reopened() -> dict[str, Any]:
    """The values of a picture that is worked on again: nobody has agreed to the new wording yet."""
    empty = dict.fromkeys(
        f"{what}_{how}"
        for what in ("agreed_municipality", "agreed_police", "decided")
        for how in ("by", "at")
    )
    return {**empty, "status": PictureStatus.IN_WORK.value}
