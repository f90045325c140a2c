import math
from itertools import combinations

import pytest

from dateline.identity.vectors import KINDS, Vectors

TEXTS = {
    "a": "Gunmen attacked Sokoto on Sunday. Police in Sokoto counted 9 dead.",
    "b": "On Sunday gunmen attacked Sokoto, police said; 9 are dead.",
    "c": "The bank of Kenya cut its rate on Sunday.",
    "d": "",
}


def test_likeness_is_the_weighted_mean_of_cosines() -> None:
    vectors = Vectors({"a": "the Nile", "b": "the Nile", "c": "salt"})
    assert vectors.likeness("a", "b") == pytest.approx(KINDS["word"] + KINDS["pair"] + KINDS["name"])  # no figures
    assert vectors.likeness("a", "c") == 0
    # a word of two texts in four beside one of a text alone: of length 1 with it, and without
    texts = {"a": "rain fell", "b": "rain stopped", "c": "sun", "d": "snow"}
    shared, alone = math.log(5 / 3), math.log(5 / 2)
    assert Vectors(texts, lone=True).likeness("a", "b") == pytest.approx(KINDS["word"] * shared**2 / (shared**2 + alone**2))
    assert Vectors(texts).likeness("a", "b") == pytest.approx(KINDS["word"])


def test_pairs_are_the_likeness_of_all_that_share_a_term() -> None:
    vectors = Vectors(TEXTS)
    found = vectors.pairs()
    for pair in combinations(sorted(TEXTS), 2):
        assert found.get(pair, 0.0) == pytest.approx(vectors.likeness(*pair)), pair
    assert found["a", "b"] > found["a", "c"] > 0
    assert not any("d" in pair for pair in found)


def test_rare_terms_are_those_that_another_text_has() -> None:
    vectors = Vectors(TEXTS)
    assert "name:Sokoto" in vectors.rare("a", 3)
    assert not any("kenya" in term.lower() for term in vectors.rare("c", 9))
    assert vectors.rare("d", 3) == []


def test_many_at_once_are_as_alike_as_one_by_one() -> None:
    vectors = Vectors(TEXTS)
    pairs = [(one, other) for one in (*TEXTS, "unknown") for other in (*TEXTS, "unknown")]
    found = vectors.alike(*(vectors.rows(side) for side in zip(*pairs, strict=True)))
    assert found.tolist() == [vectors.likeness(*pair) for pair in pairs]
    assert found[pairs.index(("a", "b"))] == vectors.likeness("b", "a") > 0
    assert not any(score for pair, score in zip(pairs, found.tolist(), strict=True) if "unknown" in pair)
    assert len(vectors.alike(vectors.rows([]), vectors.rows([]))) == 0


def test_a_name_goes_on_with_a_sentence() -> None:
    texts = {"a": 'He met Ali. Sokoto is far. "Kano" they said', "b": 'She saw Ali. Sokoto waits. "Kano" it read'}
    terms = Vectors({**texts, "c": "and so on"}).rare("a", 9)
    assert "name:Ali" in terms
    assert not {"name:Sokoto", "name:Kano", "name:He"} & set(terms)  # words that begin a sentence or a quotation


def test_no_texts_are_no_fault() -> None:
    assert Vectors({}).pairs() == {}
    assert Vectors({"a": "word"}).rare("a", 2) == []
