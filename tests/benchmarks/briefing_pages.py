"""What a tagged page for the archive costs, beside the same content from the bare PDF writer, which tags nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from tests.benchmarks.measure import (
    PATIENCE,
    Figure,
    Setting,
    call_times,
    in_turn,
    milliseconds,
    process,
    surroundings,
)

SECTIONS = 40
MANY_ROWS, FEW_ROWS = 10_000, 1_000
OTHERS = ("weasyprint", "typst")
"""Other makers of tagged PDF, measured where they are installed (the extra `benchmarks`)."""
_SENTENCE = (
    "Rådet följer närvaron i områdena, vad den leder till och vad som återstår att göra före nästa möte. "
)
_HEADS = ("Område", "Insats", "Pass", "Timmar")
_IN_A_CHUNK = 200
"""The bare writer's tables take time by the square of their rows, so it gets them in pieces."""


def pages(setting: Setting) -> Figure:
    """Forty sections of running text, each with a table: about fifty pages."""
    ours, bare = in_turn(
        lambda: milliseconds(lambda: tagged(SECTIONS, rows=20)),
        lambda: milliseconds(lambda: untagged(SECTIONS, rows=20)),
        rounds=setting.rounds,
    )
    return Figure("pages", "a report of sections with tables / bare reportlab", ours, bare, "ms", 1 / 0.7)


def rows(setting: Setting) -> Figure:
    """One table of ten thousand rows."""
    ours, bare = in_turn(
        lambda: milliseconds(lambda: tagged(1, rows=MANY_ROWS)),
        lambda: milliseconds(lambda: untagged(1, rows=MANY_ROWS)),
        rounds=max(1, setting.rounds // 3),
    )
    return Figure("rows", "a table of 10 000 rows / bare reportlab in pieces", ours, bare, "ms", 1 / 0.7)


def linear(setting: Setting) -> Figure:
    """What a row costs among ten thousand, beside what it costs among a thousand."""
    many, few = in_turn(
        lambda: milliseconds(lambda: tagged(1, rows=MANY_ROWS)) / MANY_ROWS * FEW_ROWS,
        lambda: milliseconds(lambda: tagged(1, rows=FEW_ROWS)),
        rounds=max(1, setting.rounds // 3),
    )
    return Figure("linear", "a thousand rows of 10 000 / of 1 000", many, few, "ms", 1.2)


def memory(setting: Setting) -> Figure:
    """The peak of a process that makes the table of ten thousand rows."""
    ours, bare = (_peak(setting, which) for which in ("tagged", "untagged"))
    return Figure("page-memory", "peak for 10 000 rows / bare reportlab", ours, bare, "MB", 1.5)


def pages_beside(setting: Setting, other: str) -> Figure | None:
    """What a page of the report costs, beside another maker of tagged PDF."""
    if not _installed(other):
        return None
    ours, theirs = in_turn(
        lambda: _milliseconds_a_page(MAKERS["report"]),
        lambda: _milliseconds_a_page(MAKERS[other]),
        rounds=min(5, setting.rounds),
    )
    told = f"a page / {other} ({1000 / ours:.0f} / {1000 / theirs:.0f} pages a second)"
    return Figure(other, told, ours, theirs, "ms", 1.0)


def memory_beside(setting: Setting, other: str) -> Figure | None:
    """The peak of a process that makes the report, beside one in which another maker does."""
    if not _installed(other):
        return None
    ours, theirs = (_peak(setting, which) for which in ("report", other))
    return Figure(f"{other}-memory", f"peak for the report / {other}", ours, theirs, "MB", 1.5)


def _installed(module: str) -> bool:
    try:
        import_module(module)
    except (ImportError, OSError):  # it may lack a library of the system's
        return False
    return True


def _milliseconds_a_page(work: Callable[[], bytes]) -> float:
    made: list[bytes] = []
    taken = milliseconds(lambda: made.append(work()))
    with pikepdf.open(BytesIO(made[0])) as opened:
        return taken / len(opened.pages)


FIGURES: dict[str, Callable[[Setting], Figure | None]] = {
    "pages": pages,
    "rows": rows,
    "linear": linear,
    "page-memory": memory,
    **{other: partial(pages_beside, other=other) for other in OTHERS},
    **{f"{other}-memory": partial(memory_beside, other=other) for other in OTHERS},
}


def profile_rows(_setting: Setting) -> str:
    """Where the time of a long table goes."""
    return call_times(lambda: tagged(1, rows=MANY_ROWS // 2))


def _peak(setting: Setting, which: str) -> float:
    command = process("-m", "tests.benchmarks.briefing_pages", which)
    finished = subprocess.run(
        command, env=surroundings(setting), check=True, timeout=PATIENCE, capture_output=True, text=True
    )
    return float(json.loads(finished.stdout)) / 2**20


def _cells(number: int) -> tuple[str, ...]:
    return (f"Område {number}", "Trygghetsvandring med föreningar", str(number % 7), f"{number % 11},5")


def tagged(sections: int, *, rows: int) -> bytes:
    """The content as our pages: tagged, for the archive, its tables riding along as data."""
    from trygg_desktop.briefings.page import Letterhead, print_parts
    from trygg_desktop.briefings.parts import Align, Column, Heading, Paragraph, Part, Table, Title

    columns = (
        Column(_HEADS[0], names_row=True),
        Column(_HEADS[1], share=2),
        Column(_HEADS[2], width=50, align=Align.RIGHT),
        Column(_HEADS[3], width=50, align=Align.RIGHT),
    )
    parts: list[Part] = [Title("Rapport")]
    for section in range(sections):
        parts += [Heading(f"Avsnitt {section}"), *[Paragraph(_SENTENCE * 6)] * 3]
        parts.append(Table(columns, tuple(map(_cells, range(rows))), f"Tabell {section}", dense=True))
    letterhead = Letterhead(
        body="Trygghetsrådet",
        kind="Rapport",
        title="Rapport",
        subject="Rapport",
        day=date(2026, 11, 22),
        language="sv",
    )
    return print_parts(parts, letterhead).pdf


def untagged(sections: int, *, rows: int) -> bytes:
    """The same content from the bare PDF writer's own flow, in its fastest settings."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle

    from trygg_desktop.briefings import look
    from trygg_desktop.briefings.fonts import Face, register_faces

    register_faces()
    body = ParagraphStyle("body", fontName=str(Face.REGULAR), fontSize=10, leading=14, spaceAfter=8)
    head = ParagraphStyle("head", fontName=str(Face.SEMIBOLD), fontSize=13, leading=17, spaceBefore=20)
    style = TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), str(Face.REGULAR), 9.5, 13),
            ("ALIGN", (2, 0), (-1, -1), "RIGHT"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, look.LINE),
            ("TOPPADDING", (0, 0), (-1, -1), 1.6),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.0),
        ]
    )
    story: list[object] = []
    for section in range(sections):
        story += [
            Paragraph(f"Avsnitt {section}", head),
            *(Paragraph(_SENTENCE * 6, body) for _each in range(3)),
        ]
        for start in range(0, rows, _IN_A_CHUNK):
            chunk = [_HEADS, *map(_cells, range(start, min(start + _IN_A_CHUNK, rows)))]
            widths = [130, 229, 50, 50]
            story.append(LongTable(chunk, widths, rowHeights=[16.6] * len(chunk), repeatRows=1, style=style))
    target = BytesIO()
    document = SimpleDocTemplate(
        target,
        pagesize=(look.PAGE_WIDTH, look.PAGE_HEIGHT),
        leftMargin=look.LEFT,
        rightMargin=look.RIGHT,
        topMargin=80,
        bottomMargin=look.BOTTOM,
        pageCompression=1,
        initialFontName=str(Face.REGULAR),
    )
    document.build(story)
    return target.getvalue()


def in_weasyprint() -> bytes:
    """The report as HTML through WeasyPrint, tagged as PDF/UA, in a font of the machine's."""
    weasyprint: Any = import_module("weasyprint")
    heads = "".join(f"<th>{head}" for head in _HEADS)
    body = "".join("<tr><td>" + "<td>".join(_cells(row)) for row in range(20))
    section = f"<p>{_SENTENCE * 6}<p>{_SENTENCE * 6}<p>{_SENTENCE * 6}<table><thead><tr>{heads}<tbody>{body}</table>"
    sections = "".join(f"<h2>Avsnitt {number}</h2>{section}" for number in range(SECTIONS))
    page = f"<html lang=sv><title>Rapport</title><h1>Rapport</h1>{sections}"
    made: bytes = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    return made


def in_typst() -> bytes:
    """The report through Typst, tagged as PDF/A-3a, in a font of its own."""
    typst: Any = import_module("typst")
    cells = ", ".join(f"[{cell}]" for row in range(20) for cell in _cells(row))
    heads = ", ".join(f"[{head}]" for head in _HEADS)
    table = f"#table(columns: 4, table.header({heads}), {cells})"
    section = "\n\n".join([_SENTENCE * 6] * 3 + [table])
    text = "\n".join(f"== Avsnitt {number}\n{section}" for number in range(SECTIONS))
    about = '#set document(title: "Rapport", date: datetime(year: 2026, month: 11, day: 22))'
    source = f'{about}\n#set text(lang: "sv")\n= Rapport\n{text}'
    made: bytes = typst.compile(source.encode(), format="pdf", pdf_standards="a-3a")
    return made


def _most_memory() -> int:
    """The most (bytes) that this process has had, without what the process that began it had."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


MAKERS: dict[str, Callable[[], bytes]] = {
    "tagged": lambda: tagged(1, rows=MANY_ROWS),
    "untagged": lambda: untagged(1, rows=MANY_ROWS),
    "report": lambda: tagged(SECTIONS, rows=20),
    "weasyprint": in_weasyprint,
    "typst": in_typst,
}
"""What is made in a process of its own, by the name it is asked for with."""


if __name__ == "__main__":
    MAKERS[sys.argv[1]]()
    print(_most_memory())
