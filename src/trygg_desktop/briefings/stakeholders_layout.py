"""How the register of stakeholders is laid out: sector by sector, then the written agreements."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from trygg_desktop.briefings.content import joined
from trygg_desktop.briefings.page import Letterhead
from trygg_desktop.briefings.parts import (
    Cell,
    Chip,
    Column,
    Contents,
    Fact,
    Facts,
    Heading,
    Kind,
    Paragraph,
    Part,
    Prose,
    Run,
    Shape,
    Status,
    Table,
    Together,
)
from trygg_desktop.briefings.stakeholders import (
    AgreementContent,
    PersonContent,
    PromiseContent,
    StakeholderContent,
    StakeholdersContent,
)
from trygg_desktop.briefings.stakeholders_people import why_people_are_kept
from trygg_desktop.briefings.written import lines, prose
from trygg_desktop.domain.record import headline
from trygg_desktop.domain.stakeholders import AgreementStatus, CommitmentStatus
from trygg_desktop.i18n import _, ngettext, short_date

_ON_A_FEW_PAGES = 12
"""A register of no more stakeholders than this is looked through without a list of contents."""
_FEW_WORDS = 300
"""Who is told of in fewer signs than this stands whole on one page."""
_UNBROKEN = {ord(" "): "\u00a0"}
"""A number is dialled and an address written from one line."""


def layout(content: StakeholdersContent) -> tuple[Letterhead, list[Part]]:
    """The letterhead and the parts of the register, in the order they are read."""
    return content.cover.dated_letterhead(_("Register of stakeholders")), list(_parts(content))


def _parts(content: StakeholdersContent) -> Iterator[Part]:
    yield from content.cover.dated_opening(_("Register of stakeholders"), _in_brief(content))
    if len(content.stakeholders) > _ON_A_FEW_PAGES:
        yield Contents()
    for sector, several in groupby(content.stakeholders, key=lambda one: one.sector):
        those = list(several)
        count = ngettext("{n} stakeholder", "{n} stakeholders", len(those))
        yield Heading(sector.label if sector else _("No sector"), aside=count)
        for one in those:
            yield from _stakeholder(one)
    if content.agreements:
        title = _("Written agreements")
        yield Heading(title, aside=ngettext("{n} agreement", "{n} agreements", len(content.agreements)))
        yield _agreements(content.agreements, title)
    yield from why_people_are_kept(content)


def _in_brief(content: StakeholdersContent) -> str:
    if not content.stakeholders:
        whole = content.cover.is_whole
        return (
            _("There is no stakeholder in the register.")
            if whole
            else _("This edition holds no stakeholder.")
        )
    promises = [promise for one in content.stakeholders for promise in one.promises]
    remain = sum(1 for one in promises if one.status in (None, CommitmentStatus.OPEN))
    late = sum(1 for one in promises if one.late)
    count = len(content.stakeholders)
    return joined(
        (
            ngettext("{n} stakeholder.", "{n} stakeholders.", count),
            ngettext("{n} commitment remains.", "{n} commitments remain.", remain) if remain else "",
            ngettext("{n} of them is late.", "{n} of them are late.", late) if late else "",
        ),
        " ",
    )


def _stakeholder(one: StakeholderContent) -> Iterator[Part]:
    parts = (Heading(one.name, level=3), Facts(tuple(_facts(one)), gap=2, about=headline(one.name)))
    yield from (Together(parts),) if _is_short(one) else parts


def _is_short(one: StakeholderContent) -> bool:
    """Whether it is told in a few lines, which are not parted by the foot of a page."""
    return not one.promises and len(one.people) < 3 and len(one.role) + len(one.support) < _FEW_WORDS


def _facts(one: StakeholderContent) -> Iterator[Fact]:
    if one.marking:
        yield Fact(_("Protection"), (Chip(one.marking, confidential=True),))
    since = _("since {day}", day=short_date(one.since)) if one.since else ""
    if standing := joined((one.status.label if one.status else "", since), ", "):
        yield Fact(_("Status"), (Paragraph(standing),))
    if one.role:
        yield Fact(_("Role"), prose(one.role))
    if one.support:
        yield Fact(_("Support"), prose(one.support))
    if one.districts:
        yield Fact(_("Districts"), (Paragraph(", ".join(one.districts)),))
    if one.reach:
        yield Fact(_("Reached at"), (Paragraph(", ".join(each.translate(_UNBROKEN) for each in one.reach)),))
    if one.people:
        yield Fact(_("Contacts"), (lines(map(_person, one.people)),))
    if one.last_contact:
        yield Fact(_("Last contact"), (Paragraph(short_date(one.last_contact)),))
    for number, promise in enumerate(one.promises):
        yield Fact(_("Commitments") if not number else "", tuple(_promise(promise)))


def _person(one: PersonContent) -> tuple[Run, ...]:
    role = "" if one.role.casefold() in one.name.casefold() else one.role  # many are known by their role
    reach = ", ".join(one.reach).translate(_UNBROKEN)
    rest = joined((role, reach), ", ")
    return (Run(one.name, strong=True), Run(f", {rest}" if rest else ""))


def _promise(one: PromiseContent) -> Iterator[Prose]:
    """What was promised, how it stands, as a shape and in words, who sees to it by when, and what came of it."""
    yield Paragraph(one.title)
    yield _standing(one)
    due = _("by {day}", day=short_date(one.due)) if one.due else ""
    if one.owner:
        task = _("Responsible: {who}.", who=joined((one.owner, due), ", "))
    else:
        task = f"{due[:1].upper()}{due[1:]}." if due else ""
    if said := joined((task, one.outcome), " "):
        yield Paragraph(said, Kind.NOTE)
    if one.marking:
        yield Chip(one.marking, confidential=True)


def _standing(one: PromiseContent) -> Status:
    if one.late:
        return Status(Shape.LATE, _("late"), strong=True)
    if one.status in (None, CommitmentStatus.OPEN):
        return Status(Shape.NOT_BEGUN, _("remains"))
    kept = one.status is CommitmentStatus.KEPT
    broken = one.status is CommitmentStatus.BROKEN
    shape = Shape.DONE if kept else Shape.LATE if broken else Shape.NOT_BEGUN
    day = short_date(one.closed_on) if one.closed_on else ""
    assert one.status is not None
    return Status(shape, joined((one.status.label, day), " "))


def _agreements(agreements: tuple[AgreementContent, ...], title: str) -> Table:
    columns = (
        Column(_("Agreement"), share=1.2, names_row=True),
        Column(_("Purposes and areas"), share=1.9),
        Column(_("Signed, runs out"), width=62),
        Column(_("State"), width=66),
    )
    return Table(columns, tuple(map(_agreement_row, agreements)), title)


def _agreement_row(one: AgreementContent) -> tuple[Cell, ...]:
    below = (", ".join(one.parties), one.case_number, one.marking)
    name = (Paragraph(one.title, Kind.STRONG), *(Paragraph(text, Kind.NOTE) for text in below if text))
    purposes = tuple(Paragraph(text) for text in (one.purposes, one.areas) if text)
    return (
        name,
        purposes or "–",
        _days(one),
        _agreement_state(one),
    )


def _days(one: AgreementContent) -> str:
    if one.signed_on is None and one.runs_out_on is None:
        return "–"
    return "\n".join(short_date(day) if day else "–" for day in (one.signed_on, one.runs_out_on))


def _agreement_state(one: AgreementContent) -> Cell:
    if one.has_run_out:
        return Status(Shape.LATE, _("has run out"), strong=True)
    if one.status is None:
        return "–"
    shape = {AgreementStatus.IN_FORCE: Shape.DONE, AgreementStatus.RENEWING: Shape.RISK}
    return Status(shape.get(one.status, Shape.NOT_BEGUN), one.status.label)
