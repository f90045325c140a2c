"""Hyphenated words that are one word."""

import pytest

from dateline.coder import Coder
from dateline.parse.joined import Joiner
from dateline.types import Document

JOIN = Joiner(words=["cease-fire"], articles=["al"], links=["ur"])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a cease-fire in Doha", "a ceasefire  in Doha"),
        ("Two Cease-fires failed", "Two Ceasefires  failed"),
        ("Bashar al-Assad met", "Bashar Alassad  met"),
        ("Al-Qaeda claimed", "Alqaeda  claimed"),
        ("Fazl-ur-Rehman spoke", "Fazlurrehman   spoke"),
        ("a US-led force", "a US-led force"),
        ("al-", "al-"),
    ],
)
def test_offsets_stay(text: str, shown: str) -> None:
    found, _ = JOIN(text)
    assert found == shown
    assert len(found) == len(text)


def test_the_token_keeps_its_hyphens(coder: Coder) -> None:
    coding = coder(Document(text="Bashar al-Assad and the rebels signed a cease-fire in Aleppo."))
    sent = coding.sentences[0]
    assert {"al-Assad", "cease-fire"} <= set(sent.words)
    assert [coding.document.text[a:b] for a, b in zip(sent.starts, sent.ends, strict=True)] == list(sent.words)


def test_nothing_to_join() -> None:
    assert Joiner()("a cease-fire") == ("a cease-fire", {})
