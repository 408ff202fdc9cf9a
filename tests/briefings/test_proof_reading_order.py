"""What is heard of each briefing, in its order: every word of every part, one part after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

import pytest

from tests.briefings import structure
from tests.briefings.council import TODAY
from tests.briefings.test_tagging_every_briefing import first
from trygg_desktop.briefings.charts import values_table
from trygg_desktop.briefings.content import Edition
from trygg_desktop.briefings.parts import (
    AnyOrder,
    Band,
    Cell,
    ChartPart,
    Chip,
    Code,
    Facts,
    Groups,
    Heading,
    Paragraph,
    Part,
    Points,
    Row,
    States,
    Status,
    Table,
    Title,
    Together,
    Words,
)
from trygg_desktop.briefings.registry import BRIEFINGS, Request
from trygg_desktop.domain.council import Meeting
from trygg_desktop.domain.districts import District, Level
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.stakeholders import Contact
from trygg_desktop.i18n import in_language
from trygg_desktop.workspace import Workspace

_HEARD = re.compile(r'^\s*"(.*)"$', re.MULTILINE)
_UNHEARD = re.compile("[\\s\u00ad\u2060]")


def in_order(parts: Iterable[Part]) -> Iterator[str]:
    """The words of parts as someone would read them aloud. A picture is heard by what it shows, which is no word on
    the page, and a list of contents says what comes later anyhow."""
    for part in parts:
        match part:
            case Title() | Heading():
                yield from (getattr(part, "number", ""), part.text, getattr(part, "aside", ""))
            case Facts():
                for fact in part.rows:
                    yield fact.label
                    yield from in_order(fact.body)
            case Table():
                yield from in_table(part)
            case AnyOrder():
                yield from in_order(
                    [part.picture, part.table] if isinstance(part.picture, ChartPart) else [part.table]
                )
            case ChartPart():
                yield from in_table(values_table(part.chart)) if part.with_values else ()
            case Together():
                yield from in_order(part.parts)
            case Paragraph():
                yield plain(part.words)
            case Points():
                yield from map(plain, part.items)
            case Groups():
                yield from (words for row in part.rows for words in row)
            case States():
                yield from (status.words for status in part.several)
            case Status() | Chip():
                yield part.words
            case Code():
                yield from part.groups


def in_table(table: Table) -> Iterator[str]:
    """The heads of a table, then row by row its cells. A column that has nothing in it may be left out."""
    told = [
        place
        for place, column in enumerate(table.columns)
        if not column.if_told or any(says_something(row, place) for row in table.rows)
    ]
    if table.heads:
        yield from (table.columns[place].head for place in told)
    for row in table.rows:
        if isinstance(row, Band):
            yield row.words
        else:
            for place in told:
                yield from in_cell(row[place])


def says_something(row: Row, place: int) -> bool:
    """Whether a row has words in one of its cells, and not a dash alone."""
    return not isinstance(row, Band) and any(len(compact(words)) > 1 for words in in_cell(row[place]))


def in_cell(cell: Cell) -> Iterator[str]:
    """What stands in a cell."""
    if isinstance(cell, str):
        yield cell
    else:
        yield from in_order(cell if isinstance(cell, tuple) else (cell,))


def plain(words: Words) -> str:
    """Words without their faces."""
    return words if isinstance(words, str) else "".join(run.text for run in words)


def compact(words: str) -> str:
    """Words without what is not heard: line ends, blanks, hyphens that come and go."""
    return _UNHEARD.sub("", words)


def heard(pdf: bytes) -> str:
    """All words of a file in the order of its structure, as another program reads them."""
    return compact("".join(_HEARD.findall(structure.told_by_another(pdf))))


@pytest.mark.parametrize("name", BRIEFINGS)
def test_every_word_is_heard_in_its_place(full: Workspace, name: str) -> None:
    briefing = BRIEFINGS[name]
    asked = Request(
        first(full, Meeting),
        first(full, District, level=str(Level.AREA)),
        first(full, Contact),
        TODAY - timedelta(days=365),
        TODAY,
    )
    with in_language("sv"):
        content, _reading = briefing.gathered(full, Edition(Audience.LEADERS, TODAY), briefing.told(asked))
        _letterhead, parts = briefing.laid_out(content)
        wanted = [told for words in in_order(parts) if len(told := compact(words)) > 2]
        _letterhead, printed = briefing.printed(content)
    assert len(wanted) > 20
    said, at = heard(printed.pdf), 0
    for words in wanted:
        found = said.find(words, at)
        assert found >= 0, (words, said[at : at + 300])
        at = found + len(words)
