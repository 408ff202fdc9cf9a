"""What the lower half of Närvaro lists: actions, sessions, walks, findings, police events, districts."""

from __future__ import annotations

from PySide6.QtWidgets import QTabBar, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.i18n import N_, _

SUBJECTS: tuple[tuple[str, str], ...] = (
    ("presence-action", N_("Actions")),
    ("presence-session", N_("Sessions")),
    ("safety-walk", N_("Walks")),
    ("finding", N_("Findings")),
    ("event", N_("Police events")),
    ("district", N_("Districts")),
)


class SubjectTabs(QTabBar):
    """Quiet tabs: words in a row, the chosen one underlined."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setAccessibleName(_("What is listed"))
        for kind, label in SUBJECTS:
            self.setTabData(self.addTab(_(label)), kind)
        theme.notice().changed.connect(self._recolor)
        self._recolor()

    @property
    def kind(self) -> str:
        """The kind of record that is listed."""
        return str(self.tabData(self.currentIndex()))

    def choose(self, kind: str) -> None:
        """Lists another kind."""
        kinds = [name for name, _label in SUBJECTS]
        if kind in kinds:
            self.setCurrentIndex(kinds.index(kind))

    def _recolor(self) -> None:
        use = theme.tokens()
        self.setFont(theme.font("side"))
        self.setStyleSheet(
            f"""
            QTabBar {{ background: transparent; border: none; }}
            QTabBar::tab {{ background: transparent; color: {use.text2}; border: none; padding: 5px 1px;
                margin-right: 15px; border-bottom: 2px solid transparent; }}
            QTabBar::tab:hover {{ color: {use.text}; }}
            QTabBar::tab:selected {{ color: {use.text}; border-bottom: 2px solid {use.accent}; }}
            QTabBar:focus::tab:selected {{ background: {use.tint}; }}
            """
        )
