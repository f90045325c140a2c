"""Our own pairs of stories (``corpus/validation/links.jsonl``): what a later story does to a promise of an earlier one."""

import json
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from dateline.coder import Coder
from dateline.evaluate.own import Outcome
from dateline.ledger.ties import tie
from dateline.ledger.words import LedgerWords
from dateline.types import Coding, Document, Link, Told

__all__ = ["Found", "Share", "found_links", "precision", "recall", "reworded", "wilson"]

Row = dict[str, Any]
_Z = 1.96  # of the 95 % interval
_FINAL = frozenset({"fulfils", "breaches"})


class Found(NamedTuple):
    """One pair of stories: its gold relation and the links made between them."""

    row: Row
    links: tuple[Link, ...]


class Share(NamedTuple):
    """A count of a total with its 95 % Wilson interval."""

    hits: int
    total: int

    def __str__(self) -> str:
        low, high = wilson(self.hits, self.total)
        share = f"{self.hits / self.total:.2f}" if self.total else "-"
        return f"{self.hits} of {self.total} = {share} [{low:.2f}, {high:.2f}]"


def wilson(hits: int, total: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a share; (0, 1) of nothing."""
    if not total:
        return 0.0, 1.0
    share, square = hits / total, _Z * _Z
    middle = share + square / (2 * total)
    width = _Z * math.sqrt(share * (1 - share) / total + square / (4 * total * total))
    scale = 1 + square / total
    return max(0.0, (middle - width) / scale), min(1.0, (middle + width) / scale)


def found_links(path: Path, coder: Coder, words: LedgerWords, half: str = "") -> list[Found]:
    """Link each pair of ``path`` (only ``half`` if given) and return the links from its later to its earlier story."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    rows = [row for row in rows if not half or row["half"] == half]
    found = []
    for row in rows:
        codings = coder.pipe(
            Document(id=f"{row['id']}.{side}", text=row[side]["text"], published=row[side]["published"], publisher="O")
            for side in ("earlier", "later")
        )
        tied = tie(_told(codings), words)
        first, second = f"{row['id']}.earlier", f"{row['id']}.later"
        mine = {name for name, told in tied.promises.items() if told.document == first}
        found.append(Found(row, tuple(one for one in tied.links if one.document == second and one.promise in mine)))
    return found


def _told(codings: Iterable[Coding]) -> list[Told]:
    return [
        Told(
            deed=deed, document=coding.document.id, published=coding.document.published or "", publisher=coding.document.publisher
        )
        for coding in codings
        for deed in coding.deeds
    ]


def precision(found: Iterable[Found], relation: str) -> Share:
    """Return how many automatic links of ``relation`` are right."""
    made = [one.row["relation"] == relation for one in found if any(k.automatic and k.relation == relation for k in one.links)]
    return Share(sum(made), len(made))


def recall(found: Iterable[Found], relation: str, *, queued: bool = False) -> Share:
    """Return how many pairs of ``relation`` have such a link, ``queued`` ones counted too if asked."""
    wanted = [one for one in found if one.row["relation"] == relation]
    hits = [one for one in wanted if any(k.relation == relation and (k.automatic or queued) for k in one.links)]
    return Share(len(hits), len(wanted))


def reworded(folder: Path, coder: Coder, words: LedgerWords) -> list[Outcome]:
    """Return how well promises are found that a later story tells in other words (``links_reworded.jsonl``).

    The share of pairs that have a link, automatic or queued; the share of decoys that nobody is asked about; and of all own pairs
    the share of the automatic fulfils and breaches that are right.
    """
    found = found_links(folder / "links_reworded.jsonl", coder, words)
    true, decoys = ([one for one in found if (one.row["relation"] == "none") is none] for none in (False, True))
    missed = [(one.row["id"], _later(one)) for one in true if not one.links]
    asked = [(one.row["id"], f"{one.links[0].note}: {_later(one)}") for one in decoys if one.links]
    final = [
        (one, link)
        for one in (*found, *found_links(folder / "links.jsonl", coder, words))
        for link in one.links
        if link.automatic and link.relation in _FINAL
    ]
    false = [(one.row["id"], f"{link.relation}: {_later(one)}") for one, link in final if link.relation != one.row["relation"]]
    return [
        Outcome("reworded links found", 1 - len(missed) / len(true), len(true), missed),
        Outcome("decoys not asked about", 1 - len(asked) / len(decoys), len(decoys), asked),
        Outcome("final links right", 1 - len(false) / max(1, len(final)), len(final), false),
    ]


def _later(one: Found) -> str:
    return str(one.row["later"]["text"])
