"""One task: code a piece of a shard and write its part. The same function runs in a worker process and on a cluster."""

import faulthandler
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from dateline.coder import Coder
from dateline.run.part import write_part
from dateline.types import Coding, Failure, Run

__all__ = ["Done", "Lost", "News", "Task", "code_task", "given_up", "load"]

_CODING = msgspec.msgpack.Decoder(list[Coding])
_STDERR = 2


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """Documents ``[first, last)`` of the shard that stands in ``source``, to be coded into ``target``.

    ``limit``: seconds after which a worker that has not finished a batch ends itself; 0 is no limit.
    ``tries``: how often a worker was lost over it.
    """

    shard: int
    source: str
    target: str
    first: int
    last: int
    limit: float
    tries: int = 0


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """A task whose part is on disk: seconds by the clock and of CPU; ``memory`` is the worker's resident memory then, in MB."""

    task: Task
    events: int
    failures: int
    seconds: float
    cpu: float
    memory: int


class Lost(msgspec.Struct, frozen=True, kw_only=True):
    """A task whose worker ended over it, and how."""

    task: Task
    how: str


class News(msgspec.Struct, frozen=True, kw_only=True):
    """What a run tells of its progress. ``documents`` counts those the news is about."""

    event: Literal["start", "planned", "all planned", "part", "reused", "worker lost", "split", "given up", "failure", "end"]
    shard: int | None = None
    documents: int = 0
    events: int = 0
    failures: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    memory: int = 0
    note: str = ""


def code_task(coder: Coder, task: Task) -> Done:
    """Code the documents of ``task`` and write its part.

    Raises:
        RunError: if the part cannot be written (disk full).
        OSError: if the shard cannot be read.
    """
    start, used = time.perf_counter(), time.process_time()
    events, failures, done = 0, 0, list[Coding]()
    for coding in _guarded(coder.pipe(load(task)), task.limit):
        events += sum(event.exportable for event in coding.events)
        failures += bool(coding.failures)
        done.append(coding)
    write_part(Path(task.target), done)
    return Done(
        task=task,
        events=events,
        failures=failures,
        seconds=time.perf_counter() - start,
        cpu=time.process_time() - used,
        memory=resident(),
    )


def given_up(task: Task, run: Run) -> Coding:
    """Return the coding of the one document of ``task`` that ends its workers, with the failure that says so."""
    limit = f", or more than {task.limit:g} s" if task.limit else ""
    message = f"coding this document ended its worker process twice (a crash, no memory left{limit})"
    failure = Failure(stage="run", error="WorkerLost", message=message)
    (coding,) = load(task)
    return msgspec.structs.replace(coding, failures=(*coding.failures, failure), run=run)


def load(task: Task) -> list[Coding]:
    """Return the documents of ``task``, as codings without layers."""
    return _CODING.decode(Path(task.source).read_bytes())[task.first : task.last]


def _guarded(codings: Iterator[Coding], limit: float) -> Iterator[Coding]:
    """End the process when the next coding takes longer than ``limit``: code that hangs cannot be stopped otherwise.

    The clock runs for a batch; a document is given up only when it alone has used the limit (the driver sees to that).
    """
    if not limit:
        yield from codings
        return
    try:
        faulthandler.dump_traceback_later(limit, exit=True, file=_STDERR)
        for coding in codings:
            yield coding
            faulthandler.dump_traceback_later(limit, exit=True, file=_STDERR)
    finally:
        faulthandler.cancel_dump_traceback_later()


def resident() -> int:
    """Resident memory of this process in MB (its peak, where the system tells no other)."""
    status = Path("/proc/self/statm")
    if status.exists():
        import os

        return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak >> 20 if sys.platform == "darwin" else peak >> 10
