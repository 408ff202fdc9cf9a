"""Two edits of one text become one text: nothing is lost, the same on every laptop, and doubt is shown."""

from __future__ import annotations

import itertools
import re
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from trygg_desktop.exchange.text_differences import Change, differences
from trygg_desktop.exchange.text_merge import Origin, merge, merge_all

BASE = "Mötet öppnas kl. 14.30 i Råby. Vi ses på tisdag kväll hos Anna. Det kostar 10 000 kr."


# What each of them wrote apart, and what it becomes when nobody needs to be asked.
@pytest.mark.parametrize(
    ("base", "one", "other", "merged"),
    [
        (BASE, BASE.replace("Råby", "Bäckby"), BASE.replace("Anna", "Åsa"), None),
        ("Vi ses på tisdag kväll i Råby.", "Vi ses på onsdag kväll i Råby.", "Vi ses på tisdag kväll i Hökåsen.",
         "Vi ses på onsdag kväll i Hökåsen."),
        ("Ett. Två. Tre.", "Ett. Tre.", "Ett. Två. Fyra.", "Ett. Fyra."),
        ("Ett. Två. Tre.", "Ett. Tre.", "Noll. Två. Tre.", "Noll. Tre."),
        ("Ett. Två.", "Ett. Nytt. Två.", "Ett. Annat.", "Ett. Nytt. Annat."),
        ("Ett. Två.", "Ett. Två. Tre.", "Ett. Annat!", "Ett. Annat! Tre."),
        ("- äpple\n- båt\n- ål", "- äpple\n- båt\n- ål\n- öl", "- äpple\n- bil\n- ål",
         "- äpple\n- bil\n- ål\n- öl"),
        ("- äpple\n- båt\n- ål", "- äpple\n- båt\n- ny\n- ål", "- äpple\n- ål", "- äpple\n- ny\n- ål"),
        ("Rad ett\r\nRad två", "Rad 1\r\nRad två", "Rad ett\r\nRad 2", "Rad 1\r\nRad 2"),
        ("Vi ses då.", "Vi ses nu.", "Vi ses nu.", "Vi ses nu."),
        ("Ett. Tre.", "Ett. Två. Tre.", "Ett. Två. Och mer. Tre.", "Ett. Två. Och mer. Tre."),
        ("en två tre fyra fem", "en två fyra fem", "en fem", "en fem"),
        ("", "Nytt.", "", "Nytt."),
    ],
)  # fmt: skip
def test_edits_that_lie_apart_become_one_text(base: str, one: str, other: str, merged: str | None) -> None:
    expected = merged if merged is not None else BASE.replace("Råby", "Bäckby").replace("Anna", "Åsa")
    found = merge(base, one, other)
    assert (found.text, found.clean) == (expected, True)


@pytest.mark.parametrize(
    ("base", "one", "other", "proposal"),
    [
        pytest.param("kl. 14.30 idag", "kl. 15.30 idag", "kl. 14.45 idag", "kl. 14.45 15.30 idag", id="a time is one"),
        pytest.param("2,5 mil", "3,5 mil", "2,7 mil", "2,7 3,5 mil", id="a decimal is one"),
        pytest.param("10 000 kr", "12 000 kr", "10 500 kr", "10 500 12 000 kr", id="thousands are one"),
        pytest.param("ett e-postmöte nu", "ett e-postbrev nu", "ett A-postmöte nu", "ett A-postmöte e-postbrev nu",
                     id="a hyphenated word is one"),
        pytest.param("hos anna@a.se nu", "hos bo@a.se nu", "hos anna@b.se nu", "hos anna@b.se bo@a.se nu",
                     id="an address is one"),
        pytest.param("på tisdag kväll", "på onsdag kväll", "på tisdag morgon", "på onsdag kväll tisdag morgon",
                     id="neighbouring words"),
        pytest.param("Vi ska stänga.", "Vi ska inte stänga.", "Vi ska öppna.", "Vi ska inte stänga öppna.",
                     id="a not beside a changed verb"),
        pytest.param("Ett. Tre.", "Ett. Två. Tre.", "Ett. Tvåa. Tre.", "Ett. Två. Tvåa. Tre.",
                     id="two sentences at one place"),
        pytest.param("Ett\n\nTre", "Ett\n\nA b\n\nTre", "Ett\n\nC d\n\nTre", "Ett\n\nA b\n\nC d\n\nTre",
                     id="two paragraphs at one place"),
        pytest.param("- a", "- a\n- b", "- a\n- c", "- a\n- b\n- c", id="two items at the end"),
        pytest.param("röd blå bil", "blå bil", "röd bil", "blå röd bil", id="each kept another word"),
        pytest.param("Den gamla parken.", "Den parken.", "Den fina parken.", "Den fina parken.",
                     id="removed by one and changed by the other"),
        pytest.param("(gamla)", "()", "(fina)", "(fina)", id="emptied by one and changed by the other"),
        pytest.param("Möte kl. 14 idag.", "Möte klockan 14 idag.", "Möte kl. 15 idag.",
                     "Möte kl. 15 klockan 14 idag.", id="a full stop within a sentence"),
        pytest.param("Vi ses. Alla 30 kommer.", "Alla 30 kommer.", "Vi ses. 30 kommer.", "Alla Vi ses. 30 kommer.",
                     id="a sentence that begins with a number then"),
    ],
)  # fmt: skip
def test_what_only_a_person_can_settle_is_in_question(base: str, one: str, other: str, proposal: str) -> None:
    found = merge(base, one, other)
    assert (found.text, found.clean) == (proposal, False)


def test_parts_say_who_wrote_what_and_show_both_versions() -> None:
    found = merge(
        "Vi ses kl. 14.30 i Råby. Kaffe finns.",
        "Vi ses kl. 15.00 i Råby. Te finns.",
        "Vi ses kl. 16.00 i Bäckby. Te finns.",
    )
    assert [
        (part.origin, part.before, part.versions) for part in found.parts if part.origin.value != "unchanged"
    ] == [
        (Origin.IN_QUESTION, "14.30", ("15.00", "16.00")),
        (Origin.OTHER, "Råby", ("Råby", "Bäckby")),
        (Origin.BOTH, "Kaffe", ("Te", "Te")),
    ]


def test_letters_are_kept_byte_for_byte() -> None:
    apart = "Ga\u030ar vi till ra\u030adhuset?"
    found = merge(apart, apart.replace("vi", "ni"), apart + "\u00a0Ja.")
    assert found.text == "Ga\u030ar ni till ra\u030adhuset?\u00a0Ja."
    assert not merge("ra\u030ad", "ra\u030a", "ro\u030ad").clean


def test_differences_show_whole_words() -> None:
    found = differences("Vi ses kl. 14.30 hos Anna.", "Vi ses kl. 14.45 hemma hos Anna.")
    assert [(each.change, each.text) for each in found] == [
        (Change.KEPT, "Vi ses kl. "),
        (Change.REMOVED, "14.30"),
        (Change.ADDED, "14.45 hemma"),
        (Change.KEPT, " hos Anna."),
    ]


def test_a_rewritten_sentence_is_shown_as_rewritten() -> None:
    """Not as a mosaic of the small words that happen to be alike."""
    found = differences("Gå hem. Vi möts snart i parken. Slut.", "Gå hem. Han sover tungt i sängen. Slut.")
    assert [each.text for each in found if each.change is Change.REMOVED] == ["Vi möts snart i parken"]


# Any text at all, of few words, so that everything is ambiguous.
tokens = st.sampled_from(
    ["a", "b", "C", "åä", "14.30", "2", " ", " ", " ", ". ", ".", ",", "-", "\n", "\n\n", "\r\n", "- "]
)
texts = st.lists(tokens, max_size=14).map("".join)


@given(texts, texts)
@example("2", "2. 2\n. 2")  # two insertions of one side at one place
def test_an_edit_of_one_side_alone_is_taken_as_it_is(base: str, text: str) -> None:
    for found in (merge(base, base, text), merge(base, text, base), merge(base, text, text)):
        assert (found.text, found.clean) == (text, True)


@given(texts, texts, texts)
def test_every_laptop_gets_the_same_whoever_comes_first(base: str, one: str, other: str) -> None:
    here, there = merge(base, one, other), merge(base, other, one)
    assert (here.text, here.clean) == (there.text, there.clean)
    assert [part.versions for part in here.parts] == [part.versions[::-1] for part in there.parts]


@example("\n", ["a", "\na", "\n\na"])
@given(texts, st.lists(texts, min_size=2, max_size=4))
def test_the_order_of_many_texts_does_not_matter(base: str, many: list[str]) -> None:
    results = {merge_all(base, order).text for order in itertools.permutations(many)}
    assert results == {merge_all(base, [*many, many[0], base]).text}


@given(texts, st.lists(texts, min_size=1, max_size=4))
def test_the_parts_joined_give_each_text_back(base: str, many: list[str]) -> None:
    found = merge_all(base, many)
    assert "".join(part.text for part in found.parts) == found.text
    assert "".join(part.before for part in found.parts) == base
    for number, text in enumerate(many):
        assert "".join(part.versions[number] for part in found.parts) == text


@example("\n", "", "a\na")
@given(texts, texts, texts)
def test_no_words_run_together(base: str, one: str, other: str) -> None:
    words = set(re.findall(r"\w+", f"{one}\0{other}"))
    assert set(re.findall(r"\w+", merge(base, one, other).text)) <= words


@given(texts, texts)
def test_differences_give_both_texts_back(before: str, after: str) -> None:
    found = differences(before, after)
    assert "".join(each.text for each in found if each.change is not Change.ADDED) == before
    assert "".join(each.text for each in found if each.change is not Change.REMOVED) == after


# Every word once, so that it is known who added and who removed it, without looking at how the merge works.
@st.composite
def known_edits(draw: st.DrawFn) -> tuple[list[str], list[str], list[str]]:
    """A text as words, and two edits of it that may have something in common."""
    base = [
        f"Ord{n}." if draw(st.integers(0, 4)) == 0 else f"ord{n}" for n in range(draw(st.integers(0, 25)))
    ]
    shared = _edited(draw, base, "båda", most=1)
    return base, _edited(draw, shared, "ena", most=3), _edited(draw, shared, "andra", most=3)


def _edited(draw: st.DrawFn, words: list[str], mark: str, most: int) -> list[str]:
    made = list(words)
    for number in range(draw(st.integers(0, most))):
        place = draw(st.integers(0, len(made)))
        gone = draw(st.integers(0, min(4, len(made) - place)))
        made[place : place + gone] = [f"{mark}{number}{n}" for n in range(draw(st.integers(0, 3)))]
    return made


@settings(max_examples=400)
@given(known_edits())
def test_a_clean_merge_has_every_added_word_once_and_no_removed_one(
    edits: tuple[list[str], list[str], list[str]],
) -> None:
    base, one, other = (Counter(each) for each in edits)
    found = merge(*(" ".join(words) for words in edits))
    kept = base & one & other
    added = (one - base) | (other - base)
    if found.clean:
        assert Counter(found.text.split()) == kept + added
        for words in edits[1:]:
            theirs = [word for word in found.text.split() if word in words]
            assert theirs == [word for word in words if word in theirs]
    else:
        assert set(found.text.split()) >= set(kept + added)
        for part in found.parts:
            if part.origin is Origin.IN_QUESTION:
                assert set(part.text.split()) == set(" ".join(part.versions).split())


# Texts as people write them, held as a list of sentences: the oracle edits the list.
WORDS = re.findall(
    r"\w+",
    """
    trygghet möte råd polis kommun förvaltning skola park belysning väg buss torg centrum område
    boende förening vandring åtgärd ansvar kväll helg ungdom vuxen närvaro patrull samtal
    klotter nedskräpning buller trafik cykel och att i på för med som är har ska kan inte vid
    från till om under efter före mellan utan också redan ofta
    """,
)


class Sentence(NamedTuple):
    """Words, the bullet before them, and what follows them: a mark with a blank or with line breaks."""

    words: tuple[str, ...]
    begin: str
    end: str


class WordEdit(NamedTuple):
    """From `place`, `gone` words became the new ones."""

    place: int
    gone: int
    new: tuple[str, ...]


def _sentence(random: Random, begin: str, end: str) -> Sentence:
    words = random.sample(WORDS, random.randint(5, 14))
    words[random.randrange(1, len(words) - 1)] = random.choice(
        ["14.30", "2,5", "10 000", "t.ex.", "sms-lista", "3"]
    )
    return Sentence(tuple(words), begin, end)


def _document(random: Random) -> list[Sentence]:
    """Paragraphs and lists."""
    sentences: list[Sentence] = []
    for _ in range(random.randint(2, 12)):
        if random.random() < 0.3:
            sentences += [_sentence(random, "- ", "\n") for _ in range(random.randint(1, 4))]
        else:
            sentences += [
                _sentence(random, "", random.choice(".?!") + " ") for _ in range(random.randint(0, 4))
            ]
            sentences.append(_sentence(random, "", ".\n\n"))
    return sentences


def _written(sentences: Iterable[Sentence]) -> str:
    return "".join(
        begin + " ".join((words[0].capitalize(), *words[1:])) + end
        for words, begin, end in sentences
        if words
    )


def _word_edit(random: Random, sentence: Sentence, mark: str) -> WordEdit:
    """One or two words replaced, added or removed.

    The words before a number are not removed from the head of a sentence: one that begins with a number is not told
    from what an abbreviation stands before, and is asked about.
    """
    size = random.choice([1, 1, 2])
    gone, new = random.choice([(size, size), (size, size), (0, size), (size, 0)])
    place = random.randint(0, len(sentence.words) - max(gone, 1))
    if place == 0 and not new and sentence.words[gone][0].isdigit():
        place = 1
    return WordEdit(place, gone, tuple(f"{mark}{random.choice(WORDS)}" for _ in range(new)))


def _edited_words(sentence: Sentence, *edits: WordEdit) -> Sentence:
    words = list(sentence.words)
    for place, gone, new in sorted(edits, reverse=True):
        words[place : place + gone] = new
    return sentence._replace(words=tuple(words))


def _edited_sentence(random: Random, sentence: Sentence, mark: str, alone: bool) -> list[Sentence]:
    """A sentence changed in a word or two, written anew, followed by another or removed.

    The last of a paragraph is not removed, unless it is the only one: two lines would become one.
    """
    words = _sentence(random, "", "").words
    new = sentence._replace(words=(mark + words[0], *words[1:]))
    changed = [_edited_words(sentence, _word_edit(random, sentence, mark))]
    return random.choice(
        [changed, changed, [new], [sentence, new], [] if alone or sentence.end[-1] == " " else changed]
    )


@settings(max_examples=300)
@given(st.integers(0, 2**32))
def test_edits_of_different_sentences_never_need_a_person(seed: int) -> None:
    random = Random(seed)
    base = _document(random)
    edits: dict[str, dict[int, list[Sentence]]] = {"ena": {}, "andra": {}}
    for number, sentence in enumerate(base):
        mark = random.choice(["ena", "andra", "", ""])
        if mark:
            alone = number == 0 or base[number - 1].end.endswith("\n")
            edits[mark][number] = _edited_sentence(random, sentence, mark, alone)

    def applied(changed: dict[int, list[Sentence]]) -> str:
        return _written(each for n, sentence in enumerate(base) for each in changed.get(n, [sentence]))

    found = merge(_written(base), applied(edits["ena"]), applied(edits["andra"]))
    assert found.clean
    assert found.text == applied(edits["ena"] | edits["andra"])


def same_sentence(seeds: range) -> Counter[str]:
    """How it goes when both change the same sentence, judged by edits of a list of words."""
    outcome: Counter[str] = Counter()
    for seed in seeds:
        random = Random(seed)
        document = _document(random)
        number = random.randrange(len(document))
        mine, theirs = (_word_edit(random, document[number], mark) for mark in ("ena", "andra"))

        def applied(*edits: WordEdit, document: list[Sentence] = document, number: int = number) -> str:
            changed = [_edited_words(document[number], *edits)]
            return _written(document[:number] + changed + document[number + 1 :])

        found = merge(applied(), applied(mine), applied(theirs))
        text = found.text.lower()
        outcome["lost"] += not all(word in text for edit in (mine, theirs) for word in edit.new)
        outcome["clean" if found.clean else "asked"] += 1
        first, second = sorted((mine, theirs))
        meet = second.place < first.place + first.gone or first.place == second.place
        if meet and not mine.new and not theirs.new and found.clean:
            wider = max(mine, theirs, key=lambda edit: edit.gone)
            outcome["wrong"] += found.text != applied(wider)
        else:
            outcome["wrong"] += found.clean and (meet or found.text != applied(mine, theirs))
    return outcome


def test_edits_of_one_sentence_are_merged_or_asked_about_but_never_lost() -> None:
    outcome = same_sentence(range(1000))
    assert outcome["lost"] == outcome["wrong"] == 0
    assert outcome["clean"] >= 600, outcome


def _takes_less_than(seconds: float, base: str, one: str, other: str) -> bool:
    """Whether the quickest of three attempts does; where one did, the others need not be made."""
    return any(_seconds(base, one, other) < seconds for _ in range(3))


def _seconds(base: str, one: str, other: str) -> float:
    begun = time.perf_counter()
    merge(base, one, other)
    return time.perf_counter() - begun


def _prose(seed: int, words: int, vocabulary: Sequence[str], line: int) -> str:
    random = Random(seed)
    return "".join(random.choice(vocabulary) + ("\n" if n % line == 0 else " ") for n in range(1, words + 1))


def test_a_few_edits_of_a_long_text_take_no_time() -> None:
    base = _prose(1, 5000, WORDS, 80)
    words = base.split(" ")
    one, other = ([*words[:n], "nytt", *words[n + 1 :]] for n in (1000, 4000))
    assert _takes_less_than(0.1, base, " ".join(one), " ".join(other))


@pytest.mark.parametrize("vocabulary", [2, 3, 10, len(WORDS)])
@pytest.mark.parametrize("line", [1, 80, 10_000])
def test_texts_with_nothing_in_common_take_less_than_a_second(vocabulary: int, line: int) -> None:
    base, one, other = (_prose(seed, 5000, WORDS[:vocabulary], line) for seed in range(3))
    assert _takes_less_than(1, base, one, other)
