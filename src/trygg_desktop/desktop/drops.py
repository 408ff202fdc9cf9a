"""Files dropped anywhere on the window: a sealed file or a card is looked into, a PDF looked up in the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QMimeData

    from trygg_desktop.desktop.window import MainWindow


def is_welcome(data: QMimeData) -> bool:
    """Whether it is something that the window takes."""
    return _sealed_file(data) is not None or _briefing(data) is not None


def take(window: MainWindow, data: QMimeData) -> bool:
    """Goes to where it belongs with what was dropped; gives whether it was something to take."""
    path, pdf = _sealed_file(data), _briefing(data)
    if path is not None:
        from trygg_desktop.desktop.exchange_page import ExchangePage

        window.go(ExchangePage.subject)
        page = window.page(ExchangePage.subject)
        assert isinstance(page, ExchangePage)
        page.open_file(path)
    elif pdf is not None:
        from trygg_desktop.desktop.briefings_page import BriefingsPage

        window.go(BriefingsPage.subject)
        register = window.page(BriefingsPage.subject)
        assert isinstance(register, BriefingsPage)
        register.recognise(pdf)
    return path is not None or pdf is not None


def _sealed_file(data: QMimeData) -> Path | None:
    """What was dropped, where it is a file or a card from the other side."""
    if not data.hasUrls():
        return None
    from trygg_desktop.desktop.exchange.dropped import dropped
    from trygg_desktop.exchange import cards, folder

    return dropped(data, folder.EXTENSION, cards.EXTENSION)


def _briefing(data: QMimeData) -> Path | None:
    """What was dropped, where it is one PDF."""
    if not data.hasUrls():
        return None
    from trygg_desktop.desktop.briefings.recognising import dropped_file

    return dropped_file(data)
