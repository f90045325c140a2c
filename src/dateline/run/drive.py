"""The driver: keeps the workers busy, narrows down what ends them, gives the shards back in order."""

from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import msgspec

from dateline.run.part import read_part, write_part
from dateline.run.plan import Shard
from dateline.run.task import Done, Lost, News, Task, given_up
from dateline.types import Run

__all__ = ["Engine", "drive"]

_CHANCES = 2  # a worker can be lost by accident; over the same piece twice it is the piece
_PATIENCE = 1.0  # seconds to wait for news once all is planned; only the moving line depends on it


class Engine(Protocol):
    """Who does the tasks: worker processes here, or a cluster."""

    def wants(self) -> bool:
        """Whether another task should be handed over now."""
        ...

    def submit(self, task: Task) -> None:
        """Hand over a task."""
        ...

    def wait(self, seconds: float) -> list[Done | Lost]:
        """Return what came back, waiting at most so long; RunError if the run cannot go on."""
        ...


class _Open(msgspec.Struct):
    """A shard in work: the pieces it was split into and those that are done."""

    shard: Shard
    done: dict[int, Task] = msgspec.field(default_factory=dict)


class _Driver:
    def __init__(self, engine: Engine, run: Run, limit: float, watch: Callable[[News], None]) -> None:
        self._engine, self._run, self._limit, self._watch = engine, run, limit, watch
        self._queue: deque[Task] = deque()
        self._open: dict[int, _Open] = {}
        self._ready: dict[int, Shard] = {}
        self._next = 0

    def drive(self, shards: Iterator[tuple[Shard, bool]]) -> Iterator[Shard]:
        planning = True
        while planning or self._open or self._ready:
            while self._queue and self._engine.wants():
                self._engine.submit(self._queue.popleft())
            if planning:
                planning = self._plan(shards)
            # The plan runs ahead of the workers: then the length of the run is known early
            for outcome in self._engine.wait(0 if planning or not self._open else _PATIENCE):
                self._lost(outcome) if isinstance(outcome, Lost) else self._done(outcome)
            while (shard := self._ready.pop(self._next, None)) is not None:
                self._next += 1
                yield shard

    def _plan(self, shards: Iterator[tuple[Shard, bool]]) -> bool:
        found = next(shards, None)
        if found is None:
            self._watch(News(event="all planned"))
            return False
        shard, ready = found
        self._watch(News(event="planned", shard=shard.number, documents=shard.documents))
        if ready:
            self._ready[shard.number] = shard
            self._watch(News(event="reused", shard=shard.number, documents=shard.documents))
        else:
            self._open[shard.number] = _Open(shard)
            source, target = str(shard.source), str(shard.part)
            task = Task(shard=shard.number, source=source, target=target, first=0, last=shard.documents, limit=self._limit)
            self._queue.append(task)
        return True

    def _done(self, outcome: Done) -> None:
        task = outcome.task
        self._watch(
            News(
                event="part",
                shard=task.shard,
                documents=task.last - task.first,
                events=outcome.events,
                failures=outcome.failures,
                seconds=outcome.seconds,
                cpu=outcome.cpu,
                memory=outcome.memory,
            )
        )
        self._close(task)

    def _close(self, task: Task) -> None:
        """Note that the part of ``task`` is there; with its last piece the shard is whole."""
        work = self._open[task.shard]
        work.done[task.first] = task
        if sum(piece.last - piece.first for piece in work.done.values()) < work.shard.documents:
            return
        pieces = [Path(work.done[first].target) for first in sorted(work.done)]
        if pieces != [work.shard.part]:
            write_part(work.shard.part, [coding for piece in pieces for coding in read_part(piece, whole=True)])
            for piece in pieces:
                piece.unlink(missing_ok=True)
        del self._open[task.shard]
        self._ready[task.shard] = work.shard
        work.shard.source.unlink(missing_ok=True)

    def _lost(self, outcome: Lost) -> None:
        """Try again; what ends its worker again is split, down to the document, which becomes a failure."""
        task = msgspec.structs.replace(outcome.task, tries=outcome.task.tries + 1)
        count = task.last - task.first
        self._watch(News(event="worker lost", shard=task.shard, documents=count, note=outcome.how))
        if task.tries < _CHANCES:
            self._queue.appendleft(task)
        elif count > 1:
            middle = task.first + count // 2
            self._watch(News(event="split", shard=task.shard, documents=count))
            self._queue.extendleft([self._piece(task, middle, task.last), self._piece(task, task.first, middle)])
        else:
            alone = self._piece(task, task.first, task.last)
            coding = given_up(alone, self._run)
            write_part(Path(alone.target), [coding])
            note = f"{coding.document.id}: {coding.failures[-1].message}"
            self._watch(News(event="given up", shard=task.shard, documents=1, failures=1, note=note))
            self._close(alone)

    def _piece(self, task: Task, first: int, last: int) -> Task:
        """A piece has spent one chance already, unless it is a single document: nobody is blamed on one loss."""
        part = self._open[task.shard].shard.part
        target = part.with_name(f"{part.name.removesuffix('.jsonl.gz')}+{first}-{last}.jsonl.gz")
        tries = 0 if last - first == 1 else _CHANCES - 1
        return msgspec.structs.replace(task, target=str(target), first=first, last=last, tries=tries)


def drive(
    shards: Iterator[tuple[Shard, bool]], engine: Engine, run: Run, limit: float, watch: Callable[[News], None]
) -> Iterator[Shard]:
    """Yield the shards in the order of the plan, each when its part is on disk.

    Args:
        shards: the plan; a shard whose part is there is not done again.
        engine: who codes.
        run: signs the failure of a document that ends its workers.
        limit: seconds for a document; 0 is no limit.
        watch: told what happens.
    """
    return _Driver(engine, run, limit, watch).drive(shards)
