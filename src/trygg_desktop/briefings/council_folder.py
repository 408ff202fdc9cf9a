"""The council folder: notice and agenda, and after them the documents of the items, gathered for one audience."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col

from trygg_desktop.briefings.annexes.annex import Annex, Claim, WhyNot, read_annex
from trygg_desktop.briefings.content import Edition, Reading
from trygg_desktop.briefings.covering_letter import for_whom
from trygg_desktop.briefings.meeting import MeetingContent, called
from trygg_desktop.briefings.meeting import gather as gather_meeting
from trygg_desktop.briefings.request import Request
from trygg_desktop.domain.agenda import Slot, running_order
from trygg_desktop.domain.attachments import Attachment
from trygg_desktop.domain.council import AgendaItem, ItemForm
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.values import sort_key
from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_, _, ngettext
from trygg_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ItemDocument:
    """A document of an item: enclosed with a number, or named with the reason why it is not."""

    title: str
    annex: Annex | None
    number: int | None
    why_not: WhyNot | None = None


@dataclass(frozen=True, slots=True)
class FolderItem:
    """An item that has documents, or the meeting itself, which has neither number nor form."""

    number: int | None
    form: str
    title: str
    documents: tuple[ItemDocument, ...]


@dataclass(frozen=True, slots=True)
class FolderContent:
    """What the folder holds: the notice, and the documents in the order of the items."""

    meeting: MeetingContent
    items: tuple[FolderItem, ...]

    @property
    def enclosed(self) -> tuple[tuple[ItemDocument, Annex], ...]:
        """The documents whose pages are in the folder, by their number."""
        return tuple(
            (document, document.annex)
            for item in self.items
            for document in item.documents
            if document.annex is not None
        )

    @property
    def given_up(self) -> tuple[Claim, ...]:
        """What the file can't say of itself, because an annex does not say it."""
        return tuple(
            claim for claim in Claim if any(claim not in annex.claims for _document, annex in self.enclosed)
        )


_NOT_ENCLOSED = {
    WhyNot.NOT_PDF: N_("“{title}” is not enclosed: it is not a PDF. Save it as PDF and attach that."),
    WhyNot.LOCKED: N_(
        "“{title}” is not enclosed: it opens with a password only. Attach a copy without password."
    ),
    WhyNot.DAMAGED: N_("“{title}” is not enclosed: the file is damaged. Attach it again."),
    WhyNot.MISSING: N_("“{title}” is not enclosed: its content has not arrived on this laptop."),
}


_GIVEN_UP = {
    (Claim.ACCESSIBLE, Claim.FOR_THE_ARCHIVE): N_(
        "The enclosed documents are read aloud as far as they can be, but do not say of themselves that they are "
        "accessible or made for the archive. So the folder as a whole is neither PDF/UA nor PDF/A: make the notice "
        "by itself for publishing and for the archive."
    ),
    (Claim.ACCESSIBLE,): N_(
        "The enclosed documents are as they came, so the folder as a whole is not PDF/UA. "
        "Make the notice by itself for publishing."
    ),
    (Claim.FOR_THE_ARCHIVE,): N_(
        "The enclosed documents are as they came, so the folder as a whole is not PDF/A. "
        "Make the notice by itself for the archive."
    ),
}


def gather(workspace: Workspace, edition: Edition, request: Request) -> tuple[FolderContent, Reading]:
    """Reads the meeting and the documents of its items, as far as the audience may see them.

    Raises:
        UserError: no meeting is named, or it is a draft and no working copy was asked for.
        ProtectionRefused: the audience may not see the meeting itself.
    """
    meeting, reading = gather_meeting(workspace, edition, request)
    assert request.meeting is not None
    slots = running_order(
        meeting.starts, reading.records(AgendaItem, col(AgendaItem.meeting) == request.meeting)
    )
    items: list[FolderItem] = []
    number = 0
    for of, item_number, form, title in _holders(request.meeting, slots):
        documents: list[ItemDocument] = []
        for attachment in _attached_to(reading, of):
            document = _document(reading, attachment, number + 1)
            number += document.annex is not None
            documents.append(document)
        if documents:
            items.append(FolderItem(item_number, form, title, tuple(documents)))
    content = FolderContent(meeting, tuple(items))
    reading.notices += _for_fewer(reading, content)
    reading.notices += _unread(content)
    if content.given_up:
        reading.notices.append(_(_GIVEN_UP[content.given_up]))
    return content, reading


_WHO_MAY_READ_MORE = tuple(Audience)
"""From those who may read least to those who may read all."""


def _for_fewer(reading: Reading, content: FolderContent) -> Iterator[str]:
    """A sentence for each annex that is a briefing of our own for fewer than those who get the folder."""
    made = {one.fingerprint: one for one in reading.workspace.made_briefings()}
    for document, annex in content.enclosed:
        known = made.get(hashlib.sha256(annex.data).hexdigest())
        if known is None or known.audience not in _WHO_MAY_READ_MORE:
            continue
        if _WHO_MAY_READ_MORE.index(Audience(known.audience)) > _WHO_MAY_READ_MORE.index(
            reading.edition.audience
        ):
            yield _(
                "“{title}” is a briefing for: {audience}. See whether those who get the folder may have it.",
                title=document.title,
                audience=for_whom(known.audience, about_a_person=known.person is not None),
            )


def _unread(content: FolderContent) -> Iterator[str]:
    """A sentence for each annex with pages that are pictures of text: who listens gets to know that they are there,
    and no more."""
    for document, annex in content.enclosed:
        count = len(annex.unread)
        if count == annex.pages:
            yield _(
                "“{title}” can’t be read aloud: it is pictures of text. Attach the document that it was "
                "printed from, or scan it with text recognition.",
                title=document.title,
            )
        elif count:
            yield ngettext(
                "“{title}” can’t be read aloud on {n} of its {all} pages, which is a picture of text.",
                "“{title}” can’t be read aloud on {n} of its {all} pages, which are pictures of text.",
                count,
                title=document.title,
                all=annex.pages,
            )


def _holders(meeting: UUID, slots: Iterable[Slot]) -> Iterator[tuple[UUID | None, int | None, str, str]]:
    """What documents are attached to, in the order of the folder: the meeting itself and then its items."""
    yield meeting, None, "", _("The meeting’s own documents")
    for slot in slots:
        yield slot.item.id, slot.number, slot.item.form or ItemForm.INFORMATION, slot.item.title or ""


def _attached_to(reading: Reading, id: UUID | None) -> list[Attachment]:
    found = reading.records(Attachment, col(Attachment.belongs_to) == id)
    return sorted(found, key=lambda one: (sort_key(called(reading, one)) or "", str(one.id)))


def _document(reading: Reading, attachment: Attachment, number: int) -> ItemDocument:
    title = called(reading, attachment)
    assert attachment.id is not None
    try:
        annex = read_annex(reading.workspace.attachment_bytes(attachment.id))
    except UserError:
        annex = WhyNot.MISSING
    if isinstance(annex, Annex):
        return ItemDocument(title, annex, number)
    reading.notices.append(_(_NOT_ENCLOSED[annex], title=title))
    return ItemDocument(title, None, None, annex)
