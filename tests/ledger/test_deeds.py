"""Deeds read out of sentences: what is told of a promise, and by which words."""

from collections.abc import Callable

import pytest

from dateline.types import Coding, Deed


def told(coding: Coding) -> list[Deed]:
    return [deed for deed in coding.deeds if deed.outcome != "promised"]


OUTCOMES = [
    ("Tonga opened the Vuna wharf that it had pledged to repair in March.", "done"),
    ("Latvia handed over the first of the six drones it promised Moldova in January.", "partial"),
    ("Latvia has begun delivering the drones it promised Moldova in January.", "progress"),
    ("Latvia failed to deliver the drones it promised Moldova in January.", "undone"),
    ("Latvia has yet to deliver the drones it promised Moldova in January.", "not_yet"),
    ("Latvia put off the delivery of six drones to Moldova until December.", "extended"),
    ("Latvia withdrew its promise to send six drones to Moldova.", "cancelled"),
    ("Latvia suspended the delivery of drones to Moldova.", "suspended"),
    ("Latvia broke its promise to send drones to Moldova.", "undone"),
    ("Latvia honoured its promise to send drones to Moldova.", "done"),
    ("Moldova received the drones that Latvia had promised in January.", "done"),
]


@pytest.mark.parametrize(("text", "outcome"), OUTCOMES)
def test_outcomes(code: Callable[..., Coding], text: str, outcome: str) -> None:
    assert [deed.outcome for deed in told(code(text))] == [outcome]


SILENT = [
    "Latvia will deliver the drones next week.",
    "Latvia plans to send drones to Moldova.",
    "Latvia and Moldova discussed the promise of drones.",
    "Moldova urged Latvia to deliver the drones.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_is_only_said_or_planned_is_no_deed(code: Callable[..., Coding], text: str) -> None:
    assert told(code(text)) == []


POINTING = [
    ("As pledged in March, Fiji repaired the Vuna wharf.", False, "2024-03-01"),
    ("Fiji repaired the Vuna wharf, keeping a promise it made in March.", False, "2024-03-01"),
    ("Despite a pledge made in March not to fish off Ata, Fiji sent two trawlers there.", True, "2024-03-01"),
    ("Although Fiji had promised in March to reopen the wharf, it closed the road to it.", True, "2024-03-01"),
]


@pytest.mark.parametrize(("text", "contrast", "made"), POINTING)
def test_back_references(code: Callable[..., Coding], text: str, contrast: bool, made: str) -> None:
    back = [deed.back for deed in told(code(text)) if deed.back is not None]
    assert len(back) == 1
    assert (back[0].contrast, back[0].made.earliest) == (contrast, made)
    assert [actor.country for actor in back[0].committers] == ["FJI"]


NO_POINTING = [
    "Tonga, which promised reform in March, closed the wharf.",
    "Tonga closed the wharf after news that Fiji had promised aid.",
    "Tonga has not agreed to the truce, but sent envoys to Fiji.",
    "Tonga's king agreed with the remark, but sent the minister home.",
]


@pytest.mark.parametrize("text", NO_POINTING)
def test_what_points_to_no_promise(code: Callable[..., Coding], text: str) -> None:
    assert [deed for deed in told(code(text)) if deed.back is not None] == []


def test_spans_slice_back(code: Callable[..., Coding]) -> None:
    for text, _ in OUTCOMES:
        coding = code(text)
        for deed in coding.deeds:
            spans = [deed.span, *deed.why.evidence, *([deed.back.span] if deed.back else [])]
            assert all(text[span.start : span.end] == span.text for span in spans)


def test_a_promise_without_a_coded_event_is_read_too(code: Callable[..., Coding]) -> None:
    found = [deed for deed in code("Fiji's government pledged to hold elections by August.").deeds if deed.outcome == "promised"]
    assert [(deed.content.acts, deed.deadline.latest) for deed in found] == [(("hold", "start", "vote"), "2024-08-31")]
