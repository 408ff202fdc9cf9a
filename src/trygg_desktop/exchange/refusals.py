"""Why a file from the other leader is not taken in: what happened, what is safe and what to do, one sentence each."""

from __future__ import annotations

from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_


def not_a_sealed_file() -> UserError:
    """It is some other file."""
    return UserError(
        "not-a-sealed-file",
        N_(
            "This is not a file that Trygg has sealed. Nothing was taken in. "
            "Choose the file whose name begins with trygg- and ends in .trygg."
        ),
    )


def too_large(megabytes: int) -> UserError:
    """So large that Trygg cannot have made it."""
    return UserError(
        "too-large",
        N_(
            "The file is larger than {megabytes} MB, and Trygg makes none so large. Nothing was taken in. "
            "Ask the sender which file they meant."
        ),
        megabytes=megabytes,
    )


def too_much() -> UserError:
    """What is to be sent is more than a receiver takes in."""
    return UserError(
        "too-much-to-seal",
        N_("This is too much for one file. Nothing was made. Send it in several files."),
    )


def damaged() -> UserError:
    """No longer as it was sealed."""
    return UserError(
        "damaged-file",
        N_(
            "The file was damaged or cut short on the way. Nothing was taken in. "
            "Fetch it once more, or ask the sender to send it again."
        ),
    )


def not_for_this_laptop() -> UserError:
    """No key of ours opens it."""
    return UserError(
        "not-for-this-laptop",
        N_(
            "The file is not sealed to this laptop, or its first lines were damaged on the way. "
            "Nothing was taken in. Ask the sender whom it was sealed to and to send it again."
        ),
    )


def unknown_sender() -> UserError:
    """From someone whose card has never been opened here."""
    return UserError(
        "unknown-sender",
        N_(
            "The file comes from someone whose card has not been opened on this laptop. Nothing was taken in. "
            "Open the sender's card and compare the digits first."
        ),
    )


def unconfirmed_sender(name: str) -> UserError:
    """From someone whose card is here but whose digits nobody has compared."""
    return UserError(
        "unconfirmed",
        N_(
            "The file says that it comes from {name}, whose card is not confirmed. Nothing was taken in. "
            "Compare the 30 digits by telephone and confirm the card; then open the file again."
        ),
        name=name,
    )


def removed_sender(name: str) -> UserError:
    """From someone who was removed."""
    return UserError(
        "removed-sender",
        N_(
            "The file comes from {name}, with whom this workspace no longer exchanges files. Nothing was taken in. "
            "If that was a mistake, open their card and compare the digits again."
        ),
        name=name,
    )


def bad_signature() -> UserError:
    """Somebody else wrote it."""
    return UserError(
        "bad-signature",
        N_(
            "The file is not signed by the one it says it comes from. Nothing was taken in. "
            "Call the sender and ask whether they sent it."
        ),
    )


def other_group() -> UserError:
    """Another council, or the demo."""
    return UserError(
        "other-group",
        N_(
            "The file belongs to another joint work than this workspace's. Nothing was taken in. "
            "Open the workspace it was meant for, or ask the sender for the right file."
        ),
    )


def resealed() -> UserError:
    """Signed for someone else: a stranger passed it on."""
    return UserError(
        "resealed",
        N_(
            "The file was meant for someone else, and someone has sealed it anew to this laptop. "
            "Nothing was taken in. Tell the one who made it."
        ),
    )


def body_altered() -> UserError:
    """Header and content do not belong together."""
    return UserError(
        "body-altered",
        N_(
            "What is in the file is not what the sender signed. Nothing was taken in. "
            "Call the sender and ask them to send it again."
        ),
    )


def unpacks_too_large() -> UserError:
    """A bomb: small to send, enormous to open."""
    return UserError(
        "unpacks-too-large",
        N_(
            "The file unpacks to more than it may hold. Nothing was taken in. "
            "Call the sender: Trygg does not make such files."
        ),
    )


def newer_format() -> UserError:
    """A later version can open it: to be kept, never thrown away."""
    return UserError(
        "newer-format",
        N_(
            "The file was made by a newer version of Trygg. Nothing was taken in and nothing is lost. "
            "Update Trygg and open the file again."
        ),
    )


def malformed() -> UserError:
    """Sealed to us but not written as ours are."""
    return UserError(
        "malformed-file",
        N_(
            "The file is not written as Trygg writes. Nothing was taken in. "
            "Ask the sender to update Trygg and to send it again."
        ),
    )
