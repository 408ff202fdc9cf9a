"""What was found in a file: how much is new, which rows can't be taken and why, and who may be here already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.icons import icon
from trygg_desktop.desktop.parts import SectionHeading, Words
from trygg_desktop.i18n import _, ngettext, number

if TYPE_CHECKING:
    from trygg_desktop.desktop.importing.looking import Preview
    from trygg_desktop.formats.importing import ImportResult, Problem

MOST = 500
"""Lines of one sort that are shown; more than that nobody reads."""


def counted(result: ImportResult, bad: int) -> list[str]:
    """`57 nya`, `3 ändras`, `2 hoppas över`, `1 rad med fel`; what there is none of is left out."""
    parts = [
        ngettext("{n} is new", "{n} are new", result.added) if result.added else "",
        ngettext("{n} is changed", "{n} are changed", result.updated) if result.updated else "",
        ngettext("{n} is skipped", "{n} are skipped", result.skipped) if result.skipped else "",
        ngettext("{n} row with problems", "{n} rows with problems", bad) if bad else "",
    ]
    return [part for part in parts if part]


class Findings(QScrollArea):
    """Counts, problems by row and column, warnings and possible duplicates, each only where there are some."""

    problem_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("What was found in the file"))
        self._content = QWidget()
        self.setWidget(self._content)

    def show_preview(self, preview: Preview) -> None:
        """Shows what was found."""
        content = QWidget()
        content.setObjectName("page")
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(20, 4, 16, 16)
        self._column.setSpacing(8)
        if preview.plan is not None and preview.result is not None:
            self._counts(preview.result, preview.bad_rows)
            self._sentences(_("What the file holds"), list(preview.plan.about), counted=False)
            self._problems(preview.plan.problems)
            self._sentences(_("Good to know"), list(preview.plan.warnings))
            self._duplicates(preview)
        self._column.addStretch(1)
        self.setWidget(content)
        self._content = content

    def _counts(self, result: ImportResult, bad: int) -> None:
        self._column.addWidget(SectionHeading(_("What will happen")))
        lines = counted(result, bad)
        for line in lines or [_("Nothing in the file is new here.")]:
            self._column.addWidget(_wrapped(line))

    def _problems(self, problems: tuple[Problem, ...]) -> None:
        if not problems:
            return
        self._column.addSpacing(12)
        self._column.addWidget(SectionHeading(_("Problems"), number(len(problems))))
        lines = QListWidget()
        lines.setFrameShape(QFrame.Shape.NoFrame)
        lines.setFont(theme.font("side"))
        lines.setWordWrap(True)
        lines.setTextElideMode(Qt.TextElideMode.ElideNone)
        lines.setAccessibleName(_("Problems"))
        lines.setFixedHeight(min(len(problems), 4) * 5 * theme.row_height() // 2 + 8)
        for problem in problems[:MOST]:
            item = QListWidgetItem(icon("warning", "warn"), problem_words(problem))
            item.setData(Qt.ItemDataRole.UserRole, problem)
            lines.addItem(item)
        lines.currentItemChanged.connect(lambda item, _before: self._tell(item))
        self._column.addWidget(lines)

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.problem_chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def _duplicates(self, preview: Preview) -> None:
        assert preview.plan is not None
        twins = preview.plan.possible_duplicates
        if not twins:
            return
        lines = [each.why for each in twins]
        self._sentences(_("Possible duplicates"), lines[:12])
        if len(lines) > 12:
            self._column.addWidget(_wrapped(_("and {n} more", n=number(len(lines) - 12)), "text2"))
        self._column.addWidget(
            _wrapped(_("They are added, and you can join them or tell them apart afterwards."), "text2")
        )

    def _sentences(self, heading: str, sentences: list[str], *, counted: bool = True) -> None:
        if not sentences:
            return
        self._column.addSpacing(12)
        several = counted and len(sentences) > 1
        self._column.addWidget(SectionHeading(heading, number(len(sentences)) if several else ""))
        for sentence in sentences:
            self._column.addWidget(_wrapped(sentence))


def problem_words(problem: Problem) -> str:
    """`Rad 12, E-post: …`."""
    if problem.column:
        return _(
            "Row {row}, {column}: {reason}", row=problem.row, column=problem.column, reason=problem.message
        )
    return _("Row {row}: {reason}", row=problem.row, reason=problem.message)


def _wrapped(text: str, color: str = "text") -> Words:
    words = Words(text, "side", color)
    words.setWordWrap(True)
    return words
