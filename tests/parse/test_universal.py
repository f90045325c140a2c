"""Universal Dependencies from the model's labels: whatever the model says, the result is a tree."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.parse.universal import to_universal

LABELS = [
    "prep",
    "pobj",
    "pcomp",
    "agent",
    "attr",
    "acomp",
    "nsubj",
    "dobj",
    "dative",
    "npadvmod",
    "aux",
    "advcl",
    "ccomp",
    "conj",
]
PARTS = ["ADP", "NOUN", "VERB", "AUX", "ADJ", "PROPN", "PRON", "ADV"]


def is_tree(heads: list[int]) -> bool:
    for start in range(len(heads)):
        token, steps = start, 0
        while token >= 0:
            token, steps = heads[token], steps + 1
            if steps > len(heads):
                return False
    return True


@st.composite
def parses(draw: st.DrawFn) -> tuple[list[str], list[str], list[int], list[str]]:
    """A random tree: every token hangs on one drawn before it, the order of the words is shuffled."""
    size = draw(st.integers(1, 12))
    order = draw(st.permutations(range(size)))
    heads = [-1] * size
    for at, token in enumerate(order[1:], start=1):
        heads[token] = order[draw(st.integers(0, at - 1))]
    deps = ["ROOT" if head < 0 else draw(st.sampled_from(LABELS)) for head in heads]
    pos = [draw(st.sampled_from(PARTS)) for _ in range(size)]
    words = [draw(st.sampled_from(["be", "of", "to", "word"])) for _ in range(size)]
    return words, pos, heads, deps


@settings(max_examples=400, deadline=None)
@given(parses())
def test_the_result_is_a_tree(parse: tuple[list[str], list[str], list[int], list[str]]) -> None:
    words, pos, heads, deps = parse
    new_heads, labels = to_universal(words, pos, heads, deps, {"dobj": "obj"})
    assert is_tree(new_heads)
    assert len(labels) == len(words)


def test_a_preposition_as_the_object_of_a_preposition_is_one_in_two_words() -> None:
    # "arrived from behind walls"
    words, pos = ["arrived", "from", "behind", "walls"], ["VERB", "ADP", "ADP", "NOUN"]
    heads, labels = to_universal(words, pos, [-1, 0, 1, 2], ["ROOT", "prep", "pobj", "pobj"], {})
    assert heads == [-1, 3, 3, 0]
    assert labels[3] == "obl:from_behind"


def test_the_object_of_an_object_stays_where_it_hangs() -> None:
    # the model's slip: "for according priority" with "priority" as object of the object
    words, pos = ["asked", "for", "according", "priority"], ["VERB", "ADP", "VERB", "NOUN"]
    heads, labels = to_universal(words, pos, [-1, 0, 1, 2], ["ROOT", "prep", "pcomp", "pobj"], {})
    assert (heads[3], labels[3]) == (2, "nmod")
    assert (heads[2], labels[2]) == (0, "advcl:for")
