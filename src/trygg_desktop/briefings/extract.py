"""The register extract on one person (GDPR article 15): every record and field that says something about them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from trygg_desktop.briefings.content import Edition, Reading, audience_in_words
from trygg_desktop.briefings.cover import Cover, cover_of
from trygg_desktop.briefings.request import Request
from trygg_desktop.domain.attachments import Attachment
from trygg_desktop.domain.fields import Field
from trygg_desktop.domain.links import Link
from trygg_desktop.domain.record import Audience, Record, is_confidential
from trygg_desktop.domain.stakeholders import Contact
from trygg_desktop.domain.values import show, sort_key
from trygg_desktop.errors import ProtectionRefused, UserError
from trygg_desktop.i18n import N_, _, local, ngettext
from trygg_desktop.insight.audience import not_followed
from trygg_desktop.insight.mentions import mentions, words_of
from trygg_desktop.workspace import Workspace
from trygg_desktop.workspace.local import Reached, reached_by

EXTRACT, REGISTER = "extract", "stakeholders"


@dataclass(frozen=True, slots=True)
class ToldContent:
    """A field and what stands in it, with who wrote it last and when."""

    label: str
    text: str
    author: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class RecordContent:
    """Another record that says something about the person, with the fields in which it does."""

    kind: str
    title: str
    fields: tuple[ToldContent, ...]
    author: str
    on: date | None


@dataclass(frozen=True, slots=True)
class SentContent:
    """To whom something was handed on, and when for the first time."""

    to: str
    on: date


@dataclass(frozen=True, slots=True)
class RegisterContent:
    """For whom the register of stakeholders was made, which tells of people too, and on which days."""

    audience: Audience
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class ExtractContent:
    """Everything that the extract prints. What may not be handed out is not even counted in it."""

    cover: Cover
    name: str
    purpose: str
    legal_basis: str
    source: str
    review_on: date | None
    informed_on: date | None
    fields: tuple[ToldContent, ...]
    records: tuple[RecordContent, ...]
    sent: tuple[SentContent, ...]
    registers: tuple[RegisterContent, ...]
    earlier: tuple[date, ...]


_ABOUT_THE_DATA = frozenset({"purpose", "legal_basis", "source", "review_on", "informed_on"})
"""Fields that stand at the top, as what the law asks to be told about the data."""
_NOT_TOLD = frozenset({"draft", "protection", "ground", "marked_on", "marked_by"})


def gather(workspace: Workspace, edition: Edition, request: Request) -> tuple[ExtractContent, Reading]:
    """Reads what may be handed out to a person of what is kept about them.

    Records that are marked confidential are left out, drafts too; the one who makes the extract is told, for it is
    to be decided for each of them whether it may be handed out.

    Raises:
        UserError: no person is named, or the contact is a draft or not here.
        ProtectionRefused: it is made for others than the leaders, or the contact is marked confidential.
    """
    if edition.audience is not Audience.LEADERS:
        raise ProtectionRefused(
            "extract-for-leaders",
            N_("A register extract holds personal data. Make it for the leaders, who hand it to the person."),
        )
    reading = Reading(workspace, edition)
    if request.person is None:
        raise UserError("person-needed", N_("Say which person the extract is about."))
    person = _person(workspace, request.person, edition)
    reading.admit([person])
    history = _last_changes(workspace, request.person)
    records = tuple(_records(reading, person))
    _warn(reading, records)
    content = ExtractContent(
        name=person.name or "",
        purpose=person.purpose or "",
        legal_basis=show(Contact.fields()["legal_basis"], person.legal_basis),
        source=person.source or "",
        review_on=person.review_on,
        informed_on=person.informed_on,
        fields=tuple(_own_fields(reading, person, history)),
        records=records,
        sent=tuple(SentContent(one.name, local(one.at).date()) for one in _sent(workspace, request.person)),
        registers=tuple(_registers(workspace, person, edition.today)),
        earlier=_earlier(workspace, request.person, edition.today),
        cover=replace(cover_of(reading), left_out="", audience=_for_whom(edition)),
    )
    return content, reading


def _for_whom(edition: Edition) -> str:
    """The leaders make it and hand it out; who holds it in hand is the one it is about."""
    return audience_in_words(edition) if edition.with_drafts else _("For the person it is about")


def _person(workspace: Workspace, id: UUID, edition: Edition) -> Contact:
    found = workspace.find(id)
    if not isinstance(found, Contact) or (found.draft and not edition.with_drafts):
        raise UserError(
            "no-such-contact", N_("The contact is a draft or is not here. No edition holds drafts.")
        )
    if not _may_be_handed_out(found):
        raise ProtectionRefused(
            "extract-confidential",
            N_(
                "The contact is marked confidential. Decide first whether it may be handed out, "
                "and take the marking away if it may."
            ),
        )
    return found


def _may_be_handed_out(record: Record) -> bool:
    return not is_confidential(record.protection)


def _own_fields(
    reading: Reading, person: Contact, history: dict[str, tuple[str, date]]
) -> Iterator[ToldContent]:
    for name, field in person.fields().items():
        if name in _NOT_TOLD or name in _ABOUT_THE_DATA or field.internal:
            continue
        if text := _shown(reading, field, getattr(person, name)):
            author, on = history.get(name, ("", None))
            yield ToldContent(field.title, text, author, on)


def _shown(reading: Reading, field: Field, value: Any) -> str:
    """A value in words; of references those whose records are in the edition."""
    if not field.target:
        return show(field, value)
    ids: Iterable[UUID] = value if field.many else (value,)
    return ", ".join(filter(None, (_title(reading, id) for id in ids if id)))


def _title(reading: Reading, id: UUID) -> str:
    record = reading.workspace.find(id)
    if record is None or not _may_be_handed_out(record):
        return ""
    return reading.title(id)


def _last_changes(workspace: Workspace, id: UUID) -> dict[str, tuple[str, date]]:
    """Who wrote each field last, and on which day."""
    found: dict[str, tuple[str, date]] = {}
    for entry in workspace.history(id, every_field=True):
        if not entry.undone:
            found.setdefault(entry.field, (entry.author, local(entry.at).date()))
    return found


def _records(reading: Reading, person: Contact) -> Iterator[RecordContent]:
    """Records that point to the person, are linked to them or name them, by kind and title."""
    assert person.id is not None
    workspace = reading.workspace
    named: dict[UUID, list[str]] = {}
    for mention in mentions(workspace, words_of(person), besides=person.id):
        named.setdefault(mention.record, []).append(mention.field)
    for id, field in _pointing(workspace, person.id):
        named.setdefault(id, []).append(field)
    for id in _linked(reading, person.id, named):
        named.setdefault(id, [])
    found = [told for id, fields in named.items() if (told := _record(reading, id, fields))]
    yield from sorted(found, key=lambda one: (sort_key(one.kind) or "", sort_key(one.title) or ""))


def _pointing(workspace: Workspace, id: UUID) -> Iterator[tuple[UUID, str]]:
    """Each record with a field that names the person, and the documents that belong to them."""
    for table in workspace.kinds.tables():
        for name, field in table.kind.fields().items():
            owned = table.kind is Attachment and name == "belongs_to"
            if (field.target == Contact.about.name or owned) and not table.kind.about.side_kind:
                for one, value in workspace.rows(table.kind, [name]):
                    if id in (value if field.many else (value,)):
                        yield one, name


def _linked(reading: Reading, id: UUID, named: Collection[UUID]) -> Iterator[UUID]:
    """The records that are linked to the person. What a link that is marked confidential leads to is left out, unless
    it names the person anyhow."""
    closed = not_followed(Audience.COUNCIL)
    drafts = {
        frozenset((one, other)): bool(draft)
        for _id, one, other, draft in reading.workspace.rows(
            Link, ["from_id", "to_id", "draft"], where=(closed,)
        )
    }
    for related in reading.workspace.related(id):
        draft = drafts.get(frozenset((related.id, id)))
        if draft is None:
            yield related.id
        elif not draft and related.id not in named:
            reading.left_out.add(related.id)


def _record(reading: Reading, id: UUID, names: list[str]) -> RecordContent | None:
    record = reading.workspace.find(id)
    if record is None or record.id is None:
        return None
    if not (_may_be_handed_out(record) and _may_be_handed_out(_told_of_by(reading, record))):
        reading.left_out.add(record.id)
        return None
    if not reading.admit([record]):
        return None
    history = _last_changes(reading.workspace, id)
    wanted = dict.fromkeys([record.about.naming, *names])
    described = record.fields()
    fields = [
        ToldContent(described[name].title, text, *history.get(name, ("", None)))
        for name in wanted
        if name in described and (text := _shown(reading, described[name], getattr(record, name)))
    ]
    day = min((on for _author, on in history.values()), default=None)
    author = next((author for author, on in history.values() if on == day), "")
    return RecordContent(record.about.title, reading.title_of(record), tuple(fields), author, day)


def _told_of_by(reading: Reading, record: Record) -> Record:
    """What a record tells of by its name: a document of the record that it is on, any other of itself."""
    on = record.belongs_to if isinstance(record, Attachment) else None
    return (reading.workspace.find(on) if on else None) or record


def _sent(workspace: Workspace, id: UUID) -> list[Reached]:
    changes = [int(entry.change) for entry in workspace.history(id) if entry.change.isdigit()]
    with workspace.reader.at_one_moment() as connection:
        return reached_by(connection, changes)


def _registers(workspace: Workspace, person: Contact, today: date) -> Iterator[RegisterContent]:
    """The registers that the person may stand in: those made since the contact was written, but for the public's."""
    assert person.id is not None
    if person.stakeholder is None:
        return
    begun = min((local(entry.at).date() for entry in workspace.history(person.id)), default=today)
    made = [
        (one.audience, local(one.made_at).date())
        for one in workspace.made_briefings()
        if one.name == REGISTER
    ]
    for audience in (Audience.COUNCIL, Audience.LEADERS):
        days = {day for whom, day in made if whom == audience and begun <= day <= today}
        if days:
            yield RegisterContent(audience, tuple(sorted(days)))


def _earlier(workspace: Workspace, id: UUID, today: date) -> tuple[date, ...]:
    """The days on which an extract on the person was made before."""
    made = workspace.made_briefings()
    days = {local(one.made_at).date() for one in made if one.name == EXTRACT and one.person == id}
    return tuple(sorted(day for day in days if day < today))


def _warn(reading: Reading, records: tuple[RecordContent, ...]) -> None:
    """What the one who hands it out has to look at first."""
    if reading.left_out:
        reading.notices.append(
            ngettext(
                "{n} confidential record about the person is not in the extract. Decide whether it may be told.",
                "{n} confidential records about the person are not in the extract. Decide whether they may be told.",
                len(reading.left_out),
            )
        )
    if records:
        reading.notices.append(
            ngettext(
                "{n} other record is in it. Look through what it may say about others.",
                "{n} other records are in it. Look through what they may say about others.",
                len(records),
            )
        )
