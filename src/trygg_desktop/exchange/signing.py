"""Signs a situational picture with this side's own key, and tells what the signatures under it are worth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlmodel import col

from trygg_desktop.domain.fields import Choice
from trygg_desktop.domain.pictures import (
    PicturePart,
    PictureSignature,
    PictureStatus,
    SituationPicture,
    agreement,
    reopened,
    status_of,
)
from trygg_desktop.domain.sides import Side
from trygg_desktop.domain.signing import Standing, fingerprint, message_of, signed_message, standing
from trygg_desktop.errors import UserError
from trygg_desktop.exchange import peers as circle
from trygg_desktop.exchange.keys import is_signed
from trygg_desktop.i18n import N_
from trygg_desktop.workspace import Transaction, Workspace

SIGN = N_("Sign situational picture")
"""What the step is called in undo and history."""


class Worth(Choice):
    """What is known of who made a signature."""

    GENUINE = "genuine", N_("Made with a confirmed key")
    UNKNOWN = "unknown-key", N_("Made with a key that is not confirmed here")
    BROKEN = "broken", N_("Does not belong to what stands in it")


@dataclass(frozen=True, slots=True)
class SideStanding:
    """How one side stands to a picture: its signature under the wording of today, or else its latest one.

    `standing` and `worth` are nothing where the side has not signed.
    """

    side: Side
    by: str = ""
    at: datetime | None = None
    standing: Standing | None = None
    worth: Worth | None = None

    @property
    def applies(self) -> bool:
        """Whether the side has signed what stands there now, as far as can be known here."""
        return self.standing is Standing.CURRENT and self.worth is Worth.GENUINE


@dataclass(frozen=True, slots=True)
class Wording:
    """A picture with its districts as they read now, and the fingerprint of that."""

    picture: SituationPicture
    parts: tuple[PicturePart, ...]
    fingerprint: str


def wording(workspace: Workspace, picture: UUID) -> Wording:
    """What a signature would be made under now.

    Raises:
        UserError: there is no such picture.
    """
    record = workspace.get(picture)
    if not isinstance(record, SituationPicture):
        raise UserError("not-a-picture", N_("This is no situational picture. Nothing was signed."))
    parts = tuple(workspace.records(PicturePart, col(PicturePart.picture) == picture))
    return Wording(record, parts, fingerprint(record, parts))


def sides_of(workspace: Workspace, under: Wording) -> tuple[SideStanding, ...]:
    """How each side stands to a picture, the municipality first."""
    found = workspace.records(PictureSignature, col(PictureSignature.picture) == under.picture.id)
    keys = known_keys(workspace) if found else {}
    return tuple(_side_standing(side, found, under, keys) for side in Side)


def status_now(picture: SituationPicture, sides: Iterable[SideStanding]) -> PictureStatus:
    """Where a picture stands, the signatures considered.

    Two sides that have signed apart, each another wording, have both agreed and yet not to the same: then it is
    agreed only by the one whose wording stands there now. A decided picture that was changed since, so that
    neither signature is under its wording, stays decided; that is told with the signatures.
    """
    status, found = status_of(picture), list(sides)
    if status is not PictureStatus.DECIDED or not any(each.standing is Standing.EARLIER for each in found):
        return status
    current = [each.side for each in found if each.standing is Standing.CURRENT]
    return PictureStatus(f"agreed-{current[0].value}") if current else status


def known_keys(workspace: Workspace) -> dict[bytes, Side]:
    """The signing keys that are confirmed here, one's own among them, and whose side each is of.

    Someone who was removed had been confirmed: what they signed until then still holds.
    """
    with workspace.reader.at_one_moment() as connection:
        keys = {
            each.keys.signing: each.side
            for each in circle.peers(connection, removed=True)
            if each.confirmed_at is not None
        }
        try:
            own = circle.own_keys(connection)
        except LookupError:
            return keys
    return {**keys, own.public.signing: workspace.me.side}


def worth_of(signature: PictureSignature, keys: dict[bytes, Side]) -> Worth:
    """Whether a signature is what it says: made over its own content, with a key known here as its side's."""
    message = message_of(signature)
    try:
        made = bytes.fromhex(signature.signature or "")
        key = bytes.fromhex(signature.signing_key or "")
    except ValueError:
        return Worth.BROKEN
    if message is None or not is_signed(message, made, key):
        return Worth.BROKEN
    return Worth.GENUINE if keys.get(key) == signature.side else Worth.UNKNOWN


def sign(workspace: Workspace, picture: UUID, *, shown: str | None = None) -> UUID:
    """Signs a picture for the side of this workspace, in one transaction; gives the signature's id.

    Args:
        shown: the fingerprint of the wording that whoever signs has read; without it the one of now.

    Raises:
        UserError: there is no such picture, it has changed since it was shown, or this side has signed it.
    """
    with workspace.transaction(SIGN) as tx:
        return sign_in(tx, workspace, picture, shown=shown)


def sign_in(tx: Transaction, workspace: Workspace, picture: UUID, *, shown: str | None = None) -> UUID:
    """The same within a transaction in which nothing has been written yet; see `sign`."""
    under = wording(workspace, picture)
    if shown is not None and shown != under.fingerprint:
        raise UserError(
            "picture-changed",
            N_(
                "The picture has changed since it was shown. Nothing was signed. Read it again and sign then."
            ),
        )
    me = workspace.me
    sides = {each.side: each for each in sides_of(workspace, under)}
    if sides[me.side].applies:
        raise UserError(
            "already-signed", N_("This wording is already signed for your side. Nothing was changed.")
        )
    circle.own_card(tx.connection, demo=workspace.is_demo)
    keys = circle.own_keys(tx.connection)
    at = datetime.fromtimestamp(workspace.now() // 1000, UTC)
    message = signed_message(picture, under.fingerprint, me.side, by=me.name, at=at)
    made = tx.create(
        PictureSignature,
        signed_by=me.name,
        picture=picture,
        side=me.side.value,
        signed_at=at,
        hash=under.fingerprint,
        signature=keys.sign(message).hex(),
        signing_key=keys.public.signing.hex(),
    )
    tx.change(picture, **_agreed(under.picture, sides, me.side, by=me.name, at=at))
    return made


def _agreed(
    picture: SituationPicture, sides: dict[Side, SideStanding], side: Side, *, by: str, at: datetime
) -> dict[str, Any]:
    """What the picture says of the agreement; the other side's counts only where it is to this wording."""
    (other,) = (each for each in sides.values() if each.side is not side)
    theirs = {
        f"agreed_{other.side.value}_by": other.by if other.applies else None,
        f"agreed_{other.side.value}_at": other.at if other.applies else None,
    }
    for name, value in theirs.items():
        setattr(picture, name, value)
    return {**reopened(), **theirs, **agreement(picture, side, by=by, at=at)}


def _side_standing(
    side: Side, signatures: Iterable[PictureSignature], under: Wording, keys: dict[bytes, Side]
) -> SideStanding:
    mine = [
        SideStanding(
            side,
            each.signed_by or "",
            each.signed_at,
            standing(each, under.picture, under.parts),
            worth_of(each, keys),
        )
        for each in signatures
        if each.side == side
    ]
    return _telling(mine) or SideStanding(side)


def _telling(found: Sequence[SideStanding]) -> SideStanding | None:
    """The one that says most: it applies, it is genuine, it is the latest."""
    earliest = datetime.min.replace(tzinfo=UTC)
    return max(
        found, key=lambda each: (each.applies, each.worth is Worth.GENUINE, each.at or earliest), default=None
    )
