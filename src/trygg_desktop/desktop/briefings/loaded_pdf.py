"""A finished PDF in memory, with what draws its pages on a thread of its own."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer
from PySide6.QtWidgets import QWidget


class LoadedPdf:
    """One PDF in memory: the bytes must live as long as the document that reads them."""

    def __init__(self, data: bytes, parent: QWidget) -> None:
        self.buffer = QBuffer(parent)
        self.buffer.setData(data)
        self.buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument(parent)
        self.document.load(self.buffer)
        # asked for once: whoever asks waits while a page is being drawn
        self.sizes = [self.document.pagePointSize(page) for page in range(self.document.pageCount())]
        self.renderer = QPdfPageRenderer(parent)
        self.renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self.renderer.setDocument(self.document)

    def drop(self) -> None:
        """Lets go of the file, the renderer first: it may still be reading the document."""
        for part in (self.renderer, self.document, self.buffer):
            part.deleteLater()
