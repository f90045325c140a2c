from hypothesis import given
from hypothesis import strategies as st

from dateline.explore.spans import Mark, pieces

TEXT = "Norway met Peru on Tuesday."
MARKS = st.lists(st.builds(Mark, st.integers(-3, 40), st.integers(-3, 40), st.sampled_from("abc"), st.sampled_from("rstuv")))


@given(MARKS)
def test_pieces_give_the_text_and_each_character_its_marks(marks: list[Mark]) -> None:
    found = pieces(TEXT, marks)
    assert "".join(piece.text for piece in found) == TEXT
    at = 0
    for piece in found:
        for place in range(at, at + len(piece.text)):
            covering = [mark for mark in marks if mark.start <= place < mark.end]
            assert set(piece.records) == {mark.record for mark in covering}
            assert set(piece.layers) == {mark.layer for mark in covering}
        at += len(piece.text)
    opened = [record for piece in found for record in piece.opens]
    assert len(opened) == len(set(opened))
    assert set(opened) == {record for piece in found for record in piece.records}


def test_the_narrowest_comes_first() -> None:
    whole, inner = Mark(0, 27, "statements", "told"), Mark(7, 10, "events", "met")
    assert [piece.records for piece in pieces(TEXT, [whole, inner])] == [("told",), ("met", "told"), ("told",)]


def test_no_text_and_no_marks() -> None:
    assert pieces("", [Mark(0, 5, "a", "b")]) == []
    assert [piece.text for piece in pieces("abc", [])] == ["abc"]
