"""What the sieve lets through: whatever the expressions behind it could match, and no more than its words tell."""

import random

import pytest

from dateline.build import Parts
from dateline.resolve.amounts.numbers import NumberReader
from dateline.resolve.amounts.words import QuantityWords
from dateline.resolve.sieve import NUMBER, YEAR, Sieve
from dateline.resolve.timex import TimeGrammar


def test_only_tests_whose_words_stand_there_are_run() -> None:
    sieve = Sieve([["week"], ["a few"], [YEAR], [NUMBER]])
    assert sieve("Two WEEKS later few came.") == [0, 1]
    assert sieve("In 1987 they left.") == [2, 3]
    assert sieve("On day 12 of it.") == [3]
    assert sieve("Nothing of the kind, weekly or not.") == []


def test_letters_that_regular_expressions_take_for_others_count() -> None:
    assert Sieve([["friday", "season"]])("frıday") == [0]
    assert Sieve([["season"]])("ſeaſon") == [0]


@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_missed(parts: Parts, seed: int) -> None:
    times = parts.codebook.table("times", dict[str, object])
    words = parts.codebook.table("quantities", QuantityWords)
    lists = ("months", "weekdays", "units", "numbers", "seasons", "ordinals", "deictic_days", "vague", "past_words")
    drawn = [word for name in lists for word in times[name]]
    drawn += [f"{unit}s" for unit in times["units"]] + [*words.vague, *words.scales]
    drawn += [
        "the",
        "of",
        "this",
        "next",
        "early",
        "mid",
        "ago",
        "every",
        "recent",
        "3",
        "17",
        "1990s",
        "2014",
        "2014-05-06",
        ",",
    ]
    grammar, reader = TimeGrammar(times), NumberReader(words)
    plain_grammar, plain_reader = TimeGrammar(times), NumberReader(words)
    plain_grammar._sieve = lambda _: list(range(len(plain_grammar._rules)))  # type: ignore[assignment]
    plain_reader._sieve = lambda _: [0]  # type: ignore[assignment]
    draw = random.Random(seed)
    found = 0
    for _ in range(300):
        text = draw.choice((" ", "-")).join(draw.choice(drawn) for _ in range(draw.randint(1, 6)))
        expected = list(plain_grammar.find(text, None, None, lambda _: "past"))
        assert list(grammar.find(text, None, None, lambda _: "past")) == expected, text
        assert list(reader(text)) == list(plain_reader(text)), text
        found += len(expected)
    assert found > 30
