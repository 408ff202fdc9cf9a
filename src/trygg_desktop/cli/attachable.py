"""Which files never go by e-mail: the workspace itself, what opens it, drafts, and confidential records in tables."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from trygg_desktop import i18n
from trygg_desktop.cli.tables_told import Told, cards_in, told_of
from trygg_desktop.errors import EnvironmentFault, ProtectionRefused, UserError
from trygg_desktop.i18n import N_, _

if TYPE_CHECKING:
    from trygg_desktop.cli.session import Session

_PAGE = 4096
_SHORT = 2000
"""Characters: a note with a password is no longer."""
_SEALED = b"TRYGG-SEALED-"
_LEAST_VARIED = 230
"""Different bytes in a page of what is encrypted: nearly all there are, whatever the key."""
_LEFT_BY_THE_WORKSPACE = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
"""What the file of changes not yet written into a workspace begins with."""
_PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----|AGE-SECRET-KEY-1")
_SIGNS = "A-HJ-NP-Z2-9"
_GROUP = f"[{_SIGNS}]{{5}}"
_GENERATED = re.compile(rf"(?<![\w-]){_GROUP}(?:-{_GROUP}){{2}}(?:(?:-{_GROUP}){{2}})?(?![\w-])")
"""A password for one file has three groups, a passphrase for the workspace five."""
_ID = re.compile(rb"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
_RECOVERY_GROUPS = re.compile(rf"(?:\b[0-9A-F]{{8}}[{_SIGNS}][\s-]+){{7}}[0-9A-F]{{8}}[{_SIGNS}]\b")


def see_that_it_may_go(session: Session, file: Path, content: bytes) -> Told | None:
    """Looks at a file that is not sealed before it is attached. Gives what it tells, where it is an exported table.

    Raises:
        UserError: it is empty, or what is left of a sealed file.
        ProtectionRefused: it must not go by e-mail.
    """
    name = file.name
    if not content:
        raise UserError("empty-attachment", N_("{name} is empty. No e-mail was made."), name=name, file=name)
    if content.startswith(_SEALED):
        raise UserError(
            "half-sealed",
            N_(
                "{name} is a sealed file that is not whole. No e-mail was made. Make it again and attach that one."
            ),
            name=name,
            file=name,
        )
    if _is_a_workspace(session, file, content):
        raise ProtectionRefused(
            "workspace-by-mail",
            N_(
                "{name} is a workspace or a backup of one, with everything in it, drafts too. No e-mail was made. "
                "Make a briefing, or send the other side a sealed file on the page Exchange."
            ),
            name=name,
            file=name,
        )
    if content.startswith(b"%PDF"):
        _refuse_pages(content, name)
        return None
    _refuse_secrets(session, content, name)
    if content.startswith(b"BEGIN:VCARD"):
        _refuse_contacts(session, content, name)
    if content.startswith(b"BEGIN:VCALENDAR") or file.suffix.casefold() == ".geojson":
        _refuse_named(session, content, name)
    told = told_of(content, file.suffix.casefold())
    if told is not None:
        _refuse_records(told, name)
    return told


def _is_a_workspace(session: Session, file: Path, content: bytes) -> bool:
    """Whether it is this workspace, a copy of it, what it leaves beside it, or looks like another's."""
    from trygg_desktop.workspace.file import examine_outside
    from trygg_desktop.workspace.vault import read_salt

    if session.path.is_file() and content.startswith(read_salt(session.path) or content + b"-"):
        return True
    if content.startswith(_LEFT_BY_THE_WORKSPACE):
        return True
    if len(content) % _PAGE or len(set(content[:_PAGE])) < _LEAST_VARIED:
        return False
    try:
        examine_outside(file)
    except EnvironmentFault:
        return False
    return True


def _refuse_pages(content: bytes, name: str) -> None:
    """A working copy and a recovery sheet say in their properties what they are, in the language they were made in.

    Raises:
        ProtectionRefused: it is one of them.
    """
    called = _called(content)
    for language in i18n.LANGUAGES:
        with i18n.in_language(language):
            working_copy = _("Working copy with drafts, not an edition").partition(",")[0]
            sheet = _("The way back into the workspace")
        if working_copy in called or working_copy.encode("latin-1") in content:
            raise ProtectionRefused(
                "working-copy",
                N_(
                    "{name} is a working copy with drafts, and sending it would issue them. No e-mail was made. "
                    "Release what is to be read and make an edition instead."
                ),
                name=name,
                file=name,
            )
        if sheet in called:
            raise _secret(name)


def _called(content: bytes) -> str:
    """What a PDF says it is about; nothing where it opens with a password or is damaged."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(content)) as opened:
            return str(opened.docinfo.get("/Subject", ""))
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError):
        return ""


def _refuse_secrets(session: Session, content: bytes, name: str) -> None:
    """
    Raises:
        ProtectionRefused: whoever reads it can open a file that is locked.
    """
    try:
        text = content.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        return
    short = len(text) <= _SHORT
    if _PRIVATE_KEY.search(text) or _RECOVERY_GROUPS.search(text) or (short and _GENERATED.search(text)):
        raise _secret(name)
    if short and _opens(session, text):
        raise _secret(name)


def _opens(session: Session, text: str) -> bool:
    """Whether the text is the passphrase of the workspace. Tried only where it may be one: it takes half a second."""
    from trygg_desktop.workspace.vault import Key, canonical, read_salt

    given = session.given_passphrase()
    if given is not None and canonical(text) == canonical(given):
        return True
    if given is not None or "\n" in text or not session.path.is_file():
        return False
    return Key.from_passphrase(text, read_salt(session.path)).fits(session.path)


def _secret(name: str) -> ProtectionRefused:
    return ProtectionRefused(
        "secret-by-mail",
        N_(
            "{name} holds a password or a key, and whoever reads it can open what is locked. No e-mail was made. "
            "Tell a password in a text message, and keep a key on paper."
        ),
        name=name,
        file=name,
    )


def _refuse_contacts(session: Session, content: bytes, name: str) -> None:
    """Cards say nothing of protection, so those whom they name are looked for here.

    Raises:
        ProtectionRefused: one of them is marked confidential here, or is a draft.
    """
    from trygg_desktop.domain.record import is_confidential
    from trygg_desktop.domain.stakeholders import Contact

    with session.workspace() as workspace:
        known = workspace.rows(Contact, ["name", "email", "protection", "draft"])
    closed = {
        (" ".join((called or "").split()), (email or "").strip())
        for _id, called, email, protection, draft in known
        if draft or is_confidential(protection)
    }
    if closed & set(cards_in(content.decode("utf-8", "replace"))):
        raise _confidential(name)


def _refuse_named(session: Session, content: bytes, name: str) -> None:
    """Calendars and maps say nothing of protection either, but name each record by its id.

    Raises:
        ProtectionRefused: one of them is marked confidential here, or is a draft.
    """
    from trygg_desktop.domain.record import is_confidential

    ids = {UUID(found.decode()) for found in _ID.findall(content.replace(b"\r\n ", b""))}
    if not ids:
        return
    with session.workspace() as workspace:
        found = [record for id in ids if (record := workspace.find(id)) is not None]
    if any(record.draft for record in found):
        raise _own_copy(name)
    if any(is_confidential(record.protection) for record in found):
        raise _confidential(name)


def _confidential(name: str) -> ProtectionRefused:
    return ProtectionRefused(
        "confidential-table",
        N_(
            "{name} holds records marked confidential, and ordinary mail can be read on its way. No e-mail was "
            "made. Export it for the council, or send it sealed on the page Exchange."
        ),
        name=name,
        file=name,
    )


def _refuse_records(told: Told, name: str) -> None:
    """
    Raises:
        ProtectionRefused: the table is a copy of one's own, or has confidential records.
    """
    if told.own:
        raise _own_copy(name)
    if told.confidential:
        raise _confidential(name)


def _own_copy(name: str) -> ProtectionRefused:
    return ProtectionRefused(
        "own-copy",
        N_(
            "{name} was exported for yourself, with everything, drafts too. No e-mail was made. "
            "Export it again and say for whom: --for public or --for council."
        ),
        name=name,
        file=name,
    )
