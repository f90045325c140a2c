"""Worker processes on this machine: each loads its own coder; a pipe each, so that it is known who works on what."""

import multiprocessing
import signal
from collections import deque
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, Self

import msgspec

from dateline.errors import DatelineError, RunError
from dateline.run.recipe import Recipe
from dateline.run.task import Done, Lost, Task, code_task

__all__ = ["Workers"]

_AHEAD = 2  # tasks a worker has at most: one in work, one to go on with
_STILLBORN = 3  # workers lost before they were ready, one after the other, until the run is given up


class _Ready(msgspec.Struct, frozen=True):
    """A worker has loaded its coder."""


class _Retired(msgspec.Struct, frozen=True):
    """A worker ends because it has grown; what it had not begun goes back."""


class _Fault(msgspec.Struct, frozen=True):
    """A worker cannot go on, and no other could."""

    message: str


class _Worker:
    """The driver's side of a worker process."""

    def __init__(self, recipe: Recipe, ceiling: int) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would copy the driver's threads and its store
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs, recipe, ceiling), daemon=True)
        self.process.start()
        theirs.close()
        self.tasks: deque[Task] = deque()
        self.ready = self.retired = False

    def give(self, task: Task) -> None:
        """Hand over ``task``; one that does not arrive is told as lost when the worker's end is noticed."""
        self.tasks.append(task)
        with suppress(OSError):
            self.connection.send(task)


class Workers:
    """``count`` worker processes, to be used in a ``with`` block.

    Args:
        recipe: how a worker makes its coder.
        count: how many.
        ceiling: MB of resident memory; a worker found above it after a task is replaced by a fresh one.
    """

    def __init__(self, recipe: Recipe, count: int, ceiling: int) -> None:
        self._recipe, self._ceiling = recipe, ceiling
        self._count, self._stillborn = count, 0
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for worker in self._workers:
            worker.connection.close()  # a worker without a driver ends by itself, but not before its task is done
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()

    def wants(self) -> bool:
        """Whether a worker has less to do than it could have; workers are started as there is work."""
        return len(self._workers) < self._count or any(len(one.tasks) < _AHEAD for one in self._workers)

    def submit(self, task: Task) -> None:
        """Give ``task`` to the worker with the least to do."""
        if len(self._workers) < self._count and all(one.tasks for one in self._workers):
            self._workers.append(_Worker(self._recipe, self._ceiling))
        min(self._workers, key=lambda one: len(one.tasks)).give(task)

    def wait(self, seconds: float) -> list[Done | Lost]:
        """Return what the workers finished and what ended them."""
        by_connection = {worker.connection: worker for worker in self._workers}
        found: list[Done | Lost] = []
        for ready in wait(list(by_connection), seconds):
            assert isinstance(ready, Connection)
            found += self._hear(by_connection[ready])
        return found

    def _hear(self, worker: _Worker) -> list[Done | Lost]:
        try:
            message = worker.connection.recv()
        except (EOFError, OSError):
            return self._bury(worker)
        if isinstance(message, _Fault):
            raise RunError(message.message)
        if isinstance(message, _Ready):
            worker.ready, self._stillborn = True, 0
        elif isinstance(message, _Retired):
            worker.retired = True
        elif isinstance(message, Done):
            worker.tasks.popleft()
            return [message]
        return []

    def _bury(self, worker: _Worker) -> list[Done | Lost]:
        """Put a fresh worker in the place of one that ended; only the task it was at is blamed."""
        worker.process.join()
        worker.connection.close()
        self._workers.remove(worker)
        code = worker.process.exitcode or 0
        how = f"ended by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"
        lost: list[Done | Lost] = []
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn >= _STILLBORN:
                raise RunError(f"{_STILLBORN} workers in a row {how} before they were ready; start fewer with --workers")
        elif not worker.retired and worker.tasks:
            lost.append(Lost(task=worker.tasks.popleft(), how=how))
        if worker.tasks:
            fresh = _Worker(self._recipe, self._ceiling)
            self._workers.append(fresh)
            for task in worker.tasks:
                fresh.give(task)
        return lost


def _work(connection: Any, recipe: Recipe, ceiling: int) -> None:
    """Code tasks until the driver hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the driver decides
    try:
        coder = recipe.coder()
        connection.send(_Ready())
        while True:
            done = code_task(coder, connection.recv())
            connection.send(done)
            if ceiling and done.memory > ceiling:
                connection.send(_Retired())
                return
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the driver has gone: its next run finds the parts that are whole
    except (DatelineError, OSError) as error:
        _tell(connection, str(error))


def _tell(connection: Any, message: str) -> None:
    with suppress(OSError):
        connection.send(_Fault(message))
