"""Arguments of runs at scale: how the work is spread and what is told meanwhile."""

import argparse
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.run import Scale
    from dateline.run.progress import Watch

__all__ = ["add_scale", "quiet", "scale_of", "watcher"]

_SPREAD = ("workers", "cluster", "parts", "shard", "limit", "memory")


def add_scale(parser: argparse.ArgumentParser) -> None:
    """Add the flags; each is a field of :class:`dateline.Scale`."""
    group = parser.add_argument_group("scale")
    group.add_argument("--workers", type=int, metavar="N", help="worker processes (one a core; small inputs need none)")
    group.add_argument("--cluster", metavar="ADDRESS", help="Dask scheduler to use instead, e.g. tcp://head:8786")
    group.add_argument("--parts", metavar="FOLDER", help="keep the parts here and reuse them (by default beside the output)")
    group.add_argument("--shard", type=int, metavar="N", help="documents a shard (64)")
    group.add_argument("--limit", type=float, metavar="SECONDS", help="time a document may take (120; 0: no limit)")
    group.add_argument("--memory", type=int, metavar="MB", help="replace a worker that has grown above this (600; 0: never)")
    group.add_argument("--log-json", action="store_true", help="tell progress on standard error as JSON lines")
    group.add_argument("--quiet", action="store_true", help="tell nothing but errors that end the run")


def scale_of(options: argparse.Namespace) -> "tuple[Scale, bool]":
    """Return how to spread the run, and whether that was asked for."""
    from dateline.run import Scale

    given = {name: getattr(options, name) for name in _SPREAD if getattr(options, name) is not None}
    asked = bool(given.keys() & {"workers", "cluster", "parts"})
    # Without --parts they stand beside what is made until that is whole, so that the same command goes on after a fault
    made = _beside(options) if options.store else "" if options.output == "-" else options.output
    if "parts" not in given and made:
        given |= {"parts": f"{made}.parts", "keep": False}
    return Scale(**given), asked


def _beside(options: argparse.Namespace) -> str:
    """Many fill a shared store at once: the parts of each stand in a folder of its own, the same for the same command."""
    from dateline.ids import digest
    from dateline.store.address import beside, is_postgres, shown

    own = f"-{digest(shown(options.store), *options.source)}" if is_postgres(options.store) else ""
    return f"{beside(options.store)}{own}"


def quiet(options: argparse.Namespace) -> bool:
    """Whether plain sentences stay unsaid: with --quiet, and with --log-json, which says it all."""
    return bool(options.quiet or options.log_json)


@contextmanager
def watcher(options: argparse.Namespace) -> "Iterator[Watch]":
    """Yield who is told of progress. A table printed on the terminal and a moving line would run into each other."""
    from dateline.run.progress import Bar, Log

    if options.log_json:
        yield Log(sys.stderr)
    elif options.quiet or (sys.stdout.isatty() and options.output == "-" and not options.store):
        yield lambda _: None
    else:
        with Bar(sys.stderr) as bar:
            yield bar
