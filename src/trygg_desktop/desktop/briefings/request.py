"""Which briefing is wanted: its name, for whom, on which meeting, and what its file is called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from trygg_desktop.domain.record import Audience
from trygg_desktop.i18n import N_, _

NOTICE = "meeting"
AUDIENCES = (Audience.COUNCIL, Audience.LEADERS, Audience.PUBLIC)
FOR_WHOM = {
    Audience.PUBLIC: N_("For the public"),
    Audience.COUNCIL: N_("For the council"),
    Audience.LEADERS: N_("For the leaders"),
}
WHAT_THEY_GET = {
    Audience.PUBLIC: N_(
        "Only what is open, without personal data. Everything else is absent, not blackened."
    ),
    Audience.COUNCIL: N_("What is open and internal. Records marked confidential and drafts are absent."),
    Audience.LEADERS: N_("Everything except drafts, also what is marked confidential. Handle with care."),
}
WHAT_A_PERSON_GETS = N_(
    "What may be handed to the person. Records marked confidential and drafts are absent, and not counted."
)
_FILE_NAMES = {
    Audience.PUBLIC: N_("{briefing} {day} the public"),
    Audience.COUNCIL: N_("{briefing} {day} the council"),
    Audience.LEADERS: N_("{briefing} {day} the leaders"),
}
_FOR_THE_PERSON = N_("{briefing} {day} the person")


@dataclass(frozen=True, slots=True)
class BriefingRequest:
    """A briefing to be made. `day` is the meeting's, or the last day that it tells of, for the file's name; `on`
    is its own day, not today. `sought` is the fingerprint of the file that it is to be the same as, where it was made
    before: then it is made in the language of that file.

    A working copy holds drafts, is for the leaders alone and is never entered in the register.
    """

    name: str = NOTICE
    audience: Audience = Audience.COUNCIL
    meeting: UUID | None = None
    day: date | None = None
    working_copy: bool = False
    on: date | None = None
    district: UUID | None = None
    person: UUID | None = None
    since: date | None = None
    until: date | None = None
    sought: str = ""

    def file_name(self, briefing: str) -> str:
        """A name for the file: what it is, the day and for whom; nothing about any person. What is about one person
        goes to that person, whoever hands it over."""
        day = self.day.isoformat() if self.day else ""
        if self.working_copy:
            words = _("{briefing} {day} working copy", briefing=briefing, day=day)
        else:
            whose = _FILE_NAMES[self.audience] if self.person is None else _FOR_THE_PERSON
            words = _(whose, briefing=briefing, day=day)
        plain = "".join(sign for sign in words if sign not in '<>:"/\\|?*')
        return " ".join(plain.split()) + ".pdf"
