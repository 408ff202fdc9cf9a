"""How the meeting briefing is laid out: notice and agenda first, then what each item rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby

from trygg_desktop.briefings.carried import carried_facts
from trygg_desktop.briefings.content import joined
from trygg_desktop.briefings.meeting import ItemContent, MeetingContent, MemberContent
from trygg_desktop.briefings.open_points import OpenPoint
from trygg_desktop.briefings.page import Letterhead
from trygg_desktop.briefings.parts import (
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
    Run,
    Shape,
    Status,
    Table,
    Together,
)
from trygg_desktop.briefings.presence import presence_parts
from trygg_desktop.briefings.sitting import left_out_lines
from trygg_desktop.briefings.written import WRITTEN_IN, lines, prose, remark
from trygg_desktop.domain.council import ItemForm, Seat
from trygg_desktop.domain.record import headline
from trygg_desktop.domain.values import minutes as length_in_words
from trygg_desktop.i18n import _, clock, language, long_date, long_date_with_week, short_date


def layout(content: MeetingContent) -> tuple[Letterhead, list[Part]]:
    """The letterhead and the parts of the briefing, in the order they are read."""
    letterhead = letterhead_of(content, kind=_("Notice"), called=_called(content))
    return letterhead, [*notice_parts(content), *material_parts(content)]


def letterhead_of(content: MeetingContent, *, kind: str, called: str = "") -> Letterhead:
    """The letterhead of a document on the meeting; the file may be called otherwise than its kind."""
    day = short_date(content.held_on) if content.held_on else ""
    return content.cover.letterhead(kind=kind, called=called, when=day, case_number=content.case_number)


def _called(content: MeetingContent) -> str:
    return _("Notice and agenda") if content.items else _("Notice")


def notice_parts(content: MeetingContent) -> Iterator[Part]:
    """The notice itself: time and place, members, what remains from before, the agenda and who calls."""
    yield content.cover.title(_called(content))
    if content.cancelled:
        yield Paragraph(_("The meeting is cancelled."), Kind.SUBTITLE)
    if facts := tuple(_facts(content)):
        yield Facts(facts)
    yield from prose(content.introduction) if content.introduction.strip() else ()
    yield from left_out_lines(content)
    yield from _points(content)
    yield from _agenda(content)
    yield from _signature(content)


def material_parts(content: MeetingContent) -> Iterator[Part]:
    """What the council has to go on: the material for the items, presence, and older points."""
    yield from _items(content)
    if content.presence is not None:
        yield from presence_parts(content.presence)
    yield from _older_points(content)


def _facts(content: MeetingContent) -> Iterator[Fact]:
    if time := when(content.held_on, content.starts, content.ends):
        yield Fact(_("Time"), (Paragraph(time, Kind.STRONG), *remark(_told_later(content))))
    for label, text in ((_("Place"), content.place), (_("Video"), content.video_link)):
        if text:
            yield Fact(label, (Paragraph(text),))
    yield from _members(content.members)
    for label, text in (
        (_("Chair"), content.chair),
        (_("Secretary"), content.secretary),
        (_("Adjuster"), content.adjuster),
        (_("Absence"), _absence(content)),
    ):
        if text:
            yield Fact(label, (Paragraph(text),))


def _told_later(content: MeetingContent) -> str:
    """What is not yet said of when and where a coming meeting is."""
    if not content.lies_ahead or content.cancelled:
        return ""
    if content.starts is None and not content.place:
        return _("The hour and the place will be announced later.")
    if content.starts is None:
        return _("The hour will be announced later.")
    return "" if content.place else _("The place will be announced later.")


_SAID_OF_ABSENCE = re.compile("förhind|frånvar|absen", re.IGNORECASE)


def _absence(content: MeetingContent) -> str:
    """Whom a member tells that can't come to what lies ahead, where the introduction does not say so itself."""
    if not content.lies_ahead or content.cancelled or not content.absence_to:
        return ""
    if _SAID_OF_ABSENCE.search(content.introduction):
        return ""
    return _("Reported to {who}", who=content.absence_to)


def when(held_on: date | None, starts: datetime | None, ends: datetime | None) -> str:
    """The day of a meeting with its week, and its hours."""
    day = long_date_with_week(held_on) if held_on else ""
    if starts is None:
        return day
    hours = f"{clock(starts)}–{clock(ends)}" if ends else clock(starts)
    return joined((day, hours), ", ")


def _members(members: tuple[MemberContent, ...]) -> Iterator[Fact]:
    ordinary = [
        one for one in members if not one.substitute and one.seat not in (Seat.CO_OPTED, Seat.SECRETARY)
    ]
    for label, group in (
        (_("Members"), ordinary),
        (_("Substitutes"), [one for one in members if one.substitute]),
        (_("Also invited"), [one for one in members if not one.substitute and one.seat is Seat.CO_OPTED]),
    ):
        if bodies := [_body(body, list(those)) for body, those in groupby(group, key=lambda one: one.body)]:
            named_there = any(names for _body_name, names in bodies)
            alone = Paragraph(", ".join(body for body, _names in bodies))
            yield Fact(label, (Groups(tuple(bodies)) if named_there else alone,))


def _body(body: str, members: list[MemberContent]) -> tuple[str, str]:
    return body, in_a_row(filter(None, map(named, members)))


def in_a_row(names: Iterable[str]) -> str:
    """Names after one another. In Swedish, posts that end alike share their end: "vice och andre vice ordförande"."""
    found: list[str] = []
    for name in names:
        before, _blank, post = name.rpartition(" ")
        above, _blank, post_above = found[-1].rpartition(" ") if found else ("", "", "")
        are_posts = name.islower() and above.islower() and post.isalpha() and language() == WRITTEN_IN
        if before and are_posts and post == post_above:
            found[-1] = _("{one} and {other}", one=above, other=name)
        else:
            found.append(name)
    return ", ".join(found)


def named(member: MemberContent) -> str:
    """A name with its seat, body and seat said once: one entered by role has both in the name already."""
    seat = member.seat.label.lower() if member.seat and member.seat is not Seat.MEMBER else ""
    if not member.name:
        return "" if member.seat is Seat.CO_OPTED else seat
    if role := _role_alone(member):
        return seat if seat and role.lower().startswith(seat) else role
    if not seat or seat in member.name.lower() or member.seat is Seat.CO_OPTED:
        return member.name
    return f"{member.name} ({seat})"


def _role_alone(member: MemberContent) -> str:
    """The seat in a name such as "Kommunstyrelsens ordförande" or "Ordföranden i kommunstyrelsen", which
    stands beside the body's own name; empty where the name is of another sort."""
    if not member.body:
        return ""
    body = re.escape(member.body)
    found = re.fullmatch(rf"{body}s? (.+)|(.+?) (?:i|för|of|in) (?:the )?{body}", member.name, re.IGNORECASE)
    role = (found[1] or found[2]) if found else ""
    if role.endswith("anden"):
        # "Ordföranden i nämnden" and "Nämndens ordförande" are one post, and stand beside one another
        return role.removesuffix("n").lower()
    return role if role[1:].islower() else ""


def _points(content: MeetingContent) -> Iterator[Part]:
    if content.points_from_previous and content.previous_day:
        title = _("Open points from {day}", day=short_date(content.previous_day))
        yield Heading(title)
        yield _point_table(content.points_from_previous, title, with_day=False)


def _older_points(content: MeetingContent) -> Iterator[Part]:
    if content.older_points:
        title = _("Open points from earlier meetings")
        yield Heading(title)
        yield _point_table(content.older_points, title, with_day=True)


def _point_table(points: tuple[OpenPoint, ...], summary: str, *, with_day: bool) -> Table:
    columns = [
        Column(_("Point"), share=2.4, names_row=True),
        Column(_("Responsible")),
        Column(_("Due by"), width=62),
        Column(_("State"), width=70),
    ]
    if with_day:
        columns.insert(1, Column(_("Decided"), width=62))
    return Table(tuple(columns), tuple(_point_row(point, with_day) for point in points), summary)


def _point_row(point: OpenPoint, with_day: bool) -> tuple[Cell, ...]:
    remark = tuple(Paragraph(text, Kind.NOTE) for text in (point.remark, point.marking) if text.strip())
    status = (
        Status(Shape.LATE, _("late"), strong=True) if point.late else Status(Shape.NOT_BEGUN, _("remains"))
    )
    day = (short_date(point.decided_on) if point.decided_on else "",) if with_day else ()
    due = short_date(point.due) if point.due else "–"
    return ((Paragraph(point.title), *remark), *day, point.owner or "–", due, status)


def _agenda(content: MeetingContent) -> Iterator[Part]:
    if not content.items:
        if content.lies_ahead and not content.cancelled and content.cover.is_whole:
            yield Paragraph(_("The agenda will be sent later."))
        return
    title = _("Agenda items")
    yield Heading(title)
    yield Table(
        columns=(
            Column(_("Time"), width=52),
            Column(_("No."), width=18),
            Column(_("Item"), names_row=True),
            Column(_("Presenter"), width=124, if_told=True),
        ),
        rows=tuple(_agenda_row(item, content) for item in content.items),
        summary=title,
    )


def _agenda_row(item: ItemContent, content: MeetingContent) -> tuple[Cell, ...]:
    """An item; what the council is to take a stand on is set stronger than what it is told or talks about."""
    if item.number is None:
        return (_hours(item), "", Paragraph((Run(item.title, slanted=True),)), "")
    kind = Kind.STRONG if item.form == ItemForm.DECISION else Kind.BODY
    title = Paragraph(titled(item.form, item.title, content.cover.word_for_decision), kind)
    return (_hours(item), str(item.number), title, item.presenter or _presenter_to_come(content))


def _presenter_to_come(content: MeetingContent) -> str:
    """What stands beside an item without presenter, in an agenda that names the others'."""
    named_at_all = any(item.presenter for item in content.items)
    return _("announced later") if named_at_all and content.lies_ahead and not content.cancelled else ""


def titled(form: str, title: str, word_for_decision: str) -> str:
    """An item as it stands in an agenda: what is asked of the council, and the item's own title."""
    known = ItemForm(form).label if form in list(ItemForm) else form
    asked = word_for_decision if form == ItemForm.DECISION else known
    return f"{asked} – {title}"


def _hours(item: ItemContent) -> str:
    if item.starts is None:
        return length_in_words(item.minutes) if item.minutes else ""
    return f"{clock(item.starts)}–{clock(item.ends)}" if item.ends else clock(item.starts)


def _items(content: MeetingContent) -> Iterator[Part]:
    """What each item rests on; an item with nothing but its title stands in the agenda alone."""
    written = [(item, facts) for item in content.items if (facts := tuple(_material(item)))]
    if not written:
        return
    yield Heading(_("Material for the items"))
    for item, facts in written:
        number = str(item.number) if item.number is not None else ""
        title = titled(item.form, item.title, content.cover.word_for_decision)
        yield Heading(title, level=3, number=number)
        yield Facts(facts, gap=5, about=headline(joined((number, title), " ")))


def _material(item: ItemContent) -> Iterator[Fact]:
    if item.marking:
        yield Fact(_("Protection"), (Chip(item.marking, confidential=True),))
    if item.background.strip():
        yield Fact(_("Background"), prose(item.background))
    yield from carried_facts(item.carried)
    if item.proposal.strip():
        yield Fact(_("Proposal"), prose(item.proposal))
    if item.districts:
        yield Fact(_("Districts"), (Paragraph(", ".join(item.districts)),))
    if item.taken_up_before:
        yield Fact(_("Earlier"), (Paragraph(_("Taken up on {day}.", day=short_date(item.taken_up_before))),))
    if item.linked:
        linked = [joined((f"{one.title} ({one.kind})", one.marking)) for one in item.linked]
        yield Fact(_("See also"), (lines(linked),))


def _signature(content: MeetingContent) -> Iterator[Part]:
    """Place, day and chairs under the notice, kept together."""
    if not content.cover.chairs:
        return
    day = long_date(content.notice_day) if content.notice_day else ""
    place_and_day = joined((content.cover.municipality, day), ", ")
    chairs = lines((Run(chair, strong=True),) for chair in content.cover.chairs)
    above = (Paragraph(place_and_day),) if place_and_day else ()
    yield Together((*above, chairs), leans=True)
