"""``dateline recode``: a store's documents coded by the coder of today, with every row that this changes."""

import argparse
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec

from dateline.cli.common import add_now, add_settings, add_store, recording_time, settings, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dateline.recode import Recoded, RowChange

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "recode"
HELP = "code a store's documents again and tell what that changes, field by field; the old rows are kept"

_SIGNS = {"added": "+", "dropped": "-", "changed": "~"}
_ENCODER = msgspec.json.Encoder(order="deterministic")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_store(parser)
    parser.add_argument("--where", default="", help="only these: SQL on the view document, e.g. \"published >= '2024-01-01'\"")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    add_now(parser, "the codings")
    parser.add_argument("--format", choices=["table", "jsonl"], help="a table on a terminal, else jsonl, one changed row a line")
    add_settings(parser)


def run(options: argparse.Namespace) -> int:
    """Code again and print; the exit code tells whether all documents were coded."""
    import dateline
    from dateline.recode import recode

    counts: Counter[str] = Counter()
    now = recording_time(options.now)
    with dateline.Store(options.store, read_only=options.dry_run) as store:
        coder = dateline.load(settings(options), progress=tell)
        changes = _counted(recode(store, coder, where=options.where, dry_run=options.dry_run, now=now), counts)
        chosen = options.format or ("table" if sys.stdout.isatty() else "jsonl")
        if chosen == "table":
            _table(changes)
        else:
            for change in changes:
                sys.stdout.buffer.write(_ENCODER.encode(change) + b"\n")
    _summary(counts, dry=options.dry_run)
    return 1 if counts["failed"] else 0


def _counted(done: "Iterable[Recoded]", counts: Counter[str]) -> "Iterator[RowChange]":
    for one in done:
        counts[one.state] += 1
        counts["touched"] += bool(one.changes)
        if one.state == "failed":
            print(f"dateline: {one.document}: {one.message}; what stood stands on", file=sys.stderr)
        for change in one.changes:
            counts[f"{change.layer} {_SIGNS[change.change]}"] += 1
            yield change


def _table(changes: "Iterable[RowChange]") -> None:
    from rich.console import Console
    from rich.markup import escape

    console, last = Console(highlight=False), ""
    for change in changes:
        if change.document != last:
            console.print(f"\n[bold]{escape(change.document)}[/bold]")
            last = change.document
        cause = f"  ({change.cause})" if change.cause else ""
        console.print(escape(f"  {_SIGNS[change.change]} {change.layer} {change.span.text!r}{cause}"))
        for field in change.fields if change.change == "changed" else ():
            console.print(escape(f"      {field.field}: {_text(field.before)} → {_text(field.after)}"), style="dim")


def _text(value: Any) -> str:
    if value is None or value in ("", []):
        return "-"
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _summary(counts: Counter[str], *, dry: bool) -> None:
    layers = sorted({key.partition(" ")[0] for key in counts if key.endswith(tuple(_SIGNS.values()))})
    told = [f"{layer} " + " ".join(f"{sign}{counts[f'{layer} {sign}']}" for sign in _SIGNS.values()) for layer in layers]
    print(
        f"{counts['coded']} documents coded again, {counts['touched']} with changes; {counts['same coder']} are by this coder "
        f"already; {counts['failed']} failures{'; dry run, nothing written' if dry else ''}",
        file=sys.stderr,
    )
    print("; ".join(told) or "no row changed", file=sys.stderr)
