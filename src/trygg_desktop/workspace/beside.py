"""What is noted outside the encrypted file: ids that were erased or kept back, and in which lane this file goes on.

Neither says anything about anybody. The first lies with the backups, so that a restored one forgets again what
was erased since; the second in the user's own folder, so that a copied or restored file is known as such.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from trygg_desktop.workspace.vault import Key

T = TypeVar("T")


def name_of(key: Key) -> str:
    """A short name for a workspace that its copies share and that tells nothing of it."""
    return hashlib.blake2b(key.salt, digest_size=6).hexdigest()


@dataclass(frozen=True, slots=True)
class Gone:
    """Ids of records that were erased (with a field, or whole), and of unsent ones that became drafts."""

    erased: tuple[tuple[UUID, str], ...] = ()
    withdrawn: tuple[UUID, ...] = ()


def note_gone(folder: Path, key: Key, gone: Gone) -> None:
    """Adds to the list that lies with the backups."""
    known = read_gone([folder], key)
    folder.mkdir(parents=True, exist_ok=True)
    told = {
        "erased": [[str(id), field] for id, field in _once((*known.erased, *gone.erased))],
        "withdrawn": [str(id) for id in _once((*known.withdrawn, *gone.withdrawn))],
    }
    _replace(_list_in(folder, key), json.dumps(told))


def read_gone(folders: Sequence[Path], key: Key) -> Gone:
    """The lists in some folders, as one; a list that can't be read counts as empty."""
    erased: list[tuple[UUID, str]] = []
    withdrawn: list[UUID] = []
    for folder in dict.fromkeys(folders):
        try:
            told = json.loads(_list_in(folder, key).read_text(encoding="utf-8"))
            erased += [(UUID(id), str(field)) for id, field in told["erased"]]
            withdrawn += [UUID(id) for id in told["withdrawn"]]
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return Gone(_once(erased), _once(withdrawn))


def _list_in(folder: Path, key: Key) -> Path:
    return folder / f"erased-{name_of(key)}.json"


def _once(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))


@dataclass(frozen=True, slots=True)
class Marker:
    """Where a workspace was left: the token it carries inside as well, how far its lane had come, and its place."""

    token: str
    lane: int
    have: int
    path: str


def place_of(path: Path) -> str:
    """A hash of where a file lies, so that the marker names nobody's folder."""
    return hashlib.blake2b(str(path.resolve()).encode(), digest_size=8).hexdigest()


def read_marker(folder: Path, key: Key) -> Marker | None:
    """The marker kept for a workspace in this user's folder, if there is one that can be read."""
    try:
        told = json.loads((folder / f"{name_of(key)}.json").read_text(encoding="utf-8"))
        return Marker(str(told["token"]), int(told["lane"]), int(told["have"]), str(told["path"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_marker(folder: Path, key: Key, marker: Marker) -> None:
    """Keeps the marker.

    Raises:
        OSError: the folder can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _replace(folder / f"{name_of(key)}.json", json.dumps(asdict(marker)))


def _replace(file: Path, content: str) -> None:
    partial = file.with_name(file.name + ".part")
    partial.write_text(content, encoding="utf-8")
    partial.replace(file)
