"""Ways in which something could be lost, come back or get out between two laptops, each of which is closed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from tests.exchange.laptops import kept
from tests.exchange.test_exchange import add, change, delete, leader, mail, pair, picture
from trygg_desktop.domain.attachments import Attachment
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.events import Event
from trygg_desktop.errors import UserError
from trygg_desktop.exchange.exchange import Exchange
from trygg_desktop.workspace.backup import restore_backup
from trygg_desktop.workspace.workspace import Workspace


@kept
def in_folders_of_their_own(folder: Path) -> tuple[Exchange, Exchange]:
    one, other = leader(folder / "one", 0), leader(folder / "other", 1)
    pair(one, other)
    return one, other


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Exchange, Exchange]]:
    one, other = in_folders_of_their_own(tmp_path)
    yield one, other
    for exchange in (one, other):
        assert exchange.workspace.check() == []
        exchange.workspace.close()


def erase(exchange: Exchange, id: UUID, field: str = "") -> None:
    with exchange.workspace.transaction("Erase") as tx:
        tx.erase(id, field=field, reason="Beslut 14")


def copy(exchange: Exchange, name: str = "copy.trygg") -> Path:
    backups = exchange.workspace.backups
    backups.mkdir(exist_ok=True)
    exchange.workspace.backup(backups / name)
    return backups / name


def restored(exchange: Exchange, file: Path, tmp_path: Path) -> Exchange:
    target = tmp_path / "restored" / "r.trygg"
    target.parent.mkdir()
    restore_backup(file, exchange.workspace.key, target)
    return Exchange(Workspace.open(target, exchange.workspace.key))


def values(exchange: Exchange) -> str:
    return repr(exchange.workspace.reader.execute("SELECT value FROM every_change"))


def test_a_restored_backup_that_erases_again_still_exchanges(
    both: tuple[Exchange, Exchange], tmp_path: Path
) -> None:
    one, other = both
    id = add(one, "Hemlige Harry")
    mail(*both)
    mail(other, one)
    file = copy(one)
    erase(one, id)
    add(one, "Efteråt")
    mail(one, other, accept_erasures=True)
    mail(other, one)
    again = restored(one, file, tmp_path)
    mail(again, other, accept_erasures=True)
    mail(other, again, accept_erasures=True)
    assert again.workspace.find(id) is None
    assert picture(again) == picture(other)
    assert again.workspace.check() == []
    again.workspace.close()


def test_what_was_written_after_a_field_was_erased_survives_a_restore(
    both: tuple[Exchange, Exchange], tmp_path: Path
) -> None:
    one, _other = both
    id = add(one, phone="021-gammalt")
    erase(one, id, "phone")
    change(one, id, phone="021-nytt")
    again = restored(one, copy(one), tmp_path)
    assert again.workspace.get(id).phone == "021-nytt"
    again.workspace.close()


def test_a_record_deleted_before_it_was_erased_is_erased_in_a_restored_copy(
    both: tuple[Exchange, Exchange], tmp_path: Path
) -> None:
    one, _other = both
    id = add(one, phone="021-hemligt")
    delete(one, id)
    file = copy(one)
    erase(one, id)
    again = restored(one, file, tmp_path)
    assert "021-hemligt" not in values(again)
    again.workspace.close()


def test_a_record_released_after_it_was_kept_back_is_shared_in_a_restored_copy(
    both: tuple[Exchange, Exchange], tmp_path: Path
) -> None:
    one, other = both
    id = add(one, "Först skyddad")
    change(one, id, protection="protected")
    with one.workspace.transaction("Release") as tx:
        tx.release(id, protected=True)
    file = copy(one)
    mail(one, other)
    mail(other, one)
    again = restored(one, file, tmp_path)
    assert not again.workspace.get(id).draft
    mail(again, other)
    mail(other, again)
    assert picture(again) == picture(other)
    again.workspace.close()


def test_defaults_that_gave_way_give_way_again_in_a_restored_copy(
    both: tuple[Exchange, Exchange], tmp_path: Path
) -> None:
    one, other = both
    file = copy(other)
    mail(one, other)
    mail(other, one)
    again = restored(other, file, tmp_path)
    assert again.workspace.count(District) == one.workspace.count(District)
    mail(one, again)
    mail(again, one)
    mail(one, again)
    assert picture(again) == picture(one)
    assert again.workspace.check() == []
    again.workspace.close()


def test_an_erased_document_does_not_come_back_with_a_late_file(
    both: tuple[Exchange, Exchange],
) -> None:
    one, other = both
    id = add(one)
    with one.workspace.transaction("Attach") as tx:
        document = tx.attach(id, "hemlig.txt", b"Hemligt")
    (late,) = one.send(other.card().identity)
    other.receive(late.content)
    erase(other, document)
    other.receive(late.content)
    assert not other.workspace.reader.execute(
        "SELECT 1 FROM blob WHERE hash = ?", (hashlib.sha256(b"Hemligt").hexdigest(),)
    )


def test_a_document_put_on_a_record_while_another_erased_it_is_erased(
    both: tuple[Exchange, Exchange],
) -> None:
    one, other = both
    id = add(one)
    mail(*both)
    mail(other, one)
    erase(one, id)
    with other.workspace.transaction("Attach") as tx:
        document = tx.attach(id, "hemlig.txt", b"Hemligt")
    mail(one, other, accept_erasures=True)
    assert other.workspace.find(document) is None
    assert "hemlig.txt" not in values(other)


def test_documents_go_in_the_same_step_as_what_they_were_on(
    both: tuple[Exchange, Exchange], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = both
    id = add(one)
    mail(*both)
    mail(other, one)
    erase(one, id)
    attached = []
    with other.workspace.transaction("Attach") as tx:
        attached = [tx.attach(id, f"{n}.txt", f"Hemligt {n}".encode()) for n in range(3)]
    delete(other, attached[1])

    def out(*_anything: object, **_more: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as power, pytest.raises(KeyboardInterrupt):
        power.setattr(other.workspace, "note_gone", out)
        mail(one, other, accept_erasures=True)
    key = other.workspace.key
    with Workspace.open(copy(other), key) as left:
        assert left.records(Attachment) == []
        assert "Hemligt" not in values(Exchange(left)) and ".txt" not in values(Exchange(left))
        left.settle(left.path.parent / "places")
        assert not left.reader.execute("SELECT 1 FROM blob")


def test_a_document_that_comes_after_what_it_was_on_was_erased_is_erased_at_once(
    both: tuple[Exchange, Exchange],
) -> None:
    one, other = both
    id = add(one)
    mail(*both)
    mail(other, one)
    erase(one, id)
    with other.workspace.transaction("Attach") as tx:
        document = tx.attach(id, "hemlig.txt", b"Hemligt")
    mail(other, one)
    assert one.workspace.find(document) is None and "hemlig.txt" not in values(one)
    assert not one.workspace.reader.execute("SELECT 1 FROM blob")
    kept = one.workspace.reader.execute("SELECT undo FROM received WHERE undo IS NOT NULL")
    assert all(not json.loads(undo)["files"] for (undo,) in kept), "the file that brought it is not kept"
    assert one.can_take_back() is None
    mail(one, other, accept_erasures=True)
    mail(other, one)
    assert picture(one) == picture(other)


def test_a_deleted_document_is_erased_with_what_it_was_on(both: tuple[Exchange, Exchange]) -> None:
    one, _other = both
    id = add(one)
    with one.workspace.transaction("Attach") as tx:
        document = tx.attach(id, "hemlig.txt", b"Hemligt")
    delete(one, document)
    erase(one, id)
    assert "hemlig.txt" not in values(one)


def test_no_file_that_was_kept_says_what_was_erased_since(both: tuple[Exchange, Exchange]) -> None:
    one, other = both
    id = add(one, "Hemlige Harry")
    mail(*both)
    other.take_back()
    mail(*both)
    erase(other, id)
    reader = other.workspace.reader
    assert not reader.execute("SELECT 1 FROM inbox")
    assert not reader.execute("SELECT 1 FROM received WHERE undo IS NOT NULL")


def test_unsaved_text_goes_with_the_draft_that_is_erased(both: tuple[Exchange, Exchange]) -> None:
    one, _other = both
    id = add(one, draft=True)
    one.workspace.scratch_save(id.hex, "description", "Hemligt")
    erase(one, id)
    assert not one.workspace.scratch(id.hex)


def test_a_draft_that_steps_aside_takes_its_text_and_documents_along(both: tuple[Exchange, Exchange]) -> None:
    one, other = both
    with other.workspace.transaction("New") as tx:
        draft = tx.create(Event, name="Rån", source_id="7", notes="Bara här", draft=True)
        document = tx.attach(draft, "hemlig.txt", b"Hemligt")
    other.workspace.scratch_save(draft.hex, "notes", "Bara här också")
    with one.workspace.transaction("New") as tx:
        tx.create(Event, name="Rån", source_id="7")
    mail(one, other)
    assert not other.workspace.scratch(draft.hex)
    (aside,) = [event for event in other.workspace.records(Event) if event.draft]
    assert other.workspace.scratch(aside.id.hex) == {"notes": "Bara här också"}
    assert other.workspace.get(document).belongs_to == aside.id
    assert other.workspace.get(draft).notes is None


def test_what_is_shared_is_not_made_again_as_a_draft(both: tuple[Exchange, Exchange]) -> None:
    one, _other = both
    with one.workspace.transaction("New") as tx:
        id = tx.create(Event, name="Rån", source_id="7")
    with pytest.raises(UserError, match="shared-already"), one.workspace.transaction("New") as tx:
        tx.create(Event, name="Rån", source_id="7", notes="Hemligt", draft=True)
    assert one.workspace.get(id).notes is None


def test_an_erased_record_is_not_brought_back(both: tuple[Exchange, Exchange]) -> None:
    one, _other = both
    id = add(one)
    erase(one, id)
    with pytest.raises(UserError, match="erased-record"), one.workspace.transaction("Restore") as tx:
        tx.restore(id)


def test_a_field_erased_before_the_record_was_marked_goes_with_the_draft(
    both: tuple[Exchange, Exchange],
) -> None:
    one, _other = both
    id = add(one, phone="021-hemligt")
    erase(one, id, "phone")
    change(one, id, protection="protected")
    change(one, id, phone="021-nytt")
    assert one.workspace.get(id).draft


def test_two_borders_in_question_do_not_stop_a_preview(both: tuple[Exchange, Exchange]) -> None:
    one, other = both
    mail(*both)
    mail(other, one)
    district = one.workspace.records(District)[0].id
    for number, exchange in enumerate(both):
        change(exchange, district, borders={"type": "Polygon", "coordinates": [number]})
    mail(*both)
    add(one, "Ny")
    (file,) = one.send(other.card().identity)
    assert [item.title for item in other.preview_receive(file.content).added] == ["Ny"]


def test_doing_again_what_was_erased_since_is_passed_over(both: tuple[Exchange, Exchange]) -> None:
    one, _other = both
    id = add(one, draft=True)
    change(one, id, phone="021-1")
    one.workspace.undo()
    erase(one, id)
    with pytest.raises(UserError, match="undo-passed-over"):
        one.workspace.redo()


def test_a_council_s_name_that_was_typed_is_asked_about(tmp_path: Path) -> None:
    one = leader(tmp_path, 0)
    other = leader(tmp_path / "named", 1, council="Rådet i Västerås")
    pair(one, other)
    mail(one, other)
    assert other.workspace.council().title == "Rådet i Västerås" or other.questions()
    for exchange in (one, other):
        exchange.workspace.close()


def test_someone_confirmed_anew_is_not_removed_by_an_old_word(tmp_path: Path) -> None:
    one, other, third = (leader(tmp_path / str(n), n) for n in range(3))
    for each in (other, third):
        pair(one, each)
    pair(other, third)
    lost = third.card().identity
    one.remove_peer(lost)
    mail(one, other)
    pair(one, third)
    mail(other, one)
    assert lost in {peer.id for peer in one.peers()}
    for exchange in (one, other, third):
        exchange.workspace.close()


def test_the_history_tells_of_an_erasure_in_words(both: tuple[Exchange, Exchange]) -> None:
    one, _other = both
    id = add(one, phone="021-1")
    erase(one, id, "phone")
    assert "Telefon raderat för gott: Beslut 14" in [entry.what for entry in one.workspace.history(id)]
