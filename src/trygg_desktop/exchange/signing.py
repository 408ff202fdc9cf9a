"""Signs a situational picture with this side's own key, takes that back, and tells what signatures are worth."""

from __future__ import annotations

from collections.abc import Iterable
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
from trygg_desktop.domain.signing import (
    Standing,
    counting,
    fingerprint,
    message_of,
    signed_message,
    status_by,
)
from trygg_desktop.errors import UserError
from trygg_desktop.exchange import peers as circle
from trygg_desktop.exchange.keys import is_signed
from trygg_desktop.i18n import N_
from trygg_desktop.workspace import Transaction, Workspace

SIGN = N_("Sign situational picture")
TAKE_BACK = N_("Took back the decision")
"""What the steps are called in undo and history."""


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
    record = _picture(workspace, picture)
    parts = tuple(workspace.records(PicturePart, col(PicturePart.picture) == picture))
    return Wording(record, parts, fingerprint(record, parts))


def _picture(workspace: Workspace, id: UUID) -> SituationPicture:
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
        keys = {
            each.keys.signing: each.side
            for each in circle.peers(connection, removed=True)
            if each.confirmed_at is not None
        } | workspace.demo_keys
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
    if under.picture.draft or any(part.draft for part in under.parts):
        raise UserError(
            "signs-draft",
            N_(
                "The picture, or what it says of a district, is still a draft that nobody else can see. Nothing was "
                "signed. Release the drafts first."
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


def take_back(workspace: Workspace, picture: UUID) -> None:
    """Takes back what was decided, in one transaction: the picture is in work again, and both sides sign anew.

    The signatures stay as what they are: made that day, under that wording.

    Raises:
        UserError: there is no such picture, or nobody has agreed to it.
    """
    with workspace.transaction(TAKE_BACK) as tx:
        take_back_in(tx, workspace, picture)


def take_back_in(tx: Transaction, workspace: Workspace, picture: UUID) -> None:
    """The same within a transaction; see `take_back`."""
    if status_of(_picture(workspace, picture)) is PictureStatus.IN_WORK:
        raise UserError(
            "not-agreed", N_("Nobody has agreed to the picture; it is in work already. Nothing was changed.")
        )
    tx.change(picture, **reopened())


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
