"""``dateline link``: later stories tied to earlier promises."""

import argparse
import sys

from dateline.cli.common import add_now, add_settings, add_store, recording_time, settings

__all__ = ["HELP", "NAME", "arguments", "link_store", "run"]

NAME = "link"
HELP = "tie the stories of a store to the promises of earlier ones (dateline code --store does it too)"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_store(parser)
    parser.add_argument("--full", action="store_true", help="link everything again, not only what is new")
    add_now(parser, "the links")
    add_settings(parser)


def run(options: argparse.Namespace) -> int:
    """Link, and say what stands."""
    print(link_store(options, full=options.full), file=sys.stderr)
    return 0


def link_store(options: argparse.Namespace, *, full: bool = False) -> str:
    """Link the store ``options.store``, recorded under the time ``options.now``, and return the counts in words."""
    from pathlib import Path

    from dateline.codebook.files import DATA, read_yaml
    from dateline.ledger import link
    from dateline.ledger.words import LedgerWords
    from dateline.store import Store

    config, now = settings(options), recording_time(options.now)
    data = Path(config.data) if config.data else DATA
    words = read_yaml(data / "lang" / config.language / "ledger.yaml", LedgerWords)
    with Store(options.store) as store:
        done = link(store.ledger, words, full=full, now=now)
    told = f"{done.promises} promises, {done.links} links, {done.waiting} wait for review"
    return f"linked {done.documents} new documents: {told}"
