"""A briefing that is saved from the window is registered, or is not left where it was put."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from trygg_desktop.briefings.registry import make
from trygg_desktop.desktop.briefings.keeping import keep
from trygg_desktop.domain.record import Audience
from trygg_desktop.errors import EnvironmentFault
from trygg_desktop.workspace import Workspace


@pytest.mark.parametrize("before", [None, b"an earlier file"])
def test_what_can_not_be_registered_is_not_left_behind(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: bytes | None
) -> None:
    made = make(workspace, "decisions", audience=Audience.COUNCIL, today=date(2026, 11, 22))
    target = tmp_path / "beslut.pdf"
    if before is not None:
        target.write_bytes(before)

    def full(*_anything: object) -> None:
        raise EnvironmentFault("disk-full", "full")

    with monkeypatch.context() as disk, pytest.raises(EnvironmentFault):
        disk.setattr(Workspace, "record_made", full)
        keep(workspace, target, made)
    assert (target.read_bytes() if target.exists() else None) == before
    assert keep(workspace, target, made) is not None and target.read_bytes() == made.pdf
