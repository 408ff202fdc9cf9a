"""The page Åtgärder: the plan as table and board, its chains, goals and pilots, each with the form beside it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QRect, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import col

from tests.desktop.measures.council import TODAY, Council, district
from tests.desktop.pages import desk_over, on_screen, settle, use_scheme
from tests.shared_demo import DEMO_KEY
from tests.support import new_workspace
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.measures.plan import PlanLine, Sort
from trygg_desktop.desktop.measures.plan_model import Column
from trygg_desktop.desktop.measures.plan_reading import read_plan
from trygg_desktop.desktop.measures.standing import State
from trygg_desktop.desktop.measures_page import MeasuresPage
from trygg_desktop.domain.figures import Indicator, Measurement
from trygg_desktop.domain.follow_up import Evaluation, FollowUp
from trygg_desktop.domain.measures import Light, Measure
from trygg_desktop.domain.problems import Cause, Problem
from trygg_desktop.workspace import Workspace

ALT = Qt.KeyboardModifier.AltModifier


def lines(page: MeasuresPage) -> list[PlanLine]:
    """What stands in the table."""
    return list(page.table.table.plan.rows)


def line_of(page: MeasuresPage, title: str) -> int:
    """The row of a measure or a cause."""
    return next(row for row, line in enumerate(lines(page)) if title in (line.title, line.cause_title))


def go(page: MeasuresPage, qtbot: QtBot, tab: str) -> None:
    """Chooses a view and waits for it."""
    page.tabs.choose(tab)
    settle(qtbot, page.desk)


def measure(desk: Desk, id: object) -> Measure:
    """A measure as it is kept."""
    found = desk.workspace.get(id)  # type: ignore[arg-type]
    assert isinstance(found, Measure)
    return found


def let_go(over: QWidget, data: QMimeData) -> None:
    """Something dragged is let go near the foot of a widget."""
    at, no_keys = QPointF(10, over.height() - 5), Qt.KeyboardModifier.NoModifier
    move, left = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(over, QDragEnterEvent(at, move, data, left, no_keys))
    QApplication.sendEvent(over, QDragMoveEvent(at, move, data, left, no_keys))
    QApplication.sendEvent(over, QDropEvent(at, move, data, left, no_keys))


# The table


def test_the_plan_has_six_columns_in_their_order(seen: MeasuresPage) -> None:
    model = seen.table.table.plan
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    assert heads == ["Orsak", "Åtgärd", "Operativa mål", "När", "Vem", "Uppföljning"]


def test_causes_are_numbered_under_their_problem_and_told_once(seen: MeasuresPage) -> None:
    assert [(line.sort, line.number, line.again) for line in lines(seen)] == [
        (Sort.PROBLEM, "2", False),
        (Sort.MEASURE, "2.1", False),
        (Sort.MEASURE, "2.1", True),
        (Sort.MEASURE, "2.2", False),
        (Sort.MEASURE, "2.2", True),
        (Sort.NO_MEASURE, "2.3", False),
        (Sort.PROBLEM, "3", False),
        (Sort.NO_CAUSE, "3", False),
        (Sort.PROBLEM, "", False),
        (Sort.MEASURE, "", False),
    ]


def test_how_it_goes_is_told_in_words(seen: MeasuresPage) -> None:
    model = seen.table.table.plan

    def told(title: str) -> str:
        index = model.index(line_of(seen, title), Column.FOLLOW_UP)
        return str(index.data(Qt.ItemDataRole.AccessibleTextRole))

    assert told("Ny belysning och röjning") == "enligt plan, 10 nov 2026: Två av tre par på plats"
    assert told("Kvällsvandringar") == "uppföljning saknas, Skulle ha följts upp 1 okt 2026"
    assert told("Lovvärdar") == "inte påbörjad, Ingen dag är bestämd"


def test_no_two_states_of_one_colour_and_shape_share_their_words() -> None:
    assert len({state.words for state in State}) == len(State)


def test_a_cell_is_written_in_place_and_taken_back_in_one_step(
    page: MeasuresPage, council: Council, qtbot: QtBot
) -> None:
    table = page.table.table
    index = table.plan.index(line_of(page, "Kvällsvandringar"), Column.GOALS)
    table.setFocus()
    table.setCurrentIndex(index)
    QTest.keyClick(table, Qt.Key.Key_F2)
    field = table.findChild(QPlainTextEdit)
    assert field is not None
    field.setPlainText("Fyra par")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle(qtbot, page.desk)
    assert measure(page.desk, council.walks).operational_goals == "Fyra par"
    assert lines(page)[index.row()].operational_goals == "Fyra par"
    page.desk.undo()
    settle(qtbot, page.desk)
    assert lines(page)[index.row()].operational_goals == "Minst tre par vuxna ute fredag och lördag"


def test_a_title_is_not_written_away(page: MeasuresPage, council: Council, qtbot: QtBot) -> None:
    model = page.table.table.plan
    index = model.index(line_of(page, "Kvällsvandringar"), Column.MEASURE)
    assert not model.setData(index, "   ")
    settle(qtbot, page.desk)
    assert measure(page.desk, council.walks).title == "Kvällsvandringar"


def test_the_cell_of_a_cause_writes_the_cause(page: MeasuresPage, council: Council, qtbot: QtBot) -> None:
    model = page.table.table.plan
    model.setData(model.index(line_of(page, "Mörka gångstråk till skolan"), Column.CAUSE), "Mörker")
    settle(qtbot, page.desk)
    assert [line.cause_title for line in lines(page) if line.cause == council.dark] == ["Mörker", "Mörker"]


def test_a_line_shows_its_measure_in_the_form(seen: MeasuresPage, its: Council, qtbot: QtBot) -> None:
    table = seen.table.table
    table.setCurrentIndex(table.plan.index(line_of(seen, "Lovvärdar"), Column.WHEN))
    settle(qtbot, seen.desk)
    assert seen.form.record_id == its.hosts


def test_enter_goes_to_the_field_of_the_cell(seen: MeasuresPage, qtbot: QtBot) -> None:
    table = seen.table.table
    table.setFocus()
    table.setCurrentIndex(table.plan.index(line_of(seen, "Lovvärdar"), Column.WHEN))
    QTest.keyClick(table, Qt.Key.Key_Return)
    settle(qtbot, seen.desk)
    assert seen.form.body is not None
    row = seen.form.body.row("from_on")
    assert row is not None
    assert row.editor.isAncestorOf(seen.window().focusWidget() or seen)


def test_a_gap_begins_the_measure_that_is_missing(page: MeasuresPage, council: Council, qtbot: QtBot) -> None:
    table = page.table.table
    table.setFocus()
    table.setCurrentIndex(table.plan.index(line_of(page, "Tomma lokaler i centrum"), Column.MEASURE))
    QTest.keyClick(table, Qt.Key.Key_Return)
    settle(qtbot, page.desk)
    begun = page.form.record
    assert isinstance(begun, Measure)
    assert begun.cause == council.empty_rooms


def test_a_measure_written_in_the_form_is_in_the_plan_at_once(
    page: MeasuresPage, council: Council, qtbot: QtBot
) -> None:
    with page.desk.workspace.transaction("Test") as tx:
        tx.create(Measure, title="Öppna lokaler", cause=council.empty_rooms)
    page.desk.announce(tx.changes)
    settle(qtbot, page.desk)
    assert "Öppna lokaler" in [line.title for line in lines(page)]
    assert Sort.NO_MEASURE not in {line.sort for line in lines(page)}


def test_the_menu_of_a_line_begins_what_belongs_under_it(
    page: MeasuresPage, council: Council, qtbot: QtBot
) -> None:
    table = page.table.table
    table.setCurrentIndex(table.plan.index(line_of(page, "Kvällsvandringar"), Column.MEASURE))
    menu = table.menu()
    actions = {action.text(): action for action in menu.actions() if action.text()}
    assert list(actions) == [
        "Visa i sin helhet",
        "Ändra texten",
        "Följ upp åtgärden",
        "Ny åtgärd mot orsaken",
        "Ny orsak till problemet",
        "Nytt problem",
    ]
    actions["Ny orsak till problemet"].trigger()
    settle(qtbot, page.desk)
    assert isinstance(page.form.record, Cause)
    assert page.form.record.problem == council.station


def test_the_foot_says_what_the_plan_comes_to(seen: MeasuresPage) -> None:
    assert seen.table.figures.text() == "3 orsaker, 5 åtgärder, 1 orsak utan åtgärd"
    assert "3 uppföljning saknas" in seen.table.counts.accessibleName()


def test_a_district_narrows_the_plan(seen: MeasuresPage, qtbot: QtBot) -> None:
    seen.head.choose_district(district("vallby"))
    assert [line.problem_title for line in lines(seen)] == ["Skadegörelse på skolor"] * 2
    seen.head.choose_district(None)
    assert len(lines(seen)) == 10


def test_the_form_can_be_put_away_and_comes_back_with_a_record(
    seen: MeasuresPage, its: Council, qtbot: QtBot
) -> None:
    seen.head.form_wanted.emit(False)
    assert not seen.form.isVisible()
    seen.head.form_wanted.emit(True)
    seen.show_record(its.hosts)
    settle(qtbot, seen.desk)
    assert seen.form.isVisible()
    current = seen.table.table.line
    assert current is not None
    assert current.measure == its.hosts


def test_the_form_of_a_measure_tells_its_follow_ups_and_begins_the_next(
    page: MeasuresPage, council: Council, qtbot: QtBot
) -> None:
    page.show_record(council.lights)
    settle(qtbot, page.desk)
    assert [link.accessibleName() for link in page.follow_ups.links] == [
        "10 nov 2026: Två av tre par på plats"
    ]
    page.follow_ups.next.click()
    settle(qtbot, page.desk)
    begun = page.form.record
    assert isinstance(begun, FollowUp)
    assert (begun.measure, begun.on) == (council.lights, TODAY)


# The boards


def test_every_measure_lies_in_the_column_of_its_stage(seen: MeasuresPage, qtbot: QtBot) -> None:
    go(seen, qtbot, "board")
    lying = {column.title: [card.title for card in column.list.cards.rows] for column in seen.board.columns}
    assert lying == {
        "Föreslagen": ["Lovvärdar"],
        "Beslutad": [],
        "Pågår": ["Ny belysning och röjning", "Ljudslinga i gångtunneln", "Kvällsvandringar"],
        "Genomförd": ["Öppen skola"],
        "Avbruten": [],
    }


def test_alt_and_an_arrow_move_a_card_in_one_step_of_undo(
    page: MeasuresPage, council: Council, qtbot: QtBot
) -> None:
    go(page, qtbot, "board")
    first, second = page.board.columns[:2]
    first.list.setFocus()
    page.board.choose(council.hosts)
    QTest.keyClick(first.list, Qt.Key.Key_Right, ALT)
    settle(qtbot, page.desk)
    assert measure(page.desk, council.hosts).stage == "decided"
    assert second.list.card is not None
    assert second.list.card.id == council.hosts
    assert second.list.hasFocus()
    page.desk.undo()
    settle(qtbot, page.desk)
    assert measure(page.desk, council.hosts).stage == "proposed"


def test_a_card_that_is_let_go_over_a_column_moves_there(
    page: MeasuresPage, council: Council, qtbot: QtBot
) -> None:
    go(page, qtbot, "board")
    first, target = page.board.columns[0].list, page.board.columns[3].list
    data = first.cards.mimeData([first.cards.index(0, 0)])
    let_go(target.viewport(), data)
    settle(qtbot, page.desk)
    assert measure(page.desk, council.hosts).stage == "done"


def test_a_card_is_moved_by_its_menu_too(page: MeasuresPage, council: Council, qtbot: QtBot) -> None:
    go(page, qtbot, "board")
    (move,) = [each for each in page.board.menu_for(council.hosts).actions() if "Avbruten" in each.text()]
    move.trigger()
    settle(qtbot, page.desk)
    assert measure(page.desk, council.hosts).stage == "dropped"


def test_arrows_walk_from_column_to_column_past_empty_ones(seen: MeasuresPage, qtbot: QtBot) -> None:
    go(seen, qtbot, "board")
    first, _empty, third = seen.board.columns[:3]
    first.list.setFocus()
    QTest.keyClick(first.list, Qt.Key.Key_Right)
    assert third.list.hasFocus()
    assert seen.form.record_id == (third.list.card.id if third.list.card else None)


def test_a_card_at_the_edge_stays(seen: MeasuresPage, its: Council, qtbot: QtBot) -> None:
    go(seen, qtbot, "board")
    seen.board.choose(its.hosts)
    QTest.keyClick(seen.board.columns[0].list, Qt.Key.Key_Left, ALT)
    settle(qtbot, seen.desk)
    assert measure(seen.desk, its.hosts).stage == "proposed"


def test_a_pilot_tells_its_hypothesis_and_stop_rule_or_that_they_are_missing(
    seen: MeasuresPage, its: Council, qtbot: QtBot
) -> None:
    go(seen, qtbot, "pilots")
    cards = {card.id: card for card in seen.pilots.cards}
    assert set(cards) == {its.trial, its.tried}
    assert [text.whole for text in cards[its.trial].texts if text.gap] == [
        "Hypotes: saknas",
        "Stoppregel: saknas",
        "Ska bedömas den: ingen dag är bestämd",
    ]
    assert "Stoppregel: Färre än tio besök i veckan" in cards[its.tried].in_words


def test_a_pilot_is_decided_on_by_moving_its_card(page: MeasuresPage, council: Council, qtbot: QtBot) -> None:
    go(page, qtbot, "pilots")
    page.pilots.choose(council.trial)
    QTest.keyClick(page.pilots.columns[0].list, Qt.Key.Key_Right, ALT)
    settle(qtbot, page.desk)
    assert measure(page.desk, council.trial).pilot_decision == "scale"
    QTest.keyClick(page.pilots.columns[1].list, Qt.Key.Key_Left, ALT)
    settle(qtbot, page.desk)
    assert measure(page.desk, council.trial).pilot_decision is None


# The chain


def test_there_is_a_line_for_each_problem_with_a_first_step_for_each_broken_link(
    seen: MeasuresPage, qtbot: QtBot
) -> None:
    go(seen, qtbot, "chain")
    told = [[link.accessibleName() for link in line.links] for line in seen.chains.lines]
    assert [line.chart.chart.problem.title for line in seen.chains.lines] == [  # type: ignore[attr-defined]
        "Otrygghet kring Bäckby centrum",
        "Skadegörelse på skolor",
        "Utan problem",
    ]
    assert told[0] == [
        "Följ upp ”Ljudslinga i gångtunneln”",
        "Följ upp ”Kvällsvandringar”",
        "Följ upp ”Öppen skola”",
        "Skriv ned en åtgärd mot ”Tomma lokaler i centrum”",
    ]
    assert told[1] == ["Skriv ned en orsak till ”Skadegörelse på skolor”"]


def test_a_first_step_begins_what_is_missing_where_it_belongs(
    page: MeasuresPage, council: Council, qtbot: QtBot
) -> None:
    go(page, qtbot, "chain")
    for line, link, kind, field, value in (
        (1, 0, Cause, "problem", council.unexplained),
        (0, 3, Measure, "cause", council.empty_rooms),
        (0, 1, FollowUp, "measure", council.walks),
    ):
        page.chains.lines[line].links[link].click()
        settle(qtbot, page.desk)
        assert isinstance(page.form.record, kind)
        assert getattr(page.form.record, field) == value


def test_a_mended_link_is_gone_from_the_chain(page: MeasuresPage, council: Council, qtbot: QtBot) -> None:
    go(page, qtbot, "chain")
    page.desk.command(
        "Test", lambda tx: tx.create(FollowUp, text="Gick bra", measure=council.walks, on=TODAY)
    )
    settle(qtbot, page.desk)
    assert "Följ upp ”Kvällsvandringar”" not in [link.accessibleName() for link in page.chains.lines[0].links]


# The goals


def test_the_goals_are_a_tree_with_how_far_each_has_come(
    seen: MeasuresPage, its: Council, qtbot: QtBot
) -> None:
    go(seen, qtbot, "goals")
    told = seen.goals.pane.view.chart.in_words()
    assert "Alla kan röra sig fritt" in told
    assert "50 % av vägen" in told.replace("\N{NO-BREAK SPACE}", " ")
    seen.goals.pane.opened.emit(its.goal)
    settle(qtbot, seen.desk)
    assert seen.form.record_id == its.goal


# The page as a whole


def test_the_demo_council_is_shown_in_every_view(demo_file: Path, tmp_path: Path, qtbot: QtBot) -> None:
    copy = Path(shutil.copy(demo_file, tmp_path))
    with Workspace.open(copy, DEMO_KEY) as demo, desk_over(demo, TODAY) as desk:
        page = on_screen(qtbot, MeasuresPage(desk))
        for tab in ("table", "board", "chain", "goals", "pilots"):
            go(page, qtbot, tab)
        written = demo.count(Measure)
        assert len([line for line in lines(page) if line.sort is Sort.MEASURE]) == written
        assert len(page.board.cards) == written
        assert len(page.pilots.cards) == demo.count(Measure, col(Measure.pilot).is_(True))


def test_a_page_without_a_plan_offers_the_first_step(tmp_path: Path, qtbot: QtBot) -> None:
    with new_workspace(tmp_path) as bare, desk_over(bare, TODAY) as desk:
        page = on_screen(qtbot, MeasuresPage(desk))
        for tab, begun in (("table", Problem), ("chain", Problem), ("pilots", Measure)):
            go(page, qtbot, tab)
            (button,) = [
                each
                for each in page.stack.currentWidget().findChildren(QAbstractButton)  # type: ignore[union-attr]
                if each.isVisible() and not each.property("link")
            ]
            button.click()
            settle(qtbot, desk)
            assert isinstance(page.form.record, begun)


def test_a_view_that_was_not_looked_at_is_read_when_one_goes_there(
    page: MeasuresPage, council: Council, qtbot: QtBot
) -> None:
    go(page, qtbot, "pilots")
    page.desk.command("Test", lambda tx: tx.change(council.hosts, title="Värdar på loven"))
    settle(qtbot, page.desk)
    go(page, qtbot, "table")
    assert "Värdar på loven" in [line.title for line in lines(page)]


def test_nothing_that_can_be_used_lacks_a_name(seen: MeasuresPage, qtbot: QtBot) -> None:
    for tab in ("table", "board", "chain", "goals", "pilots"):
        go(seen, qtbot, tab)
        reached = [
            each
            for each in (*seen.head.findChildren(QWidget), *seen.stack.findChildren(QWidget))
            if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
            if not isinstance(each, QLineEdit)
        ]
        assert reached
        assert [each for each in reached if not _name(each)] == [], tab


def _name(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [820, 1096])
def test_every_view_fits_its_width_in_both_schemes(
    seen: MeasuresPage, qtbot: QtBot, scheme: str, width: int
) -> None:
    use_scheme(scheme)
    seen.resize(width, 560)
    for tab in ("table", "board", "chain", "goals", "pilots"):
        go(seen, qtbot, tab)
        assert seen.width() == width, tab
        assert not seen.grab().isNull()
    table = seen.table.table
    board = seen.board.columns[-1]
    assert board.mapTo(seen.board, board.rect().bottomRight()).x() <= seen.board.width()
    assert table.horizontalHeader().length() <= table.viewport().width()
    assert table.visualRect(table.plan.index(1, Column.FOLLOW_UP)) != QRect()
    use_scheme("light")


# Follow-ups, and what is marked


def test_the_follow_ups_are_listed_and_the_latest_is_in_the_form(
    seen: MeasuresPage, its: Council, qtbot: QtBot
) -> None:
    seen.tabs.choose("follow-ups")
    settle(qtbot, seen.desk)
    assert seen.looks.list.lines.rowCount() == 1
    assert isinstance(seen.form.record, FollowUp)
    assert seen.form.record.measure == its.lights
    seen.tabs.choose("table")
    assert seen.table.table.line is not None
    assert seen.table.table.line.measure == its.lights


def test_the_evaluations_have_a_list_of_their_own_beside_the_follow_ups(
    page: MeasuresPage, council: Council, qtbot: QtBot
) -> None:
    page.desk.command(
        "Test", lambda tx: tx.create(Evaluation, title="Hjälpte ljuset?", measure=council.lights)
    )
    (show,) = [action for action in page.actions_here() if action.id == "plan-evaluations"]
    show.run()
    settle(qtbot, page.desk)
    assert page.looks.kind == "evaluation"
    assert page.looks.list.lines.rowCount() == 1
    assert isinstance(page.form.record, Evaluation)
    assert page.new_kinds()[0] == "evaluation"
    page.looks.tabs.choose("follow-up")
    settle(qtbot, page.desk)
    assert isinstance(page.form.record, FollowUp)


def test_the_plan_that_was_read_is_remembered_until_something_is_written(
    page: MeasuresPage, council: Council
) -> None:
    workspace = page.desk.workspace
    first = read_plan(workspace, TODAY)
    assert read_plan(workspace, TODAY) is first
    with workspace.transaction("Test") as tx:
        tx.change(council.hosts, title="Värdar på loven")
    assert "Värdar på loven" in [line.title for line in read_plan(workspace, TODAY).lines]


def test_a_confidential_measure_has_its_chip_in_table_and_board_and_says_so(
    page: MeasuresPage, council: Council, qtbot: QtBot
) -> None:
    with page.desk.workspace.transaction("Test") as tx:
        tx.change(council.lights, protection="protected", ground="OSL 18:1")
    page.refresh(None)
    settle(qtbot, page.desk)
    row = line_of(page, "Ny belysning och röjning")
    index = page.table.table.plan.index(row, Column.MEASURE)
    assert "Sekretess · OSL 18:1" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    (card,) = [card for card in page.board.cards if card.id == council.lights]
    assert card.chips.confidential
    assert "Sekretess · OSL 18:1" in card.in_words
    assert "Sekretess" not in card.above


def test_the_same_state_has_the_same_words_wherever_it_is_told() -> None:
    for light, state in (
        (Light.GREEN, State.ON_PLAN),
        (Light.YELLOW, State.RISK),
        (Light.RED, State.LATE),
    ):
        assert light.label.endswith(state.words)


def test_a_problem_tells_its_causes_and_begins_the_next_number(
    page: MeasuresPage, council: Council, qtbot: QtBot
) -> None:
    page.show_record(council.station)
    settle(qtbot, page.desk)
    causes = page.form.under["problem"]
    assert causes.links[0].accessibleName() == "2.1 Mörka gångstråk till skolan"
    causes.next.click()
    settle(qtbot, page.desk)
    begun = page.form.record
    assert isinstance(begun, Cause)
    assert (begun.problem, begun.number) == (council.station, 4)
    assert not causes.isVisible()


def test_before_and_after_says_what_is_missing_for_it(
    page: MeasuresPage, council: Council, qtbot: QtBot
) -> None:
    page.show_record(council.lights)
    page.desk.command("Test", lambda tx: tx.change(council.lights, from_on=None))
    settle(qtbot, page.desk)
    assert page.form.effects.charts == []
    assert "när åtgärden börjar" in page.form.effects._lacking.text()


def test_a_figure_of_a_time_that_has_not_begun_is_no_after(
    page: MeasuresPage, council: Council, qtbot: QtBot
) -> None:
    with page.desk.workspace.transaction("Test") as tx:
        worry = tx.create(Indicator, name="Oro på kvällen", measured="share")
        for period, value in (("2025", 50), ("2027", 20)):
            tx.create(Measurement, indicator=worry, period=period, value=value)
        tried = tx.create(Measure, title="Värdar", from_on=date(2026, 1, 1), indicators=[worry])
    page.show_record(tried)
    settle(qtbot, page.desk)
    assert page.form.effects.charts == []
    assert "både före och efter" in page.form.effects._lacking.text()
