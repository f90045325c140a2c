"""Figures: which are parts of others, and what a bound does to the interval."""

import pytest

from dateline.coder import Coder
from dateline.types import Document

PARTS = [
    ("The blast killed 17 people, including three women and two children.", {"three": "17", "two": "17"}),
    ("Seventeen people were killed, five of them police officers, and 40 were wounded.", {"five": "Seventeen"}),
    ("Police arrested 120 protesters, of whom 14 were later charged.", {"14": "120"}),
    ("Three of the 17 people killed were aid workers.", {"Three": "17"}),
    ("The air strike killed 12 people. Four of them were children.", {"Four": "12"}),
    ("Japan pledged $5 billion, including $1.2 billion in grants.", {"$1.2 billion": "$5 billion"}),
    ("The bombing killed eight people and wounded 20, including six policemen.", {"six": "20"}),
    ("The attack brought the toll to 31, 12 of them civilians.", {"12": "31"}),
    ("Troops killed 12 rebels and arrested 30 others.", {}),
    ("Three soldiers died in Goma, and including Bukavu the war has killed 2,000 people.", {}),
]


@pytest.mark.parametrize(("text", "wholes"), PARTS)
def test_a_part_names_its_whole(coder: Coder, text: str, wholes: dict[str, str]) -> None:
    found = coder(Document(text=text)).quantities
    by_id = {one.id: one.span.text for one in found}
    assert {one.span.text: by_id[one.subset_of] for one in found if one.subset_of} == wholes


@pytest.mark.parametrize(
    ("text", "low", "high", "bound"),
    [
        ("Nearly 500 people were killed.", 450, 500, "about"),
        ("Fewer than 500 people were killed.", 0, 500, "up_to"),
        ("More than 500 people were killed.", 500, None, "more_than"),
        ("Some 500 people were killed.", 500, 500, "about"),
    ],
)
def test_bounds(coder: Coder, text: str, low: float, high: float | None, bound: str) -> None:
    (one,) = coder(Document(text=text)).quantities
    assert (one.low, one.high, one.bound) == (low, high, bound)
