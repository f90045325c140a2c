"""A shared store copied into a file."""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from dateline.errors import StoreError
from dateline.store.bulk import insert_rows
from dateline.store.migrate import latest, schema_version
from dateline.store.postgres import Postgres
from dateline.store.store import Store

__all__ = ["copy_store"]

_CHUNK = 32 << 20  # bytes of rows in memory
_TABLES = (
    "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' AND table_name <> 'schema_version' ORDER BY table_name"
)


def copy_store(address: str, path: Path) -> None:
    """Copy the store at ``address``, as it is at this moment, into a new DuckDB file with the same tables and views.

    Raises:
        StoreError: if there is no store at the address, or one of another dateline; if the file cannot be written.
    """
    Store(path).close()
    source = Postgres(address, read_only=True)
    try:
        if schema_version(source) != latest(source):
            raise StoreError(f"{source.name}: made by another version of dateline; open it once for writing with the newer one")
        with duckdb.connect(str(path)) as target:
            for (table,) in target.execute(_TABLES).fetchall():
                for rows in _chunks(source.rows_as_json(table)):
                    insert_rows(target, table, rows, dated=True)
    except duckdb.Error as error:
        raise StoreError(f"{path}: {str(error).splitlines()[0]}") from error
    finally:
        source.close()


def _chunks(rows: Iterator[bytes]) -> Iterator[list[bytes]]:
    held, size = list[bytes](), 0
    for row in rows:
        held.append(row)
        size += len(row)
        if size > _CHUNK:
            yield held
            held, size = [], 0
    if held:
        yield held
