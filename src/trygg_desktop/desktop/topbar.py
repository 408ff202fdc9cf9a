"""The bar on top: one search field for everything, and a button for what is new."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QToolButton, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.icons import icon
from trygg_desktop.i18n import _


class SearchField(QLineEdit):
    """Search everything, or type > for commands."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(_("Search, or type > for commands"))
        self.setAccessibleName(_("Search"))
        self.setClearButtonEnabled(True)
        self.addAction(icon("magnifying-glass"), QLineEdit.ActionPosition.LeadingPosition)
        self._hint = QLabel("Ctrl K", self)
        self._hint.setObjectName("keys")
        self._hint.setFont(theme.font("small"))
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(lambda text: self._hint.setVisible(not text))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        size = self._hint.sizeHint()
        self._hint.setGeometry(
            self.width() - size.width() - 8, (self.height() - size.height()) // 2, size.width(), size.height()
        )


class TopBar(QWidget):
    """Search at the left, "Nytt" at the right, and between them how the exchange stands, in a quiet line."""

    new_wanted = Signal(str)
    exchange_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self.setFixedHeight(max(48, theme.row_height() + 18))
        self.search = SearchField()
        self.search.setFixedHeight(30)
        self.search.setMaximumWidth(400)
        self.new = QToolButton()
        self.new.setObjectName("button")
        self.new.setText(_("New"))
        self.new.setIcon(icon("plus", "text"))
        self.new.setIconSize(QSize(15, 15))
        self.new.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.new.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.new.setToolTip(_("New (Ctrl+N)"))
        self.new.setAccessibleName(_("New"))
        self._menu = QMenu(self.new)
        self._menu.aboutToShow.connect(self._fill)
        self.new.setMenu(self._menu)
        self.new.clicked.connect(self._press_new)
        self.offered: list[str] = []
        self._here = 0
        self._called: Callable[[str], str] = str
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(self.search, 3)
        row.addStretch(1)
        row.addWidget(self.new)
        self._row = row
        self.exchange: QPushButton | None = None

    def tell_exchange(self, text: str) -> None:
        """Says how the exchange stands; nothing where nothing waits."""
        if self.exchange is None:
            if not text:
                return
            self.exchange = QPushButton()
            self.exchange.setProperty("quiet", True)
            self.exchange.setFlat(True)
            self.exchange.setFont(theme.font("side"))
            self.exchange.setIcon(icon("arrows-left-right"))
            self.exchange.setIconSize(QSize(15, 15))
            self.exchange.setCursor(Qt.CursorShape.PointingHandCursor)
            self.exchange.clicked.connect(lambda _checked=False: self.exchange_wanted.emit())
            self._row.insertWidget(self._row.count() - 1, self.exchange)
            QWidget.setTabOrder(self.search, self.exchange)
            QWidget.setTabOrder(self.exchange, self.new)
        self.exchange.setText(text)
        self.exchange.setAccessibleName(text)
        self.exchange.setVisible(bool(text))

    def offer(self, kinds: list[str], called: Callable[[str], str], *, here: int = 0) -> None:
        """The kinds of record that can be made, the usual one first.

        Args:
            called: the word for a kind; asked when the menu opens, since to know it the kind must be made.
            here: how many of them are at home on the page that is shown; a line parts them from the others.
        """
        self.offered, self._called, self._here = kinds, called, here
        self.new.setEnabled(bool(kinds))

    def _fill(self) -> None:
        self._menu.clear()
        for place, name in enumerate(self.offered):
            if self._here and place == self._here:
                self._menu.addSeparator()
            action = QAction(self._called(name), self._menu)
            action.triggered.connect(lambda _checked=False, name=name: self.new_wanted.emit(name))
            self._menu.addAction(action)

    def _press_new(self) -> None:
        if self.offered:
            self.new_wanted.emit(self.offered[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.color("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
