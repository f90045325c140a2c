"""Slips of the model that are mended over the tree."""

from collections.abc import Callable

from dateline.parse.mends import Columns, mend
from dateline.types import Coding

AFTER = ["after", "nine", "man", "lose", "their", "life"]


def mended(lemmas: list[str], tags: list[str], heads: list[int], deps: list[str]) -> tuple[list[int], list[str]]:
    pos = ["VERB" if tag.startswith("V") else "NOUN" for tag in tags]
    columns = Columns(lemmas, tags, pos, heads, deps)
    mend(columns, {"refuse"}, {"after"})
    return columns.heads, columns.deps


def test_the_noun_after_after_is_the_subject_of_the_clause() -> None:
    heads, deps = mended(
        ["flee", *AFTER],
        ["VBD", "IN", "CD", "NNS", "VBD", "PRP$", "NNS"],
        [-1, 3, 3, 0, 0, 6, 4],
        ["root", "case", "nummod", "obl:after", "advcl", "nmod:poss", "obj"],
    )
    assert (heads[3], deps[3], heads[1], deps[1]) == (4, "nsubj", 4, "mark")


def test_a_clause_with_its_own_subject_is_left() -> None:
    # "fled after the vote, they said": the clause has a subject
    heads = [-1, 2, 0, 4, 0]
    deps = ["root", "case", "obl:after", "nsubj", "advcl"]
    assert mended(["flee", "after", "vote", "they", "say"], ["VBD", "IN", "NN", "PRP", "VBD"], [*heads], [*deps]) == (heads, deps)


def test_what_stands_between_noun_and_verb_keeps_them_apart() -> None:
    # "fled after the vote home lost": "home" hangs on neither
    heads = [-1, 2, 0, 0, 0]
    deps = ["root", "case", "obl:after", "obl", "advcl"]
    assert mended(["flee", "after", "vote", "home", "lose"], ["VBD", "IN", "NN", "NN", "VBD"], [*heads], [*deps]) == (heads, deps)


def test_a_relative_called_a_conjunction_is_the_object() -> None:
    _, deps = mended(
        ["plan", "that", "rebel", "reject"], ["NN", "WDT", "NNS", "VBD"], [-1, 3, 3, 0], ["root", "mark", "nsubj", "acl:relcl"]
    )
    assert deps[1] == "obj"


def test_or_the_subject_where_there_is_none() -> None:
    _, deps = mended(["plan", "that", "fail"], ["NN", "WDT", "VBD"], [-1, 2, 0], ["root", "mark", "acl:relcl"])
    assert deps[1] == "nsubj"


def test_after_a_clause_in_real_text(code: Callable[..., Coding]) -> None:
    coding = code("Schools in the port stayed shut on Monday after eight pilots lost their lives in an air strike.")
    assert [(event.type, event.recipients[0].name) for event in coding.events] == [("ASSAULT", "eight pilots")]
