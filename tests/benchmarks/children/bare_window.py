"""Shows an empty window; with `sqlmodel` as argument also imports that, once the window is drawn."""

import sys

from PySide6.QtWidgets import QApplication, QWidget
from telling import FirstPicture, tell


def drawn() -> None:
    if "sqlmodel" in sys.argv:
        import sqlmodel  # noqa: F401
    tell()


app = QApplication([])
window = QWidget()
window.resize(1280, 800)
watch = FirstPicture(window, drawn)
window.show()
app.exec()
