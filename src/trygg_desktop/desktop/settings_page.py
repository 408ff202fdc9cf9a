"""Settings: the council's own words, this computer's looks, and the care of the file."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from trygg_desktop import i18n
from trygg_desktop.desktop import preferences, theme
from trygg_desktop.desktop.briefings.emblem_field import EmblemField
from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.file_care import FileCare, labelled_rows
from trygg_desktop.desktop.page import Page
from trygg_desktop.desktop.parts import Words
from trygg_desktop.desktop.records.form import RecordForm
from trygg_desktop.i18n import N_, _

_SAME_FOR_ALL = ("protection", "ground", "marked_on", "marked_by", "review_on", "emblem")


class SettingsPage(Page):
    """The council's settings at the left, this computer and the file at the right."""

    subject: ClassVar[str] = "settings"
    label: ClassVar[str] = N_("Settings")
    icon: ClassVar[str] = "gear-six"
    number: ClassVar[int] = 0
    kinds: ClassVar[tuple[str, ...]] = ("council-settings",)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._form = RecordForm(
            desk, leave_out=_SAME_FOR_ALL, titled=False, links=False, attachments=False, history=False
        )
        self._form.setAccessibleName(_("The council’s settings"))
        self._form.shown.connect(lambda _record: self._without_band())
        self._care = FileCare(desk)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 20, 0, 0)
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        heading = Words(_("Settings"), "page")
        heading.setContentsMargins(24, 0, 0, 4)
        left.addWidget(heading)
        left.addWidget(self._form, 1)
        row.addLayout(left, 5)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._this_computer())
        row.addWidget(scroll, 4)

    def refresh(self, changes: Changes | None) -> None:
        if changes is None:
            self.desk.query(lambda workspace: workspace.council().id, self._show_council, owner=self)
            self.desk.query(lambda workspace: workspace.me.name, self._show_name, owner=self)

    def _show_name(self, name: str) -> None:
        self._name.setText(name)
        self._name.setCursorPosition(0)  # where the field is too narrow, the beginning is what is read

    def _without_band(self) -> None:
        """Settings are the program's own: how far they may be spread is nothing to choose."""
        if self._form.body is not None:
            self._form.body.band.hide()

    def _show_council(self, id: UUID | None) -> None:
        if id is not None:
            self._form.show_record(id)

    def _this_computer(self) -> QWidget:
        sheet = QWidget()
        sheet.setObjectName("page")
        sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(24, 44, 32, 16)
        column.setSpacing(12)
        emblem = labelled_rows(_("On paper"), [(_("Emblem"), EmblemField(self.desk))])
        for part in (self._looks(), self._me(), emblem, self._care):
            column.addWidget(part)
        column.addStretch(1)
        return sheet

    def _looks(self) -> QWidget:
        self._scheme, self._language = QComboBox(), QComboBox()
        for name, label in (("system", _("Like the system")), ("light", _("Light")), ("dark", _("Dark"))):
            self._scheme.addItem(label, name)
        self._language.setObjectName("language")
        for name, label in (("sv", "Svenska"), ("en", "English")):
            self._language.addItem(label, name)
        self._scheme.setCurrentIndex(self._scheme.findData(preferences.scheme()))
        self._language.setCurrentIndex(self._language.findData(i18n.language()))
        self._scheme.currentIndexChanged.connect(lambda _row: self._use_scheme(self._scheme.currentData()))
        self._language.currentIndexChanged.connect(
            lambda _row: self._use_language(self._language.currentData())
        )
        rows = [(_("Appearance"), self._scheme), (_("Language"), self._language)]
        return labelled_rows(_("This computer"), rows)

    def _use_scheme(self, scheme: str) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        preferences.keep_scheme(scheme)
        self._save()
        theme.apply(app, scheme)

    def _use_language(self, language: str) -> None:
        preferences.keep_language(language)
        self._save()
        i18n.set_language(language)
        self.desk.language_chosen.emit()

    def _save(self) -> None:
        self.desk.courier.write(preferences.save, lambda _done: None, self.desk.fault)

    def _me(self) -> QWidget:
        self._name = QLineEdit()
        self._name.editingFinished.connect(self._rename)
        return labelled_rows(_("You"), [(_("Your role, as the history shows it"), self._name)])

    def _rename(self) -> None:
        name = self._name.text().strip()
        if not name or not self._name.isModified():
            return
        self._name.setModified(False)
        self.desk.courier.write(
            lambda: self.desk.workspace.rename_me(name),
            lambda _done: self.desk.renamed.emit(),
            self.desk.fault,
        )
