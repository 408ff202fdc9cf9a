"""A whole workspace under any order of work: no draft gets out, and tables and index follow from the log."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.support import only_workspace
from trygg_desktop.domain.attachments import Attachment
from trygg_desktop.domain.links import Link
from trygg_desktop.domain.stakeholders import Contact, Stakeholder
from trygg_desktop.errors import UserError
from trygg_desktop.workspace import Transaction, Workspace

KINDS = (Stakeholder, Contact, Link, Attachment)
REFUSED = {
    "points-at-draft", "not-a-draft", "no-such-record", "cant-merge", "merge-draft", "self-link",
    "undo-passed-over",
}  # fmt: skip
"""What the workspace may answer to work that can't be done."""

which = st.integers(0, 30)
words = st.sampled_from(("Åsa", "Bäckby IF", "O\u0308st", "x" * 90, "a\x00b"))


def picture(workspace: Workspace) -> list[Any]:
    """Everything that the tables and the search index show."""
    tables = [
        (table.table, "SELECT * FROM {} ORDER BY id".format(f'"{table.table}"'))
        for table in workspace.kinds.tables()
    ]
    index = ("search", "SELECT record, kind, title, body, key FROM search_entry ORDER BY record")
    return [(name, workspace.reader.execute(query)) for name, query in (*tables, index)]


class Work(RuleBasedStateMachine):
    """Someone who does everything that a transaction can do, to drafts and shared records of several kinds."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.workspace = only_workspace(Path(self.folder.name), KINDS)
        self.ids: list[UUID] = []

    def teardown(self) -> None:
        before = picture(self.workspace)
        with self.workspace._write():
            log, projection = self.workspace._engine()
            projection.rebuild(log)
        assert picture(self.workspace) == before
        assert self.workspace.check() == []
        self.workspace.close()
        self.folder.cleanup()

    def _some(self, n: int) -> UUID:
        return self.ids[n % len(self.ids)]

    def _do(self, work: Any) -> None:
        """Work in a transaction that goes on after a refusal, as an import does."""
        if not self.ids:
            return
        with self.workspace.transaction("Work") as tx:
            self._try(work, tx)

    def _try(self, work: Any, *arguments: Transaction) -> None:
        try:
            work(*arguments)
        except UserError as refused:
            assert refused.id in REFUSED, refused

    @rule(name=words, draft=st.booleans())
    def create(self, name: str, draft: bool) -> None:
        with self.workspace.transaction("Work") as tx:
            self.ids.append(tx.create(Stakeholder, name=name, draft=draft))

    @rule(n=which, name=words, draft=st.booleans())
    def create_pointing(self, n: int, name: str, draft: bool) -> None:
        def work(tx: Transaction) -> None:
            self.ids.append(tx.create(Contact, name=name, stakeholder=self._some(n), draft=draft))

        self._do(work)

    @rule(n=which, name=words, sector=st.sampled_from(("school", "business", None)))
    def change(self, n: int, name: str, sector: str | None) -> None:
        def work(tx: Transaction) -> None:
            if self.workspace.kind_of(self._some(n)) is Stakeholder:
                tx.change(self._some(n), name=name, sector=sector)

        self._do(work)

    @rule(n=which, m=which)
    def point(self, n: int, m: int) -> None:
        def work(tx: Transaction) -> None:
            if self.workspace.kind_of(self._some(n)) is Contact:
                tx.change(self._some(n), stakeholder=self._some(m))

        self._do(work)

    @rule(n=which, several=st.lists(which, max_size=3))
    def choose(self, n: int, several: list[int]) -> None:
        def work(tx: Transaction) -> None:
            if self.workspace.kind_of(self._some(n)) is Stakeholder:
                tx.change(self._some(n), districts=[self._some(m) for m in several])

        self._do(work)

    @rule(n=which, m=which, connected=st.booleans())
    def link(self, n: int, m: int, connected: bool) -> None:
        a, b = (self._some(n), self._some(m)) if self.ids else (None, None)
        self._do(lambda tx: (tx.link if connected else tx.unlink)(a, "related", b))

    @rule(n=which, alive=st.booleans())
    def delete_or_restore(self, n: int, alive: bool) -> None:
        self._do(lambda tx: (tx.restore if alive else tx.delete)(self._some(n)))

    @rule(n=which, content=st.binary(min_size=1, max_size=2))
    def attach(self, n: int, content: bytes) -> None:
        self._do(lambda tx: self.ids.append(tx.attach(self._some(n), "karta.pdf", content)))

    @rule(n=which)
    def release(self, n: int) -> None:
        self._do(lambda tx: tx.release(self._some(n)))

    @rule(n=which, m=which)
    def merge(self, n: int, m: int) -> None:
        self._do(lambda tx: tx.merge(self._some(n), self._some(m)))

    @rule(times=st.integers(1, 4))
    def undo_and_redo(self, times: int) -> None:
        before = picture(self.workspace)
        taken_back = 0
        for _time in range(times):
            try:
                taken_back += self.workspace.undo() is not None
            except UserError as refused:
                assert refused.id in REFUSED
                return
        for _time in range(taken_back):
            self.workspace.redo()
        assert picture(self.workspace) == before

    @rule()
    def undo(self) -> None:
        self._try(self.workspace.undo)

    @rule()
    def redo(self) -> None:
        self._try(self.workspace.redo)

    @invariant()
    def all_is_well(self) -> None:
        assert self.workspace.check() == []

    @invariant()
    def no_draft_is_named_in_what_travels(self) -> None:
        drafts = self.workspace.reader.execute("SELECT DISTINCT record FROM draft_change")
        travelling = repr(self.workspace.reader.execute("SELECT record, value FROM change"))
        assert not [draft for (draft,) in drafts if draft in travelling]

    @invariant()
    def a_connection_is_a_draft_while_an_end_is(self) -> None:
        assert not self.workspace.reader.execute(
            "SELECT l.id FROM link l WHERE l.draft <> EXISTS (SELECT 1 FROM draft_change d "
            "WHERE d.record IN (l.from_id, l.to_id))"
        )


Work.TestCase.settings = settings(
    max_examples=30, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestWork = Work.TestCase
