"""What every editor of a field can do: show a value, give back what is written, say when it is left."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.records.named import Titles as Titles
from trygg_desktop.desktop.records.new_record import NewRecord
from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.i18n import _


class FieldEditor(QWidget):
    """Shows and takes the value of one field.

    `left` tells that the user is done here and has written something else than before; `typed` carries
    each state of the text on the way there; `given_up` that Esc brought the earlier value back.
    """

    left = Signal()
    typed = Signal(str)
    given_up = Signal()

    def __init__(self, desk: Desk, field: Field) -> None:
        super().__init__()
        self.desk, self.field = desk, field
        self._value: Any = None
        self._control: QWidget | None = None

    @property
    def control(self) -> QWidget:
        """What the keyboard stands on when it is in this field."""
        return self._control or self

    def hand_focus_to(self, control: QWidget) -> None:
        """Gives the focus on to the control in which the value is written.

        Not by a focus proxy of Qt: Tab then comes to the control a second time, by way of the editor around it, and
        never leaves a form whose parts were put in order later.
        """
        self._control = control

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._control is not None:
            self._control.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_value(self, value: Any, titles: Titles) -> None:
        """Shows a value; what was typed and not saved is gone."""
        self._value = value

    def read(self) -> Any:
        """What stands here now.

        Raises:
            UserError: it can't be read.
        """
        return self._value

    def text(self) -> str:
        """What is typed here, as it stands."""
        return ""

    def take_text(self, text: str) -> None:
        """Types a text, as a person would."""

    @property
    def dirty(self) -> bool:
        """Whether something is typed here that has not been taken."""
        return False

    def restore(self) -> None:
        """Brings the earlier value back."""

    def new_records(self) -> tuple[NewRecord, ...]:
        """The records that this field now refers to and that are still to be made."""
        return ()

    def name_it(self, title: str, hint: str) -> None:
        """Gives what is written in its accessible name and its help."""
        target = self.control
        target.setAccessibleName(title)
        target.setAccessibleDescription(hint)
        target.setToolTip(hint)


def placeholder(field: Field) -> str:
    """What stands in an empty field."""
    match field.kind:
        case FieldKind.DATE:
            return _("Day, such as 3 Dec or tomorrow")
        case FieldKind.DATETIME:
            return _("Day and time, such as 3 Dec 13:00")
        case FieldKind.DURATION:
            return _("Such as 1 h 30 min")
        case FieldKind.CHOICE:
            return _("Choose")
        case FieldKind.REFERENCE | FieldKind.REFERENCES:
            return _("Write to search")
    return _("Write here") if field.required else "–"
