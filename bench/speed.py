"""Throughput and cost: stories a second on two processes, CPU ms a story by stage beside the plain parse, memory, start-up.

    python bench/speed.py [--stories FILE.jsonl] [--repeat N]

The same run measures all, so that ratios hold on a noisy machine. Without the shared stories our own examples are used.
"""

import argparse
import multiprocessing
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from dateline.build import ORDER, build_coder
from dateline.coder import Stage
from dateline.parse.model import load_model
from dateline.read import read
from dateline.types import Coding, Document

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared" / "stories" / "voa.jsonl"
WORDS = 500  # a story, for the figures
READING = "neutral reading"  # sentences with a contested word parsed again in one form of it, and the way back


def documents(path: Path | None, repeat: int) -> list[Document]:
    source = path or (SHARED if SHARED.exists() else HERE.parent / "examples")
    found = [one for one in read(source) if isinstance(one, Document)]
    return found * repeat


def plain_parse(texts: list[str]) -> float:
    """CPU seconds of the bare model over ``texts``: what no coder can go below."""
    model = load_model()
    model("Warm up.")
    start = time.process_time()
    for _ in model.pipe(texts, batch_size=64):
        pass
    return time.process_time() - start


def by_stage(docs: list[Document]) -> dict[str, float]:
    """CPU seconds of each stage, and of the neutral reading with the way back."""
    coder = build_coder()
    coder(docs[0])
    names = {id(stage): name for name, stage in zip(ORDER, coder.stages, strict=True)}
    spent = dict.fromkeys((*ORDER, READING), 0.0)
    first, middle, last = coder._parts  # noqa: SLF001 - the bench looks inside

    def through(stages: Sequence[Stage], codings: list[Coding]) -> list[Coding]:
        for stage in stages:
            start = time.process_time()
            codings = coder._run(stage, codings)  # noqa: SLF001
            spent[names[id(stage)]] += time.process_time() - start
        return codings

    for at in range(0, len(docs), 32):
        written = through(first, [Coding(document=one) for one in docs[at : at + 32]])
        start = time.process_time()
        readings = coder._readings(written)  # noqa: SLF001
        spent[READING] += time.process_time() - start
        found = through(middle, [one.coding for one in readings])
        start = time.process_time()
        codings = [one.restore(coding, was.document) for one, coding, was in zip(readings, found, written, strict=True)]
        spent[READING] += time.process_time() - start
        through(last, codings)
    return spent


def _work(docs: list[Document]) -> tuple[float, int]:
    coder = build_coder()
    coder(docs[0])
    start = time.perf_counter()
    for _ in coder.pipe(docs):
        pass
    return time.perf_counter() - start, peak_memory()


def peak_memory() -> int:
    """Peak resident memory of this process in MB; getrusage would give a child the peak of its parent."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def throughput(docs: list[Document]) -> tuple[float, int]:
    """Stories a second over two worker processes, loading left out, and the larger worker's memory in MB."""
    half = len(docs) // 2
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        results = pool.map(_work, [docs[:half], docs[half:]])
    return len(docs) / max(seconds for seconds, _ in results), max(memory for _, memory in results)


def start_up() -> float:
    code = "import dateline; dateline.load()(dateline.Document(text='Baku expelled two French diplomats.'))"
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603
    return time.perf_counter() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=Path)
    parser.add_argument("--repeat", type=int, default=1)
    options = parser.parse_args()
    docs = documents(options.stories, options.repeat)
    words = sum(len(one.text.split()) for one in docs)
    unit = words / WORDS
    bare = plain_parse([one.text for one in docs])
    spent = by_stage(docs)
    own = sum(seconds for name, seconds in spent.items() if name != "sentences")
    print(f"{len(docs)} stories, {words} words = {unit:.1f} stories of {WORDS} words")
    print(f"plain parse        {1000 * bare / unit:7.1f} ms CPU a story of {WORDS} words")
    for name in spent:
        print(f"  {name:<16} {1000 * spent[name] / unit:7.1f} ms")
    total = sum(spent.values())
    ratio = total / bare
    print(f"all stages         {1000 * total / unit:7.1f} ms = {ratio:.2f} x the plain parse; own {1000 * own / unit:.1f} ms")
    rate, memory = throughput(docs)
    print(f"two workers        {rate * words / len(docs) / WORDS:7.1f} stories of {WORDS} words a second; {memory} MB a worker")
    print(f"process start to first result {start_up():.2f} s wall")
    return 0


if __name__ == "__main__":
    sys.exit(main())
