"""Every link that holds by itself on real news, with the words of both sides, for a person to judge.

    python bench/real_links.py [--sets voa meantime ...] [--store links.duckdb] [--queue 40]

All texts go into one store in the order of their days and are linked. A text whose day is not known is given one: the
texts of its set, in the order of the file, get consecutive days from 2010-01-01. That day is wrong, but it lets texts
without a date be an earlier and a later one, which is what makes false links. No gold answers exist: read and count.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from dateline.build import build_coder, load_parts
from dateline.config import Config
from dateline.ledger import link
from dateline.ledger.words import LedgerWords
from dateline.store import Store
from dateline.types import Document, Link, Promise

SHARED = Path(__file__).resolve().parents[2] / "shared"
SETS = ("voa", "meantime", "tr_news", "geowebnews", "geovirus", "re3d")
_START = date(2010, 1, 1)


def main() -> int:
    options = _options()
    parts = load_parts(Config())
    with tempfile.TemporaryDirectory() as folder:
        path = options.store or str(Path(folder) / "links.duckdb")
        with Store(path) as store:
            known = {row[0] for row in store.query("SELECT id FROM document")[1]}
            new = [one for one in documents(options.sets) if one.id not in known]
            store.write(build_coder(Config(), parts).pipe(new))
            link(store.ledger, parts.codebook.table("ledger", LedgerWords), full=True)
            _tell(store.ledger.promises(), store.ledger.links(), options.queue)
    return 0


def documents(sets: Sequence[str]) -> Iterator[Document]:
    """Yield the texts of ``sets`` in the order of their days."""
    found = [one for name in sets for one in _of(name)]
    yield from sorted(found, key=lambda one: (one.published or "", one.id))


def _of(name: str) -> Iterator[Document]:
    path = SHARED / "stories" / "voa.jsonl" if name == "voa" else SHARED / "evaluation" / "dev" / f"{name}.jsonl"
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        row = json.loads(line)
        day = _day(row.get("published") or row.get("date")) or (_START + timedelta(days=number)).isoformat()
        publisher = row.get("publisher") or row.get("meta", {}).get("publisher") or name
        yield Document(id=f"{name}:{row['id']}", text=row["text"], published=day, publisher=publisher)


def _day(text: str | None) -> str | None:
    try:
        return date.fromisoformat(text or "").isoformat()
    except ValueError:
        return None


def _tell(promises: Sequence[Promise], links: Sequence[Link], queue: int) -> None:
    by_id = {one.id: one for one in promises}
    told = sorted(links, key=lambda one: (not one.automatic, one.relation, -one.score, one.id))
    print(f"{len(promises)} promises, {len(links)} links: {dict(sorted(Counter(_kind(one) for one in links).items()))}")
    waiting = 0
    for one in told:
        waiting += not one.automatic
        if one.automatic or waiting <= queue:
            promise = by_id[one.promise]
            print(f"\n{_kind(one)}  {one.score:g}  {one.note}  [{promise.origin}]")
            print(f"    {promise.told.published} {promise.told.document}: {_who(promise)}: {promise.action}")
            print(f"    {one.published} {one.document}: {one.evidence.text}")


def _kind(one: Link) -> str:
    return f"{one.relation} ({'by itself' if one.automatic else 'waits'})"


def _who(promise: Promise) -> str:
    return ", ".join(actor.country or actor.name for actor in promise.told.deed.actors) or "?"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", nargs="+", default=list(SETS), help="voa, or names of files of the dev sets")
    parser.add_argument("--store", help="keep the store here; texts that it has are not coded again")
    parser.add_argument("--queue", type=int, default=0, help="show so many of the links that wait, too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
