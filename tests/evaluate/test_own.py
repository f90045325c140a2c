"""Our own annotated sentences: bars for realis, times, quantities, attribution chains and commitments.

The sentences are ours and were seen while the rules were written, but for part "b" of the commitments: these are regression
bars, not independent figures.
"""

import json
from pathlib import Path

import pytest

from dateline.build import Parts
from dateline.coder import Coder
from dateline.evaluate import own
from dateline.extract.doc import Control
from dateline.extract.realis import RealisWords

FOLDER = Path(__file__).resolve().parents[2] / "corpus" / "validation"


def _faults(outcome: own.Outcome) -> str:
    return "\n".join(f"{identity} {fault}" for identity, fault in outcome.wrong)


def test_realis(coder: Coder, parts: Parts) -> None:
    lexicon = parts.codebook.lexicon
    control = Control(lexicon.words("object_control"), lexicon.words("partitive"))
    accuracy, false_events = own.realis(FOLDER, coder, parts.codebook.table("factuality", RealisWords), control)
    assert accuracy.share >= 0.94, _faults(accuracy)
    assert false_events.share <= 0.03, _faults(false_events)


@pytest.mark.parametrize(("score", "bar"), [(own.times, 0.95), (own.quantities, 0.95), (own.chains, 0.85)])
def test_bar(score: object, bar: float, coder: Coder) -> None:
    outcome = score(FOLDER, coder)  # type: ignore[operator]
    assert outcome.share >= bar, _faults(outcome)


COMMITMENTS = {"F1": 0.9, "committer": 0.85, "action": 0.9, "valence": 0.95, "polarity": 0.95, "strength": 0.9, "condition": 0.95,
               "deadline": 0.9}  # fmt: skip


@pytest.mark.parametrize("part", ["a", "b", "c"])
def test_commitments(part: str, coder: Coder) -> None:
    for outcome in own.commitments(FOLDER, coder, part):
        assert outcome.share >= COMMITMENTS[outcome.name.split()[-1]], f"{outcome.name}\n{_faults(outcome)}"


def test_the_gold_commitments_hold_enough_that_is_none() -> None:
    rows = [json.loads(line) for line in (FOLDER / "commitments.jsonl").read_text("utf-8").splitlines()]
    assert len(rows) == 216
    assert sum(not row["commitment"] for row in rows) >= 100
    assert len({row["text"] for row in rows}) == len(rows)
