"""Who writes the mail around a briefing, and to whom of the council it is proposed to go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trygg_desktop.domain.record import Audience, is_confidential
from trygg_desktop.insight.meetings import members
from trygg_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Correspondents:
    """Who writes, and to whom it is proposed: addresses as they stand in a mail, each with its name."""

    council: str
    sender: str
    to: tuple[str, ...]


def read_correspondents(
    workspace: Workspace, audience: Audience, today: date, *, about_a_person: bool = False
) -> Correspondents:
    """The council's members with an e-mail address, for the leaders' edition those who share the chair.

    For the public nobody is proposed, nor for what is about one person.
    """
    nobody = audience is Audience.PUBLIC or about_a_person
    # the address of each reaches all whom the mail is to, so that of a member marked confidential is not proposed
    seated = [] if nobody else members(workspace, today, audience=audience)
    to = [
        f"{one.name} <{one.email}>" if one.name else one.email
        for one in seated
        if one.email and (audience is Audience.COUNCIL or one.shared_chair)
    ]
    return Correspondents(council_outwards(workspace), workspace.me.name, tuple(dict.fromkeys(to)))


def council_outwards(workspace: Workspace) -> str:
    """The council's name for subject lines and letters, which no password protects: none where its settings are
    marked confidential."""
    council = workspace.council()
    return "" if is_confidential(council.protection) else council.name or ""
