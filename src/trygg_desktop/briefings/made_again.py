"""Makes a file of the register again, to know what was said of it when it was made, and whether it still holds."""

from __future__ import annotations

from trygg_desktop.briefings.registry import BRIEFINGS, Made, make
from trygg_desktop.domain.record import Audience
from trygg_desktop.errors import TryggError
from trygg_desktop.i18n import LANGUAGES, local
from trygg_desktop.workspace import MadeFile, Workspace


def made_again(workspace: Workspace, file: MadeFile) -> Made | None:
    """The briefing that the file is, as it would have been that day; nothing where it would no longer be the same."""
    if file.name not in BRIEFINGS:
        return None
    for language in LANGUAGES:
        try:
            made = make(
                workspace,
                file.name,
                audience=Audience(file.audience),
                today=file.on or local(file.made_at).date(),
                meeting=file.meeting,
                district=file.district,
                person=file.person,
                since=file.since,
                until=file.until,
                language=language,
            )
        except TryggError:  # what it was about has gone, or its audience may not see it any more
            return None
        if made.fingerprint == (file.plain or file.fingerprint):
            return made
    return None
