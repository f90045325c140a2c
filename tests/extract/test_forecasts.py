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


@pytest.mark.parametrize(
    ("text", "trigger", "realis"),
    [
        ("The harbour master said Oman has to help Yemen.", "help", "REQUESTED"),
        ("Oman had to help Yemen after the storm.", "help", "ACTUAL"),
        ("Oman may have to help Yemen.", "help", "POSSIBLE"),
        ("Oman might be willing to free two sailors.", "free", "POSSIBLE"),
        ("The sailor was almost shot by a guard in Muscat.", "shot", "POSSIBLE"),
        ("There is no sign that Oman attacked Yemen.", "attacked", "POSSIBLE"),
    ],
)
def test_obligations_and_open_plans(code: Callable[..., Coding], text: str, trigger: str, realis: str) -> None:
    assert {event.realis for event in code(text).events if event.trigger.text == trigger} == {realis}


def test_who_tells_of_a_threat_did_not_make_it(code: Callable[..., Coding]) -> None:
    assert code("The dunes are threatened by drought, the minister said.").events == ()


def test_what_a_reporter_is_told_is_not_asked_of_the_reporter(code: Callable[..., Coding]) -> None:
    assert not code("The minister told Reuters that the ferry was late, adding that crews were at work.").events
    (event,) = (one for one in code("The minister told Reuters that Oman must pay its debts.").events if one.type == "REQUEST")
    assert [one.name for one in event.recipients] == ["Oman"]
