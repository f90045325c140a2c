from dateline.identity.text import Sentences, page_of

TEXT = "First of all, Gen. Musa spoke to them. Then it rained\n\nThe third line tells of a town. "


def test_sentences_by_their_characters() -> None:
    sentences = Sentences(TEXT)
    assert sentences.at(0) == "First of all, Gen."
    assert sentences.at(TEXT.index("Then")) == "Then it rained"
    assert sentences.at(TEXT.index("Then") - 1) == "Then it rained"  # what stands between belongs to the one that follows
    assert sentences.at(TEXT.index("\n")) == ""
    assert sentences.at(len(TEXT) - 3) == "The third line tells of a town."
    assert sentences.at(10_000) == ""
    assert Sentences("").at(0) == ""


def test_a_page_is_what_is_worth_comparing() -> None:
    lines = page_of(f"A title\n\n{TEXT}", "A title").lines
    assert [line.text for line in lines] == ["First of all, Gen. Musa spoke to them.", "The third line tells of a town."]
