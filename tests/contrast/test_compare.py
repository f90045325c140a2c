"""Two readouts side by side."""

from collections.abc import Callable
from pathlib import Path

import dateline
from dateline.read import read
from dateline.types import Coding, Comparison, Document, Item

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "compare"


def told(items: tuple[Item, ...], kind: str) -> list[str]:
    return [item.span.text for item in items if item.kind == kind]


def readouts(code: Callable[..., Coding]) -> tuple[Coding, Coding]:
    documents = [one for one in read(FOLDER) if isinstance(one, Document)]
    first, second = (code(one.text, "2024-03-05", title=one.title) for one in documents)
    return first, second


def test_what_one_leaves_out(code: Callable[..., Coding]) -> None:
    found: Comparison = dateline.compare(*readouts(code))
    assert told(found.only_first, "topic") == [
        "war in Yemen", "detention of a Norwegian journalist", "attacks on merchant ships by Houthi militants",
    ]  # fmt: skip
    assert "Norwegian investment in green hydrogen" in told(found.only_second, "topic")
    assert told(found.only_second, "commitment") == ["open a port office in Oslo"]
    assert {item.label for item in found.only_first if item.kind == "event"} >= {"ACCUSE/disapprove", "REQUEST/yield"}


def test_what_both_say_in_other_words(code: Callable[..., Coding]) -> None:
    found = dateline.compare(*readouts(code))
    pairs = {(pair.first.span.text, pair.second.span.text): pair.differs for pair in found.both}
    assert ("met", "received") in pairs
    assert ("maritime security in the Gulf", "maritime security") in pairs
    hunters = next(differs for (first, _), differs in pairs.items() if "mine hunters" in first)
    assert "strength 4, due 2024-10-31 | strength 4" in hunters


def test_the_other_way_round_is_the_mirror(code: Callable[..., Coding]) -> None:
    first, second = readouts(code)
    one, other = dateline.compare(first, second), dateline.compare(second, first)
    assert (one.only_first, one.only_second) == (other.only_second, other.only_first)
    assert {(p.first.id, p.second.id) for p in one.both} == {(p.second.id, p.first.id) for p in other.both}


def test_a_document_beside_itself_leaves_nothing_out(code: Callable[..., Coding]) -> None:
    first, _ = readouts(code)
    found = dateline.compare(first, first)
    assert found.only_first == found.only_second == ()
    assert all(pair.differs == () for pair in found.both)
