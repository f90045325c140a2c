"""Runs at scale through the command line: rate, CPU, memory of the workers over the run, cost against length.

    python bench/scale.py [--stories 1000 5000 20000] [--workers 1 2] [--cluster]

The stories are made with a fixed seed from the codebook's example sentences, some 500 words each, with names and figures
that no other story has, so that what grows with the vocabulary would show. ``--cluster`` codes the same on a Dask scheduler
and its workers, started here, to show what that path costs beside plain processes.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from dateline.codebook import load_codebook

WORDS = 500  # a story
SEED = 20
SHORT = 40  # characters; shorter examples are headlines and scraps
SYLLABLES = ("ka", "lo", "mi", "ren", "ta", "su", "vo", "del", "ni", "bar", "o", "che", "gor", "ya", "pel", "zi")


class Figures(NamedTuple):
    """What one run gave; ``memory`` is the resident memory in MB of the larger worker in ten slices of the run."""

    stories: int
    workers: int
    wall: float
    working: float
    cpu: float
    driver: float
    memory: list[int]
    events: int


def stories(count: int) -> Iterator[dict[str, str]]:
    """Yield made-up stories; the first are the same whatever the count."""
    book = load_codebook()
    found = {example.text or example.negative for pattern in book.patterns.values() for example in pattern.examples}
    sentences = sorted(sentence for sentence in found if len(sentence) > SHORT)
    dice = random.Random(SEED)  # noqa: S311 - no secret, a seed
    for number in range(count):
        paragraphs, words = [], 0
        while words < WORDS:
            name = "".join(dice.choices(SYLLABLES, k=3)).capitalize()
            people, day = dice.randrange(2, 90_000), dice.choice(("Monday", "Tuesday", "Thursday", "Friday"))
            picked = dice.sample(sentences, 4)
            picked.append(
                f"Some {people:,} people came to the square in {name} on {day}, a spokesman of the {name} council said."
            )
            paragraphs.append(" ".join(picked))
            words += len(paragraphs[-1].split())
        published = f"20{number % 24 + 1:02d}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
        yield {"id": f"s{number}", "title": f"Report {number}", "text": "\n\n".join(paragraphs), "published": published}


def write_stories(path: Path, count: int) -> None:
    with path.open("wb") as out:
        out.writelines(msgspec.json.encode(story) + b"\n" for story in stories(count))


def measure(source: Path, count: int, workers: int, more: list[str]) -> Figures:
    """Code ``source`` into a store, in a process of its own."""
    store = source.with_name(f"{count}-{workers}.duckdb")
    store.unlink(missing_ok=True)
    spread = more or ["--workers", str(workers)]
    command = [sys.executable, "-m", "dateline", "code", str(source), "--store", str(store), "--log-json", *spread]
    before, start = os.times(), time.perf_counter()
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stderr is not None
        lines = [json.loads(line) for line in process.stderr]
        driver = cpu_of(process.pid)
    after = os.times()
    if process.returncode:
        raise SystemExit(f"exit code {process.returncode}: {lines[-3:]}")
    parts = [line for line in lines if line["news"]["event"] == "part"]
    # Loading the models is left out of the rate: from the time at which the first shard was begun
    begun = min(line["seconds_since_start"] - line["news"]["seconds"] for line in parts)
    slices = [parts[len(parts) * n // 10 : max(len(parts) * (n + 1) // 10, len(parts) * n // 10 + 1)] for n in range(10)]
    return Figures(
        stories=count,
        workers=workers,
        wall=time.perf_counter() - start,
        working=lines[-1]["seconds_since_start"] - begun,
        cpu=(after.children_user + after.children_system) - (before.children_user + before.children_system),
        driver=driver,
        memory=[max(line["news"]["memory"] for line in part) for part in slices if part],
        events=sum(line["news"]["events"] for line in parts),
    )


def cpu_of(pid: int) -> float:
    """CPU seconds the driver itself used until now, or NaN where the system does not tell."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return float("nan")
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def cluster(workers: int, folder: Path) -> Iterator[str]:
    """Yield the address of a scheduler with ``workers`` worker processes."""
    address = folder / "scheduler.json"
    scheduler = "from distributed.cli.dask_scheduler import main; main()"
    worker = "from distributed.cli.dask_worker import main; main()"
    options = ["--scheduler-file", str(address)]
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = [subprocess.Popen([sys.executable, "-c", scheduler, *options, "--port", "0", "--no-dashboard"], **quiet)]  # noqa: S603
    try:
        while not address.exists():
            time.sleep(0.1)
        many = ["--nworkers", str(workers), "--nthreads", "1", "--no-dashboard"]
        running.append(subprocess.Popen([sys.executable, "-c", worker, *options, *many], **quiet))  # noqa: S603
        yield json.loads(address.read_text())["address"]
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, nargs="+", default=[1000])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--cluster", action="store_true")
    options = parser.parse_args()
    print("| stories | workers | stories/s | wall s | CPU ms a story | of it driver | memory MB, by tenths of the run | events |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for count in options.stories:
            source = Path(folder) / f"{count}.jsonl"
            write_stories(source, count)
            for workers in options.workers:
                show(measure(source, count, workers, []), str(workers))
            if options.cluster:
                most = max(options.workers)
                with cluster(most, Path(folder)) as address:
                    parts = ["--cluster", address, "--parts", str(Path(folder) / f"parts-{count}")]
                    show(measure(source, count, most, parts), f"{most} of Dask")
    return 0


def show(found: Figures, workers: str) -> None:
    cpu, driver, rate = 1000 * found.cpu / found.stories, 1000 * found.driver / found.stories, found.stories / found.working
    cells = (found.stories, workers, f"{rate:.1f}", f"{found.wall:.0f}", f"{cpu:.1f}", f"{driver:.1f}",
             " ".join(map(str, found.memory)), found.events)  # fmt: skip
    print(f"| {' | '.join(map(str, cells))} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
