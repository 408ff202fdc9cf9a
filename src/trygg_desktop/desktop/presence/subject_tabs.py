"""What the lower half of Närvaro lists: actions, sessions, walks, findings, police events, districts."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTabBar, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.i18n import N_, _

SUBJECTS: tuple[tuple[str, str], ...] = (
    ("presence-action", N_("Actions")),
    ("presence-session", N_("Sessions")),
    ("safety-walk", N_("Walks")),
    ("finding", N_("Findings")),
    ("event", N_("Events")),
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

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(theme.color("line2"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        chosen = self.tabRect(self.currentIndex()).adjusted(3, 0, -10, 0)
        painter.fillRect(chosen.left(), self.height() - 2, chosen.width(), 2, theme.color("accent"))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(chosen.adjusted(-3, 2, 3, -3), 4, 4)

    def _recolor(self) -> None:
        use = theme.tokens()
        self.setFont(theme.font("side"))
        self.setStyleSheet(
            f"""
            QTabBar {{ background: transparent; border: none; }}
            QTabBar::tab {{ background: transparent; color: {use.text2}; border: none; padding: 5px 1px;
                margin-left: 3px; margin-right: 10px; }}
            QTabBar::tab:hover {{ color: {use.text}; }}
            QTabBar::tab:selected {{ color: {use.text}; }}
            """
        )
