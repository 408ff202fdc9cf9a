"""The two signatures under the demo's decided situational picture, made with keys that open nothing else."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from trygg_desktop.demo.records import Chronicle
from trygg_desktop.demo.texts import texts
from trygg_desktop.domain.pictures import PicturePart, PictureSignature, SituationPicture
from trygg_desktop.domain.sides import Side
from trygg_desktop.domain.signing import fingerprint, signed_message

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def public_keys() -> dict[str, str]:
    """The keys that the demo's two leaders sign with, each with its side: only a demo council takes them for theirs."""
    return {_key(side).public_key().public_bytes_raw().hex(): side.value for side in Side}


def add_signatures(chronicle: Chronicle) -> None:
    """Adds a signature for each side's agreement to a picture that both have agreed to."""
    told = texts("pictures")
    for table in told[SituationPicture.about.name]:
        picture = chronicle.as_written(SituationPicture, table["key"], table)
        parts = [
            chronicle.as_written(PicturePart, part["key"], part)
            for part in told[PicturePart.about.name]
            if part["picture"] == table["key"]
        ]
        for edit in table.get("later", ()):
            for side in Side:
                if f"agreed_{side.value}_at" in edit:
                    _sign(chronicle, picture, fingerprint(picture, parts), side, edit)


def _sign(
    chronicle: Chronicle, picture: SituationPicture, hash: str, side: Side, edit: dict[str, Any]
) -> None:
    key = _key(side)
    at, by = chronicle.year.moment(edit["at"]), edit[f"agreed_{side.value}_by"]
    assert picture.id is not None
    message = signed_message(picture.id, hash, side, by=by, at=at)
    values = {
        "signed_by": by,
        "picture": picture.id,
        "side": side.value,
        "signed_at": at,
        "hash": hash,
        "signature": key.sign(message).hex(),
        "signing_key": key.public_key().public_bytes_raw().hex(),
    }
    chronicle.add(PictureSignature, f"{picture.id.hex}/{side.value}", values, at=at)


def _key(side: Side) -> Ed25519PrivateKey:
    """A key that anybody can make: it is worth something in the demo council alone."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(f"demo/{side.value}".encode()).digest())
