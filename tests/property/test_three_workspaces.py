"""Three real workspaces exchange sealed files in any order; whatever happens, all is sound, and in the end equal."""

from __future__ import annotations

import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.exchange.test_exchange import ROLES, leader, mail, pair
from tests.support import SteppingClock
from trygg_desktop.domain.attachments import Attachment
from trygg_desktop.domain.stakeholders import Contact, Stakeholder
from trygg_desktop.errors import ProtectionRefused, TryggError, UserError
from trygg_desktop.exchange.exchange import Exchange
from trygg_desktop.exchange.questions import About
from trygg_desktop.workspace import Key, Transaction, Workspace
from trygg_desktop.workspace.backup import restore_backup

REFUSED = {
    "no-such-record", "points-at-draft", "not-a-draft", "undo-passed-over", "nothing-to-take-back", "cant-merge",
    "too-late-to-take-back", "erasure-stays", "required-field", "release-protected", "merge-draft",
}  # fmt: skip
"""What a workspace may answer to work that can't be done."""

SENTENCES = ("Möts på tisdagar.", "Har en lokal vid torget.", "Nycklar finns hos vaktmästaren.")
who = st.integers(0, 2)
which = st.integers(0, 20)
place = st.integers(0, 2)


@cache
def _paired() -> tuple[Path, tuple[Key, ...]]:
    """Three workspaces that have confirmed one another, made once."""
    folder = Path(tempfile.mkdtemp())
    leaders = [leader(folder, n) for n in range(3)]
    for one, other in ((0, 1), (0, 2), (1, 2)):
        pair(leaders[one], leaders[other])
    for each in leaders:
        each.workspace.close()
    return folder, tuple(each.workspace.key for each in leaders)


def picture(exchange: Exchange) -> list[Any]:
    """Every table and the search index, drafts left out."""
    reader = exchange.workspace.reader
    tables = [
        (table.name, reader.execute(f'SELECT * FROM "{table.table}" WHERE NOT draft ORDER BY id'))
        for table in exchange.workspace.kinds.tables()
    ]
    drafts = {record for (record,) in reader.execute("SELECT DISTINCT record FROM draft_change")}
    index = reader.execute("SELECT record, kind, title, body, key FROM search_entry ORDER BY record")
    return [*tables, [entry for entry in index if entry[0] not in drafts]]


def everything(workspace: Workspace) -> str:
    """All that the file says, but for what is sealed."""
    names = workspace.reader.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'inbox'"
    )
    return repr([workspace.reader.execute(f'SELECT * FROM "{name}"') for (name,) in names])


class Workspaces(RuleBasedStateMachine):
    """Three leaders who work, send, receive, answer and take back."""

    def __init__(self) -> None:
        super().__init__()
        folder, keys = _paired()
        self.folder = tempfile.TemporaryDirectory()
        self.all: list[Exchange] = []
        for n, key in enumerate(keys):
            path = Path(self.folder.name) / f"{n}.trygg"
            shutil.copy(folder / f"{n}.trygg", path)
            clock = SteppingClock(1_767_300_000_000 + (0, -7_200_000, 86_400_000)[n])
            self.all.append(Exchange(Workspace.open(path, key, clock=clock)))
        self.ids: list[UUID] = []
        self.files: list[tuple[int, int, bytes]] = []
        self.made = 0
        self.erased: dict[int, set[str]] = {0: set(), 1: set(), 2: set()}
        self.touched: set[int] = set()

    def _do(self, n: int, work: Any) -> None:
        """Some work of one leader; what can't be done changes nothing."""
        self.touched.add(n)
        try:
            work(self.all[n].workspace)
        except (UserError, ProtectionRefused) as refused:
            assert refused.id in REFUSED, refused

    def _write(self, n: int, work: Any) -> None:
        def step(workspace: Workspace) -> None:
            with workspace.transaction("Work") as tx:
                work(tx)

        self._do(n, step)

    def _some(self, which: int) -> UUID:
        return self.ids[which % len(self.ids)]

    def _name(self) -> str:
        self.made += 1
        return f"Föreningen{self.made:03}"

    @rule(n=who, draft=st.booleans())
    def add(self, n: int, draft: bool) -> None:
        def work(tx: Transaction) -> None:
            self.ids.append(
                tx.create(Stakeholder, name=self._name(), description=" ".join(SENTENCES), draft=draft)
            )

        self._write(n, work)

    @precondition(lambda self: self.ids)
    @rule(n=who, which=which)
    def add_contact(self, n: int, which: int) -> None:
        def work(tx: Transaction) -> None:
            tx.table_of(self._some(which))
            self.ids.append(tx.create(Contact, name=self._name(), stakeholder=self._some(which)))

        self._write(n, work)

    @precondition(lambda self: self.ids)
    @rule(n=who, which=which, at=place, word=st.sampled_from(("bara", "alltid")))
    def write_in_the_text(self, n: int, which: int, at: int, word: str) -> None:
        def work(tx: Transaction) -> None:
            text = tx.log.values(self._some(which).hex).get("description") or " ".join(SENTENCES)
            tx.change(
                self._some(which),
                description=text.replace(SENTENCES[at][-9:], f"{word} {SENTENCES[at][-9:]}"),
            )

        if self.all[n].workspace.kind_of(self._some(which)) is Stakeholder:
            self._write(n, work)

    @precondition(lambda self: self.ids)
    @rule(n=who, which=which, number=st.integers(1, 3))
    def change(self, n: int, which: int, number: int) -> None:
        if self.all[n].workspace.kind_of(self._some(which)) is not Attachment:  # which has no telephone
            self._write(n, lambda tx: tx.change(self._some(which), phone=f"021-{number}"))

    @precondition(lambda self: self.ids)
    @rule(n=who, which=which, alive=st.booleans())
    def delete_or_restore(self, n: int, which: int, alive: bool) -> None:
        self._write(n, lambda tx: (tx.restore if alive else tx.delete)(self._some(which)))

    @precondition(lambda self: self.ids)
    @rule(n=who, which=which)
    def mark_confidential(self, n: int, which: int) -> None:
        self._write(n, lambda tx: tx.change(self._some(which), protection="protected"))

    @precondition(lambda self: self.ids)
    @rule(n=who, which=which)
    def release(self, n: int, which: int) -> None:
        self._write(n, lambda tx: tx.release(self._some(which), protected=True))

    @precondition(lambda self: self.ids)
    @rule(n=who, which=which, content=st.sampled_from((b"ett", b"tv\xc3\xa5")))
    def attach(self, n: int, which: int, content: bytes) -> None:
        self._write(n, lambda tx: self.ids.append(tx.attach(self._some(which), "karta.pdf", content)))

    @precondition(lambda self: len(self.ids) > 3)
    @rule(n=who, which=which)
    def erase(self, n: int, which: int) -> None:
        workspace = self.all[n].workspace
        record = workspace.find(self._some(which))
        if isinstance(record, Stakeholder):
            self._write(n, lambda tx: tx.erase(record.id, reason="Beslut 14"))
            if str(record.name).startswith("Föreningen"):
                self.erased[n].add(str(record.name))

    @rule(n=who)
    def undo(self, n: int) -> None:
        self._do(n, lambda workspace: workspace.undo())

    @rule(n=who, last=st.booleans())
    def answer(self, n: int, last: bool) -> None:
        exchange = self.all[n]
        if asked := exchange.questions():
            chosen = asked[0].answers[-1 if last else 0]
            self._do(n, lambda _workspace: exchange.take(asked[0], chosen.change))
            assert asked[0].id not in {question.id for question in exchange.questions()}

    @rule(n=who, m=who)
    def send(self, n: int, m: int) -> None:
        if n != m:
            self.files += [(n, m, file) for file in self._sealed(n, m)]

    @rule(n=who, m=who)
    def send_and_receive(self, n: int, m: int) -> None:
        if n != m:
            for file in self._sealed(n, m):
                self._receive(m, file)

    @precondition(lambda self: self.files)
    @rule(i=which, keep=st.booleans(), lose=st.booleans())
    def mail_event(self, i: int, keep: bool, lose: bool) -> None:
        sender, reader, file = self.files[i % len(self.files)]
        if not keep:
            self.files.remove((sender, reader, file))
        if keep or not lose:
            self._receive(reader, file)

    @precondition(lambda self: self.files)
    @rule(i=which, n=who)
    def wrong_reader(self, i: int, n: int) -> None:
        sender, reader, file = self.files[i % len(self.files)]
        if n not in (sender, reader):
            try:
                self.all[n].receive(file)
            except TryggError as refused:
                assert refused.id == "not-for-this-laptop"
            else:
                raise AssertionError("someone else's file was opened")

    def _sealed(self, n: int, m: int) -> list[bytes]:
        (peer,) = [each.id for each in self.all[n].peers() if each.name == ROLES[m]]
        return [file.content for file in self.all[n].send(peer)]

    def _receive(self, n: int, file: bytes) -> None:
        before = picture(self.all[n])
        told = self.all[n].preview_receive(file)
        assert picture(self.all[n]) == before, "a preview has changed something"
        if told.erased:
            try:
                self.all[n].receive(file)
            except ProtectionRefused:
                assert picture(self.all[n]) == before
            self.erased[n] |= {
                item.title for item, _field, _reason in told.erased if "Föreningen" in item.title
            }
        self.all[n].receive(file, accept_erasures=True)
        self.touched.add(n)

    @rule(n=who)
    def take_back_and_in(self, n: int) -> None:
        exchange = self.all[n]
        if exchange.can_take_back() is None:
            return
        after = picture(exchange)
        exchange.take_back()
        assert exchange.workspace.check() == []
        for waiting in exchange.inbox():
            if waiting.state == "taken-back":
                exchange.take_in_waiting(waiting.n)
        assert picture(exchange) == after
        self.touched.add(n)

    @invariant()
    def all_is_sound(self) -> None:
        for n in sorted(self.touched):
            assert self.all[n].workspace.check() == []
            if self.erased[n]:
                said = everything(self.all[n].workspace)
                assert not [name for name in self.erased[n] if name in said], "what was erased is in the file"
        self.touched.clear()

    def teardown(self) -> None:
        try:
            if sys.exc_info()[0] is None:
                self._heal()
        finally:
            for exchange in self.all:
                exchange.workspace.close()
            self.folder.cleanup()

    def _heal(self) -> None:
        self._settle()
        for _question in range(100):
            if not (asked := self.all[0].questions()):
                break
            assert asked[0].proposal is None or not asked[0].proposal.clean, "asked where nobody needs to be"
            self.all[0].take(asked[0], asked[0].answers[0].change)
        self._settle()
        assert [
            question.id
            for each in self.all
            for question in each.questions()
            if question.about is not About.REMARK
        ] == []

    def _settle(self) -> None:
        for _round in range(3):
            for n, m in ((0, 1), (1, 2), (2, 0), (0, 2), (2, 1), (1, 0)):
                for file in self._sealed(n, m):
                    self._receive(m, file)
        self.all_is_sound()
        first = picture(self.all[0])
        assert all(picture(each) == first for each in self.all[1:]), "not all show the same"


Workspaces.TestCase.settings = settings(
    max_examples=4, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
TestWorkspaces = Workspaces.TestCase


def back_up_and_go_on(tmp_path: Path, work: Any) -> tuple[Exchange, Exchange]:
    """One makes a copy, does some work that the other hears of, and goes back to the copy."""
    one, other = leader(tmp_path, 0), leader(tmp_path, 1)
    pair(one, other)
    (tmp_path / "backups").mkdir()
    copy = tmp_path / "backups" / "copy.trygg"
    with one.workspace.transaction("New") as tx:
        id = tx.create(Stakeholder, name="Hemlige Harry")
    one.workspace.backup(copy)
    work(one, other, id)
    mail(one, other, accept_erasures=True)
    one.workspace.close()
    restore_backup(copy, one.workspace.key, tmp_path / "restored.trygg")
    return Exchange(Workspace.open(tmp_path / "restored.trygg", one.workspace.key)), other


def hear_one_another(one: Exchange, other: Exchange) -> None:
    """Both send and receive, and show the same."""
    for _time in range(2):
        mail(one, other, accept_erasures=True)
        mail(other, one, accept_erasures=True)
    assert picture(one) == picture(other)
    for each in (one, other):
        assert each.workspace.check() == []
        each.workspace.close()


def test_what_a_restored_backup_forgets_again_is_no_second_history(tmp_path: Path) -> None:
    def erase(one: Exchange, _other: Exchange, id: UUID) -> None:
        with one.workspace.transaction("Erase") as tx:
            tx.erase(id, reason="Beslut 14")

    one, other = back_up_and_go_on(tmp_path, erase)
    assert "Hemlige Harry" not in everything(one.workspace)
    hear_one_another(one, other)


def test_defaults_that_gave_way_after_the_backup_give_way_again(tmp_path: Path) -> None:
    one, other = back_up_and_go_on(tmp_path, lambda one, other, _id: mail(other, one))
    hear_one_another(one, other)


def test_what_became_a_draft_after_the_backup_is_one_again(tmp_path: Path) -> None:
    def withdraw(one: Exchange, _other: Exchange, id: UUID) -> None:
        with one.workspace.transaction("Change") as tx:
            tx.change(id, protection="protected")

    one, other = back_up_and_go_on(tmp_path, withdraw)
    assert "Hemlige Harry" in everything(one.workspace)
    assert "Hemlige Harry" not in everything(other.workspace)
    hear_one_another(one, other)


def test_a_receipt_that_can_not_be_taken_back_keeps_no_way_back(tmp_path: Path) -> None:
    """Its files still hold what has been erased since."""
    one, other = leader(tmp_path, 0), leader(tmp_path, 1)
    pair(one, other)
    with one.workspace.transaction("New") as tx:
        id = tx.create(Stakeholder, name="Hemlige Harry")
    mail(one, other)
    with other.workspace.transaction("Erase") as tx:
        tx.erase(id, reason="Beslut 14")
    assert other.workspace.reader.execute("SELECT undo FROM received") == [(None,)]
    for each in (one, other):
        each.workspace.close()
