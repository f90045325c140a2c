from datetime import date
from typing import Any

import pytest

from dateline.explore.charts import map_chart, stacked, timeline_chart
from dateline.explore.filters import Filters, bin_of


def bar(day: int, quad: str, events: int) -> dict[str, Any]:
    return {"start": date(2024, 1, day), "end": date(2024, 1, day + 1), "quad": quad, "events": events}


def test_bars_stand_on_each_other_in_the_order_of_the_quad_classes() -> None:
    rows = [bar(2, "material conflict", 1), bar(1, "material conflict", 3), bar(1, "verbal cooperation", 2)]
    assert [(row["start"].day, row["low"], row["high"]) for row in stacked(rows)] == [(1, 0, 2), (1, 2, 5), (2, 0, 1)]


def test_charts_are_the_same_each_time_and_carry_their_rows() -> None:
    rows = [bar(1, "verbal conflict", 12)]
    assert timeline_chart(rows, "day") == timeline_chart(rows, "day")
    assert timeline_chart(rows, "day")["datasets"]["rows"][0]["high"] == 12
    assert map_chart([])["datasets"]["rows"] == []


@pytest.mark.parametrize(("days", "width"), [(0, "day"), (90, "day"), (300, "week"), (3000, "month")])
def test_bars_are_as_wide_as_the_range_needs(days: int, width: str) -> None:
    first = date(2010, 1, 1)
    assert bin_of(first, date.fromordinal(first.toordinal() + days)) == width


def test_an_address_keeps_what_is_asked_and_nothing_else() -> None:
    filters = Filters(actor="KEN", type=["AID", "ACCUSE"], since=date(2024, 1, 2))
    assert filters.address("/") == "/?since=2024-01-02&actor=KEN&type=AID&type=ACCUSE"
    assert filters.address("/events", actor=None, place="A & B") == "/events?since=2024-01-02&type=AID&type=ACCUSE&place=A+%26+B"
    assert Filters().address("/") == "/"
