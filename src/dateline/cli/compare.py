"""``dateline compare``: two readouts of one meeting side by side."""

import argparse
import sys

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dateline.cli.common import add_settings, day, settings, tell
from dateline.errors import ReadError
from dateline.types import Coding, Comparison, Document, Item

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "compare"
HELP = "set two readouts of one meeting side by side: what one mentions and the other leaves out"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("first", help="a file with one story")
    parser.add_argument("second", help="the other")
    parser.add_argument("--published", default="", help="publication date of inputs that carry none (ISO: 2022-09-27)")
    parser.add_argument("--format", choices=["table", "jsonl"], help="a table on a terminal, else jsonl")
    add_settings(parser)


def run(options: argparse.Namespace) -> int:
    """Code both, compare, print."""
    from dateline.build import build_coder, load_parts
    from dateline.contrast import ContrastWords, compare

    published = day(options.published, "--published")
    documents = [_only(path, published) for path in (options.first, options.second)]
    config = settings(options)
    parts = load_parts(config, tell)
    first, second = build_coder(config, parts).pipe(documents)
    found = compare(first, second, parts.codebook.table("contrast", ContrastWords))
    chosen = options.format or ("table" if sys.stdout.isatty() else "jsonl")
    if chosen == "jsonl":
        print(msgspec.json.encode(found, order="deterministic").decode())
    else:
        _table(found, (options.first, options.second))
    return 0


def _only(path: str, published: str | None) -> Document:
    """The one story of a file."""
    from dateline.read import read
    from dateline.read.door import Defaults

    found = list(read(path, defaults=Defaults(published=published)))
    if len(found) != 1 or isinstance(found[0], Coding):
        raise ReadError(f"{path}: compare needs a file with one readable story, this has {len(found)}")
    return found[0]


def _table(found: Comparison, names: tuple[str, str]) -> None:
    console = Console(highlight=False)
    both = Table("in both", names[0], names[1], "differs", title_justify="left")
    for pair in found.both:
        cells = (pair.first.kind, _text(pair.first), _text(pair.second), "; ".join(pair.differs))
        both.add_row(*(escape(cell) for cell in cells))
    console.print(both)
    for name, items in zip(names, (found.only_first, found.only_second), strict=True):
        table = Table(f"only in {name}", "", "who")
        for item in items:
            table.add_row(item.kind, escape(_text(item)), escape(", ".join(item.parties)))
        console.print(table)


def _text(item: Item) -> str:
    return item.span.text if item.kind == "topic" else f"{item.label}: {item.span.text}"
