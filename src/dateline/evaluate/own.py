"""Our own annotated sentences (``corpus/validation``): realis, times, quantities, attribution chains, commitments."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from dateline.coder import Coder
from dateline.extract.doc import Control, View
from dateline.extract.realis import RealisWords, realis_of
from dateline.types import Coding, Commitment, Document

__all__ = ["Outcome", "chains", "commitments", "quantities", "realis", "times"]

Row = dict[str, Any]


class Outcome(NamedTuple):
    """A share between 0 and 1, what it is of, and the rows that were wrong with what came instead."""

    name: str
    share: float
    rows: int
    wrong: list[tuple[str, str]]


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _coded(coder: Coder, rows: Iterable[Row]) -> list[Coding]:
    return list(coder.pipe(Document(text=row["text"], published=row.get("published")) for row in rows))


def realis(folder: Path, coder: Coder, words: RealisWords, control: Control) -> tuple[Outcome, Outcome]:
    """Return accuracy over the nine labels, and the share of rows that are not actual but would count as events."""
    rows = _rows(folder / "realis.jsonl")
    wrong, false = [], []
    for row, coding in zip(rows, _coded(coder, rows), strict=True):
        found = _label(coding, row, words, control)
        if found != row["realis"]:
            wrong.append((row["id"], f"{found}, not {row['realis']}: {row['text']}"))
            if found == "ACTUAL":
                false.append(wrong[-1])
    unreal = sum(row["realis"] != "ACTUAL" for row in rows)
    return (
        Outcome("realis accuracy", 1 - len(wrong) / len(rows), len(rows), wrong),
        Outcome("false events", len(false) / unreal, unreal, false),
    )


def _label(coding: Coding, row: Row, words: RealisWords, control: Control) -> str:
    at = row["text"].find(row["trigger"])
    view = View(coding, control)
    for number, sent in enumerate(coding.sentences):
        for token, start in enumerate(sent.starts):
            if start == at:
                return realis_of(view.graph(number), token, words).realis
    return "no such token"


def times(folder: Path, coder: Coder) -> Outcome:
    """Return the share of time phrases with the right value and interval."""
    rows = _rows(folder / "times.jsonl")
    wrong = []
    for row, coding in zip(rows, _coded(coder, rows), strict=True):
        near = [time for time in coding.times if row["phrase"] in time.span.text or time.span.text in row["phrase"]]
        got = [(time.value, time.interval.earliest, time.interval.latest) for time in near]
        if (row["value"], row["earliest"], row["latest"]) not in got:
            wanted = (row["value"], row["earliest"], row["latest"])
            wrong.append((row["id"], f"{got}, not {wanted}: {row['text']} ({row['published']}, {row['phrase']!r})"))
    return Outcome("times", 1 - len(wrong) / len(rows), len(rows), wrong)


def quantities(folder: Path, coder: Coder) -> Outcome:
    """Return the share of number phrases with the right kind and exact interval; traps must give none."""
    rows = _rows(folder / "quantities.jsonl")
    wrong = []
    for row, coding in zip(rows, _coded(coder, rows), strict=True):
        got = [
            (one.kind, one.low, one.high)
            for one in coding.quantities
            if one.span.text in row["phrase"] or row["phrase"] in one.span.text
        ]
        right = (row["kind"], row["low"], row["high"]) in got if row["kind"] else not got
        if not right:
            wrong.append((row["id"], f"{got}, not {(row['kind'], row['low'], row['high'])}: {row['text']} ({row['phrase']!r})"))
    return Outcome("quantities", 1 - len(wrong) / len(rows), len(rows), wrong)


def chains(folder: Path, coder: Coder) -> Outcome:
    """Return F1 over edges: a source with its cue, nested in the right one."""
    rows = _rows(folder / "chains.jsonl")
    right = wanted = given = 0
    wrong = []
    for row, coding in zip(rows, _coded(coder, rows), strict=True):
        by_id = {one.id: one for one in coding.statements}
        have = [(one, by_id.get(one.parent or "")) for one in coding.statements]
        hits = 0
        for edge in row["edges"]:
            above = row["edges"][edge["parent"]] if edge["parent"] is not None else None
            hits += any(_same(one, edge) and (_same(up, above) if above and up else not above and not up) for one, up in have)
        right, wanted, given = right + hits, wanted + len(row["edges"]), given + len(have)
        if hits < len(row["edges"]) or len(have) > len(row["edges"]):
            shown = [(one.source.text if one.source else "", one.cue.text, up.cue.text if up else None) for one, up in have]
            wrong.append((row["id"], f"{shown}: {row['text']}"))
    return Outcome("chain edges F1", 2 * right / max(1, wanted + given), wanted, wrong)


def _same(statement: Any, edge: Row) -> bool:
    holder, source = edge["holder"].lower(), (statement.source.text if statement.source else "").lower()
    near = bool(source) and (source in holder or holder in source)
    return edge["cue"].lower() in statement.cue.text.lower() and (near or not holder)


_FIELDS = ("committer", "action", "valence", "polarity", "strength", "condition", "deadline")


def commitments(folder: Path, coder: Coder, part: str = "") -> list[Outcome]:
    """Return F1 of finding the sentences that commit somebody, then the share right of each field of those found.

    ``part``: "a", the half looked at while the rules were written, "b", the other, "c", mostly what is none, "" for all.
    """
    rows = [row for row in _rows(folder / "commitments.jsonl") if part in {"", row["part"]}]
    found = list(zip(rows, _coded(coder, rows), strict=True))
    missed = [(row["id"], f"missed: {row['text']}") for row, coding in found if row["commitment"] and not coding.commitments]
    false = [
        (row["id"], f"false {coding.commitments[0].why.rule}: {row['text']}")
        for row, coding in found
        if not row["commitment"] and coding.commitments
    ]
    hits = [(row, coding) for row, coding in found if row["commitment"] and coding.commitments]
    name = f"commitments {part}".strip()
    f1 = 2 * len(hits) / max(1, 2 * len(hits) + len(missed) + len(false))
    return [Outcome(f"{name} F1", f1, len(rows), missed + false), *(_field(name, field, hits) for field in _FIELDS)]


def _field(name: str, field: str, hits: list[tuple[Row, Coding]]) -> Outcome:
    wrong = []
    for row, coding in hits:
        best = max(coding.commitments, key=lambda one: (_value(coding, one, row, "action") == row["action"], -one.cue.start))
        got = _value(coding, best, row, field)
        if got != row[field]:
            wrong.append((row["id"], f"{got}, not {row[field]}: {row['text']}"))
    return Outcome(f"{name} {field}", 1 - len(wrong) / max(1, len(hits)), len(hits), wrong)


def _value(coding: Coding, one: Commitment, row: Row, field: str) -> Any:
    """A field as gold writes it; gold's words stand for what they are found in."""
    if field == "committer":
        entities = {entity.id: entity.chain for entity in coding.entities}
        chains = {entities.get(actor.entity or "") for actor in one.committers}
        named = {mention for chain in coding.chains if chain.id in chains for mention in chain.mentions}
        texts = [actor.span.text for actor in one.committers] + [actor.name for actor in one.committers]
        texts += [mention.span.text for mention in coding.mentions if mention.id in named]
        return row[field] if any(row[field].lower() in text.lower() for text in texts) else texts
    if field == "action":
        return row[field] if all(word in one.action.text for word in row[field]) else one.action.text
    if field == "condition":
        return one.condition.type if one.condition else None
    if field == "deadline":
        return [one.deadline.earliest, one.deadline.latest]
    return getattr(one, field)
