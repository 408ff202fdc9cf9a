"""Pictures of figures on their way in, tables with and without their year, and of police events as figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from trygg_desktop.desktop.gallery_stage import Scene, Stage

_REPORTED = """Kommun;Antal (prel.);Per 100 000 inv. (prel.)
Västerås;18 412;11 534,5
Sala;2 001;8 700,1
Köping;2 634;9 998,0
Hallstahammar;1 502;9 132,4
Norberg;..;..
Skinnskatteberg;-;-
"""
_QUESTIONED = """Område;Andel otrygga 2025 (%);Antal svar
Bäckby;38,2;214
Råby;41;198
Vallby;ca 30;205
Öster Mälarstranden;12,5;187
Hammarby;..;24
"""
_SURVEY: Sequence[Sequence[str | float | None]] = (
    ("Trygghetsmätningen, andel som känner sig otrygga utomhus sena kvällar",),
    (),
    (None, 2021, None, 2023, None, 2025, None),
    ("Område", "Andel (%)", "Antal svar", "Andel (%)", "Antal svar", "Andel (%)", "Antal svar"),
    ("Bäckby", 36.1, 221, 37.4, 230, 38.2, 214),
    ("Råby", 39.0, 187, 40.2, 201, 41.0, 198),
    ("Vallby", 33.3, 240, 31.9, 233, 30.4, 205),
    ("Hammarby", "..", 19, "..", 22, "..", 24),
    ("Västerås", 24.8, 4310, 25.6, 4188, 26.0, 4227),
    (),
    ("Källa: Västerås stad, Trygghetsmätningen 2025",),
)


def _taking_in(name: str, write: Callable[[Path], object], period: str = "") -> Callable[[Stage], QWidget]:
    def play(stage: Stage) -> QWidget:
        from trygg_desktop.desktop.importing.window import ImportWindow

        file = stage.folder / name
        write(file)
        window = ImportWindow(stage.desk, "statistics")
        window.show()
        window.open_file(file)
        if period:
            window.unsaid.period.setText(period)
            window.unsaid.period.editingFinished.emit()
        return window

    return play


def _text(content: str) -> Callable[[Path], object]:
    return lambda file: file.write_text(content, encoding="utf-8-sig")


def _workbook(file: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in _SURVEY:
        sheet.append(list(row))
    book.save(file)


def _event_figures(stage: Stage) -> QWidget:
    from trygg_desktop.desktop.presence.event_figures import EventFigures
    from trygg_desktop.desktop.presence.event_summary import EventPlace
    from trygg_desktop.domain.districts import District, Level

    rows = stage.desk.workspace.rows(District, ["name", "level"])
    names = {id: name for id, name, level in rows if level == Level.AREA}
    figures = EventFigures(stage.desk, EventPlace(areas={id: id for id in names}, names=names))
    figures.show()
    return figures


FIGURE_SCENES: tuple[Scene, ...] = (
    Scene("import-statistics", _taking_in("anmalda-brott.csv", _text(_REPORTED))),
    Scene("import-statistics-period", _taking_in("anmalda-brott.csv", _text(_REPORTED), "2025")),
    Scene("import-statistics-survey", _taking_in("trygghetsmatningen.xlsx", _workbook)),
    Scene("import-statistics-problems", _taking_in("otrygga.csv", _text(_QUESTIONED))),
    Scene("event-figures", _event_figures),
)
