"""Makes every edition of every briefing in both languages, of a full, an empty and an extreme council; has veraPDF
judge them all, and makes them once more in a process of its own to see that the bytes are the same.

Alone: `python -m tests.soak.briefings [FOLDER]`, which keeps the files to be looked at.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.briefings import verapdf
from tests.briefings.council import BEFORE, DAY, TODAY, Council
from tests.briefings.test_tagging_every_briefing import ELSEWHERE, LONG_WORD, of
from tests.support import SteppingClock
from trygg_desktop.briefings.registry import BRIEFINGS
from trygg_desktop.demo import make_demo
from trygg_desktop.domain.agenda import positions
from trygg_desktop.domain.council import AgendaItem, CouncilMember, Decision, Meeting
from trygg_desktop.domain.figures import Indicator, Measurement
from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.goals import Goal
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.pictures import SituationPicture
from trygg_desktop.domain.problems import Cause, Problem
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.sides import Side
from trygg_desktop.domain.stakeholders import Agreement, Commitment, Contact, Interaction, Stakeholder
from trygg_desktop.errors import ProtectionRefused, UserError
from trygg_desktop.workspace import Key, Workspace

KEY = Key(bytes(32), bytes(16))
_PATIENCE = 3600
COUNCILS = ("full", "empty", "extreme")
WORDS = f"{LONG_WORD} {ELSEWHERE}"


def fill(folder: Path) -> None:
    """The three councils as files of their names."""
    make_demo(folder / "full.trygg", KEY, today=TODAY).close()
    for name in COUNCILS[1:]:
        workspace = Workspace.create(
            folder / f"{name}.trygg",
            KEY,
            author="Kommunens ledningsfunktion",
            side=Side.MUNICIPALITY,
            council="Trygghetsrådet",
            clock=SteppingClock(),
        )
        council = Council(workspace, {"protection": "open"})
        (_extreme if name == "extreme" else _empty)(council)
        workspace.close()


def _empty(council: Council) -> None:
    council.meeting(title="Möte")
    council.add(Contact, name="Någon")
    council.add(SituationPicture, title="Lägesbild")


def _extreme(council: Council, count: int = 500) -> None:
    """Five hundred of what may be many, each with words without end and names in other scripts."""
    council.settings(name=f"Rådet {LONG_WORD}", municipality=ELSEWHERE)
    with council.workspace.transaction("Fill") as tx:
        usual = {"draft": False, "protection": "open"}
        meeting = tx.create(Meeting, title=WORDS, held_on=DAY, introduction=f"{WORDS}\n- {WORDS}", **usual)
        actor = tx.create(Stakeholder, name=WORDS, role=WORDS, support_areas=WORDS, **usual)
        person = tx.create(Contact, name=WORDS, stakeholder=actor, notes=WORDS, **usual)
        goal = tx.create(Goal, title=WORDS, **usual)
        indicator = tx.create(Indicator, name=WORDS, unit=LONG_WORD, **usual)
        tx.create(SituationPicture, title=WORDS, survey=WORDS, analysis=WORDS, **usual)
        problem = tx.create(Problem, title=WORDS, description=WORDS, number=1, **usual)
        cause = tx.create(Cause, title=WORDS, grounds=WORDS, problem=problem, number=1, **usual)
        for number, place in enumerate(positions(count)):
            title = f"{WORDS} {number}"
            tx.create(
                AgendaItem, title=title, background=WORDS, meeting=meeting, position=place, problem=problem, **usual
            )  # fmt: skip
            tx.create(
                Decision, title=title, owner=ELSEWHERE, status="open", decided_on=BEFORE, due=BEFORE, **usual
            )
            if number % 10:
                continue
            tx.create(CouncilMember, name=title, body=WORDS, **usual)
            measure = tx.create(Measure, title=title, cause=cause, goal=goal, stage="ongoing", **usual)
            tx.create(FollowUp, text=WORDS, measure=measure, on=BEFORE, level="effect", status="red", **usual)
            tx.create(Commitment, title=title, stakeholder=actor, contact=person, due=BEFORE, **usual)
            tx.create(Agreement, title=title, stakeholders=[actor], purposes=WORDS, **usual)
            tx.create(Interaction, text=WORDS, stakeholder=actor, contact=person, on=BEFORE, **usual)
            tx.create(
                Measurement,
                indicator=indicator,
                period=str(1970 + number // 10),
                value=number,
                n=100,
                **usual,
            )
    council.sessions("Bäckby", 3, text=WORDS)


def editions(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every edition that may be made of the three councils, by its name."""
    for council in COUNCILS:
        workspace = Workspace.open(folder / f"{council}.trygg", KEY)
        for briefing in BRIEFINGS:
            for language in ("sv", "en"):
                for audience in Audience:
                    try:
                        made = of(workspace, briefing, audience, language)
                    except (ProtectionRefused, UserError):
                        continue
                    yield f"{council}-{briefing}-{language}-{audience}", made.pdf
        workspace.close()


def fingerprints(folder: Path) -> dict[str, str]:
    """What each edition comes to in this process."""
    import hashlib

    return {name: hashlib.sha256(pdf).hexdigest() for name, pdf in editions(folder)}


def in_a_fresh_process(folder: Path) -> dict[str, str]:
    """The same in another one."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.soak.briefings", "--fingerprints", str(folder)],
        capture_output=True,
        check=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    found: dict[str, str] = json.loads(told.stdout)
    return found


def judged(folder: Path) -> tuple[int, dict[str, list[str]]]:
    """How many editions there are, and the rules that any of them breaks; the files are left in the folder."""
    files = []
    for name, pdf in editions(folder):
        files.append(folder / f"{name}.pdf")
        files[-1].write_bytes(pdf)
    verdicts = verapdf.verdicts(files, patience=_PATIENCE)
    assert len(verdicts) == len(files)
    return len(files), {Path(path).stem: rules for path, rules in verdicts.items() if rules}


def main(arguments: list[str]) -> None:
    """From the command line."""
    if arguments[:1] == ["--fingerprints"]:
        sys.stdout.write(json.dumps(fingerprints(Path(arguments[1]))))
        return
    folder = Path(arguments[0] if arguments else tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    fill(folder)
    count, broken = judged(folder)
    same = in_a_fresh_process(folder) == in_a_fresh_process(folder)
    sys.stdout.write(f"{count} editions, broken: {broken or 'none'}, the same bytes twice: {same}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
