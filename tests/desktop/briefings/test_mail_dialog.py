"""Mejla: what stands there before a briefing goes, the draft that is made, and what is never written down."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email.policy import default
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.desktop.briefings.test_briefings_page import page, pick, settle
from tests.desktop.meetings.council import Council
from trygg_desktop.desktop.briefings.mail_dialog import MailDialog
from trygg_desktop.desktop.briefings_page import BriefingsPage
from trygg_desktop.domain.council import CouncilMember
from trygg_desktop.domain.record import Audience

__all__ = ["page"]


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[str]]:
    """The drafts that the mail program was given; the folder of downloads is the test's own."""
    given: list[str] = []
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda place: str(tmp_path))

    def open_url(url: QUrl) -> bool:
        given.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    yield given


def ask(qtbot: QtBot, page: BriefingsPage) -> MailDialog:
    page.pane.mail_briefing()
    qtbot.waitUntil(lambda: page.pane.findChild(MailDialog) is not None)
    found = page.pane.findChild(MailDialog)
    assert isinstance(found, MailDialog)
    return found


def with_members(page: BriefingsPage) -> None:
    with page.desk.workspace.transaction("New") as tx:
        for name, chair in (("Anna Berg", True), ("Bo Ek", False)):
            address = f"{name.split()[0].lower()}@example.se"
            tx.create(CouncilMember, name=name, email=address, shared_chair=chair, draft=False)
        tx.create(CouncilMember, name="Utan adress", draft=False)


def test_members_with_an_address_are_proposed_the_leaders_alone_for_their_edition(
    qtbot: QtBot, page: BriefingsPage
) -> None:
    with_members(page)
    both = ask(qtbot, page)
    assert both.to.toPlainText() == "Anna Berg <anna@example.se>\nBo Ek <bo@example.se>"
    both.reject()
    pick(page, Audience.LEADERS)
    settle(qtbot, page.pane)
    qtbot.waitUntil(lambda: page.pane.findChild(MailDialog) is None)
    assert ask(qtbot, page).to.toPlainText() == "Anna Berg <anna@example.se>"


def test_before_it_goes_it_says_for_whom_and_what_is_left_out(qtbot: QtBot, page: BriefingsPage) -> None:
    dialog = ask(qtbot, page)
    said = " ".join(label.text() for label in dialog.findChildren(type(dialog.error)))
    assert "För rådet · 1 post utelämnas för rådet" in said
    assert dialog.lock.isChecked() and "sms" in dialog.text.toPlainText()


def test_a_locked_copy_is_attached_and_noted_and_the_password_is_nowhere(
    qtbot: QtBot, page: BriefingsPage, opened: list[str]
) -> None:
    with_members(page)
    dialog = ask(qtbot, page)
    password, made = dialog.password, page.pane.made
    with qtbot.waitSignal(dialog.mailed):
        dialog.go.click()
    [path] = opened
    mail = email.message_from_bytes(Path(path).read_bytes(), policy=default)
    (attached,) = mail.iter_attachments()
    with pikepdf.open(BytesIO(attached.get_content()), password=password) as copy:
        assert copy.is_encrypted
    assert str(mail["To"]) == "Anna Berg <anna@example.se>, Bo Ek <bo@example.se>"
    assert attached.get_filename() == f"{Path(path).stem}.pdf"
    assert password not in Path(path).read_text()
    (entry,) = page.desk.workspace.made_briefings()
    assert made is not None and entry.plain == made.fingerprint != entry.fingerprint
    assert entry.mailed_to == ("Anna Berg <anna@example.se>", "Bo Ek <bo@example.se>")


def test_a_draft_of_the_same_name_is_left_and_the_new_ones_name_is_told(
    qtbot: QtBot, page: BriefingsPage, opened: list[str]
) -> None:
    said: list[str] = []
    page.desk.said.connect(said.append)
    for expected in ("", " (2)"):
        dialog = ask(qtbot, page)
        dialog.copy.click()
        with qtbot.waitSignal(dialog.mailed):
            dialog.go.click()
        qtbot.waitUntil(lambda: page.pane.findChild(MailDialog) is None)
        assert Path(opened[-1]).stem.endswith(expected) and Path(opened[-1]).name in said[-1]
    first, second = (Path(path) for path in opened)
    assert second.stem == f"{first.stem} (2)"
    assert first.read_bytes() != second.read_bytes()
    (attached,) = email.message_from_bytes(second.read_bytes(), policy=default).iter_attachments()
    assert attached.get_filename() == f"{first.stem}.pdf"


def test_where_no_program_opens_the_draft_it_is_said_where_it_lies(
    qtbot: QtBot, page: BriefingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    said: list[str] = []
    page.desk.said.connect(said.append)
    dialog = ask(qtbot, page)
    with qtbot.waitSignal(dialog.mailed):
        dialog.go.click()
    assert said[-1].startswith("Utkastet Kallelse 2026-12-03 rådet.eml ligger i ")
    assert "Inget e-postprogram hittades" in said[-1]


def test_the_letter_follows_the_lock_until_someone_writes_in_it(qtbot: QtBot, page: BriefingsPage) -> None:
    dialog = ask(qtbot, page)
    dialog.lock.setChecked(False)
    assert "sms" not in dialog.text.toPlainText() and not dialog.shown_password.isVisible()
    dialog.text.setPlainText("Hej Anna")
    dialog.lock.setChecked(True)
    assert dialog.text.toPlainText() == "Hej Anna"


def test_what_is_confidential_does_not_go_in_the_open(
    qtbot: QtBot, page: BriefingsPage, opened: list[str]
) -> None:
    pick(page, Audience.LEADERS)
    settle(qtbot, page.pane)
    dialog = ask(qtbot, page)
    dialog.lock.setChecked(False)
    assert not dialog.go.isEnabled() and "sekretess" in dialog.error.text().casefold()
    dialog.lock.setChecked(True)
    assert dialog.go.isEnabled() and dialog.error.isHidden()


def test_an_address_that_is_none_is_said_and_nothing_is_noted(
    qtbot: QtBot, page: BriefingsPage, opened: list[str]
) -> None:
    dialog = ask(qtbot, page)
    dialog.to.setPlainText("ingen adress")
    dialog.go.click()
    qtbot.waitUntil(lambda: bool(dialog.error.text()))
    assert "ingen adress" in dialog.error.text() and dialog.go.isEnabled()
    assert opened == [] and page.desk.workspace.made_briefings() == []


def test_the_password_is_copied_as_a_text_message(qtbot: QtBot, page: BriefingsPage) -> None:
    dialog = ask(qtbot, page)
    dialog.copy.click()
    assert QApplication.clipboard().text().endswith(f"\n{dialog.password}")


def test_the_dialog_stays_until_the_password_has_been_taken_along(
    qtbot: QtBot, page: BriefingsPage, opened: list[str]
) -> None:
    """It stands nowhere else: a dialog that closed with the draft would leave a file that nobody can open."""
    dialog = ask(qtbot, page)
    with qtbot.waitSignal(dialog.mailed):
        dialog.go.click()
    assert dialog.isVisible() and dialog.go.isHidden() and not dialog.text.isEnabled()
    assert "visas inte igen" in dialog.secret.hint.text()
    dialog.copy.click()
    dialog.leave.click()
    qtbot.waitUntil(lambda: page.pane.findChild(MailDialog) is None)
    assert len(opened) == 1 and len(page.desk.workspace.made_briefings()) == 1


def test_what_was_said_when_it_was_made_is_said_again_before_it_is_mailed(
    qtbot: QtBot, page: BriefingsPage, council: Council
) -> None:
    page.desk.command("Changed", lambda tx: tx.change(council.items[0], title="Tal av 李"))
    settle(qtbot, page.pane)
    dialog = ask(qtbot, page)
    assert page.pane.made is not None and len(page.pane.made.warnings) == 1
    assert dialog.warnings.text() == page.pane.made.warnings[0]
    assert dialog.warnings.isVisible()


def test_many_recipients_are_counted_and_what_is_attached_is_named(qtbot: QtBot, page: BriefingsPage) -> None:
    dialog = ask(qtbot, page)
    dialog.to.setPlainText("\n".join(f"n{number}@example.se" for number in range(4)))
    told = {label.text() for label in dialog.findChildren(type(dialog.error))}
    assert "Till (4)" in told and any(text.startswith("Kallelse 2026-12-03 rådet.pdf · ") for text in told)


def test_a_working_copy_is_not_mailed(qtbot: QtBot, page: BriefingsPage) -> None:
    pick(page, None)
    settle(qtbot, page.pane)
    page.pane.mail_briefing()
    settle(qtbot, page.pane)
    assert page.pane.mail_button.isHidden() and page.pane.findChild(MailDialog) is None


def test_every_control_has_a_name_and_is_reached_by_keyboard(qtbot: QtBot, page: BriefingsPage) -> None:
    dialog = ask(qtbot, page)
    for field in (*dialog.findChildren(QLineEdit), *dialog.findChildren(QPlainTextEdit)):
        assert field.accessibleName()
    assert all(button.text() for button in dialog.findChildren(QPushButton))
    assert dialog.to.tabChangesFocus() and dialog.text.tabChangesFocus()


@pytest.mark.parametrize("wide", [360, 400, 440, 700])
def test_what_is_left_out_is_read_in_full_beside_the_ways_out(
    qtbot: QtBot, page: BriefingsPage, wide: int
) -> None:
    pane = page.pane
    pane.setParent(None)
    qtbot.addWidget(pane)
    pane.resize(wide, 600)
    pane.show()
    qtbot.wait(20)
    words = pane.foot.left_out
    assert words.fontMetrics().horizontalAdvance(words.text()) <= words.width()
    assert pane.mail_button.isVisible() and pane.print_button.isVisible()
