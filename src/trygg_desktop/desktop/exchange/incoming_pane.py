"""A file that has come, before anything is changed: what it would do, and taking it in or putting it aside."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from trygg_desktop.desktop.exchange.grouped_list import GroupedList
from trygg_desktop.desktop.exchange.incoming_detail import IncomingDetail
from trygg_desktop.desktop.exchange.incoming_words import OPEN_AT_MOST, Preview
from trygg_desktop.desktop.exchange.wording import records
from trygg_desktop.desktop.parts import Words, lead_focus
from trygg_desktop.desktop.presence.hairline import Hairline
from trygg_desktop.i18n import _, ngettext


class IncomingPane(QWidget):
    """The file's head, the records at the left and the chosen one at the right."""

    taken_in = Signal(object, bool)
    """The preview, and whether its erasures are accepted."""
    put_aside = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview: Preview | None = None
        self.title = Words("", "section")
        self._facts = Words("", "side", "text2")
        self._warning = Words("", "body", "warn")
        for each in (self.title, self._facts, self._warning):
            each.setWordWrap(True)
        self.accept = QCheckBox()
        self.accept.toggled.connect(lambda _on: self._enable())
        self.aside = QPushButton(_("Put aside"))
        self.aside.clicked.connect(lambda _checked=False: self.put_aside.emit())
        self.take = QPushButton()
        self.take.setProperty("accent", True)
        self.take.clicked.connect(lambda _checked=False: self._take())
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.list = GroupedList(_("What the file would change"), parent=self.split)
        self.detail = IncomingDetail(self.split)
        self.list.line_chosen.connect(lambda line: self.detail.show_detail(line.what if line else None))
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.list)
        self.split.addWidget(self.detail)
        self.split.setSizes([384, 712])
        self.split.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self.split, 1)
        lead_focus(self, self.list)

    def _head(self) -> QWidget:
        head = QWidget(self)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.title)
        words.addWidget(self._facts)
        words.addWidget(self._warning)
        words.addWidget(self.accept, 0, Qt.AlignmentFlag.AlignLeft)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        unchanged = Words(_("Nothing is changed yet."), "side", "text2")
        for each in (unchanged, self.aside, self.take):
            buttons.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout()
        row.setContentsMargins(32, 4, 24, 12)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addLayout(buttons)
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Hairline())
        return head

    def show_preview(self, preview: Preview) -> None:
        """Shows what a file would change."""
        incoming, self.preview = preview.incoming, preview
        name = preview.sender or _("an earlier member")
        self.title.setText(_("File {number} from {name}", number=incoming.number, name=name))
        self._facts.setText(" · ".join((_("the signature is right"), *self._told(preview))))
        self._warning.setText(self._warn(preview))
        self._warning.setVisible(bool(self._warning.text()))
        erasures = len(incoming.erased)
        self.accept.setChecked(False)
        self.accept.setVisible(bool(erasures))
        self.accept.setText(
            ngettext(
                "I have read the reason: erase {n} record here for good",
                "I have read the reasons: erase {n} records here for good",
                erasures,
            )
        )
        if incoming.waits:
            self.take.setText(_("Keep in the inbox"))
        elif preview.records:
            self.take.setText(_("Take in {records}", records=records(preview.records)))
        else:
            self.take.setText(_("Take in"))
        self.list.setVisible(bool(preview.records))
        self.detail.setVisible(bool(preview.records))
        self.list.show_groups(())
        folded = [group.key for group in preview.groups if len(group.lines) > OPEN_AT_MOST]
        self.list.show_groups(preview.groups, folded=folded)
        self._enable()

    def _told(self, preview: Preview) -> tuple[str, ...]:
        if preview.incoming.waits:
            return (_("an earlier file is missing"),)
        if preview.incoming.empty:
            return (_("nothing new in it, only what they have received"),)
        return _("nothing is missing before it"), records(preview.records)

    def _warn(self, preview: Preview) -> str:
        incoming = preview.incoming
        told = []
        if incoming.waits:
            told.append(
                _(
                    "The file builds on another that has not come yet. Keep it in the inbox: it is taken in by "
                    "itself when the other one comes."
                )
            )
        if incoming.copies:
            told.append(copies_words(preview.sender))
        if incoming.removed:
            told.append(_("The sender no longer exchanges with someone; that person is removed here too."))
        return "\n".join(told)

    def _enable(self) -> None:
        self.take.setEnabled(self.preview is not None and (self.accept.isHidden() or self.accept.isChecked()))

    def _take(self) -> None:
        if self.preview is not None:
            self.take.setEnabled(False)
            self.taken_in.emit(self.preview, self.accept.isChecked())

    def again(self) -> None:
        """Taking it in did not work: it can be tried again."""
        self._enable()


def copies_words(name: str) -> str:
    """The warning when someone's workspace seems to be in use on two computers."""
    return _(
        "{name} seems to write in two places: a copy of the same workspace is in use on two computers. Nothing is "
        "lost, but ask them to go on with one of them.",
        name=name or _("Someone"),
    )
