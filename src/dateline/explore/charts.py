"""Charts as Vega-Lite, made with altair; colours come from the page, so that light and dark both fit."""

from collections.abc import Sequence
from copy import deepcopy
from datetime import date
from functools import cache
from typing import Any, get_args

import altair as alt

from dateline.types import Quad

__all__ = ["map_chart", "score_chart", "stacked", "timeline_chart", "wording_chart"]

Rows = Sequence[dict[str, Any]]
_QUADS = list(get_args(Quad))
_WORLD = "/static/world-110m.json"
_FEW = 10  # one event alone is a small circle, however few there are in all
_SEASON = 150  # days; beyond, months and years say more than days
_SHARED_AREA = 60_000  # square pixels of circles on a map of some 400,000: the land stays visible
# The map's projection, equal earth, from 56 degrees south to 84 north (without Antarctica) is so many units wide and high
_WIDE, _HIGH, _MIDDLE = 5.42, 2.36, 0.137
_DAYS = alt.Scale(type="utc")  # a day is a day wherever it is looked at


def map_chart(rows: Rows) -> dict[str, Any]:
    """Return the map: a circle a place, its area the number of events, its colour the commonest quad class."""
    spec: dict[str, Any] = deepcopy(_map())
    spec["layer"][1]["encoding"]["size"]["scale"] = _areas(rows)
    spec["datasets"] = {"rows": list(rows)}
    return spec


@cache
def _map() -> dict[str, Any]:
    """The map without its rows, made once: altair checks it for a tenth of a second."""
    world = alt.topo_feature(_WORLD, "countries")
    # without Antarctica (ISO 3166 numeric 010) the rest is drawn larger
    land = alt.Chart(world).transform_filter("datum.id != '010'").mark_geoshape(strokeWidth=0.5, clip=True)
    points = (
        alt.Chart(alt.NamedData(name="rows"))
        .mark_circle(opacity=0.75, strokeWidth=0.5, stroke="currentColor", cursor="pointer", clip=True)
        .encode(
            longitude="longitude:Q",
            latitude="latitude:Q",
            size=alt.Size("events:Q", legend=None),
            color=_quad_colour(None),
            href="href:N",
            description="label:N",
            tooltip=[
                alt.Tooltip("place:N"),
                *(alt.Tooltip(f"{quad.replace(' ', '_')}:Q", title=quad) for quad in _QUADS),
                alt.Tooltip("types:N"),
            ],
        )
    )
    # zoom, east and north (of the middle, in the projection's units) are what map.js moves
    scale, middle = "base * zoom", "[width / 2 - east * base * zoom, height / 2 + north * base * zoom]"
    chart = (
        alt.layer(land, points)
        .add_params(
            alt.param(name="base", expr=f"min(width / {_WIDE}, height / {_HIGH})"),
            alt.param(name="zoom", value=1),
            alt.param(name="east", value=0),
            alt.param(name="north", value=_MIDDLE),
        )
        .project("equalEarth", scale=alt.expr(scale), translate=alt.expr(middle))
        .properties(width="container", height=330)
    )
    found: dict[str, Any] = chart.to_dict()
    return found


def _areas(rows: Rows) -> dict[str, Any]:
    """Areas that grow with the number of events, smaller where there are many circles to see."""
    top = max((row["events"] for row in rows), default=0)
    return {"domain": [0, max(top, _FEW)], "range": [15, min(700, max(60, _SHARED_AREA / max(len(rows), 1)))]}


def timeline_chart(rows: Rows, bin_name: str) -> dict[str, Any]:
    """Return the timeline: events a ``bin_name`` (day, week or month), stacked by quad class."""
    bars_on_each_other = stacked(rows)
    days = _days_axis(min(row["start"] for row in rows), max(row["end"] for row in rows)) if rows else alt.Axis()
    top = max((row["high"] for row in bars_on_each_other), default=0)
    whole: dict[str, Any] = {"values": list(range(top + 1))} if top < _FEW else {}
    bars = (
        alt.Chart(alt.NamedData(name="rows"))
        .mark_rect(cursor="pointer")
        .encode(
            x=alt.X("start:T", title=None, scale=_DAYS, axis=days),
            x2="end:T",
            y=alt.Y("low:Q", title=f"events a {bin_name}", axis=alt.Axis(format="d", **whole)),
            y2="high:Q",
            color=_quad_colour(None),
            href="href:N",
            description="label:N",
            tooltip=["label:N", alt.Tooltip("mean_score:Q", title="mean score")],
        )
        .properties(width="container", height=130)
    )
    return _with_rows(bars, bars_on_each_other)


def _days_axis(first: date, last: date) -> Any:
    """Dates under a chart: each day where there are few, day and month up to a season, else as Vega writes them."""
    days = (last - first).days
    if days <= _FEW:
        return alt.Axis(tickCount={"interval": "day", "step": 1}, format="%d %b")
    return alt.Axis(format="%d %b", labelOverlap=True) if days <= _SEASON else alt.Axis()


def stacked(rows: Rows) -> Rows:
    """Return bars laid on each other: those of one ``start`` in the order of the quad classes, from ``low`` to ``high``."""
    heights: dict[Any, int] = {}
    found = []
    for row in sorted(rows, key=lambda one: (one["start"], _QUADS.index(one["quad"]))):
        low = heights.get(row["start"], 0)
        heights[row["start"]] = high = low + row["events"]
        found.append({**row, "low": low, "high": high})
    return found


def score_chart(means: Rows, points: Rows) -> dict[str, Any]:
    """Return a dyad's chart: each event at its day and score, the mean of each bin as a line."""
    told = [row["day"] for row in points if row["day"]]
    axis = _days_axis(min(told), max(told)) if told else alt.Axis()
    dots = (
        alt.Chart(alt.NamedData(name="points"))
        .mark_circle(size=60, opacity=0.7, cursor="pointer")
        .encode(
            x=alt.X("day:T", title=None, scale=_DAYS, axis=axis),
            y=alt.Y("score:Q", title="score", scale=alt.Scale(domain=[-10, 10])),
            color=_quad_colour(None),
            href="href:N",
            description="label:N",
            tooltip=["label:N", "direction:N", "mode:N", "publisher:N", "trigger:N"],
        )
    )
    mean = (
        alt.Chart(alt.NamedData(name="rows"))
        .transform_calculate(weighted="datum.mean_score * datum.events")
        .transform_aggregate(total="sum(weighted)", events="sum(events)", groupby=["start"])
        .transform_calculate(mean="datum.total / datum.events")
        .mark_line(strokeWidth=1.5)
        .encode(x=alt.X("start:T", scale=_DAYS, axis=axis), y="mean:Q")
    )
    spec = _with_rows(alt.layer(mean, dots).properties(width="container", height=220), means)
    spec["datasets"]["points"] = list(points)
    return spec


def wording_chart(rows: Rows) -> dict[str, Any]:
    """Return mentions a month, a bar a month with the variants on each other: a month without mentions has none."""
    heights: dict[Any, int] = {}
    bars = []
    for row in sorted(rows, key=lambda one: (one["start"], one["variant"])):
        low = heights.get(row["start"], 0)
        heights[row["start"]] = high = low + row["mentions"]
        bars.append({**row, "low": low, "high": high})
    chart = (
        alt.Chart(alt.NamedData(name="rows"))
        .mark_rect()
        .encode(
            x=alt.X("start:T", title=None, scale=_DAYS, axis=alt.Axis(format="%b %Y", labelOverlap=True)),
            x2="end:T",
            y=alt.Y("low:Q", title="mentions a month", axis=alt.Axis(tickMinStep=1, format="d")),
            y2="high:Q",
            color=alt.Color("variant:N", title=None, legend=alt.Legend(orient="bottom", columns=2)),
            tooltip=[alt.Tooltip("start:T", format="%B %Y"), "variant:N", "mentions:Q"],
        )
        .properties(width="container", height=200)
    )
    return _with_rows(chart, bars)


def _quad_colour(legend: Any) -> Any:
    """The quad classes in their fixed order; the page's own legend says which colour is which."""
    return alt.Color("quad:N", scale=alt.Scale(domain=_QUADS), legend=legend)


def _with_rows(chart: Any, rows: Rows) -> dict[str, Any]:
    """Return the specification with ``rows`` laid in afterwards: altair would check each of them."""
    spec: dict[str, Any] = chart.to_dict()
    spec["datasets"] = {**spec.get("datasets", {}), "rows": list(rows)}
    return spec
