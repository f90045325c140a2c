"""How often events are right, by how sure dateline is of them.

    python bench/confidence.py           the reliability table, cross-validated over rows
    python bench/confidence.py --fit     the points for ``confidence.yaml``: calibration

A coded event is right if its type is one that the coders gave: on gsr and plv the event about the marked actors is judged, on
cameo200 every event against what any of the four coders saw, on case21 every event, those on disasters being wrong.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from measures import Row, rows
from predict import actor, codings_of, ranked

from dateline.build import Parts, load_parts
from dateline.config import Config
from dateline.types import Event

SHARED = Path(__file__).resolve().parents[2] / "shared" / "evaluation"
SETS = ("gsr", "plv", "cameo200", "case21")
FOLDS = 5
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)
SMALLEST = 40  # events a point of the map rests on: fewer, and it would follow single sentences

Point = tuple[float, float]


class Judged(NamedTuple):
    """A coded event: the raw figure, the confidence shown, and whether it was right."""

    raw: float
    confidence: float
    right: bool


def judged(name: str, parts: Parts) -> Iterator[Judged]:
    import score  # type: ignore[import-not-found]  # the scorer beside the development sets

    for row, coding in codings_of(rows(SHARED / "dev" / f"{name}.jsonl"), parts):
        found = ranked(coding.events)
        if name in {"gsr", "plv"}:
            gold = row["gold"]["events"][0]
            shown = [(one, told(one)) for one in found]
            one = next((one for one, row in shown if row is score.pick([row for _, row in shown], gold)), None)
            if one is not None:
                yield Judged(one.why.score, one.confidence, one.type in {*gold["plover"], *gold["alt"]})
            continue
        if name == "cameo200":
            right = score.types_of(code for vote in row["meta"]["votes"].values() for code in vote)
        else:
            if row["gold"]["plover_any"] is None:
                continue  # not mapped to types: neither right nor wrong
            right = {score.merged(kind) for kind in row["gold"]["plover_any"]}
        for one in found:
            yield Judged(one.why.score, one.confidence, score.merged(one.type) in right)


def told(event: Event) -> Row:
    return {
        "plover": event.type,
        "source": [actor(one) for one in event.actors],
        "target": [actor(one) for one in event.recipients],
    }


def isotonic(cases: Sequence[Judged]) -> list[Point]:
    """Pool adjacent violators over blocks of equal raw figures; each point rests on ``SMALLEST`` events or more."""
    blocks: list[list[float]] = []  # sum of raw figures, right ones, events
    for raw, group in groupby(sorted(cases), key=lambda case: case.raw):  # equals stay together
        rights = [case.right for case in group]
        grown = [raw * len(rights), float(sum(rights)), float(len(rights))]
        if blocks and blocks[-1][2] < SMALLEST:
            blocks[-1] = [a + b for a, b in zip(blocks[-1], grown, strict=True)]
        else:
            blocks.append(grown)
    if len(blocks) > 1 and blocks[-1][2] < SMALLEST:
        last = blocks.pop()
        blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    pooled: list[list[float]] = []
    for block in blocks:
        pooled.append(block)
        while len(pooled) > 1 and pooled[-2][1] / pooled[-2][2] >= pooled[-1][1] / pooled[-1][2]:
            last = pooled.pop()
            pooled[-1] = [a + b for a, b in zip(pooled[-1], last, strict=True)]
    return [(round(raw / n, 4), round(right / n, 3)) for raw, right, n in pooled]


def between(points: Sequence[Point], raw: float) -> float:
    if raw <= points[0][0]:
        return points[0][1]
    for (left, low), (right, high) in zip(points, points[1:], strict=False):
        if raw <= right:
            return low + (high - low) * (raw - left) / (right - left)
    return points[-1][1]


def table(cases: Sequence[Judged]) -> Iterator[str]:
    """Held-out reliability: each fold's confidence comes from a map fitted to the other folds."""
    shown: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        points = isotonic([case for n, case in enumerate(cases) if n % FOLDS != fold])
        shown += [(between(points, case.raw), case.right) for n, case in enumerate(cases) if n % FOLDS == fold]
    error = 0.0
    yield "| confidence | events | mean confidence | right |\n|---|---|---|---|"
    for low, high in zip(BINS, BINS[1:], strict=False):
        here = [(sure, right) for sure, right in shown if low <= sure < high]
        if here:
            mean, share = sum(s for s, _ in here) / len(here), sum(r for _, r in here) / len(here)
            error += abs(mean - share) * len(here) / len(shown)
            yield f"| {low:.2f}-{min(high, 1):.2f} | {len(here)} | {mean:.3f} | {share:.3f} |"
    base = sum(right for _, right in shown) / len(shown)
    brier = sum((sure - right) ** 2 for sure, right in shown) / len(shown)
    yield f"\n{len(shown)} events, {base:.3f} right; expected calibration error {error:.3f}; Brier {brier:.4f}, of the base rate "
    yield f"{base * (1 - base):.4f}; a right event ranks above a wrong one in {ranks(shown):.3f} of pairs"


def ranks(shown: Sequence[tuple[float, bool]]) -> float:
    good, bad = ([sure for sure, right in shown if right is side] for side in (True, False))
    won = sum((g > b) + 0.5 * (g == b) for g in good for b in bad)
    return won / max(1, len(good) * len(bad))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="print the points of the map instead")
    options = parser.parse_args()
    if not (SHARED / "score.py").exists():
        print(f"confidence: skipped, the development sets are not at {SHARED}")
        return 0
    sys.path.insert(0, str(SHARED))
    parts = load_parts(Config())
    by_set = {name: list(judged(name, parts)) for name in SETS}
    cases = [case for found in by_set.values() for case in found]
    if options.fit:
        print("calibration: [" + ", ".join(f"[{raw}, {share}]" for raw, share in isotonic(cases)) + "]")
        return 0
    for name, found in by_set.items():
        print(f"{name}: {len(found)} events, {sum(case.right for case in found) / len(found):.3f} right")
    print("\n".join(table(cases)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
