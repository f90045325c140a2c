"""Rows into a table, many at once."""

import tempfile
from pathlib import Path
from typing import Any

__all__ = ["insert_rows"]


def insert_rows(connection: Any, table: str, rows: list[bytes], moment: str | None = None, *, dated: bool = False) -> None:
    """Insert ``rows`` (JSON objects) into ``table``; rows whose key is there already are left out.

    Through a file of JSON lines: DuckDB reads those hundreds of times faster than row by row.  A table's ``recorded_at``
    is ``moment``, or the clock's if that is None; or each row's own, if they are ``dated``.
    """
    if not rows:
        return
    columns = _columns(connection, table)
    timed = not dated and columns.pop("recorded_at", None) is not None and moment is not None
    typed = "{" + ", ".join(f"{name}: '{kind}'" for name, kind in columns.items()) + "}"
    listed = ", ".join(columns)
    into, taken = (f"{listed}, recorded_at", f"{listed}, $moment::TIMESTAMP") if timed else (listed, listed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{table}.jsonl"
        path.write_bytes(b"\n".join(rows) + b"\n")
        connection.execute(
            f"INSERT OR IGNORE INTO {table} ({into}) SELECT {taken} FROM read_json($path, format='newline_delimited', "
            f"columns={typed}, maximum_object_size=67108864)",
            {"path": str(path)} | ({"moment": moment} if timed else {}),
        )


def _columns(connection: Any, table: str) -> dict[str, str]:
    # not duckdb_columns(): that binds every view of the store first, which takes longer than the insert
    return dict(connection.execute("SELECT name, type FROM pragma_table_info(?) ORDER BY cid", [table]).fetchall())
