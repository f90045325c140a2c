"""Items of two documents aligned one to one; what is left over is what the other leaves out."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from dateline.codebook.files import DATA, read_yaml
from dateline.contrast.items import ContrastWords, items_of
from dateline.types import Aligned, Coding, Comparison, Item

__all__ = ["FEATURES", "ContrastWords", "compare"]

_SAME = 0.5  # score from which two items are the same thing; set on the readouts in examples/compare


class Feature(NamedTuple):
    """One ground for taking two items for the same: ``func`` gives a share in [0, 1], None where it cannot tell."""

    name: str
    func: Callable[[Item, Item], float | None]
    weight: float


def _share(first: Sequence[str], second: Sequence[str]) -> float | None:
    mine, theirs = set(first), set(second)
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else None


def _label(first: Item, second: Item) -> float | None:
    if first.kind == "commitment":
        return None  # strengths and deadlines may differ: that is what one wants to see
    return float(first.label.partition("/")[0] == second.label.partition("/")[0])


FEATURES = (
    Feature("same label", _label, 2.0),
    Feature("same parties", lambda a, b: _share(a.parties, b.parties), 1.0),
    Feature("same words", lambda a, b: _share(a.words, b.words), 2.0),
)


def compare(first: Coding, second: Coding, words: ContrastWords | None = None) -> Comparison:
    """Set two accounts of one meeting side by side.

    Args:
        first: a coding as the coder makes it (with its sentences).
        second: the other.
        words: what counts as bringing up a topic; that of ``first``'s language if None.

    Returns:
        What both mention, with the differences, and what only one does; in text order.
    """
    known = words or read_yaml(DATA / "lang" / first.document.language / "contrast.yaml", ContrastWords)
    mine, theirs = items_of(first, known), items_of(second, known)
    scored = [
        (score, note, one, other)
        for one in mine
        for other in theirs
        if one.kind == other.kind
        for score, note in (_score(one, other),)
        if score >= _SAME
    ]
    scored.sort(key=lambda row: (-row[0], row[2].kind, row[2].span, row[3].span, row[2].id, row[3].id))
    both: list[Aligned] = []
    used: set[tuple[int, str, str]] = set()
    for score, note, one, other in scored:
        left, right = (1, one.kind, one.id), (2, other.kind, other.id)
        if left in used or right in used:
            continue
        used |= {left, right}
        both.append(Aligned(first=one, second=other, score=score, note=note, differs=_differences(one, other)))
    both.sort(key=lambda pair: (pair.first.kind, pair.first.span))
    return Comparison(
        both=tuple(both),
        only_first=tuple(item for item in mine if (1, item.kind, item.id) not in used),
        only_second=tuple(item for item in theirs if (2, item.kind, item.id) not in used),
    )


def _score(one: Item, other: Item) -> tuple[float, str]:
    total = weight = 0.0
    notes = []
    for feature in FEATURES:
        value = feature.func(one, other)
        if value is None:
            continue
        total, weight = total + feature.weight * value, weight + feature.weight
        if value:
            notes.append(f"{feature.name} {value:.2f}")
    needed = _label(one, other) if one.kind in {"event", "topic", "wording"} else 1.0
    shared = _share(one.words, other.words)
    if not needed or (shared == 0.0 and one.kind != "wording") or (one.kind == "topic" and shared is None):
        return 0.0, ""
    return round(total / weight, 3), ", ".join(notes)


def _differences(one: Item, other: Item) -> tuple[str, ...]:
    found = []
    if one.label != other.label:
        found.append(f"{one.label} | {other.label}")
    if one.parties != other.parties:
        found.append(f"{', '.join(one.parties) or '-'} | {', '.join(other.parties) or '-'}")
    if one.span.text.lower() != other.span.text.lower():
        found.append(f"{one.span.text!r} | {other.span.text!r}")
    return tuple(found)
