import pytest

from dateline.coder import Coder
from dateline.errors import ModelError
from dateline.parse import PlainParser, SpacyParser, paragraphs, quoted_intervals
from dateline.parse.model import model_folder, verify
from dateline.parse.truecase import truecased
from dateline.types import Coding, Document


def quoted(text: str) -> list[str]:
    return [text[a:b] for a, b in quoted_intervals(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “no” and “yes”.", ["“no”", "“yes”"]),
        ('He said "no," twice.', ['"no,"']),
        ("The two 'committed to more talks,' it reads.", ["'committed to more talks,'"]),
        ("The ministers' meeting in Paris' north was short.", []),
        ("“This is open\n\nNext paragraph.", ["“This is open"]),
        ("It's Kenya's offer.", []),
        ("''It is over,'' she said. ``Go home.''", ["''It is over,''", "``Go home.''"]),
        ("''He says 'no,''' she said.", ["''He says 'no,'''"]),
    ],
)
def test_quotes(text: str, found: list[str]) -> None:
    assert quoted(text) == found


def test_paragraphs_are_trimmed_and_long_ones_cut() -> None:
    assert paragraphs("One\n\n  Two ") == [(0, 3), (7, 10)]
    long = "A sentence that says little. " * 400
    parts = paragraphs(long)
    assert len(parts) > 1
    assert all(end - start <= 3000 for start, end in parts)
    assert "".join(long[a:b] for a, b in parts).replace(" ", "") == long.replace(" ", "")


def test_title_case_is_lowered_only_with_evidence() -> None:
    title = "Kenya Minister Meets Japan Envoy"
    body = "Kenya sent a minister; he meets the envoy."
    assert truecased(title, body, {"Japan"}) == "Kenya minister meets Japan envoy"
    assert truecased(title, "") == title


def test_the_model_is_the_pinned_one() -> None:
    verify(model_folder())
    with pytest.raises(ModelError, match="missing"):
        verify(model_folder() / "nowhere")


def test_plain_parser_makes_columns_that_slice() -> None:
    document = Document(text="One two.\n\nThree.")
    for sent in PlainParser()([Coding(document=document)])[0]:
        assert [document.text[s:e] for s, e in zip(sent.starts, sent.ends, strict=True)] == list(sent.words)


def test_words_are_forgotten_and_sentences_stay_the_same(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    parser = coder.stages[0]
    assert isinstance(parser, SpacyParser)
    told = [Coding(document=Document(text=f"Zorbul{number} met Prelk{number} in Vostrik{number}.")) for number in range(3)]
    monkeypatch.setattr("dateline.parse.spacy._VOCABULARY", 0)
    before = parser.words_known()
    forgotten = parser(told)
    assert parser.words_known() == before
    monkeypatch.undo()
    assert parser(told) == forgotten
    assert parser.words_known() > before
