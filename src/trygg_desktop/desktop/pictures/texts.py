"""The texts of a place: a form that saves each field by itself, or the wording as it was decided."""

from __future__ import annotations

from functools import cached_property
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.pictures.reading import COMPARED, Shown
from trygg_desktop.desktop.pictures.wording import DecidedWording
from trygg_desktop.desktop.records.form import RecordForm
from trygg_desktop.domain.pictures import PicturePart, SituationPicture

_ABOUT = ("title", "period", "from_on", "to_on", "previous", "decision", "notes")


class _TextForm(RecordForm):
    """The fields of a picture, which is shown first, are made while it is still being read."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(
            desk, parent, only=(*_ABOUT, *COMPARED), titled=False, links=False, attachments=False
        )
        QTimer.singleShot(0, self, self._prepare)

    def _prepare(self) -> None:
        if self.body is None:
            self._room.use(SituationPicture)


class PlaceTexts(QStackedWidget):
    """Shows one place of one picture. `created` carries a new picture, `new_wanted` asks for one from a decided."""

    created = Signal(object)
    closed = Signal()
    new_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = _TextForm(desk, self)
        self._begun: tuple[UUID | None, UUID | None] | None = None
        self.addWidget(self.form)
        self.form.created.connect(self._created)
        self.form.closed.connect(self.closed)

    @cached_property
    def decided(self) -> DecidedWording:
        """The wording as it was decided, made when a decided picture is first shown."""
        made = DecidedWording(self)
        made.new_wanted.connect(self.new_wanted)
        self.addWidget(made)
        return made

    def show_place(self, shown: Shown, district: UUID | None) -> None:
        """Shows what a picture says of a district, or of the whole city; a district of which it says nothing yet
        is begun, and written with the first text."""
        record = shown.now(district)
        if shown.frozen:
            self.form.clear()
            self._begun = None
            self.decided.show_texts(record)
            self.setCurrentWidget(self.decided)
            return
        self.setCurrentWidget(self.form)
        here = (shown.picture.id, district)
        if record is not None:
            self._begun = None
            assert record.id is not None
            self.form.show(record.id)
        elif self._begun != here:
            self._begun = here
            self.form.begin(
                PicturePart,
                picture=shown.picture.id,
                district=district,
                protection=shown.picture.protection,
                ground=shown.picture.ground,
            )

    def begin_picture(self) -> None:
        """Begins a new picture, which is written as soon as it has a title."""
        self.setCurrentWidget(self.form)
        self._begun = (None, None)
        self.form.begin(SituationPicture)

    def clear(self) -> None:
        """Shows nothing."""
        self._begun = None
        self.form.clear()

    def _created(self, id: UUID) -> None:
        if isinstance(self.form.record, SituationPicture):
            self.created.emit(id)
