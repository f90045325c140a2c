"""Our own gold for identity (``corpus/validation``): near-copy pairs, and one made-up day told by thirty outlets."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from dateline.coder import Coder
from dateline.identity import join
from dateline.identity.copies import copy_groups
from dateline.ids import digest
from dateline.types import Document, Report, Story

__all__ = ["Copies", "Day", "copies", "day", "read_rows"]

Row = dict[str, Any]


class Copies(NamedTuple):
    """Precision, recall and F1 over pairs, and the pairs that were wrong."""

    precision: float
    recall: float
    f1: float
    pairs: int
    wrong: list[str]


class Day(NamedTuple):
    """Occurrences an event (1 is right), and shares of reports that stand with the majority of their occurrence.

    ``main``: reports of the act that the story leads with, by event; ``purity``: all reports, by event; ``acts``: all
    reports, by event and type. ``split``: events of which the main act came out as several occurrences.
    """

    per_event: float
    main: float
    purity: float
    acts: float
    reports: int
    occurrences: int
    split: list[str]


def copies(rows: Iterable[Row]) -> Copies:
    """Return how well pairs of stories are told to be near-copies or not, each pair by itself."""
    right = given = wanted = pairs = 0
    wrong = []
    for row in rows:
        told = bool(copy_groups([_story(row, "one"), _story(row, "other")]))
        pairs, given, wanted = pairs + 1, given + told, wanted + row["copy"]
        right += told and row["copy"]
        if told != row["copy"]:
            wrong.append(f"{row['id']} {row['kind']}")
    precision, recall = right / max(1, given), right / max(1, wanted)
    return Copies(precision, recall, 2 * right / max(1, given + wanted), pairs, wrong)


def _story(row: Row, side: str) -> Story:
    one = row[side]
    key = digest(one["text"], one["title"], one["published"], one["publisher"], side)
    return Story(id=side, key=key, **one)


def day(rows: Iterable[Row], coder: Coder) -> Day:
    """Return how well the events of a day come out: ``rows`` carry text, date, publisher, the event and its type."""
    listed = list(rows)
    gold = {row["id"]: row for row in listed}
    documents = [
        Document(id=row["id"], text=row["text"], published=row["published"], publisher=row["publisher"]) for row in listed
    ]
    found = join(coder.pipe(documents))
    reports = {report.id: report for report in found.reports}
    leads = _leads(found.reports, gold)
    places: dict[str, set[str]] = defaultdict(set)
    pure = Counter[str]()
    for occurrence in found.occurrences:
        members = [reports[name] for name in occurrence.reports]
        main = [report for report in members if report.id in leads]
        pure["purity"] += _majority(gold[report.document]["event"] for report in members)
        pure["acts"] += _majority(f"{gold[report.document]['event']} {report.type}" for report in members)
        pure["main"] += _majority(gold[report.document]["event"] for report in main)
        for report in main:
            places[gold[report.document]["event"]].add(occurrence.id)
    size = sum(len(one.reports) for one in found.occurrences)
    return Day(
        per_event=sum(map(len, places.values())) / max(1, len(places)),
        main=pure["main"] / max(1, len(leads)),
        purity=pure["purity"] / max(1, size),
        acts=pure["acts"] / max(1, size),
        reports=size,
        occurrences=len(found.occurrences),
        split=sorted(event for event, one in places.items() if len(one) > 1),
    )


def _leads(reports: Iterable[Report], gold: dict[str, Row]) -> set[str]:
    """The first report of each story that is of the event's type and stands in its first sentence."""
    found: dict[str, str] = {}
    for report in reports:
        row = gold[report.document]
        if report.type == row["type"] and row["text"].startswith(report.sentence):
            found.setdefault(report.document, report.id)
    return set(found.values())


def _majority(names: Iterable[str]) -> int:
    return max(Counter(names).values(), default=0)


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
