"""Rows into a table, many at once."""

import tempfile
from pathlib import Path
from typing import Any

__all__ = ["insert_rows"]


def insert_rows(connection: Any, table: str, rows: list[bytes]) -> None:
    """Insert ``rows`` (JSON objects) into ``table``; rows whose key is there already are left out.

    Through a file of JSON lines: DuckDB reads those hundreds of times faster than row by row.
    """
    if not rows:
        return
    columns = _columns(connection, table)
    typed = "{" + ", ".join(f"{name}: '{kind}'" for name, kind in columns.items()) + "}"
    listed = ", ".join(columns)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{table}.jsonl"
        path.write_bytes(b"\n".join(rows) + b"\n")
        connection.execute(
            f"INSERT OR IGNORE INTO {table} ({listed}) SELECT {listed} FROM read_json(?, format='newline_delimited', "
            f"columns={typed}, maximum_object_size=67108864)",
            [str(path)],
        )


def _columns(connection: Any, table: str) -> dict[str, str]:
    found = connection.execute(
        "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index", [table]
    ).fetchall()
    return {name: kind for name, kind in found if name != "recorded_at"}
