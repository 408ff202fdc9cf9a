"""What a file would change here, as lines for the list and as values for the pane beside it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from trygg_desktop.desktop.exchange.grouped_model import Group, Line
from trygg_desktop.domain.kinds import KINDS
from trygg_desktop.exchange.exchange import Exchange
from trygg_desktop.exchange.open_ends import OpenEnd
from trygg_desktop.exchange.previews import ChangedField, Incoming, Item
from trygg_desktop.exchange.words import in_words
from trygg_desktop.i18n import _, ngettext
from trygg_desktop.workspace import Workspace
from trygg_desktop.workspace.log import ALIVE

OPEN_AT_MOST = 40
_ABOUT = {kind.about.name: kind.about for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Contested:
    """A field in which both have written: the values in words, each with who wrote it and when."""

    field: str
    label: str
    versions: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """A record as the pane shows it: the fields that would read otherwise, and those in question.

    Args:
        reason: why it is erased, where it is.
        what: what happens with it, in a word.
    """

    item: Item
    kind: str
    what: str
    fields: tuple[ChangedField, ...] = ()
    contested: tuple[Contested, ...] = ()
    reason: str = ""
    erased_field: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """A file that has been looked into, and what it would change.

    Args:
        n: its number in the inbox, where it lies there.
    """

    content: bytes
    incoming: Incoming
    sender: str
    groups: tuple[Group, ...]
    n: int | None = None

    @property
    def records(self) -> int:
        """How many records it would touch."""
        return len({line.key[1] for group in self.groups for line in group.lines})  # type: ignore[index]


def look_into(workspace: Workspace, content: bytes, *, n: int | None = None) -> Preview:
    """What a file would change; nothing is changed. On the writer's thread.

    Raises:
        UserError: it can't be opened here.
    """
    incoming = Exchange(workspace).preview_receive(content)
    names = dict(workspace.reader.execute("SELECT id, name FROM identity"))
    return Preview(
        content, incoming, names.get(incoming.sender, ""), tuple(_groups(workspace, incoming, names)), n
    )


def _groups(workspace: Workspace, incoming: Incoming, names: dict[int, str]) -> list[Group]:
    contested = _contested(workspace, incoming, names)
    changed = {each.item.id: each for each in incoming.changed}
    known = {
        item.id: item
        for item in (
            *incoming.added,
            *incoming.restored,
            *incoming.deleted,
            *(each.item for each in incoming.changed),
        )
    }
    in_question = []
    for id, (kind, fields) in contested.items():
        item = known.get(id) or _item_here(workspace, incoming, id, kind)
        told = tuple(
            each for each in (changed[id].fields if id in changed else ()) if each.field not in _names(fields)
        )
        in_question.append(Detail(item, _kind(kind), _in_question(fields, told), told, fields))
    erased = [
        Detail(
            item, _kind(item.kind), _("erased for good"), reason=reason, erased_field=_label(item.kind, field)
        )
        for item, field, reason in incoming.erased
    ]
    rest = [each for each in incoming.changed if each.item.id not in contested]
    return [
        _group("erased", _("Erased for good"), erased, "eraser", "alert"),
        _group("question", _("In question"), in_question, "git-merge", "warn"),
        _plain(
            "added", _("Added"), incoming.added, (_("new"), _("It is new and comes with all its fields.")),
            "plus", set(contested), incoming.contents,
        ),
        _group(
            "changed",
            _("Changed records"),
            [
                Detail(each.item, _kind(each.item.kind), _field_names(each.fields), each.fields)
                for each in rest
            ],
            "pencil-simple",
        ),
        _plain(
            "restored", _("Come back"), incoming.restored,
            (_("comes back"), _("It was deleted here and comes back.")),
            "arrow-counter-clockwise", set(contested),
        ),
        _plain(
            "deleted", _("Deleted"), incoming.deleted,
            (_("deleted"), _("It is deleted here too. Its history stays, and it can be brought back.")),
            "trash", set(contested),
        ),
    ]  # fmt: skip


def _names(fields: tuple[Contested, ...]) -> set[str]:
    return {each.field for each in fields}


def _plain(
    key: str,
    title: str,
    items: tuple[Item, ...],
    told: tuple[str, str],
    symbol: str,
    without: set[UUID],
    contents: dict[UUID, tuple[ChangedField, ...]] | None = None,
) -> Group:
    what, sentence = told
    details = [
        Detail(item, _kind(item.kind), what, (contents or {}).get(item.id, ()), sentence=sentence)
        for item in items
        if item.id not in without
    ]
    return _group(key, title, details, symbol)


def _group(key: str, title: str, details: list[Detail], symbol: str, color: str = "text2") -> Group:
    lines = tuple(
        Line(
            (key, detail.item.id, detail.erased_field),
            _("Hidden text") if detail.item.confidential else detail.item.title or "–",
            f"{detail.kind} · {detail.reason or detail.what}",
            symbol,
            color,
            protected=detail.item.confidential,
            ground=detail.item.ground,
            veiled=detail.item.confidential,
            what=detail,
        )
        for detail in details
    )
    folds = key not in ("erased", "question")
    return Group(key, title, lines, folds=folds, color="alert" if key == "erased" else "text")


def _kind(name: str) -> str:
    return _ABOUT[name].title if name in _ABOUT else name


def _label(kind: str, field: str) -> str:
    about = next((each for each in KINDS if each.about.name == kind), None)
    fields = about.fields() if about else {}
    return fields[field].title if field in fields else field


def _field_names(fields: tuple[ChangedField, ...]) -> str:
    return ", ".join(field.label.lower() for field in fields)


def _in_question(fields: tuple[Contested, ...], told: tuple[ChangedField, ...]) -> str:
    words = ngettext("{n} field in question", "{n} fields in question", len(fields))
    if told:
        words += ", " + ngettext("{n} changed", "{n} changed", len(told))
    return words


def _contested(
    workspace: Workspace, incoming: Incoming, names: dict[int, str]
) -> dict[UUID, tuple[str, tuple[Contested, ...]]]:
    found: dict[UUID, tuple[str, tuple[Contested, ...]]] = {}
    for end in (end for end in incoming.in_question if end.kind in workspace.kinds):
        id = UUID(end.record)
        _kind_name, before = found.get(id, (end.kind, ()))
        found[id] = (end.kind, (*before, _one(workspace, incoming, names, end)))
    return found


def _one(workspace: Workspace, incoming: Incoming, names: dict[int, str], end: OpenEnd) -> Contested:
    table = workspace.kinds[end.kind]

    def titles(ids: list[UUID]) -> dict[UUID, str]:
        return workspace.titles(ids) | incoming.titles

    if end.field == ALIVE:
        return Contested(
            end.field,
            _("Deleted or kept"),
            tuple(
                (
                    _("Went on writing") if version.value else _("Deleted it"),
                    names.get(version.author, ""),
                    version.at,
                )
                for version in end.versions
            ),
        )
    return Contested(
        end.field,
        _label(end.kind, end.field),
        tuple(
            (in_words(table, end.field, version.value, titles), names.get(version.author, ""), version.at)
            for version in end.versions
        ),
    )


def _item_here(workspace: Workspace, incoming: Incoming, id: UUID, kind: str) -> Item:
    record = workspace.find(id)
    title = record.title if record is not None else incoming.titles.get(id, "")
    protection = record.protection if record is not None else None
    ground = record.ground if record is not None else None
    return Item(id, kind, title, protection, ground)
