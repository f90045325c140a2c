"""``dateline review``: links that a person decides on."""

import argparse
import sys

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dateline.cli.common import add_settings, add_store, day
from dateline.cli.link import link_store
from dateline.errors import ConfigError
from dateline.types import Link, Promise

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "review"
HELP = "list the links that wait for a person, accept or refuse one"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_store(parser)
    parser.add_argument("action", nargs="?", default="list", choices=["list", "accept", "refuse"])
    parser.add_argument("link", nargs="?", default="", help="id of a link, waiting or not")
    parser.add_argument("--by", default="", help="who decides; needed to accept or refuse")
    parser.add_argument("--on", default="", help="day of the decision (ISO); needed to accept or refuse")
    parser.add_argument("--note", default="", help="why")
    add_settings(parser)


def run(options: argparse.Namespace) -> int:
    """List, or keep a decision and link again."""
    from dateline.store import Store

    if options.action == "list":
        with Store(options.store, read_only=True) as store:
            decided, links = store.ledger.decisions(), store.ledger.links()
            promises = {one.id: one for one in store.ledger.promises()}
        _show([one for one in links if not one.automatic and one.id not in decided], promises)
        return 0
    when = day(options.on, "--on")
    if not (options.link and options.by and when):
        raise ConfigError(f"review {options.action} needs the link's id, --by NAME and --on DATE; decisions are kept for good")
    with Store(options.store) as store:
        store.ledger.review(options.link, options.action, reviewer=options.by, decided_on=when, note=options.note)
    link_store(options)
    return 0


def _show(links: list[Link], promises: dict[str, Promise]) -> None:
    if not sys.stdout.isatty():
        for one in links:
            print("\t".join((one.id, one.relation, f"{one.score:g}", promises[one.promise].action, one.evidence.text, one.note)))
        return
    table = Table("link", "relation", "score", "promise", "told", "why")
    for one in links:
        cells = (one.id, one.relation, f"{one.score:g}", promises[one.promise].action, one.evidence.text, one.note)
        table.add_row(*(escape(cell) for cell in cells))
    Console(highlight=False).print(table)
