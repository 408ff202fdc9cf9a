"""A folder that both leaders reach, such as a shared disk: each lays sealed files there and finds the other's.

The database never lies there. Nobody else's file is ever changed, moved or removed, and none of ours twice written.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from stat import S_ISREG

from trygg_desktop.errors import EnvironmentFault
from trygg_desktop.exchange import refusals
from trygg_desktop.exchange.keys import is_group, is_identity
from trygg_desktop.exchange.laying import Laid, together
from trygg_desktop.exchange.sealed import LARGEST_FILE, LARGEST_HEADER, looks_complete
from trygg_desktop.i18n import N_, why

EXTENSION = ".trygg"
_NAME = re.compile(r"trygg-([0-9a-z-]{1,64})-([0-9]{1,16})-([0-9]{1,16})\.trygg")
_LIKE_A_NAME = re.compile(r"trygg-[0-9a-z-]{1,64}-[0-9]{1,16}-[0-9]{1,16}(?![0-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A sealed file that has come whole and has not been seen before.

    Args:
        fingerprint: hash of its content, by which copies under other names are known again.
        sender, number: what the name says, which nobody has signed; None when the name says nothing.
    """

    path: Path
    fingerprint: str
    sender: int | None
    number: int | None


def sealed_name(group: str, sender: int, number: int) -> str:
    """The name of a sealed file: nothing personal, safe on Windows, never used twice."""
    if not is_group(group) or not is_identity(sender) or number < 0:
        raise ValueError("no name for such a file")
    return f"trygg-{group}-{sender}-{number}{EXTENSION}"


def fingerprint(data: bytes) -> str:
    """The hash by which a sealed file is known again, here and in the register of what was sent."""
    return blake2b(data, digest_size=32).hexdigest()


def read(path: Path) -> bytes:
    """The content of a file that may be a sealed one. Raises UserError when it is too large, EnvironmentFault."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise EnvironmentFault(
            "sealed-file-not-readable",
            N_(
                "“{name}” could not be read: {reason}. Nothing was taken in. Try again when it is within reach."
            ),
            file=path.name,
            name=path.name,
            reason=why(error),
        ) from error
    if len(data) > LARGEST_FILE:
        raise refusals.too_large(LARGEST_FILE >> 20)
    return data


def write(folder: Path, name: str, data: bytes) -> Path:
    """Lays a sealed file in the folder, whole or not at all; a file already there with the same content will do.

    Another file of that name is left as it is: one that the power went for as it was being noted, say. Who reads the
    folder knows files by what is in them.

    Raises:
        EnvironmentFault: the folder is out of reach, the disk is full or refuses.
    """
    with together() as laid:
        return lay(laid, folder, {name: data})[0]


def lay(laid: Laid, folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Lays sealed files in the folder together; otherwise as `write`."""
    for name in files:
        if not _NAME.fullmatch(name):
            raise ValueError(f"not the name of a sealed file: {name}")
    return laid.lay([(folder / name, data) for name, data in files.items()], renamed=True)


def arrived(folder: Path, known: set[str], *, me: int, group: str, pause: float = 1.0) -> list[Arrival]:
    """What lies whole in the folder and is not known, for one who looks once; waits `pause` seconds for copying."""
    watcher = Watcher(folder, me=me, group=group, known=known)
    watcher.look()
    time.sleep(pause)
    return watcher.look()


class Watcher:
    """Looks into the folder when asked to, and tells of each new file once.

    A file counts as come when its size and time are as at the look before and it begins as a sealed file does.

    Args:
        me: my identity; files that I wrote are passed over.
        group: files whose name says another group are passed over.
        known: fingerprints of files taken in, sent or waiting already.
    """

    def __init__(self, folder: Path, *, me: int, group: str, known: Iterable[str] = ()) -> None:
        self._folder = folder
        self._me = me
        # copies have something after the number: " (1)", "-DATORN", " - Kopia"
        self._of_my_group = re.compile(
            rf"trygg-{re.escape(group)}-([0-9]{{1,16}})-([0-9]{{1,16}})(?![0-9])", re.IGNORECASE
        )
        self._known = set(known)
        self._last: dict[str, tuple[int, int]] = {}
        self._read: dict[str, tuple[int, int]] = {}

    def look(self) -> list[Arrival]:
        """What has come since the last look, in the order of senders and their numbers.

        Raises EnvironmentFault when the folder is out of reach; the next look goes on where this one would have.
        """
        now = self._sizes()
        steady = [name for name, size in now.items() if self._last.get(name) == size != self._read.get(name)]
        self._last = now
        self._read = {name: size for name, size in self._read.items() if name in now}
        found = [arrival for name in sorted(steady) if (arrival := self._arrival(name, now[name]))]
        return sorted(found, key=lambda one: (one.sender or 0, one.number or 0, one.path.name))

    def forget(self, fingerprint: str) -> None:
        """Lets a file be told of again, such as one that was put aside and is asked for anew."""
        self._known.discard(fingerprint)
        self._read.clear()

    def _sizes(self) -> dict[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        try:
            with os.scandir(self._folder) as entries:
                for entry in entries:
                    if self._may_be_for_me(entry.name):
                        with suppress(OSError):  # gone, or held by another program: at the next look
                            state = entry.stat(follow_symlinks=False)
                            if S_ISREG(state.st_mode) and 0 < state.st_size <= LARGEST_FILE:
                                found[entry.name] = (state.st_size, state.st_mtime_ns)
        except OSError as error:
            raise _out_of_reach(self._folder) from error
        return found

    def _may_be_for_me(self, name: str) -> bool:
        if name.startswith((".", "~")) or not name.lower().endswith(EXTENSION):
            return False
        if said := self._of_my_group.match(name):
            return int(said[1]) != self._me
        # a name that somebody has made up is let through: what is inside decides
        return _LIKE_A_NAME.match(name) is None

    def _arrival(self, name: str, size: tuple[int, int]) -> Arrival | None:
        path = self._folder / name
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST_HEADER)
                if not looks_complete(data):
                    return None
                data += file.read(LARGEST_FILE)
        except OSError:  # still in the cloud, or held by the program that fetches it: at the next look
            return None
        if len(data) != size[0]:
            return None
        self._read[name] = size
        known_as = fingerprint(data)
        if known_as in self._known:
            return None
        self._known.add(known_as)
        said = self._of_my_group.match(name)
        sender, number = (int(said[1]), int(said[2])) if said else (None, None)
        return Arrival(path, known_as, sender, number)


def _out_of_reach(folder: Path) -> EnvironmentFault:
    return EnvironmentFault(
        "folder-out-of-reach",
        N_(
            "The shared folder “{folder}” is out of reach. Nothing was sent or taken in, and nothing is lost. "
            "Check the network, or choose the folder again."
        ),
        folder=folder.name or str(folder),
    )
