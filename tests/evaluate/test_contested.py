"""Contested wording on our own sentences: bars for variants and voices, and events that do not hang on the word chosen."""

import json
from pathlib import Path

import pytest

from dateline.build import Parts
from dateline.coder import Coder
from dateline.evaluate import contested, own

FOLDER = Path(__file__).resolve().parents[2] / "corpus" / "validation"
FEWEST_SWAPS, FEWEST_TEMPLATES, FEWEST_CONCEPTS = 300, 60, 40
FEWEST_FRAMED, FRAMED_ALIKE = 500, 0.99
FILES = ("invariance.jsonl", "invariance_hard.jsonl")


def faults(outcome: own.Outcome) -> str:
    return "\n".join(f"{identity} {fault}" for identity, fault in outcome.wrong)


@pytest.fixture(scope="module")
def outcomes(coder: Coder) -> dict[str, own.Outcome]:
    return {one.name: one for one in contested.voices(FOLDER, coder)}


@pytest.mark.parametrize(
    ("name", "bar"),
    [
        ("variant recall", 0.97),
        ("variant precision", 0.97),
        ("voice: outlet", 0.9),
        ("voice: direct", 0.9),
        ("voice: indirect", 0.8),
        ("voice: holder", 0.9),
    ],
)
def test_variants_and_voices(outcomes: dict[str, own.Outcome], name: str, bar: float) -> None:
    assert outcomes[name].share >= bar, faults(outcomes[name])


def test_the_sentences_suffice() -> None:
    rows = [json.loads(line) for line in (FOLDER / "wordings.jsonl").read_text("utf-8").splitlines()]
    assert len({row["text"] for row in rows}) >= 100
    assert {row["voice"] for row in rows} == {"outlet", "quoted", "indirect", "scare-quoted", "explained", ""}
    swaps = [json.loads(line) for line in (FOLDER / "invariance.jsonl").read_text("utf-8").splitlines()]
    assert len(swaps) >= FEWEST_TEMPLATES
    assert len({row["concept"] for row in swaps}) >= FEWEST_CONCEPTS
    assert sum(len(row["variants"]) for row in swaps) >= FEWEST_SWAPS
    assert all("{X}" in row["text"] and len(set(row["variants"])) > 1 for row in swaps)


def test_no_event_hangs_on_the_word_chosen(coder: Coder) -> None:
    outcome = contested.coded_alike(FOLDER, coder)
    assert outcome.share == 1.0, faults(outcome)


def test_no_event_or_context_hangs_on_the_harder_swaps(coder: Coder) -> None:
    for outcome in (contested.contexts_alike(FOLDER, coder), contested.hard_alike(FOLDER, coder)):
        assert outcome.share == 1.0, faults(outcome)


def test_a_swap_taken_out_says_why() -> None:
    rows = [json.loads(line) for name in FILES for line in (FOLDER / name).read_text("utf-8").splitlines()]
    taken = [(row, reason) for row in rows for reason in row.get("apart", {}).items()]
    assert taken
    assert all(reason and variant not in row["variants"] for row, (variant, reason) in taken)


def test_every_variant_is_coded_like_the_others_of_its_concept(coder: Coder, parts: Parts) -> None:
    outcome = contested.frames_alike(FOLDER, coder, parts.concepts, most=1)
    assert outcome.rows >= FEWEST_FRAMED
    assert outcome.share >= FRAMED_ALIKE, faults(outcome)
