"""A Dask cluster: the same tasks, sent to a running scheduler; each worker keeps one coder."""

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Self

import msgspec

from dateline.coder import Coder
from dateline.errors import ConfigError, RunError
from dateline.run.recipe import Recipe
from dateline.run.task import Done, Lost, Task, code_task

__all__ = ["Cluster"]

_AHEAD = 2  # tasks a thread of the cluster has: one in work, one to go on with
_ANSWER = 30.0  # seconds for the scheduler to answer
_SEEN = 60.0  # seconds for a file of another machine to show up here: NFS remembers for so long that there was none
_LOOK = 5.0  # seconds between two looks at how many threads the cluster has
_POLL = 0.02  # seconds between two looks at what came back
_KEPT = "dateline"  # attribute of Dask's worker under which the coder is kept


class _Keeper:
    """A worker's coder, loaded with its first task and lent to one task at a time: processes, not threads, add speed."""

    def __init__(self) -> None:
        self._coder: Coder | None = None
        self._alone = Lock()

    @contextmanager
    def coder(self, recipe: Recipe, key: str, where: str) -> Iterator[Coder]:
        with self._alone:
            if self._coder is None:
                if recipe.key() != key:  # parts made by other code must not get the driver's key
                    raise RunError(
                        f"{where} has another dateline, codebook or facts than the driver: install the same everywhere"
                    )
                self._coder = recipe.coder()
            yield self._coder


def _remote(data: bytes, recipe: Recipe, key: str) -> bytes:
    """Code a task on a worker of the cluster."""
    worker = import_module("distributed").get_worker()
    keepers: dict[str, _Keeper] = vars(worker).setdefault(_KEPT, {})
    with keepers.setdefault(key, _Keeper()).coder(recipe, key, f"worker {worker.address}") as coder:
        return msgspec.msgpack.encode(code_task(coder, msgspec.msgpack.decode(data, type=Task)))


def _forget(key: str, dask_worker: Any) -> None:
    """Free the memory of a run's coder; the parameter's name is how Dask hands over its worker."""
    vars(dask_worker).get(_KEPT, {}).pop(key, None)


class Cluster:
    """The workers of a running Dask scheduler, to be used in a ``with`` block.

    Args:
        recipe: how a worker makes its coder.
        address: of the scheduler.

    Raises:
        ConfigError: if the extra ``cluster`` is not installed.
        RunError: if nobody answers at the address.
    """

    def __init__(self, recipe: Recipe, address: str) -> None:
        try:
            dask = import_module("distributed")
        except ImportError as error:
            raise ConfigError("--cluster needs Dask: pip install 'dateline[cluster]'") from error
        try:
            self._client: Any = dask.Client(address, timeout=_ANSWER, set_as_default=False)
        except (OSError, ValueError) as error:
            raise RunError(f"{address}: no Dask scheduler answers ({error})") from error
        self._killed: type[Exception] = dask.KilledWorker
        self._recipe, self._key, self._address = recipe, recipe.key(), address
        self._mark = uuid.uuid4().hex[:8]  # Dask takes tasks of one name for one task: another driver's are not ours
        self._sent: dict[Any, Task] = {}
        self._count = 0
        self._room, self._looked = 0, -_LOOK

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with suppress(OSError):  # a cluster that is gone keeps nothing of ours
            if self._client.status == "running" and error is None:
                self._client.run(_forget, self._key, on_error="ignore")
        self._sent.clear()
        self._client.close(timeout=_LOOK)

    def wants(self) -> bool:
        """Whether the cluster has room; its workers come and go, so it is asked again now and then."""
        now = time.monotonic()
        if now - self._looked > _LOOK:
            self._looked = now
            with self._reached() as client:
                self._room = _AHEAD * max(1, sum(client.nthreads().values()))
        return len(self._sent) < self._room

    def submit(self, task: Task) -> None:
        """Send ``task`` to the scheduler."""
        self._count += 1  # a task sent again must not be taken for itself
        name = f"dateline-{self._mark}-{Path(task.target).name}-{task.tries}-{self._count}"
        data = msgspec.msgpack.encode(task)
        with self._reached() as client:
            future = client.submit(_remote, data, self._recipe, self._key, key=name, pure=False)
        self._sent[future] = task

    def wait(self, seconds: float) -> list[Done | Lost]:
        """Return what came back."""
        until = time.monotonic() + seconds
        while not (ready := [future for future in self._sent if future.done()]) and time.monotonic() < until:
            with self._reached():
                time.sleep(_POLL)
        return [back for future in ready if (back := self._take(future)) is not None]

    def _take(self, future: Any) -> Done | Lost | None:
        """What came back; None if its worker was lost with it meanwhile, and Dask does the task again."""
        task = self._sent[future]
        with self._reached() as client:
            if future.status in {"lost", "cancelled"}:  # with its node; had the scheduler gone, the client would not be there
                del self._sent[future]
                self.submit(task)
                return None
            try:
                error = future.exception(timeout=_ANSWER)
                answer = future.result(timeout=_ANSWER) if error is None else b""
            except TimeoutError:  # of the kind of a lost connection, but the scheduler is there
                if client.status != "running":
                    raise
                return None
        del self._sent[future]
        if isinstance(error, self._killed):
            return Lost(task=task, how="its workers were killed over it")
        if error is not None:
            raise RunError(f"{self._address}: {type(error).__name__}: {error}") from error
        self._await_part(Path(task.target))
        return msgspec.msgpack.decode(answer, type=Done)

    def _await_part(self, part: Path) -> None:
        until = time.monotonic() + _SEEN
        while not part.exists():
            if time.monotonic() > until:
                raise RunError(f"{part}: written by a worker, not seen here: --parts must be on a disk that all machines share")
            list(part.parent.iterdir())  # makes NFS ask its server again
            time.sleep(_POLL)

    @contextmanager
    def _reached(self) -> Iterator[Any]:
        """Lend the client; RunError if the scheduler is lost meanwhile."""
        if self._client.status != "running":
            raise RunError(self._gone())
        try:
            yield self._client
        except OSError as error:  # Dask's errors of a lost connection are of this kind
            raise RunError(self._gone()) from error

    def _gone(self) -> str:
        return f"{self._address}: the scheduler is lost; start it and run the same command again"
