"""``dateline export``: a store to a file in one of the formats."""

import argparse

from dateline.cli.common import add_as_of, add_settings, add_store, add_with_wrong

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "export"
HELP = "write the codings of a store in a format"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    from dateline.write import WRITERS

    about = "; ".join(f"{name}: {made.about}" for name, made in WRITERS.items())
    add_store(parser)
    parser.add_argument("--format", choices=list(WRITERS), default="csv", help=about)
    parser.add_argument("-o", "--output", default="-", help="file to write (standard output by default)")
    add_as_of(parser)
    add_with_wrong(parser)
    add_settings(parser)


def run(options: argparse.Namespace) -> int:
    """Write the current coding of each document."""
    from dateline.store import Store
    from dateline.write import WRITERS, write

    with Store(options.store, read_only=True, as_of=options.as_of, with_wrong=options.with_wrong) as store:
        counts = store.counts() if WRITERS[options.format].counted else None
        least = options.min_confidence or 0.0
        write(store.codings(), options.output, format=options.format, min_confidence=least, counts=counts)
    return 0
