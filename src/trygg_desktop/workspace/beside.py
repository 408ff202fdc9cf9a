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
    """What a copy made earlier must forget again.

    Args:
        erased: records that were erased, with a field or whole, and the change that says so; none for a draft.
        withdrawn: changes that became void because their unsent record became a draft.
        given_way: changes that became void because the same thing came from another laptop.
    """

    erased: tuple[tuple[UUID, str, int | None], ...] = ()
    withdrawn: tuple[int, ...] = ()
    given_way: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.erased or self.withdrawn or self.given_way)


def note_gone(folder: Path, key: Key, gone: Gone, *, again: Iterable[int] = ()) -> None:
    """Adds to the list that lies with the backups.

    Args:
        again: void changes that say something again, because what they gave way to was taken back.

    Raises:
        OSError: the folder can't be written.
    """
    known = read_gone([folder], key)
    folder.mkdir(parents=True, exist_ok=True)
    back = set(again)
    told = {
        "erased": [[str(id), field, change] for id, field, change in _once((*known.erased, *gone.erased))],
        "withdrawn": _once((*known.withdrawn, *gone.withdrawn)),
        "given-way": [id for id in _once((*known.given_way, *gone.given_way)) if id not in back],
    }
    _replace(_list_in(folder, key), json.dumps(told))


def read_gone(folders: Sequence[Path], key: Key) -> Gone:
    """The lists in some folders, as one; a list that can't be read counts as empty."""
    erased: list[tuple[UUID, str, int | None]] = []
    withdrawn: list[int] = []
    given_way: list[int] = []
    for folder in dict.fromkeys(folders):
        try:
            told = json.loads(_list_in(folder, key).read_text(encoding="utf-8"))
            erased += [(UUID(id), str(field), change) for id, field, change in told["erased"]]
            withdrawn += [int(change) for change in told["withdrawn"]]
            given_way += [int(change) for change in told["given-way"]]
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return Gone(_once(erased), _once(withdrawn), _once(given_way))


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
