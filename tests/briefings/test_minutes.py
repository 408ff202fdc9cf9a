"""The minutes: who was there, what was decided, and the form for a meeting that lies ahead."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.briefings import reading_back
from tests.briefings.council import BEFORE, DAY, LONG_AGO, TODAY, Council
from tests.briefings.test_meeting import in_order
from trygg_desktop.briefings.registry import make
from trygg_desktop.domain.council import Attendance
from trygg_desktop.domain.record import Audience


def shown(council: Council, meeting: UUID, **facts: Any) -> str:
    usual: dict[str, Any] = {"audience": Audience.COUNCIL, "today": TODAY, "meeting": meeting}
    return reading_back.text(make(council.workspace, "minutes", **(usual | facts)).pdf)


@pytest.fixture
def held(council: Council) -> UUID:
    """A meeting in September that was held."""
    return council.meeting(BEFORE, status="held", secretary="Rådets sekreterare", protection="open")


def test_each_item_has_what_was_said_and_what_was_decided(council: Council, held: UUID) -> None:
    one, _two = council.items(
        held,
        {"title": "Kameror", "form": "decision", "outcome": "Rådet enades.", "proposal": "Enligt förslaget"},
        {"title": "Paus", "form": "break"},
    )
    council.decision(
        "Ansökan lämnas in", meeting=held, agenda_item=one, owner="Stadsjuristen", due=date(2026, 10, 30)
    )
    council.decision("Nästa möte flyttas", meeting=held)
    text = shown(council, held)
    assert in_order(
        text, "Kameror", "Rådet enades.", "Ansökan lämnas in", "Övriga beslut", "Nästa möte flyttas"
    )
    assert "Ansvarig: Stadsjuristen, senast 30 okt 2026." in text
    assert "Enligt förslaget" not in text  # the decision stands in its place
    assert "Paus" not in text


def test_those_present_excused_and_replaced_are_named_by_body(council: Council, held: UUID) -> None:
    chair = council.member("Kim Ek", "Kommunstyrelsen", "chair", shared_chair=True)
    other = council.member("Bo Al", "Grundskolenämnden")
    council.add(Attendance, meeting=held, member=other, presence="excused", substitute="Li Ask")
    council.add(Attendance, meeting=held, member=chair, presence="present")
    text = shown(council, held)
    assert in_order(text, "Närvarande", "Kommunstyrelsen", "Kim Ek (ordförande)")
    assert in_order(text, "Anmält förhinder", "Grundskolenämnden", "Bo Al (ersattes av Li Ask)")


def test_posts_that_were_replaced_by_the_same_are_told_one_by_one(council: Council, held: UUID) -> None:
    for post in ("vice ordförande", "andre vice ordförande"):
        member = council.member(f"Nämndens {post}", "Nämnden")
        council.add(
            Attendance, meeting=held, member=member, presence="excused", substitute="nämndens ersättare"
        )
    replaced = "vice ordförande (ersattes av nämndens ersättare)"
    assert f"andre {replaced}, {replaced}" in shown(council, held)


def test_the_public_is_told_how_many_were_there_and_no_names(council: Council, held: UUID) -> None:
    member = council.member("Kim Ek", "Kommunstyrelsen", "chair", protection="open")
    council.add(Attendance, meeting=held, member=member, presence="present", protection="open")
    text = shown(council, held, audience=Audience.PUBLIC)
    assert "Närvarande 1 ledamot" in text
    assert "Kim Ek" not in text and "Underskrift" not in text


def test_earlier_decisions_are_followed_up_first_as_they_stood(council: Council, held: UUID) -> None:
    earlier = council.meeting(LONG_AGO)
    council.decision("Kvar sedan i maj", meeting=earlier, due=date(2026, 9, 1))
    council.decision("Klar efter mötet", meeting=earlier, status="done", closed_on=date(2026, 10, 1))
    council.decision("Klar före mötet", meeting=earlier, status="done", closed_on=date(2026, 6, 1))
    council.decision("Från mötet självt", meeting=held)
    council.items(held, {"title": "Ärende ett"})
    text = shown(council, held)
    assert in_order(text, "Uppföljning av tidigare beslut", "Kvar sedan i maj", "Ärende ett")
    assert in_order(text, "Kvar sedan i maj", "16 dagar försenad", "Klar efter mötet", "kvarstår")
    assert "1 okt 2026" not in text
    assert "Klar före mötet" not in text
    assert text.index("Från mötet självt") > text.index("Ärende ett")


def test_items_are_numbered_by_paragraph_and_other_decisions_say_who_and_when(
    council: Council, held: UUID
) -> None:
    council.items(held, {"title": "Kameror"}, {"title": "Paus", "form": "break"}, {"title": "Lov"})
    council.decision("Nästa möte flyttas", meeting=held, owner="Sekreteraren", due=date(2026, 10, 30))
    text = shown(council, held)
    assert in_order(text, "§ 1 Information – Kameror", "§ 2 Information – Lov", "Övriga beslut vid mötet")
    assert "Beslut Nästa möte flyttas Ansvarig: Sekreteraren, senast 30 okt 2026." in text


def test_it_is_said_on_which_day_earlier_decisions_stood_so(council: Council, held: UUID) -> None:
    council.decision("Kvar sedan i maj", meeting=council.meeting(LONG_AGO), carried_over="Väntar", report="")
    text = shown(council, held)
    assert "Uppföljning av tidigare beslut läget 17 sep 2026" in text
    assert "Hittills: Väntar" in text


def test_what_was_closed_at_the_meeting_is_told_with_what_came_of_it(council: Council, held: UUID) -> None:
    closed = {"status": "done", "closed_on": BEFORE, "report": "Lamporna lyser"}
    council.decision("Belysningsplan", meeting=council.meeting(LONG_AGO), **closed)
    assert in_order(
        shown(council, held), "Belysningsplan", "Resultat: Lamporna lyser", "genomfört 17 sep 2026"
    )


def test_what_may_have_been_written_for_a_later_meeting_is_not_in_the_minutes(
    council: Council, held: UUID
) -> None:
    council.decision("Kvar sedan i maj", meeting=council.meeting(LONG_AGO), carried_over="Väntar på anbud")
    council.meeting(date(2026, 11, 12), status="held")
    text = shown(council, held)
    assert "Kvar sedan i maj" in text
    assert "anbud" not in text


def test_the_maker_is_told_what_is_no_minutes_to_publish(council: Council, held: UUID) -> None:
    council.items(held, {"title": "Kameror"})
    coming = council.meeting(DAY, protection="open")
    facts: dict[str, Any] = {"audience": Audience.PUBLIC, "today": TODAY}
    [nothing] = make(council.workspace, "minutes", meeting=held, **facts).warnings
    [form] = make(council.workspace, "minutes", meeting=coming, **facts).warnings
    assert "saknar ärenden" in nothing and "blanketten" in form


def test_those_invited_stand_last_in_the_form_and_are_told_apart(council: Council) -> None:
    council.member("Kim Ek", "Kommunstyrelsen")
    council.member("Bo Al", "Arenan", "co-opted")
    council.member("Rådets sekreterare", "Staden", "secretary")
    text = shown(council, council.meeting(DAY))
    assert in_order(text, "Kommunstyrelsen", "Kim Ek", "Adjungerade", "Bo Al, Arenan")
    assert "Staden" not in text


def test_without_an_agenda_the_form_has_room_for_what_is_taken_up(council: Council) -> None:
    assert "Ärende Antecknat Beslut Vem, senast när" in shown(council, council.meeting(DAY))


def test_a_meeting_that_lies_ahead_gets_the_form_to_fill_in(council: Council) -> None:
    meeting = council.meeting(DAY, adjuster="Bo Al")
    council.member("Kim Ek", "Kommunstyrelsen")
    council.items(meeting, {"title": "Kameror", "form": "decision", "proposal": "Rådet ställer sig bakom"})
    text = shown(council, meeting)
    assert "Att fylla i vid mötet" in text
    assert in_order(text, "Mötesnärvaro", "Kim Ek", "Kameror", "Rådet ställer sig bakom", "Vem, senast när")
    assert "Justerare Bo Al" in text[text.index("Underskrifter") :]
    assert "Inget är antecknat" not in text
    assert "Att fylla i" not in shown(council, meeting, today=date(2026, 12, 4))


def test_the_signatures_stand_together(council: Council, held: UUID) -> None:
    council.items(held, *({"title": f"Ärende {number}", "outcome": "Text. " * 60} for number in range(9)))
    made = make(council.workspace, "minutes", audience=Audience.COUNCIL, today=TODAY, meeting=held)
    [last] = [page for page in reading_back.pages(made.pdf) if "Underskrifter" in page]
    assert all(word in last for word in ("Sekreterare", "Ordförande", "Justerare"))


@pytest.mark.parametrize("earlier", range(5, 10))
def test_the_signatures_are_never_alone_on_a_page(council: Council, held: UUID, earlier: int) -> None:
    for number in range(earlier):
        council.decision(f"Kvar {number}", meeting=council.meeting(LONG_AGO), text="Rådet uppdrar.")
    facts = {"presenter": "Lena Sjögren", "form": "decision"}
    items = council.items(held, {"title": "Belysning", **facts}, {"title": "Handlingsplan", **facts})
    for item in items:
        council.decision("Planen antas", meeting=held, agenda_item=item, owner="Lena", due=BEFORE)
    made = make(council.workspace, "minutes", audience=Audience.COUNCIL, today=TODAY, meeting=held)
    [last] = [page for page in reading_back.pages(made.pdf) if "Underskrifter" in page]
    assert "Planen antas" in last


def test_minutes_that_leave_a_decision_out_do_not_say_that_nothing_was_noted(council: Council) -> None:
    meeting = council.meeting(BEFORE, protection="open")
    (item,) = council.items(meeting, {"title": "Kameror", "protection": "open"})
    council.decision("Ansökan kompletteras", meeting=meeting, agenda_item=item)
    public = shown(council, meeting, audience=Audience.PUBLIC)
    assert "Kameror" in public and "Ansökan" not in public and "Inget är antecknat" not in public
