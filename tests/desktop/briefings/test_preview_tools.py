"""Beside and above the preview: the pages in small, and a search that goes from place to place."""

from __future__ import annotations

from io import BytesIO

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from tests.desktop.briefings.test_preview import pdf
from trygg_desktop.briefings.fonts import Face, register_faces
from trygg_desktop.desktop import theme
from trygg_desktop.desktop.briefings import found_places
from trygg_desktop.desktop.briefings.preview import PdfPreview
from trygg_desktop.desktop.briefings.preview_tools import PreviewTools
from trygg_desktop.desktop.briefings.thumbnails import PageThumbnails


class Shown(QWidget):
    """A preview with its line and its small pages."""

    def __init__(self) -> None:
        super().__init__()
        self.preview, self.pages = PdfPreview(), PageThumbnails()
        self.tools = PreviewTools(self.preview, self.pages)
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.addWidget(self.tools)
        column.addLayout(row)
        row.addWidget(self.pages)
        row.addWidget(self.preview, 1)

    def show_pdf(self, qtbot: QtBot, data: bytes) -> None:
        """Shows a file and waits until it is drawn."""
        self.preview.show_pdf(data)
        self.tools.fit(self.width())
        qtbot.waitUntil(lambda: self.preview.is_drawn and self.pages.is_drawn)


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication) -> Shown:
    theme.apply(qapp, "light")
    made = Shown()
    qtbot.addWidget(made)
    made.resize(640, 600)
    made.show()
    made.show_pdf(qtbot, pdf(12))
    return made


def searched(qtbot: QtBot, shown: Shown, text: str, places: int) -> None:
    shown.tools.begin_search()
    shown.tools.search.insert(text)  # a test's keyboard has no å
    qtbot.waitUntil(lambda: shown.tools.places == places and shown.tools.is_found)


def test_a_small_page_leads_to_the_large_one_and_follows_it(qtbot: QtBot, shown: Shown) -> None:
    assert shown.pages.count() == 12
    shown.pages.setCurrentRow(4)
    assert shown.preview.current_page == 5
    shown.preview.go_to_page(9)
    assert shown.pages.currentRow() == 8


def test_small_pages_show_what_is_on_them(qtbot: QtBot, shown: Shown) -> None:
    shown.show_pdf(qtbot, pdf(2, black=True))
    image = shown.pages.item(0).icon().pixmap(shown.pages.iconSize()).toImage()
    assert shown.pages.count() == 2
    assert image.pixelColor(image.rect().center()).lightness() < 10


def test_where_there_is_no_room_the_small_pages_give_way(shown: Shown) -> None:
    shown.tools.fit(440)
    assert shown.pages.isHidden()
    shown.tools.fit(300)
    assert not shown.tools.show_pages.isEnabled()
    shown.tools.fit(640)
    assert shown.pages.isVisible()
    shown.tools.show_pages.click()
    assert shown.pages.isHidden()
    shown.tools.show_pages.click()
    shown.tools.fit(440)
    assert shown.pages.isVisible()


def test_the_search_counts_the_places_and_enter_goes_to_the_next(qtbot: QtBot, shown: Shown) -> None:
    searched(qtbot, shown, "sida 1", 4)
    assert (shown.tools.count.text(), shown.preview.current_page) == ("1 av 4", 1)
    qtbot.keyClick(shown.tools.search, Qt.Key.Key_Return)
    assert (shown.tools.count.text(), shown.preview.current_page) == ("2 av 4", 10)
    qtbot.keyClick(shown.tools.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(shown.tools.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert (shown.tools.count.text(), shown.preview.current_page) == ("4 av 4", 12)


def test_what_is_not_there_is_said(qtbot: QtBot, shown: Shown) -> None:
    searched(qtbot, shown, "allmoge", 0)
    assert shown.tools.count.text() == "finns inte"
    qtbot.keyClick(shown.tools.search, Qt.Key.Key_Escape)
    assert shown.tools.count.text() == "" and shown.preview.hasFocus()


def written(*lines: str) -> bytes:
    """A page with these lines."""
    register_faces()
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    canvas.setFont(str(Face.REGULAR), 11)
    for number, line in enumerate(lines):
        canvas.drawString(60, 760 - 14 * number, line)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("trygghetsvandring", 2),
        ("TRYGGHETSVANDRING I", 2),
        ("vandring i Råby", 1),
        ("Råby på hösten", 2),
        ("e-post", 1),
        ("överenskommelse", 1),
    ],
)
def test_words_are_found_whatever_their_case_and_over_the_ends_of_lines(
    qtbot: QtBot, shown: Shown, words: str, lines: int
) -> None:
    data = written(
        "Medborgarlöfte om trygghets-", "vandring i Råby", "på hösten. Skriv en E-post.", "ÖVERENSKOMMELSE"
    )
    shown.show_pdf(qtbot, data)
    searched(qtbot, shown, words, 1)
    chosen = shown.preview._mark
    assert chosen is not None and len(chosen[1]) == lines


def test_a_is_not_found_where_it_has_a_ring(qtbot: QtBot, shown: Shown) -> None:
    shown.show_pdf(qtbot, written("Årsmöte på ön"))
    searched(qtbot, shown, "ar", 0)


def test_only_places_in_view_are_marked(qtbot: QtBot, shown: Shown) -> None:
    searched(qtbot, shown, "sida", 12)
    shown.preview.go_to_page(12)
    qtbot.waitUntil(lambda: shown.tools.is_found)
    assert set(shown.preview._marks) == set(shown.preview.pages_in_view)


def test_a_long_document_is_searched_a_few_pages_at_a_time(
    qtbot: QtBot, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(found_places, "AT_A_TIME", 0.0005)
    shown.show_pdf(qtbot, pdf(300))
    turns: list[int] = []
    shown.tools._found.changed.connect(lambda: turns.append(shown.tools.places))
    searched(qtbot, shown, "sida", 300)
    assert len(turns) > 2 and turns[-1] == 300


def test_a_new_version_keeps_page_zoom_and_search(qtbot: QtBot, shown: Shown) -> None:
    searched(qtbot, shown, "sida 1", 4)
    qtbot.keyClick(shown.tools.search, Qt.Key.Key_Return)
    shown.preview.setFocus()
    shown.preview.zoom_in()
    shown.preview.go_to_page(7)
    place = shown.preview.verticalScrollBar().value()
    shown.show_pdf(qtbot, pdf(13))
    qtbot.waitUntil(lambda: shown.tools.places == 5 and shown.tools.is_found)
    assert shown.preview.verticalScrollBar().value() == place
    assert shown.tools.count.text() == "2 av 5"


def test_the_pages_are_made_larger_and_smaller_with_the_mouse_too(qtbot: QtBot, shown: Shown) -> None:
    assert not shown.tools.smaller.isEnabled()
    wide = shown.preview.horizontalScrollBar().maximum()
    shown.tools.larger.click()
    assert shown.preview.horizontalScrollBar().maximum() > wide
    shown.tools.smaller.click()
    assert shown.preview.horizontalScrollBar().maximum() == wide and not shown.tools.smaller.isEnabled()
    shown.preview.clear()
    assert not shown.tools.larger.isEnabled()
