"""Figures that the scorer of the development sets does not give, from gold rows and predictions."""

import json
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from itertools import combinations
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


def chains(gold: Path, predictions: Path) -> dict[str, float]:
    """Reports of events joined across stories, held against gold chains of event mentions.

    Scored are reports whose trigger overlaps a gold mention. ``precision``, ``recall`` and ``f1``: pairs of reports of
    different stories. ``b_cubed``: F1 over reports, singletons and pairs inside a story too. ``strangers``: of all pairs that
    were joined across stories, the share whose stories tell of different happenings, as the set's clusters have it.
    """
    have = {row["id"]: row["reports"] for row in rows(predictions)}
    chain: dict[Hashable, str] = {}
    joined: dict[Hashable, str] = {}
    cluster: dict[str, str] = {}
    for row in rows(gold):
        cluster[row["id"]] = row["gold"]["cluster"]
        for number, told in enumerate(have[row["id"]]):
            name = (row["id"], number)
            joined[name] = told["occurrence"] or str(name)
            near = [one for one in row["gold"]["mentions"] if one["start"] < told["end"] and told["start"] < one["end"]]
            if near:
                chain[name] = near[0]["chain"]
    mine = across(pairs({name: joined[name] for name in chain}))
    theirs = across(pairs(chain))
    right, every = len(mine & theirs), across(pairs(joined))
    return {
        "precision": right / max(1, len(mine)),
        "recall": right / max(1, len(theirs)),
        "f1": f1(right, len(mine), len(theirs)),
        "b_cubed": b_cubed(chain, {name: joined[name] for name in chain}),
        "strangers": sum(cluster[one[0]] != cluster[other[0]] for one, other in every) / max(1, len(every)),
    }


def pairs(home: Mapping[Any, str]) -> set[tuple[Any, Any]]:
    members: dict[str, list[Any]] = defaultdict(list)
    for name in sorted(home):
        members[home[name]].append(name)
    return {pair for group in members.values() for pair in combinations(group, 2)}


def across(found: Iterable[tuple[Any, Any]]) -> set[tuple[Any, Any]]:
    return {(one, other) for one, other in found if one[0] != other[0]}


def b_cubed(gold: Mapping[Any, str], told: Mapping[Any, str]) -> float:
    theirs, mine = groups(gold), groups(told)
    common = {name: len(theirs[gold[name]] & mine[told[name]]) for name in gold}
    precision = sum(common[name] / len(mine[told[name]]) for name in gold) / max(1, len(gold))
    recall = sum(common[name] / len(theirs[gold[name]]) for name in gold) / max(1, len(gold))
    return 2 * precision * recall / max(1e-9, precision + recall)


def groups(home: Mapping[Any, str]) -> dict[str, set[Any]]:
    found: dict[str, set[Any]] = defaultdict(set)
    for name, group in home.items():
        found[group].add(name)
    return found
