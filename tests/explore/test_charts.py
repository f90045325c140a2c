from datetime import date
from typing import Any

import pytest

from dateline.explore.charts import map_chart, stacked, timeline_chart, wording_chart
from dateline.explore.filters import Filters, bin_of
from dateline.explore.ranges import steps


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


def test_variants_of_a_month_stand_on_each_other() -> None:
    months = [
        {"start": date(2024, 1, 1), "end": date(2024, 2, 1), "variant": name, "mentions": n} for name, n in (("b", 2), ("a", 3))
    ]
    rows = wording_chart(months)["datasets"]["rows"]
    assert [(row["variant"], row["low"], row["high"]) for row in rows] == [("a", 0, 3), ("b", 3, 5)]


def test_steps_along_a_range_of_days() -> None:
    first, last = date(2024, 1, 1), date(2024, 4, 9)  # a hundred days
    assert steps(None, None, None, None) == []
    assert [(step.label, step.since, step.until) for step in steps(None, None, first, last)] == [
        ("closer", date(2024, 1, 26), date(2024, 3, 15))
    ]
    told = {step.label: (step.since, step.until) for step in steps(date(2024, 2, 1), date(2024, 2, 10), first, last)}
    assert told["closer"] == (date(2024, 2, 3), date(2024, 2, 8))
    assert told["wider"] == (date(2024, 1, 27), date(2024, 2, 15))
    assert told["earlier"] == (date(2024, 1, 27), date(2024, 2, 5))
    assert told["later"] == (date(2024, 2, 6), date(2024, 2, 15))
    assert told["all days"] == (None, None)
    assert "closer" not in {step.label for step in steps(first, first, first, last)}
    assert [step.label for step in steps(date(2024, 5, 1), None, first, last)] == ["all days"]
    assert steps(date.min, date.max, None, None)[1].since == date.min
