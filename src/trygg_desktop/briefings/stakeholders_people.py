"""The end of the register of stakeholders: why data on people are kept in it, and what is yet to be written down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from trygg_desktop.briefings.content import joined
from trygg_desktop.briefings.parts import Column, Fact, Facts, Heading, Paragraph, Part, Table
from trygg_desktop.briefings.stakeholders import PersonContent, StakeholdersContent
from trygg_desktop.domain.stakeholders import LegalBasis
from trygg_desktop.i18n import _, ngettext, number, short_date


def why_people_are_kept(content: StakeholdersContent) -> Iterator[Part]:
    """On which grounds the contacts in the register are kept and when that is reviewed, in figures; for those who
    keep the register also of whom something is missing. Nothing where it holds nobody."""
    people = [person for one in content.stakeholders for person in one.people]
    if not people:
        return
    yield Heading(
        _("Why data on people are kept"), aside=ngettext("{n} contact", "{n} contacts", len(people))
    )
    yield Facts(tuple(_facts(people, content.cover.day)))
    rows = tuple(_unfinished(content)) if content.names_the_unfinished else ()
    if rows:
        title = _("To be completed")
        yield Heading(title, level=3)
        columns = (
            Column(_("Contact"), names_row=True),
            Column(_("Stakeholder")),
            Column(_("Missing"), share=1.4),
        )
        yield Table(columns, rows, title)


def _facts(people: Sequence[PersonContent], today: date) -> Iterator[Fact]:
    grounds = Counter(one.legal_basis for one in people)
    told = [f"{basis.label}: {number(grounds[basis])}" for basis in LegalBasis if grounds[basis]]
    days = sorted(one.review_on for one in people if one.review_on and one.review_on >= today)
    next_day = _("Next on {day}.", day=short_date(days[0])) if days else ""
    late = sum(1 for one in people if _is_late(one, today))
    lateness = (
        ngettext("{n} should have been reviewed.", "{n} should have been reviewed.", late) if late else ""
    )
    for label, said, missing in (
        (_("Purpose"), "", sum(1 for one in people if not one.has_purpose)),
        (_("Legal basis"), joined(told, ", ") + "." if told else "", grounds[None]),
        (_("Informed"), "", sum(1 for one in people if not one.informed)),
        (
            _("Review on"),
            joined((next_day, lateness), " "),
            sum(1 for one in people if one.review_on is None),
        ),
    ):
        yield Fact(label, (Paragraph(joined((said, _missing(missing, of=len(people), told=said)), " ")),))


def _missing(count: int, *, of: int, told: str) -> str:
    """For how many something is missing; where it is for nobody, that is said unless more is."""
    if not count:
        return "" if told else _("Written down for everyone.")
    return _("Missing for {n} of {all}.", n=number(count), all=number(of))


def _is_late(one: PersonContent, today: date) -> bool:
    return one.review_on is not None and one.review_on < today


def _unfinished(content: StakeholdersContent) -> Iterator[tuple[str, str, str]]:
    """Each contact of whom something is to be written down, or who should have been reviewed."""
    for stakeholder in content.stakeholders:
        for one in stakeholder.people:
            missing = (
                "" if one.has_purpose else _("purpose"),
                "" if one.legal_basis else _("legal basis"),
                "" if one.informed else _("day informed"),
                "" if one.review_on else _("day of review"),
                _("review on {day}", day=short_date(one.review_on))
                if one.review_on is not None and _is_late(one, content.cover.day)
                else "",
            )
            if any(missing):
                yield one.name, stakeholder.name, joined(missing, ", ")
