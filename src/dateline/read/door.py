"""One door: a path, a folder or standard input to documents, by the table of formats."""

import gzip
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from dateline.errors import ReadError
from dateline.read.jsonl import read_jsonl
from dateline.read.source import Item, Rejected, rejected
from dateline.read.table import read_csv, read_tsv
from dateline.read.text import read_text
from dateline.types import Coding, Document

__all__ = ["READERS", "Defaults", "read", "read_bytes"]

Reader = Callable[[bytes, str], Iterator[Item]]
READERS: dict[str, Reader] = {"text": read_text, "jsonl": read_jsonl, "csv": read_csv, "tsv": read_tsv}
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
}
_LARGEST_FILE = 4 << 30  # bytes; larger inputs are split by their owner
_UNPACKED = 1 << 30  # bytes that one compressed file may grow to


class Defaults(msgspec.Struct, frozen=True, kw_only=True):
    """What to assume where an input does not say it itself."""

    published: str | None = None
    publisher: str = ""
    url: str = ""


def read(
    source: str | Path | Iterable[str | Path],
    *,
    format: str | None = None,
    defaults: Defaults | None = None,
) -> Iterator[Document | Coding]:
    """Yield the documents of files, folders or "-" (standard input).

    Args:
        source: a path, "-" or several; a folder is read in the order of its file names, sub-folders included.
        format: a name of :data:`READERS`; by default the file's ending tells.
        defaults: publication date, publisher and address for inputs without their own.

    Yields:
        Documents; for what was rejected a coding with a ``Failure`` that says why, so that nothing is lost.

    Raises:
        ReadError: if a named input does not exist or its format is unknown.
    """
    if format is not None and format not in READERS:
        raise ReadError(f"format {format!r} is not one of {', '.join(READERS)}")
    sources = [source] if isinstance(source, str | Path) else list(source)
    for one in sources:
        for path in _files(one):
            yield from _finished(
                _read_file(path, format, lenient=Path(one).is_dir() if str(one) != "-" else False),
                defaults or Defaults(),
            )


def read_bytes(raw: bytes, where: str, format: str) -> Iterator[Item]:
    """Yield what ``raw`` holds as ``format``; ReadError if the whole of it cannot be read."""
    yield from READERS[format](raw, where)


def _files(source: str | Path) -> list[Path | None]:
    if str(source) == "-":
        return [None]
    path = Path(source)
    if path.is_dir():
        files: list[Path | None] = [f for f in sorted(path.rglob("*")) if f.is_file() and not f.name.startswith(".")]
        if not files:
            raise ReadError(f"{path}: the folder holds no file")
        return files
    if not path.exists():
        raise ReadError(f"{path}: no such file or folder")
    return [path]


def _read_file(path: Path | None, format: str | None, *, lenient: bool) -> Iterator[Item]:
    where = str(path) if path else "<stdin>"
    try:
        raw = sys.stdin.buffer.read() if path is None else _content(path)
        yield from read_bytes(raw, where, format or _format_of(path, raw))
    except ReadError as error:
        if not lenient:
            raise
        yield Rejected(where, str(error))


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise ReadError(f"{path}: larger than {_LARGEST_FILE >> 30} GiB; split it")
        if path.suffix != ".gz":
            return path.read_bytes()
        with gzip.open(path) as packed:
            raw = packed.read(_UNPACKED + 1)
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror or error}") from error
    except EOFError as error:
        raise ReadError(f"{path}: the compressed file is cut off") from error
    if len(raw) > _UNPACKED:
        raise ReadError(f"{path}: unpacks to more than {_UNPACKED >> 30} GiB")
    return raw


def _format_of(path: Path | None, raw: bytes) -> str:
    """The format by the file's ending; standard input is JSON lines if it begins with a brace, else text."""
    if path is None:
        return "jsonl" if raw.lstrip()[:1] == b"{" else "text"
    suffix = Path(path.stem).suffix if path.suffix == ".gz" else path.suffix
    found = _SUFFIXES.get(suffix.lower())
    if found is None:
        raise ReadError(f"{path}: unknown format {suffix or '(no ending)'!r}; give --input-format, one of {', '.join(READERS)}")
    return found


def _finished(items: Iterator[Item], defaults: Defaults) -> Iterator[Document | Coding]:
    for item in items:
        if isinstance(item, Rejected):
            yield rejected(item)
        else:
            yield msgspec.structs.replace(
                item,
                published=item.published or defaults.published,
                publisher=item.publisher or defaults.publisher,
                url=item.url or defaults.url,
            )
