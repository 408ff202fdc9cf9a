"""Decisions still open: the late ones first, in words; those closed lately; and nothing said of what is not seen."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.briefings import reading_back
from tests.briefings.council import BEFORE, TODAY, Council
from tests.briefings.test_meeting import in_order
from trygg_desktop.briefings.registry import make
from trygg_desktop.domain.record import Audience


def shown(council: Council, audience: Audience = Audience.COUNCIL) -> str:
    return reading_back.text(make(council.workspace, "decisions", audience=audience, today=TODAY).pdf)


def test_late_decisions_come_first_with_their_days(council: Council) -> None:
    council.decision("I god tid", due=date(2027, 1, 31), owner_side="police")
    council.decision("Försenad", due=date(2026, 11, 12), owner="Enhetschefen", carried_over="Väntar på svar")
    text = shown(council)
    assert "2 beslut kvarstår. 1 av dem är försenat." in text
    assert in_order(text, "Försenad", "Väntar på svar", "10 dagar försenad", "I god tid", "Polisen")


def test_what_was_closed_lately_is_told_with_what_came_of_it(council: Council) -> None:
    closed: dict[str, Any] = {"status": "done", "report": "Lamporna lyser"}
    council.decision("Nyss klar", closed_on=BEFORE, **closed)
    council.decision("Klar för länge sedan", closed_on=date(2026, 1, 10), **closed)
    council.decision("Avskriven", status="dropped", closed_on=BEFORE)
    text = shown(council)
    assert "Lamporna lyser" in text and "genomfört 17 sep 2026" in text and "avskrivet 17 sep 2026" in text
    assert "Klar för länge sedan" not in text


def test_that_none_remains_is_said_only_where_all_is_seen(council: Council) -> None:
    assert "Inget beslut kvarstår." in shown(council)
    council.decision("Dolt", protection="protected")
    assert "Inget beslut kvarstår." not in shown(council)
    assert "1 post utelämnas i denna utgåva." in shown(council)


def test_the_public_reads_who_by_stakeholder_not_by_person(council: Council) -> None:
    council.decision("Öppet", owner="Kim Ek", owner_side="municipality", protection="open")
    text = shown(council, Audience.PUBLIC)
    assert "Öppet Kommunen" in text and "Kim Ek" not in text


def test_what_is_decided_what_came_of_it_and_why_it_remains_are_told_apart(council: Council) -> None:
    council.decision("Ett", text="Lyktor tänds", carried_over="Väntar på svar")
    council.decision("Två", text="Vakter anställs", report="Sex stycken", status="done", closed_on=BEFORE)
    text = shown(council)
    assert "Lyktor tänds Hittills: Väntar på svar" in text
    assert "Vakter anställs Resultat: Sex stycken" in text


def test_an_edition_that_may_hold_no_decision_says_so_and_warns_the_maker(council: Council) -> None:
    council.decision("Internt")
    made = make(council.workspace, "decisions", audience=Audience.PUBLIC, today=TODAY)
    assert "Den här utgåvan innehåller inga beslut." in reading_back.text(made.pdf)
    assert made.warnings == ("Mottagaren får inte se något av besluten.",)


def test_on_an_earlier_day_what_was_closed_later_remains_and_what_was_decided_later_is_not_there(
    council: Council,
) -> None:
    council.decision(
        "Klar i november",
        due=date(2026, 10, 30),
        decided_on=BEFORE,
        status="done",
        closed_on=date(2026, 11, 10),
        report="Lamporna lyser",
    )
    council.decision("Beslutad i november", decided_on=date(2026, 11, 10))
    on = date(2026, 11, 4)
    text = reading_back.text(make(council.workspace, "decisions", audience=Audience.COUNCIL, today=on).pdf)
    assert in_order(text, "1 beslut kvarstår. 1 av dem är försenat.", "Klar i november", "5 dagar försenad")
    assert "Lamporna" not in text and "Beslutad i november" not in text
