"""``dateline query``: SQL over a store's views."""

import argparse
import sys

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dateline.cli.common import add_as_of, add_store, add_with_wrong

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "query"
HELP = "ask a store in SQL (its views: dateline info --store-schema)"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_store(parser)
    parser.add_argument("sql", help="a statement; it may begin with FROM")
    add_as_of(parser)
    add_with_wrong(parser)


def run(options: argparse.Namespace) -> int:
    """Print a table on a terminal, CSV otherwise."""
    from dateline.store import Store
    from dateline.write.table import delimited

    with Store(options.store, read_only=True, as_of=options.as_of, with_wrong=options.with_wrong) as store:
        columns, rows = store.query(options.sql)
    cells = [[_text(value) for value in row] for row in rows]
    if sys.stdout.isatty():
        table = Table(*columns)
        for row in cells:
            table.add_row(*(escape(cell) for cell in row))
        Console().print(table)
        return 0
    for line in delimited(tuple(columns), (dict(zip(columns, row, strict=True)) for row in cells)):
        sys.stdout.buffer.write(line)
    return 0


def _text(value: object) -> str:
    if value is None:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
