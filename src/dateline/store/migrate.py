"""The schema as numbered SQL files, applied once each in order."""

from importlib import resources
from typing import Any

from dateline.errors import StoreError

__all__ = ["LATEST", "migrate", "schema_version"]

_FILES = sorted(
    (entry for entry in (resources.files("dateline.store") / "schema").iterdir() if entry.name.endswith(".sql")),
    key=lambda entry: entry.name,
)
LATEST = len(_FILES)


def schema_version(connection: Any) -> int:
    """Return the number of migrations the store has had; 0 for a new file."""
    tables = connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'schema_version'").fetchone()
    if tables is None:
        return 0
    return int(connection.execute("SELECT max(version) FROM schema_version").fetchone()[0])


def migrate(connection: Any) -> None:
    """Bring the store to the latest schema; StoreError if it was made by a newer dateline."""
    found = schema_version(connection)
    if found > LATEST:
        raise StoreError(f"the store has schema {found}, this dateline knows {LATEST}: update dateline")
    for number, entry in enumerate(_FILES[found:], found + 1):
        connection.execute("BEGIN")
        if number == 1:
            connection.execute("CREATE TABLE schema_version (version INTEGER PRIMARY KEY)")
        connection.execute(entry.read_text("utf-8"))
        connection.execute("INSERT INTO schema_version VALUES (?)", [number])
        connection.execute("COMMIT")
