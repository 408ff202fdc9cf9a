"""The recovery sheet: passphrase and key on one page, for the day when nothing else opens the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from trygg_desktop.briefings.fonts import Face, Proofreader
from trygg_desktop.briefings.page import Letterhead, print_parts
from trygg_desktop.briefings.parts import (
    Code,
    Column,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Part,
    Points,
    Table,
    Title,
)
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_, _, in_language, short_date

_GENERATED = re.compile(r"[A-Z0-9]{5}(-[A-Z0-9]{5}){4}")


def recovery_sheet(
    *,
    passphrase: str,
    key_groups: Sequence[str],
    body: str,
    workspace_name: str,
    today: date,
    language: str = "sv",
) -> bytes:
    """One A4 with the two ways into the workspace.

    Args:
        passphrase: as it is typed; a generated one has groups parted by dashes. Empty where none is known.
        key_groups: the raw key in groups, each ending in its check character.
        body: the council's name.
        workspace_name: the name of the file, so that the sheet is not mistaken for another one's.

    Raises:
        UserError: the passphrase has characters that can't be printed, so the sheet would be wrong.
    """
    proofreader = Proofreader()
    proofreader.printable(passphrase, Face.SEMIBOLD)
    if proofreader.missing:
        raise UserError(
            "unprintable-passphrase",
            N_("The passphrase has characters that can’t be printed: {characters}. Choose another one."),
            characters=" ".join(sorted(proofreader.missing)),
        )
    with in_language(language):
        title = _("Recovery sheet")
        letterhead = Letterhead(
            body=body,
            belongs_to=workspace_name,
            kind=title,
            title=title,
            subject=_("The way back into the workspace"),
            day=today,
            language=language,
            foot=_("Printed once. Kept on paper only."),
            foot_right=_("Made {day}", day=short_date(today)),
        )
        return print_parts(_parts(passphrase, tuple(key_groups), workspace_name), letterhead).pdf


def _parts(passphrase: str, key_groups: tuple[str, ...], workspace_name: str) -> Iterator[Part]:
    yield Title(_("Recovery sheet"))
    yield Paragraph(
        _(
            "Whoever holds this sheet can read everything in the workspace. It is needed when the computer "
            "is lost or broken, and when the passphrase is forgotten. Without it nobody can open the file, "
            "not even those who made the program."
        )
    )
    if passphrase:
        yield Heading(_("Passphrase"))
        yield from _passphrase(passphrase)
    yield Heading(_("Key"))
    yield Paragraph(
        _(
            "Opens the file even when the passphrase does not. The last character of each group is a check "
            "character: the program says which group was copied wrongly."
        )
    )
    yield Code(key_groups, in_a_row=4)
    yield Heading(_("Use it like this"))
    yield _steps(workspace_name, by_key=not passphrase)
    yield Heading(_("Keep it like this"))
    yield Facts(
        (
            Fact(
                _("Where"),
                (
                    _points(
                        _("In a safe, or sealed with someone both sides trust."),
                        _("Apart from the computer and from the backups."),
                    ),
                ),
            ),
            Fact(
                _("Never"),
                (
                    _points(
                        _("Never photograph it, scan it or send it."),
                        _("Never save it as a file or type it into anything but the program."),
                        _("Never keep it in the computer bag."),
                    ),
                ),
            ),
            Fact(
                _("If lost"),
                (
                    Paragraph(
                        _("Change the passphrase in the program, print a new sheet and destroy the old one.")
                    ),
                ),
            ),
        ),
        gap=6,
    )
    yield _custody()


def _steps(workspace_name: str, *, by_key: bool) -> Points:
    steps = (
        _(
            "Start the program and choose the file {name}. On a new computer: install the program and copy the file, "
            "or the latest backup of it, there first.",
            name=workspace_name,
        ),
        _("Type the groups of the key where the program asks for the passphrase.")
        if by_key
        else _("Type the passphrase. If it does not fit, type the groups of the key in the same field."),
    )
    return Points(items=steps, labels=tuple(f"{number}." for number in range(1, len(steps) + 1)))


def _custody() -> Table:
    """Lines to write on by hand: who has the sheet, and since when."""
    columns = (Column(_("To be filled in"), width=82, names_row=True), Column(_("By hand")))
    rows = ((_("Kept by") + "\n\n", ""), (_("Day, signature") + "\n\n", ""))
    return Table(columns, rows, _("Who keeps the sheet"), heads=False)


def _points(*sentences: str) -> Points:
    return Points(items=sentences, labels=("•",) * len(sentences))


def _passphrase(passphrase: str) -> Iterator[Part]:
    """A generated passphrase in its groups; one of somebody's own to the letter."""
    if _GENERATED.fullmatch(passphrase):
        yield Paragraph(_("Typed when the program asks for it. Capitals, blanks and dashes do not matter."))
        yield Code(tuple(passphrase.split("-")), in_a_row=5)
    else:
        yield Paragraph(_("Typed when the program asks for it, just like this: capitals and blanks count."))
        yield Code((passphrase,), in_a_row=1)
