"""Parquet: the event rows of the CSV, through DuckDB; one file, written beside its place and renamed."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from dateline.types import Coding
from dateline.write.rows import event_rows
from dateline.write.table import COLUMNS, flat

__all__ = ["write_parquet"]

_NUMBERS = {"score": "DOUBLE", "goldstein": "DOUBLE", "latitude": "DOUBLE", "longitude": "DOUBLE", "confidence": "DOUBLE",
            "geonameid": "BIGINT", "trigger_start": "INTEGER", "trigger_end": "INTEGER", "historical": "BOOLEAN",
            "exportable": "BOOLEAN"}  # fmt: skip


def write_parquet(codings: Iterable[Coding], path: Path, min_confidence: float = 0.0) -> None:
    """Write the events of ``codings`` to the Parquet file ``path``; numbers typed, empty cells NULL."""
    import duckdb

    with tempfile.TemporaryDirectory(dir=path.parent) as folder, duckdb.connect() as connection:
        connection.execute("SET threads TO 1")
        columns = ", ".join(f'"{name}" VARCHAR' for name in COLUMNS)
        connection.execute(f"CREATE TABLE event ({columns})")
        marks = ", ".join("?" for _ in COLUMNS)
        for row in event_rows(codings, exportable_only=False, min_confidence=min_confidence):
            cells = flat(row)
            connection.execute(f"INSERT INTO event VALUES ({marks})", [cells[name] or None for name in COLUMNS])
        typed = ", ".join(f'CAST("{n}" AS {_NUMBERS[n]}) AS "{n}"' if n in _NUMBERS else f'"{n}"' for n in COLUMNS)
        part = Path(folder) / "part.parquet"
        connection.execute(f"COPY (SELECT {typed} FROM event) TO '{str(part).replace(chr(39), chr(39) * 2)}' (FORMAT parquet)")
        part.replace(path)
