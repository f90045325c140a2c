"""``dateline retract``: documents taken out of the current views, and put back."""

import argparse
import getpass
import sys

from dateline.cli.common import add_now, add_store, recording_time

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "retract"
HELP = "take documents, and all that was read out of them, out of a store's current views; earlier days keep them"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_store(parser)
    parser.add_argument("ids", nargs="+", metavar="ID", help="id of a document")
    parser.add_argument("--reason", required=True, help="why; kept with the entry")
    parser.add_argument("--on", metavar="DAY", help="day on which the publisher withdrew it (ISO)")
    parser.add_argument("--by", help="who records it (the user's name by default)")
    parser.add_argument("--undo", action="store_true", help="take the retraction back")
    add_now(parser, "the entry")


def run(options: argparse.Namespace) -> int:
    """Record it, and say so on standard error."""
    from dateline.cli.join import tell_pending
    from dateline.errors import ConfigError
    from dateline.store import Store

    if options.undo and options.on:
        raise ConfigError("--on belongs to a retraction; leave it out with --undo")
    now = recording_time(options.now)
    by = options.by if options.by is not None else getpass.getuser()
    with Store(options.store) as store:
        joined = store.query("SELECT count(*) > 0 FROM joined_now")[1][0][0]
        if options.undo:
            store.history.restore(options.ids, options.reason, by=by, now=now)
        else:
            store.history.retract(options.ids, options.reason, withdrawn_on=options.on, by=by, now=now)
        if joined:
            tell_pending(store)
    print(f"{len(set(options.ids))} documents {'restored' if options.undo else 'retracted'}", file=sys.stderr)
    return 0
