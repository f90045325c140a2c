"""One door: a path, a folder or standard input to documents, by the table of formats."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from dateline.errors import ReadError
from dateline.read.feed import read_feed
from dateline.read.finish import Checks, Defaults, Finisher
from dateline.read.html import read_html
from dateline.read.jsonl import read_jsonl
from dateline.read.parquet import read_parquet
from dateline.read.source import Item, Rejected, rejected
from dateline.read.table import read_csv, read_tsv
from dateline.read.text import read_text
from dateline.read.unpack import Limits, Packed, packing, unpack
from dateline.read.warc import read_warc
from dateline.types import Coding, Document

__all__ = ["READERS", "Defaults", "read", "read_bytes"]

Reader = Callable[[bytes, str], Iterator[Item]]
READERS: dict[str, Reader] = {
    "text": read_text,
    "jsonl": read_jsonl,
    "csv": read_csv,
    "tsv": read_tsv,
    "html": read_html,
    "feed": read_feed,
    "parquet": read_parquet,
    "warc": read_warc,
}
_SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".rdf": "feed",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".warc": "warc",
}
_PACKED = frozenset({".gz", ".bz2", ".xz", ".zst"})
# Beginnings by which standard input is told, in lower case
_SIGNS = (
    (b"par1", "parquet"),
    (b"warc/", "warc"),
    (b"<?xml", "feed"),
    (b"<rss", "feed"),
    (b"<feed", "feed"),
    (b"<", "html"),
    (b"{", "jsonl"),
)


def read(
    source: str | Path | Iterable[str | Path],
    *,
    format: str | None = None,
    defaults: Defaults | None = None,
    checks: Checks | None = None,
    limits: Limits | None = None,
) -> Iterator[Document | Coding]:
    """Yield the documents of files, folders or "-" (standard input).

    Args:
        source: a path, "-" or several; a folder is read in the order of its file names, sub-folders included; hidden
            files and linked folders are left out.  Compressed files (gz, bz2, xz, zst, zip) are unpacked in memory.
        format: a name of :data:`READERS`; by default the file's ending tells.
        defaults: publication date, publisher and address for inputs without their own.
        checks: what a document must be to be taken.
        limits: how far an input may go.

    Yields:
        Documents; for what was rejected a coding with a ``Failure`` that says why, so that nothing is lost.

    Raises:
        ReadError: if a named input does not exist or its format is unknown; if the only input cannot be read at all.
    """
    if format is not None and format not in READERS:
        raise ReadError(f"format {format!r} is not one of {', '.join(READERS)}")
    sources = [source] if isinstance(source, str | Path) else list(source)
    finisher, limits = Finisher(defaults or Defaults(), checks or Checks()), limits or Limits()
    listed = [path for one in sources for path in _files(one)]
    alone = len(sources) == 1 and (str(sources[0]) == "-" or not Path(sources[0]).is_dir())
    for path in listed:
        for item in _read_file(path, format, limits, lenient=not alone):
            found = finisher.finish(item)
            yield rejected(found) if isinstance(found, Rejected) else found


def read_bytes(raw: bytes, where: str, format: str) -> Iterator[Item]:
    """Yield what ``raw`` holds as ``format``; ReadError if the whole of it cannot be read."""
    yield from READERS[format](raw, where)


def _files(source: str | Path) -> list[Path | None]:
    if str(source) == "-":
        return [None]
    path = Path(source)
    if path.is_dir():
        files = sorted(_walked(path))
        if not files:
            raise ReadError(f"{path}: the folder holds no file")
        return list(files)
    if not path.exists():
        raise ReadError(f"{path}: no such file or folder")
    return [path]


def _walked(folder: Path) -> Iterator[Path]:
    """Plain files below ``folder``; links to folders are not followed, so that none can lead round in a circle."""
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(root) / name
            if not name.startswith(".") and path.is_file():
                yield path


def _read_file(path: Path | None, format: str | None, limits: Limits, *, lenient: bool) -> Iterator[Item]:
    where = os.fsencode(path).decode("utf-8", "replace") if path else "<stdin>"
    try:
        raw = sys.stdin.buffer.read() if path is None else _content(path, limits)
        kind = packing(raw)
        if _is_warc(path, format):
            yield from read_bytes(raw, where, format or "warc")
            return
        if not kind:
            yield from read_bytes(raw, where, format or _format_of(path.name if path else "", raw, where))
            return
        for one in unpack(raw, where, kind, limits):
            yield from _read_packed(one, _inner_name(path, one, where), format, lenient=lenient or kind == "zip")
    except ReadError as error:
        if not lenient:
            raise
        yield Rejected(where, str(error).removeprefix(f"{where}: "))


def _read_packed(one: Packed, name: str, format: str | None, *, lenient: bool) -> Iterator[Item]:
    """Read a file out of a compressed one; where it is cut off, the lines before the cut are documents still."""
    try:
        yield from _read_whole(one, format or _format_of(name, one.raw, one.name))
    except ReadError as error:
        if not lenient:
            raise
        yield Rejected(one.name, str(error).removeprefix(f"{one.name}: "))


def _read_whole(one: Packed, format: str) -> Iterator[Item]:
    if not one.fault:
        yield from read_bytes(one.raw, one.name, format)
        return
    end = one.raw.rfind(b"\n") + 1
    if format != "jsonl" or not end:
        raise ReadError(f"{one.name}: {one.fault}")
    yield from read_bytes(one.raw[:end], one.name, format)
    yield Rejected(one.name, one.fault)


def _content(path: Path, limits: Limits) -> bytes:
    try:
        if path.stat().st_size > limits.file:
            raise ReadError(f"{path}: larger than {limits.file:,} bytes; split it")
        return path.read_bytes()
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror or error}") from error


def _is_warc(path: Path | None, format: str | None) -> bool:
    """WARC archives are compressed record by record; their reader unpacks them itself, one page at a time."""
    return format == "warc" or (path is not None and path.name.lower().endswith((".warc.gz", ".warc")))


def _inner_name(path: Path | None, one: Packed, where: str) -> str:
    """The name by which the format of an unpacked file is told."""
    if one.name != where:
        return one.name
    name = path.name if path else ""
    return name[: -len(Path(name).suffix)] if Path(name).suffix.lower() in _PACKED else name


def _format_of(name: str, raw: bytes, where: str) -> str:
    """The format by the file's ending; without a name (standard input) by its first bytes, else text."""
    if not name:
        start = raw[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()[:16].lower()
        return next((kind for sign, kind in _SIGNS if start.startswith(sign)), "text")
    suffix = Path(name).suffix.lower()
    found = _SUFFIXES.get(suffix)
    if found is None:
        known = ", ".join(READERS)
        raise ReadError(f"{where}: unknown format {suffix or '(no ending)'!r}; give --input-format, one of {known}")
    return "html" if suffix in {".xml", ".xhtml"} and b"<html" in raw[:1024].lower() else found
