"""Our own annotated sentences: bars for realis, times, quantities and attribution chains.

The sentences are ours and were seen while the rules were written: these are regression bars, not independent figures.
"""

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
