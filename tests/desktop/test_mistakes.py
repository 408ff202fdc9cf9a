"""Our own bugs leave a trace that quotes nothing from the workspace."""

from __future__ import annotations

import sys

import pytest

from trygg_desktop.desktop import mistakes


def _stumble() -> None:
    name = "Anna Andersson"
    raise ValueError(f"no such person: {name}")


def test_the_trace_names_places_and_never_what_was_in_the_records(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        _stumble()
    except ValueError as error:
        mistakes.write_down(error)
    trace = capsys.readouterr().err
    assert "ValueError" in trace and "_stumble" in trace and "test_mistakes.py" in trace
    assert "Anna" not in trace


def test_an_error_that_nobody_took_care_of_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    told: list[BaseException] = []
    mistakes.watch(told.append)
    error = ValueError("x")
    sys.excepthook(ValueError, error, None)
    assert told == [error]
