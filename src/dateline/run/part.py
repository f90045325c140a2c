"""A part: the codings of one shard, whole, as gzipped JSON lines; it has its name only once it is on disk."""

import gzip
import os
import tempfile
import zlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from dateline.errors import RunError
from dateline.types import Coding

__all__ = ["holds", "put", "read_part", "write_part"]

_LEVEL = 1  # of gzip: level 6 is a fifth smaller and costs three times the CPU
_ENCODER = msgspec.json.Encoder(order="deterministic")
_WHOLE = msgspec.json.Decoder(Coding)
# The working layers are most of a part and nothing after the coder reads them: making records of them takes the driver twice
# the time of all the rest
_WORKING = ("sentences", "mentions", "chains")
_KEPT = tuple(field for field in msgspec.structs.fields(Coding) if field.name not in _WORKING)
_FINISHED = msgspec.json.Decoder(
    msgspec.defstruct("Finished", [(one.name, one.type) if one.required else (one.name, one.type, one.default) for one in _KEPT],
                      frozen=True, kw_only=True)
)  # fmt: skip


def write_part(path: Path, codings: Iterable[Coding]) -> None:
    """Write ``codings`` with all layers to ``path``; the same codings give the same bytes."""
    lines = b"".join(_ENCODER.encode(coding) + b"\n" for coding in codings)
    put(path, gzip.compress(lines, _LEVEL, mtime=0))


def put(path: Path, data: bytes) -> None:
    """Write ``data`` under a temporary name, to the disk itself, then rename: a file under ``path`` is whole or not there.

    Raises:
        RunError: if the disk does not take it.
    """
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".tmp", delete=False) as made:
            try:
                made.write(data)
                made.flush()
                os.fsync(made.fileno())
                Path(made.name).chmod(0o644)
                Path(made.name).replace(path)
            except BaseException:
                Path(made.name).unlink(missing_ok=True)
                raise
        _sync_folder(path.parent)
    except OSError as error:
        raise RunError(f"{path}: {error.strerror or error}; make room and run the same command again: it goes on") from error


def read_part(path: Path, *, whole: bool = False) -> list[Coding]:
    """Return the codings of a part, the working layers (sentences, mentions, chains) left out unless ``whole``.

    Raises:
        RunError: if the part is damaged.
    """
    try:
        lines = gzip.decompress(path.read_bytes()).splitlines()
        return [_WHOLE.decode(line) if whole else _finished(line) for line in lines]
    except (OSError, EOFError, zlib.error, msgspec.DecodeError) as error:
        raise RunError(f"{path}: the part is damaged ({error}); delete it and run the same command again") from error


def _finished(line: bytes) -> Coding:
    found = _FINISHED.decode(line)
    return Coding(**{field.name: getattr(found, field.name) for field in _KEPT})


def holds(path: Path, documents: int) -> bool:
    """Whether ``path`` is a whole part of so many documents (gzip carries a checksum)."""
    try:
        return gzip.decompress(path.read_bytes()).count(b"\n") == documents
    except (OSError, EOFError, zlib.error):
        return False


def _sync_folder(folder: Path) -> None:
    """The name itself is on disk only when the folder is."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
