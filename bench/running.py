"""``dateline code`` as a process, watched from outside: its clock, CPU, memory and that of its workers."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any

import msgspec

__all__ = ["Coded", "cluster", "coded", "memory"]

PROC = Path("/proc")


class Coded(msgspec.Struct):
    """What a run gave, its own work alone (what an earlier one had done is not counted).

    ``rate``: stories a second by the clock from the first shard begun to the last one in the store; ``wall`` is all of it.
    ``coding``, ``driver``: CPU ms a story of the workers' tasks and of the process that reads and stores.
    ``memory``: resident MB of the larger worker after a shard, in the first, middle and last tenth; ``peak`` is the most ever.
    """

    stories: int
    done: int
    cut: bool
    rate: float
    wall: float
    coding: float
    driver: float
    memory: list[int]
    peak: int
    driver_memory: int
    size: float
    events: int


def coded(source: Path, store: Path, more: list[str], seconds: float) -> Coded | None:
    """Code ``source`` into ``store``, for ``seconds`` at most; None if no shard was coded meanwhile."""
    command = [sys.executable, "-m", "dateline", "code", str(source), "--store", str(store), "--log-json", *more]
    start, peak, lines = time.perf_counter(), 0, list[dict[str, Any]]()
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
        timer = Timer(max(1.0, seconds), process.kill)
        timer.start()
        assert process.stderr is not None
        driver_memory = 0
        for line in process.stderr:
            if not line.startswith("{"):
                continue  # what a killed driver leaves behind complains in words
            lines.append(json.loads(line))
            peak = max([peak, *(memory(child, "VmHWM") for child in _children(process.pid))])
            driver_memory = max(driver_memory, memory(process.pid, "VmHWM"))
        driver = _cpu(process.pid)
        timer.cancel()
    cut = process.returncode < 0
    if process.returncode and not cut:
        raise SystemExit(f"exit code {process.returncode}: {lines[-3:]}")
    parts = [line for line in lines if line["news"]["event"] == "part"]
    if not parts:
        return None
    done = sum(line["news"]["documents"] for line in parts)
    begun = min(line["seconds_since_start"] - line["news"]["seconds"] for line in parts)
    return Coded(
        stories=sum(1 for _ in source.open("rb")),
        done=done,
        cut=cut,
        rate=done / (lines[-1]["seconds_since_start"] - begun),
        wall=time.perf_counter() - start,
        coding=1000 * sum(line["news"]["cpu"] for line in parts) / done,
        driver=1000 * driver / done,
        memory=[max(line["news"]["memory"] for line in tenth) for tenth in _tenths(parts)],
        peak=peak,
        driver_memory=driver_memory,
        size=store.stat().st_size / 1024 / lines[-1]["done"],
        events=sum(line["news"]["events"] for line in parts),
    )


def _tenths(parts: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    size = max(2, len(parts) // 10)
    middle = max(0, len(parts) // 2 - size // 2)
    yield from (parts[:size], parts[middle : middle + size], parts[-size:])


def memory(pid: int | str, field: str) -> int:
    """Return ``VmRSS`` or ``VmHWM`` of a process in MB, 0 if it has gone or the system does not tell."""
    try:
        told = (PROC / str(pid) / "status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in told.splitlines() if line.startswith(f"{field}:")), 0)


def _children(pid: int) -> list[str]:
    try:
        return (PROC / str(pid) / "task" / str(pid) / "children").read_text().split()
    except OSError:
        return []


def _cpu(pid: int) -> float:
    """CPU seconds a process itself used until now (it may have ended), or NaN where the system does not tell."""
    stat = PROC / str(pid) / "stat"
    if not stat.exists():
        return float("nan")
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def cluster(workers: int, folder: Path) -> Iterator[str]:
    """Yield the address of a scheduler with ``workers`` worker processes."""
    address = folder / "scheduler.json"
    address.unlink(missing_ok=True)
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
