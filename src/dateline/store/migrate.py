"""The schema as numbered SQL files, applied once each in order."""

from importlib import resources
from typing import Any

from dateline.errors import StoreError

__all__ = ["LATEST", "migrate", "schema_version"]

_FILES = sorted(
    (entry for entry in (resources.files("dateline.store") / "schema").iterdir() if entry.name.endswith(".sql")),
    key=lambda entry: entry.name,
)
_NUMBERED = {int(entry.name.partition("_")[0]): entry for entry in _FILES}
LATEST = max(_NUMBERED)


def schema_version(connection: Any) -> int:
    """Return the highest number of the migrations that the store has had; 0 for a new file."""
    tables = connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'schema_version'").fetchone()
    if tables is None:
        return 0
    return int(connection.execute("SELECT max(version) FROM schema_version").fetchone()[0])


def migrate(connection: Any) -> None:
    """Bring the store to the latest schema; StoreError if it was made by a newer dateline."""
    found = schema_version(connection)
    if found > LATEST:
        raise StoreError(f"the store has schema {found}, this dateline knows {LATEST}: update dateline")
    applied = {row[0] for row in connection.execute("SELECT version FROM schema_version").fetchall()} if found else set()
    for number in sorted(_NUMBERED.keys() - applied):
        connection.execute("BEGIN")
        if number == 1:
            connection.execute("CREATE TABLE schema_version (version INTEGER PRIMARY KEY)")
        connection.execute(_NUMBERED[number].read_text("utf-8"))
        connection.execute("INSERT INTO schema_version VALUES (?)", [number])
        connection.execute("COMMIT")
