"""What somebody else expects is no plan."""

from collections.abc import Callable

import pytest

from dateline.types import Coding


@pytest.mark.parametrize(
    "text",
    [
        "Analysts think Chad and Niger will sign a border accord.",
        "There is little reason to think that the two ministers will meet in May.",
        "Bolivia wants an edge in future talks with Chile.",
    ],
)
def test_a_forecast_is_possible_at_most(code: Callable[..., Coding], text: str) -> None:
    coding = code(text)
    assert coding.events
    assert {(event.realis, event.exportable) for event in coding.events} == {("POSSIBLE", False)}


def test_what_is_announced_is_a_plan(code: Callable[..., Coding]) -> None:
    (event,) = code("Chad and Niger will sign a border accord in May, the foreign ministry said.").events
    assert (event.type, event.realis, event.exportable) == ("AGREE", "ACTUAL", True)
