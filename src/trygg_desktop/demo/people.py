"""The demo's contacts and who came to the council's meetings: functions and roles, nobody by name."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from trygg_desktop.demo.records import Chronicle
from trygg_desktop.demo.texts import texts
from trygg_desktop.domain.council import Attendance, Presence
from trygg_desktop.domain.stakeholders import Contact, LegalBasis

_WRITTEN = "-366 {hour:02}.{minute:02}"
_TO_REVIEW_SOON = 2
"""So many contacts come up for review within the month; the others in half a year or more."""


def add_contacts(chronicle: Chronicle) -> None:
    """Adds the contacts. Addresses end in example.se; numbers are ones that nobody answers.

    The mobile numbers are from the series that PTS keeps for books and films, 070-174 06 05 to 99.
    """
    subject = texts("contacts")
    for number, told in enumerate(subject["contact"]):
        chronicle.add(
            Contact,
            told["name"],
            {
                "at": _WRITTEN.format(hour=9 + number // 20, minute=number % 20 * 3),
                "email": f"{_address(told['name'])}@example.se",
                "phone": f"021-555 {40 + number // 10} {number % 10:02}",
                "legal_basis": LegalBasis.PUBLIC_INTEREST.value,
                "source": subject["source"],
                "informed_on": "-366",
                "review_on": f"+{20 + number if number < _TO_REVIEW_SOON else 180 + number * 3}",
                **({"mobile": f"070-174 06 {5 + number:02}"} if number % 3 == 0 else {}),
                **told,
            },
        )


def _address(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return ".".join(re.findall(r"[a-z0-9]+", plain))


def add_attendance(chronicle: Chronicle) -> None:
    """Adds who was at each meeting that has been held; whoever is not mentioned was there."""
    members = texts("council")["council-member"]
    for meeting in texts("attendance")["meeting"]:
        day = chronicle.year.meeting(int(meeting["key"][1]))
        for member in members:
            if chronicle.year.day(member["from_on"]) <= day:
                told = _attendance(meeting, member["key"])
                chronicle.add(Attendance, f"{meeting['key']}/{member['key']}", {"at": meeting["at"], **told})


def _attendance(meeting: dict[str, Any], member: str) -> dict[str, Any]:
    told = {"meeting": meeting["key"], "member": member}
    if member in meeting["excused"]:
        return {**told, "presence": Presence.EXCUSED.value, "substitute": meeting["excused"][member]}
    if member in meeting["absent"]:
        return {**told, "presence": Presence.ABSENT.value}
    presence = Presence.CO_OPTED if member in meeting["co_opted"] else Presence.PRESENT
    return {**told, "presence": presence.value}
