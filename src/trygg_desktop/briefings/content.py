"""What an edition may hold: the one filter that everything passes on its way from the workspace to paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from sqlmodel import col

from trygg_desktop.briefings.breaking_off import go_on
from trygg_desktop.briefings.emblem import Emblem, read_emblem
from trygg_desktop.domain.attachments import Attachment
from trygg_desktop.domain.fields import FieldKind
from trygg_desktop.domain.links import Link
from trygg_desktop.domain.record import Audience, Protection, Record, headline, is_confidential
from trygg_desktop.domain.settings import CouncilSettings
from trygg_desktop.domain.values import sort_key
from trygg_desktop.errors import ProtectionRefused, UserError
from trygg_desktop.i18n import N_, _, ngettext, sentence
from trygg_desktop.insight.audience import kept_with_its_record, may_follow, not_followed
from trygg_desktop.workspace import Workspace
from trygg_desktop.workspace.asking import question

KindOfRecord = TypeVar("KindOfRecord", bound=Record)

_LONGEST_TITLE = 110
_LEVELS = (Protection.OPEN, Protection.INTERNAL, Protection.PROTECTED)


@dataclass(frozen=True, slots=True)
class Edition:
    """For whom a briefing is made, and which day is today in it.

    No edition holds drafts. `with_drafts` makes a working copy instead, for the one who makes it alone.

    Raises:
        ProtectionRefused: a working copy was asked for another audience than the leaders.
    """

    audience: Audience
    today: date
    with_drafts: bool = False

    def __post_init__(self) -> None:
        if self.with_drafts and self.audience is not Audience.LEADERS:
            raise ProtectionRefused(
                "drafts-stay",
                N_("Drafts are printed only in a working copy for the leaders, never in an edition."),
            )


@dataclass
class Reading:
    """One reading of the workspace for one edition. What it hands out may be printed, all of it.

    What the audience may not see is missing from every answer without a trace; it is only counted here.
    Drafts are not even counted: outside this laptop they do not exist.

    Args:
        left_out: the records that would have been told of one by one.
    """

    workspace: Workspace
    edition: Edition
    left_out: set[UUID] = field(default_factory=set)
    notices: list[str] = field(default_factory=list)
    """Sentences for the one who makes the edition; they are not in it."""
    _has_figures: bool = False
    _not_counted: set[UUID] = field(default_factory=set)
    _level: int = 0
    _by_level: dict[Protection, set[str]] = field(default_factory=dict)
    """What is in it, as the file writes ids: figures may rest on a hundred thousand of them."""
    _grounds: set[str] = field(default_factory=set)
    _found: dict[UUID, Record | None] = field(default_factory=dict)

    @property
    def protection(self) -> Protection:
        """The highest protection of what has been read."""
        return _LEVELS[self._level]

    @property
    def grounds(self) -> tuple[str, ...]:
        """The provisions that confidential records in it rest on, in order."""
        return tuple(sorted(self._grounds))

    @property
    def only_not_counted(self) -> set[UUID]:
        """The records that are missing from figures alone: nobody would have been told of them one by one."""
        return self._not_counted - self.left_out

    @property
    def missing(self) -> set[UUID]:
        """All that the audience may not see of what the briefing was made from."""
        return self.left_out | self._not_counted

    @property
    def held(self) -> int:
        """How many records are in it."""
        return len(set[str]().union(*self._by_level.values()))

    def held_at(self, protection: Protection) -> int:
        """How many records of a protection are in it; an unknown protection counts as confidential."""
        return len(self._by_level.get(protection, ()))

    @property
    def audience(self) -> Audience | None:
        """The audience that counts are made for; nothing for a working copy, which counts drafts too."""
        return None if self.edition.with_drafts else self.edition.audience

    def records(self, kind: type[KindOfRecord], *where: Any, order: Sequence[Any] = ()) -> list[KindOfRecord]:
        """The records of a kind that the audience may see, without the fields that it may not."""
        return self.admit(self.workspace.records(kind, *where, order=order))

    def admit(self, records: Iterable[KindOfRecord]) -> list[KindOfRecord]:
        """Of records found elsewhere those that the audience may see, without the fields that it may not."""
        return [record for record in records if self._admit(record)]

    def find(self, id: UUID | None) -> Record | None:
        """One record, if it is here and the audience may see it; read once, however many others name it."""
        if id is None:
            return None
        if id not in self._found:
            self._found[id] = self.workspace.find(id)
        record = self._found[id]
        return record if record is not None and self._admit(record) else None

    def counted(self, kind: type[Record], *where: Any) -> None:
        """Notes that figures were computed for this audience from records of a kind: their protection is in
        the figures, and those the audience may not see are left out of them."""
        self._has_figures = True
        alike = "protection, ground, draft"
        columns = (alike, "group_concat(id)")  # a hundred thousand rows take longer to hand over than to read
        asked = question(self.workspace.kinds[kind], columns, where=where, group=alike)
        for protection, ground, draft, ids in self.workspace.reader.execute(*asked):
            self._may_hold(ids.split(","), protection, ground, bool(draft), missing_from=self._not_counted)

    def title(self, id: UUID | None) -> str:
        """What a record is called, in a line; empty where it is not here or the audience may not see it."""
        record = self.find(id)
        return self.title_of(record) if record is not None else ""

    def titles(self, ids: Iterable[UUID | None]) -> tuple[str, ...]:
        """What records are called, in the order of the alphabet: several references have none of their own."""
        return tuple(sorted(filter(None, map(self.title, ids)), key=lambda title: sort_key(title) or ""))

    def title_of(self, record: Record) -> str:
        """What a record that was read is called, in a line."""
        naming = record.about.naming
        value = getattr(record, naming, None)
        if record.fields()[naming].kind is FieldKind.REFERENCE:
            return self.title(value)
        return headline(value, _LONGEST_TITLE)

    def related(self, id: UUID) -> list[Record]:
        """The records that someone linked to this one."""
        links = self.workspace.records(
            Link,
            (col(Link.from_id) == id) | (col(Link.to_id) == id),
        )
        kind = self.workspace.kind_of(id)
        own_fields = kind.fields() if kind is not None else {}
        found: dict[UUID, Record] = {}
        for link in links:
            other = link.to_id if link.from_id == id else link.from_id
            if link.role in own_fields or link.role in _NOT_SHOWN or not may_follow(link, self.audience):
                continue
            record = self.find(other)
            if record is not None and record.id is not None:
                found[record.id] = record
        return list(found.values())

    def leads_to(self, id: UUID | None, name: str, others: Iterable[UUID]) -> tuple[UUID, ...]:
        """Of what a field of several references names, that which the audience may know is named there: each of
        them is a link, with a protection of its own."""
        closed = self._closed_links.get(id, ())
        return tuple(other for other in others if (name, other) not in closed)

    def letterhead(self) -> CouncilSettings:
        """The council's settings. Its name and words stand on everything it issues, so they count as open
        unless someone marked them confidential."""
        council = self.workspace.council()
        return council if self._may_head(council) else CouncilSettings()

    def emblem(self) -> Emblem | None:
        """The council's emblem, which like its name counts as open unless it was marked confidential.

        One that can't be printed is left out, and the maker is told.
        """
        chosen = self.letterhead().emblem
        found = self.workspace.find(chosen) if chosen is not None else None
        if not isinstance(found, Attachment) or found.id is None:
            return None
        if not self._may_head(found):
            return None
        try:
            return read_emblem(self.workspace.attachment_bytes(found.id), found.name or "")
        except UserError as error:
            without = _("The emblem in the council’s settings is not in the briefing.")
            self.notices.append(f"{without} {sentence(error)}")
            return None

    def left_out_line(self) -> str:
        """What the cover says about what is not in this edition; empty where nothing is missing.

        It has one total: how many are missing from the pages and how many from figures alone would tell those who
        may not see them what they are. Which words it has follows from what is in it, never from what is missing.
        """
        missing = len(self.missing)
        if not missing:
            return ""
        if not self._has_figures:
            return ngettext(
                "{n} record is left out of this edition.",
                "{n} records are left out of this edition.",
                missing,
            )
        return ngettext(
            "{n} record is left out of this edition. It is neither shown nor counted in the figures.",
            "{n} records are left out of this edition. They are neither shown nor counted in the figures.",
            missing,
        )

    def marking(self) -> str:
        """The protection marking of each page; empty where everything in it is open."""
        if self.protection is Protection.OPEN:
            return ""
        if self.protection is Protection.INTERNAL:
            return Protection.INTERNAL.label
        return joined((Protection.PROTECTED.label, ", ".join(self.grounds)))

    def marking_of(self, record: Record) -> str:
        """The marking of a single confidential record, to stand beside it; empty for all others."""
        if not is_confidential(record.protection):
            return ""
        return joined((Protection.PROTECTED.label, (record.ground or "").strip()))

    def _admit(self, record: Record) -> bool:
        assert record.id is not None
        if isinstance(record, Attachment) and record.id in self._kept_with_their_records:
            self.left_out.add(record.id)
            return False
        draft = bool(record.draft)
        if not self._may_hold(
            [record.id.hex], record.protection, record.ground, draft, missing_from=self.left_out
        ):
            return False
        _forget_what_is_not_read(record, self.edition.audience)
        self._forget_closed_links(record)
        return True

    def _may_head(self, record: Record) -> bool:
        """Whether what counts as open unless it was marked may stand at the head of the edition. What was marked
        confidential is in it like any other record, and marks its pages."""
        assert record.id is not None
        if not is_confidential(record.protection):
            return self.edition.with_drafts or not record.draft
        ids, draft = [record.id.hex], bool(record.draft)
        return self._may_hold(ids, record.protection, record.ground, draft, missing_from=set())

    def _forget_closed_links(self, record: Record) -> None:
        if record.id in self._closed_links:
            several = [name for name, described in record.fields().items() if described.many]
            record.with_references(
                {name: self.leads_to(record.id, name, getattr(record, name)) for name in several}
            )

    @cached_property
    def _kept_with_their_records(self) -> frozenset[UUID]:
        return kept_with_its_record(self.workspace, Attachment, self.audience)

    @cached_property
    def _closed_links(self) -> dict[UUID | None, set[tuple[str, UUID]]]:
        """The links that are not to be followed although both ends may be seen, by where they start."""
        found: dict[UUID | None, set[tuple[str, UUID]]] = {}
        where = (not_followed(self.audience),)
        for _id, one, role, other in self.workspace.rows(Link, ["from_id", "role", "to_id"], where=where):
            found.setdefault(one, set()).add((role, other))
        return found

    def _may_hold(
        self,
        ids: Sequence[str],
        protection: str | None,
        ground: str | None,
        draft: bool,
        *,
        missing_from: set[UUID],
    ) -> bool:
        go_on()
        if draft and not self.edition.with_drafts:
            return False
        if not self.edition.audience.may_see(protection):
            missing_from.update(map(UUID, ids))
            return False
        level = _LEVELS.index(Protection(protection)) if protection in list(_LEVELS) else len(_LEVELS) - 1
        self._level = max(self._level, level)
        self._by_level.setdefault(_LEVELS[level], set()).update(ids)
        if level == _LEVELS.index(Protection.PROTECTED) and ground:
            self._grounds.add(ground.strip())
        return True


_NOT_SHOWN = frozenset({"different"})
"""Links that say what is not so."""


def _forget_what_is_not_read(record: Record, audience: Audience) -> None:
    for name, described in record.fields().items():
        if not described.many and not audience.may_read(described):
            setattr(record, name, None)


def kind_in_words(record: Record) -> str:
    """What kind of record it is, as it stands inside a sentence."""
    label = record.about.title
    return label[:1].lower() + label[1:]


def joined(parts: Iterable[str], between: str = " · ") -> str:
    """Those of the parts that are not empty, in one line."""
    return between.join(part for part in parts if part)


def audience_in_words(edition: Edition) -> str:
    """For whom the edition is, as its foot says it."""
    if edition.with_drafts:
        return _("Working copy with drafts, not an edition")
    return {
        Audience.PUBLIC: _("Edition for the public"),
        Audience.COUNCIL: _("Edition for the council"),
        Audience.LEADERS: _("Edition for the two leaders"),
    }[edition.audience]
