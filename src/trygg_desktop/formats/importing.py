"""What every import has in common: a plan that can be looked at, and one transaction that carries it out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from trygg_desktop.errors import UserError
from trygg_desktop.i18n import N_, _

if TYPE_CHECKING:
    from trygg_desktop.domain.record import Record
    from trygg_desktop.formats.mapping import Target
    from trygg_desktop.formats.tables import Table
    from trygg_desktop.workspace import Transaction, Workspace

Progress = Callable[[int, int], None]
"""Told how many of how many are done; raises `Cancelled` to break off."""

EVERY = 250
"""Rows between two words about how far it has come."""


def silent(done: int, total: int) -> None:
    """Progress that nobody looks at."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row can't be taken: where it stands, as people see it, and a sentence."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Addition:
    """A record that will be made, with the id it will have.

    Args:
        completes: a record that is here already and said less of the same thing; the new one takes its place.
    """

    id: UUID
    kind: type[Record]
    values: dict[str, Any]
    row: int
    completes: UUID | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """A record that is here already, and the values that will be other than they are.

    Args:
        completes: another one that says less of the same thing, and that becomes one with it.
    """

    id: UUID
    kind: type[Record]
    values: dict[str, Any]
    row: int
    completes: UUID | None = None


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """Two records that may be the same, for a person to judge; `new` comes with the file."""

    new: UUID
    existing: UUID
    why: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import will do. Made by reading only, so it can be shown before anything is changed.

    Args:
        message, parameters: the transaction's name, marked text and what is filled in.
        file: the file's name without its folder.
        table, mapping, targets: for a preview of a table: its rows, column to field, and what is offered.
        memory: what to remember on this laptop when it is carried out.
        skipped: rows that bring nothing new.
        about: what the file holds, in sentences for a preview.
        undated: how many figures of a file of statistics nobody has said the period of.
    """

    message: str
    file: str
    additions: tuple[Addition, ...] = ()
    updates: tuple[Update, ...] = ()
    skipped: int = 0
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()
    possible_duplicates: tuple[PossibleDuplicate, ...] = ()
    kind: type[Record] | None = None
    table: Table | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    targets: tuple[Target, ...] = ()
    memory: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    about: tuple[str, ...] = ()
    undated: int = 0

    def result(self, *, left_out: int = 0) -> ImportResult:
        """What carrying out the plan comes to, with bad rows among those skipped."""
        counted = [each for each in self.additions if self.kind is None or each.kind is self.kind]
        completed = sum(each.completes is not None for each in counted)
        found = self.additions or self.updates or self.skipped or self.problems or self.warnings
        nothing = _("“{name}” holds nothing to take in.", name=self.file)
        return ImportResult(
            added=len(counted) - completed,
            updated=len(self.updates) + completed,
            skipped=self.skipped + left_out,
            problems=self.problems,
            warnings=self.warnings if found else (nothing,),
            possible_duplicates=self.possible_duplicates,
        )


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did, or would do."""

    added: int
    updated: int
    skipped: int
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()
    possible_duplicates: tuple[PossibleDuplicate, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The shape that the command line prints."""
        return {
            "added": self.added,
            "updated": self.updated,
            "skipped": self.skipped,
            "problems": [{"row": p.row, "column": p.column, "message": p.message} for p in self.problems],
            "warnings": list(self.warnings),
            "possible_duplicates": [
                {"new": str(each.new), "existing": str(each.existing), "why": each.why}
                for each in self.possible_duplicates
            ],
        }


def apply(
    workspace: Workspace, plan: ImportPlan, *, skip_bad_rows: bool = False, progress: Progress = silent
) -> ImportResult:
    """Carries out a plan in one transaction, so that it is undone in one step.

    Args:
        workspace: where the records go.
        plan: made by one of the planners.
        skip_bad_rows: whether rows with problems are left out; otherwise a single one stops it all.
        progress: told how far it has come.

    Raises:
        UserError: there are problems and `skip_bad_rows` is not set. Nothing was changed.
        Cancelled: the user broke off. Nothing was changed.
    """
    bad_rows = {problem.row for problem in plan.problems}
    if bad_rows and not skip_bad_rows:
        raise refusal(plan)
    if plan.additions or plan.updates:
        _write(workspace, plan, progress)
    for key, value in plan.memory.items():
        workspace.remember(key, value)
    return plan.result(left_out=len(bad_rows))


def refusal(plan: ImportPlan) -> UserError:
    """The error for a file with problems: where the first one is, and how many there are."""
    first = plan.problems[0]
    return UserError(
        "import-has-problems",
        N_("Nothing was imported from “{name}”. Row {line}, {where}: {reason} Rows with problems: {n}."),
        file=plan.file,
        row=first.row,
        column=first.column,
        name=plan.file,
        line=first.row,
        where=first.column,
        reason=first.message,
        n=len({problem.row for problem in plan.problems}),
    )


def _write(workspace: Workspace, plan: ImportPlan, progress: Progress) -> None:
    total = len(plan.additions) + len(plan.updates)
    done = 0
    with workspace.transaction(plan.message, **plan.parameters) as tx:
        for addition in plan.additions:
            if addition.completes is None:
                tx.create(addition.kind, id=addition.id, **addition.values)
            else:
                _complete(tx, addition, addition.completes, workspace.find(addition.completes))
            done += 1
            if done % EVERY == 0:
                progress(done, total)
        for update in plan.updates:
            if update.completes is not None:
                tx.merge(update.id, update.completes)
            tx.change(update.id, **update.values)
            done += 1
            if done % EVERY == 0:
                progress(done, total)
        progress(done, total)


def _complete(tx: Transaction, addition: Addition, completed: UUID, known: Record | None) -> None:
    """Makes a record in another's place. What it says beyond that one is a change that its history tells of."""
    same = {name: value for name, value in addition.values.items() if getattr(known, name, None) == value}
    tx.create(addition.kind, id=addition.id, **same)
    tx.merge(addition.id, completed)
    tx.change(addition.id, **addition.values)
