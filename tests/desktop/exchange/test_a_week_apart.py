"""A week of work apart, by files: one is lost, one comes twice, one is forged, and both end with the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QMessageBox

from tests.desktop.exchange.leaders import Leader, pass_on
from trygg_desktop.desktop.exchange_page import RECEIVE
from trygg_desktop.errors import TryggError

Both = tuple[Leader, Leader]


def picture(leader: Leader) -> list[Any]:
    """Everything that the tables show, drafts left out."""
    return [
        (
            table.name,
            leader.workspace.reader.execute(f'SELECT * FROM "{table.table}" WHERE NOT draft ORDER BY id'),
        )
        for table in leader.workspace.kinds.tables()
    ]


def answer_all(leader: Leader) -> int:
    """Takes the first answer of each question, one after another."""
    answered = 0
    while leader.exchange.questions():
        leader.page.questions.pane.cards[0].button.click()  # type: ignore[union-attr]
        leader.settle()
        answered += 1
        assert answered < 10
    return answered


def test_two_windows_end_with_the_same_after_a_week(
    both: Both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = both
    shared = one.write("Bäckby IF", phone="021-1", description="Möts på tisdagar. Har en lokal.")
    pass_on(one, other, tmp_path)
    pass_on(other, one, tmp_path)

    # Monday: what is sent gets lost on the way
    one.change(shared, phone="021-2")
    (lost,) = one.save(tmp_path)
    lost.unlink()
    # Tuesday: the other writes in the same field, and elsewhere
    other.change(shared, phone="021-3", description="Möts på tisdagar. Har en stor lokal.")
    other.write("Nattvandrarna")
    # Wednesday: a file comes twice
    one.change(shared, description="Möts på onsdagar. Har en lokal.")
    (path,) = one.save(tmp_path)
    other.open(path)
    other.take()
    assert len(other.exchange.questions()) == 1
    other.page.tabs.setCurrentIndex(RECEIVE)
    other.open(path)
    assert other.page.receive.pane.preview is not None
    assert other.page.receive.pane.preview.incoming.empty
    other.take()
    # Thursday: somebody has tampered with a file
    told: list[BaseException] = []
    before = picture(one)
    (sent,) = other.save(tmp_path)
    forged = tmp_path / "forged.trygg"
    content = bytearray(sent.read_bytes())
    content[-20] ^= 1
    forged.write_bytes(bytes(content))
    with monkeypatch.context() as patched:
        patched.setattr(one.desk, "fault", told.append)
        one.open(forged)
    assert [isinstance(error, TryggError) for error in told] == [True]
    assert picture(one) == before
    # Friday: the real one comes, and the question is answered by one of the two
    one.open(sent)
    one.take()
    assert answer_all(other) == 1
    pass_on(other, one, tmp_path)
    pass_on(one, other, tmp_path)
    assert picture(one) == picture(other)
    assert one.exchange.questions() == other.exchange.questions() == []
    record = one.workspace.get(shared)
    assert record.description == "Möts på onsdagar. Har en stor lokal."
    assert not one.page.findChildren(QMessageBox)
