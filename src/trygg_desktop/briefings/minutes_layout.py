"""How the minutes are laid out: who was there, follow-up first, then each item with what was decided on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from trygg_desktop.briefings.content import joined
from trygg_desktop.briefings.decided import DecidedContent, Wording, state, wording
from trygg_desktop.briefings.meeting import MemberContent
from trygg_desktop.briefings.meeting_layout import in_a_row, named, titled, when
from trygg_desktop.briefings.minutes import AttendedContent, MinutedContent, MinutesContent
from trygg_desktop.briefings.page import Letterhead
from trygg_desktop.briefings.parts import (
    Band,
    Cell,
    Chip,
    Column,
    Fact,
    Facts,
    Groups,
    Heading,
    Kind,
    Paragraph,
    Part,
    Prose,
    Row,
    Shape,
    Status,
    Table,
    Together,
)
from trygg_desktop.briefings.sitting import left_out_lines
from trygg_desktop.briefings.written import prose
from trygg_desktop.domain.council import ItemForm, Presence, Seat
from trygg_desktop.domain.record import headline
from trygg_desktop.i18n import _, ngettext, short_date

_ROOM_TO_SIGN = "\n\n"
_ROOM_TO_DECIDE = "\n\n\n"
_ROOM_TO_WRITE = "\n\n\n\n"
_BLANK_ROWS = 6
_SHORT = 400
"""What is noted in no more signs than this stands together with the signatures."""
_TICK = Status(Shape.NOT_BEGUN, "")


def layout(content: MinutesContent) -> tuple[Letterhead, list[Part]]:
    """The letterhead and the parts of the minutes, in the order they are read."""
    return _letterhead(content), list(_parts(content))


def _letterhead(content: MinutesContent) -> Letterhead:
    day = short_date(content.held_on) if content.held_on else ""
    kind = _("Minutes of the council")
    return content.cover.letterhead(kind=kind, when=day, case_number=content.case_number)


def _parts(content: MinutesContent) -> Iterator[Part]:
    yield content.cover.title(_("Minutes of the council"))
    if content.cancelled:
        yield Paragraph(_("The meeting is cancelled."), Kind.SUBTITLE)
    elif content.lies_ahead:
        yield Paragraph(_("To be filled in at the meeting"), Kind.SUBTITLE)
    if facts := tuple(_facts(content)):
        yield Facts(facts)
    yield from left_out_lines(content)
    yield from _form_of_attendance(content) if content.lies_ahead else ()
    yield from _follow_up(content)
    yield from _items(content)
    yield from _rest(content)
    yield from _signatures(content)


def _facts(content: MinutesContent) -> Iterator[Fact]:
    if time := when(content.held_on, content.starts, content.ends):
        yield Fact(_("Time"), (Paragraph(time, Kind.STRONG),))
    for label, text in (
        (_("Place"), content.place),
        (_("Chair"), content.chair),
        (_("Secretary"), content.secretary),
        (_("Adjuster"), content.adjuster),
    ):
        if text:
            yield Fact(label, (Paragraph(text),))
    for label, presence in (
        (_("Present"), Presence.PRESENT),
        (_("Also present"), Presence.CO_OPTED),
        (_("Excused"), Presence.EXCUSED),
        (_("Absent"), Presence.ABSENT),
    ):
        if those := [one for one in content.attended if one.presence is presence]:
            yield Fact(label, (_attended(those),))


def _attended(those: list[AttendedContent]) -> Prose:
    """Names by body; where names are left out, how many they were."""
    known = [(one.member, one) for one in those if one.member is not None and named(one.member)]
    if not known:
        return Paragraph(ngettext("{n} member", "{n} members", len(those)))
    bodies = groupby(known, key=lambda each: each[0].body)
    return Groups(tuple((body or "–", in_a_row(_one(*each) for each in several)) for body, several in bodies))


def _one(member: MemberContent, attended: AttendedContent) -> str:
    replaced = _("replaced by {name}", name=attended.substitute) if attended.substitute else ""
    added = joined((replaced, attended.note), ", ")
    return f"{named(member)} ({added})" if added else named(member)


def _form_of_attendance(content: MinutesContent) -> Iterator[Part]:
    rows = tuple(_rows_of_attendance(content.members))
    if not rows:
        return
    title = _("Attendance")
    yield Heading(title)
    columns = (
        Column(_("Member"), names_row=True),
        Column(_("Present"), width=54),
        Column(_("Excused"), width=50),
        Column(_("Replaced by"), width=116),
    )
    yield Table(columns, rows, title, dense=True)


def _rows_of_attendance(members: tuple[MemberContent, ...]) -> Iterator[Row]:
    """Each member below the body, and last those who are there to tell and not to decide."""
    seated = [one for one in members if one.seat not in (Seat.SECRETARY, Seat.CO_OPTED)]
    for body, several in groupby(seated, key=lambda one: one.body):
        names = [name for one in several if (name := named(one))]
        yield from (Band(body or "–"), *map(_row_of_attendance, names)) if names else ()
    names = [
        joined((name, one.body), ", ")
        for one in members
        if one.seat is Seat.CO_OPTED and (name := named(one))
    ]
    yield from (Band(_("Also invited")), *map(_row_of_attendance, names)) if names else ()


def _row_of_attendance(name: str) -> Row:
    return (name[:1].upper() + name[1:], _TICK, _TICK, "")


def _follow_up(content: MinutesContent) -> Iterator[Part]:
    if content.followed_up:
        title = _("Follow-up of earlier decisions")
        yield Heading(title, aside=_("as of {day}", day=short_date(content.known_on)))
        yield decision_table(content.followed_up, title, how=Wording.WITH_REPORT)


def decision_table(
    decisions: Iterable[DecidedContent],
    summary: str,
    *,
    how: Wording = Wording.REMAINING,
    with_day: bool = True,
) -> Table:
    """Decisions with the day they were made on, who sees to them, by when and how they stand."""
    columns = (
        Column(_("Decision"), names_row=True),
        Column(_("Responsible"), width=88, if_told=True),
        Column(_("Due by"), width=54, if_told=True),
        Column(_("State"), width=66),
    )
    return Table(columns, tuple(_decision_row(one, how, with_day) for one in decisions), summary)


def _decision_row(one: DecidedContent, how: Wording, with_day: bool) -> tuple[Cell, ...]:
    said = wording(one, how)
    if with_day and one.decided_on:
        said = (*said, Paragraph(_("Decided on {day}", day=short_date(one.decided_on)), Kind.NOTE))
    return (said, one.owner or "–", short_date(one.due) if one.due else "–", state(one))


def _items(content: MinutesContent) -> Iterator[Part]:
    if not content.items:
        if content.lies_ahead and not content.cancelled and content.cover.is_whole:
            yield from _blank_items(content.cover.word_for_decision)
        return
    yield Heading(_("Agenda items"))
    word = content.cover.word_for_decision
    for item in content.items:
        number = f"§ {item.number}" if item.number is not None else ""
        heading = Heading(titled(item.form, item.title, word), level=3, number=number)
        facts = tuple(_said(item, content))
        about = headline(joined((number, heading.text), " "))
        said = (Facts(facts, gap=5, about=about),) if facts else ()
        if content.lies_ahead:
            yield Together((heading, *said, _room_to_write(item, word)))
        else:
            yield from (heading, *said)


def _said(item: MinutedContent, content: MinutesContent) -> Iterator[Fact]:
    if item.marking:
        yield Fact(_("Protection"), (Chip(item.marking, confidential=True),))
    if item.presenter:
        yield Fact(_("Presenter"), (Paragraph(item.presenter),))
    if item.proposal and (content.lies_ahead or not item.decisions):
        yield Fact(_("Proposal"), prose(item.proposal))
    if item.outcome:
        yield Fact(_("Noted"), prose(item.outcome))
    for decision in item.decisions:
        yield Fact(content.cover.word_for_decision, tuple(_decided(decision)))
    if content.cover.is_whole and not (content.lies_ahead or item.outcome or item.decisions):
        yield Fact(_("Noted"), (Paragraph(_("Nothing is noted on this item."), Kind.NOTE),))


def _decided(decision: DecidedContent) -> Iterator[Prose]:
    yield Paragraph(decision.title, Kind.STRONG)
    if decision.text and decision.text != decision.title:
        yield from prose(decision.text)
    due = _("by {day}", day=short_date(decision.due)) if decision.due else ""
    if task := joined((decision.owner, due), ", "):
        yield Paragraph(_("Responsible: {who}.", who=task))
    if decision.marking:
        yield Chip(decision.marking, confidential=True)


def _room_to_write(item: MinutedContent, word: str) -> Table:
    """Lines for what is said, and for what is decided with who sees to it and by when."""
    columns = (Column(_("To be noted"), width=112, names_row=True), Column(_("Notes from the meeting")))
    rows: tuple[tuple[Cell, ...], ...]
    said = (_("Noted") + _ROOM_TO_WRITE, "")
    if item.form == ItemForm.DECISION:
        rows = (said, (word + _ROOM_TO_DECIDE, ""), (_("Who, by when") + "\n\n", ""))
    else:
        rows = (said, (_("To do: who, by when") + "\n\n", ""))
    return Table(columns, rows, titled(item.form, item.title, word), heads=False, to_write_in=True)


def _blank_items(word: str) -> Iterator[Part]:
    """Room for what is taken up at a meeting whose agenda is not yet written."""
    title = _("Agenda items")
    yield Heading(title)
    columns = (
        Column(_("Item"), names_row=True),
        Column(_("Noted"), share=1.6),
        Column(word, share=1.2),
        Column(_("Who, by when")),
    )
    yield Table(columns, ((_ROOM_TO_WRITE, "", "", ""),) * _BLANK_ROWS, title)


def _rest(content: MinutesContent) -> Iterator[Part]:
    if content.other_decisions:
        yield Heading(_("Other decisions of the meeting"))
        word = content.cover.word_for_decision
        yield Facts(tuple(Fact(word, tuple(_decided(one))) for one in content.other_decisions), gap=5)


def _signatures(content: MinutesContent) -> Iterator[Part]:
    """What else was noted, and a line to sign on for each who answers for the minutes, not parted."""
    heading = _("Also noted") if content.items else _("Notes from the meeting")
    noted = (Heading(heading), *prose(content.text)) if content.text else ()
    if len(content.text) > _SHORT:
        yield from noted
        noted = ()
    if not content.to_sign:
        yield from noted
        return
    title = _("Signatures")
    columns = (
        Column(_("Role"), width=82, names_row=True),
        Column(_("Signature"), share=1.2),
        Column(_("Name in print")),
        Column(_("Date"), width=66),
    )
    rows: tuple[tuple[Cell, ...], ...] = (
        (_("Secretary") + _ROOM_TO_SIGN, "", content.secretary, ""),
        (_("Chair") + _ROOM_TO_SIGN, "", content.chair, ""),
        (_("Adjuster") + _ROOM_TO_SIGN, "", content.adjuster, ""),
    )
    yield Together((*noted, Heading(title), Table(columns, rows, title)), leans=True)
