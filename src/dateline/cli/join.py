"""``dateline join``: near-copies and occurrences of a store found anew."""

import argparse
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from dateline.cli.common import add_now, add_store, recording_time

if TYPE_CHECKING:
    from dateline.store import Store

__all__ = ["HELP", "NAME", "arguments", "join_store", "run", "tell_pending"]

NAME = "join"
HELP = "find near-copies and join the events of different stories into occurrences (run it after dateline code --store)"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_store(parser)
    add_now(parser, "the joining")


def run(options: argparse.Namespace) -> int:
    """Join, and say what stands."""
    from dateline.store import Store

    now = recording_time(options.now)
    with Store(options.store) as store:
        join_store(store, now)
    return 0


def join_store(store: "Store", now: datetime | None = None) -> None:
    """Join the codings of ``store`` by their content and its decisions, keep the outcome, tell counts on standard error.

    Recorded under ``now`` (the clock's time by default).
    """
    from dateline.identity import join

    with store.steady():
        found = join(store.codings(wrong="out"), store.identity.decisions())
        store.identity.replace(*found, now=now)
    copies = sum(len(group.members) for group in found.groups)
    told = sum(len(one.reports) for one in found.occurrences)
    print(
        f"{len(found.groups)} groups of near-copies ({copies} stories), {len(found.occurrences)} occurrences of {told} reports",
        file=sys.stderr,
    )


def tell_pending(store: "Store") -> None:
    """Say on standard error if stories were coded since the last join."""
    pending = store.identity.pending()
    if pending:
        print(f"dateline: {pending} codings came or went since the last join: run dateline join {store.name}", file=sys.stderr)
