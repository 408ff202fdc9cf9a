"""A text with the words marked that differ from another: added ones underlined on tint, removed ones struck."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.parts import Words
from trygg_desktop.exchange.text_differences import Change, Difference, differences

LONGEST = 20_000
"""Signs: longer texts are shown without marks, for nobody should wait for them."""


class MarkedText(Words):
    """Words of another text can be marked in it; it follows light and dark, and can be selected and copied."""

    def __init__(self, parent: QWidget | None = None, *, color: str = "text", role: str = "body") -> None:
        self._runs: tuple[Difference, ...] = ()
        self._shows_removed = False
        super().__init__("", role, color)
        self.setParent(parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_text(self, text: str) -> None:
        """Shows a text without marks."""
        self._show((Difference(Change.KEPT, text),), shows_removed=False)

    def show_against(self, other: str, text: str) -> None:
        """Shows a text with the words marked that another has not."""
        if max(len(other), len(text)) > LONGEST:
            self.show_text(text)
        else:
            self._show(differences(other, text), shows_removed=False)

    def show_removed(self, text: str, later: str) -> None:
        """Shows an earlier text with the words struck that a later one has no more."""
        if max(len(later), len(text)) > LONGEST:
            self.show_text(text)
        else:
            kept = (run for run in differences(text, later) if run.change is not Change.ADDED)
            self._show(tuple(kept), shows_removed=True)

    @property
    def marked(self) -> list[str]:
        """The runs that are marked, as they are read."""
        wanted = Change.REMOVED if self._shows_removed else Change.ADDED
        return [run.text.strip() for run in self._runs if run.change is wanted and run.text.strip()]

    def _show(self, runs: Iterable[Difference], *, shows_removed: bool) -> None:
        self._shows_removed = shows_removed
        self._runs = tuple(run for run in runs if shows_removed or run.change is not Change.REMOVED)
        self.setAccessibleName("".join(run.text for run in self._runs))
        self.recolor()

    def recolor(self) -> None:
        super().recolor()
        if self._runs:
            self.setText(
                f'<div style="white-space: pre-wrap">{"".join(_html(run) for run in self._runs)}</div>'
            )
        else:
            self.setText("")


def _html(run: Difference) -> str:
    text = escape(run.text)
    if run.change is Change.ADDED:
        return f'<span style="background:{theme.tokens().tint}; text-decoration: underline">{text}</span>'
    if run.change is Change.REMOVED:
        return f'<span style="color:{theme.tokens().text2}; text-decoration: line-through">{text}</span>'
    return text
