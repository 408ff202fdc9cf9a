"""Pictures of every page and dialog: `python -m trygg_desktop.desktop.gallery OUT/`.

The demo council, light and dark, Swedish and English, at two window sizes, drawn without a screen.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

from trygg_desktop import i18n
from trygg_desktop.desktop import theme
from trygg_desktop.desktop.app import application
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.subjects import SETTINGS, SUBJECTS
from trygg_desktop.desktop.window import MainWindow

if TYPE_CHECKING:
    from trygg_desktop.workspace import Workspace

SIZES = ((1280, 800), (1024, 640))
SCHEMES = ("light", "dark")
_PATIENCE = 15.0
"""Seconds that a page may take to settle."""


def use_paper_fonts() -> None:
    """Source Sans, so that the pictures look the same everywhere; a real window uses the system's font."""
    import font_source_sans_pro

    for file in (Path(font_source_sans_pro.__file__).parent / "files").glob("*.ttf"):
        QFontDatabase.addApplicationFont(str(file))
    QApplication.setFont(QFont("Source Sans Pro", 11))


def settle(desk: Desk | None = None, *, at_least: float = 0.15) -> None:
    """Lets the window work until nothing is under way any more."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    began = time.monotonic()
    while time.monotonic() - began < _PATIENCE:
        app.processEvents()
        waited = time.monotonic() - began
        if waited >= at_least and (desk is None or desk.settled()):
            break
        time.sleep(0.005)
    app.processEvents()


@contextmanager
def shown(workspace: Workspace, today: date, size: tuple[int, int]) -> Iterator[tuple[MainWindow, Desk]]:
    """A window with the workspace, closed afterwards."""
    window = MainWindow()
    window.resize(*size)
    window.show()
    desk = Desk(workspace, today)
    window.attach(desk)
    settle(desk)
    try:
        yield window, desk
    finally:
        window.close()


def render(out: Path, *, today: date | None = None, only: str = "") -> list[Path]:
    """Writes all pictures, or those whose name holds `only`; gives their paths."""
    from trygg_desktop.demo import make_demo
    from trygg_desktop.workspace import Key, Workspace

    out.mkdir(parents=True, exist_ok=True)
    today = today or datetime.now(i18n.HOME).date()
    app = application()
    use_paper_fonts()
    written: list[Path] = []
    with tempfile.TemporaryDirectory() as folder:
        path, key = Path(folder) / "demo.workspace", Key.generate()
        make_demo(path, key, today=today).close()
        for language in i18n.LANGUAGES:
            i18n.set_language(language)
            for scheme in SCHEMES:
                theme.apply(app, scheme)
                for size in SIZES:
                    mark = f"{language}-{scheme}-{size[0]}"
                    written += _pages(out, Workspace.open(path, key), today, size, mark, only)
                    written += _alone(out, Path(folder), size, mark, only)
    i18n.set_language("sv")
    return written


def _pages(out: Path, workspace: Workspace, today: date, size: tuple[int, int], mark: str, only: str) -> list[Path]:
    written = []
    with shown(workspace, today, size) as (window, desk):
        for subject in (*SUBJECTS, SETTINGS):
            name = f"{subject.name}-{mark}.png"
            if only in name:
                window.go(subject.name)
                settle(desk, at_least=0.6)
                written.append(_save(window, out / name))
        name = f"search-{mark}.png"
        if only in name:
            window.top.search.setFocus()
            window.top.search.setText("bäckby")
            window.top.search.textEdited.emit("bäckby")
            settle(desk, at_least=0.5)
            written.append(_save(window, out / name))
            window.top.search.clear()
            window.popup.hide()
        for what, open_window in _dialogs(desk):
            name = f"{what}-{mark}.png"
            if only in name:
                dialog = open_window()
                settle(desk, at_least=0.3)
                written.append(_save(dialog, out / name))
                dialog.close()
    return written


def _dialogs(desk: Desk) -> list[tuple[str, Callable[[], QWidget]]]:
    def importing() -> QWidget:
        from trygg_desktop.desktop.importing.window import ImportWindow

        window = ImportWindow(desk, "contacts")
        window.show()
        return window

    return [("import", importing)]


def _alone(out: Path, folder: Path, size: tuple[int, int], mark: str, only: str) -> list[Path]:
    from trygg_desktop.desktop.unlock import UnlockPage
    from trygg_desktop.desktop.welcome import Welcome

    written = []
    for what in ("welcome-1", "welcome-2", "welcome-3", "unlock"):
        name = f"{what}-{mark}.png"
        if only not in name:
            continue
        window = MainWindow()
        window.resize(*size)
        page: QWidget = UnlockPage("trygg.workspace") if what == "unlock" else Welcome(folder / "new.workspace")
        if isinstance(page, Welcome):
            page.show_step(int(what[-1]) - 1)
        window.show_alone(page)
        window.show()
        settle()
        written.append(_save(window, out / name))
        window.close()
    return written


def _save(widget: QWidget, file: Path) -> Path:
    widget.grab().save(str(file))
    return file


def main(arguments: list[str]) -> int:
    """`gallery OUT/ [PART-OF-A-NAME]`."""
    if not arguments:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    for file in render(Path(arguments[0]), only=arguments[1] if len(arguments) > 1 else ""):
        sys.stdout.write(f"{file}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
