"""The meeting briefing: what stands in it, in which order, and that nothing stands there without content."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.briefings import reading_back
from tests.briefings.council import BEFORE, DAY, LONG_AGO, TODAY, Council, at
from trygg_desktop.briefings.choosing import choose_meeting
from trygg_desktop.briefings.registry import BRIEFINGS, Made, make
from trygg_desktop.domain.council import CouncilMember
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.stakeholders import Stakeholder
from trygg_desktop.errors import UserError


def made(council: Council, meeting: UUID, **facts: Any) -> Made:
    usual: dict[str, Any] = {"audience": Audience.COUNCIL, "today": TODAY, "meeting": meeting}
    return make(council.workspace, "meeting", **(usual | facts))


def shown(council: Council, meeting: UUID, **facts: Any) -> str:
    return reading_back.text(made(council, meeting, **facts).pdf)


def in_order(text: str, *words: str) -> bool:
    places = [text.find(word) for word in words]
    return -1 not in places and places == sorted(places)


def a_full_meeting(council: Council) -> UUID:
    council.settings(
        name="Trygghetsrådet",
        municipality="Västerås stad",
        police_area="Lokalpolisområde Västerås",
        chairs="Kommunstyrelsens ordförande\nLokalpolisområdets chef",
    )
    before = council.meeting(BEFORE)
    meeting = council.meeting(
        ends=at(DAY, 14, 30), place="Stadshuset", case_number="KS 2026/00417", secretary="Rådets sekreterare"
    )
    council.member("Ledamot ett", "Kommunstyrelsen", "chair", shared_chair=True)
    council.decision("Kamerabevakning", meeting=before, owner_side="police", due=date(2026, 10, 30))
    council.decision("Belysningsplan", meeting=council.meeting(LONG_AGO), due=date(2027, 1, 31))
    council.items(
        meeting,
        {"title": "Lägesbild", "minutes": 30, "presenter": "Polisen", "background": "Bakgrunden här"},
        {"title": "Paus", "form": "break", "minutes": 15},
        {"title": "Åtgärdsplan", "form": "decision", "minutes": 25, "proposal": "Rådet antar planen"},
    )
    council.sessions("Bäckby", 3, 10)
    council.sessions("Vallby", 80)
    return meeting


def test_the_parts_stand_in_the_order_they_are_read(council: Council) -> None:
    assert in_order(
        shown(council, a_full_meeting(council)),
        "Kallelse och föredragningslista",
        "torsdag 3 december 2026 (v. 49), 13.00–15.30",
        "Stadshuset",
        "Ledamot ett",
        "Öppna punkter från 17 sep 2026",
        "Kamerabevakning",
        "Ärenden",
        "Information – Lägesbild",
        "Beslut – Åtgärdsplan",
        "Underlag till ärendena",
        "Bakgrunden här",
        "Rådet antar planen",
        "Närvaro i områdena sedan 17 sep 2026",
        "Öppna punkter från tidigare möten",
        "Belysningsplan",
    )


def test_the_chairs_sign_the_notice_before_its_material(council: Council) -> None:
    assert in_order(
        shown(council, a_full_meeting(council)),
        "Beslut – Åtgärdsplan",
        "Västerås stad, söndag 22 november 2026",
        "Kommunstyrelsens ordförande",
        "Underlag till ärendena",
    )


def test_the_chairs_never_stand_alone_on_a_page(council: Council) -> None:
    council.settings(chairs="Kommunstyrelsens ordförande")
    meeting = council.meeting()
    for n in range(1, 24):
        council.items(meeting, {"title": f"Fråga{n:02}", "minutes": 5})
        page = reading_back.pages(made(council, meeting).pdf)[-1]
        assert "Kommunstyrelsens ordförande" in page
        assert "Fråga" in page, n


def test_items_have_numbers_and_clock_times_and_a_break_only_its_time(council: Council) -> None:
    text = shown(council, a_full_meeting(council))
    assert in_order(
        text,
        "13.00–13.30 1 Information – Lägesbild Polisen",
        "13.30–13.45 Paus",
        "13.45–14.10 2 Beslut – Åtgärdsplan",
    )


def test_an_item_without_presenter_says_so_beside_those_that_have_one(council: Council) -> None:
    meeting = council.meeting()
    council.items(meeting, {"title": "Kameror"}, {"title": "Lov", "presenter": "Polisen"})
    text = shown(council, meeting)
    assert in_order(text, "Tid Nr Ärende Föredragande", "Kameror meddelas senare", "Lov Polisen")
    assert "meddelas senare" not in shown(council, meeting, today=date(2026, 12, 4))


def test_after_an_item_without_length_no_clock_time_is_known(council: Council) -> None:
    meeting = council.meeting()
    council.items(meeting, {"title": "Ett"}, {"title": "Två", "minutes": 10})
    text = shown(council, meeting)
    assert "13.00 1 Information – Ett" in text
    assert "10 min 2 Information – Två" in text


def test_the_word_for_a_decision_is_the_councils_own(council: Council) -> None:
    meeting = a_full_meeting(council)
    council.settings(word_for_decision="Ställningstagande")
    text = shown(council, meeting)
    assert "Ställningstagande – Åtgärdsplan" in text
    assert "Beslut – " not in text


def test_an_english_briefing_has_no_swedish_words_of_ours(council: Council) -> None:
    text = shown(council, a_full_meeting(council), language="en")
    assert in_order(
        text, "Notice and agenda", "Thursday 3 December 2026 (w. 49), 13:00–15:30", "Agenda items"
    )
    for word in ("Kallelse", "Ärenden", "Närvaro", "Sida", "försenad", "Utgåva"):
        assert word not in text


def test_a_point_past_its_day_is_late_in_words(council: Council) -> None:
    text = shown(council, a_full_meeting(council))
    assert in_order(text, "Kamerabevakning", "Polisen", "30 okt 2026", "försenad")
    assert in_order(text, "Belysningsplan", "21 maj 2026", "31 jan 2027", "kvarstår")


def test_closed_points_and_the_meetings_own_decisions_are_not_open_points(council: Council) -> None:
    meeting = a_full_meeting(council)
    council.decision("Redan klart", status="done", decided_on=BEFORE)
    council.decision("Tas vid mötet", meeting=meeting)
    text = shown(council, meeting)
    assert "Redan klart" not in text
    assert "Tas vid mötet" not in text


def test_a_point_that_was_closed_after_the_day_of_the_edition_is_open_in_it(council: Council) -> None:
    earlier, meeting = council.meeting(LONG_AGO), council.meeting(BEFORE)
    council.decision("Klart i oktober", meeting=earlier, status="done", closed_on=date(2026, 10, 1))
    assert "Klart i oktober – – kvarstår" in shown(council, meeting, today=date(2026, 9, 10))
    council.change(meeting, held_on=date(2026, 10, 20))
    assert "Klart i oktober" not in shown(council, meeting)


def test_a_notice_made_again_after_the_meeting_tells_what_was_open_when_it_was_held(council: Council) -> None:
    earlier, meeting = council.meeting(LONG_AGO), council.meeting(BEFORE)
    council.decision("Klart i oktober", meeting=earlier, status="done", closed_on=date(2026, 10, 1))
    council.decision("Sent i november", meeting=earlier, due=date(2026, 11, 1))
    text = shown(council, meeting)
    assert "Klart i oktober – – kvarstår" in text
    assert "Sent i november" in text and "försenad" not in text


def test_a_notice_made_again_after_the_meeting_is_not_dated_after_it(council: Council) -> None:
    council.settings(municipality="Västerås", chairs="Ordföranden")
    meeting = council.meeting(BEFORE)
    assert "Västerås Ordföranden" in shown(council, meeting)
    council.change(meeting, notice_sent_on=date(2026, 9, 4))
    assert "Västerås, fredag 4 september 2026 Ordföranden" in shown(council, meeting)


def test_presence_is_counted_since_the_last_meeting(council: Council) -> None:
    text = shown(council, a_full_meeting(council))
    assert "2 pass, 3 timmar" in text
    assert "Bäckby 2 3,0 19 nov 2026 0" in text
    assert "Vallby 0 0 3 sep 2026 11" in text
    assert "Hammarby 0 0 – aldrig" in text


def test_without_an_earlier_meeting_presence_is_of_the_last_weeks(council: Council) -> None:
    council.sessions("Bäckby", 3, 100)
    text = shown(council, council.meeting())
    assert "Närvaro i områdena, de senaste 12 veckorna 1 pass, 2 timmar" in text


def test_districts_stand_in_the_order_of_the_alphabet(council: Council) -> None:
    meeting = council.meeting()
    names = ("Önsta-Gryta", "Bäckby", "Viksäng", "Vallby")
    council.items(meeting, {"title": "Ärende", "districts": [council.district(name) for name in names]})
    assert "Bäckby, Vallby, Viksäng, Önsta-Gryta" in shown(council, meeting)


def test_linked_records_stand_by_title_and_kind(council: Council) -> None:
    meeting = council.meeting()
    item, *_rest = council.items(meeting, {"title": "Lägesbild"})
    council.link(item, council.add(Stakeholder, name="Nattvandrarna"))
    council.link(item, council.add(LiaisonNote, text="Vad som sades i veckan\noch mycket mer"))
    with council.workspace.transaction("Attach") as tx:
        tx.attach(item, "karta.pdf", b"%PDF", "application/pdf")
    text = shown(council, meeting)
    assert "Nattvandrarna (aktör)" in text
    assert "Vad som sades i veckan (anteckning i polissamverkan)" in text
    assert "karta.pdf (" in text
    assert "och mycket mer" not in text


def test_members_stand_by_body_with_their_seats(council: Council) -> None:
    meeting = council.meeting()
    council.member("Bo Ek", "Grundskolenämnden", "vice-chair")
    council.member("Åsa Ek", "Grundskolenämnden", "chair")
    council.member("Ordföranden", "Kommunstyrelsen", "chair", shared_chair=True)
    council.member("Förra ledamoten", "Grundskolenämnden", to_on=date(2025, 12, 31))
    council.member("Regionen", "Region Västmanland", "co-opted")
    text = shown(council, meeting)
    assert in_order(
        text, "Kommunstyrelsen Ordföranden", "Grundskolenämnden Åsa Ek (ordförande), Bo Ek (vice ordförande)"
    )
    assert "Adjungerade Region Västmanland Regionen" in text
    assert "Förra ledamoten" not in text


@pytest.mark.parametrize(
    ("body", "name", "seat", "as_printed"),
    [
        ("Kommunstyrelsen", "Kommunstyrelsens vice ordförande", "vice-chair", "vice ordförande"),
        ("Kommunstyrelsen", "Ordföranden i kommunstyrelsen", "chair", "ordförande"),
        ("Nämnden", "Andre vice ordföranden i nämnden", "member", "andre vice ordförande"),
        ("Kommunstyrelsen", "Anna i kommunstyrelsen", "member", "Anna"),
        ("Kommunstyrelsen", "Anna Ek", "chair", "Anna Ek (ordförande)"),
        ("Polisen", "Polisens Anna Ek", "chair", "Polisens Anna Ek (ordförande)"),
    ],
)
def test_a_seat_does_not_repeat_the_body_beside_it(
    council: Council, body: str, name: str, seat: str, as_printed: str
) -> None:
    council.member(name, body, seat)
    assert f"Ledamöter {body} {as_printed} " in shown(council, council.meeting()) + " "


@pytest.mark.parametrize(
    ("word", "as_printed"),
    [("Beslut", "Decision"), ("Ställningstagande", "Ställningstagande"), ("", "Decision")],
)
def test_only_a_word_that_the_council_chose_stands_in_english_too(
    council: Council, word: str, as_printed: str
) -> None:
    council.settings(word_for_decision=word)
    meeting = council.meeting()
    council.items(meeting, {"title": "Kameror", "form": "decision"})
    assert f"{as_printed} – Kameror" in shown(council, meeting, language="en")


def test_posts_of_a_body_that_end_alike_share_their_end(council: Council) -> None:
    for post, seat in (
        ("ordförande", "chair"),
        ("vice ordförande", "vice-chair"),
        ("andre vice ordförande", ""),
    ):
        council.member(f"Nämndens {post}", "Nämnden", seat or "second-vice-chair")
    meeting = council.meeting()
    assert "Nämnden ordförande, vice och andre vice ordförande" in shown(council, meeting)
    assert "ordförande, vice ordförande, andre vice ordförande" in shown(council, meeting, language="en")


def test_a_member_reads_whom_to_tell_of_absence_before_the_meeting(council: Council) -> None:
    council.member("Rådets sekreterare", "Staden", "secretary", email="radet@example.se")
    told = "Förhinder Anmäls till Rådets sekreterare, radet@example.se"
    meeting = council.meeting(secretary="Rådets sekreterare", protection="open")
    assert told in shown(council, meeting)
    assert "Förhinder" not in shown(council, meeting, today=date(2026, 12, 4))
    assert "Förhinder" not in shown(council, meeting, audience=Audience.PUBLIC)
    council.change(meeting, introduction="Meddela förhinder till Kim Ek.")
    assert "Anmäls till" not in shown(council, meeting)


def test_what_a_coming_meeting_lacks_will_be_told_later(council: Council) -> None:
    meeting = council.meeting(starts=None)
    later = ("Klockslag och plats meddelas senare.", "Föredragningslistan skickas senare.")
    assert in_order(shown(council, meeting), *later)
    past = shown(council, meeting, today=date(2026, 12, 4))
    assert not any(words in past for words in later)
    council.change(meeting, starts=at(DAY, 12))
    assert "Platsen meddelas senare." in shown(council, meeting)


def test_the_public_reads_a_notice_without_agenda_and_whom_to_ask_for_more(council: Council) -> None:
    meeting = council.meeting(case_number="KS 2026/00417", protection="open")
    council.items(meeting, {"title": "Kameror"})
    edition = made(council, meeting, audience=Audience.PUBLIC)
    text = reading_back.text(edition.pdf)
    assert "Den som vill läsa mer kan vända sig till Trygghetsrådet och ange dnr KS 2026/00417." in text
    assert "öredragningslista" not in text and "Kameror" not in text
    assert edition.title == "Kallelse, Trygghetsrådet 3 dec 2026"
    assert "vända sig" not in shown(council, meeting)


def test_presence_before_a_meeting_far_ahead_is_since_the_last_one_that_was_held(council: Council) -> None:
    for day in (BEFORE, DAY):
        council.meeting(day)
    council.sessions("Bäckby", 3, 10)
    text = shown(council, council.meeting(date(2027, 3, 11)))
    assert "Närvaro i områdena sedan 17 sep 2026 2 pass" in text


def test_an_agenda_of_nine_items_stands_with_its_chairs_on_the_first_page(council: Council) -> None:
    council.settings(chairs="Kommunstyrelsens ordförande\nLokalpolisområdets chef")
    meeting = council.meeting(place="Stadshuset", secretary="Rådets sekreterare")
    for body in ("Kommunstyrelsen", "Polisen", "Grundskolenämnden", "Individ- och familjenämnden"):
        council.member("Kim Ek", body, "chair")
    items = ({"title": f"Fråga{n}", "minutes": 15, "presenter": "Ordföranden"} for n in range(9))
    council.items(meeting, *items)
    [first] = reading_back.pages(made(council, meeting).pdf)
    assert in_order(first, "Fråga0", "Fråga8", "Lokalpolisområdets chef")


def test_an_empty_meeting_has_no_headings_without_content(council: Council) -> None:
    text = shown(council, council.meeting(starts=None))
    for word in ("Ärenden", "Öppna punkter", "Underlag", "Närvaro", "Ledamöter", "Plats", "Dnr", "utelämnas"):
        assert word not in text
    assert "torsdag 3 december 2026 (v. 49)" in text
    assert "Sida 1 (1)" in text


def test_a_cancelled_meeting_says_so(council: Council) -> None:
    assert "Mötet är inställt." in shown(council, council.meeting(status="cancelled"))


def test_sixty_long_items_are_all_there(council: Council) -> None:
    meeting = council.meeting()
    background = "Så här är läget. " * 60
    council.items(
        meeting, *({"title": f"Fråga{n:02}", "minutes": 5, "background": background} for n in range(60))
    )
    result = made(council, meeting)
    text = reading_back.text(result.pdf)
    on_next_page = [text.count(f"Fråga{n:02}, forts.") for n in range(60)]
    assert [text.count(f"Fråga{n:02}") - on_next_page[n] for n in range(60)] == [2] * 60
    assert max(on_next_page) == 1
    assert text.count("läget.") == 3600
    assert reading_back.lowest_text(result.pdf) < 800


def test_what_people_write_can_not_break_the_briefing(council: Council) -> None:
    nasty = "<b>&amp;</b> ]]> %n {x} 😀 " + "å" * 300 + " \x00\x07 اللغة"
    council.settings(name=nasty, municipality=nasty, police_area=nasty, chairs=nasty, word_for_decision=nasty)
    meeting = council.meeting(
        title=nasty, place=nasty, case_number=nasty, introduction=nasty, secretary=nasty
    )
    council.member(nasty, nasty)
    council.decision(nasty, owner=nasty, carried_over=nasty, due=BEFORE)
    council.items(meeting, {"title": nasty, "background": nasty, "proposal": nasty, "presenter": nasty})
    council.change(council.district("Bäckby"), short_name=nasty, name=nasty)
    council.sessions("Vallby", 1)
    result = made(council, meeting)
    assert "<b>&amp;</b> ]]> %n {x} ☐" in reading_back.text(result.pdf)
    assert reading_back.rightmost_text(result.pdf) < 535
    assert "☐: 😀, اللغة." in result.warnings[0]


def test_a_tile_placed_far_away_leaves_the_table_alone(council: Council) -> None:
    council.change(council.district("Bäckby"), tile_column=900)
    council.sessions("Bäckby", 1)
    assert "Bäckby 1 1,5" in shown(council, council.meeting())


def test_an_area_without_a_place_on_the_map_is_named_under_it(council: Council) -> None:
    council.sessions("Bäckby", 1)
    meeting = council.meeting()
    assert "Inte på kartan" not in shown(council, meeting)
    council.change(council.district("Bäckby"), tile_column=None)
    text = shown(council, meeting)
    assert "Inte på kartan: Bäckby." in text and "Bäckby 1 1,5" in text


def test_the_file_is_told_by_its_fingerprint_and_made_alike_each_time(council: Council) -> None:
    meeting = a_full_meeting(council)
    one, two = made(council, meeting), made(council, meeting)
    assert one.pdf == two.pdf
    assert one.fingerprint == hashlib.sha256(one.pdf).hexdigest()
    assert one.title == "Kallelse och föredragningslista, Trygghetsrådet 3 dec 2026"
    assert reading_back.metadata(one.pdf)["title"] == one.title


def test_only_the_named_day_counts_as_today(council: Council) -> None:
    meeting = a_full_meeting(council)
    assert "försenad" not in shown(council, meeting, today=date(2026, 10, 1))
    assert (
        made(council, meeting, today=date(2026, 10, 1)).pdf
        == made(council, meeting, today=date(2026, 10, 1)).pdf
    )


def test_next_and_last_are_seen_from_today(council: Council) -> None:
    before, meeting = council.meeting(BEFORE), council.meeting()
    assert choose_meeting(council.workspace, "next", TODAY) == meeting
    assert choose_meeting(council.workspace, "last", TODAY) == before
    assert choose_meeting(council.workspace, "next", date(2026, 9, 1)) == before
    assert choose_meeting(council.workspace, str(before), TODAY) == before


@pytest.mark.parametrize(
    ("which", "id"),
    [("next", "no-next-meeting"), ("last", "no-last-meeting"), ("nästa", "no-such-meeting")],
)
def test_a_meeting_that_is_not_there_is_said(council: Council, which: str, id: str) -> None:
    with pytest.raises(UserError) as caught:
        choose_meeting(council.workspace, which, TODAY)
    assert caught.value.id == id


def test_another_record_is_no_meeting(council: Council) -> None:
    member = council.add(CouncilMember, name="Ledamot")
    with pytest.raises(UserError, match="no-such-meeting"):
        choose_meeting(council.workspace, str(member), TODAY)


def test_a_briefing_that_does_not_exist_is_said(council: Council) -> None:
    with pytest.raises(UserError, match="no-such-briefing"):
        make(council.workspace, "minutes-of-nothing", audience=Audience.COUNCIL, today=TODAY)


def test_a_meeting_must_be_named(council: Council) -> None:
    with pytest.raises(UserError, match="meeting-needed"):
        make(council.workspace, "meeting", audience=Audience.COUNCIL, today=TODAY)


def test_each_briefing_has_a_name_and_a_title() -> None:
    assert BRIEFINGS["meeting"].title == "Kallelse och föredragningslista"
