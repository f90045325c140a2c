"""One door: codings to a stream or file in a named format."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

from dateline.errors import WriteError
from dateline.types import Coding, Counts
from dateline.write.gdelt import gdelt_lines
from dateline.write.icews import icews_lines
from dateline.write.jsonl import lines
from dateline.write.lookup import load_lookup
from dateline.write.parquet import write_parquet
from dateline.write.plover import plover_lines
from dateline.write.polecat import polecat_lines
from dateline.write.table import csv_lines

__all__ = ["WRITERS", "Ask", "Format", "write"]


class Ask(NamedTuple):
    """What a writer is asked: events below ``min_confidence`` left out; what a store knows of each (for GDELT's counts)."""

    min_confidence: float
    counts: Mapping[tuple[str, str], Counts]


class Format(NamedTuple):
    """A format: what it is, and the lines it makes (None: it writes a whole file); ``counted``: it uses a store's counts."""

    about: str
    lines: Callable[[Iterable[Coding], Ask], Iterator[bytes]] | None
    counted: bool = False


WRITERS: dict[str, Format] = {
    "jsonl": Format("one coding a line, all layers (the public shape)", lambda codings, _: lines(codings)),
    "csv": Format("one event a row", lambda codings, ask: csv_lines(codings, ask.min_confidence)),
    "parquet": Format("one event a row, typed", None),
    "plover": Format("PLOVER JSON, one exportable event a line", lambda codings, ask: plover_lines(codings, ask.min_confidence)),
    "polecat": Format(
        "POLECAT's 40 tab-separated columns", lambda codings, ask: polecat_lines(codings, load_lookup(), ask.min_confidence)
    ),
    "icews": Format(
        "ICEWS's 20 tab-separated columns", lambda codings, ask: icews_lines(codings, load_lookup(), ask.min_confidence)
    ),
    "gdelt": Format(
        "GDELT 2.0's 61 tab-separated columns, no header",
        lambda codings, ask: gdelt_lines(codings, load_lookup(), ask.min_confidence, ask.counts),
        counted=True,
    ),
}


def write(
    codings: Iterable[Coding],
    target: str | Path | BinaryIO = "-",
    *,
    format: str = "jsonl",
    min_confidence: float = 0.0,
    counts: Mapping[tuple[str, str], Counts] | None = None,
) -> None:
    """Write ``codings`` to a path, a binary stream or "-" (standard output).

    A file appears under its name only when it is whole.  ``counts`` is what a store knows of each event
    (:meth:`dateline.Store.counts`); only GDELT's columns have room for it.

    Raises:
        WriteError: for an unknown format or a target that cannot be written.
    """
    if format not in WRITERS:
        raise WriteError(f"format {format!r} is not one of {', '.join(WRITERS)}")
    made, ask = WRITERS[format].lines, Ask(min_confidence, counts or {})
    if made is None:
        _whole_file(codings, target, min_confidence)
    elif isinstance(target, str | Path) and str(target) != "-":
        _to_file(made(codings, ask), Path(target))
    else:
        stream = sys.stdout.buffer if isinstance(target, str | Path) else target
        for line in made(codings, ask):
            stream.write(line)
        stream.flush()


def _whole_file(codings: Iterable[Coding], target: str | Path | BinaryIO, min_confidence: float) -> None:
    if not isinstance(target, str | Path) or str(target) == "-":
        raise WriteError("parquet needs a file: give -o NAME.parquet")
    _check(Path(target))
    write_parquet(codings, Path(target), min_confidence)


def _check(path: Path) -> None:
    """Fail before the work, not after it."""
    if path.is_dir():
        raise WriteError(f"{path}: a folder; give a file name")
    if not path.parent.is_dir():
        raise WriteError(f"{path}: no such folder {path.parent}")
    if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise WriteError(f"{path}: not writable")


def _to_file(made: Iterator[bytes], path: Path) -> None:
    _check(path)
    if path.exists() and not path.is_file():  # a device or a pipe: nothing to rename
        with path.open("wb") as stream:
            stream.writelines(made)
        return
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as part:
            try:
                part.writelines(made)
            except BaseException:
                Path(part.name).unlink(missing_ok=True)
                raise
        Path(part.name).chmod(0o644)
        Path(part.name).replace(path)
    except OSError as error:
        raise WriteError(f"{path}: {error.strerror or error}") from error
