"""The plan: documents cut into shards in the order of the input, each named by its content; one manifest tells them all."""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import msgspec

from dateline.run.part import holds, put
from dateline.types import Coding, Document, Run

__all__ = ["Manifest", "Shard", "clear", "plan", "write_manifest"]

_FORMAT = 1  # of the folder; raised when parts of an older one cannot be reused


class Shard(msgspec.Struct, frozen=True, kw_only=True):
    """Consecutive documents: the ``number``-th shard of the plan, kept in ``source`` until its ``part`` is there."""

    number: int
    name: str
    documents: int
    digest: str
    source: Path
    part: Path


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A shard in the manifest."""

    part: str
    documents: int
    digest: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a folder of parts is: who coded it, from which input; ``digest`` of a shard is the SHA-256 of its documents."""

    format: int
    key: str
    run: Run
    shard_size: int
    documents: int
    shards: tuple[Entry, ...]


def plan(documents: Iterable[Document | Coding], folder: Path, key: str, size: int) -> Iterator[tuple[Shard, bool]]:
    """Yield the shards and whether their part is there already; a shard without one is laid down for the workers.

    The name of a part carries a digest of its documents and of ``key``: other text or other code never finds it.
    """
    todo, parts = folder / "todo", folder / "parts"
    for place in (todo, parts):
        place.mkdir(parents=True, exist_ok=True)
    encoder, rest, number = msgspec.msgpack.Encoder(order="deterministic"), iter(documents), 0
    while batch := list(islice(rest, size)):
        data = encoder.encode([one if isinstance(one, Coding) else Coding(document=one) for one in batch])
        content = hashlib.sha256(data).hexdigest()
        name = f"{number:06d}-{hashlib.sha256(f'{_FORMAT} {key} {content}'.encode()).hexdigest()[:16]}"
        shard = Shard(
            number=number,
            name=name,
            documents=len(batch),
            digest=content,
            source=todo / f"{name}.msgpack",
            part=parts / f"{name}.jsonl.gz",
        )
        ready = holds(shard.part, shard.documents)
        if not ready:
            put(shard.source, data)
        yield shard, ready
        number += 1


def write_manifest(folder: Path, shards: Iterable[Shard], key: str, run: Run, size: int) -> Manifest:
    """Write ``folder/manifest.json`` and return what it says."""
    entries = tuple(Entry(part=f"parts/{one.part.name}", documents=one.documents, digest=one.digest) for one in shards)
    total = sum(entry.documents for entry in entries)
    made = Manifest(format=_FORMAT, key=key, run=run, shard_size=size, documents=total, shards=entries)
    put(folder / "manifest.json", msgspec.json.format(msgspec.json.encode(made, order="deterministic"), indent=1) + b"\n")
    return made


def clear(folder: Path, manifest: Manifest) -> int:
    """Take away what a finished run no longer needs; return how many parts of other runs stay."""
    for path in sorted((folder / "todo").glob("*")):
        path.unlink(missing_ok=True)
    (folder / "todo").rmdir()
    listed = {Path(entry.part).name for entry in manifest.shards}
    found = sorted((folder / "parts").iterdir())
    for path in found:
        if path.name.startswith(".") or "+" in path.name:  # what a killed worker was writing; pieces of a split shard
            path.unlink(missing_ok=True)
    return sum(path.name not in listed for path in found if not path.name.startswith(".") and "+" not in path.name)
