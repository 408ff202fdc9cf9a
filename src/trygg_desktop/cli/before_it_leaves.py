"""What is said of a briefing on the command line before it leaves: for whom, what was left out, how protected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trygg_desktop.briefings.covering_letter import for_whom
from trygg_desktop.domain.record import Protection
from trygg_desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from trygg_desktop.workspace import MadeFile


def before_it_leaves(file: MadeFile) -> list[str]:
    """The sentences, one for each line."""
    protection = Protection(file.protection).label if file.protection else Protection.OPEN.label
    lines = [
        _(
            "{title}, for: {audience}.",
            title=file.title or file.name,
            audience=for_whom(file.audience, about_a_person=file.person is not None),
        ),
        _left_out(file.left_out, file.not_counted),
        _("Protection: {protection}.", protection=", ".join([protection, *file.grounds])),
    ]
    if file.confidential:
        lines.append(
            ngettext(
                "{n} record in it is marked confidential.",
                "{n} records in it are marked confidential.",
                file.confidential,
            )
        )
    if file.plain:
        lines.append(_("The file opens with a password. Send it another way, such as in a text message."))
    return lines


def _left_out(left_out: int, not_counted: int) -> str:
    """How many records are left out, and how many of them from figures alone."""
    if not left_out:
        return _("Nothing is left out for this audience.")
    total = ngettext(
        "{n} record is left out for this audience.", "{n} records are left out for this audience.", left_out
    )
    if not not_counted:
        return total
    if not_counted == left_out:
        figures = _("They are missing only from the figures.")
        return f"{total} {figures}"
    figures = ngettext(
        "{n} of them is missing only from the figures.",
        "{n} of them are missing only from the figures.",
        not_counted,
    )
    return f"{total} {figures}"
