"""Promises that a later story tells in other words: a question for a person, never an entry by itself."""

from collections.abc import Callable

import pytest

from dateline.build import Parts
from dateline.ledger.ties import Tied, tie
from dateline.ledger.words import LedgerWords
from dateline.types import Coding, Link, Told

PROMISE = ("early", "2024-02-06", "Iceland will send 60 radios to Lesotho, its foreign minister said on Monday.")

Story = tuple[str, str, str]


@pytest.fixture(scope="module")
def words(parts: Parts) -> LedgerWords:
    found: LedgerWords = parts.codebook.table("ledger", LedgerWords)
    return found


@pytest.fixture(scope="module")
def links(code: Callable[..., Coding], words: LedgerWords) -> Callable[[str, str], list[Link]]:
    def run(later: str, day: str = "2024-04-10") -> list[Link]:
        return list(tied(code, words, PROMISE, ("late", day, later)).links)

    return run


def tied(code: Callable[..., Coding], words: LedgerWords, *stories: Story) -> Tied:
    told = []
    for name, day, text in stories:
        coding = code(text, day, id=name, publisher="O")
        told += [Told(deed=deed, document=name, published=day, publisher="O") for deed in coding.deeds]
    return tie(told, words)


@pytest.mark.parametrize(
    ("later", "relation"),
    [
        ("Icelandic radios reached Maseru on Monday.", "fulfils"),
        ("Iceland sent radios to the mountain kingdom on Monday.", "fulfils"),
        ("The arrival of the Icelandic radios was celebrated in Maseru on Monday.", "fulfils"),
        ("Lesotho received 20 radios from Reykjavik on Monday.", "partial"),
        ("Sixty pieces of equipment from Reykjavik were handed over in Maseru on Monday.", "fulfils"),
    ],
)
def test_what_is_told_in_other_words_waits_for_a_person(links: Callable[[str], list[Link]], later: str, relation: str) -> None:
    found = links(later)
    assert [(link.relation, link.automatic) for link in found] == [(relation, False)]
    assert found[0].score >= 4
    assert "ISL" in found[0].note


@pytest.mark.parametrize(
    "later",
    [
        "Finland sent 60 radios to Lesotho on Monday.",  # another side
        "Iceland sent 60 radios to Malawi on Monday.",  # for somebody else
        "Iceland sent two envoys to Lesotho on Monday.",  # another thing
        "Iceland arrested a radio reporter from Lesotho on Monday.",  # another act
        "Icelandic radios may reach Maseru next week.",  # not yet
    ],
)
def test_nobody_is_asked_about_another_matter(links: Callable[[str], list[Link]], later: str) -> None:
    assert links(later) == []


def test_what_comes_years_later_is_another_matter(links: Callable[..., list[Link]]) -> None:
    assert links("Icelandic radios reached Maseru on Monday.", "2027-05-11") == []


def test_what_a_country_promises_itself_is_no_question_by_its_words(code: Callable[..., Coding], words: LedgerWords) -> None:
    promise = ("early", "2024-02-06", "Iceland will open a school in Akureyri, its prime minister said on Monday.")
    later = ("late", "2024-04-10", "Iceland opened a music school on Monday.")
    assert tied(code, words, promise, later).links == ()


def test_one_question_for_each_story_and_promise(code: Callable[..., Coding], words: LedgerWords) -> None:
    twice = "Icelandic radios reached Maseru on Monday. The radios from Iceland landed in Lesotho at night."
    found = tied(code, words, PROMISE, ("late", "2024-04-10", twice)).links
    assert len(found) == 1


def test_two_things_of_one_kind_are_not_the_same(words: LedgerWords) -> None:
    assert words.same_thing("ambulance", "vehicle")
    assert words.same_thing("boat", "vessel")
    assert not words.same_thing("ambulance", "bus")


def test_a_breach_of_one_s_own_word_changes_nothing_in_it(code: Callable[..., Coding]) -> None:
    text = "Togo cut water deliveries to Benin again on Monday in spite of its promise."
    deed = next(one for one in code(text).deeds if one.back is not None)
    assert deed.outcome == "done"
    assert deed.back is not None
    assert deed.back.contrast
