"""The neutral reading: coded alike whatever the word, with every span on the text as written."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest

from dateline.build import Parts
from dateline.codebook.wording import load_concepts
from dateline.coder import Coder
from dateline.extract.wordings import NeutralReader
from dateline.extract.wordings.shift import Edit, Shift, rewritten
from dateline.types import Coding, Document, Layer, Run, Span

Code = Callable[..., Coding]
STORY = """The DPRK fired two missiles on Monday. Analysts were surprised.
“We will not talk to terrorists,” the prime minister of Burma said in Rangoon, and the army shot dead two Uygurs.
Nobody in Norway was hurt."""


def spans_of(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from spans_of(one)
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from spans_of(getattr(value, field))


def test_every_span_is_a_slice_of_the_text_as_written(code: Code) -> None:
    coding = code(STORY)
    assert coding.document.text == STORY
    assert [span for span in spans_of(coding) if span.text != STORY[span.start : span.end]] == []
    assert [word for one in coding.sentences for word in one.words][:3] == ["The", "DPRK", "fired"]


def test_mentions_name_tokens_of_the_sentence_as_written(code: Code) -> None:
    coding = code(STORY)
    for mention in coding.mentions:
        sent = coding.sentences[mention.sent]
        assert mention.first <= mention.head <= mention.last
        assert sent.starts[mention.first] <= mention.span.start
        assert mention.span.end <= sent.ends[mention.last]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Burma accused two Norwegian reporters on Monday of spying.",
            "Myanmar accused two Norwegian reporters on Monday of spying.",
        ),
        ("Police arrested three militants on Monday.", "Police arrested three freedom fighters on Monday."),
        ("Ghana's president visited occupied East Jerusalem on Friday.", "Ghana's president visited united Jerusalem on Friday."),
    ],
)
def test_the_word_chosen_changes_no_event(code: Code, one: str, other: str) -> None:
    first, second = code(one).events, code(other).events
    assert first
    assert [(event.type, event.mode, event.contexts, event.realis) for event in first] == [
        (event.type, event.mode, event.contexts, event.realis) for event in second
    ]
    assert [[(a.country, a.sectors) for a in (*event.actors, *event.recipients)] for event in first] == [
        [(a.country, a.sectors) for a in (*event.actors, *event.recipients)] for event in second
    ]


def test_names_stay_the_words_of_the_text(code: Code) -> None:
    coding = code("Police arrested three jihadists on Monday.")
    assert coding.names(coding.events[0].recipients) == ["three jihadists"]
    assert coding.wordings[0].variant == "jihadis"


def test_what_is_told_apart_is_coded_as_written(code: Code) -> None:
    modes = [code(f"Soldiers {verb} four gunmen near Kidal on Monday.").events[0].mode for verb in ("killed", "executed")]
    assert modes[0] != modes[1]


def test_a_part_of_a_longer_name_is_left_alone(coder: Coder, code: Code) -> None:
    text = "The Third World Water Forum opened in Lima."
    reader = coder._reader
    assert reader is not None
    written = Coding(document=Document(text=text), sentences=code(text).sentences)
    assert reader.read([written])[0].coding.document.text == text


def test_a_sentence_that_would_fall_apart_stays_as_written(parts: Parts, code: Code) -> None:
    class Splitter:
        """A parser that finds no whole sentence."""

        def parts(self, documents: Any) -> list[tuple[Any, ...]]:
            return [() for _ in documents]

    written = Coding(document=Document(text=STORY), sentences=code(STORY).sentences)
    reading = NeutralReader(parts.concepts, Splitter(), "the").read([written])[0]
    assert (reading.edits, reading.coding) == ((), written)


def test_own_concepts_are_coded_alike_too(parts: Parts, tmp_path: Any) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "- {id: con:mill, type: place, gloss: a mill, coded: [Lima], variants: [{text: Old Mill}, {text: Red Mill}]}\n", "utf-8"
    )
    book = load_concepts(parts.codebook.data, [own])
    assert {one.id: one.coded for one in book.concepts}["con:mill"] == ("Lima",)


def test_a_reader_that_fails_is_a_failure_of_the_document(coder: Coder) -> None:
    class Broken:
        as_written: frozenset[Layer] = frozenset({"sentences"})

        def read(self, codings: Any) -> Any:
            raise ValueError(f"cannot read {len(codings)}")

    broken = Coder(coder.stages, Run(id="run-x", version="1", codebook="c", model="m"), reader=Broken())
    coding = broken(Document(text="Norway condemned Ghana on Monday."))
    assert [(one.stage, one.error) for one in coding.failures] == [("reading", "ValueError")]


def test_offsets_lead_back_and_forward() -> None:
    text = "In Rangoon and the DPRK."
    edits = [Edit(3, 10, "Yangon", 0), Edit(15, 23, "North Korea", 0)]
    neutral, shift = rewritten(text, edits), Shift(edits)
    assert neutral == "In Yangon and North Korea."
    assert [text[slice(*shift.back(*found))] for found in ((0, 2), (3, 9), (10, 13), (14, 19), (3, 25))] == [
        "In", "Rangoon", "and", "the DPRK", "Rangoon and the DPRK",
    ]  # fmt: skip
    assert [neutral[shift.forward(at)] for at in (0, 3, 11, 23)] == ["I", "Y", "a", "."]
