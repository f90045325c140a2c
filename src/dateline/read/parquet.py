"""Parquet: the same columns as CSV, read by DuckDB."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.errors import ReadError
from dateline.read.clean import compose
from dateline.read.fields import document_of
from dateline.read.source import Item
from dateline.read.table import OPTIONAL

__all__ = ["read_parquet"]

_BATCH = 256  # rows held at a time


def read_parquet(raw: bytes, where: str) -> Iterator[Item]:
    """Yield a document a row; ReadError if this is no Parquet or it has no column ``text``."""
    import duckdb

    if not raw:
        raise ReadError(f"{where}: the file is empty")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in.parquet"
        path.write_bytes(raw)
        try:
            with duckdb.connect(":memory:", config={"threads": 1, "memory_limit": "2GB"}) as connection:
                connection.execute("SET TimeZone = 'UTC'")
                yield from _rows(connection, str(path), where)
        except duckdb.Error as error:
            told = str(error).splitlines()[0].replace(str(path), "")
            raise ReadError(f"{where}: not readable as Parquet: {told}") from error


def _rows(connection: Any, path: str, where: str) -> Iterator[Item]:
    columns = [row[0] for row in connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [path]).fetchall()]
    if "text" not in columns:
        raise ReadError(f"{where}: no column 'text' ({', '.join(columns)})")
    wanted = [name for name in OPTIONAL if name in columns]
    listed = ", ".join(f"CAST({name} AS VARCHAR)" for name in ("text", *wanted))
    rows = connection.execute(f"SELECT {listed} FROM read_parquet(?)", [path])
    number = 0
    while batch := rows.fetchmany(_BATCH):
        for text, *cells in batch:
            number += 1
            fields = {name: cell or "" for name, cell in zip(wanted, cells, strict=True)}
            fields["language"] = fields.get("language") or "en"
            yield document_of(f"{where}:{number}", compose, text=text or "", **fields)
