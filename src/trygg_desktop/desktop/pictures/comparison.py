"""What has been written anew since the picture before: added words underlined, removed ones struck through."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.parts import SectionHeading, Words
from trygg_desktop.desktop.pictures.reading import COMPARED, Shown
from trygg_desktop.desktop.records.tab_order import FocusInSight
from trygg_desktop.desktop.scrolling_sheet import ScrollingSheet
from trygg_desktop.domain.pictures import PicturePart
from trygg_desktop.exchange.text_differences import Change, Difference, differences
from trygg_desktop.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Compared:
    """One field in two pictures."""

    name: str
    runs: tuple[Difference, ...]

    @property
    def differs(self) -> bool:
        """Whether anything has changed."""
        return any(run.change is not Change.KEPT for run in self.runs)


def compared(shown: Shown, district: UUID | None) -> tuple[Compared, ...]:
    """The fields of a place that have a text in either picture. Words are compared, which takes a while."""
    now, earlier = shown.now(district), shown.earlier(district)
    found = []
    for name in COMPARED:
        before, after = (getattr(each, name, None) or "" for each in (earlier, now))
        if before or after:
            found.append(Compared(name, differences(before, after)))
    return tuple(found)


def as_html(runs: tuple[Difference, ...]) -> str:
    """The runs for the screen; shape and colour say the same."""
    added, removed = theme.color("ok").name(), theme.color("alert").name()
    looks = {
        Change.KEPT: "{}",
        Change.ADDED: f'<u style="color:{added}">{{}}</u>',
        Change.REMOVED: f'<s style="color:{removed}">{{}}</s>',
    }
    return "".join(looks[run.change].replace("{}", escape(run.text).replace("\n", "<br>")) for run in runs)


def in_words(runs: tuple[Difference, ...]) -> str:
    """The runs for someone who hears them: what is the same is left out."""
    said = {Change.ADDED: N_("Added: {text}."), Change.REMOVED: N_("Removed: {text}.")}
    changed = [_(said[run.change], text=run.text.strip()) for run in runs if run.change in said]
    return " ".join(changed) or _("Unchanged")


class Comparison(ScrollingSheet):
    """The texts of one place against those of the picture before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        FocusInSight(self)
        self.told = Words("", "body", "text2")
        self.told.setWordWrap(True)
        self.key = Words("", "side")
        self.key.setTextFormat(Qt.TextFormat.RichText)
        column = QVBoxLayout(self.sheet)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.told)
        column.addWidget(self.key)
        self.texts: dict[str, Words] = {}
        fields = PicturePart.fields()
        self._headings = {name: SectionHeading(fields[name].title) for name in COMPARED}
        for name, heading in self._headings.items():
            words = Words()
            words.setWordWrap(True)
            words.setTextFormat(Qt.TextFormat.RichText)
            words.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            words.setAccessibleName(fields[name].title)
            self.texts[name] = words
            column.addWidget(heading)
            column.addWidget(words)
        column.addStretch(1)
        self._fields: tuple[Compared, ...] = ()
        theme.notice().changed.connect(self._paint)

    def show_fields(self, fields: tuple[Compared, ...], before: str) -> None:
        """Shows what differs from the picture of this name; no name is no picture before."""
        self._fields = fields if before else ()
        if not before:
            self.told.setText(
                _("There is no picture to compare with. Choose one in the field Previous picture.")
            )
        elif not fields:
            self.told.setText(_("Neither picture says anything about this district."))
        else:
            self.told.setText(_("Compared with {title}.", title=before))
        self._paint()

    def _paint(self) -> None:
        there = {each.name: each for each in self._fields}
        key = (
            Difference(Change.ADDED, _("added")),
            Difference(Change.KEPT, "  "),
            Difference(Change.REMOVED, _("removed")),
        )
        self.key.setText(as_html(key))
        self.key.setVisible(bool(there))
        for name, words in self.texts.items():
            found = there.get(name)
            words.setVisible(found is not None)
            self._headings[name].setVisible(found is not None)
            if found is not None:
                words.setText(as_html(found.runs))
                words.setAccessibleDescription(in_words(found.runs))
                self._headings[name].set_fact("" if found.differs else _("Unchanged"))
