"""Compressed files: gz, bz2, xz, zst and zip, unpacked in memory under limits; nothing is ever written to disk."""

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from importlib import import_module
from pathlib import PurePosixPath
from typing import IO, NamedTuple

import msgspec

from dateline.errors import ReadError

__all__ = ["Limits", "Packed", "packing", "unpack"]

_STEP = 1 << 20  # bytes unpacked at a time
_FREE = 64 << 20  # bytes below which no ratio is looked at: a small file of blanks is no harm
_SIGNS = ((b"\x1f\x8b", "gz"), (b"BZh", "bz2"), (b"\xfd7zXZ\x00", "xz"), (b"\x28\xb5\x2f\xfd", "zst"), (b"PK\x03\x04", "zip"))


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How far an input may go.

    Attributes:
        file: bytes of one file as it lies there.
        unpacked: bytes that one compressed file (all members of a zip together) may grow to.
        ratio: times its size that a compressed file may grow to, once it is past 64 MiB.
        members: files in one zip.
    """

    file: int = 4 << 30
    unpacked: int = 1 << 30
    ratio: int = 200
    members: int = 100_000


class Packed(NamedTuple):
    """One file out of a compressed one; ``fault`` says why ``raw`` is only its beginning, or why there is none."""

    name: str
    raw: bytes
    fault: str = ""


def packing(raw: bytes) -> str:
    """Return the kind of compression by the first bytes, "" for none."""
    return next((kind for sign, kind in _SIGNS if raw.startswith(sign)), "")


def unpack(raw: bytes, name: str, kind: str, limits: Limits) -> Iterator[Packed]:
    """Yield the files in ``raw``; ReadError if none of it can be unpacked or its library is missing."""
    if kind == "zip":
        yield from _members(raw, name, limits)
        return
    with _opened(raw, name, kind) as stream:
        content, fault = _taken(stream, len(raw), limits.unpacked, limits)
    yield Packed(name, content, fault)


def _opened(raw: bytes, name: str, kind: str) -> gzip.GzipFile | IO[bytes]:
    packed = io.BytesIO(raw)
    if kind == "gz":
        return gzip.GzipFile(fileobj=packed)
    if kind == "bz2":
        return bz2.BZ2File(packed)
    if kind == "xz":
        return lzma.LZMAFile(packed)
    for module in ("compression.zstd", "pyzstd", "zstandard"):
        try:
            opened: IO[bytes] = import_module(module).open(packed, "rb")
        except ImportError:
            continue
        return opened
    raise ReadError(f"{name}: zst needs Python 3.14 or a library: pip install zstandard; or unpack it first")


def _taken(stream: gzip.GzipFile | IO[bytes], size: int, most: int, limits: Limits) -> tuple[bytes, str]:
    """Return what ``stream`` gives within the limits, and why it is not all of it."""
    parts, total = [], 0
    # read1 gives what there is before a cut, where read would give nothing
    take = getattr(stream, "read1", stream.read)
    try:
        while part := take(_STEP):
            parts.append(part)
            total += len(part)
            if total > most:
                return b"", f"unpacks to more than {limits.unpacked:,} bytes; unpack and split it, or raise --max-unpacked"
            if total > _FREE and total > limits.ratio * max(size, 1):
                return b"", f"unpacks to more than {limits.ratio} times its size: taken for a bomb"
    except EOFError:
        return b"".join(parts), "the compressed file is cut off"
    except Exception as error:  # noqa: BLE001 - each library has its own errors for damaged input
        return b"".join(parts), f"the compressed file is damaged: {error}"
    return b"".join(parts), ""


def _members(raw: bytes, name: str, limits: Limits) -> Iterator[Packed]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        listed = sorted((one for one in archive.infolist() if not _skipped(one)), key=lambda one: one.filename)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise ReadError(f"{name}: the zip file is damaged: {error}") from error
    if len(listed) > limits.members:
        raise ReadError(f"{name}: {len(listed):,} files in one zip; at most {limits.members:,}")
    if not listed:
        raise ReadError(f"{name}: the zip holds no file")
    left = limits.unpacked
    for one in listed:
        where = f"{name}!{one.filename}"
        try:
            with archive.open(one) as stream:
                content, fault = _taken(stream, one.compress_size, max(left, 0), limits)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, ValueError) as error:
            content, fault = b"", f"cannot be unpacked: {error}"
        left -= len(content) if content or not fault else _FREE  # many bombs in one zip use up its room
        if not fault and packing(content):
            content, fault = b"", "an archive inside an archive; unpack it first"
        yield Packed(where, content, fault)


def _skipped(one: zipfile.ZipInfo) -> bool:
    """Folders, hidden files, and what macOS puts beside files; names are only told, never used as paths."""
    parts = PurePosixPath(one.filename).parts
    hidden = any(part.startswith(".") and part not in {".", ".."} for part in parts)
    return one.is_dir() or hidden or "__MACOSX" in parts
