"""What a copy changed: figures, names, words, sentences added, dropped or moved."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from difflib import SequenceMatcher

from dateline.identity.align import Pair, Told, align
from dateline.identity.sketches import Sketches
from dateline.identity.text import Line, page_of
from dateline.types import Change, Story

__all__ = ["changes"]


def changes(base: Story, copy: Story, numerals: AbstractSet[str] = frozenset()) -> list[Change]:
    """Return the edits that lead from ``base`` to ``copy``, in the order of the copy; headlines first, what was dropped last.

    Args:
        base: the story that others were made of.
        copy: a near-copy of it.
        numerals: number words in lower case, told as figures beside digits.
    """
    found = []
    if base.title != copy.title:
        found.append(Change(kind="headline", before=base.title, after=copy.title))
    pages, sketches = [page_of(story.text, story.title) for story in (base, copy)], Sketches()
    for page in pages:
        sketches.add(page)
    one, other = pages[0].lines, pages[1].lines
    lower, _, _ = sketches.vocabulary.tables()
    (aligned,) = align([Told.of(sketches[0], lower)], Told.of(sketches[1], lower))
    pairs = {pair.other: pair for pair in aligned}
    stayed = _in_order([pairs[number] for number in sorted(pairs)])
    for number, line in enumerate(other):
        pair = pairs.get(number)
        if pair is None:
            found.append(Change(kind="added", before="", after=line.text))
            continue
        if number not in stayed:
            found.append(Change(kind="moved", before=one[pair.one].text, after=line.text))
        found += _edits(one[pair.one], line, numerals)
    kept = {pair.one for pair in pairs.values()}
    found += [Change(kind="dropped", before=line.text, after="") for number, line in enumerate(one) if number not in kept]
    return found


def _in_order(pairs: list[Pair]) -> set[int]:
    """Sentences of the copy that stand in the order of the base: the longest run that does (the rest was moved)."""
    best: list[tuple[int, int]] = []  # for each pair: length of the longest run that ends in it, the pair before
    for at, pair in enumerate(pairs):
        before = [(best[n][0], -n) for n in range(at) if pairs[n].one < pair.one]
        length, negative = max(before, default=(0, 1))
        best.append((length + 1, -negative))
    at = max(range(len(best)), key=lambda n: (best[n][0], -n), default=-1)
    stayed = set()
    while at >= 0:
        stayed.add(pairs[at].other)
        at = best[at][1]
    return stayed


def _edits(one: Line, other: Line, numerals: AbstractSet[str]) -> Iterator[Change]:
    """Runs of words that differ, each with its kind; a change of punctuation alone is none."""
    mine, theirs = one.text.split(), other.text.split()
    bare = [[word.strip(".,;:!?\"“”‘’'()") for word in side] for side in (mine, theirs)]
    for action, a, b, c, d in SequenceMatcher(None, bare[0], bare[1], autojunk=False).get_opcodes():
        if action == "equal":
            continue
        before, after = " ".join(mine[a:b]), " ".join(theirs[c:d])
        changed = [word for word in (*bare[0][a:b], *bare[1][c:d]) if word]
        if any(word[0].isdigit() or word.lower() in numerals for word in changed):
            yield Change(kind="number", before=before, after=after)
        elif any(word[0].isupper() for word in changed) and a > 0 and c > 0:
            yield Change(kind="name", before=before, after=after)
        elif changed:
            yield Change(kind="wording", before=before, after=after)
