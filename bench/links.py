"""Precision and recall of links between a later story and an earlier promise, on our own pairs.

python bench/links.py [a | b | c | d] [-v]
"""

import sys
from pathlib import Path

from dateline.build import build_coder, load_parts
from dateline.config import Config
from dateline.evaluate.links import Found, found_links, precision, recall
from dateline.ledger.words import LedgerWords

PATH = Path(__file__).resolve().parents[1] / "corpus" / "validation" / "links.jsonl"
RELATIONS = ("fulfils", "breaches", "partial", "progress", "cancels", "extends", "restates", "supersedes", "lapses")


def main() -> int:
    parts = load_parts(Config())
    coder = build_coder(Config(), parts)
    halves = [one for one in ("a", "b", "c", "d") if one in sys.argv] or ["a", "b", "c", "d"]
    for half in halves:
        found = found_links(PATH, coder, parts.codebook.table("ledger", LedgerWords), half)
        print(f"half {half}: {len(found)} pairs")
        told = {one.row["relation"] for one in found} | {k.relation for one in found for k in one.links if k.automatic}
        for relation in (one for one in RELATIONS if one in told):
            print(f"  {relation:<9} precision {precision(found, relation)}; recall {recall(found, relation)}")
        if "-v" in sys.argv:
            tell(found)
    return 0


def tell(found: list[Found]) -> None:
    for one in found:
        made = [(k.relation, k.automatic, k.score, k.note) for k in one.links]
        if [k[0] for k in made if k[1]] != ([one.row["relation"]] if one.row["relation"] != "none" else []):
            print(f"    {one.row['id']} {one.row['relation']}: {made}")


if __name__ == "__main__":
    sys.exit(main())
