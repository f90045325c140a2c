"""``dateline review``: doubtful links and readers' reports that a person decides on."""

import argparse
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dateline.cli.common import add_now, add_settings, add_store, day, recording_time
from dateline.cli.link import link_store
from dateline.errors import ConfigError

if TYPE_CHECKING:
    from dateline.store import Store

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "review"
HELP = "list the links and readers' reports that wait for a person, accept or refuse one, take reports in"
_OF_THE_LEDGER = ("commitments", "deeds")  # layers that the ledger is made of
_DONE, _SOME_REFUSED = 0, 1


class _Waiting(NamedTuple):
    """A line of the queue."""

    id: str
    asks: str
    score: str
    about: str
    words: str
    why: str


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_store(parser)
    parser.add_argument("action", nargs="?", default="list", choices=["list", "accept", "refuse", "import"])
    parser.add_argument(
        "what", nargs="?", default="",
        help="id of a link or report, waiting or not; for import the file of the explorer (STORE.reports.jsonl by default)",
    )  # fmt: skip
    parser.add_argument("--by", default="", help="who decides; needed to accept or refuse")
    parser.add_argument("--on", default="", help="day of the decision (ISO); needed to accept or refuse")
    parser.add_argument("--note", default="", help="why")
    add_now(parser, "the decision, or the reports taken in")
    add_settings(parser)


def run(options: argparse.Namespace) -> int:
    """List, take in, or keep a decision and link again."""
    from dateline.store import Store

    if options.action == "import":
        return _take_in(options)
    if options.action == "list":
        with Store(options.store, read_only=True) as store:
            waiting = [*_links(store), *_reports(store)]
        _show(waiting)
        return _DONE
    when = day(options.on, "--on")
    if not (options.what and options.by and when):
        raise ConfigError(f"review {options.action} needs an id, --by NAME and --on DATE; decisions are kept for good")
    layer, now = "", recording_time(options.now)
    with Store(options.store) as store:
        shelf, told = store.objections, {"reviewer": options.by, "decided_on": when, "note": options.note}
        if shelf.has(options.what):
            layer = shelf.decide(options.what, options.action, **told, now=now)
        else:
            store.ledger.review(options.what, options.action, **told, now=now)
    if not layer or layer in _OF_THE_LEDGER:
        link_store(options)
    return _DONE


def _take_in(options: argparse.Namespace) -> int:
    """Take the file in; what is refused is told on standard error."""
    from pathlib import Path

    from dateline.store import Store
    from dateline.store.address import beside

    now = recording_time(options.now)
    with Store(options.store) as store:
        done = store.objections.take_in(Path(options.what or f"{beside(options.store)}.reports.jsonl"), now=now)
    for fault in done.refused:
        print(f"dateline: {_plain(fault)}", file=sys.stderr)
    print(f"{done.added} reports taken in, {done.known} known already, {len(done.refused)} lines refused", file=sys.stderr)
    return _SOME_REFUSED if done.refused else _DONE


def _links(store: "Store") -> Iterable[_Waiting]:
    decided = store.ledger.decisions()
    promises = {one.id: one for one in store.ledger.promises()}
    for one in store.ledger.links():
        if not one.automatic and one.id not in decided:
            yield _Waiting(one.id, one.relation, f"{one.score:g}", promises[one.promise].action, one.evidence.text, one.note)


def _reports(store: "Store") -> Iterable[_Waiting]:
    for name, wrong, layer, words, document, note, reporter, stands in store.objections.waiting():
        told = f"{note} ({reporter})" if reporter else note
        yield _Waiting(name, f"wrong: {wrong}", "", f"{document} {layer}", words, told if stands else f"coded anew since; {told}")


def _plain(text: str) -> str:
    """Text of others without what would move the cursor, colour the terminal or hide."""
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in " ".join(text.split()))


def _show(waiting: Iterable[_Waiting]) -> None:
    if not sys.stdout.isatty():
        for one in waiting:
            print("\t".join(map(_plain, one)))
        return
    table = Table("id", "asks", "score", "promise or record", "words", "why")
    for one in waiting:
        table.add_row(*(escape(_plain(cell)) for cell in one))
    Console(highlight=False).print(table)
