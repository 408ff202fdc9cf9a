"""Each briefing there is, accessible and archivable: in both languages, for every audience, of a full council, of an
empty one and of one that goes to extremes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.briefings import reading_back, structure, verapdf
from tests.briefings.council import TODAY, Council
from tests.support import new_workspace
from trygg_desktop.briefings.registry import BRIEFINGS, Made, Subject, make
from trygg_desktop.domain.council import Decision, Meeting
from trygg_desktop.domain.districts import District, Level
from trygg_desktop.domain.pictures import SituationPicture
from trygg_desktop.domain.record import Audience, Record
from trygg_desktop.domain.stakeholders import Contact
from trygg_desktop.errors import ProtectionRefused, UserError
from trygg_desktop.workspace import Workspace

LONG_WORD = "trygghetsskapande" * 12
ELSEWHERE = "عائشة 😀 Ελένη"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A council with a meeting and a contact, and nothing else."""
    workspace = new_workspace(tmp_path_factory.mktemp("empty"))
    council = Council(workspace)
    council.meeting(title="Möte")
    council.add(Contact, name="Någon")
    council.add(SituationPicture, title="Lägesbild")
    yield workspace
    workspace.close()


@pytest.fixture(scope="module")
def extreme(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A council with five hundred of some things, words without end, and names in other scripts."""
    workspace = new_workspace(tmp_path_factory.mktemp("extreme"))
    council = Council(workspace)
    council.settings(name=f"Rådet {LONG_WORD}", municipality=ELSEWHERE)
    meeting = council.meeting(title=LONG_WORD, introduction=f"{LONG_WORD} {ELSEWHERE}\n- {LONG_WORD}")
    with workspace.transaction("New") as tx:
        for number in range(500):
            tx.create(Decision, title=f"{LONG_WORD} {number}", owner=ELSEWHERE, status="open", draft=False)
    council.items(
        meeting, *({"title": f"{ELSEWHERE} {number}", "background": LONG_WORD * 3} for number in range(40))
    )
    council.add(Contact, name=ELSEWHERE)
    council.add(SituationPicture, title=f"{LONG_WORD} {ELSEWHERE}")
    council.sessions("Bäckby", 3, text=LONG_WORD)
    yield workspace
    workspace.close()


def first(workspace: Workspace, kind: type[Record], **facts: Any) -> UUID:
    """Some record of a kind, none of the drafts where there is another."""
    found = workspace.rows(kind, ["draft", *facts])
    fitting = [(bool(draft), id) for id, draft, *values in found if values == list(facts.values())]
    return min(fitting)[1]


def of(workspace: Workspace, name: str, audience: Audience = Audience.LEADERS, language: str = "sv") -> Made:
    """A briefing about the first of what it has to be about."""
    about = BRIEFINGS[name].about
    facts: dict[str, Any] = {}
    if Subject.MEETING in about:
        facts["meeting"] = first(workspace, Meeting)
    if Subject.DISTRICT in about:
        facts["district"] = first(workspace, District, level=str(Level.AREA))
    if Subject.PERSON in about:
        facts["person"] = first(workspace, Contact)
    if Subject.TIME in about:
        facts |= {"since": TODAY - timedelta(days=365), "until": TODAY}
    return make(workspace, name, audience=audience, today=TODAY, language=language, **facts)


_made_once = cache(of)


def printed(
    workspace: Workspace, name: str, audience: Audience = Audience.LEADERS, language: str = "sv"
) -> Made:
    """The same, made once where nobody writes to the council."""
    return _made_once(workspace, name, audience, language)


def every(workspace: Workspace, name: str) -> Iterator[tuple[str, bytes]]:
    """A briefing in each language for each audience that may have it."""
    for language in ("sv", "en"):
        for audience in Audience:
            try:
                yield f"{name}-{language}-{audience}", printed(workspace, name, audience, language).pdf
            except (ProtectionRefused, UserError) as refused:
                assert audience is not Audience.LEADERS, refused


def check(pdf: bytes) -> None:
    assert structure.faults(pdf) == []
    with structure.opened(pdf) as file:
        tree = structure.tree(file)
        assert next(one.tag for one in tree.all_headings()) == "H1"
        assert all(str(figure.entry.Alt).strip() for figure in tree.all("Figure"))


@pytest.mark.parametrize("name", BRIEFINGS)
def test_each_edition_is_accessible_and_archivable(full: Workspace, name: str) -> None:
    made = dict(every(full, name))
    assert any("leaders" in which for which in made)
    for pdf in made.values():
        check(pdf)


@pytest.mark.parametrize("council", ["empty", "extreme"])
@pytest.mark.parametrize("name", BRIEFINGS)
def test_an_odd_council_is_too(council: str, name: str, request: pytest.FixtureRequest) -> None:
    check(printed(request.getfixturevalue(council), name).pdf)


@pytest.mark.parametrize("name", BRIEFINGS)
def test_no_word_is_printed_outside_the_margins(extreme: Workspace, name: str) -> None:
    pdf = printed(extreme, name).pdf
    with structure.opened(pdf) as file:
        wide = float(file.pages[0].MediaBox[2])
    assert reading_back.rightmost_text(pdf) <= wide - 60


def test_names_in_other_scripts_are_told_to_the_maker(extreme: Workspace) -> None:
    made = printed(extreme, "meeting")
    [told] = [warning for warning in made.warnings if "☐" in warning]
    assert "عائشة 😀" in told and "Ελένη" not in told
    assert "Ελένη" in reading_back.text(made.pdf)


def test_verapdf_finds_no_fault_in_any_of_them(full: Workspace, extreme: Workspace, tmp_path: Path) -> None:
    for name in BRIEFINGS:
        (tmp_path / f"{name}.pdf").write_bytes(printed(full, name).pdf)
    (tmp_path / "extreme.pdf").write_bytes(printed(extreme, "meeting").pdf)
    found = verapdf.verdicts(sorted(tmp_path.glob("*.pdf")))
    assert len(found) == len(BRIEFINGS) + 1
    assert {Path(path).stem: faults for path, faults in found.items() if faults} == {}


@pytest.mark.parametrize("name", BRIEFINGS)
def test_whatever_a_record_says_is_marked_swedish_on_english_pages(full: Workspace, name: str) -> None:
    spoken = structure.spoken(printed(full, name, language="en").pdf)
    said = [(tag, words) for tag, language, words in spoken if language == "en-GB" and tag != "Figure"]
    assert [words for _tag, words in said if set(words.lower()) & set("åäö")] == []
    assert any(language == "sv-SE" for _tag, language, _words in spoken)
    heads = [words for tag, words in said if tag in ("H1", "Lbl")]
    assert heads  # our own words stay English


@pytest.mark.parametrize("name", BRIEFINGS)
def test_a_swedish_edition_is_swedish_throughout(full: Workspace, name: str) -> None:
    spoken = structure.spoken(printed(full, name).pdf)
    assert {language for _tag, language, _words in spoken} == {"sv-SE"}


def elements(pdf: bytes) -> list[structure.Element]:
    """All elements of a file."""
    with structure.opened(pdf) as file:
        waiting, found = [structure.tree(file)], []
        while waiting:
            found.append(waiting.pop())
            waiting += found[-1].kids
        return [one for one in found if "/K" not in one.entry]


@pytest.mark.parametrize("name", BRIEFINGS)
def test_only_cells_are_empty(full: Workspace, name: str) -> None:
    assert {one.tag for one in elements(printed(full, name).pdf)} <= {"TD", "TH"}


def test_the_map_of_a_district_is_told_with_the_whole_names(full: Workspace) -> None:
    pdf = printed(full, "district").pdf
    with structure.opened(pdf) as file:
        first_figure = str(structure.tree(file).all("Figure")[0].entry.Alt)
    assert "Gideonsberg-Skallberget 1 vecka" in first_figure and "Gideonsb." not in first_figure
    assert "Gideonsb." in reading_back.text(pdf)


@pytest.mark.parametrize("name", ["meeting", "board-report"])
def test_those_who_sign_are_heard_one_by_one(full: Workspace, name: str) -> None:
    told = [line.strip() for line in structure.read_aloud(printed(full, name).pdf)]
    assert "Kommunstyrelsens ordförande" in told and "Chefen för lokalpolisområdet" in told
    assert not any("ordförande Chefen" in line for line in told)
