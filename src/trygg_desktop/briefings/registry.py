"""Every briefing there is, and the one way to make one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any
from uuid import UUID

from trygg_desktop.briefings.breaking_off import may_be_broken_off
from trygg_desktop.briefings.choosing import choose_meeting
from trygg_desktop.briefings.request import Request, Subject
from trygg_desktop.domain.record import Audience, Protection, headline
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_, _, in_language, ngettext

if TYPE_CHECKING:
    from trygg_desktop.briefings.content import Edition, Reading
    from trygg_desktop.briefings.page import Letterhead, Printed
    from trygg_desktop.briefings.parts import Part
    from trygg_desktop.workspace import MadeFile, Workspace

    Gather = Callable[[Workspace, Edition, Request], tuple[Any, Reading]]
    Layout = Callable[[Any], tuple[Letterhead, list[Part]]]
    Print = Callable[[Any], tuple[Letterhead, Printed]]

__all__ = ["BRIEFINGS", "Briefing", "Made", "Request", "Subject", "choose_meeting", "make"]


_NAMES_TOLD, _LONGEST_NAME = 8, 40
"""How many of the names that can't be printed are told, and how much of each."""

_NEEDED = {
    Subject.MEETING: N_("Say which meeting the briefing is for."),
    Subject.DISTRICT: N_("Say which district the briefing is about."),
    Subject.PERSON: N_("Say which person the extract is about."),
    Subject.TIME: N_("Say from which day to which day the briefing tells."),
}


@dataclass(frozen=True, slots=True)
class Briefing:
    """One kind of briefing: its content is gathered first, from the filter alone, and laid out second.

    Args:
        content, layout: the modules beside this one whose `gather(workspace, edition, request)` gives the content
            with the reading, and whose `layout(content)` gives the letterhead and the parts.
        about: what it needs to be told.
        binding: for what is more than its own parts, the module beside this one whose `print_content(content)`
            gives the letterhead and the finished file.
    """

    name: str
    label: str
    content: str
    layout: str
    about: frozenset[Subject] = frozenset()
    binding: str = ""

    @property
    def title(self) -> str:
        """What it is called, in the chosen language."""
        return _(self.label)

    def told(self, request: Request) -> Request:
        """Of what is known, that which this briefing is about.

        Raises:
            UserError: something that it must be told is missing, or the time ends before it begins.
        """
        request = request.about(self.about)
        if missing := request.missing(self.about):
            raise UserError(f"{missing}-needed", _NEEDED[missing])
        if request.since and request.until and request.until < request.since:
            raise UserError("time-backwards", N_("The time ends before it begins. Give the first day first."))
        return request

    def gathered(self, workspace: Workspace, edition: Edition, request: Request) -> tuple[Any, Reading]:
        """Its content, and the reading that the content came from."""
        gather: Gather = import_module(f"{__package__}.{self.content}").gather
        return gather(workspace, edition, request)

    def laid_out(self, content: Any) -> tuple[Letterhead, list[Part]]:
        """Its letterhead and its parts."""
        layout: Layout = import_module(f"{__package__}.{self.layout}").layout
        return layout(content)

    def printed(self, content: Any) -> tuple[Letterhead, Printed]:
        """Its letterhead and the finished file."""
        from trygg_desktop.briefings.page import print_parts

        if self.binding:
            print_content: Print = import_module(f"{__package__}.{self.binding}").print_content
            return print_content(content)
        letterhead, parts = self.laid_out(content)
        return letterhead, print_parts(parts, letterhead)


@dataclass(frozen=True, slots=True)
class Made:
    """A finished briefing, and what is to be known of it before it is handed out.

    Args:
        left_out: how many records the audience may not see; `left_out_ids` names them, for the maker alone.
        not_counted: those of them that are missing from figures alone.
        protection: the highest protection of what is in it, nothing where all of it is open.
        internal, confidential: how many of its records are internal and how many are marked confidential.
        grounds: the provisions that confidential records in it rest on.
        warnings: sentences for the maker, in the language of the briefing.
        fingerprint: SHA-256 of the file.
        name, audience, request, on: which briefing it is, for whom, about what, and the day that is today in it.
    """

    pdf: bytes
    title: str
    pages: int
    records: int
    left_out: int
    left_out_ids: frozenset[UUID]
    not_counted: frozenset[UUID]
    protection: str | None
    internal: int
    confidential: int
    grounds: tuple[str, ...]
    working_copy: bool
    warnings: tuple[str, ...]
    fingerprint: str
    name: str
    audience: Audience
    request: Request
    on: date

    def entry(self, made_at: datetime) -> MadeFile:
        """Its line in the register of files."""
        from trygg_desktop.workspace import MadeFile

        return MadeFile(
            made_at=made_at,
            name=self.name,
            title=self.title,
            audience=str(self.audience),
            fingerprint=self.fingerprint,
            protection=self.protection,
            meeting=self.request.meeting,
            district=self.request.district,
            person=self.request.person,
            since=self.request.since,
            until=self.request.until,
            on=self.on,
            left_out=self.left_out,
            not_counted=len(self.not_counted),
            records=self.records,
            internal=self.internal,
            confidential=self.confidential,
            grounds=self.grounds,
        )


BRIEFINGS: dict[str, Briefing] = {
    briefing.name: briefing
    for briefing in (
        Briefing(
            "meeting", N_("Notice and agenda"), "meeting", "meeting_layout", frozenset({Subject.MEETING})
        ),
        Briefing(
            "folder",
            N_("Council folder"),
            "council_folder",
            "council_folder_layout",
            frozenset({Subject.MEETING}),
            binding="annexes.binding",
        ),
        Briefing(
            "minutes", N_("Minutes of the council"), "minutes", "minutes_layout", frozenset({Subject.MEETING})
        ),
        Briefing("follow-up", N_("Follow-up report"), "follow_up", "follow_up_layout"),
        Briefing(
            "board-report",
            N_("Report to the municipal board"),
            "board_report",
            "board_report_layout",
            frozenset({Subject.TIME}),
        ),
        Briefing("stakeholders", N_("Register of stakeholders"), "stakeholders", "stakeholders_layout"),
        Briefing("extract", N_("Register extract"), "extract", "extract_layout", frozenset({Subject.PERSON})),
        Briefing("decisions", N_("Decisions still open"), "decisions", "decisions"),
        Briefing("picture", N_("Situational picture"), "picture", "picture_layout"),
        Briefing("plan", N_("Action plan"), "plan", "plan_layout"),
        Briefing(
            "district", N_("District sheet"), "district", "district_layout", frozenset({Subject.DISTRICT})
        ),
    )
}
"""By the name the command line knows them by."""


def make(
    workspace: Workspace,
    name: str,
    *,
    audience: Audience,
    today: date,
    meeting: UUID | None = None,
    district: UUID | None = None,
    person: UUID | None = None,
    since: date | None = None,
    until: date | None = None,
    with_drafts: bool = False,
    language: str = "sv",
    ask: Callable[[], None] | None = None,
) -> Made:
    """Makes a briefing in memory. The same data, audience and day give the same bytes.

    Args:
        ask: called again and again on the way; what it raises, such as `Cancelled`, breaks the making off.

    Raises:
        UserError: there is no briefing of that name, or what it is to be about is missing.
        ProtectionRefused: drafts were asked for in an edition for others than the leaders, or the audience may
            not see what the briefing is about.
    """
    from trygg_desktop.briefings.content import Edition
    from trygg_desktop.briefings.quoted import quoting
    from trygg_desktop.briefings.undisturbed import undisturbed

    briefing = BRIEFINGS.get(name)
    if briefing is None:
        raise UserError(
            "no-such-briefing",
            N_("There is no briefing called “{name}”. There is: {names}."),
            name=name,
            names=", ".join(BRIEFINGS),
        )
    edition = Edition(Audience(audience), today, with_drafts)
    with undisturbed(), in_language(language), may_be_broken_off(ask), quoting(workspace, edition):
        request = briefing.told(Request(meeting, district, person, since, until))
        content, reading = briefing.gathered(workspace, edition, request)
        letterhead, printed = briefing.printed(content)
        return Made(
            pdf=printed.pdf,
            title=letterhead.title,
            pages=printed.pages,
            records=reading.held,
            left_out=len(reading.missing),
            left_out_ids=frozenset(reading.missing),
            not_counted=frozenset(reading.only_not_counted),
            protection=str(reading.protection) if letterhead.marking else None,
            internal=reading.held_at(Protection.INTERNAL),
            confidential=reading.held_at(Protection.PROTECTED),
            grounds=reading.grounds,
            working_copy=with_drafts,
            warnings=(*reading.notices, *_missing(printed.missing)),
            fingerprint=hashlib.sha256(printed.pdf).hexdigest(),
            name=name,
            audience=edition.audience,
            request=request,
            on=today,
        )


def _missing(names: tuple[str, ...]) -> tuple[str, ...]:
    """The sentence about names and signs that the font has no letters for, where there are any."""
    if not names:
        return ()
    told = ", ".join(headline(name, _LONGEST_NAME) for name in names[:_NAMES_TOLD])
    if len(names) > _NAMES_TOLD:
        told = f"{told} {ngettext('and {n} more', 'and {n} more', len(names) - _NAMES_TOLD)}"
    return (
        _(
            "This can’t be printed and is shown as ☐: {names}. Write it with Latin letters instead.",
            names=told,
        ),
    )
