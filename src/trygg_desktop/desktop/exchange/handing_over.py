"""Puts sealed files where the user wants them: in a folder, in a draft for the mail program, in the shared folder."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from tempfile import TemporaryFile

from trygg_desktop.exchange import folder as folders
from trygg_desktop.exchange.exchange import SealedFile
from trygg_desktop.exchange.laying import Laid, not_writable
from trygg_desktop.exchange.mail_draft import EXTENSION, draft
from trygg_desktop.i18n import _, language


class Way(Enum):
    """How a file reaches the other side."""

    FILE = "file"
    MAIL = "mail"
    FOLDER = "folder"


def see_that_it_can_be_written(folder: Path) -> None:
    """Before anything is sealed and noted as sent.

    Raises:
        EnvironmentFault: the folder is out of reach or refuses.
    """
    try:
        with TemporaryFile(prefix=".", suffix=".tmp", dir=folder):
            pass
    except OSError as error:
        raise not_writable(folder, error) from error


def lay(laid: Laid, folder: Path, files: Sequence[SealedFile]) -> list[Path]:
    """Lays the files in a folder: all of them whole or none, and none over another.

    Raises:
        UserError, EnvironmentFault: they can't be written there.
    """
    return folders.lay(laid, folder, {file.name: file.content for file in files})


def drafts(laid: Laid, folder: Path, files: Sequence[SealedFile], to: str) -> list[Path]:
    """One e-mail draft for each file, to be opened in the mail program; none over another, such as last week's.

    Raises:
        UserError: the address is none.
        EnvironmentFault: the folder can't be written in.
    """
    made = [
        (
            folder / (Path(file.name).stem + EXTENSION),
            draft(
                [to.strip()] if to.strip() else [],
                mail_subject(number, len(files)),
                mail_text(number, len(files)),
                (file.name, file.content),
                language(),
            ),
        )
        for number, file in enumerate(files, start=1)
    ]
    return laid.lay(made, renamed=True)


def mail_subject(number: int, of: int) -> str:
    """The line over the mail: nothing in it about anybody."""
    subject = _("The council: changes in Trygg")
    return _("{subject} ({number} of {of})", subject=subject, number=number, of=of) if of > 1 else subject


def mail_text(number: int, of: int) -> str:
    """What the mail says: what the file is and how it is opened, and nothing of what is in it."""
    words = [
        _("Hello,"),
        _(
            "Attached is a sealed file from Trygg with my changes. Only you can open it. Save the file and drop it "
            "on the page Exchange in Trygg, or choose “Open a file …” there."
        ),
    ]
    if of > 1:
        words.append(
            _("This is file {number} of {of}. They can be opened in any order.", number=number, of=of)
        )
    words.append(_("Please send a file back when you have read it, so that I know that it has come."))
    return "\n\n".join(words)
