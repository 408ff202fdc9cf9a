"""What is said of a briefing on the command line before it leaves: for whom, what was left out, how protected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trygg_desktop.domain.record import Audience, Protection
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
            audience=Audience(file.audience).label,
        ),
        ngettext(
            "{n} record is left out for this audience.",
            "{n} records are left out for this audience.",
            file.left_out,
        )
        if file.left_out
        else _("Nothing is left out for this audience."),
        _("Protection: {protection}.", protection=", ".join([protection, *file.grounds])),
    ]
    if file.plain:
        lines.append(_("The file opens with a password. Send it another way, such as in a text message."))
    return lines
