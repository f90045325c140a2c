"""Names in a text: whole words, leftmost, the longer first."""

from dateline.know.names import NameIndex


def found(names: list[str], text: str) -> list[tuple[int, int, str]]:
    return list(NameIndex(names).find(text))


def test_longer_names_come_first() -> None:
    names = ["united", "united front", "united front of the coast", "front"]
    assert found(names, "a united front of the coast") == [
        (2, 27, "united front of the coast"),
        (2, 14, "united front"),
        (2, 8, "united"),
        (9, 14, "front"),
    ]


def test_only_whole_words_count() -> None:
    assert found(["oslo", "us", "oslo fjord"], "oslos fjord, thus oslo fjords") == [(18, 22, "oslo")]


def test_marks_belong_to_the_name() -> None:
    assert found(["#openport", "openport", "'adra", "yah!"], "#openport and 'adra: yah! yah") == [
        (0, 9, "#openport"),
        (1, 9, "openport"),
        (14, 19, "'adra"),
        (21, 25, "yah!"),
    ]


def test_separators_are_as_written() -> None:
    assert found(["al-qasr"], "al qasr al-qasr") == [(8, 15, "al-qasr")]


def test_a_single_letter_is_no_name() -> None:
    assert found(["x", ""], "x x") == []
