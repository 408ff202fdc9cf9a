"""Lays finished files in a folder: each whole, none over another, and several together or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from secrets import token_hex

from trygg_desktop.errors import EnvironmentFault, UserError
from trygg_desktop.i18n import N_, why


@contextmanager
def together() -> Iterator[Laid]:
    """Files that are laid as one: what is new of them is taken away again when anything fails before the end."""
    laid = Laid()
    try:
        yield laid
    except BaseException:
        laid.take_away()
        raise


class Laid:
    """The files that were laid so far; see `together`.

    `shown` is whether any of them has had its name, even if it was taken away again: somebody may have read it.
    """

    def __init__(self) -> None:
        self._new: list[Path] = []
        self.shown = False

    def lay(self, files: Sequence[tuple[Path, bytes]], *, renamed: bool = False) -> list[Path]:
        """Writes all the files whole before the first of them gets its name; gives where they lie.

        Args:
            files: where each is to lie, and its content.
            renamed: where a name is taken, the next free one is used: " (2)".

        Raises:
            UserError: another file has that name; it is left as it is. One with the same content will do.
            EnvironmentFault: the folder is out of reach, the disk is full or refuses.
        """
        beside: list[Path] = []
        try:
            for place, content in files:
                beside.append(_write_beside(place, content))
            places = [
                self._claim(part, place, content, renamed=renamed)
                for part, (place, content) in zip(beside, files, strict=True)
            ]
            for folder in {place.parent for place in places}:
                _flush_folder(folder)
            return places
        finally:
            for part in beside:
                _remove(part)

    def _claim(self, beside: Path, place: Path, content: bytes, *, renamed: bool) -> Path:
        for each in _names(place) if renamed else (place,):
            try:
                _give_name(beside, each)
            except FileExistsError:
                if _holds(each, content):
                    self.shown = True
                    return each
            except OSError as error:
                raise _not_laid(place, error) from error
            else:
                self.shown = True
                self._new.append(each)
                return each
        raise UserError(
            "file-exists",
            N_("{name} exists already. It was left as it is."),
            name=place.name,
            file=place.name,
        )

    def take_away(self) -> None:
        """Removes what was laid here; what lay there before is left."""
        for place in self._new:
            _remove(place)
        self._new.clear()


def _names(place: Path) -> Iterator[Path]:
    """The name itself, and then those beside it: brev.eml, brev (2).eml, brev (3).eml …"""
    yield place
    for number in count(2):
        yield place.with_name(f"{place.stem} ({number}){place.suffix}")


def _write_beside(place: Path, content: bytes) -> Path:
    # programs that keep folders alike on several computers leave .tmp alone
    beside = place.with_name(f"{place.name}.{token_hex(4)}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        _remove(beside)
        raise _not_laid(place, error) from error
    return beside


def _give_name(beside: Path, place: Path) -> None:
    """Gives the finished file its name in one step. Raises FileExistsError when the name is taken."""
    try:
        place.hardlink_to(beside)
        return
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        pass
    # Disks without links: an empty file claims the name, for rename alone would overwrite silently on some systems
    place.open("xb").close()
    try:
        beside.replace(place)
    except OSError:
        _remove(place)
        raise


def _remove(place: Path) -> None:
    with suppress(OSError):
        place.unlink(missing_ok=True)


def _flush_folder(folder: Path) -> None:
    """Makes the new names last through a power cut, where the system can be asked for that."""
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _holds(path: Path, data: bytes) -> bool:
    with suppress(OSError):
        return path.stat().st_size == len(data) and path.read_bytes() == data
    return False


def _not_laid(place: Path, error: OSError) -> EnvironmentFault:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return EnvironmentFault(
            "disk-full",
            N_("The disk is full, so “{name}” was not written. Nothing was changed."),
            file=place.name,
            name=place.name,
        )
    if not place.parent.is_dir():
        return EnvironmentFault(
            "folder-out-of-reach",
            N_(
                "The folder “{folder}” is out of reach. Nothing was written, and nothing is lost. Check the network, "
                "or choose another folder."
            ),
            folder=place.parent.name or str(place.parent),
        )
    return not_writable(place.parent, error)


def not_writable(folder: Path, error: OSError) -> EnvironmentFault:
    """What is said of a folder that refuses new files."""
    return EnvironmentFault(
        "folder-not-writable",
        N_(
            "The folder “{folder}” can't be written in: {reason}. Nothing was sent, and nothing is lost. "
            "Check the network, or choose another folder."
        ),
        folder=folder.name or str(folder),
        reason=why(error),
    )
