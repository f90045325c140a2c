"""``dateline code``: stories in, coded events out."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from dateline.cli.common import add_settings, settings, tell
from dateline.cli.link import link_store
from dateline.cli.reading import add_reading, reading
from dateline.cli.table import print_codings
from dateline.config import Config
from dateline.types import Coding, Document

__all__ = ["HELP", "NAME", "arguments", "run"]

NAME = "code"
HELP = "code stories: files, folders or - for standard input"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    from dateline.write import WRITERS

    parser.add_argument("source", nargs="+", help="a file, a folder, or - for standard input")
    parser.add_argument("--format", choices=["table", *WRITERS], help="output; a table on a terminal, else jsonl")
    parser.add_argument("-o", "--output", default="-", help="file to write (standard output by default)")
    parser.add_argument("--store", help="DuckDB file to keep the codings in")
    parser.add_argument("--no-link", action="store_true", help="leave tying stories to earlier promises to dateline link")
    add_reading(parser)
    add_settings(parser)


class _Count:
    """Counts what passes by."""

    def __init__(self) -> None:
        self.documents = self.events = self.failures = 0
        self.rejected: Counter[str] = Counter()

    def watch(self, codings: Iterable[Coding]) -> Iterator[Coding]:
        """Yield ``codings`` and count them; tell each failure on standard error."""
        for coding in codings:
            self.documents += 1
            self.events += sum(event.exportable for event in coding.events)
            self.failures += bool(coding.failures)
            self.rejected.update(failure.error for failure in coding.failures if failure.stage == "read")
            for failure in coding.failures:
                where = coding.document.title if failure.stage == "read" else coding.document.id
                print(f"dateline: {where}: {failure.stage}: {failure.message}", file=sys.stderr)
            yield coding


def run(options: argparse.Namespace) -> int:
    """Code, write and store; the exit code tells whether all documents were coded."""
    import dateline
    from dateline.read import read

    config = settings(options)
    display = _display(config)
    documents = read(options.source, **reading(options))
    first = next(documents, None)  # a missing file is told before the models are loaded
    coder = dateline.load(config, progress=tell)

    def chain() -> Iterator[Coding]:
        if first is not None:
            yield from coder.pipe(_again(first, documents))

    count = _Count()
    codings: Iterable[Coding] = _progress(count.watch(chain()))
    if options.store:
        with dateline.Store(options.store) as store:
            _out(_stored(store, codings), options, display, quiet=options.output == "-" and options.format is None)
        if not options.no_link:
            link_store(options)
    else:
        _out(codings, options, display, quiet=False)
    kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(count.rejected.items()))
    told = f"; rejected: {kinds}" if kinds else ""
    print(f"{count.documents} documents, {count.events} events, {count.failures} failures{told}", file=sys.stderr)
    return 1 if count.failures else 0


def _display(config: Config) -> Mapping[str, str]:
    """Forms to show in tables, by concept of wording."""
    from dateline.codebook.files import DATA
    from dateline.codebook.wording import AS_WRITTEN, display_forms, load_concepts

    if config.wording.display == AS_WRITTEN:
        return {}
    data = Path(config.data) if config.data else DATA
    return display_forms(load_concepts(data, config.wording.concepts), config.wording.display)


def _again(first: Document | Coding, rest: Iterator[Document | Coding]) -> Iterator[Document | Coding]:
    yield first
    yield from rest


def _stored(store: "object", codings: Iterable[Coding]) -> Iterator[Coding]:
    from itertools import islice

    rest = iter(codings)
    while batch := list(islice(rest, 64)):
        store.write(batch)  # type: ignore[attr-defined]
        yield from batch


def _out(codings: Iterable[Coding], options: argparse.Namespace, display: Mapping[str, str], *, quiet: bool) -> None:
    from dateline.write import write

    chosen = options.format or ("table" if options.output == "-" and sys.stdout.isatty() else "jsonl")
    if quiet:
        for _ in codings:
            pass
    elif chosen == "table":
        print_codings(codings, display=display)
    else:
        target: str | BinaryIO = options.output
        write(codings, target, format=chosen, min_confidence=options.min_confidence or 0.0)


def _progress(codings: Iterable[Coding]) -> Iterator[Coding]:
    """A moving line on standard error, if that is a terminal and standard output is not."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from codings
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} stories"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        for coding in codings:
            bar.advance(task)
            yield coding
