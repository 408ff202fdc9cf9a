"""Small faults put into the engine one at a time: the machines, the matrix and the claims beside them must find each.

`python -m tests.soak.mutants` tells which live; `python -m tests.soak.mutants base` tries only those whose name has
that word. Each is tried on a copy of the program in a folder of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(os.environ.get("TRYGG_MUTANTS_ROOT", Path(__file__).parents[2]))
TRIALS = (
    (
        *("-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:pytest-qt", "-k", "not Exchanges"),
        *("tests/exchange/test_matrix.py", "tests/property/test_exchange_machine.py"),
    ),
    ("-m", "tests.soak.exchange_machine", "400", "11", "--quick"),
)
"""What may kill a mutant, the quickest first."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: what it is, and the text that is another in one file."""

    name: str
    file: str
    right: str
    wrong: str


MUTANTS = (
    # writing
    Mutant("prev names one head only", "workspace/log.py", 'map(str, sorted(prev))', 'map(str, sorted(prev)[:1])'),
    Mutant("a deletion has seen nothing", "workspace/log.py", "seen = None if alive or draft else encode(", "seen = None if True else encode("),
    Mutant("a deletion ignores unseen edits", "workspace/log.py", " or bool(self.unseen(record))", ""),
    Mutant("one deletion outvotes who kept it", "workspace/log.py", "or any(head.value for head in alive)", "or all(head.value for head in alive)"),
    Mutant("the last edit seen counts as unseen", "workspace/log.py", "if number_of(change) > vector.get(lane_of(change), 0)", "if number_of(change) >= vector.get(lane_of(change), 0)"),
    Mutant("the wall clock alone decides what is later", "workspace/log.py", "self._hlc = max(self._hlc + 1, self._at)", "self._hlc = self._at"),
    Mutant("the clock is not advanced by what comes", "workspace/log.py", "self._hlc = max(self._hlc, hlc)", "self._hlc = self._hlc"),
    Mutant("the earliest value is shown", "workspace/log.py", "ORDER BY c.hlc, c.id", "ORDER BY c.hlc DESC, c.id"),
    Mutant("the lane decides what is shown", "workspace/log.py", "ORDER BY c.hlc, c.id", "ORDER BY c.id"),
    Mutant("a new lane leaves the old one's hash short", "workspace/log.py", "        chain_whole(self._connection, self.lane)\n", ""),
    # heads
    Mutant("what is said alike twice is two", "workspace/heads.py", "if len(creations) > 1:\n        _supersede", "if len(creations) > 99:\n        _supersede"),
    Mutant("an erased field keeps its last value", "workspace/heads.py", "<= seen.get(", "< seen.get("),
    Mutant("an erased field loses what the eraser had not seen", "workspace/heads.py", "    return number_of(change) <= seen", "    return True or number_of(change) <= seen"),
    Mutant("an erased record keeps its heads", "workspace/heads.py", "        return set(whole)\n", "        pass\n"),
    Mutant("old heads stay when they are made again", "workspace/heads.py", '        connection.execute("DELETE FROM head WHERE record = ?", (record,))\n', ""),
    Mutant("of two creations both hold for ever", "workspace/heads.py", "if change not in superseded.get(field, ())", "if True"),
    # arriving
    Mutant("a head superseded in the same file stays", "workspace/arriving.py", " not in gone]", " is not None]"),
    Mutant("a head superseded by what comes stays", "workspace/arriving.py", 'connection.executemany("DELETE FROM head WHERE record = ? AND field = ? AND id = ?", dead)', "pass"),
    Mutant("a thing made twice has one creation's head", "workspace/arriving.py", "    return {record for (record,) in found.fetchall()}", "    return set()"),
    Mutant("void changes are taken for records", "workspace/arriving.py", "[row for row in fresh if row[3] != VOID]", "list(fresh)"),
    Mutant("the hash stands still while a lane grows", "workspace/arriving.py", "(chained(chain, facts_of(row)), number)", "(chain, number)"),
    Mutant("late changes of an erased record keep their values", "workspace/arriving.py", "{row[2] for row in real})", "{row[2] for row in real if row[3] == ERASED})"),
    Mutant("what comes does not move the clock", "workspace/arriving.py", "    log.catch_up(max((row[10] for row in fresh), default=0))\n", ""),
    Mutant("a draft stays in the way of the same thing", "workspace/arriving.py", "    aside = _make_room(log, {row[2] for row in fresh})", "    aside: dict[str, str] = {}"),
    Mutant("lanes are counted one short", "workspace/arriving.py", "[(number, chain, number, lane) for", "[(number - 1, chain, number, lane) for"),
    # erasing
    Mutant("an erased field stays in the creation", "workspace/erasing.py", "(record, field, CREATED),\n    ).fetchall()", "(record, field, field),\n    ).fetchall()"),
    Mutant("an erased field goes without regard to what was seen", "workspace/erasing.py", "if not covers(erasure, field, change):", "if False:"),
    Mutant("an erased field's edits keep their values", "workspace/erasing.py", "None if kept is None else _as_kept(kept), change", "value if kept is None else _as_kept(kept), change"),
    Mutant("an erased record keeps its values", "workspace/erasing.py", "AND field NOT IN (?, ?) AND value IS NOT NULL", "AND field NOT IN (?, ?) AND value IS NULL"),
    Mutant("heads are not made again after an erasure", "workspace/erasing.py", "    renew_heads(connection, {record for (record,) in gone} | {row[2] for row in erasures})\n", ""),
    # drafts
    Mutant("a released draft's history stays", "workspace/drafts.py", "    forget(log, record)\n    return log.create", "    return log.create"),
    Mutant("what was sent counts as unsent", "workspace/drafts.py", "first > change_id(log.lane, sent)", "first > 0"),
    Mutant("what others wrote counts as one's own", "workspace/drafts.py", " and last <= change_id(log.lane, log.have)", ""),
    Mutant("a withdrawn record stays in the lane", "workspace/drafts.py", "    make_void(log, record)\n\n\ndef make_void", "\n\ndef make_void"),
    Mutant("a void change names what it superseded", "workspace/drafts.py", "value = NULL, prev = ''", "value = NULL, prev = prev"),
    Mutant("a draft that stepped aside has no heads", "workspace/drafts.py", "    renew_heads(log.connection, [record, new])\n", ""),
    # sending
    Mutant("what the reader had before this laptop was put back", "exchange/sending.py", "min(reached, vector.get(lane, 0))", "reached"),
    Mutant("parts are cut lane by lane", "exchange/sending.py", "rows.sort(key=lambda row: (row[10], row[0]))", "rows.sort(key=lambda row: row[0])"),
    Mutant("the second part does not wait for the first", "exchange/sending.py", "        base=reached,", "        base=bundle.base,"),
    Mutant("the first part says nothing of where it ends", "exchange/sending.py", "            for lane, number in reached.items()\n        },\n        blobs", "            for lane, number in ()\n        },\n        blobs"),
    Mutant("documents of the second part are left out", "exchange/sending.py", "if digest not in named},", "if digest in named},"),
    Mutant("documents stay at home", "exchange/sending.py", "blobs=_blobs(log, rows),", "blobs={},"),
    Mutant("everything goes every time", "exchange/sending.py", "for lane, reached in acked(log, peer).items()}", "for lane, reached in ()}"),
    # receiving
    Mutant("a file that came too early is taken in", "exchange/receiving.py", "    if lacks(log, bundle):", "    if False:"),
    Mutant("a laptop that was put back keeps its receipts", "exchange/receiving.py", "lane, told = bundle.lane, bundle.vector", "lane, told = bundle.lane, merged([before, bundle.vector])"),
    Mutant("late mail takes receipts back", "exchange/receiving.py", "told = merged([before, bundle.vector])", "told = bundle.vector"),
    Mutant("a new lane is never believed", "exchange/receiving.py", "        or lane in bundle.lanes\n        or not (_is_known(log, lane) and _is_known(log, bundle.lane))\n", ""),
    Mutant("a lane known through others is late mail", "exchange/receiving.py", "        or lane in bundle.lanes\n", ""),
    Mutant("a lane that brought nothing is late mail", "exchange/receiving.py", "        or not (_is_known(log, lane) and _is_known(log, bundle.lane))\n", ""),
    Mutant("late mail from before a restore counts", "exchange/receiving.py", "min(reached, bundle.vector.get(each, 0))", "max(reached, bundle.vector.get(each, 0))"),
    Mutant("held changes are not compared", "exchange/receiving.py", "if not same or not _same_value(ours, theirs):", "if False:"),
    Mutant("an emptied field is a fork", "exchange/receiving.py", "    if ours[3] != CREATED:\n        return False\n", "    return False\n"),
    Mutant("the ends of lanes are compared only after something came", "exchange/receiving.py", "    _compare_ends(log, bundle)\n    _own_lane", "    _own_lane"),
    Mutant("a sender's shorter lane is not compared", "exchange/receiving.py", "elif bundle.lanes.get(lane) == bundle.sender:", "elif False:"),
    Mutant("an older copy goes on in its lane", "exchange/receiving.py", "bundle.vector.get(log.lane, 0) > log.have", "bundle.vector.get(log.lane, 0) > log.have + 99"),
    Mutant("erasures need no click", "exchange/receiving.py", "if not accept_erasures and erased_here(log, fresh):", "if False:"),
    Mutant("erasures always need a click", "exchange/receiving.py", "if not accept_erasures and erased_here(log, fresh):", "if erased_here(log, fresh):"),
    Mutant("untouched defaults stand beside the others'", "exchange/receiving.py", "if own == [(first,)] and drafts.is_unsent(log, record):", "if False:"),
    Mutant("touched defaults give way", "exchange/receiving.py", "if own == [(first,)] and drafts.is_unsent(log, record):", "if own and drafts.is_unsent(log, record):"),
    Mutant("documents that come are not kept", "exchange/receiving.py", "    _keep_documents(log, bundle)\n    _compare", "    _compare"),
    Mutant("a copied lane is no copy", "exchange/receiving.py", "if ours is not None and ours != chain:", "if False:"),
    # taking back
    Mutant("an erasure is taken back", "exchange/taking_back.py", "    if way.final:", "    if False:"),
    Mutant("a receipt is taken back after something was written", "exchange/taking_back.py", "lanes_held(log) != way.after or ", ""),
    Mutant("a receipt is taken back after the other was told", "exchange/taking_back.py", " or _sent(log) != way.sent", ""),
    Mutant("what gave way does not come back", "exchange/taking_back.py", "    for row in way.voided:", "    for row in ():"),
    Mutant("heads of what was taken back stay", "exchange/taking_back.py", "    renew_heads(log.connection, way.touched)\n", ""),
    Mutant("a lane keeps its length when a receipt is taken back", "exchange/taking_back.py", "(earlier, chain, chained, lane),", "(have, chain, chained, lane),"),
    # questions and undo
    Mutant("the same value from both is a question", "exchange/open_ends.py", "if len(versions) > 1 and log.is_alive(record):", "if log.is_alive(record):"),
    Mutant("what was deleted knowingly is asked about", "exchange/open_ends.py", "if len(versions) > 1 and log.is_alive(record):", "if len(versions) > 1:"),
    Mutant("deleted by one and kept by the other is no question", "exchange/open_ends.py", "if unseen or len(versions) > 1:", "if unseen:"),
    Mutant("a deletion with an unseen edit is no question", "exchange/open_ends.py", "if unseen or len(versions) > 1:", "if len(versions) > 1:"),
    Mutant("undo brings back the value in between", "workspace/undo.py", "first_prev = next(prev for _c, _k, r, f, _v, prev, _d in rows if", "first_prev = next(prev for _c, _k, r, f, _v, prev, _d in reversed(rows) if"),
    Mutant("undo goes over what was written since", "workspace/undo.py", "return heads == [change] or (len(heads) == 1 and", "return True or (len(heads) == 1 and"),
)  # fmt: skip


def outcome(mutant: Mutant) -> str:
    """What killed it, or that it lives."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(ROOT / "tests", folder / "tests", ignore=shutil.ignore_patterns("__pycache__"))
        file = folder / "src" / "trygg_desktop" / mutant.file
        text = file.read_text(encoding="utf-8")
        if text.count(mutant.right) != 1:
            return f"LOST: its text is there {text.count(mutant.right)} times"
        file.write_text(text.replace(mutant.right, mutant.wrong), encoding="utf-8")
        environment = os.environ | {
            "PYTHONPATH": f"{folder / 'src'}{os.pathsep}{folder}", "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        for trial in TRIALS:
            run = subprocess.run(
                [sys.executable, *trial], cwd=folder, env=environment, capture_output=True, text=True, check=False,
                timeout=900,
            )  # fmt: skip
            if run.returncode:
                return f"killed by {'the claims' if trial[1] == 'pytest' else 'the machines'}: {_why(run.stdout + run.stderr)}"
    return "LIVES"


def _why(told: str) -> str:
    errors = [line.strip(" |") for line in told.splitlines() if "Error" in line or "DID NOT RAISE" in line]
    return errors[-1][:100] if errors else told.strip()[-100:]


def main(word: str = "") -> int:
    """Tries the mutants; gives how many live or can't be made."""
    living = 0
    for mutant in MUTANTS:
        if word in mutant.name:
            told = outcome(mutant)
            living += not told.startswith("killed")
            sys.stdout.write(f"{mutant.name}: {told}\n")
            sys.stdout.flush()
    return living


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
