"""Figures that the scorer of the development sets does not give, from gold rows and predictions."""

import json
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Countries = frozenset[str]


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def f1(right: int, given: int, wanted: int) -> float:
    return 2 * right / max(1, given + wanted)


def minority(gold: Path, predictions: Path) -> dict[str, float]:
    """F1 on the events that are not certain, positive and past: the majority would hide everything else."""
    have = {row["id"]: row["factuality"] for row in rows(predictions)}
    right = wanted = given = 0
    for row in rows(gold):
        for fact in row["gold"]["factuality"]:
            near = [p for p in have[row["id"]] if p["start"] < fact["end"] and fact["start"] < p["end"]]
            told = bool(near) and unusual(near[0])
            right += told and unusual(fact)
            wanted += unusual(fact)
            given += told
    return {"f1": f1(right, given, wanted)}


def unusual(fact: dict[str, str]) -> bool:
    return fact["certainty"] not in {"CERTAIN", ""} or fact["polarity"] not in {"POS", ""} or fact["time"] == "FUTURE"


def tuples(gold: Path, predictions: Path) -> dict[str, float]:
    """F1 over whole records: type, actor countries and recipient countries all right; every predicted record counts.

    A type that the scorer takes (``plover`` or ``alt``) is right; the two sides of a reciprocal event are pooled.
    """
    have = {row["id"]: row["events"] for row in rows(predictions)}
    right = given = 0
    listed = rows(gold)
    for row in listed:
        event = row["gold"]["events"][0]
        types = {*event["plover"], *event["alt"]}
        found = {(one["plover"], *sides(one, pooled=event["reciprocal"])) for one in have[row["id"]]}
        given += len(found)
        right += any(kind in types and (a, b) == sides(event, pooled=event["reciprocal"]) for kind, a, b in found)
    return {"p": right / max(1, given), "r": right / max(1, len(listed)), "f1": f1(right, given, len(listed))}


def sides(event: Row, *, pooled: bool) -> tuple[Countries, Countries]:
    source, target = (frozenset(a["country"] for a in event[side] if a["country"]) for side in ("source", "target"))
    return (source | target, frozenset()) if pooled else (source, target)
