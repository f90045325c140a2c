from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import dateline
from dateline.coder import Coder
from dateline.errors import CoderError
from dateline.parse import PlainParser
from dateline.types import Coding, Document, Layer, Mention, Run

RUN = Run(id="r", version="0", codebook="c", model="m")


class Picky:
    layer: Layer = "mentions"
    needs: frozenset[Layer] = frozenset({"sentences"})

    def __call__(self, codings: Sequence[Coding]) -> Sequence[tuple[Mention, ...]]:
        if any("poison" in coding.document.text for coding in codings):
            raise ValueError("cannot swallow this")
        return [() for _ in codings]


def test_a_missing_need_is_refused() -> None:
    with pytest.raises(CoderError, match="needs the layer 'sentences'"):
        Coder([Picky()], RUN)


def test_a_second_owner_is_refused() -> None:
    with pytest.raises(CoderError, match="already owns"):
        Coder([PlainParser(), PlainParser()], RUN)


def test_one_bad_document_does_not_stop_the_others() -> None:
    coder = Coder([PlainParser(), Picky()], RUN)
    texts = ["one", "two poison", "three"]
    codings = list(coder.pipe(Document(text=text, id=text) for text in texts))
    assert [coding.document.id for coding in codings] == texts
    assert [len(coding.failures) for coding in codings] == [0, 1, 0]
    failure = codings[1].failures[0]
    assert (failure.stage, failure.error, failure.message) == ("mentions", "ValueError", "cannot swallow this")


def test_a_document_after_the_facts_is_warned_of(code: Callable[..., Coding]) -> None:
    later = code("Kenya's president met Ghana's president.", published="2031-01-01")
    assert later.run is not None
    assert "out of date" in later.run.warnings[0]
    now = code("Kenya's president met Ghana's president.", published="2024-01-01")
    assert now.run is not None
    assert now.run.warnings == ()


def test_reading_and_writing_stay_verbs_after_their_first_use(tmp_path: Path) -> None:
    """Packages of the same names must not take the places of the functions."""
    story = tmp_path / "story.txt"
    story.write_text("Kenya and Uganda signed a water treaty in Nairobi on Monday, ministers said.", "utf-8")
    for _ in range(2):
        assert len(list(dateline.read(story))) == 1
        dateline.write([], tmp_path / "out.jsonl", format="jsonl")
