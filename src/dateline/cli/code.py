"""``dateline code``: stories in, coded events out."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dateline.cli.common import add_now, add_settings, recording_time, settings, tell
from dateline.cli.link import link_store
from dateline.cli.reading import add_reading, reading
from dateline.cli.scale import add_scale, quiet, scale_of, watcher
from dateline.cli.table import print_codings
from dateline.config import Config
from dateline.types import Coding, Document

if TYPE_CHECKING:
    from dateline.run.progress import Watch
    from dateline.store import Store

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "code"
HELP = "code stories: files, folders or - for standard input"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    from dateline.write import WRITERS

    parser.add_argument("source", nargs="+", help="a file, a folder, or - for standard input")
    parser.add_argument("--format", choices=["table", *WRITERS], help="output; a table on a terminal, else jsonl")
    parser.add_argument("-o", "--output", default="-", help="file to write (standard output by default)")
    parser.add_argument("--store", help="where to keep the codings: a DuckDB file, or postgresql://USER@HOST/DATABASE")
    add_now(parser, "the codings and links")
    parser.add_argument("--no-link", action="store_true", help="leave tying stories to earlier promises to dateline link")
    add_reading(parser)
    add_scale(parser)
    add_settings(parser)


class _Count:
    """Counts what passes by."""

    def __init__(self, watch: "Watch", *, silent: bool) -> None:
        self.documents = self.events = self.failures = 0
        self.rejected: Counter[str] = Counter()
        self._watch, self._silent = watch, silent

    def watch(self, codings: Iterable[Coding]) -> Iterator[Coding]:
        """Yield ``codings`` and count them; tell each failure on standard error."""
        from dateline.run import News

        for coding in codings:
            self.documents += 1
            self.events += sum(event.exportable for event in coding.events)
            self.failures += bool(coding.failures)
            self.rejected.update(failure.error for failure in coding.failures if failure.stage == "read")
            for failure in coding.failures:
                where = coding.document.title if failure.stage == "read" else coding.document.id
                self._watch(News(event="failure", note=f"{where}: {failure.stage}: {failure.message}"))
                if not self._silent:
                    tell(f"{where}: {failure.stage}: {failure.message}")
            yield coding


def run(options: argparse.Namespace) -> int:
    """Code, write and store; the exit code tells whether all documents were coded."""
    from dateline.read import read

    config = settings(options)
    display = _display(config)
    documents = read(options.source, **reading(options))
    with ExitStack() as stack:
        watch = stack.enter_context(watcher(options))
        count = _Count(watch, silent=quiet(options))
        codings = count.watch(_codings(documents, config, options, watch, stack))
        _out(codings, options, display, drained=bool(options.store) and options.output == "-" and options.format is None)
    linked = link_store(options) if options.store and not options.no_link else ""
    if not quiet(options):
        kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(count.rejected.items()))
        told = f"; rejected: {kinds}" if kinds else ""
        print(f"{count.documents} documents, {count.events} events, {count.failures} failures{told}", file=sys.stderr)
        if linked:
            print(linked, file=sys.stderr)
    return 1 if count.failures else 0


def _display(config: Config) -> Mapping[str, str]:
    """Forms to show in tables, by concept of wording."""
    from dateline.codebook.files import DATA
    from dateline.codebook.wording import AS_WRITTEN, display_forms, load_concepts

    if config.wording.display == AS_WRITTEN:
        return {}
    data = Path(config.data) if config.data else DATA
    return display_forms(load_concepts(data, config.wording.concepts), config.wording.display)


def _codings(
    documents: Iterator[Document | Coding], config: Config, options: argparse.Namespace, watch: "Watch", stack: ExitStack
) -> Iterator[Coding]:
    """By worker processes or a cluster; what fills no shard is coded here, for a worker would only load the models again."""
    import dateline
    from dateline.run import code

    scale, asked = scale_of(options)
    now = recording_time(options.now)
    first = list(islice(documents, scale.shard + 1))  # a missing file is told before anything is made or loaded
    again = chain(first, documents)
    if asked or len(first) > scale.shard:
        return code(again, config, scale=scale, store=options.store, watch=watch, now=now)
    codings = _here(dateline.load(config, progress=tell).pipe(again), watch)
    return _stored(stack.enter_context(dateline.Store(options.store)), codings, now) if options.store else codings


def _here(codings: Iterator[Coding], watch: "Watch") -> Iterator[Coding]:
    from dateline.run import News

    for coding in codings:
        watch(News(event="planned", documents=1))
        watch(News(event="part", documents=1, failures=len(coding.failures)))
        yield coding


def _stored(store: "Store", codings: Iterable[Coding], now: datetime | None) -> Iterator[Coding]:
    rest = iter(codings)
    while batch := list(islice(rest, 64)):
        store.write(batch, now=now)
        yield from batch


def _out(codings: Iterable[Coding], options: argparse.Namespace, display: Mapping[str, str], *, drained: bool) -> None:
    from dateline.write import write

    chosen = options.format or ("table" if options.output == "-" and sys.stdout.isatty() else "jsonl")
    if drained:
        for _ in codings:
            pass
    elif chosen == "table":
        print_codings(codings, display=display)
    else:
        target: str | BinaryIO = options.output
        write(codings, target, format=chosen, min_confidence=options.min_confidence or 0.0)
