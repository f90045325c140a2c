"""The pages for people; each has the same data behind it as its JSON twin."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any, NamedTuple
from urllib.parse import parse_qs

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse
from pydantic import ValidationError

from dateline.explore import answers
from dateline.explore import asked as ask
from dateline.explore.cards import LAYERS, Card, cards, marks
from dateline.explore.filters import Filters, bin_of
from dateline.explore.paste import LONGEST_TEXT, Pasted
from dateline.explore.render import Pages
from dateline.explore.reports import FIELDS, Objection, ReportFile
from dateline.explore.snapshot import Snapshot, Table
from dateline.explore.spans import pieces
from dateline.explore.states import shown_wrong, states_of
from dateline.ids import digest
from dateline.types import Coding

__all__ = ["router"]

_ROWS_WITHOUT_SCRIPT = 30  # rows of the tables that stand in for the charts
_OF_A_SECTION = 25  # rows of each section of a dyad before its own page


class _House(NamedTuple):
    """What all pages need."""

    snapshot: Snapshot
    render: Pages
    reports: ReportFile
    typist: Any
    choices: dict[str, list[str]]
    unfiltered: dict[str, Any]

    def page(self, template: str, **values: Any) -> HTMLResponse:
        return HTMLResponse(self.render(template, **values))

    def rows(self, view: str, asked: Any) -> Table:
        return answers.VIEWS[view].answer(self.snapshot, asked)


def router(
    snapshot: Snapshot, render: Pages, reports: ReportFile, typist: Any, openapi: Callable[[], dict[str, Any]]
) -> APIRouter:  # fmt: skip
    """Return the routes of the pages."""
    house = _House(snapshot, render, reports, typist, answers.choices(snapshot), answers.home(snapshot, Filters()))
    routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    _add_events(routes, house)
    _add_boards(routes, house)
    _add_story(routes, house)
    _add_forms(routes, house)

    @routes.get("/api")
    def api() -> HTMLResponse:
        return house.page("api", openapi=openapi())

    return routes


def _add_events(routes: APIRouter, house: _House) -> None:
    @routes.get("/")
    def home(filters: Annotated[Filters, Depends(ask.ask_filters)]) -> HTMLResponse:
        values = filters.values()
        found = answers.home(house.snapshot, filters) if filters.given() else house.unfiltered
        width = bin_of(found["chosen"]["first_day"], found["chosen"]["last_day"])
        told = {name: value for name, value in found.items() if name != "filters"}
        return house.page(
            "home", filters=filters, choices=house.choices, page="/", **told,
            places=house.snapshot.ask("map", **values, limit=_ROWS_WITHOUT_SCRIPT, offset=0).records(),
            periods=house.snapshot.ask("timeline", **values, bin=width, limit=_ROWS_WITHOUT_SCRIPT, offset=0).records(),
            events=house.snapshot.ask("events", **values, limit=20, offset=0).records(),
        )  # fmt: skip

    @routes.get("/events")
    def events(asked: Annotated[ask.Events, Depends(ask.ask_events)]) -> HTMLResponse:
        counts = house.snapshot.ask("counts", **Filters.values(asked)).first()
        rows = house.rows("events", asked).records()
        return house.page("events", filters=asked, choices=house.choices, page="/events", chosen=counts, events=rows)

    @routes.get("/dyad")
    def dyad(asked: Annotated[ask.Dyad, Depends(ask.ask_dyad)]) -> HTMLResponse:
        parts = house.snapshot.ask("dyad_sections", **Filters.values(asked), a=asked.a, b=asked.b, limit=_OF_A_SECTION)
        promises = [
            house.rows("commitments", ask.Commitments(actor=one, beneficiary=other, limit=_OF_A_SECTION))
            for one, other in ((asked.a, asked.b), (asked.b, asked.a))
        ] if asked.a and asked.b else []  # fmt: skip
        pairs = [] if promises else house.snapshot.ask("dyads", **Filters.values(asked), limit=40).records()
        return house.page(
            "dyad", filters=asked, choices=house.choices, page="/dyad", events=house.rows("dyad", asked),
            sections={name: _section(parts, name) for name in ("meetings", "accusations")}, promises=promises, pairs=pairs,
            days=parts.first(),
        )  # fmt: skip


def _section(parts: Table, name: str) -> Table:
    at = parts.columns.index("section")
    return Table(parts.columns, [row for row in parts.rows if row[at] == name])


def _add_boards(routes: APIRouter, house: _House) -> None:
    @routes.get("/commitments")
    def commitments(asked: Annotated[ask.Commitments, Depends(ask.ask_commitments)]) -> HTMLResponse:
        return house.page("commitments", asked=asked, choices=house.choices, table=house.rows("commitments", asked))

    @routes.get("/commitment")
    def commitment(asked: Annotated[ask.Ident, Depends(ask.ask_ident)]) -> HTMLResponse:
        found = answers.promise(house.snapshot, asked.id)
        if found is None:
            raise HTTPException(404, "The ledger holds no promise with this id.")
        return house.page("commitment", one=found)

    @routes.get("/occurrences")
    def occurrences(asked: Annotated[ask.Events, Depends(ask.ask_events)]) -> HTMLResponse:
        table = house.rows("occurrences", asked)
        return house.page("occurrences", filters=asked, choices=house.choices, page="/occurrences", table=table)

    @routes.get("/occurrence")
    def occurrence(asked: Annotated[ask.Ident, Depends(ask.ask_ident)]) -> HTMLResponse:
        found = answers.occurrence(house.snapshot, asked.id)
        if found is None:
            raise HTTPException(404, "There is no occurrence with this id.")
        return house.page("occurrence", one=found)

    @routes.get("/wording")
    def wording(asked: Annotated[ask.Wording, Depends(ask.ask_wording)]) -> HTMLResponse:
        concepts = house.snapshot.ask("concepts").records()
        return house.page("wording", asked=asked, concepts=concepts, choices=house.choices, table=house.rows("wording", asked))

    @routes.get("/review")
    def review(asked: Annotated[ask.Review, Depends(ask.ask_review)]) -> HTMLResponse:
        return house.page("review", asked=asked, table=house.rows("review", asked))

    @routes.get("/stories")
    def stories(asked: Annotated[ask.Stories, Depends(ask.ask_stories)]) -> HTMLResponse:
        return house.page("stories", asked=asked, choices=house.choices, table=house.rows("stories", asked))


def _coding(house: _House, document: str) -> Coding:
    coding = house.snapshot.coding(document)
    if coding is None:
        raise HTTPException(404, "There is no story with this id.")
    return coding


def _story(house: _House, coding: Coding, *, stored: bool) -> HTMLResponse:
    document = coding.document
    told = house.snapshot.ask("occurrences_of", id=document.id).records() if stored else []
    sent = house.reports.of(document.id)
    states = states_of(house.snapshot, document.id, sent, *_looked_at(coding)) if stored else {}
    made = shown_wrong(cards(coding), states)
    by_layer = {layer: [card for card in made if card.layer == layer] for layer in LAYERS}
    return house.page(
        "story", coding=coding, document=document, layers=by_layer, stored=stored, wrong=FIELDS, states=states,
        pieces=pieces(document.text, marks(made)), occurrence_of={row["event_id"]: row for row in told},
    )  # fmt: skip


def _add_story(routes: APIRouter, house: _House) -> None:
    @routes.get("/story")
    def story(asked: Annotated[ask.Ident, Depends(ask.ask_ident)]) -> HTMLResponse:
        return _story(house, _coding(house, asked.id), stored=True)


def _add_forms(routes: APIRouter, house: _House) -> None:
    @routes.get("/paste")
    def paste() -> HTMLResponse:
        return house.page("paste", longest=LONGEST_TEXT, told=[])

    @routes.post("/paste")
    def pasted(form: Annotated[dict[str, str], Depends(_form)]) -> HTMLResponse:
        try:
            given = Pasted.model_validate({name: value for name, value in form.items() if value})
        except ValidationError as error:
            told = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
            return HTMLResponse(house.render("paste", longest=LONGEST_TEXT, told=told), 422)
        return _story(house, house.typist(given), stored=False)

    @routes.post("/report")
    def report(form: Annotated[dict[str, str], Depends(_form)]) -> HTMLResponse:
        return _report(house, form)


def _report(house: _House, form: dict[str, str]) -> HTMLResponse:
    try:
        given = msgspec.convert(form, Objection)
    except msgspec.ValidationError as error:
        raise HTTPException(422, f"{error}") from error
    coding = _coding(house, given.document)
    card: Card | None = next((one for one in cards(coding) if one.id == given.record), None)
    if card is None or given.wrong not in FIELDS:
        raise HTTPException(422, "The report names no record of this story, or nothing that can be wrong with it.")
    run, version = _looked_at(coding)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    whole = msgspec.structs.replace(given, run=run, digest=version, reported_at=now)
    house.reports.add(whole)
    return house.page("thanks", report=whole, card=card, file=house.reports.name)


def _looked_at(coding: Coding) -> tuple[str, str]:
    """Return the run, and the digest of what was published, as the store knows the coding by."""
    doc = coding.document
    return (coding.run.id if coding.run else "", digest(doc.text, doc.title, doc.published or "", doc.publisher, doc.url))


async def _form(request: Request) -> dict[str, str]:
    """Return the fields of a form as browsers send it; the guard has limited its size."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise HTTPException(415, "Send the fields of the form as application/x-www-form-urlencoded.")
    try:
        fields = parse_qs((await request.body()).decode("utf-8"), max_num_fields=20, keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise HTTPException(422, "The form cannot be read.") from error
    return {name: values[-1] for name, values in fields.items()}
