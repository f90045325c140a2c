"""The HTTP API: every view as JSON and CSV, charts as Vega-Lite, a story whole, the coding of a pasted text."""

from datetime import timedelta
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel, Field

from dateline.explore import answers, charts
from dateline.explore import asked as ask
from dateline.explore.filters import Filters, bin_of
from dateline.explore.paste import Pasted
from dateline.explore.snapshot import Snapshot
from dateline.store.objections import cleared
from dateline.types import Coding

__all__ = ["coding_json", "json_answer", "router"]

_ENCODER = msgspec.json.Encoder(order="deterministic")
_MOST_CSV = 100_000  # rows of one CSV file; more are had with offset
_MOST_POINTS = 2000  # marks of one chart; more cannot be told apart
_CODING_KEPT = ("sentences", "mentions", "chains")  # the parser's columns, left out as in the store


class Rows(BaseModel):
    """One page of a view; ``next`` is the address of the page after it, null at the end."""

    limit: int
    offset: int
    next: str | None
    rows: list[dict[str, Any]]


class Fault(BaseModel):
    """Why a request was refused."""

    detail: Any = Field(description="a sentence, or a list of the parameters at fault")


_FAULTS: dict[int | str, dict[str, Any]] = {422: {"model": Fault, "description": "A parameter is not valid"}}
_MISSING: dict[int | str, dict[str, Any]] = {404: {"model": Fault, "description": "There is no such record"}}
_OF_SENDING: dict[int | str, dict[str, Any]] = {
    400: {"model": Fault, "description": "The body is not JSON"},
    403: {"description": "Sent by a page of another site"},
    413: {"description": "The body is too large"},
    503: {"model": Fault, "description": "Too many texts are waiting"},
}
_CSV: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": f"CSV, at most {_MOST_CSV} rows"}
}


def json_answer(data: Any) -> Response:
    """Return ``data`` as a JSON response."""
    return Response(_ENCODER.encode(data), media_type="application/json")


def coding_json(coding: Coding) -> dict[str, Any]:
    """Return ``coding`` as ``dateline code`` writes it, without the parser's columns."""
    return {name: value for name, value in msgspec.to_builtins(coding).items() if name not in _CODING_KEPT}


def router(snapshot: Snapshot, typist: Any) -> APIRouter:
    """Return the routes over ``snapshot``."""
    routes = APIRouter(default_response_class=Response)
    for name, view in answers.VIEWS.items():
        _add_view(routes, snapshot, name, view)
    _add_home(routes, snapshot)
    _add_charts(routes, snapshot)
    _add_dyad_charts(routes, snapshot)
    _add_records(routes, snapshot)

    @routes.post("/code", tags=["coding"], responses={**_json(CodingAnswer), **_FAULTS, **_OF_SENDING})
    def code(pasted: Pasted) -> Response:
        """Code a text and return its coding; the text is not stored."""
        return json_answer(coding_json(typist(pasted)))

    return routes


class CodingAnswer(BaseModel):
    """A coding as ``dateline info --schema`` describes it, without the parser's columns."""

    document: dict[str, Any]
    events: list[dict[str, Any]]
    statements: list[dict[str, Any]]
    commitments: list[dict[str, Any]]
    wordings: list[dict[str, Any]]
    entities: list[dict[str, Any]]
    places: list[dict[str, Any]]
    times: list[dict[str, Any]]
    quantities: list[dict[str, Any]]


def _json(model: type[BaseModel]) -> dict[int | str, dict[str, Any]]:
    return {200: {"model": model, "description": "OK"}}


def _add_view(routes: APIRouter, snapshot: Snapshot, name: str, view: answers.View) -> None:
    def as_json(asked: Annotated[Any, Depends(view.asked)]) -> Response:
        return json_answer(answers.page_of(name, view.answer(snapshot, asked), asked))

    def as_csv(request: Request, asked: Annotated[Any, Depends(view.asked)]) -> Response:
        # a file is the whole view unless the address asks for less
        wanted = asked if "limit" in request.query_params else asked.model_copy(update={"limit": _MOST_CSV})
        table = view.answer(snapshot, wanted)
        saved = {"Content-Disposition": f'attachment; filename="dateline-{name}.csv"'}
        return StreamingResponse(answers.csv_of(table), media_type="text/csv; charset=utf-8", headers=saved)

    about = view.about.capitalize() + "."
    routes.add_api_route(
        f"/{name}.json", as_json, name=f"{name}_json", summary=f"{about}", tags=["views"], responses={**_json(Rows), **_FAULTS}
    )
    routes.add_api_route(
        f"/{name}.csv", as_csv, name=f"{name}_csv", summary=f"{about} As CSV.", tags=["views"], responses={**_CSV, **_FAULTS}
    )


def _add_home(routes: APIRouter, snapshot: Snapshot) -> None:
    @routes.get("/index.json", tags=["views"], responses={**_json(AnyObject), **_FAULTS})
    def index(filters: Annotated[Filters, Depends(ask.ask_filters)]) -> Response:
        """What is in the store, and what the filters let through: counts, commonest values, dyads."""
        return json_answer(answers.home(snapshot, filters))


class AnyObject(BaseModel):
    """An object."""

    model_config = {"extra": "allow"}


_CHART: dict[str, Any] = {"tags": ["charts"], "responses": {**_json(AnyObject), **_FAULTS}}


def _add_charts(routes: APIRouter, snapshot: Snapshot) -> None:
    @routes.get("/map.vl.json", **_CHART)
    def map_spec(filters: Annotated[Filters, Depends(ask.ask_filters)]) -> Response:
        """The map as Vega-Lite."""
        rows = snapshot.ask("map", **filters.values(), limit=_MOST_POINTS, offset=0).records()
        for row in rows:
            one = row["events"] == 1
            here = filters.address("/events", place=row["place"])
            row["href"] = answers.story_address(row["document_id"], row["event_id"]) if one else here
            row["label"] = f"{row['place']}: {_events(row['events'])}, mostly {row['quad']}"
        return json_answer(charts.map_chart(rows))

    @routes.get("/timeline.vl.json", **_CHART)
    def timeline_spec(filters: Annotated[Filters, Depends(ask.ask_filters)]) -> Response:
        """The timeline as Vega-Lite."""
        width = answers.width_of(snapshot, filters)
        rows = snapshot.ask("timeline", **filters.values(), bin=width, limit=8 * _MOST_POINTS, offset=0).records()
        for row in rows:
            _bar(row, filters.address("/events", since=row["start"], until=row["until"], quad=row["quad"]))
        return json_answer(charts.timeline_chart(rows, width))


def _add_dyad_charts(routes: APIRouter, snapshot: Snapshot) -> None:
    @routes.get("/dyad.vl.json", **_CHART)
    def dyad_spec(asked: Annotated[ask.DyadChart, Depends(ask.ask_dyad_chart)]) -> Response:
        """A dyad over time as Vega-Lite: events by quad class, or scores."""
        values = asked.values()
        chosen = {name: value for name, value in values.items() if name not in {"limit", "offset", "section"}}
        days = snapshot.ask("dyad_days", **chosen).first()
        width = bin_of(days["first_day"], days["last_day"])
        weeks = snapshot.ask("dyad_weeks", **chosen, bin=width).records()
        for row in weeks:
            _bar(row, asked.address("/dyad", since=row["start"], until=row["until"]) + "#events")
        if asked.chart == "bars":
            return json_answer(charts.timeline_chart(weeks, width))
        points = snapshot.ask("dyad", **{**values, "limit": _MOST_POINTS, "offset": 0, "section": ""}).records()
        for row in points:
            row["href"] = answers.story_address(row["document_id"], row["event_id"])
            row["label"] = f"{row['day']}: {row['type']}, score {row['score']:g}"
        return json_answer(charts.score_chart(weeks, points))

    @routes.get("/wording.vl.json", **_CHART)
    def wording_spec(asked: Annotated[ask.Wording, Depends(ask.ask_wording)]) -> Response:
        """The variants of one concept over time as Vega-Lite."""
        chosen = {name: value for name, value in asked.values().items() if name not in {"limit", "offset"}}
        return json_answer(charts.wording_chart(snapshot.ask("wording_months", **chosen).records()))


def _events(count: int) -> str:
    return f"{count} event" if count == 1 else f"{count} events"


def _bar(row: dict[str, Any], href: str) -> None:
    """Say where a bar ends, where it leads and what it is."""
    single = row["start"] == row["until"]
    row["end"] = row["until"] + timedelta(days=1)
    row["href"] = href
    days = str(row["start"]) if single else f"{row['start']} to {row['until']}"
    row["label"] = f"{days}: {row['events']} {row['quad']}"


def _add_records(routes: APIRouter, snapshot: Snapshot) -> None:
    @routes.get("/story.json", tags=["records"], responses={**_json(CodingAnswer), **_MISSING, **_FAULTS})
    def story(asked: Annotated[ask.StoryIdent, Depends(ask.ask_story)]) -> Response:
        """A story with all its layers; what review found wrong is withheld or left out, unless asked for."""
        coding = snapshot.coding(asked.id)
        if coding is None:
            raise HTTPException(404, "There is no story with this id.")
        reasons = {} if asked.wrong else dict(snapshot.ask("wrong_of", id=asked.id).rows)
        return json_answer(coding_json(cleared(coding, reasons)))

    @routes.get("/occurrence.json", tags=["records"], responses={**_json(AnyObject), **_MISSING, **_FAULTS})
    def occurrence(asked: Annotated[ask.Ident, Depends(ask.ask_ident)]) -> Response:
        """A real-world event with its reports and what they say differently."""
        found = answers.occurrence(snapshot, asked.id)
        if found is None:
            raise HTTPException(404, "There is no occurrence with this id.")
        return json_answer(found)

    @routes.get("/commitment.json", tags=["records"], responses={**_json(AnyObject), **_MISSING, **_FAULTS})
    def commitment(asked: Annotated[ask.Ident, Depends(ask.ask_ident)]) -> Response:
        """A promise of the ledger with its status log, oldest entry first."""
        found = answers.promise(snapshot, asked.id)
        if found is None:
            raise HTTPException(404, "The ledger holds no promise with this id.")
        return json_answer(found)
