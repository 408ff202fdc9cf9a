"""Files laid together: all of them or none, whole, and none over another."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.exchange.test_exchange import add, both, change, mail, picture
from trygg_desktop.domain.stakeholders import Stakeholder
from trygg_desktop.errors import EnvironmentFault, UserError
from trygg_desktop.exchange.exchange import Exchange, SealedFile
from trygg_desktop.exchange.laying import Laid, together
from trygg_desktop.i18n import sentence
from trygg_desktop.workspace import Workspace

__all__ = ["both"]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def full_after(monkeypatch: pytest.MonkeyPatch, writes: int) -> None:
    """The disk takes so many files and is full then."""
    left = [writes]

    def fsync(_handle: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)


def lay_all(folder: Path, *contents: tuple[str, bytes], renamed: bool = False) -> list[Path]:
    with together() as laid:
        return laid.lay([(folder / name, content) for name, content in contents], renamed=renamed)


def test_where_the_second_does_not_fit_the_first_never_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "före").write_bytes(b"here before")
    full_after(monkeypatch, 1)
    with pytest.raises(EnvironmentFault, match="disk"):
        lay_all(tmp_path, ("a", b"1"), ("b", b"2"))
    assert files(tmp_path) == {"före": b"here before"}


def test_where_the_second_name_is_taken_the_first_is_taken_away_again(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"another's")
    with pytest.raises(UserError) as refused:
        lay_all(tmp_path, ("a", b"1"), ("b", b"2"))
    assert (refused.value.id, files(tmp_path)) == ("file-exists", {"b": b"another's"})


def test_what_lay_there_before_with_the_same_content_stays_when_another_fails(tmp_path: Path) -> None:
    lay_all(tmp_path, ("a", b"1"))
    (tmp_path / "b").write_bytes(b"another's")
    with pytest.raises(UserError):
        lay_all(tmp_path, ("a", b"1"), ("b", b"2"))
    assert files(tmp_path) == {"a": b"1", "b": b"another's"}


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    for n, expected in enumerate(("brev.eml", "brev (2).eml", "brev (3).eml"), start=1):
        assert lay_all(tmp_path, ("brev.eml", b"%d" % n), renamed=True) == [tmp_path / expected]
    assert files(tmp_path) == {"brev.eml": b"1", "brev (2).eml": b"2", "brev (3).eml": b"3"}


def test_a_folder_that_is_gone_is_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as told:
        lay_all(tmp_path / "borta", ("a", b"1"))
    assert told.value.id == "folder-out-of-reach"


def failing(place: Path, *, shown: bool) -> Callable[[Sequence[SealedFile], Laid], None]:
    """Lays the files in a folder and fails, before or after they have got their names."""

    def lay(files: Sequence[SealedFile], laid: Laid) -> None:
        if shown:
            laid.lay([(place / file.name, file.content) for file in files])
        raise EnvironmentFault("disk-full", "The disk is full.")

    return lay


def test_what_could_not_be_laid_was_never_sent(both: tuple[Exchange, Exchange], tmp_path: Path) -> None:
    one, other = both
    id = add(one)
    with pytest.raises(EnvironmentFault):
        one.send(other.card().identity, lay=failing(tmp_path, shown=False))
    assert one.sent_files() == [] and one.peers()[0].unacknowledged == 0
    change(one, id, protection="protected", ground="OSL 18:2")
    assert one.workspace.get(id).draft, "it has never left, so it can still be kept here"


def test_what_someone_may_have_read_stays_sent_though_it_is_not_left_lying(
    both: tuple[Exchange, Exchange], tmp_path: Path
) -> None:
    one, other = both
    id, place = add(one), tmp_path / "ut"
    place.mkdir()
    with pytest.raises(EnvironmentFault):
        one.send(other.card().identity, lay=failing(place, shown=True))
    assert files(place) == {} and len(one.sent_files()) == 1
    change(one, id, protection="protected", ground="OSL 18:2")
    assert not one.workspace.get(id).draft


def test_what_was_sent_again_meanwhile_stays_sent(both: tuple[Exchange, Exchange], tmp_path: Path) -> None:
    one, other = both
    id, to = add(one), other.card().identity

    def lay(files: Sequence[SealedFile], laid: Laid) -> None:
        for file in one.send(to):
            other.receive(file.content)
        failing(tmp_path, shown=False)(files, laid)

    with pytest.raises(EnvironmentFault):
        one.send(to, lay=lay)
    assert len(one.sent_files()) == 1
    change(one, id, protection="protected", ground="OSL 18:2")
    assert not one.workspace.get(id).draft
    mail(one, other)
    assert picture(one) == picture(other)


def test_when_the_power_goes_as_the_file_is_laid_it_is_known_as_sent(
    both: tuple[Exchange, Exchange], tmp_path: Path
) -> None:
    one, other = both
    id, left = add(one), tmp_path / "left"
    left.mkdir()
    read: list[bytes] = []

    def lay(files: Sequence[SealedFile], _laid: Laid) -> None:
        read.extend(file.content for file in files)
        for file in one.workspace.path.parent.glob(one.workspace.path.name + "*"):
            shutil.copy(file, left / file.name)

    one.send(other.card().identity, lay=lay)
    for content in read:
        other.receive(content)
    with Workspace.open(left / one.workspace.path.name, one.workspace.key) as after:
        again = Exchange(after)
        change(again, id, protection="protected", ground="OSL 18:2")
        mail(again, other)
        assert picture(again) == picture(other)


def test_nothing_waits_for_the_folder_to_answer(both: tuple[Exchange, Exchange]) -> None:
    one, other = both

    def lay(_files: Sequence[SealedFile], _laid: Laid) -> None:
        with ThreadPoolExecutor(1) as elsewhere:
            elsewhere.submit(add, one, "Skriven under tiden").result(timeout=10)

    one.send(other.card().identity, lay=lay)
    assert "Skriven under tiden" in [each.title for each in one.workspace.records(Stakeholder)]


def test_a_folder_that_may_not_be_written_in_is_told_in_the_users_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_handle: int) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(EnvironmentFault) as told:
        lay_all(tmp_path, ("a", b"1"))
    assert told.value.id == "folder-not-writable" and "behörighet saknas" in sentence(told.value)
