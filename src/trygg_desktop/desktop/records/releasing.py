"""Asks once before a draft is released, because that can't be taken back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from trygg_desktop.domain.record import Protection, Record
from trygg_desktop.i18n import _


def ask_to_release(record: Record, parent: QWidget, release: Callable[[], None]) -> QMessageBox:
    """Asks, and runs `release` if that is the answer; a confidential record gets a warning."""
    protected = record.protection == Protection.PROTECTED
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning if protected else QMessageBox.Icon.Question)
    box.setWindowTitle(_("Release"))
    box.setText(
        _("This record is marked confidential. Release it to the other side all the same?")
        if protected
        else _("Release this draft to the other side?")
    )
    box.setInformativeText(
        _("It goes along at the next exchange. This can’t be undone; the draft’s history is forgotten.")
    )
    yes = box.addButton(_("Release"), QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton(_("Keep as a draft"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.buttonClicked.connect(lambda button: release() if button is yes else None)
    box.open()
    return box
