"""What the signatures under a situational picture are worth: whose they are, under which wording, and still meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import col

from trygg_desktop.domain.ed25519 import is_signed
from trygg_desktop.domain.fields import Choice
from trygg_desktop.domain.pictures import (
    PicturePart,
    PictureSignature,
    PictureStatus,
    SituationPicture,
    status_of,
)
from trygg_desktop.domain.sides import Side
from trygg_desktop.domain.signing import Standing, counting, fingerprint, message_of, status_by
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_
from trygg_desktop.workspace import Workspace


class Worth(Choice):
    """What is known of who made a signature."""

    GENUINE = "genuine", N_("Made with a confirmed key")
    UNKNOWN = "unknown-key", N_("Made with a key that is not confirmed here")
    BROKEN = "broken", N_("Does not belong to what stands in it")


@dataclass(frozen=True, slots=True)
class SideStanding:
    """How one side stands to a picture: its signature under the wording of today, or else its latest one.

    `standing` and `worth` are nothing where the side has not signed.

    Args:
        hash: the fingerprint of what was signed.
        withdrawn: whether the agreement that the signature gave has been taken back since.
    """

    side: Side
    by: str = ""
    at: datetime | None = None
    standing: Standing | None = None
    worth: Worth | None = None
    hash: str = ""
    withdrawn: bool = False

    @property
    def applies(self) -> bool:
        """Whether the side has signed what stands there now and stands by it, as far as can be known here."""
        return self.standing is Standing.CURRENT and self.worth is Worth.GENUINE and not self.withdrawn


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
    record = picture_of(workspace, picture)
    parts = tuple(workspace.records(PicturePart, col(PicturePart.picture) == picture))
    return Wording(record, parts, fingerprint(record, parts))


def picture_of(workspace: Workspace, id: UUID) -> SituationPicture:
    """A situational picture.

    Raises:
        UserError: there is none of this id.
    """
    record = workspace.get(id)
    if not isinstance(record, SituationPicture):
        raise UserError("not-a-picture", N_("This is no situational picture. Nothing was changed."))
    return record


def sides_of(workspace: Workspace, under: Wording) -> tuple[SideStanding, ...]:
    """How each side stands to a picture, the municipality first."""
    found = workspace.records(PictureSignature, col(PictureSignature.picture) == under.picture.id)
    keys = known_keys(workspace) if found else {}
    counted = counting(under.picture, under.fingerprint, found)
    return tuple(
        _side_standing(side, counted[side], under, keys) if side in counted else SideStanding(side)
        for side in Side
    )


def status_now(picture: SituationPicture, sides: Iterable[SideStanding]) -> PictureStatus:
    """Where a picture stands by the domain's rule (`domain.signing.status_now`), from how the sides stand to it."""
    signed = {each.side: each for each in sides if each.standing is not None}
    wording = next((each.hash for each in signed.values() if each.standing is Standing.CURRENT), "")
    return status_by(picture, wording, {side: each.hash for side, each in signed.items()})


def known_keys(workspace: Workspace) -> dict[bytes, Side]:
    """The signing keys that are confirmed here, one's own among them, and whose side each is of.

    Someone who was removed had been confirmed: what they signed until then still holds. A demo council knows its own
    two leaders.
    """
    with workspace.reader.at_one_moment() as connection:
        found = connection.execute(
            "SELECT signing_public, side FROM identity "
            "WHERE signing_public IS NOT NULL AND (own OR confirmed_at IS NOT NULL)"
        ).fetchall()
    return workspace.demo_keys | {bytes(key): Side(side) for key, side in found}


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


def _side_standing(
    side: Side, signature: PictureSignature, under: Wording, keys: dict[bytes, Side]
) -> SideStanding:
    current = signature.hash == under.fingerprint
    return SideStanding(
        side,
        signature.signed_by or "",
        signature.signed_at,
        Standing.CURRENT if current else Standing.EARLIER,
        worth_of(signature, keys),
        signature.hash or "",
        withdrawn=current and status_of(under.picture) not in _AGREED_BY[side],
    )


_AGREED_BY = {
    Side.MUNICIPALITY: (PictureStatus.AGREED_MUNICIPALITY, PictureStatus.DECIDED),
    Side.POLICE: (PictureStatus.AGREED_POLICE, PictureStatus.DECIDED),
}
