"""The data behind the pages: the same for the page, its JSON and its CSV."""

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from dateline.explore import asked as ask
from dateline.explore.filters import Filters, bin_of
from dateline.explore.snapshot import Snapshot, Table
from dateline.write.table import delimited

__all__ = ["VIEWS", "View", "choices", "csv_of", "facets", "home", "occurrence", "page_of", "promise", "story_address",
           "timeline", "width_of"]  # fmt: skip


class View(NamedTuple):
    """A view of many rows: what answers it, what it can be asked, what it is."""

    answer: Callable[[Snapshot, Any], Table]
    asked: Callable[..., ask.Listed]
    about: str


def _query(name: str) -> Callable[[Snapshot, Any], Table]:
    return lambda snapshot, asked: snapshot.ask(name, **asked.values())


def timeline(snapshot: Snapshot, asked: ask.Timeline) -> Table:
    """Return events over time, in bars as wide as asked, or as the range needs."""
    return snapshot.ask("timeline", **asked.values(), bin=width_of(snapshot, asked, asked.bin))


def width_of(snapshot: Snapshot, asked: Filters, width: str = "auto") -> str:
    """Return day, week or month: ``width``, or what shows the chosen days legibly."""
    if width != "auto":
        return width
    counts = snapshot.ask("counts", **Filters.values(asked)).first()
    return bin_of(counts["first_day"], counts["last_day"])


VIEWS: dict[str, View] = {
    "events": View(_query("events"), ask.ask_events, "reports of events, latest first, one row each"),
    "map": View(_query("map"), ask.ask_events, "places with the number of events there by quad class"),
    "timeline": View(timeline, ask.ask_timeline, "events by day, week or month and quad class"),
    "dyad": View(_query("dyad"), ask.ask_dyad, "what two parties (a, b) do to each other and together"),
    "commitments": View(_query("commitments"), ask.ask_commitments, "commitments by committer and deadline, with their status"),
    "occurrences": View(_query("occurrences"), ask.ask_events, "real-world events, each with the number of its reports"),
    "wording": View(_query("wording"), ask.ask_wording, "contested variants: who uses them, how often, since when"),
    "review": View(_query("review"), ask.ask_review, "readers' reports and doubtful links that a person decides on"),
    "stories": View(_query("stories"), ask.ask_stories, "stories, newest first"),
}


def page_of(name: str, table: Table, asked: ask.Listed) -> dict[str, Any]:
    """Return one page of rows as the JSON answers hold it."""
    rows = [{key: value for key, value in row.items() if key != "total"} for row in table.records()]
    more = len(rows) == asked.limit
    following = {**asked.model_dump(mode="json"), "offset": asked.offset + asked.limit}
    return {
        "limit": asked.limit,
        "offset": asked.offset,
        "next": _address(f"/{name}.json", following) if more else None,
        "rows": rows,
    }


def _address(page: str, fields: dict[str, Any]) -> str:
    from urllib.parse import urlencode

    kept = {name: value for name, value in fields.items() if value not in ("", [], None, False)}
    return f"{page}?{urlencode(kept, doseq=True)}"


def csv_of(table: Table) -> Iterator[bytes]:
    """Yield the table as CSV: a header, then a line a row; lists are joined by "; ", formulas are inert."""
    names = tuple(name for name in table.columns if name != "total")
    yield from delimited(names, ({key: _cell(value) for key, value in row.items()} for row in table.records()))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "; ".join(_cell(one) for one in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def facets(snapshot: Snapshot, filters: Filters) -> dict[str, list[dict[str, Any]]]:
    """Return the commonest values of each field among the chosen events, with their numbers."""
    found: dict[str, list[dict[str, Any]]] = {}
    for field, value, units in snapshot.ask("facets", **filters.values()).rows:
        found.setdefault(field, []).append({"value": value, "events": units})
    return found


def choices(snapshot: Snapshot) -> dict[str, list[str]]:
    """Return the values that the filters offer."""
    found: dict[str, list[str]] = {}
    for field, value in snapshot.ask("choices").rows:
        found.setdefault(field, []).append(value)
    return found


def home(snapshot: Snapshot, filters: Filters) -> dict[str, Any]:
    """Return what is in the store, and what the filters let through."""
    values = filters.values()
    return {
        "store": snapshot.ask("summary").first(),
        "runs": snapshot.ask("runs").records(),
        "filters": filters.given(),
        "chosen": snapshot.ask("counts", **values).first(),
        "facets": facets(snapshot, filters),
        "dyads": snapshot.ask("dyads", **values, limit=12).records(),
    }


def occurrence(snapshot: Snapshot, id: str) -> dict[str, Any] | None:
    """Return an occurrence with its reports and what they say, None if there is none with this id."""
    found = snapshot.ask("occurrence", id=id).first()
    if not found:
        return None
    reports = snapshot.ask("occurrence_reports", id=id).records()
    for report in reports:
        report["reasons"] = json.loads(report["reasons"] or "[]")
    return {**found, "values": snapshot.ask("occurrence_values", id=id).records(), "told_by": reports}


def promise(snapshot: Snapshot, id: str) -> dict[str, Any] | None:
    """Return a promise of the ledger with its status log, None if there is none with this id."""
    found = snapshot.ask("promise", id=id).first()
    return {**found, "log": snapshot.ask("status_of", id=id).records()} if found else None


def story_address(document: str, record: str = "") -> str:
    """Return the address of a story, at one of its records."""
    from urllib.parse import quote

    return f"/story?id={quote(document, safe='')}" + (f"#r-{quote(record, safe='.')}" if record else "")
