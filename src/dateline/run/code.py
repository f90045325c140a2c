"""The verb: documents in, codings out in the same order, however many machines work on them."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from datetime import datetime
from pathlib import Path

import msgspec

from dateline.config import Config
from dateline.errors import ConfigError, RunError
from dateline.run.drive import Engine, drive
from dateline.run.local import Workers
from dateline.run.part import read_part
from dateline.run.plan import Shard, clear, plan, write_manifest
from dateline.run.recipe import Recipe, Standard
from dateline.run.task import News
from dateline.store import Store
from dateline.types import Coding, Document

__all__ = ["DEFAULTS", "Scale", "code"]


class Scale(msgspec.Struct, frozen=True, kw_only=True):
    """How a run is spread; nothing here changes a coding.

    Attributes:
        workers: worker processes; 0 is one a core.
        cluster: address of a Dask scheduler to use instead of processes here, such as ``tcp://head:8786``.
        parts: folder of the parts; kept, so that a later run reuses what it can. Without it a temporary one.
        shard: documents a shard.
        limit: seconds a document may take before it is given up; 0 is no limit.
        memory: MB of resident memory above which a worker is replaced by a fresh one; 0 is no limit.
        keep: whether the folder stays when the run is complete.
    """

    workers: int = 0
    cluster: str = ""
    parts: str = ""
    shard: int = 64
    limit: float = 120.0
    memory: int = 600
    keep: bool = True

    def __post_init__(self) -> None:
        for name, least in (("workers", 0), ("shard", 1), ("limit", 0), ("memory", 0)):
            if getattr(self, name) < least:
                raise ConfigError(f"--{name} {getattr(self, name)} is too small; give {least} or more")


DEFAULTS = Scale()


def code(
    documents: Iterable[Document | Coding],
    config: Config | None = None,
    *,
    scale: Scale = DEFAULTS,
    store: str | Path | Store | None = None,
    recipe: Recipe | None = None,
    watch: Callable[[News], None] = lambda _: None,
    now: datetime | None = None,
) -> Iterator[Coding]:
    """Yield the codings of ``documents`` in their order, coded by worker processes or a cluster.

    The working layers (sentences, mentions, chains) stay in the parts.

    A script that calls this needs ``if __name__ == "__main__":``, for its workers import it.

    Args:
        documents: what :func:`dateline.read` gives; rejected inputs pass through.
        config: settings of the coder; the defaults if None.
        scale: how the work is spread.
        store: written to by this process alone, one transaction a part, before the codings of the part are yielded.
        recipe: how a worker makes its coder, if not by ``config``.
        watch: told of progress.
        now: time to record in the store, UTC if it names no zone (the clock's by default).

    Raises:
        RunError: if the run cannot go on (disk full, cluster lost); the same call goes on where it stopped.
        StoreError: if the store cannot be written.
    """
    recipe = recipe or Standard(config or Config())
    with ExitStack() as stack:
        kept = stack.enter_context(Store(store)) if isinstance(store, str | Path) else store
        folder = Path(scale.parts or stack.enter_context(tempfile.TemporaryDirectory(prefix="dateline-"))).absolute()
        key, run, shards = recipe.key(), recipe.run(), list[Shard]()
        engine = stack.enter_context(_engine(recipe, scale))
        watch(News(event="start", note=f"{scale.cluster or 'worker processes'}, parts in {folder}"))
        try:
            for shard in drive(plan(documents, folder, key, scale.shard), engine, run, scale.limit, watch):
                shards.append(shard)
                codings = read_part(shard.part)
                if kept is not None:
                    kept.write_part(shard.name, codings, now=now)
                yield from codings
            left = clear(folder, write_manifest(folder, shards, key, run, scale.shard))
        except OSError as error:
            where = error.filename or folder
            raise RunError(f"{where}: {error.strerror or error}; what is coded is kept: run the same command again") from error
        watch(News(event="end", note=f"{left} parts of other runs stay in {folder}" if left else ""))
    if scale.parts and not scale.keep:
        shutil.rmtree(folder)


def _engine(recipe: Recipe, scale: Scale) -> AbstractContextManager[Engine]:
    if scale.cluster:
        from dateline.run.cluster import Cluster

        if not scale.parts:
            raise ConfigError("--cluster needs --parts FOLDER on a disk that this machine and the workers share")
        return Cluster(recipe, scale.cluster)
    return Workers(recipe, scale.workers or os.cpu_count() or 1, scale.memory)
