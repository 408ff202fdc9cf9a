"""A document goes out with the record that it is on, or not at all: what it is called tells of that."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from trygg_desktop.domain.attachments import Attachment
from trygg_desktop.domain.council import Meeting
from trygg_desktop.domain.record import Audience
from trygg_desktop.formats.exporting import export
from trygg_desktop.formats.handed_over import look_over
from trygg_desktop.workspace import Workspace


@pytest.mark.parametrize(
    ("audience", "names", "left_out"),
    [(Audience.COUNCIL, ["open.pdf"], 1), (Audience.LEADERS, ["closed.pdf", "open.pdf"], 0)],
)
def test_a_document_on_a_record_that_the_audience_may_not_see_is_not_named(
    workspace: Workspace, tmp_path: Path, audience: Audience, names: list[str], left_out: int
) -> None:
    with workspace.transaction("Attach") as tx:
        for name, protection in (("open.pdf", "internal"), ("closed.pdf", "protected")):
            meeting = tx.create(Meeting, title=name, protection=protection, ground="OSL 18:1", draft=False)
            tx.attach(meeting, name, name.encode(), "application/pdf")
    target = tmp_path / "documents.json"
    assert export(workspace, Attachment, target, audience=audience) == len(names)
    assert sorted(one["name"] for one in json.loads(target.read_text(encoding="utf-8"))) == names
    assert look_over(workspace, [Attachment], audience).left_out == left_out
