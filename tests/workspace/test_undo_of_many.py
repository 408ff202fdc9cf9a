"""To take back an import of thousands of records takes as much longer as it has more of them, no more."""

from __future__ import annotations

from time import thread_time
from typing import Any, cast

import pytest

from trygg_desktop.workspace import undo
from trygg_desktop.workspace.file import Connection
from trygg_desktop.workspace.log import ChangeLog
from trygg_desktop.workspace.undo import Step, invert

MANY = 8000
"""Records of one step; a look through all of them for each took two seconds."""


def test_a_step_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(n, "event", f"{n // 2}", ("*", "name")[n % 2], "", f"{n}", False) for n in range(2 * MANY)]
    written: list[tuple[Any, ...]] = []
    monkeypatch.setattr(undo, "_rows", lambda _connection, table, *_range: rows if table == "change" else [])
    monkeypatch.setattr(undo, "_withdrawn", lambda _connection, _step: [])
    monkeypatch.setattr(undo, "_is_erased", lambda _connection, _rows: False)
    monkeypatch.setattr(undo, "_applies", lambda *_any: True)
    monkeypatch.setattr(undo, "_write_opposite", lambda *given, draft: written.append(given[-3:]))
    began = thread_time()
    invert(cast(Connection, None), cast(ChangeLog, None), Step(1, "m", False, 1, 2, 0, 0))
    assert thread_time() - began < 0.5
    assert written[0] == (f"{MANY - 1}", "name", f"{2 * MANY - 1}") and len(written) == 2 * MANY
