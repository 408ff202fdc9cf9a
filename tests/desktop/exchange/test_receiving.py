"""A file is looked into before it is taken in, and what was taken in can be undone as a whole."""

from __future__ import annotations

from pathlib import Path

from tests.desktop.exchange.leaders import Leader, pass_on

Both = tuple[Leader, Leader]


def test_nothing_is_changed_before_it_is_taken_in(both: Both, tmp_path: Path) -> None:
    one, other = both
    id = one.write("Bäckby IF", phone="021-1")
    pass_on(one, other, tmp_path)
    one.change(id, phone="021-2")
    (path,) = one.save(tmp_path)
    other.open(path)
    (detail,) = other.details("changed")
    assert [(field.old, field.new) for field in detail.fields] == [("021-1", "021-2")]
    assert other.workspace.get(id).phone == "021-1"
    other.page.receive.put_aside()
    other.settle()
    assert other.workspace.get(id).phone == "021-1"
    other.open(path)
    other.take()
    assert other.workspace.get(id).phone == "021-2"


def test_long_texts_show_the_words_that_differ(both: Both, tmp_path: Path) -> None:
    one, other = both
    before = "Föreningen möts på tisdagar i den stora lokalen vid torget och hjälper till på lov."
    id = one.write("Bäckby IF", description=before)
    pass_on(one, other, tmp_path)
    one.change(id, description=before.replace("tisdagar", "onsdagar"))
    (path,) = one.save(tmp_path)
    other.open(path)
    old, new = other.page.receive.pane.detail.texts
    assert old.marked == ["tisdagar"]
    assert new.marked == ["onsdagar"]


def test_the_receipt_is_undone_as_a_whole(both: Both, tmp_path: Path) -> None:
    one, other = both
    touched: list[set[str]] = []
    other.desk.changed.connect(lambda changes: touched.append(set(changes.kinds)))
    id = one.write("Bäckby IF")
    pass_on(one, other, tmp_path)
    assert other.workspace.find(id) is not None
    assert "stakeholder" in touched[0]
    assert other.offered[-1].startswith("Mottaget: ")
    other.desk.undo()
    other.settle()
    assert other.workspace.find(id) is None
    assert "stakeholder" in touched[-1]
    (waiting,) = other.exchange.inbox()
    other.page.receive.open_waiting(waiting.n)
    other.settle()
    other.take()
    assert other.workspace.find(id) is not None
    assert other.exchange.inbox() == []


def test_what_is_written_after_a_receipt_is_undone_first(both: Both, tmp_path: Path) -> None:
    one, other = both
    id = one.write("Bäckby IF")
    pass_on(one, other, tmp_path)
    other.desk.command("Test", lambda tx: tx.change(id, phone="021-2"))
    other.settle()
    other.desk.undo()
    other.settle()
    record = other.workspace.find(id)
    assert record is not None
    assert record.phone is None


def test_an_erasure_leads_and_needs_its_own_click(both: Both, tmp_path: Path) -> None:
    one, other = both
    id = one.write("Bortglömda föreningen")
    pass_on(one, other, tmp_path)
    pass_on(other, one, tmp_path)
    with one.workspace.transaction("Test") as tx:
        tx.erase(id, reason="Beslut 12/2026")
    (path,) = one.save(tmp_path)
    other.open(path)
    pane = other.page.receive.pane
    assert pane.list.grouped.groups[0].key == "erased"
    (detail,) = other.details("erased")
    assert detail.reason == "Beslut 12/2026"
    assert pane.accept.isVisible()
    assert not pane.take.isEnabled()
    pane.accept.click()
    other.take()
    assert other.workspace.find(id) is None


def test_a_file_that_came_too_early_waits_in_the_inbox(both: Both, tmp_path: Path) -> None:
    one, other = both
    first_id = one.write("Första")
    (first,) = one.exchange.send(other.exchange.card().identity)
    with one.workspace.at_the_log() as engine:
        engine.connection.execute(
            "UPDATE identity SET acked = (SELECT json_object(CAST(number AS TEXT), have) FROM lane, device "
            "WHERE number = device.lane) WHERE id = ?",
            (other.exchange.card().identity,),
        )
    one.write("Andra")
    (second,) = one.save(tmp_path)
    other.open(second)
    assert other.page.receive.pane.take.text() == "Lägg i inkorgen"
    other.take()
    assert len(other.exchange.inbox()) == 1
    path = tmp_path / "first.trygg"
    path.write_bytes(first.content)
    other.open(path)
    other.take()
    assert other.exchange.inbox() == []
    assert other.workspace.find(first_id) is not None
