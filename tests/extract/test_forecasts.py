"""What somebody else expects is no plan."""

from collections.abc import Callable

import pytest

from dateline.types import Coding


@pytest.mark.parametrize(
    "text",
    [
        "Analysts think Chad and Niger will sign a border accord.",
        "Few traders think the envoys of Chad and Mali will meet before the harvest.",
        "Bolivia wants an edge in future talks with Chile.",
    ],
)
def test_a_forecast_is_possible_at_most(code: Callable[..., Coding], text: str) -> None:
    coding = code(text)
    assert coding.events
    assert {(event.realis, event.exportable) for event in coding.events} == {("POSSIBLE", False)}


def test_what_an_act_is_for_is_no_plan(code: Callable[..., Coding]) -> None:
    events = code("Lima sold a ship to help Quito.").events
    assert [(event.type, event.realis, event.exportable) for event in events if event.trigger.text == "help"] == [
        ("AID", "PLANNED", False)
    ]


def test_the_first_to_do_it_did_it(code: Callable[..., Coding]) -> None:
    events = code("Tunisia was the first country to recognise the government of Kosovo.").events
    assert [event.realis for event in events if event.trigger.text == "recognise"] == ["ACTUAL"]


def test_what_is_announced_is_a_plan(code: Callable[..., Coding]) -> None:
    (event,) = code("Chad and Niger will sign a border accord in May, the foreign ministry said.").events
    assert (event.type, event.realis, event.exportable) == ("AGREE", "ACTUAL", True)
    assert event.date.earliest is None or event.date.earliest <= "2024-05-15"  # the day it was announced, not the day to come
