"""Variants in context, and whose word each is."""

from collections.abc import Callable

import pytest

from dateline.types import Coding, Wording

Code = Callable[..., Coding]


def found(code: Code, text: str) -> list[Wording]:
    return list(code(text).wordings)


@pytest.mark.parametrize(
    "text",
    [
        "The chicken Kiev was cold.",
        "The sanctions regime was renewed in July.",
        "The invasion of privacy worried lawyers.",
        "Fans went to war over the last ticket.",
        "The People's Republic of China sent its greetings.",
        "The ferry left the west coast at dawn.",
        "The turkey was dry.",
    ],
)
def test_common_words_mean_nothing_alone(code: Code, text: str) -> None:
    assert found(code, text) == []


def test_the_longest_variant_wins(code: Code) -> None:
    text = "Farmers in the occupied West Bank picked olives, and the West bought them."
    assert [one.span.text for one in found(code, text)] == ["the occupied West Bank", "the West"]


def test_the_nearest_context_decides(code: Code) -> None:
    concepts = {one.concept for one in found(code, "Survivors of the genocide in Rwanda met in Kigali.")}
    assert concepts == {"con:rwanda-1994"}
    concepts = {one.concept for one in found(code, "A film about genocide won the prize.")}
    assert concepts == {"con:genocide-claims"}


def test_a_letter_that_grows_in_lower_case_moves_nothing(code: Code) -> None:
    wording = found(code, "İzmir and Kiev are twinned.")[0]
    assert (wording.span.start, wording.span.text) == (10, "Kiev")


@pytest.mark.parametrize(
    ("text", "voice", "holder"),
    [
        ("Kiev is cold in March.", "outlet", ""),
        ("The consul said Kiev was cold.", "indirect", "The consul"),
        ('"Kiev is cold," the consul said.', "quoted", "the consul"),
        ('He never set foot in "Kiev".', "scare-quoted", ""),
        ("The city that Minsk calls Kiev is cold.", "explained", "Minsk"),
        ("The city, known in Minsk as Kiev, is cold.", "explained", "Minsk"),
    ],
)
def test_voices(code: Code, text: str, voice: str, holder: str) -> None:
    (wording,) = [one for one in found(code, text) if one.concept == "con:kyiv"]
    assert (wording.voice, wording.holder) == (voice, holder)


def test_a_call_for_something_calls_nothing_a_name(code: Code) -> None:
    (wording,) = found(code, "The bishop called for an end to the war in Ukraine.")
    assert wording.voice != "explained"


def test_the_gloss_and_the_rule_come_along(code: Code) -> None:
    (wording,) = found(code, "Kiev is cold in March.")
    assert wording.gloss == "the capital of Ukraine"
    assert wording.why.rule == "wording:con:kyiv"
    assert wording.why.evidence == (wording.span,)
