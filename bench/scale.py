"""Runs at scale through the command line, end to end: read, code, store, join; rate, CPU, memory, size, cost against length.

    python bench/scale.py --stories 1000 5000 20000 --workers 1 2 --cluster [--minutes 35] [--folder DIR]

The smallest number of stories is coded with each number of workers and on the cluster (a Dask scheduler and its workers,
started here), the others with the most workers. With ``--folder`` what is done is kept and not done again; a run cut off by
``--minutes`` is told as far as it came, and the same command goes on with it. Stories: bench/stock.py.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec
from running import Coded, cluster, coded
from stock import FEW, MANY, stories

from dateline.types import Report, Story

T = TypeVar("T", bound=msgspec.Struct)
CODED = (
    "| stories | coded by | stories/s | wall s | CPU ms a story: coding, driver | worker MB at start, middle, end; peak |"
    " driver MB | store KB a story | events |\n|---|---|---|---|---|---|---|---|---|"
)
JOINED = (
    "| stories | stock | reports | near-copies s a 1,000 (to linear) | occurrences s a 1,000 (to linear) | reading, keeping s |"
    " peak MB | groups, copies | occurrences |\n|---|---|---|---|---|---|---|---|---|"
)


class Joined(msgspec.Struct):
    """Cost of identity over stories, in CPU seconds; occurrences of stories that are not coded are none."""

    stories: int
    stock: str
    reports: int
    copies: float
    occurrences: float
    around: float
    peak: int
    groups: int
    copied: int
    found: int


class Bench:
    """Runs what is not done yet, as long as there is time."""

    def __init__(self, folder: Path, until: float) -> None:
        self._folder, self._until = folder, until
        self._done = folder / "done.json"
        self._known: dict[str, dict[str, object]] = json.loads(self._done.read_text()) if self._done.exists() else {}

    def left(self) -> float:
        return self._until - time.monotonic()

    def once(self, name: str, kind: type[T], make: Callable[[], T | None]) -> T | None:
        """Return what ``make`` gave when it was whole, now or in an earlier call; None if there was no time."""
        if name in self._known:
            return msgspec.convert(self._known[name], kind)
        if self.left() <= 0 or (made := make()) is None:
            return None
        if not getattr(made, "cut", False):
            self._known[name] = msgspec.to_builtins(made)
            self._done.write_text(json.dumps(self._known))
        return made

    def source(self, count: int) -> Path:
        path = self._folder / f"{count}.jsonl"
        if not path.exists():
            path.write_bytes(b"".join(msgspec.json.encode(story._asdict()) + b"\n" for story in stories(count)))
        return path

    def store(self, count: int, how: str) -> Path:
        return self._folder / f"{count}-{how}.duckdb"

    def code(self, count: int, how: str, more: list[str]) -> Coded | None:
        def make() -> Coded | None:
            return coded(self.source(count), self.store(count, how), [*more, "--no-link"], self.left())

        return self.once(f"code {count} {how}", Coded, make)

    def on_cluster(self, count: int, workers: int) -> Coded | None:
        with cluster(workers, self._folder) as address:
            parts = str(self._folder / f"parts-{count}-cluster")
            return self.code(count, "cluster", ["--cluster", address, "--parts", parts])

    def join(self, count: int, how: str) -> Joined | None:
        store = self.store(count, how)
        if f"code {count} {how}" not in self._known:
            return None
        return self.once(f"join {count}", Joined, lambda: self._apart(["--join", str(store), str(count)]))

    def day(self, count: int) -> Joined | None:
        return self.once(f"day {count}", Joined, lambda: self._apart(["--day", str(count)]))

    def _apart(self, arguments: list[str]) -> Joined | None:
        """In a process of its own: memory is measured."""
        import subprocess

        try:
            found = subprocess.run(  # noqa: S603
                [sys.executable, __file__, *arguments], stdout=subprocess.PIPE, check=True, timeout=max(1.0, self.left())
            )
        except subprocess.TimeoutExpired:
            return None
        return msgspec.json.decode(found.stdout, type=Joined)


def peak() -> int:
    from running import memory

    return memory("self", "VmHWM")


def join_of(store_path: str, count: int) -> Joined:
    """What ``dateline join`` does, timed in pieces."""
    from dateline.identity import copy_groups, join_reports, reports_of, story_of
    from dateline.store import Store

    with Store(store_path) as store, store.steady():
        clock = [time.process_time()]
        told, reports = list[Story](), list[Report]()
        for coding in store.codings(wrong="out"):
            told.append(story_of(coding))
            reports += reports_of(coding)
        clock.append(time.process_time())
        groups = copy_groups(told)
        clock.append(time.process_time())
        found = join_reports(reports, told, groups)
        clock.append(time.process_time())
        store.identity.replace(groups, reports, found)
        clock.append(time.process_time())
    spent = [after - before for before, after in zip(clock, clock[1:], strict=False)]
    copied = sum(len(group.members) - 1 for group in groups)
    around = spent[0] + spent[3]
    return Joined(count, f"{FEW:.0%} copies", len(reports), spent[1], spent[2], around, peak(), len(groups), copied, len(found))


def day_of(count: int) -> Joined:
    """Near-copies alone, of a wire day that goes on and on."""
    from dateline.identity import copy_groups

    told = [Story(id=s.id, key=s.id, title=s.title, text=s.text, published=s.published, publisher=s.publisher)
            for s in stories(count, MANY)]  # fmt: skip
    start = time.process_time()
    groups = copy_groups(told)
    spent = time.process_time() - start
    copied = sum(len(group.members) - 1 for group in groups)
    return Joined(count, f"{MANY:.0%} copies", 0, spent, 0.0, 0.0, peak(), len(groups), copied, 0)


def coding_table(bench: Bench, counts: list[int], workers: list[int], *, dask: bool) -> None:
    print(CODED)
    small, most = counts[0], max(workers)
    first = {
        many: show_coded(bench.code(small, f"{many}", ["--workers", str(many)]), f"{many} workers", small) for many in workers
    }
    spread = show_coded(bench.on_cluster(small, most), f"{most} of Dask", small) if dask else None
    for count in counts[1:]:
        show_coded(bench.code(count, f"{most}", ["--workers", str(most)]), f"{most} workers", count)
    single, plain = first.get(min(workers)), first.get(most)
    print()
    if single and plain and single is not plain:
        print(f"{most} workers over {min(workers)}, {small:,} stories: {plain.rate / single.rate:.2f} times the rate")
    if plain and spread:
        cpu = (spread.coding + spread.driver) / (plain.coding + plain.driver) - 1
        print(f"Dask beside plain processes, {small:,} stories: rate {spread.rate / plain.rate - 1:+.1%}, CPU {cpu:+.1%}")
    print(flush=True)


def joining_table(bench: Bench, counts: list[int], most: int) -> None:
    print(JOINED)
    for rows in ([bench.join(count, f"{most}") for count in counts], [bench.day(count) for count in counts]):
        base = next((row for row in rows if row), None)
        for count, row in zip(counts, rows, strict=True):
            cells = " | ".join(_joined(row, base)) if row and base else f"{count:,}, not reached" + " |" * 8
            print(f"| {cells} |", flush=True)


def _joined(row: Joined, base: Joined) -> Iterator[str]:
    yield from (f"{row.stories:,}", row.stock, f"{row.reports:,}" if row.reports else "–")
    for spent, first in ((row.copies, base.copies), (row.occurrences, base.occurrences)):
        each = 1000 * spent / row.stories
        yield f"{each:.2f} ({each / (1000 * first / base.stories):.2f})" if first else "–"
    yield f"{row.around:.1f}"
    yield from (str(row.peak), f"{row.groups:,}, {row.copied:,}", f"{row.found:,}" if row.reports else "–")


def show_coded(row: Coded | None, how: str, count: int) -> Coded | None:
    if row is None:
        print(f"| {count:,}, not reached | {how} |" + " |" * 7, flush=True)
        return None
    done = f"{row.done:,} of {row.stories:,}, cut off" if row.cut else f"{row.stories:,}"
    cells = (done, how, f"{row.rate:.1f}", f"{row.wall:.0f}", f"{row.coding:.1f}, {row.driver:.1f}",
             f"{', '.join(map(str, row.memory))}; {row.peak or '–'}", row.driver_memory,
             f"{row.size:.1f}", f"{row.events:,}")  # fmt: skip
    print(f"| {' | '.join(map(str, cells))} |", flush=True)
    return None if row.cut else row


@contextmanager
def _place(folder: Path | None) -> Iterator[Path]:
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder.absolute()
    else:
        with tempfile.TemporaryDirectory() as made:
            yield Path(made)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, nargs="+", default=[1000])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--cluster", action="store_true")
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--join", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--day", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.join or options.day:
        found = join_of(options.join[0], int(options.join[1])) if options.join else day_of(options.day)
        print(msgspec.json.encode(found).decode())
        return 0
    with ExitStack() as stack:
        bench = Bench(stack.enter_context(_place(options.folder)), time.monotonic() + 60 * options.minutes)
        counts = sorted(options.stories)
        coding_table(bench, counts, options.workers, dask=options.cluster)
        joining_table(bench, counts, max(options.workers))
    return 0


if __name__ == "__main__":
    sys.exit(main())
