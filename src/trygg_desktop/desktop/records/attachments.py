"""Documents on a record: added with a button or dropped on it, saved elsewhere, deleted."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.parts import LinkLabel, SectionHeading, Words
from trygg_desktop.desktop.records.elided_link import ElidedLink
from trygg_desktop.desktop.records.reference_editors import small_button
from trygg_desktop.domain.attachments import Attachment
from trygg_desktop.errors import EnvironmentFault, UserError
from trygg_desktop.i18n import N_, _, file_size

LARGEST = 25 * 2**20
"""Bytes; what the workspace takes."""


def read_document(path: Path) -> bytes:
    """A file's content.

    Raises:
        UserError: it is empty or too large.
        EnvironmentFault: it can't be read.
    """
    try:
        if not 0 < path.stat().st_size <= LARGEST:
            raise UserError(
                "attachment-size",
                N_("A document must have content and be at most 25 MB. Nothing was attached."),
                file=path.name,
            )
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFault(
            "unreadable-file", N_("{name} can't be read. Nothing was attached."), name=path.name
        ) from error


def _read(path: Path) -> tuple[bytes, str]:
    """A file's content and what kind of file it is, by its name: what kinds there are is read from the disk too."""
    return read_document(path), mimetypes.guess_type(path.name)[0] or ""


def write_document(path: Path, content: bytes) -> None:
    """Writes a document where the user wants it; see `put_in_place`, also for what it raises."""
    from trygg_desktop.formats.written import put_in_place

    put_in_place(path, content)


class AttachmentsSection(QWidget):
    """The documents of one record."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._id: UUID | None = None
        self.add = LinkLabel(_("Add a file"), self._ask_for_file)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(SectionHeading(_("Documents"), link=self.add))
        column.addLayout(self._rows)

    def show_documents(self, id: UUID, documents: Sequence[Attachment]) -> None:
        """Shows the documents of a record."""
        self._id = id
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for document in documents:
            self._rows.addWidget(self._row(document))
        if not documents:
            words = Words(_("Drop a file here, or choose one."), "side", "text2")
            self._rows.addWidget(words)

    def _row(self, document: Attachment) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 1, 0, 1)
        row.setSpacing(4)
        name = ElidedLink(document.name or "", lambda: self._ask_where(document))
        name.setAccessibleName(_("Save {name} as …", name=document.name))
        row.addWidget(name)
        row.addWidget(Words(file_size(document.size) if document.size else "", "side", "text2"))
        row.addStretch(1)
        row.addWidget(
            small_button("x", _("Delete {name}", name=document.name), lambda: self.delete(document))
        )
        return line

    def attach(self, path: Path) -> None:
        """Puts a file on the record that is shown."""
        id = self._id
        if id is None:
            return

        def arrived(read: tuple[bytes, str]) -> None:
            content, media_type = read
            self.desk.command(N_("Add a document"), lambda tx: tx.attach(id, path.name, content, media_type))

        self.desk.courier.make(lambda: _read(path), arrived, self.desk.fault)

    def save_as(self, document: Attachment, path: Path) -> None:
        """Writes a document where the user wants it."""
        id = document.id
        assert id is not None

        def arrived(content: bytes) -> None:
            self.desk.courier.make(
                lambda: write_document(path, content),
                lambda _done: self.desk.tell(_("{name} saved.", name=path.name)),
                self.desk.fault,
            )

        self.desk.query(lambda workspace: workspace.attachment_bytes(id), arrived, owner=self)

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self, _("Add a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._attach_all)
        dialog.open()

    def _attach_all(self, paths: Sequence[str]) -> None:
        for path in paths:
            self.attach(Path(path))

    def _ask_where(self, document: Attachment) -> None:
        dialog = QFileDialog(self, _("Save as …"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(document.name or "")
        dialog.fileSelected.connect(lambda path: self.save_as(document, Path(path)))
        dialog.open()

    def delete(self, document: Attachment) -> None:
        """Deletes a document; Ctrl+Z brings it back."""
        id: Any = document.id
        self.desk.command(N_("Delete {kind}"), lambda tx: tx.delete(id), kind=Attachment.about.noun)
