"""How each side stands to a picture, in words and signs, and the button that signs it for one's own."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.parts import Words
from trygg_desktop.desktop.pictures.reading import Shown
from trygg_desktop.domain.sides import Side
from trygg_desktop.domain.signing import Standing
from trygg_desktop.i18n import N_, _, local, short_date
from trygg_desktop.insight.signatures import SideStanding, Worth

SIGN: dict[Side, str] = {
    Side.MUNICIPALITY: N_("Sign for the municipality"),
    Side.POLICE: N_("Sign for the police"),
}
_NAMES: dict[Side, str] = {Side.MUNICIPALITY: N_("The municipality"), Side.POLICE: N_("The police")}
_SIGN_SIZE = 16


class StandingLine(QWidget):
    """Municipality and police side by side; the signals tell that someone wants to sign, or to take a decision back."""

    sign_wanted = Signal()
    take_back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.signs = {side: QLabel() for side in Side}
        self.words = {side: Words("", "side", "text2") for side in Side}
        self.button = QPushButton()
        self.button.setIcon(icon("pen-nib"))
        self.button.clicked.connect(lambda _checked=False: self.sign_wanted.emit())
        self.back = QPushButton(_("Take back the decision"))
        self.back.setToolTip(_("The picture can be changed again, and both sides sign anew."))
        self.back.clicked.connect(lambda _checked=False: self.take_back_wanted.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for side in Side:
            row.addWidget(self.signs[side])
            row.addWidget(self.words[side])
            row.addSpacing(8)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.button)

    def show_picture(self, shown: Shown) -> None:
        """Tells how the sides stand to this picture."""
        for each in shown.sides:
            name, role = _sign_of(each)
            self.signs[each.side].setPixmap(icon(name, role).pixmap(QSize(_SIGN_SIZE, _SIGN_SIZE)))
            self.words[each.side].setText(words_of(each))
            self.words[each.side].set_color(role)
            self.words[each.side].setToolTip(_more(each))
        self.button.setText(_(SIGN[shown.own_side]))
        self.button.setVisible(shown.to_sign)
        self.back.setVisible(shown.frozen)


def words_of(each: SideStanding) -> str:
    """How one side stands, such as `Polisen 20 nov 2026: gäller tidigare lydelse`."""
    name = _(_NAMES[each.side])
    if each.standing is None or each.at is None:
        return _("{side} has not signed", side=name)
    day = short_date(local(each.at).date())
    if each.worth is Worth.BROKEN:
        return _("{side}: the signature is not valid", side=name)
    if each.standing is Standing.EARLIER:
        return _("{side} {day}: applies to an earlier wording", side=name, day=day)
    if each.worth is Worth.UNKNOWN:
        return _("{side} {day}: the key is not confirmed here", side=name, day=day)
    if each.withdrawn:
        return _("{side} {day}: taken back", side=name, day=day)
    return _("{side} signed {day}", side=name, day=day)


def _sign_of(each: SideStanding) -> tuple[str, str]:
    if each.standing is None:
        return "circle", "text2"
    if each.worth is Worth.BROKEN:
        return "x-circle", "alert"
    return ("check-circle", "ok") if each.applies else ("warning", "warn")


def _more(each: SideStanding) -> str:
    worth = each.worth.label if each.worth else ""
    standing = each.standing.label if each.standing else ""
    back = _("Signed, taken back since") if each.withdrawn else ""
    return ". ".join(filter(None, [each.by, back, standing, worth]))
