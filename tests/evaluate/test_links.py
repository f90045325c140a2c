"""Our own pairs of stories: what is written down as kept or broken must be so.

Halves "a" and "c" were looked at while the rules were written, "b" and "d" were not until they were done.
"""

from pathlib import Path

import pytest

from dateline.build import Parts
from dateline.coder import Coder
from dateline.evaluate.links import Found, found_links, precision, recall, reworded, wilson
from dateline.ledger.words import LedgerWords

FINAL = {"fulfils", "breaches", "cancels", "supersedes", "lapses"}
PATH = Path(__file__).resolve().parents[2] / "corpus" / "validation" / "links.jsonl"


@pytest.fixture(scope="module")
def found(coder: Coder, parts: Parts) -> list[Found]:
    return found_links(PATH, coder, parts.codebook.table("ledger", LedgerWords))


def told(found: list[Found]) -> str:
    return "\n".join(f"{one.row['id']} {one.row['relation']}: {[(k.relation, k.note) for k in one.links]}" for one in found)


@pytest.mark.parametrize("relation", ["fulfils", "breaches", "supersedes", "lapses"])
def test_what_is_final_is_right(found: list[Found], relation: str) -> None:
    share = precision(found, relation)
    assert share.total > 0
    assert share.hits / share.total >= 0.95, told(found)


@pytest.mark.parametrize(("relation", "bar"), [("fulfils", 0.9), ("breaches", 0.9), ("supersedes", 0.9), ("lapses", 0.8)])
def test_what_is_told_is_found(found: list[Found], relation: str, bar: float) -> None:
    share = recall(found, relation)
    assert share.hits / share.total >= bar, told(found)


def test_decoys_give_nothing_final(found: list[Found]) -> None:
    decoys = [one for one in found if one.row["relation"] in {"none", "restates"}]
    assert len(decoys) >= 10
    for one in decoys:
        assert not [link for link in one.links if link.automatic and link.relation in FINAL]


def test_what_is_told_in_other_words_is_at_least_asked_about(coder: Coder, parts: Parts) -> None:
    found, asked, final = reworded(PATH.parent, coder, parts.codebook.table("ledger", LedgerWords))
    assert found.rows >= 40
    assert found.share >= 0.85, found.wrong
    assert asked.share >= 0.9, asked.wrong
    assert final.share >= 0.95, final.wrong


def test_the_interval_of_nothing_is_everything() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(34, 40)[0] == pytest.approx(0.71, abs=0.01)
    assert wilson(34, 40)[1] == pytest.approx(0.93, abs=0.01)
