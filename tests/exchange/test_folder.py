"""The folder both leaders reach: what is laid there, and what is found."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

import pytest

from tests.exchange.people import ANNA, BO, EVA, GROUP, seal, told
from trygg_desktop.errors import EnvironmentFault, TryggError, UserError
from trygg_desktop.exchange import folder as shared
from trygg_desktop.exchange.folder import Watcher, arrived, fingerprint, sealed_name, write


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def fault(act: object, *arguments: object, kind: type[TryggError] = EnvironmentFault) -> str:
    with pytest.raises(kind) as caught:
        act(*arguments)  # type: ignore[operator]
    return told(caught.value)


def watcher(folder: Path, *, known: tuple[str, ...] = ()) -> Watcher:
    """Bo's."""
    return Watcher(folder, me=BO, group=GROUP, known=known)


def found(watcher: Watcher) -> list[str]:
    return [arrival.path.name for arrival in watcher.look()]


def test_a_file_is_laid_whole_under_a_name_that_says_nothing(tmp_path: Path) -> None:
    name, data = sealed_name(GROUP, ANNA, 7), seal()
    assert name == f"trygg-{GROUP}-1001-7.trygg"
    assert write(tmp_path, name, data).read_bytes() == data
    assert names(tmp_path) == [name]


def test_a_file_that_has_the_name_is_left_and_the_new_one_is_found_beside_it(tmp_path: Path) -> None:
    name, data = sealed_name(GROUP, ANNA, 7), seal()
    (tmp_path / name).write_bytes(b"someone else's")
    laid = write(tmp_path, name, data)
    assert (tmp_path / name).read_bytes() == b"someone else's"
    assert [found.path for found in arrived(tmp_path, set(), me=BO, group=GROUP, pause=0)] == [laid]


def test_to_lay_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    name, data = sealed_name(GROUP, ANNA, 7), seal()
    before = write(tmp_path, name, data).stat()
    after = write(tmp_path, name, data).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert names(tmp_path) == [name]


def test_a_disk_without_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(self: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    name, data = sealed_name(GROUP, ANNA, 7), seal()
    assert write(tmp_path, name, data).read_bytes() == data
    assert write(tmp_path, name, seal()).name == f"trygg-{GROUP}-1001-7 (2).trygg"


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert fault(write, tmp_path, sealed_name(GROUP, ANNA, 7), seal()) == "disk-full"
    assert names(tmp_path) == []


def test_a_folder_out_of_reach_is_told_plainly(tmp_path: Path) -> None:
    away = tmp_path / "Samverkan"
    assert fault(write, away, sealed_name(GROUP, ANNA, 7), seal()) == "folder-out-of-reach"
    assert fault(watcher(away).look) == "folder-out-of-reach"
    assert fault(shared.read, away / "x.trygg") == "sealed-file-not-readable"
    (tmp_path / "file").write_bytes(b"")
    assert fault(watcher(tmp_path / "file").look) == "folder-out-of-reach"


def test_only_names_of_sealed_files_are_written(tmp_path: Path) -> None:
    for name in ("notes.txt", "../trygg-a-1-1.trygg", "trygg-a-1-1.trygg.exe", "trygg-A-1-1.trygg", "con"):
        with pytest.raises(ValueError):
            write(tmp_path, name, b"x")
    for group, sender, number in (("a/b", 1, 1), ("a", 0, 1), ("a", 1, -1)):
        with pytest.raises(ValueError):
            sealed_name(group, sender, number)


def test_a_file_that_has_come_is_told_of_once(tmp_path: Path) -> None:
    data = seal()
    write(tmp_path, sealed_name(GROUP, ANNA, 7), data)
    bo = watcher(tmp_path)
    assert bo.look() == []
    (arrival,) = bo.look()
    assert (arrival.sender, arrival.number, arrival.fingerprint) == (ANNA, 7, fingerprint(data))
    assert shared.read(arrival.path) == data
    assert bo.look() == []


def test_a_file_being_copied_is_waited_for(tmp_path: Path) -> None:
    data, path = seal(), tmp_path / sealed_name(GROUP, ANNA, 7)
    bo = watcher(tmp_path)
    for length in (0, 10, 100, len(data) // 2, len(data)):
        path.write_bytes(data[:length])
        assert bo.look() == []
    assert found(bo) == [path.name]


def test_a_copy_that_stopped_in_the_middle_waits_for_the_rest(tmp_path: Path) -> None:
    data, path = seal(), tmp_path / sealed_name(GROUP, ANNA, 7)
    bo = watcher(tmp_path)
    path.write_bytes(data[:100])
    assert [bo.look() for _look in range(3)] == [[], [], []]
    path.write_bytes(data)
    bo.look()
    assert found(bo) == [path.name]


def test_files_come_in_the_order_they_were_sent(tmp_path: Path) -> None:
    for sender, number in ((EVA, 1), (ANNA, 10), (ANNA, 9)):
        write(tmp_path, sealed_name(GROUP, sender, number), seal(number=number, sender=sender))
    assert [(one.sender, one.number) for one in arrived(tmp_path, set(), me=BO, group=GROUP, pause=0)] == [
        (ANNA, 9),
        (ANNA, 10),
        (EVA, 1),
    ]


def test_own_files_known_files_and_other_groups_are_passed_over(tmp_path: Path) -> None:
    known = seal()
    write(tmp_path, sealed_name(GROUP, BO, 1), seal(sender=BO, to=(ANNA,)))
    write(tmp_path, sealed_name("another", ANNA, 1), seal(group="another"))
    write(tmp_path, sealed_name(GROUP, ANNA, 2), known)
    assert arrived(tmp_path, {fingerprint(known)}, me=BO, group=GROUP, pause=0) == []


def test_copies_under_other_names_are_one_file(tmp_path: Path) -> None:
    data, stem = seal(), f"trygg-{GROUP}-{ANNA}-7"
    for name in (f"{stem}.trygg", f"{stem} (1).trygg", f"{stem}-DATOR-55-8.trygg", "Från Anna.TRYGG"):
        (tmp_path / name).write_bytes(data)
    (tmp_path / f"trygg-{GROUP}-{BO}-3 (1).trygg").write_bytes(seal(sender=BO, to=(ANNA,)))
    assert len(arrived(tmp_path, set(), me=BO, group=GROUP, pause=0)) == 1


def test_a_conflict_copy_with_other_content_is_looked_at_too(tmp_path: Path) -> None:
    stem = f"trygg-{GROUP}-{ANNA}-7"
    (tmp_path / f"{stem}.trygg").write_bytes(seal())
    (tmp_path / f"{stem}-DATOR.trygg").write_bytes(seal())
    both = arrived(tmp_path, set(), me=BO, group=GROUP, pause=0)
    assert [one.number for one in both] == [7, 7]


def test_what_is_no_sealed_file_is_left_alone(tmp_path: Path) -> None:
    data = seal()
    for name in ("~$trygg.trygg", ".hidden.trygg", "x.trygg.tmp", "notes.txt"):
        (tmp_path / name).write_bytes(data)
    (tmp_path / "junk.trygg").write_bytes(b"junk" * 99)
    (tmp_path / "folder.trygg").mkdir()
    with suppress(OSError):  # Windows lets not everyone make one
        (tmp_path / "link.trygg").symlink_to(tmp_path / "notes.txt")
    before = names(tmp_path)
    assert arrived(tmp_path, set(), me=BO, group=GROUP, pause=0) == []
    assert names(tmp_path) == before


def test_a_file_still_in_the_cloud_is_asked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = sealed_name(GROUP, ANNA, 7)
    write(tmp_path, name, seal())
    bo = watcher(tmp_path)
    bo.look()

    def away(self: Path, *_mode: object) -> None:
        raise OSError(errno.EIO, "The cloud operation was not completed")

    with monkeypatch.context() as offline:
        offline.setattr(Path, "open", away)
        assert bo.look() == []
    assert found(bo) == [name]


def test_a_file_that_was_put_aside_can_be_told_of_again(tmp_path: Path) -> None:
    write(tmp_path, sealed_name(GROUP, ANNA, 7), seal())
    bo = watcher(tmp_path)
    bo.look()
    (first,) = bo.look()
    bo.forget(first.fingerprint)
    assert bo.look() == [first]


def test_a_file_too_large_is_neither_read_nor_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "LARGEST_FILE", 1000)
    large = tmp_path / sealed_name(GROUP, ANNA, 7)
    large.write_bytes(seal(body=os.urandom(2000)))
    assert arrived(tmp_path, set(), me=BO, group=GROUP, pause=0) == []
    assert fault(shared.read, large, kind=UserError) == "too-large"
