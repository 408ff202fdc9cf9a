"""An import window over a small council, and files as people send them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.importing.window import ImportWindow

CONTACTS = """Förnamn;Efternamn;Företag;Befattning;E-postadress
Anna;Ek;Hyresgästföreningen;Ordförande;anna.ek@example.org
Samordnare;Lindblom;Bostadsbolaget;Samordnare;lindblom@example.org
"""


@pytest.fixture
def contacts(tmp_path: Path) -> Path:
    """A list of two contacts as Outlook writes it."""
    path = tmp_path / "kontakter.csv"
    path.write_bytes(CONTACTS.encode("cp1252"))
    return path


@pytest.fixture
def bad_contacts(contacts: Path) -> Path:
    """The same with a third whose address can't be read."""
    contacts.write_bytes((CONTACTS + "Åsa;Öberg;Bostadsbolaget;Chef;inte en adress\n").encode("cp1252"))
    return contacts


@pytest.fixture
def importing(desk: Desk, qtbot: QtBot) -> Iterator[ImportWindow]:
    """The window, on screen, without a file. It frees itself when it is closed."""
    window = ImportWindow(desk)
    window.show()
    yield window
    if isValid(window):
        window.close()
    qtbot.waitUntil(desk.settled)


def settle(window: ImportWindow, desk: Desk, qtbot: QtBot) -> None:
    """Waits until the window has looked or taken in, and everyone has heard of it."""
    qtbot.waitUntil(lambda: window.settled and desk.settled())
