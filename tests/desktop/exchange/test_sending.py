"""What would go is told before it goes, and it goes only where and when the user says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from tests.desktop.exchange.leaders import Leader
from tests.exchange.test_laying import full_after
from trygg_desktop.desktop.exchange.handing_over import Way
from trygg_desktop.desktop.exchange_page import RECEIVE
from trygg_desktop.domain.stakeholders import Stakeholder
from trygg_desktop.errors import EnvironmentFault
from trygg_desktop.exchange.folder import write

Both = tuple[Leader, Leader]


def test_what_would_go_is_told_before_it_goes(both: Both) -> None:
    one, _other = both
    one.write("Bäckby IF")
    with one.workspace.transaction("Test") as tx:
        tx.create(Stakeholder, name="Än så länge ett utkast", draft=True)
    one.page.post.refresh()
    one.settle()
    outgoing = one.page.send.pane.outgoing
    assert outgoing is not None
    assert "Bäckby IF" in {item.title for item in outgoing.added}
    assert one.page.send.pane._stays.text() == "1 utkast stannar på den här datorn."
    assert one.page.tabs.tabText(0).startswith("Skicka  ")


def test_confidential_records_are_named_and_asked_for(both: Both, tmp_path: Path) -> None:
    one, _other = both
    one.write("Uppgift", protection="protected", ground="OSL 18:2", draft=False)
    pane = one.page.send.pane
    assert pane.band.isVisible()
    assert pane.band.text == "1 sekretessmarkerad post följer med · OSL 18:2"
    first = pane.list.grouped.groups[0]
    assert [(line.title, line.protected) for line in first.lines] == [("Uppgift", True)]
    assert one.save(tmp_path, confirmed=False) == []
    assert one.exchange.sent_files() == []
    assert len(one.save(tmp_path)) == 1


def test_the_draft_names_nobody_and_opens_in_the_mail_program(
    both: Both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _other = both
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url))
    monkeypatch.setattr(one.page.send, "_place", lambda way: tmp_path)
    one.write("Hemlig Person")
    one.page.send.pane.address.setText("ledning@example.org")
    one.page.send.hand_over(Way.MAIL)
    one.settle()
    (url,) = opened
    draft = Path(url.toLocalFile()).read_bytes()
    assert b"X-Unsent: 1" in draft
    assert b"To: ledning@example.org" in draft
    assert b"Hemlig Person" not in draft
    assert b".trygg" in draft


def test_the_shared_folder_announces_and_takes_nothing_in(both: Both, tmp_path: Path, qtbot: QtBot) -> None:
    one, other = both
    shared = tmp_path / "gemensam"
    shared.mkdir()
    for leader in both:
        leader.page.post.choose_folder(shared)
        leader.settle()
    one.write("Bäckby IF")
    one.page.send.hand_over(Way.FOLDER)
    one.settle()
    qtbot.waitUntil(lambda: len(other.page.post.arrivals) == 1)
    assert one.page.post.arrivals == []
    assert other.page.tabs.tabText(RECEIVE) == "Ta emot  1"
    assert other.exchange.received_files() == []
    other.open(other.page.post.arrivals[0].path)
    other.take()
    assert other.page.post.arrivals == []
    assert "Bäckby IF" in {row.name for row in other.workspace.records(Stakeholder)}


def test_half_a_file_is_waited_for_and_a_lost_folder_told_calmly(
    both: Both, tmp_path: Path, qtbot: QtBot
) -> None:
    one, other = both
    shared = tmp_path / "gemensam"
    shared.mkdir()
    one.write()
    (file,) = one.exchange.send(other.exchange.card().identity)
    (shared / file.name).write_bytes(file.content[:10])
    other.page.post.choose_folder(shared)
    other.settle()
    qtbot.wait(150)
    assert other.page.post.arrivals == []
    (shared / file.name).unlink()
    write(shared, file.name, file.content)
    qtbot.waitUntil(lambda: len(other.page.post.arrivals) == 1)
    (shared / file.name).unlink()
    shared.rmdir()
    qtbot.waitUntil(lambda: other.page.post.out_of_reach is not None)
    shared.mkdir()
    qtbot.waitUntil(lambda: other.page.post.out_of_reach is None)


def test_nothing_counts_as_sent_where_the_folder_is_gone(
    both: Both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _other = both
    told: list[BaseException] = []
    one.write("Bäckby IF")
    one.page.tabs.setCurrentIndex(0)
    one.settle()
    monkeypatch.setattr(one.desk, "fault", told.append)
    monkeypatch.setattr(one.page.send, "_place", lambda way: tmp_path / "borta")
    one.page.send.hand_over(Way.FILE)
    one.settle()
    (error,) = told
    assert isinstance(error, EnvironmentFault)
    assert one.exchange.sent_files() == []
    assert one.page.send.pane.file.isEnabled()


@pytest.mark.parametrize("way", [Way.FILE, Way.MAIL])
def test_where_one_of_several_files_does_not_fit_none_is_left_and_nothing_counts_as_sent(
    both: Both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: Way
) -> None:
    """The folder lets itself be written in, and fills up before the second file is whole."""
    one, _other = both
    told: list[BaseException] = []
    id = one.write("Bäckby IF")
    with one.workspace.transaction("Test") as tx:
        for n in range(2):
            tx.attach(id, f"{n}.pdf", os.urandom(5_000_000))
    one.page.tabs.setCurrentIndex(0)
    one.page.post.refresh()
    one.settle()
    full_after(monkeypatch, 1)
    monkeypatch.setattr(one.desk, "fault", told.append)
    (out := tmp_path / "ut").mkdir()
    monkeypatch.setattr(one.page.send, "_place", lambda way: out)
    one.page.send.hand_over(way)
    one.qtbot.waitUntil(lambda: bool(told))
    one.settle()
    assert isinstance(told[0], EnvironmentFault) and told[0].id == "disk-full"
    assert list(out.iterdir()) == [] and one.exchange.sent_files() == []
    assert one.page.send.pane.file.isEnabled()


def test_a_draft_of_the_same_name_is_left_and_the_new_ones_name_is_told(
    both: Both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _other = both
    opened: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())))
    monkeypatch.setattr(one.page.send, "_place", lambda way: tmp_path)
    one.write("Bäckby IF")
    lane, circle = one.exchange.own_place()
    (older := tmp_path / f"trygg-{circle}-{lane}-1.eml").write_bytes(b"last week's")
    one.page.send.hand_over(Way.MAIL)
    one.settle()
    assert older.read_bytes() == b"last week's"
    assert [path.name for path in opened] == [f"{older.stem} (2).eml"]
    assert opened[0].name in one.said[-1]
