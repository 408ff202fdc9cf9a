"""What the register knows of the file that is chosen in it, and whether the records still say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.desktop.briefings.register_model import Entry
from trygg_desktop.desktop.briefings.request import NOTICE, BriefingRequest
from trygg_desktop.desktop.parts import Words
from trygg_desktop.domain.record import Audience
from trygg_desktop.i18n import _, local

if TYPE_CHECKING:
    from trygg_desktop.briefings.registry import Made


def request_for(entry: Entry) -> BriefingRequest | None:
    """The briefing that a file was made from, as it would have been that day; nothing for what can't be made again."""
    from trygg_desktop.briefings.registry import BRIEFINGS

    file = entry.file
    if not (file.name in BRIEFINGS or file.meeting):
        return None
    made_on = file.on or local(file.made_at).date()
    return BriefingRequest(
        name=file.name if file.name in BRIEFINGS else NOTICE,
        audience=Audience(file.audience),
        meeting=file.meeting,
        day=entry.meeting_day or file.until or made_on,
        on=made_on,
        district=file.district,
        person=file.person,
        since=file.since,
        until=file.until,
        sought=file.plain or file.fingerprint,
    )


class ChosenFile(QWidget):
    """Two sentences under the register."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry: Entry | None = None
        self.facts, self.comparison = Words("", "side", "text2"), Words("", "body", "text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for words in (self.facts, self.comparison):
            words.setWordWrap(True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(words)
        self.show_entry(None)

    def show_entry(self, entry: Entry | None) -> None:
        """Tells of a file, or of none."""
        self.entry = entry
        self.facts.setText(entry.in_full if entry else "")
        self.facts.setVisible(entry is not None)
        self.say(_("Comparing with what the records say now …") if entry else "", "text2")

    def compare(self, request: BriefingRequest, made: Made) -> None:
        """Tells whether what is shown is the chosen file."""
        if self.entry is None:
            return
        if made.fingerprint == request.sought:
            self.say(_("What is shown is exactly the file that was made then."), "ok")
        else:
            self.say(
                _(
                    "The records or the program have changed since the file was made: what is shown is as it "
                    "would be now."
                ),
                "warn",
            )

    def say(self, text: str, color: str) -> None:
        """Says something of the file, or nothing."""
        self.comparison.setText(text)
        self.comparison.set_color(color)
        self.comparison.setVisible(bool(text))
        self.setVisible(bool(text))
