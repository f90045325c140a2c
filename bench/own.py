"""Score our own annotated sentences and list what is wrong.

python bench/own.py [-v]
"""

import sys
from pathlib import Path

from dateline.build import build_coder, load_parts
from dateline.config import Config
from dateline.evaluate.contested import coded_alike, contexts_alike, frames_alike, hard_alike, voices
from dateline.evaluate.links import reworded
from dateline.evaluate.own import Outcome, chains, commitments, quantities, realis, times
from dateline.extract.doc import Control
from dateline.extract.realis import RealisWords
from dateline.ledger.words import LedgerWords

FOLDER = Path(__file__).resolve().parents[1] / "corpus" / "validation"


def main() -> int:
    parts = load_parts(Config())
    coder = build_coder(Config(), parts)
    control = Control(parts.codebook.lexicon.words("object_control"), parts.codebook.lexicon.words("partitive"))
    words: RealisWords = parts.codebook.table("factuality", RealisWords)
    outcomes: list[Outcome] = []
    if (FOLDER / "realis.jsonl").exists():
        outcomes += realis(FOLDER, coder, words, control)
    for name, score in (("times", times), ("quantities", quantities), ("chains", chains)):
        if (FOLDER / f"{name}.jsonl").exists():
            outcomes.append(score(FOLDER, coder))
    outcomes += [*voices(FOLDER, coder), coded_alike(FOLDER, coder), contexts_alike(FOLDER, coder)]
    outcomes += [hard_alike(FOLDER, coder), frames_alike(FOLDER, coder, parts.concepts)]
    for part in ("a", "b", "c"):
        outcomes += commitments(FOLDER, coder, part)
    outcomes += reworded(FOLDER, coder, parts.codebook.table("ledger", LedgerWords))
    for one in outcomes:
        print(f"{one.name:<24} {one.share:.3f} of {one.rows}")
        if "-v" in sys.argv:
            for identity, fault in one.wrong:
                print(f"   {identity} {fault}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
