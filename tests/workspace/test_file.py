"""The file's faults: each has its own sentence, exit code 3, and the file is left as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from tests.support import new_workspace
from trygg_desktop.domain.attachments import Attachment
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.stakeholders import Stakeholder
from trygg_desktop.errors import EnvironmentFault, UserError
from trygg_desktop.i18n import sentence
from trygg_desktop.workspace import Key, Workspace, migrations
from trygg_desktop.workspace.backup import restore_backup
from trygg_desktop.workspace.file import connect
from trygg_desktop.workspace.kept_copies import Copy, to_keep
from trygg_desktop.workspace.schema import KNOWN_REVISIONS, create_tables
from trygg_desktop.workspace.vault import (
    canonical,
    check_strength,
    key_from_recovery_groups,
    new_passphrase,
    read_salt,
    recovery_groups,
)


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Key]:
    """A workspace of some size, closed, that nobody touches."""
    with new_workspace(tmp_path_factory.mktemp("some")) as workspace:
        with workspace.transaction("New") as tx:
            for n in range(300):
                tx.create(Stakeholder, name=f"Förening {n}", description="text " * 40)
        return workspace.path, workspace.key


@pytest.fixture
def closed(some: tuple[Path, Key], tmp_path: Path) -> tuple[Path, Key]:
    """A copy of it of the test's own."""
    path, key = some
    return Path(shutil.copy(path, tmp_path)), key


def truncate(file: Path) -> None:
    with file.open("r+b") as content:
        content.truncate(file.stat().st_size // 2 // 4096 * 4096)


def cut_mid_page(file: Path) -> None:
    with file.open("r+b") as content:
        content.truncate(file.stat().st_size - 1000)


def scribble(file: Path) -> None:
    with file.open("r+b") as content:
        content.seek(4096 * 5 + 100)
        content.write(b"scribble" * 20)


def scribble_first_page(file: Path) -> None:
    with file.open("r+b") as content:
        content.seek(200)
        content.write(b"scribble" * 20)


def empty(file: Path) -> None:
    file.write_bytes(b"")


def someone_elses(file: Path) -> None:
    file.write_bytes(b"SQLite format 3\0" + bytes(4080))


def a_letter(file: Path) -> None:
    file.write_text("Hej, här kommer protokollet.\n" * 50, encoding="utf-8")


@pytest.mark.parametrize(
    ("harm", "id"),
    [
        (truncate, "damaged-file"),
        (cut_mid_page, "damaged-file"),
        (scribble, "damaged-file"),
        (scribble_first_page, "damaged-file"),
        (empty, "empty-file"),
        (someone_elses, "foreign-file"),
        (a_letter, "foreign-file"),
    ],
)
def test_a_harmed_file_is_told_and_left_alone(
    closed: tuple[Path, Key], harm: Callable[[Path], None], id: str
) -> None:
    path, key = closed
    harm(path)
    before = path.read_bytes()
    with pytest.raises(EnvironmentFault) as told:
        Workspace.open(path, key)
    assert told.value.id == id
    assert told.value.exit_code == 3
    assert path.name in sentence(told.value)
    assert path.read_bytes() == before


def test_a_wrong_key_is_not_called_damage(closed: tuple[Path, Key]) -> None:
    path, key = closed
    with pytest.raises(EnvironmentFault, match="wrong-key"):
        Workspace.open(path, Key(bytes(32), key.salt))


def test_a_newer_file_is_refused_and_left_alone(closed: tuple[Path, Key]) -> None:
    path, key = closed
    connection = sqlcipher.connect(str(path), isolation_level=None)
    connection.execute(f'PRAGMA key = "{key.pragma}"')
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(EnvironmentFault, match="newer-file"):
        Workspace.open(path, key)
    assert path.read_bytes() == before


def test_a_second_program_reads_and_is_told_so(closed: tuple[Path, Key]) -> None:
    path, key = closed
    with Workspace.open(path, key) as first, Workspace.open(path, key) as second:
        assert not first.read_only and second.read_only
        assert second.count(Stakeholder) == 300
        with pytest.raises(EnvironmentFault, match="read-only"), second.transaction("x"):
            pass
        with first.transaction("New") as tx:
            tx.create(Stakeholder, name="Ny")
        assert second.count(Stakeholder) == 301


def test_a_full_disk_says_so_and_keeps_what_was_there(closed: tuple[Path, Key]) -> None:
    path, key = closed
    with Workspace.open(path, key) as workspace:
        (pages,) = workspace._writer.execute("PRAGMA page_count").fetchone()
        workspace._writer.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(EnvironmentFault) as told, workspace.transaction("New") as tx:
            for n in range(3000):
                tx.create(Stakeholder, name=f"Ny {n}", description="x" * 500)
        assert told.value.id == "disk-full"
        assert workspace.count(Stakeholder) == 300
        assert workspace.check() == []


def test_a_quota_that_is_used_up_is_not_told_as_a_damaged_file(closed: tuple[Path, Key]) -> None:
    resource = pytest.importorskip("resource", reason="only POSIX can limit how large a program's files grow")
    path, key = closed
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Workspace.open(path, key) as workspace:
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, before[1]))
            with pytest.raises(EnvironmentFault) as told, workspace.transaction("New") as tx:
                for n in range(3000):
                    tx.create(Stakeholder, name=f"Ny {n}", description="x" * 500)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert told.value.id == "disk-fault"
        assert workspace.check() == []
        with workspace.transaction("New") as tx:
            tx.create(Stakeholder, name="Ny")
        assert workspace.count(Stakeholder) == 301


def test_pulling_the_plug_keeps_every_finished_change(tmp_path: Path) -> None:
    script = """
import os, sys
from pathlib import Path
from trygg_desktop.domain.attachments import Attachment
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.stakeholders import Stakeholder
from trygg_desktop.workspace import Key, Workspace
key = Key(bytes.fromhex(sys.argv[2]), bytes.fromhex(sys.argv[3]))
workspace = Workspace.open(Path(sys.argv[1]), key)
for n in range(10):
    with workspace.transaction("New") as tx:
        tx.create(Stakeholder, name=f"nummer {n}")
    print(n, flush=True)
with workspace.transaction("New") as tx:
    tx.create(Stakeholder, name="halvfärdig")
    tx.flush()
    os._exit(9)
"""
    with new_workspace(tmp_path) as workspace:
        path, key = workspace.path, workspace.key
    run = subprocess.run(
        [sys.executable, "-c", script, str(path), key.raw.hex(), key.salt.hex()],
        capture_output=True,
        text=True,
        env=dict(os.environ),
        check=False,
    )
    assert run.stdout.split() == [str(n) for n in range(10)]
    with Workspace.open(path, key) as workspace:
        assert workspace.count(Stakeholder) == 10
        assert workspace.check() == []


def test_a_backup_opens_and_holds_everything(closed: tuple[Path, Key], tmp_path: Path) -> None:
    path, key = closed
    with Workspace.open(path, key) as workspace:
        workspace.backup(tmp_path / "copy.workspace")
        lane = workspace.reader.execute("SELECT lane FROM device")
    restore_backup(tmp_path / "copy.workspace", key, tmp_path / "new.workspace")
    with Workspace.open(tmp_path / "new.workspace", key) as restored:
        assert restored.count(Stakeholder) == 300
        assert restored.reader.execute("SELECT lane FROM device") != lane
        with restored.transaction("New") as tx:
            tx.create(Stakeholder, name="Ny")
        assert restored.check() == []
    assert not list(tmp_path.glob("*.part*"))


def test_nothing_readable_lies_on_the_disk(closed: tuple[Path, Key]) -> None:
    path, key = closed
    with Workspace.open(path, key) as workspace:
        with workspace.transaction("New") as tx:
            tx.create(Stakeholder, name="KANARIEFÅGEL")
        for file in path.parent.iterdir():
            assert b"KANARIE" not in file.read_bytes()


TODAY = date(2026, 11, 22)


def copies(*days: date, size: int = 1000, before_change: bool = False) -> list[Copy]:
    return [Copy(Path(f"{day}-{before_change}"), day, size, before_change) for day in days]


def test_kept_backups_thin_out_with_age() -> None:
    days = [TODAY - timedelta(days=n) for n in range(400)]
    kept = {copy.day for copy in to_keep(copies(*days), TODAY)}
    assert set(days[:7]) <= kept
    assert 7 + 2 <= len(kept) <= 7 + 4 + 12
    assert {copy.day for copy in to_keep(copies(*days), TODAY, budget=1)} == {TODAY}


def test_copies_from_before_a_change_are_two_and_none_is_older_than_a_year() -> None:
    days = [TODAY - timedelta(days=n) for n in (1, 200, 300, 400)]
    kept = to_keep(copies(*days, before_change=True), TODAY)
    assert {copy.day for copy in kept} == set(days[:2])
    assert not to_keep(copies(days[-1], before_change=True), TODAY), "who was erased since is in it"


def test_all_copies_together_take_what_the_budget_allows() -> None:
    days = [TODAY - timedelta(days=n) for n in range(40)]
    daily, before = copies(*days), copies(days[20], days[30], before_change=True)
    all_copies = sorted([*daily, *before], key=lambda copy: copy.day, reverse=True)
    for budget in (0, 2500, 5000, 9000):
        kept = to_keep(all_copies, TODAY, budget)
        assert {daily[0], before[0]} <= kept, "the newest of each sort stays whatever it takes"
        assert sum(copy.size for copy in kept) <= max(budget, 2000)


def test_another_passphrase_opens_and_the_old_one_no_longer(closed: tuple[Path, Key]) -> None:
    path, key = closed
    new = Key(bytes(range(32)), key.salt)
    with Workspace.open(path, key) as workspace:
        workspace.rekey(new)
        assert workspace.count(Stakeholder) == 300
    with pytest.raises(EnvironmentFault, match="wrong-key"):
        Workspace.open(path, key)
    with Workspace.open(path, new) as again:
        assert again.count(Stakeholder) == 300


def test_the_salt_is_the_beginning_of_the_file(closed: tuple[Path, Key]) -> None:
    path, key = closed
    assert read_salt(path) == key.salt


def test_the_recovery_sheet_leads_back_to_the_key() -> None:
    key = Key.generate()
    written = " ".join(recovery_groups(key)).lower()
    assert key_from_recovery_groups(written, key.salt) == key
    slip = ("A" if written[0] != "a" else "B") + written[1:]
    with pytest.raises(UserError, match="miscopied-group"):
        key_from_recovery_groups(slip, key.salt)


def test_a_generated_passphrase_may_be_typed_carelessly() -> None:
    passphrase = new_passphrase()
    assert canonical(passphrase.lower().replace("-", " ")) == passphrase
    check_strength(passphrase)
    with pytest.raises(UserError, match="weak-passphrase"):
        check_strength("trygghet2026")


def test_a_moved_file_opens_where_it_is(closed: tuple[Path, Key], tmp_path: Path) -> None:
    path, key = closed
    moved = tmp_path / "annan mapp åäö" / "ny.workspace"
    moved.parent.mkdir()
    shutil.move(path, moved)
    with Workspace.open(moved, key) as workspace:
        assert workspace.count(Stakeholder) == 300


def test_the_migrations_make_what_a_new_file_has() -> None:
    migrated = sqlcipher.connect(":memory:", isolation_level=None)
    migrations.upgrade(migrated)
    fresh = sqlcipher.connect(":memory:", isolation_level=None)
    create_tables(fresh)

    def shape(connection: sqlcipher.Connection) -> dict[tuple[str, str], object]:
        found = connection.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'guard_%' AND name NOT LIKE '%alembic%'"
        ).fetchall()
        columns = 'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?)'
        return {
            (type, name): set(connection.execute(columns, (name,))) if type == "table" else sql
            for type, name, sql in found
        }

    assert shape(migrated) == shape(fresh)


def test_every_shape_that_a_file_may_have_is_known() -> None:
    versions = Path(migrations.__file__).parent / "versions"
    assert {path.name[:4] for path in versions.glob("[0-9]*.py")} == set(KNOWN_REVISIONS)


def test_a_file_of_every_released_version_opens_and_goes_on(tmp_path: Path) -> None:
    for released in sorted((Path(__file__).parent / "released").glob("*.trygg")):
        path = tmp_path / released.name
        path.write_bytes(released.read_bytes())
        key = Key.from_passphrase("released-version-passphrase", read_salt(path))
        with Workspace.open(path, key) as workspace:
            assert [hit.title for hit in workspace.search("Östfastigheter")] == ["Östfastigheter"]
            (shared,) = workspace.records(LiaisonNote)
            assert not shared.draft
            document = workspace.records(Attachment)[0]
            assert workspace.attachment_bytes(document.id).decode() == "Avtal i 3 år"
            with workspace.transaction("Change") as tx:
                tx.change(document.id, name="Avtal.txt")
            assert workspace.undo() is not None
            assert workspace.check() == []


def an_earlier_file(folder: Path) -> tuple[Path, Key]:
    """A file as an earlier version of the program left it."""
    path = folder / "radet.trygg"
    path.write_bytes((Path(__file__).parent / "released" / "0.1.0.trygg").read_bytes())
    return path, Key.from_passphrase("released-version-passphrase", read_salt(path))


def test_a_copy_as_it_was_is_kept_before_the_tables_are_changed(tmp_path: Path) -> None:
    path, key = an_earlier_file(tmp_path)
    with closing(connect(path, key, mode="ro")) as before:
        revision = before.execute("SELECT version_num FROM alembic_version").fetchone()
        changes = before.execute("SELECT count(*) FROM change").fetchone()
    with Workspace.open(path, key) as workspace:
        (copy,) = workspace.backups.iterdir()
    with closing(connect(copy, key, mode="ro")) as kept:
        assert kept.execute("SELECT version_num FROM alembic_version").fetchone() == revision
        assert kept.execute("SELECT count(*) FROM change").fetchone() == changes
    Workspace.open(path, key).close()
    assert list(copy.parent.glob("*.trygg")) == [copy]


def test_a_copy_of_what_was_here_before_an_older_file_was_put_back_is_no_copy_of_that(tmp_path: Path) -> None:
    path, key = an_earlier_file(tmp_path)
    Workspace.open(path, key).close()
    an_earlier_file(tmp_path)
    with closing(connect(path, key, mode="rw")) as older:
        guards = older.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in guards:
            older.execute(f'DROP TRIGGER "{name}"')
        older.execute("DELETE FROM change WHERE id = (SELECT max(id) FROM change)")
        for _name, sql in guards:
            older.execute(sql)
        said = older.execute("SELECT count(*) FROM change").fetchone()
    Workspace.open(path, key).close()
    held = []
    for copy in (tmp_path / "backups").glob("*.trygg"):
        with closing(connect(copy, key, mode="ro")) as kept:
            held.append(kept.execute("SELECT count(*) FROM change").fetchone())
    assert len(held) == 2 and said in held


def test_without_a_copy_the_tables_stay_as_they_are(tmp_path: Path) -> None:
    path, key = an_earlier_file(tmp_path)
    content = path.read_bytes()
    (tmp_path / "backups").write_text("in the way")
    with pytest.raises(EnvironmentFault):
        Workspace.open(path, key)
    assert path.read_bytes() == content


def test_the_only_copy_from_before_a_change_stays_when_the_daily_ones_of_its_time_have_gone(
    tmp_path: Path,
) -> None:
    path, key = an_earlier_file(tmp_path)
    with Workspace.open(path, key) as workspace:
        (before,) = workspace.kept_copies()
        workspace.keep_daily_backup(before.day)
        for daily in workspace.backups.glob("radet-2*.trygg"):
            daily.unlink()
        workspace.keep_daily_backup(before.day + timedelta(days=40))
        assert [copy.before_change for copy in workspace.kept_copies()] == [False, True]
        workspace.keep_daily_backup(before.day + timedelta(days=400))
        assert not before.file.exists()


def test_a_third_copy_from_before_a_change_takes_the_place_of_the_first(tmp_path: Path) -> None:
    path, key = an_earlier_file(tmp_path)
    with Workspace.open(path, key) as workspace:
        (newest,) = workspace.kept_copies()
        for n in (1, 2):
            older = newest.file.with_name(f"radet-before-change-of-{n}.trygg")
            shutil.copyfile(newest.file, older)
            made = newest.file.stat().st_mtime - n * 86400
            os.utime(older, (made, made))
        workspace.keep_daily_backup(newest.day)
        assert [copy.file.name for copy in workspace.kept_copies() if copy.before_change] == [
            newest.file.name,
            "radet-before-change-of-1.trygg",
        ]
