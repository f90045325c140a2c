"""What holds for every coding: spans slice back, ids are unique, nothing refers to what is not there."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.coder import Coder
from dateline.read import read
from dateline.types import Coding
from dateline.write import coding_to_dict, to_json_line

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "stories.jsonl"


@pytest.fixture(scope="module")
def codings(coder: Coder) -> list[Coding]:
    return list(coder.pipe(read(EXAMPLES)))


def spans(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if {"start", "end", "text"} <= set(node):
            yield node
        for value in node.values():
            yield from spans(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from spans(value)


def check(coding: Coding) -> None:
    assert coding.failures == ()
    text, line = coding.document.text, coding_to_dict(coding)
    found = [span for name, layer in line.items() if name != "document" for span in spans(layer)]
    for span in found:
        assert text[span["start"] : span["end"]] == span["text"]
        assert span["start"] < span["end"]
    statements, entities = {s.id for s in coding.statements}, {e.id for e in coding.entities}
    for event in coding.events:
        assert event.statement is None or event.statement in statements
        assert event.actors or event.recipients
        for actor in (*event.actors, *event.recipients):
            assert actor.entity is None or actor.entity in entities
        assert event.exportable == (event.withheld == "")
        assert event.realis == "ACTUAL" or not event.exportable
    for layer in ("events", "statements", "commitments", "wordings", "places", "times", "quantities"):
        ids = [record["id"] for record in line[layer]]
        assert len(ids) == len(set(ids)), layer


def test_the_examples_code_without_failure(codings: list[Coding]) -> None:
    assert len(codings) >= 6
    for coding in codings:
        check(coding)
        assert any(event.exportable for event in coding.events), coding.document.title


def test_the_examples_cover_many_types(codings: list[Coding]) -> None:
    types = {event.type for coding in codings for event in coding.events if event.exportable}
    assert len(types) >= 10


def test_a_second_coder_gives_the_same_bytes(codings: list[Coding], coder: Coder) -> None:
    again = [to_json_line(coding) for coding in coder.pipe(read(EXAMPLES))]
    assert again == [to_json_line(coding) for coding in codings]


def test_real_stories_code_without_failure(coder: Coder, shared: Path) -> None:
    documents = list(read(shared / "stories" / "voa.jsonl"))
    assert len(documents) == 89
    events = 0
    for coding in coder.pipe(documents):
        check(coding)
        events += sum(event.exportable for event in coding.events)
    assert events > 89


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        ".",
        "“",
        "‘’",
        "\u202e Kenya",
        "a" * 20_000,
        "Kenya " * 3000,
        "👩‍👩‍👧 met Kenya in Accra.",
        "İstanbul met Kenya.",
        "Kenya\u2028met Ghana.",
        "<script>alert(1)</script> Kenya met Ghana.",
        "((((((",
        "- - - -",
        "KENYA MEETS GHANA",
    ],
)
def test_odd_texts(code: Callable[..., Coding], text: str) -> None:
    check(code(text))


def test_a_line_is_valid_json(codings: list[Coding]) -> None:
    for coding in codings:
        json.loads(to_json_line(coding))
